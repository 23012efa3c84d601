"""Whether a status word ends a job."""

from collections.abc import Mapping
from dataclasses import dataclass

from callsheet_tools.jobs.job import State

SUCCEEDED = frozenset({"complete", "completed", "success", "succeeded", "done"}) | {
    "finished",
    "ready",
}
FAILED = frozenset({"failed", "error", "cancelled", "canceled", "expired", "rejected"})
"""Words that other APIs end with. They count when the rest of the answer agrees."""


@dataclass(frozen=True)
class Ending:
    """What an answer says beside its status word."""

    has_result: bool
    reason: str | None = None
    """What it says is wrong."""
    is_complete: bool | None = None
    is_failed: bool | None = None
    """The booleans of Knowlify, which go before every word; None: not said."""


def end_of(status: str, documented: Mapping[str, State], ending: Ending) -> State | None:
    """`succeeded`, `failed`, or None while the job goes on.

    A documented word ends it by itself; another one only with a result, or with a reason.
    """
    if ending.is_failed or ending.is_complete:
        return "failed" if ending.is_failed else "succeeded"
    if ending.is_complete is False and ending.is_failed is False:
        return None
    word = status.strip().lower()
    if word in documented:
        return documented[word]
    if (word in SUCCEEDED or not word) and ending.has_result:
        return "succeeded"
    return "failed" if word in FAILED and ending.reason else None
