"""What the studio asks of a database: SQLite in the home, or PostgreSQL for studios on several
machines.

Statements are written once, in the SQL that both read: `?` and `:name` are parameters. Of the
functions that only SQLite has, `storage/postgres_schema` defines those that they use.
"""

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Protocol, TypeAlias, TypeVar

import anyio
import anyio.to_thread

from callsheet_studio.errors import StoreUnavailable

T = TypeVar("T")
Parameters: TypeAlias = Sequence[Any] | Mapping[str, Any]

PATIENCE = 10.0
"""Seconds to wait for another process' lock, or for a server that starts again."""
UNAVAILABLE = (sqlite3.OperationalError, StoreUnavailable)
"""What `Store` raises when the database cannot be used at the moment."""


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


class Store(ABC):
    """An open database, used by one thread at a time.

    What is given to its methods gets the connection inside one transaction, which is rolled back if
    it fails, and may be run again if the connection broke before the commit. They raise
    `UNAVAILABLE` when the database cannot be used at the moment.
    """

    def __init__(self) -> None:
        self._turns = anyio.CapacityLimiter(1)

    async def read(self, look: Callable[[Connection], T]) -> T:
        """Call `look` with the connection in a thread, inside a read transaction, and return
        what it returns."""
        return await anyio.to_thread.run_sync(self._read, look, limiter=self._turns)

    async def write(self, change: Callable[[Connection], T]) -> T:
        """Call `change` with the connection in a thread, alone among all writers of the database,
        and return what it returns."""
        return await anyio.to_thread.run_sync(self._write, change, limiter=self._turns)

    async def touch(self, change: Callable[[Connection], T]) -> T:
        """Call `change` as `write` does, if it is a single statement that is right whatever others
        write meanwhile; so it may run without waiting for them."""
        return await anyio.to_thread.run_sync(self._touch, change, limiter=self._turns)

    @abstractmethod
    def _read(self, look: Callable[[Connection], T]) -> T: ...

    @abstractmethod
    def _write(self, change: Callable[[Connection], T]) -> T: ...

    @abstractmethod
    def _touch(self, change: Callable[[Connection], T]) -> T: ...
