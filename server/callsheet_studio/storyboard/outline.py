"""What a task says, before anything is decided about the film: the form all readers give."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from callsheet_studio.storyboard.content import Content
from callsheet_studio.storyboard.model import Item, SceneKind
from callsheet_studio.storyboard.settings import DocumentSettings
from callsheet_studio.text.sentences import sentences


@dataclass(frozen=True)
class NarrationLine:
    """A piece of narration: one or a few sentences that stay together."""

    text: str
    since: int = 0
    """Left out first when the film is shorter than this many seconds; 0 is always in."""
    is_description: bool = False
    """Whether it stands for sentences made of what the scene shows, and `text` is empty."""
    is_remark: bool = False
    """Whether it stands after what the scene shows, and not before."""
    is_made_up: bool = False
    """Whether it reads out a formula, and is no sentence of the document."""
    is_labeled: bool = False
    """Whether it is a paragraph that begins with a bold label of its own, or the label of one."""
    goes_on: bool = False
    """Whether it goes on with the paragraph of the line before it."""


@dataclass(frozen=True)
class ListItem:
    """One entry of a list."""

    item: Item
    numbered: bool = False
    since: int = 0
    code: str | None = None
    """The text of the entry if it is a single code span; else None."""
    nested: tuple[str, ...] = ()
    """The texts of the items below it that were added to its detail."""


@dataclass(frozen=True)
class OutlineSection:
    """A scene as the task writes it; the builder decides what the task leaves open."""

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
    """Whether its narration was written for a film, and not taken from running text."""
    silent: bool = False
    """Whether nothing is to be said."""
    is_item: bool = False
    """Whether it is made of a list's item, without a heading in the document."""
    is_footer: bool = False
    """Whether it stands below the document's last rule."""
    announced: str = ""
    """What is said before its words: the word of a note."""
    asked: str = ""
    """The question that its heading asks, where its words begin to answer that."""
    stated: bool = False
    """Whether it shows what its words state, instead of a list of its own."""
    shown: tuple[str, ...] = ()
    """Sentences that are shown and not said, since they hold an address."""


@dataclass(frozen=True)
class Outline:
    """A whole task after reading."""

    title: str
    opening: OutlineSection
    """The text between the film's title and its first scene."""
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
    """The texts of footnotes that are spoken."""
    formulas: Mapping[str, str] = field(default_factory=dict[str, str])
    """What is shown of each formula, by the words in which it is spoken."""
    commands: frozenset[str] = frozenset()
    """The code of several words that stands in its sentences."""

    @cached_property
    def written(self) -> Sequence[tuple[str, str]]:
        """The sentences of its prose, each with the title of its section."""
        return [
            (part.title or self.title, text)
            for part in (self.opening, *self.parts)
            for line in part.lines
            for text in sentences("" if line.is_made_up else line.text)
        ]
