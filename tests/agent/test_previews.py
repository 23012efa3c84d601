"""Previews from the assistant's chair: a quick look here, then the full film of the same call."""

from pathlib import Path
from typing import Any

import anyio
import pytest

from .conftest import CREATE, KEY, Chair, Serve, Sit, Vendor, files, only

pytestmark = pytest.mark.anyio

BEES: dict[str, Any] = {"task": "# Bees\nThey dance.", "video_duration_seconds": 30}


async def test_a_preview_says_what_it_is_and_leads_to_the_full_film(
    serve: Serve, sit: Sit, output: Path
) -> None:
    """`next` is the very call without `preview`."""
    with anyio.fail_after(60):
        async with sit(serve()) as client:
            chair = Chair(client)
            begun = await chair.call(CREATE, videos=[BEES], preview=True)
            look = await chair.call("wait_for_jobs", **begun["next"]["arguments"])
            again = await chair.call(look["next"]["tool"], **look["next"]["arguments"])
            full = only((await chair.call("wait_for_jobs"))["jobs"])
    small = only(look["jobs"])
    assert small["what_it_is"] == only(begun["jobs"])["what_it_is"]
    assert small["what_it_is"].startswith("PREVIEW: ") and "what_it_is" not in full
    assert small["result"]["file"] == str(output / "Bees (preview).mp4")
    assert full["result"]["file"] == str(output / "Bees.mp4")
    assert sorted(files(output)) == [
        "Bees (preview).md",
        "Bees (preview).mp4",
        "Bees.md",
        "Bees.mp4",
    ]
    arguments = look["next"]["arguments"]
    assert "full film" in look["next"]["why"]
    assert (arguments["where"], "preview" in arguments) == ("local", False)
    assert arguments["same_as"] == [small["job_id"]]
    assert only(again["jobs"])["job_id"] == full["job_id"] != small["job_id"]


async def test_a_preview_and_the_full_film_are_different_orders(
    serve: Serve, sit: Sit, tmp_path: Path
) -> None:
    """A repeat of either is its own twin's."""
    task = f"Bees hold {tmp_path / 'open'}"
    with anyio.fail_after(60):
        async with sit(serve()) as client:
            chair = Chair(client)
            small, full, small_again, full_again = [
                only(await chair.make(task, preview=preview))
                for preview in (True, False, True, False)
            ]
            (tmp_path / "open").touch()
    assert small["job_id"] != full["job_id"]
    assert (small_again["job_id"], full_again["job_id"]) == (small["job_id"], full["job_id"])
    assert small_again["deduplicated"] is full_again["deduplicated"] is True


@pytest.mark.parametrize("where", ["hosted", None], ids=["asked for", "by the setting"])
async def test_a_hosted_preview_is_refused_before_anything_is_sent(
    serve: Serve, sit: Sit, vendor: Vendor, where: str | None
) -> None:
    """A set key means hosted where the call says nothing."""
    said = {"where": where} if where else {}
    with anyio.fail_after(60):
        async with sit(serve(KNOWLIFY_API_KEY=KEY)) as client:
            chair = Chair(client)
            refusal = await chair.refused(CREATE, videos=[BEES], preview=True, max_videos=1, **said)
            assert (await chair.call("list_jobs"))["jobs"] == []
    assert "Nothing was sent" in refusal and "`where: local`" in refusal
    assert vendor.requests == []


async def test_a_preview_leaves_the_film_to_be_bought_to_a_later_step(
    serve: Serve, sit: Sit, vendor: Vendor
) -> None:
    """With a key the full local film comes first; that one's `next` is the hosted call."""
    with anyio.fail_after(60):
        async with sit(serve(KNOWLIFY_API_KEY=KEY)) as client:
            chair = Chair(client)
            await chair.make("Bees", preview=True, where="local")
            look = await chair.call("wait_for_jobs")
            await chair.call(look["next"]["tool"], **look["next"]["arguments"])
            full = await chair.call("wait_for_jobs")
    assert look["next"]["arguments"]["where"] == "local"
    assert full["next"]["arguments"]["where"] == "hosted"
    assert vendor.requests == []


async def test_an_edited_preview_is_still_one(serve: Serve, sit: Sit, output: Path) -> None:
    with anyio.fail_after(60):
        async with sit(serve()) as client:
            chair = Chair(client)
            film = only(await chair.make("Bees", preview=True))
            await chair.call("wait_for_jobs")
            await chair.call(
                "knowlify_edit_video", uuid=film["job_id"], edit_request="primary: #c00000"
            )
            edited = await chair.call("wait_for_jobs")
            shown = await chair.call("knowlify_get_edit", edit_id=only(edited["jobs"])["job_id"])
    row = only(edited["jobs"])
    assert row["what_it_is"].startswith("PREVIEW: ")
    assert row["result"]["file"].endswith(" (preview, v2).mp4")
    assert shown["answer"]["preview"] is True
    assert edited["next"]["tool"] == CREATE and "makes the full film" in edited["next"]["why"]
    assert edited["next"]["arguments"] == {"same_as": [row["job_id"]], "where": "local"}


async def test_a_preview_is_saved_under_its_name(serve: Serve, sit: Sit, output: Path) -> None:
    with anyio.fail_after(60):
        async with sit(serve()) as client:
            chair = Chair(client)
            film = only(await chair.make("Bees", preview=True))
            await chair.call("wait_for_jobs")
            (output / "Bees (preview).mp4").unlink()
            saved = await chair.call("save_video", job_id=film["job_id"])
    assert saved["file"] == str(output / "Bees (preview).mp4")


async def test_previews_of_one_call_are_made_in_full_by_one_call(serve: Serve, sit: Sit) -> None:
    videos = [{"task": f"Bees {n} {'buzz ' * 900}"} for n in range(2)]
    with anyio.fail_after(60):
        async with sit(serve()) as client:
            chair = Chair(client)
            await chair.call(CREATE, videos=videos, preview=True)
            look = await chair.call("wait_for_jobs", until="all")
            full = await chair.call(CREATE, **look["next"]["arguments"])
    assert [row["title"] for row in full["jobs"]] == [row["title"] for row in look["jobs"]]
    assert {row["job_id"] for row in full["jobs"]}.isdisjoint(row["job_id"] for row in look["jobs"])


async def test_a_preview_is_estimated_to_cost_nothing(serve: Serve, sit: Sit) -> None:
    call = {"tool": CREATE, "arguments": {"videos": [BEES], "preview": True}}
    with anyio.fail_after(60):
        async with sit(serve()) as client:
            estimate = await Chair(client).call("estimate_cost", calls=[call])
    assert (only(estimate["items"])["credits"], estimate["total"]["videos"]) == ("0", 0)
