"""What Knightvision is sent, with its limits, and what it answers, with room for more."""

import operator
from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from callsheet_tools.backends.http_client import ITEMS
from callsheet_tools.backends.lenient_fields import (
    Id,
    LenientModel,
    Number,
    Object,
    Seconds,
    Sentence,
    Text,
    entries_of,
    ids_in,
    reason_in,
    to_id,
    to_object,
)

Model: TypeAlias = Literal[
    "sora-2", "sora-2-pro", "kling-v3-text-to-video", "kling-o3-text-to-video"
]
AspectRatio: TypeAlias = Literal["9:16", "16:9", "1:1"]
SECONDS: dict[str, tuple[int, ...]] = {"sora-2": (10, 15), "sora-2-pro": (15, 25)}
"""Lengths that a model makes; one that is not here makes any."""
POSE = "Person looking into the camera"


class RequestModel(BaseModel):
    """Sent as it stands."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class AnalyzeRequest(RequestModel):
    """`POST /analyze`."""

    url: Annotated[str, Field(min_length=1, max_length=2048)]


class ClipRequest(RequestModel):
    """`POST /generate-video`."""

    prompt: Annotated[str, Field(min_length=1, max_length=2000)]
    model: Model = "sora-2"
    duration: Annotated[int, Field(ge=1)] = 10
    aspect_ratio: AspectRatio = "9:16"
    fallback: Annotated[bool, Field(exclude_if=operator.not_)] = False
    """Only the studio knows it: sent there alone, and only if true."""


class CharacterRequest(RequestModel):
    """`POST /characters`."""

    name: Annotated[str, Field(min_length=1, max_length=50)]
    prompt: Annotated[str, Field(min_length=1, max_length=1000)]
    duration: Annotated[int, Field(ge=1)] = 10
    aspect_ratio: AspectRatio = "9:16"
    fallback: Annotated[bool, Field(exclude_if=operator.not_)] = False
    """As that of a clip."""


class FinalizeRequest(RequestModel):
    """`POST /characters/<id>/finalize`."""

    timestamp_start: Annotated[int, Field(ge=0)] = 1
    timestamp_end: Annotated[int, Field(ge=1)] = 4
    character_prompt: Annotated[str, Field(min_length=1, max_length=1000)] = POSE


def _as_documented(character_id: Any) -> Any:
    """Characters have whole numbers as ids."""
    text = to_id(character_id) or ""
    return int(text) if text.isdecimal() and str(int(text)) == text else text or None


class SubmitResponse(LenientModel):
    """What every submit says of its price."""

    request_id: Id = None
    status: Text = None
    credits_used: Number = None
    credits_remaining: Number = None

    @model_validator(mode="before")
    @classmethod
    def _find_id(cls, body: Any) -> Any:
        """The id of what was made, wherever it stands."""
        names = cls.id_names()
        found = ids_in(body, *names)
        return {**body, names[0]: found[0]} if found else body

    @classmethod
    def id_names(cls) -> tuple[str, ...]:
        """Return the names under which this answer may hold the id of what was made,
        the documented one first."""
        return ()


class JobResponse(SubmitResponse):
    """A report or a clip was ordered."""

    job_id: Annotated[str, BeforeValidator(to_id)]

    @classmethod
    def id_names(cls) -> tuple[str, ...]:
        """Return the documented name of the job's id, and the commonest one."""
        return ("job_id", "id")


class CharacterResponse(SubmitResponse):
    """A character was ordered."""

    character_id: Annotated[int | str, BeforeValidator(_as_documented)]

    @classmethod
    def id_names(cls) -> tuple[str, ...]:
        """Return the documented name of the character's id, and the commonest one."""
        return ("character_id", "id")


class Posed(SubmitResponse):
    """A finalize was ordered; its answer names no id."""

    @model_validator(mode="before")
    @classmethod
    def _check(cls, body: Any) -> Any:
        if reason_in(body) and not {"status", "credits_used"} & {*body}:
            raise ValueError("it says what is wrong, and nothing else")
        return body


class StatusModel(LenientModel):
    """A job as a status shows it. `complete` and `error` are the documented ends."""

    status: Text = None
    message: Text = None
    error: Sentence = None


class AnalysisStatus(StatusModel):
    """`GET /status/<job_id>`."""

    result: Object = None
    """summary, transcription, analysis, ugc_script: once it is complete."""

    @model_validator(mode="before")
    @classmethod
    def _read_text(cls, body: Any) -> Any:
        """A bare text is the summary."""
        result: Any = body.get("result")
        is_text = isinstance(result, str) and result.strip() and to_object(result) is None
        return {**body, "result": {"summary": result}} if is_text else body


class VideoStatus(StatusModel):
    """`GET /video-status/<job_id>`."""

    video_url: Text = None
    duration: Seconds = None


def _with_entries(body: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The answer with its list of objects; one without any list is not an empty one."""
    entries = entries_of(body, name)
    if not entries and name not in body and ITEMS not in body:
        raise ValueError(f"it has no {name}")
    return {**body, name: entries}


class VideoList(LenientModel):
    """`GET /videos`, newest first."""

    videos: list[dict[str, Any]]

    @model_validator(mode="before")
    @classmethod
    def _find_entries(cls, body: Any) -> Any:
        return _with_entries(body, "videos")


class CharacterInfo(LenientModel):
    """A character: its `status` is an open set."""

    id: int | str | None = None
    name: Text = None
    status: Text = None


class CharacterStatus(LenientModel):
    """`GET /characters/<id>`, also where the character stands there by itself."""

    character: CharacterInfo

    @model_validator(mode="before")
    @classmethod
    def _find_character(cls, body: Any) -> Any:
        flat = not isinstance(body.get("character"), Mapping)
        return {**body, "character": dict(body)} if flat and "status" in body else body


class CharacterList(LenientModel):
    """`GET /characters`."""

    characters: list[CharacterInfo]

    @model_validator(mode="before")
    @classmethod
    def _find_entries(cls, body: Any) -> Any:
        return _with_entries(body, "characters")


class CreditsResponse(LenientModel):
    """`GET /credits`: the balance, and this account's own prices."""

    credits_remaining: Number = None
    credit_cost_per_analysis: Number = None
    costs: Object = None
