"""What a film is asked for with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

AspectRatio: TypeAlias = Literal["16:9", "9:16"]
Style: TypeAlias = Literal[
    "instructional", "explainer", "corporate", "marketing", "narrative", "social"
]
LONGEST_TASK = 5000
"""Characters: Knowlify documentation, `task`."""
BRISK: frozenset[Style] = frozenset({"marketing", "social"})
"""Styles whose films hurry from thought to thought."""


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
    pictures: Mapping[str, Mapping[str, str]] = field(default_factory=dict[str, Mapping[str, str]])
    """The fields of `PictureFiles`: what became of the pictures that the task names."""
    preview: bool = False
    """Whether a quick look is wanted: whoever works on it makes it in `VideoFormat.preview`."""


class FilmRejected(Exception):
    """This brief gives no film; the text says why and what to send instead."""
