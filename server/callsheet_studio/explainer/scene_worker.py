"""A process that draws: tasks come in on standard input, replies go out on standard output.

It is started as `python -m callsheet_studio.explainer.scene_worker` in the film's folder and ends,
whatever it is just doing, when its input ends: also when the parent was killed.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from callsheet_studio.explainer.film_segments import alone, without_scenes
from callsheet_studio.explainer.scene_renderer import Picture, Size
from callsheet_studio.explainer.theme.theme import Look
from callsheet_studio.explainer.thumbnails import contact_sheet, poster
from callsheet_studio.media.video_encoder import encode
from callsheet_studio.pipeline.checkpoints import replacing
from callsheet_studio.pipeline.messages import (
    SETTING,
    Drawn,
    Finished,
    Layout,
    Measure,
    Reply,
    Setting,
    Shoot,
    Stills,
    Task,
)
from callsheet_studio.pipeline.render_worker import serve


def main() -> None:
    """Work until standard input ends."""
    serve(lambda setting: Artist(SETTING.validate_json(setting)).replies)


class Artist:
    """Draws for one film, in the current folder."""

    def __init__(self, setting: Setting) -> None:
        """The look is the same for all scenes."""
        storyboard = setting.timeline.storyboard
        self._setting = setting
        self._look = Look.of(without_scenes(storyboard))
        self._size = Size.of(storyboard.aspect_ratio, setting.format.short_side)
        self._last: tuple[int, Picture] | None = None

    def replies(self, task: Task) -> Iterator[Reply]:
        """Do a task; the last reply says that it is finished."""
        return DO[type(task)](self, task)

    def measure(self, task: Measure) -> Iterator[Reply]:
        """Lay out a scene."""
        picture = self._picture(task.scene)
        shrunken = tuple(box.text for box in picture.boxes if box.shrank)
        letters = [(char, box) for box in picture.boxes for char in box.text if char.isalnum()]
        undrawn = sum(char in box.missing for char, box in letters)
        notes = (*self._look.notes, *picture.notes)
        yield Finished(Layout(shrunken, notes, len(letters), undrawn))

    def shoot(self, task: Shoot) -> Iterator[Reply]:
        """Encode a part."""
        part, fps = task.part, self._setting.format.fps
        picture = self._picture(part.scene)
        size = (self._size.width, self._size.height)
        with replacing(Path(part.file)) as path:
            frames = range(part.first, part.last)
            for done in encode(path, size, fps, frames, lambda c, n: picture.draw(c, n / fps)):
                yield Drawn(done)
        yield Finished()

    def stills(self, task: Stills) -> Iterator[Reply]:
        """Draw poster and contact sheet."""
        scenes = [alone(timed) for timed in self._setting.timeline.scenes]
        aspect = self._setting.timeline.storyboard.aspect_ratio
        with replacing(Path(task.poster)) as path:
            path.write_bytes(poster(scenes[0], self._look, self._size))
        with replacing(Path(task.contact_sheet)) as path:
            path.write_bytes(contact_sheet(scenes, self._look, aspect))
        if task.changed:
            with replacing(Path(task.changed_sheet)) as path:
                changed = [scenes[n] for n in task.changed]
                path.write_bytes(contact_sheet(changed, self._look, aspect))
        yield Finished()

    def _picture(self, scene: int) -> Picture:
        """Prepared once for the parts of a scene that follow each other."""
        if self._last is None or self._last[0] != scene:
            timed = alone(self._setting.timeline.scenes[scene])
            self._last = (scene, Picture(timed, self._look, self._size))
        return self._last[1]


DO: dict[type[Task], Callable[..., Iterator[Reply]]] = {
    Measure: Artist.measure,
    Shoot: Artist.shoot,
    Stills: Artist.stills,
}


if __name__ == "__main__":
    main()
