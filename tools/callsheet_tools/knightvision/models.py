"""What Knightvision is sent, with its limits, and what it answers, with room for more."""

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

Model: TypeAlias = Literal[
    "sora-2", "sora-2-pro", "kling-v3-text-to-video", "kling-o3-text-to-video"
]
AspectRatio: TypeAlias = Literal["9:16", "16:9", "1:1"]
SECONDS: dict[str, tuple[int, ...]] = {"sora-2": (10, 15), "sora-2-pro": (15, 25)}
"""Lengths that a model makes; one that is not here makes any."""
POSE = "Person looking into the camera"


class Request(BaseModel):
    """Sent as it stands."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Ad(Request):
    """`POST /analyze`."""

    url: Annotated[str, Field(min_length=1, max_length=2048)]


class Clip(Request):
    """`POST /generate-video`."""

    prompt: Annotated[str, Field(min_length=1, max_length=2000)]
    model: Model = "sora-2"
    duration: Annotated[int, Field(ge=1)] = 10
    aspect_ratio: AspectRatio = "9:16"


class Character(Request):
    """`POST /characters`."""

    name: Annotated[str, Field(min_length=1, max_length=50)]
    prompt: Annotated[str, Field(min_length=1, max_length=1000)]
    duration: Annotated[int, Field(ge=1)] = 10
    aspect_ratio: AspectRatio = "9:16"


class Pose(Request):
    """`POST /characters/<id>/finalize`."""

    timestamp_start: Annotated[int, Field(ge=0)] = 1
    timestamp_end: Annotated[int, Field(ge=1)] = 4
    character_prompt: Annotated[str, Field(min_length=1, max_length=1000)] = POSE


class Answer(BaseModel):
    """Keys that the documentation does not name are kept."""

    model_config = ConfigDict(extra="allow", defer_build=True)

    def document(self) -> dict[str, Any]:
        """The whole answer, by its documented names."""
        return self.model_dump(mode="json", exclude_none=True)


class Receipt(Answer):
    """What every submit says of its price."""

    request_id: str | None = None
    status: str | None = None
    credits_used: int | None = None
    credits_remaining: int | None = None


class Ordered(Receipt):
    """A report or a clip was ordered."""

    job_id: str


class Born(Receipt):
    """A character was ordered."""

    character_id: int | str


class Report(Answer):
    """`GET /status/<job_id>`: `complete` and `error` are the ends."""

    status: str
    message: str | None = None
    result: dict[str, Any] | None = None
    """summary, transcription, analysis, ugc_script: once it is complete."""
    error: str | None = None


class Made(Answer):
    """`GET /video-status/<job_id>`: `complete` and `error` are the ends."""

    status: str
    video_url: str | None = None
    duration: float | None = None
    error: str | None = None


class Reel(Answer):
    """`GET /videos`, newest first."""

    videos: list[dict[str, Any]]


class Figure(Answer):
    """A character: its `status` is an open set."""

    id: int | str
    name: str | None = None
    status: str


class Shown(Answer):
    """`GET /characters/<id>`."""

    character: Figure


class Cast(Answer):
    """`GET /characters`."""

    characters: list[Figure]


class Credits(Answer):
    """`GET /credits`: the balance, and this account's own prices."""

    credits_remaining: int
    credit_cost_per_analysis: float | None = None
    costs: dict[str, Any] = {}
