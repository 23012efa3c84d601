"""Jobs done by real worker processes."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import anyio
import pytest

from callsheet_studio.jobs.job import Job, Lane, NewJob
from callsheet_studio.storyboard.brief import Brief
from callsheet_studio.studio import OpenStudio, Studio

pytestmark = pytest.mark.anyio
STEPS = ["script", "voice", "scene-01", "scene-02", "film"]


async def submit(studio: OpenStudio, *script: str) -> str:
    """A film whose task is this script for the tiny maker."""
    uuid = str(uuid4())
    brief: Mapping[str, Any] = asdict(Brief(uuid, "\n".join(script)))
    await studio.queue.submit([NewJob(uuid, "knowlify.video", Lane("me", 3), brief)])
    return uuid


async def ended(studio: Any, uuid: str) -> Job:
    with anyio.fail_after(60):
        while True:
            ring = studio.queue.bell.event
            job: Job = await studio.queue.get(uuid)
            if job.state in ("done", "failed"):
                return job
            await ring.wait()


def steps(log: Path) -> list[str]:
    """What really ran, from the makers' own log."""
    return [line.split()[1] for line in log.read_text().splitlines()]


async def test_what_a_maker_prints_goes_to_its_log_and_harms_nothing(closed: Studio) -> None:
    async with closed.open() as studio:
        job = await ended(studio, await submit(studio, "tides"))
        assert (job.state, job.result and job.result["title"]) == ("done", "Tiny")
        log = closed.home / "films" / job.id / "worker.log"
        assert log.read_text() == "a maker may print what it likes\n"


async def test_a_worker_that_dies_is_followed_by_one_that_goes_on_where_it_stopped(
    closed: Studio, tmp_path: Path, gate: Any
) -> None:
    bad, log = tmp_path / "bad", tmp_path / "log"
    bad.touch()
    async with closed.open() as studio:
        script = (f"log {log}", f"gate-scene-01 {gate.port}", f"die-while-scene-01 {bad}")
        uuid = await submit(studio, *script)
        for _ in range(2):
            await (await gate.arrival()).let_on()
        third = await gate.arrival()
        bad.unlink()
        await third.let_on()
        assert (await ended(studio, uuid)).state == "done"
    assert steps(log) == ["script", "voice", "scene-01", "scene-01", "scene-01", *STEPS[3:]]


async def test_a_job_that_kills_its_worker_three_times_fails_with_a_sentence(
    closed: Studio,
) -> None:
    async with closed.open() as studio:
        job = await ended(studio, await submit(studio, "die"))
        assert job.state == "failed"
        assert job.error is not None and "three times" in job.error and "worker.log" in job.error


async def test_a_maker_that_does_not_exist_fails_its_jobs_and_not_the_studio(
    closed: Studio,
) -> None:
    async with replace(closed, maker="no_such_module").open() as studio:
        job = await ended(studio, await submit(studio, "tides"))
        log = (closed.home / "films" / job.id / "worker.log").read_text()
        assert job.state == "failed" and "No module named 'no_such_module'" in log


async def test_dropping_a_running_job_ends_its_worker(closed: Studio, gate: Any) -> None:
    async with closed.open() as studio:
        uuid = await submit(studio, f"gate-voice {gate.port}")
        arrival = await gate.arrival()
        assert await studio.cancel(uuid)
        with anyio.fail_after(60):
            await arrival.gone()
        assert (await ended(studio, uuid)).error == "Dropped on this computer."


async def test_dropping_in_another_process_ends_the_worker_here(closed: Studio, gate: Any) -> None:
    async with closed.open() as studio, closed.open(works=False) as other:
        uuid = await submit(studio, f"gate-voice {gate.port}")
        arrival = await gate.arrival()
        assert await other.cancel(uuid)
        with anyio.fail_after(60):
            await arrival.gone()


async def test_closing_the_studio_ends_its_workers_and_the_next_one_goes_on(
    closed: Studio, tmp_path: Path, gate: Any
) -> None:
    log = tmp_path / "log"
    async with closed.open() as studio:
        uuid = await submit(studio, f"log {log}", f"gate-scene-02 {gate.port}")
        arrival = await gate.arrival()
    with anyio.fail_after(60):
        await arrival.gone()
    async with closed.open() as studio:
        await (await gate.arrival()).let_on()
        assert (await ended(studio, uuid)).state == "done"
    assert steps(log) == ["script", "voice", "scene-01", "scene-02", "scene-02", "film"]


async def test_a_studio_that_works_on_nothing_leaves_the_jobs_to_others(
    closed: Studio, gate: Any
) -> None:
    async with closed.open(works=False) as office, closed.open() as workshop:
        uuid = await submit(office, f"gate-film {gate.port}")
        await (await gate.arrival()).let_on()
        assert (await ended(workshop, uuid)).state == "done"


@pytest.mark.slow
async def test_two_slots_make_two_films_at_once(closed: Studio, gate: Any) -> None:
    async with replace(closed, slots=2).open() as studio:
        uuids = [await submit(studio, f"gate-voice {gate.port}") for _ in range(3)]
        first, second = await gate.arrival(), await gate.arrival()
        assert {first.job, second.job} == set(uuids[:2])
        await first.let_on()
        third = await gate.arrival()
        assert third.job == uuids[2]
        await second.let_on()
        await third.let_on()
        assert [(await ended(studio, uuid)).state for uuid in uuids] == ["done"] * 3


async def test_an_error_in_the_body_comes_out_as_it_is(closed: Studio) -> None:
    """Not in an exception group, although tasks run next to it."""
    with pytest.raises(ZeroDivisionError):
        async with closed.open():
            raise ZeroDivisionError
