"""Creating videos and polling them, as Knowlify documents it."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID

import anyio
import httpx2
import pytest
from tests.studio_callers import add_account, new_key

from callsheet_studio.extras import add_extra
from callsheet_studio.jobs.fault_injection import Fault
from callsheet_studio.studio import OpenStudio

pytestmark = pytest.mark.anyio


def order(*tasks: str, **fields: Any) -> dict[str, Any]:
    return {"videos": [{"task": task} | fields for task in tasks]}


async def create(http: httpx2.AsyncClient, *tasks: str, **fields: Any) -> list[dict[str, Any]]:
    answer = await http.post("/v1/videos", json=order(*tasks, **fields))
    assert answer.status_code == 200, answer.text
    return answer.json()["results"]


async def poll(http: httpx2.AsyncClient, uuid: str) -> dict[str, Any]:
    return (await http.get(f"/v1/videos/{uuid}")).json()


async def ended(studio: Any, http: httpx2.AsyncClient, uuid: str) -> dict[str, Any]:
    """The video once its job is over."""
    with anyio.fail_after(60):
        while True:
            ring = studio.queue.bell.event
            if (await studio.queue.get(uuid)).state in ("done", "failed"):
                return await poll(http, uuid)
            await ring.wait()


async def test_three_jobs_of_a_caller_are_active_and_the_others_park_in_order(open_up: Any) -> None:
    """At most 3 active jobs per caller; `queue_position` counts from 1 in the waiting list."""
    async with open_up() as (_, http):
        answer = (await http.post("/v1/videos", json=order("a", "b", "c", "d", "e"))).json()
        rows = answer.pop("results")
        assert [row["status"] for row in rows] == ["queued"] * 3 + ["parked"] * 2
        assert [row.get("queue_position") for row in rows] == [None] * 3 + [1, 2]
        assert [row["index"] for row in rows] == [0, 1, 2, 3, 4]
        counts = {key: answer[key] for key in ("status", "total", "enqueued", "parked", "errors")}
        assert counts == {"status": "ok", "total": 5, "enqueued": 3, "parked": 2, "errors": 0}
        assert UUID(answer["user_id"]) and answer["org_id"] is None
        (late,) = await create(http, "f")
        assert (late["status"], late["queue_position"]) == ("parked", 3)
        shown = [(await poll(http, row["uuid"]))["status"] for row in rows]
        assert shown == ["queued"] * 3 + ["pending"] * 2


async def test_when_an_active_job_ends_the_first_parked_one_moves_up(open_up: Any) -> None:
    async with open_up() as (studio, http):
        rows = await create(http, "a", "b", "c", "d", "e")
        assert await studio.cancel(rows[1]["uuid"])
        shown = [(await poll(http, row["uuid"]))["status"] for row in rows]
        assert shown == ["queued", "failed", "queued", "queued", "pending"]
        (late,) = await create(http, "f")
        assert late["queue_position"] == 2


async def test_a_fresh_video_is_shown_as_documented(open_up: Any) -> None:
    async with open_up() as (_, http):
        (row,) = await create(http, "How tides work")
        assert await poll(http, row["uuid"]) == {
            "uuid": row["uuid"],
            "status": "queued",
            "is_complete": False,
            "is_failed": False,
            "progress": {"stage": "queued", "percent": 0, "current_scene": 0, "total_scenes": 0},
            "error_message": None,
            "task": "How tides work",
            "created_at": "2026-04-25T12:35:00.250000+00:00",
            "updated_at": "2026-04-25T12:35:00.250000+00:00",
        }


async def test_a_video_is_made_and_its_files_are_served(open_up: Any) -> None:
    async with open_up(works=True) as (studio, http):
        (row,) = await create(http, "How tides work")
        video = await ended(studio, http, row["uuid"])
        assert (video["status"], video["is_complete"], video["is_failed"]) == (
            "complete",
            True,
            False,
        )
        assert video["progress"] == {
            "stage": "complete",
            "percent": 100,
            "current_scene": 2,
            "total_scenes": 2,
        }
        assert video["duration_seconds"] == 2.5
        assert video["scenes"][1] == {"n": 2, "title": "Two", "start": 1.0, "seconds": 1.5}
        assert (video["report"], video["notes"]) == ({"words_per_minute": 120}, ["It is tiny."])
        film = await http.get(video["video_url"])
        assert film.content == f"film.mp4 of {row['uuid']}".encode()


async def test_what_the_maker_refuses_fails_with_its_sentence(open_up: Any) -> None:
    async with open_up(works=True) as (studio, http):
        (row,) = await create(http, "refuse Say what the film is about.")
        video = await ended(studio, http, row["uuid"])
        assert (video["status"], video["is_failed"]) == ("failed", True)
        assert video["error_message"] == "Say what the film is about."


async def test_every_default_of_an_item_is_filled_in(open_up: Any) -> None:
    async with open_up() as (studio, http):
        (row,) = await create(http, "How tides work", color_palette={"primary": "#06c"})
        job = await studio.queue.get(row["uuid"])
        assert job.request == {
            "uuid": row["uuid"],
            "task": "How tides work",
            "seconds": 60,
            "aspect_ratio": "16:9",
            "style": "explainer",
            "style_prompt": None,
            "palette": {"primary": "#06c"},
            "voice": None,
            "unset": ["seconds", "aspect_ratio", "style", "style_prompt", "voice"],
            "pictures": {},
            "recording": {},
            "preview": False,
        }


async def test_unknown_keys_and_nulls_are_accepted_outside_the_palette(open_up: Any) -> None:
    async with open_up() as (_, http):
        nulls = dict.fromkeys(("video_duration_seconds", "aspect_ratio", "color_palette"))
        body = order("How tides work", mood="blue", **nulls) | {"email": None, "priority": 1}
        assert (await http.post("/v1/videos", json=body)).status_code == 200


@pytest.mark.parametrize("task", ["a" * 5000, "tab\tand NUL \0", "السلام 世界 🎬", "7"])
async def test_odd_but_valid_tasks_come_back_as_they_were_sent(
    http: httpx2.AsyncClient, task: str
) -> None:
    (row,) = await create(http, task)
    assert (await poll(http, row["uuid"]))["task"] == task


async def test_the_same_request_twice_makes_the_videos_twice(http: httpx2.AsyncClient) -> None:
    """There is no Idempotency-Key on this operation."""
    first, second = await create(http, "a"), await create(http, "a")
    assert first[0]["uuid"] != second[0]["uuid"]


async def test_an_item_without_words_fails_alone(http: httpx2.AsyncClient) -> None:
    answer = (await http.post("/v1/videos", json=order("tides", "?!", "waves"))).json()
    assert [row["status"] for row in answer["results"]] == ["queued", "error", "queued"]
    assert (answer["enqueued"], answer["errors"]) == (2, 1)
    bad = answer["results"][1]
    assert bad.keys() == {"index", "status", "code", "message"}
    assert bad["code"] == "ITEM_FAILED" and bad["message"].startswith("task: ")


def nearly_full(_: Path) -> int:
    return 499_999_999


def without_skia() -> tuple[str, ...]:
    return ("skia-python",)


@pytest.mark.parametrize(
    ("settings", "text"),
    [
        ({"free_space": nearly_full}, "Less than 500 MB are free"),
        ({"missing": without_skia}, add_extra("studio")),
        ({"faults": (Fault("refuse", "tides", text="The queue is full."),)}, "The queue is full."),
    ],
    ids=["full disk", "no renderer", "fault"],
)
async def test_an_item_that_cannot_be_queued_is_an_error_row(
    open_up: Any, settings: dict[str, Any], text: str
) -> None:
    async with open_up(**settings) as (_, http):
        (row,) = await create(http, "tides")
        assert row["status"] == "error" and text in row["message"]


async def test_a_video_is_seen_by_its_owner_alone(open_up: Any) -> None:
    async with open_up() as (studio, http):
        (row,) = await create(http, "a")
        http.headers["X-API-Key"] = await stranger(studio)
        answer = await http.get(f"/v1/videos/{row['uuid']}")
        assert (answer.status_code, answer.json()) == (
            403,
            {"detail": "API key does not own this video"},
        )


async def test_an_organization_key_acts_as_its_organization(open_up: Any) -> None:
    """Its jobs and limits are the organization's; `org_id` in the body has to agree."""
    async with open_up() as (studio, http):
        await create(http, "a", "b", "c")
        org = await add_account(studio.accounts, "A film school", is_org=True)
        member = await add_account(studio.accounts, "Ada")
        http.headers["X-API-Key"] = await new_key(studio.accounts, "knowlify", org, member)
        answer = (await http.post("/v1/videos", json=order("d") | {"org_id": org})).json()
        assert (answer["user_id"], answer["org_id"]) == (member, org)
        assert answer["results"][0]["status"] == "queued", "another caller's jobs take no place"


async def test_addresses_begin_with_the_base_that_was_called(open_up: Any) -> None:
    async with open_up() as (_, http):
        answer = await http.post("http://127.0.0.1:8787/v1/videos", json=order("a"))
        (row,) = answer.json()["results"]
        assert row["chat_url"] == f"http://127.0.0.1:8787/p/chat/{row['session_id']}"


async def test_the_chat_page_shows_how_far_the_film_is_and_then_plays_it(open_up: Any) -> None:
    async with open_up(works=True) as (studio, http):
        (row,) = await create(http, "refuse <b>No</b>")
        await ended(studio, http, row["uuid"])
        failed = await browse(http, row["chat_url"])
        assert "&lt;b&gt;No&lt;/b&gt;" in failed and "<b>No" not in failed
        (row,) = await create(http, "a")
        await ended(studio, http, row["uuid"])
        assert f"/static/{row['uuid']}/film.mp4" in await browse(http, row["chat_url"])


async def browse(http: httpx2.AsyncClient, url: str) -> str:
    """As a browser: without a key."""
    request = http.build_request("GET", url)
    del request.headers["X-API-Key"]
    answer = await http.send(request)
    assert answer.status_code == 200 and answer.headers["content-type"].startswith("text/html")
    return answer.text


async def stranger(studio: OpenStudio) -> str:
    return await new_key(
        studio.accounts, "knowlify", await add_account(studio.accounts, "a stranger")
    )


async def test_the_body_may_be_written_in_ascii_escapes(http: httpx2.AsyncClient) -> None:
    body = json.dumps(order("🎬" * 5000))
    assert (await http.post("/v1/videos", content=body)).status_code == 200
