"""The documented fields of each operation's `answer`, open to more.

A client may hold an answer against its schema, so a value of another type than documented is shown
under `as_it_came`.
"""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

AS_IT_CAME = "as_it_came"


class OpenAnswer(BaseModel):
    """Whatever the provider says, by its documented names."""

    model_config = ConfigDict(extra="allow", defer_build=True)

    as_it_came: dict[str, Any] | None = None
    """Fields of another type than documented."""


class VideosAnswer(OpenAnswer):
    """`POST /v1/videos`."""

    status: str | None = None
    total: int | None = None
    enqueued: int | None = None
    parked: int | None = None
    errors: int | None = None
    user_id: str | None = None
    org_id: str | None = None
    results: list[dict[str, Any]] | None = None


class PolledAnswer(OpenAnswer):
    """What Knowlify's videos and edits have in common."""

    status: str | None = None
    is_complete: bool | None = None
    is_failed: bool | None = None
    progress: dict[str, Any] | None = None
    error_message: str | None = None
    created_at: str | None = None
    updated_at: str | None = None


class VideoAnswer(PolledAnswer):
    """`GET /v1/videos/{uuid}`."""

    uuid: str | None = None
    task: str | None = None
    video_url: str | None = None


class EditAnswer(PolledAnswer):
    """`POST /v1/edits`, `GET /v1/edits/{edit_id}`, and its revert."""

    edit_id: str | None = None
    video_uuid: str | None = None
    result: dict[str, Any] | None = None


class PaidAnswer(OpenAnswer):
    """What every paid call of Knightvision says."""

    request_id: str | None = None
    status: str | None = None
    credits_used: float | None = None
    credits_remaining: float | None = None
    error: str | None = None


class AnalysisAnswer(PaidAnswer):
    """`POST /analyze`, `GET /status/<job_id>`."""

    job_id: str | None = None
    message: str | None = None
    result: dict[str, Any] | None = None


class ClipAnswer(PaidAnswer):
    """`POST /generate-video`, `GET /video-status/<job_id>`."""

    job_id: str | None = None
    video_url: str | None = None
    duration: float | None = None


class CharacterAnswer(PaidAnswer):
    """`POST /characters`, `GET /characters/<id>`, `POST /characters/<id>/finalize`."""

    character_id: int | str | None = None
    character: dict[str, Any] | None = None


class CreditsAnswer(OpenAnswer):
    """`GET /credits`."""

    request_id: str | None = None
    credits_remaining: float | None = None
    credit_cost_per_analysis: float | None = None
    costs: dict[str, Any] | None = None


class ClipsAnswer(OpenAnswer):
    """`GET /videos`."""

    request_id: str | None = None
    videos: list[dict[str, Any]] | None = None


class CharactersAnswer(OpenAnswer):
    """`GET /characters`."""

    request_id: str | None = None
    characters: list[dict[str, Any]] | None = None


def conform(model: type[OpenAnswer], document: Mapping[str, Any]) -> dict[str, Any]:
    """Return a provider's document with the fields that do not fit `model` moved
    under one key, `as_it_came`."""
    odd = {
        name: document[name]
        for name, field in model.model_fields.items()
        if name in document and not _is_one(field.annotation, document[name])
    }
    fitting = {name: value for name, value in document.items() if name not in odd}
    return {**fitting, AS_IT_CAME: odd} if odd else fitting


def _is_one(kind: Any, value: Any) -> bool:
    try:
        TypeAdapter[Any](kind).validate_python(value, strict=True)
    except ValidationError:
        return False
    return True
