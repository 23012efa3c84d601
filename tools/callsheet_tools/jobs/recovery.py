"""Finding a job again whose submit was not answered: adopted from the list, or told what to check.

Nothing is sent. An id is adopted only when it was not in the list before the submit, was made with
the same arguments, and is no other job's.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from callsheet_tools.backends.backend import Backend
from callsheet_tools.errors import ApiError, CallsheetError, OutcomeUnknown
from callsheet_tools.jobs.job import Job, RecoveryStrategy, Snapshot
from callsheet_tools.jobs.journal import Journal
from callsheet_tools.jobs.kinds import Kinds
from callsheet_tools.jobs.poll_schedule import PollScheduler
from callsheet_tools.jobs.queries import SOUGHT
from callsheet_tools.jobs.usage import DAY

SEEK_FOR = DAY
"""Seconds after the submit in which a lost job is looked for, at growing distances."""
CHECK = "Look at the provider's dashboard. Not there? Call again with `new_take: true`."
NOT_FOUND = (
    "It was sent and not answered, and in the provider's list nothing new with these arguments "
    f"turned up in the day since: most likely it was not made. {CHECK}"
)


@dataclass(frozen=True)
class JobRecovery:
    """Reads the provider's list before a submit, and after one whose answer was lost."""

    journal: Journal
    schedule: PollScheduler
    kinds: Kinds

    def trail(self, jobs: Sequence[Job]) -> RecoveryStrategy | None:
        """Return how the jobs of one submit are found again; None for a
        kind that can't be found."""
        return self.kinds[jobs[0].kind].recovery

    async def take_snapshot(
        self, backend: Backend, trail: RecoveryStrategy, deadline: float
    ) -> Snapshot:
        """Return what the provider's list and balance hold now; no ids for a kind of job that has
        no list.

        Args:
            trail: How the kind of job is found again.
            deadline: When to give up waiting for the rate window, on the event loop's clock.

        Raises:
            RetryLater: The list cannot be read, so nothing must be sent.
            RequestRejected: The provider refused.
        """
        balance = await self.balance(backend, trail)
        if trail.survey is None:
            return Snapshot(balance=balance)
        await self.schedule.acquire_slot(backend, backend.read_bucket(trail.surveys), deadline)
        return Snapshot(tuple(one.remote_id for one in await trail.survey(backend)), balance)

    async def balance(self, backend: Backend, trail: RecoveryStrategy) -> int | None:
        """Return the account's credits now, asked for once and counted in the rate window.

        None when this kind of job has no balance, the rate window has no room, or the provider does
        not answer, refuses or does not say: no `CallsheetError` is raised.
        """
        if trail.balance is None:
            return None
        with suppress(CallsheetError):
            if not await self.schedule.take(backend, backend.read_bucket(trail.balances)):
                return await trail.balance(backend)
        return None

    async def search_now(self, backend: Backend, job: Job, trail: RecoveryStrategy) -> None:
        """Look for a lost job in the provider's list now, if the rate
        window has room; else later."""
        if trail.survey and not await self.schedule.take(
            backend, backend.read_bucket(trail.surveys)
        ):
            await self.search(backend, job)

    async def search(self, backend: Backend, job: Job) -> None:
        """Look once for a job of unknown outcome in the provider's list, and adopt it if it is
        there; after `SEEK_FOR` seconds, stop looking for it.

        The caller has counted the request in the rate window already. Errors of the provider are
        ignored.

        Raises:
            UnknownJob: It was deleted meanwhile.
            JournalUnusable: The journal cannot be read or written.
        """
        trail = self.trail([job])
        if trail is None or trail.survey is None:
            return
        with suppress(CallsheetError):
            if await self.journal.adopt_listed(job, await trail.survey(backend)):
                return
        if self.schedule.now() - (job.sent_at or 0.0) > SEEK_FOR:
            await self.journal.stop_recovery(job.job_id, NOT_FOUND)


def find_ids(error: ApiError, trail: RecoveryStrategy | None) -> list[str]:
    """Return the ids of what was made that stand in a bad or broken answer, each once.

    Args:
        error: Carries the answer's text.
        trail: Names the id's field; None finds nothing.
    """
    if trail is None:
        return []
    name = re.escape(trail.id_name)
    found = re.findall(rf'"{name}"\s*:\s*"?([\w.-]{{1,200}})["\s,}}]', error.body)
    return list(dict.fromkeys(found))


def assign_ids(named: Sequence[str], body: str, count: int) -> Sequence[str]:
    """Return the ids of `count` jobs in their order; empty when it is unclear which id is whose.

    A batch that names as many ids as it has jobs, with no object begun after the last, keeps the
    documented order.

    Args:
        named: The ids found in the answer.
        body: The answer's text.
    """
    if count == 1 or len(named) != count:
        return named[:1] if count == 1 else ()
    return () if "{" in body.rpartition(named[-1])[2] else named


def lost_message(
    error: OutcomeUnknown, before: Snapshot | None, balance: int | None, named: Sequence[str] = ()
) -> str:
    """Return the text for a lost answer: what happened, what it may have cost, and how to look.

    Args:
        error: How the answer was lost.
        before: What the provider's list and balance held before the submit.
        balance: The credits now.
        named: Ids that the answer names.
    """
    sought = SOUGHT if before and before.ids is not None else ""
    names = f" Its answer names {', '.join(named)}: the get tools show these." if named else ""
    return (
        f"{error} It may have been made and paid for all the same, so it is not sent again by "
        f"itself.{names}{_cost(before, balance)} {CHECK}{sought}"
    )


def _cost(before: Snapshot | None, balance: int | None) -> str:
    if before is None or before.balance is None:
        return ""
    now = f", {balance} now" if balance is not None else ""
    return (
        f" The balance was {before.balance} credits before{now}; that proves nothing, for other "
        "calls may have changed it."
    )
