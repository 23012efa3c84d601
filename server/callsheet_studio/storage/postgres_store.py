"""The studio's state on many machines: a schema of a PostgreSQL database."""

import re
import time
from collections.abc import AsyncGenerator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from functools import lru_cache
from logging import getLogger
from typing import Any, LiteralString, TypeVar

import anyio.to_thread
import psycopg

from callsheet_studio.errors import StoreUnavailable
from callsheet_studio.storage.database import PATIENCE, Connection, Cursor, Parameters, Store
from callsheet_studio.storage.postgres_schema import CHANNEL, LOCK, enter_schema

T = TypeVar("T")
Plain = psycopg.Connection[tuple[Any, ...]]

RETRY = 0.1
"""Seconds between two tries to reach a server that was there before."""
LOOK = 5.0
"""Seconds between two looks whether a listener is still wanted."""
READ = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
WRITE = f"BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; {LOCK}"
TOUCH = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"
SESSION = f"""SELECT set_config('lock_timeout', '{PATIENCE:.0f}s', false),
    set_config('idle_in_transaction_session_timeout', '{PATIENCE:.0f}s', false),
    set_config('statement_timeout', '60s', false),
    CASE WHEN current_setting('synchronous_commit') = 'off'
        THEN set_config('synchronous_commit', 'on', false) END,
    extract(epoch FROM clock_timestamp())::double precision AS now"""
"""A process that is stopped inside a transaction loses it, and with it the writers' lock."""
PARAMETER = re.compile(r"\?|(?<![:\w]):(\w+)")

logger = getLogger(__name__)


class PostgresStore(Store):
    """A connection to the studio's schema. It is opened again when it was lost."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url
        self._db: psycopg.Connection[Row] | None = None
        self._was_reached = False
        self._ahead = 0.0
        """Seconds by which the server's clock is ahead of this computer's."""

    def now(self) -> float:
        """Return the server's time, in seconds since 1970: one clock for the leases of all
        machines. Before the first connection it is this computer's."""
        return time.time() + self._ahead

    def close(self) -> None:
        """Close the connection, if it is open."""
        if self._db is not None:
            self._db.close()
            self._db = None

    def read_now(self, look: Callable[[Connection], T]) -> T:
        """Do as `read` does, in this thread, which it blocks, and without waiting for a turn:
        nothing else may use the store meanwhile."""
        return self._read(look)

    async def listen(self, tell: Callable[[], None]) -> None:
        """Call `tell` when jobs came or ended, in any process; runs until cancelled. While the
        server can't be listened to, it logs that and tries again every second."""
        while True:
            if await anyio.to_thread.run_sync(self._wait_for_notice, abandon_on_cancel=True):
                tell()

    def _read(self, look: Callable[[Connection], T]) -> T:
        return self._run(READ, look)

    def _write(self, change: Callable[[Connection], T]) -> T:
        return self._run(WRITE, change)

    def _touch(self, change: Callable[[Connection], T]) -> T:
        return self._run(TOUCH, change)

    def _run(self, begin: LiteralString, work: Callable[[Connection], T]) -> T:
        """Run a transaction, again if the connection was lost before its commit began.

        Once a server stayed away, calls do not wait for it until it is back.
        """
        give_up: float | None = None
        while True:
            try:
                return self._transact(begin, work)
            except _ConnectionLost as error:
                give_up = give_up or time.monotonic() + PATIENCE
                if time.monotonic() > give_up or not self._was_reached:
                    self._was_reached = False
                    raise _unavailable(error.__cause__) from error
            except psycopg.Error as error:
                raise _unavailable(error) from error
            time.sleep(RETRY)

    def _transact(self, begin: LiteralString, work: Callable[[Connection], T]) -> T:
        try:
            db = self._connect()
            db.execute(begin)
            try:
                done = work(_Session(db))
            except BaseException:
                with suppress(psycopg.Error):
                    db.execute("ROLLBACK")
                raise
        except psycopg.Error as error:
            if self._db is None or self._db.closed:
                self.close()
                raise _ConnectionLost from error
            raise
        # Whether a commit that breaks off was carried out is not known: it is not repeated.
        if db.execute("COMMIT").statusmessage != "COMMIT":
            raise StoreUnavailable("The studio's database did not accept a change.")
        return done

    def _connect(self) -> "psycopg.Connection[Row]":
        if self._db is None or self._db.closed:
            self.close()
            self._db, self._ahead = _connect(self._url)
            self._was_reached = True
        return self._db

    def _wait_for_notice(self) -> bool:
        """Whether there was one. Ends soon enough for a program that closes."""
        try:
            with psycopg.connect(self._url, autocommit=True, connect_timeout=5) as db:
                db.execute(f"LISTEN {CHANNEL}".encode())
                return any(True for _ in db.notifies(timeout=LOOK, stop_after=1))
        except psycopg.Error as error:
            logger.warning("The studio's database tells of no jobs: %s", _line(error))
            time.sleep(1)
            return False


@asynccontextmanager
async def open_postgres_store(url: str) -> AsyncGenerator[PostgresStore]:
    """Open the studio's schema for a block, and make or migrate it when needed.

    Args:
        url: `postgresql://user:password@host/name`.

    Raises:
        StoreUnavailable: The server does not answer, or the role may make no schema.
        StoreTooNew: A newer Callsheet wrote it.
    """
    store = PostgresStore(url)
    try:
        await store.read(lambda db: db.execute("SELECT 1").fetchone())
        yield store
    finally:
        store.close()


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


class _Session:
    """A connection that understands the studio's statements."""

    def __init__(self, db: "psycopg.Connection[Row]") -> None:
        self._db = db

    def execute(self, sql: str, parameters: Parameters = (), /) -> Cursor:
        values = (
            {name: _adapt(value) for name, value in parameters.items()}
            if isinstance(parameters, Mapping)
            else [_adapt(value) for value in parameters]
        )
        return self._db.execute(_translate(sql), values)


class _ConnectionLost(Exception):
    """The server is gone, and nothing was committed."""


def _connect(url: str) -> "tuple[psycopg.Connection[Row], float]":
    """A connection, and by how much the server's clock is ahead."""
    try:
        db = psycopg.Connection[Row].connect(
            url,
            autocommit=True,
            row_factory=_make_rows,
            connect_timeout=5,
            client_encoding="utf8",
            application_name="callsheet studio",
            keepalives_idle=10,
            keepalives_interval=5,
            keepalives_count=3,
        )
    except psycopg.ProgrammingError:
        # Its text has the address, and with it the password.
        raise StoreUnavailable("The database's address can't be read.") from None
    try:
        enter_schema(db)
        asked = time.time()
        row = db.execute(SESSION.encode()).fetchone()
        assert row is not None
        return db, row["now"] - (asked + time.time()) / 2
    except BaseException:
        db.close()
        raise


def _unavailable(error: BaseException | None) -> StoreUnavailable:
    """Who reads this need not know where the server is; the log says so."""
    logger.warning("The studio's database: %s", _line(error))
    told = isinstance(error, psycopg.Error) and error.diag.message_primary
    return StoreUnavailable(
        f"The studio's database cannot be used ({told or 'it does not answer'}). Call again; if "
        "this lasts, tell whoever runs this server."
    )


def _line(error: object) -> str:
    return " ".join(str(error).split())[:300]


@lru_cache(maxsize=512)
def _translate(sql: str) -> bytes:
    """A statement as psycopg reads it."""
    return PARAMETER.sub(_placeholder, sql.replace("%", "%%")).encode()


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
