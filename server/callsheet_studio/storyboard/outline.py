"""What a task says, before anything is decided about the film: the form all readers give."""

from dataclasses import dataclass

from callsheet_studio.storyboard.content import Content
from callsheet_studio.storyboard.model import Item, SceneKind
from callsheet_studio.storyboard.settings import DocumentSettings


@dataclass(frozen=True)
class NarrationLine:
    """A piece of narration: one sentence or a few that stay together."""

    text: str
    since: int = 0
    """Left out first when the film is shorter than this many seconds; 0 is always in."""
    is_description: bool = False
    """Whether it stands for sentences made of what the scene shows, and `text` is empty."""


@dataclass(frozen=True)
class ListItem:
    """One line of a list."""

    item: Item
    numbered: bool = False
    since: int = 0
    code: str | None = None
    """What stands between its backticks, when nothing else is in it."""
    nested: tuple[str, ...] = ()
    """The items below it that its detail holds."""


@dataclass(frozen=True)
class OutlineSection:
    """A scene as written; whatever is missing is decided later."""

    title: str = ""
    kind: SceneKind | None = None
    entries: tuple[ListItem, ...] = ()
    lines: tuple[NarrationLine, ...] = ()
    icon: str | None = None
    subtitle: str | None = None
    hold: float = 0.0
    since: int = 0
    content: Content | None = None
    highlight: str | None = None
    image: str | None = None
    """A picture file inside the film's folder; only a film's own outline may name one."""
    level: int = 2
    """How deep its heading is, from 1."""
    scripted: bool = False
    """Whether its words were written for a film."""
    silent: bool = False
    """Whether nothing is to be said."""
    is_item: bool = False
    """Whether it is made of a list's item, without a heading in the document."""
    stated: bool = False
    """Whether it shows what its words state, instead of a list of its own."""


@dataclass(frozen=True)
class Outline:
    """A whole task, read."""

    title: str
    opening: OutlineSection
    """What stands under the film's title, before its first scene."""
    parts: tuple[OutlineSection, ...]
    notes: tuple[str, ...] = ()
    """Sentences for the person who asked."""
    settings: DocumentSettings = DocumentSettings()
    language: str | None = None
    """As the front matter says."""
    prose: str = ""
    """The paragraphs of a text without a heading or list."""
    is_prose: bool = False
    """Whether its sections were made of running text."""
    footnotes: tuple[str, ...] = ()
    """What is said because something refers to it."""
