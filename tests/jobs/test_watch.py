"""Following many jobs with few questions."""

import time
from contextlib import closing
from pathlib import Path

import anyio
import pytest
from mcp import Client
from mcp.types import CallToolResult
from tests.conftest import JournalAt

from callsheet.app import create_server
from callsheet.composition import KINDS
from callsheet.settings import Settings
from callsheet_tools.jobs.job import JobRequest
from callsheet_tools.jobs.journal import Journal

from .conftest import Sit
from .lossy_provider import Vendor
from .restarting_client import parts

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


async def test_a_wait_goes_on_without_what_another_process_withdraws(
    journal_at: JournalAt, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: str
) -> None:
    """Whose window is used up takes its order back while all that is unfinished is waited for."""
    monkeypatch.setattr("callsheet_tools.toolkit.waiting.HEARTBEAT", 0.1)
    with anyio.fail_after(60), Vendor(seconds=lambda: 0.001) as vendor:
        folders = {"CALLSHEET_HOME": str(tmp_path / "home"), "CALLSHEET_OUTPUT_DIR": str(tmp_path)}
        settings = Settings.read({**folders, **vendor.environ, **journal_at.environ})
        async with Client(create_server(settings, parts(1.0)), mode=mode) as client:
            bees = {"prompt": "Bees", "max_credits": 100}
            await client.call_tool("knightvision_generate_video", bees)
            await client.call_tool("wait_for_jobs", {"until": "all"})
            with closing(journal_at.open()) as database:
                other = Journal(database, "other", time.time, lambda: "other", KINDS)
                (made,) = await other.recent(1)
                order = JobRequest(made.provider, made.place, made.account, made.kind, "Wasps", {})
                (begun,) = await other.create([order])
                waiting = TaskAnswer()
                async with anyio.create_task_group() as tasks:
                    tasks.start_soon(waiting.ask, client)
                    await anyio.sleep(0.5)
                    assert waiting.answer is None
                    await other.withdraw([begun.job.job_id])
            named = await client.call_tool("wait_for_jobs", {"job_ids": [begun.job.job_id]})
    assert waiting.answer and not waiting.answer.is_error
    assert waiting.answer.structured_content
    assert waiting.answer.structured_content["counts"] == {}
    assert named.is_error and f"No job {begun.job.job_id!r}" in str(named.content)


class TaskAnswer:
    """What a wait beside the test is answered."""

    answer: CallToolResult | None = None

    async def ask(self, client: Client) -> None:
        self.answer = await client.call_tool("wait_for_jobs", {"until": "all", "seconds": 50})
