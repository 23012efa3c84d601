"""Two clients on one home, as Claude Code and Codex: each sees what the other does."""

from collections.abc import Mapping
from typing import Any

import anyio
import pytest
from mcp.types import ImageContent
from tests.conftest import in_turn

from .conftest import CREATE, Chair, Serve, Sit, only

pytestmark = pytest.mark.anyio
DOCUMENT = "# Bees\n\n## Dance [points]\n- Left: a turn\n> They turn left."


async def test_what_one_client_was_told_is_told_again_to_another_by_id(
    serve: Serve, sit: Sit
) -> None:
    with anyio.fail_after(60):
        async with sit(serve()) as first, sit(serve()) as second:
            film = only(await Chair(first).make(DOCUMENT))["job_id"]
            asked = {"job_ids": [film], "until": "all", "seconds": 50}
            told = [await client.call_tool("wait_for_jobs", asked) for client in (first, second)]
            mine = await Chair(second).make("A film of the second client")
            lists = [await Chair(one).call("list_jobs") for one in (first, second)]
    answers: list[dict[str, Any]] = [one.structured_content or {} for one in told]
    rows = [only(answer["jobs"]) for answer in answers]
    assert rows[0] == rows[1] and rows[0]["result"]["report"] and rows[0]["result"]["outline"]
    assert [sum(isinstance(part, ImageContent) for part in one.content) for one in told] == [1, 1]
    for listed in lists:
        assert {row["job_id"] for row in listed["jobs"]} == {film, only(mine)["job_id"]}


async def test_the_second_client_changes_what_the_first_one_made(serve: Serve, sit: Sit) -> None:
    with anyio.fail_after(60):
        async with sit(serve()) as first, sit(serve()) as second:
            film = only(await Chair(first).make(DOCUMENT))["job_id"]
            await Chair(second).call("wait_for_jobs", job_ids=[film], until="all", seconds=50)
            wish = {"uuid": film, "edit_request": "## 1: A dance [points]\n- Right\n> Right."}
            edit = only((await Chair(second).call("knowlify_edit_video", **wish))["jobs"])
            waited = {"job_ids": [edit["job_id"]], "until": "all", "seconds": 50}
            ended = only((await Chair(first).call("wait_for_jobs", **waited))["jobs"])
            listed = only((await Chair(first).call("list_jobs"))["jobs"])
    assert ended["state"] == "succeeded" and "A dance" in ended["result"]["outline"]
    assert [one["job_id"] for one in listed["versions"]] == [edit["job_id"]]


@in_turn(
    ("tool", "arguments", "kinds"),
    [
        (CREATE, {"videos": [{"task": DOCUMENT}]}, ["contact_sheet", "poster"]),
        ("knightvision_generate_video", {"prompt": "A bee"}, ["contact_sheet", "poster"]),
        ("knightvision_create_character", {"name": "Ann", "prompt": "A baker"}, ["poster"]),
        ("knightvision_analyze_ad", {"url": "123"}, ["contact_sheet"]),
    ],
    ["film", "clip", "character", "ad"],
)
async def test_pictures_are_files_too(
    serve: Serve, sit: Sit, tool: str, arguments: Mapping[str, Any], kinds: list[str]
) -> None:
    """Codex and Copilot CLI drop an answer's pictures; their own viewers open files."""
    with anyio.fail_after(60):
        async with sit(serve()) as client:
            made = await Chair(client).call(tool, **arguments)
            ended = await Chair(client).call("wait_for_jobs", **made["next"]["arguments"])
            result = only(ended["jobs"])["result"]
            for kind in kinds:
                picture = await anyio.Path(result[f"{kind}_file"]).read_bytes()
                assert picture.startswith(b"\xff\xd8")
    assert [key for key in result if key in ("contact_sheet_file", "poster_file")] == [
        f"{kind}_file" for kind in kinds
    ]
