"""Waking tasks that wait for changes of the journal, also those of another process."""

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
    """Gives a user the changes of the journal, which is read once for all that ask. Its methods
    raise `JournalUnusable` if that can't be done."""

    def __init__(
        self, journal: Journal, tick: float = TICK, log: "_ChangeLog | None" = None
    ) -> None:
        self._journal = journal
        self._log = log or _ChangeLog(journal, tick)

    def of(self, journal: Journal) -> "ChangeFeed":
        """Return the same feed, limited to what the user of this journal may see."""
        return ChangeFeed(journal, log=self._log)

    async def newest(self) -> int:
        """Return the number of the journal's last event; it may be a moment old."""
        return await self._log.newest()

    async def jobs(self, any_ids: Sequence[str]) -> list[Job]:
        """Return jobs by their ids, each once; they may be a moment old.

        Raises:
            UnknownJob: There is no job with one of these ids.
        """
        known, missing = await self._known_and_missing(any_ids)
        if missing:
            found = await self._journal.find_each(missing)
            known |= dict(zip(missing, found, strict=True))
            self._log.keep(found)
        return list({known[one].job_id: known[one] for one in any_ids}.values())

    async def present_jobs(self, job_ids: Sequence[str]) -> list[Job]:
        """Return those of the jobs with these ids of Callsheet's that are in the journal: what was
        not sent after all is withdrawn (`Journal.withdraw`). They may be a moment old."""
        known, missing = await self._known_and_missing(job_ids)
        if missing:
            found = await self._journal.find_present(missing)
            known |= found
            self._log.keep([*found.values()])
        return [known[one] for one in job_ids if one in known]

    async def after(self, seq: int, seconds: float) -> Sequence[Job]:
        """Wait until jobs change after event `seq`, and return them; empty
        if `seconds` have passed."""
        deadline = anyio.current_time() + seconds
        while True:
            changed = await self._log.after(seq, deadline - anyio.current_time())
            own = [job for job in changed if self._sees(job)]
            if own or not changed:
                return own
            seq = max(job.seq for job in changed)

    async def _known_and_missing(self, any_ids: Sequence[str]) -> tuple[dict[str, Job], list[str]]:
        """What may still be withdrawn, of which no event tells, is looked up every time."""
        await self.newest()
        found = ((one, self._known_job(one)) for one in any_ids)
        known = {one: job for one, job in found if job and job.state != "intent"}
        return known, [one for one in any_ids if one not in known]

    def _known_job(self, job_id: str) -> Job | None:
        job = self._log.known.get(job_id)
        return job if job and self._sees(job) else None

    def _sees(self, job: Job) -> bool:
        return self._journal.subject in (None, job.subject)


class _ChangeLog:
    """What changed, as one reader of the journal keeps it for everybody."""

    def __init__(self, journal: Journal, tick: float) -> None:
        self._journal = journal
        self._tick = tick
        self._looking = anyio.Lock()
        self._changes: deque[Job] = deque()
        self.known: dict[str, Job] = {}
        """By our ids."""
        self._newest = -1
        self._kept_from = -1
        self._looked_at = -1.0
        self._seen = 0

    async def newest(self) -> int:
        """The number of the last event, as of this tick."""
        async with self._looking:
            now = anyio.current_time()
            changes = self._journal.database.changes
            if now - self._looked_at >= self._tick / 2 or changes != self._seen:
                await self._look()
                self._looked_at = now
                self._seen = changes
            return self._newest

    async def after(self, seq: int, seconds: float) -> Sequence[Job]:
        """As `ChangeFeed.after`, of everybody's jobs."""
        database = self._journal.database
        with anyio.move_on_after(seconds):
            changes = database.changes
            while await self.newest() <= seq:
                await database.wait_for_change(changes, self._tick)
                changes = database.changes
        return await self._since(seq)

    def keep(self, jobs: Sequence[Job]) -> None:
        """Remember jobs as they are now."""
        if len(self.known) > KEPT:
            self.known.clear()
        self.known |= {job.job_id: job for job in jobs}

    async def _look(self) -> None:
        newest = await self._journal.newest()
        if self._newest < 0:
            self._newest = self._kept_from = newest
        if newest > self._newest:
            changed = await self._journal.changed_jobs(self._newest)
            self._changes += changed
            self.keep(changed)
            self._newest = newest
        while len(self._changes) > KEPT:
            self._kept_from = self._changes.popleft().seq

    async def _since(self, seq: int) -> Sequence[Job]:
        if seq < self._kept_from:
            return await self._journal.changed_jobs(seq)
        return [job for job in self._changes if job.seq > seq]
