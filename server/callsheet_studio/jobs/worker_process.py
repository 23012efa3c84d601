"""Worker processes, from the studio's side."""

import os
import subprocess
import sys
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import anyio
import anyio.to_thread
from anyio.abc import Process
from anyio.streams.buffered import BufferedByteReceiveStream

from callsheet_studio.jobs import worker_protocol
from callsheet_studio.jobs.contract import Progress, Step
from callsheet_studio.jobs.worker_log import open_log
from callsheet_studio.jobs.worker_protocol import (
    RECORDED,
    Alive,
    Completed,
    Rejected,
    WorkItem,
)
from callsheet_studio.telemetry import child_environment

COMMAND = (sys.executable, "-P", "-m", "callsheet_studio.worker")
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
    """The worker ended without a result."""

    code: int
    """Its exit code; negative: the signal that ended it."""


STUCK = (
    "This took the studio more than a minute of computing without any progress, so it was ended. "
    "Something in the request keeps it busy: very long runs of blanks, signs or brackets, or a "
    "damaged file. Send a shorter or simpler one."
)

Hear: TypeAlias = Callable[[Progress | Step], Awaitable[None]]


class Workers:
    """Worker processes. One that has done its job stays ready for the next."""

    def __init__(self) -> None:
        """No process is there yet."""
        self._ready: _Worker | None = None

    async def run(
        self, order: WorkItem, hear: Hear, silence: float = SILENCE_SECONDS
    ) -> Completed | Rejected | WorkerDied:
        """Have a worker process do a job, and return how it ended. A worker that is silent for too
        long is killed, and the job is `Rejected`.

        Cancelling this kills the worker. What it prints goes to `worker.log` in the job's folder.

        Args:
            order: The job.
            hear: Called with each progress and finished step that the worker reports.
            silence: Seconds without any sign of life after which the worker is killed.
        """
        ready, self._ready = self._ready, None
        if ready:
            has_begun = False

            async def hear_first(said: Progress | Step) -> None:
                nonlocal has_begun
                has_begun = True
                await hear(said)

            outcome = await self._use(ready, order, hear_first, silence)
            if has_begun or not isinstance(outcome, WorkerDied):
                return outcome  # a silent one may have ended by itself before the order came
        return await self._use(await _start(order), order, hear, silence)

    async def _use(
        self, worker: "_Worker", order: WorkItem, hear: Hear, silence: float
    ) -> Completed | Rejected | WorkerDied:
        stays = False
        try:
            said = await _converse(worker, order, hear, silence)
            stays = said.stays and self._ready is None
            return said
        except TimeoutError:
            return Rejected(STUCK)
        except SILENCE:
            return WorkerDied(await _wait_for_end(worker.process))
        finally:
            if stays:
                self._ready = worker
            else:
                await _end(worker)

    async def close(self) -> None:
        """Stop the process that waits for a next job, if there is one."""
        if self._ready:
            await _end(self._ready)


@dataclass(frozen=True)
class _Worker:
    process: Process
    lines: BufferedByteReceiveStream
    """What it says."""


@asynccontextmanager
async def open_workers() -> AsyncGenerator[Workers]:
    """Give `Workers` to a block; the process that waits for a next job is stopped at its end."""
    workers = Workers()
    try:
        yield workers
    finally:
        await workers.close()


async def _start(order: WorkItem) -> _Worker:
    """Not cancelled halfway: nobody would wait for the process then."""
    home = Path(order.home)
    environment = await anyio.to_thread.run_sync(child_environment, os.environ, home)
    log = await anyio.to_thread.run_sync(open_log, Path(order.folder))
    process: Process | None = None
    with log, anyio.CancelScope(shield=True):
        process = await anyio.open_process(
            COMMAND,
            stderr=log,
            env=environment,
            **_apart(),
        )
    assert process and process.stdout, "a shielded scope ends with one, opened with pipes"
    return _Worker(process, BufferedByteReceiveStream(process.stdout))


async def _end(worker: _Worker) -> None:
    """End a process that may still work, and wait for it."""
    with anyio.CancelScope(shield=True):
        with suppress(ProcessLookupError):
            worker.process.kill()
        await worker.process.aclose()


def _apart() -> Mapping[str, Any]:
    """A Ctrl-C in the terminal is for the studio alone, which then ends its workers in order."""
    if os.name == "nt":
        return {"creationflags": subprocess.CREATE_NO_WINDOW}
    return {"start_new_session": True}


async def _converse(
    worker: _Worker, order: WorkItem, hear: Hear, silence: float
) -> Completed | Rejected:
    """Give the order, pass its reports on, and tell the worker of each step that is recorded."""
    stdin = worker.process.stdin
    assert stdin, "opened with pipes"
    await stdin.send(order.line())
    while True:
        with anyio.fail_after(silence):
            said = worker_protocol.parse_report(
                await worker.lines.receive_until(b"\n", LONGEST_LINE)
            )
        if isinstance(said, Completed | Rejected):
            return said
        if isinstance(said, Alive):
            continue
        await hear(said)
        if isinstance(said, Step):
            await stdin.send(RECORDED)


async def _wait_for_end(process: Process) -> int:
    """The exit code."""
    with anyio.move_on_after(LAST_BREATH):
        return await process.wait()
    process.kill()
    return await process.wait()
