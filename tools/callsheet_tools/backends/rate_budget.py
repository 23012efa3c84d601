"""How often a provider may be asked, counted in the journal so that all processes share it.

A provider counts arrivals and we count departures, so our window is a little longer than its own.
"""

from dataclasses import dataclass

from callsheet_tools.database.database import Connection

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
    """Requests that polling leaves for calls that a caller waits for."""
    spacing: float
    """Seconds between two polls of one job when the window would allow more."""


def seconds_until_free(
    db: Connection, account: str, budget: RateBudget, now: float, reserve: int = 0
) -> float:
    """Return the seconds until one more request may be made; 0.0 is now.

    Args:
        account: Whose window it is.
        budget: How many requests are allowed in how many seconds.
        now: Seconds since 1970.
        reserve: How many requests of the window to leave to others.
    """
    most, blocked_until = _limit(db, account, budget)
    if blocked_until > now:
        return blocked_until - now
    made, allowed = _request_times(db, account, budget.bucket, now - budget.seconds), most - reserve
    if len(made) < max(allowed, 1):
        return 0.0
    return max(made[len(made) - max(allowed, 1)] + budget.seconds - now, 0.05)


def acquire(
    db: Connection, account: str, budget: RateBudget, now: float, reserve: int = 0
) -> float:
    """Count one request in the window if there is room.

    Returns 0.0 when it was counted, else the seconds until it is worth asking again.

    Args:
        account: Whose window it is.
        budget: How many requests are allowed in how many seconds.
        now: Seconds since 1970.
        reserve: How many requests of the window to leave to others.
    """
    old = (account, budget.bucket, now - budget.seconds)
    db.execute("DELETE FROM api_request WHERE account = ? AND bucket = ? AND at <= ?", old)
    if wait := seconds_until_free(db, account, budget, now, reserve):
        return wait
    db.execute("INSERT INTO api_request VALUES (?, ?, ?)", (account, budget.bucket, now))
    return 0.0


def block_until(db: Connection, account: str, budget: RateBudget, until: float) -> None:
    """Record that no process may ask before `until` (seconds since 1970), after an answer 429; a
    later moment that was recorded before stays."""
    db.execute(
        "INSERT INTO api_limit (account, bucket, blocked_until) VALUES (?, ?, ?) "
        "ON CONFLICT (account, bucket) DO UPDATE SET blocked_until = excluded.blocked_until "
        "WHERE excluded.blocked_until > api_limit.blocked_until",
        (account, budget.bucket, until),
    )


def update_limit(db: Connection, account: str, budget: RateBudget, most: int | None) -> None:
    """Record the size of the window that the provider's headers give; None or 0 changes nothing."""
    if most:
        db.execute(
            "INSERT INTO api_limit (account, bucket, most) VALUES (?, ?, ?) "
            "ON CONFLICT (account, bucket) DO UPDATE SET most = excluded.most",
            (account, budget.bucket, most),
        )


def poll_interval(db: Connection, account: str, budget: RateBudget, jobs: int) -> float:
    """Return the seconds between two polls of each of `jobs` jobs: the fuller the window, the
    longer.

    An even share of the window, times half of the fourth power of its fullness, and at least
    `budget.spacing`. The power is a choice: polls stay frequent until the window is nearly full
    (half full: 1/32 of an even share; full: one half).
    """
    most, _ = _limit(db, account, budget)
    allowed = max(most - budget.reserve, 1)
    fullness = len(_request_times(db, account, budget.bucket)) / allowed
    even = jobs * budget.seconds / allowed
    return max(budget.spacing, STEEPNESS * even * fullness**4)


def used_share(db: Connection, account: str, budget: RateBudget, now: float) -> float:
    """Return how full an account's window is now: 0.0 is empty, 1.0 or more has no room.

    Args:
        now: Seconds since 1970.
    """
    most, _ = _limit(db, account, budget)
    return len(_request_times(db, account, budget.bucket, now - budget.seconds)) / max(most, 1)


def even_interval(budget: RateBudget, jobs: int = 1) -> float:
    """Return the seconds between two polls of each of `jobs` jobs that evenly share what
    `budget.reserve` leaves of the window.

    It counts with `budget.most`, whatever number the provider's headers said, and may be less than
    `budget.spacing`.
    """
    return jobs * budget.seconds / max(budget.most - budget.reserve, 1)


def _limit(db: Connection, account: str, budget: RateBudget) -> tuple[int, float]:
    row = db.execute(
        "SELECT most, blocked_until FROM api_limit WHERE account = ? AND bucket = ?",
        (account, budget.bucket),
    ).fetchone()
    return (budget.most, 0.0) if row is None else (row[0] or budget.most, row[1])


def _request_times(db: Connection, account: str, bucket: str, since: float = 0.0) -> list[float]:
    rows = db.execute(
        "SELECT at FROM api_request WHERE account = ? AND bucket = ? AND at > ? ORDER BY at",
        (account, bucket, since),
    )
    return [row[0] for row in rows]
