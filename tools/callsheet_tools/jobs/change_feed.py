"""Waking those who wait, also for what another process wrote."""

from collections import deque
from collections.abc import Sequence

import anyio

from callsheet_tools.jobs.job import Job
from callsheet_tools.jobs.journal import Journal

TICK = 0.25
"""Seconds between two looks at the journal, one for all waiters of this process."""
KEPT = 2_000
"""Changes that are kept for those who ask late; older ones are read from the journal."""


class ChangeFeed:
    """Tells how the journal has grown. However many ask, it is read once."""

    def __init__(self, journal: Journal, tick: float = TICK) -> None:
        self._journal = journal
        self._tick = tick
        self._looking = anyio.Lock()
        self._changes: deque[Job] = deque()
        self._known: dict[str, Job] = {}
        self._newest = -1
        self._kept_from = -1
        self._looked_at = -1.0

    async def newest(self) -> int:
        """The number of the last event, as of this tick."""
        async with self._looking:
            now = anyio.current_time()
            if now - self._looked_at >= self._tick / 2:
                await self._look()
                self._looked_at = now
            return self._newest

    async def jobs(self, any_ids: Sequence[str]) -> list[Job]:
        """Jobs as of this tick, each once. What nobody sees of them may be older.

        Raises:
            UnknownJob: There is none with one of these ids.
        """
        await self.newest()
        missing = [one for one in any_ids if one not in self._known]
        known = {one: self._known[one] for one in any_ids if one in self._known}
        if missing:
            found = await self._journal.find_each(missing)
            known |= dict(zip(missing, found, strict=True))
            self._keep(found)
        each = [known[one] for one in any_ids]
        return list({job.job_id: job for job in each}.values())

    async def after(self, seq: int, seconds: float) -> Sequence[Job]:
        """Jobs that changed after event `seq`, once there are any; none when the time was up."""
        with anyio.move_on_after(seconds):
            while await self.newest() <= seq:  # noqa: ASYNC110 - other processes cannot set an event
                await anyio.sleep(self._tick)
        return await self._since(seq)

    def _keep(self, jobs: Sequence[Job]) -> None:
        if len(self._known) > KEPT:
            self._known.clear()
        self._known |= {job.job_id: job for job in jobs}

    async def _look(self) -> None:
        newest = await self._journal.newest()
        if self._newest < 0:
            self._newest = self._kept_from = newest
        if newest > self._newest:
            changed = await self._journal.changed(self._newest)
            self._changes += changed
            self._keep(changed)
            self._newest = newest
        while len(self._changes) > KEPT:
            self._kept_from = self._changes.popleft().seq

    async def _since(self, seq: int) -> Sequence[Job]:
        if seq < self._kept_from:
            return await self._journal.changed(seq)
        return [job for job in self._changes if job.seq > seq]
