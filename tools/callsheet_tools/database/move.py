"""Copying a journal from its file to PostgreSQL."""

import sqlite3
from collections.abc import Generator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from callsheet_tools.database.database import Connection, Database, marks
from callsheet_tools.database.sqlite import SqliteDatabase
from callsheet_tools.errors import JournalUnusable

TABLES = ("job", "event", "api_request", "api_limit", "price_list", "draft")
NUMBERED = {"job": "rowid", "event": "seq"}
"""Columns that the database counts on by itself."""
AT_ONCE = 200
"""Rows in one statement; PostgreSQL takes 65,535 values."""


async def copy_journal(source: Path, target: Database) -> Mapping[str, int] | None:
    """Copy all rows in one transaction, and return how many there are of each table; None, with
    nothing copied, if the target has jobs and all of the file's are among them.

    The file keeps its rows, but is brought to the present format. A missing one is made, empty.

    Args:
        source: The journal's file.
        target: A PostgreSQL database.

    Raises:
        JournalUnusable: A server has the file open, the target has jobs and not all of the file's,
            or one of them can't be used. Nothing was copied.
    """
    with closing(SqliteDatabase(source)) as database:
        await database.read(lambda db: None)  # brings an older file to the present format
    with _alone(source) as db:
        return await target.write(lambda there: _copy(db, there))


@contextmanager
def _alone(path: Path) -> Generator[sqlite3.Connection]:
    """The file, with everybody else locked out."""
    with closing(
        sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
    ) as db:
        db.row_factory = sqlite3.Row
        try:
            # In this mode, unlike in others, WAL also waits for connections that are idle.
            db.execute("PRAGMA locking_mode = EXCLUSIVE")
            db.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            raise JournalUnusable(
                f"{str(path)!r} is in use ({error}). Nothing was copied: end every Callsheet of "
                "this home first, also those that assistants started."
            ) from error
        yield db


def _copy(source: sqlite3.Connection, target: Connection) -> Mapping[str, int] | None:
    if _is_copied(source, target):
        return None
    counts = {table: _copy_table(source, target, table) for table in TABLES}
    for table, column in NUMBERED.items():
        target.execute(
            f"SELECT setval(pg_get_serial_sequence('{table}', '{column}'), "
            f"(SELECT coalesce(max({column}), 0) + 1 FROM {table}), false)"
        )
    for table, count in counts.items():
        (found,) = target.execute(f"SELECT count(*) FROM {table}").fetchone()
        if found != count:
            raise JournalUnusable(
                f"{count} rows of {table!r} became {found}. Nothing was copied: report this."
            )
    return counts


def _is_copied(source: sqlite3.Connection, target: Connection) -> bool:
    """Raises `JournalUnusable` where the target has other jobs than the file."""
    (there,) = target.execute("SELECT count(*) FROM job").fetchone()
    ids = [row["job_id"] for row in source.execute("SELECT job_id FROM job")]
    known = sum(
        target.execute(
            f"SELECT count(*) FROM job WHERE job_id IN ({marks(some)})", some
        ).fetchone()[0]
        for some in (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))
    )
    if there and known < len(ids):
        raise JournalUnusable(
            f"The database has {there} jobs already, and {len(ids) - known} of the file's are not "
            "among them. Nothing was copied: give a database or schema of its own."
        )
    return bool(there)


def _copy_table(source: sqlite3.Connection, target: Connection, table: str) -> int:
    columns = [row["name"] for row in source.execute(f"PRAGMA table_info({table})")]
    if table == "job":
        columns = ["rowid", *columns]
    names, count = ", ".join(columns), 0
    rows = source.execute(f"SELECT {names} FROM {table}")
    while some := rows.fetchmany(AT_ONCE):
        values: list[Any] = [value for row in some for value in row]
        lines = ", ".join([f"({marks(columns)})"] * len(some))
        target.execute(f"INSERT INTO {table} ({names}) VALUES {lines}", values)
        count += len(some)
    return count
