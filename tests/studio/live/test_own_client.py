"""Callsheet's own half of the live updates, against the studio's: both over a real WebSocket.

While the channel stands, videos are polled once a minute, so what is noticed sooner was announced.
Numbers are printed with `pytest -s`, and not judged.
"""

import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import anyio
import anyio.abc
import pytest
from mcp import Client

from callsheet.app import create_server
from callsheet.backends import BackendOptions, default_studio
from callsheet.composition import Dependencies
from callsheet.settings import Settings
from callsheet_studio.studio import Studio

from .test_official_client import TINY, Cable, cuttable

pytestmark = [pytest.mark.anyio, pytest.mark.slow]
SOON = 45.0
"""Seconds: less than a channel lets polling rest, much more than an announcement takes."""


@asynccontextmanager
async def seated(api: str, live: str, key: str, home: Path) -> AsyncGenerator[Client]:
    """A client whose server takes the studio for the hosted service."""
    settings = Settings.read(
        {
            "KNOWLIFY_API_KEY": key,
            "KNOWLIFY_API_BASE": api,
            "KNOWLIFY_REALTIME_URL": f"{live}/realtime/v1",
            "KNOWLIFY_REALTIME_KEY": key,
            "CALLSHEET_HOME": str(home / "home"),
            "CALLSHEET_OUTPUT_DIR": str(home / "videos"),
        }
    )
    parts = Dependencies(BackendOptions(default_studio), tick=0.01)
    async with Client(create_server(settings, parts)) as client:
        yield client


@asynccontextmanager
async def held() -> AsyncGenerator[tuple[int, anyio.Event]]:
    """A port at which a film waits, and the event that lets it go on."""
    go = anyio.Event()
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")

    async def welcome(line: anyio.abc.SocketStream) -> None:
        async with line:
            await go.wait()
            await line.send(b"x")

    async with listener, anyio.create_task_group() as tasks:
        tasks.start_soon(listener.serve, welcome)
        yield listener.extra(anyio.abc.SocketAttribute.local_port), go
        tasks.cancel_scope.cancel()


async def make(client: Client, cable: Cable, *, cut: bool) -> float:
    """Make a film that ends 8 s after its begin, when its looks are a minute apart.

    Returns:
        Milliseconds from its end to the answer of the wait.
    """
    async with held() as (port, go):
        arguments = {"videos": [{"task": f"gate-film {port}"}], "max_videos": 1}
        made = await client.call_tool("knowlify_create_videos", arguments)
        assert made.structured_content
        (row,) = made.structured_content["jobs"]
        await client.call_tool("wait_for_jobs", {"job_ids": [row["job_id"]], "seconds": 8})
        if cut:
            await cable.cut()
        go.set()
        with anyio.fail_after(SOON):
            waited = await client.call_tool("wait_for_jobs", {"job_ids": [row["job_id"]]})
    noticed = time.time()
    assert waited.structured_content
    assert waited.structured_content["counts"] == {"succeeded": 1}
    shown = await client.call_tool("knowlify_get_video", {"uuid": row["job_id"]})
    assert shown.structured_content
    ended: str = shown.structured_content["answer"]["updated_at"]
    return round(1000 * (noticed - datetime.fromisoformat(ended).timestamp()), 1)


async def test_an_end_is_announced_and_one_after_a_cut_is_noticed_as_soon(
    tmp_path: Path, listening: Any
) -> None:
    studio = Studio(tmp_path / "studio", maker=str(TINY), limited=False)
    async with (
        listening(studio) as (url, keys),
        cuttable(url) as (cable, through),
        seated(url, through, keys.knowlify, tmp_path) as client,
    ):
        late = [await make(client, cable, cut=cut) for cut in (False, False, True)]
    print(f"ends noticed after {late[0]} and {late[1]} ms; cut just before, after {late[2]} ms")
