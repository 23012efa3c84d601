"""Spending as a resource: `callsheet://spending`."""

import json
from collections.abc import Callable

from mcp.server.mcpserver import MCPServer

from callsheet_tools.billing.spending import left_today, spending
from callsheet_tools.toolkit.context import Desk


def publish(server: MCPServer[Desk], opened: Callable[[], Desk]) -> None:
    """Offer the ledger for reading. `opened` gives the desk while the server runs."""

    @server.resource(
        "callsheet://spending", name="spending", title="Spending", mime_type="application/json"
    )
    async def ledger() -> str:  # pyright: ignore[reportUnusedFunction]  # the decorator keeps it
        """What was spent today and in 30 days by provider, the day's limits, what they leave."""
        desk = opened()
        document = {
            "spending": await spending(desk),
            "limits": {"videos": desk.videos_a_day, "credits": desk.credits_a_day},
            "left_today": await left_today(desk),
        }
        return json.dumps(document, indent=1)
