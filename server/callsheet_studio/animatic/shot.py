"""A clip as data: its shots, each with what is seen, where, when, and how it is filmed."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from callsheet_studio.animatic.contract import AspectRatio, Look

Hour: TypeAlias = Literal["dawn", "day", "sunset", "night"]
Weather: TypeAlias = Literal["clear", "rain", "snow", "fog"]
Framing: TypeAlias = Literal["wide", "medium", "close"]
Move: TypeAlias = Literal["still", "track", "pan", "push", "pull", "aerial"]


@dataclass(frozen=True)
class Role:
    """Somebody or something in a shot that has a picture."""

    picture: str
    """A name of the set, such as `dog`."""
    word: str
    """As the prompt names it."""
    verb: str = "be"
    """A key of the verbs' table, such as `walk`."""
    look: Look | None = None
    """The look of a finalized character."""
    color: str | None = None
    """`#rrggbb`, where the prompt gives it one."""


@dataclass(frozen=True)
class Shot:
    """One camera position."""

    number: int
    """From 1."""
    count: int
    """Shots of the clip."""
    text: str
    """The words of the prompt that it shows."""
    frames: int
    parts: tuple[Role, ...]
    """The first one is the largest; there may be none."""
    type: str
    """Words without a certain picture, set as type in the composition."""
    place: str | None
    """A key of the settings' table; None where the prompt names none."""
    hour: Hour
    weather: Weather
    framing: Framing
    move: Move
    grade: str | None = None
    """A color mood, such as `neon` or `noir`."""
    has_sun: bool = False
    """Whether sun or moon is seen: where the prompt names the hour."""
    spoken: str | None = None
    """What is said in the shot: the words that the prompt has in quotes."""


@dataclass(frozen=True)
class ShotList:
    """All shots of a clip and what they have in common."""

    id: str
    aspect_ratio: AspectRatio
    shots: tuple[Shot, ...]
    mark: bool
    notes: tuple[str, ...]
    language: str = "en"
    """Of the prompt (BCP 47): that of the mark."""
