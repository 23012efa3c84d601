"""A storyboard in time: when each scene runs, when each word is spoken, when each item arrives.

Seconds throughout. Inside a scene, times count from the scene's own first frame, so a scene can be
drawn, cached and replaced without its neighbors.
"""

from dataclasses import dataclass, replace

from pydantic import TypeAdapter

from callsheet_studio.storyboard.model import Scene, Storyboard
from callsheet_studio.storyboard.title_pages import strip_page
from callsheet_studio.text.timed_word import TimedWord


@dataclass(frozen=True)
class TimedScene:
    """A scene with its times, in seconds; all that is needed to draw any of its frames."""

    scene: Scene
    index: int
    """From 0."""
    count: int
    """Scenes in the film."""
    start: float
    """Where it begins in the film."""
    seconds: float
    """A whole number of frames."""
    words: tuple[TimedWord, ...]
    """Timed from the scene's first frame."""
    cues: tuple[float, ...]
    """When each element of the scene arrives: as it is spoken. As long as `scene.elements`; rising,
    but for bars that are spoken of in another order."""
    voiced: bool = True
    """Whether its narration is heard; else it is only read."""
    is_page: bool = False
    """Whether its list goes on from the scene before or in the next one."""

    @property
    def shown(self) -> "TimedScene":
        """The scene as it is shown: a list that goes on over scenes has one title, no pages."""
        if not self.is_page:
            return self
        title = strip_page(self.scene.title)
        return replace(self, scene=self.scene.model_copy(update={"title": title}))


@dataclass(frozen=True)
class Timeline:
    """The whole film in time."""

    storyboard: Storyboard
    scenes: tuple[TimedScene, ...]

    @property
    def seconds(self) -> float:
        """The film's length in seconds."""
        return sum(timed.seconds for timed in self.scenes)


TIMELINE = TypeAdapter(Timeline)
"""Reads and writes a timeline as JSON."""
