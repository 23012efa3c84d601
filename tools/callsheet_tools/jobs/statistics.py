"""The journal in numbers, for whoever runs a server."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from callsheet_tools.backends import rate_budget
from callsheet_tools.backends.backend import Backend
from callsheet_tools.database.database import Connection
from callsheet_tools.jobs.job import UNFINISHED
from callsheet_tools.jobs.journal import DAY, Journal
from callsheet_tools.jobs.kinds import meter_of
from callsheet_tools.jobs.usage import users_usage


@dataclass(frozen=True)
class JobCount:
    """How many jobs are in a state."""

    provider: str
    place: str
    state: str
    jobs: int


@dataclass(frozen=True)
class WindowUse:
    """How full a provider's window of requests is."""

    backend: Backend
    bucket: str
    used: float
    """The share of its requests that were made, 0 to 1."""


@dataclass(frozen=True)
class Statistics:
    """What a journal shows at one moment."""

    jobs: Sequence[JobCount] = ()
    """Unfinished jobs, and ended ones that were begun in the last 24 hours."""
    windows: Sequence[WindowUse] = ()
    credits: Mapping[str, int] = field(default_factory=dict[str, int])
    """Credits taken in the last 24 hours, by the user's subject."""
    videos: Mapping[str, int] = field(default_factory=dict[str, int])
    """Hosted videos bought in the last 24 hours, by the user's subject."""


async def read_statistics(journal: Journal, backends: Sequence[Backend]) -> Statistics:
    """Return the numbers of a journal now.

    Args:
        backends: Those whose windows are looked at.

    Raises:
        JournalUnusable: The journal cannot be read.
    """
    now = journal.now()

    def work(db: Connection) -> Statistics:
        credits, videos = users_usage(db, now - DAY, meter_of(journal.kinds, "knowlify")[1])
        return Statistics(
            _count_jobs(db, now - DAY),
            [use for backend in backends for use in _window_uses(db, backend, now)],
            credits,
            videos,
        )

    return await journal.database.read(work)


def _count_jobs(db: Connection, since: float) -> list[JobCount]:
    """By two indexes, so that it takes no longer with many old jobs."""
    group = "GROUP BY provider, place, state"
    query = f"""SELECT provider, place, state, count(*) FROM job
        WHERE state IN {UNFINISHED} {group} UNION ALL
        SELECT provider, place, state, count(*) FROM job
        WHERE created_at > ? AND state NOT IN {UNFINISHED} {group}"""
    return [JobCount(*tuple(row)) for row in db.execute(query, (since,))]


def _window_uses(db: Connection, backend: Backend, now: float) -> list[WindowUse]:
    budgets = {one.bucket: one for one in (backend.budget, *backend.budgets.values())}
    return [
        WindowUse(backend, name, rate_budget.used_share(db, backend.account, budget, now))
        for name, budget in budgets.items()
    ]
