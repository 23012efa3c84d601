"""The journal's rows: what is read and changed inside one transaction.

Every function takes the open connection; `now` is seconds since 1970.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from callsheet_tools.database.database import Connection, marks
from callsheet_tools.errors import UnknownJob
from callsheet_tools.jobs.fingerprint import fingerprint
from callsheet_tools.jobs.job import UNFINISHED, Job, JobRequest, Snapshot, State, StatusUpdate
from callsheet_tools.jobs.kinds import JobKind
from callsheet_tools.jobs.results import OURS, to_offered
from callsheet_tools.jobs.visibility import jobs_of
from callsheet_tools.sanitize import bound_document

RECENT = 600.0
"""Seconds after success in which a repeat still counts as a repeat.

As many before it: the success may be written down while the repeat waits for its turn."""
SEND_LEASE = 75.0
"""Seconds until a sender that was not heard of counts as dead; longer than any request."""
MOST_CREDITS = 1_000_000_000
"""What one receipt may say at most: sums of it can be counted."""
LARGEST = 2_000_000
"""Characters that are kept of what a provider says of a job."""
MOST_PREVIEWS = 1_000
"""Films of a user, made on this computer, of which one may be what is now ordered."""
MOST_VALUES = 500
"""Values in one statement."""
NEVER_SENT = "Callsheet ended before this was sent, so nothing was made. Call again."
NO_ANSWER = (
    "Callsheet ended after this was sent and before the answer came: it may have been made and "
    "paid for. Look at the provider's dashboard. Not there? Call again with `new_take: true`."
)
SOUGHT = " Callsheet looks for it in the provider's list meanwhile and takes it up if it is there."
UNENDED = "('intent', 'sending', 'submitted')"
UNREPORTED = f"(shown_at IS NULL AND state NOT IN {UNENDED})"
FOLLOWED = f"""rowid IN (SELECT rowid FROM job WHERE state IN {UNENDED}
    UNION SELECT rowid FROM job WHERE seek_at IS NOT NULL)"""

_COLUMNS = [field.name for field in fields(Job)]
_SHORT_COLUMNS = {
    "remote": "CASE WHEN kind IN ('edit', 'revert') THEN remote ELSE '{}' END AS remote",
    "result": "'{}' AS result",
    "before": "'null' AS before",
}
"""Without the large texts; which film an edit is of may only stand in one."""
_JSON = ("request", "remote", "result", "before")


@dataclass(frozen=True)
class WriteContext:
    """Who writes a job down, and when."""

    call_id: str
    owner: str
    """The process that is going to send it."""
    now: float
    subject: str = ""
    """Whose job it is going to be."""


def get(db: Connection, any_id: str, subject: str | None = None) -> Job:
    """Return the job with this id of Callsheet's, or the newest with this id of its provider's.

    Args:
        any_id: Callsheet's id of the job, or the provider's.
        subject: The user whose jobs are searched; None searches everybody's.

    Raises:
        UnknownJob: There is no such job.
    """
    jobs = select(db, "job_id = ?", any_id, subject=subject) or select(
        db, "remote_id = ? ORDER BY rowid DESC LIMIT 1", any_id, subject=subject
    )
    if not jobs:
        raise UnknownJob(any_id)
    return jobs[0]


def get_all(db: Connection, any_ids: Sequence[str], subject: str | None = None) -> list[Job]:
    """Return the jobs with these ids, in their order; see `get`.

    Args:
        any_ids: Callsheet's ids, or the providers'.
        subject: The user whose jobs are searched; None searches everybody's.

    Raises:
        UnknownJob: One of them does not exist.
    """
    known = find_present(db, any_ids, subject)
    return [known.get(one) or get(db, one, subject) for one in any_ids]


def find_present(
    db: Connection, job_ids: Sequence[str], subject: str | None = None
) -> dict[str, Job]:
    """Return those of the jobs with these ids of Callsheet's that there are, by id; see `get`."""
    known: dict[str, Job] = {}
    for start in range(0, len(job_ids), MOST_VALUES):
        some = job_ids[start : start + MOST_VALUES]
        found = select(db, f"job_id IN ({marks(some)})", *some, subject=subject)
        known |= {job.job_id: job for job in found}
    return known


def select(
    db: Connection, where: str, *values: Any, subject: str | None = None, short: bool = False
) -> list[Job]:
    """Return the jobs for which an SQL condition holds; `values` are its parameters.

    `where` must not contain text from outside.

    Args:
        subject: The user whose jobs are searched; None searches everybody's.
        short: Whether to leave `result`, `before` and, but for edits and reverts, `remote` empty.
    """
    jobs, whose = jobs_of(subject)
    columns = [_SHORT_COLUMNS.get(name, name) for name in _COLUMNS] if short else _COLUMNS
    rows = db.execute(f"SELECT {', '.join(columns)} FROM {jobs} WHERE {where}", (*whose, *values))
    return [_job(row) for row in rows]


def find_continued(db: Connection, job_ids: Sequence[str]) -> set[str]:
    """Return those of these previews and characters that were bought or finalized
    afterwards, without failing."""
    those = f"""made.subject = seen.subject AND seen.job_id IN ({marks(job_ids)})
        AND made.state NOT IN ('rejected', 'failed')"""
    found = db.execute(  # two, since no index serves either condition
        f"""SELECT seen.job_id FROM job AS seen JOIN job AS made ON made.preview = seen.job_id
        WHERE {those} AND (made.request_hash = seen.request_hash OR seen.kind = 'edit')
        UNION SELECT seen.job_id FROM job AS seen JOIN job AS made
        ON made.remote_id = seen.remote_id AND made.account = seen.account
        WHERE {those} AND made.kind = 'finalize' AND seen.kind = 'character'""",
        (*job_ids, *job_ids),
    )
    return {row["job_id"] for row in found}


def insert(db: Connection, job_id: str, call: WriteContext, intent: JobRequest) -> Job:
    """Insert the job that is about to be sent, with its first event, and return it.

    Args:
        call: The call that asks for it: its id, the process, and the time.
        intent: What is asked for.
    """
    row = {
        "job_id": job_id,
        "call_id": call.call_id,
        "subject": call.subject,
        "provider": intent.provider,
        "place": intent.place,
        "account": intent.account,
        "kind": intent.kind,
        "title": intent.title,
        "request": json.dumps(intent.request),
        "request_hash": fingerprint(intent.request),
        "state": "intent",
        "sender": call.owner,
        "sender_lease": call.now + SEND_LEASE,
        "credits_used": intent.price,
        "preview": _preview(db, call.subject, intent) if intent.place == "hosted" else None,
        "created_at": call.now,
        "updated_at": call.now,
    }
    db.execute(f"INSERT INTO job ({', '.join(row)}) VALUES ({marks(row)})", [*row.values()])
    append_event(db, job_id, call.now)
    return get(db, job_id)


def find_duplicate(
    db: Connection,
    intent: JobRequest,
    kind: JobKind,
    call: WriteContext,
    subject: str | None = None,
    *,
    new_take: bool = False,
) -> Job | None:
    """Return a job with the same request that is unfinished or unknown; None if there is none.

    Also one that succeeded a moment ago, if the kind of job counts that as a duplicate.

    Args:
        call: Who asks, and when.
        subject: The user whose jobs are searched; None searches everybody's.
        new_take: Whether only jobs count whose own call was never answered: whoever repeats it
            does not know that it was carried out.
    """
    unheard = "answered_at IS NULL AND shown_at IS NULL AND call_id <> ? AND" if new_take else ""
    twins = select(
        db,
        f"provider = ? AND account = ? AND kind = ? AND request_hash = ? AND {unheard} "
        f"(state IN {UNENDED} OR state = 'unknown' OR (state = 'succeeded' "
        "AND done_at BETWEEN ? AND ? AND ? = 1)) "
        "ORDER BY rowid DESC LIMIT 1",
        *(intent.provider, intent.account, intent.kind, fingerprint(intent.request)),
        *((call.call_id,) if new_take else ()),
        *(call.now - RECENT, call.now + RECENT, new_take or kind.repeats_are_duplicates),
        subject=subject,
    )
    return twins[0] if twins else None


def record(db: Connection, job: Job, seen: StatusUpdate, now: float) -> None:
    """Write what was seen of a job into its row, with an event if it changed.

    An ended job stays ended, except that `unknown` may become another state.

    Args:
        now: Seconds since 1970.
    """
    if job.ended and job.state != "unknown":
        _refresh(db, job, seen, now)
        return
    remote_id = job.remote_id or seen.remote_id
    if remote_id and job.remote_id is None and job.kind != "finalize":
        _take_from_others(db, job, remote_id, now)
    changed = {
        "state": seen.state,
        "stage": seen.stage or job.stage,
        "percent": _percent(job, seen),
        "error": seen.error,
    }
    used = _bound(seen.credits_used)
    rest = {
        "parked": seen.parked,
        "remote_id": remote_id,
        "credits_used": _credits(job, used, seen.state),
        "charged": job.charged if seen.state == "failed" else used or job.charged,
        "remote": _merge(job.remote, seen.remote),
        "result": _merge(job.result, _new_results(seen)),
        "done_at": None if seen.state in UNFINISHED else now,
        "seek_at": now
        if seen.state == "unknown" and (job.remote_id or is_recoverable(job))
        else None,
        "started_at": job.started_at or (None if seen.parked else now),
    }
    news = changed != {name: getattr(job, name) for name in changed}
    if news or seen.remote.get("updated_at") != job.remote.get("updated_at"):
        rest["moved_at"] = now
    update(db, job.job_id, changed | rest)
    if news:
        append_event(db, job.job_id, now)


def _percent(job: Job, seen: StatusUpdate) -> int | None:
    """As seen, else as it was, which a success leaves behind."""
    if seen.percent is not None:
        return min(max(seen.percent, 0), 100)
    return None if seen.state == "succeeded" else job.percent


def _refresh(db: Connection, job: Job, seen: StatusUpdate, now: float) -> None:
    """An ended job was looked at again: what is new of its result counts, and a late success."""
    if job.state == "rejected" or seen.state not in ("succeeded", "failed"):
        return
    if seen.state == "failed" and job.state == "succeeded":
        return
    late = seen.state == "succeeded" and job.state == "failed"
    result = {**job.result, **_new_results(seen)}
    changed = {"state": seen.state, "error": seen.error, "result": result}
    if changed != {name: getattr(job, name) for name in changed}:
        append_event(db, job.job_id, now)
    rest = {
        "remote": _merge(job.remote, seen.remote),
        "result": _merge(job.result, _new_results(seen)),
        "stage": seen.stage or job.stage,
        "credits_used": job.charged if late else job.credits_used,
        "polled_at": now,
    }
    update(db, job.job_id, changed | rest)


def _new_results(seen: StatusUpdate) -> dict[str, Any]:
    """What is new of the result: the provider's word, but for files, and what was brought here."""
    said = {key: value for key, value in seen.result.items() if key not in OURS}
    return {**said, **seen.delivered}


def update(db: Connection, job_id: str, values: Mapping[str, Any]) -> None:
    """Set columns of a job's row; the names of the columns must not come from outside."""
    names = ", ".join(f"{name} = ?" for name in values)
    db.execute(f"UPDATE job SET {names} WHERE job_id = ?", [*values.values(), job_id])


def append_event(db: Connection, job_id: str, now: float) -> None:
    """Append an event with a job's present state, so that everything that
    waits reads the row again."""
    query = """INSERT INTO event (job_id, state, stage, percent, at)
        SELECT job_id, state, stage, percent, ? FROM job WHERE job_id = ? RETURNING seq"""
    for event in db.execute(query, (now, job_id)).fetchall():
        update(db, job_id, {"seq": event["seq"], "updated_at": now})


def expire_dead_senders(db: Connection, now: float) -> None:
    """End the jobs whose sending process died: `rejected` if they were not sent, else `unknown`.

    Args:
        now: Seconds since 1970.
    """
    for job in select(db, "state IN ('intent', 'sending') AND sender_lease <= ?", now):
        sent = job.state == "sending"
        lost = NO_ANSWER + SOUGHT if is_recoverable(job) else NO_ANSWER
        seen = (
            StatusUpdate("unknown", error=lost)
            if sent
            else StatusUpdate("rejected", error=NEVER_SENT)
        )
        record(db, job, seen, now)


def is_recoverable(job: Job) -> bool:
    """Return whether a job can be found in the provider's list: the list was
    read before it was sent."""
    return job.before is not None and job.before.ids is not None


def snapshot_json(before: Snapshot) -> str:
    """Return what the provider showed before a submit, as JSON text for the journal: an object
    with `ids` (null: it has no list) and `balance` in credits (null: not known)."""
    return json.dumps(asdict(before))


def _take_from_others(db: Connection, job: Job, remote_id: str, now: float) -> None:
    """An id belongs to the job whose own answer names it, not to one that adopted it."""
    where = "remote_id = ? AND provider = ? AND account = ? AND kind = ? AND job_id <> ?"
    whose = (remote_id, job.provider, job.account, job.kind, job.job_id)
    for other in select(db, where, *whose):
        lost = {"remote_id": None, "state": "unknown", "error": NO_ANSWER, "done_at": now}
        update(db, other.job_id, lost)
        append_event(db, other.job_id, now)


def _preview(db: Connection, subject: str, intent: JobRequest) -> str | None:
    """The user's local job in which this was seen: one whose film's outline is now ordered, else
    the newest of this very request, else one with the same title."""
    return _find_outlined(db, subject, intent) or _find_made(db, subject, intent)


def _find_outlined(db: Connection, subject: str, intent: JobRequest) -> str | None:
    """The newest local job after which a film was what is now ordered, if it is not long ago."""
    video = intent.request.get("video")
    if not video:
        return None
    jobs, whose = jobs_of(subject)
    newest = f"""SELECT rowid FROM {jobs} WHERE place = 'local' AND state = 'succeeded'
        AND provider = ? ORDER BY rowid DESC LIMIT {MOST_PREVIEWS}"""
    where = f"rowid IN ({newest}) AND instr(remote, ?) > 0 ORDER BY rowid DESC"
    films = select(db, where, *whose, intent.provider, json.dumps(video["task"]), subject=subject)
    return next((film.job_id for film in films if film.as_request == intent.request), None)


def _find_made(db: Connection, subject: str, intent: JobRequest) -> str | None:
    """The newest finished local job of this very request, else of one with the same title."""
    where = """place = 'local' AND state = 'succeeded' AND provider = ? AND kind = ?
        AND (request_hash = ? OR title = ?) ORDER BY request_hash = ? DESC, rowid DESC LIMIT 1"""
    same = fingerprint(intent.request)
    asked = (intent.provider, intent.kind, same, intent.title, same)
    found = select(db, where, *asked, subject=subject)
    return found[0].job_id if found else None


def _credits(job: Job, used: int | None, state: State) -> int | None:
    """What was refused took nothing."""
    if state == "rejected":
        return None
    return job.credits_used if used is None else used


def _bound(used: int | None) -> int | None:
    """Credits of a receipt as far as they can be ones."""
    return None if used is None else min(max(used, 0), MOST_CREDITS)


def _merge(known: Mapping[str, Any], said: Mapping[str, Any]) -> str:
    """What is known with what was said now; where that is too much, less of it."""
    tries = (lambda: {**known, **said}, lambda: said, lambda: bound_document(said))
    texts = (json.dumps(parts()) for parts in tries)
    return next((text for text in texts if len(text) <= LARGEST), "{}")


def _job(row: Any) -> Job:
    values: dict[str, Any] = dict(zip(_COLUMNS, row, strict=True))
    for name in _JSON:
        values[name] = {} if values[name] == "{}" else json.loads(values[name])
    values["result"] = to_offered(values["result"], values["place"])
    values["parked"] = bool(values["parked"])
    values["before"] = _before(values["before"])
    return Job.of_row(values)


def _before(value: Mapping[str, Any] | None) -> Snapshot | None:
    if value is None:
        return None
    ids = value["ids"]
    return Snapshot(None if ids is None else tuple(ids), value["balance"])
