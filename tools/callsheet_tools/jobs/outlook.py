"""How long a job still takes, and how soon it is worth asking about it again."""

from callsheet_tools.jobs.job import Job

TYPICAL: dict[tuple[str, str], float] = {
    ("hosted", "video"): 230.0,
    ("hosted", "edit"): 120.0,
    ("hosted", "analysis"): 90.0,
    ("hosted", "clip"): 180.0,
    ("hosted", "character"): 120.0,
    ("hosted", "finalize"): 60.0,
}
"""Seconds that a job takes, by where it is done and its kind, until its percentage tells more."""
TYPICAL_HERE = 40.0
STALLED = 300.0
"""Seconds without any movement after which a job counts as stalled."""
SHARE = 2.5
"""The next look comes when this part (1 of so many) of the time that seems left is over."""
RAREST: dict[tuple[str, str], int] = {
    ("knowlify", "hosted"): 3,
    ("knightvision", "hosted"): 1,
    ("knowlify", "local"): 4,
    ("knightvision", "local"): 4,
}
"""Looks are at most so many spacings apart; 1: "poll every 3-5 seconds" (Knightvision)."""
STALLED_SHARE, STALLED_RAREST = 20, 15
"""Of the time that it is stalled: the next look comes after this part, 15 spacings at most."""


def left(job: Job, now: float) -> float:
    """Seconds until the job may have ended, roughly; 0 when it has."""
    if job.ended:
        return 0.0
    typical = TYPICAL.get((job.place, job.kind), TYPICAL_HERE)
    if job.parked:
        return typical
    spent = now - (job.started_at or job.created_at)
    if job.percent:
        whole = _blend(job.percent / 100, spent, typical)
        return max(whole - spent, 1.0)
    return max(typical - spent, 0.2 * typical)


def gap(job: Job, now: float, spacing: float, even: float = 0.0) -> float:
    """Seconds until the next look: the nearer the end, the closer to the shortest `spacing`.

    `even` is what an even share of the window gives to each job.
    """
    rarest = RAREST[job.provider, job.place]
    longest = max(rarest * spacing, min(rarest * even, STALLED_RAREST * spacing))
    if still := stalled_for(job, now):
        overdue = (still - STALLED) / STALLED_SHARE
        return min(max(overdue, longest), STALLED_RAREST * spacing)
    if job.parked:
        return 2 * spacing
    return max(min(left(job, now) / SHARE, longest), spacing)


def is_steady(job: Job) -> bool:
    """Whether its looks share the window evenly: only a video's percentage tells when to ask."""
    return job.kind != "video"


def _blend(share: float, spent: float, typical: float) -> float:
    """Seconds that a job takes in all: the further it is, the more its own pace counts."""
    return share * min(spent / share, 10 * typical) + (1 - share) * typical


def stalled_for(job: Job, now: float) -> float | None:
    """Seconds since the provider showed anything new about a job at work, when they are many."""
    still = now - (job.moved_at or job.created_at)
    is_at_work = job.state == "submitted" and not job.parked
    return still if is_at_work and still > STALLED else None
