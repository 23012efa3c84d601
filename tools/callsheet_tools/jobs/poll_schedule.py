"""Which process polls which job, and when: one schedule for all processes.

A claim and the request that it takes out of the window are one transaction. Leases are rows: a
process that died loses them by itself.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import anyio

from callsheet_tools.backends import rate_budget
from callsheet_tools.backends.backend import Backend
from callsheet_tools.backends.rate_budget import RateBudget
from callsheet_tools.database.database import Connection, Database
from callsheet_tools.errors import BudgetUsedUp
from callsheet_tools.jobs import poll_queries, queries
from callsheet_tools.jobs.eta import next_poll_delay
from callsheet_tools.jobs.job import ENDED, Job, State, StatusUpdate
from callsheet_tools.jobs.kinds import Kinds

POLL_LEASE = 60.0
"""Seconds until another process may look in the place of one that was not heard of."""
SHORTEST_SEEK, LONGEST_SEEK = 3.0, 3600.0
Step: TypeAlias = Callable[[Connection, str, RateBudget, float], float]
"""Something that a window has room for now, or else in so many seconds."""
OnEnd: TypeAlias = Callable[[Job, State, float], None]
"""Called with a job as it was, the state in which a poll saw it ended, and the seconds since the
poll before, within which it had ended."""
USED_UP = "its limit of requests is used up"
RESTING = 60.0
"""Seconds between two looks at a video that announces what is new."""
REST = 1.0
"""Seconds between two looks at a journal in which something is on its way out."""


@dataclass(frozen=True)
class PollTask:
    """What a poller may do now."""

    jobs: Sequence[Job] = ()
    """Look at these: at one by itself, at several by the provider's list."""
    seek: Job | None = None
    """Or look for this unknown one in the provider's list."""
    wait: float = 0.0
    """Or claim again after so many seconds."""
    idle: bool = False
    """Or stop: nothing of this account is followed any more."""


@dataclass(frozen=True)
class PollScheduler:
    """The schedule of all processes. Every method that does not wait is one transaction.

    All methods raise `JournalUnusable` if the database cannot be read or written.
    """

    database: Database
    owner: str
    now: Callable[[], float]
    kinds: Kinds
    resting: set[str] = field(default_factory=set[str])
    """Accounts whose videos announce themselves, so that they are rarely asked about."""
    on_end: OnEnd | None = None

    async def claim(self, backend: Backend) -> PollTask:
        """Return which jobs of this account are to be polled now, claimed for this process for
        `POLL_LEASE` seconds, or which one to look for, or how many seconds to wait, or that nothing
        is left. The one request that polling or looking takes is counted in the rate window.

        Also ends the jobs of all processes that died while they sent them.
        """

        def work(db: Connection) -> PollTask:
            now = self.now()
            poll_queries.follow_clock(db, backend.account, now)
            queries.expire_dead_senders(db, now)
            waits: list[float] = []
            for claim in self._turns(db, backend, now):
                if claim.jobs or claim.seek:
                    return claim
                waits.append(claim.wait)
            if poll_queries.sending_count(db, backend.provider, backend.account):
                waits.append(REST)
            return PollTask(wait=min(waits)) if waits else PollTask(idle=True)

        return await self.database.write(work)

    async def claim_one(self, backend: Backend, job: Job, reserve: int = 0) -> bool:
        """Claim a job for `POLL_LEASE` seconds for a poll that somebody waits for, and count its
        request; False while another poll of it is under way.

        Args:
            reserve: How many requests of the rate window to leave to others.

        Raises:
            BudgetUsedUp: The rate window has no room now. Nothing was taken.
        """

        def work(db: Connection) -> bool:
            now = self.now()
            poll_queries.follow_clock(db, backend.account, now)
            if poll_queries.is_leased(db, job.job_id, now):
                return False
            budget = backend.read_bucket(job.kind)
            if wait := rate_budget.acquire(db, backend.account, budget, now, reserve):
                raise BudgetUsedUp(backend.http_client.api, 0, USED_UP, wait)
            poll_queries.set_lease(db, job.job_id, self.owner, now + POLL_LEASE)
            return True

        return await self.database.write(work)

    async def is_claimed(self, job: Job) -> bool:
        """Return whether a process is polling the job now."""
        return await self.database.read(
            lambda db: poll_queries.is_leased(db, job.job_id, self.now())
        )

    async def release(self, job: Job) -> None:
        """End this process's claim of a job without a result."""
        await self.database.write(lambda db: poll_queries.release(db, job.job_id, self.owner))

    async def record_poll(self, backend: Backend, outcomes: Mapping[str, StatusUpdate]) -> None:
        """Write what a poll showed of jobs, by their job_ids, end their claims, and set when the
        next poll is due. Calls `on_end` for each job that has ended with it.

        Raises:
            UnknownJob: One of them is not in the journal any more. Nothing was written.
        """

        def work(db: Connection) -> list[Job]:
            now = self.now()
            before: list[Job] = []
            for job_id, seen in outcomes.items():
                before.append(queries.get(db, job_id))
                queries.record(db, before[-1], seen, now)
            for job_id, seen in outcomes.items():
                job = queries.get(db, job_id)
                rate_budget.update_limit(
                    db, backend.account, backend.read_bucket(job.kind), seen.most
                )
                due = now + self._spacing(db, backend, job, now)
                turn = {"polled_at": now, "misses": 0, "alone": 0, "poll_lease": 0.0}
                turn |= {"next_poll_at": due}
                queries.update(db, job_id, turn)
            return before

        for job in await self.database.write(work):
            self._tell_of_end(job, outcomes[job.job_id].state)

    def _tell_of_end(self, job: Job, state: State) -> None:
        if self.on_end and not job.ended and state in ENDED:
            since = job.polled_at or job.sent_at or job.created_at
            self.on_end(job, state, max(self.now() - since, 0.0))

    async def poll_individually(self, job_ids: Collection[str]) -> None:
        """End the claims of these jobs and make them due now, each for a poll of its own, since the
        list does not show enough of them."""
        turn = {"alone": 1, "poll_lease": 0.0, "next_poll_at": 0.0}

        def work(db: Connection) -> None:
            for job_id in job_ids:
                queries.update(db, job_id, turn)

        await self.database.write(work)

    async def wake(self, backend: Backend, job: Job | None = None) -> None:
        """Make a running video due now, or with None all videos of the account."""
        await self.database.write(
            lambda db: poll_queries.wake(db, backend.account, job and job.job_id)
        )

    async def record_failure(self, job: Job, seconds: float, error: str | None) -> None:
        """Write that a poll failed: end the job's claim, count one more miss, poll again in
        `seconds`.

        Args:
            error: What the job shows until its next outcome; None shows no error.

        Raises:
            UnknownJob: The job is not in the journal any more.
        """

        def work(db: Connection) -> None:
            now = self.now()
            known = queries.get(db, job.job_id)
            turn = {"misses": known.misses + 1, "poll_lease": 0.0, "next_poll_at": now + seconds}
            queries.update(db, job.job_id, {**turn, "error": error})
            if error != known.error:
                queries.append_event(db, job.job_id, now)

        await self.database.write(work)

    async def take(self, backend: Backend, budget: RateBudget) -> float:
        """Count one request in the rate window if there is room, and return 0.0;
        else the seconds to wait."""
        return await self.database.write(
            lambda db: rate_budget.acquire(db, backend.account, budget, self.now())
        )

    async def acquire_slot(self, backend: Backend, budget: RateBudget, deadline: float) -> None:
        """Wait until the rate window has room, and count one request in it.

        Args:
            deadline: A time of the event loop's clock.

        Raises:
            BudgetUsedUp: There is no room until the deadline. Nothing was counted.
        """
        await self._until(rate_budget.acquire, backend, budget, deadline)

    async def wait_for_slot(self, backend: Backend, budget: RateBudget, deadline: float) -> None:
        """Wait until the rate window has room, without counting a request.

        Args:
            deadline: A time of the event loop's clock.

        Raises:
            BudgetUsedUp: There is no room until the deadline.
        """
        await self._until(rate_budget.seconds_until_free, backend, budget, deadline)

    async def _until(
        self, step: Step, backend: Backend, budget: RateBudget, deadline: float
    ) -> None:
        def work(db: Connection) -> float:
            now = self.now()
            poll_queries.follow_clock(db, backend.account, now)
            return step(db, backend.account, budget, now)

        while wait := await self.database.write(work):
            if anyio.current_time() + wait > deadline:
                raise BudgetUsedUp(backend.http_client.api, 0, USED_UP, wait)
            await anyio.sleep(wait)

    async def block(self, backend: Backend, budget: RateBudget, seconds: float) -> None:
        """Keep all processes from asking in this rate window for `seconds`, after an answer 429; a
        longer time that was set before stays."""
        until = self.now() + seconds
        await self.database.write(
            lambda db: rate_budget.block_until(db, backend.account, budget, until)
        )

    def _turns(self, db: Connection, backend: Backend, now: float) -> Iterator[PollTask]:
        """What could be done now for each kind of job, or how long to wait for it."""
        for due in poll_queries.next_due(db, backend.provider, backend.account):
            early = due["at"] - now
            if early > 0:
                yield PollTask(wait=early)
            else:
                job = poll_queries.due_at(db, backend.provider, backend.account, due)
                yield self._look(db, backend, job, now)
        if sought := poll_queries.next_to_recover(db, backend.provider, backend.account):
            early = (sought.seek_at or now) - now
            yield PollTask(wait=early) if early > 0 else self._seek(db, backend, sought, now)

    def _look(self, db: Connection, backend: Backend, job: Job, now: float) -> PollTask:
        """A look at all jobs of the kind by the list, else at this one while the list is busy."""
        together, surveys = self._together(db, backend, job, now)
        if surveys and not rate_budget.acquire(db, backend.account, surveys, now, surveys.reserve):
            return self._claim(db, together, now)
        budget = backend.read_bucket(job.kind)
        if wait := rate_budget.acquire(db, backend.account, budget, now, budget.reserve):
            return PollTask(wait=wait)
        return self._claim(db, [job], now)

    def _together(
        self, db: Connection, backend: Backend, job: Job, now: float
    ) -> tuple[Sequence[Job], RateBudget | None]:
        """Jobs of this kind that are due about now, where one list answers for them, and its
        window."""
        kind = self.kinds[job.kind]
        if kind.recovery is None or kind.recovery.survey is None:
            return [], None
        surveys = backend.read_bucket(kind.recovery.surveys)
        near = next_poll_delay(job, kind, now, backend.read_bucket(job.kind).spacing)
        found = poll_queries.due_in_same_list(
            db, job, now, now + max(near, rate_budget.even_interval(surveys))
        )
        return (found, surveys) if len(found) > 1 and job in found else ([], None)

    def _claim(self, db: Connection, jobs: Sequence[Job], now: float) -> PollTask:
        for one in jobs:
            poll_queries.set_lease(db, one.job_id, self.owner, now + POLL_LEASE)
        return PollTask(jobs)

    def _seek(self, db: Connection, backend: Backend, job: Job, now: float) -> PollTask:
        """Putting the next look off is what keeps other processes from seeking it too."""
        trail = self.kinds[job.kind].recovery
        what = job.kind if job.remote_id or trail is None else trail.surveys
        budget = backend.read_bucket(what)
        if wait := rate_budget.acquire(db, backend.account, budget, now, budget.reserve):
            return PollTask(wait=wait)
        queries.update(db, job.job_id, {"seek_at": now + seek_pause(job, now)})
        return PollTask(seek=job)

    def _spacing(self, db: Connection, backend: Backend, job: Job, now: float) -> float:
        budget = backend.read_bucket(job.kind)
        kinds = [kind for kind in self.kinds if backend.read_bucket(kind).bucket == budget.bucket]
        jobs = poll_queries.pollable_count(db, backend.provider, backend.account, kinds)
        kind = self.kinds[job.kind]
        even = rate_budget.even_interval(budget, jobs)
        if kind.announced and backend.account in self.resting:
            return RESTING
        if not kind.polled_evenly:
            crowded = rate_budget.poll_interval(db, backend.account, budget, jobs)
            return max(crowded, next_poll_delay(job, kind, now, budget.spacing, even))
        trail = kind.recovery
        if trail and trail.survey and jobs > 1:
            even = min(even, rate_budget.even_interval(backend.read_bucket(trail.surveys)))
        return max(even, next_poll_delay(job, kind, now, budget.spacing))


def seek_pause(job: Job, now: float) -> float:
    """Return the seconds until a job of unknown outcome is looked for again: half the time since it
    was sent, within bounds."""
    return min(max(SHORTEST_SEEK, (now - (job.sent_at or now)) / 2), LONGEST_SEEK)
