"""The board as a person sees it: a browser, the official bridge of hosts, the real server."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import httpx2
import pytest
from mcp import Client

from callsheet.app import CallsheetServer, create_server
from callsheet.backends import BackendOptions
from callsheet.composition import Dependencies
from callsheet.settings import Settings
from callsheet_studio.jobs.worker_pool import PollIntervals
from callsheet_studio.studio import Studio

TESTS = Path(__file__).parent.parent
QUICK = TESTS / "agent" / "fake_makers.py"
"""Makes files that are no films."""
PLAYABLE = TESTS / "board" / "fake_makers.py"
KEY = "kn_" + "0123456789abcdef" * 4
CREATE = "knowlify_create_videos"

Serve: TypeAlias = Callable[..., CallsheetServer]


def studio_with(maker: Path) -> Callable[[Path], Studio]:
    """The studio, with a maker of a test's own, and no limits."""
    pace = PollIntervals(beat=0.1, look=0.05)
    return lambda home: Studio(home, maker=str(maker), slots=2, pace=pace, limited=False)


@dataclass
class Vendor:
    """A hosted Knowlify that accepts everything and keeps what it was sent."""

    posts: list[httpx2.Request] = field(default_factory=list[httpx2.Request])

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        if request.method == "POST":
            self.posts.append(request)
        row = {"index": 0, "status": "queued", "uuid": "u-1", "chat_url": "https://knowlify.test/1"}
        return httpx2.Response(200, json={"status": "ok", "results": [row]})


@pytest.fixture(autouse=True)
def _warm(quick_workers: None) -> None:
    """Jobs start in milliseconds."""


@pytest.fixture
def vendor() -> Vendor:
    return Vendor()


@pytest.fixture
def serve(tmp_path: Path, vendor: Vendor) -> Serve:
    """Builds a server on this test's home."""

    def build_one(maker: Path = QUICK, spacing: float = 0.02, **environ: str) -> CallsheetServer:
        folders = {
            "CALLSHEET_HOME": str(tmp_path / "home"),
            "CALLSHEET_OUTPUT_DIR": str(tmp_path / "videos"),
        }
        ways = BackendOptions(studio_with(maker), httpx2.MockTransport(vendor), spacing)
        return create_server(
            Settings.read({**folders, **environ}), Dependencies(ways, tick=0.01, patience=0.2)
        )

    return build_one


async def finished(client: Client, *tasks: str) -> list[str]:
    """Make these films to their end; the ids of their jobs."""
    arguments = {"videos": [{"task": task} for task in tasks], "where": "local"}
    made = await client.call_tool(CREATE, arguments)
    assert made.structured_content is not None, made.content
    ids = [job["job_id"] for job in made.structured_content["jobs"]]
    await client.call_tool("wait_for_jobs", {"job_ids": ids, "until": "all", "seconds": 60})
    return ids
