"""Several studio processes on one home, over real HTTP, killed at any moment."""

import os
import random
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import anyio
import anyio.to_thread
import httpx2
import pytest
from tests.thorough import amount

from callsheet_studio.auth.home_keys import HomeKeys
from callsheet_studio.studio import Studio

QUICK = Path(__file__).parent / "fake_makers.py"
pytestmark = [
    pytest.mark.anyio,
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="kill -9 is POSIX"),
]
SERVER = """
import sys, anyio
from pathlib import Path
from callsheet_studio.jobs.worker_pool import PollIntervals
from callsheet_studio.http_server import serve
from callsheet_studio.studio import Studio

home, maker = sys.argv[1:]
pace = PollIntervals(lease=3.0, beat=0.2, look=0.05)
studio = Studio(Path(home), maker=maker, slots=4, limited=False, pace=pace)
anyio.run(serve, studio, 0, lambda url, keys: print(url, flush=True))
"""
CREDITS = 100_000
KILLS, COUNTS = amount((3, (9, 14, 2, 6, 8)), (12, (30, 43, 5, 20, 27)))
"""Films, clips, clips and analyses that fail, characters and analyses."""
ALL = sum(COUNTS) + COUNTS[2] + COUNTS[3]
"""Each character is posed, too."""
CLIP = {"prompt": "A person walking through a futuristic city"}


@dataclass
class Fleet:
    """Server processes on one home."""

    home: Path
    keys: HomeKeys
    servers: dict[str, subprocess.Popen[str]] = field(default_factory=dict[str, Any])
    """By base URL."""

    async def launch(self) -> None:
        """One more server."""
        await anyio.to_thread.run_sync(self._launch)

    async def replace(self, url: str) -> None:
        """Kill a server at once, and launch another."""
        server = self.servers.pop(url)
        server.kill()
        await anyio.to_thread.run_sync(server.communicate)
        await self.launch()

    async def post(self, url: str, path: str, body: Any) -> httpx2.Response | None:
        """The answer; None when it was lost with its server."""
        headers = {
            "Authorization": f"Bearer {self.keys.knightvision}",
            "X-API-Key": self.keys.knowlify,
        }
        async with httpx2.AsyncClient(base_url=url, headers=headers, timeout=60) as http:
            try:
                return await http.post(path, json=body)
            except httpx2.TransportError:
                return None

    def rows(self, query: str) -> list[Any]:
        """What the database says."""
        with closing(sqlite3.connect(self.home / "studio.sqlite3")) as db:
            return db.execute(query).fetchall()

    def _launch(self) -> None:
        command = [sys.executable, "-c", SERVER, self.home, QUICK]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert server.stdout is not None, "opened with a pipe"
        self.servers[server.stdout.readline().strip()] = server


@asynccontextmanager
async def fleet(home: Path, credits: int) -> AsyncGenerator[Fleet]:
    """Three servers, and an account with so many credits."""
    async with Studio(home).open(works=False) as studio:
        keys = await studio.members.add("partner", credits=credits)
    ships = Fleet(home, keys)
    try:
        for _ in range(3):
            await ships.launch()
        yield ships
    finally:
        for server in ships.servers.values():
            server.kill()
            server.communicate()


async def test_of_60_submits_to_three_servers_exactly_the_20_that_can_be_paid_are_accepted(
    tmp_path: Path,
) -> None:
    codes = Counter[int]()

    async def submit(ships: Fleet, url: str) -> None:
        answer = await ships.post(url, "/api/v1/partner/generate-video", CLIP)
        assert answer is not None
        codes[answer.status_code] += 1

    async with fleet(tmp_path, 20 * 22 + 21) as ships:
        with anyio.fail_after(60):
            async with anyio.create_task_group() as tasks:
                for _ in range(20):
                    for url in ships.servers:
                        tasks.start_soon(submit, ships, url)
        assert codes == {202: 20, 402: 40}
        assert ships.rows("SELECT credits FROM account WHERE name = 'partner'") == [(21,)]


async def test_jobs_of_all_kinds_survive_kills(tmp_path: Path) -> None:
    """Servers die while they take orders and while they work. The referees are the makers' log and
    the answers: every accepted job ended, was charged once and, if it failed, refunded."""
    rng, log = random.Random(11), tmp_path / "log"
    async with fleet(tmp_path / "home", CREDITS) as ships:
        orders = _orders(ships.home, log)
        rng.shuffle(orders)
        accepted = 0
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(_kill, ships, log, rng)
            accepted += await _submit(ships, orders, rng)
            await _ended(ships, "knightvision.character")
            numbers = ships.rows("SELECT seq FROM job WHERE kind = 'knightvision.character'")
            pose = {"character_prompt": f"log {log}"}
            poses = [(_kv(f"characters/{n}/finalize"), pose) for (n,) in numbers]
            accepted += await _submit(ships, poses, rng)
        await _ended(ships, "")
        _check(ships, accepted, log)
    workers = {pid for *_, pid in map(str.split, log.read_text().splitlines())}
    await _until(lambda: not any(map(_is_worker, workers)), 30)


def _kv(path: str) -> str:
    return f"/api/v1/partner/{path}"


def _orders(home: Path, log: Path) -> list[tuple[str, Any]]:
    """Of all kinds but poses, every tenth of them bound to fail."""
    ads = home / "ads"
    ads.mkdir()
    (ads / "1.mp4").write_text(f"log {log}")
    (ads / "2.mp4").write_text("refuse It is no ad.")
    script = f"log {log}"
    films, clips, refused, characters, analyses = COUNTS
    return [
        *[("/v1/videos", {"videos": [{"task": script}]})] * films,
        *[(_kv("generate-video"), {"prompt": script})] * clips,
        *[(_kv("generate-video"), {"prompt": "refuse No."})] * refused,
        *[(_kv("characters"), {"name": "Ada", "prompt": script})] * characters,
        *[(_kv("analyze"), {"url": "1"})] * analyses,
        *[(_kv("analyze"), {"url": "2"})] * refused,
    ]


async def _submit(ships: Fleet, orders: Sequence[tuple[str, Any]], rng: random.Random) -> int:
    """Send each order to some server; how many are known to be accepted."""
    answered = 0
    for path, body in orders:
        answer = await ships.post(rng.choice(list(ships.servers)), path, body)
        if answer is not None:
            assert answer.status_code in (200, 202), answer.text
            answered += 1
    return answered


async def _kill(ships: Fleet, log: Path, rng: random.Random) -> None:
    """Each time after some more steps of work."""
    for kill in range(1, KILLS + 1):
        goal = kill * rng.randrange(12, 18)
        await _until(lambda goal=goal: _lines(log) >= goal)
        await ships.replace(rng.choice(list(ships.servers)))


async def _ended(ships: Fleet, kind: str) -> None:
    query = (
        f"SELECT count(*) FROM job WHERE state IN ('waiting', 'running') AND kind LIKE '{kind}%'"
    )
    await _until(lambda: ships.rows(query) == [(0,)])


async def _until(reached: Callable[[], bool], longest: float = 900) -> None:
    """Wait for what other processes do. Looking without a pause would take a core from them."""
    with anyio.fail_after(longest):
        while not await anyio.to_thread.run_sync(reached):  # noqa: ASYNC110 no event crosses processes
            await anyio.sleep(0.02)


def _check(ships: Fleet, accepted: int, log: Path) -> None:
    assert ships.rows("PRAGMA integrity_check") == [("ok",)]
    (jobs,) = ships.rows("SELECT count(*) FROM job")[0]
    assert ALL >= jobs >= accepted >= ALL - KILLS, "at most one answer was lost with each server"
    failed = ships.rows("SELECT DISTINCT error FROM job WHERE state = 'failed' ORDER BY error")
    assert failed == [("It is no ad.",), ("No.",)]
    (spent,) = ships.rows("SELECT sum(price) FROM job WHERE state = 'done'")[0]
    (left,) = ships.rows("SELECT credits FROM account WHERE name = 'partner'")[0]
    assert left == CREDITS - spent
    lines = [line.split() for line in log.read_text().splitlines()]
    ran = Counter((job, step) for job, step, _ in lines)
    assert len({job for job, _ in ran}) == len(
        ships.rows("SELECT id FROM job WHERE state = 'done'")
    )
    assert ran.total() <= len(ran) + KILLS * 4, "at most the slots' steps again for each kill"


def _lines(log: Path) -> int:
    return len(log.read_text().splitlines()) if log.exists() else 0


def _is_worker(pid: str) -> bool:
    found = subprocess.run(["ps", "-o", "args=", "-p", pid], capture_output=True, check=False)
    return b"callsheet_studio.worker" in found.stdout
