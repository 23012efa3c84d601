"""The three workflows of the Knightvision documentation, each to its end."""

import re
from pathlib import Path
from typing import Any

import anyio
import anyio.lowlevel
import httpx2
import pytest
from tests.studio_callers import add_account, new_key

from callsheet_studio.api.knightvision import prices
from callsheet_studio.jobs.fault_injection import Fault
from callsheet_studio.storage.credits import DAILY

pytestmark = pytest.mark.anyio
HERO = {"name": "Sales Expert", "prompt": "A confident business person in a modern office"}
PROMPT = "A person walking through a futuristic city"


async def take(http: httpx2.AsyncClient, path: str, **body: Any) -> dict[str, Any]:
    answer = await http.post(path, json=body)
    assert answer.status_code == 202, answer.text
    return answer.json()


async def look(http: httpx2.AsyncClient, path: str) -> dict[str, Any]:
    answer = await http.get(path)
    assert answer.status_code == 200, answer.text
    return answer.json()


def ad(studio: Any, content: str = "") -> str:
    """Put an ad into the studio's library; gives its id."""
    path: Path = studio.home / "ads" / "700123.mp4"
    path.parent.mkdir()
    path.write_text(content)
    return path.stem


async def test_an_ad_is_analyzed(open_up: Any, ended: Any) -> None:
    async with open_up(works=True) as (studio, http):
        queued = await take(http, "analyze", url=int(ad(studio)))
        assert queued["status"] == "queued" and queued["credits_used"] == 50
        assert re.fullmatch(r"20260323_141500_[0-9a-z]{6}", queued["job_id"])
        await ended(studio, queued["job_id"])
        done = await look(http, f"status/{queued['job_id']}")
        assert (done["job_id"], done["status"]) == (queued["job_id"], "complete")
        assert done["result"] == {
            "summary": "A summary.",
            "transcription": "A transcription.",
            "analysis": "An analysis.",
            "ugc_script": "A script.",
            "notes": [],
        }


async def test_an_unknown_ad_is_an_error_that_says_how_to_add_it(open_up: Any, ended: Any) -> None:
    async with open_up(works=True) as (studio, http):
        queued = await take(http, "analyze", url="123456789")
        await ended(studio, queued["job_id"])
        failed = await look(http, f"status/{queued['job_id']}")
        assert failed["status"] == "error" and "callsheet ads add FILE" in failed["error"]


async def test_a_clip_is_made_and_its_files_are_served(open_up: Any, ended: Any) -> None:
    async with open_up(works=True) as (studio, http):
        queued = await take(http, "generate-video", prompt=PROMPT)
        job_id = queued["job_id"]
        assert queued["status"] == "queued" and queued["credits_used"] == 22
        assert re.fullmatch(r"sora_20260323_141500_[0-9a-z]{6}", job_id)
        await ended(studio, job_id)
        done = await look(http, f"video-status/{job_id}")
        assert (done["status"], done["duration"]) == ("complete", 10)
        assert done["requested_model"] == "sora-2"
        assert done["notes"] == ["In it: nobody; mark: True."]
        for key, name in (("video", "clip.mp4"), ("poster", "poster.jpg")):
            file = await http.get(done[f"{key}_url"], headers={"Authorization": ""})
            assert file.content == f"{name} of {job_id}".encode()


async def test_the_list_tells_the_state_of_each_clip_newest_first(
    open_up: Any, clock: Any, ended: Any
) -> None:
    async with open_up(works=True) as (studio, http):
        first = await take(http, "generate-video", prompt=PROMPT)
        await ended(studio, first["job_id"])
        clock.now += 61
        kling = {"model": "kling-v3-text-to-video", "duration": 1, "aspect_ratio": "1:1"}
        second = await take(http, "generate-video", prompt="refuse No.", **kling)
        assert second["job_id"].startswith("kling_") and second["credits_used"] == 10
        await ended(studio, second["job_id"])
        failed, done = (await look(http, "videos"))["videos"]
        assert failed == {
            "job_id": second["job_id"],
            "prompt": "refuse No.",
            "model": "kling-v3-text-to-video",
            "duration": 1,
            "aspect_ratio": "1:1",
            "credits_used": 10,
            "status": "error",
            "video_url": None,
            "created_at": "2026-03-23 14:16:01",
        }
        assert done["job_id"] == first["job_id"] and done["status"] == "complete"
        assert done["video_url"].endswith("/clip.mp4")
        assert (await look(http, "videos?limit=1"))["videos"] == [failed]
        told = await look(http, f"video-status/{second['job_id']}")
        assert (told["status"], told["error"]) == ("error", "No.")


async def test_a_character_is_created_finalized_and_cast(open_up: Any, ended: Any) -> None:
    async with open_up(works=True) as (studio, http):
        made = await take(http, "characters", **HERO)
        number = made["character_id"]
        assert (made["status"], made["credits_used"]) == ("processing", 22)
        await all_ended(studio, http, ended)
        shown = (await look(http, f"characters/{number}"))["character"]
        assert (shown["id"], shown["name"], shown["status"]) == (number, "Sales Expert", "ready")
        posed = await take(http, f"characters/{number}/finalize")
        assert (posed["status"], posed["credits_used"]) == ("finalizing", 3)
        await all_ended(studio, http, ended)
        (row,) = (await look(http, "characters"))["characters"]
        assert row == {"id": number, "name": "Sales Expert", "status": "finalized"}
        queued = await take(http, "generate-video", prompt="@sales expert waves, @Nobody looks on")
        job = await ended(studio, queued["job_id"])
        assert job.request["cast"] == {"Sales Expert": {"hat": HERO["prompt"]}}


async def test_a_character_that_is_not_finalized_is_not_cast(open_up: Any, ended: Any) -> None:
    async with open_up(works=True) as (studio, http):
        await take(http, "characters", **HERO)
        await all_ended(studio, http, ended)
        queued = await take(http, "generate-video", prompt="@Sales Expert waves")
        assert (await studio.queue.get(queued["job_id"])).request["cast"] == {}


async def all_ended(studio: Any, http: httpx2.AsyncClient, ended: Any) -> None:
    """Wait for everything that the client's characters ask for."""
    lane = f"knightvision/{await account(studio)}"
    for job in await studio.queue.list(lane):
        await ended(studio, job.id)


async def account(studio: Any) -> str:
    caller = await studio.accounts.caller("knightvision", studio.keys.knightvision)
    return caller.account


async def test_a_pose_lies_within_the_characters_film(open_up: Any, ended: Any) -> None:
    """0 ≤ start < end ≤ duration."""
    async with open_up(works=True) as (studio, http):
        number = (await take(http, "characters", **HERO))["character_id"]
        await all_ended(studio, http, ended)
        for end in (11, 1):
            answer = await http.post(f"characters/{number}/finalize", json={"timestamp_end": end})
            assert (answer.status_code, answer.json()) == (400, {"error": "Invalid timestamps"})
        assert (await look(http, f"characters/{number}"))["character"]["status"] == "ready"


async def test_a_character_is_finalized_once_and_only_when_it_is_ready(
    open_up: Any, ended: Any
) -> None:
    async with open_up() as (_, http):
        number = (await take(http, "characters", **HERO))["character_id"]
        early = await http.post(f"characters/{number}/finalize", json={})
        assert (early.status_code, early.json()) == (400, {"error": "Character is not ready"})
    async with open_up(works=True) as (studio, http):
        await all_ended(studio, http, ended)
        await take(http, f"characters/{number}/finalize")
        again = await http.post(f"characters/{number}/finalize", json={})
        assert (again.status_code, again.json()) == (400, {"error": "Character is not ready"})


async def test_a_finalize_that_fails_leaves_the_character_ready_and_can_be_tried_again(
    open_up: Any, ended: Any
) -> None:
    async with open_up(works=True) as (studio, http):
        number = (await take(http, "characters", **HERO))["character_id"]
        await all_ended(studio, http, ended)
        await take(http, f"characters/{number}/finalize", character_prompt="refuse No.")
        await all_ended(studio, http, ended)
        assert (await look(http, f"characters/{number}"))["character"]["status"] == "ready"
        await take(http, f"characters/{number}/finalize")
        await all_ended(studio, http, ended)
        assert (await look(http, f"characters/{number}"))["character"]["status"] == "finalized"


async def test_a_character_that_cannot_be_drawn_is_failed(open_up: Any, ended: Any) -> None:
    async with open_up(works=True) as (studio, http):
        number = (await take(http, "characters", name="A", prompt="refuse No."))["character_id"]
        await all_ended(studio, http, ended)
        shown = (await look(http, f"characters/{number}"))["character"]
        assert (shown["status"], shown["error"]) == ("failed", "No.")


async def test_what_belongs_to_another_caller_cannot_be_told_from_nothing(open_up: Any) -> None:
    """404 in both cases; a job's text says `Not found` where an unknown one is `Job not found`."""
    async with open_up() as (studio, http):
        analysis = (await take(http, "analyze", url="1"))["job_id"]
        clip = (await take(http, "generate-video", prompt=PROMPT))["job_id"]
        number = (await take(http, "characters", **HERO))["character_id"]
        stranger = await add_account(studio.accounts, "a stranger", credits=100)
        key = await new_key(studio.accounts, "knightvision", stranger)
        http.headers["Authorization"] = f"Bearer {key}"
        answers = [
            await http.get(path)
            for path in (f"status/{analysis}", f"video-status/{clip}", f"characters/{number}")
        ]
        assert [(answer.status_code, answer.json()["error"]) for answer in answers] == [
            (404, "Not found"),
            (404, "Not found"),
            (404, "Character not found"),
        ]
        theft = await http.post(f"characters/{number}/finalize", json={})
        assert theft.status_code == 404
        assert (await look(http, "videos"))["videos"] == []
        assert (await look(http, "characters"))["characters"] == []


async def test_an_analysis_is_queued_until_somebody_works_on_it(open_up: Any) -> None:
    async with open_up() as (studio, http):
        job_id = (await take(http, "analyze", url="1"))["job_id"]
        assert (await look(http, f"status/{job_id}"))["status"] == "queued"
        await studio.queue.claim(1)
        assert (await look(http, f"status/{job_id}"))["status"] == "downloading"


@pytest.mark.parametrize("stage", ["downloading", "extracting_frames", "transcribing", "analyzing"])
async def test_every_stage_of_an_analysis_is_shown(open_up: Any, clock: Any, stage: str) -> None:
    """`queued` → `downloading` → `extracting_frames` → `transcribing` → `analyzing`."""
    stall = Fault("stall", stage)
    async with open_up(works=True, limited=False, faults=(stall,)) as (studio, http):
        job_id = (await take(http, "analyze", url=ad(studio)))["job_id"]
        with anyio.fail_after(60):
            while (told := await look(http, f"status/{job_id}"))["status"] != stage:
                await anyio.lowlevel.checkpoint()
        assert told["message"] and "result" not in told


async def test_every_price_is_the_documented_one(open_up: Any) -> None:
    async with open_up() as (_, http):
        told = await look(http, "credits")
        assert told["credit_cost_per_analysis"] == told["costs"]["analysis"] == prices.ANALYSIS
        assert told["credits_remaining"] == DAILY


@pytest.mark.parametrize(
    ("model", "duration", "price"),
    [
        ("sora-2", 10, 22),
        ("sora-2", 15, 25),
        ("sora-2-pro", 15, 154),
        ("sora-2-pro", 25, 175),
        ("kling-v3-text-to-video", 1, 10),
        ("kling-o3-text-to-video", 300, 3000),
    ],
)
async def test_a_clip_costs_what_the_documentation_says(
    open_up: Any, model: str, duration: int, price: int
) -> None:
    """kling: 10 credits a second at 720p, which is what the studio renders."""
    async with open_up() as (_, http):
        made = await take(http, "generate-video", prompt=PROMPT, model=model, duration=duration)
        assert made["credits_used"] == price
