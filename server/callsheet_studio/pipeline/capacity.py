"""How much work this machine can take at once: cores, memory and disk that this process may use."""

import ctypes
import os
import sys
from contextlib import suppress
from pathlib import Path

MEMORY_EACH = 300_000_000
"""Bytes that a drawing process takes at 720p."""
CGROUP = Path("/sys/fs/cgroup")
_ARENA_MAX = -8
"""`M_ARENA_MAX` of glibc's `malloc.h`."""
MEMINFO = Path("/proc/meminfo")


def process_count(tasks: int, limit: int | None) -> int:
    """Return how many drawing processes to run, at least 1.

    It is the smallest of: the cores, `tasks` (there is no work for more), `limit` (None: no limit),
    and how many fit into the free memory at `MEMORY_EACH` bytes each.
    """
    bounds = [cores(), tasks, free_memory() // MEMORY_EACH, tasks if limit is None else limit]
    return max(1, min(bounds))


def cores() -> int:
    """Return the number of cores that this process may run on."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def free_memory() -> int:
    """Return the bytes of memory that can be used without swapping; on a system that does not
    tell, enough for four drawing processes."""
    found = [amount for amount in (_meminfo(), _cgroup()) if amount is not None]
    return min(found, default=4 * MEMORY_EACH)


def share_one_heap() -> None:
    """Make glibc serve all threads of this process from one heap, from now on: what two threads of
    the voice needed would else stay with heaps of their own, 36 MB.

    To be called before those threads begin; a second call changes nothing. Does nothing on other
    systems.
    """
    if sys.platform == "linux":
        with suppress(AttributeError):  # another C library
            ctypes.CDLL(None).mallopt(_ARENA_MAX, 1)


def return_freed_memory() -> None:
    """Make glibc return freed memory to the system: about 60 MB after a narration.

    Does nothing on other systems.
    """
    if sys.platform == "linux":
        with suppress(AttributeError):  # another C library
            ctypes.CDLL(None).malloc_trim(0)


def _meminfo() -> int | None:
    """What Linux calls available."""
    try:
        lines = MEMINFO.read_text().splitlines()
    except OSError:
        return None
    rows = (line.split() for line in lines if line.startswith("MemAvailable:"))
    return next((int(row[1]) * 1024 for row in rows), None)


def _cgroup() -> int | None:
    """What a container's limit leaves."""
    try:
        limit = (CGROUP / "memory.max").read_text().strip()
        used = (CGROUP / "memory.current").read_text().strip()
    except OSError:
        return None
    return int(limit) - int(used) if limit.isdigit() else None
