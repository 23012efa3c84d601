"""How long the journal takes with many jobs in it, in a file and in PostgreSQL.

    python tests/bench/journal_load.py [--jobs 100000] [--calls 200] [--databases sqlite,postgres]

Prints the median and the 99th percentile of each call in ms, alone and while a second process'
connection writes all the time. The PostgreSQL is one of its own, with fsync as it is by default.
"""

import argparse
import itertools
import json
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Collection, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import quantiles
from typing import Any

import anyio

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.postgres_cluster import running

from callsheet.composition import KINDS
from callsheet_tools.database.database import Connection, Database, marks
from callsheet_tools.database.postgres import PostgresDatabase
from callsheet_tools.database.sqlite import SqliteDatabase
from callsheet_tools.errors import JournalUnusable
from callsheet_tools.jobs.job import JobRequest, StatusUpdate
from callsheet_tools.jobs.journal import Journal

USERS = 20
STATES = ("succeeded",) * 97 + ("failed", "failed", "submitted")
COLUMNS = (
    *("job_id", "call_id", "provider", "place", "account", "kind", "title", "request"),
    *("request_hash", "state", "sender", "sender_lease", "remote_id", "created_at", "updated_at"),
    *("done_at", "shown_at", "subject", "seq", "sent_at", "remote"),
)
AT_ONCE = 500


def row(number: int, now: float) -> tuple[Any, ...]:
    """A job like those of a team that has worked for a long time."""
    state = STATES[number % len(STATES)]
    at = now - 90 * 86_400 + number * 0.05
    ended = None if state == "submitted" else at + 60
    remote = json.dumps({"uuid": f"r{number}", "result": {"notes": ["x" * 300]}})
    whose = f"token user{number % USERS}"
    return (
        *(
            f"job_{number}",
            f"call_{number // 5}",
            "knowlify",
            ("hosted", "local")[number % 2],
            "acc",
            "video",
        ),
        *(f"Film {number}", json.dumps({"video": {"task": f"Film {number}"}}), f"h{number}"),
        *(state, "old", 0.0, f"r{number}", at, at, ended, ended, whose, number, at, remote),
    )


async def fill(database: Database, jobs: int, now: float) -> None:
    """Insert the jobs, with one event each."""
    line = f"({marks(COLUMNS)})"

    def insert(db: Connection, numbers: range) -> None:
        values = [value for number in numbers for value in row(number, now)]
        rows = ", ".join([line] * len(numbers))
        db.execute(f"INSERT INTO job ({', '.join(COLUMNS)}) VALUES {rows}", values)
        for number in numbers:
            query = "INSERT INTO event (job_id, state, at) VALUES (?, 'succeeded', ?)"
            db.execute(query, (f"job_{number}", now))

    for start in range(0, jobs, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, jobs))
        await database.write(lambda db, numbers=numbers: insert(db, numbers))
    if isinstance(database, PostgresDatabase):  # as it does by itself, some time later
        await database.write(lambda db: db.execute("ANALYZE"))


async def measure(calls: int, call: Callable[[], Awaitable[Any]]) -> str:
    """The median and the 99th percentile of a call, in ms."""
    took: list[float] = []
    for _ in range(calls):
        began = time.perf_counter()
        await call()
        took.append((time.perf_counter() - began) * 1_000)
    cuts = quantiles(took, n=100)
    return f"{cuts[49]:8.2f} {cuts[98]:8.2f}"


@dataclass
class Load:
    """Two processes on one journal that is full of jobs."""

    database: Database
    other: Database
    now: float = field(default_factory=time.time)
    numbers: Iterator[int] = field(default_factory=itertools.count)
    kept_out: int = 0
    """Writes of the other process that waited for ten seconds and gave up."""

    def journal(self, database: Database, name: str) -> Journal:
        """The journal as a process with this name has it."""
        return Journal(database, name, time.time, lambda: f"{name}{next(self.numbers)}", KINDS)

    def intent(self) -> JobRequest:
        """A request that nobody made before."""
        title = f"New {next(self.numbers)}"
        return JobRequest("knowlify", "hosted", "acc", "video", title, {"video": {"task": title}})

    def calls(self) -> dict[str, Callable[[], Awaitable[Any]]]:
        """What one user's calls ask of it, and what a poll does."""
        whole = self.journal(self.database, "bench")
        journal = whole.of("token user2")

        def record() -> Awaitable[None]:
            seen = StatusUpdate("submitted", stage="drawing", percent=next(self.numbers) % 100)
            return whole.record({"job_99": seen})

        return {
            "list (2,000 newest, in short)": lambda: journal.recent(2_000, short=True),
            "find one": lambda: journal.find("job_102"),
            "what was bought after it": lambda: journal.continued_ids(["job_102"]),
            "wait (a change)": lambda: journal.changed_jobs(10**9),
            "unfinished, of all users": whole.unfinished,
            "wait (what is unfinished)": lambda: journal.awaited_ids(self.now - 600),
            "wait (one look)": whole.newest,
            "create (limit, twin, intent)": lambda: journal.create([self.intent()], a_day=10**6),
            "record a poll": record,
        }

    async def write_on(self) -> None:
        """Create jobs without end, in the other process."""
        busy = self.journal(self.other, "busy")
        while True:
            try:
                await busy.create([self.intent()])
            except JournalUnusable:  # SQLite's lock goes to whoever asks first, not longest
                self.kept_out += 1


async def run(name: str, open_one: Callable[[], Database], jobs: int, calls: int) -> None:
    """Fill a journal and print the times of one user's calls."""
    with closing(open_one()) as database, closing(open_one()) as other:
        load, began = Load(database, other), time.perf_counter()
        await fill(database, jobs, load.now)
        print(f"{name}: {jobs:,} jobs, filled in {time.perf_counter() - began:.0f} s")
        for said in ("alone", "while another writes"):
            async with anyio.create_task_group() as tasks:
                if said != "alone":
                    tasks.start_soon(load.write_on)
                for what, call in load.calls().items():
                    print(f"  {what:30} {said:22} {await measure(calls, call)}")
                tasks.cancel_scope.cancel()
        print(f"  the other process gave up {load.kept_out} times")


async def main(jobs: int, calls: int, databases: Collection[str]) -> None:
    """Both databases, one after the other."""
    with tempfile.TemporaryDirectory() as folder:
        if "sqlite" in databases:
            path = Path(folder) / "sqlite" / "journal.sqlite3"
            await run("SQLite", lambda: SqliteDatabase(path), jobs, calls)
        if "postgres" in databases:
            with running(fast=False) as cluster:
                address = cluster.new_journal()
                open_one = partial(PostgresDatabase, address, Path(folder))
                await run("PostgreSQL", open_one, jobs, calls)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--jobs", type=int, default=100_000)
    parser.add_argument("--calls", type=int, default=200)
    parser.add_argument("--databases", default="sqlite,postgres")
    asked = parser.parse_args()
    anyio.run(main, asked.jobs, asked.calls, asked.databases.split(","))
