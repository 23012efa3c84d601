"""Jobs found again: by time, words, kind and state, a film as one entry with its versions."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from callsheet_tools.errors import RefusedLocally
from callsheet_tools.jobs.film_versions import NEVER_MADE, film_id, films_of_edits, versions_among
from callsheet_tools.jobs.job import Job, Kind
from callsheet_tools.sanitize import one_line
from callsheet_tools.toolkit.responses import JobRow, iso_time, local_moment, shown_state
from callsheet_tools.toolkit.user import openable_result

MOST_LOOKED_AT = 2_000
"""Newest jobs among which is searched."""
MOST_VERSIONS = 10
"""Edits and reverts that all rows of a list show together, but the newest of each at least."""
LONGEST_ERROR = 200
"""Characters of an error in a list; a job's own tool shows it whole."""
CHANGES: frozenset[Kind] = frozenset({"edit", "revert"})
LONGEST_TITLE = 60
"""Characters of an edit's title inside its film's row."""
_DAYS_AGO = {"today": 0, "yesterday": 1}
_SHORT_RESULT = ("file", "video_url", "chat_url", "character_id", "changed_scenes")
_LEFT_OUT = ("provider", "call_id", "remote_id", "created_at", "updated_at")
_LEFT_OUT_OF_ENDED = (*_LEFT_OUT, "stage", "percent", "credits_used")


@dataclass(frozen=True)
class Search:
    """What is looked for; None is anything."""

    since: str | None = None
    until: str | None = None
    text: str | None = None
    kind: str | None = None
    state: str | None = None

    def arguments(self) -> dict[str, str]:
        """Return the arguments of the search that were given, by name."""
        return {name: value for name, value in vars(self).items() if value is not None}


@dataclass
class JobWithVersions:
    """A job, and of a film the edits and reverts of it, newest first."""

    job: Job
    versions: list[Job] = field(default_factory=list[Job])

    @property
    def touched_at(self) -> float:
        """When the job, or its newest edit or revert, was asked for, in seconds since 1970."""
        return max(job.created_at for job in (self.job, *self.versions))

    @property
    def is_untold(self) -> bool:
        """Whether an end of it was not reported by any answer yet."""
        return any(job.ended and job.shown_at is None for job in (self.job, *self.versions))


def find_entries(jobs: Sequence[Job], search: Search, now: float) -> list[JobWithVersions]:
    """Return the entries that match a search: first those whose end was not
    reported yet, then the newest.

    A film and its edits are one entry.

    Args:
        jobs: The jobs to search, also short ones.
        now: Seconds since 1970.

    Raises:
        RefusedLocally: A date can't be read.
    """
    first, last = _time(search.since, now, end=False), _time(search.until, now, end=True)
    words = (search.text or "").casefold()

    def is_wanted(job: Job) -> bool:
        return (
            (first is None or job.created_at >= first)
            and (last is None or job.created_at < last)
            and search.kind in (None, job.kind)
            and search.state in (None, shown_state(job))
            and (not words or words in _searched(job))
        )

    found = [e for e in _entries(jobs) if any(map(is_wanted, (e.job, *e.versions)))]
    for entry in found:
        entry.versions = [
            job
            for job in entry.versions
            if job.state not in NEVER_MADE or job.shown_at is None or search.state == "failed"
        ]
    return sorted(found, key=lambda entry: (not entry.is_untold, -entry.touched_at))


def _searched(job: Job) -> str:
    return f"{job.title} {json.dumps(job.request, ensure_ascii=False)}".casefold()


def versions_of(job: Job, jobs: Sequence[Job]) -> list[dict[str, Any]]:
    """Return the versions of the film that a job made or changed, with its edits and reverts,
    newest first; empty if the film isn't known.

    Those that failed are left out, except the job itself.

    Args:
        jobs: The jobs among which edits are looked for.
    """
    edited = films_of_edits(jobs)
    video = film_id(job, edited)
    related = [
        one
        for one in jobs
        if one is job or (video == film_id(one, edited) and one.state not in NEVER_MADE)
        if video
    ]
    return [_version(one) for one in sorted(related, key=lambda one: -one.created_at)]


def current_version(job: Job, jobs: Sequence[Job]) -> str | None:
    """Return the job_id of the current version of the film that a job made or
    changed; None if it isn't known.

    Args:
        jobs: The jobs among which edits and reverts are looked for.
    """
    video = film_id(job, films_of_edits(jobs))
    first = (one for one in jobs if one.kind == "video" and video and one.remote_id == video)
    newest = versions_among(jobs, video).current or next(first, None)
    return newest and newest.job_id


def _entries(jobs: Sequence[Job]) -> list[JobWithVersions]:
    """Films with their edits and reverts inside; an edit of an unknown video is an entry itself."""
    newest = sorted(jobs, key=lambda job: job.created_at, reverse=True)
    films = {
        job.remote_id: JobWithVersions(job)
        for job in newest
        if job.kind == "video" and job.remote_id
    }
    edited = films_of_edits(newest)
    entries = list[JobWithVersions]()
    for job in newest:
        film = films.get(film_id(job, edited) or "")
        if film and job.kind in CHANGES:
            film.versions.append(job)
        else:
            entries.append(film if film and film.job is job else JobWithVersions(job))
    return entries


def _time(words: str | None, now: float, *, end: bool) -> float | None:
    """Seconds since 1970; a day without an hour ends, as an end, with its last second."""
    if words is None:
        return None
    day = words.strip().lower()
    here = datetime.fromtimestamp(now, UTC).astimezone()
    if day in _DAYS_AGO:
        day = (here - timedelta(days=_DAYS_AGO[day])).date().isoformat()
    try:
        at = datetime.fromisoformat(day)
    except ValueError as error:
        raise RefusedLocally(
            f"{words[:40]!r} is no date: say today, yesterday, 2026-11-27 or 2026-11-27T14:30."
        ) from error
    at = at if at.tzinfo else at.replace(tzinfo=here.tzinfo)
    whole_day = end and len(day) == len("2026-11-27")
    return (at + timedelta(days=1) if whole_day else at).timestamp()


def short_row(shown: JobRow, entry: JobWithVersions, rows: int, *, told: bool) -> JobRow:
    """Return a row of a list with only what identifies a job and is needed to go on with it.

    Args:
        shown: The full row.
        entry: The job and its versions.
        rows: How many rows the list has; with more, each shows fewer versions.
        told: Whether the end is reported for the first time: then all fields stay.
    """
    most = max(MOST_VERSIONS // max(rows, 1), 1)
    older = len(entry.versions[most:])
    versions = [_short_version(job) for job in entry.versions[:most]]
    versions += [{"older": older}] if older else []
    current = current_version(entry.job, (entry.job, *entry.versions)) if versions else None
    row = shown.model_copy(update={"versions": versions or None, "current": current})
    if told:
        return row
    result = {key: value for key, value in (row.result or {}).items() if key in _SHORT_RESULT}
    left_out: dict[str, Any] = dict.fromkeys(_LEFT_OUT_OF_ENDED if entry.job.ended else _LEFT_OUT)
    error = row.error and row.error[:LONGEST_ERROR]
    return row.model_copy(update={**left_out, "result": result or None, "error": error})


def _version(job: Job) -> dict[str, Any]:
    file = job.result.get("file")
    told = {
        "job_id": job.job_id,
        "kind": job.kind,
        "title": one_line(job.title, LONGEST_TITLE),
        "state": shown_state(job),
        **openable_result({"file": file} if file else {}),
        "created_at": iso_time(job.created_at),
        "local_time": local_moment(job.created_at),
    }
    return {key: value for key, value in told.items() if value is not None}


def _short_version(job: Job) -> dict[str, Any]:
    """Without what its film's row says as well, and its state only when it did not succeed."""
    known = ("created_at", "state") if job.state == "succeeded" else ("created_at",)
    return {key: value for key, value in _version(job).items() if key not in known}
