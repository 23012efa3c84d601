"""A machine of a cluster that does jobs and serves nobody."""

import signal
from collections.abc import Callable
from contextlib import suppress
from logging import getLogger
from shutil import rmtree

import anyio
import anyio.to_thread

from callsheet_studio.errors import HomeTaken, StoreUnavailable
from callsheet_studio.jobs.job_queue import JobQueue
from callsheet_studio.jobs.worker_pool import PollIntervals
from callsheet_studio.private_files import make_folder
from callsheet_studio.storage.home import DRAWN, FILMS, LOGOS
from callsheet_studio.storage.process_lock import ProcessLock
from callsheet_studio.studio import Studio

PACE = PollIntervals(lease=15.0, beat=4.0, look=5.0)
"""The database tells of jobs; a look finds those whose worker is gone."""
LOCK = "worker.lock"
"""Of a home: who works in it."""
LOOK = 60.0
"""Seconds between two looks for jobs that this worker can't make."""

logger = getLogger(__name__)


async def work(studio: Studio, ready: Callable[[], None]) -> None:
    """Do the cluster's jobs until SIGINT or SIGTERM; then unfinished ones go back into the queue.

    Args:
        studio: Has a `cluster`, and a home that no other worker uses. What an earlier worker left
            there is deleted: the store of films has all that counts.
        ready: Called as soon as jobs are taken.

    Raises:
        StudioError: The home is another worker's, or the cluster cannot be reached.
    """
    make_folder(studio.home)
    lock = ProcessLock(studio.home / LOCK)
    if not lock.acquire():
        raise HomeTaken(studio.home)
    for name in (FILMS, LOGOS, DRAWN):
        await anyio.to_thread.run_sync(lambda name=name: rmtree(studio.home / name, True))
    async with studio.open() as opened, anyio.create_task_group() as tasks:
        tasks.start_soon(_report_too_new, opened.state.queue)
        ready()
        await _until_told_to_end()
        tasks.cancel_scope.cancel()


async def _until_told_to_end() -> None:
    try:
        with anyio.open_signal_receiver(signal.SIGINT, signal.SIGTERM) as signals:
            async for _ in signals:
                return
    except NotImplementedError:  # Windows: Ctrl-C cancels the program
        await anyio.sleep_forever()


async def _report_too_new(queue: JobQueue) -> None:
    while True:
        with suppress(StoreUnavailable):
            if count := await queue.count_too_new():
                logger.warning(
                    "%d jobs wait for workers with a newer Callsheet: update this one.", count
                )
        await anyio.sleep(LOOK)
