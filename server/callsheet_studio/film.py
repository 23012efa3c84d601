"""What a film is asked for with, and what comes back: the seam between the API and the renderer.

The API side (`knowlify`, `queue`) writes a `Brief` and reads `Progress`, `Step` and `Film`. The
making side (`script`, `render`) does the opposite. Everything here is plain data that travels as
JSON between the server and its worker processes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

AspectRatio: TypeAlias = Literal["16:9", "9:16"]
Style: TypeAlias = Literal[
    "instructional", "explainer", "corporate", "marketing", "narrative", "social"
]
Stage: TypeAlias = Literal["voiceover", "highlevel", "lowlevel", "scan_assets", "generating_frames"]
"""The documented stages in which work is done, in order."""
PREVIEW_SIDE, PREVIEW_FPS = 360, 12
"""A tenth of the pixels a second that a film has; motion "on twos", as hand-drawn films have it."""


@dataclass(frozen=True)
class Brief:
    """One film as it was ordered, with every default filled in."""

    uuid: str
    """Seeds the look: the same uuid gives the same film, another one a different take."""
    task: str
    """An outline in Markdown, prose, or a topic; 1 to 5000 characters."""
    seconds: int = 60
    """The length asked for, 30 to 300."""
    aspect_ratio: AspectRatio = "16:9"
    style: Style = "explainer"
    style_prompt: str | None = None
    """Free words on how every scene should look and feel."""
    palette: Mapping[str, str] = field(default_factory=dict[str, str])
    """`primary`, `secondary`, `tertiary`, `accent`, any missing; each `#rgb` or `#rrggbb`."""
    voice: str | None = None
    """Free words on how the narrator should sound."""
    unset: tuple[str, ...] = ()
    """Names of the fields above that nobody asked for: a document's front matter may set them."""
    preview: bool = False
    """Whether a quick look is wanted: whoever works on it makes it in `Format.preview`."""


@dataclass(frozen=True)
class Format:
    """The technical size of a film: what tests make small and previews make cheap."""

    short_side: int = 720
    """Pixels of the shorter side; the longer one follows from the aspect ratio (1280 for 720)."""
    fps: int = 30
    spoken: bool = True
    """False renders without the voice, with captions timed by word lengths."""
    processes: int | None = None
    """Child processes that draw scenes at once; None: as many as cores and memory allow."""

    quick: bool = False
    """Encodes the sound with a shorter search, in two thirds of the time."""

    def preview(self) -> "Format":
        """The same for a quick look: 640x360 at 12 frames a second, or less where this is less."""
        return replace(
            self,
            short_side=min(self.short_side, PREVIEW_SIDE),
            fps=min(self.fps, PREVIEW_FPS),
            quick=True,
        )


@dataclass(frozen=True)
class Progress:
    """How far a film is. `percent` never falls."""

    stage: Stage | str
    """A `Stage` for films; other work has words of its own."""
    percent: int
    """0 to 99; the queue alone says 100."""
    current_scene: int = 0
    total_scenes: int = 0


@dataclass(frozen=True)
class Step:
    """A step that is finished and need never run again."""

    name: str
    """`script`, `voice`, `plan`, `assets`, `scene-01` …, `film`."""
    files: Mapping[str, str]
    """Path inside the film's folder -> SHA-256 of its content."""


@dataclass(frozen=True)
class SceneFact:
    """Where a scene lies in its film."""

    n: int
    """From 1."""
    title: str
    start: float
    """Seconds from the film's first frame."""
    seconds: float


@dataclass(frozen=True)
class Film:
    """A finished film. File names are relative to its folder."""

    title: str
    seconds: float
    scenes: tuple[SceneFact, ...]
    report: Mapping[str, float | int | list[str]]
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


class CannotFilm(Exception):
    """This brief gives no film; the text says why and what to send instead."""


Report: TypeAlias = Callable[[Progress | Step], None]
"""Called by the maker after every bit of progress and every finished step."""
