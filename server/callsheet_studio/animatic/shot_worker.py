"""A process that draws shots: `python -m callsheet_studio.animatic.shot_worker`."""

from collections.abc import Callable, Iterator
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
    RenderThumbnails,
    Reply,
    Task,
)
from callsheet_studio.pipeline.render_worker import run_task_loop
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
        """Do a task, and yield its replies; the last one is `Finished`."""
        return DO[type(task)](self, task)

    def shoot(self, task: EncodeSegment) -> Iterator[Reply]:
        """Encode part of a shot into its file, and yield how many frames are done."""
        part, fps, size = task.part, self._script.fps, self._script.size
        if self._last is None or self._last[0] != part.scene:
            self._last = (part.scene, ShotRenderer(self._script, part.scene))
        picture = self._last[1]
        with replace_atomically(Path(part.file)) as path:
            frames = range(part.first, part.last)
            for done in encode(
                path, (size.width, size.height), fps, frames, lambda c, n: picture.draw(c, n / fps)
            ):
                yield FramesDone(done)
        yield Finished()

    def stills(self, task: RenderThumbnails) -> Iterator[Reply]:
        """Draw the poster and the contact sheet into their files."""
        for file, draw in ((task.poster, poster), (task.contact_sheet, contact_sheet)):
            with replace_atomically(Path(file)) as path:
                path.write_bytes(draw(self._script))
        yield Finished()


def poster(script: ShotList) -> bytes:
    """Return the middle frame of the first shot as a JPEG of the clip's size."""
    surface = skia.Surface(script.size.width, script.size.height)
    picture = ShotRenderer(script, 0)
    picture.draw(surface.getCanvas(), picture.seconds * 0.5)
    return jpeg(surface.makeImageSnapshot(), QUALITY)


def contact_sheet(script: ShotList) -> bytes:
    """Return a JPEG of at most 40 kB with two frames of every shot."""
    own = script.size
    scale = CELL / min(own.width, own.height)
    size = Size(round(own.width * scale), round(own.height * scale))
    pictures = [ShotRenderer(replace(script, size=size), n) for n in range(len(script.shots))]
    cells = [
        (f"Shot {number}", partial(picture.draw, t=picture.seconds * share))
        for number, picture in enumerate(pictures, 1)
        for share in MOMENTS
    ]
    return sheet(cells, (size.width, size.height), 2 if size.width > size.height else 4)


DO: dict[type[Task], Callable[..., Iterator[Reply]]] = {
    EncodeSegment: ShotWorker.shoot,
    RenderThumbnails: ShotWorker.stills,
}

if __name__ == "__main__":
    main()
