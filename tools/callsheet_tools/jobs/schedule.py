"""Who asks a provider about which job, and when: one schedule for all processes.

A claim and the request that it takes out of the window are one transaction. Leases are rows: a
process that died loses them by itself.
"""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from callsheet_tools import pace
from callsheet_tools.jobs import rows
from callsheet_tools.jobs.database import Database
from callsheet_tools.jobs.job import Job, Seen
from callsheet_tools.pace import Budget
from callsheet_tools.world import World

POLL_LEASE = 60.0
"""Seconds until another process may look in the place of one that was not heard of."""
REST = 1.0
"""Seconds between two looks at a journal in which something is on its way out."""


@dataclass(frozen=True)
class Claim:
    """What a poller may do now."""

    job: Job | None = None
    """Look at this one."""
    wait: float = 0.0
    """Or claim again after so many seconds."""
    idle: bool = False
    """Or stop: nothing of this account is unfinished."""


@dataclass(frozen=True)
class Schedule:
    """The turns of everybody who asks. Every method is one transaction."""

    database: Database
    owner: str
    now: Callable[[], float]

    async def claim(self, world: World) -> Claim:
        """The job whose turn it is, if there is one and the window has room for the look."""
        provider, account = world.provider, world.account

        def work(db: sqlite3.Connection) -> Claim:
            now = self.now()
            rows.bury(db, now)
            due = rows.due(db, provider, account)
            if due is None:
                busy = rows.sending(db, provider, account)
                return Claim(wait=REST) if busy else Claim(idle=True)
            if due["at"] > now:
                return Claim(wait=due["at"] - now)
            budget = world.asking(due["kind"])
            if wait := pace.take(db, account, budget, now, budget.reserve):
                return Claim(wait=wait)
            return Claim(self._lease(db, due["job_id"], now))

        return await self.database.write(work)

    async def claim_one(self, world: World, job: Job) -> bool:
        """Claim a job for a look that somebody waits for; False when what is known is fresh."""

        def work(db: sqlite3.Connection) -> bool:
            now, known = self.now(), rows.get(db, job.job_id)
            leases = db.execute("SELECT poll_lease FROM job WHERE job_id = ?", (job.job_id,))
            budget = world.asking(job.kind)
            fresh = now - (known.polled_at or 0.0) < budget.spacing
            if known.state != "submitted" or fresh or leases.fetchone()[0] > now:
                return False
            if pace.take(db, world.account, budget, now):
                return False
            self._lease(db, job.job_id, now)
            return True

        return await self.database.write(work)

    async def looked(self, world: World, job: Job, seen: Seen) -> None:
        """What a look showed, and when the next one is due."""

        def work(db: sqlite3.Connection) -> None:
            now = self.now()
            rows.record(db, rows.get(db, job.job_id), seen, now)
            budget = world.asking(job.kind)
            pace.learn(db, world.account, budget, seen.most)
            jobs = rows.askable(db, world.provider, world.account)
            due = now + pace.spacing(db, world.account, budget, jobs)
            turn = {"polled_at": now, "misses": 0, "poll_lease": 0.0, "next_poll_at": due}
            rows.update(db, job.job_id, turn)

        await self.database.write(work)

    async def missed(self, job: Job, seconds: float, error: str | None) -> None:
        """A look gave nothing: when to look again, and what to say in the meantime."""

        def work(db: sqlite3.Connection) -> None:
            now = self.now()
            known = rows.get(db, job.job_id)
            turn = {"misses": known.misses + 1, "poll_lease": 0.0, "next_poll_at": now + seconds}
            rows.update(db, job.job_id, {**turn, "error": error})
            if error != known.error:
                rows.announce(db, job.job_id, now)

        await self.database.write(work)

    async def take(self, world: World, budget: Budget) -> float:
        """Take one request for a call that somebody waits for; else the seconds to wait."""
        return await self.database.write(
            lambda db: pace.take(db, world.account, budget, self.now())
        )

    async def block(self, world: World, budget: Budget, seconds: float) -> None:
        """The provider said 429: nobody asks it for so long."""
        until = self.now() + seconds
        await self.database.write(lambda db: pace.block(db, world.account, budget, until))

    def _lease(self, db: sqlite3.Connection, job_id: str, now: float) -> Job:
        lease = {"poll_owner": self.owner, "poll_lease": now + POLL_LEASE}
        rows.update(db, job_id, lease)
        return rows.get(db, job_id)
