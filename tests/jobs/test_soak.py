"""Several processes on one journal, lost answers, kills: nothing is paid twice, nothing is lost."""

import os
import random
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import anyio
import pytest
from anyio.abc import Process
from mcp import Client
from tests.conftest import JournalAt
from tests.thorough import amount

from callsheet.app import create_server
from callsheet.settings import Settings

from .lossy_provider import LIMITS, WINDOW, Vendor
from .restarting_client import parts

pytestmark = pytest.mark.anyio
WORKER = Path(__file__).parent / "restarting_client.py"
NAMES = ("a", "b", "c")
Halfway: TypeAlias = Callable[[], None]
"""Happens once, after half of the kills."""


@dataclass(frozen=True)
class Soak:
    """How much, and how fast."""

    videos: int
    """For each process."""
    clips: int
    kills: int
    speed: float
    """Seconds of the vendor's and ours in one of the wall's."""
    pause: float
    """Wall seconds between two kills."""


async def soaked(home: Path, soak: Soak, environ: Mapping[str, str], at_half: Halfway) -> None:
    """Run the processes to their ends, and kill them on the way."""
    chance, killed = random.Random(5), 0
    alive = {name: await started(home, soak, name, environ) for name in NAMES}
    try:
        while alive:
            with anyio.move_on_after(soak.pause):
                await alive[min(alive)].wait()
            if killed < soak.kills:
                name = chance.choice(sorted(alive))
                await killed_or_done(alive[name])
                killed += 1
                if killed == soak.kills // 2:
                    await anyio.to_thread.run_sync(at_half)
                alive[name] = await started(home, soak, name, environ)
            ended = {name for name, one in alive.items() if one.returncode is not None}
            assert {alive[name].returncode for name in ended} <= {0}
            alive = {name: one for name, one in alive.items() if name not in ended}
    finally:
        for process in alive.values():
            await killed_or_done(process)


async def killed_or_done(process: Process) -> None:
    """Kill a process that may end by itself meanwhile."""
    with suppress(ProcessLookupError):
        process.kill()
    await process.wait()


async def started(home: Path, soak: Soak, name: str, environ: Mapping[str, str]) -> Process:
    """A process that places its orders; with a home of its own where replicas share a
    database."""
    counts = (str(soak.videos), str(soak.clips), str(soak.speed))
    own = home / name if "CALLSHEET_DATABASE_URL" in environ else home
    command = [sys.executable, str(WORKER), str(own), name, *counts]
    return await anyio.open_process(
        command, env={**os.environ, **environ}, stdout=None, stderr=None
    )


async def settled(
    home: Path, speed: float, environ: Mapping[str, str], journal_at: JournalAt
) -> None:
    """A last server finds what is still looked for."""
    folders = {"CALLSHEET_HOME": str(home), "CALLSHEET_OUTPUT_DIR": str(home)}
    settings = Settings.read({**folders, **environ})
    async with Client(create_server(settings, parts(speed))) as client:
        while set((await states(journal_at, "clip")).values()) - {"succeeded", "rejected"}:
            await client.call_tool("wait_for_jobs", {"until": "all", "seconds": 0.2})


async def states(journal_at: JournalAt, kind: str) -> dict[str, str]:
    """The state of every order by its title; `rejected` only where nothing else came of it."""
    query = "SELECT title, state FROM job WHERE kind = ? ORDER BY state <> 'rejected'"
    with closing(journal_at.open()) as database:
        rows = await database.read(lambda db: [*map(tuple, db.execute(query, (kind,)))])
    kept = [title for title, state in rows if state != "rejected"]
    assert len(kept) == len(set(kept))
    return dict(rows)


SOAK = amount(
    Soak(videos=6, clips=3, kills=4, speed=10.0, pause=2.0),
    Soak(videos=15, clips=5, kills=6, speed=10.0, pause=2.0),
)
JITTER = 0.5
"""Wall seconds by which requests arrive earlier or later on a computer that is busy."""


@pytest.mark.slow
async def test_nothing_is_paid_twice_and_nothing_is_lost(
    tmp_path: Path, journal_at: JournalAt, request: pytest.FixtureRequest
) -> None:
    """Three processes, 40 % of the answers lost, kills: one POST an order, within every window.

    PostgreSQL is killed once, too; then the processes are replicas with homes of their own.
    """
    vendor = Vendor(speed=SOAK.speed, seconds=lambda: 15.0, fault_rate=0.4)
    with anyio.fail_after(900), vendor:
        home, environ = tmp_path / "home", {**vendor.environ, **journal_at.environ}
        home.mkdir()

        def crash() -> None:
            if journal_at.environ:
                request.getfixturevalue("cluster").stop("immediate")
                request.getfixturevalue("cluster").start()

        await soaked(home, SOAK, environ, crash)
        await settled(home, SOAK.speed, environ, journal_at)
    ordered = Counter(thing.request.get("task") or thing.request["prompt"] for thing in vendor.made)
    assert set(ordered.values()) == {1}
    assert vendor.refused == 0
    window = WINDOW - JITTER * SOAK.speed
    assert {one for one in LIMITS if vendor.busiest(one, window) > LIMITS[one]} == set()
    videos, clips = await states(journal_at, "video"), await states(journal_at, "clip")
    assert len(videos) == 3 * SOAK.videos and len(clips) == 3 * SOAK.clips
    # A kill may catch an order before it is sent, after a twin's call was told that it runs: its
    # row says that nothing was sent, and nothing was. So may the end of PostgreSQL, one of each
    # process.
    unsent = {title for title, state in (videos | clips).items() if state == "rejected"}
    most = SOAK.kills + (len(NAMES) if journal_at.environ else 0)
    assert len(unsent) <= most and not unsent & set(ordered)
    assert set(clips.values()) <= {"succeeded", "rejected"}
    assert set(videos.values()) <= {"succeeded", "unknown", "rejected"}
    assert {title for title, state in videos.items() if state == "succeeded"} <= set(ordered)
