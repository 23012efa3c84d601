"""All pictures of a film, drawn by several processes at once."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from callsheet_studio.explainer.film_segments import layout_file, still_file
from callsheet_studio.media.mux import frames_in
from callsheet_studio.pipeline.checkpoints import Checkpoints
from callsheet_studio.pipeline.messages import (
    LAYOUT,
    EncodeSegment,
    MeasureScene,
    RenderPoster,
    RenderSheet,
    SceneLayout,
)
from callsheet_studio.pipeline.progress import ProgressReporter
from callsheet_studio.pipeline.render_pool import RenderPool, TaskEvent
from callsheet_studio.pipeline.segment import Segment
from callsheet_studio.storyboard.timeline import Timeline

SHOOT_PERCENT = (15, 95)
"""Of the whole film: where this begins and ends."""


class SceneRendering:
    """Has the processes of a pool draw all frames of one film."""

    def __init__(
        self,
        timeline: Timeline,
        parts: Sequence[Segment],
        pool: RenderPool,
        checkpoints: Checkpoints,
        progress: ProgressReporter,
    ) -> None:
        """Nothing is drawn yet."""
        self._scenes = len(timeline.scenes)
        self._firsts = list({part.scene: part for part in reversed(parts)}.values())[::-1]
        self._parts = parts
        self._pool = pool
        self._ledger = checkpoints
        self._progress = progress

    @property
    def files(self) -> list[Path]:
        """The paths of the film's segments, in order."""
        return [self._ledger.folder / part.file for part in self._parts]

    def layout(self) -> SceneLayout:
        """Return how all scenes were laid out, after `draw`."""
        contents = [(self._ledger.folder / layout_file(part)).read_bytes() for part in self._firsts]
        return SceneLayout.of_all([LAYOUT.validate_json(content) for content in contents])

    def draw(self, poster: str, sheets: Mapping[str, Sequence[int]]) -> None:
        """Draw the poster, the segments that are not there yet, the longest first, and the contact
        sheets, and record each finished scene.

        Args:
            poster: Its file.
            sheets: Which scenes are on a sheet, by its file.
        """
        self._draw_segments(poster)
        lacking = [
            part
            for part in self._firsts
            if not (self._has(layout_file(part)) and self._has(still_file(part)))
        ]
        for event in self._pool.run(map(MeasureScene, lacking)):
            self._keep(event)
        shown = {file: tuple(self._firsts[n] for n in scenes) for file, scenes in sheets.items()}
        self._pool.run_all(RenderSheet(*sheet) for sheet in shown.items())

    def _draw_segments(self, poster: str) -> None:
        waiting = Counter(part.scene for part in self._parts)
        drawn: Counter[Segment] = Counter()
        todo = [part for part in self._parts if not self._is_there(part)]
        for part in self._parts:
            if part not in todo:
                drawn[part] = part.frames
                self._finish(part, waiting)
        todo.sort(key=lambda part: part.frames, reverse=True)
        for event in self._pool.run([RenderPoster(poster), *map(EncodeSegment, todo)]):
            if not isinstance(event.task, EncodeSegment):
                continue
            part = event.task.part
            drawn[part] = part.frames if event.finished else event.frames
            if event.finished:
                self._keep(event)
                self._finish(part, waiting)
            self._tell(drawn, waiting)

    def _has(self, file: str) -> bool:
        return (self._ledger.folder / file).is_file()

    def _keep(self, event: TaskEvent) -> None:
        """What a process said of a scene, beside the scene's pictures: an edit takes over both."""
        assert isinstance(event.task, EncodeSegment | MeasureScene)
        file = layout_file(event.task.part)
        if not self._has(file):
            self._ledger.write(file, LAYOUT.dump_json(LAYOUT.validate_python(event.answer)))

    def _is_there(self, part: Segment) -> bool:
        return frames_in(self._ledger.folder / part.file) == part.frames

    def _finish(self, part: Segment, waiting: "Counter[int]") -> None:
        waiting[part.scene] -= 1
        name = f"scene-{part.scene + 1:02d}"
        if not waiting[part.scene] and not self._ledger.is_done(name):
            self._ledger.record(name, [p.file for p in self._parts if p.scene == part.scene])

    def _tell(self, drawn: "Counter[Segment]", waiting: "Counter[int]") -> None:
        first, last = SHOOT_PERCENT
        share = drawn.total() / sum(part.frames for part in self._parts)
        whole = sum(not left for left in waiting.values())
        scene = min(whole + 1, self._scenes)
        percent = first + (last - first) * share
        self._progress.report_percent("generating_frames", percent, scene, self._scenes)
