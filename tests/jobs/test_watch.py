"""Following many jobs with few questions."""

import anyio
import pytest

from .conftest import Sit
from .lossy_provider import Vendor

pytestmark = pytest.mark.anyio


async def test_one_list_answers_for_many_clips(sit: Sit) -> None:
    """`GET /videos` tells the state of 50 clips; ends are looked at in full."""
    tool = "knightvision_generate_video"
    with anyio.fail_after(60), Vendor(seconds=lambda: 1_000.0) as vendor:
        async with sit(vendor) as client:
            for n in range(4):
                await client.call_tool(tool, {"prompt": f"Bee {n}", "max_credits": 100})
            ordered = len(vendor.requests)
            while "videos" not in {bucket for _, bucket in vendor.requests[ordered:]}:
                await client.call_tool("wait_for_jobs", {"seconds": 0.05})
            for clip in vendor.made:
                clip.seconds = 0.001
            waited = await client.call_tool("wait_for_jobs", {"until": "all"})
    assert waited.structured_content
    assert waited.structured_content["counts"] == {"succeeded": 4}
    assert all("video_url" in row["result"] for row in waited.structured_content["jobs"])
