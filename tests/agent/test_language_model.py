"""The language model that the user set, from the assistant's chair: it reads and it writes.

The rule's source: the settings `CALLSHEET_LLM_URL`, `…_MODEL`, `…_KEY`. The makers are the
studio's own.
"""

import json
from dataclasses import replace
from pathlib import Path

import anyio
import pytest
from tests.fake_llm_endpoint import Models
from tests.studio.ad_analysis.ads import RED, Take, shoot

from callsheet.backends import BackendOptions
from callsheet_studio.jobs.contract import VideoFormat
from callsheet_studio.jobs.worker_pool import PollIntervals
from callsheet_studio.studio import Studio

from .conftest import Chair, Row, Serve, Sit, Vendor, only, quick

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

SPACING = 2.5
"""Seconds between two looks: real films take some, and the documented limits allow few."""
SMALL = VideoFormat(short_side=96, fps=5, spoken=False, processes=1)
EDIT, WISH = "knowlify_edit_video", {"edit_request": "Make it speak to kids"}
CHANGED = """# Tides
## 1: Tides [title]
> Tides.
## 2: What is pulling? [points]
- Moon: near
> It pulls.
"""
PROSE = {
    "summary": "One red shot.",
    "reading": ["Nothing moves.", "Nothing is said."],
    "advice": [],
    "takes": [{"say": "[your line]", "do": "Hold still."}],
}


def real_studio(home: Path) -> Studio:
    """The studio as it is, with films as small as can be."""
    return Studio(home, format=SMALL, slots=2, pace=PollIntervals(beat=0.1, look=0.05))


async def test_a_free_edit_and_a_report_in_prose(
    serve: Serve, sit: Sit, vendor: Vendor, tmp_path: Path, models: Models
) -> None:
    models.answers = [CHANGED, json.dumps(PROSE)]
    ads = tmp_path / "home" / "studio" / "ads"
    ads.mkdir(parents=True)
    shoot(ads / "700125.mp4", [Take(1.0, RED, 1)])
    parts = replace(quick(vendor), ways=BackendOptions(real_studio, spacing=SPACING))
    setting = {"CALLSHEET_LLM_URL": models.url, "CALLSHEET_LLM_MODEL": "small"}
    with anyio.fail_after(900):
        async with sit(serve(parts, **setting, CALLSHEET_LLM_KEY="secret")) as client:
            chair = Chair(client)
            film = only(await chair.make("# Tides\n## Pulls\n- Moon: near\n> It pulls."))
            await chair.call("wait_for_jobs", job_ids=[film["job_id"]], seconds=240)
            edit = await _ended(chair, await chair.call(EDIT, uuid=film["job_id"], **WISH))
            asked = await chair.call("knightvision_analyze_ad", url="700125")
            report = await _ended(chair, asked)
    assert edit["result"]["changed_scenes"] == [2]
    assert any("small, through your language-model" in note for note in edit["result"]["notes"])
    assert "(written by small, from the measurements)" in report["result"]["summary"]
    assert {authorization for _, authorization, _ in models.asked} == {"Bearer secret"}
    assert "secret" not in json.dumps([edit, report])


async def _ended(chair: Chair, answer: Row) -> Row:
    job_id = only(answer["jobs"])["job_id"]
    ended = await chair.call("wait_for_jobs", job_ids=[job_id], seconds=240)
    return only(ended["jobs"])
