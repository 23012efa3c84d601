"""Films and reports go some time after they were finished, so that the disk does not fill."""

import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path

import anyio
import anyio.to_thread

from callsheet_studio.clock import Clock
from callsheet_studio.crafts import CHARACTER
from callsheet_studio.shelf import FILES
from callsheet_studio.store import Store

DAY = 86_400.0
PAUSE = 3600.0
"""Seconds between two looks."""

# In use is what an unfinished job's request names, and a character that may still be finalized.
OLD = f"""SELECT id FROM job WHERE state IN ('done', 'failed') AND swept_at IS NULL
    AND updated_at < :before
    AND NOT EXISTS (SELECT * FROM job AS other WHERE other.state IN ('waiting', 'running')
        AND instr(other.request, job.id))
    AND NOT EXISTS (SELECT * FROM job AS edit WHERE edit.state IN ('waiting', 'running')
        AND edit.lane = 'knowlify/edits/' || json_extract(job.request, '$.video'))
    AND NOT (kind = '{CHARACTER}' AND state = 'done' AND NOT EXISTS (SELECT * FROM job AS pose
        WHERE pose.lane = job.lane AND pose.state = 'done' AND pose.id LIKE job.id || '-%'))"""
PATHS = ", ".join(f"'$.{key}'" for key in FILES)
SWEPT = f"""UPDATE job SET swept_at = :now,
    result = json_insert(json_remove(result, {PATHS}), '$.notes[#]', :note) WHERE id = :id"""


@dataclass(frozen=True)
class Retention:
    """Sweeps the films of one home. What is known of their jobs stays."""

    store: Store
    films: Path
    clock: Clock
    days: float

    async def run(self) -> None:
        """Sweep now and then. Never returns."""
        while True:
            await self.sweep()
            await anyio.sleep(PAUSE)

    async def sweep(self) -> list[str]:
        """Delete the files of every job that is old enough and not in use; gives their ids."""
        old = {"before": self.clock() - self.days * DAY}
        rows = await self.store.read(lambda db: db.execute(OLD, old).fetchall())
        return [row["id"] for row in rows if await self._delete(row["id"])]

    async def _delete(self, job_id: str) -> bool:
        """False when another program holds a file open: the next look tries again."""
        folder = self.films / job_id
        await anyio.to_thread.run_sync(lambda: shutil.rmtree(folder, ignore_errors=True))
        if await anyio.Path(folder).exists():
            return False
        note = f"The files were deleted {self.days:g} days after they were made."
        values = {"id": job_id, "now": self.clock(), "note": note}

        def mark(db: sqlite3.Connection) -> None:
            db.execute(SWEPT, values)

        await self.store.write(mark)
        return True
