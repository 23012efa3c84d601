"""What a film is asked for with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, get_args

AspectRatio: TypeAlias = Literal["16:9", "9:16"]
Style: TypeAlias = Literal[
    "instructional", "explainer", "corporate", "marketing", "narrative", "social"
]
LONGEST_TASK = 5000
"""Characters: Knowlify documentation, `task`."""
StyleName: TypeAlias = Style | Literal["whiteboard"]
"""A film's style: one of the API's `video_type`, or one that only a document can name."""
STYLE_NAMES: tuple[StyleName, ...] = (*get_args(Style), "whiteboard")
BRISK: frozenset[StyleName] = frozenset({"marketing", "social"})
"""Styles whose films hurry from thought to thought."""


@dataclass(frozen=True)
class Brief:
    """A request for one film, with every default filled in."""

    uuid: str
    """The seed of the look: the same uuid gives the same film, another one a film that looks
    different."""
    task: str
    """An outline in Markdown, prose, or a topic; 1 to 5000 characters."""
    seconds: int = 60
    """The length asked for, 30 to 300."""
    aspect_ratio: AspectRatio = "16:9"
    style: StyleName = "explainer"
    style_prompt: str | None = None
    """Free words on how every scene should look and feel."""
    palette: Mapping[str, str] = field(default_factory=dict[str, str])
    """`primary`, `secondary`, `tertiary`, `accent`, any missing; each `#rgb` or `#rrggbb`."""
    voice: str | None = None
    """Free words on how the narrator should sound."""
    unset: tuple[str, ...] = ()
    """Names of the fields above that were not given: a document's front matter may set them."""
    pictures: Mapping[str, Mapping[str, str]] = field(default_factory=dict[str, Mapping[str, str]])
    """The fields of `PictureFiles`: what became of the pictures that the task names."""
    recording: Mapping[str, str] = field(default_factory=dict[str, str])
    """Of a narration that the task names: `file` inside the film's folder and its `path`, or the
    `reason` why there is none."""
    preview: bool = False
    """Whether a preview is wanted: then it is made in `VideoFormat.preview`."""


def to_style_arguments(style: StyleName, prompt: str | None) -> tuple[Style | None, str | None]:
    """Return a style and its prompt as (`video_type`, `global_style_prompt`) of the hosted
    API, each None if left out.

    The API has no type for a whiteboard, so this is asked for in the prompt.
    """
    if style == "whiteboard":
        return None, ", ".join(filter(None, ("whiteboard", prompt)))
    return style, prompt


class FilmRejected(Exception):
    """No film can be made of the request; the text says why, and what to send instead."""
