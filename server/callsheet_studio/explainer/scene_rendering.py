"""All pictures of a film, drawn by several processes at once."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from callsheet_studio.explainer.film_segments import layout_file
from callsheet_studio.media.mux import frames_in
from callsheet_studio.pipeline.checkpoints import Checkpoints
from callsheet_studio.pipeline.messages import (
    LAYOUT,
    EncodeSegment,
    MeasureScene,
    RenderThumbnails,
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
        files = {part.scene: layout_file(part) for part in self._parts}
        missing = [scene for scene, file in files.items() if not self._has(file)]
        for event in self._pool.run(map(MeasureScene, missing)):
            assert isinstance(event.task, MeasureScene)
            self._keep(files[event.task.scene], event)
        contents = [(self._ledger.folder / file).read_bytes() for file in files.values()]
        return SceneLayout.of_all([LAYOUT.validate_json(content) for content in contents])

    def draw(self, stills: RenderThumbnails) -> None:
        """Draw the poster and the contact sheets, and the segments that are not there yet, the
        longest first, and record each finished scene."""
        waiting = Counter(part.scene for part in self._parts)
        drawn: Counter[Segment] = Counter()
        todo = [part for part in self._parts if not self._is_there(part)]
        for part in self._parts:
            if part not in todo:
                drawn[part] = part.frames
                self._finish(part, waiting)
        todo.sort(key=lambda part: part.frames, reverse=True)
        for event in self._pool.run([stills, *map(EncodeSegment, todo)]):
            if not isinstance(event.task, EncodeSegment):
                continue
            part = event.task.part
            drawn[part] = part.frames if event.finished else event.frames
            if event.finished:
                self._keep(layout_file(part), event)
                self._finish(part, waiting)
            self._tell(drawn, waiting)

    def _has(self, file: str) -> bool:
        return (self._ledger.folder / file).is_file()

    def _keep(self, file: str, event: TaskEvent) -> None:
        """What a process said of a scene, beside the scene's pictures: an edit takes over both."""
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
