"""Tool calls over HTTP by many users at once: Callsheet and a bare server of the same SDK.

    python tests/bench/load.py [--users 1,50,500] [--calls 2000] [--postgres]

Each user keeps one connection and calls again as soon as the answer is there, in both eras of the
protocol. Prints the server's processor time for a call in ms (on Linux), answered calls per second,
the median and the 99th percentile in ms, and how many calls got another status than 200. Servers
are processes of their own; the users of all share this one. Callsheet checks a token with each call
and reads five jobs from its journal.
"""

import argparse
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Generator, Mapping, Sequence
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from typing import Any

import anyio
from anyio.streams.buffered import BufferedByteReceiveStream

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.postgres_cluster import running

from callsheet.composition import KINDS
from callsheet.journal_database import open_database
from callsheet.settings import Settings
from callsheet.shared_files import open_shared_files
from callsheet.sign_in.tokens import TokenFile
from callsheet_tools.jobs.job import JobRequest, StatusUpdate
from callsheet_tools.jobs.journal import Journal
from callsheet_tools.toolkit.user import CREATE, READ

BARE = """
from mcp.server import MCPServer
server = MCPServer("bare", log_level="WARNING")
@server.tool()
def list_jobs() -> dict[str, list[str]]:
    "Nothing."
    return {"jobs": []}
server.run("streamable-http", port=%d)
"""
MODERN, LEGACY = "2026-07-28", "2025-11-25"
CLIENT: Mapping[str, Any] = {"name": "load", "version": "1"}
META = {
    "io.modelcontextprotocol/protocolVersion": MODERN,
    "io.modelcontextprotocol/clientInfo": CLIENT,
    "io.modelcontextprotocol/clientCapabilities": {},
}
JOBS = 5
"""Of each user."""
LONGEST = 300.0
"""Seconds of one row of the table."""


@dataclass
class Answers:
    """What came back."""

    seconds: list[float] = field(default_factory=list[float])
    refused: Counter[int] = field(default_factory=Counter[int])

    def cells(self, took: float) -> str:
        """Of a row."""
        cuts = quantiles(self.seconds, n=100) if len(self.seconds) > 1 else [0.0] * 99
        others = ", ".join(f"{count} × {status}" for status, count in self.refused.items())
        speed = len(self.seconds) / took
        return f"{speed:9.0f} {cuts[49] * 1000:9.1f} {cuts[98] * 1000:9.1f}  {others}"


@dataclass
class Connection:
    """One user's connection, kept between calls."""

    port: int
    token: str
    stream: Any = None
    read: Any = None

    async def post(
        self, headers: Mapping[str, str], message: Mapping[str, Any]
    ) -> tuple[int, Mapping[str, str], bytes]:
        """Send one message, and return status, headers and body of its answer."""
        is_kept = self.stream is not None
        if not is_kept:
            self.stream = await anyio.connect_tcp("127.0.0.1", self.port)
            self.read = BufferedByteReceiveStream(self.stream)
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        lines = {
            "Host": f"127.0.0.1:{self.port}",
            "Accept": "application/json, text/event-stream",
            "Content-Type": "application/json",
            "Authorization": f"Bearer {self.token}",
            "Content-Length": str(len(body)),
            **headers,
        }
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        request = f"POST /mcp HTTP/1.1\r\n{head}\r\n".encode() + body
        try:
            await self.stream.send(request)
            return await self._answer()
        except (anyio.IncompleteRead, anyio.BrokenResourceError):
            if not is_kept:  # or the server had closed it, which was idle for too long
                raise
            await self.close()
            return await self.post(headers, message)

    async def _answer(self) -> tuple[int, Mapping[str, str], bytes]:
        first, *rest = (await self.read.receive_until(b"\r\n\r\n", 65536)).decode().split("\r\n")
        pairs = (line.split(": ", 1) for line in rest)
        headers = {name.lower(): value for name, value in pairs}
        if headers.get("transfer-encoding") == "chunked":
            body = await self.read.receive_until(b"0\r\n\r\n", 10_000_000)
        else:
            body = await self.read.receive_exactly(int(headers.get("content-length", 0)))
        if headers.get("connection") == "close":
            await self.close()
        return int(first.split()[1]), headers, body

    async def close(self) -> None:
        """Close it; the next call opens another."""
        if self.stream is not None:
            await self.stream.aclose()
        self.stream = None


@dataclass
class User:
    """Calls again and again."""

    connection: Connection
    answers: Answers
    headers: dict[str, str] = field(default_factory=dict[str, str])
    meta: Mapping[str, Any] = field(default_factory=dict[str, Any])

    async def begin(self, era: str) -> None:
        """Shake hands where the era has it."""
        self.headers = {"MCP-Protocol-Version": era}
        if era == MODERN:
            self.headers |= {"Mcp-Method": "tools/call", "Mcp-Name": "list_jobs"}
            self.meta = {"_meta": META}
            return
        params: dict[str, Any] = {"protocolVersion": era, "capabilities": {}, "clientInfo": CLIENT}
        greeting: dict[str, Any] = {"id": 0, "method": "initialize", "params": params}
        status, headers, _ = await self.connection.post({}, greeting)
        if status != 200:
            self.answers.refused[status] += 1
            return
        self.headers["Mcp-Session-Id"] = headers["mcp-session-id"]
        await self.connection.post(self.headers, {"method": "notifications/initialized"})

    async def call(self, times: int) -> None:
        """Call so many times, one after the other."""
        params: dict[str, Any] = {"name": "list_jobs", "arguments": {}, **self.meta}
        for number in range(1, times + 1):
            message: dict[str, Any] = {"id": number, "method": "tools/call", "params": params}
            began = time.perf_counter()
            status, _, body = await self.connection.post(self.headers, message)
            if status == 200 and b'"isError":true' not in body and b'"jobs"' in body:
                self.answers.seconds.append(time.perf_counter() - began)
            else:
                self.answers.refused[status] += 1


async def call_all(port: int, tokens: Sequence[str], era: str, calls: int) -> str:
    """The cells of one row: so many calls of all these users together."""
    answers = Answers()
    users = [User(Connection(port, token), answers) for token in tokens]
    with anyio.fail_after(LONGEST):
        async with anyio.create_task_group() as tasks:
            for user in users:
                tasks.start_soon(user.begin, era)
        began = time.perf_counter()
        async with anyio.create_task_group() as tasks:
            for user in users:
                tasks.start_soon(user.call, max(1, calls // len(users)))
        took = time.perf_counter() - began
    for user in users:
        await user.connection.close()
    return answers.cells(took)


async def prepare(settings: Settings, users: int) -> list[str]:
    """Give each user a token and some jobs."""
    tokens = TokenFile(open_shared_files(settings))
    named = [await tokens.add(f"user{n}", {READ, CREATE}, time.time()) for n in range(users)]
    with closing(open_database(settings)) as database:
        made = iter(range(users * JOBS + users))
        everybody = Journal(database, "bench", time.time, lambda: f"{next(made):016}", KINDS)
        for n in range(users):
            journal = everybody.of(f"token user{n}")
            titles = [f"Film {n} {k}" for k in range(JOBS)]
            intents = [
                JobRequest("knowlify", "local", "", "video", title, {"video": {"task": title}})
                for title in titles
            ]
            begun = await journal.create(intents)
            ended = StatusUpdate("succeeded", remote={"uuid": "x"})
            await everybody.record({one.job.job_id: ended for one in begun})
    return named


@contextmanager
def served(command: Sequence[str], port: int, environ: Mapping[str, str]) -> Generator[int]:
    """A server process for a block, once it listens; gives its id."""
    environ = {**os.environ, **environ}
    environ.pop("PYTHONDONTWRITEBYTECODE", None)
    process = subprocess.Popen([sys.executable, "-c", *command], env=environ)
    try:
        until = time.monotonic() + 60
        while True:
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                assert process.poll() is None and time.monotonic() < until
                time.sleep(0.1)
        yield process.pid
    finally:
        process.kill()
        process.wait()


def free_port() -> int:
    """One that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


@dataclass(frozen=True)
class Load:
    """What is measured of a server that runs."""

    counts: Sequence[int]
    calls: int

    def measure(self, name: str, process: int, port: int, tokens: Sequence[str]) -> None:
        """Print the rows of a server."""
        for era in (MODERN, LEGACY):
            for users in self.counts:
                calls = (
                    self.calls if users > 1 else min(self.calls, 200)
                )  # 600 a minute may be sent
                before = processor_seconds(process)
                cells = anyio.run(call_all, port, tokens[:users], era, calls)
                spent = (processor_seconds(process) - before) / calls * 1_000
                print(f"{name:24}{era:12}{users:6}{spent:9.2f}{cells}", flush=True)


def processor_seconds(process: int) -> float:
    """What a process has used so far; 0 where it is not known."""
    stat = Path(f"/proc/{process}/stat")
    if not stat.exists():
        return 0.0
    user, system = stat.read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def measure_callsheet(name: str, load: Load, **environ: str) -> None:
    """Print the rows of a server with a home of its own."""
    with tempfile.TemporaryDirectory() as home:
        whole = {"CALLSHEET_HOME": home, "CALLSHEET_OUTPUT_DIR": home, **environ}
        tokens, port = anyio.run(prepare, Settings.read(whole), max(load.counts)), free_port()
        main = "from callsheet.cli import main; main()"
        command = [main, "serve", "--transport", "http", "--port", f"{port}"]
        with served(command, port, whole) as process:
            load.measure(name, process, port, tokens)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--users", default="1,50,500")
    parser.add_argument("--calls", type=int, default=2_000)
    parser.add_argument("--postgres", action="store_true")
    asked = parser.parse_args()
    load = Load([int(one) for one in asked.users.split(",")], asked.calls)
    print(f"{'server':24}{'era':12}{'users':>6}{'cpu ms':>9}", end="")
    print(f"{'calls/s':>9}{'p50 ms':>10}{'p99 ms':>10}  refused")
    port = free_port()
    with served([BARE % port], port, {}) as process:
        load.measure("bare MCPServer", process, port, ["none"] * max(load.counts))
    measure_callsheet("callsheet, SQLite", load)
    with running() if asked.postgres else nullcontext() as cluster:
        if cluster:
            address = cluster.new_journal()
            measure_callsheet("callsheet, PostgreSQL", load, CALLSHEET_DATABASE_URL=address)


if __name__ == "__main__":
    main()
