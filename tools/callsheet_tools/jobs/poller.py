"""Following jobs to their end, for everybody who waits."""

from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from logging import getLogger
from typing import Any, TypeAlias

import anyio
from anyio.abc import TaskGroup

from callsheet_tools.backends.backend import Place, Provider, World, Worlds
from callsheet_tools.errors import ApiError, BudgetUsedUp, CallsheetError, Rejected, TryLater
from callsheet_tools.jobs.job import Deliver, Job, Seen
from callsheet_tools.jobs.journal import Journal
from callsheet_tools.jobs.kinds import Kinds
from callsheet_tools.jobs.poll_schedule import Schedule
from callsheet_tools.jobs.recovery import Seeker
from callsheet_tools.jobs.trouble import trouble_text, unanswered_text

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
SEEK_GONE_FOR = 86_400.0
"""Seconds after the submit in which a job that its provider has lost is asked for again."""
DOUBLINGS = 10
UNDER_WAY = 10.0
"""Seconds to wait for the answer to a look that is under way already."""
LOOK = 0.05

logger = getLogger(__name__)


@dataclass(frozen=True)
class Watch:
    """Asks the providers, at their pace, and keeps the journal right."""

    journal: Journal
    schedule: Schedule
    worlds: Worlds
    kinds: Kinds
    deliver: Deliver
    seeker: Seeker
    tasks: TaskGroup
    sleep: Callable[[float], Awaitable[None]] = anyio.sleep
    watched: set[str] = field(default_factory=set[str])
    """Accounts that a task looks after."""
    beside: Mapping[tuple[Provider, Place], "Beside"] = field(
        default_factory=dict[tuple[Provider, Place], "Beside"]
    )
    """What runs beside the looks at a provider: its live updates."""

    async def resume(self) -> None:
        """Go on following what earlier processes left unfinished."""
        await self.keep_all(await self.journal.unfinished())

    async def keep_all(self, jobs: list[Job]) -> None:
        """Follow these jobs, as far as the settings still lead to their accounts."""
        accounts = {(job.provider, job.account) for job in jobs if job.followed}
        for provider, account in sorted(accounts):
            if door := self.worlds.door_of(provider, account):
                self.keep(await self.worlds.enter(door))

    def keep(self, world: World) -> None:
        """Follow this account's jobs until none is unfinished."""
        key = f"{world.provider} {world.account}"
        if key not in self.watched:
            self.watched.add(key)
            self.tasks.start_soon(self._run, world, key)

    async def look(self, world: World, job: Job) -> Job:
        """Ask about a job now, whatever its state. `error` says so when nobody answers."""
        try:
            if not await self.schedule.claim_one(world, job):
                await self._until_looked(job)
                return await self.journal.find(job.job_id)
            seen = await self._seen(world, job)
        except ApiError as error:
            return await self._unanswered(world, job, error)
        await self.schedule.looked(world, {job.job_id: seen})
        return await self.journal.find(job.job_id)

    async def _until_looked(self, job: Job) -> None:
        """Wait for the answer to a look that somebody else has begun."""
        with anyio.move_on_after(UNDER_WAY):
            while await self.schedule.is_claimed(job):  # noqa: ASYNC110 - another process cannot set an event
                await anyio.sleep(LOOK)

    async def _unanswered(self, world: World, job: Job, error: ApiError) -> Job:
        if isinstance(error, BudgetUsedUp) or job.ended:
            await self.schedule.release(job)
            return replace(job, error=unanswered_text(job, error, self.schedule.now()))
        await self._put_off(world, job, error, loud=True)
        return await self.journal.find(job.job_id)

    async def _run(self, world: World, key: str) -> None:
        try:
            await self._follow(world)
        except CallsheetError as error:
            logger.warning("Jobs at %s are not followed: %s", world.wire.api, error)
        except Exception:  # The server outlives what one provider's answer broke.
            logger.exception("Jobs at %s are not followed", world.wire.api)
        finally:
            self.watched.discard(key)

    async def _follow(self, world: World) -> None:
        beside = self.beside.get((world.provider, world.place))
        if beside is None:
            await self._follow_all(world)
            return
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(beside, self, world)
            await self._follow_all(world)
            tasks.cancel_scope.cancel()

    async def _follow_all(self, world: World) -> None:
        while not (claim := await self.schedule.claim(world)).idle:
            if len(claim.jobs) > 1:
                await self._look_over(world, claim.jobs)
            elif claim.jobs:
                await self._look(world, claim.jobs[0])
            elif claim.seek:
                await self._seek(world, claim.seek)
            else:
                await self.sleep(min(claim.wait, world.budget.spacing))

    async def _look(self, world: World, job: Job) -> None:
        try:
            await self.schedule.looked(world, {job.job_id: await self._seen(world, job)})
        except ApiError as error:
            await self._put_off(world, job, error)
        except CallsheetError:
            raise
        except Exception:  # What cannot be kept of one job must not stop the others.
            logger.exception("What %s shows of %s cannot be kept", world.wire.api, job.job_id)
            await self.schedule.missed(job, LONGEST_PAUSE, UNREADABLE)

    async def _seen(self, world: World, job: Job) -> Seen:
        seen = await self.kinds[job.kind].poll(world, job)
        return await self.deliver(world, job, seen) if seen.state == "succeeded" else seen

    async def _seek(self, world: World, job: Job) -> None:
        """Look for an unknown job: by its id, if it has one, else in the provider's list."""
        if job.remote_id is None:
            await self.seeker.seek(world, job)
            return
        with suppress(ApiError):
            seen = await self._seen(world, job)
            if seen.state != "unknown":
                await self.schedule.looked(world, {job.job_id: seen})
                return
        if self.schedule.now() - (job.sent_at or job.created_at) > SEEK_GONE_FOR:
            await self.journal.stop_seeking(job.job_id, job.error or "")

    async def _look_over(self, world: World, jobs: Sequence[Job]) -> None:
        """Look at several jobs in the provider's list.

        A success that the list tells whole is one; any other end is looked at by itself.
        """
        trail = self.seeker.trail(jobs)
        assert trail and trail.survey
        try:
            listed = {one.remote_id: one.seen for one in await trail.survey(world)}
        except (TryLater, Rejected) as error:
            await self._put_all_off(world, jobs, error)
            return
        seen = {job.job_id: listed[job.remote_id] for job in jobs if job.remote_id in listed}
        whole = {job_id: one for job_id, one in seen.items() if _is_whole(world, one)}
        await self.schedule.looked(world, whole)
        await self.schedule.look_alone([job.job_id for job in jobs if job.job_id not in whole])

    async def _put_all_off(self, world: World, jobs: Sequence[Job], error: ApiError) -> None:
        """The list gave nothing: that is a miss of each, and the next look is at each alone."""
        trail = self.seeker.trail(jobs)
        if trail and isinstance(error, TryLater) and error.status == 429:
            await self.schedule.block(world, world.asking(trail.surveys), error.wait)
        elif isinstance(error, TryLater):
            for job in jobs:
                await self._put_off(world, job, error)
            return
        await self.schedule.look_alone([job.job_id for job in jobs])

    async def _put_off(
        self, world: World, job: Job, error: ApiError, *, loud: bool = False
    ) -> None:
        """A look gave nothing. From the second on, and where somebody asked, the row says so."""
        pause = min(world.asking(job.kind).spacing * 2 ** min(job.misses, DOUBLINGS), LONGEST_PAUSE)
        if isinstance(error, TryLater) and error.status == 429:
            await self.schedule.block(world, world.asking(job.kind), error.wait)
            pause = error.wait
        if isinstance(error, Rejected):
            pause, loud = REFUSED_PAUSE, True
        now = self.schedule.now()
        if error.status in GONE and self._is_lost(job, now):
            lost = f"{error} It was started there, but is not known there any more."
            await self.journal.record({job.job_id: Seen("unknown", error=lost)})
            return
        said = trouble_text(job, error, now, pause) if loud or job.misses else job.error
        await self.schedule.missed(job, pause, said)

    def _is_lost(self, job: Job, now: float) -> bool:
        age = now - (job.sent_at or job.created_at)
        return job.misses + 1 >= MISSES_UNTIL_GONE and age > KNOWN_BY


Beside: TypeAlias = Callable[[Watch, World], Coroutine[Any, Any, None]]
"""Runs until it is cancelled, when no job of the account is left."""


def _is_whole(world: World, seen: Seen) -> bool:
    """Whether an entry of a list tells all there is; what is made here leaves more than that."""
    done = seen.state == "succeeded" and bool(seen.result) and world.place == "hosted"
    return done or seen.state == "submitted"
