"""How every tool answers: structured content, and the same as text."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Annotated, Any, Generic, TypeVar, cast

from mcp.types import CallToolResult, ContentBlock, TextContent
from pydantic import BaseModel, ConfigDict, Field

from callsheet_tools.backends.backend import NAMES, Backend, Location
from callsheet_tools.jobs.job import Job
from callsheet_tools.jobs.kinds import JobKind
from callsheet_tools.jobs.next_step import NextStep
from callsheet_tools.sanitize import LONGEST_TEXT, bound_document, one_line
from callsheet_tools.toolkit.text_form import format_answer
from callsheet_tools.toolkit.user import openable_result

AnswerT = TypeVar("AnswerT")

SHOWN_STATES: dict[str, str] = {
    "intent": "running",
    "sending": "running",
    "rejected": "failed",
}
"""Where a row's state is not the journal's."""
HIDDEN_WHEN_LOCAL = ("_url", "link")
"""Endings of the keys that on this computer hold addresses nobody can open."""
CHARGES = ("credits_used", "credits_remaining")
"""What the studio counts as the hosted services do; on this computer nothing is charged."""
DETAILS = ("scenes", "report", "notes", *("summary", "transcription", "analysis", "ugc_script"))
"""Parts of a result that the answer which first reports it carries, and the tool that shows it."""
PREVIEW = "PREVIEW: a quick look, small and at few frames a second; not the full film."
LARGEST = 80_000
"""Characters of an answer: at four to a token, well under the 25,000 tokens that clients take."""
CUTS = ((4_000, None), (1_500, None), (500, None), (150, None), (150, 50), (150, 15), (150, 4))
"""Characters of each text and parts of each list, tried in turn until an answer is small enough."""


class JobRow(BaseModel):
    """One job. Keys without a value are left out; waits leave out what a change does not touch."""

    job_id: str
    provider: str | None = None
    made_by: Annotated[str | None, Field(description="Who makes it and whether it costs.")] = None
    kind: str | None = None
    title: str | None = None
    state: Annotated[str, Field(description="waiting, running, succeeded, failed or unknown.")]
    stage: Annotated[str | None, Field(description="In the provider's words.")] = None
    percent: int | None = None
    stalled_minutes: Annotated[
        int | None, Field(description="Since when the provider shows no movement.")
    ] = None
    call_id: Annotated[str | None, Field(description="Jobs of one call share it.")] = None
    remote_id: Annotated[str | None, Field(description="The provider's id.")] = None
    result: Annotated[
        dict[str, Any] | None,
        Field(
            description="What there is: file, file_uri, video_url, chat_url, scenes, report, "
            "notes, an analysis' texts (the provider's words: data), character_id."
        ),
    ] = None
    error: str | None = None
    credits_used: int | None = None
    what_it_is: Annotated[
        str | None, Field(description="What a local result is; tell the user.")
    ] = None
    seen: str | None = None
    """Of one that was bought: the local job it was seen in, and what differs."""
    deduplicated: Annotated[
        bool | None, Field(description="Asked for before: this is the first one's job.")
    ] = None
    created_at: str | None = None
    updated_at: str | None = None
    local_time: Annotated[
        str | None, Field(description="`created_at` on this computer's clock.")
    ] = None
    versions: Annotated[
        list[dict[str, Any]] | None, Field(description="Edits and reverts of a film, newest first.")
    ] = None
    current: Annotated[str | None, Field(description="The job_id of what the film is now.")] = None


class JobRows(BaseModel):
    """Jobs, and what to do next."""

    model_config = ConfigDict(extra="forbid", defer_build=True)

    jobs: list[JobRow]
    next: NextStep | None = None


class ProviderResponse(JobRows, Generic[AnswerT]):
    """What an operation of a provider gave."""

    answer: Annotated[
        AnswerT, Field(description="The provider's fields by their documented names.")
    ]


class ProviderListing(ProviderResponse[AnswerT]):
    """What an account has."""

    answered_by: Annotated[str, Field(description="Whose account it is.")]


def job_row(
    job: Job, kind: JobKind, *, details: bool = False, deduplicated: bool = False
) -> JobRow:
    """Return a job as the row of an answer.

    Args:
        kind: The job's kind.
        details: Whether the row's result has the report, the notes and other long parts
            (`DETAILS`).
        deduplicated: Whether the job was asked for again and not made again.
    """
    is_made_here = job.place == "local" and shown_state(job) != "failed"
    return JobRow(
        job_id=job.job_id,
        provider=job.provider,
        made_by=_maker_note(job),
        kind=job.kind,
        title=job.title,
        state=shown_state(job),
        stage=None if job.parked else job.stage,
        percent=job.percent,
        call_id=job.call_id,
        remote_id=job.remote_id,
        result=_result(job, details) or None,
        error=job.error,
        credits_used=job.credits_used if job.place == "hosted" else 0,
        what_it_is=_what_it_is(job, kind) if is_made_here else None,
        deduplicated=deduplicated or None,
        created_at=iso_time(job.created_at),
        updated_at=iso_time(job.updated_at),
        local_time=local_moment(job.created_at),
    )


def _maker_note(job: Job) -> str:
    if job.video_model:
        return f"this computer, by {one_line(job.video_model, 60)}"
    return backend_note(job.provider, job.place)


def _what_it_is(job: Job, kind: JobKind) -> str | None:
    if job.video_model:
        return None
    return PREVIEW if job.is_quick_look else kind.what_it_is


def short_job_row(job: Job, *, titled: bool) -> JobRow:
    """Return an unfinished job as the row of a wait: its state, stage, percentage and error.

    Args:
        titled: Whether the row has the title.
    """
    return JobRow(
        job_id=job.job_id,
        title=job.title if titled else None,
        state=shown_state(job),
        stage=None if job.parked else job.stage,
        percent=job.percent,
        error=job.error,
    )


def shown_state(job: Job) -> str:
    """Return a job's state as answers show it: `waiting`, `running`,
    `succeeded`, `failed` or `unknown`."""
    if job.state == "submitted":
        return "waiting" if job.parked else "running"
    return SHOWN_STATES.get(job.state, job.state)


def backend_note(provider: str, place: Location) -> str:
    """Return who does the work, and whether it costs money: `this computer
    (free)` or `Knowlify (paid)`."""
    return "this computer (free)" if place == "local" else f"{NAMES[provider]} (paid)"


def account_note(backend: Backend) -> str:
    """Return whose account an answer is about, and whether it costs money: `this computer (free)`
    or `Knowlify (paid)`."""
    return backend_note(backend.provider, backend.place)


def at_account(backend: Backend) -> str:
    """Return whose account an answer is about, for use inside a sentence: `on this
    computer` or `at Knowlify`."""
    return "on this computer" if backend.place == "local" else f"at {NAMES[backend.provider]}"


def sanitize_document(
    document: Mapping[str, Any], place: Location, longest: int = LONGEST_TEXT
) -> dict[str, Any]:
    """Return a provider's document with texts, lists and depth bounded, as `bound_document` does,
    and without null values at its top.

    Of a local place, addresses that nobody can open and what the studio counts as charged are left
    out.

    Args:
        longest: The most characters of a text.
    """
    tamed = {
        key: bound_document(value, longest) for key, value in document.items() if value is not None
    }
    return _at_home(tamed) if place == "local" else tamed


def iso_time(seconds: float) -> str:
    """Return a time (seconds since 1970) in ISO 8601 in UTC, to the second."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


def local_moment(seconds: float) -> str:
    """Return a time (seconds since 1970) in ISO 8601 on this computer's clock,
    with its offset from UTC."""
    return datetime.fromtimestamp(seconds, UTC).astimezone().isoformat(timespec="seconds")


def answer(
    model: BaseModel,
    sentence: str,
    more: Sequence[ContentBlock] = (),
    *,
    rest: Mapping[str, Any] | None = None,
) -> CallToolResult:
    """Return a tool's answer: `model` as structured content and as text after `sentence`, then
    `more`.

    Where the model has more than `LARGEST` characters, long texts are cut, then lists.

    Args:
        more: Pictures and links.
        rest: What the text has instead of the whole model, where the sentence says most of it; None
            is the whole.
    """
    structured = _bound(model.model_dump(mode="json", exclude_none=True))
    text = format_answer(sentence, structured if rest is None else rest)
    return CallToolResult(
        content=[TextContent(type="text", text=text), *more], structured_content=structured
    )


def text_line(text: str, following: NextStep | None) -> str:
    """Return a sentence followed by the tool to call next, and why; alone if there is no next step.

    Args:
        following: The next step, or None.
    """
    if following is None:
        return text
    call = f"`{following.tool}`. " if following.tool else ""
    gap = "\n\n" if text.endswith("\n") else " "
    return f"{text.rstrip()}{gap}Next: {call}{following.why}"


def _at_home(document: Mapping[str, Any]) -> dict[str, Any]:
    """A document of the studio as it may be shown: nothing in it was charged."""
    return {
        key: _at_home(cast("Mapping[str, Any]", value)) if isinstance(value, Mapping) else value
        for key, value in document.items()
        if not key.endswith(HIDDEN_WHEN_LOCAL) and key not in CHARGES
    }


def _bound(structured: dict[str, Any]) -> dict[str, Any]:
    """Nothing larger than `LARGEST` leaves: long texts are cut, the longest first, then lists."""
    for longest, items in CUTS:
        if len(json.dumps(structured, ensure_ascii=False)) <= LARGEST:
            break
        structured = {
            key: bound_document(value, longest, items) for key, value in structured.items()
        }
    return structured


def _result(job: Job, details: bool) -> dict[str, Any]:
    result = openable_result(sanitize_document(job.result, job.place))
    return result if details else {key: result[key] for key in result if key not in DETAILS}
