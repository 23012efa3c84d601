"""A clip as data: its shots, each with what is seen, where, when, and how it is filmed."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from callsheet_studio.animatic.contract import CharacterDesign
from callsheet_studio.drawing.geometry import Size

Hour: TypeAlias = Literal["dawn", "morning", "day", "sunset", "night"]
Weather: TypeAlias = Literal["clear", "clouds", "rain", "snow", "snowfall", "fog"]
Framing: TypeAlias = Literal["wide", "medium", "close"]
Move: TypeAlias = Literal["still", "track", "pan", "push", "pull", "aerial"]
GOING = frozenset(["walk", "run", "fly", "drive", "swim", "sail", "float", "bike"])
"""Verbs of those who get somewhere: the camera tracks them, or they cross the picture."""
SLATE = 0.5
"""Seconds that the slate stands before a shot; a short shot's is a quarter of it."""


@dataclass(frozen=True)
class Role:
    """A person, animal or thing that has a picture in a shot."""

    picture: str
    """A name of the set, such as `dog`."""
    word: str
    """As the prompt names it."""
    verb: str = "stand"
    """A key of the verbs' table, such as `walk`."""
    kind: str = ""
    """The key of its word in the vocabulary."""
    is_person: bool = False
    look: CharacterDesign | None = None
    """The look of a finalized character."""
    color: str | None = None
    """`#rrggbb`, where the prompt gives it one."""


@dataclass(frozen=True)
class Shot:
    """One camera position: what is seen, where and when, and how it is filmed."""

    text: str
    """The words of the prompt that it shows."""
    parts: tuple[Role, ...] = ()
    """The first one is the largest; there may be none."""
    type: str = ""
    """Words without a certain picture, set as type in the composition."""
    place: str | None = None
    """A key of the settings' table; None where the prompt names none."""
    hour: Hour | None = None
    """None where the prompt names none."""
    weather: Weather = "clear"
    has_sun: bool = False
    """Whether the sun is seen: where the prompt says it."""
    framing: Framing = "wide"
    move: Move = "push"
    directions: str = ""
    """Words on how it is filmed, for the slate."""
    spoken: str | None = None
    """What is said in the shot: the words that the prompt has in quotes."""
    frames: int = 0
    """Its length."""


@dataclass(frozen=True)
class ShotList:
    """All shots of a clip, and what they have in common."""

    id: str
    """Of the order: it decides every free choice."""
    size: Size
    fps: int
    shots: tuple[Shot, ...]
    mark: str | None
    """What stands in the corner of every picture."""
    notes: tuple[str, ...] = ()
    """Sentences for the person who asked: what was not drawn."""
    language: str = "en"
    """Of the prompt (BCP 47)."""
    has_music: bool = True
    """Whether the prompt leaves the film's music in."""
    has_voice: bool = True
    """Whether quoted lines are heard, not only captioned."""


def slate_seconds(seconds: float) -> float:
    """Return for how many seconds a shot shows its slate; `seconds` is the shot's length."""
    return min(SLATE, seconds / 4)
