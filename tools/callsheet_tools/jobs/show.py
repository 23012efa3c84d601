"""How jobs are shown: rows, the picture of a film that has just been finished, a line of text."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from mcp.types import ContentBlock, ImageContent, ResourceLink

from callsheet_tools.answer import Next, Row, row, shown_state
from callsheet_tools.desk import Desk
from callsheet_tools.download import fetch
from callsheet_tools.errors import CallsheetError
from callsheet_tools.jobs.job import Job
from callsheet_tools.world import Provider

LARGEST_PICTURE = 40_000
MOST_PICTURES = 3
"""Contact sheets in one answer."""
JPEG = b"\xff\xd8"


@dataclass(frozen=True)
class Shown:
    """Jobs as an answer carries them."""

    rows: list[Row]
    content: list[ContentBlock] = field(default_factory=list[ContentBlock])
    """Contact sheets of films that no answer reported before, and links to files."""


async def show(
    desk: Desk,
    jobs: Sequence[Job],
    *,
    repeated: frozenset[str] = frozenset(),
    details: bool = False,
) -> Shown:
    """Rows for these jobs. The first answer that reports an end carries everything about it.

    `repeated` are the ids of jobs that were asked for again; `details` shows everything anyway.
    """
    first = await desk.journal.report([job.job_id for job in jobs if job.ended])
    rows = [
        row(job, details=details or job.job_id in first, deduplicated=job.job_id in repeated)
        for job in jobs
    ]
    finished = [job for job in jobs if job.job_id in first and job.state == "succeeded"]
    content: list[ContentBlock] = [*_links(finished)]
    for job in finished[:MOST_PICTURES]:
        if picture := await contact_sheet(desk, job):
            content.append(_image(picture))
    return Shown(rows, content)


async def contact_sheet(desk: Desk, job: Job) -> bytes | None:
    """One frame a scene, as a JPEG of at most 40 kB, where this computer made the film."""
    url = job.remote.get("contact_sheet_url")
    door = desk.worlds.door_of(job.provider, job.account)
    if job.place != "local" or not isinstance(url, str) or door is None:
        return None
    try:
        async with fetch(await desk.worlds.enter(door), url) as content:
            picture = b"".join([piece async for piece in content])
    except CallsheetError:
        return None
    return picture if len(picture) <= LARGEST_PICTURE and picture.startswith(JPEG) else None


def line(jobs: Sequence[Job]) -> str:
    """One sentence on how jobs stand, for clients that show only text."""
    if len(jobs) == 1:
        return _one(jobs[0])
    states = [shown_state(job) for job in jobs]
    counted = ", ".join(f"{states.count(state)} {state}" for state in dict.fromkeys(states))
    return f"{len(jobs)} jobs: {counted}." if jobs else "No jobs."


def after(desk: Desk, jobs: Sequence[Job]) -> Next | None:
    """What to do once these jobs were shown: wait for them, take them home, or buy them."""
    unfinished = [job.job_id for job in jobs if not job.ended]
    if unfinished:
        return Next(
            tool="wait_for_jobs", arguments={"job_ids": unfinished}, why="Still being made."
        )
    done = [job for job in jobs if job.state == "succeeded"]
    if not done:
        return None
    if done[0].place == "hosted":
        return _export(done[0])
    return _purchase(done) if _is_for_sale(desk, done[0].provider) else None


def _export(job: Job) -> Next | None:
    """Hosted Knowlify gives no address of the file; a person exports it."""
    if "video_url" in job.result:
        arguments = {"job_id": job.job_id}
        return Next(tool="save_video", arguments=arguments, why="This brings the file here.")
    return Next(why=by_hand(job)) if "chat_url" in job.result else None


def by_hand(job: Job) -> str:
    """How a person gets the file of a hosted video."""
    chat = job.result.get("chat_url", "the Knowlify dashboard")
    return (
        f"Knowlify gives no address of the finished file. Ask the user to open {chat} "
        "and choose Activity, then Export, then MP4."
    )


def _is_for_sale(desk: Desk, provider: Provider) -> bool:
    return any((door.provider, door.place) == (provider, "hosted") for door in desk.worlds.doors())


def _purchase(jobs: Sequence[Job]) -> Next | None:
    videos = [job.request["video"] for job in jobs if "video" in job.request]
    if len(videos) < len(jobs):
        return None
    arguments = {"videos": videos, "where": "hosted", "max_videos": len(videos)}
    why = (
        "Look at the film and tell the user. Do they want the hosted version and agree to pay? "
        "This buys the same."
    )
    return Next(tool="knowlify_create_videos", arguments=arguments, why=why)


def stage(job: Job) -> str:
    """Where a job is: its stage, percentage and scene."""
    progress: dict[str, Any] = job.remote.get("progress") or {}
    at = [job.stage or shown_state(job)]
    at += [f"{job.percent} %"] if job.percent is not None else []
    if progress.get("total_scenes"):
        at.append(f"scene {progress.get('current_scene', 0)} of {progress['total_scenes']}")
    return ", ".join(at)


def _one(job: Job) -> str:
    said = f"“{job.title}” ({job.job_id}): {shown_state(job)}"
    if job.state == "succeeded":
        return f"{said}. {job.result.get('file') or job.result.get('chat_url') or ''}".rstrip()
    return f"{said}. {job.error}" if job.error else f"{said} ({stage(job)})."


def _links(jobs: Sequence[Job]) -> list[ContentBlock]:
    return [
        ResourceLink(
            type="resource_link", uri=job.result["file_uri"], name=job.title, mime_type="video/mp4"
        )
        for job in jobs
        if "file_uri" in job.result
    ]


def _image(picture: bytes) -> ImageContent:
    return ImageContent(
        type="image", data=base64.b64encode(picture).decode(), mime_type="image/jpeg"
    )
