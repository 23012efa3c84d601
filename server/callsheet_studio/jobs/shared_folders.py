"""The folders of jobs in a cluster: each machine has those that it works on, the store of films has
all.

What came with a request is stored before the job is accepted, the files of a step before it is
recorded, the rest before the job ends. The step `CONTENTS` of a job lists its files as they were
then; another machine that goes on with the job has the same folder.
"""

import json
import shutil
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import anyio
import anyio.to_thread
from anyio.abc import TaskGroup

from callsheet_studio.jobs.contract import Step
from callsheet_studio.jobs.job import Job
from callsheet_studio.jobs.job_folders import JobFolders, StoredFile
from callsheet_studio.jobs.kinds import CLIP, CONTENTS, POSE
from callsheet_studio.jobs.worker_log import LOG_NAME
from callsheet_studio.storage.artifacts import Artifacts
from callsheet_studio.storage.atomic_file import UNFINISHED, sha256
from callsheet_studio.storage.database import Store
from callsheet_studio.storage.home import FILMS, LOGO_NAME, LOGOS

Stamp = tuple[int, int]
"""Size and time of change (ns) of a file: as long as they stay, so does what it holds."""

LISTED = "SELECT files FROM step WHERE job = ? AND name = ?"
NAMED: Mapping[str, Callable[[Mapping[str, Any]], Iterable[str]]] = {
    CLIP: lambda request: request["portraits"].values(),
    POSE: lambda request: (request["video"],),
}
"""By job kind: which files of other jobs a request names, as `<job>/<name>`."""


class SharedFolders(JobFolders):
    """Folders of this disk, and what the store of films has of all jobs."""

    def __init__(self, home: Path, store: Store, artifacts: Artifacts) -> None:
        super().__init__(home)
        self._store = store
        self._artifacts = artifacts
        self._stored = dict[Path, tuple[Stamp, str]]()
        """What is known to be in the store: a file of this disk, and its digest."""
        self._attempts = Counter[str]()
        """At a job, by its id: one that lost its lease may not have heard of it yet."""

    async def share(self, job_id: str) -> Mapping[str, str]:
        """Store the files that came with a request, delete this disk's folder of it, and return
        them as path inside the folder -> SHA-256; empty if it has no files.

        Raises:
            OSError: A file can't be stored.
        """
        contents = await self._store_all(job_id)
        await self._forget(job_id)
        return contents

    async def prepare(self, job: Job, done: Mapping[str, Step], before: str | None) -> None:
        """Fetch what a job is made from: its own files, the film that it changes, pictures of other
        jobs, and logos. Begins an attempt, which `leave` ends.

        Raises:
            OSError: A file can't be had.
            UNAVAILABLE: The database cannot be used (`storage/database`).
        """
        self._attempts[job.id] += 1
        wanted = list[tuple[str, str, str]]()
        if CONTENTS in done:
            own = done[CONTENTS].files
            wanted += [(job.id, name, digest) for name, digest in own.items()]
        if before:
            listed = await self._contents(before)
            wanted += [(before, name, digest) for name, digest in listed.items()]
        for path in NAMED.get(job.kind, lambda _: ())(job.request):
            other, _, name = path.partition("/")
            digest = (await self._contents(other)).get(name)
            wanted += [(other, name, digest)] if digest else []
        async with _side_by_side() as tasks:
            for file in wanted:
                tasks.start_soon(self._fetch, *file)
            tasks.start_soon(self.bring_logos, json.dumps(job.request))

    async def keep(self, job_id: str) -> Step:
        """Store what is in a job's folder and not stored yet, and return the step that lists all of
        it. Its log, links and unfinished files are left out.

        Raises:
            OSError: A file can't be stored.
        """
        return Step(CONTENTS, await self._store_all(job_id))

    async def leave(self, job_id: str) -> None:
        """Delete this disk's folder of a job, unless another attempt at it has begun here. What
        `keep` has not stored is lost."""
        self._attempts[job_id] -= 1
        if self._attempts[job_id] <= 0:
            del self._attempts[job_id]
            await self._forget(job_id)

    async def _forget(self, job_id: str) -> None:
        folder = self.root / job_id
        await anyio.to_thread.run_sync(lambda: shutil.rmtree(folder, ignore_errors=True))
        self._stored = {
            path: known for path, known in self._stored.items() if not path.is_relative_to(folder)
        }

    async def find(self, job_id: str, name: str) -> StoredFile | None:
        """Return where a file of a finished job is in the store; None if it is gone.

        Raises:
            OSError: The store does not answer.
            UNAVAILABLE: The database cannot be used (`storage/database`).
        """
        digest = (await self._contents(job_id)).get(name)
        if digest is None:
            return None
        key = _key(job_id, digest)
        try:
            return StoredFile(key, digest, await self._artifacts.size(key))
        except FileNotFoundError:
            return None

    async def read(self, job_id: str, name: str) -> bytes | None:
        """Return what a file of a job holds; None if there is none.

        Raises:
            OSError: The store does not answer.
            UNAVAILABLE: The database cannot be used (`storage/database`).
        """
        digest = (await self._contents(job_id)).get(name)
        try:
            return await self._artifacts.read(_key(job_id, digest)) if digest else None
        except FileNotFoundError:
            return None

    def read_range(self, file: StoredFile, start: int, end: int) -> AsyncGenerator[bytes]:
        """Give a stored file's bytes from `start` up to, not including, `end`, in pieces.

        Raises:
            OSError: The store does not answer.
        """
        return self._artifacts.read_range(file.key, start, end)

    async def delete(self, job_id: str) -> bool:
        """Delete all files of a job from the store, and from this disk; always return True.

        Raises:
            OSError: The store does not answer.
        """
        await self._forget(job_id)
        await self._artifacts.delete(await self._artifacts.list(f"{FILMS}/{job_id}"))
        return True

    async def sizes(self) -> Mapping[str, int]:
        """Return the bytes that the store has of each job's files, by its id.

        Raises:
            OSError: The store does not answer.
        """
        sizes = Counter[str]()
        for key, size in (await self._artifacts.list(FILMS)).items():
            sizes[key.split("/")[1]] += size
        return sizes

    async def add_logo(self, name: str, content: bytes) -> None:
        """Store a logo under its name, in the store alone.

        Raises:
            OSError: The store does not answer.
        """
        await self._artifacts.add_bytes(f"{LOGOS}/{name}", content)

    async def bring_logos(self, text: str) -> None:
        """Copy the logos that a text names to this disk, unless they are there. Names of which the
        store has no logo are passed over.

        Raises:
            OSError: The store does not answer, or the disk takes no file.
        """
        for name in set(LOGO_NAME.findall(text)):
            target = self.home / LOGOS / name
            if not await anyio.Path(target).is_file():
                try:
                    await self._artifacts.fetch(f"{LOGOS}/{name}", None, target)
                except FileNotFoundError:
                    continue

    async def delete_logo(self, name: str) -> None:
        """Delete a logo from this disk and from the store; nothing if there is none.

        Raises:
            OSError: The store does not answer.
        """
        await super().delete_logo(name)
        await self._artifacts.delete((f"{LOGOS}/{name}",))

    async def _contents(self, job_id: str) -> Mapping[str, str]:
        row = await self._store.read(lambda db: db.execute(LISTED, (job_id, CONTENTS)).fetchone())
        return json.loads(row["files"]) if row else {}

    async def _fetch(self, job_id: str, name: str, digest: str) -> None:
        target = self.root / job_id / name
        if not target.resolve().is_relative_to(self.root.resolve() / job_id):
            raise OSError(f"{name!r} lies outside the folder of its job")
        if await anyio.to_thread.run_sync(_digest, target) != digest:
            await self._artifacts.fetch(_key(job_id, digest), digest, target)
        await anyio.to_thread.run_sync(self._note, target, digest)

    def _note(self, path: Path, digest: str) -> None:
        self._stored[path] = (_stamp(path), digest)

    async def _store_all(self, job_id: str) -> Mapping[str, str]:
        """What is in a job's folder, stored: path -> SHA-256."""
        folder = self.root / job_id
        files = await anyio.to_thread.run_sync(_whole_files, folder)
        contents = dict[str, str]()
        async with _side_by_side() as tasks:
            for path in files:
                tasks.start_soon(self._store_one, folder, path, contents)
        return contents

    async def _store_one(self, folder: Path, path: Path, contents: dict[str, str]) -> None:
        """A file that is written again meanwhile is listed with the next step."""
        with suppress(FileNotFoundError):
            stamp, (known, digest) = _stamp(path), self._stored.get(path, (None, ""))
            if stamp != known:
                digest = await anyio.to_thread.run_sync(sha256, path)
                await self._artifacts.add(_key(folder.name, digest), path)
            if _stamp(path) == stamp:
                self._stored[path] = (stamp, digest)
                contents[path.relative_to(folder).as_posix()] = digest


@asynccontextmanager
async def _side_by_side() -> AsyncGenerator[TaskGroup]:
    """Tasks of which the first that fails ends all others; its `OSError` comes as it is."""
    try:
        async with anyio.create_task_group() as tasks:
            yield tasks
    except ExceptionGroup as failed:
        first = failed.exceptions[0]
        if isinstance(first, OSError):
            raise first from None
        raise


def _key(job_id: str, digest: str) -> str:
    return f"{FILMS}/{job_id}/{digest}"


def _stamp(path: Path) -> Stamp:
    found = path.stat()
    return found.st_size, found.st_mtime_ns


def _digest(path: Path) -> str | None:
    return sha256(path) if path.is_file() else None


def _whole_files(folder: Path) -> list[Path]:
    return [
        path
        for path in folder.rglob("*")
        if path.is_file()
        and not path.is_symlink()
        and path.name != LOG_NAME
        and not path.name.endswith(UNFINISHED)
    ]
