"""What to do next, once jobs were shown: one rule for every answer.

While a job is unfinished, the next call waits, and finished jobs that lead to a call stay named in
it. Once all have ended, `next` is the first call that they lead to and `then` are the others. A
call that was made already is not suggested again.
"""

from collections.abc import Sequence
from typing import Any

from callsheet_tools.jobs.job import Job
from callsheet_tools.jobs.next_step import NextStep
from callsheet_tools.toolkit.context import ToolContext


async def next_steps(context: ToolContext, jobs: Sequence[Job]) -> NextStep | None:
    """Return what to call next: wait for unfinished jobs, or go on with what they made; None where
    none succeeded. `unknown` counts as ended. A step without a `tool` is for a person to do.

    Raises:
        JournalUnusable: The journal cannot be read.
    """
    if any(not job.ended for job in jobs):
        arguments = {"job_ids": [job.job_id for job in await jobs_to_keep(context, jobs)]}
        return NextStep(tool="wait_for_jobs", arguments=arguments, why="Still being made.")
    return in_turn(_steps(context, jobs, await _continued_ids(context, jobs)))


def in_turn(steps: Sequence[NextStep]) -> NextStep | None:
    """Return the first step that is a call, with the later calls in its `then`;
    without a call, the first step.

    None if there are no steps.
    """
    calls = [step for step in steps if step.tool]
    if not calls:
        return next(iter(steps), None)
    rest = [{"tool": one.tool, "arguments": one.arguments or {}} for one in calls[1:]]
    return calls[0].model_copy(update={"then": [*(calls[0].then or []), *rest] or None})


async def jobs_to_keep(context: ToolContext, jobs: Sequence[Job]) -> list[Job]:
    """Return the jobs that a wait must name: unfinished ones, and those
    that lead to another call."""
    continued = await _continued_ids(context, jobs)
    return [
        job
        for job in jobs
        if not job.ended or any(step.tool for step in _steps(context, [job], continued))
    ]


async def _continued_ids(context: ToolContext, jobs: Sequence[Job]) -> set[str]:
    return await context.journal.continued_ids([j.job_id for j in jobs if j.state == "succeeded"])


def _steps(context: ToolContext, jobs: Sequence[Job], continued: set[str]) -> list[NextStep]:
    """What the jobs that succeeded lead to, each once."""
    groups: dict[Any, list[Job]] = {}
    for job in jobs:
        if job.state == "succeeded":
            is_batched = context.kinds[job.kind].continues_in_batch and job.place == "local"
            one = job.is_quick_look if is_batched else job.job_id
            groups.setdefault((job.kind, one, job.job_id in continued), []).append(job)
    return [
        context.kinds[kind].next_steps(context.backends, group, is_continued)
        for (kind, _, is_continued), group in groups.items()
    ]
