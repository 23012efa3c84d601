"""A film as data: scenes that say what is shown and what is spoken, and nothing about how."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from callsheet_studio.storyboard.brief import AspectRatio, StyleName
from callsheet_studio.storyboard.content import (
    Chart,
    Code,
    Content,
    Definition,
    Diagram,
    Equation,
    Picture,
    Record,
    Table,
)

SceneKind: TypeAlias = Literal[
    "title",
    "points",
    "steps",
    "bars",
    "line",
    "number",
    "comparison",
    "timeline",
    "quote",
    "image",
    "closing",
    "diagram",
    "equation",
    "code",
    "table",
    "definition",
    "pie",
    "donut",
    "stacked",
    "area",
    "scatter",
]
CHARTS: frozenset[SceneKind] = frozenset(
    {"bars", "line", "pie", "donut", "stacked", "area", "scatter"}
)
"""Kinds that show numbers: the items' values, or a `Chart` of several series."""
FORMAT_VERSION = 1


class Item(Record):
    """One thing a scene shows: a point, a step, a bar, a date, a side of a comparison."""

    text: str
    """The words on the picture, a few at best."""
    detail: str | None = None
    """A smaller second line."""
    icon: str | None = None
    """A picture's or Lucide icon's name; without one the renderer picks, or draws a number."""
    value: float | None = None
    """What a chart draws."""
    label: str | None = None
    """How `value` is written, such as `$5.30`; without it the renderer writes the number."""

    before: float | None = None
    """What `value` was before; `label` then holds both, as written: `3.1% → 2.2%`."""

    @property
    def number(self) -> str | None:
        """How `value` is written: its `label`, or else digits; None if it has neither."""
        return self.label or (None if self.value is None else f"{self.value:.15g}")

    @property
    def second_line(self) -> str | None:
        """What the item shows besides `text`: its number, its detail, or both; None if it has
        neither."""
        return ", ".join(filter(None, (self.number, self.detail))) or None


class Scene(Record):
    """One scene. It refers to no other scene, so it can be changed on its own."""

    kind: SceneKind
    title: str
    items: tuple[Item, ...] = ()
    narration: str = ""
    """What is spoken, plain text; empty for a silent scene."""
    icon: str | None = None
    subtitle: str | None = None
    """A second line: a title's subtitle, a quote's author, a number's or chart's unit."""
    image: str | None = None
    """A picture file inside the film's folder."""
    content: Content | None = None
    """What the kinds diagram, equation, code, table, image and definition show, and a chart of
    several series."""
    highlight: str | None = None
    """The item, row, column or cell that is lit while the rest is dimmed."""
    hold: Annotated[float, Field(ge=0)] = 0.0
    """Seconds of rest that the outline asks for after the narration."""
    stated: Annotated[bool, Field(exclude=True)] = False
    """Whether its items were taken from its narration; not kept in files, nor compared."""

    def __eq__(self, other: object) -> bool:
        """Whether both show and say the same."""
        if not isinstance(other, Scene):
            return NotImplemented
        return {**self.__dict__, "stated": False} == {**other.__dict__, "stated": False}

    def __hash__(self) -> int:
        """Of what most scenes differ in."""
        return hash((self.kind, self.title, self.narration, self.items))

    @property
    def elements(self) -> tuple[Item, ...]:
        """The parts that appear one after the other while they are spoken of: the items, or else
        the pieces of the content."""
        return self.items or (elements_of(self.content) if self.content else ())


class Storyboard(Record):
    """A whole film as data; scenes in the film's order."""

    version: int = FORMAT_VERSION
    title: str
    seconds: int
    """The length to aim for: what was asked for, or less when the words carry less."""
    aspect_ratio: AspectRatio
    style: StyleName
    seed: str
    """Decides every free choice of the look."""
    palette: dict[str, str] = Field(default_factory=dict[str, str])
    style_prompt: str | None = None
    voice: str | None = None
    music: Literal["off"] | None = None
    """`off` for a film without music; else the style's own."""
    camera: Literal["board"] | None = None
    """`board` where all scenes lie on one board over which a camera travels."""
    logo: str | None = None
    """The logo that stands in a corner of every scene: a file of `logos.py`, named by content."""
    lines: Literal["720", "1080"] | None = None
    """Pixels of the shorter side; None: as the studio is set up."""
    narration: str | None = None
    """The recording of a person's voice that the film is timed to: its path, as it was named."""
    recording: str | None = None
    """The same as a file inside the film's folder."""
    language: str = "en"
    """BCP 47 tag of the narration."""
    scenes: tuple[Scene, ...]

    @property
    def files(self) -> list[str]:
        """The names, in the film's folder, of its pictures and its recording."""
        named = (*(scene.image for scene in self.scenes), self.recording)
        return [file for file in named if file]


def elements_of(content: Content) -> tuple[Item, ...]:
    """Return the pieces of a content in order, as items that can be shown and spoken.

    Source text is never among them: of an equation there are its labels, of code and diagrams
    nothing.
    """
    match content:
        case Table(header=header, rows=rows):
            return tuple(_row(header, row) for row in rows)
        case Chart(categories=categories, series=series):
            names = [each.name for each in series]
            columns = zip(*(each.written for each in series), strict=True)
            return tuple(
                _row(("", *names), (category, *row))
                for category, row in zip(categories, columns, strict=True)
            )
        case Definition(terms=terms):
            return tuple(Item(text=t.term, detail="; ".join(t.meanings) or None) for t in terms)
        case Equation(labels=labels):
            return tuple(Item(text=label.text) for label in labels)
        case Picture(callouts=callouts):
            return tuple(Item(text=callout.text) for callout in callouts)
        case Code() | Diagram():
            return ()


def _row(header: tuple[str, ...], row: tuple[str, ...]) -> Item:
    """A row as its first cell, and `column: cell` for the others."""
    name, *cells = row
    named = (f"{h}: {c}" if h else c for h, c in zip(header[1:], cells, strict=True) if c)
    return Item(text=name or "–", detail="; ".join(named) or None)
