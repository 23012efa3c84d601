"""One server that several users call; a test says who."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

import httpx2
import pytest
from mcp import Client
from mcp.server import MCPServer
from tests.agent.conftest import KEY, Serve, Sit, Vendor, output, quick, serve, sit, small_studio
from tests.agent.fake_knightvision import KEY as PARTNER_KEY
from tests.agent.test_operations import Service

from callsheet.app import create_server
from callsheet.backends import BackendOptions
from callsheet.settings import Settings
from callsheet_tools.toolkit.user import OWNER, User

__all__ = ["Serve", "Sit", "output", "serve", "sit"]

ALICE, BOB = User("token alice"), User("token bob")
Ids: TypeAlias = dict[str, str]


@pytest.fixture(autouse=True)
def _warm(quick_workers: None) -> None:
    """Jobs start in milliseconds."""


class Team:
    """A server with a shared key for each provider, and who calls it now."""

    def __init__(self, home: Path, **environ: str) -> None:
        self.caller = OWNER
        self.service = Service()
        ways = BackendOptions(small_studio, httpx2.MockTransport(self.service), spacing=0.02)
        self.settings = Settings.read(
            {
                "CALLSHEET_HOME": str(home / "home"),
                "CALLSHEET_OUTPUT_DIR": str(home / "videos"),
                "CALLSHEET_KNOWLIFY": "local",
                "KNOWLIFY_API_KEY": KEY,
                "KNIGHTVISION_API_KEY": PARTNER_KEY,
                **environ,
            }
        ).model_copy(update={"serves_users": True})
        self.server: MCPServer[Any] = create_server(
            self.settings, quick(Vendor(), ways=ways), identify=lambda _: self.caller
        )

    @contextmanager
    def called_by(self, user: User) -> Generator[None]:
        """The user makes the calls of this block."""
        before, self.caller = self.caller, user
        yield
        self.caller = before


@pytest.fixture
def team(tmp_path: Path) -> Team:
    return Team(tmp_path)


def text_of_all(answer: Any) -> str:
    """Everything that an answer says, ids and texts alike."""
    return answer.model_dump_json()


async def call(client: Client, tool: str, **arguments: Any) -> Any:
    """The structured answer of a call that works."""
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, result.content
    return result.structured_content
