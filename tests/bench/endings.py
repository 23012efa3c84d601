"""How soon an end is noticed: 1, 3, 10, 30 jobs of each kind that end at 12, 60 or 200 s.

    python tests/bench/endings.py

The schedule that ships on a real journal and a turned clock, against a provider that counts its own
fixed windows of a minute and answers 429 beyond them. A list tells how all its jobs stand; an end
in it is looked at once more, in full, as the watch does.
"""

import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import anyio
import httpx2

from callsheet.assemble import TRAILS
from callsheet.budgets import LIMITS, budgets
from callsheet_tools.jobs.database import Database
from callsheet_tools.jobs.job import Intent, Job, Kind, Seen
from callsheet_tools.jobs.journal import Journal
from callsheet_tools.jobs.schedule import Schedule
from callsheet_tools.wire import Wire
from callsheet_tools.world import Provider, World

COUNTS, ENDS = (1, 3, 10, 30), (12.0, 60.0, 200.0)
KINDS: tuple[tuple[Provider, Kind], ...] = (
    ("knowlify", "video"),
    ("knowlify", "edit"),
    ("knightvision", "analysis"),
    ("knightvision", "clip"),
    ("knightvision", "character"),
    ("knightvision", "finalize"),
)
LATENCY = 0.3
"""Seconds that a request takes."""
MINUTE = 60.0


class Clock:
    """Stands still until it is turned."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Run:
    """What one case came to."""

    delays: list[float] = field(default_factory=list[float])
    asked: Counter[tuple[str, int]] = field(default_factory=Counter[tuple[str, int]])
    """By window of the provider and its number."""

    def refused(self, provider: Provider) -> int:
        """Requests beyond the provider's windows."""
        most = dict(LIMITS[provider].values())
        return sum(max(count - most[bucket], 0) for (bucket, _), count in self.asked.items())


async def follow(provider: Provider, kind: Kind, count: int, end: float) -> Run:
    """Follow so many jobs of a kind, sent at once, that all end after `end` seconds."""
    clock, run = Clock(), Run()
    begin = clock.now
    with tempfile.TemporaryDirectory() as folder:
        database = Database(Path(folder) / "journal.sqlite3")
        ids = iter(range(10**9))
        journal = Journal(database, "bench", clock, lambda: f"{next(ids):016d}")
        schedule = Schedule(database, "bench", clock, TRAILS)
        await _submitted(journal, provider, kind, count)
        async with httpx2.AsyncClient() as http:
            windows = budgets(provider, "hosted", None)
            wire = Wire(provider, http, {})
            first = next(iter(windows.values()))
            world = World(provider, "hosted", "acc", wire, first, windows)
            while len(run.delays) < count:
                claim = await schedule.claim(world)
                if not claim.jobs:
                    clock.now += max(min(claim.wait, first.spacing), 0.01)
                    continue
                listed = len(claim.jobs) > 1
                what = TRAILS[provider, kind].surveys if listed else kind
                run.asked[windows[what].bucket, int((clock.now - begin) // MINUTE)] += 1
                ended = clock.now - begin >= end
                clock.now += LATENCY
                if listed and ended:
                    await schedule.look_alone([job.job_id for job in claim.jobs])
                    continue
                run.delays += [clock.now - begin - end] if ended else []
                seen = {job.job_id: _seen(job, ended) for job in claim.jobs}
                await schedule.looked(world, seen)
        database.close()
    return run


async def _submitted(journal: Journal, provider: Provider, kind: Kind, count: int) -> None:
    intents = [
        Intent(provider, "hosted", "acc", kind, f"{kind} {n}", {"n": n}) for n in range(count)
    ]
    ids = [begun.job.job_id for begun in await journal.begin(intents)]
    await journal.send(ids)
    parked = provider == "knowlify" and kind == "video"
    await journal.record(
        {
            one: Seen("submitted", "queued", parked=parked and n >= 3, remote_id=f"r{n}")
            for n, one in enumerate(ids)
        }
    )


def _seen(job: Job, ended: bool) -> Seen:
    return Seen("succeeded" if ended else "submitted", "complete" if ended else "working")


def quantile(values: list[float], share: float) -> float:
    """The value that so large a share does not exceed."""
    return sorted(values)[min(round(share * (len(values) - 1)), len(values) - 1)]


def rows() -> Iterator[str]:
    """The table."""
    yield "| jobs | ending at | p50 | p95 | requests | 429s |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for provider, kind in KINDS:
        for count in COUNTS:
            for end in ENDS:
                # Ends fall anywhere between two looks: the same case at ten phases.
                runs = [anyio.run(follow, provider, kind, count, end + n * 0.7) for n in range(10)]
                delays = [delay for run in runs for delay in run.delays]
                asked = sum(sum(run.asked.values()) for run in runs) / len(runs)
                refused = sum(run.refused(provider) for run in runs)
                yield (
                    f"| {count} {kind} | {end:.0f} s | {quantile(delays, 0.5):.1f} s "
                    f"| {quantile(delays, 0.95):.1f} s | {asked:.0f} | {refused} |"
                )


if __name__ == "__main__":
    for text in rows():
        print(text)
