"""How Knightvision's jobs are found again when the answer to a submit was lost.

Clips and characters stand in lists, a finalize shows in its character, an analysis in no list: of
that only the balance tells (documentation, "Rules": look before trying again).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from callsheet_tools.jobs.job import Listed, Seen
from callsheet_tools.knightvision.api import Knightvision
from callsheet_tools.knightvision.follow import ENDS, GROWN
from callsheet_tools.knightvision.models import Figure
from callsheet_tools.quote import clean
from callsheet_tools.world import World

ORDERED = ("prompt", "model", "duration", "aspect_ratio")
"""What the list of clips repeats of the request."""
BEFORE_FINALIZE = frozenset({"processing", "ready", "failed"})
"""Statuses of a character of which no finalize is under way or done."""


async def balance(world: World) -> int:
    """Credits that the account has."""
    return (await Knightvision(world.wire).credits()).credits_remaining


async def clips(world: World) -> Sequence[Listed]:
    """The 50 newest clips."""
    reel = await Knightvision(world.wire).videos()
    return [_clip(entry) for entry in reel.videos if "job_id" in entry]


async def characters(world: World) -> Sequence[Listed]:
    """Every character, the newest first."""
    return [
        _listed(str(figure.id), {"name": figure.name}, figure.document(), GROWN)
        for figure in await _cast(world)
    ]


async def finalized(world: World) -> Sequence[Listed]:
    """Characters of which a finalize is under way or done."""
    return [
        _listed(str(figure.id), {"character_id": str(figure.id)}, figure.document(), {})
        for figure in await _cast(world)
        if figure.status not in BEFORE_FINALIZE
    ]


async def _cast(world: World) -> Sequence[Figure]:
    cast = await Knightvision(world.wire).characters()
    return sorted(cast.characters, key=lambda figure: str(figure.id).zfill(12), reverse=True)


def _clip(entry: Mapping[str, Any]) -> Listed:
    request = {name: entry[name] for name in ORDERED if name in entry}
    return _listed(str(entry["job_id"]), request, entry, ENDS)


def _listed(
    remote_id: str, request: Mapping[str, Any], document: Mapping[str, Any], ends: Mapping[str, Any]
) -> Listed:
    status = str(document.get("status", ""))
    state, charged = ends.get(status, "submitted"), document.get("credits_used")
    # What stands in a list is paid back when it fails (documentation, "Credits").
    used = 0 if state == "failed" else charged if isinstance(charged, int) else None
    seen = Seen(state, stage=clean(status, 40), remote_id=remote_id, credits_used=used)
    return Listed(remote_id, request, seen)
