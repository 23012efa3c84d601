"""All pictures of a film, drawn by several processes at once."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

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

LAYOUT_PERCENT = (11, 14)
SHOOT_PERCENT = (15, 95)
"""Of the whole film: where these begin and end."""


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

    def measure(self) -> SceneLayout:
        """Lay out all scenes, and return the result for the film."""
        found: dict[int, SceneLayout] = {}
        first, last = LAYOUT_PERCENT
        for event in self._pool.run(MeasureScene(n) for n in range(self._scenes)):
            assert isinstance(event.task, MeasureScene)
            found[event.task.scene] = LAYOUT.validate_python(event.answer)
            share = len(found) / self._scenes
            self._progress.report_percent("lowlevel", first + (last - first) * share)
        return SceneLayout.of_all([found[n] for n in sorted(found)])

    def encode(self) -> None:
        """Draw the segments that are not there yet, the longest first, and record each finished
        scene."""
        waiting = Counter(part.scene for part in self._parts)
        drawn: Counter[Segment] = Counter()
        todo = [part for part in self._parts if not self._is_there(part)]
        for part in self._parts:
            if part not in todo:
                drawn[part] = part.frames
                self._finish(part, waiting)
        todo.sort(key=lambda part: part.frames, reverse=True)
        for event in self._pool.run(map(EncodeSegment, todo)):
            part = _part(event)
            drawn[part] = part.frames if event.finished else event.frames
            if event.finished:
                self._finish(part, waiting)
            self._tell(drawn, waiting)

    def thumbnails(self, stills: RenderThumbnails) -> None:
        """Draw the poster and the contact sheets."""
        for _ in self._pool.run([stills]):
            pass

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


def _part(event: TaskEvent) -> Segment:
    assert isinstance(event.task, EncodeSegment)
    return event.task.part
