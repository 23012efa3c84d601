"""The durable record of every job: written before anything is paid for."""

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from callsheet_tools.backends.backend import PERSONAL
from callsheet_tools.database.database import Connection, Database, marks
from callsheet_tools.errors import NotApproved, UnknownJob
from callsheet_tools.jobs import poll_queries, queries
from callsheet_tools.jobs import usage as charges
from callsheet_tools.jobs.fingerprint import fingerprint
from callsheet_tools.jobs.job import Job, JobRequest, ListedJob, Snapshot, StatusUpdate
from callsheet_tools.jobs.kinds import Kinds, meter_of
from callsheet_tools.jobs.purchase_log import NAME, LoggedPurchase, PurchaseLog
from callsheet_tools.jobs.queries import (
    FOLLOWED,
    SEND_LEASE,
    UNENDED,
    UNREPORTED,
    WriteContext,
)
from callsheet_tools.jobs.usage import DAY, DailyLimit, Usage
from callsheet_tools.jobs.visibility import jobs_of


@dataclass(frozen=True)
class BeginResult:
    """A job that was asked for."""

    job: Job
    fresh: bool
    """False: the same was asked for before, and this is the first one's job."""


@dataclass(frozen=True)
class Journal:
    """Jobs in a database. Every method is one transaction, and raises `JournalUnusable` if the
    database cannot be read or written."""

    database: Database
    owner: str
    """Names this process among those that share the file."""
    now: Callable[[], float]
    """Seconds since 1970."""
    new_id: Callable[[], str]
    """16 characters that nobody can guess."""
    kinds: Kinds
    subject: str | None = None
    """The user whose jobs are read and written; None: everybody's are read, for the process."""
    shared_a_day: Mapping[str, int] = field(default_factory=dict[str, int])
    """What all users together may buy in 24 hours, by provider."""

    def of(self, subject: str | None) -> "Journal":
        """Return the journal limited to the jobs of this user; None is everybody's jobs."""
        return replace(self, subject=subject)

    async def create(
        self, intents: Sequence[JobRequest], *, new_take: bool = False, a_day: int | None = None
    ) -> list[BeginResult]:
        """Insert the jobs that are about to be sent, or find the same requests made before.

        Reserves the price of new ones, which counts in the daily limits from now on. They are this
        process's to send for `queries.SEND_LEASE` seconds.

        Returns one result for each request, in order. A request was made before if a job of it is
        unfinished or `unknown`; for some kinds of job also if it succeeded less than
        `queries.RECENT` seconds ago.

        Args:
            intents: What is asked for; all at one provider.
            new_take: Whether to insert them even if the same was asked for before, unless the call
                that asked for it was never answered (see `answer`).
            a_day: How much may be bought in 24 hours: videos of Knowlify, credits of Knightvision.
                None is no limit. `shared_a_day` applies too.

        Raises:
            NotApproved: With these jobs it would be more, or the same was bought in the last 24
                hours and the journal has lost it. Nothing was written.
        """
        call = self._call()

        def work(db: Connection) -> list[BeginResult]:
            begun = [self._begin(db, call, intent, new_take) for intent in intents]
            fresh = [intent for intent, item in zip(intents, begun, strict=True) if item.fresh]
            if a_day is not None and fresh:
                since, provider = call.now - DAY, intents[0].provider
                forgotten = self._forgotten(db, provider, since)
                if not new_take:
                    _check_new(fresh, [one for one in forgotten if one.subject == call.subject])
                for limit in self._limits(provider, intents[0].account, a_day, forgotten):
                    charges.enforce_daily_limit(db, *meter_of(self.kinds, provider), since, limit)
            return begun

        return await self.database.write(work, whole=a_day is not None)

    async def send(
        self, job_ids: Collection[str], before: Snapshot | None = None, *, paid: bool = False
    ) -> None:
        """Move jobs to the state `sending`, which is on disk before the first byte is sent.

        Args:
            before: What the provider's list held before, so that what the submit makes can be
                recognized; None where it was not read.
            paid: Whether the jobs also go into the log of purchases.

        Raises:
            UnknownJob: A job is no longer this process's to send. Nothing may be sent.
        """
        now = self.now()
        there = queries.snapshot_json(before) if before else "null"

        def work(db: Connection) -> None:
            for job_id in job_ids:
                moved = db.execute(
                    "UPDATE job SET state = 'sending', sender_lease = ?, sent_at = ?, before = ?, "
                    "attempts = attempts + 1 WHERE job_id = ? AND sender = ? AND sender_lease > ? "
                    "AND state IN ('intent', 'sending')",
                    (now + SEND_LEASE, now, there, job_id, self.owner, now),
                )
                if moved.rowcount != 1:
                    raise UnknownJob(job_id)
            if paid:
                self._log(queries.get_all(db, [*job_ids]))

        await self.database.write(work, whole=paid)

    async def is_sending(self, job_ids: Sequence[str]) -> bool:
        """Return whether these jobs are still this process's to send: leases expire, also
        while the computer sleeps."""
        query = """SELECT count(*) FROM job WHERE job_id = ? AND state = 'sending'
            AND sender = ? AND sender_lease > ?"""
        whose = (self.owner, self.now())
        return await self.database.read(
            lambda db: all(db.execute(query, (one, *whose)).fetchone()[0] for one in job_ids)
        )

    async def withdraw(self, job_ids: Collection[str]) -> bool:
        """Delete jobs that were not sent, and return True; False, with nothing deleted, if one may
        have been sent.

        Raises:
            UnknownJob: One of them is not in the journal any more. Nothing was deleted.
        """

        def work(db: Connection) -> bool:
            jobs = queries.get_all(db, [*job_ids])
            if any(job.state != "intent" for job in jobs):
                return False
            for job_id in job_ids:
                db.execute("DELETE FROM job WHERE job_id = ?", (job_id,))
            return True

        return await self.database.write(work)

    async def resend(self, job_id: str) -> bool:
        """Move a job from `unknown` back to `sending`, for a submit that makes nothing new.

        Returns False when another process does so, or the state is another now.
        """
        now = self.now()
        query = (
            "UPDATE job SET state = 'sending', sender = ?, sender_lease = ?, "
            "attempts = attempts + 1 WHERE job_id = ? AND state = 'unknown'"
        )
        return await self.database.write(
            lambda db: db.execute(query, (self.owner, now + SEND_LEASE, job_id)).rowcount == 1
        )

    async def adopt_listed(self, job: Job, listed: Sequence[ListedJob]) -> bool:
        """Give a job of unknown outcome the id and state of what its submit made, from the
        provider's list, and return True; also if its outcome is known by now.

        Returns False if it is not in the list, and while another submit of the kind has no answer
        from which the new entry may be.

        Args:
            listed: The provider's list, newest first.

        Raises:
            UnknownJob: The job is not in the journal any more.
        """
        there = set((job.before.ids if job.before else None) or ())
        new = {
            one.remote_id: one
            for one in listed
            if one.remote_id not in there and _is_made_from(one, job)
        }

        def work(db: Connection) -> bool:
            known = queries.get(db, job.job_id)
            free = poll_queries.unknown_ids(db, job, list(new))
            pending = poll_queries.pending_submits(db, job)
            may_be_theirs = any(_is_made_from(new[one], other) for one in free for other in pending)
            if known.state != "unknown" or may_be_theirs or not free:
                return known.state != "unknown"
            # The list is newest first, and what was sent first was made first.
            queries.record(db, known, replace(new[free[-1]].seen, remote_id=free[-1]), self.now())
            return True

        return await self.database.write(work)

    async def stop_recovery(self, job_id: str, why: str) -> None:
        """Stop looking for a job if its outcome is still unknown; it stays `unknown`, with `why` as
        its error.

        Raises:
            UnknownJob: The job is not in the journal any more.
        """

        def work(db: Connection) -> None:
            if queries.get(db, job_id).state == "unknown":
                queries.update(db, job_id, {"seek_at": None, "error": why})
                queries.append_event(db, job_id, self.now())

        await self.database.write(work)

    async def record(self, outcomes: Mapping[str, StatusUpdate]) -> None:
        """Write what became of jobs, by their job_ids. A job that ended stays so, unless it was
        `unknown` or succeeds late.

        Raises:
            UnknownJob: One of them is not in the journal any more. Nothing was written.
        """
        now = self.now()

        def work(db: Connection) -> None:
            for job_id, seen in outcomes.items():
                job = queries.get(db, job_id)
                queries.record(db, job, seen, now)
                self._log_more(job, queries.get(db, job_id))

        await self.database.write(work)

    async def adopt(self, intent: JobRequest, seen: StatusUpdate) -> Job:
        """Return the job that was started elsewhere, with what was seen of it: it is added unless
        the journal has it. It is followed until it ends.

        Args:
            intent: What was asked for, as far as the provider shows it.
            seen: What the provider showed of it; must have its `remote_id`.

        Raises:
            UnknownJob: It is another user's.
        """
        call = self._call()

        def work(db: Connection) -> Job:
            where = "remote_id = ? AND provider = ? AND account = ? AND kind = ?"
            whose = (seen.remote_id, intent.provider, intent.account, intent.kind)
            known = queries.select(db, where, *whose)
            if any(job.subject != call.subject for job in known):
                raise UnknownJob(str(seen.remote_id))
            known = known or [queries.insert(db, f"job_{self.new_id()}", call, intent)]
            queries.record(db, known[0], seen, call.now)
            return queries.get(db, known[0].job_id)

        return await self.database.write(work)

    async def release_all(self) -> None:
        """End this process's leases, when it exits: what it was sending becomes `rejected` or
        `unknown`, and what it was polling may be polled by others."""

        def work(db: Connection) -> None:
            mine = "sender = ? AND state IN ('intent', 'sending')"
            db.execute(f"UPDATE job SET sender_lease = 0 WHERE {mine}", (self.owner,))
            db.execute("UPDATE job SET poll_lease = 0 WHERE poll_owner = ?", (self.owner,))
            queries.expire_dead_senders(db, self.now())

        if self.database.was_opened:
            await self.database.write(work)

    async def find(self, any_id: str) -> Job:
        """Return the job with this id of Callsheet's, or the newest with this id of its provider's.

        Raises:
            UnknownJob: There is no such job.
        """
        return await self.database.read(lambda db: queries.get(db, any_id, self.subject))

    async def find_all(self, any_ids: Iterable[str]) -> list[Job]:
        """Return the jobs with these ids, each once, in order.

        Raises:
            UnknownJob: There is no job with one of these ids.
        """
        jobs = await self.find_each(list(any_ids))
        return list({job.job_id: job for job in jobs}.values())

    async def find_each(self, any_ids: Sequence[str]) -> list[Job]:
        """Return one job for each of these ids, in order.

        Raises:
            UnknownJob: There is no job with one of these ids.
        """
        return await self.database.read(lambda db: queries.get_all(db, any_ids, self.subject))

    async def awaited_ids(self, since: float = 0.0) -> list[str]:
        """Return the ids of unfinished jobs, and of ended ones that no answer has
        reported yet; ended ones first.

        Args:
            since: Jobs that ended before are left out; seconds since 1970.
        """
        ended = f"{UNREPORTED} AND (done_at >= ?) IS NOT FALSE ORDER BY done_at, rowid"
        # A sum, or SQLite would read all jobs of the user in the order of their numbers.
        running = f"state IN {UNENDED} ORDER BY rowid + 0"

        def work(db: Connection) -> list[str]:
            return [*self._select_ids(db, ended, since), *self._select_ids(db, running)]

        return await self.database.read(work)

    async def find_job_or_call(self, task_id: str) -> list[Job]:
        """Return this user's job with this id, or all their jobs of the call with this id, oldest
        first; empty if there is neither.

        Args:
            task_id: Callsheet's own, of a job or a call; a provider's id finds nothing.
        """
        where = "job_id = ? OR call_id = ? ORDER BY rowid"
        return await self._select(where, task_id, task_id)

    async def changed_jobs(self, since: int) -> list[Job]:
        """Return the jobs with an event after number `since`, in the order of their last events."""
        return await self._select("seq > ? ORDER BY seq", since)

    async def find_by_remote_id(self, provider: str, kind: str, remote_id: str) -> list[Job]:
        """Return the jobs of this kind that have this id at their provider, on whatever account,
        newest first."""
        where = "provider = ? AND kind = ? AND remote_id = ? ORDER BY rowid DESC"
        return await self._select(where, provider, kind, remote_id)

    async def hidden_ids(
        self, provider: str, account: str, kind: str, remote_ids: Collection[str]
    ) -> set[str]:
        """Return those ids of an account's things that this user must not see, since other
        users share the account.

        A user who signed in sees what was made for them, and all of an account that a key of their
        own leads to; the person at this computer also sees what was made elsewhere.
        """
        if account.startswith(PERSONAL):
            return set()
        query = f"""SELECT remote_id, subject FROM job WHERE provider = ? AND account = ?
            AND kind = ? AND remote_id IN ({marks(remote_ids)})"""
        values = (provider, account, kind, *remote_ids)
        rows = await self.database.read(lambda db: db.execute(query, values).fetchall())
        others = {row["remote_id"] for row in rows if row["subject"] != (self.subject or "")}
        known = {row["remote_id"] for row in rows}
        return others | {one for one in remote_ids if self.subject and one not in known}

    async def continued_ids(self, job_ids: Sequence[str]) -> set[str]:
        """Return the ids of those of these jobs whose next step was taken, and did not fail: a
        preview whose hosted version was bought, a character that was finalized."""
        if not job_ids:
            return set()
        return await self.database.read(lambda db: queries.find_continued(db, job_ids))

    async def unfinished(self) -> list[Job]:
        """Return the jobs whose state may still change, oldest first."""
        return await self._select(f"{FOLLOWED} ORDER BY rowid")

    async def unfinished_ids(self) -> list[str]:
        """Return the ids of all unfinished jobs, in no order."""
        where = f"state IN {UNENDED}"
        return await self.database.read(lambda db: self._select_ids(db, where))

    async def recent(self, most: int, *, short: bool = False) -> list[Job]:
        """Return at most `most` jobs: first those whose end no answer has reported yet, then the
        others, each newest first.

        Args:
            most: How many.
            short: Whether to leave out what is long, for `whole` to fill in.
        """
        newest = "ORDER BY rowid DESC LIMIT ?"
        others = f"(state IN {UNENDED} OR shown_at IS NOT NULL) {newest}"

        def work(db: Connection) -> list[Job]:
            select = partial(queries.select, db, subject=self.subject, short=short)
            first = select(f"{UNREPORTED} {newest}", most)
            return [*first, *select(others, most - len(first))]

        return await self.database.read(work)

    async def whole(self, jobs: Sequence[Job]) -> dict[str, Job]:
        """Return jobs that were read in short with everything, by their ids; one that was deleted
        since stays as it is."""
        known = {job.job_id: job for job in jobs}
        return {**known, **await self.find_present([*known])}

    async def find_present(self, job_ids: Sequence[str]) -> dict[str, Job]:
        """Return those of the jobs with these ids of Callsheet's that are in the journal, by id."""
        return await self.database.read(lambda db: queries.find_present(db, job_ids, self.subject))

    async def report(self, job_ids: Collection[str]) -> set[str]:
        """Mark the ends of these jobs as reported, and return the ids of those that no answer had
        reported before. Unfinished jobs are left as they are."""
        now, untold = self.now(), f"shown_at IS NULL AND state NOT IN {UNENDED}"
        query = f"UPDATE job SET shown_at = ? WHERE job_id = ? AND {untold}"

        def work(db: Connection) -> set[str]:
            return {one for one in job_ids if db.execute(query, (now, one)).rowcount}

        return await self.database.write(work) if job_ids else set()

    async def answer(self, job_ids: Collection[str]) -> None:
        """Note that a call which asked for these jobs is answered, so that a new take of one is
        another one."""
        query = "UPDATE job SET answered_at = ? WHERE job_id = ? AND answered_at IS NULL"

        def work(db: Connection) -> None:
            for job_id in job_ids:
                db.execute(query, (self.now(), job_id))

        await self.database.write(work)

    async def usage(self, since: Sequence[float]) -> list[Mapping[str, Usage]]:
        """Return what the user bought since each of these moments (seconds since 1970), by
        provider."""
        providers = dict.fromkeys(kind.provider for kind in self.kinds.values())

        def bills(db: Connection, moment: float) -> Mapping[str, Usage]:
            return {one: self._bill(db, one, moment, self.subject) for one in providers}

        return await self.database.read(lambda db: [bills(db, moment) for moment in since])

    async def remaining_allowance(
        self, provider: str, a_day: int, account: str = ""
    ) -> tuple[int, DailyLimit]:
        """Return how much of the limit of the last 24 hours is left, at least 0, and the limit that
        says so: the user's own, or that of all users together (`shared_a_day`).

        Videos of Knowlify, credits of Knightvision.

        Args:
            a_day: The user's own limit of 24 hours.
            account: Where it would be bought; the limit of all together is not about accounts that
                a user's own key leads to.
        """
        (meter, kinds), since = meter_of(self.kinds, provider), self.now() - DAY

        def work(db: Connection) -> tuple[int, DailyLimit]:
            forgotten = self._forgotten(db, provider, since)
            limits = self._limits(provider, account, a_day, forgotten)
            left = [charges.left_of(db, meter, kinds, since, limit) for limit in limits]
            return max(min(left), 0), limits[left.index(min(left))]

        return await self.database.read(work)

    async def charges(self, account: str, since: float) -> list[Job]:
        """Return the hosted jobs of an account, of all users, asked for after `since`, whose charge
        the provider gave, newest first.

        A deleted job is left out, since its request is gone.

        Args:
            since: Seconds since 1970.
        """
        where = """account = ? AND place = 'hosted' AND charged IS NOT NULL AND created_at > ?
            AND request <> '{}'"""
        return await self.database.read(
            lambda db: queries.select(db, f"{where} ORDER BY rowid DESC", account, since)
        )

    async def keep_prices(self, account: str, costs: Mapping[str, Any]) -> None:
        """Store the price list of an account's provider, for when the provider does not answer.

        Args:
            costs: The list as the provider gave it, in JSON values. It replaces the one before.
        """
        said = json.dumps(costs)
        query = """INSERT INTO price_list VALUES (?, ?, ?) ON CONFLICT (account)
            DO UPDATE SET costs = excluded.costs, at = excluded.at"""
        if costs != await self.kept_prices(account):
            await self.database.write(lambda db: db.execute(query, (account, said, self.now())))

    async def kept_prices(self, account: str) -> dict[str, Any] | None:
        """Return the last stored price list of an account; None if there is none."""
        query = "SELECT costs FROM price_list WHERE account = ?"
        row = await self.database.read(lambda db: db.execute(query, (account,)).fetchone())
        return json.loads(row["costs"]) if row else None

    async def is_repeat(self, intents: Sequence[JobRequest], *, new_take: bool = False) -> bool:
        """Return whether all of these requests were made before, as `create` counts it, so that
        nothing new would be sent."""
        call, kinds = self._call(), self.kinds

        def work(db: Connection, intent: JobRequest) -> bool:
            kind, subject = kinds[intent.kind], self.subject
            found = queries.find_duplicate(db, intent, kind, call, subject, new_take=new_take)
            return found is not None

        return await self.database.read(lambda db: all(work(db, intent) for intent in intents))

    async def newest(self) -> int:
        """Return the number of the last event; 0 if there is none."""
        query = "SELECT coalesce(max(seq), 0) FROM event"
        return await self.database.read(lambda db: int(db.execute(query).fetchone()[0]))

    async def _select(self, where: str, *values: Any) -> list[Job]:
        return await self.database.read(
            lambda db: queries.select(db, where, *values, subject=self.subject)
        )

    def _select_ids(self, db: Connection, where: str, *values: Any) -> list[str]:
        jobs, whose = jobs_of(self.subject)
        query = f"SELECT job_id FROM {jobs} WHERE {where}"
        return [row[0] for row in db.execute(query, (*whose, *values))]

    def _call(self) -> WriteContext:
        now, call_id = self.now(), f"call_{self.new_id()}"
        return WriteContext(call_id, self.owner, now, self.subject or "")

    def _limits(
        self, provider: str, account: str, a_day: int, forgotten: Sequence[LoggedPurchase]
    ) -> list[DailyLimit]:
        """What the user may buy in a day, and what all together may who share the account."""
        own = sum(one.amount for one in forgotten if self.subject in (None, one.subject))
        raised_by = "whoever runs this server" if self.subject else "the user"
        limits = [DailyLimit(a_day, self.subject, own, raised_by)]
        if provider in self.shared_a_day and not account.startswith(PERSONAL):
            shared = [one for one in forgotten if not one.account.startswith(PERSONAL)]
            most, every = self.shared_a_day[provider], sum(one.amount for one in shared)
            limits.append(DailyLimit(most, None, every, raised_by))
        return limits

    def _bill(self, db: Connection, provider: str, since: float, subject: str | None) -> Usage:
        meter, kinds = meter_of(self.kinds, provider)
        return meter.bill(db, since, kinds, subject)

    @property
    def purchases(self) -> PurchaseLog:
        """The log of purchases, a file next to the journal."""
        return PurchaseLog(self.database.folder / NAME)

    def _forgotten(self, db: Connection, provider: str, since: float) -> list[LoggedPurchase]:
        """What was bought since then, of which the journal has no row."""
        bought = [one for one in self.purchases.since(since) if one.provider == provider]
        return [one for one in bought if not queries.select(db, "job_id = ?", one.job_id)]

    def _log_more(self, before: Job, after: Job) -> None:
        """What took more than was thought counts as much, whatever becomes of its row."""
        if after.place == "hosted" and (after.credits_used or 0) > (before.credits_used or 0):
            self._log([after])

    def _log(self, jobs: Sequence[Job]) -> None:
        self.purchases.append(
            (job, meter_of(self.kinds, job.provider)[0].amount(job)) for job in jobs
        )

    def _begin(
        self, db: Connection, call: WriteContext, intent: JobRequest, new_take: bool
    ) -> BeginResult:
        kind = self.kinds[intent.kind]
        twin = queries.find_duplicate(db, intent, kind, call, self.subject, new_take=new_take)
        if twin:
            return BeginResult(twin, fresh=False)
        return BeginResult(queries.insert(db, f"job_{self.new_id()}", call, intent), fresh=True)


def _check_new(intents: Sequence[JobRequest], forgotten: Sequence[LoggedPurchase]) -> None:
    """Refuse what was bought already, though the journal has forgotten it.

    Raises:
        NotApproved: It was.
    """
    bought = {(one.account, one.kind, one.fingerprint): one for one in forgotten}
    for intent in intents:
        if one := bought.get((intent.account, intent.kind, fingerprint(intent.request))):
            raise NotApproved(
                f"Nothing was sent. The same was bought in the last 24 hours, as {one.job_id}, but "
                "the journal has lost it. Look at the provider's dashboard. Not there? Call again "
                "with `new_take: true`."
            )


def _is_made_from(one: ListedJob, job: Job) -> bool:
    return all(job.request.get(name) == value for name, value in one.request.items())
