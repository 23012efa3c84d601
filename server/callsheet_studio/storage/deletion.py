"""Deleting what the studio has of jobs: requests, rows, steps and files."""

import json
import shutil
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from callsheet_studio.errors import StudioError
from callsheet_studio.storage.database import Connection
from callsheet_studio.storage.home import DRAWN, DRAWN_PREFIX, FILMS, LOGO_NAME, LOGOS
from callsheet_studio.storage.sqlite_store import (
    FILE_NAME,
    connect,
    run_in_transaction,
    wipe_free_pages,
)

RELATED = """SELECT id FROM job WHERE id = :id OR id LIKE :id || '-%'
    OR id IN (SELECT id FROM edit WHERE video = :id)"""
"""A video with its edits, a character with its poses."""
UNFINISHED = "SELECT count(*) FROM job WHERE id = ? AND state IN ('waiting', 'running')"
KNOWN = "SELECT id FROM job WHERE id IN (SELECT value FROM json_each(?))"
NAMED = "SELECT request FROM job WHERE id IN (SELECT value FROM json_each(?))"
NAMING = "SELECT count(*) FROM job WHERE instr(request, ?) > 0"
DELETE = (
    "DELETE FROM step WHERE job = ?",
    "DELETE FROM snapshot WHERE job = ?",
    "DELETE FROM replay WHERE edit = ?",
    "DELETE FROM edit WHERE id = ?",
    "DELETE FROM video WHERE uuid = ?",
    "DELETE FROM job WHERE id = ?",
)
"""Children before what they refer to."""


class StillAtWork(StudioError):
    """A job cannot be deleted: it, or an edit of it, is being made."""


def delete(home: Path, job_ids: Iterable[str]) -> tuple[str, ...]:
    """Delete ended jobs, with the edits of a video and the poses of a character, and logos and
    drawn pictures that no other film uses; returns the ids of all deleted jobs.

    Ids that are not known are skipped: all, in a home without a studio. Files of a job that can't
    be deleted stay.

    Raises:
        StillAtWork: One of the jobs has not ended. Nothing was deleted.
        sqlite3.DatabaseError: The database is damaged, or locked by another process for too long.
    """
    if not (home / FILE_NAME).exists():
        return ()
    with closing(connect(home)) as db:
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA secure_delete = ON")
        gone, unused = run_in_transaction(db, lambda db: delete_rows(db, job_ids))
        for job_id in gone:
            shutil.rmtree(home / FILMS / job_id, ignore_errors=True)
        for name in unused:
            (home / LOGOS / name).unlink(missing_ok=True)
        _delete_unused_drawings(home)
        wipe_free_pages(db)
    return gone


def find_known(home: Path, job_ids: Iterable[str]) -> set[str]:
    """Return those of these ids that are jobs of this home's studio; none without a studio.

    Raises:
        sqlite3.DatabaseError: The database is damaged, or locked by another process for too long.
    """
    if not (home / FILE_NAME).exists():
        return set()
    with closing(connect(home)) as db:
        return known_in(db, job_ids)


def known_in(db: Connection, job_ids: Iterable[str]) -> set[str]:
    """Return those of these ids that are jobs of a database."""
    return {row["id"] for row in db.execute(KNOWN, (json.dumps([*job_ids]),))}


def _delete_unused_drawings(home: Path) -> None:
    """Pictures that a model drew for films that are gone."""
    for file in (home / DRAWN).glob("*"):
        if not any((home / FILMS).glob(f"*/{DRAWN_PREFIX}{file.name}")):
            file.unlink(missing_ok=True)


def delete_rows(db: Connection, job_ids: Iterable[str]) -> tuple[tuple[str, ...], list[str]]:
    """Delete jobs and what belongs to them in the open transaction; return the ids of all deleted
    jobs, and the names of logos that only these jobs named. Ids that are not known are skipped.

    Raises:
        StillAtWork: One of the jobs has not ended. Nothing was deleted.
    """
    found = [row["id"] for one in job_ids for row in db.execute(RELATED, {"id": one})]
    gone = tuple(dict.fromkeys(found))
    for job_id in gone:
        if db.execute(UNFINISHED, (job_id,)).fetchone()[0]:
            raise StillAtWork(f"The studio still works on {job_id}. Wait, or drop it first.")
    said = " ".join(row["request"] for row in db.execute(NAMED, (json.dumps(gone),)))
    edits_first = sorted(gone, key=lambda one: not _is_edit(db, one))
    for job_id in edits_first:
        for statement in DELETE:
            db.execute(statement, (job_id,))
    named = sorted(set(LOGO_NAME.findall(said)))
    return gone, [name for name in named if not db.execute(NAMING, (name,)).fetchone()[0]]


def _is_edit(db: Connection, job_id: str) -> bool:
    return db.execute("SELECT 1 FROM edit WHERE id = ?", (job_id,)).fetchone() is not None
