"""Completing ids of jobs and characters, in addresses of resources and arguments of prompts."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from mcp.server import MCPServer
from mcp.types import (
    Completion,
    CompletionArgument,
    CompletionContext,
    PromptReference,
    ResourceTemplateReference,
)

from callsheet_tools.jobs.job import Job
from callsheet_tools.toolkit.context import ToolContext

Reference: TypeAlias = PromptReference | ResourceTemplateReference
Complete: TypeAlias = Callable[
    [Reference, CompletionArgument, CompletionContext | None], Awaitable[Completion | None]
]

MOST = 100
"""Values in one answer, as the protocol has it."""
LOOKED_AT = 500
"""Jobs among which the fitting ones are looked for, newest first."""


def register_completions(
    server: MCPServer[ToolContext], current_context: Callable[[], ToolContext], others: Complete
) -> None:
    """Register the completion of job and character ids with the server.

    Args:
        current_context: Returns the tools' context while the server runs, limited to the user who
            makes the call.
        others: Completes all other arguments.
    """

    @server.completion()
    async def complete(  # pyright: ignore[reportUnusedFunction]  # the decorator keeps it
        ref: Reference, argument: CompletionArgument, context: CompletionContext | None
    ) -> Completion | None:
        value_of = IDS.get(argument.name)
        if value_of is None:
            return await others(ref, argument, context)
        jobs = await current_context().journal.recent(LOOKED_AT)
        fitting = [job for job in jobs if job.state == "succeeded" or not _is_of_film(ref)]
        found = [value_of(job) for job in fitting if _fits(argument, value_of(job), job)]
        values = [value for value in dict.fromkeys(found) if value]
        return Completion(values=values[:MOST], total=len(values), has_more=len(values) > MOST)


def _job(job: Job) -> str | None:
    return job.job_id


def _video(job: Job) -> str | None:
    return job.job_id if job.kind == "video" else None


def _name(job: Job) -> str | None:
    return job.request.get("name") if job.kind == "character" else None


def _character(job: Job) -> str | None:
    return job.remote_id if job.kind == "character" else None


IDS: dict[str, Callable[[Job], str | None]] = {
    "job_id": _job,
    "uuid": _video,
    "character": _name,
    "character_id": _character,
}
"""By the argument's name: what a job gives for it."""


def _is_of_film(ref: Reference) -> bool:
    """The address is of something that only a finished job has, such as `…/video`."""
    return isinstance(ref, ResourceTemplateReference) and not ref.uri.endswith("{job_id}")


def _fits(argument: CompletionArgument, value: str | None, job: Job) -> bool:
    """What was typed begins the id, or stands in the title."""
    typed = argument.value.lower()
    return value is not None and (value.lower().startswith(typed) or typed in job.title.lower())
