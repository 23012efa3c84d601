"""How many films workers of a cluster make: one and two of them here, and many by calculation.

    python tests/bench/workers.py [--films 6] [--seconds 30] [--waiting 1000]

The first table has workers as they are, each a process with a home and a slot of its own, on one
PostgreSQL and one store: films of 640x360 a minute. Workers of one computer share its processors.

The second is calculated from what is measured here: how long one worker takes for a film, and what
the queue's statements take in PostgreSQL while so many jobs of 20 users wait. Workers come with a
computer each, PostgreSQL does one claim or end after the other and `--cores` of the other writes
at once; what is stored is told in megabytes a second, and takes no time.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Generator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from heapq import heapify, heappop, heappush, heapreplace
from pathlib import Path
from statistics import median
from typing import TypeVar

import anyio

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.bench.content import outline
from tests.bench.table import head, row
from tests.postgres_cluster import Cluster, running

from callsheet_studio import state
from callsheet_studio.cluster_worker import PACE
from callsheet_studio.jobs.contract import Progress, Step
from callsheet_studio.jobs.job import Lane, NewJob
from callsheet_studio.jobs.job_folders import LocalFolders
from callsheet_studio.jobs.job_queue import JobQueue
from callsheet_studio.jobs.kinds import FILM
from callsheet_studio.storage.postgres_store import open_postgres_store
from callsheet_studio.storyboard.brief import Brief

T = TypeVar("T")
USERS = 20
SECRET = "the operator's long and random text"
MAIN = (sys.executable, "-c", "from callsheet.cli import main; main()", "studio", "worker")
DONE = "SELECT count(*) FROM job WHERE state = 'done'"
STEPS = "SELECT count(*) FROM step"
CALCULATED = (1, 2, 8, 64, 512)
"""Workers."""
HOUR = 3600.0


@dataclass(frozen=True)
class Made:
    """What workers of this computer did."""

    films: int
    seconds: float
    steps: float
    """Rows that a film writes when a step of it is done."""
    megabytes: float
    """That a film leaves in the store."""


@dataclass(frozen=True)
class Costs:
    """Seconds of one statement in PostgreSQL, with its commit."""

    claim: float
    write: float
    """Of a step, of progress, of a renewed lease."""
    end: float


async def make(server: Cluster, folder: Path, workers: int, films: int, seconds: int) -> Made:
    """Hand in films, each of another user, and let workers make them."""
    url, films_at = server.new_journal(), folder / "store"
    films_at.mkdir(parents=True)
    shared = state.Cluster(url, films_at.as_uri(), SECRET)
    async with shared.open(folder / "server", PACE.lease) as studio:
        jobs = [
            NewJob(
                f"film-{n}",
                FILM,
                Lane(f"user{n}", 3),
                asdict(Brief(f"{n}", outline(seconds), seconds)),
            )
            for n in range(films)
        ]
        with processes(folder, url, films_at.as_uri(), workers):
            await ready(folder, workers)
            began = time.perf_counter()
            await studio.queue.submit(jobs)
            while await studio.queue.count_unfinished():  # noqa: ASYNC110 no event crosses processes
                await anyio.sleep(0.1)
            took = time.perf_counter() - began
        steps = await studio.store.read(lambda db: db.execute(STEPS).fetchone()[0])
        made = await studio.store.read(lambda db: db.execute(DONE).fetchone()[0])
        stored = sum((await studio.folders.sizes()).values())
    return Made(made, took, steps / films, stored / films / 1e6)


@contextmanager
def processes(folder: Path, url: str, films_at: str, workers: int) -> Generator[None]:
    """Workers, each with a home of its own."""
    environ = {**os.environ, "CALLSHEET_DATABASE_URL": url, "CALLSHEET_ARTIFACTS": films_at}
    environ |= {"CALLSHEET_USERS_KEY": SECRET, "CALLSHEET_FILM_LINES": "360"}
    started = list[subprocess.Popen[bytes]]()
    for n in range(workers):
        own = {**environ, "CALLSHEET_HOME": str(folder / f"worker-{n}")}
        with open(folder / f"log-{n}", "wb") as log:
            command = (*MAIN, "--slots", "1")
            started.append(subprocess.Popen(command, env=own, stderr=log, stdout=log))
    try:
        yield
    finally:
        for one in started:
            one.terminate()
        for one in started:
            one.wait()


async def ready(folder: Path, workers: int) -> None:
    """Wait until all of them take jobs, which they say."""
    logs = [folder / f"log-{n}" for n in range(workers)]
    while not all("takes jobs" in log.read_text() for log in logs):  # noqa: ASYNC110 a file
        await anyio.sleep(0.1)


async def measure(url: str, folder: Path, waiting: int) -> Costs:
    """The medians of a hundred, while so many jobs wait."""
    async with open_postgres_store(url) as store:
        queue = JobQueue(store, store.now, PACE.lease, alone=True, folders=LocalFolders(folder))
        for user in range(USERS):
            count = waiting // USERS
            lane = Lane(f"user{user}", 3)
            await queue.submit([NewJob(f"{user}-{n}", FILM, lane, {}) for n in range(count)])
        claims, writes, ends = list[float](), list[float](), list[float]()
        for n in range(100):
            lease = await timed(claims, queue.claim(1))
            assert lease
            progress, step = Progress("drawing", n), Step("scene", {"scene.mp4": "0" * 64})
            await timed(writes, queue.record_progress(lease, progress))
            await timed(writes, queue.record_step(lease, step))
            await timed(writes, queue.renew_lease(lease))
            await timed(ends, queue.finish(lease, {"seconds": 30}))
    return Costs(median(claims), median(writes), median(ends))


async def timed(took: list[float], call: Awaitable[T]) -> T:
    """What the call returns; `took` gets its seconds."""
    began = time.perf_counter()
    answer = await call
    took.append(time.perf_counter() - began)
    return answer


@dataclass
class Places:
    """What serves so many at once, the first that comes first."""

    count: int
    busy: float = 0.0
    free_at: list[float] = field(init=False)

    def __post_init__(self) -> None:
        self.free_at = [0.0] * self.count
        heapify(self.free_at)

    def serve(self, now: float, seconds: float) -> float:
        """When somebody who comes now is done."""
        done = max(now, self.free_at[0]) + seconds
        heapreplace(self.free_at, done)
        self.busy += seconds
        return done


def calculate(workers: int, film: float, writes: int, costs: Costs, cores: int) -> tuple[str, ...]:
    """An hour with a queue that is never empty: films a minute, of what as many alone would make,
    and how busy PostgreSQL is with claims and ends, and with the rest."""
    chance, lock, rest = random.Random(workers), Places(1), Places(cores)
    line, made = [(chance.uniform(0, film), n, 0) for n in range(workers)], 0
    heapify(line)
    while line[0][0] < HOUR:
        now, worker, at = heappop(line)
        if at == 0:
            done, after = lock.serve(now, costs.claim), 1
        elif at <= writes:
            drawn = film / writes * chance.uniform(0.5, 1.5)
            done, after = rest.serve(now, costs.write) + drawn, at + 1
        else:
            done, after, made = lock.serve(now, costs.end), 0, made + 1
        heappush(line, (done, worker, after))
    ideal = workers * HOUR / (film + costs.claim + costs.end + writes * costs.write)
    shares = (made / ideal, lock.busy / HOUR, rest.busy / HOUR / cores)
    return (f"{made / 60:,.1f}", *(f"{share:.1%}" for share in shares))


def main() -> None:
    """Both tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--films", type=int, default=6)
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--waiting", type=int, default=1000)
    parser.add_argument("--cores", type=int, default=8)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, running(fast=False) as server:
        print(head(("workers", "films", "seconds", "films a minute", "load")))
        alone = None
        for workers in (1, 2):
            at = Path(folder) / f"{workers}"
            one = anyio.run(make, server, at, workers, asked.films, asked.seconds)
            cells = (f"{workers}", f"{one.films}", f"{one.seconds:.1f}")
            load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
            print(row((*cells, f"{60 * one.films / one.seconds:.1f}", load)), flush=True)
            alone = alone or one
        assert alone
        costs = anyio.run(measure, server.new_journal(), Path(folder), asked.waiting)
    film = alone.seconds / alone.films
    writes = round(2 * alone.steps + film / PACE.beat)
    print(
        f"\nmeasured: {film:.1f} s and {alone.megabytes:.1f} MB a film, {writes} writes;", end=" "
    )
    print(", ".join(f"{name} {1000 * cost:.1f} ms" for name, cost in asdict(costs).items()), "\n")
    names = ("films a minute", "of ideal", "claims and ends", "other writes", "MB/s stored")
    print(head(("workers", *names)))
    for workers in CALCULATED:
        cells = calculate(workers, film, writes, costs, asked.cores)
        speed = float(cells[0].replace(",", "")) / 60 * alone.megabytes
        print(row((f"{workers}", *cells, f"{speed:.1f}")))


if __name__ == "__main__":
    main()
