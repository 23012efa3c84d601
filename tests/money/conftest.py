"""A server of ours, and hosted services that keep books."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any, TypeAlias

import httpx2
import pytest
from mcp import Client
from mcp.types import CallToolResult, TextContent

from callsheet.app import create_server
from callsheet.backends import BackendOptions, default_studio
from callsheet.composition import Dependencies
from callsheet.settings import Settings

from .accounting_provider import KEYS, Books

Sit: TypeAlias = Callable[..., AbstractAsyncContextManager[Client]]


@pytest.fixture(autouse=True)
def _warm(quick_workers: None) -> None:
    """Jobs start in milliseconds."""


@pytest.fixture
def books() -> Books:
    return Books()


@pytest.fixture
def sit(tmp_path: Path, books: Books, mode: str) -> Sit:
    """Connects to a server of this home in this era; `options` are the client's."""

    def connect(
        environ: dict[str, str] | None = None, **options: Any
    ) -> AbstractAsyncContextManager[Client]:
        server = create_server(settings(tmp_path, environ or {}), parts(books))
        return Client(server, mode=mode, **options)

    return connect


def settings(home: Path, environ: dict[str, str]) -> Settings:
    """As of a user with both keys."""
    folders = {"CALLSHEET_HOME": str(home / "home"), "CALLSHEET_OUTPUT_DIR": str(home / "films")}
    return Settings.read({**folders, **KEYS, **environ})


def parts(books: Books) -> Dependencies:
    """Parts that wait for nothing."""
    ways = BackendOptions(default_studio, httpx2.MockTransport(books), spacing=0.02)
    return Dependencies(ways, tick=0.01, patience=0.2, pause=0.05)


def text_of(result: CallToolResult) -> str:
    """What a client that shows only text shows."""
    return " ".join(part.text for part in result.content if isinstance(part, TextContent))


def sentence_of(result: CallToolResult) -> str:
    """The same without the structured answer, which the text ends with."""
    return text_of(result).partition("\n{")[0]


async def call(client: Client, tool: str, **arguments: Any) -> dict[str, Any]:
    """The structured answer of a call that works."""
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, text_of(result)
    assert result.structured_content is not None
    return result.structured_content
