"""How long a job still takes, and when to poll it next."""

from callsheet_tools.jobs.job import Job
from callsheet_tools.jobs.kinds import JobKind

TYPICAL_HERE = 40.0
"""Seconds that any job takes on this computer, until its percentage tells more."""
STALLED = 300.0
"""Seconds without any movement after which a job counts as stalled."""
SHARE = 2.5
"""The next look comes when this part (1 of so many) of the time that seems left is over."""
RAREST_HERE = 4
"""Looks at a job on this computer are at most so many spacings apart."""
STALLED_SHARE, STALLED_RAREST = 20, 15
"""Of the time that it is stalled: the next look comes after this part, 15 spacings at most."""


def remaining_seconds(job: Job, kind: JobKind, now: float) -> float:
    """Return roughly the seconds until a job ends; 0 when it has ended.

    Args:
        kind: Gives the typical length.
        now: Seconds since 1970.
    """
    if job.ended:
        return 0.0
    typical = kind.typical_seconds if job.place == "hosted" else TYPICAL_HERE
    if job.parked:
        return typical
    spent = now - (job.started_at or job.created_at)
    if job.percent:
        whole = _blend(job.percent / 100, spent, typical)
        return max(whole - spent, 1.0)
    return max(typical - spent, 0.2 * typical)


def next_poll_delay(
    job: Job, kind: JobKind, now: float, spacing: float, even: float = 0.0
) -> float:
    """Return the seconds until the job's status is read next: shorter when its end is near.

    Args:
        kind: Gives the typical length, and the longest delay.
        now: Seconds since 1970.
        spacing: The shortest delay, in seconds.
        even: The delay if all jobs share the rate limit evenly; only a job with a percentage is
            left alone for longer.
    """
    rarest = kind.rarest_poll if job.place == "hosted" else RAREST_HERE
    share = rarest * even if job.percent else even
    longest = max(rarest * spacing, min(share, STALLED_RAREST * spacing))
    if still := stalled_seconds(job, now):
        overdue = (still - STALLED) / STALLED_SHARE
        return min(max(overdue, longest), STALLED_RAREST * spacing)
    if job.parked:
        return 2 * spacing
    return max(min(remaining_seconds(job, kind, now) / SHARE, longest), spacing)


def _blend(share: float, spent: float, typical: float) -> float:
    """Seconds that a job takes in all: the further it is, the more its own pace counts."""
    return share * min(spent / share, 10 * typical) + (1 - share) * typical


def stalled_seconds(job: Job, now: float) -> float | None:
    """Return the seconds since the provider last showed progress of a running job.

    None up to `STALLED`, and for a job that doesn't run or waits in the provider's line.

    Args:
        now: Seconds since 1970.
    """
    still = now - (job.moved_at or job.created_at)
    is_at_work = job.state == "submitted" and not job.parked
    return still if is_at_work and still > STALLED else None
