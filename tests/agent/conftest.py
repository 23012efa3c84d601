"""An assistant's chair: a client, a server, and the studio or a hosted Knowlify behind it."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeAlias

import httpx2
import pytest
from mcp import Client
from mcp.server import MCPServer
from mcp.types import CallToolResult, TextContent

from callsheet.app import CallsheetServer, create_server
from callsheet.backends import BackendOptions
from callsheet.composition import Dependencies
from callsheet.settings import Settings
from callsheet_studio.jobs.worker_pool import PollIntervals
from callsheet_studio.studio import Studio

MAKER = Path(__file__).parent / "fake_makers.py"
KEY = "kn_" + "0123456789abcdef" * 4
CREATE = "knowlify_create_videos"

Row: TypeAlias = dict[str, Any]
Reply: TypeAlias = httpx2.Response | Exception


def small_studio(home: Path) -> Studio:
    """The studio, with a maker that takes milliseconds."""
    return Studio(home, maker=str(MAKER), slots=2, pace=PollIntervals(beat=0.1, look=0.05))


@dataclass
class Chair:
    """What an assistant has: tools to call and answers to read."""

    client: Client

    async def call(self, tool: str, **arguments: Any) -> dict[str, Any]:
        """The structured answer of a call that works."""
        result = await self.client.call_tool(tool, arguments)
        assert not result.is_error, text_of(result)
        assert result.structured_content is not None
        return result.structured_content

    async def refused(self, tool: str, **arguments: Any) -> str:
        """The text of a call that is refused."""
        result = await self.client.call_tool(tool, arguments)
        assert result.is_error and result.structured_content is None
        return text_of(result)

    async def make(self, *tasks: str, **arguments: Any) -> list[Row]:
        """Ask for videos; the rows of their jobs."""
        videos = [{"task": task} for task in tasks]
        return (await self.call(CREATE, videos=videos, **arguments))["jobs"]


def text_of(result: CallToolResult) -> str:
    """The first line of text of an answer."""
    (text,) = [part.text for part in result.content if isinstance(part, TextContent)]
    return text


@dataclass
class Vendor:
    """A hosted Knowlify that gives the answers it was told, and keeps what it was sent."""

    replies: list[Reply] = field(default_factory=list[Reply])
    requests: list[httpx2.Request] = field(default_factory=list[httpx2.Request])

    def says(self, *replies: Reply) -> None:
        """Set the next answers."""
        self.replies += replies

    @property
    def posts(self) -> list[httpx2.Request]:
        """The requests that may have cost money."""
        return [request for request in self.requests if request.method == "POST"]

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        reply = self.replies.pop(0) if self.replies else httpx2.Response(503, text="busy")
        if isinstance(reply, Exception):
            raise reply
        return reply


def files(folder: Path) -> dict[str, str]:
    """The files below a folder: path -> content."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in found}


Serve: TypeAlias = Callable[..., CallsheetServer]
Sit: TypeAlias = Callable[..., AbstractAsyncContextManager[Client]]


@pytest.fixture(autouse=True)
def _warm(quick_workers: None) -> None:
    """Jobs start in milliseconds."""


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """The output folder."""
    return tmp_path / "videos"


@pytest.fixture
def vendor() -> Vendor:
    return Vendor()


@pytest.fixture
def serve(tmp_path: Path, output: Path, vendor: Vendor) -> Serve:
    """Builds a server on this test's home, with any environment variables."""

    def build_one(parts: Dependencies | None = None, **environ: str) -> CallsheetServer:
        folders = {"CALLSHEET_HOME": str(tmp_path / "home"), "CALLSHEET_OUTPUT_DIR": str(output)}
        return create_server(Settings.read({**folders, **environ}), parts or quick(vendor))

    return build_one


def quick(vendor: Vendor, **changes: Any) -> Dependencies:
    """Parts that wait for nothing."""
    ways = BackendOptions(small_studio, httpx2.MockTransport(vendor), spacing=0.02)
    return replace(Dependencies(ways, tick=0.01, patience=0.2), **changes)


@pytest.fixture
def sit(mode: str) -> Sit:
    """Connects to a server in this era."""

    def connect(server: MCPServer[Any]) -> Client:
        return Client(server, mode=mode)

    return connect


def only(rows: Sequence[Row]) -> Row:
    """The one row there is."""
    (row,) = rows
    return row
