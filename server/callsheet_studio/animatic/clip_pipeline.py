"""Everything between a script and its finished clip."""

from collections import Counter
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

from callsheet_studio.animatic.clip_sound import clip_sound
from callsheet_studio.animatic.shot import ShotList
from callsheet_studio.animatic.shot_renderer import ShotOptions
from callsheet_studio.animatic.shot_worker import SETTING, ShotSettings
from callsheet_studio.audio.aac_track import write_track
from callsheet_studio.drawing.geometry import Size
from callsheet_studio.jobs.contract import Report, Step, VideoFormat
from callsheet_studio.media.mux import mux_clip
from callsheet_studio.pipeline import capacity
from callsheet_studio.pipeline.checkpoints import Checkpoints
from callsheet_studio.pipeline.messages import EncodeSegment, RenderThumbnails
from callsheet_studio.pipeline.progress import ProgressReporter
from callsheet_studio.pipeline.render_pool import RenderPool
from callsheet_studio.pipeline.segment import Segment
from callsheet_studio.text.fixed_words import fixed_words

MODULE = "callsheet_studio.animatic.shot_worker"
SOUND = "work/sound.mp4"
POSTER, CONTACT_SHEET = "poster.jpg", "contact-sheet.jpg"
BEGUN, DRAWN = 4, 92
"""Percent at which drawing begins and ends."""


class ClipPipeline:
    """Renders one clip into its folder. Its steps: `sound`, `shot-1-1` and so on, `stills`,
    `film`."""

    def __init__(
        self,
        script: ShotList,
        video_format: VideoFormat,
        folder: Path,
        done: Mapping[str, Step],
        report: Report,
    ) -> None:
        """Nothing is made yet; what a dead attempt left half-written is removed."""
        folder.mkdir(parents=True, exist_ok=True)
        self._script = script
        self._take = ShotOptions(
            script.id,
            Size.of(script.aspect_ratio, video_format.short_side),
            video_format.fps,
            mark_of(script),
        )
        self._limit = video_format.processes
        self._ledger = Checkpoints(folder, done, report)
        self._progress = ProgressReporter(report)

    def make(self, video: str, labels: Mapping[str, str]) -> None:
        """Do all steps that are not done, and write the clip to the file `video`.

        Args:
            labels: The clip's metadata.
        """
        if self._ledger.is_done("film"):
            return
        self._tell(0.0)
        todo = [part for part in self._parts() if not self._ledger.is_done(_step(part))]
        try:
            self._draw(todo)
            self._ledger.run_once("film", lambda: self._join(video, labels))
        finally:
            self._ledger.remove_leftovers()

    def _draw(self, todo: list[Segment]) -> None:
        """Make the pictures in child processes, and the sound at the same time."""
        stills = not self._ledger.is_done("stills")
        if not todo and not stills and self._ledger.is_done("sound"):
            return
        hands = capacity.process_count(max(1, len(todo)), self._limit)
        with (
            ThreadPoolExecutor(1) as threads,
            RenderPool(self._ledger.folder, hands, MODULE) as artists,
        ):
            sound = threads.submit(self._sound)
            artists.configure(SETTING.dump_json(ShotSettings(self._script, self._take)))
            self._shoot(artists, todo)
            if stills:
                for _ in artists.run([RenderThumbnails(POSTER, CONTACT_SHEET)]):
                    pass
                self._ledger.record("stills", (POSTER, CONTACT_SHEET))
            self._ledger.run_once("sound", sound.result)

    def _shoot(self, artists: RenderPool, todo: list[Segment]) -> None:
        drawn = Counter({part: part.frames for part in self._parts() if part not in todo})
        whole = sum(part.frames for part in self._parts())
        for event in artists.run(map(EncodeSegment, todo)):
            assert isinstance(event.task, EncodeSegment)
            part = event.task.part
            drawn[part] = part.frames if event.finished else event.frames
            if event.finished:
                self._ledger.record(_step(part), [part.file])
            self._tell(drawn.total() / whole, part)

    def _sound(self) -> Iterable[str]:
        """Make and encode the sound, unless it is done; runs while pictures are drawn."""
        if not self._ledger.is_done("sound"):
            sound = clip_sound(self._script, self._take.fps)
            with self._ledger.atomic_writer(SOUND) as path:
                write_track(path, sound)
        return [SOUND]

    def _join(self, video: str, labels: Mapping[str, str]) -> Iterable[str]:
        pictures = [self._ledger.folder / part.file for part in self._parts()]
        with self._ledger.atomic_writer(video) as path:
            mux_clip(path, pictures, self._ledger.folder / SOUND, labels)
        return [video]

    def _parts(self) -> list[Segment]:
        """Two for each shot, so that two processes share it."""
        return [
            Segment(n, first, last, f"work/shot-{n + 1}-{k}.mp4")
            for n, shot in enumerate(self._script.shots)
            for k, (first, last) in enumerate(pairwise((0, shot.frames // 2, shot.frames)), 1)
        ]

    def _tell(self, share: float, part: Segment | None = None) -> None:
        percent = BEGUN + (DRAWN - BEGUN) * share
        scene = part.scene + 1 if part else 0
        self._progress.report_percent("generating_frames", percent, scene, len(self._script.shots))


def mark_of(script: ShotList) -> str | None:
    """Return the word ANIMATIC in the language of a shot list; None if the clip gets no mark."""
    return fixed_words(script.language).animatic if script.mark else None


def _step(part: Segment) -> str:
    return Path(part.file).stem
