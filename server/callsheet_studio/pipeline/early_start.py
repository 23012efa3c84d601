"""Starts drawing processes before what makes a film is loaded: both take as long, side by side."""

import os
import subprocess
import sys
from pathlib import Path

from callsheet_studio.pipeline import capacity

SCENES = "callsheet_studio.explainer.scene_worker"
"""The module of the processes that draw explainer videos."""
LOG = "work/artists.log"
"""What drawing processes print, in a job's folder."""
GENTLY: int = getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0)
"""Windows starts a process with a priority; elsewhere it lowers its own."""
MEMORY = {"MALLOC_MMAP_THRESHOLD_": "1000000"}
"""Has glibc give large buffers back at once: 115 MB a process between scenes instead of 220."""
AT_FIRST = 2
"""Processes that are started before it is known how many a film needs: one, or more."""

_waiting: dict[str, list[subprocess.Popen[bytes]]] = {}
"""By module: nobody has taken them yet."""


def start_early(module: str, folder: Path, limit: int | None) -> None:
    """Start processes that draw with a module, unless this process did so before; a `RenderPool`
    takes them.

    Args:
        module: What each of them runs.
        folder: The job's.
        limit: The most processes that may draw; None: no limit.
    """
    if module not in _waiting:
        count = capacity.process_count(AT_FIRST, limit)
        _waiting[module] = [start_process(module, folder) for _ in range(count)]


def take_process(module: str, folder: Path) -> "subprocess.Popen[bytes]":
    """Return a process that draws with a module: one that waits for this, or a new one."""
    if _waiting.get(module):
        return _waiting[module].pop()
    return start_process(module, folder)


def start_process(module: str, folder: Path) -> "subprocess.Popen[bytes]":
    """Start a process that draws with a module; what it prints goes to the job's log."""
    log = folder / LOG
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as stderr:
        return subprocess.Popen(
            [sys.executable, "-P", "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=stderr,
            env=os.environ | MEMORY,
            creationflags=GENTLY,
        )
