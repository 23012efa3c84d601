"""How long a client waits for first answers: Callsheet and a bare server of the same SDK.

    .venv/bin/python tests/bench/startup.py [ROUNDS]

Spawns both in turn, with bytecode as installed packages have it, and prints medians until the
answer to `initialize` and until the one to `tools/list`: seconds on the clock, seconds of the
processor, and the ratio of the latter. DESIGN: at most 1.25 times the bare server for the first.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass

BARE = "from mcp.server.mcpserver import MCPServer; MCPServer('bare').run('stdio')"
COMMANDS = {
    "bare MCPServer": (sys.executable, "-c", BARE),
    "callsheet": (sys.executable, "-c", "from callsheet.cli import main; main()"),
}
INITIALIZE = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "bench", "version": "1"},
    },
}
INITIALIZED = {"jsonrpc": "2.0", "method": "notifications/initialized"}
LIST_TOOLS = {"jsonrpc": "2.0", "id": 2, "method": "tools/list"}
UNTIL = {"initialize": [[INITIALIZE]], "tools/list": [[INITIALIZE], [INITIALIZED, LIST_TOOLS]]}
"""What is sent before each answer that is waited for."""


@dataclass(frozen=True)
class Start:
    """One start, until the last answer."""

    clock: float
    """Seconds since it was spawned."""
    processor: float
    """Seconds of user and system time."""


def start(command: Sequence[str], home: str, batches: Sequence[Sequence[object]]) -> Start:
    """Spawn a server, send each batch and read its answer; then the server is killed."""
    environ = {**os.environ, "CALLSHEET_HOME": home}
    environ.pop("PYTHONDONTWRITEBYTECODE", None)
    started = time.perf_counter()
    server = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environ,
    )
    assert server.stdin and server.stdout
    for batch in batches:
        server.stdin.write(b"".join(json.dumps(message).encode() + b"\n" for message in batch))
        server.stdin.flush()
        answer = json.loads(server.stdout.readline())
        assert "result" in answer, answer
    took = time.perf_counter() - started
    server.kill()
    _, _, usage = os.wait4(server.pid, 0)
    return Start(took, usage.ru_utime + usage.ru_stime)


def main() -> None:
    """Print the table."""
    rounds = int(sys.argv[1]) if sys.argv[1:] else 20
    print(f"{'until':<12}{'server':<16}{'clock s':>10}{'processor s':>13}{'ratio':>8}")
    with tempfile.TemporaryDirectory() as home:
        for until, batches in UNTIL.items():
            starts = {name: list[Start]() for name in COMMANDS}
            for n in range(rounds + 1):  # the first one writes bytecode
                for name, command in COMMANDS.items():
                    one = start(command, home, batches)
                    starts[name] += [one] if n else []
            _print(until, starts)


def _print(until: str, starts: dict[str, list[Start]]) -> None:
    bare = statistics.median(one.processor for one in starts["bare MCPServer"])
    for name, each in starts.items():
        clock = statistics.median(one.clock for one in each)
        processor = statistics.median(one.processor for one in each)
        print(f"{until:<12}{name:<16}{clock:>10.3f}{processor:>13.3f}{processor / bare:>8.2f}")


if __name__ == "__main__":
    main()
