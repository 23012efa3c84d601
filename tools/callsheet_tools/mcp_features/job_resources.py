"""Jobs as resources: `callsheet://jobs`, and `callsheet://jobs/{job_id}`."""

import json
from collections.abc import Callable

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ResourceNotFoundError

from callsheet_tools.errors import UnknownJob
from callsheet_tools.jobs.film_versions import with_current_files
from callsheet_tools.toolkit.context import ToolContext
from callsheet_tools.toolkit.job_listing import MOST_LOOKED_AT, current_version, versions_of
from callsheet_tools.toolkit.next_steps import next_steps
from callsheet_tools.toolkit.responses import job_row

MOST = 50


def register_jobs(
    server: MCPServer[ToolContext], current_context: Callable[[], ToolContext]
) -> None:
    """Register the resources `callsheet://jobs` and `callsheet://jobs/{job_id}`.

    Args:
        current_context: Returns the tools' context while the server runs, limited to the user who
            makes the call.
    """

    @server.resource(
        "callsheet://jobs", name="jobs", title="Recent jobs", mime_type="application/json"
    )
    async def jobs() -> str:  # pyright: ignore[reportUnusedFunction]  # the decorator keeps it
        """The newest jobs, those that ended since the last look first."""
        context = current_context()
        newest = await context.journal.recent(MOST)
        jobs = with_current_files(newest, newest)
        rows = [job_row(job, context.kinds[job.kind]) for job in jobs]
        return _json([one.model_dump(exclude_none=True) for one in rows])

    @server.resource(
        "callsheet://jobs/{job_id}", name="job", title="One job", mime_type="application/json"
    )
    async def job(job_id: str, ctx: Context[ToolContext]) -> str:  # pyright: ignore[reportUnusedFunction]  # the decorator keeps it
        """Everything known about a job: request, report, notes, versions, what to do next."""
        context = ctx.request_context.lifespan_context.of_caller()
        try:
            found = await context.journal.find(job_id)
        except UnknownJob as error:
            raise ResourceNotFoundError(str(error)) from error
        near = await context.journal.recent(MOST_LOOKED_AT)
        (whole,) = with_current_files([found], near)
        shown = job_row(whole, context.kinds[found.kind], details=True).model_dump(
            exclude_none=True
        )
        following = await next_steps(context, [found])
        coming = {"next": following.model_dump(exclude_none=True)} if following else {}
        versions = {"versions": versions_of(found, near), "current": current_version(found, near)}
        film = found.as_request if found.kind == "edit" else None
        request = {**found.request, **(film or {})}
        return _json({**shown, "request": request, **versions, **coming})


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)
