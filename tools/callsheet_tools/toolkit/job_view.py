"""How jobs are shown: rows, the picture of a film that has just been finished, a line of text."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from mcp.types import ContentBlock, ImageContent, ResourceLink

from callsheet_tools.backends.download import fetch
from callsheet_tools.errors import CallsheetError
from callsheet_tools.jobs.delivery import film_of
from callsheet_tools.jobs.eta import stalled_seconds
from callsheet_tools.jobs.job import Job
from callsheet_tools.sanitize import to_quote
from callsheet_tools.toolkit.context import ToolContext
from callsheet_tools.toolkit.film_outline import SHORT, outline_of
from callsheet_tools.toolkit.preview_match import matching_preview
from callsheet_tools.toolkit.responses import JobRow, job_row, short_job_row, shown_state

LARGEST_PICTURE = 40_000
MOST_PICTURES = 3
"""Contact sheets in one answer."""
MOST_TOLD = 5
"""Bought jobs whose likeness to what was seen a line of text tells."""
LEFT_OUT = ("call_id", "remote_id", "updated_at", "result")
"""What a list does not say of a job that is not finished."""
JPEG = b"\xff\xd8"
AT = ("file", "video_url", "link", "chat_url")
"""Where a result is, the nearest first."""


@dataclass(frozen=True)
class RenderedJobs:
    """Jobs as an answer carries them."""

    rows: list[JobRow]
    content: list[ContentBlock] = field(default_factory=list[ContentBlock])
    """Contact sheets of films that no answer reported before, and links to files."""


async def job_rows(
    context: ToolContext,
    jobs: Sequence[Job],
    *,
    repeated: frozenset[str] = frozenset(),
    details: bool = False,
    lean: bool = False,
) -> RenderedJobs:
    """Rows for these jobs. The first answer that reports an end carries everything about it.

    `repeated` are the ids of jobs that were asked for again; `details` shows everything anyway;
    `lean` leaves the ids of others out of unfinished rows.
    """
    first = await _ends_to_tell(context, jobs, again=details)
    rows = [
        _stalled(
            job_row(
                job,
                context.kinds[job.kind],
                details=details or job.job_id in first,
                deduplicated=job.job_id in repeated,
            ),
            job,
            context.now(),
        ).model_copy(update={"seen": await matching_preview(context, job)})
        for job in jobs
    ]
    if lean:
        rows = [_lean(one, job) for one, job in zip(rows, jobs, strict=True)]
    return RenderedJobs(rows, await _content(context, jobs, first))


def _lean(shown: JobRow, job: Job) -> JobRow:
    return shown if job.ended else shown.model_copy(update=dict.fromkeys(LEFT_OUT))


async def changed_rows(
    context: ToolContext, jobs: Sequence[Job], *, titled: bool, whole: bool = False
) -> RenderedJobs:
    """Rows as a wait answers with: ended jobs in full, of the others what changes.

    `whole` tells again what an answer told before, perhaps to another client.
    """
    first = await _ends_to_tell(context, jobs, again=whole)
    rows = [
        job_row(job, context.kinds[job.kind], details=job.job_id in first)
        if job.ended
        else _stalled(short_job_row(job, titled=titled), job, context.now())
        for job in jobs
    ]
    told = [await _with_outline(context, *each, first) for each in zip(rows, jobs, strict=True)]
    return RenderedJobs(told, await _content(context, jobs, first))


async def _ends_to_tell(context: ToolContext, jobs: Sequence[Job], *, again: bool) -> set[str]:
    """Ended jobs that an answer tells everything about: those not reported yet, or all `again`."""
    ended = [job.job_id for job in jobs if job.ended]
    unreported = await context.journal.report(ended)
    return {*ended} if again else unreported


async def _with_outline(context: ToolContext, shown: JobRow, job: Job, first: set[str]) -> JobRow:
    """The first report of a film carries its outline, or where it can be read."""
    if job.job_id not in first or job.state != "succeeded":
        return shown
    outline = await outline_of(context, job, SHORT)
    return shown.model_copy(update={"result": {**(shown.result or {}), **outline} or None})


def _stalled(shown: JobRow, job: Job, now: float) -> JobRow:
    """A job that does not move says so."""
    seconds = stalled_seconds(job, now)
    return shown.model_copy(update={"stalled_minutes": int(seconds // 60)}) if seconds else shown


async def _content(
    context: ToolContext, jobs: Sequence[Job], first: set[str]
) -> list[ContentBlock]:
    finished = [job for job in jobs if job.job_id in first and job.state == "succeeded"]
    content: list[ContentBlock] = [*_links(context, finished)]
    for job in finished[:MOST_PICTURES]:
        if picture := await contact_sheet(context, job):
            content.append(_image(picture))
    return content


async def contact_sheet(context: ToolContext, job: Job) -> bytes | None:
    """One frame a scene, or the poster: a JPEG of at most 40 kB, where this computer made it."""
    url = job.remote.get("contact_sheet_url") or job.remote.get("poster_url")
    door = context.worlds.factory_for(job.provider, job.account)
    if job.place != "local" or not isinstance(url, str) or door is None:
        return None
    try:
        async with fetch(await context.worlds.open(door), url) as content:
            picture = bytearray()
            async for piece in content:
                picture += piece
                if len(picture) > LARGEST_PICTURE:
                    return None
    except CallsheetError:
        return None
    return bytes(picture) if picture.startswith(JPEG) else None


def preview_sentence(rows: Sequence[JobRow]) -> str:
    """What of the things bought is as it was seen here; empty when nothing was seen."""
    told = [f"{row.job_id} is {row.seen}." for row in rows if row.seen]
    return f" {' '.join(told[:MOST_TOLD])}" if told else ""


def summary_sentence(jobs: Sequence[Job]) -> str:
    """One sentence on how jobs stand, for clients that show only text."""
    if len(jobs) == 1:
        return _one(jobs[0])
    states = [shown_state(job) for job in jobs]
    counted = ", ".join(f"{states.count(state)} {state}" for state in dict.fromkeys(states))
    errors = list(dict.fromkeys(job.error for job in jobs if job.error))
    said = f" {errors[0]}" if len(errors) == 1 else ""
    return f"{len(jobs)} jobs: {counted}.{said}" if jobs else "No jobs."


def progress_text(job: Job) -> str:
    """Where a job is: its stage, percentage and scene."""
    at = [job.stage or shown_state(job)]
    at += [f"{job.percent} %"] if job.percent is not None else []
    current, total = (_scene(job, name) for name in ("current_scene", "total_scenes"))
    return ", ".join([*at, f"scene {current} of {total}"] if total else at)


def _scene(job: Job, name: str) -> int:
    """A number of the provider's progress; 0 where it says none."""
    progress = job.remote.get("progress")
    number = cast("dict[str, Any]", progress).get(name) if isinstance(progress, dict) else None
    return number if isinstance(number, int) else 0


def _one(job: Job) -> str:
    said = f"{to_quote(job.title)} ({job.job_id}): {shown_state(job)}"
    if job.state == "succeeded":
        at = next((job.result[key] for key in AT if key in job.result), "")
        return " ".join(part for part in (f"{said}.", at, job.error) if part)
    if job.state == "submitted":
        return f"{said} ({progress_text(job)}).{f' {job.error}' if job.error else ''}"
    return f"{said}. {job.error}" if job.error else f"{said} ({progress_text(job)})."


def _links(context: ToolContext, jobs: Sequence[Job]) -> list[ContentBlock]:
    films = [(job, film_of(context.folder, job)) for job in jobs]
    return [
        ResourceLink(type="resource_link", uri=film.as_uri(), name=job.title, mime_type="video/mp4")
        for job, film in films
        if film
    ]


def _image(picture: bytes) -> ImageContent:
    return ImageContent(
        type="image", data=base64.b64encode(picture).decode(), mime_type="image/jpeg"
    )
