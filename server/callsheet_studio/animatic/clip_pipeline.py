"""Everything between a script and its finished clip."""

from collections import Counter
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

from callsheet_studio.animatic.clip_sound import clip_sound
from callsheet_studio.animatic.shot import ShotList
from callsheet_studio.animatic.shot_worker import SETTING
from callsheet_studio.audio.aac_track import write_track
from callsheet_studio.jobs.contract import Report
from callsheet_studio.media.mux import mux_clip
from callsheet_studio.pipeline import capacity
from callsheet_studio.pipeline.checkpoints import Checkpoints
from callsheet_studio.pipeline.messages import EncodeSegment, RenderPoster, RenderSheet
from callsheet_studio.pipeline.progress import ProgressReporter
from callsheet_studio.pipeline.render_pool import RenderPool
from callsheet_studio.pipeline.segment import Segment

MODULE = "callsheet_studio.animatic.shot_worker"
SOUND = "work/sound.mp4"
POSTER, CONTACT_SHEET = "poster.jpg", "contact-sheet.jpg"
STILLS = (RenderPoster(POSTER), RenderSheet(CONTACT_SHEET))
BEGUN, DRAWN = 4, 92
"""Percent at which drawing begins and ends."""


class ClipPipeline:
    """Renders one clip into its folder. Its steps: `sound`, `shot-1-1` and so on, `stills`,
    `film`."""

    def __init__(
        self, script: ShotList, checkpoints: Checkpoints, report: Report, processes: int | None
    ) -> None:
        """Nothing is made yet.

        Args:
            processes: Child processes that draw at once; None: as many as cores and memory allow.
        """
        self._script = script
        self._parts = list(_segments(script))
        self._processes = processes
        self._ledger = checkpoints
        self._progress = ProgressReporter(report)

    def make(self, video: str, labels: Mapping[str, str]) -> None:
        """Do all steps that are not done, and write the clip with its metadata (`labels`) to the
        file `video`."""
        if self._ledger.is_done("film"):
            return
        self._tell(0.0)
        todo = [part for part in self._parts if not self._ledger.is_done(_step(part))]
        try:
            self._draw(todo)
            self._ledger.run_once("film", lambda: self._join(video, labels))
        finally:
            self._ledger.remove_leftovers()

    def _draw(self, todo: list[Segment]) -> None:
        """Make the pictures in child processes, and the sound at the same time."""
        stills = () if self._ledger.is_done("stills") else STILLS
        if not todo and not stills and self._ledger.is_done("sound"):
            return
        count = capacity.process_count(max(1, len(todo)), self._processes)
        with (
            ThreadPoolExecutor(1) as threads,
            RenderPool(self._ledger.folder, count, MODULE) as pool,
        ):
            sound = threads.submit(self._sound)
            pool.configure(SETTING.dump_json(self._script))
            self._shoot(pool, todo)
            if stills:
                pool.run_all(stills)
                self._ledger.record("stills", [still.file for still in stills])
            self._ledger.run_once("sound", sound.result)

    def _shoot(self, pool: RenderPool, todo: list[Segment]) -> None:
        drawn = Counter({part: part.frames for part in self._parts if part not in todo})
        whole = sum(part.frames for part in self._parts)
        for event in pool.run(map(EncodeSegment, todo)):
            assert isinstance(event.task, EncodeSegment)
            part = event.task.part
            drawn[part] = part.frames if event.finished else event.frames
            if event.finished:
                self._ledger.record(_step(part), [part.file])
            self._tell(drawn.total() / whole, part.scene + 1)

    def _sound(self) -> Iterable[str]:
        """Make and encode the sound, unless it is done; runs while pictures are drawn."""
        if not self._ledger.is_done("sound"):
            sound = clip_sound(self._script)
            with self._ledger.atomic_writer(SOUND) as path:
                write_track(path, sound)
        return [SOUND]

    def _join(self, video: str, labels: Mapping[str, str]) -> Iterable[str]:
        pictures = [self._ledger.folder / part.file for part in self._parts]
        with self._ledger.atomic_writer(video) as path:
            mux_clip(path, pictures, self._ledger.folder / SOUND, labels)
        return [video]

    def _tell(self, share: float, shot: int = 0) -> None:
        percent = BEGUN + (DRAWN - BEGUN) * share
        self._progress.report_percent("generating_frames", percent, shot, len(self._script.shots))


def _segments(script: ShotList) -> Iterable[Segment]:
    """Two for each shot, so that two processes share it."""
    for n, shot in enumerate(script.shots):
        for k, (first, last) in enumerate(pairwise((0, shot.frames // 2, shot.frames)), 1):
            yield Segment(n, first, last, f"work/shot-{n + 1}-{k}.mp4")


def _step(part: Segment) -> str:
    return Path(part.file).stem
