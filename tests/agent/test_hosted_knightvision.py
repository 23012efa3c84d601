"""Hosted Knightvision from the assistant's chair: what is sent, priced, read, and sent once."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, closing
from pathlib import Path
from typing import Any, TypeAlias

import anyio
import httpx2
import pytest
from mcp import Client
from tests.conftest import in_turn

from callsheet.backends import BackendOptions

from .conftest import Chair, Serve, Sit, Vendor, only, quick, small_studio
from .fake_knightvision import KEY, Partner, said, sample

pytestmark = pytest.mark.anyio

ANALYZE = "knightvision_analyze_ad"
CLIP = "knightvision_generate_video"
CHARACTER = "knightvision_create_character"
FINALIZE = "knightvision_finalize_character"
PAID: list[tuple[str, dict[str, Any], str, int]] = [
    (ANALYZE, sample("analyze_request"), "/analyze", 50),
    (CLIP, sample("generate_request"), "/generate-video", 22),
    (CHARACTER, sample("character_request"), "/characters", 22),
    (FINALIZE, {"character_id": 42, **sample("finalize_request")}, "/characters/42/finalize", 3),
]
"""Each paid tool, the documented request, where it goes, its price."""
IDS = [tool.removeprefix("knightvision_") for tool, *_ in PAID]

Seat: TypeAlias = Callable[..., AbstractAsyncContextManager[Client]]


@pytest.fixture
def partner() -> Partner:
    return Partner()


@pytest.fixture
def seat(serve: Serve, sit: Sit, vendor: Vendor, partner: Partner) -> Seat:
    """Connects to a server whose Knightvision key is the partner's."""

    def connect(**environ: str) -> AbstractAsyncContextManager[Client]:
        ways = BackendOptions(small_studio, httpx2.MockTransport(partner), spacing=0.02)
        keys = {"KNIGHTVISION_API_KEY": KEY, **environ}
        return sit(serve(quick(vendor, ways=ways), **keys))

    return connect


async def reported(chair: Chair, made: dict[str, Any]) -> dict[str, Any]:
    """The answer that tells the end of a job: that of the call itself, or of the wait after it."""
    following = made.get("next", {})
    if following.get("tool") != "wait_for_jobs":
        return made
    return await chair.call("wait_for_jobs", **following["arguments"])


@in_turn(("tool", "request_", "path", "price"), PAID, IDS)
async def test_without_enough_credits_nothing_is_sent_and_the_price_is_named(
    seat: Seat, partner: Partner, tool: str, request_: dict[str, Any], path: str, price: int
) -> None:
    """A hosted paid call without enough names price, balance and the call to make."""
    with anyio.fail_after(60):
        async with seat() as client:
            chair = Chair(client)
            texts = [await chair.refused(tool, **request_)]
            texts.append(await chair.refused(tool, **request_, max_credits=price - 1))
            assert (await chair.call("list_jobs"))["jobs"] == []
    for text in texts:
        assert "Nothing was sent" in text and f"costs {price} credits" in text
        assert "950 credits remain" in text
        assert f"call `{tool}` again" in text and f"`max_credits: {price}`" in text
    assert partner.posts == []


@in_turn(("tool", "request_", "path", "price"), PAID, IDS)
async def test_the_documented_request_is_sent_once_and_its_answer_is_read(
    seat: Seat, partner: Partner, tool: str, request_: dict[str, Any], path: str, price: int
) -> None:
    """The documentation's own bodies, both ways; a repeat is the first one's job."""
    with anyio.fail_after(60):
        async with seat() as client:
            chair = Chair(client)
            made = await chair.call(tool, **request_, max_credits=price)
            again = await chair.call(tool, **request_, max_credits=price)
    (post,) = partner.posts
    body = {key: value for key, value in request_.items() if key != "character_id"}
    assert post.url.path.endswith(path) and json.loads(post.content) == body
    assert post.headers["Authorization"] == f"Bearer {KEY}"
    row = only(made["jobs"])
    assert (row["state"], row["made_by"]) == ("running", "Knightvision (paid)")
    assert row["credits_used"] == made["answer"]["credits_used"] == price
    assert made["answer"]["credits_remaining"] > 0 and "what_it_is" not in row
    assert only(again["jobs"])["deduplicated"] is True


async def test_a_report_is_read_as_documented(seat: Seat) -> None:
    """`GET /status/<job_id>`: the four texts, by their names; `next` leads there."""
    with anyio.fail_after(60):
        async with seat() as client:
            chair = Chair(client)
            made = await chair.call(ANALYZE, url="123", max_credits=50)
            row = only((await reported(chair, made))["jobs"])
            whole = await chair.call("knightvision_get_analysis", job_id=row["remote_id"])
    documented = sample("status_complete")["result"]
    assert row["state"] == "succeeded"
    assert {key: row["result"][key] for key in documented} == documented
    assert whole["answer"]["result"] == documented


async def test_a_clip_is_read_as_documented_and_can_be_saved(seat: Seat) -> None:
    with anyio.fail_after(60):
        async with seat() as client:
            chair = Chair(client)
            made = await chair.call(CLIP, prompt="A city", max_credits=22)
            waited = await reported(chair, made)
            shown = await chair.call(
                "knightvision_get_video", job_id=only(made["jobs"])["remote_id"]
            )
    documented = sample("video_complete")
    assert only(waited["jobs"])["result"]["video_url"] == documented["video_url"]
    assert waited["next"]["tool"] == "save_video"
    assert shown["answer"]["duration"] == documented["duration"]


async def test_a_character_goes_as_documented(seat: Seat, partner: Partner) -> None:
    """Statuses after `finalizing` are not documented: shown, and `ready` is no failure."""
    finalizing = said(character={"id": 42, "name": "Sales Expert", "status": "finalizing"})
    known = said(character={"id": 42, "name": "Sales Expert", "status": "published"})
    with anyio.fail_after(60):
        async with seat() as client:
            chair = Chair(client)
            made = await chair.call(CHARACTER, name="Ada", prompt="A woman", max_credits=22)
            await reported(chair, made)
            partner.says("GET /characters/42", finalizing, known)
            posed = await chair.call(FINALIZE, character_id=42, max_credits=3)
            finalize = only(posed["jobs"])["job_id"]
            looks = partner.asked("/characters/42")
            while partner.asked("/characters/42") < looks + 4:
                await chair.call("wait_for_jobs", job_ids=[finalize], seconds=0.1)
            waited = await chair.call("wait_for_jobs", job_ids=[finalize], seconds=0)
            shown = await chair.call("knightvision_get_character", character_id=42)
    assert only(posed["jobs"])["title"] == "Ada (finalize)"
    assert waited["counts"] == {"running": 1}
    assert shown["answer"]["character"]["status"] == "ready"


async def test_live_prices_go_before_the_documented_table(seat: Seat, partner: Partner) -> None:
    """Prices can differ by account: trust `GET /credits`."""
    costs = {**sample("credits")["costs"], "video_sora2_10s": 30, "new_thing": {"a": 1}}
    live = said(**{**sample("credits"), "costs": costs})
    partner.says("GET /credits", live, live)
    with anyio.fail_after(60):
        async with seat() as client:
            chair = Chair(client)
            text = await chair.refused(CLIP, prompt="A city", max_credits=22)
            call = {"tool": CLIP, "arguments": {"prompt": "A city"}}
            estimate = await chair.call("estimate_cost", calls=[call])
    assert "costs 30 credits" in text
    assert (estimate["prices"], estimate["balance"]) == ("live", 950)
    assert estimate["total"] == {"credits_low": 30, "credits_high": 30, "videos": 0}


async def test_a_kling_clip_needs_the_upper_end_of_its_price(seat: Seat, partner: Partner) -> None:
    """How a caller picks 720p or 1080p is not documented: 10 s cost 100 to 130."""
    kling = {"prompt": "A city", "model": "kling-v3-text-to-video"}
    with anyio.fail_after(60):
        async with seat() as client:
            chair = Chair(client)
            text = await chair.refused(CLIP, **kling, max_credits=129)
            call = {"tool": CLIP, "arguments": kling}
            impossible = {"tool": CLIP, "arguments": {"model": "sora-2-pro"}}
            estimate = await chair.call("estimate_cost", calls=[call, impossible])
    assert "costs 100-130 credits" in text and "`max_credits: 130`" in text
    first, second = estimate["items"]
    assert (first["credits"], first["max_credits"]) == ("100-130", 130)
    assert "does not make 10 s" in second["note"] and "credits" not in second
    assert partner.posts == []


@pytest.mark.both_eras
async def test_the_day_s_credits_are_kept_whatever_a_call_approves(
    seat: Seat, partner: Partner
) -> None:
    """`CALLSHEET_MAX_CREDITS_PER_DAY`, reserved with the intent."""
    with anyio.fail_after(60):
        async with seat(CALLSHEET_MAX_CREDITS_PER_DAY="60") as client:
            chair = Chair(client)
            await chair.call(ANALYZE, url="123", max_credits=50)
            over = await chair.refused(CLIP, prompt="A city", max_credits=22)
            spending = (await chair.call("list_jobs"))["spending"]
    assert "72 hosted credits would be spent in 24 hours, and the limit is 60" in over
    assert "CALLSHEET_MAX_CREDITS_PER_DAY" in over
    assert spending["knightvision"]["credits_last_24_hours"] == 50
    assert len(partner.posts) == 1


@pytest.mark.sqlite_file
async def test_a_submit_is_counted_when_it_leaves(
    serve: Serve, sit: Sit, vendor: Vendor, partner: Partner, tmp_path: Path
) -> None:
    """A provider counts arrivals: what is read before must not make it seem earlier."""
    seconds, left = [1_800_000_000.0], list[float]()

    def slow(request: httpx2.Request) -> httpx2.Response:
        seconds[0] += 10
        if request.method == "POST":
            left.append(seconds[0] - 10)
        return partner(request)

    ways = BackendOptions(small_studio, httpx2.MockTransport(slow), spacing=0.02)
    parts = quick(vendor, ways=ways, now=lambda: seconds[0])
    with anyio.fail_after(60):
        async with sit(serve(parts, KNIGHTVISION_API_KEY=KEY)) as client:
            await Chair(client).call(CLIP, prompt="A city", max_credits=22)
    query = "SELECT at FROM api_request WHERE bucket = 'generate-video'"
    with closing(sqlite3.connect(tmp_path / "home" / "journal.sqlite3")) as journal:
        counted = [at for (at,) in journal.execute(query)]
    assert counted == left


async def test_a_failed_clip_is_paid_back(seat: Seat, partner: Partner) -> None:
    """Knightvision documentation, "Credits": a failed video is refunded."""
    failed = said(job_id="x", status="error", error="No\x1b faces,\nplease")
    partner.says("GET /video-status/sora_20260323_141500_abc123", failed)
    with anyio.fail_after(60):
        async with seat() as client:
            chair = Chair(client)
            made = await chair.call(CLIP, prompt="A face", max_credits=22)
            row = only((await reported(chair, made))["jobs"])
    assert (row["state"], row["credits_used"]) == ("failed", 0)
    assert row["error"] == (
        "Knightvision says: “No faces, please” Its 22 credits come back, as the documentation says."
    )


async def test_lists_show_what_was_made_elsewhere(seat: Seat) -> None:
    """`GET /videos` and `GET /characters`, and ids from them lead on."""
    with anyio.fail_after(60):
        async with seat() as client:
            chair = Chair(client)
            videos = await chair.call("knightvision_list_videos", limit=5)
            listed = only(videos["answer"]["videos"])
            clip = await chair.call("knightvision_get_video", job_id=listed["job_id"])
            characters = await chair.call("knightvision_list_characters")
            figure = only(characters["answer"]["characters"])
            shown = await chair.call("knightvision_get_character", character_id=figure["id"])
    assert listed == sample("videos")["videos"][0]
    assert videos["answered_by"] == "Knightvision (paid)"
    assert only(clip["jobs"])["state"] == "succeeded"
    assert figure == sample("characters")["characters"][0]
    assert only(shown["jobs"])["title"] == "Sales Expert"


async def test_long_lists_are_paged_and_small(seat: Seat, partner: Partner) -> None:
    """Nothing over 25,000 tokens leaves a tool."""
    figures = [{"id": n, "name": f"Figure {n}", "status": "ready"} for n in range(120)]
    videos = [{**sample("videos")["videos"][0], "prompt": "x" * 2000}] * 50
    partner.says("GET /characters", said(characters=figures), said(characters=figures))
    partner.says("GET /videos", said(videos=videos, extra={"a": ["y" * 2000] * 100}))
    with anyio.fail_after(60):
        async with seat() as client:
            chair = Chair(client)
            first = await chair.call("knightvision_list_characters")
            last = await chair.call("knightvision_list_characters", page=3)
            clips = await chair.call("knightvision_list_videos", limit=50)
    assert len(first["answer"]["characters"]) == 50
    assert first["next"]["arguments"] == {"page": 2}
    assert [figure["id"] for figure in last["answer"]["characters"]] == [*range(100, 120)]
    assert "next" not in last
    assert len(clips["answer"]["videos"]) == 50
    assert len(json.dumps(clips)) / 4 < 25_000


async def test_a_report_too_long_for_a_wait_is_shown_whole_by_its_tool(
    seat: Seat, partner: Partner
) -> None:
    """Text of a provider is data, bounded; the whole of it is one call away."""
    texts = {**sample("status_complete")["result"], "analysis": "word " * 2000}
    report = said(**{**sample("status_complete"), "result": texts})
    partner.says("GET /status/20260323_141500_abc123", report, report)
    with anyio.fail_after(60):
        async with seat() as client:
            chair = Chair(client)
            await chair.call(ANALYZE, url="123", max_credits=50)
            waited = await chair.call("wait_for_jobs")
            assert waited["next"]["tool"] == "knightvision_get_analysis"
            whole = await chair.call(waited["next"]["tool"], **waited["next"]["arguments"])
    assert len(only(waited["jobs"])["result"]["analysis"]) == 2000
    assert len(whole["answer"]["result"]["analysis"]) == 10_000


async def test_a_key_of_the_studio_s_is_never_sent_to_the_hosted_service(
    seat: Seat, serve: Serve, sit: Sit, partner: Partner, tmp_path: Any
) -> None:
    with anyio.fail_after(60):
        async with sit(serve()) as client:
            await Chair(client).call("knightvision_get_credits")
        keys = json.loads((tmp_path / "home" / "studio" / "keys.json").read_text("utf-8"))
        async with seat(KNIGHTVISION_API_KEY=keys["knightvision"]) as client:
            chair = Chair(client)
            row = only((await chair.call(CLIP, prompt="Tea"))["jobs"])
            text = await chair.refused(CLIP, prompt="Tea", where="hosted", max_credits=22)
    assert row["made_by"] == "this computer (free)"
    assert "KNIGHTVISION_API_KEY is a key of this computer's own studio" in text
    assert partner.requests == []
