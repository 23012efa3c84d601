"""Spending as a resource: `callsheet://spending`."""

import json
from collections.abc import Callable

from mcp.server.mcpserver import MCPServer

from callsheet_tools.billing.spending import left_today, spending
from callsheet_tools.toolkit.context import ToolContext


def register_spending(
    server: MCPServer[ToolContext], current_context: Callable[[], ToolContext]
) -> None:
    """Register the resource `callsheet://spending`.

    Args:
        current_context: Returns the tools' context while the server runs, limited to the user who
            makes the call.
    """

    @server.resource(
        "callsheet://spending", name="spending", title="Spending", mime_type="application/json"
    )
    async def read_spending() -> str:  # pyright: ignore[reportUnusedFunction]  # the decorator keeps it
        """What was spent today and in 30 days by provider, the day's limits, what they leave."""
        context = current_context()
        document = {
            "spending": await spending(context),
            "limits": {"videos": context.videos_a_day, "credits": context.credits_a_day},
            "left_today": await left_today(context),
        }
        return json.dumps(document, indent=1)
