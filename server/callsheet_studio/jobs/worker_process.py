"""A worker process, from the studio's side."""

import os
import subprocess
import sys
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, TypeAlias

import anyio
import anyio.to_thread
from anyio.abc import Process
from anyio.streams.buffered import BufferedByteReceiveStream

from callsheet_studio.jobs import worker_protocol
from callsheet_studio.jobs.contract import Progress, Step
from callsheet_studio.jobs.worker_protocol import Alive, Completed, Rejected, WorkItem
from callsheet_studio.private_files import make_folder, opener
from callsheet_studio.telemetry import child_environment

COMMAND = (sys.executable, "-P", "-m", "callsheet_studio.worker")
LOG_NAME = "worker.log"
LONGEST_LINE = 8_000_000
"""Bytes."""


SILENCE = (
    anyio.BrokenResourceError,
    anyio.EndOfStream,
    anyio.IncompleteRead,
    anyio.DelimiterNotFound,
)
"""What reading from a worker, or writing to it, gives when it is gone or talks no sense."""
SILENCE_SECONDS = 60.0
"""Without any sign of life, after which a worker counts as stuck; they come every second."""
LAST_BREATH = 2.0
"""Seconds between a worker's silence and its end, after which it is ended."""


@dataclass(frozen=True)
class WorkerDied:
    """The worker ended without a word on its work."""

    code: int


STUCK = (
    "This took the studio more than a minute of computing without any progress, so it was ended. "
    "Something in the request keeps it busy: very long runs of blanks, signs or brackets, or a "
    "damaged file. Send a shorter or simpler one."
)

Hear: TypeAlias = Callable[[Progress | Step], Awaitable[None]]


async def run_worker(
    order: WorkItem, hear: Hear, silence: float = SILENCE_SECONDS
) -> Completed | Rejected | WorkerDied:
    """Have a worker process do the order; `hear` gets its reports as they come.

    Cancelling this kills the worker, and so do so many seconds of `silence`: the job then fails.
    Whatever it prints goes to `worker.log` in the order's folder.
    """
    async with await _start(order) as process:
        try:
            return await _converse(process, order, hear, silence)
        except TimeoutError:
            process.kill()
            return Rejected(STUCK)
        except SILENCE:
            return WorkerDied(await _ended(process))


async def _start(order: WorkItem) -> Process:
    """Not cancelled halfway: nobody would wait for the process then."""
    log = await anyio.to_thread.run_sync(open_log, Path(order.folder))
    process: Process | None = None
    with log, anyio.CancelScope(shield=True):
        process = await anyio.open_process(
            COMMAND,
            stderr=log,
            env=child_environment(os.environ, Path(order.home)),
            **_apart(),
        )
    assert process, "a shielded scope ends with one"
    return process


def open_log(folder: Path) -> IO[bytes]:
    """The file, in a job's folder, for what its worker prints."""
    make_folder(folder)
    return open(folder / LOG_NAME, "ab", opener=opener)


def _apart() -> Mapping[str, Any]:
    """A Ctrl-C in the terminal is for the studio alone, which then ends its workers in order."""
    if os.name == "nt":
        return {"creationflags": subprocess.CREATE_NO_WINDOW}
    return {"start_new_session": True}


async def _converse(
    process: Process, order: WorkItem, hear: Hear, silence: float
) -> Completed | Rejected:
    """Give the order, pass its reports on, and tell the worker of each step that is recorded."""
    assert process.stdin and process.stdout, "opened with pipes"
    lines = BufferedByteReceiveStream(process.stdout)
    await process.stdin.send(order.line())
    while True:
        with anyio.fail_after(silence):
            said = worker_protocol.read(await lines.receive_until(b"\n", LONGEST_LINE))
        if isinstance(said, Completed | Rejected):
            return said
        if isinstance(said, Alive):
            continue
        await hear(said)
        if isinstance(said, Step):
            await process.stdin.send(b".")


async def _ended(process: Process) -> int:
    """The exit code."""
    with anyio.move_on_after(LAST_BREATH):
        return await process.wait()
    process.kill()
    return await process.wait()
