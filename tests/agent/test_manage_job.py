"""Stopping and deleting local jobs, finding jobs again, and a film with its versions."""

import json
from pathlib import Path

import anyio
import pytest

from callsheet_tools.toolkit.repeats import AGAIN

from .conftest import Chair, Row, Serve, Sit, files, only, text_of

pytestmark = pytest.mark.anyio


async def ended(chair: Chair, jobs: list[Row]) -> Row:
    """The one job when it is over."""
    asked = {"job_ids": [only(jobs)["job_id"]], "seconds": 30}
    return only((await chair.call("wait_for_jobs", **asked))["jobs"])


async def edited_film(chair: Chair) -> tuple[Row, Row]:
    """The rows of a film, and of its edit."""
    film = await ended(chair, await chair.make("Bees"))
    change = {"uuid": film["job_id"], "edit_request": "style: calm"}
    return film, await ended(chair, (await chair.call("knowlify_edit_video", **change))["jobs"])


async def test_a_running_film_is_cancelled_and_leaves_nothing(
    serve: Serve, sit: Sit, output: Path, tmp_path: Path
) -> None:
    with anyio.fail_after(60):
        async with sit(serve()) as client:
            chair = Chair(client)
            film = only(await chair.make(f"Bees hold {tmp_path / 'never'}"))
            stopped = await chair.call("manage_job", job_id=film["job_id"], action="cancel")
            again = await chair.refused("manage_job", job_id=film["job_id"], action="cancel")
            other = await ended(chair, await chair.make("Wasps"))
            films = tmp_path / "home/studio/films"
            while [film.name for film in films.iterdir()] != [other["remote_id"]]:  # noqa: ASYNC110
                await anyio.sleep(0.02)  # until what was half made is gone
    assert (only(stopped["jobs"])["state"], other["state"]) == ("failed", "succeeded")
    assert only(stopped["jobs"])["error"] == "Cancelled on this computer."
    assert "has ended already" in again
    assert sorted(files(output)) == ["Wasps.md", "Wasps.mp4"]


async def test_a_film_is_deleted_with_its_edits_and_its_file_stays(
    serve: Serve, sit: Sit, output: Path
) -> None:
    with anyio.fail_after(60):
        async with sit(serve()) as client:
            chair = Chair(client)
            film, edit = await edited_film(chair)
            arguments = {"job_id": film["job_id"], "action": "delete"}
            told = await client.call_tool("manage_job", arguments)
            gone: Row = told.structured_content or {}
            listed = await chair.call("list_jobs")
    assert set(gone["deleted"]) == {film["job_id"], edit["job_id"]}
    assert listed["jobs"] == []
    assert sorted(files(output)) == ["Bees.md", "Bees.mp4", "Small (v2).md", "Small (v2).mp4"]
    assert all(str(output / name) in text_of(told) for name in ("Bees.mp4", "Small (v2).mp4"))


async def test_a_film_that_was_edited_has_the_file_of_what_it_is_now(
    serve: Serve, sit: Sit, output: Path
) -> None:
    """Its picture and outline are those of the edit, so the file has to be."""
    with anyio.fail_after(60):
        async with sit(serve()) as client:
            chair = Chair(client)
            film, edit = await edited_film(chair)
            uuid = film["job_id"]
            looks = [
                await chair.call("wait_for_jobs", job_ids=[uuid], seconds=0),
                await chair.call("knowlify_get_video", uuid=uuid),
                await chair.call("list_jobs"),
            ]
            resource = await client.read_resource(f"callsheet://jobs/{uuid}")
            saved = await chair.call("save_video", job_id=uuid, file="mine")
            await chair.call("knowlify_revert_edit", edit_id=edit["job_id"])
            back = await chair.call("knowlify_get_video", uuid=uuid)
    shown = [only(look["jobs"])["result"]["file"] for look in looks]
    shown.append(json.loads(getattr(resource.contents[0], "text", ""))["result"]["file"])
    assert [Path(file).name for file in shown] == ["Small (v2).mp4"] * 4
    assert saved["bytes"] == (output / "Small (v2).mp4").stat().st_size
    assert Path(only(back["jobs"])["result"]["file"]).name == "Bees.mp4"


async def test_a_film_is_one_row_with_its_versions(serve: Serve, sit: Sit) -> None:
    """Newest first, edits and reverts inside; every text of the search finds the film."""
    with anyio.fail_after(60):
        async with sit(serve()) as client:
            chair = Chair(client)
            film, edit = await edited_film(chair)
            await chair.call("knowlify_revert_edit", edit_id=edit["job_id"])
            twice = await chair.refused("knowlify_revert_edit", edit_id=edit["job_id"])
            long = f"## 2: A [points]\n{'- b' * 2000}"
            too_long = await chair.refused(
                "knowlify_edit_video", uuid=film["job_id"], edit_request=long
            )
            await ended(chair, await chair.make("Wasps"))
            row = only((await chair.call("list_jobs", text="bees"))["jobs"])
            calm = only((await chair.call("list_jobs", text="CALM"))["jobs"])
            none = await chair.call("list_jobs", until="2020-02-29")
            page = await chair.call("list_jobs", limit=1, page=2)
            wrong = await chair.refused("list_jobs", since="the other day")
            both = await chair.call("list_jobs", text="e")
            known = await client.read_resource(f"callsheet://jobs/{edit['job_id']}")
    kinds = [each["kind"] for each in row["versions"]]
    assert (kinds, row["current"]) == (["revert", "edit"], film["job_id"])
    assert "That edit is taken back already; the video is as it was first made." in twice
    assert [len(each.get("versions", ())) for each in both["jobs"]] == [0, 2]
    details = json.loads(getattr(known.contents[0], "text", ""))
    kinds = [each["kind"] for each in details["versions"]]
    assert (kinds, details["current"]) == (["revert", "edit", "video"], film["job_id"])
    assert "at most 5000 characters" in too_long and "the longest are '2: A [points]" in too_long
    assert row["job_id"] == calm["job_id"] == film["job_id"]
    assert "remote_id" not in row and row["local_time"]
    assert none["jobs"] == [] and len(page["jobs"]) == 1 and "is no date" in wrong


async def test_an_edit_that_is_not_understood_brings_the_outline_at_once(
    serve: Serve, sit: Sit
) -> None:
    with anyio.fail_after(60):
        async with sit(serve()) as client:
            chair = Chair(client)
            film = await ended(
                chair, await chair.make("# Bees\n## Dance [points]\n- Left\n> Left.")
            )
            change = {"uuid": film["job_id"], "edit_request": "Make it pop"}
            refused = await chair.refused("knowlify_edit_video", **change)
            shown = await chair.call("knowlify_get_video", uuid=film["job_id"])
            outline = shown["answer"]["outline"]
            good = outline.replace("Dance", "How they dance")
            edit = await chair.call("knowlify_edit_video", uuid=film["job_id"], edit_request=good)
            made = await ended(chair, edit["jobs"])
            resource = await client.read_resource(f"callsheet://jobs/{made['job_id']}/outline")
            back = await chair.call("knowlify_revert_edit", edit_id=made["job_id"])
            uri = f"callsheet://jobs/{only(back['jobs'])['job_id']}/outline"
            (reverted,) = (await client.read_resource(uri)).contents
    assert "Not understood: 'Make it pop'." in refused
    assert outline in refused and outline == film["result"]["outline"]
    assert edit["answer"]["understood"] == [
        "Changed scene 2, 'Dance': title 'Dance' → 'How they dance'."
    ]
    assert "## 2: How they dance [points]" in str(resource.contents)
    assert reverted.model_dump()["text"] == outline == back["answer"]["outline"]
    assert back["answer"]["result"]["as_request"]["task"] == AGAIN


async def test_what_was_refused_is_no_version_and_a_film_names_its_newest_edit(
    serve: Serve, sit: Sit
) -> None:
    with anyio.fail_after(60):
        async with sit(serve()) as client:
            chair = Chair(client)
            film = await ended(chair, await chair.make("Bees"))
            none = await chair.refused("knowlify_revert_edit", edit_id=film["job_id"])
            change = {"uuid": film["job_id"], "edit_request": "style: calm"}
            calm = await ended(chair, (await chair.call("knowlify_edit_video", **change))["jobs"])
            change["edit_request"] = "style: warm"
            made = await chair.call("knowlify_edit_video", **change)
            warm = await ended(chair, made["jobs"])
            await chair.refused("knowlify_edit_video", **{**change, "edit_request": "Make it pop"})
            early = await chair.refused("knowlify_revert_edit", edit_id=calm["job_id"])
            row = only((await chair.call("list_jobs"))["jobs"])
            failed = only((await chair.call("list_jobs", state="failed"))["jobs"])
            named = [
                await chair.refused("knowlify_revert_edit", edit_id=film[one])
                for one in ("job_id", "remote_id")
            ]
            shown = await chair.call("knowlify_get_edit", edit_id=warm["job_id"])
    assert [each["job_id"] for each in row["versions"]] == [warm["job_id"], calm["job_id"]]
    assert row["current"] == warm["job_id"]
    assert [each.get("state") for each in failed["versions"]] == ["failed", "failed", None, None]
    assert "is a film; no edit of it is known here that could be taken back" in none
    assert all(f"its newest edit is {warm['job_id']} (“" in text for text in named)
    assert f"Revert {warm['job_id']} (“" in early
    assert f"`knowlify_revert_edit` with edit_id {warm['job_id']} takes" in shown["next"]["why"]
