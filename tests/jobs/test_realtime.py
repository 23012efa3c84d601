"""Live updates of hosted videos: an event makes Callsheet ask, and a broken socket asks at once.

While the channel stands, videos are polled once a minute, so what is noticed here was announced.
"""

import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import anyio
import httpx2
import pytest
from mcp import Client
from websockets.asyncio.server import ServerConnection, serve

from callsheet.app import create_server
from callsheet.backends import BackendOptions, default_studio
from callsheet.composition import Dependencies
from callsheet.settings import Settings

pytestmark = pytest.mark.anyio
KEY = "kn_" + "0123456789abcdef" * 4
ROW: dict[str, Any] = {"index": 0, "uuid": "film-1", "status": "queued"}


@dataclass
class Knowlify:
    """Makes one film, which is done when the test says so."""

    done: bool = False
    looks: int = 0

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        if request.method == "POST":
            return httpx2.Response(200, json={"results": [ROW]})
        self.looks += 1
        status = "complete" if self.done else "voiceover"
        shown = {"uuid": "film-1", "status": status, "is_complete": self.done, "is_failed": False}
        return httpx2.Response(200, json=shown)


@dataclass
class Project:
    """A Supabase project's realtime endpoint, as far as its protocol is documented."""

    joins: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    paths: list[str] = field(default_factory=list[str])
    sockets: list[ServerConnection] = field(default_factory=list[ServerConnection])
    joined: anyio.Event = field(default_factory=anyio.Event)
    answer: str = "ok"

    async def serve(self, socket: ServerConnection) -> None:
        self.paths.append(socket.request.path if socket.request else "")
        async for text in socket:
            message = json.loads(text)
            if message["event"] == "phx_join":
                self.joins.append(message["payload"])
                payload = {"status": self.answer, "response": {"postgres_changes": [{"id": 1}]}}
                reply = {"topic": message["topic"], "event": "phx_reply", "payload": payload}
                await socket.send(json.dumps({**reply, "ref": message["ref"]}))
                self.sockets.append(socket)
                self.joined.set()

    async def announce(self, **record: Any) -> None:
        """Tell of a row that changed."""
        data = {"type": "UPDATE", "schema": "public", "table": "videos", "record": record}
        event = {"topic": "realtime:callsheet", "event": "postgres_changes", "ref": None}
        await self.sockets[-1].send(json.dumps({**event, "payload": {"ids": [1], "data": data}}))


@asynccontextmanager
async def seated(
    knowlify: Knowlify, project: Project, home: Path, mode: str, spacing: float = 0.5
) -> AsyncGenerator[Client]:
    """A client whose server listens to the project."""
    async with serve(project.serve, "127.0.0.1", 0) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        settings = Settings.read(
            {
                "KNOWLIFY_API_KEY": KEY,
                "KNOWLIFY_REALTIME_URL": f"http://127.0.0.1:{port}/realtime/v1",
                "KNOWLIFY_REALTIME_KEY": "project-key",
                "KNOWLIFY_REALTIME_FILTER": "user_id=eq.me",
                "CALLSHEET_HOME": str(home / "home"),
                "CALLSHEET_OUTPUT_DIR": str(home / "videos"),
            }
        )
        ways = BackendOptions(default_studio, httpx2.MockTransport(knowlify), spacing=spacing)
        async with Client(
            create_server(settings, Dependencies(ways, tick=0.01)), mode=mode
        ) as client:
            arguments = {"videos": [{"task": "Bees"}], "max_videos": 1}
            await client.call_tool("knowlify_create_videos", arguments)
            yield client


async def ended(client: Client) -> dict[str, int]:
    waited = await client.call_tool("wait_for_jobs", {"seconds": 30})
    assert waited.structured_content
    return waited.structured_content["counts"]


async def test_an_event_makes_callsheet_ask_and_says_nothing_by_itself(
    mode: str, tmp_path: Path
) -> None:
    """The record claims an end that the GET does not confirm; then one that it does."""
    knowlify, project = Knowlify(), Project()
    with anyio.fail_after(60):
        async with seated(knowlify, project, tmp_path, mode) as client:
            await project.joined.wait()
            before = knowlify.looks
            await project.announce(uuid="film-1", status="complete", is_complete=True)
            with anyio.fail_after(20):
                while knowlify.looks == before:
                    await client.call_tool("wait_for_jobs", {"seconds": 0.05})
            listed = await client.call_tool("list_jobs", {})
            knowlify.done = True
            await project.announce(uuid="film-1", status="rendering")
            await project.announce(uuid="somebody-else-s")
            counts = await ended(client)
    assert listed.structured_content
    assert listed.structured_content["jobs"][0]["state"] == "running"
    assert counts == {"succeeded": 1}


async def test_a_broken_socket_is_polled_at_once(mode: str, tmp_path: Path) -> None:
    knowlify, project = Knowlify(), Project()
    with anyio.fail_after(60):
        async with seated(knowlify, project, tmp_path, mode) as client:
            await project.joined.wait()
            knowlify.done = True
            await project.sockets[-1].close(1011)
            assert await ended(client) == {"succeeded": 1}


async def test_the_subscription_is_as_set(mode: str, tmp_path: Path) -> None:
    """Key, table and filter; the key stands in the address, as Supabase has it."""
    project = Project()
    with anyio.fail_after(60):
        async with seated(Knowlify(), project, tmp_path, mode):
            await project.joined.wait()
    (change,) = project.joins[0]["config"]["postgres_changes"]
    assert change == {
        "event": "*",
        "schema": "public",
        "table": "videos",
        "filter": "user_id=eq.me",
    }
    assert project.paths[0] == "/realtime/v1/websocket?apikey=project-key&vsn=1.0.0"


async def test_a_refused_subscription_leaves_polling_as_it_is(mode: str, tmp_path: Path) -> None:
    knowlify, project = Knowlify(done=True), Project(answer="error")
    with anyio.fail_after(60):
        async with seated(knowlify, project, tmp_path, mode, spacing=0.05) as client:
            assert await ended(client) == {"succeeded": 1}
