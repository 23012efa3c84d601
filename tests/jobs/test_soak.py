"""Several processes on one journal, lost answers, kills: nothing is paid twice, nothing is lost."""

import os
import random
import sqlite3
import sys
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import anyio
import pytest
from anyio.abc import Process
from mcp import Client

from callsheet.app import create_server
from callsheet.settings import Settings

from .lossy_provider import LIMITS, Vendor
from .restarting_client import parts

pytestmark = pytest.mark.anyio
WORKER = Path(__file__).parent / "restarting_client.py"
NAMES = ("a", "b", "c")


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


async def soaked(home: Path, vendor: Vendor, soak: Soak) -> None:
    """Run the processes to their ends, and kill them on the way."""
    chance, killed = random.Random(5), 0
    alive = {name: await started(home, vendor, soak, name) for name in NAMES}
    try:
        while alive:
            with anyio.move_on_after(soak.pause):
                await alive[min(alive)].wait()
            if killed < soak.kills:
                name = chance.choice(sorted(alive))
                alive[name].kill()
                await alive[name].wait()
                killed += 1
                alive[name] = await started(home, vendor, soak, name)
            alive = {name: one for name, one in alive.items() if one.returncode is None}
    finally:
        for process in alive.values():
            process.kill()
            await process.wait()


async def started(home: Path, vendor: Vendor, soak: Soak, name: str) -> Process:
    """A process that places its orders."""
    counts = (str(soak.videos), str(soak.clips), str(soak.speed))
    command = [sys.executable, str(WORKER), str(home), name, *counts]
    environ = {**os.environ, **vendor.environ}
    return await anyio.open_process(command, env=environ, stdout=None, stderr=None)


async def settled(home: Path, vendor: Vendor, speed: float) -> None:
    """A last server finds what is still looked for."""
    folders = {"CALLSHEET_HOME": str(home), "CALLSHEET_OUTPUT_DIR": str(home)}
    settings = Settings.read({**folders, **vendor.environ})
    async with Client(create_server(settings, parts(speed))) as client:
        while set(states(home, "clip").values()) - {"succeeded", "rejected"}:
            await client.call_tool("wait_for_jobs", {"until": "all", "seconds": 0.2})


def states(home: Path, kind: str) -> dict[str, str]:
    """The state of every order by its title; `rejected` only where nothing else came of it."""
    query = "SELECT title, state FROM job WHERE kind = ? ORDER BY state <> 'rejected'"
    with closing(sqlite3.connect(home / "journal.sqlite3")) as journal:
        rows = journal.execute(query, (kind,)).fetchall()
    kept = [title for title, state in rows if state != "rejected"]
    assert len(kept) == len(set(kept))
    return dict(rows)


SOAK = Soak(videos=30, clips=10, kills=8, speed=10.0, pause=3.0)


@pytest.mark.slow
async def test_nothing_is_paid_twice_and_nothing_is_lost(tmp_path: Path) -> None:
    """Three processes, 40 % of the answers lost, kills: one POST an order, within every window."""
    vendor = Vendor(speed=SOAK.speed, seconds=lambda: 15.0, fault_rate=0.4)
    with anyio.fail_after(900), vendor:
        await soaked(tmp_path, vendor, SOAK)
        await settled(tmp_path, vendor, SOAK.speed)
    ordered = Counter(thing.request.get("task") or thing.request["prompt"] for thing in vendor.made)
    assert set(ordered.values()) == {1}
    assert vendor.refused == 0
    assert {bucket for bucket in LIMITS if vendor.busiest(bucket) > LIMITS[bucket]} == set()
    videos, clips = states(tmp_path, "video"), states(tmp_path, "clip")
    assert len(videos) == 3 * SOAK.videos and len(clips) == 3 * SOAK.clips
    # A kill may catch an order before it is sent, after a twin's call was told that it runs: its
    # row says that nothing was sent, and nothing was.
    unsent = {title for title, state in (videos | clips).items() if state == "rejected"}
    assert len(unsent) <= SOAK.kills and not unsent & set(ordered)
    assert set(clips.values()) <= {"succeeded", "rejected"}
    assert set(videos.values()) <= {"succeeded", "unknown", "rejected"}
    assert {title for title, state in videos.items() if state == "succeeded"} <= set(ordered)
