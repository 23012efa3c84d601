"""Forgetting jobs: what was asked for and what came of it goes; what was paid stays."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from callsheet_tools.database.database import Connection
from callsheet_tools.errors import CallsheetError
from callsheet_tools.jobs.purchase_log import PurchaseLog

NUMBER = "UPDATE event SET state = 'deleted', stage = NULL, percent = NULL WHERE job_id = ?"
"""Of an event its number, id and time stay: by these a running server knows its journal again."""
ENDED = ("rejected", "succeeded", "failed")
FIND = "SELECT job_id, place, kind, state, remote_id, request FROM job"
WITH_ID = f"{FIND} WHERE place = 'local' AND remote_id = ?"
NAMING = f"{FIND} WHERE instr(request, ?) > 0"
RECEIPT = """UPDATE job SET title = '(deleted)', request = '{}', request_hash = job_id,
    remote = '{}', stage = NULL, result = '{}', error = NULL, before = 'null', preview = NULL
    WHERE job_id = ?"""
"""Ids, provider, account, kind, state, price, dates and user stay: the limits of a day are counted
from them."""
DRAFTS = """DELETE FROM draft WHERE EXISTS (SELECT 1 FROM job WHERE job_id = ?
    AND job.subject = draft.subject AND instr(request, task) > 0)"""
"""Those that a job was made of."""


class CannotDelete(CallsheetError):
    """The job stays as it is; the text says why, and what to do."""


@dataclass(frozen=True)
class Deletable:
    """An ended job, as far as its deletion needs it."""

    job_id: str
    is_local: bool
    remote_id: str | None
    """The id that its provider, or the studio, knows it by."""


def find(db: Connection, job_id: str) -> Deletable:
    """Return the ended job with this id, Callsheet's own or its provider's, of any user, ready to
    be deleted.

    Raises:
        CannotDelete: There is no such job, or it has not ended or is `unknown`.
    """
    row = db.execute(f"{FIND} WHERE job_id = ? OR remote_id = ?", (job_id, job_id)).fetchone()
    if row is None:
        raise CannotDelete(f"There is no job {job_id!r}. `callsheet jobs` lists them.")
    if row["state"] not in ENDED:
        raise CannotDelete(
            f"{row['job_id']} is {row['state']} and stays: until it has ended, its row keeps it "
            "from being made, or paid, twice. `callsheet jobs --drop` ends a local one."
        )
    return _deletable(row)


def list_ended(db: Connection) -> list[Deletable]:
    """Return every job in the journal that has ended, ready to be deleted; none that is
    `unknown`."""
    marks = ", ".join("?" * len(ENDED))
    return [*map(_deletable, db.execute(f"{FIND} WHERE state IN ({marks})", ENDED))]


def find_related(
    db: Connection, jobs: Iterable[Deletable], gone: Iterable[str] = ()
) -> list[Deletable]:
    """Return the jobs that go with deleted ones: local ones with an id among `gone`, and ended
    edits of `jobs` with their reverts. A job may be in it twice.

    Args:
        jobs: Jobs that are deleted.
        gone: The studio's ids of further deleted jobs.
    """
    ids = {(job.is_local, job.remote_id) for job in jobs if job.remote_id}
    rows = [row for one in gone for row in db.execute(WITH_ID, (one,))]
    rows += [row for local, one in ids for row in _find_edits(db, local, one)]
    return [*map(_deletable, rows)]


def _find_edits(db: Connection, is_local: bool, remote_id: str) -> list[Any]:
    """The ended edits of what has this id, and their reverts; of those that were refused, only
    the request tells."""
    rows = _find_naming(db, remote_id)
    edits = [row["remote_id"] for row in rows if row["kind"] == "edit" and row["remote_id"]]
    rows += [row for one in edits for row in _find_naming(db, one)]
    return [row for row in rows if (row["place"] == "local") == is_local and row["state"] in ENDED]


def _find_naming(db: Connection, remote_id: str) -> list[Any]:
    """The jobs that were asked to change what has this id."""
    found = db.execute(NAMING, (json.dumps(remote_id),)).fetchall()
    requests = [json.loads(row["request"]) for row in found]
    return [
        row
        for row, request in zip(found, requests, strict=True)
        if remote_id in (request.get("video_uuid"), request.get("edit_id"))
    ]


def forget(db: Connection, jobs: Collection[Deletable], purchases: PurchaseLog) -> None:
    """Delete local jobs, and of hosted ones all but the receipt; with them the drafts that they
    were made of. Of events only their numbers, ids and times stay.

    Args:
        purchases: The log of purchases, which forgets what they asked for (`PurchaseLog.forget`).

    Raises:
        OSError: The log of purchases cannot be read or written; no row is changed then.
    """
    purchases.forget({job.job_id for job in jobs})
    for job in jobs:
        db.execute(NUMBER, (job.job_id,))
        db.execute(DRAFTS, (job.job_id,))
        db.execute("DELETE FROM job WHERE job_id = ?" if job.is_local else RECEIPT, (job.job_id,))


def forget_drafts(db: Connection) -> None:
    """Delete the drafts of all users."""
    db.execute("DELETE FROM draft")


def _deletable(row: Any) -> Deletable:
    return Deletable(row["job_id"], row["place"] == "local", row["remote_id"])
