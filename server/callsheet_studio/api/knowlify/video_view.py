"""A job as this API shows a video."""

from collections.abc import Mapping
from dataclasses import replace
from typing import cast

from callsheet_studio.api.knowlify.preview import mark
from callsheet_studio.api.knowlify.responses import (
    FinishedVideo,
    ProgressResponse,
    VideoResponse,
    VideoRow,
)
from callsheet_studio.jobs.contract import Progress
from callsheet_studio.jobs.job import Job
from callsheet_studio.storage.clock import stamp

ENDS = {"done": "complete", "failed": "failed"}


def video_response(
    job: Job, film: Job, changed_at: float, urls: Mapping[str, str]
) -> VideoResponse:
    """`GET /v1/videos/{uuid}`.

    `film` is the job that made the current film, the video's own or an edit's; `urls` name its
    files.
    """
    video: VideoResponse = {**row(job, film), "updated_at": stamp(changed_at), **mark(job)}
    return {**video, "version": film.id, **_finished(film, urls)} if job.state == "done" else video


def row(job: Job, film: Job | None = None) -> VideoRow:
    """A video without its files, as `film`, the job that made its current film, has it."""
    return {
        "uuid": job.id,
        "status": video_stage(job),
        "is_complete": job.state == "done",
        "is_failed": job.state == "failed",
        "progress": _progress(job, film or job),
        "error_message": job.error,
        "task": job.request["task"],
        "created_at": stamp(job.created_at),
        "updated_at": stamp(job.updated_at),
    }


def video_stage(job: Job) -> str:
    """`pending` while parked, `queued` until its work reports, then what that says."""
    if job.state in ENDS:
        return ENDS[job.state]
    if job.place:
        return "pending"
    return job.progress.stage if job.progress else "queued"


def _progress(job: Job, film: Job) -> ProgressResponse:
    far = job.progress or Progress("voiceover", 0)
    if film.result is not None:
        scenes = len(film.result["scenes"])
        far = replace(far, percent=100, current_scene=scenes, total_scenes=scenes)
    return {
        "stage": video_stage(job),
        "percent": far.percent,
        "current_scene": far.current_scene,
        "total_scenes": far.total_scenes,
    }


def _finished(made: Job, urls: Mapping[str, str]) -> FinishedVideo:
    film = made.result or {}
    shown_files = {name: url for name, url in urls.items() if name != "changes_sheet_url"}
    facts = {key: film[key] for key in ("scenes", "report", "notes")}
    return cast("FinishedVideo", shown_files | {"duration_seconds": film["seconds"]} | facts)
