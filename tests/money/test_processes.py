"""Several processes buy at once: the day's limit holds, and the ledger equals the books."""

import json
import os
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, TypeAlias

import anyio
import pytest
from anyio.abc import Process
from tests.conftest import JournalAt

from callsheet_tools.jobs.queries import SEND_LEASE

from .accounting_provider import KEYS, Books, Shop

pytestmark = [pytest.mark.anyio, pytest.mark.slow]
SHOPPER = Path(__file__).parent / "paying_client.py"
STRIKES = (4, 9)
"""After which orders the process whose order it was is killed."""
Calls: TypeAlias = Sequence[tuple[str, dict[str, Any]]]


class Mall:
    """Processes of one journal, and the services they buy from.

    In a file it is that of one home; in PostgreSQL each process has a home of its own.
    """

    def __init__(
        self, home: Path, address: str, limits: dict[str, str], journal_at: JournalAt
    ) -> None:
        self.home = home / "home"
        self._journal_at = journal_at
        bases = {"KNOWLIFY_API_BASE": address, "KNIGHTVISION_BASE_URL": address}
        self._environ = {**os.environ, **KEYS, **bases, **limits, **journal_at.environ}
        self.processes: dict[int, Process] = {}

    async def shop(
        self, who: int, calls: Calls, speed: float = 1, later: float = 0, at_once: int = 100
    ) -> int:
        """How many calls were refused in a process that makes these; -1 if it was killed."""
        home = self.home / str(who) if self._journal_at.environ else self.home
        options = [str(home), str(speed), str(later), str(at_once)]
        command = [sys.executable, str(SHOPPER), *options]
        process = await anyio.open_process(command, env=self._environ, stderr=None)
        self.processes[who] = process
        async with process:
            assert process.stdin and process.stdout
            await process.stdin.send(json.dumps(calls).encode())
            await process.stdin.aclose()
            output = b"".join([piece async for piece in process.stdout])
            await process.wait()
        return int(output) if process.returncode == 0 else -1

    async def ledger(self) -> dict[str, int]:
        """Videos and credits that are gone, as the journal has it."""
        query = """SELECT
            count(*) FILTER (WHERE provider = 'knowlify' AND state <> 'rejected') AS videos,
            coalesce(sum(credits_used), 0) AS credits
            FROM job"""
        with closing(self._journal_at.open()) as database:
            row = await database.read(lambda db: db.execute(query).fetchone())
        return {"videos": row["videos"], "credits": row["credits"]}


def videos(names: Sequence[str]) -> Calls:
    return [
        ("knowlify_create_videos", {"videos": [{"task": name}], "max_videos": 1}) for name in names
    ]


def characters(names: Sequence[str]) -> Calls:
    return [
        ("knightvision_create_character", {"name": name, "prompt": name, "max_credits": 22})
        for name in names
    ]


async def test_a_hundred_calls_from_three_processes_make_as_many_posts_as_a_day_may_take(
    tmp_path: Path, journal_at: JournalAt
) -> None:
    """The limit is for 20, and reserved in the intent's transaction: exactly 20 arrive."""
    books, refused = Books(), list[int]()
    with anyio.fail_after(900), Shop(books) as address:
        mall = Mall(tmp_path, address, {"CALLSHEET_MAX_VIDEOS_PER_DAY": "20"}, journal_at)

        async def shop(first: int) -> None:
            refused.append(
                await mall.shop(first, videos([f"Film {n}" for n in range(first, 100, 3)]))
            )

        async with anyio.create_task_group() as tasks:
            for first in range(3):
                tasks.start_soon(shop, first)
    assert len(books.posts) == len(books.videos) == 20
    assert sum(refused) == 80
    assert (await mall.ledger())["videos"] == 20


async def test_the_ledger_equals_the_books_with_refunds_rejections_and_kills_between(
    tmp_path: Path, journal_at: JournalAt
) -> None:
    """What failed or was refused is free again; two of three processes are killed on the way."""
    fates = ["done", "fails", "rejected", "done", "fails", "done", "rejected", "fails"]
    of_each = {"characters": fates * 2, "videos": fates * 2}
    books, ends = Books(fates_of=of_each), list[int]()
    with anyio.fail_after(900), Shop(books) as address:
        limits = {"CALLSHEET_MAX_VIDEOS_PER_DAY": "8", "CALLSHEET_MAX_CREDITS_PER_DAY": "110"}
        mall = Mall(tmp_path, address, limits, journal_at)

        struck: list[int] = []

        def strike(number: int) -> None:
            body = books.orders[number - 1].body
            who = int(str(body.get("name") or body["task"]).split()[1]) % 3
            if len(struck) < len(STRIKES) and number >= STRIKES[len(struck)] and who not in struck:
                struck.append(who)
                mall.processes[who].kill()

        books.on_order = strike

        async def shop(first: int) -> None:
            names = [f"Bea {n}" for n in range(first, 24, 3)]
            both = zip(characters(names), videos(names), strict=True)
            calls = [call for pair in both for call in pair]
            ends.append(await mall.shop(first, calls, speed=10, at_once=1))

        async with anyio.create_task_group() as tasks:
            for first in range(3):
                tasks.start_soon(shop, first)
        books.on_order = lambda _: None
        wait = ("wait_for_jobs", {"until": "all", "seconds": 60})
        assert await mall.shop(3, [wait], speed=10, later=SEND_LEASE) == 0
    assert ends.count(-1) == 2
    assert await mall.ledger() == {"videos": len(books.videos), "credits": books.taken}
    assert len(books.videos) <= 8 and books.taken <= 110
    assert any(order.paid_back for order in books.orders)
