"""What Knowlify is sent, with its documented limits, and what it answers, with room for more."""

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema

COLOUR = "^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$"


def _check_colour(text: str) -> str:
    if not re.fullmatch(COLOUR, text):
        raise ValueError("must be a colour like #06c or #0066cc")
    return text


Colour = Annotated[
    str, AfterValidator(_check_colour), WithJsonSchema({"type": "string", "pattern": COLOUR})
]


class Palette(BaseModel):
    """Colours as `#rgb` or `#rrggbb`; any may be left out."""

    model_config = ConfigDict(extra="forbid", defer_build=True)

    primary: Colour | None = None
    secondary: Colour | None = None
    tertiary: Colour | None = None
    accent: Colour | None = None


AspectRatio = Annotated[Literal["16:9", "9:16"], Field(description="16:9 (default) or 9:16.")]
VideoType = Annotated[
    Literal["instructional", "explainer", "corporate", "marketing", "narrative", "social"],
    Field(description="Style preset; default explainer."),
]


class VideoBrief(BaseModel):
    """One video to make."""

    model_config = ConfigDict(extra="forbid", defer_build=True)

    task: Annotated[
        str,
        Field(
            min_length=1, max_length=5000, description="What the video explains, 1-5000 characters."
        ),
    ]
    video_duration_seconds: Annotated[
        int, Field(ge=30, le=300, description="Length to aim for, 30-300; default 60.")
    ] = 60
    aspect_ratio: AspectRatio = "16:9"
    video_type: VideoType = "explainer"
    global_style_prompt: Annotated[
        str | None,
        Field(max_length=5000, description="Direction for every scene, at most 5000 characters."),
    ] = None
    color_palette: Annotated[
        Palette | None,
        Field(description="primary, secondary, tertiary, accent: each #rgb or #rrggbb."),
    ] = None
    voice_description: Annotated[
        str | None, Field(max_length=5000, description="How the narrator should sound.")
    ] = None


class EditRequest(BaseModel):
    """`POST /v1/edits`: a change of a finished video, in words."""

    model_config = ConfigDict(extra="forbid", defer_build=True)

    video_uuid: str
    edit_request: Annotated[str, Field(min_length=1, max_length=5000)]
    reference_image_urls: Annotated[list[str], Field(max_length=5)] | None = None
    aspect_ratio: Literal["16:9", "9:16"] | None = None
    base_version: str | None = None
    """Only for the studio: the version that the edit starts from."""


class Answer(BaseModel):
    """Keys that the documentation does not name are kept."""

    model_config = ConfigDict(extra="allow", defer_build=True)

    def document(self) -> dict[str, Any]:
        """The whole answer, by its documented names."""
        return self.model_dump(mode="json", exclude_none=True)


class Placed(Answer):
    """What became of one item of a create call."""

    index: int
    status: str
    uuid: str | None = None
    session_id: str | None = None
    chat_url: str | None = None
    queue_position: int | None = None
    code: str | None = None
    message: str | None = None


class Created(Answer):
    """The answer to `POST /v1/videos`. Trust `results`, not the counts."""

    status: str | None = None
    total: int | None = None
    enqueued: int | None = None
    parked: int | None = None
    errors: int | None = None
    user_id: str | None = None
    org_id: str | None = None
    results: list[Placed]


class Progress(Answer):
    """How far a video is."""

    stage: str | None = None
    percent: float | None = None
    current_scene: int | None = None
    total_scenes: int | None = None


class Video(Answer):
    """A video as polling shows it. New stages may appear: read the booleans, not `status`."""

    uuid: str
    status: str
    is_complete: bool
    is_failed: bool
    progress: Progress | None = None
    error_message: str | None = None
    video_url: str | None = None


class Edit(Answer):
    """An edit: as it was taken in, as polling shows it, or as it was reverted."""

    edit_id: str
    status: str
    video_uuid: str | None = None
    is_complete: bool = False
    """True for `complete` and for `reverted`."""
    is_failed: bool = False
    progress: Progress | None = None
    result: dict[str, Any] | None = None
    """link, and scene numbers: changed_scenes and others; revert_diff after a revert."""
    error_message: str | None = None
