"""How often each account may be asked: the documented limits, with a reserve for submits.

A provider counts arrivals and we count departures, so our windows are 5 % longer.
"""

from collections.abc import Mapping

from callsheet_tools.backends.backend import Location, Provider
from callsheet_tools.backends.rate_budget import RateBudget
from callsheet_tools.jobs.kinds import RateLimit
from callsheet_tools.knightvision import kinds as knightvision
from callsheet_tools.knowlify import kinds as knowlify

WINDOW = 63.0
"""Seconds: the providers' minute, with 5 % to spare."""
SPACING: Mapping[tuple[Provider, Location], float] = {
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
"""Requests that polling leaves for calls that a caller waits for; a tenth of a small window."""

KINDS = (*knowlify.KINDS, *knightvision.KINDS)
READS: Mapping[Provider, Mapping[str, RateLimit]] = {"knightvision": knightvision.READ_LIMITS}


def budgets(
    provider: Provider, place: Location, spacing: float | None, width: int = 1
) -> dict[str, RateBudget]:
    """Return the rate windows of an account, by what is asked: a job's kind for reads of it, `send`
    and a kind for submits, or the name of a list, such as `credits`.

    Args:
        spacing: Seconds between two polls of one job; None is the default of the provider and
            place.
        width: How many times as large as documented each window is.
    """
    apart = SPACING[provider, place] if spacing is None else spacing
    return {
        what: _budget(limit.bucket, width * limit.requests, apart)
        for what, limit in _limits(provider).items()
    }


def _limits(provider: Provider) -> Mapping[str, RateLimit]:
    """By what is asked (`Backend.budgets`): the window that it is counted in."""
    kinds = [kind for kind in KINDS if kind.provider == provider]
    polls = {kind.name: kind.poll_limit for kind in kinds}
    submits = {f"send {kind.name}": kind.submit_limit for kind in kinds}
    return {**polls, **submits, **READS.get(provider, {})}


def _budget(bucket: str, most: int, spacing: float) -> RateBudget:
    reserve = min(FREE_READS, most // 10)
    return RateBudget(bucket, most, WINDOW, reserve, spacing)
