"""Serving over HTTP: loopback for free, anywhere with the token."""

import socket
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import anyio
import httpx2
import pytest
import uvicorn
from pydantic import SecretStr
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from callsheet import http_connections
from callsheet.app import create_server
from callsheet.http import PATH, HttpOptions, http_app
from callsheet.http_connections import ImpatientBodies
from callsheet.http_sessions import LONGEST_UNFINISHED, MOST_UNFINISHED, BoundedSessions
from callsheet.settings import Settings
from callsheet.shared_files import HomeFiles
from callsheet.sign_in.sign_in import OwnerToken, SignIn
from callsheet_tools.errors import NotConfigured

pytestmark = pytest.mark.anyio
TOKEN = SecretStr("correct horse battery staple")
INITIALIZE = {
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "test", "version": "1"},
    },
}


@pytest.fixture
def app(tmp_path: Path) -> ASGIApp:
    server = create_server(Settings.read({"CALLSHEET_HOME": str(tmp_path)}))
    return http_app(server, "0.0.0.0", options(TOKEN))


def options(token: SecretStr | None = None, *names: str) -> HttpOptions:
    """Whoever sends the token is let in; without one, everybody here."""
    return HttpOptions(SignIn([OwnerToken(token)]) if token else None, names)


async def status(app: ASGIApp, headers: Mapping[str, str]) -> int:
    transport = httpx2.ASGITransport(app, raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url="http://localhost") as http:
        return (await http.get("/nowhere", headers=headers)).status_code


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.2", "example.org"])
def test_other_hosts_are_refused_without_a_token(tmp_path: Path, host: str) -> None:
    server = create_server(Settings.read({"CALLSHEET_HOME": str(tmp_path)}))
    with pytest.raises(NotConfigured, match="CALLSHEET_HTTP_TOKEN"):
        http_app(server, host)


async def test_loopback_needs_no_token(tmp_path: Path) -> None:
    server = create_server(Settings.read({"CALLSHEET_HOME": str(tmp_path)}))
    app = http_app(server, "127.0.0.1")
    assert await status(app, {"Host": "127.0.0.1:8765"}) == 404


@pytest.mark.parametrize("token", ["short", "x" * 23, "${CALLSHEET_HTTP_TOKEN}", "a${B}" * 9])
async def test_a_token_that_can_be_guessed_is_refused(tmp_path: Path, token: str) -> None:
    """What a client leaves in place when it has no value, and what is too short."""
    settings = Settings.read({"CALLSHEET_HOME": str(tmp_path)})
    with pytest.raises(NotConfigured, match="24 random characters") as refused:
        await SignIn.of(
            settings.model_copy(update={"http_token": SecretStr(token)}), HomeFiles(tmp_path)
        )
    assert token not in str(refused.value)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer wrong"},
        {"Authorization": "correct horse battery staple"},
        {"Authorization": "Basic correct horse battery staple"},
        {"Authorization": "Bearer correct horse battery"},
    ],
)
async def test_without_the_right_token_nothing_is_served(
    app: ASGIApp, headers: Mapping[str, str]
) -> None:
    assert await status(app, headers) == 401


async def test_with_the_token_the_request_is_handed_on(app: ASGIApp) -> None:
    for scheme in ("Bearer", "bearer"):
        assert await status(app, {"Authorization": f"{scheme} {TOKEN.get_secret_value()}"}) == 404


FOREIGN_HOSTS = (
    *(
        "evil.example",
        "localhost.evil.example",
        "localhost:x@evil",
        "127.0.0.1:80evil",
        "localhost:",
    ),
    *("127.0.0.1.evil.example", "[::1", "::1", "[::1]x", "localhost:80:80", "local host", "", "@"),
    *("0x7f.1.evil", "2130706433.evil", "localhost\\@evil", "localhost/evil", "127.0.0.1#.evil"),
)
FOREIGN_ORIGINS = (
    *(
        "http://localhost:3000.evil",
        "http://evil.example",
        "null",
        "file://",
        "https://127.0.0.1.evil",
    ),
    *("http://localhost@evil", "http://localhost:80@evil", "chrome-extension://abc", "http://"),
)


@pytest.mark.parametrize("token", [None, TOKEN], ids=["open", "token"])
async def test_only_names_of_this_computer_are_answered(
    tmp_path: Path, token: SecretStr | None
) -> None:
    """DNS rebinding: a page lets a name of its own lead here."""
    server = create_server(Settings.read({"CALLSHEET_HOME": str(tmp_path)}))
    app = http_app(server, "127.0.0.1", options(token))
    sent = {"Authorization": f"Bearer {TOKEN.get_secret_value()}"}
    for host in FOREIGN_HOSTS:
        assert (host, await status(app, {**sent, "Host": host})) == (host, 421)
    for origin in FOREIGN_ORIGINS:
        assert (origin, await status(app, {**sent, "Origin": origin})) == (origin, 403)
    for host in ("localhost", "LOCALHOST:8765", "127.0.0.1:80", "127.9.9.9", "[::1]", "[::1]:8765"):
        assert (host, await status(app, {**sent, "Host": host})) == (host, 404)
    for origin in ("http://localhost:3000", "https://127.0.0.1", "http://[::1]:1"):
        assert (origin, await status(app, {**sent, "Origin": origin})) == (origin, 404)


async def test_beyond_loopback_its_own_names_and_addresses_count(tmp_path: Path) -> None:
    server = create_server(Settings.read({"CALLSHEET_HOME": str(tmp_path)}))
    app = http_app(server, "0.0.0.0", options(TOKEN, "films.example"))
    sent = {"Authorization": f"Bearer {TOKEN.get_secret_value()}"}
    known = ["films.example:443", "192.168.1.5:8765", "[fd00::5]:8765", socket.gethostname()]
    for host in known:
        assert (host, await status(app, {**sent, "Host": host})) == (host, 404)
    for host in ("evil.example", "films.example.evil"):
        assert (host, await status(app, {**sent, "Host": host})) == (host, 421)


async def test_sessions_that_are_never_used_are_few_and_end(tmp_path: Path) -> None:
    """2,000 cost 70 MB once. One that was used stays."""
    server = create_server(Settings.read({"CALLSHEET_HOME": str(tmp_path)}))
    now = [0.0]
    inner = server.streamable_http_app(streamable_http_path=PATH, max_sessions=1000)
    app = BoundedSessions(inner, lambda: now[0])
    async with inner.router.lifespan_context(inner):
        used = await begin(app)
        assert await use(app, used) == 202
        begun = [await begin(app) for _ in range(2 * MOST_UNFINISHED)]
        alive = [one for one in begun[:-1] if await use(app, one) == 202]
        assert len(alive) == MOST_UNFINISHED - 1 and alive == begun[MOST_UNFINISHED:-1]
        now[0] = LONGEST_UNFINISHED
        await app.sweep()
        assert await use(app, begun[-1]) == 404
        assert await use(app, used) == 202


async def begin(app: ASGIApp) -> str:
    answer = await post(app, INITIALIZE, {})
    return answer.headers["mcp-session-id"]


async def use(app: ASGIApp, session: str) -> int:
    said = {"method": "notifications/initialized"}
    return (await post(app, said, {"mcp-session-id": session})).status_code


async def post(
    app: ASGIApp, message: Mapping[str, Any], headers: Mapping[str, str]
) -> httpx2.Response:
    transport = httpx2.ASGITransport(app)
    accept = {"Accept": "application/json, text/event-stream"}
    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1:1") as http:
        body = {"jsonrpc": "2.0", **message}
        return await http.post(PATH, json=body, headers={**accept, **headers})


async def test_a_body_that_never_comes_is_given_up() -> None:
    async def never(scope: Scope, receive: Receive, send: Send) -> None:
        raise AssertionError("it was not complete")

    sent = list[Message]()

    async def send(message: Message) -> None:
        sent.append(message)

    async def wait() -> Message:
        await anyio.sleep_forever()
        raise AssertionError

    scope: Scope = {"type": "http", "method": "POST", "path": PATH, "headers": []}
    await ImpatientBodies(never, seconds=0.01)(scope, wait, send)
    assert sent[0]["status"] == 408


async def test_a_connection_that_says_nothing_or_half_is_dropped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """uvicorn waits without end for the first byte and for the rest of a head."""
    monkeypatch.setattr(http_connections, "LONGEST_HEAD", 0.5)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await PlainTextResponse("yes")(scope, receive, send)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        config = uvicorn.Config(
            app, http=http_connections.Impatient, lifespan="off", log_config=None
        )
        server = uvicorn.Server(config)
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(server.serve, [listener])
            port = listener.getsockname()[1]
            for half in (b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: localhost\r\n"):
                with anyio.fail_after(30):
                    async with await anyio.connect_tcp("127.0.0.1", port) as line:
                        # Broken where it is dropped before the half is read.
                        with pytest.raises((anyio.EndOfStream, anyio.BrokenResourceError)):
                            await line.send(half)
                            await line.receive()
            async with await anyio.connect_tcp("127.0.0.1", port) as line:
                await line.send(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
                assert b"200 OK" in await line.receive()
            server.should_exit = True


BAD_MESSAGES = {
    "no jsonrpc": ('{"id": 77, "method": "ping"}', 77, -32600),
    "a number as method": ('{"jsonrpc": "2.0", "id": "a", "method": 5}', "a", -32600),
    "a lone surrogate": (
        '{"jsonrpc": "2.0", "id": 77, "method": "ping", "params": {"a": "\\ud800"}}',
        77,
        -32700,
    ),
    "300 nested lists": (
        f'{{"jsonrpc": "2.0", "id": 77, "method": "ping", "a": {"[" * 300}{"]" * 300}}}',
        77,
        -32700,
    ),
    "nonsense": ("nonsense", None, -32700),
}


@pytest.mark.both_eras
async def test_what_is_no_message_is_answered_with_its_id(tmp_path: Path, mode: str) -> None:
    """JSON-RPC 2.0, section 5.1; a message is answered as before."""
    server = create_server(Settings.read({"CALLSHEET_HOME": str(tmp_path)}))
    app = http_app(server, "127.0.0.1")
    version = "2026-07-28" if mode == "auto" else "2025-06-18"
    headers = {
        "Accept": "application/json, text/event-stream",
        "Content-Type": "application/json",
        "MCP-Protocol-Version": version,
    }
    with socket.create_server(("127.0.0.1", 0)) as listener:
        served = uvicorn.Server(uvicorn.Config(app, log_config=None))
        url = f"http://127.0.0.1:{listener.getsockname()[1]}{PATH}"
        async with anyio.create_task_group() as tasks, httpx2.AsyncClient(headers=headers) as http:
            tasks.start_soon(served.serve, [listener])
            for text, number, code in BAD_MESSAGES.values():
                answer = await http.post(url, content=text)
                said = answer.json()
                assert (answer.status_code, said["id"]) == (400, number), text
                assert said["error"]["code"] == code
            good = {"jsonrpc": "2.0", "id": 5, "method": "ping"}
            answer = await http.post(url, json=good)
            assert answer.json()["error"]["message"] not in ("Parse error", "Invalid Request")
            served.should_exit = True
