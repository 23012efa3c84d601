"""What an assistant can do with jobs."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any, Literal

from mcp.types import CallToolResult
from pydantic import Field

from callsheet_tools.backends.backend import NAMES, Backend
from callsheet_tools.backends.download import fetch
from callsheet_tools.backends.video_file import check_video
from callsheet_tools.billing.spending import spending, without_zeros
from callsheet_tools.errors import AddressRefused, NoSuchFile, NotConfigured, RefusedLocally
from callsheet_tools.jobs.delivery import file_fields, film_filename, film_of
from callsheet_tools.jobs.film_versions import with_current_files
from callsheet_tools.jobs.job import Job, Kind, StatusUpdate
from callsheet_tools.jobs.next_step import SAVED, NextStep
from callsheet_tools.output_folder import iter_chunks
from callsheet_tools.toolkit import waiting
from callsheet_tools.toolkit.context import AtCaller, InjectedContext, ToolContext
from callsheet_tools.toolkit.job_listing import (
    MOST_LOOKED_AT,
    JobWithVersions,
    Search,
    find_entries,
    short_row,
)
from callsheet_tools.toolkit.job_view import (
    LEFT_OUT_OF_LISTS,
    changed_rows,
    job_rows,
    summary_sentence,
)
from callsheet_tools.toolkit.lookup import as_they_are_now
from callsheet_tools.toolkit.next_steps import in_turn, next_steps
from callsheet_tools.toolkit.responses import JobRows, answer, text_line
from callsheet_tools.toolkit.user import openable, openable_uri
from callsheet_tools.toolkit.waiting import Until, WaitScope

JobIds = Annotated[
    list[str],
    Field(
        min_length=1, max_length=200, description="Ours or the provider's; default all unfinished."
    ),
]


SearchDay = Annotated[
    str,
    Field(
        min_length=1,
        max_length=40,
        description="today, yesterday, a date, or a date and time (2026-11-27T14:30).",
    ),
]

MOST_ROWS = 50
"""Jobs that one answer tells of."""


class WaitResult(JobRows):
    """Jobs that changed since the cursor."""

    counts: dict[str, int]
    cursor: Annotated[str, Field(description="Pass as `since` next time.")]
    poll_after_seconds: int


class JobList(JobRows):
    """Recent jobs."""

    counts: dict[str, int]
    spending: dict[str, Any]
    total: Annotated[int, Field(description="Rows on all pages.")]
    more: Annotated[int | None, Field(description="Rows on further pages.")] = None


class SavedFile(JobRows):
    """A result in the output folder."""

    file: str
    file_uri: str
    bytes: int


async def wait_for_jobs(
    context: InjectedContext,
    caller: AtCaller,
    job_ids: JobIds | None = None,
    until: Annotated[
        Until, Field(description="next (default): until one ends; all: until every one has.")
    ] = "next",
    since: Annotated[
        str | None,
        Field(pattern=r"^\d{1,18}$", description="Cursor of an earlier answer: only what changed."),
    ] = None,
    seconds: Annotated[
        float | None,
        Field(ge=0, le=240, description="At most, 0-240; default 45 for most clients."),
    ] = None,
) -> Annotated[CallToolResult, WaitResult]:
    """Wait until a job ends (succeeded, failed or unknown) or the time is up; show what changed.

    Use it after every call that starts something; call again with `since` = `cursor` while jobs
    are unfinished. Free. It never stops a job.
    """
    seen, is_first_wait = int(since or 0), job_ids is not None and since is None
    scope = await waiting.wait_scope(context, job_ids, until, seen)
    await context.watch.follow_all(await scope.jobs(context))
    jobs = await waiting.wait(
        context, scope, waiting.wait_limit(caller.name, seconds), caller.report
    )
    jobs = await as_they_are_now(context, jobs)
    changed = [job for job in jobs if job.seq > seen]
    if more := len(changed) > MOST_ROWS:
        changed = sorted(changed, key=lambda job: job.seq)[:MOST_ROWS]
    cursor = str(max((job.seq for job in (changed if more else jobs)), default=seen))
    shown = await changed_rows(context, changed, titled=since is None, whole=is_first_wait)
    waited = WaitResult(
        jobs=shown.rows,
        counts=waiting.counts(jobs),
        cursor=cursor,
        poll_after_seconds=await waiting.poll_after(context, jobs),
        next=_more(scope, cursor)
        if more
        else await waiting.next_step_after_wait(context, jobs, scope, cursor),
    )
    text = summary_sentence(jobs) if jobs else "No job is unfinished."
    return answer(waited, text_line(text, waited.next), shown.content)


async def list_jobs(  # noqa: PLR0913 - what jobs are found by
    context: InjectedContext,
    limit: Annotated[int, Field(ge=1, le=50, description="Rows at most, 1-50; default 10.")] = 10,
    page: Annotated[int, Field(ge=1, le=1000, description="From 1; default 1.")] = 1,
    since: SearchDay | None = None,
    until: SearchDay | None = None,
    text: Annotated[
        str | None, Field(min_length=1, max_length=200, description="In the title or request.")
    ] = None,
    kind: Kind | None = None,
    state: Annotated[
        Literal["waiting", "running", "succeeded", "failed", "unknown"] | None, Field()
    ] = None,
) -> Annotated[CallToolResult, JobList]:
    """Show recent jobs: first those that ended since the last look, then the newest; spending last.

    A film is one row, its edits and reverts inside. Use it to come back to work that was left
    running, also after a restart, and to find a job by `since`, `until`, `text`, `kind` or `state`.
    Free.
    """
    search = Search(since, until, text, kind, state)
    known = await context.journal.recent(MOST_LOOKED_AT, short=True)
    found = find_entries(known, search, context.now())
    entries = await _whole(context, found[(page - 1) * limit : page * limit])
    jobs = [entry.job for entry in entries]
    every = [job for entry in entries for job in (entry.job, *entry.versions)]
    with suppress(NotConfigured):  # What cannot be followed can be listed all the same.
        await context.watch.follow_all(every)
    untold = {job.job_id for job in every if job.ended and job.shown_at is None}
    shown = await job_rows(context, jobs, leave_out=LEFT_OUT_OF_LISTS)
    rows = [
        short_row(row, entry, len(entries), told=entry.job.job_id in untold)
        for row, entry in zip(shown.rows, entries, strict=True)
    ]
    more = max(len(found) - page * limit, 0)
    news = [job for job in every if not job.ended or job.job_id in untold]
    following = await next_steps(context, news)
    further = _page(search, limit, page + 1) if more else None
    listed = JobList(
        jobs=rows,
        counts=waiting.counts(jobs),
        spending=without_zeros(await spending(context)),
        total=len(found),
        more=more or None,
        next=in_turn([step for step in (following, further) if step]),
    )
    place = _place((page - 1) * limit + 1, len(jobs), len(found))
    return answer(listed, text_line(f"{place}{summary_sentence(jobs)}", listed.next), shown.content)


async def _whole(context: ToolContext, entries: Sequence[JobWithVersions]) -> list[JobWithVersions]:
    """Entries whose jobs were read in short, with everything."""
    jobs = [job for entry in entries for job in (entry.job, *entry.versions)]
    whole = await context.journal.whole(jobs)
    return [
        JobWithVersions(with_current_files([whole[one.job.job_id]], versions)[0], versions)
        for one in entries
        for versions in [[whole[job.job_id] for job in one.versions]]
    ]


def _place(first: int, shown: int, total: int) -> str:
    """Which of all rows a page shows, and in what order, where there are several."""
    if total < 2 or not shown:
        return ""
    rows = f"Rows {first} to {first + shown - 1} of {total}"
    return f"{rows}: what ended since the last look, then the newest first. "


def _page(search: Search, limit: int, page: int) -> NextStep:
    arguments = {**search.arguments(), "limit": limit, "page": page}
    return NextStep(tool="list_jobs", arguments=arguments, why="There are more.")


async def save_video(
    context: InjectedContext,
    job_id: Annotated[
        str, Field(min_length=1, max_length=200, description="Ours or the provider's.")
    ],
    file: Annotated[
        str | None,
        Field(
            min_length=1,
            max_length=500,
            description="Name or path inside the output folder; default the title.",
        ),
    ] = None,
) -> Annotated[CallToolResult, SavedFile]:
    """Save a finished video as a file in the output folder. Free.

    A taken name gets a number; nothing is replaced. Films that this computer made are there
    already, so call this only for another name, or for a hosted result.
    """
    (job,) = await as_they_are_now(context, [await context.journal.find(job_id)])
    if job.state != "succeeded":
        first = "." if job.ended else ": call `wait_for_jobs` first."
        raise RefusedLocally(f"{summary_sentence([job])} Only a finished video can be saved{first}")
    known = film_of(context.folder, job)
    path = known
    if path is None or file is not None:
        path = await _save(context, job, file or film_filename(job))
    if known is None:
        seen = StatusUpdate("succeeded", error=job.error, delivered=file_fields(path))
        await context.journal.record({job.job_id: seen})
        job = await context.journal.find(job.job_id)
    saved = SavedFile(
        jobs=(await job_rows(context, [job])).rows,
        file=openable(path),
        file_uri=openable_uri(path),
        bytes=path.stat().st_size,
        next=NextStep(why=SAVED),
    )
    return answer(saved, text_line(f"Saved {saved.file!r} ({saved.bytes:,} bytes).", saved.next))


def _more(scope: WaitScope, cursor: str) -> NextStep:
    """The rest of what has changed already."""
    arguments = {"job_ids": [*scope.ids], "since": cursor, "until": scope.until}
    return NextStep(tool="wait_for_jobs", arguments=arguments, why="More of them changed.")


async def _save(context: ToolContext, job: Job, name: str) -> Path:
    """Copy the film that is here already, or fetch it from where it was made."""
    if path := film_of(context.folder, job):
        return await context.folder.save(name, iter_chunks(path))
    factory = context.backends.factory_for(job.provider, job.account)
    if factory is None:
        raise NoSuchFile(
            f"{NAMES[job.provider]} is not set up as it was when {job.job_id} was made."
        )
    backend = await context.backends.open(factory)
    try:
        return await _fetch(context, backend, job, name)
    except AddressRefused:
        renewed = await context.watch.poll_once(backend, job)
        return await _fetch(context, backend, renewed, name)


async def _fetch(context: ToolContext, backend: Backend, job: Job, name: str) -> Path:
    # The result offers public addresses only; `fetch` judges whatever the provider said.
    url = job.result.get("video_url") or job.remote.get("video_url")
    if not isinstance(url, str):
        raise NoSuchFile(context.kinds[job.kind].why_no_file(job))
    if backend.place == "local":
        async with fetch(backend, url) as content:
            return await context.folder.save(name, content)
    async with fetch(backend, url, video_up_to=context.folder.largest) as content:
        return await context.folder.save(name, content, check_video)
