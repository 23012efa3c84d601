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
    return context.kinds[done[0].kind].next_steps(context.worlds, done)
