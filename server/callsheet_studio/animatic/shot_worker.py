"""A process that draws shots: `python -m callsheet_studio.animatic.shot_worker`."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from pydantic import TypeAdapter

from callsheet_studio.animatic.shot import ShotList
from callsheet_studio.animatic.shot_renderer import ShotRenderer
from callsheet_studio.drawing.geometry import Size
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.media.contact_sheet import jpeg, sheet
from callsheet_studio.media.video_encoder import encode
from callsheet_studio.pipeline.messages import (
    EncodeSegment,
    Finished,
    FramesDone,
    RenderPoster,
    RenderSheet,
    Reply,
    Task,
)
from callsheet_studio.pipeline.render_worker import run_task_loop
from callsheet_studio.pipeline.segment import Segment
from callsheet_studio.storage.atomic_file import replace_atomically

QUALITY = 88
CELL = 216
"""The short side of a picture of the sheet, in pixels."""
MOMENTS = (0.35, 0.8)
"""Shares of a shot at which the sheet shows it."""
SETTING = TypeAdapter(ShotList)


def main() -> None:
    """Draw the shots that come as tasks on standard input, until it ends."""
    run_task_loop(lambda setting: ShotWorker(SETTING.validate_json(setting)).replies)


class ShotWorker:
    """Draws the shots of one script, in the current folder."""

    def __init__(self, script: ShotList) -> None:
        """Nothing is painted yet."""
        self._script = script
        self._last: tuple[int, ShotRenderer] | None = None

    def replies(self, task: Task) -> Iterator[Reply]:
        """Do a task, and yield its replies; the last one is `Finished`.

        Raises:
            OSError: A file can't be written.
        """
        if isinstance(task, EncodeSegment):
            yield from self._encode(task.part)
        if isinstance(task, RenderPoster | RenderSheet):
            draw = _poster if isinstance(task, RenderPoster) else _contact_sheet
            with replace_atomically(Path(task.file)) as path:
                path.write_bytes(draw(self._script))
        yield Finished()

    def _encode(self, part: Segment) -> Iterator[Reply]:
        """Part of a shot into its file."""
        fps = self._script.fps
        if self._last is None or self._last[0] != part.scene:
            self._last = (part.scene, ShotRenderer(self._script, part.scene))
        picture = self._last[1]

        def paint(canvas: skia.Canvas, frame: int) -> None:
            picture.draw(canvas, frame / fps)

        frames = range(part.first, part.last)
        with replace_atomically(Path(part.file)) as path:
            for done in encode(path, self._script.size.pixels, fps, frames, paint):
                yield FramesDone(done)


def _poster(script: ShotList) -> bytes:
    """The middle frame of the first shot as a JPEG of the clip's size."""
    surface = skia.Surface(*script.size.pixels)
    picture = ShotRenderer(script, 0)
    picture.draw(surface.getCanvas(), picture.seconds * 0.5)
    return jpeg(surface.makeImageSnapshot(), QUALITY)


def _contact_sheet(script: ShotList) -> bytes:
    """A JPEG of at most 40 kB with two frames of every shot."""
    scale = CELL / min(script.size.pixels)
    size = Size(*(round(side * scale) for side in script.size.pixels))
    pictures = [ShotRenderer(replace(script, size=size), n) for n in range(len(script.shots))]
    cells = [
        (f"Shot {number}", partial(picture.draw, t=picture.seconds * share))
        for number, picture in enumerate(pictures, 1)
        for share in MOMENTS
    ]
    return sheet(cells, size.pixels, 2 if size.width > size.height else 4)


if __name__ == "__main__":
    main()
