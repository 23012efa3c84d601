"""What studios on several machines share of their files: objects in a store (S3, GCS, Azure, or a
folder that all machines mount), named by what they hold.

A file of a job lies at `films/<job>/<SHA-256 of its content>`, so two attempts never spoil each
other's files, and whatever a job leaves is deleted with it.
"""

import hashlib
from collections.abc import AsyncGenerator, Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import anyio.to_thread
import obstore
from obstore.exceptions import BaseError
from obstore.store import ObjectStore, from_url

from callsheet_studio.errors import ArtifactsUnusable
from callsheet_studio.private_files import make_folder
from callsheet_studio.storage.atomic_file import replace_atomically

T = TypeVar("T")
CHUNK = 4 * 1024 * 1024
"""Bytes of an object that are in memory at once."""
AT_ONCE = 8
"""Objects that one process carries at once."""


class Artifacts:
    """An open store. Its methods raise `OSError` when it does not answer."""

    def __init__(self, store: ObjectStore) -> None:
        self._store = store
        self._turns = anyio.CapacityLimiter(AT_ONCE)

    async def add(self, key: str, file: Path) -> None:
        """Store a file; one of the same key is replaced."""
        await self._run(lambda: obstore.put(self._store, key, file))

    async def add_bytes(self, key: str, content: bytes) -> None:
        """Store what a file would hold."""
        await self._run(lambda: obstore.put(self._store, key, content))

    async def fetch(self, key: str, digest: str | None, target: Path) -> None:
        """Write an object into a file, which appears whole or not at all.

        Args:
            digest: The SHA-256 of what it must hold; None: anything.

        Raises:
            FileNotFoundError: There is no such object.
            OSError: It holds something else.
        """
        await self._run(lambda: self._fetch(key, digest, target))

    async def read(self, key: str) -> bytes:
        """Return what an object holds.

        Raises:
            FileNotFoundError: There is no such object.
        """
        return await self._run(lambda: bytes(obstore.get(self._store, key).bytes()))

    async def size(self, key: str) -> int:
        """Return the bytes of an object.

        Raises:
            FileNotFoundError: There is no such object.
        """
        return await self._run(lambda: obstore.head(self._store, key)["size"])

    async def read_range(self, key: str, start: int, end: int) -> AsyncGenerator[bytes]:
        """Give the bytes of an object from `start` up to, not including, `end`, in pieces."""
        for first in range(start, end, CHUNK):
            yield await self._run(self._reads(key, first, min(first + CHUNK, end)))

    async def list(self, folder: str) -> Mapping[str, int]:
        """Return the keys below `folder`, and the bytes of each object."""
        return await self._run(lambda: self._list(folder))

    async def delete(self, keys: Iterable[str]) -> None:
        """Delete objects; those that are gone already are skipped."""
        for key in keys:
            await self._run(lambda key=key: self._delete(key))

    def _reads(self, key: str, start: int, end: int) -> Callable[[], bytes]:
        return lambda: bytes(obstore.get_range(self._store, key, start=start, end=end))

    def _fetch(self, key: str, digest: str | None, target: Path) -> None:
        make_folder(target.parent)
        sha256 = hashlib.sha256()
        with replace_atomically(target) as path, path.open("wb") as file:
            for piece in obstore.get(self._store, key).stream(min_chunk_size=CHUNK):
                sha256.update(piece)
                file.write(piece)
            file.flush()
            if digest not in (None, sha256.hexdigest()):
                raise OSError(f"{key} in the store of films is damaged")

    def _list(self, folder: str) -> Mapping[str, int]:
        pages = obstore.list(self._store, folder)  # pyright: ignore[reportUnknownMemberType] of Arrow
        return {entry["path"]: entry["size"] for page in pages for entry in page}

    def _delete(self, key: str) -> None:
        with suppress(FileNotFoundError):
            obstore.delete(self._store, key)

    async def _run(self, work: Callable[[], T]) -> T:
        return await anyio.to_thread.run_sync(_with_os_errors, work, limiter=self._turns)


def open_artifacts(url: str) -> Artifacts:
    """Return the store at an address, of which nothing is asked yet; its credentials come from the
    provider's own environment variables.

    Args:
        url: `s3://bucket/prefix`, `gs://…`, `az://…`, or `file:///folder`, which must be there.

    Raises:
        ArtifactsUnusable: The address leads to no store.
    """
    try:
        return Artifacts(from_url(url))
    except (BaseError, OSError, ValueError) as error:
        raise ArtifactsUnusable(str(error).splitlines()[0]) from error


def _with_os_errors(work: Callable[[], T]) -> T:
    try:
        return work()
    except BaseError as error:
        raise OSError(f"The store of films: {str(error).splitlines()[0]}") from error
