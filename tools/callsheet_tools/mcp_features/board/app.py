"""The board as an MCP App: one page, bound to the tools that start or list jobs.

A client that shows MCP Apps (SEP-1865) reads the page and shows it with the tool's answer. To any
other client it is a resource that nothing asks for: the answer itself says everything.
"""

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from mcp.server.apps import Apps, ResourceCsp

URI = "ui://callsheet/board.html"
META: Mapping[str, Any] = {"ui": {"resourceUri": URI}, "ui/resourceUri": URI}
"""A bound tool's `_meta`; the flat key is for hosts older than the specification."""


def page() -> str:
    """Return the whole board as one HTML page: markup, style and script.

    It connects to nothing but its host.
    """
    return (
        files("callsheet_tools.mcp_features.board")
        .joinpath("board.html")
        .read_text(encoding="utf-8")
    )


def board() -> Apps:
    """Return the MCP Apps extension that serves the board's page."""
    apps = Apps()
    apps.add_html_resource(
        URI,
        page(),
        name="board",
        title="Callsheet jobs",
        description="Shows jobs in the chat, live, and plays finished films.",
        # Films are played from memory. Hosts that allow less are given data: URLs instead.
        csp=ResourceCsp(resource_domains=["blob:"]),
        prefers_border=True,
    )
    return apps
