"""Following jobs to their end: one schedule per account, for everybody who waits."""

from collections.abc import Mapping
from logging import getLogger

import anyio
from anyio.abc import TaskGroup

from callsheet_tools.errors import CallsheetError, Rejected, TryLater
from callsheet_tools.jobs.job import Deliver, Follow, Job, Seen
from callsheet_tools.jobs.journal import Journal
from callsheet_tools.pace import Budget
from callsheet_tools.world import World, Worlds

LONGEST_PAUSE = 60.0
MISSES_UNTIL_GONE = 3
"""A provider that does not know a job so many times in a row has lost it."""
GONE = frozenset({404, 410})

logger = getLogger(__name__)


class Watch:
    """Asks the providers, at their pace, and keeps the journal right."""

    def __init__(
        self,
        journal: Journal,
        worlds: Worlds,
        budgets: Mapping[str, Budget],
        follow: Mapping[tuple[str, str], Follow],
        deliver: Deliver,
        tasks: TaskGroup,
    ) -> None:
        """`follow` is by provider and kind, `budgets` by provider."""
        self._journal = journal
        self._worlds = worlds
        self._budgets = budgets
        self._follow = follow
        self._deliver = deliver
        self._tasks = tasks
        self._watched: set[str] = set()

    async def resume(self) -> None:
        """Go on following what earlier processes left unfinished."""
        jobs = await self._journal.unfinished()
        for provider, account in sorted({(job.provider, job.account) for job in jobs}):
            if door := self._worlds.door_of(provider, account):
                self.keep(await self._worlds.enter(door))

    def keep(self, world: World) -> None:
        """Follow this account's jobs until none is unfinished."""
        key = f"{world.provider} {world.account}"
        if key not in self._watched:
            self._watched.add(key)
            self._tasks.start_soon(self._run, world, key)

    async def look(self, world: World, job: Job) -> Job:
        """The job as its provider shows it now, or as it was shown a moment ago."""
        budget = self._budgets[world.provider]
        if claimed := await self._journal.claim_one(job.job_id, budget):
            await self._look(world, claimed, budget)
        return await self._journal.find(job.job_id)

    async def _run(self, world: World, key: str) -> None:
        try:
            await self._follow_all(world)
        except CallsheetError as error:
            logger.warning("Jobs are not followed any more: %s", error)
        except Exception:  # The server outlives what one provider's answer broke.
            logger.exception("Jobs at %s are not followed any more", world.provider)
        finally:
            self._watched.discard(key)

    async def _follow_all(self, world: World) -> None:
        budget = self._budgets[world.provider]
        while not (claim := await self._journal.claim(world.provider, world.account, budget)).idle:
            if claim.job:
                await self._look(world, claim.job, budget)
            else:
                await anyio.sleep(min(claim.wait, budget.spacing))

    async def _look(self, world: World, job: Job, budget: Budget) -> None:
        try:
            seen = await self._follow[job.provider, job.kind](world, job)
        except TryLater as error:
            if error.status == 429:
                await self._journal.block(world.account, budget, error.wait)
            await self._journal.postpone(job.job_id, self._pause(job, budget, error), None)
        except Rejected as error:
            await self._refused(job, error)
        else:
            if seen.state == "succeeded":
                seen = await self._deliver(world, job, seen)
            await self._journal.record({job.job_id: seen}, budget)

    def _pause(self, job: Job, budget: Budget, error: TryLater) -> float:
        if error.status == 429:
            return error.wait
        return min(budget.spacing * 2**job.misses, LONGEST_PAUSE)

    async def _refused(self, job: Job, error: Rejected) -> None:
        """The provider will not tell: it lost the job, or the key is not right any more."""
        if error.status in GONE and job.misses + 1 >= MISSES_UNTIL_GONE:
            lost = f"{error} It was started there, but is not known there any more."
            await self._journal.record({job.job_id: Seen("unknown", error=lost)})
        else:
            await self._journal.postpone(job.job_id, LONGEST_PAUSE / 4, str(error))
