"""The documentation's workflows with the studio's own makers: real films, a real report."""

import json
from pathlib import Path
from typing import Any

import anyio
import httpx2
import pytest
from tests.fake_llm_endpoint import Models
from tests.studio.ad_analysis.ads import RED, Take, shoot

from callsheet_studio.jobs.contract import VideoFormat
from callsheet_studio.llm.endpoints import Endpoint, ModelEndpoints
from callsheet_studio.studio import Studio

pytestmark = [pytest.mark.anyio, pytest.mark.slow]
SMALL = VideoFormat(short_side=144, fps=12)
TOLD = {
    "summary": "One red shot.",
    "reading": ["Nothing moves.", "Nothing is said."],
    "advice": [],
    "takes": [{"say": "[your line]", "do": "Hold still."}],
}


async def test_a_character_is_drawn_posed_cast_in_a_clip_and_the_clip_analyzed(
    tmp_path: Path, listening: Any
) -> None:
    studio = Studio(tmp_path, format=SMALL, limited=False)
    async with listening(studio) as (url, keys):
        headers = {"Authorization": f"Bearer {keys.knightvision}"}
        base = f"{url}/api/v1/partner/"
        async with httpx2.AsyncClient(base_url=base, headers=headers, timeout=120) as http:
            with anyio.fail_after(900):
                await _character(http)
                clip = await _clip(http)
                assert clip["notes"] == [], "the prompt is drawn whole"
                report = await _report(http, studio, clip["video_url"])
    assert "9:16" in report["summary"] and "2.0 seconds" in report["summary"]


async def _character(http: httpx2.AsyncClient) -> None:
    hero = {"name": "Sales Expert", "prompt": "A confident business person", "duration": 2}
    number = (await _post(http, "characters", hero))["character_id"]
    await _reached(http, f"characters/{number}", "ready")
    times = {"timestamp_start": 0, "timestamp_end": 1}
    await _post(http, f"characters/{number}/finalize", times)
    await _reached(http, f"characters/{number}", "finalized")


async def _clip(http: httpx2.AsyncClient) -> dict[str, Any]:
    prompt = "@Sales Expert walks through a futuristic city"
    order = {"prompt": prompt, "model": "kling-v3-text-to-video", "duration": 2}
    job_id = (await _post(http, "generate-video", order))["job_id"]
    return await _reached(http, f"video-status/{job_id}", "complete")


async def _report(http: httpx2.AsyncClient, studio: Studio, video_url: str) -> dict[str, Any]:
    """What the analysis says of the clip, once that is an ad of the library."""
    ad = studio.home / "ads" / "700123.mp4"
    ad.parent.mkdir()
    ad.write_bytes((await http.get(video_url)).content)
    address = {"url": "https://www.facebook.com/ads/library/?id=700123"}
    job_id = (await _post(http, "analyze", address))["job_id"]
    return (await _reached(http, f"status/{job_id}", "complete"))["result"]


async def _post(http: httpx2.AsyncClient, path: str, body: Any) -> dict[str, Any]:
    answer = await http.post(path, json=body)
    assert answer.status_code == 202, answer.text
    return answer.json()


async def _reached(http: httpx2.AsyncClient, path: str, status: str) -> dict[str, Any]:
    """What the studio tells once the status is reached. Asked as a client would, with pauses."""
    while True:
        told = (await http.get(path)).json()
        told = told.get("character", told)
        assert told["status"] not in ("error", "failed"), told
        if told["status"] == status:
            return told
        await anyio.sleep(0.1)


async def test_a_report_is_told_by_the_language_model_that_the_user_set(
    tmp_path: Path, listening: Any, models: Models
) -> None:
    """The setting `CALLSHEET_LLM_URL`, down to the worker; an ad of colours has nothing to hear."""
    models.answers = [json.dumps(TOLD)]
    (tmp_path / "ads").mkdir()
    shoot(tmp_path / "ads" / "700124.mp4", [Take(1.0, RED, 1)])
    writer = Endpoint(models.url, "small", "secret")
    studio = Studio(tmp_path, limited=False, endpoints=ModelEndpoints(writer=writer))
    async with listening(studio) as (url, keys):
        headers = {"Authorization": f"Bearer {keys.knightvision}"}
        base = f"{url}/api/v1/partner/"
        async with httpx2.AsyncClient(base_url=base, headers=headers, timeout=120) as http:
            with anyio.fail_after(900):
                job_id = (await _post(http, "analyze", {"url": "700124"}))["job_id"]
                report = (await _reached(http, f"status/{job_id}", "complete"))["result"]
    assert report["summary"].startswith("One red shot. (written by small, from the measurements)")
    assert "- Do: Hold still." in report["ugc_script"]
    assert "Nobody has checked what is written by small" in report["notes"][-1]
    assert len(models.asked) == 1
