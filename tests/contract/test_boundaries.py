"""What stands just inside each documented limit is taken, at the documented price."""

from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from callsheet_studio.api.knightvision.routes import PREFIX
from callsheet_studio.http_server import combine_apps
from callsheet_studio.studio import Studio

pytestmark = pytest.mark.anyio
KLING = ("kling-v3-text-to-video", "kling-o3-text-to-video")
ITEMS: dict[str, Any] = {
    "task of one letter": {"task": "a"},
    "task of 5000": {"task": "a" * 5000},
    "30 s": {"video_duration_seconds": 30},
    "300 s": {"video_duration_seconds": 300},
    "wide": {"aspect_ratio": "16:9"},
    "tall": {"aspect_ratio": "9:16"},
    **{
        style: {"video_type": style}
        for style in ("instructional", "explainer", "corporate", "marketing", "narrative", "social")
    },
    "style prompt of 5000": {"global_style_prompt": "a" * 5000},
    "voice of 5000": {"voice_description": "a" * 5000},
    "three digits": {"color_palette": {"primary": "#06c"}},
    "six digits": {"color_palette": {"accent": "#FF6600"}},
    "four colours": {
        "color_palette": dict.fromkeys(("primary", "secondary", "tertiary", "accent"), "#000")
    },
    "no colour": {"color_palette": {}},
    "unknown key": {"mood": "calm"},
    "nulls": dict.fromkeys(
        (
            "video_duration_seconds",
            "aspect_ratio",
            "video_type",
            "global_style_prompt",
            "color_palette",
            "voice_description",
        )
    ),
}
BODIES: dict[str, Any] = {
    "50 videos": {"videos": [{"task": "a"}] * 50},
    "e-mail of 320": {"videos": [{"task": "a"}], "email": f"{'a' * 318}@b"},
    "unknown key": {"videos": [{"task": "a"}], "priority": 1},
    "nulls": {"videos": [{"task": "a"}], "email": None, "org_id": None},
}
ADS = (
    "https://facebook.com/ads/library/?id=1",
    "https://www.facebook.com/reel/1",
    "https://m.facebook.com/1",
    "https://instagram.com/p/x",
    "https://www.instagram.com/reel/x/",
    "https://tiktok.com/@a/video/1",
    "https://www.tiktok.com/@a/video/1",
    "https://vm.tiktok.com/x",
    "123456789",
    123456789,
)
SUBMITS: dict[str, tuple[str, Any, int]] = {
    **{f"ad {ad}": ("analyze", {"url": ad}, 50) for ad in ADS},
    "prompt of 2000": ("generate-video", {"prompt": "a" * 2000}, 22),
    "sora-2 10": ("generate-video", {"model": "sora-2", "duration": 10}, 22),
    "sora-2 15": ("generate-video", {"model": "sora-2", "duration": 15}, 25),
    "sora-2-pro 15": ("generate-video", {"model": "sora-2-pro", "duration": 15}, 154),
    "sora-2-pro 25": ("generate-video", {"model": "sora-2-pro", "duration": 25}, 175),
    **{
        f"{model} {seconds}": (
            "generate-video",
            {"model": model, "duration": seconds},
            10 * seconds,
        )
        for model in KLING
        for seconds in (1, 7, 61, 300)
    },
    "square": ("generate-video", {"aspect_ratio": "1:1"}, 22),
    "nulls": ("generate-video", dict.fromkeys(("model", "duration", "aspect_ratio")), 22),
    "name of 50": ("characters", {"name": "a" * 50}, 22),
    "character of 1000": ("characters", {"prompt": "a" * 1000}, 22),
    "square character": ("characters", {"aspect_ratio": "1:1", "duration": 300}, 22),
}
NEEDED: dict[str, Any] = {
    "analyze": {},
    "generate-video": {"prompt": "A person walking"},
    "characters": {"name": "Sales Expert", "prompt": "A business person"},
}


@pytest.fixture
async def http(tmp_path: Path) -> AsyncGenerator[httpx2.AsyncClient]:
    async with Studio(tmp_path).open(works=False) as studio:
        headers = {
            "X-API-Key": studio.keys.knowlify,
            "Authorization": f"Bearer {studio.keys.knightvision}",
        }
        transport = httpx2.ASGITransport(combine_apps(studio))
        base = "http://127.0.0.1:8787"
        async with httpx2.AsyncClient(transport=transport, base_url=base, headers=headers) as http:
            yield http


@pytest.mark.parametrize("fields", ITEMS.values(), ids=ITEMS)
async def test_an_item_within_the_limits_is_queued(http: httpx2.AsyncClient, fields: Any) -> None:
    answer = await http.post("/v1/videos", json={"videos": [{"task": "How tides work"} | fields]})
    assert [row["status"] for row in answer.json()["results"]] == ["queued"]


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
async def test_a_batch_within_the_limits_has_three_active_jobs_and_a_line(
    http: httpx2.AsyncClient, body: Any
) -> None:
    answer = (await http.post("/v1/videos", json=body)).json()
    total = len(body["videos"])
    active = min(3, total)
    assert (answer["total"], answer["enqueued"], answer["parked"], answer["errors"]) == (
        total,
        active,
        total - active,
        0,
    )
    places = [row["queue_position"] for row in answer["results"] if row["status"] == "parked"]
    assert places == list(range(1, total - active + 1))
    assert [row["index"] for row in answer["results"]] == list(range(total))


@pytest.mark.parametrize(("path", "fields", "price"), SUBMITS.values(), ids=SUBMITS)
async def test_a_submit_within_the_limits_costs_what_the_documents_say(
    http: httpx2.AsyncClient, path: str, fields: Any, price: int
) -> None:
    answer = await http.post(f"{PREFIX}/{path}", json=NEEDED[path] | fields)
    assert answer.status_code == 202, answer.text
    told = answer.json()
    assert (told["credits_used"], told["credits_remaining"]) == (price, 1_000_000 - price)
    assert (await http.get(f"{PREFIX}/credits")).json()["credits_remaining"] == 1_000_000 - price
