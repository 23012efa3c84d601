"""Whether the journal that is open is still the one at its path, whole and with all that it had."""

import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from callsheet_tools.errors import JournalUnusable

CHECK_EVERY = 86_400.0
"""Seconds between two checks of all pages."""
MOST_ROWS = 1000
LAST = "SELECT seq, job_id, at FROM event ORDER BY seq DESC LIMIT 1"
STILL = "SELECT 1 FROM event WHERE (seq, job_id, at) = (?, ?, ?)"
NEEDED = (
    f"SELECT * FROM job INDEXED BY job_by_time ORDER BY created_at DESC LIMIT {MOST_ROWS}",
    "SELECT * FROM job INDEXED BY job_by_state "
    f"WHERE state IN ('intent', 'sending', 'submitted', 'unknown') LIMIT {MOST_ROWS}",
    f"SELECT * FROM event ORDER BY seq DESC LIMIT {MOST_ROWS}",
    *(
        f"SELECT {columns.format('')} FROM job ORDER BY {columns.format(order)} LIMIT 1"
        for columns in ("account{0}, request_hash{0}", "job_id{0}", "call_id{0}")
        for order in (" ASC", " DESC")
    ),
)
"""Reads what a purchase depends on: the newest rows, those of which no end is known, and the two
ends of the indexes by which twins are found. A damaged page between them gives an error to whoever
needs it. The indexes are named, or SQLite may read all rows."""
WHAT_NOW = (
    "Nothing was sent, for what was bought before could be bought again. Ask the user what "
    "happened to the file; then start Callsheet again, and compare with the provider's dashboard."
)


class Continuity:
    """What one connection knows of its file.

    A file that is deleted, replaced or restored stays open as it was: rows would go into a file
    that is never read. A damaged one loses rows when it is opened again.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._files: dict[Path, tuple[int, int] | None] = {}
        self._last: tuple[int, str, float] | None = None
        self._is_whole = True
        self._checked_at: float | None = None
        """When all pages were checked, by the clock that never goes back."""

    def note(self, db: sqlite3.Connection) -> None:
        """Remember what the journal's last event is now, and whether the file is still complete."""
        self._is_whole = self._is_whole and self._goes_on(db)
        with closing(db.execute(LAST)) as rows:
            last = rows.fetchone()
        self._last = tuple(last) if last else None
        # SQLite keeps its write-ahead log for as long as a connection is open.
        for path in (self._path, self._path.with_name(f"{self._path.name}-wal")):
            self._files.setdefault(path, _identity(path))

    def check_all_pages(self) -> None:
        """Check that no page of the file is damaged, at the first call and then once a day: that
        takes as long as the file is large.

        Raises:
            JournalUnusable: One is.
        """
        now = time.monotonic()
        if self._checked_at is not None and now - self._checked_at < CHECK_EVERY:
            return
        if self._path.exists():
            with self._open_fresh() as fresh:
                (found,) = fresh.execute("PRAGMA quick_check(1)").fetchone()
            if found != "ok":
                raise self._damaged(found)
        self._checked_at = now

    def check(self) -> None:
        """Check that the file at the journal's path is still the open one and complete, and that
        what a purchase depends on can be read from the disk.

        Raises:
            JournalUnusable: It was replaced or deleted, is damaged, or lacks rows.
        """
        for path, known in self._files.items():
            if known != (found := _identity(path)):
                became = "replaced by another" if found else "deleted"
                raise JournalUnusable(f"{str(path)!r} was {became} since it was opened. {WHAT_NOW}")
        with self._open_fresh() as fresh:
            self._check_content(fresh)

    def _open_fresh(self) -> "closing[sqlite3.Connection]":
        """A connection that reads the disk, not what ours remembers of it."""
        source = f"{self._path.absolute().as_uri()}?mode=ro"
        return closing(sqlite3.connect(source, uri=True))

    def _damaged(self, why: object) -> JournalUnusable:
        return JournalUnusable(f"{str(self._path)!r} is damaged ({why}). {WHAT_NOW}")

    def _check_content(self, db: sqlite3.Connection) -> None:
        try:
            for query in NEEDED:
                db.execute(query).fetchall()
        except sqlite3.DatabaseError as error:
            raise self._damaged(error) from error
        if not (self._is_whole and self._goes_on(db)):
            raise JournalUnusable(
                f"{str(self._path)!r} lacks what was in it a moment ago: it was restored from an "
                f"older copy, or damaged. {WHAT_NOW}"
            )

    def _goes_on(self, db: sqlite3.Connection) -> bool:
        """Whether what stood at the end still stands there."""
        return self._last is None or bool(db.execute(STILL, self._last).fetchone())


def _identity(path: Path) -> tuple[int, int] | None:
    """Device and inode; None where there is no file."""
    try:
        found = os.stat(path)
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino
