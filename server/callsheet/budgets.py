"""How often each account may be asked: the documented limits, with a reserve for submits.

A provider counts arrivals and we count departures, so our windows are 5 % longer.
"""

from collections.abc import Mapping

from callsheet_tools.pace import Budget
from callsheet_tools.world import Place, Provider

WINDOW = 63.0
"""Seconds: the providers' minute, with 5 % to spare."""
SPACING: Mapping[tuple[Provider, Place], float] = {
    ("knowlify", "hosted"): 2.0,
    ("knightvision", "hosted"): 3.0,
    ("knowlify", "local"): 1.0,
    ("knightvision", "local"): 1.0,
}
"""Seconds between two looks at one job whose end is near; Knightvision asks for 3-5."""
IN_PROCESS, IN_PROCESS_SPACING = 20, 0.25
"""How much wider the windows of the studio in this process are, and the seconds between two looks:
several edits a minute are seen to their end at once. Over HTTP it keeps to what is documented."""
FREE_READS = 4
"""Requests that looks leave for calls that somebody waits for."""

# Knowlify documentation, "Rate limits": creating and polling share one window, edits another.
KNOWLIFY: Mapping[str, tuple[str, int]] = {
    "video": ("videos", 30),
    "send video": ("videos", 30),
    "edit": ("edits", 10),
    "send edit": ("edits", 10),
    "revert": ("edits", 10),
    "send revert": ("edits", 10),
}
# Knightvision documentation, "Rate limits": each operation by itself.
KNIGHTVISION: Mapping[str, tuple[str, int]] = {
    "analysis": ("status", 60),
    "send analysis": ("analyze", 20),
    "clip": ("video-status", 60),
    "send clip": ("generate-video", 5),
    "videos": ("videos", 20),
    "character": ("character", 30),
    "finalize": ("character", 30),
    "send character": ("characters", 20),
    "characters": ("characters", 20),
    "send finalize": ("finalize", 10),
    "credits": ("credits", 30),
}
"""By what is asked (`World.budgets`): the window that it is counted in, and its requests."""
LIMITS: Mapping[Provider, Mapping[str, tuple[str, int]]] = {
    "knowlify": KNOWLIFY,
    "knightvision": KNIGHTVISION,
}


def budgets(
    provider: Provider, place: Place, spacing: float | None, width: int = 1
) -> dict[str, Budget]:
    """The windows of an account, each `width` times as large as documented; `spacing` is used
    instead of the place's own."""
    apart = SPACING[provider, place] if spacing is None else spacing
    limits = LIMITS[provider].items()
    return {what: _budget(bucket, width * most, apart) for what, (bucket, most) in limits}


def _budget(bucket: str, most: int, spacing: float) -> Budget:
    reserve = min(FREE_READS, most // 4)
    return Budget(bucket, most, WINDOW, reserve, spacing)
