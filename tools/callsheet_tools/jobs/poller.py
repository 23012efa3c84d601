"""Polling jobs to their end, for all that wait for them."""

from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from logging import getLogger
from typing import Any, TypeAlias

import anyio
from anyio.abc import TaskGroup

from callsheet_tools.backends.backend import Backend, BackendPool, Location, Provider
from callsheet_tools.errors import (
    ApiError,
    BudgetUsedUp,
    CallsheetError,
    RequestRejected,
    RetryLater,
)
from callsheet_tools.jobs.job import Deliver, Job, StatusUpdate
from callsheet_tools.jobs.journal import Journal
from callsheet_tools.jobs.kinds import Kinds
from callsheet_tools.jobs.poll_schedule import PollScheduler
from callsheet_tools.jobs.recovery import SEEK_FOR, JobRecovery
from callsheet_tools.jobs.trouble import trouble_text, unanswered_text
from callsheet_tools.tracing import no_parent, span

LONGEST_PAUSE = 30.0
"""Seconds between two looks at a provider that does not answer."""
REFUSED_PAUSE = 15.0
"""Seconds until a provider that said no is asked again."""
UNREADABLE = "What its provider shows of it cannot be read; it is asked again."
GONE = frozenset({404, 410})
MISSES_UNTIL_GONE = 3
"""A provider that does not know a job so many times in a row has lost it,"""
KNOWN_BY = 180.0
"""when it was sent so many seconds ago: 404s for a minute after a create have been seen."""
DOUBLINGS = 10
UNDER_WAY = 10.0
"""Seconds to wait for the answer to a look that is under way already."""
LOOK = 0.05

logger = getLogger(__name__)


@dataclass(frozen=True)
class JobPoller:
    """Polls the providers within their rate limits, and keeps the journal up to date."""

    journal: Journal
    schedule: PollScheduler
    backends: BackendPool
    kinds: Kinds
    deliver: Deliver
    seeker: JobRecovery
    tasks: TaskGroup
    sleep: Callable[[float], Awaitable[None]] = anyio.sleep
    watched: set[str] = field(default_factory=set[str])
    """Accounts that a task looks after."""
    live_updates: Mapping[tuple[Provider, Location], "LiveUpdates"] = field(
        default_factory=dict[tuple[Provider, Location], "LiveUpdates"]
    )
    """What runs in addition to polling a provider: its live updates."""

    async def resume(self) -> None:
        """Follow the jobs that earlier processes left unfinished.

        Raises:
            NotConfigured: One of their accounts can't be opened.
            OSError: A user's own keys can't be read.
            JournalUnusable: The journal, or the database with the keys, does not answer.
        """
        await self.follow_all(await self.journal.unfinished())

    async def follow_all(self, jobs: list[Job]) -> None:
        """Follow the accounts of those jobs that may still change, as far as the settings still
        lead to them.

        Raises:
            NotConfigured: One of the accounts can't be opened.
            OSError: A user's own keys can't be read.
            JournalUnusable: They are in a database that does not answer.
        """
        accounts = {(job.subject, job.provider, job.account) for job in jobs if job.followed}
        for subject, provider, account in sorted(accounts):
            await self.backends.load(subject)
            if factory := self.backends.of(subject).factory_for(provider, account):
                self.follow_account(await self.backends.open(factory))

    def follow_account(self, backend: Backend) -> None:
        """Poll the jobs of this account, in a task, until none is unfinished; does nothing while
        such a task runs."""
        key = f"{backend.provider} {backend.account}"
        if key not in self.watched:
            self.watched.add(key)
            self.tasks.start_soon(self._run, backend, key)

    async def poll_once(self, backend: Backend, job: Job, reserve: int = 0) -> Job:
        """Poll a job now, whatever its state, and return it as the journal has it afterwards; a
        finished local film is copied to the output folder.

        While another poll of it is under way, its end is awaited instead, at most `UNDER_WAY`
        seconds. If the provider does not answer, the returned job's `error` says so.

        Args:
            reserve: How many requests of the rate window to leave to others.

        Raises:
            UnknownJob: The job is not in the journal any more.
            JournalUnusable: The journal can't be read or written.
        """
        try:
            if not await self.schedule.claim_one(backend, job, reserve):
                await self._until_looked(job)
                return await self.journal.find(job.job_id)
            seen = await self._poll(backend, job)
        except ApiError as error:
            return await self._note_unanswered(backend, job, error)
        await self.schedule.record_poll(backend, {job.job_id: seen})
        return await self.journal.find(job.job_id)

    async def _until_looked(self, job: Job) -> None:
        """Wait for the end of a poll that another process has begun."""
        with anyio.move_on_after(UNDER_WAY):
            while await self.schedule.is_claimed(job):  # noqa: ASYNC110 - another process cannot set an event
                await anyio.sleep(LOOK)

    async def _note_unanswered(self, backend: Backend, job: Job, error: ApiError) -> Job:
        if isinstance(error, BudgetUsedUp) or job.ended:
            await self.schedule.release(job)
            return replace(job, error=unanswered_text(job, error, self.schedule.now()))
        await self._put_off(backend, job, error, loud=True)
        return await self.journal.find(job.job_id)

    async def _run(self, backend: Backend, key: str) -> None:
        try:
            with no_parent():
                await self._follow(backend)
        except CallsheetError as error:
            logger.warning("Jobs at %s are not followed: %s", backend.http_client.api, error)
        except Exception:  # The server outlives what one provider's answer broke.
            logger.exception("Jobs at %s are not followed", backend.http_client.api)
        finally:
            self.watched.discard(key)

    async def _follow(self, backend: Backend) -> None:
        live_updates = self.live_updates.get((backend.provider, backend.place))
        if live_updates is None:
            await self._follow_all(backend)
            return
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(live_updates, self, backend)
            await self._follow_all(backend)
            tasks.cancel_scope.cancel()

    async def _follow_all(self, backend: Backend) -> None:
        while not (claim := await self.schedule.claim(backend)).idle:
            if len(claim.jobs) > 1:
                await self._look_over(backend, claim.jobs)
            elif claim.jobs:
                await self._look(backend, claim.jobs[0])
            elif claim.seek:
                await self._seek(backend, claim.seek)
            else:
                await self.sleep(min(claim.wait, backend.budget.spacing))

    async def _look(self, backend: Backend, job: Job) -> None:
        try:
            await self.schedule.record_poll(backend, {job.job_id: await self._poll(backend, job)})
        except ApiError as error:
            await self._put_off(backend, job, error)
        except CallsheetError:
            raise
        except Exception:  # What cannot be kept of one job must not stop the others.
            logger.exception(
                "What %s shows of %s cannot be kept", backend.http_client.api, job.job_id
            )
            await self.schedule.record_failure(job, LONGEST_PAUSE, UNREADABLE)

    async def _poll(self, backend: Backend, job: Job) -> StatusUpdate:
        with span("poll", callsheet__job_ids=[job.job_id], callsheet__kind=job.kind):
            seen = await self.kinds[job.kind].poll(backend, job)
            return await self.deliver(backend, job, seen) if seen.state == "succeeded" else seen

    async def _seek(self, backend: Backend, job: Job) -> None:
        """Look for an unknown job: by its id, if it has one, else in the provider's list."""
        if job.remote_id is None:
            await self.seeker.search(backend, job)
            return
        with suppress(ApiError):
            seen = await self._poll(backend, job)
            if seen.state != "unknown":
                await self.schedule.record_poll(backend, {job.job_id: seen})
                return
        if self.schedule.now() - (job.sent_at or job.created_at) > SEEK_FOR:
            await self.journal.stop_recovery(job.job_id, job.error or "")

    async def _look_over(self, backend: Backend, jobs: Sequence[Job]) -> None:
        """Look at several jobs in the provider's list.

        A success that the list tells whole is one; any other end is looked at by itself.
        """
        trail = self.seeker.trail(jobs)
        assert trail and trail.survey
        try:
            listed = {one.remote_id: one.seen for one in await trail.survey(backend)}
        except (RetryLater, RequestRejected) as error:
            await self._put_all_off(backend, jobs, error)
            return
        seen = {job.job_id: listed[job.remote_id] for job in jobs if job.remote_id in listed}
        whole = {job_id: one for job_id, one in seen.items() if _is_whole(backend, one)}
        await self.schedule.record_poll(backend, whole)
        await self.schedule.poll_individually(
            [job.job_id for job in jobs if job.job_id not in whole]
        )

    async def _put_all_off(self, backend: Backend, jobs: Sequence[Job], error: ApiError) -> None:
        """The list gave nothing: that is a miss of each, and the next look is at each alone."""
        trail = self.seeker.trail(jobs)
        if trail and isinstance(error, RetryLater) and error.status == 429:
            await self.schedule.block(backend, backend.read_bucket(trail.surveys), error.wait)
        elif isinstance(error, RetryLater):
            for job in jobs:
                await self._put_off(backend, job, error)
            return
        await self.schedule.poll_individually([job.job_id for job in jobs])

    async def _put_off(
        self, backend: Backend, job: Job, error: ApiError, *, loud: bool = False
    ) -> None:
        """Record that a poll failed; the row says so from the second time, or if a caller waits."""
        pause = min(
            backend.read_bucket(job.kind).spacing * 2 ** min(job.misses, DOUBLINGS), LONGEST_PAUSE
        )
        if isinstance(error, RetryLater) and error.status == 429:
            await self.schedule.block(backend, backend.read_bucket(job.kind), error.wait)
            pause = error.wait
        if isinstance(error, RequestRejected):
            pause, loud = REFUSED_PAUSE, True
        now = self.schedule.now()
        if error.status in GONE and self._is_lost(job, now):
            lost = f"{error} It was started there, but is not known there any more."
            await self.journal.record({job.job_id: StatusUpdate("unknown", error=lost)})
            return
        said = trouble_text(job, error, now, pause) if loud or job.misses else job.error
        await self.schedule.record_failure(job, pause, said)

    def _is_lost(self, job: Job, now: float) -> bool:
        age = now - (job.sent_at or job.created_at)
        return job.misses + 1 >= MISSES_UNTIL_GONE and age > KNOWN_BY


LiveUpdates: TypeAlias = Callable[[JobPoller, Backend], Coroutine[Any, Any, None]]
"""Runs until it is cancelled, when no job of the account is left."""


def _is_whole(backend: Backend, seen: StatusUpdate) -> bool:
    """Whether an entry of a list tells all there is; what is made here leaves more than that."""
    done = seen.state == "succeeded" and bool(seen.result) and backend.place == "hosted"
    return done or seen.state == "submitted"
