"""Everything between a script and its finished clip."""

from collections import Counter
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

from callsheet_studio.animatic.ambience import ambience
from callsheet_studio.animatic.clip_mux import splice
from callsheet_studio.animatic.shot import Script
from callsheet_studio.animatic.shot_renderer import Take
from callsheet_studio.animatic.shot_worker import SETTING, Setting
from callsheet_studio.audio.aac_track import write_track
from callsheet_studio.jobs.contract import Format, Report, Step
from callsheet_studio.pipeline import capacity
from callsheet_studio.pipeline.checkpoints import Ledger
from callsheet_studio.pipeline.messages import Shoot, Stills
from callsheet_studio.pipeline.progress import Teller
from callsheet_studio.pipeline.render_pool import Artists
from callsheet_studio.pipeline.segment import Part

MODULE = "callsheet_studio.animatic.shot_worker"
SOUND = "work/sound.mp4"
POSTER, CONTACT_SHEET = "poster.jpg", "contact-sheet.jpg"
BEGUN, DRAWN = 4, 92
"""Percent at which drawing begins and ends."""


class Production:
    """The making of one clip in its folder. Steps: `sound`, `shot-1-1` …, `stills`, `film`."""

    def __init__(
        self, script: Script, fmt: Format, folder: Path, done: Mapping[str, Step], report: Report
    ) -> None:
        """Nothing is made yet; what a dead attempt left half-written is removed."""
        folder.mkdir(parents=True, exist_ok=True)
        self._script = script
        self._take = Take(script.id, script.aspect_ratio, fmt.short_side, fmt.fps, script.mark)
        self._limit = fmt.processes
        self._ledger = Ledger(folder, done, report)
        self._teller = Teller(report)

    def make(self, video: str, labels: Mapping[str, str]) -> None:
        """All steps that are not done, up to the file `video`."""
        if self._ledger.has("film"):
            return
        self._tell(0.0)
        todo = [part for part in self._parts() if not self._ledger.has(_step(part))]
        try:
            self._draw(todo)
            self._ledger.once("film", lambda: self._join(video, labels))
        finally:
            self._ledger.sweep()

    def _draw(self, todo: list[Part]) -> None:
        """Pictures in child processes, sound beside them."""
        stills = not self._ledger.has("stills")
        if not todo and not stills and self._ledger.has("sound"):
            return
        hands = capacity.processes(max(1, len(todo)), self._limit)
        with (
            ThreadPoolExecutor(1) as beside,
            Artists(self._ledger.folder, hands, MODULE) as artists,
        ):
            sound = beside.submit(self._sound)
            artists.tell(SETTING.dump_json(Setting(self._script, self._take)))
            self._shoot(artists, todo)
            if stills:
                for _ in artists.do([Stills(POSTER, CONTACT_SHEET)]):
                    pass
                self._ledger.record("stills", (POSTER, CONTACT_SHEET))
            self._ledger.once("sound", sound.result)

    def _shoot(self, artists: Artists, todo: list[Part]) -> None:
        drawn = Counter({part: part.frames for part in self._parts() if part not in todo})
        whole = sum(part.frames for part in self._parts())
        for event in artists.do(map(Shoot, todo)):
            assert isinstance(event.task, Shoot)
            part = event.task.part
            drawn[part] = part.frames if event.finished else event.frames
            if event.finished:
                self._ledger.record(_step(part), [part.file])
            self._tell(drawn.total() / whole, part)

    def _sound(self) -> Iterable[str]:
        """Synthesise and encode the bed, unless it is done; runs beside the pictures."""
        if not self._ledger.has("sound"):
            bed = ambience(self._script.shots, self._take.fps, self._script.id)
            with self._ledger.writing(SOUND) as path:
                write_track(path, bed)
        return [SOUND]

    def _join(self, video: str, labels: Mapping[str, str]) -> Iterable[str]:
        pictures = [self._ledger.folder / part.file for part in self._parts()]
        with self._ledger.writing(video) as path:
            splice(path, pictures, self._ledger.folder / SOUND, labels)
        return [video]

    def _parts(self) -> list[Part]:
        """One for each shot; of an odd number the last is halved, so that two processes share."""
        shots = self._script.shots
        parts: list[Part] = []
        for n, shot in enumerate(shots):
            half = shot.frames // 2 if n % 2 == 0 and n == len(shots) - 1 else shot.frames
            cuts = [0, half, shot.frames] if 0 < half < shot.frames else [0, shot.frames]
            for k, (first, last) in enumerate(pairwise(cuts), 1):
                parts.append(Part(n, first, last, f"work/shot-{n + 1}-{k}.mp4"))
        return parts

    def _tell(self, share: float, part: Part | None = None) -> None:
        percent = BEGUN + (DRAWN - BEGUN) * share
        scene = part.scene + 1 if part else 0
        self._teller.tell("generating_frames", percent, scene, len(self._script.shots))


def _step(part: Part) -> str:
    return Path(part.file).stem
