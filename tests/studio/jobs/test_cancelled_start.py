"""A worker whose order is cancelled while it starts is waited for like any other."""

import gc
import warnings
from pathlib import Path

import anyio
import anyio.lowlevel
import pytest

from callsheet_studio.jobs.contract import VideoFormat
from callsheet_studio.jobs.worker_log import LOG_NAME
from callsheet_studio.jobs.worker_process import Workers
from callsheet_studio.jobs.worker_protocol import WorkItem


async def cancel_after(steps: int, folder: Path) -> None:
    """Cancel a worker so many turns of the event loop after it began to be started."""
    order = WorkItem("none", {}, str(folder), str(folder), VideoFormat(), {}, "none")
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(Workers().run, order, ignore)
        while not (folder / LOG_NAME).exists():
            await anyio.lowlevel.checkpoint()
        for _ in range(steps):
            await anyio.lowlevel.checkpoint()
        tasks.cancel_scope.cancel()


async def ignore(said: object) -> None:
    """Nobody listens."""


@pytest.mark.parametrize("steps", range(12))
def test_no_process_is_left(steps: int, tmp_path: Path) -> None:
    with warnings.catch_warnings(record=True) as left:
        warnings.simplefilter("always", ResourceWarning)
        for n in range(4):
            anyio.run(cancel_after, steps, tmp_path / str(n))
        gc.collect()
    assert [str(one.message) for one in left] == []
