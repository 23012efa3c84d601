"""See it, then buy it: what was approved is what is sent, and the answer says if it is not."""

import json
from pathlib import Path
from typing import Any

import anyio
import httpx2
import pytest
from mcp import Client
from mcp.server import MCPServer
from tests.conftest import in_turn

from callsheet.app import create_server
from callsheet.backends import BackendOptions
from callsheet.composition import Dependencies
from callsheet_studio.jobs.worker_pool import PollIntervals
from callsheet_studio.studio import Studio

from .accounting_provider import Books
from .conftest import call, settings, text_of

pytestmark = pytest.mark.anyio
MAKER = Path(__file__).parent.parent / "agent" / "fake_makers.py"
FILM: dict[str, Any] = {"task": "# Bees\nThey dance.", "video_duration_seconds": 30}


def studio(home: Path) -> Studio:
    """The studio, with a maker that takes milliseconds."""
    return Studio(home, maker=str(MAKER), slots=2, pace=PollIntervals(beat=0.1, look=0.05))


def bench(home: Path, books: Books) -> MCPServer[Any]:
    """A server that makes things here by default and can buy them."""
    ways = BackendOptions(studio, httpx2.MockTransport(books), spacing=0.02)
    environ = {"CALLSHEET_KNOWLIFY": "local", "CALLSHEET_KNIGHTVISION": "local"}
    return create_server(settings(home, environ), Dependencies(ways, tick=0.01, patience=0.2))


async def made(client: Client, tool: str, **arguments: Any) -> dict[str, Any]:
    """The answer of the wait for what a call started."""
    started = await call(client, tool, **arguments)
    return await call(client, "wait_for_jobs", **started["next"]["arguments"])


@in_turn(
    ("tool", "arguments", "price"),
    [
        ("knowlify_create_videos", {"videos": [FILM]}, "no price"),
        ("knightvision_generate_video", {"prompt": "A bee", "duration": 15}, "25 credits"),
        ("knightvision_analyze_ad", {"url": "123"}, "50 credits"),
    ],
    ["film", "clip", "analysis"],
)
async def test_next_buys_the_very_arguments_and_is_tied_to_them(
    tmp_path: Path, mode: str, tool: str, arguments: dict[str, Any], price: str
) -> None:
    """`next` of a local result is the hosted call with its price; the bought job names the seen."""
    books = Books()
    with anyio.fail_after(60):
        async with Client(bench(tmp_path, books), mode=mode) as client:
            seen = await made(client, tool, **arguments)
            buy = seen["next"]
            result = await client.call_tool(buy["tool"], buy["arguments"])
    (local,) = seen["jobs"]
    assert buy["arguments"]["where"] == "hosted" and price in buy["why"]
    assert local["credits_used"] == 0 and local["made_by"] == "this computer (free)"
    assert result.structured_content is not None, text_of(result)
    (bought,) = result.structured_content["jobs"]
    assert bought["seen"] == f"as seen in {local['job_id']}, the same arguments"
    assert f"{bought['job_id']} is as seen in {local['job_id']}" in text_of(result)
    assert len(books.posts) == 1


async def test_a_bought_job_is_shown_also_when_what_was_seen_is_deleted(tmp_path: Path) -> None:
    with anyio.fail_after(60):
        async with Client(bench(tmp_path, Books())) as client:
            seen = await made(client, "knowlify_create_videos", videos=[FILM])
            buy = seen["next"]
            await call(client, buy["tool"], **buy["arguments"])
            local = seen["jobs"][0]["job_id"]
            await call(client, "manage_job", job_id=local, action="delete")
            (row,) = (await call(client, "list_jobs"))["jobs"]
    assert (row["made_by"], row.get("seen")) == ("Knowlify (paid)", None)


async def test_an_argument_that_differs_is_named(tmp_path: Path) -> None:
    """Also one that is nested, and one that was left out."""
    books = Books()
    changed = {**FILM, "video_duration_seconds": 60, "color_palette": {"primary": "#0066cc"}}
    with anyio.fail_after(60):
        async with Client(bench(tmp_path, books)) as client:
            seen = await made(client, "knowlify_create_videos", videos=[FILM])
            result = await client.call_tool(
                "knowlify_create_videos", {"videos": [changed], "where": "hosted", "max_videos": 1}
            )
    local = seen["jobs"][0]["job_id"]
    assert f"NOT as seen in {local}" in text_of(result)
    assert "`color_palette.primary`, `video_duration_seconds` differ" in text_of(result)


async def test_what_was_seen_only_as_a_preview_says_so(tmp_path: Path) -> None:
    """The arguments are the same; what was seen is not what is bought."""
    books = Books()
    terms = {"where": "hosted", "max_videos": 1}
    with anyio.fail_after(60):
        async with Client(bench(tmp_path, books)) as client:
            seen = await made(client, "knowlify_create_videos", videos=[FILM], preview=True)
            result = await client.call_tool("knowlify_create_videos", {"videos": [FILM], **terms})
    local = seen["jobs"][0]["job_id"]
    assert f"is as seen in {local}, a small preview, the same arguments." in text_of(result)


async def test_an_edit_that_is_not_in_what_is_bought_is_named(tmp_path: Path) -> None:
    """What was seen last is the edited film; its arguments are those of the film before."""
    books = Books()
    with anyio.fail_after(60):
        async with Client(bench(tmp_path, books)) as client:
            seen = await made(client, "knowlify_create_videos", videos=[FILM])
            film = seen["jobs"][0]["job_id"]
            edited = await made(
                client, "knowlify_edit_video", uuid=film, edit_request="style: calm"
            )
            result = await client.call_tool(seen["next"]["tool"], seen["next"]["arguments"])
    edit = edited["jobs"][0]["job_id"]
    assert f"as seen in {film} before its edits there ({edit})" in text_of(result)


async def test_an_edited_film_is_bought_as_it_now_is(tmp_path: Path, mode: str) -> None:
    """`next` of a local edit is the hosted call with the changed film's outline as its task."""
    books = Books()
    with anyio.fail_after(60):
        async with Client(bench(tmp_path, books), mode=mode) as client:
            seen = await made(client, "knowlify_create_videos", videos=[FILM])
            film = seen["jobs"][0]["job_id"]
            edited = await made(
                client, "knowlify_edit_video", uuid=film, edit_request="style: calm"
            )
            buy = edited["next"]
            result = await client.call_tool(buy["tool"], buy["arguments"])
    (edit,) = edited["jobs"]
    assert "as_request" not in edit["result"]
    assert buy["arguments"]["same_as"] == [edit["job_id"]] and "no price" in buy["why"]
    assert (buy["arguments"]["where"], buy["arguments"]["max_videos"]) == ("hosted", 1)
    assert result.structured_content is not None, text_of(result)
    (bought,) = result.structured_content["jobs"]
    assert bought["seen"] == f"as seen in {edit['job_id']}, the film as it then was"
    assert len(books.posts) == 1


async def test_spending_is_told_by_provider_and_what_is_made_here_costs_nothing(
    tmp_path: Path, mode: str
) -> None:
    """`list_jobs` and `callsheet://spending`, with refunds, and what is left of the day."""
    books = Books(fates=["done", "fails", "rejected", "done", "fails"])
    terms = {"where": "hosted", "max_credits": 50}
    with anyio.fail_after(60):
        async with Client(bench(tmp_path, books), mode=mode) as client:
            await made(client, "knowlify_create_videos", videos=[FILM])
            for prompt in ("a", "b", "c"):
                asked = {"prompt": prompt, **terms}
                await client.call_tool("knightvision_generate_video", asked)
            for task in ("Wasps", "Ants"):
                videos = {"videos": [{"task": task}], "where": "hosted", "max_videos": 1}
                await client.call_tool("knowlify_create_videos", videos)
            await call(client, "wait_for_jobs", until="all", seconds=10)
            spending = (await call(client, "list_jobs"))["spending"]
            (resource,) = (await client.read_resource("callsheet://spending")).contents
    assert spending["knightvision"] == {
        "credits_last_24_hours": 22,
        "credits_last_30_days": 22,
        "refunded_credits_last_24_hours": 22,
        "refunded_credits_last_30_days": 22,
    }
    assert spending["knowlify"]["videos_last_24_hours"] == 2
    assert spending["knowlify"]["failed_videos_last_24_hours"] == 1
    assert books.taken == 22
    document = json.loads(resource.model_dump()["text"])
    assert document["spending"] == spending
    assert document["limits"] == {"videos": 5, "credits": 300}
    assert document["left_today"] == {"videos": 3, "credits": 278}
