"""Jobs as resources: `callsheet://jobs`, and `callsheet://jobs/{job_id}`."""

import json
from collections.abc import Callable

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ResourceNotFoundError

from callsheet_tools.errors import UnknownJob
from callsheet_tools.toolkit.context import Desk
from callsheet_tools.toolkit.next_steps import after
from callsheet_tools.toolkit.responses import row

MOST = 50


def publish(server: MCPServer[Desk], opened: Callable[[], Desk]) -> None:
    """Offer the journal for reading. `opened` gives the desk while the server runs."""

    @server.resource(
        "callsheet://jobs", name="jobs", title="Recent jobs", mime_type="application/json"
    )
    async def jobs() -> str:  # pyright: ignore[reportUnusedFunction]  # the decorator keeps it
        """The newest jobs, those that ended since the last look first."""
        desk = opened()
        rows = [row(job, desk.kinds[job.kind]) for job in await desk.journal.recent(MOST)]
        return _json([one.model_dump(exclude_none=True) for one in rows])

    @server.resource(
        "callsheet://jobs/{job_id}", name="job", title="One job", mime_type="application/json"
    )
    async def job(job_id: str, ctx: Context[Desk]) -> str:  # pyright: ignore[reportUnusedFunction]  # the decorator keeps it
        """Everything known about a job: its request, its report, its notes, what to do next."""
        desk = ctx.request_context.lifespan_context
        try:
            found = await desk.journal.find(job_id)
        except UnknownJob as error:
            raise ResourceNotFoundError(str(error)) from error
        shown = row(found, desk.kinds[found.kind], details=True).model_dump(exclude_none=True)
        following = after(desk, [found])
        coming = {"next": following.model_dump(exclude_none=True)} if following else {}
        return _json({**shown, "request": found.request, **coming})


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)
