"""What the journal asks of a database: SQLite in the home, or PostgreSQL for several replicas.

Statements are written once, in the SQL that both read: `?` and `:name` are parameters, `rowid` is
the order in which jobs were inserted, `instr(text, part)` is where `part` begins in `text`, 0:
nowhere.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeAlias, TypeVar

import anyio
import anyio.to_thread

T = TypeVar("T")
Parameters: TypeAlias = Sequence[Any] | Mapping[str, Any]

PATIENCE = 10.0
"""Seconds to wait for another process that writes, or for a server that does not answer."""


def marks(values: Collection[object]) -> str:
    """Return the SQL text of the list after `IN` for as many parameters as there are values.

    Without the brackets; `NULL` for no values, so that nothing matches.
    """
    return ", ".join("?" * len(values)) or "NULL"


class Cursor(Protocol):
    """The result of a statement. Its rows are read by column number or name."""

    @property
    def rowcount(self) -> int:
        """How many rows the statement changed."""
        ...

    def fetchone(self) -> Any:
        """Return the next row; None after the last one."""
        ...

    def fetchall(self) -> list[Any]:
        """Return the remaining rows."""
        ...

    def __iter__(self) -> Iterator[Any]:
        """Iterate over the remaining rows."""
        ...


class Connection(Protocol):
    """A connection inside a transaction. `sqlite3.Connection` is one."""

    def execute(self, sql: str, parameters: Parameters = (), /) -> Cursor:
        """Run a statement with its parameters."""
        ...


class Database(ABC):
    """One connection, used by one thread at a time, opened at the first use: that makes a missing
    database, and brings an older one to the present format.

    `work` functions get the open connection inside one transaction and return plain data; what they
    raise rolls the transaction back and is passed on. They may be run again if the connection broke
    before the commit.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        """Where this home keeps its log of purchases."""
        self._one = anyio.CapacityLimiter(1)

    async def read(self, work: Callable[[Connection], T]) -> T:
        """Run `work` in a read transaction, in a thread, and return its result.

        Raises:
            JournalUnusable: The database cannot be read.
        """
        return await anyio.to_thread.run_sync(self._read, work, limiter=self._one)

    async def write(self, work: Callable[[Connection], T], *, whole: bool = False) -> T:
        """Run `work` in a write transaction, alone among all processes, and return its
        result once it is on disk.

        Args:
            whole: Whether to check first that the database still has what it had.

        Raises:
            JournalUnusable: The database cannot be read or written. Nothing was changed, unless
                the connection to a server broke during the commit.
        """
        run = partial(self._write, work, whole=whole)
        return await anyio.to_thread.run_sync(run, limiter=self._one)

    async def erase(self, work: Callable[[Connection], T]) -> T:
        """Run `work` as `write` does. What it deletes is also overwritten, where that can be done.

        Raises:
            JournalUnusable: As for `write`.
        """
        return await anyio.to_thread.run_sync(self._erase, work, limiter=self._one)

    async def wipe_deleted(self) -> None:
        """Overwrite what deleted rows leave in the database's files, where that can be done.

        Raises:
            JournalUnusable: It cannot be written.
        """
        await anyio.to_thread.run_sync(self._wipe_deleted, limiter=self._one)

    @property
    def changes(self) -> int:
        """Another number whenever something may have changed, where the database tells so."""
        return 0

    async def wait_for_change(self, since: int, seconds: float) -> None:
        """Return when it is time to look for changes.

        Args:
            since: What `changes` was before the last look.
            seconds: The time between two looks at a database that tells nothing.
        """
        await anyio.sleep(seconds)

    @property
    @abstractmethod
    def was_opened(self) -> bool:
        """Whether the connection was opened."""

    @abstractmethod
    def close(self) -> None:
        """Close the connection, if it is open; the next use opens it again."""

    @abstractmethod
    def _read(self, work: Callable[[Connection], T]) -> T: ...

    @abstractmethod
    def _write(self, work: Callable[[Connection], T], *, whole: bool) -> T: ...

    @abstractmethod
    def _erase(self, work: Callable[[Connection], T]) -> T: ...

    @abstractmethod
    def _wipe_deleted(self) -> None: ...
