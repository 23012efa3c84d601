"""Callsheet as a client starts it: a child process that talks JSON-RPC over its pipes."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Generator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import pytest

MAIN = (sys.executable, "-c", "from callsheet.cli import main; main()")
HANG = 60
"""Seconds after which a process that should have ended counts as hanging."""


@dataclass
class Server:
    """A server process."""

    process: subprocess.Popen[bytes]
    asked: int = 0

    def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """Send a request and read its answer, past any notification."""
        self.asked += 1
        self.tell({"id": self.asked, "method": method, "params": params})
        while (message := self.read()).get("id") != self.asked:
            assert "method" in message
        return message

    def greet(self) -> dict[str, Any]:
        """The handshake of the era before 2026-07-28."""
        info = {"name": "test", "version": "1"}
        answer = self.ask(
            "initialize", protocolVersion="2025-06-18", capabilities={}, clientInfo=info
        )
        self.tell({"method": "notifications/initialized"})
        return answer

    def tell(self, message: dict[str, Any]) -> None:
        """Write one message."""
        assert self.process.stdin
        self.process.stdin.write(json.dumps({"jsonrpc": "2.0", **message}).encode() + b"\n")
        self.process.stdin.flush()

    def say(self, line: str) -> dict[str, Any]:
        """Write a line as it is, and read the error that answers it."""
        assert self.process.stdin
        self.process.stdin.write(line.encode() + b"\n")
        self.process.stdin.flush()
        while "error" not in (message := self.read()):
            assert "method" in message
        return message

    def read(self) -> dict[str, Any]:
        """The next line of its output, which has to be a message."""
        assert self.process.stdout
        message = json.loads(self.process.stdout.readline())
        assert message["jsonrpc"] == "2.0"
        return message

    def rest(self) -> bytes:
        """What it still wrote until it ended; its exit code is 0."""
        output, _ = self.process.communicate(timeout=HANG)
        assert self.process.returncode == 0
        return output


Start: TypeAlias = Callable[[], Server]


def environment(tmp_path: Path) -> dict[str, str]:
    """What a client gives its server: little, and a home of this test's own."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return {
        **kept,
        "HOME": str(tmp_path),
        "CALLSHEET_HOME": str(tmp_path / "home"),
        "CALLSHEET_OUTPUT_DIR": str(tmp_path / "films"),
    }


@pytest.fixture
def start(tmp_path: Path) -> Generator[Start]:
    """Starts servers; those that are left are killed."""
    started: list[Server] = []

    def start() -> Server:
        pipe = subprocess.PIPE
        process = subprocess.Popen(
            MAIN, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env=environment(tmp_path)
        )
        started.append(Server(process))
        return started[-1]

    yield start
    for server in started:
        with server.process as process, suppress(OSError):
            process.kill()
