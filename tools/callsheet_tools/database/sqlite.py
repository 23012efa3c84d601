"""The journal's file: SQLite, shared by every Callsheet process of this user."""

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from callsheet_tools.database.continuity import Continuity
from callsheet_tools.database.database import PATIENCE, Connection, Database
from callsheet_tools.errors import JournalUnusable
from callsheet_tools.private_files import make_file, make_folder

T = TypeVar("T")

LOCK_LOOK = 0.02
MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE job (
      job_id TEXT PRIMARY KEY, call_id TEXT NOT NULL,
      provider TEXT NOT NULL, place TEXT NOT NULL, account TEXT NOT NULL, kind TEXT NOT NULL,
      title TEXT NOT NULL, request TEXT NOT NULL, request_hash TEXT NOT NULL,
      state TEXT NOT NULL, sender TEXT NOT NULL, sender_lease REAL NOT NULL,
      sent_at REAL, attempts INTEGER NOT NULL DEFAULT 0,
      remote_id TEXT, remote TEXT NOT NULL DEFAULT '{}', stage TEXT, percent INTEGER,
      parked INTEGER NOT NULL DEFAULT 0, result TEXT NOT NULL DEFAULT '{}', error TEXT,
      credits_used INTEGER, created_at REAL NOT NULL, updated_at REAL NOT NULL, done_at REAL,
      shown_at REAL, polled_at REAL, next_poll_at REAL NOT NULL DEFAULT 0,
      misses INTEGER NOT NULL DEFAULT 0, poll_owner TEXT, poll_lease REAL NOT NULL DEFAULT 0,
      seq INTEGER NOT NULL DEFAULT 0
    );
    CREATE UNIQUE INDEX job_by_remote ON job (provider, account, kind, remote_id)
      WHERE remote_id IS NOT NULL AND kind <> 'finalize';
    CREATE INDEX job_by_remote_id ON job (remote_id);
    CREATE INDEX job_by_request ON job (account, request_hash);
    CREATE INDEX job_by_state ON job (state, provider, account, next_poll_at);
    CREATE INDEX job_by_seq ON job (seq);
    CREATE TABLE event (
      seq INTEGER PRIMARY KEY AUTOINCREMENT, job_id TEXT NOT NULL,
      state TEXT NOT NULL, stage TEXT, percent INTEGER, at REAL NOT NULL
    );
    CREATE TABLE api_request (account TEXT NOT NULL, bucket TEXT NOT NULL, at REAL NOT NULL);
    CREATE INDEX api_request_by_time ON api_request (account, bucket, at);
    CREATE TABLE api_limit (
      account TEXT NOT NULL, bucket TEXT NOT NULL, most INTEGER,
      blocked_until REAL NOT NULL DEFAULT 0, PRIMARY KEY (account, bucket)
    );
    """,
    """
    ALTER TABLE job ADD COLUMN before TEXT NOT NULL DEFAULT 'null';
    ALTER TABLE job ADD COLUMN seek_at REAL;
    ALTER TABLE job ADD COLUMN started_at REAL;
    ALTER TABLE job ADD COLUMN moved_at REAL;
    ALTER TABLE job ADD COLUMN alone INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX job_by_call ON job (call_id);
    CREATE INDEX job_to_seek ON job (provider, account, seek_at) WHERE seek_at IS NOT NULL;
    """,
    """
    ALTER TABLE job ADD COLUMN charged INTEGER;
    ALTER TABLE job ADD COLUMN preview TEXT;
    CREATE INDEX job_by_title ON job (provider, kind, title);
    """,
    """
    CREATE TABLE price_list (account TEXT PRIMARY KEY, costs TEXT NOT NULL, at REAL NOT NULL);
    """,
    """
    ALTER TABLE job ADD COLUMN subject TEXT NOT NULL DEFAULT '';
    CREATE INDEX job_by_subject ON job (subject, state) WHERE subject <> '';
    """,
    """
    CREATE INDEX job_unreported ON job (subject, shown_at);
    CREATE INDEX job_by_user ON job (subject);
    CREATE INDEX job_by_time ON job (created_at);
    CREATE INDEX job_of_user_by_time ON job (subject, created_at);
    """,
    """
    CREATE TABLE draft (
      subject TEXT NOT NULL, draft_id TEXT NOT NULL, task TEXT NOT NULL, options TEXT NOT NULL,
      at REAL NOT NULL, PRIMARY KEY (subject, draft_id)
    );
    """,
    # How many rows of a million have the same first columns (SQLite, "The sqlite_stat1 table"): of
    # a user many, with an id one, in a state that is asked for few. Without them SQLite reads all
    # jobs of a user to find one.
    """
    CREATE INDEX job_by_preview ON job (preview) WHERE preview IS NOT NULL;
    CREATE INDEX job_made_here ON job (subject, provider)
      WHERE place = 'local' AND state = 'succeeded';
    ANALYZE price_list;
    DELETE FROM sqlite_stat1;
    INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
      ('job', 'sqlite_autoindex_job_1', '1000000 1'), ('job', 'job_by_remote_id', '1000000 2'),
      ('job', 'job_by_remote', '1000000 200000 50000 20000 1'), ('job', 'job_by_seq', '1000000 1'),
      ('job', 'job_by_request', '1000000 50000 2'), ('job', 'job_by_call', '1000000 4'),
      ('job', 'job_by_title', '1000000 500000 200000 4'), ('job', 'job_by_preview', '100000 2'),
      ('job', 'job_by_state', '1000000 1000 500 200 2'), ('job', 'job_to_seek', '20 10 5 1'),
      ('job', 'job_by_subject', '1000000 50000 200'), ('job', 'job_by_user', '1000000 50000'),
      ('job', 'job_unreported', '1000000 50000 10'), ('job', 'job_by_time', '1000000 2'),
      ('job', 'job_of_user_by_time', '1000000 50000 1'),
      ('job', 'job_made_here', '500000 1000 100');
    ANALYZE sqlite_master;
    """,
    """
    ALTER TABLE job ADD COLUMN answered_at REAL;
    UPDATE job SET answered_at = created_at;
    """,
)
"""Statement lists, oldest first. `PRAGMA user_version` counts those that were applied."""


class SqliteDatabase(Database):
    """A file. `write` with `whole` checks that it is still the one at its path, undamaged and
    complete."""

    def __init__(self, path: Path) -> None:
        super().__init__(path.parent)
        self.path = path
        self._db: sqlite3.Connection | None = None
        self._continuity = Continuity(path)

    @property
    def was_opened(self) -> bool:
        """Whether the connection was opened, and not closed since."""
        return self._db is not None

    def close(self) -> None:
        """Close the connection, if it is open; the next use opens it again."""
        if self._db is not None:
            self._db.close()
            self._db = None

    def _read(self, work: Callable[[Connection], T]) -> T:
        return self._run("BEGIN", work)

    def _write(self, work: Callable[[Connection], T], *, whole: bool) -> T:
        return self._run("BEGIN IMMEDIATE", work, whole=whole)

    def _erase(self, work: Callable[[Connection], T]) -> T:
        def erase(db: Connection) -> T:
            db.execute("PRAGMA secure_delete = ON")
            return work(db)

        return self._write(erase, whole=False)

    def _wipe_deleted(self) -> None:
        """Rewrite the file without its deleted rows, and empty its write-ahead log."""
        self._db = self._db or _open(self.path)
        try:
            self._db.execute("VACUUM")
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        except sqlite3.DatabaseError as error:
            raise JournalUnusable(_sentence(self.path, error)) from error

    def _run(self, begin: str, work: Callable[[Connection], T], *, whole: bool = False) -> T:
        try:
            if self._db is None:
                self._db = _open(self.path)
            if whole:  # before the lock, or all other writers would wait
                self._continuity.check_all_pages()
            with _transaction(self._db, begin):
                if whole:
                    self._continuity.check()
                done = work(self._db)
            if begin == "BEGIN IMMEDIATE":
                self._continuity.note(self._db)
            return done
        except (sqlite3.Error, OSError) as error:
            raise JournalUnusable(_sentence(self.path, error)) from error


class _transaction:
    """`BEGIN` … `COMMIT`, or `ROLLBACK` if the block raises."""

    def __init__(self, db: sqlite3.Connection, begin: str) -> None:
        self._db, self._begin = db, begin

    def __enter__(self) -> None:
        self._db.execute(self._begin)

    def __exit__(self, kind: object, *_: object) -> None:
        try:
            if kind is None:
                self._db.execute("COMMIT")
        finally:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")


def _open(path: Path) -> sqlite3.Connection:
    make_folder(path.parent)
    make_file(path)
    db = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
    try:
        db.row_factory = sqlite3.Row
        _migrate(db, path)
        db.execute("PRAGMA synchronous=FULL")
    except BaseException:
        db.close()
        raise
    return db


def _migrate(db: sqlite3.Connection, path: Path) -> None:
    known = len(MIGRATIONS)
    version = _version(db)
    if version > known:
        raise JournalUnusable(
            f"The journal {str(path)!r} was written by a newer Callsheet (format {version}, "
            f"this one knows {known}). It was left as it is: update Callsheet, or set "
            "CALLSHEET_HOME to another folder."
        )
    if version < known:
        _use_wal(db)
        with _transaction(db, "BEGIN IMMEDIATE"):
            for script in MIGRATIONS[_version(db) :]:
                _execute_all(db, script)
            db.execute(f"PRAGMA user_version={known}")


def _use_wal(db: sqlite3.Connection) -> None:
    """SQLite does not wait for a lock here, so two processes at their first start would meet."""
    give_up = time.monotonic() + PATIENCE
    while True:
        try:
            db.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > give_up:
                raise
        time.sleep(LOCK_LOOK)


def _execute_all(db: sqlite3.Connection, script: str) -> None:
    """`executescript` would commit the transaction it stands in."""
    for statement in script.split(";"):
        if statement.strip():
            db.execute(statement)


def _version(db: sqlite3.Connection) -> int:
    with closing(db.execute("PRAGMA user_version")) as rows:
        return int(rows.fetchone()[0])


def _sentence(path: Path, error: Exception) -> str:
    if "full" in str(error):
        return f"The disk with the journal {str(path)!r} is full. Free some space and call again."
    return (
        f"The journal {str(path)!r} cannot be used ({error}). It was left as it is: make it "
        "readable and writable, or move it away to begin a new one (its jobs are forgotten then)."
    )
