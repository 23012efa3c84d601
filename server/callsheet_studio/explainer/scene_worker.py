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
from callsheet_studio.explainer.film_segments import position_independent, style_only
from callsheet_studio.explainer.scene_renderer import SceneRenderer, Size
from callsheet_studio.explainer.theme.theme import Theme
from callsheet_studio.explainer.thumbnails import contact_sheet, poster
from callsheet_studio.media.video_encoder import encode
from callsheet_studio.pipeline import capacity
from callsheet_studio.pipeline.messages import (
    SETTING,
    EncodeSegment,
    Finished,
    FramesDone,
    MeasureScene,
    RenderSettings,
    RenderThumbnails,
    Reply,
    SceneLayout,
    Task,
)
from callsheet_studio.pipeline.render_worker import run_task_loop
from callsheet_studio.storage.atomic_file import replace_atomically


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
        """Lay out a scene, and yield the result."""
        yield Finished(self._layout(task.scene))

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
        yield Finished(self._layout(part.scene))

    def stills(self, task: RenderThumbnails) -> Iterator[Reply]:
        """Draw the poster and the contact sheets into their files.

        Raises:
            OSError: One can't be written.
        """
        timed = map(position_independent, self._setting.timeline.scenes)
        scenes = list(zip(timed, self._directions, strict=True))
        aspect = self._setting.timeline.storyboard.aspect_ratio
        with replace_atomically(Path(task.poster)) as path:
            path.write_bytes(poster(scenes[0][0], self._theme, self._size))
        with replace_atomically(Path(task.contact_sheet)) as path:
            path.write_bytes(contact_sheet(scenes, self._theme, aspect))
        if task.changed:
            with replace_atomically(Path(task.changed_sheet)) as path:
                changed = [scenes[n] for n in task.changed]
                path.write_bytes(contact_sheet(changed, self._theme, aspect))
        yield Finished()

    def _picture(self, scene: int) -> SceneRenderer:
        """Prepared once for the parts of a scene that follow each other."""
        if self._last is None or self._last[0] != scene:
            self._last = None  # so that the stills of two scenes are never held at once
            gc.collect()  # layers and their scene refer to each other
            capacity.return_freed_memory()
            timed = position_independent(self._setting.timeline.scenes[scene])
            direction = self._directions[scene]
            picture = SceneRenderer(timed, self._theme, self._size, direction=direction)
            self._last = (scene, picture)
        return self._last[1]


def _paint(changes: ChangeDetector, fps: int, canvas: skia.Canvas, frame: int) -> skia.IRect:
    return changes.draw(canvas, frame / fps)


DO: dict[type[Task], Callable[..., Iterator[Reply]]] = {
    MeasureScene: SceneWorker.measure,
    EncodeSegment: SceneWorker.shoot,
    RenderThumbnails: SceneWorker.stills,
}


if __name__ == "__main__":
    main()
