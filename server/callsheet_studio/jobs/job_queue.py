"""The queue: jobs as rows of the studio's database, SQLite on one machine or PostgreSQL for many.

A job's row is in the transaction that takes its price, gives it back, or publishes its film; an
engine with tables of its own would end a job in a second one.

Any number of processes work on it. A claim is one transaction, alone, and raises the
job's attempt; whatever a worker reports counts only while owner and attempt are still its own. A
lease that is not renewed makes the job claimable again, at its old place in the line.
"""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import uuid4

import anyio

from callsheet_studio.jobs import statements
from callsheet_studio.jobs.contract import Progress, Step
from callsheet_studio.jobs.job import DuplicateId, InsufficientCredits, Job, JobPrice, Lease, NewJob
from callsheet_studio.jobs.job_folders import JobFolders
from callsheet_studio.jobs.kinds import CONTENTS
from callsheet_studio.jobs.notifier import Notifier
from callsheet_studio.storage.clock import Clock
from callsheet_studio.storage.credits import to_day
from callsheet_studio.storage.database import UNAVAILABLE, Connection, Store
from callsheet_studio.tracing import current_parent

DEATHS = 3
"""So many times a job may end its worker before it fails."""
ATTEMPTS = 20
"""So many times a job may be claimed: one that takes its whole server along must end as well."""


ALL = 2**31 - 1
"""Rows."""


@dataclass(frozen=True)
class JobQueue:
    """A `Queue`, and the side of it that workers see. Times are the clock's.

    What is recorded of a job whose lease another process has by now, or that has ended, changes
    nothing. All methods raise `UNAVAILABLE` while the database cannot be used.
    """

    store: Store
    clock: Clock
    lease: float
    """Seconds a claim lasts without a sign of life."""
    owner: str = field(default_factory=lambda: uuid4().hex)
    """Who claims: this opening of the studio."""
    bell: Notifier = field(default_factory=Notifier)
    """Rings when jobs arrive or end in this process."""
    code_release: int = 0
    """The code's: jobs that were handed in by newer code are not claimed."""
    alone: bool = False
    """Whether the slots of a claim are for this owner; else all on the database share them."""
    folders: JobFolders = field(kw_only=True)
    """Has what came with requests."""

    async def submit(self, jobs: Sequence[NewJob]) -> list[Job]:
        """Add jobs and take their prices in one transaction, all or none, and return them in the
        same order. What came with them is first given to every machine (`JobFolders.share`), and
        deleted if they are not added.

        Raises:
            InsufficientCredits: An account has too few credits.
            DuplicateId: There is a job of this id already.
            OSError: A file can't be stored.
        """
        now, trace = self.clock(), current_parent()
        given = {"now": now, "trace": trace, "release": self.code_release}
        try:
            files = {job.id: await self.folders.share(job.id) for job in jobs}
            accepted = await self.store.write(
                lambda db: [_accept(db, job, given, files.get(job.id)) for job in jobs]
            )
        except BaseException:
            with anyio.CancelScope(shield=True):
                await self._delete_files([job.id for job in jobs])
            raise
        self.bell.notify()
        return accepted

    async def _delete_files(self, job_ids: Sequence[str]) -> None:
        """Those that came with requests which became no jobs. What does not answer now keeps
        them."""
        with suppress(*UNAVAILABLE, OSError):
            for job_id in job_ids:
                if await self.get(job_id) is None:
                    await self.folders.delete(job_id)

    async def get(self, job_id: str) -> Job | None:
        """Return the job with this id; None if there is none."""
        rows = await self.store.read(lambda db: db.execute(statements.GET, (job_id,)).fetchall())
        return _job(rows[0]) if rows else None

    async def list(self, lane: str) -> list[Job]:
        """Return the jobs of a lane, oldest first."""
        rows = await self.store.read(lambda db: db.execute(statements.LIST, (lane,)).fetchall())
        return [_job(row) for row in rows]

    async def newest(self, lane: str, kind: str, count: int) -> Sequence[Job]:
        """Return the last `count` jobs of a kind in a lane, newest first; -1 returns all."""
        values = (lane, kind, count if count >= 0 else ALL)
        rows = await self.store.read(lambda db: db.execute(statements.NEWEST, values).fetchall())
        return [_job(row) for row in rows]

    async def changed_jobs(self, lane: str, newest: int, known: Sequence[str]) -> Sequence[Job]:
        """Return what a client that polls a lane must be told, oldest first: its unfinished
        jobs, those with a number over `newest`, and those with the ids `known`."""
        values = (lane, newest, json.dumps(known))
        rows = await self.store.read(lambda db: db.execute(statements.CHANGED, values).fetchall())
        return [_job(row) for row in rows]

    async def cancel(self, job_id: str, why: str) -> bool:
        """End an unfinished job as failed, with the error `why`, and give its price back; return
        False if the job had ended or there is none. Its worker is stopped, and deletes its files;
        those of a job that waited are deleted here, unless their store does not answer."""
        values = {"id": job_id, "error": why, "now": self.clock()}
        before = await self.store.write(lambda db: _cancel(db, values))
        self.bell.notify()
        if before == "waiting":
            with suppress(OSError):
                await self.folders.delete(job_id)
        return before is not None

    async def claim(self, slots: int) -> Lease | None:
        """Claim the next job that may run now, and return its lease, which lasts `lease` seconds;
        None if there is none or all slots are taken.

        Lanes take turns; in a lane the first job comes first. Jobs that were claimed `ATTEMPTS`
        times end as failed.

        Args:
            slots: How many jobs may run at once: on this database, or if `alone` is set, by this
                owner.
        """
        now = self.clock()
        values = {"now": now, "slots": slots, "owner": self.owner, "lease": now + self.lease}
        values |= {"alone": int(self.alone), "release": self.code_release}
        if not await self.store.read(lambda db: _may_claim(db, values)):
            return None
        return await self.store.write(lambda db: _claim(db, values))

    async def count_unfinished(self) -> int:
        """Return how many jobs wait or run, in all processes."""
        return await self.store.read(
            lambda db: int(db.execute(statements.UNFINISHED).fetchone()[0])
        )

    async def count_too_new(self) -> int:
        """Return how many jobs wait for a worker with newer code than this one's."""
        values = (self.code_release,)
        return await self.store.read(
            lambda db: int(db.execute(statements.TOO_NEW, values).fetchone()[0])
        )

    async def renew_lease(self, claim: Lease) -> bool:
        """Let a lease last `lease` seconds from now; return False if another process has the job by
        now, or it has ended."""
        return await self._note(claim, statements.HOLD, lease=self.clock() + self.lease)

    async def record_progress(self, claim: Lease, progress: Progress) -> None:
        """Store how far a job is, unless its percentage would fall or the lease is lost."""
        text = json.dumps(asdict(progress))
        await self._note(claim, statements.NOTE, progress=text, percent=progress.percent)

    async def record_step(self, claim: Lease, step: Step) -> None:
        """Store that a step of a job is finished, with its files; nothing if the lease is lost."""
        files = json.dumps(dict(step.files))
        await self._note(claim, statements.KEEP, name=step.name, files=files)

    async def finish(self, claim: Lease, result: Mapping[str, Any]) -> bool:
        """End a job as done, with its result (JSON), and return whether it was still the lease's.
        Of an edit, the film becomes the current one of its video, and what it did not cost is given
        back."""
        return await self._end(claim, statements.FINISH, result=json.dumps(result))

    async def fail(self, claim: Lease, error: str) -> bool:
        """End a job as failed and give its price back; `error` is a sentence. Return whether it was
        still the lease's."""
        return await self._end(claim, statements.FAIL, error=error)

    async def record_death(self, claim: Lease, error: str) -> bool:
        """Put a job back into the queue because its worker died; the third time (`DEATHS`), end it
        as failed with `error`, and give its price back. Return whether it was still the lease's."""
        return await self._end(claim, statements.BURY, error=error, deaths=DEATHS)

    async def release(self, claim: Lease) -> None:
        """Put a job back into the queue because this process closes; the attempt does not count.
        Nothing happens if the lease is lost."""
        await self._end(claim, statements.RELEASE)

    async def _end(self, claim: Lease, statement: str, **values: object) -> bool:
        values |= self._fence(claim)
        ended = await self.store.write(lambda db: db.execute(statement, values).rowcount)
        self.bell.notify()
        return bool(ended)

    async def _note(self, claim: Lease, statement: str, **values: object) -> bool:
        """A change that moves no other job: nobody has to wait for it."""
        values |= self._fence(claim)
        return bool(await self.store.touch(lambda db: db.execute(statement, values).rowcount))

    def _fence(self, claim: Lease) -> dict[str, object]:
        who = {"id": claim.job.id, "owner": claim.owner, "attempt": claim.attempt}
        return {**who, "now": self.clock()}


def _cancel(db: Connection, values: Mapping[str, Any]) -> str | None:
    """The state that it had; None if nothing was cancelled."""
    row = db.execute(statements.UNFINISHED_STATE, values).fetchone()
    if row is None:
        return None
    db.execute(statements.CANCEL, values)
    return str(row["state"])


def _accept(
    db: Connection, job: NewJob, given: Mapping[str, Any], files: Mapping[str, str] | None
) -> Job:
    row = {**_new_row(job), **_charge(db, job.price, given["now"]), **given}
    if not db.execute(statements.SUBMIT, row).rowcount:
        raise DuplicateId(job.id)
    if files:
        db.execute(statements.LIST_FILES, (job.id, CONTENTS, json.dumps(files)))
    return _find(db, job.id)


def _charge(db: Connection, price: JobPrice | None, now: float) -> dict[str, object]:
    if price is None:
        return {"payer": None, "price": 0, "balance": None}
    values = asdict(price) | {"day": to_day(now)}
    taken = db.execute(statements.CHARGE, values).fetchone()
    if taken is None:
        raise InsufficientCredits(db.execute(statements.BALANCE, values).fetchone()[0])
    return {"payer": price.account, "price": price.credits, "balance": taken["credits"]}


def _new_row(job: NewJob) -> dict[str, object]:
    return {
        "id": job.id,
        "kind": job.kind,
        "lane": job.lane.name,
        "at_once": job.lane.at_once,
        "request": json.dumps(job.request),
    }


def _find(db: Connection, job_id: str) -> Job:
    return _job(db.execute(statements.GET, (job_id,)).fetchone())


def _may_claim(db: Connection, values: Mapping[str, Any]) -> bool:
    """Looks without the writers' lock: most of the time there is nothing to claim."""
    is_full = db.execute(statements.RUNNING, values).fetchone()[0] >= values["slots"]
    return not is_full and db.execute(f"{statements.NEXT} LIMIT 1", values).fetchone() is not None


def _claim(db: Connection, values: Mapping[str, Any]) -> Lease | None:
    if db.execute(statements.RUNNING, values).fetchone()[0] >= values["slots"]:
        return None
    db.execute(statements.GIVE_UP, {"attempts": ATTEMPTS, **values})
    row = db.execute(statements.CLAIM, values).fetchone()
    if row is None:
        return None
    steps = db.execute(statements.STEPS, (row["id"],)).fetchall()
    done = {name: Step(name, json.loads(files)) for name, files in steps}
    return Lease(_find(db, row["id"]), values["owner"], row["attempt"], done)


def _job(row: Any) -> Job:
    return Job(
        id=row["id"],
        number=row["seq"],
        kind=row["kind"],
        lane=row["lane"],
        request=json.loads(row["request"]),
        state=row["state"],
        place=row["place"],
        progress=Progress(**json.loads(row["progress"])) if row["progress"] else None,
        result=json.loads(row["result"]) if row["result"] else None,
        error=row["error"],
        price=row["price"],
        balance=row["balance"],
        created_at=row["created_at"],
        updated_at=row["updated_at"],
        trace=row["trace"],
    )
