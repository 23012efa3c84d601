"""Following jobs to their end, for everybody who waits."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from logging import getLogger

import anyio
from anyio.abc import TaskGroup

from callsheet_tools.errors import ApiError, CallsheetError, Rejected, TryLater
from callsheet_tools.jobs.job import Deliver, Job, Seen
from callsheet_tools.jobs.journal import Journal
from callsheet_tools.jobs.kinds import Kinds
from callsheet_tools.jobs.schedule import Schedule
from callsheet_tools.jobs.seeking import Seeker
from callsheet_tools.world import World, Worlds

LONGEST_PAUSE = 60.0
"""Seconds between two looks at a provider that does not answer."""
REFUSED_PAUSE = 15.0
"""Seconds until a provider that said no is asked again."""
UNREADABLE = "What its provider shows of it cannot be read; it is asked again."
GONE = frozenset({404, 410})
MISSES_UNTIL_GONE = 3
"""A provider that does not know a job so many times in a row has lost it."""

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
        """The job as its provider shows it now, or as it was shown a moment ago."""
        if await self.schedule.claim_one(world, job):
            await self._look(world, job)
        return await self.journal.find(job.job_id)

    async def _run(self, world: World, key: str) -> None:
        try:
            await self._follow_all(world)
        except CallsheetError as error:
            logger.warning("Jobs at %s are not followed: %s", world.wire.api, error)
        except Exception:  # The server outlives what one provider's answer broke.
            logger.exception("Jobs at %s are not followed", world.wire.api)
        finally:
            self.watched.discard(key)

    async def _follow_all(self, world: World) -> None:
        while not (claim := await self.schedule.claim(world)).idle:
            if len(claim.jobs) > 1:
                await self._look_over(world, claim.jobs)
            elif claim.jobs:
                await self._look(world, claim.jobs[0])
            elif claim.seek:
                await self.seeker.seek(world, claim.seek)
            else:
                await self.sleep(min(claim.wait, world.budget.spacing))

    async def _look(self, world: World, job: Job) -> None:
        try:
            seen = await self.kinds[job.kind].poll(world, job)
        except TryLater as error:
            await self._put_off(world, job, error)
        except Rejected as error:
            await self._refused(job, error)
        else:
            await self._note(world, job, seen)

    async def _note(self, world: World, job: Job, seen: Seen) -> None:
        """Keep what a look showed. What cannot be kept of one job must not stop the others."""
        try:
            if seen.state == "succeeded":
                seen = await self.deliver(world, job, seen)
            await self.schedule.looked(world, {job.job_id: seen})
        except CallsheetError:
            raise
        except Exception:
            logger.exception("What %s shows of %s cannot be kept", world.wire.api, job.job_id)
            await self.schedule.missed(job, LONGEST_PAUSE, UNREADABLE)

    async def _look_over(self, world: World, jobs: Sequence[Job]) -> None:
        """Look at several jobs in the provider's list. An end is looked at by itself, in full."""
        trail = self.seeker.trail(jobs)
        assert trail and trail.survey
        try:
            listed = {one.remote_id: one.seen for one in await trail.survey(world)}
        except (TryLater, Rejected) as error:
            await self._put_all_off(world, jobs, error)
            return
        seen = {job.job_id: listed[job.remote_id] for job in jobs if job.remote_id in listed}
        going_on = {job_id: one for job_id, one in seen.items() if one.state == "submitted"}
        await self.schedule.looked(world, going_on)
        await self.schedule.look_alone([job.job_id for job in jobs if job.job_id not in going_on])

    async def _put_all_off(self, world: World, jobs: Sequence[Job], error: ApiError) -> None:
        trail = self.seeker.trail(jobs)
        if trail and isinstance(error, TryLater) and error.status == 429:
            await self.schedule.block(world, world.asking(trail.surveys), error.wait)
        await self.schedule.look_alone([job.job_id for job in jobs])

    async def _put_off(self, world: World, job: Job, error: TryLater) -> None:
        pause = min(world.asking(job.kind).spacing * 2**job.misses, LONGEST_PAUSE)
        if error.status == 429:
            await self.schedule.block(world, world.asking(job.kind), error.wait)
            pause = error.wait
        await self.schedule.missed(job, pause, job.error)

    async def _refused(self, job: Job, error: Rejected) -> None:
        """The provider will not tell: it lost the job, or the key is not right any more."""
        if error.status in GONE and job.misses + 1 >= MISSES_UNTIL_GONE:
            lost = f"{error} It was started there, but is not known there any more."
            await self.journal.record({job.job_id: Seen("unknown", error=lost)})
        else:
            await self.schedule.missed(job, REFUSED_PAUSE, str(error))
