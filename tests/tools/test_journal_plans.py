"""What SQLite reads for a call: the rows that are asked for, not all jobs of the user or of all."""

import re
import sqlite3
from collections.abc import Awaitable, Callable, Generator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from callsheet.composition import KINDS
from callsheet_tools.database.continuity import NEEDED
from callsheet_tools.database.database import Connection
from callsheet_tools.database.sqlite import MIGRATIONS, SqliteDatabase
from callsheet_tools.jobs.job import JobRequest
from callsheet_tools.jobs.journal import Journal

pytestmark = pytest.mark.anyio
REQUEST = JobRequest("knowlify", "hosted", "acc", "video", "Bees", {"video": {"task": "Bees"}})
WHOLE = re.compile(r"SCAN job$|SCAN seen$|SCAN made$|INDEX job_by_user \(|\(subject=\?\)$")
"""Plans that read every job, or every job of a user."""
Call = Callable[[Journal], Awaitable[Any]]


@dataclass
class Watched(SqliteDatabase):
    """Remembers how it answered each question."""

    path: Path

    def __post_init__(self) -> None:
        super().__init__(self.path)
        self.plans: list[str] = []

    def _read(self, work: Callable[[Connection], Any]) -> Any:
        return super()._read(lambda db: work(_Planned(db, self.plans)))

    def _write(self, work: Callable[[Connection], Any], *, whole: bool) -> Any:
        return super()._write(lambda db: work(_Planned(db, self.plans)), whole=whole)


@dataclass
class _Planned:
    db: Connection
    plans: list[str]

    def execute(self, sql: str, parameters: Any = (), /) -> Any:
        rows = self.db.execute(f"EXPLAIN QUERY PLAN {sql}", parameters)
        self.plans += [row["detail"] for row in rows]
        return self.db.execute(sql, parameters)


@pytest.fixture
def database(tmp_path: Path) -> Generator[Watched]:
    with closing(Watched(tmp_path / "journal.sqlite3")) as database:
        yield database


CALLS: dict[str, Call] = {
    "find": lambda journal: journal.find("job_1"),
    "find several": lambda journal: journal.find_each(["job_1", "job_1"]),
    "by a call": lambda journal: journal.find_job_or_call("call_0"),
    "by the provider's id": lambda journal: journal.find_by_remote_id("knowlify", "video", "r"),
    "what changed": lambda journal: journal.changed_jobs(7),
    "what was bought after it": lambda journal: journal.continued_ids(["job_1", "job_1"]),
    "unfinished of all": lambda journal: journal.of(None).unfinished(),
    "what is awaited": lambda journal: journal.awaited_ids(1.0),
    "spending": lambda journal: journal.usage([1.0, 2.0]),
    "report": lambda journal: journal.report(["job_1"]),
    "create": lambda journal: journal.create([REQUEST], a_day=10),
}


@pytest.mark.parametrize("subject", ["token alice", ""], ids=["a user", "the owner"])
@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
async def test_a_call_does_not_read_every_job(database: Watched, subject: str, call: Call) -> None:
    numbers = iter(range(10))
    everybody = Journal(database, "a", lambda: 100.0, lambda: f"{next(numbers)}", KINDS)
    journal = everybody.of(subject)
    await journal.create([REQUEST])
    database.plans.clear()
    await call(journal)
    assert database.plans and not [plan for plan in database.plans if WHOLE.search(plan)]


async def test_a_preview_is_looked_for_among_films_that_were_made_here(database: Watched) -> None:
    journal = Journal(database, "a", lambda: 100.0, lambda: "0", KINDS, "token alice")
    await journal.create([REQUEST])
    assert [plan for plan in database.plans if "job_made_here (subject=? AND provider=?)" in plan]


def test_what_a_purchase_depends_on_is_read_in_the_order_of_an_index() -> None:
    """Sorting would read the whole file before every purchase."""
    with closing(sqlite3.connect(":memory:")) as db:
        for script in MIGRATIONS:
            db.executescript(script)
        plans = [row[3] for query in NEEDED for row in db.execute(f"EXPLAIN QUERY PLAN {query}")]
    assert len(plans) == len(NEEDED) and not [one for one in plans if "TEMP B-TREE" in one]


async def test_jobs_read_in_short_are_filled_in(database: Watched) -> None:
    numbers = iter(range(10))
    everybody = Journal(database, "a", lambda: 100.0, lambda: f"{next(numbers)}", KINDS)
    alice = everybody.of("token alice")
    await alice.create([REQUEST])
    await database.write(
        lambda db: db.execute(
            """UPDATE job SET remote = '{"uuid": "r"}', result = '{"file": "a"}'"""
        )
    )
    (short,) = await alice.recent(5, short=True)
    assert (short.title, short.request, short.remote, short.result) == (
        *("Bees", {"video": {"task": "Bees"}}),
        *({}, {}),
    )
    database.plans.clear()
    (whole,) = (await alice.whole([short])).values()
    assert not [plan for plan in database.plans if WHOLE.search(plan)]
    assert [whole] == await alice.recent(5)
    assert (await everybody.of("token bob").whole([short])) == {short.job_id: short}
