"""A film as data: scenes that say what is shown and what is spoken, and nothing about how."""

from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from callsheet_studio.film import AspectRatio, Style

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
]
FORMAT_VERSION = 1


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Item(_Part):
    """One thing a scene shows: a point, a step, a bar, a date, a side of a comparison."""

    text: str
    """The words on the picture, a few at best."""
    detail: str | None = None
    """A smaller second line."""
    icon: str | None = None
    """A Lucide icon's name; without one the renderer picks by the words, or draws a number."""
    value: float | None = None
    """What a chart draws."""
    label: str | None = None
    """How `value` is written, such as `$5.30`; without it the renderer writes the number."""

    @property
    def number(self) -> str | None:
        """`value` in writing, to the last digit; None when there is none."""
        return self.label or (None if self.value is None else f"{self.value:.15g}")


class Scene(_Part):
    """A scene stands alone: it can change without its neighbours."""

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
    hold: Annotated[float, Field(ge=0)] = 0.0
    """Seconds of rest that the outline asks for after the narration."""


class Storyboard(_Part):
    """What is filmed. Order is the film's order."""

    version: int = FORMAT_VERSION
    title: str
    seconds: int
    """The length to aim for: what was asked for, or less when the words carry less."""
    aspect_ratio: AspectRatio
    style: Style
    seed: str
    """Decides every free choice of the look."""
    palette: dict[str, str] = Field(default_factory=dict[str, str])
    style_prompt: str | None = None
    voice: str | None = None
    language: str = "en"
    """BCP 47 tag of the narration."""
    scenes: tuple[Scene, ...]
