"""Connections to PostgreSQL that understand the journal's statements."""

import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import psycopg

from callsheet_tools.database.database import PATIENCE, Cursor, Parameters
from callsheet_tools.errors import JournalUnusable

CLOCKS_APART = 5.0
"""Seconds by which this computer's clock may differ from the server's. Replicas compare leases with
their own clocks; the shortest is 60 s."""
SESSION = f"""SELECT set_config('lock_timeout', '{PATIENCE:.0f}s', false),
    set_config('idle_in_transaction_session_timeout', '{PATIENCE:.0f}s', false),
    set_config('statement_timeout', '60s', false),
    CASE WHEN current_setting('synchronous_commit') = 'off'
        THEN set_config('synchronous_commit', 'on', false) END,
    extract(epoch FROM clock_timestamp())::double precision AS now"""
"""A process that is stopped inside a transaction loses it, and with it the writers' lock. What was
committed is on the server's disk."""
PARAMETER = re.compile(r"\?|(?<![:\w]):(\w+)")


def connect(url: str) -> "psycopg.Connection[Row]":
    """Return a connection to a server, each statement of which is a transaction of its own.

    Raises:
        psycopg.OperationalError: There is no connection.
        JournalUnusable: The address can't be read, or the clocks differ too much.
    """
    try:
        db = psycopg.Connection[Row].connect(
            url,
            autocommit=True,
            row_factory=_make_rows,
            connect_timeout=5,
            client_encoding="utf8",
            application_name="callsheet",
            keepalives_idle=10,
            keepalives_interval=5,
            keepalives_count=3,
        )
    except psycopg.ProgrammingError:
        # Its text has the address, and with it the password.
        raise JournalUnusable("CALLSHEET_DATABASE_URL can't be read as an address.") from None
    try:
        _set_up(db)
    except BaseException:
        db.close()
        raise
    return db


def _set_up(db: "psycopg.Connection[Row]") -> None:
    """Raises `JournalUnusable` where leases could not be compared."""
    row = db.execute(SESSION.encode()).fetchone()
    assert row is not None
    if abs(apart := time.time() - row["now"]) > CLOCKS_APART:
        raise JournalUnusable(
            f"This computer's clock is {apart:+.0f} s off that of the journal's database. Nothing "
            "was sent: set both by a time server (NTP), and call again."
        )


class Row:
    """A row of a result, by column number or name, like `sqlite3.Row`."""

    def __init__(self, columns: dict[str, int], values: Sequence[Any]) -> None:
        self._columns, self._values = columns, values

    def __getitem__(self, column: int | str) -> Any:
        """Return one value."""
        return self._values[self._columns[column] if isinstance(column, str) else column]

    def __iter__(self) -> Iterator[Any]:
        """Iterate over the values."""
        return iter(self._values)

    def __len__(self) -> int:
        """Return the number of columns."""
        return len(self._values)

    def keys(self) -> Sequence[str]:
        """Return the names of the columns."""
        return [*self._columns]


class Session:
    """A connection that understands the journal's statements."""

    def __init__(self, db: psycopg.Connection[Row]) -> None:
        self._db = db

    def execute(self, sql: str, parameters: Parameters = (), /) -> Cursor:
        """Run a statement with its parameters."""
        values = (
            {name: _adapt(value) for name, value in parameters.items()}
            if isinstance(parameters, Mapping)
            else [_adapt(value) for value in parameters]
        )
        return self._db.execute(_translate(sql), values)


@lru_cache(maxsize=512)
def _translate(sql: str) -> bytes:
    """A statement as psycopg and PostgreSQL read it."""
    sql = sql.replace("%", "%%").replace("SELECT rowid, *", "SELECT *").replace("instr(", "strpos(")
    return PARAMETER.sub(_placeholder, sql).encode()


def _placeholder(match: re.Match[str]) -> str:
    return f"%({match[1]})s" if match[1] else "%s"


def _adapt(value: Any) -> Any:
    """Flags are numbers, as in SQLite; text of PostgreSQL has no zero bytes."""
    if isinstance(value, bool):
        return int(value)
    return value.replace("\0", "\ufffd") if isinstance(value, str) else value


def _make_rows(cursor: psycopg.Cursor[Any]) -> Callable[[Sequence[Any]], Row]:
    columns = {column.name: number for number, column in enumerate(cursor.description or ())}
    return lambda values: Row(columns, values)
