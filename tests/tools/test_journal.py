"""The journal: intent first, one sender, nothing forgotten, nothing overwritten."""

import itertools
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import cast

import anyio
import httpx2
import pytest
from tests.conftest import JournalAt

from callsheet.composition import KINDS
from callsheet_tools.backends.backend import Backend
from callsheet_tools.backends.http_client import ProviderHttpClient
from callsheet_tools.backends.rate_budget import RateBudget
from callsheet_tools.database.database import Connection, Database
from callsheet_tools.database.sqlite import MIGRATIONS, SqliteDatabase
from callsheet_tools.errors import JournalUnusable, UnknownJob
from callsheet_tools.jobs import deletion
from callsheet_tools.jobs.job import Job, JobRequest, ListedJob, Snapshot, State, StatusUpdate
from callsheet_tools.jobs.journal import Journal
from callsheet_tools.jobs.poll_schedule import PollScheduler
from callsheet_tools.jobs.queries import RECENT, SEND_LEASE
from callsheet_tools.toolkit.job_listing import Search, find_entries

pytestmark = pytest.mark.anyio

BEES = JobRequest("knowlify", "hosted", "acc", "video", "Bees", {"video": {"task": "Bees"}})
BUDGET = RateBudget("videos", most=30, seconds=63.0, reserve=6, spacing=5.0)


class Clock:
    """Stands still until a test turns it."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


class Process:
    """One of several processes on the same journal."""

    def __init__(self, database: Database, name: str, clock: Clock) -> None:
        ids = (f"{name}{n:015d}" for n in itertools.count())
        self.database = database
        self.journal = Journal(self.database, name, clock, lambda: next(ids), KINDS)
        self.schedule = PollScheduler(self.database, name, clock, KINDS)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.sqlite3"


@pytest.fixture
def one(journal_at: JournalAt, clock: Clock) -> Iterator[Process]:
    with closing(journal_at.open()) as database:
        yield Process(database, "a", clock)


@pytest.fixture
def two(journal_at: JournalAt, clock: Clock) -> Iterator[Process]:
    with closing(journal_at.open()) as database:
        yield Process(database, "b", clock)


@pytest.fixture
def of_file(path: Path, clock: Clock) -> Iterator[Process]:
    with closing(SqliteDatabase(path)) as database:
        yield Process(database, "a", clock)


WORLD = Backend(
    "knowlify", "hosted", "acc", ProviderHttpClient("Knowlify", httpx2.AsyncClient(), {}), BUDGET
)


async def submitted(process: Process, *names: str, parked: bool = False) -> list[str]:
    """Jobs that the provider has taken in."""
    intents = [JobRequest("knowlify", "hosted", "acc", "video", n, {"n": n}) for n in names]
    ids = [begun.job.job_id for begun in await process.journal.create(intents)]
    await process.journal.send(ids)
    seen = {
        job_id: StatusUpdate("submitted", stage="queued", remote_id=f"r-{name}", parked=parked)
        for job_id, name in zip(ids, names, strict=True)
    }
    await process.journal.record(seen)
    return ids


async def test_two_processes_that_ask_for_the_same_begin_one_job(
    one: Process, two: Process
) -> None:
    """Concurrent twins make one POST, also from two processes."""
    begun = [*await one.journal.create([BEES]), *await two.journal.create([BEES])]
    assert [item.fresh for item in begun] == [True, False]
    assert begun[0].job.job_id == begun[1].job.job_id


async def test_two_first_starts_at_once_wait_for_each_other(path: Path, of_file: Process) -> None:
    """SQLite changes a file to WAL only when nobody holds it, and does not wait for that itself."""
    begun = anyio.Event()

    async def begin() -> None:
        await of_file.journal.create([BEES])
        begun.set()

    with anyio.fail_after(60), closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(begin)
            with anyio.move_on_after(0.1):
                await begun.wait()
            assert not begun.is_set()
            other.execute("ROLLBACK")
            await begun.wait()


@pytest.mark.parametrize("state", ["rejected", "failed"])
async def test_what_did_not_come_to_be_never_blocks_a_repeat(one: Process, state: str) -> None:
    (first,) = await one.journal.create([BEES])
    await one.journal.record({first.job.job_id: StatusUpdate(state)})  # pyright: ignore[reportArgumentType]  # parametrized
    assert (await one.journal.create([BEES]))[0].fresh


async def test_a_success_blocks_a_repeat_for_ten_minutes(one: Process, clock: Clock) -> None:
    (first,) = await one.journal.create([BEES])
    await one.journal.record({first.job.job_id: StatusUpdate("succeeded")})
    clock.now += RECENT - 1
    assert not (await one.journal.create([BEES]))[0].fresh
    clock.now += 2
    assert (await one.journal.create([BEES]))[0].fresh


async def test_a_sender_that_died_leaves_what_it_sent_unknown(
    one: Process, two: Process, clock: Clock
) -> None:
    """Before the POST nothing was made, after it nobody knows."""
    sent, unsent = await one.journal.create([BEES, replace(BEES, request={"n": 2})])
    await one.journal.send([sent.job.job_id])
    assert (await two.schedule.claim(WORLD)).wait > 0
    clock.now += SEND_LEASE + 1
    assert (await two.schedule.claim(WORLD)).idle
    assert (await two.journal.find(sent.job.job_id)).state == "unknown"
    assert (await two.journal.find(unsent.job.job_id)).state == "rejected"
    with pytest.raises(UnknownJob):
        await one.journal.send([sent.job.job_id])


async def test_a_process_that_leaves_does_not_keep_others_waiting(
    one: Process, two: Process
) -> None:
    (begun,) = await one.journal.create([BEES])
    await one.journal.send([begun.job.job_id])
    await one.journal.release_all()
    assert (await two.journal.find(begun.job.job_id)).state == "unknown"


async def test_an_end_stays_the_end(one: Process) -> None:
    (job_id,) = await submitted(one, "x")
    await one.journal.record({job_id: StatusUpdate("succeeded", delivered={"file": "x.mp4"})})
    await one.journal.record({job_id: StatusUpdate("submitted", stage="queued")})
    job = await one.journal.find("r-x")
    assert (job.job_id, job.state, job.result) == (job_id, "succeeded", {"file": "x.mp4"})


async def test_a_file_that_a_provider_names_is_not_believed(one: Process) -> None:
    """Files are set by our own delivery alone; so are numbers that the file can hold."""
    (job_id,) = await submitted(one, "x")
    lie = {"file": "/etc/passwd", "file_uri": "file:///etc/passwd", "notes": ["n"]}
    seen = StatusUpdate(
        "succeeded", result=lie, percent=10**400, credits_used=-5, remote_id="other"
    )
    await one.journal.record({job_id: seen})
    job = await one.journal.find(job_id)
    assert job.result == {"notes": ["n"]}
    assert (job.percent, job.credits_used, job.remote_id) == (100, 0, "r-x")


async def test_what_a_provider_adds_at_every_look_does_not_grow_without_end(one: Process) -> None:
    (job_id,) = await submitted(one, "x")
    for n in range(8):
        await one.journal.record(
            {job_id: StatusUpdate("submitted", remote={f"k{n}": "x" * 500_000})}
        )
    assert len(str((await one.journal.find(job_id)).remote)) < 2_100_000


async def test_every_visible_change_is_an_event_and_nothing_else_is(one: Process) -> None:
    """Waiters read what is newer than they saw."""
    (job_id,) = await submitted(one, "x")
    before = await one.journal.newest()
    await one.journal.record({job_id: StatusUpdate("submitted", stage="queued", remote={"n": 1})})
    assert await one.journal.newest() == before
    await one.journal.record({job_id: StatusUpdate("submitted", stage="voiceover", percent=5)})
    assert await one.journal.newest() == before + 1
    assert (await one.journal.find(job_id)).seq == before + 1


async def test_two_processes_never_look_at_one_job_at_once(
    one: Process, two: Process, clock: Clock
) -> None:
    """Claim and budget are one transaction; leases are rows."""
    (job_id,) = await submitted(one, "x")
    claim = await one.schedule.claim(WORLD)
    assert [job.job_id for job in claim.jobs] == [job_id]
    other = await two.schedule.claim(WORLD)
    assert not other.jobs and other.wait > 0
    clock.now += other.wait
    taken_over = await two.schedule.claim(WORLD)
    assert [job.job_id for job in taken_over.jobs] == [job_id]


async def test_of_parked_jobs_only_the_oldest_is_asked(one: Process) -> None:
    """Parked jobs are promoted first in, first out."""
    (head, *_) = await submitted(one, "p1", "p2", "p3", parked=True)
    (running,) = await submitted(one, "x")
    asked: list[str] = []
    while jobs := (await one.schedule.claim(WORLD)).jobs:
        asked.append(jobs[0].job_id)
        seen = StatusUpdate("submitted", parked=jobs[0].parked)
        await one.schedule.record_poll(WORLD, {jobs[0].job_id: seen})
    assert sorted(asked) == sorted([head, running])


async def test_polling_leaves_a_reserve_for_calls_and_never_exceeds_the_window(
    one: Process, two: Process, clock: Clock
) -> None:
    """Knowlify documentation: 30 requests in 60 s; a window of ours is 5 % longer."""
    await submitted(one, *[f"x{n}" for n in range(40)])
    polls = [await process.schedule.claim(WORLD) for process in (one, two) * 20]
    assert sum(bool(claim.jobs) for claim in polls) == BUDGET.most - BUDGET.reserve
    takes = [await two.schedule.take(WORLD, WORLD.budget) for _ in range(10)]
    assert [wait == 0.0 for wait in takes] == [True] * 6 + [False] * 4
    clock.now += BUDGET.seconds
    assert await two.schedule.take(WORLD, WORLD.budget) == 0.0


async def test_a_provider_s_429_stops_every_process(
    one: Process, two: Process, clock: Clock
) -> None:
    await submitted(one, "x")
    await one.schedule.block(WORLD, WORLD.budget, 45.0)
    assert await two.schedule.take(WORLD, WORLD.budget) == 45.0
    assert (await two.schedule.claim(WORLD)).wait == 45.0
    clock.now += 45.0
    assert await two.schedule.take(WORLD, WORLD.budget) == 0.0


async def test_a_look_that_somebody_waits_for_is_made_at_once_unless_one_is_under_way(
    one: Process, two: Process
) -> None:
    (job_id,) = await submitted(one, "x")
    job = await one.journal.find(job_id)
    assert await one.schedule.claim_one(WORLD, job)
    assert not await two.schedule.claim_one(WORLD, job)
    await one.schedule.record_poll(WORLD, {job_id: StatusUpdate("submitted")})
    assert await two.schedule.claim_one(WORLD, job)


async def test_a_clock_that_was_put_back_stops_nothing(one: Process, clock: Clock) -> None:
    """What was due stays as far away as it was, and the window as full."""
    (job_id,) = await submitted(one, "x")
    claim = await one.schedule.claim(WORLD)
    assert [job.job_id for job in claim.jobs] == [job_id]
    await one.schedule.record_poll(WORLD, {job_id: StatusUpdate("submitted")})
    wait = (await one.schedule.claim(WORLD)).wait
    clock.now -= 10_800.0
    assert (await one.schedule.claim(WORLD)).wait == pytest.approx(wait)
    clock.now += wait
    assert (await one.schedule.claim(WORLD)).jobs


async def test_a_job_that_its_provider_lost_is_asked_for_for_a_day(
    one: Process, clock: Clock
) -> None:
    """At growing distances: 404s long after a create have been seen."""
    (job_id,) = await submitted(one, "x")
    await one.journal.record({job_id: StatusUpdate("unknown", error="not known there")})
    looks: list[float] = []
    sent = clock.now
    while clock.now - sent < 86_400.0:
        claim = await one.schedule.claim(WORLD)
        if claim.seek:
            looks.append(clock.now - sent)
        clock.now += claim.wait or 0.1
    gaps = [after - before for before, after in pairwise(looks)]
    assert 20 < len(looks) < 60
    assert gaps[0] < 5 and gaps == sorted(gaps) and gaps[-1] == pytest.approx(3600.0, abs=1)


async def test_what_was_never_sent_is_forgotten(one: Process) -> None:
    """A window that is used up leaves no row."""
    (begun,) = await one.journal.create([BEES])
    assert await one.journal.withdraw([begun.job.job_id])
    assert await one.journal.recent(10) == []


async def test_an_end_is_reported_first_once(one: Process, two: Process) -> None:
    (job_id,) = await submitted(one, "x")
    assert await one.journal.report([job_id]) == set()
    await one.journal.record({job_id: StatusUpdate("succeeded")})
    assert await two.journal.report([job_id]) == {job_id}
    assert await one.journal.report([job_id]) == set()


def _damaged(path: Path) -> bytes:
    path.write_bytes(b"SQLite format 3\x00" + b"\x07" * 99)
    return path.read_bytes()


def _no_database(path: Path) -> bytes:
    path.write_bytes(b"not a database, " * 100)
    return path.read_bytes()


def _newer(path: Path) -> bytes:
    newer = sqlite3.connect(path)
    newer.execute(f"PRAGMA user_version={len(MIGRATIONS) + 1}")
    newer.close()
    return path.read_bytes()


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (_damaged, "cannot be used"),
        (_no_database, "cannot be used"),
        (_newer, "newer Callsheet"),
    ],
)
async def test_a_journal_that_cannot_be_read_is_named_and_left_alone(
    path: Path, of_file: Process, spoil: Callable[[Path], bytes], sentence: str
) -> None:
    before = spoil(path)
    with pytest.raises(JournalUnusable, match=sentence) as refusal:
        await of_file.journal.create([BEES])
    assert str(path) in str(refusal.value) and "left as it is" in str(refusal.value)
    assert await anyio.Path(path).read_bytes() == before


async def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path, clock: Clock) -> None:
    await anyio.Path(tmp_path / "file").write_text("")
    process = Process(SqliteDatabase(tmp_path / "file" / "journal.sqlite3"), "a", clock)
    with anyio.fail_after(60), pytest.raises(JournalUnusable, match="cannot be used"):
        await process.journal.recent(1)


async def test_a_parked_job_is_not_asked_while_three_are_at_work(one: Process) -> None:
    """Knowlify documentation, "Concurrency": three at once; the next begins when one has ended."""
    running = await submitted(one, "a", "b", "c")
    (head,) = await submitted(one, "p", parked=True)
    asked: list[str] = []
    while jobs := (await one.schedule.claim(WORLD)).jobs:
        asked += [job.job_id for job in jobs]
        await one.schedule.record_poll(WORLD, {jobs[0].job_id: StatusUpdate("submitted")})
    assert sorted(asked) == sorted(running)
    await one.journal.record({running[0]: StatusUpdate("succeeded")})
    (job,) = (await one.schedule.claim(WORLD)).jobs
    assert job.job_id == head


async def test_the_same_edit_after_a_revert_is_a_new_edit(one: Process) -> None:
    """Only creates and analyses count as repeats once they have succeeded."""
    edit = replace(BEES, kind="edit")
    (first,) = await one.journal.create([edit])
    assert not (await one.journal.create([edit]))[0].fresh
    await one.journal.record({first.job.job_id: StatusUpdate("succeeded")})
    assert (await one.journal.create([edit]))[0].fresh


@pytest.mark.parametrize("state", ["intent", "unknown", "submitted", "succeeded"])
async def test_a_new_take_whose_call_was_never_answered_is_no_other_one(
    one: Process, two: Process, state: str
) -> None:
    """A client that heard nothing repeats its call, perhaps at another server."""
    first, twin = await one.journal.create([BEES, BEES], new_take=True)
    assert first.job != twin.job
    if state != "intent":
        seen = {n.job.job_id: StatusUpdate(cast("State", state)) for n in (first, twin)}
        await one.journal.record(seen)
    (again,) = await two.journal.create([BEES], new_take=True)
    assert (again.fresh, again.job.job_id) == (False, twin.job.job_id)
    assert await two.journal.is_repeat([BEES], new_take=True)
    await two.journal.answer([first.job.job_id, twin.job.job_id])
    assert not await two.journal.is_repeat([BEES], new_take=True)
    assert (await two.journal.create([BEES], new_take=True))[0].fresh


async def test_a_new_take_of_what_failed_or_was_reported_is_another_one(one: Process) -> None:
    for state in ("rejected", "failed", "unknown"):
        (begun,) = await one.journal.create([BEES], new_take=True)
        assert begun.fresh
        await one.journal.record({begun.job.job_id: StatusUpdate(cast("State", state))})
        if state == "unknown":
            await one.journal.report([begun.job.job_id])
    assert (await one.journal.create([BEES], new_take=True))[0].fresh


def listed(remote_id: str, **request: object) -> ListedJob:
    return ListedJob(
        remote_id, request, StatusUpdate("submitted", stage="queued", remote_id=remote_id)
    )


async def lost(process: Process, intent: JobRequest, *there: str) -> Job:
    """A job that was sent when these ids were in the list, of which the provider said nothing."""
    (begun,) = await process.journal.create([intent], new_take=True)
    await process.journal.send([begun.job.job_id], Snapshot(there))
    await process.journal.record({begun.job.job_id: StatusUpdate("unknown")})
    await process.journal.answer([begun.job.job_id])
    return await process.journal.find(begun.job.job_id)


CLIP = JobRequest(
    "knightvision", "hosted", "acc", "clip", "Bee", {"prompt": "Bee", "model": "sora-2"}
)


async def test_a_lost_job_adopts_only_what_is_new_and_made_from_the_same_arguments(
    one: Process,
) -> None:
    job = await lost(one, CLIP, "old")
    others = [listed("old", prompt="Bee"), listed("wasp", prompt="Wasp", model="sora-2")]
    assert not await one.journal.adopt_listed(job, others)
    assert await one.journal.adopt_listed(job, [listed("new", prompt="Bee"), *others])
    found = await one.journal.find(job.job_id)
    assert (found.state, found.remote_id, found.seek_at) == ("submitted", "new", None)


async def test_two_lost_twins_never_adopt_one_id(one: Process, two: Process) -> None:
    first, second = await lost(one, CLIP), await lost(two, CLIP)
    entries = [listed("b", prompt="Bee"), listed("a", prompt="Bee")]
    assert await one.journal.adopt_listed(first, entries)
    assert await two.journal.adopt_listed(second, entries)
    ids = [(await one.journal.find(job.job_id)).remote_id for job in (first, second)]
    assert ids == ["a", "b"]


async def test_a_submit_of_something_else_keeps_nobody_from_what_was_lost(
    one: Process, two: Process
) -> None:
    """In a team, one is on its way at any time."""
    job = await lost(one, CLIP)
    wasp = replace(CLIP, title="Wasp", request={**CLIP.request, "prompt": "Wasp"})
    (other,) = await two.journal.create([wasp])
    await two.journal.send([other.job.job_id], Snapshot(()))
    untold = listed("y")  # by a list that does not say what was asked for
    assert not await one.journal.adopt_listed(job, [untold])
    assert await one.journal.adopt_listed(
        job, [listed("x", prompt="Bee"), listed("w", prompt="Wasp")]
    )
    assert (await one.journal.find(job.job_id)).remote_id == "x"


async def test_nothing_is_adopted_while_a_submit_of_the_same_waits_for_its_answer(
    one: Process, two: Process
) -> None:
    """What is new in the list may be that one's."""
    job = await lost(one, CLIP)
    (other,) = await two.journal.create([CLIP], new_take=True)
    await two.journal.send([other.job.job_id], Snapshot(()))
    assert not await one.journal.adopt_listed(job, [listed("x", prompt="Bee")])
    await two.journal.record({other.job.job_id: StatusUpdate("submitted", remote_id="x")})
    assert not await one.journal.adopt_listed(job, [listed("x", prompt="Bee")])


async def test_an_id_belongs_to_the_job_whose_own_answer_names_it(
    one: Process, two: Process
) -> None:
    """An answer that comes after its sender was taken for dead is right all the same."""
    job = await lost(one, CLIP)
    late = await lost(two, CLIP)
    assert await one.journal.adopt_listed(job, [listed("x", prompt="Bee")])
    await two.journal.record({late.job_id: StatusUpdate("submitted", remote_id="x")})
    assert (await one.journal.find(job.job_id)).state == "unknown"
    assert (await one.journal.find(late.job_id)).remote_id == "x"


async def test_what_another_process_deletes_leaves_the_journal_whole(
    one: Process, two: Process
) -> None:
    """What was bought is checked against the last event; its number outlives the deletion."""
    (film,) = await one.journal.create([replace(BEES, place="local")])
    await one.journal.record({film.job.job_id: StatusUpdate("succeeded", stage="complete")})
    await two.database.write(
        lambda db: deletion.forget(db, [deletion.find(db, film.job.job_id)], two.journal.purchases)
    )
    await two.database.wipe_deleted()
    (bought,) = await one.journal.create([BEES], a_day=5)
    assert bought.fresh


async def test_the_charge_of_a_deleted_clip_is_no_other_clip_s_price(one: Process) -> None:
    """Of a deleted job only the receipt is left, which does not say what it was."""
    request = {"prompt": "A bee", "model": "sora-2-pro", "duration": 25}
    bee = JobRequest("knightvision", "hosted", "acc", "clip", "A bee", request, price=175)
    (clip,) = await one.journal.create([bee])
    await one.journal.record({clip.job.job_id: StatusUpdate("succeeded", credits_used=175)})
    assert [job.charged for job in await one.journal.charges("acc", 0.0)] == [175]
    await one.database.write(
        lambda db: deletion.forget(db, [deletion.find(db, clip.job.job_id)], one.journal.purchases)
    )
    assert await one.journal.charges("acc", 0.0) == []


@pytest.mark.parametrize(
    ("search", "at_once", "next_day"),
    [(Search(until="yesterday"), 0, 1), (Search(since="today"), 1, 0), (Search("yesterday"), 1, 1)],
)
async def test_days_are_those_of_the_search(
    of_file: Process, clock: Clock, search: Search, at_once: int, next_day: int
) -> None:
    (begun,) = await of_file.journal.create([BEES])
    found = [len(find_entries([begun.job], search, clock.now + late)) for late in (0, 86_400)]
    assert found == [at_once, next_day]


async def test_a_repeat_that_waited_for_its_turn_is_one(one: Process, clock: Clock) -> None:
    """It looked at the clock before the first one's success was written down."""
    (first,) = await one.journal.create([BEES])
    await one.journal.record({first.job.job_id: StatusUpdate("succeeded")})
    clock.now -= 5
    (repeat,) = await one.journal.create([BEES])
    assert not repeat.fresh


async def test_an_end_of_long_ago_is_left_out_where_only_news_counts(
    one: Process, clock: Clock
) -> None:
    """A wait for everything that is unfinished does not return with an old failure."""
    old, fresh, running = await submitted(one, "old", "fresh", "running")
    await one.journal.record({old: StatusUpdate("failed", error="No.")})
    clock.now += 3600
    await one.journal.record({fresh: StatusUpdate("failed", error="No.")})
    assert await one.journal.awaited_ids() == [old, fresh, running]
    assert await one.journal.awaited_ids(clock.now - 600) == [fresh, running]


async def test_jobs_of_an_older_journal_are_of_the_person_at_this_computer(
    path: Path, of_file: Process
) -> None:
    """Users are told apart since format 5; nothing is lost on the way there."""
    old = sqlite3.connect(path)
    for script in MIGRATIONS[:4]:
        old.executescript(script)
    row = ("job_old", "call_1", "knowlify", "hosted", "k", "video", "Tea", "{}", "h", "submitted")
    names = "job_id, call_id, provider, place, account, kind, title, request, request_hash, state"
    marks = ", ".join("?" * len(row))
    query = f"INSERT INTO job ({names}, sender, sender_lease, created_at, updated_at)"
    old.execute(f"{query} VALUES ({marks}, 'a', 0, 1, 1)", row)
    old.execute("PRAGMA user_version=4")
    old.commit()
    old.close()
    journal = of_file.journal
    assert [job.job_id for job in await journal.of("").recent(10)] == ["job_old"]
    assert await journal.of("token alice").recent(10) == []
    with pytest.raises(UnknownJob):
        await journal.of("token alice").find("job_old")


async def test_edits_and_their_reverts_go_with_their_film(one: Process) -> None:
    """Of those that were refused, only the request tells what they were to change."""
    film = replace(BEES, place="local")
    edit = replace(film, kind="edit", request={"video_uuid": "r1", "change": "Say “r1” twice."})
    revert = replace(film, kind="revert", request={"edit_id": "r2"})
    other = replace(film, request={"task": "r1"})
    begun = await one.journal.create([film, edit, revert, other])
    ids = [each.job.job_id for each in begun]
    seen = [StatusUpdate("succeeded", remote_id=f"r{n}") for n in (1, 2, 3, 4)]
    await one.journal.record(dict(zip(ids, seen, strict=True)))

    def find(db: Connection) -> list[str]:
        found = deletion.find(db, ids[0])
        return [each.job_id for each in deletion.find_related(db, [found])]

    assert await one.database.read(find) == ids[1:3]
