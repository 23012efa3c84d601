"""Films that this computer makes, from the assistant's chair: `Client` → server → studio."""

import base64
import json
import time
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client
from mcp.types import ImageContent, ResourceLink

from callsheet.backends import BackendOptions
from callsheet_studio.extras import add_extra
from callsheet_studio.studio import Studio

from .conftest import CREATE, Chair, Serve, Sit, Vendor, files, only, quick, text_of
from .fake_makers import PICTURE

pytestmark = pytest.mark.anyio


@pytest.mark.both_eras
async def test_a_film_is_made_shown_and_in_the_output_folder(
    serve: Serve, sit: Sit, output: Path
) -> None:
    told: list[tuple[float, str | None]] = []

    async def note(progress: float, total: float | None, message: str | None) -> None:
        told.append((progress, message))

    with anyio.fail_after(60):
        async with sit(serve()) as client:
            chair = Chair(client)
            made = await chair.call(CREATE, videos=[{"task": "# How HTTPS works\n- Keys"}])
            row = only(made["jobs"])
            assert (row["title"], row["state"]) == ("How HTTPS works", "running")
            assert row["made_by"] == "this computer (free)"
            assert made["answer"]["results"][0]["uuid"] == row["remote_id"]
            assert made["next"]["tool"] == "wait_for_jobs"
            result = await client.call_tool(
                "wait_for_jobs", made["next"]["arguments"], progress_callback=note
            )
    assert result.structured_content is not None
    row = only(result.structured_content["jobs"])
    film = output / "How HTTPS works.mp4"
    assert row["state"] == "succeeded"
    assert row["result"]["file"] == str(film)
    assert files(output)[film.name] == f"film.mp4 of {row['remote_id']}"
    assert files(output)["How HTTPS works.md"] == row["result"]["outline"]
    assert [scene["title"] for scene in row["result"]["scenes"]] == ["One", "Two"]
    assert row["result"]["report"] == {"words_per_minute": 120}
    assert row["result"]["notes"] == ["It is small."]
    (picture,) = [part for part in result.content if isinstance(part, ImageContent)]
    assert base64.b64decode(picture.data) == PICTURE
    (link,) = [part for part in result.content if isinstance(part, ResourceLink)]
    assert str(link.uri) == film.as_uri()
    steps = [progress for progress, _ in told]
    assert steps == sorted(set(steps)) and steps[-1] == 100
    assert "studio.localhost" not in result.model_dump_json()


async def test_an_end_is_told_again_only_to_who_asks_by_id_and_has_seen_nothing(
    serve: Serve, sit: Sit
) -> None:
    """Another client asks without a cursor; answers to one that has a cursor stay lean."""
    with anyio.fail_after(60):
        async with sit(serve()) as client:
            chair = Chair(client)
            row = only(await chair.make("Bees"))
            ids = {"job_ids": [row["job_id"]]}
            first, again = [await client.call_tool("wait_for_jobs", ids) for _ in range(2)]
            seen = {**ids, "since": "0"}
            lean = await client.call_tool("wait_for_jobs", seen)
    assert again.structured_content == first.structured_content
    assert [part.type for part in again.content] == [part.type for part in first.content]
    assert not [part for part in lean.content if isinstance(part, ImageContent)]
    assert lean.structured_content is not None
    assert "report" not in only(lean.structured_content["jobs"])["result"]


async def test_a_film_that_is_asked_for_again_is_shown_again(serve: Serve, sit: Sit) -> None:
    """Its answer says to look at the picture, so the picture is in it."""
    with anyio.fail_after(60):
        async with sit(serve()) as client:
            chair, asked = Chair(client), {"videos": [{"task": "Bees"}]}
            row = only((await chair.call(CREATE, **asked))["jobs"])
            first = await client.call_tool("wait_for_jobs", {"job_ids": [row["job_id"]]})
            again = await client.call_tool(CREATE, asked)
    kinds = [part.type for part in again.content]
    assert kinds == [part.type for part in first.content] and "image" in kinds
    assert "Look at picture" in text_of(again) and "asked for before" in text_of(again)
    assert again.structured_content and first.structured_content
    shown = only(again.structured_content["jobs"])["result"]
    told = only(first.structured_content["jobs"])["result"]
    assert all(shown[key] == told[key] for key in shown)
    assert {"contact_sheet_file", "report", "scenes"} <= shown.keys()


async def test_a_batch_beyond_the_slots_is_parked_in_order(
    serve: Serve, sit: Sit, tmp_path: Path
) -> None:
    """Knowlify documentation, "Concurrency": three run, the others wait with their place."""
    gate = tmp_path / "open"
    tasks = [f"Film {n} hold {gate}" for n in range(5)]
    with anyio.fail_after(60):
        async with sit(serve()) as client:
            chair = Chair(client)
            made = await chair.call(CREATE, videos=[{"task": task} for task in tasks])
            assert [row["state"] for row in made["jobs"]] == ["running"] * 3 + ["waiting"] * 2
            places = [item.get("queue_position") for item in made["answer"]["results"]]
            assert places == [None, None, None, 1, 2]
            gate.touch()
            ended = await chair.call("wait_for_jobs", until="all")
    assert ended["counts"] == {"succeeded": 5}
    assert ended["poll_after_seconds"] == 0


async def test_waiting_with_the_cursor_tells_only_what_changed(
    serve: Serve, sit: Sit, tmp_path: Path
) -> None:
    """Rows that changed after `since`, the cursor of an earlier answer."""
    gate = tmp_path / "open"
    with anyio.fail_after(60):
        async with sit(serve()) as client:
            chair = Chair(client)
            quick_one, held = await chair.make("Quick", f"Held hold {gate}")
            ids = [quick_one["job_id"], held["job_id"]]
            first = await chair.call("wait_for_jobs", job_ids=ids)
            states = {row["job_id"]: (row["state"], row.get("error")) for row in first["jobs"]}
            assert states[quick_one["job_id"]] == ("succeeded", None)
            gate.touch()
            second = await chair.call("wait_for_jobs", job_ids=ids, since=first["cursor"])
    assert [row["job_id"] for row in second["jobs"]] == [held["job_id"]]
    assert only(second["jobs"])["state"] == "succeeded"


@pytest.mark.both_eras
async def test_a_wait_ends_at_its_bound_and_says_how_to_go_on(
    serve: Serve, sit: Sit, tmp_path: Path
) -> None:
    gate = tmp_path / "open"
    with anyio.fail_after(60):
        async with sit(serve()) as client:
            chair = Chair(client)
            await chair.make(f"Held hold {gate}")
            waited = await chair.call("wait_for_jobs", seconds=0)
            gate.touch()
    assert waited["counts"] == {"running": 1}
    assert waited["poll_after_seconds"] > 0
    assert waited["next"]["tool"] == "wait_for_jobs"
    assert waited["next"]["arguments"] == {"since": waited["cursor"]}
    assert waited["jobs"][0].keys() <= {"job_id", "title", "state", "stage", "percent"}


@pytest.mark.both_eras
async def test_giving_up_on_a_wait_leaves_the_job_alone(
    serve: Serve, sit: Sit, tmp_path: Path
) -> None:
    """On a cancel the SDK cancels the handler, so a job never lives in one."""
    gate = tmp_path / "open"
    with anyio.fail_after(60):
        async with sit(serve()) as client:
            chair = Chair(client)
            await chair.make(f"Held hold {gate}")
            with anyio.move_on_after(0.1) as gave_up:
                await chair.call("wait_for_jobs")
            assert gave_up.cancelled_caught
            gate.touch()
            ended = await chair.call("wait_for_jobs")
    assert only(ended["jobs"])["state"] == "succeeded"


async def test_a_repeat_returns_the_first_job_unless_a_new_take_is_asked_for(
    serve: Serve, sit: Sit, tmp_path: Path
) -> None:
    """Twins are found per item, also within one call."""
    task = f"Bees hold {tmp_path / 'open'}"
    with anyio.fail_after(60):
        async with sit(serve()) as client:
            chair = Chair(client)
            first = only(await chair.make(task))
            again = await chair.call(CREATE, videos=[{"task": task}, {"task": task}])
            other = only(await chair.make(task, new_take=True))
            (tmp_path / "open").touch()
    assert only(again["jobs"])["job_id"] == first["job_id"]
    assert only(again["jobs"])["deduplicated"] is True
    assert [item["job_id"] for item in again["answer"]["results"]] == [first["job_id"]] * 2
    assert other["job_id"] != first["job_id"]
    assert "deduplicated" not in other


async def test_a_failed_film_says_why_and_does_not_block_a_repeat(serve: Serve, sit: Sit) -> None:
    with anyio.fail_after(60):
        async with sit(serve()) as client:
            chair = Chair(client)
            first = only(await chair.make("refuse"))
            ended = only((await chair.call("wait_for_jobs"))["jobs"])
            second = only(await chair.make("refuse"))
    assert ended["state"] == "failed"
    assert "Write at least one sentence" in ended["error"]
    assert second["job_id"] != first["job_id"]


async def test_a_restarted_server_finds_its_jobs_and_finishes_them(
    serve: Serve, sit: Sit, tmp_path: Path, output: Path
) -> None:
    """A restart of the server finds its jobs again."""
    gate = tmp_path / "open"
    with anyio.fail_after(60):
        async with sit(serve()) as client:
            row = only(await Chair(client).make(f"# Held\nhold {gate}"))
        gate.touch()
        async with sit(serve()) as client:
            ended = only((await Chair(client).call("wait_for_jobs"))["jobs"])
    assert ended["job_id"] == row["job_id"]
    assert ended["state"] == "succeeded"
    assert sorted(files(output)) == ["Held.md", "Held.mp4"]


async def test_a_video_is_shown_by_our_id_and_by_the_provider_s(serve: Serve, sit: Sit) -> None:
    """The documented fields of `GET /v1/videos/{uuid}` reach the assistant by their names."""
    with anyio.fail_after(60):
        async with sit(serve()) as client:
            chair = Chair(client)
            row = only(await chair.make("Bees"))
            await chair.call("wait_for_jobs")
            ours = await chair.call("knowlify_get_video", uuid=row["job_id"])
            theirs = await chair.call("knowlify_get_video", uuid=row["remote_id"])
    assert ours == theirs
    answer = ours["answer"]
    assert (answer["uuid"], answer["status"]) == (row["remote_id"], "complete")
    assert answer["is_complete"] is True and answer["is_failed"] is False
    assert answer["progress"]["percent"] == 100
    assert answer["task"] == "Bees"
    assert not [key for key in answer if key.endswith("_url")]


async def test_saving_gives_another_name_and_never_replaces(
    serve: Serve, sit: Sit, output: Path
) -> None:
    with anyio.fail_after(60):
        async with sit(serve()) as client:
            chair = Chair(client)
            row = only(await chair.make("Bees"))
            await chair.call("wait_for_jobs")
            there = await chair.call("save_video", job_id=row["job_id"])
            talk = await chair.call("save_video", job_id=row["job_id"], file="talks/bees.mp4")
            second = await chair.call("save_video", job_id=row["job_id"], file="talks/bees.mp4")
            refusal = await chair.refused("save_video", job_id=row["job_id"], file="../bees.mp4")
    assert there["file"] == str(output / "Bees.mp4")
    assert talk["file"] == str(output / "talks" / "bees.mp4")
    assert second["file"] == str(output / "talks" / "bees (2).mp4")
    assert talk["bytes"] == len(files(output)["talks/bees.mp4"]) > 0
    assert "not inside the output folder" in refusal
    assert sorted(files(output)) == [
        "Bees.md",
        "Bees.mp4",
        "talks/bees (2).mp4",
        "talks/bees.mp4",
    ]


async def test_an_unfinished_video_cannot_be_saved(serve: Serve, sit: Sit, tmp_path: Path) -> None:
    gate = tmp_path / "open"
    with anyio.fail_after(60):
        async with sit(serve()) as client:
            chair = Chair(client)
            row = only(await chair.make(f"Held hold {gate}"))
            refusal = await chair.refused("save_video", job_id=row["job_id"])
            gate.touch()
    assert "wait_for_jobs" in refusal


@pytest.mark.both_eras
async def test_jobs_are_resources(serve: Serve, sit: Sit) -> None:
    with anyio.fail_after(60):
        async with sit(serve()) as client:
            chair = Chair(client)
            row = only(await chair.make("Bees"))
            await chair.call("wait_for_jobs")
            listed = (await client.list_resources()).resources
            everything = await client.read_resource("callsheet://jobs")
            one = await client.read_resource(f"callsheet://jobs/{row['job_id']}")
    assert "callsheet://jobs" in [str(resource.uri) for resource in listed]
    assert [job["job_id"] for job in _json(everything)] == [row["job_id"]]
    assert _json(one)["request"]["video"]["task"] == "Bees"
    assert _json(one)["result"]["report"] == {"words_per_minute": 120}


async def test_a_list_tells_what_ended_since_the_last_look_first(
    serve: Serve, sit: Sit, tmp_path: Path
) -> None:
    """Finished since the last look first, spending last; local work costs nothing."""
    gate = tmp_path / "open"
    with anyio.fail_after(60):
        async with sit(serve()) as client:
            chair = Chair(client)
            quick_one = only(await chair.make("Quick"))
            await chair.make(f"Held hold {gate}")
            await _until_done(client, quick_one["job_id"])
            first = await chair.call("list_jobs")
            second = await chair.call("list_jobs")
            gate.touch()
    assert first["jobs"][0]["job_id"] == quick_one["job_id"]
    assert second["jobs"][1]["job_id"] == quick_one["job_id"]
    assert set(first["spending"]["knowlify"].values()) == {0}


async def test_without_the_studio_s_packages_the_answer_is_the_command_that_adds_them(
    serve: Serve, sit: Sit, vendor: Any
) -> None:
    """A keyless call answers with the one command."""
    ways = BackendOptions(lambda home: Studio(home, missing=lambda: ("skia-python",)))
    with anyio.fail_after(60):
        async with sit(serve(quick(vendor, ways=ways))) as client:
            chair = Chair(client)
            refusal = await chair.refused(CREATE, videos=[{"task": "Bees"}])
            assert (await chair.call("list_jobs"))["jobs"] == []
    assert add_extra("studio") in refusal


def _json(result: Any) -> Any:
    return json.loads(result.contents[0].text)


async def _until_done(client: Client, job_id: str) -> None:
    """Reading a job does not count as having been told of its end."""
    while _json(await client.read_resource(f"callsheet://jobs/{job_id}"))["state"] != "succeeded":
        await anyio.lowlevel.checkpoint()


async def test_a_film_that_cannot_be_copied_is_finished_all_the_same(
    serve: Serve, sit: Sit, output: Path
) -> None:
    """The sentence says what to mend; afterwards `save_video` brings the film home."""
    await anyio.Path(output).write_text("a file where the folder should be")
    with anyio.fail_after(60):
        async with sit(serve()) as client:
            chair = Chair(client)
            row = only(await chair.make("Bees"))
            ended = only((await chair.call("wait_for_jobs"))["jobs"])
            await anyio.Path(output).unlink()
            saved = await chair.call("save_video", job_id=row["job_id"])
    assert ended["state"] == "succeeded" and "file" not in ended["result"]
    assert "CALLSHEET_OUTPUT_DIR" in ended["error"] and "`save_video`" in ended["error"]
    assert list(files(output)) == [Path(saved["file"]).name] == ["Bees.mp4"]


@pytest.mark.sqlite_file
async def test_an_unreadable_journal_is_a_sentence_and_nothing_is_started(
    serve: Serve, sit: Sit, tmp_path: Path
) -> None:
    journal = tmp_path / "home" / "journal.sqlite3"
    await anyio.Path(journal.parent).mkdir()
    await anyio.Path(journal).write_bytes(b"not a database, " * 100)
    with anyio.fail_after(60):
        async with sit(serve()) as client:
            chair = Chair(client)
            for tool, arguments in (("list_jobs", {}), (CREATE, {"videos": [{"task": "Bees"}]})):
                refusal = await chair.refused(tool, **arguments)
                assert str(journal) in refusal and "move it away" in refusal
    assert files(tmp_path / "home" / "studio" / "films") == {}


@pytest.mark.slow
async def test_many_edits_in_a_minute_are_each_seen_to_their_end(
    serve: Serve, sit: Sit, vendor: Vendor
) -> None:
    """The ten requests a minute that the documentation allows for edits are not this computer's.

    On a clock that goes five times too slowly, a full minute would not be over before the end.
    """
    slow = quick(vendor, now=lambda: time.time() / 5)
    with anyio.fail_after(240):
        async with sit(serve(slow)) as client:
            chair = Chair(client)
            film = only(await chair.make("Bees"))["job_id"]
            await chair.call("wait_for_jobs", job_ids=[film])
            for n in range(5):
                asked = {"uuid": film, "edit_request": f"style: take {n}"}
                begun = await chair.call("knowlify_edit_video", **asked)
                edit = only(begun["jobs"])["job_id"]
                ended = await chair.call("wait_for_jobs", job_ids=[edit])
                assert only(ended["jobs"])["state"] == "succeeded"
