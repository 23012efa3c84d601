"""Small texts that all servers of a team read: files of the home, or rows of their PostgreSQL."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import anyio.to_thread

from callsheet.journal_database import open_database
from callsheet.settings import Settings
from callsheet_tools.database.database import Connection, Database
from callsheet_tools.private_files import replace_file


class SharedFiles(Protocol):
    """Texts by name, a relative path."""

    async def read(self, name: str) -> str | None:
        """Return a text as it is now; None if there is none.

        Raises:
            OSError: It is a file that can't be read.
            JournalUnusable: It is in a database that does not answer.
        """
        ...

    async def change(self, name: str, work: Callable[[str | None], str]) -> None:
        """Replace a text by what `work` makes of it, given None if there is none yet.

        Changes of one process take turns.

        Args:
            work: Called in a thread. What it raises is passed on, and leaves the text as it is.

        Raises:
            OSError: It is a file that can't be read or written.
            JournalUnusable: It is in a database that does not answer.
        """
        ...


def open_shared_files(settings: Settings) -> SharedFiles:
    """Return the texts of this home, or of the database that its journal is in.

    Raises:
        NotConfigured: The database's setting is wrong, or its driver is missing.
    """
    if settings.database_url is None:
        return HomeFiles(settings.home)
    return DatabaseFiles(open_database(settings))


@dataclass(frozen=True)
class HomeFiles:
    """Files that only their owner can read."""

    home: Path
    _kept: dict[str, tuple[tuple[int, ...], str]] = field(
        default_factory=dict[str, tuple[tuple[int, ...], str]], repr=False
    )
    """Texts by name as they were read last, with what tells that a file is still the same."""
    _turn: anyio.Lock = field(default_factory=anyio.Lock, repr=False)
    """Held while a file is changed."""

    async def read(self, name: str) -> str | None:
        """Return a text as it is now; None if there is none.

        Every request reads some, so one that has not changed is not read again; to look takes some
        microseconds, which a thread would take as well.

        Raises:
            OSError: The file can't be read.
        """
        try:
            status = (self.home / name).stat()
        except FileNotFoundError:
            return None
        version = (status.st_ino, status.st_mtime_ns, status.st_size)
        known, text = self._kept.get(name, ((), ""))
        if known != version:
            read = await anyio.to_thread.run_sync(self._read, name)
            if read is None:
                return None
            self._kept[name], text = (version, read), read
        return text

    async def change(self, name: str, work: Callable[[str | None], str]) -> None:
        """Replace a text by what `work` makes of it, given None if there is none yet. Changes
        through this object take turns; of two processes that change a text at the same time, one
        may overwrite the other's change.

        Args:
            work: Called in a thread. What it raises is passed on, and leaves the text as it is.

        Raises:
            OSError: The file can't be read or written.
        """

        def change() -> None:
            replace_file(self.home / name, work(self._read(name)).encode())

        async with self._turn:
            await anyio.to_thread.run_sync(change)

    def _read(self, name: str) -> str | None:
        try:
            return (self.home / name).read_text(encoding="utf-8", errors="replace")
        except FileNotFoundError:
            return None


@dataclass(frozen=True)
class DatabaseFiles:
    """Rows of the table `shared_file`, read over a connection of their own."""

    database: Database

    async def read(self, name: str) -> str | None:
        """Return a text as it is now; None if there is none.

        Raises:
            JournalUnusable: The database does not answer.
        """
        return await self.database.read(lambda db: _read(db, name))

    async def change(self, name: str, work: Callable[[str | None], str]) -> None:
        """Replace a text by what `work` makes of it, given None if there is none yet, alone among
        all servers.

        Args:
            work: Called in a thread, and again if the connection breaks. What it raises is passed
                on, and leaves the text as it is.

        Raises:
            JournalUnusable: The database does not answer.
        """
        query = """INSERT INTO shared_file (name, content) VALUES (?, ?) ON CONFLICT (name)
            DO UPDATE SET content = excluded.content"""
        await self.database.write(lambda db: db.execute(query, (name, work(_read(db, name)))))


def _read(db: Connection, name: str) -> str | None:
    row = db.execute("SELECT content FROM shared_file WHERE name = ?", (name,)).fetchone()
    return row and row["content"]
