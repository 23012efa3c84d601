"""A worker process, from the studio's side."""

import os
import subprocess
import sys
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, TypeAlias

import anyio
import anyio.to_thread
from anyio.abc import ByteSendStream, Process
from anyio.streams.buffered import BufferedByteReceiveStream

from callsheet_studio.film import Progress, Step
from callsheet_studio.queue import orders
from callsheet_studio.queue.orders import Made, Order, Refused, Said

COMMAND = (sys.executable, "-P", "-m", "callsheet_studio.worker")
LOG_NAME = "worker.log"
LONGEST_LINE = 8_000_000
"""Bytes."""


@dataclass(frozen=True)
class Died:
    """The worker ended without a word on its work."""

    code: int


Hear: TypeAlias = Callable[[Progress | Step], Awaitable[None]]


async def attend(order: Order, hear: Hear) -> Made | Refused | Died:
    """Have a worker process do the order; `hear` gets its reports as they come.

    Cancelling this kills the worker. Whatever it prints goes to `worker.log` in the order's folder.
    """
    log = await anyio.to_thread.run_sync(_open_log, Path(order.folder))
    with log:
        process = await anyio.open_process(COMMAND, stderr=log, **_apart())
    async with process:
        try:
            await _stdin(process).send(order.line())
        except (anyio.BrokenResourceError, anyio.ClosedResourceError):
            return Died(await process.wait())
        async with aclosing(_reports(process)) as reports:
            async for said in reports:
                if isinstance(said, Made | Refused):
                    return said
                await hear(said)
        return Died(await process.wait())


def _open_log(folder: Path) -> IO[bytes]:
    folder.mkdir(parents=True, exist_ok=True)
    return (folder / LOG_NAME).open("ab")


def _apart() -> Mapping[str, Any]:
    """A Ctrl-C in the terminal is for the studio alone, which then ends its workers in order."""
    if os.name == "nt":
        return {"creationflags": subprocess.CREATE_NO_WINDOW}
    return {"start_new_session": True}


def _stdin(process: Process) -> ByteSendStream:
    assert process.stdin is not None, "opened with a pipe"
    return process.stdin


async def _reports(process: Process) -> AsyncGenerator[Said]:
    assert process.stdout is not None, "opened with a pipe"
    lines = BufferedByteReceiveStream(process.stdout)
    while True:
        try:
            yield orders.read(await lines.receive_until(b"\n", LONGEST_LINE))
        except (anyio.IncompleteRead, anyio.EndOfStream):
            return
