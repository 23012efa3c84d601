"""How often a provider may be asked, counted in the journal so that all processes share it.

A provider counts arrivals and we count departures, so our window is a little longer than its own.
"""

import sqlite3
from dataclasses import dataclass

STEEPNESS = 0.5
"""How much a filling window slows polling down before it is full."""


@dataclass(frozen=True)
class RateBudget:
    """Requests that one account may make in one bucket."""

    bucket: str
    most: int
    """Requests in a window, until the provider's own headers say another number."""
    seconds: float
    """Length of the window, with 5 % to spare."""
    reserve: int
    """Requests that polling leaves for calls that somebody waits for."""
    spacing: float
    """Seconds between two polls of one job when the window would allow more."""


def seconds_until_free(
    db: sqlite3.Connection, account: str, budget: RateBudget, now: float, reserve: int = 0
) -> float:
    """Seconds until one more request may be made; 0.0: now."""
    most, blocked_until = _limit(db, account, budget)
    if blocked_until > now:
        return blocked_until - now
    made, allowed = _made(db, account, budget.bucket, now - budget.seconds), most - reserve
    if len(made) < max(allowed, 1):
        return 0.0
    return max(made[len(made) - max(allowed, 1)] + budget.seconds - now, 0.05)


def acquire(
    db: sqlite3.Connection, account: str, budget: RateBudget, now: float, reserve: int = 0
) -> float:
    """Take one request out of the window.

    Returns:
        0.0 when it was taken, else the seconds until it is worth asking again.
    """
    old = (account, budget.bucket, now - budget.seconds)
    db.execute("DELETE FROM api_request WHERE account = ? AND bucket = ? AND at <= ?", old)
    if wait := seconds_until_free(db, account, budget, now, reserve):
        return wait
    db.execute("INSERT INTO api_request VALUES (?, ?, ?)", (account, budget.bucket, now))
    return 0.0


def block_until(db: sqlite3.Connection, account: str, budget: RateBudget, until: float) -> None:
    """Stop everybody until then: the provider said 429."""
    db.execute(
        "INSERT INTO api_limit (account, bucket, blocked_until) VALUES (?, ?, ?) "
        "ON CONFLICT DO UPDATE SET blocked_until = max(blocked_until, excluded.blocked_until)",
        (account, budget.bucket, until),
    )


def update_limit(
    db: sqlite3.Connection, account: str, budget: RateBudget, most: int | None
) -> None:
    """Keep what the provider's headers say about the size of its window."""
    if most:
        db.execute(
            "INSERT INTO api_limit (account, bucket, most) VALUES (?, ?, ?) "
            "ON CONFLICT DO UPDATE SET most = excluded.most",
            (account, budget.bucket, most),
        )


def poll_interval(db: sqlite3.Connection, account: str, budget: RateBudget, jobs: int) -> float:
    """Seconds between two polls of each of so many jobs: the fuller the window, the longer."""
    most, _ = _limit(db, account, budget)
    allowed = max(most - budget.reserve, 1)
    fullness = len(_made(db, account, budget.bucket)) / allowed
    even = jobs * budget.seconds / allowed
    return max(budget.spacing, STEEPNESS * even * fullness**4)


def even(budget: RateBudget, jobs: int = 1) -> float:
    """Seconds between two polls of each of so many jobs that share the window evenly."""
    return jobs * budget.seconds / max(budget.most - budget.reserve, 1)


def _limit(db: sqlite3.Connection, account: str, budget: RateBudget) -> tuple[int, float]:
    row = db.execute(
        "SELECT most, blocked_until FROM api_limit WHERE account = ? AND bucket = ?",
        (account, budget.bucket),
    ).fetchone()
    return (budget.most, 0.0) if row is None else (row[0] or budget.most, row[1])


def _made(db: sqlite3.Connection, account: str, bucket: str, since: float = 0.0) -> list[float]:
    rows = db.execute(
        "SELECT at FROM api_request WHERE account = ? AND bucket = ? AND at > ? ORDER BY at",
        (account, bucket, since),
    )
    return [row[0] for row in rows]
