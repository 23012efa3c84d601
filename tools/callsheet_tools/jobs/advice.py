"""What to do next, once jobs were shown."""

from collections.abc import Sequence

from callsheet_tools.desk import Desk
from callsheet_tools.jobs.job import Job
from callsheet_tools.jobs.next_step import Next
from callsheet_tools.knightvision.advice import AFTER as AFTER_KNIGHTVISION
from callsheet_tools.knowlify.advice import AFTER as AFTER_KNOWLIFY
from callsheet_tools.knowlify.advice import after_videos

AFTER = {**AFTER_KNOWLIFY, **AFTER_KNIGHTVISION}
"""By kind; videos are advised on together."""


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
    if advise := AFTER.get(done[0].kind):
        return advise(desk, done[0])
    return after_videos(desk, done)
