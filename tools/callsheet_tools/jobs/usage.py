"""What hosted work took, as the journal has it.

Every function takes the open connection; `since` is seconds since 1970; `subject` is the user whose
work counts, None: everybody's on accounts that all share. Jobs that were started elsewhere and are
only followed here were not bought here, and count nowhere.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from callsheet_tools.backends.backend import PERSONAL
from callsheet_tools.database.database import Connection, marks
from callsheet_tools.errors import NotApproved
from callsheet_tools.jobs.job import Job
from callsheet_tools.jobs.visibility import jobs_of

DAY = 86_400.0
"""Seconds of a limit's day: the last 24 hours."""
BOUGHT_HERE = "place = 'hosted' AND (sent_at IS NOT NULL OR state = 'intent') AND created_at > ?"


@dataclass(frozen=True)
class Usage:
    """What a provider was paid, or may have been, in a time."""

    videos: int = 0
    """Videos and edits that were not refused (Knowlify, which names no prices)."""
    failed: int = 0
    """Those among them that failed; whether they were paid back is Knowlify's to say."""
    credits: int = 0
    """What is gone: taken or reserved, and not paid back (Knightvision)."""
    refunded: int = 0
    """Credits that were taken and paid back."""


@dataclass(frozen=True)
class UsageMeter:
    """How a day's purchases are counted against the limit."""

    bill: Callable[[Connection, float, Collection[str], str | None], Usage]
    """What was bought since a moment, of jobs of these kinds, by one user or by all."""
    count: Callable[[Usage], int]
    """What of it the limit is about."""
    amount: Callable[[Job], int]
    """What one job takes of it."""
    unit: str
    would: str
    setting: str
    user_setting: str
    """The same for each user who signed in."""


@dataclass(frozen=True)
class DailyLimit:
    """What may be bought in 24 hours."""

    most: int
    subject: str | None = None
    """By this user; None: by all together."""
    forgotten: int = 0
    """What was bought besides, of which the journal has no row."""
    raised_by: str = "the user"
    """Who can set another number."""

    def remedy(self, meter: UsageMeter) -> str:
        """Return the sentence on who can raise the limit, and with which setting."""
        setting = meter.user_setting if self.subject else meter.setting
        return f"Only {self.raised_by} can raise the limit, with {setting}."


def left_of(
    db: Connection, meter: UsageMeter, kinds: Collection[str], since: float, limit: DailyLimit
) -> int:
    """Return how much of a limit is left, below 0 for what was bought beyond it.

    Args:
        meter: How the usage is counted: by videos or by credits.
        kinds: The kinds of job that count.
        since: When the day began, in seconds since 1970.
        limit: The most that may be bought, for which user, and what was bought besides that has
            no row in the journal.
    """
    bought = meter.count(meter.bill(db, since, kinds, limit.subject)) + limit.forgotten
    return limit.most - bought


def enforce_daily_limit(
    db: Connection,
    meter: UsageMeter,
    kinds: Collection[str],
    since: float,
    limit: DailyLimit,
) -> None:
    """Check all that was bought, with the jobs just inserted, against the limit of a day.

    The arguments are those of `left_of`.

    Raises:
        NotApproved: It is more. Raising rolls back the transaction, so nothing stays reserved.
    """
    if (left := left_of(db, meter, kinds, since, limit)) < 0:
        raise NotApproved(
            f"Nothing was sent. With this, {limit.most - left} {meter.would} in 24 hours, and "
            f"the limit is {limit.most}. {limit.remedy(meter)} "
            "`where: local` makes it on this computer for free."
        )


def videos_usage(
    db: Connection, since: float, kinds: Collection[str], subject: str | None
) -> Usage:
    """Return how many hosted videos were bought since `since` (seconds since 1970), and
    how many of them failed.

    Args:
        kinds: The kinds of job that count.
        subject: Whose jobs count; None is everybody's, on accounts that all share.
    """
    jobs, whose = _counted_rows(subject)
    query = f"""SELECT count(*), count(*) FILTER (WHERE state = 'failed') FROM {jobs}
        WHERE {BOUGHT_HERE} AND kind IN ({marks(kinds)}) AND state <> 'rejected'"""
    bought, failed = db.execute(query, (*whose, since, *kinds)).fetchone()
    return Usage(videos=int(bought), failed=int(failed))


def credits_usage(
    db: Connection, since: float, kinds: Collection[str], subject: str | None
) -> Usage:
    """Return how many credits hosted jobs took since `since` (seconds since 1970), and
    how many were paid back.

    A job counts with what the provider says, or until then with what was reserved for it.

    Args:
        kinds: The kinds of job that count.
        subject: Whose jobs count; None is everybody's, on accounts that all share.
    """
    jobs, whose = _counted_rows(subject)
    query = f"""SELECT coalesce(sum(credits_used) FILTER (WHERE credits_used > 0), 0),
        coalesce(sum(charged - coalesce(credits_used, 0))
            FILTER (WHERE state = 'failed' AND charged > coalesce(credits_used, 0)), 0)
        FROM {jobs} WHERE {BOUGHT_HERE} AND kind IN ({marks(kinds)})"""
    taken, refunded = db.execute(query, (*whose, since, *kinds)).fetchone()
    return Usage(credits=int(taken), refunded=int(refunded))


def users_usage(
    db: Connection, since: float, video_kinds: Collection[str]
) -> tuple[dict[str, int], dict[str, int]]:
    """Return the credits that hosted jobs took since `since` (seconds since 1970), and how many
    hosted videos were bought, each by the subject of the user; users without any are left out.

    What a user's own key paid for counts too.

    Args:
        video_kinds: The kinds of job that count as a video.
    """
    query = f"""SELECT subject, coalesce(sum(credits_used) FILTER (WHERE credits_used > 0), 0),
        count(*) FILTER (WHERE kind IN ({marks(video_kinds)}) AND state <> 'rejected')
        FROM job WHERE {BOUGHT_HERE} GROUP BY subject"""
    rows = [tuple(row) for row in db.execute(query, (*video_kinds, since))]
    credits = {subject: int(taken) for subject, taken, _ in rows if taken}
    return credits, {subject: int(count) for subject, _, count in rows if count}


def _counted_rows(subject: str | None) -> tuple[str, tuple[str, ...]]:
    if subject is None:
        return f"(SELECT * FROM job WHERE account NOT LIKE '{PERSONAL}%') AS job", ()
    return jobs_of(subject)


VIDEOS = UsageMeter(
    videos_usage,
    lambda bill: bill.videos,
    lambda job: 1,
    "videos",
    "hosted videos would be made",
    "CALLSHEET_MAX_VIDEOS_PER_DAY",
    "CALLSHEET_MAX_VIDEOS_PER_USER",
)
CREDITS = UsageMeter(
    credits_usage,
    lambda bill: bill.credits,
    lambda job: job.credits_used or 0,
    "credits",
    "hosted credits would be spent",
    "CALLSHEET_MAX_CREDITS_PER_DAY",
    "CALLSHEET_MAX_CREDITS_PER_USER",
)
