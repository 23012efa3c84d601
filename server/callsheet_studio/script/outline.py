"""What a task says, before anything is decided about the film: the form all readers give."""

from dataclasses import dataclass

from callsheet_studio.script.storyboard import Item, SceneKind


@dataclass(frozen=True)
class Line:
    """A piece of narration: one sentence or a few that stay together."""

    text: str
    since: int = 0
    """Left out first when the film is shorter than this many seconds; 0 is always in."""


@dataclass(frozen=True)
class Entry:
    """One line of a list."""

    item: Item
    numbered: bool = False
    since: int = 0


@dataclass(frozen=True)
class Part:
    """A scene as written; whatever is missing is decided later."""

    title: str = ""
    kind: SceneKind | None = None
    entries: tuple[Entry, ...] = ()
    lines: tuple[Line, ...] = ()
    icon: str | None = None
    subtitle: str | None = None
    hold: float = 0.0
    since: int = 0


@dataclass(frozen=True)
class Outline:
    """A whole task, read."""

    title: str
    opening: Part
    """What stands under the film's title, before its first scene."""
    parts: tuple[Part, ...]
    notes: tuple[str, ...] = ()
    """Sentences for the person who asked."""
