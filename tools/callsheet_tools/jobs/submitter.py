"""Sends what must be sent once: intent on disk, `sending` on disk, one POST, outcome on disk."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from logging import getLogger
from typing import TypeAlias

import anyio
from anyio.abc import TaskGroup

from callsheet_tools.backends.backend import Backend
from callsheet_tools.backends.http_client import ProviderHttpClient
from callsheet_tools.errors import (
    ApiError,
    BudgetUsedUp,
    CallsheetError,
    JournalUnusable,
    OutcomeUnknown,
    Overtaken,
    RequestRejected,
    RetryLater,
)
from callsheet_tools.jobs.job import Job, JobRequest, StatusUpdate
from callsheet_tools.jobs.journal import BeginResult, Journal
from callsheet_tools.jobs.poll_schedule import PollScheduler
from callsheet_tools.jobs.recorder import Recorder
from callsheet_tools.jobs.recovery import CHECK, JobRecovery, assign_ids, find_ids, lost_message
from callsheet_tools.tracing import span

PATIENCE = 20.0
"""Seconds in which a call that surely was not carried out may be sent once more."""
PAUSE = 5.0
"""Seconds until a provider that could not be reached is tried once more."""
STOPPED = (
    "Callsheet was stopped for so long before this was sent that others count it as dead. Nothing "
    "was sent by this call. Look at `list_jobs`, then call again."
)
REPLAY_FOR = 23 * 3600.0
"""Seconds in which an Idempotency-Key surely holds (Knowlify documentation: 24 hours)."""

Post: TypeAlias = Callable[
    [Sequence[Job], ProviderHttpClient], Awaitable[Mapping[str, StatusUpdate]]
]
"""Sends one request for these jobs with this client, and says what became of each, by job_id.

Raises `RetryLater`, `RequestRejected` or `OutcomeUnknown` as `ProviderHttpClient.write` does."""

logger = getLogger(__name__)


@dataclass(frozen=True)
class JobSubmitter:
    """Carries a paid call to its end, even if the caller goes away."""

    journal: Journal
    schedule: PollScheduler
    seeker: JobRecovery
    tasks: TaskGroup
    recorder: Recorder
    retry_window: float = PATIENCE
    pause: float = PAUSE

    async def send(
        self,
        backend: Backend,
        intents: Sequence[JobRequest],
        post: Post,
        *,
        new_take: bool = False,
        a_day: int | None = None,
    ) -> list[BeginResult]:
        """Insert one job for each request, send those that are new in one POST, and return all of
        them.

        What the provider refuses comes back as a `rejected` job. A repeat of one whose outcome is
        unknown is sent again, where the provider makes nothing new of it.

        Args:
            post: Sends the request and returns what the provider said, by job_id.
            new_take: Whether to send them even if the same was asked for before, unless the call
                that asked for it was never answered.
            a_day: How much may be bought in 24 hours; None is no limit.

        Raises:
            NotApproved: It would be more than `a_day`, or the same was bought and the journal has
                lost it. Nothing was sent.
            BudgetUsedUp: The rate window has no room for `retry_window` seconds. Nothing was sent,
                and the new jobs are gone.
            JournalUnusable: The journal cannot be written. Nothing was sent.
            Unrecorded: It was sent, and what became of it could not be written yet.
        """
        begun = await self.journal.create(intents, new_take=new_take, a_day=a_day)
        if fresh := [item.job for item in begun if item.fresh]:
            await self._run_shielded(lambda: self._submit(backend, fresh, post))
        for job in self._replayable(begun):
            await self._run_shielded(partial(self._replay, backend, job, post))
        ids = [item.job.job_id for item in begun]
        jobs = {job.job_id: job for job in await self.journal.find_all(ids)}
        with suppress(JournalUnusable):  # then a new take finds this one once more
            await self.journal.answer(ids)
        return [BeginResult(jobs[item.job.job_id], item.fresh) for item in begun]

    async def _run_shielded(self, work: Callable[[], Awaitable[None]]) -> None:
        """Run `work` in the server's tasks: a caller that gives up does not stop it."""
        done = anyio.Event()
        failures: list[Exception] = []

        async def run() -> None:
            try:
                await work()
            except CallsheetError as error:
                logger.warning("%s", error)
                failures.append(error)
            except Exception as error:  # The server outlives what one answer broke.
                logger.exception("A request ended in an unexpected way")
                failures.append(error)
            finally:
                done.set()

        self.tasks.start_soon(run)
        await done.wait()
        if failures:
            raise failures[0]

    async def _submit(self, backend: Backend, jobs: Sequence[Job], post: Post) -> None:
        ids = [job.job_id for job in jobs]
        try:
            with span("submit", callsheet__job_ids=ids, callsheet__kind=jobs[0].kind):
                outcomes = await self._post(backend, jobs, post)
        except OutcomeUnknown as error:
            await self._handle_lost_response(backend, jobs, error)
        except BudgetUsedUp as error:
            await self._withdraw(ids, error)
        except (RequestRejected, RetryLater, Overtaken) as error:
            await self.recorder.record(
                dict.fromkeys(ids, StatusUpdate("rejected", error=str(error)))
            )
        else:
            await self.recorder.record(outcomes)

    async def _withdraw(self, ids: Sequence[str], error: BudgetUsedUp) -> None:
        """Nothing was tried, so nothing is remembered; what was tried before is rejected.

        Raises:
            BudgetUsedUp: Nothing was tried.
        """
        if await self.journal.withdraw(ids):
            raise error
        await self.recorder.record(dict.fromkeys(ids, StatusUpdate("rejected", error=str(error))))

    async def _handle_lost_response(
        self, backend: Backend, jobs: Sequence[Job], error: OutcomeUnknown
    ) -> None:
        """Record that it was sent, and that its outcome is unknown."""
        ids = [job.job_id for job in jobs]
        with suppress(JournalUnusable):
            jobs = await self.journal.find_all(ids)
        trail, before = self.seeker.trail(jobs), jobs[0].before
        named = self._new_ids(error, jobs)
        if made := assign_ids(named, error.body, len(jobs)):
            seen = (StatusUpdate("submitted", remote_id=one) for one in made)
            await self.recorder.record(dict(zip(ids, seen, strict=True)))
            return
        balance = await self.seeker.balance(backend, trail) if trail else None
        lost = StatusUpdate("unknown", error=lost_message(error, before, balance, named))
        await self.recorder.record(dict.fromkeys(ids, lost))
        if trail and len(jobs) == 1:
            await self.seeker.search_now(backend, jobs[0], trail)

    def _new_ids(self, error: ApiError, jobs: Sequence[Job]) -> list[str]:
        """The new ids in an answer that is none."""
        asked = {str(value) for job in jobs for value in job.request.values()}
        named = find_ids(error, self.seeker.trail(jobs))
        return [one for one in named if one not in asked]

    def _replayable(self, begun: Sequence[BeginResult]) -> list[Job]:
        """Unknown twins of which a repeat cannot make another: the provider knows their key."""
        oldest = self.journal.now() - REPLAY_FOR
        unknown = {
            item.job.job_id: item.job
            for item in begun
            if not item.fresh and item.job.state == "unknown" and (item.job.sent_at or 0) > oldest
        }
        return [
            job for job in unknown.values() if (trail := self.seeker.trail([job])) and trail.replays
        ]

    async def _replay(self, backend: Backend, job: Job, post: Post) -> None:
        """Ask again what became of a job. Whatever is not a clear yes leaves it unknown."""
        deadline = anyio.current_time() + self.retry_window
        try:
            await self.schedule.acquire_slot(backend, backend.write_bucket(job.kind), deadline)
            if await self.journal.resend(job.job_id):
                await self.recorder.record(await self._send_guarded(backend, [job], post))
        except (OutcomeUnknown, RequestRejected, RetryLater, Overtaken) as error:
            await self.recorder.record(
                {job.job_id: StatusUpdate("unknown", error=f"{error} {CHECK}")}
            )

    async def _post(
        self, backend: Backend, jobs: Sequence[Job], post: Post
    ) -> Mapping[str, StatusUpdate]:
        deadline = anyio.current_time() + self.retry_window
        try:
            return await self._post_once(backend, jobs, post, deadline)
        except RetryLater as error:
            pause = error.wait if error.status else self.pause
            if anyio.current_time() + pause > deadline:
                raise
            await anyio.sleep(pause)
            return await self._post_once(backend, jobs, post, deadline)

    async def _post_once(
        self, backend: Backend, jobs: Sequence[Job], post: Post, deadline: float
    ) -> Mapping[str, StatusUpdate]:
        budget, trail, before = backend.write_bucket(jobs[0].kind), self.seeker.trail(jobs), None
        if trail:
            await self.schedule.wait_for_slot(backend, budget, deadline)
            before = await self.seeker.take_snapshot(backend, trail, deadline)
        # Providers count arrivals, so the turn is taken when nothing is left to be read before.
        await self.schedule.acquire_slot(backend, budget, deadline)
        paid = backend.place == "hosted" and jobs[0].kind != "revert"
        await self.journal.send([job.job_id for job in jobs], before, paid=paid)
        return await self._send_guarded(backend, jobs, post)

    async def _send_guarded(
        self, backend: Backend, jobs: Sequence[Job], post: Post
    ) -> Mapping[str, StatusUpdate]:
        """Send. A 429 stops everybody; a surprise is a loss, for the request may have left."""
        try:
            return await post(
                jobs, backend.http_client.with_check(partial(self._check_lease, jobs))
            )
        except (RetryLater, RequestRejected) as error:
            if self._new_ids(error, jobs):
                raise OutcomeUnknown(
                    error.api, error.status, error.detail, body=error.body
                ) from error
            if error.status == 429 and isinstance(error, RetryLater):
                with suppress(JournalUnusable):
                    await self.schedule.block(
                        backend, backend.write_bucket(jobs[0].kind), error.wait
                    )
            raise
        except CallsheetError:
            raise
        except Exception as error:
            logger.exception("A request to %s ended in an unexpected way", backend.http_client.api)
            raise OutcomeUnknown(
                backend.http_client.api, 0, "its answer could not be read"
            ) from error

    async def _check_lease(self, jobs: Sequence[Job]) -> None:
        """Stop a request whose sender slept so long that others have taken it for dead."""
        if not await self.journal.is_sending([job.job_id for job in jobs]):
            raise Overtaken(STOPPED)
