"""The durable record of every job: written before anything is paid for.

What reads and changes rows is here; when it is called is the business of `sender` and `watch`.
"""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from callsheet_tools import pace
from callsheet_tools.errors import UnknownJob
from callsheet_tools.jobs.database import Database
from callsheet_tools.jobs.job import UNFINISHED, Intent, Job, Seen
from callsheet_tools.pace import Budget

RECENT = 600.0
"""Seconds after success in which a repeat still counts as a repeat."""
SEND_LEASE = 75.0
"""Seconds until a sender that was not heard of counts as dead; longer than any request."""
POLL_LEASE = 60.0
NEVER_SENT = "Callsheet ended before this was sent, so nothing was made. Call again."
NO_ANSWER = "The request may have arrived: Callsheet ended before the answer came."

_COLUMNS = ", ".join(field.name for field in fields(Job))
_JSON = ("request", "remote", "result")
_UNFINISHED = "('intent', 'sending', 'submitted')"


@dataclass(frozen=True)
class Begun:
    """A job that was asked for."""

    job: Job
    fresh: bool
    """False: the same was asked for before, and this is the first one's job."""


@dataclass(frozen=True)
class Claim:
    """What a poller may do now."""

    job: Job | None = None
    wait: float = 0.0
    """Seconds until it is worth claiming again."""
    idle: bool = False
    """Nothing of this account is unfinished."""


class Journal:
    """Jobs in SQLite. Every method is one transaction."""

    def __init__(
        self, database: Database, owner: str, now: Callable[[], float], new_id: Callable[[], str]
    ) -> None:
        """`owner` names this process; `now` gives seconds since 1970, `new_id` 16 characters that cannot be guessed."""
        self._database = database
        self._owner = owner
        self._now = now
        self._new_id = new_id

    async def begin(self, intents: Sequence[Intent], *, new_take: bool = False) -> list[Begun]:
        """Write down what is about to be asked for, or find that it was asked for already."""
        call_id = f"call_{self._new_id()}"

        def work(db: sqlite3.Connection) -> list[Begun]:
            return [self._begin(db, call_id, intent, new_take) for intent in intents]

        return await self._database.write(work)

    async def send(self, job_ids: Collection[str]) -> None:
        """Move jobs from `intent` to `sending`: on disk before the first byte leaves."""
        now = self._now()

        def work(db: sqlite3.Connection) -> None:
            for job_id in job_ids:
                moved = db.execute(
                    "UPDATE job SET state = 'sending', sender_lease = ?, sent_at = ?, "
                    "attempts = attempts + 1 WHERE job_id = ? AND sender = ? "
                    "AND state IN ('intent', 'sending')",
                    (now + SEND_LEASE, now, job_id, self._owner),
                )
                if moved.rowcount != 1:
                    raise UnknownJob(job_id)

        await self._database.write(work)

    async def record(self, outcomes: Mapping[str, Seen], budget: Budget | None = None) -> list[Job]:
        """What became of jobs, by id: after a POST, or after a look."""

        def work(db: sqlite3.Connection) -> list[Job]:
            for job_id, seen in outcomes.items():
                self._record(db, _get(db, job_id), seen, budget)
            return [_get(db, job_id) for job_id in outcomes]

        return await self._database.write(work)

    async def adopt(self, intent: Intent, seen: Seen) -> Job:
        """A job that was started elsewhere and is followed from now on."""
        call_id = f"call_{self._new_id()}"

        def work(db: sqlite3.Connection) -> Job:
            known = _by_remote(db, seen.remote_id or "", intent.account)
            job = known or self._insert(db, call_id, intent)
            self._record(db, job, seen, None)
            return _get(db, job.job_id)

        return await self._database.write(work)

    async def claim(self, provider: str, account: str, budget: Budget) -> Claim:
        """The job whose look is due, together with the request that the look takes."""

        def work(db: sqlite3.Connection) -> Claim:
            now = self._now()
            self._bury(db, provider, account, now)
            due = _due(db, provider, account)
            if due is None:
                return _rest(db, provider, account)
            if due["at"] > now:
                return Claim(wait=due["at"] - now)
            if wait := pace.take(db, account, budget, now, budget.reserve):
                return Claim(wait=wait)
            return Claim(self._lease(db, due["job_id"], now))

        return await self._database.write(work)

    async def claim_one(self, job_id: str, budget: Budget) -> Job | None:
        """Claim this job for a look that somebody waits for; None when it was looked at just now."""

        def work(db: sqlite3.Connection) -> Job | None:
            now = self._now()
            job = _get(db, job_id)
            leased = db.execute(
                "SELECT poll_lease FROM job WHERE job_id = ?", (job_id,)
            ).fetchone()[0]
            fresh = now - (job.polled_at or 0.0) < budget.spacing
            if (
                job.state != "submitted"
                or fresh
                or leased > now
                or pace.take(db, job.account, budget, now)
            ):
                return None
            return self._lease(db, job_id, now)

        return await self._database.write(work)

    async def take(self, account: str, budget: Budget) -> float:
        """Take one request for a call that somebody waits for; else the seconds to wait."""
        return await self._database.write(lambda db: pace.take(db, account, budget, self._now()))

    async def block(self, account: str, budget: Budget, seconds: float) -> None:
        """The provider said 429: nobody asks it for so long."""
        until = self._now() + seconds
        await self._database.write(lambda db: pace.block(db, account, budget, until))

    async def postpone(self, job_id: str, seconds: float, error: str | None) -> None:
        """A look gave nothing: look again later, and say why in the meantime."""

        def work(db: sqlite3.Connection) -> None:
            job = _get(db, job_id)
            db.execute(
                "UPDATE job SET misses = misses + 1, poll_lease = 0, next_poll_at = ?, error = ? "
                "WHERE job_id = ?",
                (self._now() + seconds, error, job_id),
            )
            if error != job.error:
                self._announce(db, job_id)

        await self._database.write(work)

    async def abandon(self) -> None:
        """This process ends: what it was sending is unknown from now on."""

        def work(db: sqlite3.Connection) -> None:
            db.execute(
                "UPDATE job SET sender_lease = 0 WHERE sender = ? AND state IN ('intent', 'sending')",
                (self._owner,),
            )
            db.execute("UPDATE job SET poll_lease = 0 WHERE poll_owner = ?", (self._owner,))
            self._bury_all(db)

        await self._database.write(work)

    async def find(self, any_id: str) -> Job:
        """The job with this id of ours, or with this id of its provider's.

        Raises:
            UnknownJob: There is none.
        """
        return await self._database.read(lambda db: _get(db, any_id))

    async def find_all(self, any_ids: Iterable[str]) -> list[Job]:
        """`find` for several, each once, in the order asked for."""
        ids = list(any_ids)
        jobs = await self._database.read(lambda db: [_get(db, one) for one in ids])
        return list({job.job_id: job for job in jobs}.values())

    async def unfinished(self) -> list[Job]:
        """Jobs that something may still become of, oldest first."""
        return await self._database.read(
            lambda db: _select(db, f"state IN {_UNFINISHED} ORDER BY created_at, rowid")
        )

    async def unseen(self) -> list[Job]:
        """Jobs whose end no answer has reported yet, oldest first."""
        return await self._database.read(
            lambda db: _select(
                db, f"state NOT IN {_UNFINISHED} AND shown_at IS NULL ORDER BY done_at, rowid"
            )
        )

    async def recent(self, most: int) -> list[Job]:
        """The newest jobs: first those whose end was not reported yet."""
        return await self._database.read(
            lambda db: _select(
                db,
                f"1 ORDER BY (state NOT IN {_UNFINISHED} AND shown_at IS NULL) DESC, "
                "created_at DESC, rowid DESC LIMIT ?",
                most,
            )
        )

    async def counts(self) -> dict[str, int]:
        """How many jobs there are, by state."""
        return await self._database.read(
            lambda db: dict(
                map(tuple, db.execute("SELECT state, count(*) FROM job GROUP BY state"))
            )
        )

    async def bought(self, since: float) -> int:
        """Hosted videos that were, or may have been, paid for since then."""
        return await self._database.read(lambda db: _bought(db, since))

    async def newest(self) -> int:
        """The number of the last event of all."""
        return await self._database.read(
            lambda db: int(db.execute("SELECT coalesce(max(seq), 0) FROM event").fetchone()[0])
        )

    async def show(self, job_ids: Collection[str]) -> set[str]:
        """Mark ends as reported; returns those that nobody had reported before."""
        now = self._now()

        def work(db: sqlite3.Connection) -> set[str]:
            first = {
                job_id
                for job_id in job_ids
                if db.execute(
                    "UPDATE job SET shown_at = ? WHERE job_id = ? AND shown_at IS NULL "
                    f"AND state NOT IN {_UNFINISHED}",
                    (now, job_id),
                ).rowcount
            }
            return first

        return await self._database.write(work)

    def _begin(self, db: sqlite3.Connection, call_id: str, intent: Intent, new_take: bool) -> Begun:
        twin = None if new_take else _twin(db, intent, self._now())
        return Begun(twin, False) if twin else Begun(self._insert(db, call_id, intent), True)

    def _insert(self, db: sqlite3.Connection, call_id: str, intent: Intent) -> Job:
        job_id, now = f"job_{self._new_id()}", self._now()
        row = {
            "job_id": job_id,
            "call_id": call_id,
            "provider": intent.provider,
            "place": intent.place,
            "account": intent.account,
            "kind": intent.kind,
            "title": intent.title,
            "request": json.dumps(intent.request),
            "request_hash": _hash(intent),
            "state": "intent",
            "sender": self._owner,
            "sender_lease": now + SEND_LEASE,
            "created_at": now,
            "updated_at": now,
        }
        names = ", ".join(row)
        db.execute(
            f"INSERT INTO job ({names}) VALUES ({', '.join('?' * len(row))})", [*row.values()]
        )
        self._announce(db, job_id)
        return _get(db, job_id)

    def _record(self, db: sqlite3.Connection, job: Job, seen: Seen, budget: Budget | None) -> None:
        if job.ended and job.state != "unknown":
            return
        now = self._now()
        ended = seen.state not in UNFINISHED
        changed = {
            "state": seen.state,
            "stage": seen.stage or job.stage,
            "percent": job.percent if seen.percent is None else seen.percent,
            "parked": seen.parked,
            "remote_id": seen.remote_id or job.remote_id,
            "remote": json.dumps({**job.remote, **seen.remote}),
            "result": json.dumps({**job.result, **seen.result}),
            "error": seen.error,
            "done_at": now if ended else None,
        }
        schedule = {
            "polled_at": now,
            "misses": 0,
            "poll_lease": 0.0,
            "next_poll_at": now + self._spacing(db, job, budget, seen),
        }
        _update(db, job.job_id, changed | schedule)
        if (seen.state, changed["stage"], changed["percent"], seen.error) != (
            job.state, job.stage, job.percent, job.error,
        ):  # fmt: skip
            self._announce(db, job.job_id)

    def _spacing(
        self, db: sqlite3.Connection, job: Job, budget: Budget | None, seen: Seen
    ) -> float:
        if budget is None or seen.state != "submitted":
            return 0.0
        pace.learn(db, job.account, budget, seen.most)
        return pace.spacing(db, job.account, budget, _askable(db, job.provider, job.account))

    def _announce(self, db: sqlite3.Connection, job_id: str) -> None:
        """Append an event, so that whoever waits reads the row again."""
        now = self._now()
        event = db.execute(
            "INSERT INTO event (job_id, state, stage, percent, at) "
            "SELECT job_id, state, stage, percent, ? FROM job WHERE job_id = ?",
            (now, job_id),
        )
        db.execute(
            "UPDATE job SET seq = ?, updated_at = ? WHERE job_id = ?",
            (event.lastrowid, now, job_id),
        )

    def _lease(self, db: sqlite3.Connection, job_id: str, now: float) -> Job:
        db.execute(
            "UPDATE job SET poll_owner = ?, poll_lease = ? WHERE job_id = ?",
            (self._owner, now + POLL_LEASE, job_id),
        )
        return _get(db, job_id)

    def _bury_all(self, db: sqlite3.Connection) -> None:
        for row in db.execute(
            "SELECT DISTINCT provider, account FROM job WHERE state IN ('intent', 'sending')"
        ).fetchall():
            self._bury(db, row["provider"], row["account"], self._now())

    def _bury(self, db: sqlite3.Connection, provider: str, account: str, now: float) -> None:
        """Senders that died: before the POST left nothing was made, after it nobody knows."""
        dead = _select(
            db,
            "state IN ('intent', 'sending') AND provider = ? AND account = ? AND sender_lease <= ?",
            provider, account, now,
        )  # fmt: skip
        for job in dead:
            sent = job.state == "sending"
            seen = Seen("unknown", error=NO_ANSWER) if sent else Seen("rejected", error=NEVER_SENT)
            self._record(db, job, seen, None)


def _twin(db: sqlite3.Connection, intent: Intent, now: float) -> Job | None:
    """The same request, unfinished, unknown, or done a moment ago."""
    twins = _select(
        db,
        "provider = ? AND account = ? AND kind = ? AND request_hash = ? AND "
        f"(state IN {_UNFINISHED} OR state = 'unknown' OR (state = 'succeeded' AND done_at > ?)) "
        "ORDER BY created_at DESC, rowid DESC LIMIT 1",
        intent.provider, intent.account, intent.kind, _hash(intent), now - RECENT,
    )  # fmt: skip
    return twins[0] if twins else None


def _hash(intent: Intent) -> str:
    text = json.dumps(intent.request, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _due(db: sqlite3.Connection, provider: str, account: str) -> Any:
    """Of what can have changed, the row whose turn comes first: of the parked ones only the oldest."""
    return db.execute(
        "SELECT job_id, max(next_poll_at, poll_lease) AS at FROM job "
        f"WHERE {_ASKABLE} ORDER BY at, rowid LIMIT 1",
        {"provider": provider, "account": account},
    ).fetchone()


def _askable(db: sqlite3.Connection, provider: str, account: str) -> int:
    rows = db.execute(
        f"SELECT count(*) FROM job WHERE {_ASKABLE}", {"provider": provider, "account": account}
    )
    return int(rows.fetchone()[0])


_ASKABLE = (
    "state = 'submitted' AND provider = :provider AND account = :account AND (NOT parked OR rowid = "
    "(SELECT min(rowid) FROM job WHERE state = 'submitted' AND parked "
    "AND provider = :provider AND account = :account))"
)


def _rest(db: sqlite3.Connection, provider: str, account: str) -> Claim:
    """Nothing can be asked: either all is done, or a POST is under way."""
    row = db.execute(
        "SELECT count(*) FROM job WHERE state IN ('intent', 'sending') AND provider = ? AND account = ?",
        (provider, account),
    ).fetchone()
    return Claim(idle=True) if row[0] == 0 else Claim(wait=1.0)


def _bought(db: sqlite3.Connection, since: float) -> int:
    rows = db.execute(
        "SELECT count(*) FROM job WHERE place = 'hosted' AND provider = 'knowlify' "
        "AND kind IN ('video', 'edit') AND state <> 'rejected' AND created_at > ?",
        (since,),
    )
    return int(rows.fetchone()[0])


def _get(db: sqlite3.Connection, any_id: str) -> Job:
    jobs = _select(db, "job_id = ?", any_id) or _select(
        db, "remote_id = ? ORDER BY created_at DESC, rowid DESC LIMIT 1", any_id
    )
    if not jobs:
        raise UnknownJob(any_id)
    return jobs[0]


def _by_remote(db: sqlite3.Connection, remote_id: str, account: str) -> Job | None:
    jobs = _select(db, "remote_id = ? AND account = ?", remote_id, account)
    return jobs[0] if jobs else None


def _select(db: sqlite3.Connection, where: str, *values: Any) -> list[Job]:
    return [_job(row) for row in db.execute(f"SELECT {_COLUMNS} FROM job WHERE {where}", values)]


def _update(db: sqlite3.Connection, job_id: str, values: Mapping[str, Any]) -> None:
    names = ", ".join(f"{name} = ?" for name in values)
    db.execute(f"UPDATE job SET {names} WHERE job_id = ?", [*values.values(), job_id])


def _job(row: sqlite3.Row) -> Job:
    values: dict[str, Any] = dict(row)
    values |= {name: json.loads(values[name]) for name in _JSON}
    return Job(**{**values, "parked": bool(values["parked"])})
