"""The user's own video model, from the assistant's chair: whose clip it is, and what goes wrong.

The rule's source: the settings `CALLSHEET_VIDEO_URL`, `…_MODEL`, `…_KEY`. The makers are the
studio's own, the endpoints those of `fake_video_endpoints`.
"""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import anyio
import anyio.to_thread
import pytest
from mcp.types import ImageContent
from tests.fake_video_endpoints import OpenAI, VideoServer, VllmOmni, serving

from callsheet.backends import BackendOptions
from callsheet_studio.jobs.contract import VideoFormat
from callsheet_studio.jobs.worker_pool import PollIntervals
from callsheet_studio.studio import Studio

from .conftest import Chair, Row, Serve, Sit, Vendor, only, quick

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

CLIP = "knightvision_generate_video"
BOAT = {"prompt": "A paper boat", "model": "kling-v3-text-to-video", "duration": 1}
KEY = "sk-very-secret"
SMALL = VideoFormat(short_side=96, fps=12, processes=1)


def real_studio(home: Path) -> Studio:
    """The studio as it is, with clips as small as can be."""
    return Studio(home, format=SMALL, slots=2, pace=PollIntervals(beat=0.1, look=0.05))


@pytest.fixture
def settings() -> dict[str, str]:
    return {"CALLSHEET_VIDEO_MODEL": "wan2.2", "CALLSHEET_VIDEO_KEY": KEY}


async def test_a_clip_and_a_character_are_the_model_s(
    serve: Serve, sit: Sit, vendor: Vendor, settings: dict[str, str]
) -> None:
    parts = replace(quick(vendor), ways=BackendOptions(real_studio, spacing=0.5))
    with anyio.fail_after(300), serving(VllmOmni(key=KEY)) as server:
        settings["CALLSHEET_VIDEO_URL"] = server.url
        async with sit(serve(parts, **settings)) as client:
            chair = Chair(client)
            ada = {"name": "Ada", "prompt": "A woman in red", "duration": 1}
            ready = await _ended(chair, await chair.call("knightvision_create_character", **ada))
            pose = {"character_id": ready["job_id"], "timestamp_start": 0, "timestamp_end": 1}
            final = await chair.call("knightvision_finalize_character", **pose)
            await _ended(chair, final)
            asked = await chair.call(CLIP, **BOAT | {"prompt": "@Ada waves"})
            result = await client.call_tool("wait_for_jobs", {"seconds": 240})
            assert result.structured_content
            row = only(result.structured_content["jobs"])
    assert only(asked["jobs"])["made_by"] == row["made_by"] == "this computer, by wan2.2"
    assert ready["made_by"] == "this computer, by wan2.2" and "what_it_is" not in ready
    assert row["state"] == "succeeded" and "what_it_is" not in row
    assert "say that wan2.2" in result.structured_content["next"]["why"]
    assert [part for part in result.content if isinstance(part, ImageContent)]
    assert server.creates[1]["prompt"] == "Ada waves"
    assert server.creates[1]["input_reference"].startswith(b"\xff\xd8")
    assert KEY not in json.dumps([asked, row]) and len(server.creates) == 2


async def test_a_storyboard_in_its_place_says_why(
    serve: Serve, sit: Sit, vendor: Vendor, settings: dict[str, str]
) -> None:
    parts = replace(quick(vendor), ways=BackendOptions(real_studio, spacing=0.5))
    with anyio.fail_after(300), serving(OpenAI(fault="failed", key=KEY)) as server:
        settings["CALLSHEET_VIDEO_URL"] = server.url
        async with sit(serve(parts, **settings)) as client:
            chair = Chair(client)
            failed = await _ended(chair, await chair.call(CLIP, **BOAT))
            row = await _ended(chair, await chair.call(CLIP, **BOAT, fallback=True))
            refused = await chair.refused(CLIP, **BOAT, fallback=True, where="hosted")
            ada = {"name": "Ada", "prompt": "A woman in red", "duration": 1, "fallback": True}
            drawn = await _ended(chair, await chair.call("knightvision_create_character", **ada))
    assert failed["state"] == "failed" and "The prompt was not" in failed["error"]
    assert (row["state"], row["made_by"]) == ("succeeded", "this computer (free)")
    assert row["what_it_is"].startswith("ANIMATIC")
    assert "The prompt was not understood" in row["result"]["fallback"]
    assert (drawn["state"], drawn["made_by"]) == ("succeeded", "this computer (free)")
    assert drawn["what_it_is"].startswith("ANIMATIC")
    assert "The prompt was not understood" in drawn["result"]["fallback"]
    assert "Nothing was sent" in refused and len(server.clips) == 3


@pytest.mark.parametrize("server", [VllmOmni(fault="never"), OpenAI(fault="never")], ids=["v", "o"])
async def test_a_cancelled_clip_is_given_up_at_the_endpoint_too(
    serve: Serve, sit: Sit, vendor: Vendor, settings: dict[str, str], server: VideoServer
) -> None:
    """One deletes what is at work, the other refuses; the job ends in either case."""
    parts = replace(quick(vendor), ways=BackendOptions(real_studio, spacing=0.5))
    with anyio.fail_after(300), serving(server):
        settings["CALLSHEET_VIDEO_URL"] = server.url
        async with sit(serve(parts, **settings)) as client:
            chair = Chair(client)
            asked = only((await chair.call(CLIP, **BOAT))["jobs"])
            assert await anyio.to_thread.run_sync(server.looked.wait, 120)
            stopped = await chair.call("manage_job", job_id=asked["job_id"], action="cancel")
    assert only(stopped["jobs"])["state"] == "failed"
    (deleted,) = [request for request in server.requests if request.startswith("DELETE")]
    assert deleted.startswith("DELETE /v1/videos/video")
    assert len(server.creates) <= 2 and len(server.clips) == isinstance(server, OpenAI)


async def _ended(chair: Chair, answer: dict[str, Any]) -> Row:
    job_id = only(answer["jobs"])["job_id"]
    return only((await chair.call("wait_for_jobs", job_ids=[job_id], seconds=240))["jobs"])
