"""The journal in PostgreSQL, which replicas on several machines share."""

import time
from collections.abc import Callable
from contextlib import suppress
from logging import getLogger
from pathlib import Path
from typing import Any, LiteralString, TypeVar

import psycopg

from callsheet_tools.database.changes import ChangeListener
from callsheet_tools.database.database import PATIENCE, Connection, Database
from callsheet_tools.database.postgres_connection import Row, Session, connect
from callsheet_tools.database.postgres_schema import LOCK, migrate
from callsheet_tools.errors import JournalUnusable
from callsheet_tools.private_files import make_folder
from callsheet_tools.sanitize import one_line

T = TypeVar("T")

RETRY = 0.1
"""Seconds between two tries to reach a server that was there before."""
READ = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
WRITE = f"BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; {LOCK}"
LAST = """SELECT seq, job_id, at,
    (SELECT count(*) FROM event WHERE (seq, job_id, at) = (?, ?, ?)) AS known
    FROM event ORDER BY seq DESC LIMIT 1"""
LACKS = (
    "The journal's database lacks what was in it a moment ago: it was restored from an older copy, "
    "or another server took over. Nothing was sent, for what was bought before could be bought "
    "again. Whoever runs this server has to compare with the provider's dashboard, and start "
    "Callsheet again."
)

logger = getLogger(__name__)


class PostgresDatabase(Database):
    """A schema of a PostgreSQL database. `write` with `whole` checks that the last event that this
    process wrote is still there: a server that was restored from a copy may lack it."""

    def __init__(self, url: str, folder: Path) -> None:
        super().__init__(folder)
        self._url = url
        self._db: psycopg.Connection[Row] | None = None
        self._was_open = self._was_reached = False
        self._last: tuple[int, str, float] | None = None
        self._is_whole = True
        self._listener = ChangeListener(url)

    @property
    def was_opened(self) -> bool:
        """Whether the connection was ever opened; it may be lost or closed by now."""
        return self._was_open

    @property
    def changes(self) -> int:
        """Grows whenever a process may have changed something."""
        return self._listener.count

    async def wait_for_change(self, since: int, seconds: float) -> None:
        """Return when a process may have changed something after `changes` was `since`, at the
        latest after 5 seconds (`changes.LOOK`); after `seconds` while the server can't be listened
        to."""
        await self._listener.wait(since, seconds)

    def close(self) -> None:
        """Close the connections, if they are open; the next use opens them again."""
        self._listener.close()
        self._drop()

    def _read(self, work: Callable[[Connection], T]) -> T:
        return self._run(READ, work)

    def _write(self, work: Callable[[Connection], T], *, whole: bool) -> T:
        def write(db: Connection) -> tuple[T, Any]:
            if whole and not self._goes_on(self._look(db)):
                raise JournalUnusable(LACKS)
            return work(db), self._look(db)

        done, last = self._run(WRITE, write)
        self._is_whole = self._goes_on(last)
        self._last = (last["seq"], last["job_id"], last["at"]) if last else None
        return done

    def _look(self, db: Connection) -> Any:
        """The last event, and whether the one that was last before is still there."""
        return db.execute(LAST, self._last or (None, None, None)).fetchone()

    def _goes_on(self, last: Any) -> bool:
        return self._is_whole and (self._last is None or bool(last and last["known"]))

    def _erase(self, work: Callable[[Connection], T]) -> T:
        return self._write(work, whole=False)

    def _wipe_deleted(self) -> None:
        """Nothing to do: the server reuses the space of deleted rows by itself (autovacuum)."""

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
                    raise _unusable(error.__cause__) from error
            except psycopg.Error as error:
                raise _unusable(error) from error
            except OSError as error:
                raise JournalUnusable(
                    f"{str(self.folder)!r} cannot be used ({error}). Nothing was changed."
                ) from error
            time.sleep(RETRY)

    def _transact(self, begin: LiteralString, work: Callable[[Connection], T]) -> T:
        try:
            db = self._connect()
            db.execute(begin)
            try:
                done = work(Session(db))
            except BaseException:
                with suppress(psycopg.Error):
                    db.execute("ROLLBACK")
                raise
        except psycopg.Error as error:
            if self._db is None or self._db.closed:
                self._drop()
                raise _ConnectionLost from error
            raise
        self._commit(db)
        return done

    def _commit(self, db: psycopg.Connection[Row]) -> None:
        """Whether a commit that breaks off was carried out is not known: it is not repeated."""
        if db.execute("COMMIT").statusmessage != "COMMIT":
            raise JournalUnusable("The journal's database did not accept a change.")

    def _connect(self) -> psycopg.Connection[Row]:
        if self._db is None or self._db.closed:
            self._drop()
            make_folder(self.folder)
            self._db = connect(self._url)
            migrate(self._db)
            self._was_open = self._was_reached = True
        return self._db

    def _drop(self) -> None:
        if self._db is not None:
            self._db.close()
            self._db = None


class _ConnectionLost(Exception):
    """The server is gone, and nothing was committed."""


def _unusable(error: BaseException | None) -> JournalUnusable:
    """Who reads this need not know where the server is; the log says so."""
    logger.warning("The journal's database: %s", one_line(str(error), 300))
    told = isinstance(error, psycopg.Error) and error.diag.message_primary
    why = one_line(told, 200) if told else "it does not answer"
    return JournalUnusable(
        f"The journal's database cannot be used ({why}). Call again; if this lasts, tell whoever "
        "runs this server."
    )
