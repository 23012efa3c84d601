"""Talking to our own server as an assistant does: how the command line reaches the tools."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any, TypeAlias

from mcp import Client
from mcp.types import TextContent

from callsheet.app import create_server
from callsheet.settings import Settings
from callsheet.terminal import Show
from callsheet_tools.errors import NotConfigured

LOOK_SECONDS = 20
"""How long one `wait_for_jobs` may take; progress arrives in between."""
UNFINISHED = ("waiting", "running")

Row: TypeAlias = dict[str, Any]
"""A job as the tools show it, or another part of a structured answer."""


class CommandError(Exception):
    """What was asked for cannot be done; the text says why, and what to do."""


@asynccontextmanager
async def connect_client(settings: Settings) -> AsyncGenerator[Client]:
    """Give a block a client of a new Callsheet server in this process.

    Raises:
        CommandError: The settings are wrong, or a tool refused; it comes outside of the task
            group's exception group.
    """
    refused = None
    try:
        server = create_server(settings)
    except NotConfigured as error:
        raise CommandError(str(error)) from error
    async with Client(server) as client:
        try:
            yield client
        except CommandError as error:
            refused = error
    if refused:
        raise refused


async def call_tool(client: Client, tool: str, arguments: Row, show: Show | None = None) -> Row:
    """Call a tool and return its structured answer.

    Args:
        arguments: The tool's arguments.
        show: Gets the progress in percent and a message.

    Raises:
        CommandError: The tool refused, with its own text.
    """

    async def note(progress: float, total: float | None, message: str | None) -> None:
        if show:
            show(100 * progress / total if total else progress, message or "")

    result = await client.call_tool(tool, arguments, progress_callback=note)
    if result.is_error or result.structured_content is None:
        raise CommandError(" ".join(c.text for c in result.content if isinstance(c, TextContent)))
    return result.structured_content
