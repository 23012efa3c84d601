"""How soon a finished video is noticed: 50 Knowlify jobs under 30 requests in 60 seconds.

    python tests/bench/watch.py

Three ways on one turned clock: the schedule that ships, on a real journal; round-robin polling, as
fast as the window allows; and an oracle that asks once, at the very end of each job. Three videos
are made at once, each in 2 to 7 minutes (a study measured 3 min 48 s on average).
"""

import random
import statistics
import tempfile
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import anyio
import httpx2

from callsheet.composition import KINDS
from callsheet.provider_limits import budgets
from callsheet_tools.backends.backend import Backend
from callsheet_tools.backends.http_client import ProviderHttpClient
from callsheet_tools.database.sqlite import SqliteDatabase
from callsheet_tools.jobs.job import Job, JobRequest, StatusUpdate
from callsheet_tools.jobs.journal import Journal
from callsheet_tools.jobs.poll_schedule import PollScheduler

JOBS = 50
AT_ONCE = 3
LATENCY = 0.3
"""Seconds that a request takes."""
WINDOW, MOST = 60.0, 30
STAGES = ("queued", "voiceover", "highlevel", "lowlevel", "scan_assets", "generating_frames")
SEEDS = range(5)


@dataclass
class Line:
    """The provider's line of videos, as a function of time."""

    starts: list[float]
    ends: list[float]
    bends: list[float]
    """How far from even the percentages of a video run; 1 is even."""

    @classmethod
    def of(cls, chance: random.Random) -> "Line":
        """Videos begin first in, first out, as soon as a place is free."""
        places = [0.0] * AT_ONCE
        starts: list[float] = []
        ends: list[float] = []
        for _ in range(JOBS):
            places.sort()
            seconds = min(max(chance.lognormvariate(5.4, 0.25), 120.0), 420.0)
            starts.append(places[0])
            places[0] += seconds
            ends.append(places[0])
        return cls(starts, ends, [chance.uniform(0.6, 1.7) for _ in range(JOBS)])

    def share(self, n: int, now: float) -> float:
        """How far a video is, 0 … 1; below 0 while it is parked."""
        if now < self.starts[n]:
            return -1.0
        even = min((now - self.starts[n]) / (self.ends[n] - self.starts[n]), 1.0)
        return even ** self.bends[n]


@dataclass
class Result:
    """What one way came to."""

    noticed: dict[int, float] = field(default_factory=dict[int, float])
    asked: list[float] = field(default_factory=list[float])

    def ask(self, line: Line, n: int, now: float) -> float:
        """Look at a video; its share."""
        self.asked.append(now)
        share = line.share(n, now)
        if share >= 1:
            self.noticed.setdefault(n, now + LATENCY)
        return share

    def delays(self, line: Line) -> list[float]:
        """Seconds from each end to its notice."""
        return [self.noticed[n] - end for n, end in enumerate(line.ends)]

    def refused(self) -> int:
        """Requests beyond the provider's fixed windows."""
        counts: dict[int, int] = {}
        for at in self.asked:
            counts[int(at // WINDOW)] = counts.get(int(at // WINDOW), 0) + 1
        return sum(max(count - MOST, 0) for count in counts.values())

    def busiest(self) -> int:
        """The most requests in any 60 seconds."""
        return max(sum(0 <= at - start < WINDOW for at in self.asked) for start in self.asked)


class Clock:
    """Stands still until it is turned."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


async def ours(line: Line) -> Result:
    """The schedule that ships."""
    clock, result = Clock(), Result()
    begin = clock.now
    with tempfile.TemporaryDirectory() as folder:
        database = SqliteDatabase(Path(folder) / "journal.sqlite3")
        ids = iter(range(10**9))
        journal = Journal(database, "bench", clock, lambda: f"{next(ids):016d}", KINDS)
        schedule = PollScheduler(database, "bench", clock, KINDS)
        numbers = await _submitted(journal)
        async with httpx2.AsyncClient() as http:
            windows = budgets("knowlify", "hosted", None)
            http_client = ProviderHttpClient("Knowlify", http, {})
            backend = Backend("knowlify", "hosted", "acc", http_client, windows["video"], windows)
            while len(result.noticed) < JOBS:
                claim = await schedule.claim(backend)
                if not claim.jobs:
                    clock.now += min(claim.wait, windows["video"].spacing)
                    continue
                job = claim.jobs[0]
                share = result.ask(line, numbers[job.job_id], clock.now - begin)
                clock.now += LATENCY
                await schedule.record_poll(backend, {job.job_id: _seen(job, share)})
        database.close()
    return result


async def _submitted(journal: Journal) -> dict[str, int]:
    intents = [
        JobRequest("knowlify", "hosted", "acc", "video", f"Film {n}", {"n": n}) for n in range(JOBS)
    ]
    ids = [begun.job.job_id for begun in await journal.create(intents)]
    await journal.send(ids)
    await journal.record(
        {
            one: StatusUpdate("submitted", stage="queued", parked=n >= AT_ONCE, remote_id=f"r{n}")
            for n, one in enumerate(ids)
        }
    )
    return {one: n for n, one in enumerate(ids)}


def _seen(job: Job, share: float) -> StatusUpdate:
    if share < 0:
        return StatusUpdate("submitted", stage="pending", percent=0, parked=True)
    if share >= 1:
        return StatusUpdate("succeeded", stage="complete", percent=100)
    stage = STAGES[int(share * len(STAGES))]
    return StatusUpdate("submitted", stage=stage, percent=int(100 * share))


async def round_robin(line: Line) -> Result:
    """Every unfinished job in turn, as fast as the window allows."""
    return _asking(line, lambda left: left.rotate(-1))


def _asking(line: Line, turn: Callable[[deque[int]], None]) -> Result:
    now, result, left = 0.0, Result(), deque(range(JOBS))
    while left:
        if len(result.asked) >= MOST:
            now = max(now, result.asked[-MOST] + WINDOW * 1.05)
        if result.ask(line, left[0], now) >= 1:
            left.popleft()
        else:
            turn(left)
        now += LATENCY
    return result


async def oracle(line: Line) -> Result:
    """Asks once, at the very end: nobody can do better."""
    result = Result()
    for n, end in enumerate(line.ends):
        result.ask(line, n, end)
    return result


def rows() -> Iterator[str]:
    """The table."""
    yield "| way | mean delay | worst delay | requests | busiest 60 s | 429s |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for way in (ours, round_robin, oracle):
        lines = [Line.of(random.Random(seed)) for seed in SEEDS]
        results = [anyio.run(way, line) for line in lines]
        delays = [
            d for result, line in zip(results, lines, strict=True) for d in result.delays(line)
        ]
        asked = statistics.mean(len(result.asked) for result in results)
        yield (
            f"| {way.__name__.replace('_', '-')} | {statistics.mean(delays):.1f} s "
            f"| {max(delays):.1f} s | {asked:.0f} | {max(r.busiest() for r in results)} "
            f"| {sum(r.refused() for r in results)} |"
        )


if __name__ == "__main__":
    for text in rows():
        print(text)
