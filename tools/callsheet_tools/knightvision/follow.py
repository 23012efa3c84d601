"""What Knightvision's answers mean for a job."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from callsheet_tools.jobs.job import Job, Seen, State
from callsheet_tools.knightvision.api import Knightvision
from callsheet_tools.knightvision.models import Receipt, Shown
from callsheet_tools.quote import clean, to_quote
from callsheet_tools.world import World

ENDS: Mapping[str, State] = {"complete": "succeeded", "error": "failed"}
"""Of reports and clips. Any other status is shown, and asked for again."""
GROWN: Mapping[str, State] = {
    "ready": "succeeded",
    "finalizing": "succeeded",
    "finalized": "succeeded",
    "failed": "failed",
}
"""Of a character: one that is being finalized was ready before."""
TEXTS = ("summary", "transcription", "analysis", "ugc_script")
SHOWN = ("video_url", "duration", "requested_model", "notes")
"""What a finished clip may carry that an assistant can use."""
REFUNDED = frozenset({"clip", "character", "finalize"})
"""Kinds that are paid back when they fail (documentation, "Credits")."""
SETTLED = 60.0
"""Seconds after which a character that is `ready` is not one whose finalize has yet to begin."""
READY_AGAIN = (
    "Knightvision shows the character as “ready”. Its documentation does not say how a finalize "
    "ends: it may be done, or have failed and been paid back. `knightvision_get_credits` shows "
    "the balance; a clip whose prompt names the character shows whether it can be used."
)


async def follow_analysis(world: World, job: Job) -> Seen:
    """Ask once how a report is doing."""
    report = await Knightvision(world.wire).status(str(job.remote_id))
    document = report.document()
    texts: Mapping[str, Any] = report.result or {}
    kept = {key: texts[key] for key in (*TEXTS, "notes") if key in texts}
    return _seen(world, job, ENDS.get(report.status), document | _addresses(texts), kept)


async def follow_clip(world: World, job: Job) -> Seen:
    """Ask once how a clip is doing."""
    clip = await Knightvision(world.wire).video_status(str(job.remote_id))
    document = clip.document()
    kept = {key: document[key] for key in SHOWN if key in document}
    return _seen(world, job, ENDS.get(clip.status), document, kept)


async def follow_character(world: World, job: Job) -> Seen:
    """Ask once how a character is doing."""
    shown = await Knightvision(world.wire).character(str(job.remote_id))
    return _seen(world, job, GROWN.get(shown.character.status), *_figure(shown))


async def follow_finalize(world: World, job: Job) -> Seen:
    """Ask once how a character's finalize is doing."""
    shown = await Knightvision(world.wire).character(str(job.remote_id))
    state, error = _finalized(world, job, shown.character.status)
    document, kept = _figure(shown)
    seen = _seen(world, job, state, document, kept)
    return seen if error is None else replace(seen, error=error)


def ordered(receipt: Receipt, remote_id: str, result: Mapping[str, Any]) -> Seen:
    """A submit was accepted."""
    return Seen(
        "submitted",
        stage=clean(receipt.status or "queued", 40),
        remote=receipt.document(),
        result=result,
        remote_id=remote_id,
        credits_used=receipt.credits_used,
    )


def _seen(
    world: World, job: Job, end: State | None, document: Mapping[str, Any], kept: Mapping[str, Any]
) -> Seen:
    failed = end == "failed"
    return Seen(
        end or "submitted",
        stage=clean(str(document.get("status", "")), 40),
        remote=document,
        result=kept if end == "succeeded" else {},
        error=_error(world, document) if failed else None,
        remote_id=job.remote_id,
        credits_used=0 if failed and job.kind in REFUNDED else None,
    )


def _error(world: World, document: Mapping[str, Any]) -> str:
    words = document.get("error") or document.get("message") or "no reason given"
    return f"{world.wire.api} says: {to_quote(str(words))}"


def _figure(shown: Shown) -> tuple[dict[str, Any], dict[str, Any]]:
    """A character's document, its status and addresses where those of other jobs stand."""
    document = shown.document()
    figure: dict[str, Any] = document["character"]
    known = {key: figure[key] for key in ("status", "error") if key in figure}
    kept = {"character_id": figure["id"], "name": figure.get("name")}
    return document | known | _addresses(figure), kept


def _addresses(part: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in part.items() if key.endswith("_url")}


def _finalized(world: World, job: Job, status: str) -> tuple[State | None, str | None]:
    """How a finalize ended, and what to say of it. The studio's statuses are known, others not."""
    if status in ("finalized", "failed"):
        return ("succeeded" if status == "finalized" else "failed"), None
    if status != "ready":
        return None, None
    if world.place == "local":
        return "failed", f"{world.wire.api} could not finalize it. Choose other timestamps."
    waited = (job.polled_at or job.created_at) - job.created_at
    return ("unknown", READY_AGAIN) if waited > SETTLED else (None, None)
