"""What was asked for can be deleted, without a trace; what was paid stays on record."""

from pathlib import Path
from typing import Any

import anyio
import httpx2
import pytest
from tests.conftest import in_turn

from callsheet.commands.delete import delete
from callsheet.commands.in_process_client import CommandError
from callsheet.settings import Settings

from .conftest import Chair, Serve, Sit, only, quick

pytestmark = [pytest.mark.anyio, pytest.mark.sqlite_file]
WORD = "xylocarp"
TASK = f"# About a {WORD}\n\n## What it is [points]\n- {WORD}: a hard fruit\n> A {WORD} is hard.\n"


@pytest.fixture
def settings(tmp_path: Path, output: Path) -> Settings:
    folders = {"CALLSHEET_HOME": str(tmp_path / "home"), "CALLSHEET_OUTPUT_DIR": str(output)}
    return Settings.read(folders)


def traces(home: Path) -> list[str]:
    """Files below the home in which the word stands, or whose names have it."""
    found = [path for path in home.rglob("*") if path.is_file()]
    word = WORD.encode()
    return [str(path) for path in found if WORD in path.name or word in path.read_bytes().lower()]


async def gone(settings: Settings, job_id: str | None) -> None:
    """As the command does it, which has an event loop of its own."""
    await anyio.to_thread.run_sync(delete, settings, job_id)


async def make(chair: Chair, *tasks: str) -> list[dict[str, Any]]:
    """Films that are finished, and told of."""
    jobs = [row["job_id"] for row in await chair.make(*tasks)]
    answer = await chair.call("wait_for_jobs", job_ids=jobs, until="all", seconds=60)
    assert answer["counts"] == {"succeeded": len(jobs)}, answer
    return answer["jobs"]


@in_turn(("everything",), [(False,), (True,)], ["one", "all"])
async def test_a_deleted_job_leaves_no_trace(
    serve: Serve, sit: Sit, settings: Settings, vendor: Any, tmp_path: Path, everything: bool
) -> None:
    """Searched in all files, with the free pages of databases and their logs."""
    home = tmp_path / "home"
    async with sit(serve(quick(vendor))) as client:
        chair = Chair(client)
        draft = await chair.call("draft_storyboard", document=TASK)
        film = only(await make(chair, draft["next"]["arguments"]["videos"][0]["task"]))
        other = only(await make(chair, "# Tea\n\n## Leaves\n- Green: fresh\n> Tea is green."))
    assert traces(home)
    await gone(settings, None if everything else film["job_id"])
    assert traces(home) == []
    assert await anyio.Path(film["result"]["file"]).exists(), "it stays in the output folder"
    assert not await anyio.Path(film["result"]["contact_sheet_file"]).exists()
    assert await anyio.Path(other["result"]["poster_file"]).exists() != everything
    async with sit(serve(quick(vendor))) as client:
        left = (await Chair(client).call("list_jobs"))["jobs"]
    assert [row["job_id"] for row in left] == ([] if everything else [other["job_id"]])
    if not everything:
        with pytest.raises(CommandError, match="There is no job"):
            await gone(settings, film["job_id"])


async def test_an_edit_goes_with_its_film(
    serve: Serve, sit: Sit, settings: Settings, vendor: Any, tmp_path: Path
) -> None:
    async with sit(serve(quick(vendor))) as client:
        chair = Chair(client)
        film = only(await make(chair, TASK))
        wish = {
            "uuid": film["job_id"],
            "edit_request": f"## after 1: More of the {WORD} [points]\n- {WORD}\n> More.",
        }
        edit = only((await chair.call("knowlify_edit_video", **wish))["jobs"])
        ids = [edit["job_id"]]
        await chair.call("wait_for_jobs", job_ids=ids, until="all", seconds=60)
        await chair.refused("knowlify_edit_video", uuid=ids[0], edit_request=f"More {WORD}!")
        await chair.call("knowlify_revert_edit", edit_id=ids[0])
        await chair.refused("knowlify_revert_edit", edit_id=ids[0])
    await gone(settings, film["job_id"])
    assert traces(tmp_path / "home") == []
    async with sit(serve(quick(vendor))) as client:
        assert (await Chair(client).call("list_jobs"))["jobs"] == []


async def test_unfinished_work_is_not_deleted(
    serve: Serve, sit: Sit, settings: Settings, vendor: Any, tmp_path: Path
) -> None:
    gate = tmp_path / "gate"
    async with sit(serve(quick(vendor))) as client:
        chair = Chair(client)
        film = only(await chair.make(f"{WORD} hold {gate}"))
        with pytest.raises(CommandError, match="stays: until it has ended"):
            await gone(settings, film["job_id"])
        await gone(settings, None)
        assert len((await chair.call("list_jobs"))["jobs"]) == 1
        gate.touch()


async def test_of_a_paid_job_the_receipt_stays(
    serve: Serve, sit: Sit, settings: Settings, vendor: Any, tmp_path: Path
) -> None:
    """Id, price and dates: the day's limit counts them."""
    key = {"KNOWLIFY_API_KEY": "kn_" + "0123456789abcdef" * 4}
    refusal = {"detail": f"no {WORD} here"}
    vendor.says(httpx2.Response(422, json=refusal))
    async with sit(serve(quick(vendor), **key)) as client:
        chair = Chair(client)
        videos = [{"task": TASK}]
        await chair.refused("knowlify_create_videos", videos=videos, max_videos=1)
        row = only((await chair.call("list_jobs"))["jobs"])
    assert traces(tmp_path / "home")
    await gone(settings, row["job_id"])
    assert traces(tmp_path / "home") == []
    async with sit(serve(quick(vendor), **key)) as client:
        left = only((await Chair(client).call("list_jobs"))["jobs"])
    assert (left["job_id"], left["title"]) == (row["job_id"], "(deleted)")
    assert left["local_time"] == row["local_time"]
