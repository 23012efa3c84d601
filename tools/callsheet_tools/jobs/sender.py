"""Sends what must be sent once: intent on disk, `sending` on disk, one POST, outcome on disk."""

import math
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from logging import getLogger
from typing import TypeAlias

import anyio
from anyio.abc import TaskGroup

from callsheet_tools.errors import CallsheetError, Lost, Rejected, TryLater
from callsheet_tools.jobs.job import Intent, Job, Seen
from callsheet_tools.jobs.journal import Begun, Journal
from callsheet_tools.jobs.schedule import Schedule
from callsheet_tools.pace import Budget
from callsheet_tools.world import World

PATIENCE = 20.0
"""Seconds in which a call that surely was not carried out may be sent once more."""

Post: TypeAlias = Callable[[Sequence[Job]], Awaitable[Mapping[str, Seen]]]
"""Sends one request for these jobs and says what became of each, by job id.

Raises `TryLater`, `Rejected` or `Lost` as `wire.Wire.write` does."""

logger = getLogger(__name__)


@dataclass(frozen=True)
class Sender:
    """Carries a paid call to its end, whatever becomes of whoever asked for it."""

    journal: Journal
    schedule: Schedule
    tasks: TaskGroup
    patience: float = PATIENCE

    async def send(
        self,
        world: World,
        intents: Sequence[Intent],
        post: Post,
        *,
        new_take: bool = False,
        a_day: int | None = None,
    ) -> list[Begun]:
        """One job per intent; the POST is made for those that were not asked for already.

        `new_take` asks for them all the same; `a_day` limits what is bought in 24 hours.

        Raises:
            NotApproved: That would be more than `a_day`. Nothing was sent.
            JournalUnusable: Without a record nothing is sent; or it was, and cannot be recorded.
        """
        begun = await self.journal.begin(intents, new_take=new_take, a_day=a_day)
        if fresh := [item.job for item in begun if item.fresh]:
            await self._carry(lambda: self._submit(world, fresh, post))
        ids = [item.job.job_id for item in begun]
        jobs = {job.job_id: job for job in await self.journal.find_all(ids)}
        return [Begun(jobs[item.job.job_id], item.fresh) for item in begun]

    async def _carry(self, work: Callable[[], Awaitable[None]]) -> None:
        """Run `work` in the server's tasks: a caller that gives up does not stop it."""
        done = anyio.Event()
        failures: list[CallsheetError] = []

        async def run() -> None:
            try:
                await work()
            except CallsheetError as error:
                logger.warning("%s", error)
                failures.append(error)
            finally:
                done.set()

        self.tasks.start_soon(run)
        await done.wait()
        if failures:
            raise failures[0]

    async def _submit(self, world: World, jobs: Sequence[Job], post: Post) -> None:
        ids = [job.job_id for job in jobs]
        try:
            outcomes = await self._post(world, jobs, post)
        except Lost as error:
            outcomes = dict.fromkeys(ids, Seen("unknown", error=lost_text(error)))
        except (Rejected, TryLater) as error:
            outcomes = dict.fromkeys(ids, Seen("rejected", error=str(error)))
        await self.journal.record(outcomes)

    async def _post(self, world: World, jobs: Sequence[Job], post: Post) -> Mapping[str, Seen]:
        deadline = anyio.current_time() + self.patience
        try:
            return await self._post_once(world, jobs, post, deadline)
        except TryLater as error:
            pause = error.wait if error.status else self.patience / 4
            if anyio.current_time() + pause > deadline:
                raise
            await anyio.sleep(pause)
            return await self._post_once(world, jobs, post, deadline)

    async def _post_once(
        self, world: World, jobs: Sequence[Job], post: Post, deadline: float
    ) -> Mapping[str, Seen]:
        budget = world.sending(jobs[0].kind)
        await self._turn(world, budget, deadline)
        await self.journal.send([job.job_id for job in jobs])
        try:
            return await post(jobs)
        except TryLater as error:
            if error.status == 429:
                await self.schedule.block(world, budget, error.wait)
            raise
        except CallsheetError:
            raise
        except Exception as error:  # Whatever it was, the request may have left.
            logger.exception("A request to %s ended in an unexpected way", world.wire.api)
            raise Lost(world.wire.api, 0, "its answer could not be read") from error

    async def _turn(self, world: World, budget: Budget, deadline: float) -> None:
        """Wait for a request of the window, as long as there is patience for it."""
        while wait := await self.schedule.take(world, budget):
            if anyio.current_time() + wait > deadline:
                detail = f"its limit of requests is used up for {math.ceil(wait)} s"
                raise TryLater(world.wire.api, 0, detail, wait)
            await anyio.sleep(wait)


def lost_text(error: Lost) -> str:
    """What to do about a request of which nobody knows."""
    return (
        f"{error} It may have been made and paid for all the same, so it is not sent again by "
        "itself. Look at the provider's dashboard. Not there? Call again with `new_take: true`."
    )
