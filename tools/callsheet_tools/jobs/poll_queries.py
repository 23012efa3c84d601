"""Which job is polled next: the queries that a schedule makes.

Every function takes the open connection; `now` is seconds since 1970.
"""

from collections.abc import Collection, Sequence
from typing import Any

from callsheet_tools.database.database import Connection
from callsheet_tools.jobs.job import Job
from callsheet_tools.jobs.queries import get, select, update

AT_ONCE = 3
"""Jobs of one caller that Knowlify works on at once (documentation, "Concurrency")."""

SKEW = 1.0
"""Seconds that clocks of processes may differ."""
DUE = {
    "api_request": ("at",),
    "api_limit": ("blocked_until",),
    "job": ("next_poll_at", "poll_lease", "seek_at", "sender_lease"),
}
"""Columns that tell when something is due, by table."""

_OURS = "state = 'submitted' AND provider = :provider AND account = :account"
_AT_WORK = f"SELECT count(*) FROM job WHERE {_OURS} AND parked = 0 AND kind = 'video'"
_HEAD = f"SELECT min(rowid) FROM job WHERE {_OURS} AND parked = 1"
_AT = "(CASE WHEN next_poll_at > poll_lease THEN next_poll_at ELSE poll_lease END)"
_ASKABLE = f"{_OURS} AND (parked = 0 OR (rowid = ({_HEAD}) AND ({_AT_WORK}) < {AT_ONCE}))"


def next_due(db: Connection, provider: str, account: str) -> list[Any]:
    """Return when the next job of each kind is due for a poll, as rows of `kind` and `at`
    (seconds since 1970), earliest first.

    Only jobs that can have changed. Waiting jobs start first in, first out, so only the first of
    them is polled, and only while fewer are running than the provider takes.
    """
    whose = {"provider": provider, "account": account}
    query = f"""SELECT kind, min({_AT}) AS at FROM job
        WHERE {_ASKABLE} GROUP BY kind ORDER BY at"""
    return db.execute(query, whose).fetchall()


def due_at(db: Connection, provider: str, account: str, due: Any) -> Job:
    """Return the job that a row of `next_due` is about."""
    whose = {"provider": provider, "account": account, "kind": due["kind"], "at": due["at"]}
    query = f"SELECT job_id FROM job WHERE {_ASKABLE} AND kind = :kind AND {_AT} = :at LIMIT 1"
    return get(db, db.execute(query, whose).fetchone()["job_id"])


def due_in_same_list(db: Connection, job: Job, now: float, by: float) -> list[Job]:
    """Return the jobs whose status one list of the provider also gives: of this job's
    kind, and due before `by`.

    Args:
        now: Seconds since 1970; jobs that another process is polling now are left out.
        by: Seconds since 1970.
    """
    where = (
        "state = 'submitted' AND provider = ? AND account = ? AND kind = ? AND alone = 0 "
        "AND poll_lease <= ? AND next_poll_at <= ? ORDER BY rowid"
    )
    return select(db, where, job.provider, job.account, job.kind, now, by)


def pollable_count(db: Connection, provider: str, account: str, kinds: Collection[str]) -> int:
    """Return how many jobs of these kinds can have changed."""
    whose = {"provider": provider, "account": account}
    found = db.execute(f"SELECT kind, count(*) FROM job WHERE {_ASKABLE} GROUP BY kind", whose)
    return sum(count for kind, count in found if kind in kinds)


def sending_count(db: Connection, provider: str, account: str) -> int:
    """Return how many jobs of an account are being sent to its provider now."""
    query = """SELECT count(*) FROM job
        WHERE state IN ('intent', 'sending') AND provider = ? AND account = ?"""
    return int(db.execute(query, (provider, account)).fetchone()[0])


def next_to_recover(db: Connection, provider: str, account: str) -> Job | None:
    """Return the job of unknown outcome that is next to be looked for in the provider's
    list; None if there is none."""
    where = "provider = ? AND account = ? AND seek_at IS NOT NULL ORDER BY seek_at LIMIT 1"
    return next(iter(select(db, where, provider, account)), None)


def pending_submits(db: Connection, job: Job) -> list[Job]:
    """Return the jobs of this job's provider, account and kind that are being submitted and have no
    answer yet: a new id in the list may be one of theirs."""
    where = "state = 'sending' AND provider = ? AND account = ? AND kind = ?"
    return select(db, where, job.provider, job.account, job.kind)


def unknown_ids(db: Connection, job: Job, remote_ids: Sequence[str]) -> list[str]:
    """Return those ids that no job of this job's provider, account and kind has, in order."""
    query = "SELECT 1 FROM job WHERE remote_id = ? AND provider = ? AND account = ? AND kind = ?"
    whose = (job.provider, job.account, job.kind)
    return [one for one in remote_ids if not db.execute(query, (one, *whose)).fetchone()]


def follow_clock(db: Connection, account: str, now: float) -> None:
    """Move all due times of an account back when the computer's clock was put back.

    So nothing waits longer than it would have.

    Args:
        now: Seconds since 1970.
    """
    newest = db.execute("SELECT max(at) FROM api_request WHERE account = ?", (account,))
    back = (newest.fetchone()[0] or now) - now
    if back <= SKEW:
        return
    whose = {"back": back, "account": account}
    for table, columns in DUE.items():
        moved = ", ".join(f"{column} = {column} - :back" for column in columns)
        db.execute(f"UPDATE {table} SET {moved} WHERE account = :account", whose)


def set_lease(db: Connection, job_id: str, owner: str, until: float) -> None:
    """Keep other processes from polling a job until `until` (seconds since 1970).

    Args:
        owner: The process that polls it.
    """
    update(db, job_id, {"poll_owner": owner, "poll_lease": until})


def wake(db: Connection, account: str, job_id: str | None) -> None:
    """Make the running videos of an account due for a poll now: one by its
    id, or all of them (None)."""
    query = """UPDATE job SET next_poll_at = 0 WHERE account = :account AND kind = 'video'
        AND state = 'submitted' AND (job_id = :job_id OR :job_id IS NULL)"""
    db.execute(query, {"account": account, "job_id": job_id})


def release(db: Connection, job_id: str, owner: str) -> None:
    """Let other processes poll a job again, if `owner` has the lease."""
    query = "UPDATE job SET poll_lease = 0 WHERE job_id = ? AND poll_owner = ?"
    db.execute(query, (job_id, owner))


def is_leased(db: Connection, job_id: str, now: float) -> bool:
    """Return whether a process is polling the job at the time `now` (seconds since 1970)."""
    query = "SELECT poll_lease > ? FROM job WHERE job_id = ?"
    return bool(db.execute(query, (now, job_id)).fetchone()[0])
