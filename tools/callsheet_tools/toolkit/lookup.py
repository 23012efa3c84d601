"""Which job an id means, and where it is made.

Our own ids are exact. A provider's id means the job that the journal knows by it; one that is
known at both places, or at neither, is looked for where calls go by the settings.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from callsheet_tools.backends.backend import NAMES, BackendFactory, Provider
from callsheet_tools.errors import NotConfigured, RefusedLocally, UnknownJob
from callsheet_tools.jobs.film_versions import (
    MOST_EDITS,
    FilmVersions,
    versions_among,
    with_current_files,
)
from callsheet_tools.jobs.job import Job, JobRequest, Kind
from callsheet_tools.toolkit.context import ToolContext
from callsheet_tools.toolkit.read_retry import read_with_retry


async def find_by_id(
    context: ToolContext, provider: Provider, any_id: str, *kinds: Kind
) -> Job | None:
    """Return the journal's job of one of `kinds` with this id; None if it has none.

    A provider's id is looked up among jobs of the first kind.

    Args:
        any_id: Callsheet's id of the job, or the provider's.

    Raises:
        RefusedLocally: The id is Callsheet's and belongs to another kind of job.
        UnknownJob: There is no such job, and the id looks like Callsheet's or is asked for by a
            user who shares the account with others.
        JournalUnusable: The journal cannot be read.
    """
    if any_id.startswith("job_"):
        job = await context.journal.find(any_id)
        if job.provider != provider or job.kind not in kinds:
            raise _other(context, job)
        return job
    jobs = await context.journal.find_by_remote_id(provider, kinds[0], any_id)
    here = [job for job in jobs if job.place == context.backends.place(provider)]
    if not jobs and context.user.is_remote and not context.backends.is_personal(provider):
        raise UnknownJob(any_id)
    return next(iter(here or jobs), None)


def backend_for(context: ToolContext, job: Job) -> BackendFactory:
    """Return the factory of the backend that a job belongs to.

    Raises:
        NotConfigured: The job's key is no longer set.
    """
    if factory := context.backends.factory_for(job.provider, job.account):
        return factory
    raise NotConfigured(
        f"{job.job_id} belongs to a {NAMES[job.provider]} key that is not set any more. "
        "Ask the user to set that key again."
    )


async def fetch_current(
    context: ToolContext, provider: Provider, any_id: str, title: Callable[[Job], str], *kinds: Kind
) -> Job:
    """Return a job as it is now, read from its provider, whose account is followed from then on;
    one that was started elsewhere is added to the journal.

    A job without a provider's id, or of an account that the settings do not lead to any more, is
    returned as the journal has it; so is one whose provider does not answer, with an `error` that
    says so.

    Args:
        any_id: Callsheet's id of the job, or the provider's.
        title: Returns the title of an added job, from what its provider shows.
        kinds: The kinds of job that it may be.

    Raises:
        RefusedLocally: The id is Callsheet's and belongs to another kind of job.
        UnknownJob: As `find_by_id`, or the job is another user's.
        NotConfigured: The job's account, or that of a job that was started elsewhere, can't be
            opened.
        RetryLater: The provider does not show the job that was started elsewhere now.
        RequestRejected: The provider does not know that job.
        JournalUnusable: The journal cannot be read or written.
    """
    job = await find_by_id(context, provider, any_id, *kinds)
    if job is None:
        return await _adopt(context, _stranger(context, provider, kinds[0], any_id), title)
    factory = context.backends.factory_for(job.provider, job.account)
    if job.remote_id is None or factory is None:
        return job
    backend = await context.backends.open(factory)
    context.watch.follow_account(backend)
    return await context.watch.poll_once(backend, job)


async def _adopt(context: ToolContext, stranger: Job, title: Callable[[Job], str]) -> Job:
    backend = await context.backends.open(context.backends.factory(stranger.provider))
    kind = context.kinds[stranger.kind]
    seen = await read_with_retry(
        context, backend, stranger.kind, lambda: kind.poll(backend, stranger)
    )
    shown = replace(stranger, remote=dict(seen.remote))
    request: dict[str, Any] = {"remote_id": stranger.remote_id}
    intent = JobRequest(
        backend.provider, backend.place, backend.account, stranger.kind, title(shown), request
    )
    job = await context.journal.adopt(intent, seen)
    context.watch.follow_account(backend)
    return job


def _stranger(context: ToolContext, provider: Provider, kind: Kind, remote_id: str) -> Job:
    """A job that the journal does not know, as far as an id tells of it."""
    now = context.now()
    return Job(
        job_id="",
        call_id="",
        provider=provider,
        place=context.backends.place(provider),
        account="",
        kind=kind,
        title=remote_id,
        request={},
        state="submitted",
        created_at=now,
        updated_at=now,
        seq=0,
        remote_id=remote_id,
    )


def _other(context: ToolContext, job: Job) -> RefusedLocally:
    tool = context.kinds[job.kind].shown_by
    return RefusedLocally(f"{job.job_id} is a {NAMES[job.provider]} {job.kind}: call `{tool}`.")


async def film_versions(context: ToolContext, uuid: str | None) -> FilmVersions:
    """Return the versions of the film with this id at its provider, as far as the newest jobs show.

    Raises:
        JournalUnusable: The journal cannot be read.
    """
    return versions_among(await context.journal.recent(MOST_EDITS), uuid)


async def as_they_are_now(context: ToolContext, jobs: Sequence[Job]) -> list[Job]:
    """Return jobs, of which a film that was edited has the files of its current version.

    Raises:
        JournalUnusable: The journal cannot be read.
    """
    has_film = any(job.kind == "video" and job.state == "succeeded" for job in jobs)
    known = await context.journal.recent(MOST_EDITS) if has_film else []
    return with_current_files(jobs, known)
