"""How jobs are shown: rows, the picture of a film that has just been finished, a line of text."""

import base64
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from mcp.types import ContentBlock, ImageContent, ResourceLink

from callsheet_tools.backends.backend import Backend
from callsheet_tools.backends.download import fetch
from callsheet_tools.errors import CallsheetError
from callsheet_tools.jobs.delivery import film_of
from callsheet_tools.jobs.eta import stalled_seconds
from callsheet_tools.jobs.job import Job
from callsheet_tools.sanitize import to_quote
from callsheet_tools.toolkit.context import ToolContext
from callsheet_tools.toolkit.film_outline import SHORT, show_outline
from callsheet_tools.toolkit.preview_match import matching_preview
from callsheet_tools.toolkit.responses import JobRow, job_row, short_job_row, shown_state
from callsheet_tools.toolkit.user import openable, openable_result, openable_uri

PICTURES = ("contact_sheet", "poster")
"""Kinds of picture that a job leaves, the one to show first."""
LARGEST_SHOWN = 40_000
LARGEST_KEPT = 400_000
"""Bytes of a picture in an answer, and of one whose path the answer gives."""
MOST_PICTURES = 3
"""Contact sheets in one answer."""
MOST_TOLD = 5
"""Bought jobs whose likeness to what was seen a line of text tells."""
LEFT_OUT_OF_LISTS = ("call_id", "remote_id", "updated_at", "result")
"""What a list does not say of a job that is not finished."""
LEFT_OUT_OF_BATCHES = (*LEFT_OUT_OF_LISTS, "local_time", "stage", "percent", "credits_used")
"""What the answer that starts several jobs does not say of each: the rest of it does, or it is
nothing yet."""
LEFT_OUT_OF_WAITS = ("provider", "call_id", "remote_id", "updated_at", "stage", "percent")
"""What a wait for several does not say of each that has ended."""
SEVERAL = 3
"""Jobs from which on an answer says less of each."""
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
    leave_out: Collection[str] = (),
) -> RenderedJobs:
    """Return the rows of jobs and the pictures that go with them.

    The first answer that reports a job's end has everything about it: the ends are marked as
    reported in the journal, and pictures of new films are kept as files.

    Args:
        repeated: Ids of jobs that were asked for again.
        details: Whether every row has everything.
        leave_out: Fields that unfinished rows do not have.

    Raises:
        JournalUnusable: The journal cannot be read or written.
    """
    first = await _ends_to_tell(context, jobs, again=details)
    first |= {job.job_id for job in jobs if job.ended and job.job_id in repeated}
    rows = [
        _note_stall(
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
    absent = dict.fromkeys(leave_out)
    rows = [
        row if job.ended else row.model_copy(update=absent)
        for row, job in zip(rows, jobs, strict=True)
    ]
    return await _with_pictures(context, rows, jobs, first)


async def changed_rows(
    context: ToolContext, jobs: Sequence[Job], *, titled: bool, whole: bool = False
) -> RenderedJobs:
    """Return the rows that a wait answers with: ended jobs in full, of others what changes. The
    ends are marked as reported, as `job_rows` does.

    Args:
        titled: Whether rows of unfinished jobs have the title.
        whole: Whether to report again an end that was reported before, perhaps to another client.

    Raises:
        JournalUnusable: The journal cannot be read or written.
    """
    first = await _ends_to_tell(context, jobs, again=whole)
    absent: dict[str, None] = dict.fromkeys(LEFT_OUT_OF_WAITS) if len(jobs) >= SEVERAL else {}
    rows = [
        job_row(job, context.kinds[job.kind], details=job.job_id in first).model_copy(update=absent)
        if job.ended
        else _note_stall(short_job_row(job, titled=titled), job, context.now())
        for job in jobs
    ]
    told = [await _with_outline(context, *each, first) for each in zip(rows, jobs, strict=True)]
    return await _with_pictures(context, told, jobs, first)


async def _ends_to_tell(context: ToolContext, jobs: Sequence[Job], *, again: bool) -> set[str]:
    """Ended jobs that an answer tells everything about: those not reported yet, or all `again`."""
    ended = [job for job in jobs if job.ended]
    unreported = await context.journal.report([j.job_id for j in ended if j.shown_at is None])
    return {one.job_id for one in ended} if again else unreported


async def _with_outline(context: ToolContext, shown: JobRow, job: Job, first: set[str]) -> JobRow:
    """The first report of a film carries its outline, or where it can be read."""
    if job.job_id not in first or job.state != "succeeded":
        return shown
    outline = await show_outline(context, job, SHORT)
    return shown.model_copy(update={"result": {**(shown.result or {}), **outline} or None})


def _note_stall(shown: JobRow, job: Job, now: float) -> JobRow:
    """A job that does not move says so."""
    seconds = stalled_seconds(job, now)
    return shown.model_copy(update={"stalled_minutes": int(seconds // 60)}) if seconds else shown


async def _with_pictures(
    context: ToolContext, rows: Sequence[JobRow], jobs: Sequence[Job], first: set[str]
) -> RenderedJobs:
    """The rows with the paths of their pictures, links to the films, and the first pictures."""
    finished = [job for job in jobs if job.job_id in first and job.state == "succeeded"]
    content: list[ContentBlock] = [*_links(context, finished)]
    paths = dict[str, dict[str, str]]()
    kinds = PICTURES if len(jobs) < SEVERAL else PICTURES[:1]
    for job in finished:
        pictures = await _pictures(context, job, kinds)
        paths[job.job_id] = {
            f"{kind}_file": openable(path)
            for kind, picture in pictures.items()
            if (path := await context.pictures.keep(job.job_id, kind, picture))
        }
        small = [picture for picture in pictures.values() if len(picture) <= LARGEST_SHOWN]
        if small and len(paths) <= MOST_PICTURES:
            content.append(_image(small[0]))
    return RenderedJobs([_with_paths(row, paths.get(row.job_id)) for row in rows], content)


def _with_paths(row: JobRow, paths: dict[str, str] | None) -> JobRow:
    return row.model_copy(update={"result": {**(row.result or {}), **paths}}) if paths else row


async def _pictures(context: ToolContext, job: Job, kinds: Sequence[str]) -> dict[str, bytes]:
    """The contact sheet (one frame a scene) and the poster, where this computer made them."""
    factory = context.backends.factory_for(job.provider, job.account)
    if job.place != "local" or factory is None:
        return {}
    backend = await context.backends.open(factory)
    found = {kind: await _picture(backend, job.remote.get(f"{kind}_url")) for kind in kinds}
    return {kind: picture for kind, picture in found.items() if picture}


async def _picture(backend: Backend, url: object) -> bytes | None:
    """The JPEG at this address, if it is one of at most `LARGEST_KEPT` bytes."""
    if not isinstance(url, str):
        return None
    try:
        async with fetch(backend, url) as content:
            picture = bytearray()
            async for piece in content:
                picture += piece
                if len(picture) > LARGEST_KEPT:
                    return None
    except CallsheetError:
        return None
    return bytes(picture) if picture.startswith(JPEG) else None


def preview_sentence(rows: Sequence[JobRow]) -> str:
    """Return sentences that tell of each bought thing that was previewed whether it is as seen
    there or what differs, for at most `MOST_TOLD`; with a space before them, to be put behind
    another sentence. Empty if none was previewed."""
    told = [f"{row.job_id} is {row.seen}." for row in rows if row.seen]
    return f" {' '.join(told[:MOST_TOLD])}" if told else ""


_REPEATED = " The same was asked for before: this is its job."
_UNHEARD = (
    " The same was asked for before, and that call was never answered: this is its job. Nothing "
    "new was ordered; for one more take, call again."
)


def repeat_sentence(*, new_take: bool) -> str:
    """Return the sentence on a job that a call did not begin, with a space before it.

    Args:
        new_take: Whether the call asked for one all the same.
    """
    return _UNHEARD if new_take else _REPEATED


def summary_sentence(jobs: Sequence[Job]) -> str:
    """Return one sentence on the state of jobs, for clients that show only text."""
    if len(jobs) == 1:
        return _one(jobs[0])
    states = [shown_state(job) for job in jobs]
    counted = ", ".join(f"{states.count(state)} {state}" for state in dict.fromkeys(states))
    errors = list(dict.fromkeys(job.error for job in jobs if job.error))
    said = f" {errors[0]}" if len(errors) == 1 else ""
    return f"{len(jobs)} jobs: {counted}.{said}" if jobs else "No jobs."


def progress_text(job: Job) -> str:
    """Return a job's stage, percentage and scene as a short text."""
    at = ["in line" if job.parked else job.stage or shown_state(job)]
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
        result = openable_result(job.result)
        at = next((result[key] for key in AT if key in result), "")
        return " ".join(part for part in (f"{said}.", at, job.error) if part)
    if job.state == "submitted":
        return f"{said} ({progress_text(job)}).{f' {job.error}' if job.error else ''}"
    return f"{said}. {job.error}" if job.error else f"{said} ({progress_text(job)})."


def _links(context: ToolContext, jobs: Sequence[Job]) -> list[ContentBlock]:
    films = [(job, film_of(context.folder, job)) for job in jobs]
    return [
        ResourceLink(
            type="resource_link", uri=openable_uri(film), name=job.title, mime_type="video/mp4"
        )
        for job, film in films
        if film
    ]


def _image(picture: bytes) -> ImageContent:
    return ImageContent(
        type="image", data=base64.b64encode(picture).decode(), mime_type="image/jpeg"
    )
