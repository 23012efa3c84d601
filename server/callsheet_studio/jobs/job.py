"""A job: work that outlives the process that asked for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol, TypeAlias

from callsheet_studio.jobs.contract import Progress, Step

State: TypeAlias = Literal["waiting", "running", "done", "failed"]


@dataclass(frozen=True)
class Lane:
    """The queue of one caller. Only its first `at_once` unfinished jobs may run."""

    name: str
    at_once: int


@dataclass(frozen=True)
class JobPrice:
    """What a job costs: the credits are taken when it is accepted, and given back when it fails."""

    account: str
    credits: int


@dataclass(frozen=True)
class NewJob:
    """A job that is handed in."""

    id: str
    """No two jobs have the same."""
    kind: str
    """A kind of `jobs/kinds`."""
    lane: Lane
    request: Mapping[str, Any]
    """JSON: what is to be made."""
    price: JobPrice | None = None
    """None: it is free."""


@dataclass(frozen=True)
class Job:
    """A job as it was last read from the database."""

    id: str
    number: int
    """Jobs are counted from 1 as they come in, those of all lanes together."""
    kind: str
    lane: str
    request: Mapping[str, Any]
    state: State
    place: int
    """0 when active or finished; n when it is the n-th of its lane that waits to become active."""
    progress: Progress | None
    """None until the first report."""
    result: Mapping[str, Any] | None
    """JSON: what was made; None until the job is done."""
    error: str | None
    """A sentence on why it failed; None if it did not."""
    price: int
    """Credits that were taken; given back when the job failed."""
    balance: int | None
    """What its account had left when they were taken; None: it paid nothing."""
    created_at: float
    updated_at: float
    trace: str | None = None
    """Names the span of the request that ordered it (W3C `traceparent`)."""


@dataclass(frozen=True)
class Lease:
    """The right of one process to work on a job, until the lease ends or another process has
    begun a later attempt."""

    job: Job
    owner: str
    attempt: int
    done: Mapping[str, Step]
    """Finished steps by name: they never run again."""


class InsufficientCredits(Exception):
    """The account has too few credits; nothing was accepted and nothing taken."""

    def __init__(self, balance: int) -> None:
        super().__init__(f"Only {balance} credits are left.")
        self.balance = balance


class DuplicateId(Exception):
    """Another job has this id already; nothing was accepted and nothing taken."""


class Queue(Protocol):
    """What the APIs need of a queue. Another engine has to provide the same six methods.

    They raise `UNAVAILABLE` (`storage/database`) while the database cannot be used.
    """

    async def submit(self, jobs: Sequence[NewJob]) -> list[Job]:
        """Add jobs and take their prices, all or none, and return them in the same order. If they
        are not added, the files that came with them are deleted.

        Raises:
            InsufficientCredits: An account has too few credits.
            DuplicateId: There is a job of this id already.
            OSError: A file that came with one can't be stored.
        """
        ...

    async def get(self, job_id: str) -> Job | None:
        """Return the job with this id; None if there is none."""
        ...

    async def list(self, lane: str) -> list[Job]:
        """Return the jobs of a lane, oldest first."""
        ...

    async def newest(self, lane: str, kind: str, count: int) -> Sequence[Job]:
        """Return the last `count` jobs of a kind in a lane, newest first; -1 returns all."""
        ...

    async def changed_jobs(self, lane: str, newest: int, known: Sequence[str]) -> Sequence[Job]:
        """Return what a client that polls a lane must be told, oldest first: its unfinished
        jobs, those with a number over `newest`, and those with the ids `known`."""
        ...

    async def cancel(self, job_id: str, why: str) -> bool:
        """End an unfinished job as failed, and give its price back; return False if the job had
        ended or there is none. Its worker is stopped a little later, and its files are deleted.

        Args:
            why: A sentence, the job's `error`.
        """
        ...
