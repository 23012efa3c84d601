"""Trouble on purpose: what a client meets when a fault is injected."""

from pathlib import Path
from typing import Any

import anyio
import anyio.lowlevel
import anyio.to_thread
import httpx2
import pytest

from callsheet_studio.jobs.fault_injection import Fault
from callsheet_studio.storage.sqlite_store import FILE_NAME, read_scalar

pytestmark = pytest.mark.anyio
BODY = {"videos": [{"task": "How tides work"}]}


async def test_429_is_answered_once_and_nothing_is_made(open_up: Any) -> None:
    async with open_up(faults=(Fault("429", "POST /v1/videos"),)) as (studio, http):
        refused = await http.post("/v1/videos", json=BODY)
        assert refused.status_code == 429
        assert refused.headers["Retry-After"] == refused.headers["X-RateLimit-Reset"]
        assert await studio.unfinished() == 0
        assert (await http.post("/v1/videos", json=BODY)).status_code == 200


async def test_500_is_answered_as_often_as_said_and_nothing_is_made(open_up: Any) -> None:
    async with open_up(faults=(Fault("500", "POST", times=2, text="Oh no."),)) as (studio, http):
        answers = [await http.post("/v1/videos", json=BODY) for _ in range(3)]
        assert [answer.status_code for answer in answers] == [500, 500, 200]
        assert answers[0].json() == {"detail": "Oh no."}
        assert await studio.unfinished() == 1


async def test_a_dropped_answer_was_carried_out_all_the_same(open_up: Any) -> None:
    """The client cannot know: this is what must never be paid for twice."""
    async with open_up(faults=(Fault("drop", "POST"),)) as (studio, http):
        answer = await http.post("/v1/videos", json=BODY)
        assert answer.content == b""
        assert await studio.unfinished() == 1


async def test_a_slow_answer_comes_after_the_work(open_up: Any) -> None:
    async with open_up(faults=(Fault("slow", "POST"),)) as (studio, http):
        answers: list[httpx2.Response] = []

        async def order() -> None:
            answers.append(await http.post("/v1/videos", json=BODY))

        with anyio.fail_after(60):
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(order)
                while not await studio.unfinished():
                    await anyio.lowlevel.checkpoint()
                assert (await http.post("/v1/videos", json=BODY)).status_code == 200
                tasks.cancel_scope.cancel()
        assert answers == []


async def test_a_job_fails_after_it_was_accepted(open_up: Any) -> None:
    fault = Fault("fail", "knowlify.video", text="INSUFFICIENT_CREDITS")
    async with open_up(works=True, faults=(fault,)) as (studio, http):
        video = await _until(studio, http, "state = 'failed'")
        assert (video["status"], video["error_message"]) == ("failed", "INSUFFICIENT_CREDITS")


async def test_a_job_stalls_at_a_stage(open_up: Any) -> None:
    fault = Fault("stall", "generating_frames")
    async with open_up(works=True, faults=(fault,)) as (studio, http):
        video = await _until(studio, http, "progress LIKE '%generating_frames%'")
        assert video["status"] == "generating_frames"
        assert video["progress"]["percent"] == 20
        assert await studio.unfinished() == 1


def test_a_database_that_cannot_be_opened_counts_as_none(tmp_path: Path) -> None:
    assert read_scalar(tmp_path, "SELECT 1") == 0
    (tmp_path / FILE_NAME).mkdir()
    assert read_scalar(tmp_path, "SELECT 1") == 0


async def _until(studio: Any, http: httpx2.AsyncClient, condition: str) -> dict[str, Any]:
    """One video, as soon as it is so far."""
    created = await http.post("/v1/videos", json=BODY)
    uuid = created.json()["results"][0]["uuid"]
    query = f"SELECT count(*) FROM job WHERE {condition}"
    with anyio.fail_after(60):
        while not await anyio.to_thread.run_sync(read_scalar, studio.home, query):
            await anyio.lowlevel.checkpoint()
    return (await http.get(f"/v1/videos/{uuid}")).json()
