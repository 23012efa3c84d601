"""What to do next, once jobs were shown."""

from collections.abc import Sequence

from callsheet_tools.jobs.job import Job
from callsheet_tools.jobs.next_step import NextStep
from callsheet_tools.toolkit.context import ToolContext


def wait_step(jobs: Sequence[Job]) -> NextStep | None:
    """Wait for those that are unfinished."""
    unfinished = [job.job_id for job in jobs if not job.ended]
    if not unfinished:
        return None
    arguments = {"job_ids": unfinished}
    return NextStep(tool="wait_for_jobs", arguments=arguments, why="Still being made.")


def next_steps(context: ToolContext, jobs: Sequence[Job]) -> NextStep | None:
    """Wait for these jobs, take home what they made, or buy it."""
    done = [job for job in jobs if job.state == "succeeded"]
    if any(not job.ended for job in jobs) or not done:
        return wait_step(jobs)
    groups: dict[tuple[str, str], list[Job]] = {}
    for job in done:
        groups.setdefault((job.kind, job.place), []).append(job)
    steps = [context.kinds[kind].next_steps(context.worlds, g) for (kind, _), g in groups.items()]
    return next((step for step in steps if step and step.tool), steps[0])


def has_call_to_make(context: ToolContext, job: Job) -> bool:
    """Whether a finished job leads to another call, such as finalizing a character."""
    step = next_steps(context, [job]) if job.state == "succeeded" else None
    return step is not None and step.tool is not None
