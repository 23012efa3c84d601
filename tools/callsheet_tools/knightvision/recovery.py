"""How Knightvision's jobs are found again when the answer to a submit was lost.

Clips and characters stand in lists, a finalize shows in its character, an analysis in no list: of
that only the balance tells (documentation, "Rules": look before trying again).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from callsheet_tools.backends.backend import Backend
from callsheet_tools.backends.lenient_fields import reason_in, to_id, to_seconds, to_text, to_whole
from callsheet_tools.jobs.end_words import Ending, parse_end_state
from callsheet_tools.jobs.job import ListedJob, State, StatusUpdate
from callsheet_tools.knightvision.client import KnightvisionClient
from callsheet_tools.knightvision.models import CharacterInfo
from callsheet_tools.knightvision.status import ENDS, GROWN, POSED, SHOWN
from callsheet_tools.sanitize import one_line

ORDERED = ("prompt", "model", "duration", "aspect_ratio")
"""What the list of clips repeats of the request."""
NOTHING: Mapping[str, Any] = {}
BEFORE_FINALIZE = frozenset({"processing", "ready", "failed"})
"""Statuses of a character of which no finalize is under way or done."""


async def read_balance(backend: Backend) -> int | None:
    """Return the credits that the account has, from the provider; None when
    the answer does not say."""
    left = (await KnightvisionClient(backend.http_client).credits()).credits_remaining
    return None if left is None else math.floor(left)


async def list_clips(backend: Backend) -> Sequence[ListedJob]:
    """Return the 50 newest clips of the account, from the provider."""
    reel = await KnightvisionClient(backend.http_client).videos()
    return [to_listed_clip(entry) for entry in reel.videos if to_id(entry.get("job_id"))]


async def list_characters(backend: Backend) -> Sequence[ListedJob]:
    """Return every character of the account, the newest first, from the provider."""
    return [to_listed_character(figure) for figure in await _cast(backend)]


async def list_finalized(backend: Backend) -> Sequence[ListedJob]:
    """Return the characters of the account whose finalize is running or done, from the provider."""
    return [
        to_listed_finalize(figure)
        for figure in await _cast(backend)
        if (figure.status or "").lower() not in BEFORE_FINALIZE
    ]


async def _cast(backend: Backend) -> Sequence[CharacterInfo]:
    cast = await KnightvisionClient(backend.http_client).characters()
    return sorted(cast.characters, key=lambda figure: str(figure.id).zfill(12), reverse=True)


def to_listed_clip(entry: Mapping[str, Any]) -> ListedJob:
    """Return one entry of `GET /videos` as a job that may be recovered."""
    request = {name: entry[name] for name in ORDERED if entry.get(name) is not None}
    if seconds := to_seconds(request.get("duration")):
        request["duration"] = seconds
    has_address = bool(to_text(entry.get("video_url")))
    result = {key: entry[key] for key in SHOWN if has_address and entry.get(key) is not None}
    return _to_listed_job(str(to_id(entry["job_id"])), request, entry, ENDS, result)


def to_listed_character(figure: CharacterInfo) -> ListedJob:
    """Return one entry of `GET /characters` as a character job that may be recovered."""
    result = {"character_id": figure.id, "name": figure.name}
    return _to_listed_job(str(figure.id), {"name": figure.name}, figure.document(), GROWN, result)


def to_listed_finalize(figure: CharacterInfo) -> ListedJob:
    """Return one entry of `GET /characters` as a finalize job that may be recovered.

    Only the documented status words tell how its finalize stands.
    """
    listed = _to_listed_job(
        str(figure.id), {"character_id": str(figure.id)}, figure.document(), POSED
    )
    result = {"character_id": figure.id, "name": figure.name}
    return replace(listed, seen=replace(listed.seen, result=result))


def _to_listed_job(
    remote_id: str,
    request: Mapping[str, Any],
    document: Mapping[str, Any],
    ends: Mapping[str, State],
    result: Mapping[str, Any] = NOTHING,
) -> ListedJob:
    status = to_text(document.get("status")) or ""
    ending = Ending(bool(result), reason_in(document))
    state = parse_end_state(status, ends, ending) or "submitted"
    charged = to_whole(document.get("credits_used"))
    # What stands in a list is paid back when it fails (documentation, "Credits").
    used = 0 if state == "failed" else charged
    stage = one_line(status, 40)
    seen = StatusUpdate(state, stage, remote_id=remote_id, credits_used=used, result=result)
    return ListedJob(remote_id, request, seen)
