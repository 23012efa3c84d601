"""The folders in which jobs are made, one for each, named by the job's id."""

import os
import shutil
from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import anyio
import anyio.to_thread

from callsheet_studio.jobs.contract import Step
from callsheet_studio.jobs.job import Job
from callsheet_studio.private_files import make_folder
from callsheet_studio.storage.home import FILMS, LOGOS


@dataclass(frozen=True)
class StoredFile:
    """A file of a job that lies on no disk of this machine, but in the store of films."""

    key: str
    digest: str
    """SHA-256, in hexadecimal."""
    size: int
    """Bytes."""


class JobFolders(ABC):
    """The files of jobs. Makers read and write a folder of this disk; what more there is to it is
    known here alone."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.root = make_folder(home / FILMS)

    async def share(self, job_id: str) -> Mapping[str, str]:
        """Let every machine have the files that came with a request, before it becomes a job;
        return them as path inside the folder -> SHA-256. This disk's folder is deleted then. Empty,
        and nothing is done, where there is but one machine.

        Raises:
            OSError: A file can't be stored.
        """
        return {}

    async def prepare(self, job: Job, done: Mapping[str, Step], before: str | None) -> None:
        """Put what a job is made from into this disk's folders.

        Args:
            done: The job's finished steps.
            before: The job whose film an edit changes.

        Raises:
            OSError: A file can't be had.
            UNAVAILABLE: The database that lists the files cannot be used (`storage/database`).
        """
        return

    async def keep(self, job_id: str) -> Step | None:
        """Let every machine have what is in a job's folder now, and return the step that lists it;
        None where there is but one machine.

        Raises:
            OSError: A file can't be stored.
        """
        return None

    async def leave(self, job_id: str) -> None:
        """End an attempt that `prepare` began: where the files are stored elsewhere as well, delete
        this disk's folder of the job, unless another attempt at it runs here. What `keep` has not
        stored by then is lost."""
        return

    @abstractmethod
    async def find(self, job_id: str, name: str) -> Path | StoredFile | None:
        """Return where a file of a finished job is; None if it is gone.

        Raises:
            OSError: That can't be seen now.
            UNAVAILABLE: The database that lists the files cannot be used (`storage/database`).
        """

    @abstractmethod
    async def read(self, job_id: str, name: str) -> bytes | None:
        """Return what a file of a job holds; None if there is none.

        Raises:
            OSError: It can't be read now.
            UNAVAILABLE: The database that lists the files cannot be used (`storage/database`).
        """

    def read_range(self, file: StoredFile, start: int, end: int) -> AsyncGenerator[bytes]:
        """Give a stored file's bytes from `start` up to, not including, `end`, in pieces.

        Never called where `find` returns only paths.

        Args:
            file: As `find` returned it.

        Raises:
            OSError: They can't be read now.
        """
        raise NotImplementedError("no file is stored elsewhere")

    @abstractmethod
    async def delete(self, job_id: str) -> bool:
        """Delete all files of a job; return False when some could not be deleted now.

        Raises:
            OSError: The store of films does not answer.
        """

    @abstractmethod
    async def sizes(self) -> Mapping[str, int]:
        """Return the bytes of each job's files, by its id.

        Raises:
            OSError: The store of films does not answer.
        """

    @abstractmethod
    async def add_logo(self, name: str, content: bytes) -> None:
        """Store a logo under its name, in place of an earlier one.

        Raises:
            OSError: It can't be stored.
        """

    @abstractmethod
    async def bring_logos(self, text: str) -> None:
        """Put the logos that a text names into this disk's folder of logos; what is no logo of the
        studio's is left out.

        Raises:
            OSError: The store of films does not answer, or one can't be written.
        """

    async def delete_logo(self, name: str) -> None:
        """Delete a logo, if it is there.

        Raises:
            OSError: It can't be deleted.
        """
        await anyio.Path(self.home / LOGOS / name).unlink(missing_ok=True)


class LocalFolders(JobFolders):
    """All files are on this disk."""

    async def find(self, job_id: str, name: str) -> Path | None:
        """Return where a file of a finished job is; None if it is gone."""
        path = self.root / job_id / name
        return path if await anyio.Path(path).is_file() else None

    async def read(self, job_id: str, name: str) -> bytes | None:
        """Return what a file of a job holds; None if there is none.

        Raises:
            OSError: It can't be read.
        """
        with suppress(FileNotFoundError, IsADirectoryError):
            return await anyio.Path(self.root / job_id / name).read_bytes()
        return None

    async def delete(self, job_id: str) -> bool:
        """Delete all files of a job; return False when another program holds one open."""
        folder = self.root / job_id
        await anyio.to_thread.run_sync(lambda: shutil.rmtree(folder, ignore_errors=True))
        return not await anyio.Path(folder).exists()

    async def sizes(self) -> Mapping[str, int]:
        """Return the bytes of each job's files, by its id."""
        return await anyio.to_thread.run_sync(_sizes, self.root)

    async def add_logo(self, name: str, content: bytes) -> None:
        """Store a logo under its name, in place of an earlier one.

        Raises:
            OSError: It can't be written.
        """
        folder = self.home / LOGOS
        await anyio.to_thread.run_sync(make_folder, folder)
        await anyio.Path(folder / name).write_bytes(content)

    async def bring_logos(self, text: str) -> None:
        """Do nothing: they are there."""


def _sizes(films: Path) -> Mapping[str, int]:
    """Bytes of each job's folder. Files may come and go meanwhile."""
    sizes = dict[str, int]()
    for folder, _, files in os.walk(films):
        job_id = Path(folder).relative_to(films).parts[:1]
        for name in files:
            with suppress(OSError):
                size = os.lstat(os.path.join(folder, name)).st_size
                sizes["".join(job_id)] = sizes.get("".join(job_id), 0) + size
    return sizes
