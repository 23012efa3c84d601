"""A process that draws: tasks come in on standard input, replies go out on standard output.

It is started as `python -m callsheet_studio.explainer.scene_worker` and ends, whatever it is just
doing, when its input ends: also when the parent was killed.
"""

import gc
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from callsheet_studio.drawing.changed_area import ChangeDetector
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.explainer.direction import direct
from callsheet_studio.explainer.film_segments import position_independent, still_file, style_only
from callsheet_studio.explainer.scene_renderer import SceneRenderer, Size
from callsheet_studio.explainer.theme.theme import Theme
from callsheet_studio.explainer.thumbnails import caption_free_time, contact_sheet, poster, still
from callsheet_studio.media.video_encoder import encode
from callsheet_studio.pipeline import capacity
from callsheet_studio.pipeline.messages import (
    SETTING,
    EncodeSegment,
    Finished,
    FramesDone,
    MeasureScene,
    RenderPoster,
    RenderSettings,
    RenderSheet,
    Reply,
    SceneLayout,
    Task,
)
from callsheet_studio.pipeline.render_worker import run_task_loop
from callsheet_studio.pipeline.segment import Segment
from callsheet_studio.storage.atomic_file import replace_atomically
from callsheet_studio.storyboard.brief import AspectRatio
from callsheet_studio.storyboard.timeline import TimedScene


def main() -> None:
    """Do the tasks that come on standard input until it ends: measure scenes, draw segments and
    thumbnails. Replies go to standard output."""
    gc.freeze()  # what is loaded stays: only scenes are looked through
    run_task_loop(lambda setting: SceneWorker(SETTING.validate_json(setting)).replies)


class SceneWorker:
    """Does the tasks of a drawing process for one film, whose folder is the current one."""

    def __init__(self, setting: RenderSettings) -> None:
        """The look is the same for all scenes."""
        storyboard = setting.timeline.storyboard
        self._setting = setting
        self._theme = Theme.of(style_only(storyboard))
        self._size = Size.of(storyboard.aspect_ratio, setting.format.short_side)
        self._directions = direct(setting.timeline, self._theme)
        self._last: tuple[int, SceneRenderer] | None = None

    def replies(self, task: Task) -> Iterator[Reply]:
        """Do a task, and yield its replies; the last one is `Finished`."""
        return DO[type(task)](self, task)

    def measure(self, task: MeasureScene) -> Iterator[Reply]:
        """Lay out a scene, draw its still, and yield how it is laid out.

        Raises:
            OSError: The still can't be written.
        """
        self._write_still(task.part)
        yield Finished(self._layout(task.part.scene))

    def _layout(self, scene: int) -> SceneLayout:
        picture = self._picture(scene)
        shrunken = tuple(box.text for box in picture.boxes if box.shrank)
        letters = [(char, box) for box in picture.boxes for char in box.text if char.isalnum()]
        undrawn = sum(char in box.missing for char, box in letters)
        notes = (*self._theme.notes, *picture.notes)
        return SceneLayout(shrunken, notes, len(letters), undrawn)

    def shoot(self, task: EncodeSegment) -> Iterator[Reply]:
        """Encode a segment into its file, and yield how many frames are done, and at last how its
        scene is laid out.

        Raises:
            OSError: The file can't be written.
        """
        part, fps = task.part, self._setting.format.fps
        picture = self._picture(part.scene)
        size = self._size.pixels
        with replace_atomically(Path(part.file)) as path:
            frames = range(part.first, part.last)
            changes = ChangeDetector(picture.draw)
            paint = partial(_paint, changes, fps)
            for done in encode(path, size, fps, frames, paint, holds=True):
                yield FramesDone(done)
        if part.first <= caption_free_time(self._timed(part.scene)) * fps < part.last:
            self._write_still(part)
        yield Finished(self._layout(part.scene))

    def poster(self, task: RenderPoster) -> Iterator[Reply]:
        """Draw the poster into its file.

        Raises:
            OSError: It can't be written.
        """
        with replace_atomically(Path(task.file)) as path:
            path.write_bytes(poster(self._timed(0), self._theme, self._size))
        yield Finished()

    def sheet(self, task: RenderSheet) -> Iterator[Reply]:
        """Put stills that are drawn into a contact sheet.

        Raises:
            OSError: A still can't be read, or the sheet can't be written.
        """
        stills = {part.scene: Path(still_file(part)).read_bytes() for part in task.parts}
        with replace_atomically(Path(task.file)) as path:
            path.write_bytes(contact_sheet(stills, self._aspect))
        yield Finished()

    @property
    def _aspect(self) -> AspectRatio:
        return self._setting.timeline.storyboard.aspect_ratio

    def _timed(self, scene: int) -> TimedScene:
        return position_independent(self._setting.timeline.scenes[scene])

    def _write_still(self, part: Segment) -> None:
        timed, picture = self._timed(part.scene), self._picture(part.scene)
        with replace_atomically(Path(still_file(part))) as path:
            path.write_bytes(still(picture, timed, self._size, self._aspect))

    def _picture(self, scene: int) -> SceneRenderer:
        """Prepared once for the parts of a scene that follow each other."""
        if self._last is None or self._last[0] != scene:
            self._last = None  # so that the stills of two scenes are never held at once
            gc.collect()  # layers and their scene refer to each other
            capacity.return_freed_memory()
            timed, direction = self._timed(scene), self._directions[scene]
            picture = SceneRenderer(timed, self._theme, self._size, direction=direction)
            self._last = (scene, picture)
        return self._last[1]


def _paint(changes: ChangeDetector, fps: int, canvas: skia.Canvas, frame: int) -> skia.IRect:
    return changes.draw(canvas, frame / fps)


DO: dict[type[Task], Callable[..., Iterator[Reply]]] = {
    MeasureScene: SceneWorker.measure,
    EncodeSegment: SceneWorker.shoot,
    RenderPoster: SceneWorker.poster,
    RenderSheet: SceneWorker.sheet,
}


if __name__ == "__main__":
    main()
