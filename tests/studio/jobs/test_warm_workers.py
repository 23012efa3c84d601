"""A worker that has done its job stays ready for the next one: one a home, not for long."""

import os
import signal
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import anyio
import pytest

from callsheet_studio.jobs.contract import VideoFormat
from callsheet_studio.jobs.kinds import DRAFT
from callsheet_studio.jobs.worker_process import WorkerDied, Workers, open_workers
from callsheet_studio.jobs.worker_protocol import Completed, Rejected, WorkItem
from callsheet_studio.storage.process_lock import ProcessLock
from callsheet_studio.worker.__main__ import LOCK

pytestmark = pytest.mark.anyio
MAKER = """
import os, pathlib, signal
from dataclasses import dataclass
from callsheet_studio.jobs.contract import Progress
from callsheet_studio.storyboard.brief import FilmRejected

@dataclass
class Result:
    pid: int

def make_draft(request, folder, video_format, done, report):
    print(request["say"])
    if request["say"] == "no":
        raise FilmRejected("no")
    if request["say"] == "begun":
        report(Progress("voiceover", 1))
    trap = pathlib.Path(request["trap"])
    if trap.exists():
        trap.unlink()
        os.kill(os.getpid(), signal.SIGKILL)
    return Result(os.getpid())
"""


async def run(workers: Workers, home: Path, job: str, trap: Path = Path("none")) -> Any:
    maker = home / "maker.py"
    maker.write_text(MAKER)
    request: Mapping[str, Any] = {"say": job, "trap": str(trap)}
    folder = str(home / job)
    order = WorkItem(DRAFT, request, str(home), folder, VideoFormat(), {}, str(maker))
    with anyio.fail_after(60):
        return await workers.run(order, _ignore)


async def _ignore(said: object) -> None:
    """These have no progress."""


async def test_the_next_job_is_done_by_the_same_process(tmp_path: Path) -> None:
    """Also behind a job that could not be done; each prints to its own log."""
    async with open_workers() as workers:
        first = await run(workers, tmp_path, "one")
        assert isinstance(await run(workers, tmp_path, "no"), Rejected)
        assert await run(workers, tmp_path, "two") == first
    assert [(tmp_path / job / "worker.log").read_text() for job in ("one", "two")] == [
        "one\n",
        "two\n",
    ]
    with pytest.raises(ProcessLookupError):
        os.kill(first.result["pid"], 0)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")
async def test_a_job_goes_on_when_the_process_that_was_ready_is_killed(tmp_path: Path) -> None:
    """Before it gets the job, or in the middle; a new one's death is told."""
    trap = tmp_path / "trap"
    async with open_workers() as workers:
        first = await run(workers, tmp_path, "one")
        os.kill(first.result["pid"], signal.SIGKILL)
        second = await run(workers, tmp_path, "two")
        trap.touch()
        third = await run(workers, tmp_path, "three", trap)
        assert len({said.result["pid"] for said in (first, second, third)}) == 3
    trap.touch()
    async with open_workers() as workers:
        assert isinstance(await run(workers, tmp_path, "four", trap), WorkerDied)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")
async def test_a_job_that_kills_the_process_that_was_ready_is_told_so(tmp_path: Path) -> None:
    """Once it has begun: such deaths are counted, so that the job does not begin for ever."""
    trap = tmp_path / "trap"
    async with open_workers() as workers:
        await run(workers, tmp_path, "one")
        trap.touch()
        assert isinstance(await run(workers, tmp_path, "begun", trap), WorkerDied)
        assert isinstance(await run(workers, tmp_path, "begun", trap), Completed)


async def test_one_process_of_a_home_stays_ready(tmp_path: Path) -> None:
    """Of two that work at once, and of those of several servers."""
    async with open_workers() as workers, open_workers() as others:
        said: list[Completed] = []

        async def work(job: str) -> None:
            said.append(await run(workers, tmp_path, job))

        async with anyio.create_task_group() as tasks:
            tasks.start_soon(work, "one")
            tasks.start_soon(work, "two")
        assert [each.stays for each in said].count(True) == 1
        assert (await run(workers, tmp_path, "three")) in said
        other = await run(others, tmp_path, "four")
        assert (await run(others, tmp_path, "five")) != other
    assert ProcessLock(tmp_path / LOCK).acquire()
