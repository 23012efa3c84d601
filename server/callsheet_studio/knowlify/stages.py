"""A job as this API shows a video."""

from dataclasses import asdict, replace
from typing import Any

from callsheet_studio.clock import stamp
from callsheet_studio.film import Progress
from callsheet_studio.queue.job import Job
from callsheet_studio.shelf import Shelf

ENDS = {"done": "complete", "failed": "failed"}


def shown(job: Job, shelf: Shelf, base: str) -> dict[str, Any]:
    """`GET /v1/videos/{uuid}`; addresses begin with `base`."""
    return {
        "uuid": job.id,
        "status": stage(job),
        "is_complete": job.state == "done",
        "is_failed": job.state == "failed",
        "progress": _progress(job),
        "error_message": job.error,
        "task": job.request["task"],
        "created_at": stamp(job.created_at),
        "updated_at": stamp(job.updated_at),
    } | (_finished(job, shelf, base) if job.state == "done" else {})


def stage(job: Job) -> str:
    """`pending` while parked, `queued` until its work reports, then what that says."""
    if job.state in ENDS:
        return ENDS[job.state]
    if job.place:
        return "pending"
    return job.progress.stage if job.progress else "queued"


def _progress(job: Job) -> dict[str, Any]:
    far = job.progress or Progress("voiceover", 0)
    if job.result is not None:
        scenes = len(job.result["scenes"])
        far = replace(far, percent=100, current_scene=scenes, total_scenes=scenes)
    return asdict(far) | {"stage": stage(job)}


def _finished(job: Job, shelf: Shelf, base: str) -> dict[str, Any]:
    film = job.result or {}
    facts = {key: film[key] for key in ("scenes", "report", "notes")}
    return shelf.urls(job, base) | {"duration_seconds": film["seconds"]} | facts
