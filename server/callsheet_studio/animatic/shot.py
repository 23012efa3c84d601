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
    """Somebody or something that acts in a shot."""

    kind: str
    """A key of the cast's table, such as `person`, `dog` or `bottle`."""
    word: str
    """As the prompt names it."""
    verb: str = "be"
    """A key of the verbs' table, such as `walk`."""
    look: Look | None = None
    """A drawn figure's look."""
    color: str | None = None
    """`#rrggbb`, where the prompt gives it one."""
    prop: str | None = None
    """The kind of thing that it holds, rides or pours."""


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
    """The first one is what the camera looks at; there may be none."""
    place: str
    """A key of the places' table."""
    hour: Hour
    weather: Weather
    framing: Framing
    move: Move
    grade: str | None = None
    """A colour mood, such as `neon` or `noir`."""
    missing: tuple[str, ...] = ()
    """Words that the library has no picture for."""


@dataclass(frozen=True)
class ShotList:
    """All shots of a clip and what they have in common."""

    id: str
    aspect_ratio: AspectRatio
    shots: tuple[Shot, ...]
    mark: bool
    notes: tuple[str, ...]
