"""Two servers behind real reverse proxies, as `manifests/docker/Caddyfile` and the page for teams
have them: a prefix, streams, sessions, and an update without a failed call."""

import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import AsyncGenerator, Callable, Generator, Mapping, Sequence
from contextlib import ExitStack, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import anyio
import anyio.to_thread
import httpx2
import pytest
from anyio.abc import SocketStream
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from tests.postgres_cluster import Cluster
from tests.process.conftest import MAIN, environment

from callsheet.settings import Settings
from callsheet_tools.toolkit.user import CREATE, READ

from .added_tokens import add_tokens
from .conftest import call

pytestmark = [pytest.mark.anyio, pytest.mark.slow]
ROOT = Path(__file__).parents[2]
CADDYFILE = ROOT / "manifests" / "docker" / "Caddyfile"
PAGE = ROOT / "manifests" / "docs" / "team.md"
PREFIX = "/callsheet"
NGINX = """daemon off; pid {folder}/pid; error_log stderr; events {{}}
http {{
  access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  server {{ listen 127.0.0.1:{port}; {locations} }}
}}"""
Proxy = Callable[[Path, int, Sequence[int]], subprocess.Popen[bytes]]


def caddy(folder: Path, port: int, servers: Sequence[int]) -> subprocess.Popen[bytes]:
    command = ["caddy", "run", "--config", str(CADDYFILE), "--adapter", "caddyfile"]
    given = {
        "HOME": str(folder),
        "CALLSHEET_SITE": f"http://127.0.0.1:{port}",
        "CALLSHEET_PREFIX": PREFIX,
        "CALLSHEET_SERVERS": " ".join(f"127.0.0.1:{one}" for one in servers),
    }
    return start(command, given)


def nginx(folder: Path, port: int, servers: Sequence[int]) -> subprocess.Popen[bytes]:
    """With the first server alone, as the page has it."""
    (locations,) = re.findall(r"```nginx\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    locations = locations.replace("127.0.0.1:8765", f"127.0.0.1:{servers[0]}")
    file = folder / "nginx.conf"
    file.write_text(NGINX.format(folder=folder, port=port, locations=locations), "utf-8")
    return start(["nginx", "-c", str(file), "-p", str(folder)], {"HOME": str(folder)})


def start(command: Sequence[str], given: Mapping[str, str]) -> subprocess.Popen[bytes]:
    program = shutil.which(command[0], path="/usr/local/bin:/usr/bin:/usr/sbin")
    if program is None:
        pytest.skip(f"There is no {command[0]} here.")
    return subprocess.Popen(
        [program, *command[1:]], env=given, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


@dataclass
class Behind:
    """Servers behind a proxy."""

    host: str
    servers: Sequence[subprocess.Popen[bytes]]
    tokens: Sequence[str]

    @property
    def url(self) -> str:
        return f"{self.host}{PREFIX}"

    def http(self, token: str) -> httpx2.AsyncClient:
        return httpx2.AsyncClient(headers={"Authorization": f"Bearer {token}"}, timeout=60)


@asynccontextmanager
async def behind(proxy: Proxy, tmp_path: Path, cluster: Cluster) -> AsyncGenerator[Behind]:
    """Two servers on one journal, with a store of films and no worker, so that jobs only wait."""
    (tmp_path / "store").mkdir()
    port, *ports = free_ports(3)
    given = {
        **environment(tmp_path),
        "CALLSHEET_DATABASE_URL": cluster.new_journal(),
        "CALLSHEET_USERS_KEY": "the operator's long and random text",
        "CALLSHEET_ARTIFACTS": (tmp_path / "store").as_uri(),
        "CALLSHEET_PUBLIC_URL": f"http://127.0.0.1:{port}{PREFIX}",
    }
    tokens = await add_tokens(Settings.read(given), 4, {READ, CREATE})
    with ExitStack() as stack:
        servers = [
            stack.enter_context(
                process(serve({**given, "CALLSHEET_HOME": f"{tmp_path}/{one}"}, one))
            )
            for one in ports
        ]
        stack.enter_context(process(proxy(tmp_path, port, ports)))
        host = f"http://127.0.0.1:{port}"
        for url in (*(f"http://127.0.0.1:{one}" for one in ports), f"{host}{PREFIX}"):
            await anyio.to_thread.run_sync(wait_until_ready, url)
        try:
            yield Behind(host, servers, tokens)
        finally:
            for server in servers:
                server.kill()  # told to end, it would take its time


def serve(given: Mapping[str, str], port: int) -> subprocess.Popen[bytes]:
    command = (*MAIN, "serve", "--transport", "http", "--port", str(port))
    return subprocess.Popen(command, env=given, stderr=subprocess.DEVNULL)


@contextmanager
def process(started: subprocess.Popen[bytes]) -> Generator[subprocess.Popen[bytes]]:
    """Ends it with the block."""
    try:
        yield started
    finally:
        started.terminate()
        try:
            started.wait(30)
        except subprocess.TimeoutExpired:
            started.kill()
            started.wait()


def free_ports(count: int) -> list[int]:
    listeners = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in listeners]
    for one in listeners:
        one.close()
    return ports


def wait_until_ready(url: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            if httpx2.get(f"{url}/readyz").status_code == 200:
                return
        except httpx2.TransportError:
            pass
    raise AssertionError(f"{url} is not ready")


@pytest.mark.parametrize("proxy", [caddy, nginx])
async def test_a_prefix_streams_and_sessions_work_behind_a_proxy(
    proxy: Proxy, tmp_path: Path, cluster: Cluster
) -> None:
    with anyio.fail_after(200):
        async with behind(proxy, tmp_path, cluster) as place:
            async with httpx2.AsyncClient() as http:
                metadata = f"{place.host}/.well-known/oauth-protected-resource{PREFIX}/mcp"
                # Without an identity provider there is none, but the server is who says so.
                assert (await http.get(metadata)).status_code == 401
                assert (await http.get(f"{place.url}/healthz")).text == "alive"
                assert (await http.get(f"{place.host}/healthz")).text != "alive"
                refused = await http.post(f"{place.url}/mcp", json={})
                assert refused.status_code == 401
            for mode, token in zip(("auto", "legacy", "legacy"), place.tokens, strict=False):
                await check_stream(place, token, mode)


async def check_stream(place: Behind, token: str, mode: str) -> None:
    """Progress of a call arrives while it waits; a session goes on with its server."""
    heard = list[float]()

    async def hear(progress: float, total: float | None, message: str | None) -> None:
        heard.append(time.monotonic())

    http = place.http(token)
    wire = streamable_http_client(f"{place.url}/mcp", http_client=http)
    async with http, Client(wire, mode=mode) as client:
        await call(client, "knowlify_create_videos", videos=[{"task": f"Bees {mode}"}])
        arguments = {"seconds": 4, "until": "all"}
        await client.call_tool("wait_for_jobs", arguments, progress_callback=hear)
        ended = time.monotonic()
        for _ in range(3):
            await call(client, "list_jobs")
    assert heard and heard[0] < ended - 1, "an answer that is kept back comes whole at the end"


async def test_no_answer_is_broken_off(tmp_path: Path) -> None:
    """Where the server answers so fast that the proxy has not yet looked for the request's end."""
    port, behind_it = free_ports(2)
    answers = list[bytes]()
    with anyio.fail_after(200), process(caddy(tmp_path, port, [behind_it])):
        async with (
            await anyio.create_tcp_listener(local_host="127.0.0.1", local_port=behind_it) as server,
            anyio.create_task_group() as tasks,
        ):
            tasks.start_soon(server.serve, answer_at_once)
            await anyio.to_thread.run_sync(wait_until_ready, f"http://127.0.0.1:{port}{PREFIX}")
            async with anyio.create_task_group() as clients:
                for _ in range(8):
                    clients.start_soon(ask_in_two_parts, port, answers)
            tasks.cancel_scope.cancel()
    assert [EVENT in one for one in answers] == [True] * 8 * TIMES


TIMES = 300
EVENT = b"event: message\r\ndata: {}\r\n\r\n"
BODY = b"{}"


async def answer_at_once(stream: SocketStream) -> None:
    """A server that answers each request with a stream of one event, whose head comes first."""
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    async with stream:
        with suppress(anyio.EndOfStream, anyio.BrokenResourceError):
            while request := await stream.receive():
                while not request.endswith(BODY if request[:4] == b"POST" else b"\r\n\r\n"):
                    request += await stream.receive()
                await stream.send(head)
                await anyio.sleep(0.003)
                await stream.send(b"%x\r\n%b\r\n0\r\n\r\n" % (len(EVENT), EVENT))


async def ask_in_two_parts(port: int, answers: list[bytes]) -> None:
    """Head and body of each request apart, as HTTP clients send them."""
    head = f"POST {PREFIX}/mcp HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: {len(BODY)}"
    for _ in range(TIMES):
        async with await anyio.connect_tcp("127.0.0.1", port) as stream:
            await stream.send(f"{head}\r\n\r\n".encode())
            await stream.send(BODY)
            answer = b""
            while not answer.endswith(b"0\r\n\r\n"):
                answer += await stream.receive()
            answers.append(answer)


async def test_an_update_fails_no_call(tmp_path: Path, cluster: Cluster) -> None:
    """The server that was told to end is found not ready before it refuses anything."""
    with anyio.fail_after(200):
        async with behind(caddy, tmp_path, cluster) as place:
            answers, ended = list[bool](), anyio.Event()
            async with anyio.create_task_group() as tasks:
                for token in place.tokens:
                    tasks.start_soon(call_until, ended, place, token, answers)
                place.servers[0].terminate()
                await anyio.to_thread.run_sync(place.servers[0].wait)
                ended.set()
    assert place.servers[0].returncode in (0, -signal.SIGTERM)
    assert len(answers) > 2 * len(place.tokens) and all(answers)


async def call_until(ended: anyio.Event, place: Behind, token: str, answers: list[bool]) -> None:
    """Call again and again, and once more after the end."""
    http = place.http(token)
    wire = streamable_http_client(f"{place.url}/mcp", http_client=http)
    async with http, Client(wire) as client:
        while True:
            was_over = ended.is_set()
            result = await client.call_tool("list_jobs", {})
            answers.append(not result.is_error)
            if was_over:
                return
