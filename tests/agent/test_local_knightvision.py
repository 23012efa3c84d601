"""Knightvision without a key, from the assistant's chair: ads, clips and characters, made here."""

from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp.types import ImageContent
from tests.conftest import in_turn

from .conftest import Chair, Serve, Sit, files, only

pytestmark = pytest.mark.anyio

ANALYZE = "knightvision_analyze_ad"
CLIP = "knightvision_generate_video"
CHARACTER = "knightvision_create_character"
FINALIZE = "knightvision_finalize_character"


async def ended(chair: Chair, answer: dict[str, Any]) -> dict[str, Any]:
    """Follow `next` of an answer: the wait for its one job."""
    waiting = answer["next"]
    assert waiting["tool"] == "wait_for_jobs"
    return only((await chair.call("wait_for_jobs", **waiting["arguments"]))["jobs"])


async def test_an_ad_becomes_a_report(serve: Serve, sit: Sit) -> None:
    """The documentation's first workflow: analyze, poll, read the four texts."""
    with anyio.fail_after(60):
        async with sit(serve()) as client:
            chair = Chair(client)
            asked = await chair.call(ANALYZE, url="123456789")
            row = await ended(chair, asked)
            whole = await chair.call("knightvision_get_analysis", job_id=row["job_id"])
    assert (row["state"], row["made_by"]) == ("succeeded", "this computer (free)")
    assert row["credits_used"] == 0
    assert "Measured here" in row["what_it_is"]
    assert whole["answer"]["result"]["ugc_script"] == "# Script\nHold up the tea."
    assert whole["answer"]["status"] == "complete"
    assert "credits_used" not in whole["answer"]


async def test_an_ad_that_nobody_has_says_what_to_do(serve: Serve, sit: Sit) -> None:
    with anyio.fail_after(60):
        async with sit(serve()) as client:
            chair = Chair(client)
            row = await ended(chair, await chair.call(ANALYZE, url="404"))
    assert row["state"] == "failed" and row["error"].startswith(
        "This computer has no file of the ad"
    )


async def test_a_finished_clip_does_not_say_how_far_it_once_was(
    serve: Serve, sit: Sit, tmp_path: Path
) -> None:
    gate, show = tmp_path / "open", "knightvision_get_video"
    with anyio.fail_after(60):
        async with sit(serve()) as client:
            chair = Chair(client)
            clip = only((await chair.call(CLIP, prompt=f"A bee hold {gate}"))["jobs"])["job_id"]
            while (await chair.call(show, job_id=clip))["answer"].get("progress") != 50:
                await chair.call("wait_for_jobs", job_ids=[clip], seconds=0)
            gate.touch()
            await chair.call("wait_for_jobs", job_ids=[clip], seconds=50)
            shown = await chair.call(show, job_id=clip)
    assert shown["answer"]["status"] == "complete" and "progress" not in shown["answer"]


@pytest.mark.both_eras
async def test_a_clip_is_an_animatic_and_says_so(serve: Serve, sit: Sit, output: Path) -> None:
    """The second workflow; the file is in the output folder at once."""
    with anyio.fail_after(60):
        async with sit(serve()) as client:
            chair = Chair(client)
            asked = await chair.call(CLIP, prompt="A lighthouse in a storm", model="sora-2")
            result = await client.call_tool("wait_for_jobs", asked["next"]["arguments"])
            assert result.structured_content is not None
            row = only(result.structured_content["jobs"])
            shown = await chair.call("knightvision_get_video", job_id=row["remote_id"])
            listed = await chair.call("knightvision_list_videos")
    assert row["result"]["file"] == str(output / "A lighthouse in a storm.mp4")
    assert row["result"]["notes"] == ["In it: nobody."]
    assert row["what_it_is"].startswith("ANIMATIC")
    assert [part for part in result.content if isinstance(part, ImageContent)]
    assert shown["answer"]["requested_model"] == "sora-2"
    assert only(listed["answer"]["videos"])["job_id"] == row["remote_id"]
    assert only(listed["jobs"])["job_id"] == row["job_id"]
    assert listed["answered_by"] == "this computer (free)"
    assert "studio.localhost" not in str([asked, row, shown, listed])


async def test_a_character_is_finalized_and_plays_in_a_clip(serve: Serve, sit: Sit) -> None:
    """The third workflow; every id is taken from the answer before."""
    with anyio.fail_after(60):
        async with sit(serve()) as client:
            chair = Chair(client)
            made = await chair.call(CHARACTER, name="Ada", prompt="A woman in a red hat")
            ready = await ended(chair, made)
            assert ready["result"]["character_id"] == made["answer"]["character_id"]
            posed = await chair.call(FINALIZE, character_id=ready["job_id"])
            final = await ended(chair, posed)
            shown = await chair.call("knightvision_get_character", character_id=ready["job_id"])
            listed = await chair.call("knightvision_list_characters")
            clip = await ended(chair, await chair.call(CLIP, prompt="@Ada waves"))
    assert (only(posed["jobs"])["kind"], final["state"]) == ("finalize", "succeeded")
    assert final["job_id"] != ready["job_id"] and final["remote_id"] == ready["remote_id"]
    assert shown["answer"]["character"]["name"] == "Ada"
    assert [figure["status"] for figure in listed["answer"]["characters"]] == ["finalized"]
    assert clip["result"]["notes"] == ["In it: Ada."]


async def test_a_finalize_that_fails_leaves_the_character_as_it_was(serve: Serve, sit: Sit) -> None:
    with anyio.fail_after(60):
        async with sit(serve()) as client:
            chair = Chair(client)
            ready = await ended(chair, await chair.call(CHARACTER, name="Ada", prompt="A woman"))
            character = ready["job_id"]
            early = await chair.refused(FINALIZE, character_id=character, timestamp_end=11)
            posed = await chair.call(FINALIZE, character_id=character, character_prompt="refuse")
            failed = await ended(chair, posed)
            again = await ended(chair, await chair.call(FINALIZE, character_id=character))
    assert early.startswith("Invalid timestamps. Nothing was done")
    assert (failed["state"], again["state"]) == ("failed", "succeeded")


@in_turn(
    ("model", "duration", "right"),
    [("sora-2", 25, "10` or `duration: 15"), ("sora-2-pro", 10, "15` or `duration: 25")],
)
async def test_an_impossible_length_is_refused_before_anything_is_sent(
    serve: Serve, sit: Sit, model: str, duration: int, right: str
) -> None:
    """Knightvision documentation, "Generate Video": which model makes which lengths."""
    with anyio.fail_after(60):
        async with sit(serve()) as client:
            chair = Chair(client)
            text = await chair.refused(CLIP, prompt="Tea", model=model, duration=duration)
            assert (await chair.call("list_jobs"))["jobs"] == []
    assert "Nothing was sent" in text and f"`duration: {right}`" in text


async def test_a_clip_s_id_is_not_taken_for_another_thing(serve: Serve, sit: Sit) -> None:
    with anyio.fail_after(60):
        async with sit(serve()) as client:
            chair = Chair(client)
            row = await ended(chair, await chair.call(CLIP, prompt="Tea"))
            text = await chair.refused("knightvision_get_analysis", job_id=row["job_id"])
            unknown = await chair.refused("knightvision_get_video", job_id="sora_nothing")
    assert "call `knightvision_get_video`" in text
    assert unknown.startswith("Invalid job ID. Nothing was done")


async def test_credits_of_this_computer_are_not_money(serve: Serve, sit: Sit) -> None:
    with anyio.fail_after(60):
        async with sit(serve()) as client:
            credits = await Chair(client).call("knightvision_get_credits")
    assert credits["answered_by"] == "this computer (free)"
    assert credits["answer"]["costs"]["video_sora2_10s"] == 22
    assert "credits_remaining" not in credits["answer"]


async def test_an_edit_changes_the_film_and_a_revert_takes_it_back(
    serve: Serve, sit: Sit, output: Path
) -> None:
    """Knowlify: create, edit, revert; edits are taken back newest first."""
    with anyio.fail_after(60):
        async with sit(serve()) as client:
            chair = Chair(client)
            made = await chair.call("knowlify_create_videos", videos=[{"task": "Bees"}])
            film = await ended(chair, made)
            change = {"uuid": film["job_id"], "edit_request": "style: calm"}
            edit = await ended(chair, await chair.call("knowlify_edit_video", **change))
            shown = await chair.call("knowlify_get_edit", edit_id=edit["job_id"])
            changed = await chair.call("knowlify_get_video", uuid=film["job_id"])
            back = await chair.call("knowlify_revert_edit", edit_id=edit["job_id"])
            twice = await chair.refused("knowlify_revert_edit", edit_id=edit["remote_id"])
            again = await chair.call("knowlify_edit_video", **change)
    assert (edit["kind"], edit["state"]) == ("edit", "succeeded")
    assert edit["result"]["changed_scenes"] == [2]
    assert edit["result"]["file"] != film["result"]["file"]
    assert [scene["title"] for scene in changed["answer"]["scenes"]] == ["One", "Changed"]
    assert len(files(output)) >= 2
    assert shown["answer"]["status"] == "complete"
    reverted = only(back["jobs"])
    assert (reverted["kind"], reverted["state"], reverted["stage"]) == (
        "revert",
        "succeeded",
        "reverted",
    )
    assert reverted["result"]["file"] == film["result"]["file"]
    assert back["answer"]["result"]["revert_diff"]["changed_scenes"] == [2]
    assert "not in a revertable state" in twice
    assert only(again["jobs"])["job_id"] != edit["job_id"], "the same edit is a new one now"
