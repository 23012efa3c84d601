"""The changes that a language model may ask for: those that edits know, and nothing else.

Scenes are named by their numbers as they were given to it. Sizes are bounded here; what a scene can
show is checked where the change is made, as for a request that the rules understand.
"""

import re
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, Field, StringConstraints

from callsheet_studio.chat import Form, one_line
from callsheet_studio.film import AspectRatio, Style
from callsheet_studio.script.storyboard import SceneKind

MOST_CHANGES = 60


Line: TypeAlias = Annotated[
    str, StringConstraints(min_length=1, max_length=160), AfterValidator(one_line)
]
Spoken: TypeAlias = Annotated[
    str, StringConstraints(min_length=1, max_length=1500), AfterValidator(one_line)
]
Colour: TypeAlias = Annotated[str, StringConstraints(pattern=re.compile(r"^#[0-9a-fA-F]{6}$"))]
Icon: TypeAlias = Annotated[str, StringConstraints(pattern=re.compile(r"^[a-z0-9-]{1,40}$"))]
Number: TypeAlias = Annotated[int, Field(ge=1, le=1000)]
"""Of a scene."""


class NewItem(Form):
    """One thing that a scene lists."""

    text: Line
    detail: Line | None = None
    icon: Icon | None = None
    value: Line | None = None
    """A number as it is written on the picture, such as `$4,900`."""


Items: TypeAlias = Annotated[tuple[NewItem, ...], Field(max_length=24)]


class SetTitle(Form):
    """A scene's heading."""

    do: Literal["set_title"]
    scene: Number
    title: Line


class SetSubtitle(Form):
    """A scene's second line."""

    do: Literal["set_subtitle"]
    scene: Number
    text: Line


class SetNarration(Form):
    """What a scene says."""

    do: Literal["set_narration"]
    scene: Number
    text: Spoken


class SetItems(Form):
    """All that a scene lists: points, steps, bars with their values."""

    do: Literal["set_items"]
    scene: Number
    items: Annotated[Items, Field(min_length=1)]


class SetKind(Form):
    """How a scene is shown."""

    do: Literal["set_kind"]
    scene: Number
    kind: SceneKind


class SetRest(Form):
    """Seconds without words at a scene's end."""

    do: Literal["set_rest"]
    scene: Number
    seconds: Annotated[float, Field(ge=0, le=30)]


class ShowPicture(Form):
    """A reference image, counted from 1, in a scene."""

    do: Literal["show_picture"]
    scene: Number
    picture: Annotated[int, Field(ge=1, le=5)]


class AddScene(Form):
    """A new scene, behind another one; 0: first; without `after`: before the closing."""

    do: Literal["add_scene"]
    after: Annotated[int, Field(ge=0, le=1000)] | None = None
    kind: SceneKind
    title: Line
    items: Items = ()
    narration: Spoken


class RemoveScene(Form):
    """A scene that goes."""

    do: Literal["remove_scene"]
    scene: Number


class MoveScene(Form):
    """A scene that stands elsewhere; place 1 is the first."""

    do: Literal["move_scene"]
    scene: Number
    place: Annotated[int, Field(ge=1, le=40)]


class SwapScenes(Form):
    """Two scenes that change places."""

    do: Literal["swap_scenes"]
    scene: Number
    other: Number


class SetFilmTitle(Form):
    """The film's title."""

    do: Literal["set_film_title"]
    title: Line


class SetLength(Form):
    """The film's length."""

    do: Literal["set_length"]
    seconds: Annotated[float, Field(ge=1, le=1000)]


class SetPalette(Form):
    """The film's colours; those that are not named stay."""

    do: Literal["set_palette"]
    primary: Colour | None = None
    secondary: Colour | None = None
    tertiary: Colour | None = None
    accent: Colour | None = None


class SetStyle(Form):
    """The film's preset."""

    do: Literal["set_style"]
    style: Style


class SetLook(Form):
    """Words that the look follows."""

    do: Literal["set_look"]
    words: Line


class SetVoice(Form):
    """Words that direct the voice."""

    do: Literal["set_voice"]
    words: Line


class SetMusic(Form):
    """Whether there is music."""

    do: Literal["set_music"]
    on: bool


class SetAspectRatio(Form):
    """The film's shape."""

    do: Literal["set_aspect_ratio"]
    aspect_ratio: AspectRatio


Change: TypeAlias = Annotated[
    SetTitle
    | SetSubtitle
    | SetNarration
    | SetItems
    | SetKind
    | SetRest
    | ShowPicture
    | AddScene
    | RemoveScene
    | MoveScene
    | SwapScenes
    | SetFilmTitle
    | SetLength
    | SetPalette
    | SetStyle
    | SetLook
    | SetVoice
    | SetMusic
    | SetAspectRatio,
    Field(discriminator="do"),
]


class Changes(Form):
    """A whole answer; none at all says that nothing here would do what is asked."""

    changes: Annotated[tuple[Change, ...], Field(max_length=MOST_CHANGES)]
