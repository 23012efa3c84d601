"""A job as this API shows an edit."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from callsheet_studio.api.knowlify.edit_store import EditRecord
from callsheet_studio.api.knowlify.preview import preview_fields
from callsheet_studio.api.knowlify.responses import (
    EditResponse,
    EditResult,
    FilmAsRequest,
    ProgressResponse,
    SceneNumbers,
)
from callsheet_studio.edits.diff import StoryboardDiff
from callsheet_studio.jobs.contract import Progress
from callsheet_studio.jobs.job import Job
from callsheet_studio.storage.clock import format_timestamp


@dataclass(frozen=True)
class ShownFilm:
    """A film of a video, with what the answer about an edit says of it."""

    job: Job
    """The job that made it."""
    link: str
    """The URL of the page on which a person sees the video."""
    files: Mapping[str, str]
    """The URLs of its files, by the name of the field that holds each."""
    request: FilmAsRequest


def edit_response(numbered: tuple[EditRecord, int], job: Job, film: ShownFilm) -> EditResponse:
    """Return the body of `GET /v1/edits/{edit_id}`.

    Args:
        numbered: The edit, and the number of the version that it made.
        job: The job that carries the edit out.
        film: The film that the edit made; after a revert, the video's current film.
    """
    edit, _ = numbered
    now = edit_status(job, edit)
    return {
        "edit_id": edit.id,
        "video_uuid": edit.video,
        "status": now,
        "is_complete": job.state == "done",
        "is_failed": job.state == "failed",
        "progress": _progress(job, now),
        "result": _result(numbered, job, film) if job.state == "done" else None,
        "error_message": job.error,
        "created_at": format_timestamp(job.created_at),
        "updated_at": format_timestamp(max(job.updated_at, edit.reverted_at or 0.0)),
        **preview_fields(job),
    }


def edit_status(job: Job, edit: EditRecord | None) -> str:
    """Return an edit's status as this API writes it.

    `queued` behind another edit, `processing` until its film is made, then the work's own stage,
    such as `applying`; at the end `complete`, `reverted` or `error`.

    Args:
        edit: Says whether it was reverted; None: it was not.
    """
    if job.state == "done":
        return "reverted" if edit and edit.reverted_at else "complete"
    if job.state == "failed":
        return "error"
    if job.place:
        return "queued"
    return job.progress.stage if job.progress else "processing"


def _progress(job: Job, stage: str) -> ProgressResponse:
    far = job.progress or Progress("processing", 0)
    if job.result is not None:
        scenes = len(job.result["scenes"])
        far = replace(far, percent=100, current_scene=scenes, total_scenes=scenes)
    return {
        "stage": stage,
        "percent": far.percent,
        "current_scene": far.current_scene,
        "total_scenes": far.total_scenes,
    }


def _result(numbered: tuple[EditRecord, int], job: Job, film: ShownFilm) -> EditResult:
    edit, number = numbered
    made = job.result or {}
    difference = StoryboardDiff(**made["difference"])
    result: EditResult = {
        "link": film.link,
        "title": (film.job.result or made)["title"],
        "version_number": number,
        **_numbers(difference),
        "video_url": film.files.get("video"),
        "contact_sheet_url": film.files.get("changes_sheet") or film.files.get("contact_sheet"),
        "outline_url": film.files.get("outline"),
        "credits_used": job.price,
        "notes": [*made["changes"], *made["notes"]],
        **film.request,
    }
    if edit.reverted_at:
        notes = [f"Taken back: {change}" for change in made["changes"]]
        notes += (film.job.result or made)["notes"]
        return {**result, "notes": notes, "revert_diff": _numbers(difference.undone())}
    return result


def _numbers(difference: StoryboardDiff) -> SceneNumbers:
    """Changed and added scenes by their numbers after, removed ones by those before."""
    return {
        "changed_scenes": sorted(after for _, after in difference.changed),
        "added_scenes": list(difference.added),
        "removed_scenes": list(difference.removed),
    }
