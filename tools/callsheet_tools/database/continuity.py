"""Whether the journal that is open is still the one at its path, whole and with all that it had."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from callsheet_tools.errors import JournalUnusable

LAST = "SELECT seq, job_id, at FROM event ORDER BY seq DESC LIMIT 1"
STILL = "SELECT 1 FROM event WHERE (seq, job_id, at) = (?, ?, ?)"
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

    def note(self, db: sqlite3.Connection) -> None:
        """Remember what the journal's last event is now, and whether the file is still complete."""
        self._is_whole = self._is_whole and self._goes_on(db)
        with closing(db.execute(LAST)) as rows:
            last = rows.fetchone()
        self._last = tuple(last) if last else None
        # SQLite keeps its write-ahead log for as long as a connection is open.
        for path in (self._path, self._path.with_name(f"{self._path.name}-wal")):
            self._files.setdefault(path, _identity(path))

    def check(self) -> None:
        """Check that the file at the journal's path is still the open one, undamaged and complete.

        Raises:
            JournalUnusable: It was replaced or deleted, is damaged, or lacks rows.
        """
        for path, known in self._files.items():
            if known != (found := _identity(path)):
                became = "replaced by another" if found else "deleted"
                raise JournalUnusable(f"{str(path)!r} was {became} since it was opened. {WHAT_NOW}")
        # A connection of its own reads the disk, not what ours remembers of it.
        source = f"{self._path.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(source, uri=True)) as fresh:
            self._check_content(fresh)

    def _check_content(self, db: sqlite3.Connection) -> None:
        (found,) = db.execute("PRAGMA quick_check(1)").fetchone()
        if found != "ok":
            raise JournalUnusable(f"{str(self._path)!r} is damaged ({found}). {WHAT_NOW}")
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
