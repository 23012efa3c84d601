"""A job as this API shows a video."""

from collections.abc import Mapping
from dataclasses import replace
from typing import cast

from callsheet_studio.api.knowlify.preview import preview_fields
from callsheet_studio.api.knowlify.responses import (
    FinishedVideo,
    ProgressResponse,
    VideoResponse,
    VideoRow,
)
from callsheet_studio.jobs.contract import Progress
from callsheet_studio.jobs.job import Job
from callsheet_studio.storage.clock import format_timestamp

ENDS = {"done": "complete", "failed": "failed"}


def video_response(
    job: Job, film: Job, changed_at: float, urls: Mapping[str, str]
) -> VideoResponse:
    """Return the body of `GET /v1/videos/{uuid}`.

    Args:
        job: The video's own job.
        film: The job that made the current film: `job`, or the job of an edit.
        changed_at: When the video last changed, in seconds since 1970.
        urls: The addresses of the film's files, by field name.
    """
    video: VideoResponse = {
        **row(job, film),
        "updated_at": format_timestamp(changed_at),
        **preview_fields(job),
    }
    return (
        {**video, "version": film.id, **_to_finished_video(film, urls)}
        if job.state == "done"
        else video
    )


def row(job: Job, film: Job | None = None) -> VideoRow:
    """Return a video as a list of this API shows it, without its files.

    Args:
        job: The video's own job.
        film: The job that made the current film; None is `job`.
    """
    return {
        "uuid": job.id,
        "status": video_stage(job),
        "is_complete": job.state == "done",
        "is_failed": job.state == "failed",
        "progress": _progress(job, film or job),
        "error_message": job.error,
        "task": job.request["task"],
        "created_at": format_timestamp(job.created_at),
        "updated_at": format_timestamp(job.updated_at),
    }


def video_stage(job: Job) -> str:
    """Return a video's status as this API writes it.

    `pending` while it waits for its turn, `queued` until its work reports a stage, then that stage;
    at the end `complete` or `error`.
    """
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


def _to_finished_video(made: Job, urls: Mapping[str, str]) -> FinishedVideo:
    film = made.result or {}
    shown_files = {name: url for name, url in urls.items() if name != "changes_sheet_url"}
    facts = {key: film[key] for key in ("scenes", "report", "notes")}
    return cast("FinishedVideo", shown_files | {"duration_seconds": film["seconds"]} | facts)
