"""What a finished film is."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class SceneSpan:
    """The place of a scene in its film."""

    n: int
    """From 1."""
    title: str
    start: float
    """Seconds from the film's first frame."""
    seconds: float


@dataclass(frozen=True)
class FilmResult:
    """A finished film. File names are paths inside the job's folder."""

    title: str
    seconds: float
    scenes: tuple[SceneSpan, ...]
    report: Mapping[str, float | int | str | list[str]]
    """Numbers an assistant can judge the film by, such as `words_per_minute`."""
    notes: tuple[str, ...]
    """Sentences for the person who asked: what was cut, not obeyed, or could be better."""
    video: str = "film.mp4"
    poster: str = "poster.jpg"
    contact_sheet: str = "contact-sheet.jpg"
    srt: str = "film.srt"
    vtt: str = "film.vtt"
    storyboard: str = "storyboard.json"
    outline: str = "outline.md"
    """The Markdown that makes exactly this film."""
