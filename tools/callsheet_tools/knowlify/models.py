"""What Knowlify is sent, with its documented limits, and what it answers, with room for more."""

import re
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    AliasChoices,
    BaseModel,
    ConfigDict,
    Field,
    WithJsonSchema,
    model_validator,
)

from callsheet_tools.backends.lenient_fields import (
    Flag,
    Id,
    LenientModel,
    Object,
    Percent,
    Sentence,
    Text,
    Whole,
    entries_of,
    ids_in,
    objects_with,
)
from callsheet_tools.toolkit.argument_types import NOT_BLANK, OWN_WORDS

COLOUR = "^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$"


def _check_color(text: str) -> str:
    if not re.fullmatch(COLOUR, text):
        raise ValueError("must be a colour like #06c or #0066cc")
    return text


Color = Annotated[
    str, AfterValidator(_check_color), WithJsonSchema({"type": "string", "pattern": COLOUR})
]


class Palette(BaseModel):
    """Colours as `#rgb` or `#rrggbb`; any may be left out."""

    model_config = ConfigDict(extra="forbid", defer_build=True)

    primary: Color | None = None
    secondary: Color | None = None
    tertiary: Color | None = None
    accent: Color | None = None


AspectRatio = Annotated[Literal["16:9", "9:16"], Field(description="16:9 (default) or 9:16.")]
VideoType = Annotated[
    Literal["instructional", "explainer", "corporate", "marketing", "narrative", "social"],
    Field(description="Style preset; default explainer."),
]


class VideoRequest(BaseModel):
    """One video to make."""

    model_config = ConfigDict(extra="forbid", defer_build=True)

    task: Annotated[
        str,
        Field(
            min_length=1,
            max_length=5000,
            pattern=NOT_BLANK,
            description="What the video explains, 1-5000 characters.",
        ),
        OWN_WORDS,
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


class CreateResult(LenientModel):
    """What became of one item of a create call."""

    index: Whole = None
    status: Text = None
    uuid: Annotated[Id, Field(validation_alias=AliasChoices("uuid", "id", "video_uuid"))] = None
    session_id: Id = None
    chat_url: Text = None
    queue_position: Whole = None
    code: Text = None
    message: Sentence = None


class CreateResponse(LenientModel):
    """The answer to `POST /v1/videos`. Trust `results`, not the counts."""

    status: Text = None
    total: Whole = None
    enqueued: Whole = None
    parked: Whole = None
    errors: Whole = None
    user_id: Id = None
    org_id: Id = None
    results: list[CreateResult] = []

    @model_validator(mode="before")
    @classmethod
    def _find_rows(cls, body: Any) -> Any:
        """Rows wherever they stand; else what holds a uuid."""
        rows = entries_of(body, "results") or objects_with(body, "uuid")
        return {**body, "results": rows}

    def by_position(self, count: int) -> dict[int, CreateResult]:
        """Return the rows of `count` items by position, from 0: by `index` from 0 or from 1,
        else in the order given."""
        indexes = [row.index for row in self.results]
        for first in (0, 1):
            if len({*indexes}) == len(indexes) and {*indexes} <= {*range(first, count + first)}:
                return {(row.index or 0) - first: row for row in self.results}
        return dict(enumerate(self.results[:count]))


class VideoProgress(LenientModel):
    """How far a video is."""

    stage: Text = None
    percent: Percent = None
    current_scene: Whole = None
    total_scenes: Whole = None


class Polled(LenientModel):
    """What videos and edits have in common. Read the booleans before `status`."""

    status: Text = None
    is_complete: Flag = None
    """True for `complete`, of edits for `reverted` too."""
    is_failed: Flag = None
    progress: VideoProgress | None = None
    error_message: Sentence = None

    @model_validator(mode="before")
    @classmethod
    def _read_progress(cls, body: Any) -> Any:
        """A bare number or text is the percentage."""
        progress: Any = body.get("progress")
        if progress is None or isinstance(progress, dict):
            return body
        return {**body, "progress": {"percent": progress}}

    @model_validator(mode="after")
    def _has_status(self) -> Self:
        stage = self.progress.stage if self.progress else None
        if not (self.status or stage or self.is_complete or self.is_failed):
            raise ValueError("it says nothing of a status")
        return self


class VideoResponse(Polled):
    """A video as polling shows it. New stages may appear."""

    uuid: Id = None
    video_url: Text = None


class EditResponse(Polled):
    """An edit: as it was taken in, as polling shows it, or as it was reverted."""

    edit_id: Annotated[Id, Field(validation_alias=AliasChoices("edit_id", "id"))] = None
    video_uuid: Id = None
    result: Object = None
    """link, and scene numbers: changed_scenes and others; revert_diff after a revert."""


class EditReceipt(EditResponse):
    """An edit as it was taken in."""

    @model_validator(mode="before")
    @classmethod
    def _find_id(cls, body: Any) -> Any:
        found = ids_in(body, "edit_id", "id")
        if not found:
            raise ValueError("it names no id")
        return {"status": "queued", **body, "edit_id": found[0]}
