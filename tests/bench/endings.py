"""How soon an end is noticed: 1, 3, 10, 30 jobs of each kind that end at 12, 60 or 200 s.

    python tests/bench/endings.py [--phases 3] [--counts 1,3,10,30]

The watch that ships, on a clock that its own sleeping turns, against a provider that counts fixed
windows of a minute. Each case is repeated with ends at other phases of the looks.
"""

import argparse
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import anyio
import anyio.lowlevel
import httpx2

from callsheet.backends import BackendOptions, default_studio
from callsheet.composition import Dependencies, open_context
from callsheet.provider_limits import budgets
from callsheet.settings import Settings
from callsheet_tools.backends.backend import Provider
from callsheet_tools.jobs.job import JobRequest, Kind, StatusUpdate
from callsheet_tools.jobs.journal import Journal

Document: TypeAlias = dict[str, Any]
ENDS = (12.0, 60.0, 200.0)
KINDS: tuple[tuple[Provider, Kind], ...] = (
    ("knowlify", "video"),
    ("knowlify", "edit"),
    ("knightvision", "analysis"),
    ("knightvision", "clip"),
    ("knightvision", "character"),
    ("knightvision", "finalize"),
)
PARTNER = "/api/v1/partner"
BUCKETS: Mapping[str, str] = {
    "/v1/videos/": "videos",
    "/v1/edits/": "edits",
    f"{PARTNER}/status/": "status",
    f"{PARTNER}/video-status/": "video-status",
    f"{PARTNER}/videos": "videos",
    f"{PARTNER}/characters/": "character",
    f"{PARTNER}/characters": "characters",
}
LATENCY, MINUTE = 0.3, 60.0
MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
"""A folder in memory, where there is one: each look is written down."""
KEYS = {
    "KNOWLIFY_API_KEY": "kn_" + "0123456789abcdef" * 4,
    "KNIGHTVISION_API_KEY": "kv_partner_0123456789abcdef",
}


class Clock:
    """Turned by whoever sleeps."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += max(seconds, 0.001)
        await anyio.lowlevel.checkpoint()


@dataclass
class Provided:
    """Jobs of one kind that all end at once."""

    clock: Clock
    kind: Kind
    count: int
    end: float
    begin: float = 0.0
    asked: Counter[tuple[str, int]] = field(default_factory=Counter[tuple[str, int]])
    """By window and its number."""

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        path = request.url.path
        bucket = next(name for prefix, name in BUCKETS.items() if path.startswith(prefix))
        self.asked[bucket, int((self.clock.now - self.begin) // MINUTE)] += 1
        done = self.clock.now >= self.end
        self.clock.now += LATENCY
        ids = range(1, self.count + 1)
        if path.endswith("/videos"):
            return httpx2.Response(200, json={"videos": [_clip(str(n), done) for n in ids]})
        if path.endswith("/characters"):
            figures = [_figure(self.kind, n, done) for n in ids]
            return httpx2.Response(200, json={"characters": figures})
        one = path.rpartition("/")[2]
        return httpx2.Response(200, json=SHOWN[bucket](self.kind, one, done))


def _clip(job_id: str, done: bool) -> Document:
    clip: Document = {"job_id": job_id, "status": "complete" if done else "processing"}
    return {**clip, "video_url": "https://knightvision.tech/v.mp4"} if done else clip


def _figure(kind: Kind, number: int, done: bool) -> Document:
    running, ended = {"finalize": ("finalizing", "finalized")}.get(kind, ("processing", "ready"))
    return {"id": number, "name": f"Name {number}", "status": ended if done else running}


def _polled(done: bool, **ids: str) -> Document:
    status = "complete" if done else "generating"
    return {**ids, "status": status, "is_complete": done, "is_failed": False}


def _report(job_id: str, done: bool) -> Document:
    report = {"job_id": job_id, "status": "complete" if done else "analyzing"}
    return {**report, "result": {"summary": "S"}} if done else report


SHOWN: Mapping[str, Callable[[Kind, str, bool], Document]] = {
    "videos": lambda _, one, done: _polled(done, uuid=one),
    "edits": lambda _, one, done: _polled(done, edit_id=one),
    "status": lambda _, one, done: _report(one, done),
    "video-status": lambda _, one, done: _clip(one, done),
    "character": lambda kind, one, done: {"character": _figure(kind, int(one), done)},
}


async def follow(
    provider: Provider, kind: Kind, count: int, end: float
) -> tuple[list[float], Provided]:
    """Seconds from the end to its notice, of each job; all are sent at once."""
    clock = Clock()
    provided = Provided(clock, kind, count, clock.now + end, clock.now)
    parts = Dependencies(
        BackendOptions(default_studio, httpx2.MockTransport(provided)), clock, clock.sleep
    )
    with tempfile.TemporaryDirectory(dir=MEMORY) as home:
        settings = Settings.read({**KEYS, "CALLSHEET_HOME": home, "CALLSHEET_OUTPUT_DIR": home})
        async with open_context(settings, parts, anyio.Event()) as context:
            factory = context.backends.factory(provider, "hosted")
            await _submitted(context.journal, factory.account, provider, kind, count)
            context.watch.follow_account(await context.backends.open(factory))
            while await context.journal.unfinished_ids():  # noqa: ASYNC110 - the watch turns the clock
                await anyio.sleep(0.005)
            jobs = await context.journal.recent(count)
    return [(job.done_at or 0.0) - provided.end for job in jobs], provided


async def _submitted(
    journal: Journal, account: str, provider: Provider, kind: Kind, count: int
) -> None:
    intents = [
        JobRequest(provider, "hosted", account, kind, f"{kind} {n}", {"n": n}) for n in range(count)
    ]
    ids = [begun.job.job_id for begun in await journal.create(intents)]
    await journal.send(ids)
    taken = (StatusUpdate("submitted", "queued", remote_id=str(n + 1)) for n in range(count))
    await journal.record(dict(zip(ids, taken, strict=True)))


def quantile(values: list[float], share: float) -> float:
    """The value that so large a share does not exceed."""
    return sorted(values)[min(round(share * (len(values) - 1)), len(values) - 1)]


def rows(counts: list[int], phases: int) -> Iterator[str]:
    """The table."""
    yield "| jobs | ending at | p50 | p95 | requests | 429s |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for provider, kind in KINDS:
        windows = budgets(provider, "hosted", None).values()
        most = {window.bucket: window.most for window in windows}
        for count in counts:
            for end in ENDS:
                runs = [
                    anyio.run(follow, provider, kind, count, end + 7.0 * n / phases)
                    for n in range(phases)
                ]
                delays = [delay for each, _ in runs for delay in each]
                asked = sum(sum(provided.asked.values()) for _, provided in runs) / phases
                over = [
                    max(number - most[bucket], 0)
                    for _, provided in runs
                    for (bucket, _), number in provided.asked.items()
                ]
                yield (
                    f"| {count} {kind} | {end:.0f} s | {quantile(delays, 0.5):.1f} s "
                    f"| {quantile(delays, 0.95):.1f} s | {asked:.0f} | {sum(over)} |"
                )


if __name__ == "__main__":
    options = argparse.ArgumentParser()
    options.add_argument("--phases", type=int, default=3)
    options.add_argument("--counts", default="1,3,10,30")
    chosen = options.parse_args()
    for text in rows([int(count) for count in chosen.counts.split(",")], chosen.phases):
        print(text, flush=True)
