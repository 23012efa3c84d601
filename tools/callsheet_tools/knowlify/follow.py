"""What a Knowlify video means as a job."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from callsheet_tools.jobs.job import Job, Seen, State
from callsheet_tools.knowlify.api import Knowlify
from callsheet_tools.knowlify.models import Edit, Placed, Video
from callsheet_tools.quote import clean, to_quote
from callsheet_tools.world import World

REVERTED = "reverted"
PARKED = frozenset({"parked", "pending"})
RESULTS = ("video_url", "duration_seconds", "scenes", "report", "notes")
"""What a finished video may carry that an assistant can use."""
EDIT_RESULTS = (*RESULTS, "link", "revert_diff", "contact_sheet_url", "credits_used")
"""The same of a finished edit, beside its lists of scene numbers (`…_scenes`)."""


async def follow_video(world: World, job: Job) -> Seen:
    """Ask once how a video is doing."""
    video, most = await Knowlify(world.wire).get_video(str(job.remote_id))
    return seen(world, video, most)


def seen(world: World, video: Video, most: int | None) -> Seen:
    """A video as polling shows it, as the journal keeps it."""
    percent = video.progress.percent if video.progress else None
    document = video.document()
    return Seen(
        state=_state(video),
        stage=clean(video.status, 40),
        percent=None if percent is None else round(percent),
        parked=video.status in PARKED,
        remote=document,
        result={key: document[key] for key in RESULTS if key in document},
        error=_error(world, video),
        remote_id=video.uuid,
        most=most,
    )


def placed(world: World, row: Placed) -> Seen:
    """One row of a create call's answer, as the journal keeps it."""
    said = row.model_dump(mode="json", exclude_none=True, exclude={"index"})
    if row.uuid is None:
        return Seen(
            "rejected", stage=clean(row.status, 40), remote=said, error=_refusal(world, row)
        )
    result: Mapping[str, Any] = {"chat_url": row.chat_url} if row.chat_url else {}
    return Seen(
        "submitted",
        stage=clean(row.status, 40),
        percent=0,
        parked=row.status in PARKED,
        remote=said,
        result=result,
        remote_id=row.uuid,
    )


async def follow_edit(world: World, job: Job) -> Seen:
    """Ask once how an edit, or the revert of one, is doing."""
    edit, most = await Knowlify(world.wire).get_edit(str(job.remote_id))
    return edited(world, edit, most)


def edited(world: World, edit: Edit, most: int | None = None) -> Seen:
    """An edit as Knowlify shows it, as the journal keeps it."""
    said = (edit.result or {}).items()
    result = {k: v for k, v in said if k in EDIT_RESULTS or k.endswith("_scenes")}
    addresses = {key: value for key, value in said if key.endswith("_url")}
    percent = edit.progress.percent if edit.progress else None
    return Seen(
        state=_state(edit),
        stage=clean(edit.status, 40),
        percent=None if percent is None else round(percent),
        remote=edit.document() | addresses,
        result=result if edit.is_complete else {},
        error=_error(world, edit),
        remote_id=edit.edit_id,
        most=most,
    )


async def follow_revert(world: World, job: Job) -> Seen:
    """Ask once whether an edit is taken back."""
    edit, _ = await Knowlify(world.wire).get_edit(str(job.remote_id))
    return reverted(world, edit)


def reverted(world: World, edit: Edit) -> Seen:
    """An edit that is being taken back: what it had made is not the video any more."""
    seen = edited(world, edit)
    undone = {"link", "revert_diff"}
    return replace(
        seen,
        state="submitted" if seen.state == "succeeded" and edit.status != REVERTED else seen.state,
        remote=edit.document(),
        result={key: value for key, value in seen.result.items() if key in undone},
    )


def _state(shown: Video | Edit) -> State:
    if shown.is_failed:
        return "failed"
    return "succeeded" if shown.is_complete else "submitted"


def _error(world: World, shown: Video | Edit) -> str | None:
    if shown.is_failed:
        return f"{world.wire.api} says: {to_quote(shown.error_message or 'no reason given')}"
    return None


def _refusal(world: World, row: Placed) -> str:
    words = to_quote(row.message or row.code or row.status)
    return f"{world.wire.api} refused this item: {words}. Correct it and send this one alone."
