"""What this API answers, as types: the code is checked against them, and its document is made of
them. Fields that only the studio has are optional.
"""

from typing import Annotated, Any, Literal, NotRequired, TypeAlias

from pydantic import Field, GetPydanticSchema
from typing_extensions import TypedDict

from callsheet_studio.api.knowlify.requests import VideoItem
from callsheet_studio.api.openapi_schema import Count, Number, Url, Uuid

Moment: TypeAlias = Annotated[str, Field(json_schema_extra={"format": "date-time"})]
Preview: TypeAlias = Annotated[Literal[True], Field(description="Only for a preview.")]
VoiceNote: TypeAlias = Annotated[
    str, Field(description="Only for a film without a voice: why, and how it can have one.")
]
Version: TypeAlias = Annotated[
    Uuid, Field(description="The job that made the current film: what an edit starts from.")
]
Item: TypeAlias = Annotated[
    dict[str, Any], GetPydanticSchema(lambda _, handler: handler(VideoItem))
]
"""An item as a request has it, as JSON."""
NoRequest: TypeAlias = Annotated[str, Field(description="Why there is no `as_request`.")]


class ErrorResponse(TypedDict):
    """A refusal."""

    detail: str


class SilentFilm(TypedDict, total=False):
    """What is said of a film that will have no voice."""

    voice_note: VoiceNote


class ItemOutcome(SilentFilm):
    """What became of one item of a request."""

    status: Literal["queued", "parked", "error"]
    uuid: NotRequired[Uuid]
    session_id: NotRequired[Uuid]
    chat_url: NotRequired[Url]
    queue_position: NotRequired[Number]
    code: NotRequired[str]
    message: NotRequired[str]
    preview: NotRequired[Preview]


class ItemResult(ItemOutcome):
    """The same as a row of the answer."""

    index: Count


class CreateVideosResponse(TypedDict):
    """A row for each item, in order."""

    status: Literal["ok"]
    total: Count
    enqueued: Count
    parked: Count
    errors: Count
    user_id: Uuid
    org_id: str | None
    results: list[ItemResult]


class ProgressResponse(TypedDict):
    """How far a video or an edit is."""

    stage: str
    percent: Annotated[int, Field(ge=0, le=100)]
    current_scene: Count
    total_scenes: Count


class SceneResponse(TypedDict):
    """Where a scene lies in its film."""

    n: int
    title: str
    start: float
    seconds: float


class VideoRow(TypedDict):
    """A video without its files."""

    uuid: Uuid
    status: str
    is_complete: bool
    is_failed: bool
    progress: ProgressResponse
    error_message: str | None
    task: str
    created_at: Moment
    updated_at: Moment


class FinishedVideo(TypedDict, total=False):
    """What a complete video adds: its files and facts."""

    video_url: Url
    poster_url: Url
    contact_sheet_url: Url
    srt_url: Url
    vtt_url: Url
    storyboard_url: Url
    outline_url: Url
    duration_seconds: float
    scenes: list[SceneResponse]
    report: dict[str, Any]
    notes: list[str]


class FilmAsRequest(TypedDict, total=False):
    """The request that makes a film again, or why there is none; neither without a film."""

    as_request: Item
    as_request_note: NoRequest


class VideoResponse(VideoRow, FinishedVideo, FilmAsRequest):
    """A video, complete, failed or on its way."""

    preview: NotRequired[Preview]
    version: NotRequired[Version]


class CreateEditResponse(TypedDict):
    """An edit that was accepted."""

    edit_id: Uuid
    status: Literal["queued", "processing"]
    video_uuid: Uuid
    created_at: Moment
    preview: NotRequired[Preview]
    version: NotRequired[Uuid]
    understood: NotRequired[list[str]]


class SceneNumbers(TypedDict):
    """Changed and added scenes by their numbers after, removed ones by those before."""

    changed_scenes: list[Number]
    added_scenes: list[Number]
    removed_scenes: list[Number]


class EditResult(SceneNumbers, FilmAsRequest):
    """What an edit made."""

    link: Url
    title: str
    version_number: Annotated[int, Field(description="2 for the first edit of a video.")]
    video_url: Url | None
    contact_sheet_url: Url | None
    outline_url: Url | None
    credits_used: Count
    notes: list[str]
    revert_diff: NotRequired[SceneNumbers]


class EditResponse(TypedDict):
    """An edit, failed or not."""

    edit_id: Uuid
    video_uuid: Uuid
    status: str
    is_complete: bool
    is_failed: bool
    progress: ProgressResponse
    result: EditResult | None
    error_message: str | None
    created_at: Moment
    updated_at: Moment
    preview: NotRequired[Preview]
