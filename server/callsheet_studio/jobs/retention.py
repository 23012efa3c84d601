"""Films and reports go some time after they were finished, and the oldest when there are too many
bytes of them, so that the disk does not fill."""

import json
import logging
from dataclasses import dataclass
from math import inf

import anyio

from callsheet_studio.jobs.job_folders import JobFolders
from callsheet_studio.jobs.kinds import CHARACTER, EDIT
from callsheet_studio.storage.clock import DAY, Clock
from callsheet_studio.storage.database import UNAVAILABLE, Connection, Store
from callsheet_studio.storage.home import FILES

PAUSE = 300.0
"""Seconds between two looks."""
SAFE = 3600.0
"""Seconds after its end in which a job keeps its files however many there are: who asked for them
has yet to be told."""
GB = 1_000_000_000

log = logging.getLogger(__name__)

# In use is what an unfinished job's request names, and a character that may still be finalized.
OLD = f"""SELECT id FROM job WHERE state IN ('done', 'failed') AND swept_at IS NULL
    AND updated_at < :before
    AND NOT EXISTS (SELECT * FROM job AS other WHERE other.state IN ('waiting', 'running')
        AND instr(other.request, job.id) > 0)
    AND NOT EXISTS (SELECT * FROM job AS other WHERE other.state IN ('waiting', 'running')
        AND other.kind = '{EDIT}' AND other.lane = job.lane)
    AND NOT (kind = '{CHARACTER}' AND state = 'done' AND NOT EXISTS (SELECT * FROM job AS pose
        WHERE pose.lane = job.lane AND pose.state = 'done' AND pose.id LIKE job.id || '-%'))"""
RESULT = "SELECT result FROM job WHERE id = :id"
SWEPT = "UPDATE job SET swept_at = :now, result = :result WHERE id = :id"


@dataclass(frozen=True)
class Retention:
    """Deletes files of ended jobs, by age and by size. The rows of the jobs stay."""

    store: Store
    folders: JobFolders
    clock: Clock
    days: float | None
    """How long files are kept; None: as long as there is room for them."""
    most_bytes: float = inf
    """Of all jobs' files together."""

    async def run(self) -> None:
        """Call `sweep` every `PAUSE` seconds; runs until cancelled. One that fails is logged."""
        while True:
            try:
                await self.sweep()
            except (*UNAVAILABLE, OSError) as error:
                log.warning("Old films cannot be deleted at the moment: %s", error)
            await anyio.sleep(PAUSE)

    async def sweep(self) -> list[str]:
        """Delete the files of every job that ended more than `days` ago, then of those that ended
        first until all files take at most `most_bytes`; return the ids of these jobs. Their results
        lose the files' names, and their `notes`, if they have some, get one on why.

        Files in use stay, and of a job that ended less than `SAFE` seconds ago the size decides
        nothing.

        Raises:
            UNAVAILABLE: The database cannot be used (`storage/database`).
            OSError: The store of films does not answer.
        """
        gone = list[str]()
        if self.days is not None:
            why = f"The files were deleted {self.days:g} days after they were made."
            for job_id in await self._ended_jobs(self.days * DAY):
                gone += [job_id] if await self._delete(job_id, why) else []
        return gone + await self._make_room()

    async def _make_room(self) -> list[str]:
        """Delete the files of the oldest jobs until the rest is within the bound."""
        if self.most_bytes == inf:
            return []
        sizes = await self.folders.sizes()
        spare, gone = sum(sizes.values()) - self.most_bytes, list[str]()
        why = f"The files were deleted to keep the studio's under {self.most_bytes / GB:g} GB."
        for job_id in await self._ended_jobs(SAFE) if spare > 0 else ():
            if spare > 0 and await self._delete(job_id, why):
                spare -= sizes.get(job_id, 0)
                gone.append(job_id)
        return gone

    async def _ended_jobs(self, seconds: float) -> list[str]:
        """Jobs not in use that ended so long ago, the oldest first."""
        old = {"before": self.clock() - seconds}
        rows = await self.store.read(
            lambda db: db.execute(f"{OLD} ORDER BY updated_at", old).fetchall()
        )
        return [row["id"] for row in rows]

    async def _delete(self, job_id: str, note: str) -> bool:
        """False when another program holds a file open: the next look tries again."""
        if not await self.folders.delete(job_id):
            return False
        now = self.clock()
        await self.store.write(lambda db: _mark(db, job_id, note, now))
        return True


def _mark(db: Connection, job_id: str, note: str, now: float) -> None:
    """The result of a job without its files, and why."""
    text = db.execute(RESULT, {"id": job_id}).fetchone()["result"]
    if text:
        known = json.loads(text)
        left = {key: value for key, value in known.items() if key not in FILES}
        if "notes" in left:
            left["notes"] = [*left["notes"], note]
        text = json.dumps(left)
    db.execute(SWEPT, {"id": job_id, "now": now, "result": text})
