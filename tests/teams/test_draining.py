"""A server that is told to end answers what is under way, and begins nothing new."""

import signal
import socket
from collections.abc import Generator

import anyio
import httpx2
import pytest
import uvicorn
from sse_starlette.sse import AppStatus
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from callsheet.http_drain import DrainingServer, Traffic

pytestmark = pytest.mark.anyio


@pytest.fixture(autouse=True)
def _streams_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """A signal to uvicorn ends the event streams of the whole process, also later ones."""
    monkeypatch.setattr(AppStatus, "should_exit", False)


@pytest.fixture
def told() -> Generator[list[int]]:
    """Signals that come through to the process in the end; uvicorn raises them once more."""
    heard: list[int] = []
    before = signal.signal(signal.SIGTERM, lambda number, _: heard.append(number))
    yield heard
    signal.signal(signal.SIGTERM, before)


async def test_what_is_under_way_is_answered_before_it_ends(told: list[int]) -> None:
    begun, held = anyio.Event(), anyio.Event()

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        begun.set()
        await held.wait()
        await PlainTextResponse("answered")(scope, receive, send)

    traffic, answers = Traffic(app), list[int]()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        config = uvicorn.Config(traffic, lifespan="off", log_config=None)
        server = DrainingServer(config, traffic, seconds=60.0)
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/mcp"

        async def ask() -> None:
            async with httpx2.AsyncClient() as http:
                answers.append((await http.post(url)).status_code)

        with anyio.fail_after(30):
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(server.serve, [listener])
                tasks.start_soon(ask)
                await begun.wait()
                server.handle_exit(signal.SIGTERM, None)
                await ask()
                assert answers == [503] and not server.should_exit
                held.set()
    assert answers == [503, 200] and told == [signal.SIGTERM]


@pytest.mark.parametrize("seconds", [60.0, 0.0], ids=["a second signal", "no time given"])
async def test_it_does_not_wait_for_ever(seconds: float) -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        raise AssertionError

    traffic = Traffic(app)
    traffic.under_way = 1
    server = DrainingServer(uvicorn.Config(traffic), traffic, seconds, lambda: 0.0)
    server.handle_exit(signal.SIGTERM, None)
    if seconds:
        assert not await server.on_tick(1)
        server.handle_exit(signal.SIGTERM, None)
    assert await server.on_tick(1)


async def test_a_proxy_has_time_to_find_out(told: list[int]) -> None:
    """Not ready at once; refused only when the notice is over."""
    now = [0.0]

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await PlainTextResponse("answered")(scope, receive, send)

    traffic = Traffic(app)
    server = DrainingServer(uvicorn.Config(traffic), traffic, 60.0, lambda: now[0], notice=5.0)
    transport = httpx2.ASGITransport(traffic)
    async with httpx2.AsyncClient(transport=transport, base_url="http://localhost") as http:
        server.handle_exit(signal.SIGTERM, None)
        assert traffic.is_ending and not await server.on_tick(1)
        assert (await http.post("/mcp")).status_code == 200
        now[0], traffic.under_way = 5.0, 1
        assert not await server.on_tick(1)
        assert (await http.post("/mcp")).status_code == 503
        traffic.under_way = 0
        assert await server.on_tick(1)
