"""Sends what must be sent once: intent on disk, `sending` on disk, one POST, outcome on disk."""

import math
from collections.abc import Awaitable, Callable, Mapping, Sequence
from logging import getLogger
from typing import TypeAlias

import anyio
from anyio.abc import TaskGroup

from callsheet_tools.errors import ApiError, CallsheetError, Lost, Rejected, TryLater
from callsheet_tools.jobs.job import Intent, Job, Seen
from callsheet_tools.jobs.journal import Begun, Journal
from callsheet_tools.pace import Budget
from callsheet_tools.world import NAMES, World

PATIENCE = 20.0
"""Seconds in which a call that surely was not carried out may be sent once more."""

Post: TypeAlias = Callable[[Sequence[Job]], Awaitable[Mapping[str, Seen]]]
"""Sends one request for these jobs and says what became of each, by job id.

Raises `TryLater`, `Rejected` or `Lost` as `wire.Wire.write` does."""

logger = getLogger(__name__)


class Sender:
    """Carries a paid call to its end, whatever becomes of whoever asked for it."""

    def __init__(
        self,
        journal: Journal,
        budgets: Mapping[str, Budget],
        tasks: TaskGroup,
        patience: float = PATIENCE,
    ) -> None:
        self._journal = journal
        self._budgets = budgets
        self._tasks = tasks
        self._patience = patience

    async def send(
        self, world: World, intents: Sequence[Intent], post: Post, *, new_take: bool = False
    ) -> list[Begun]:
        """One job per intent; the POST is made for those that were not asked for already.

        Raises:
            JournalUnusable: The intent could not be written down, so nothing was sent.
        """
        begun = await self._journal.begin(intents, new_take=new_take)
        fresh = _once([item.job for item in begun if item.fresh])
        if fresh:
            await self._carry(lambda: self._submit(world, fresh, post))
        jobs = await self._journal.find_all([item.job.job_id for item in begun])
        now = {job.job_id: job for job in jobs}
        return [Begun(now[item.job.job_id], item.fresh) for item in begun]

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

        self._tasks.start_soon(run)
        await done.wait()
        if failures:
            raise failures[0]

    async def _submit(self, world: World, jobs: Sequence[Job], post: Post) -> None:
        budget = self._budgets[world.provider]
        ids = [job.job_id for job in jobs]
        outcomes: Mapping[str, Seen]
        try:
            outcomes = await self._post(world, jobs, post, budget)
        except Lost as error:
            outcomes = dict.fromkeys(ids, Seen("unknown", error=lost_text(error)))
        except (Rejected, TryLater) as error:
            outcomes = dict.fromkeys(ids, Seen("rejected", error=str(error)))
        except ApiError as error:
            outcomes = dict.fromkeys(ids, Seen("unknown", error=str(error)))
        await self._journal.record(outcomes, budget)

    async def _post(
        self, world: World, jobs: Sequence[Job], post: Post, budget: Budget
    ) -> Mapping[str, Seen]:
        deadline = anyio.current_time() + self._patience
        await self._turn(world, budget, deadline)
        try:
            return await self._post_once(world, jobs, post, budget)
        except TryLater as error:
            if anyio.current_time() + error.wait > deadline:
                raise
            await anyio.sleep(error.wait)
            await self._turn(world, budget, deadline)
            return await self._post_once(world, jobs, post, budget)

    async def _post_once(
        self, world: World, jobs: Sequence[Job], post: Post, budget: Budget
    ) -> Mapping[str, Seen]:
        await self._journal.send([job.job_id for job in jobs])
        try:
            return await post(jobs)
        except TryLater as error:
            if error.status == 429:
                await self._journal.block(world.account, budget, error.wait)
            raise
        except CallsheetError:
            raise
        except Exception as error:  # Whatever it was, the request may have left.
            logger.exception("A request to %s ended in an unexpected way", NAMES[world.provider])
            raise Lost(NAMES[world.provider], 0, "the answer could not be read") from error

    async def _turn(self, world: World, budget: Budget, deadline: float) -> None:
        """Wait for a request of the window, as long as there is patience for it."""
        while wait := await self._journal.take(world.account, budget):
            if anyio.current_time() + wait > deadline:
                detail = f"its limit of requests is used up for {math.ceil(wait)} s"
                raise TryLater(NAMES[world.provider], 0, detail, wait)
            await anyio.sleep(wait)


def lost_text(error: Lost) -> str:
    """What to do about a request of which nobody knows."""
    return (
        f"{error} The request may have been carried out and paid for; it is never sent again by itself. "
        "Look at the provider's dashboard. Not there? Call again with `new_take: true`."
    )


def _once(jobs: Sequence[Job]) -> list[Job]:
    return list({job.job_id: job for job in jobs}.values())
