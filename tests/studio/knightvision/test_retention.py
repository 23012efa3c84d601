"""Old films go, those in use stay."""

import os
from typing import Any

import anyio
import httpx2
import pytest

from callsheet_studio.jobs import retention
from callsheet_studio.jobs.job_folders import LocalFolders
from callsheet_studio.jobs.retention import DAY, GB, SAFE, Retention
from callsheet_studio.storage.sqlite_store import open_store

pytestmark = pytest.mark.anyio
CLIP = {"prompt": "A person walking"}
HERO = {"name": "Ada", "prompt": "a pilot"}


@pytest.fixture
def sweep(clock: Any) -> Any:
    """Sweeps a studio's home as if so many days had gone by since the test began."""

    async def sweeping(studio: Any, days: float) -> list[str]:
        async with open_store(studio.home) as store:
            later = clock.now + days * DAY
            return await Retention(store, LocalFolders(studio.home), lambda: later, days=30).sweep()

    return sweeping


async def ordered(studio: Any, ended: Any, http: httpx2.AsyncClient, path: str, body: Any) -> Any:
    """The finished job that a submit made."""
    answer = await http.post(path, json=body)
    assert answer.status_code == 202, answer.text
    caller = await studio.accounts.caller("knightvision", studio.keys.knightvision)
    return await ended(studio, (await studio.queue.list(f"knightvision/{caller.user_id}"))[-1].id)


async def test_a_film_goes_when_its_time_is_over_and_its_job_says_so(
    open_up: Any, ended: Any, sweep: Any
) -> None:
    async with open_up(works=True) as (studio, http):
        job = await ordered(studio, ended, http, "generate-video", CLIP)
        folder = studio.home / "films" / job.id
        assert await sweep(studio, 29.9) == [] and folder.exists()
        assert await sweep(studio, 30.1) == [job.id] and not folder.exists()
        told = (await http.get(f"video-status/{job.id}")).json()
        assert told["status"] == "complete" and "video_url" not in told
        assert told["notes"][-1] == "The files were deleted 30 days after they were made."
        (row,) = (await http.get("videos")).json()["videos"]
        assert row["video_url"] is None
        assert await sweep(studio, 90) == []


async def test_what_a_failed_job_left_goes_too(open_up: Any, ended: Any, sweep: Any) -> None:
    async with open_up(works=True) as (studio, http):
        job = await ordered(studio, ended, http, "generate-video", {"prompt": "refuse No."})
        assert await sweep(studio, 31) == [job.id]
        told = (await http.get(f"video-status/{job.id}")).json()
        assert (told["status"], told["error"]) == ("error", "No.")


async def test_unfinished_work_stays(open_up: Any, sweep: Any) -> None:
    async with open_up() as (studio, http):
        await http.post("generate-video", json=CLIP)
        assert await sweep(studio, 31) == []


async def test_a_character_stays_until_it_is_finalized(
    open_up: Any, ended: Any, sweep: Any
) -> None:
    """Its film is what the finalize cuts the pose from, also while that waits."""
    async with open_up(works=True) as (studio, http):
        hero = await ordered(studio, ended, http, "characters", HERO)
        assert await sweep(studio, 31) == []
    async with open_up() as (studio, http):
        await http.post(f"characters/{hero.number}/finalize", json={})
        assert await sweep(studio, 31) == []
    async with open_up(works=True) as (studio, _):
        pose = await ended(studio, f"{hero.id}-pose-0")
        assert sorted(await sweep(studio, 31)) == sorted([hero.id, pose.id])


async def test_the_studio_sweeps_when_it_opens(open_up: Any, ended: Any, clock: Any) -> None:
    async with open_up(works=True) as (studio, http):
        job = await ordered(studio, ended, http, "generate-video", CLIP)
    clock.now += 31 * DAY
    async with open_up(works=True, keep_days=30) as (studio, http):
        newer = await ordered(studio, ended, http, "generate-video", CLIP)
        assert not (studio.home / "films" / job.id).exists()
        assert (studio.home / "films" / newer.id).exists()


async def test_what_a_sweep_could_not_delete_goes_with_the_next(
    open_up: Any, ended: Any, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A database that could not be read for a moment ended the studio's background tasks."""
    monkeypatch.setattr(retention, "PAUSE", 0.01)
    async with open_up(works=True) as (studio, http):
        job = await ordered(studio, ended, http, "generate-video", CLIP)
        async with open_store(studio.home) as store, anyio.create_task_group() as tasks:
            later = clock.now + 31 * DAY
            kept = Retention(store, LocalFolders(studio.home), lambda: later, days=30)
            await store.write(lambda db: db.execute("ALTER TABLE job RENAME TO away"))
            tasks.start_soon(kept.run)
            await anyio.sleep(0.1)
            await store.write(lambda db: db.execute("ALTER TABLE away RENAME TO job"))
            with anyio.fail_after(10):
                while (studio.home / "films" / job.id).exists():  # noqa: ASYNC110 - until swept
                    await anyio.sleep(0.01)
            tasks.cancel_scope.cancel()


@pytest.fixture
def make_room(clock: Any) -> Any:
    """Sweeps a studio's home to so many bytes, as if so many seconds had gone by."""

    async def sweeping(studio: Any, most_bytes: float, later: float = 2 * SAFE) -> list[str]:
        async with open_store(studio.home) as store:
            now = clock.now + later
            kept = Retention(store, LocalFolders(studio.home), lambda: now, None, most_bytes)
            return await kept.sweep()

    return sweeping


async def test_the_oldest_go_when_there_are_too_many_bytes(
    open_up: Any, ended: Any, make_room: Any, clock: Any
) -> None:
    """A home of 6 GB (sparse files) shrinks to 5 while a film is being made; that one stays, and
    so does what ended within the hour."""
    async with open_up(works=True) as (studio, http):
        jobs = list[Any]()
        for _ in range(3):
            jobs.append(await ordered(studio, ended, http, "generate-video", CLIP))
            clock.now += 10
        for job in jobs:
            os.truncate(studio.home / "films" / job.id / "worker.log", 2 * GB)
    async with open_up() as (studio, http):
        await http.post("generate-video", json=CLIP)
        assert await make_room(studio, 5 * GB, later=10) == []
        assert await make_room(studio, 7 * GB) == []
        assert await make_room(studio, 5 * GB) == [jobs[0].id]
        assert await make_room(studio, 5 * GB) == []
        told = (await http.get(f"video-status/{jobs[0].id}")).json()
        assert told["notes"][-1] == "The files were deleted to keep the studio's under 5 GB."
        assert sorted(await make_room(studio, 1)) == sorted(job.id for job in jobs[1:])
        assert await studio.unfinished() == 1
