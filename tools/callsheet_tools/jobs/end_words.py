"""Whether a status word ends a job."""

from collections.abc import Mapping
from dataclasses import dataclass

from callsheet_tools.jobs.job import Job, State

SUCCEEDED = frozenset({"complete", "completed", "success", "succeeded", "done"}) | {
    "finished",
    "ready",
}
FAILED = frozenset({"failed", "error", "cancelled", "canceled", "expired", "rejected"})
"""Words that other APIs end with. They count when the rest of the answer agrees."""
PATIENCE = 600.0
"""Seconds for which such a word may stand alone until it is believed."""


@dataclass(frozen=True)
class Ending:
    """What an answer says in addition to its status word."""

    has_result: bool
    reason: str | None = None
    """What it says is wrong."""
    is_complete: bool | None = None
    is_failed: bool | None = None
    """The booleans of Knowlify, which go before every word; None: not said."""
    held: float = 0.0
    """Seconds for which it has shown nothing else."""


def parse_end_state(status: str, documented: Mapping[str, State], ending: Ending) -> State | None:
    """Return `succeeded` or `failed` for a status word, or None while the job goes on.

    Knowlify's booleans go before every word, and a documented word is enough. Another one counts
    only with a result or a reason, or if the status has not changed for `PATIENCE` seconds.

    Args:
        status: The provider's word.
        documented: The state of each documented word; None for one that is no end.
        ending: What else the answer says about the end.
    """
    if ending.is_failed or ending.is_complete:
        return "failed" if ending.is_failed else "succeeded"
    if ending.is_complete is False and ending.is_failed is False:
        return None
    word = status.strip().lower()
    if word in documented:
        return documented[word]
    is_settled = ending.held > PATIENCE
    if (word in SUCCEEDED or not word) and (ending.has_result or (word and is_settled)):
        return "succeeded"
    return "failed" if word in FAILED and (ending.reason or is_settled) else None


def seconds_held(job: Job, stage: str | None) -> float:
    """Return for how many seconds a job had shown this stage and nothing new when it was polled
    last; 0.0 if its stage was another.

    Args:
        job: As the journal has it, with the stage that its last poll showed.
        stage: What the provider shows now.
    """
    if job.stage != stage:
        return 0.0
    return (job.polled_at or job.created_at) - (job.moved_at or job.created_at)
