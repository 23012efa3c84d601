"""A process that draws shots: `python -m callsheet_studio.animatic.shot_worker`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from callsheet_studio.animatic.shot import ShotList
from callsheet_studio.animatic.shot_renderer import ShotOptions, ShotRenderer, frame_size
from callsheet_studio.animatic.thumbnails import contact_sheet, poster
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


@dataclass(frozen=True)
class ShotSettings:
    """The shots that a drawing process works on, and how they are drawn."""

    script: ShotList
    take: ShotOptions


SETTING = TypeAdapter(ShotSettings)


def main() -> None:
    """Draw the shots that come as tasks on standard input, until it ends."""
    run_task_loop(lambda setting: ShotWorker(SETTING.validate_json(setting)).replies)


class ShotWorker:
    """Draws the shots of one script, in the current folder."""

    def __init__(self, setting: ShotSettings) -> None:
        """Nothing is painted yet."""
        self._script = setting.script
        self._take = setting.take
        self._last: tuple[int, ShotRenderer] | None = None

    def replies(self, task: Task) -> Iterator[Reply]:
        """Do a task, and yield its replies; the last one is `Finished`."""
        return DO[type(task)](self, task)

    def shoot(self, task: EncodeSegment) -> Iterator[Reply]:
        """Encode part of a shot into its file, and yield how many frames are done."""
        part, take = task.part, self._take
        plate = self._plate(part.scene)
        size = frame_size(take.aspect_ratio, take.short_side)
        with replace_atomically(Path(part.file)) as path:
            frames = range(part.first, part.last)
            for done in encode(
                path, size, take.fps, frames, lambda c, n: plate.draw(c, n / take.fps)
            ):
                yield FramesDone(done)
        yield Finished()

    def stills(self, task: RenderThumbnails) -> Iterator[Reply]:
        """Draw the poster and the contact sheet into their files."""
        with replace_atomically(Path(task.poster)) as path:
            path.write_bytes(poster(self._script, self._take))
        with replace_atomically(Path(task.contact_sheet)) as path:
            path.write_bytes(contact_sheet(self._script, self._take))
        yield Finished()

    def _plate(self, shot: int) -> ShotRenderer:
        """Painted once for the parts of a shot that follow each other."""
        if self._last is None or self._last[0] != shot:
            self._last = (shot, ShotRenderer(self._script.shots[shot], self._take))
        return self._last[1]


DO: dict[type[Task], Callable[..., Iterator[Reply]]] = {
    EncodeSegment: ShotWorker.shoot,
    RenderThumbnails: ShotWorker.stills,
}

if __name__ == "__main__":
    main()
