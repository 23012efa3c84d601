"""A program from its start to its end: how long it took, what it worked, what it held in memory."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOOK = 0.25
"""Seconds between two looks at the memory; each costs about two milliseconds of processor."""


@dataclass(frozen=True)
class Run:
    """What a whole process tree took."""

    seconds: float
    """Wall clock."""
    cpu: float
    """Seconds of processor, of all processes together."""
    memory: int
    """Bytes at the highest."""
    output: str


def program(name: str) -> tuple[str, ...]:
    """The command of a program of ours, as `run` wants it."""
    return sys.executable, "-m", f"tests.bench.programs.{name}"


def run(command: Sequence[str], text: str = "") -> Run:
    """Run a command to its end with `text` as its input; nobody else may be run meanwhile."""
    with tempfile.TemporaryFile("w+") as stdin, tempfile.TemporaryFile("w+") as stdout:
        stdin.write(text)
        stdin.seek(0)
        environ = os.environ | {"PYTHONPATH": str(ROOT)}
        environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed package has its byte code
        started, before = time.perf_counter(), _cpu_of_children()
        process = subprocess.Popen(command, stdin=stdin, stdout=stdout, env=environ)
        memory = _highest_memory(process)
        seconds, cpu = time.perf_counter() - started, _cpu_of_children() - before
        if process.returncode:
            raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
        stdout.seek(0)
        return Run(seconds, cpu, memory, stdout.read())


def _cpu_of_children() -> float:
    times = os.times()
    return times.children_user + times.children_system


def _highest_memory(process: "subprocess.Popen[bytes]") -> int:
    """Bytes, when the process has ended."""
    highest = 0
    while True:
        highest = max(highest, tree_memory(process.pid))
        try:
            process.wait(LOOK)
            return highest
        except subprocess.TimeoutExpired:
            continue


def tree_memory(pid: int, *, alone: bool = False) -> int:
    """Bytes of a process and, unless `alone`, all below it; shared pages count once (Linux)."""
    try:
        rows = (line.split() for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines())
        own = next((int(row[1]) * 1024 for row in rows if row[0] == "Pss:"), 0)
        below = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return 0
    return own if alone else own + sum(tree_memory(int(child)) for child in below)
