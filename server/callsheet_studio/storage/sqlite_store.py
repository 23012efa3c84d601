"""The studio's state on one machine: an SQLite file that several processes may share.

All statements of a process run one after the other in a worker thread, so that a lock held by
another process never stops the event loop.
"""

import sqlite3
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import TypeVar

import anyio.to_thread

from callsheet_studio.errors import HomeUnusable, StoreLocked, StoreTooNew, StoreUnreadable
from callsheet_studio.private_files import make_file, make_folder
from callsheet_studio.storage.database import PATIENCE, Connection, Store
from callsheet_studio.storage.migrations import MIGRATIONS

FILE_NAME = "studio.sqlite3"

T = TypeVar("T")


class SqliteStore(Store):
    """The database of a home. Every write is alone (`BEGIN IMMEDIATE`)."""

    def __init__(self, db: sqlite3.Connection) -> None:
        super().__init__()
        self._db = db

    def _read(self, look: Callable[[Connection], T]) -> T:
        return run_in_transaction(self._db, look, "BEGIN")

    def _write(self, change: Callable[[Connection], T]) -> T:
        return run_in_transaction(self._db, change)

    def _touch(self, change: Callable[[Connection], T]) -> T:
        return run_in_transaction(self._db, change)


@asynccontextmanager
async def open_store(home: Path) -> AsyncGenerator[SqliteStore]:
    """Open the home's database for a block, and make or migrate it when needed.

    Raises:
        HomeUnusable: The home can't be made or written.
        StoreUnreadable: The file is damaged, or is not a database.
        StoreLocked: Another process holds it for more than `PATIENCE` seconds.
        StoreTooNew: A newer Callsheet wrote it.
    """
    db = await anyio.to_thread.run_sync(_connect, home / FILE_NAME)
    with closing(db):
        yield SqliteStore(db)


def run_in_transaction(
    db: sqlite3.Connection, work: Callable[[Connection], T], begin: str = "BEGIN IMMEDIATE"
) -> T:
    """Call `work` with the connection inside one transaction, and return what it returns.

    An exception rolls it back and is raised again.

    Args:
        begin: The SQL statement that begins the transaction.
    """
    db.execute(begin)
    try:
        answer = work(db)
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:  # SQLite itself undoes one that met a full disk
            db.execute("ROLLBACK")
        raise
    return answer


def read_scalar(home: Path, query: str, *values: str) -> int:
    """Return the number that an SQL query gives, read from the home's file without opening the
    studio; 0 if there is no database, or it can't be read.

    Args:
        home: The studio's home folder.
        query: Selects one number.
        values: The query's parameters.
    """
    path = home / FILE_NAME
    if not path.exists():
        return 0
    try:
        with closing(_raw(path)) as db:
            return int(db.execute(query, values).fetchone()[0])
    except sqlite3.DatabaseError:
        return 0


def connect(home: Path) -> sqlite3.Connection:
    """Return a new connection to the existing database of a home; the caller closes it."""
    return _raw(home / FILE_NAME)


def wipe_free_pages(db: sqlite3.Connection) -> None:
    """Rewrite the database file without its deleted rows, and empty its write-ahead log."""
    db.execute("VACUUM")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _connect(path: Path) -> sqlite3.Connection:
    db = _create(path)
    try:
        _use_wal(db)
        run_in_transaction(db, lambda _: _migrate(db, path))
    except BaseException as error:
        db.close()
        if isinstance(error, sqlite3.DatabaseError):
            locked = error.sqlite_errorcode == sqlite3.SQLITE_BUSY
            raise (StoreLocked(path) if locked else StoreUnreadable(path, error)) from error
        raise
    return db


def _create(path: Path) -> sqlite3.Connection:
    try:
        make_folder(path.parent)
        make_file(path)
        return _raw(path)
    except (OSError, sqlite3.OperationalError) as error:
        raise HomeUnusable(path.parent, error) from error


def _raw(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
    db.row_factory = sqlite3.Row
    return db


def _use_wal(db: sqlite3.Connection) -> None:
    """SQLite does not wait for a lock here, so two processes at their first start meet."""
    give_up = time.monotonic() + PATIENCE
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > give_up:
                raise
            time.sleep(0.02)
        else:
            break
    db.execute("PRAGMA synchronous = FULL")
    db.execute("PRAGMA foreign_keys = ON")


def _migrate(db: sqlite3.Connection, path: Path) -> None:
    found = int(db.execute("PRAGMA user_version").fetchone()[0])
    if found > len(MIGRATIONS):
        raise StoreTooNew(path, found, len(MIGRATIONS))
    for migration in MIGRATIONS[found:]:
        for statement in migration:
            db.execute(statement)
    db.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
