"""Create, edit, revert as any client does it: over HTTP, with addresses that can be fetched."""

from pathlib import Path

import anyio
import anyio.abc
import httpx2
import pytest

from callsheet_studio.http_server import serve
from callsheet_studio.jobs.worker_pool import PollIntervals
from callsheet_studio.studio import Studio

from .conftest import EDITOR

pytestmark = pytest.mark.anyio


async def _serving(studio: Studio, *, task_status: anyio.abc.TaskStatus[tuple[str, str]]) -> None:
    await serve(studio, 0, lambda url, keys: task_status.started((url, keys.knowlify)))


async def _ended(http: httpx2.AsyncClient, path: str) -> dict[str, object]:
    with anyio.fail_after(60):
        while True:
            shown = (await http.get(path)).json()
            if shown["is_complete"]:
                return shown
            await anyio.sleep(0.05)


async def test_create_edit_and_revert_over_http(tmp_path: Path) -> None:
    studio = Studio(
        tmp_path / "home", maker=str(EDITOR), limited=False, pace=PollIntervals(look=0.05)
    )
    async with anyio.create_task_group() as tasks:
        url, key = await tasks.start(_serving, studio)
        async with httpx2.AsyncClient(base_url=url, headers={"X-API-Key": key}) as http:
            created = await http.post("/v1/videos", json={"videos": [{"task": "Tides"}]})
            uuid = created.json()["results"][0]["uuid"]
            before = await _ended(http, f"/v1/videos/{uuid}")
            body = {"video_uuid": uuid, "edit_request": "style: blue"}
            edit = await http.post("/v1/edits", json=body)
            assert edit.headers["X-RateLimit-Limit"] == "10"
            path = f"/v1/edits/{edit.json()['edit_id']}"
            await _ended(http, path)
            after = await _ended(http, f"/v1/videos/{uuid}")
            assert (await http.get(str(after["video_url"]))).text.endswith(" + style: blue")
            reverted = await http.post(f"{path}/revert")
            assert reverted.json()["status"] == "reverted"
            again = await _ended(http, f"/v1/videos/{uuid}")
            assert again["video_url"] == before["video_url"]
        tasks.cancel_scope.cancel()
