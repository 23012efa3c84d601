"""What to do next, once jobs were shown."""

from collections.abc import Sequence

from callsheet_tools.jobs.job import Job
from callsheet_tools.jobs.next_step import Next
from callsheet_tools.toolkit.context import Desk


def to_wait(jobs: Sequence[Job]) -> Next | None:
    """Wait for those that are unfinished."""
    unfinished = [job.job_id for job in jobs if not job.ended]
    if not unfinished:
        return None
    arguments = {"job_ids": unfinished}
    return Next(tool="wait_for_jobs", arguments=arguments, why="Still being made.")


def after(desk: Desk, jobs: Sequence[Job]) -> Next | None:
    """Wait for these jobs, take home what they made, or buy it."""
    done = [job for job in jobs if job.state == "succeeded"]
    if any(not job.ended for job in jobs) or not done:
        return to_wait(jobs)
    return desk.kinds[done[0].kind].next_steps(desk.worlds, done)
