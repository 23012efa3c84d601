"""The tool that stops and deletes jobs of this computer. No provider can stop a hosted one."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

import anyio.to_thread
from mcp.types import CallToolResult
from pydantic import Field

from callsheet_tools.backends.backend import NAMES, Backend
from callsheet_tools.errors import RefusedLocally
from callsheet_tools.jobs import deletion
from callsheet_tools.jobs.deletion import Deletable
from callsheet_tools.jobs.delivery import film_of
from callsheet_tools.jobs.job import Job
from callsheet_tools.toolkit.context import InjectedContext, ToolContext
from callsheet_tools.toolkit.job_view import job_rows
from callsheet_tools.toolkit.lookup import backend_for, film_versions
from callsheet_tools.toolkit.responses import JobRows, answer
from callsheet_tools.toolkit.submit import remote_id_of
from callsheet_tools.toolkit.user import openable

PATH = "/studio/jobs"


class Managed(JobRows):
    """What was ended or deleted."""

    deleted: Annotated[list[str] | None, Field(description="Our ids that are gone.")] = None


async def manage_job(
    context: InjectedContext,
    job_id: Annotated[
        str, Field(min_length=1, max_length=200, description="Ours or the provider's.")
    ],
    action: Annotated[
        Literal["cancel", "delete"],
        Field(description="cancel: stop an unfinished one; delete: forget an ended one."),
    ],
) -> Annotated[CallToolResult, Managed]:
    """Stop a job that this computer makes, or delete an ended one with its edits. Free.

    A cancelled job leaves nothing behind. Deleting takes the request, the row and the working
    files; films in the output folder stay. Hosted jobs can't be stopped: their providers have no
    cancel.
    """
    job = await context.journal.find(job_id)
    if job.place == "hosted":
        raise RefusedLocally(
            f"{job.job_id} is made by {NAMES[job.provider]}, which can neither stop nor delete a "
            "job. Nothing was done."
        )
    backend = await context.backends.open(backend_for(context, job))
    if action == "cancel":
        return await _cancel(context, backend, job)
    return await _delete(context, backend, job)


async def _cancel(context: ToolContext, backend: Backend, job: Job) -> CallToolResult:
    if job.ended:
        raise RefusedLocally(f"{job.job_id} has ended already: {job.state}. Nothing was done.")
    said = await _ask(backend, job, "cancel")
    ended = await context.watch.poll_once(backend, job)
    if not ended.ended:  # That look may have begun before the cancel.
        ended = await context.watch.poll_once(backend, ended)
    shown = await job_rows(context, [ended])
    text = "is cancelled" if said["cancelled"] else f"ended before: {ended.state}"
    return answer(Managed(jobs=shown.rows), f"“{job.title}” ({job.job_id}) {text}.")


async def _delete(context: ToolContext, backend: Backend, job: Job) -> CallToolResult:
    if not job.ended:
        raise RefusedLocally(f"{job.job_id} has not ended: cancel it first. Nothing was done.")
    edits = (await film_versions(context, job.remote_id)).edits
    films = [film_of(context.folder, each) for each in (job, *edits)]
    gone: list[str] = (await _ask(backend, job, "delete"))["deleted"] if job.remote_id else []

    def forget(db: Any) -> list[Deletable]:
        found = deletion.find(db, job.job_id)
        jobs = [found, *deletion.find_related(db, [found], gone)]
        deletion.forget(db, jobs, context.journal.purchases)
        return jobs

    jobs = await context.journal.database.erase(forget)
    deleted = list(dict.fromkeys(each.job_id for each in jobs))
    await anyio.to_thread.run_sync(context.pictures.forget, deleted)
    text = f"Deleted {', '.join(deleted)}. {_kept([openable(film) for film in films if film])}"
    return answer(Managed(jobs=[], deleted=deleted), text)


def _kept(films: Sequence[str]) -> str:
    if not films:
        return "Films in the output folder stay."
    return f"In the output folder stays what was made: {'; '.join(films)}."


async def _ask(backend: Backend, job: Job, action: str) -> Any:
    return (await backend.http_client.write(f"{PATH}/{remote_id_of(job)}/{action}", None)).body
