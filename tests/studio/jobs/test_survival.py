"""Whole studio processes killed at any moment: nothing is lost, nothing finished runs again."""

import os
import random
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import anyio
import anyio.to_thread
import pytest
from tests.thorough import amount

from callsheet_studio.jobs.job import Lane, NewJob
from callsheet_studio.storyboard.brief import Brief
from callsheet_studio.studio import Studio

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.slow,
    pytest.mark.skipif(
        os.name == "nt", reason="kill -9 is POSIX; Windows ends no other process so"
    ),
]
SERVER = """
import sys, anyio
from pathlib import Path
from callsheet_studio.jobs.worker_pool import PollIntervals
from callsheet_studio.studio import Studio

async def main():
    home, maker, slots = sys.argv[1:]
    pace = PollIntervals(lease=3.0, beat=0.2, look=0.05)
    async with Studio(Path(home), maker=maker, slots=int(slots), pace=pace).open():
        await anyio.sleep_forever()

anyio.run(main)
"""
STEPS = ("script", "voice", "scene-01", "scene-02", "film")


@contextmanager
def server(studio: Studio) -> Generator[subprocess.Popen[bytes]]:
    """A process that works on the studio's jobs until it is killed."""
    command = [sys.executable, "-c", SERVER, studio.home, studio.maker, str(studio.slots)]
    with subprocess.Popen(command) as process:
        try:
            yield process
        finally:
            process.kill()


async def submit(studio: Studio, lane: str, script: str) -> str:
    uuid = str(uuid4())
    job = NewJob(uuid, "knowlify.video", Lane(lane, 3), asdict(Brief(uuid, script)))
    async with studio.open(works=False) as office:
        await office.queue.submit([job])
    return uuid


async def finished(studio: Studio) -> None:
    await until(lambda: studio.unfinished() == 0)


async def until(reached: Callable[[], bool]) -> None:
    """Wait for what other processes do. Looking without a pause would take a core from them."""
    with anyio.fail_after(900):
        while not await anyio.to_thread.run_sync(reached):  # noqa: ASYNC110 no event crosses processes
            await anyio.sleep(0.02)


def rows(studio: Studio, query: str) -> list[Any]:
    with closing(sqlite3.connect(studio.home / "studio.sqlite3")) as db:
        return db.execute(query).fetchall()


@pytest.mark.parametrize("step", STEPS)
async def test_a_film_goes_on_after_kill_9_at_any_step(
    closed: Studio, gate: Any, tmp_path: Path, step: str
) -> None:
    """The worker dies with its server; the next server runs no finished step again."""
    log = tmp_path / "log"
    await submit(closed, "me", f"log {log}\ngate-{step} {gate.port}")
    with server(closed) as first:
        arrival = await gate.arrival()
        first.kill()
        with anyio.fail_after(60):
            await arrival.gone()
    with server(closed):
        await (await gate.arrival()).let_on()
        await finished(closed)
    ran = Counter(line.split()[1] for line in log.read_text().splitlines())
    assert ran == Counter(STEPS) + Counter([step])
    assert rows(closed, "SELECT state FROM job") == [("done",)]


JOBS, KILLS = amount((24, 5), (60, 12))


async def test_jobs_of_three_callers_survive_kills(closed: Studio, tmp_path: Path) -> None:
    """Three servers on one home, killed and replaced. The referee is the makers' log:
    every step of every film ran, and only a step that a kill interrupted ran twice."""
    studio, log, rng = replace(closed, slots=4), tmp_path / "log", random.Random(7)
    for n in range(JOBS):
        await submit(studio, "abc"[n % 3], f"log {log}")
    servers = [server(studio) for _ in range(3)]
    running = [each.__enter__() for each in servers]
    for _ in range(KILLS):
        await _more_steps(log, rng.randrange(5, 20))
        victim = rng.randrange(3)
        running[victim].kill()
        servers[victim].__exit__(None, None, None)
        servers[victim] = server(studio)
        running[victim] = servers[victim].__enter__()
    await finished(studio)
    for each in servers:
        each.__exit__(None, None, None)
    assert rows(studio, "SELECT DISTINCT state, count(*) FROM job") == [("done", JOBS)]
    assert rows(studio, "PRAGMA integrity_check") == [("ok",)]
    ran = Counter(log.read_text().splitlines())
    assert len(ran) == JOBS * len(STEPS)
    assert ran.total() <= len(ran) + KILLS * 4, "at most the slots' steps again for each kill"


async def _more_steps(log: Path, steps: int) -> None:
    """Wait until so many more steps have run."""
    goal = min(_lines(log) + steps, 4 * JOBS)
    await until(lambda: _lines(log) >= goal)


def _lines(log: Path) -> int:
    return len(log.read_text().splitlines()) if log.exists() else 0
