"""How an outline is written, as a resource: `callsheet://grammar`."""

from collections.abc import Callable

from mcp.server.mcpserver import MCPServer

from callsheet_tools.toolkit.context import ToolContext


def register_grammar(server: MCPServer[ToolContext], page: Callable[[], str]) -> None:
    """Register the resource `callsheet://grammar`, which says how an outline is written.

    Args:
        page: Returns the grammar in Markdown.
    """

    @server.resource(
        "callsheet://grammar", name="grammar", title="Outline grammar", mime_type="text/markdown"
    )
    def grammar() -> str:  # pyright: ignore[reportUnusedFunction]  # the decorator keeps it
        """How an outline is written: every kind of scene, what chooses it, and what is spoken."""
        return page()
