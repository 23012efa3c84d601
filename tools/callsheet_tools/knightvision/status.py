"""What Knightvision's answers mean for a job."""

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from callsheet_tools.backends.answer_reading import UNREADABLE
from callsheet_tools.backends.backend import Backend
from callsheet_tools.backends.lenient_fields import SENTENCES, reason_in, to_percent, to_text
from callsheet_tools.errors import RetryLater, quote_provider
from callsheet_tools.jobs.end_words import (
    PATIENCE,
    SUCCEEDED,
    Ending,
    parse_end_state,
    seconds_held,
)
from callsheet_tools.jobs.job import FALLBACK, VIDEO_MODEL, Job, State, StatusUpdate
from callsheet_tools.knightvision.client import KnightvisionClient
from callsheet_tools.knightvision.models import CharacterStatus, SubmitResponse
from callsheet_tools.sanitize import one_line, to_quote

ENDS: Mapping[str, State] = {"complete": "succeeded", "error": "failed"}
"""Of reports and clips. Any other status is shown, and asked for again."""
GROWN: Mapping[str, State] = {
    "ready": "succeeded",
    "finalizing": "succeeded",
    "finalized": "succeeded",
    "failed": "failed",
}
"""Of a character: one that is being finalized was ready before."""
POSED: Mapping[str, State] = {"finalized": "succeeded", "failed": "failed"}
"""Of a character's finalize."""
TEXTS = ("summary", "transcription", "analysis", "ugc_script")
SHOWN = ("video_url", "duration", "requested_model", "notes", FALLBACK)
"""What a finished clip may carry that an assistant can use."""
SETTLED = 60.0
"""Seconds after which a character that is `ready` is not one whose finalize has yet to begin."""
READY_AGAIN = (
    "Knightvision shows the character as “ready”. Its documentation does not say how a finalize "
    "ends: it may be done, or have failed and been paid back. `knightvision_get_credits` shows "
    "the balance; a clip whose prompt names the character shows whether it can be used."
)


async def follow_analysis(backend: Backend, job: Job) -> StatusUpdate:
    """Read the status of an analysis once from the provider, and return it."""
    report = await KnightvisionClient(backend.http_client).status(str(job.remote_id))
    document = report.document()
    texts: Mapping[str, Any] = {**document, **(report.result or {})}
    kept = {key: texts[key] for key in (*TEXTS, "notes") if key in texts}
    has_result = any(key in kept for key in TEXTS)
    state = _end(backend, job, document, ENDS, has_result=has_result)
    seen = _to_update(backend, job, state, document | _addresses(texts), kept)
    return (
        seen
        if has_result
        else _with_patience(backend, job, seen, "report", "knightvision_get_analysis")
    )


async def follow_clip(backend: Backend, job: Job) -> StatusUpdate:
    """Read the status of a clip once from the provider, and return it."""
    clip = await KnightvisionClient(backend.http_client).video_status(str(job.remote_id))
    document = clip.document()
    kept = {key: document[key] for key in SHOWN if key in document}
    state = _end(backend, job, document, ENDS, has_result=bool(clip.video_url))
    seen = _to_update(backend, job, state, document, kept)
    if clip.video_url:
        return seen
    return _with_patience(backend, job, seen, "address of the file", "knightvision_get_video")


async def follow_character(backend: Backend, job: Job) -> StatusUpdate:
    """Read the status of a character once from the provider, and return it."""
    shown = await KnightvisionClient(backend.http_client).character(str(job.remote_id))
    document, kept = _figure(shown, job)
    state = _end(backend, job, document, GROWN, has_result=True)
    return _to_update(backend, job, state, document, kept)


async def follow_finalize(backend: Backend, job: Job) -> StatusUpdate:
    """Read the status of a character's finalize once from the provider, and return it."""
    shown = await KnightvisionClient(backend.http_client).character(str(job.remote_id))
    document, kept = _figure(shown, job)
    state, error = _finalize_end(backend, job, document)
    seen = _to_update(backend, job, state, document, kept)
    return seen if error is None else replace(seen, error=error)


def read_submit(receipt: SubmitResponse, remote_id: str, result: Mapping[str, Any]) -> StatusUpdate:
    """Return the update of a job whose submit the provider accepted.

    Args:
        receipt: The provider's answer.
        remote_id: The provider's id.
        result: What is known of the job's result.
    """
    used = receipt.credits_used
    return StatusUpdate(
        "submitted",
        stage=one_line(receipt.status or "queued", 40),
        remote=receipt.document(),
        result=result,
        remote_id=remote_id,
        credits_used=None if used is None else math.ceil(used),
    )


def _end(
    backend: Backend,
    job: Job,
    document: Mapping[str, Any],
    ends: Mapping[str, State],
    *,
    has_result: bool,
) -> State | None:
    """How a job ended, as its document tells.

    Raises:
        RetryLater: It has no status, and nothing in its place.
    """
    status = to_text(document.get("status")) or ""
    held = seconds_held(job, _stage(document))
    end = parse_end_state(status, ends, Ending(has_result, reason_in(document), held=held))
    if not (status or end):
        raise RetryLater(backend.http_client.api, 200, one_line(reason_in(document) or UNREADABLE))
    return end


def _to_update(
    backend: Backend,
    job: Job,
    end: State | None,
    document: Mapping[str, Any],
    kept: Mapping[str, Any],
) -> StatusUpdate:
    failed = end == "failed"
    percent = to_percent(document.get("percent", document.get("progress")))
    return StatusUpdate(
        end or "submitted",
        stage=_stage(document),
        percent=None if percent is None else round(percent),
        remote={"progress": None, **document},  # an earlier answer's is over
        result=kept if end == "succeeded" else {},
        error=_error(backend, document) + _refund_text(backend, job) if failed else None,
        remote_id=job.remote_id,
    )


def _stage(document: Mapping[str, Any]) -> str:
    return one_line(to_text(document.get("status")) or "complete", 40)


def _with_patience(
    backend: Backend, job: Job, seen: StatusUpdate, lacks: str, asked_by: str
) -> StatusUpdate:
    """A job that is complete without its result is looked at again for ten minutes."""
    if seen.state != "succeeded":
        return seen
    says = f"{backend.http_client.api} says {to_quote(seen.stage or '')} and gives no {lacks}"
    if seconds_held(job, seen.stage) <= PATIENCE and not job.ended:
        late = f"{says} yet; asked again for ten minutes."
        return replace(seen, state="submitted", error=late)
    return replace(seen, error=f"{says}. `{asked_by}` asks again.")


def _error(backend: Backend, document: Mapping[str, Any]) -> str:
    return quote_provider(backend.http_client.api, reason_in(document) or "no reason given")


def _refund_text(backend: Backend, job: Job) -> str:
    """What becomes of the credits of a failed job (documentation, "Credits")."""
    taken = job.charged or job.credits_used
    if backend.place == "local" or not taken:
        return ""
    if job.kind == "analysis":
        return (
            f" Whether its {taken} credits come back is not documented; `knightvision_get_credits` "
            "shows the balance."
        )
    return f" Its {taken} credits come back, as the documentation says."


def _figure(shown: CharacterStatus, job: Job) -> tuple[dict[str, Any], dict[str, Any]]:
    """A character's document, its status and addresses where those of other jobs stand."""
    document = shown.document()
    figure: dict[str, Any] = document["character"]
    wanted = ("status", VIDEO_MODEL, FALLBACK, *SENTENCES)
    known = {key: figure[key] for key in wanted if key in figure}
    kept = {"character_id": figure.get("id", job.remote_id), "name": figure.get("name")}
    kept |= {key: figure[key] for key in (FALLBACK,) if key in figure}
    return document | known | _addresses(figure), kept


def _addresses(part: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in part.items() if key.endswith("_url")}


def _finalize_end(
    backend: Backend, job: Job, document: Mapping[str, Any]
) -> tuple[State | None, str | None]:
    """How a finalize ended, and what to say of it. The studio's statuses are known, others not."""
    status = (to_text(document.get("status")) or "").strip().lower()
    if status not in SUCCEEDED:
        return _end(backend, job, document, POSED, has_result=False), None
    if backend.place == "local":
        return (
            "failed",
            f"{backend.http_client.api} could not finalize it. Choose other timestamps.",
        )
    waited = (job.polled_at or job.created_at) - job.created_at
    return ("unknown", READY_AGAIN) if waited > SETTLED else (None, None)
