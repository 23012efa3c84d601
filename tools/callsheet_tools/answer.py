"""How every tool answers: a line of text, and the whole of it as structured content."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Annotated, Any

from mcp.types import CallToolResult, ContentBlock, TextContent
from pydantic import BaseModel, ConfigDict, Field

from callsheet_tools.jobs.job import Job
from callsheet_tools.quote import tame
from callsheet_tools.world import NAMES, Place

SHOWN_STATES: dict[str, str] = {
    "intent": "running",
    "sending": "running",
    "rejected": "failed",
}
"""Where a row's state is not the journal's."""
HIDDEN_WHEN_LOCAL = "_url"
"""Ending of the keys that on this computer hold addresses nobody can open."""
DETAILS = ("scenes", "report", "notes")
"""Parts of a result that the answer which first reports it carries, and `knowlify_get_video`."""


class Next(BaseModel):
    """What to do now."""

    tool: Annotated[str | None, Field(description="None: it is for a person to do.")] = None
    arguments: dict[str, Any] | None = None
    why: str


class Row(BaseModel):
    """One job. Keys without a value are left out."""

    job_id: str
    provider: str
    made_by: Annotated[str, Field(description="Who makes it and whether it costs.")]
    kind: str
    title: str
    state: Annotated[str, Field(description="waiting, running, succeeded, failed or unknown.")]
    stage: Annotated[str | None, Field(description="In the provider's words.")] = None
    percent: int | None = None
    call_id: Annotated[str, Field(description="Jobs of one call share it.")]
    remote_id: Annotated[str | None, Field(description="The provider's id.")] = None
    result: Annotated[
        dict[str, Any] | None,
        Field(
            description="What there is: file, file_uri, video_url, chat_url, scenes, report, notes."
        ),
    ] = None
    error: str | None = None
    credits_used: int | None = None
    deduplicated: Annotated[
        bool | None, Field(description="Asked for before: this is the first one's job.")
    ] = None
    created_at: str
    updated_at: str


class Rows(BaseModel):
    """Jobs, and what to do next."""

    model_config = ConfigDict(extra="forbid")

    jobs: list[Row]
    next: Next | None = None


class Operation(Rows):
    """What an operation of a provider gave."""

    answer: Annotated[
        dict[str, Any], Field(description="The provider's fields by their documented names.")
    ]


def row(job: Job, *, details: bool = False, deduplicated: bool = False) -> Row:
    """A job as an answer shows it; `details` adds the report and the notes."""
    return Row(
        job_id=job.job_id,
        provider=job.provider,
        made_by=made_by(job.provider, job.place),
        kind=job.kind,
        title=job.title,
        state=shown_state(job),
        stage=job.stage,
        percent=job.percent,
        call_id=job.call_id,
        remote_id=job.remote_id,
        result=_result(job, details) or None,
        error=job.error,
        credits_used=job.credits_used if job.place == "hosted" else 0,
        deduplicated=deduplicated or None,
        created_at=moment(job.created_at),
        updated_at=moment(job.updated_at),
    )


def shown_state(job: Job) -> str:
    """`waiting`, `running`, `succeeded`, `failed` or `unknown`."""
    if job.state == "submitted":
        return "waiting" if job.parked else "running"
    return SHOWN_STATES.get(job.state, job.state)


def made_by(provider: str, place: Place) -> str:
    """Who does the work, and whether it costs money."""
    return "this computer (free)" if place == "local" else f"{NAMES[provider]} (paid)"


def shown(document: Mapping[str, Any], place: Place) -> dict[str, Any]:
    """A provider's document, tamed, without nulls and without addresses that lead nowhere."""
    return {
        key: tame(value)
        for key, value in document.items()
        if value is not None and not (place == "local" and key.endswith(HIDDEN_WHEN_LOCAL))
    }


def moment(seconds: float) -> str:
    """ISO 8601 in UTC, to the second."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


def answer(model: BaseModel, text: str, more: Sequence[ContentBlock] = ()) -> CallToolResult:
    """`model` for programs, `text` for whoever sees only text, then pictures and links."""
    return CallToolResult(
        content=[TextContent(type="text", text=text), *more],
        structured_content=model.model_dump(mode="json", exclude_none=True),
    )


def said(text: str, following: Next | None) -> str:
    """The line of text with what to do next, for clients that show only text."""
    if following is None:
        return text
    return f"{text} Next: {f'`{following.tool}`. ' if following.tool else ''}{following.why}"


def _result(job: Job, details: bool) -> dict[str, Any]:
    result = shown(job.result, job.place)
    return result if details else {key: result[key] for key in result if key not in DETAILS}
