"""Waiting for jobs: which ones, for how long, and what to do with the rest."""

import math
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import anyio

from callsheet_tools.jobs.eta import remaining_seconds
from callsheet_tools.jobs.job import Job
from callsheet_tools.jobs.kinds import Kinds
from callsheet_tools.jobs.next_step import NextStep
from callsheet_tools.jobs.poll_queries import AT_ONCE
from callsheet_tools.toolkit.context import Report, ToolContext
from callsheet_tools.toolkit.job_view import progress_text, summary_sentence
from callsheet_tools.toolkit.next_steps import jobs_to_keep, next_steps
from callsheet_tools.toolkit.responses import shown_state

Until: TypeAlias = Literal["next", "all"]

DEFAULT_BOUND = 45.0
BOUNDS: dict[str, float] = {"callsheet": 240.0, "claude-code": 240.0}
"""Seconds that clients let one call take, by the name they give."""
HEARTBEAT = 5.0
CREEP = 0.001
"""Share of what is left by which told progress grows when nothing happened: MCP wants it to rise
with every notification."""
FRESH = 600.0
"""Seconds after which an end that was not reported is no longer news to a wait."""
MOST_DUE = 20
"""Jobs whose next turns are compared."""
PATIENT = 180.0
"""When the rest takes longer, a conversation should not be kept waiting for it."""
LONG = "About {minutes} min to go: tell the user, stop here, and come back with this call."
UNREACHABLE = (
    "These jobs belong to a key that is not set any more, so nothing new is heard of them here. "
    "They go on at the provider: ask the user to set that key again, or to look at the dashboard."
)


@dataclass(frozen=True)
class WaitScope:
    """The jobs that a caller waits for."""

    ids: tuple[str, ...]
    since: int
    """What the caller has seen: the number of an event."""
    until: Until
    is_named: bool = False
    """Whether the caller named the jobs."""

    async def jobs(self, context: ToolContext) -> list[Job]:
        """Return the jobs as they are now; without those that were withdrawn, unless they are named
        (then `UnknownJob` is raised)."""
        news = context.news
        return await (news.jobs(self.ids) if self.is_named else news.present_jobs(self.ids))

    def over(self, jobs: Sequence[Job]) -> bool:
        """Return whether the wait is over: all of `jobs`, the scope's jobs as they are now, have
        ended; with `until` as `next` also if one has ended after event `since`."""
        if all(job.ended for job in jobs):
            return True
        return self.until == "next" and any(job.ended and job.seq > self.since for job in jobs)


async def wait_scope(
    context: ToolContext, job_ids: Sequence[str] | None, until: Until, since: int
) -> WaitScope:
    """Return what a wait is about: the named jobs, or else all unfinished ones and ends not
    reported yet.

    Ends older than ten minutes (`FRESH`) are included only if nothing is left to wait for.

    Args:
        job_ids: Ids of jobs, Callsheet's or the providers', or None.
        until: `next` or `all`.
        since: The cursor of an earlier answer.

    Raises:
        UnknownJob: There is no job with one of these ids.
        JournalUnusable: The journal cannot be read.
    """
    ids = job_ids
    if ids is None:
        fresh = await context.journal.awaited_ids(context.now() - FRESH)
        unended = set(await context.journal.unfinished_ids())
        ids = fresh if unended & set(fresh) else await context.journal.awaited_ids()
        return WaitScope(tuple(ids), since, until)
    jobs = await context.news.jobs(ids)
    return WaitScope(tuple(job.job_id for job in jobs), since, until, is_named=True)


async def wait(
    context: ToolContext, waited: WaitScope, seconds: float, report: Report
) -> list[Job]:
    """Wait until the scope's condition is met or `seconds` have passed, and return its jobs as they
    are then; at once when the settings lead to none of the unfinished jobs any more.

    Args:
        report: Called with (percent, 100.0, sentence), at first and then at least every `HEARTBEAT`
            seconds; the percentage never falls.

    Raises:
        UnknownJob: One of the jobs is not in the journal any more.
        JournalUnusable: The journal cannot be read.
    """
    deadline = anyio.current_time() + seconds
    newest = await context.news.newest()
    jobs = {job.job_id: job for job in await waited.jobs(context)}
    told = 0.0
    while True:
        told = next_progress(told, jobs.values())
        await report(told, 100.0, _message([*jobs.values()]))
        rest = deadline - anyio.current_time()
        if (
            waited.over([*jobs.values()])
            or rest <= 0
            or not _anything_comes(context, jobs.values())
        ):
            return await waited.jobs(context)
        if changed := await context.news.after(newest, min(rest, HEARTBEAT)):
            newest = max(job.seq for job in changed)
            jobs |= {job.job_id: job for job in changed if job.job_id in jobs}
        else:
            jobs = {job.job_id: job for job in await waited.jobs(context)}


def next_progress(told: float, jobs: Collection[Job]) -> float:
    """Return the progress in percent to report after `told`: always more, and 100 only
    when all jobs have ended.

    A provider's own 100 comes before the result is fetched, so it counts as 99 until then.
    """
    each = [100 if job.ended else min(job.percent or 0, 99) for job in jobs]
    return max(told + CREEP * (100 - told), sum(each) / max(len(each), 1))


def wait_limit(client: str, seconds: float | None) -> float:
    """Return the most seconds that a wait may take: `seconds` if given, else what suits the client
    of this name (`BOUNDS`; `DEFAULT_BOUND` for others)."""
    return BOUNDS.get(client.lower(), DEFAULT_BOUND) if seconds is None else seconds


def counts(jobs: Sequence[Job]) -> dict[str, int]:
    """Return how many jobs are in each state, by the state as answers show it; states without a job
    are left out."""
    return dict(Counter(shown_state(job) for job in jobs))


def remaining(jobs: Sequence[Job], kinds: Kinds, now: float) -> float:
    """Return roughly the seconds until the last of these jobs ends; 0 if there are none.

    Args:
        kinds: All kinds of job, by name.
        now: Seconds since 1970.
    """
    each = [remaining_seconds(job, kinds[job.kind], now) for job in jobs]
    return max(max(each, default=0.0), sum(each) / AT_ONCE)


async def poll_after(context: ToolContext, jobs: Sequence[Job]) -> int:
    """Return the seconds, 1 to 60, until one of these jobs is polled next; 0 when all have ended.

    Raises:
        UnknownJob: One of them is not in the journal any more.
        JournalUnusable: The journal cannot be read.
    """
    if all(job.ended for job in jobs):
        return 0
    at_work = [job.job_id for job in jobs if job.state == "submitted" and not job.parked]
    due = [job.next_poll_at for job in await context.journal.find_all(at_work[:MOST_DUE])]
    return math.ceil(min(max(min(due, default=0.0) - context.now(), 1.0), 60.0))


async def next_step_after_wait(
    context: ToolContext, jobs: Sequence[Job], waited: WaitScope, cursor: str
) -> NextStep | None:
    """Return what to do after a wait: wait on, or go on with what the jobs made; None if there is
    nothing.

    Named jobs stay named. An ended one that leads to another call stays among them until there is
    nothing left to wait for.

    Args:
        cursor: The cursor for the next wait.

    Raises:
        JournalUnusable: The journal cannot be read.
    """
    unended = [job for job in jobs if not job.ended]
    if not any(is_reachable(context, job) for job in unended):
        following = await next_steps(context, [job for job in jobs if job.ended])
        return _with_unreachable(following) if unended else following
    arguments: dict[str, Any] = {"since": cursor}
    kept = await jobs_to_keep(context, jobs)
    if waited.is_named or {job.job_id for job in kept} != set(
        await context.journal.unfinished_ids()
    ):
        arguments["job_ids"] = [job.job_id for job in kept]
    if waited.until == "all":
        arguments["until"] = "all"
    minutes = math.ceil(remaining(unended, context.kinds, context.now()) / 60)
    why = LONG.format(minutes=minutes) if minutes * 60 > PATIENT else "Still being made: wait on."
    return NextStep(tool="wait_for_jobs", arguments=arguments, why=why)


def _with_unreachable(following: NextStep | None) -> NextStep:
    rest = f" {following.why}" if following else ""
    return (following or NextStep(why="")).model_copy(update={"why": UNREACHABLE + rest})


def is_reachable(context: ToolContext, job: Job) -> bool:
    """Return whether the settings still have the account that a job belongs to."""
    return context.backends.factory_for(job.provider, job.account) is not None


def _anything_comes(context: ToolContext, jobs: Collection[Job]) -> bool:
    return any(is_reachable(context, job) for job in jobs if not job.ended)


def _message(jobs: Sequence[Job]) -> str:
    if len(jobs) == 1:
        return f"{jobs[0].title}: {progress_text(jobs[0])}"
    return summary_sentence(jobs)
