"""Knightvision's documented samples, played against the studio: it answers in the same shapes.

The samples are the documentation's own bodies, as printed.
"""

import json
from collections.abc import AsyncGenerator
from dataclasses import asdict
from pathlib import Path
from typing import Any, cast

import httpx2
import pytest
from tests.studio_callers import add_account, new_key

from callsheet_studio.ad_analysis.contract import AdReport
from callsheet_studio.animatic.contract import CharacterResult, ClipResult
from callsheet_studio.jobs.contract import Progress
from callsheet_studio.studio import Studio

pytestmark = pytest.mark.anyio
SAMPLES = Path(__file__).parent / "samples"
MOMENT = 1_774_275_300.0
"""When the samples were made."""


@pytest.fixture
async def studio(tmp_path: Path) -> AsyncGenerator[tuple[Any, httpx2.AsyncClient]]:
    """A studio that takes jobs in, and a client with the samples' balance."""
    async with Studio(tmp_path, clock=lambda: MOMENT).open(works=False) as studio:
        account = await add_account(studio.accounts, "partner", credits=1000)
        key = await new_key(studio.accounts, "knightvision", account)
        async with httpx2.AsyncClient(
            transport=httpx2.ASGITransport(studio.knightvision),
            base_url="http://studio.localhost/api/v1/partner/",
            headers={"Authorization": f"Bearer {key}"},
        ) as http:
            yield studio, http


def sample(name: str) -> Any:
    return json.loads((SAMPLES / f"knightvision_{name}.json").read_text(encoding="utf-8"))


def agrees(answer: Any, documented: Any) -> bool:
    """Whether the answer has all documented keys with values of the documented JSON types.

    More keys may come along: v1 may gain fields.
    """
    if isinstance(documented, dict):
        keys = cast("dict[str, Any]", documented)
        return all(key in answer and agrees(answer[key], keys[key]) for key in keys)
    if isinstance(documented, list):
        (one,) = cast("list[Any]", documented)
        return all(agrees(member, one) for member in answer)
    return type(answer) is type(documented)


async def done(studio: Any, result: Any) -> None:
    """The one waiting job is done, and gave this."""
    await studio.queue.finish(await studio.queue.claim(1), asdict(result))


async def test_analyzing_an_ad_goes_as_documented(studio: Any) -> None:
    opened, http = studio
    answer = (await http.post("analyze", json=sample("analyze_request"))).json()
    documented = sample("analyze_response")
    assert answer.keys() == documented.keys() and agrees(answer, documented)
    assert answer["credits_remaining"] == documented["credits_remaining"]
    claim = await opened.queue.claim(1)
    await opened.queue.record_progress(claim, Progress("downloading", 5))
    running = (await http.get(f"status/{answer['job_id']}")).json()
    assert running.keys() == sample("status_running").keys()
    assert running["status"] == sample("status_running")["status"]
    await opened.queue.finish(claim, asdict(AdReport("a", "b", "c", "d")))
    complete = (await http.get(f"status/{answer['job_id']}")).json()
    assert agrees(complete, sample("status_complete"))


async def test_the_balance_and_every_price_are_the_documented_ones(studio: Any) -> None:
    _, http = studio
    await http.post("analyze", json=sample("analyze_request"))
    answer = (await http.get("credits")).json()
    documented = sample("credits")
    assert len(answer.pop("request_id")) == len(documented.pop("request_id"))
    assert answer == documented


async def test_generating_a_video_goes_as_documented(studio: Any) -> None:
    opened, http = studio
    await http.post("analyze", json=sample("analyze_request"))
    await opened.cancel((await opened.queue.claim(1)).job.id)
    answer = (await http.post("generate-video", json=sample("generate_request"))).json()
    documented = sample("generate_response")
    assert answer.keys() == documented.keys() and agrees(answer, documented)
    assert answer["credits_used"] == documented["credits_used"]
    await done(opened, ClipResult(10.0, ("A person walking",), ()))
    complete = (await http.get(f"video-status/{answer['job_id']}")).json()
    assert agrees(complete, sample("video_complete"))
    (row,) = (await http.get("videos")).json()["videos"]
    (documented_row,) = sample("videos")["videos"]
    assert row.keys() == documented_row.keys() and agrees(row, documented_row)
    same = ("prompt", "model", "duration", "aspect_ratio", "credits_used", "status", "created_at")
    assert [row[key] for key in same] == [documented_row[key] for key in same]


async def test_a_character_goes_as_documented(studio: Any) -> None:
    opened, http = studio
    answer = (await http.post("characters", json=sample("character_request"))).json()
    documented = sample("character_response")
    assert answer.keys() == documented.keys() and agrees(answer, documented)
    await done(opened, CharacterResult("Sales Expert", {}, 10.0))
    listed = (await http.get("characters")).json()
    assert listed.keys() == sample("characters").keys() and agrees(listed, sample("characters"))
    shown = (await http.get(f"characters/{answer['character_id']}")).json()
    assert agrees(shown, sample("character"))
    posed = await http.post(
        f"characters/{answer['character_id']}/finalize", json=sample("finalize_request")
    )
    documented = sample("finalize_response")
    assert posed.json().keys() == documented.keys() and agrees(posed.json(), documented)
    assert posed.json()["credits_used"] == documented["credits_used"]
