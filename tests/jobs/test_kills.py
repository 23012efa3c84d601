"""kill -9 while an order is placed, then a new start: at most one was made, and that is known."""

import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client

from callsheet.app import create_server
from callsheet.backends import BackendOptions, default_studio
from callsheet.composition import Dependencies
from callsheet.settings import Settings
from callsheet_tools.jobs.queries import SEND_LEASE

from .lossy_provider import Vendor
from .paid_calls import LISTED, ORDERS

pytestmark = [pytest.mark.anyio, pytest.mark.sqlite_file]
MORTAL = Path(__file__).parent / "killable_server.py"
POINTS = ("after_intent", "after_sending", "after_post", "before_answer_is_written")
MADE = {"after_intent": 0, "after_sending": 0, "after_post": 1, "before_answer_is_written": 1}


async def killed(vendor: Vendor, home: Path, tool: str, point: str) -> None:
    """Place an order in a process that dies at this point."""
    environ = {**os.environ, **vendor.environ}
    command = [sys.executable, str(MORTAL), str(home), tool, point]
    async with await anyio.open_process(command, env=environ, stdout=None, stderr=None) as process:
        if point == "after_post":
            vendor.on_order = lambda: os.kill(process.pid, signal.SIGKILL)
        assert await process.wait() == -signal.SIGKILL
    vendor.on_order = lambda: None


def later() -> float:
    """When whoever was sending counts as dead."""
    return time.time() + SEND_LEASE + 1


async def restarted(vendor: Vendor, home: Path, tool: str, rest: str) -> tuple[int, str]:
    """Jobs, and the state of the newest, once a new server has come to rest and is asked again."""
    folders = {"CALLSHEET_HOME": str(home), "CALLSHEET_OUTPUT_DIR": str(home)}
    parts = Dependencies(BackendOptions(default_studio, None, 0.05), now=later, tick=0.02)
    async with Client(create_server(Settings.read({**folders, **vendor.environ}), parts)) as client:
        while (await _rows(client))[0]["state"] != rest:
            await client.call_tool("wait_for_jobs", {"seconds": 0.1})
        await client.call_tool(tool, dict(ORDERS[tool]))
        rows = await _rows(client)
        return len(rows), rows[0]["state"]


async def _rows(client: Client) -> list[dict[str, Any]]:
    listed = await client.call_tool("list_jobs", {})
    assert listed.structured_content
    return listed.structured_content["jobs"]


def rests_as(tool: str, point: str) -> str:
    """What the journal makes of a job whose sender died there."""
    if point == "after_intent":
        return "failed"
    return "running" if MADE[point] and tool in LISTED else "unknown"


async def died_once(home: Path, tool: str, point: str) -> None:
    """The rule, for one tool and one point."""
    rest = rests_as(tool, point)
    with Vendor(seconds=lambda: 1_000.0) as vendor:
        vendor.make("character", {"name": "Ann"})
        await killed(vendor, home, tool, point)
        assert len(vendor.posts) == MADE[point]
        jobs, state = await restarted(vendor, home, tool, rest)
        made = len(vendor.made) - 1
    replayed = tool == "knowlify_edit_video"
    assert made == (1 if point == "after_intent" or replayed else MADE[point])
    assert jobs == (2 if point == "after_intent" else 1)
    assert state == ("running" if point == "after_intent" or replayed else rest)


@pytest.mark.slow
async def test_a_clip_that_was_ordered_by_a_server_that_died_is_found_again(tmp_path: Path) -> None:
    with anyio.fail_after(240):
        await died_once(tmp_path, "knightvision_generate_video", "after_post")


@pytest.mark.slow
@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize("tool", ORDERS)
async def test_a_killed_order_is_made_at_most_once(tmp_path: Path, tool: str, point: str) -> None:
    """For every paid tool: the server is restarted, and asked for the same once more."""
    with anyio.fail_after(240):
        await died_once(tmp_path, tool, point)
