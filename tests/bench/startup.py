"""How long a client waits for the first answer: Callsheet beside a bare server of the same SDK.

    .venv/bin/python tests/bench/startup.py

Spawns both in turn, sends `initialize`, and prints the median time to the answer and the ratio.
DESIGN: at most 1.25 times the bare server.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence

ROUNDS = 9
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


def first_answer(command: Sequence[str], home: str) -> float:
    """Seconds from spawn to the answer of `initialize`."""
    started = time.perf_counter()
    environ = {**os.environ, "CALLSHEET_HOME": home}
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environ,
    ) as server:
        assert server.stdin and server.stdout
        server.stdin.write(json.dumps(INITIALIZE).encode() + b"\n")
        server.stdin.flush()
        answer = json.loads(server.stdout.readline())
        took = time.perf_counter() - started
        server.stdin.close()
    assert "result" in answer, answer
    return took


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as home:
        for command in COMMANDS.values():
            first_answer(command, home)
        times = {name: list[float]() for name in COMMANDS}
        for _ in range(ROUNDS):
            for name, command in COMMANDS.items():
                times[name].append(first_answer(command, home))
    bare = statistics.median(times["bare MCPServer"])
    print(f"{'server':<16}{'median s':>10}{'ratio':>8}")
    for name, taken in times.items():
        median = statistics.median(taken)
        print(f"{name:<16}{median:>10.3f}{median / bare:>8.2f}")


if __name__ == "__main__":
    main()
