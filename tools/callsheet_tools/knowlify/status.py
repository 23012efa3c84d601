"""What a Knowlify video means as a job."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from callsheet_tools.backends.backend import Backend
from callsheet_tools.backends.lenient_fields import reason_in
from callsheet_tools.errors import quote_provider
from callsheet_tools.jobs.end_words import Ending, parse_end_state, seconds_held
from callsheet_tools.jobs.job import Job, State, StatusUpdate
from callsheet_tools.knowlify.client import KnowlifyClient
from callsheet_tools.knowlify.models import CreateResult, EditResponse, Polled, VideoResponse
from callsheet_tools.sanitize import one_line, to_quote

REVERTED = "reverted"
VIDEO_ENDS: Mapping[str, State] = {"complete": "succeeded", "failed": "failed"}
EDIT_ENDS: Mapping[str, State] = {
    "complete": "succeeded",
    REVERTED: "succeeded",
    "error": "failed",
}
"""Documented statuses that end a job, where the booleans are missing."""
PARKED = frozenset({"parked", "pending"})
RESULTS = ("video_url", "duration_seconds", "scenes", "report", "notes")
"""What a finished video may carry that an assistant can use."""
EDIT_RESULTS = (*RESULTS, "link", "revert_diff", "contact_sheet_url", "credits_used")
"""The same of a finished edit, besides its lists of scene numbers (`…_scenes`)."""


async def follow_video(backend: Backend, job: Job) -> StatusUpdate:
    """Read the status of a video once from the provider, and return it."""
    video, most = await KnowlifyClient(backend.http_client).get_video(str(job.remote_id))
    seen = video_update(backend, video, most, seconds_held(job, _stage(video)))
    return replace(seen, remote_id=job.remote_id)


def video_update(
    backend: Backend, video: VideoResponse, most: int | None, held: float = 0.0
) -> StatusUpdate:
    """Return the update of a job from the provider's answer about its video.

    Args:
        most: The size of the rate window that the headers give, or None.
        held: For how many seconds the answer has been the same.
    """
    document = video.document()
    result = {key: document[key] for key in RESULTS if key in document}
    state = _state(video, VIDEO_ENDS, held, has_result="video_url" in result)
    return StatusUpdate(
        state=state,
        stage=_stage(video),
        percent=_percent(video),
        parked=_stage(video).lower() in PARKED and state == "submitted",
        remote=document,
        result=result,
        error=_error(backend, document) if state == "failed" else None,
        remote_id=video.uuid,
        most=most,
    )


def create_update(backend: Backend, row: CreateResult) -> StatusUpdate:
    """Return the update of a job from one row of the answer to a create call;
    `rejected` without an id."""
    said = {key: value for key, value in row.document().items() if key != "index"}
    status = row.status or ("queued" if row.uuid else "error")
    if row.uuid is None:
        return StatusUpdate(
            "rejected", stage=one_line(status, 40), remote=said, error=_refusal(backend, row)
        )
    result: Mapping[str, Any] = {"chat_url": row.chat_url} if row.chat_url else {}
    return StatusUpdate(
        "submitted",
        stage=one_line(status, 40),
        percent=0,
        parked=status.lower() in PARKED,
        remote=said,
        result=result,
        remote_id=row.uuid,
    )


async def follow_edit(backend: Backend, job: Job) -> StatusUpdate:
    """Read the status of an edit once from the provider, and return it."""
    edit, most = await KnowlifyClient(backend.http_client).get_edit(str(job.remote_id))
    seen = edit_update(backend, edit, most, seconds_held(job, _stage(edit)))
    return replace(seen, remote_id=job.remote_id)


def edit_update(
    backend: Backend, edit: EditResponse, most: int | None = None, held: float = 0.0
) -> StatusUpdate:
    """Return the update of a job from the provider's answer about its edit.

    Args:
        most: The size of the rate window that the headers give, or None.
        held: For how many seconds the answer has been the same.
    """
    said = (edit.result or {}).items()
    result = {k: v for k, v in said if k in EDIT_RESULTS or (v and k.endswith("_scenes"))}
    scenes = edit.progress.total_scenes if edit.progress else None
    changed = result.get("changed_scenes")
    if isinstance(changed, list) and scenes and len(changed) == scenes > 1:  # pyright: ignore[reportUnknownArgumentType]  # the JSON edge
        result["changed_scenes"] = f"all {scenes}"
    addresses = {key: value for key, value in said if key.endswith("_url")}
    state = _state(edit, EDIT_ENDS, held, has_result=bool(edit.result))
    return StatusUpdate(
        state=state,
        stage=_stage(edit),
        percent=_percent(edit),
        remote=edit.document() | addresses,
        result=result if state == "succeeded" else {},
        error=_error(backend, edit.document()) if state == "failed" else None,
        remote_id=edit.edit_id,
        most=most,
    )


async def follow_revert(backend: Backend, job: Job) -> StatusUpdate:
    """Read once from the provider whether an edit is reverted, and return it."""
    edit, _ = await KnowlifyClient(backend.http_client).get_edit(str(job.remote_id))
    return replace(revert_update(backend, edit), remote_id=job.remote_id)


def revert_update(backend: Backend, edit: EditResponse) -> StatusUpdate:
    """Return the update of a revert job from the provider's answer about the edit.

    What the edit made is no longer part of it; the studio's outline is that of the film as it is
    again.
    """
    seen = edit_update(backend, edit)
    undone = {"link", "revert_diff"}
    outline = {key: url for key, url in (edit.result or {}).items() if key == "outline_url"}
    return replace(
        seen,
        state="submitted" if seen.state == "succeeded" and not is_reverted(edit) else seen.state,
        remote=edit.document() | outline,
        result={key: value for key, value in seen.result.items() if key in undone},
    )


def is_reverted(edit: EditResponse) -> bool:
    """Return whether the provider's answer says that an edit was reverted."""
    return _stage(edit).lower() == REVERTED


def _state(
    shown: Polled, documented: Mapping[str, State], held: float, *, has_result: bool
) -> State:
    drawn = _percent(shown) == 100
    reason = reason_in(shown.document())
    ending = Ending(has_result or drawn, reason, shown.is_complete, shown.is_failed, held)
    return parse_end_state(shown.status or "", documented, ending) or "submitted"


def _stage(shown: Polled) -> str:
    stage = shown.progress.stage if shown.progress else None
    return one_line(shown.status or stage or ("failed" if shown.is_failed else "complete"), 40)


def _percent(shown: Polled) -> int | None:
    percent = shown.progress.percent if shown.progress else None
    return None if percent is None else round(percent)


def _error(backend: Backend, document: Mapping[str, Any]) -> str:
    return quote_provider(backend.http_client.api, reason_in(document) or "no reason given")


def _refusal(backend: Backend, row: CreateResult) -> str:
    words = to_quote(reason_in(row.document()) or row.code or row.status or "no reason given")
    return (
        f"{backend.http_client.api} refused this item: {words}. Correct it and send this one alone."
    )
