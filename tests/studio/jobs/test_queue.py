"""The queue's promises, without workers, on both databases: order, cap, leases, fences."""

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from callsheet_studio.jobs import statements
from callsheet_studio.jobs.contract import Progress, Step
from callsheet_studio.jobs.job import DuplicateId, Lane, Lease, NewJob
from callsheet_studio.jobs.job_folders import LocalFolders
from callsheet_studio.jobs.job_queue import ATTEMPTS, DEATHS, JobQueue
from callsheet_studio.storage.deletion import delete
from callsheet_studio.storage.postgres_store import open_postgres_store
from callsheet_studio.storage.sqlite_store import connect, open_store

pytestmark = pytest.mark.anyio
MANY = 1000


@dataclass
class HandClock:
    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass(frozen=True)
class Two:
    """Two openings of one queue, as two processes have them."""

    here: JobQueue
    there: JobQueue
    clock: HandClock


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.slow)])
async def two(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncGenerator[Two]:
    clock = HandClock()
    async with AsyncExitStack() as stack:
        if request.param == "sqlite":
            stores = [await stack.enter_async_context(open_store(tmp_path)) for _ in range(2)]
        else:
            url = request.getfixturevalue("cluster").new_journal()
            stores = [await stack.enter_async_context(open_postgres_store(url)) for _ in range(2)]
        folders = LocalFolders(tmp_path)
        here, there = (JobQueue(store, clock, lease=5.0, folders=folders) for store in stores)
        yield Two(here, there, clock)


async def submit(queue: JobQueue, *names: str, at_once: int = 3) -> None:
    """Jobs named like `a1`, whose first letter is the lane."""
    jobs = [NewJob(name, "film", Lane(name[0], at_once), {"task": name}) for name in names]
    await queue.submit(jobs)


async def take(queue: JobQueue, slots: int = MANY) -> Lease:
    claim = await queue.claim(slots)
    assert claim is not None
    return claim


async def state(queue: JobQueue, name: str) -> tuple[str, str | None]:
    job = await queue.get(name)
    assert job is not None
    return job.state, job.error


async def test_jobs_of_a_lane_run_in_order_and_never_more_than_its_cap(two: Two) -> None:
    await submit(two.here, "a1", "a2", "a3", "a4", "a5", "a6")
    first = [await take(queue) for queue in (two.here, two.there, two.here)]
    assert [claim.job.id for claim in first] == ["a1", "a2", "a3"]
    assert await two.here.claim(MANY) is None
    await two.there.finish(first[1], {})
    assert (await take(two.here)).job.id == "a4"
    assert await two.there.claim(MANY) is None


async def test_lanes_take_turns(two: Two) -> None:
    """Fifty films of one caller do not hold up another's clip."""
    await submit(two.here, "a1", "a2", "a3", "a4", "b1", "b2")
    order: list[str] = []
    for _ in range(5):
        two.clock.now += 0.01
        order.append((await take(two.here)).job.id)
    assert order == ["a1", "b1", "a2", "b2", "a3"]


async def test_a_lane_without_a_cap_has_all_its_jobs_run(two: Two) -> None:
    names = [f"a{number}" for number in range(2 * statements.MOST_AT_ONCE)]
    await submit(two.here, *names, at_once=1_000_000)
    assert [(await take(two.here)).job.id for _ in names] == names


async def test_a_long_line_costs_a_claim_little_more_than_a_short_one(tmp_path: Path) -> None:
    """In steps of SQLite: not the square of its length."""
    steps, rows = list[int](), 400
    async with open_store(tmp_path) as store:
        queue = JobQueue(store, HandClock(), lease=5.0, folders=LocalFolders(tmp_path))
        await submit(queue, *(f"a{number}" for number in range(rows)))
    with closing(connect(tmp_path)) as db:
        db.set_progress_handler(lambda: steps.append(100), 100)
        assert len(db.execute(statements.NEXT, {"now": 0, "release": 0}).fetchall()) == 3
    assert sum(steps) < 200 * rows


async def test_the_place_in_the_waiting_list_counts_from_one_behind_the_active(two: Two) -> None:
    await submit(two.here, "a1", "a2", "a3", "a4", "b1", "a5")
    places = {job.id: job.place for job in await two.there.list("a")}
    assert places == {"a1": 0, "a2": 0, "a3": 0, "a4": 1, "a5": 2}
    await two.here.cancel("a4", "Not wanted.")
    assert [job.place for job in await two.there.list("a")] == [0, 0, 0, 0, 1]


async def test_slots_are_counted_over_all_processes(two: Two) -> None:
    await submit(two.here, "a1", "b1", "c1")
    claim = await take(two.here, slots=2)
    assert (await take(two.there, slots=2)).job.id == "b1"
    assert await two.here.claim(2) is None
    await two.here.fail(claim, "No.")
    assert (await take(two.there, slots=2)).job.id == "c1"


async def test_slots_of_a_machine_are_its_own(two: Two) -> None:
    await submit(two.here, "a1", "b1", "c1")
    here, there = (replace(queue, alone=True) for queue in (two.here, two.there))
    assert [(await take(queue, slots=1)).job.id for queue in (here, there)] == ["a1", "b1"]
    assert await here.claim(1) is None


async def test_a_job_of_newer_code_waits_for_a_worker_that_has_it(two: Two) -> None:
    """An older worker goes on with what it can make."""
    newer = replace(two.there, code_release=2)
    await submit(newer, "a1")
    await submit(two.here, "b1")
    assert (await take(two.here)).job.id == "b1" and await two.here.claim(MANY) is None
    assert await two.here.count_too_new() == 1 and await newer.count_too_new() == 0
    assert (await take(newer)).job.id == "a1"


async def test_a_batch_is_accepted_whole_or_not_at_all(two: Two) -> None:
    await submit(two.here, "a1")
    with pytest.raises(DuplicateId):
        await submit(two.here, "a2", "a1")
    assert await two.here.get("a2") is None


async def test_a_lease_that_ends_frees_the_job_at_its_old_place(two: Two) -> None:
    await submit(two.here, "a1", "a2")
    lost = await take(two.here)
    assert await two.here.renew_lease(lost)
    two.clock.now += 5.5
    found = await take(two.there)
    assert (found.job.id, found.attempt) == ("a1", 2)
    assert not await two.here.renew_lease(lost)


async def test_a_renewed_lease_keeps_the_job(two: Two) -> None:
    await submit(two.here, "a1")
    claim = await take(two.here)
    for _ in range(4):
        two.clock.now += 4
        assert await two.here.renew_lease(claim)
        assert await two.there.claim(MANY) is None


async def test_whoever_lost_a_job_can_report_nothing_on_it_any_more(two: Two) -> None:
    """Fencing by owner and attempt: a frozen process wakes up and goes on."""
    await submit(two.here, "a1")
    lost = await take(two.here)
    two.clock.now += 5.5
    kept = await take(two.there)
    await two.here.record_step(lost, Step("script", {"old.txt": "1"}))
    await two.here.record_progress(lost, Progress("generating_frames", 90))
    await two.here.record_death(lost, "Died.")
    await two.here.finish(lost, {"title": "old"})
    await two.here.release(lost)
    await two.there.record_step(kept, Step("voice", {"new.txt": "2"}))
    await two.there.release(kept)
    again = await take(two.there)
    assert dict(again.done) == {"voice": Step("voice", {"new.txt": "2"})}
    assert again.job.progress is None and again.job.result is None


async def test_an_attempt_of_the_same_process_is_fenced_too(two: Two) -> None:
    await submit(two.here, "a1")
    old = await take(two.here)
    two.clock.now += 5.5
    new = await take(two.here)
    assert (old.owner, old.attempt + 1) == (new.owner, new.attempt)
    assert not await two.here.renew_lease(old)


async def test_progress_never_falls(two: Two) -> None:
    await submit(two.here, "a1")
    claim = await take(two.here)
    for progress in (Progress("highlevel", 30), Progress("voiceover", 10)):
        await two.here.record_progress(claim, progress)
    job = await two.here.get("a1")
    assert job is not None and job.progress == Progress("highlevel", 30)


async def test_the_third_death_fails_the_job(two: Two) -> None:
    await submit(two.here, "a1")
    for death in range(DEATHS):
        assert await state(two.here, "a1") == ("waiting", None), death
        await two.here.record_death(await take(two.here), "It ended three times.")
    assert await state(two.here, "a1") == ("failed", "It ended three times.")
    assert await two.here.claim(MANY) is None


async def test_closing_a_studio_counts_neither_as_a_death_nor_as_an_attempt(two: Two) -> None:
    await submit(two.here, "a1")
    for _ in range(3 * ATTEMPTS):
        await two.here.release(await take(two.here))
    assert (await take(two.there)).attempt == 1


async def test_a_job_that_takes_its_server_along_ends_at_last(two: Two) -> None:
    """Nobody is left to report a death: leases just end."""
    await submit(two.here, "a1", "a2")
    for _ in range(ATTEMPTS):
        assert (await take(two.here)).job.id == "a1"
        two.clock.now += 5.5
    assert (await take(two.here)).job.id == "a2"
    assert (await state(two.here, "a1"))[0] == "failed"


async def test_a_cancelled_job_is_taken_from_its_worker(two: Two) -> None:
    await submit(two.here, "a1", "a2", at_once=1)
    claim = await take(two.here)
    assert await two.there.cancel("a1", "Dropped.")
    assert not await two.here.renew_lease(claim)
    assert not await two.here.finish(claim, {})
    assert await state(two.there, "a1") == ("failed", "Dropped.")
    assert (await take(two.there)).job.id == "a2"


async def test_a_cancelled_job_leaves_its_files_to_its_worker_or_has_none(two: Two) -> None:
    """One that waited has no worker."""
    await submit(two.here, "a1", "a2", at_once=1)
    await take(two.here)
    folders = [two.here.folders.root / name for name in ("a1", "a2")]
    for folder in folders:
        folder.mkdir()
        (folder / "bee.png").write_bytes(b"a bee")
        assert await two.there.cancel(folder.name, "Dropped.")
    assert [folder.exists() for folder in folders] == [True, False]


async def test_what_has_ended_cannot_be_cancelled(two: Two) -> None:
    await submit(two.here, "a1")
    await two.here.finish(await take(two.here), {"title": "One"})
    assert not await two.here.cancel("a1", "Dropped.")
    assert not await two.here.cancel("nobody", "Dropped.")
    job = await two.here.get("a1")
    assert job is not None and (job.state, job.result) == ("done", {"title": "One"})


async def test_forty_jobs_of_four_lanes_keep_exact_order_between_two_processes(two: Two) -> None:
    """The order of claims in a lane is the order of submits, whatever ends when."""
    names = [f"{lane}{n:02}" for n in range(10) for lane in "abcd"]
    await submit(two.here, *names)
    running: list[Lease] = []
    order: list[str] = []
    while len(order) < len(names):
        queue = (two.here, two.there)[len(order) % 2]
        while (claim := await queue.claim(5)) is not None:
            running.append(claim)
            order.append(claim.job.id)
            active = [claim.job.lane for claim in running]
            assert all(active.count(lane) <= 3 for lane in "abcd") and len(active) <= 5
        ended = running.pop(len(order) % len(running))
        await replace(queue, owner=ended.owner).finish(ended, {})
    for lane in "abcd":
        assert [name for name in order if name[0] == lane] == sorted(
            n for n in names if n[0] == lane
        )


def test_a_home_without_a_studio_has_nothing_to_delete(tmp_path: Path) -> None:
    assert delete(tmp_path, ["a1"]) == () and not [*tmp_path.iterdir()]
