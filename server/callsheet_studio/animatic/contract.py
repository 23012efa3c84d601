"""What an animatic is ordered with, and what comes back: the seam between the API and the maker.

Plain data that travels as JSON; importing it costs nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

AspectRatio: TypeAlias = Literal["9:16", "16:9", "1:1"]
CharacterDesign: TypeAlias = Mapping[str, Any]
"""How a drawn character looks, as JSON; `design_character` names its keys."""

REMOTE_VIDEO_FILE = "work/video-created.json"
"""Of a job's folder: the id and the address of the video that a model is making for it."""


@dataclass(frozen=True)
class ClipOrder:
    """A request for a clip."""

    id: str
    """Seeds every free choice: the same order gives the same bytes."""
    prompt: str
    model: str
    """The model that was asked for; it is named in the clip and does not make it."""
    seconds: int = 10
    aspect_ratio: AspectRatio = "9:16"
    cast: Mapping[str, CharacterDesign] = field(default_factory=dict[str, CharacterDesign])
    """Finalized characters by name: the prompt calls them `@Name`."""
    mark: bool = True
    """Whether ANIMATIC stands in the corner of a storyboard."""
    video_model: str | None = None
    """The user's own video model, which makes it; None: it is drawn as a storyboard."""
    fallback: bool = False
    """Whether the storyboard is drawn when that model gives nothing."""
    portraits: Mapping[str, str] = field(default_factory=dict[str, str])
    """Pictures of those of the cast that a model made, by name: paths below all films."""


@dataclass(frozen=True)
class CharacterOrder:
    """A request for a character and its film."""

    id: str
    name: str
    prompt: str
    """The description of the character."""
    seconds: int = 10
    aspect_ratio: AspectRatio = "9:16"
    mark: bool = True
    video_model: str | None = None
    """The user's own video model, which films it; None: it is drawn."""
    fallback: bool = False
    """Whether it is drawn when that model gives nothing."""


@dataclass(frozen=True)
class PoseOrder:
    """A request for the part of a character's film that is used for the character later."""

    id: str
    name: str
    video: str
    """Path of the character's film."""
    start: int
    """Seconds into it."""
    end: int
    prompt: str = "Person looking into the camera"
    video_model: str | None = None
    """What made the film; None: it is drawn."""


@dataclass(frozen=True)
class ClipResult:
    """A finished clip. File names are paths inside the job's folder."""

    seconds: float
    shots: tuple[str, ...]
    """The words of each shot's slate."""
    notes: tuple[str, ...]
    """Sentences for the person who asked: what was not drawn."""
    video: str = "clip.mp4"
    poster: str = "poster.jpg"
    contact_sheet: str = "contact-sheet.jpg"
    video_model: str | None = None
    """What made it; None: it is a drawn storyboard."""
    fallback: str | None = None
    """Why a storyboard was drawn, though the user's model was to make the clip."""


@dataclass(frozen=True)
class CharacterResult:
    """A finished character: its look and its film. File names are paths inside the job's folder."""

    name: str
    look: CharacterDesign
    seconds: float
    notes: tuple[str, ...] = ()
    video_model: str | None = None
    """What made its film; None: it is drawn."""
    fallback: str | None = None
    """Why it is drawn, though the user's model was to film it."""
    video: str = "character.mp4"
    poster: str = "poster.jpg"


@dataclass(frozen=True)
class PoseResult:
    """The part that was cut out of a character's film. File names are paths inside the job's
    folder."""

    name: str
    seconds: float
    notes: tuple[str, ...] = ()
    video: str = "pose.mp4"
    poster: str = "pose.jpg"
