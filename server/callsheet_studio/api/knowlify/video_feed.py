"""The table `videos` as live updates show it: rows, and what changed in them.

Knowlify names Supabase realtime and publishes no table, so columns and their types are ours: those
of `GET /v1/videos/{uuid}` that are no addresses.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from callsheet_studio.api.knowlify.responses import VideoRow
from callsheet_studio.api.knowlify.video_view import row
from callsheet_studio.jobs.job import Job, Queue
from callsheet_studio.jobs.kinds import FILM
from callsheet_studio.storage.clock import format_timestamp

SCHEMA, TABLE = "public", "videos"
COLUMNS: Mapping[str, str] = {
    "uuid": "uuid",
    "status": "text",
    "is_complete": "bool",
    "is_failed": "bool",
    "progress": "jsonb",
    "error_message": "text",
    "task": "text",
    "created_at": "timestamptz",
    "updated_at": "timestamptz",
}
"""Names and PostgreSQL types."""

Kind: TypeAlias = Literal["INSERT", "UPDATE"]


@dataclass(frozen=True)
class VideoChange:
    """A row of the table `videos` that was added or changed."""

    kind: Kind
    record: VideoRow
    old_record: Mapping[str, str]
    """The primary key alone, as PostgreSQL keeps it by default; empty for an added row."""
    at: str
    """When it was noticed, in ISO 8601."""


class VideoFeed:
    """Finds what changed in the videos of some callers since the last call."""

    def __init__(self, queue: Queue, pools: Iterable[str]) -> None:
        self._queue = queue
        self._lanes = [f"knowlify/{pool}" for pool in pools]
        self._unfinished: dict[str, VideoRow] = {}
        self._newest = 0

    async def start(self) -> None:
        """Read the present state of the videos, so that only later changes are reported."""
        for lane in self._lanes:
            newest = await self._queue.newest(lane, FILM, 1)
            self._newest = max([self._newest, *(job.number for job in newest)])
        await self.look()

    async def look(self) -> Sequence[VideoChange]:
        """Return every change since the last call, the oldest video first."""
        jobs = await self._read()
        records = {job.id: row(job) for job in jobs}
        changes = [change for job in jobs for change in self._compare(job, records[job.id])]
        self._newest = max([self._newest, *(job.number for job in jobs)])
        self._unfinished = {
            job.id: records[job.id] for job in jobs if job.state in ("waiting", "running")
        }
        return changes

    async def _read(self) -> Sequence[Job]:
        """Videos that are unfinished, were so at the last look, or are new since."""
        known = list(self._unfinished)
        found = [await self._queue.changed_jobs(lane, self._newest, known) for lane in self._lanes]
        return sorted((job for jobs in found for job in jobs), key=lambda job: job.number)

    def _compare(self, job: Job, record: VideoRow) -> Iterator[VideoChange]:
        """A video that came and changed between two looks was added, then changed."""
        before = self._unfinished.get(job.id)
        if before is None:
            before = row(_as_submitted(job))
            yield VideoChange("INSERT", before, {}, format_timestamp(job.created_at))
        if record != before:
            yield VideoChange("UPDATE", record, {"uuid": job.id}, format_timestamp(job.updated_at))


def _as_submitted(job: Job) -> Job:
    fresh = replace(job, state="waiting", progress=None, result=None, error=None)
    return replace(fresh, updated_at=job.created_at)
