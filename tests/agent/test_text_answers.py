"""What a client that shows only text gets to know (Gemini CLI, Qwen Code, opencode)."""

import json
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client
from mcp.shared.exceptions import MCPError
from mcp.types import INVALID_PARAMS

from .conftest import CREATE, Chair, Serve, Sit, only, text_of

pytestmark = [pytest.mark.anyio, pytest.mark.both_eras]
CHARACTER = "knightvision_create_character"
TOKEN = 4
"""Characters."""


async def told(client: Client, most: int, tool: str, **arguments: Any) -> dict[str, Any]:
    """What the text of an answer says after its sentence, in at most so many tokens."""
    text = text_of(await client.call_tool(tool, arguments))
    assert len(text) <= most * TOKEN, text
    return json.loads(text.partition("\n")[2])


async def test_text_alone_leads_from_a_request_to_the_film_and_its_outline(
    serve: Serve, sit: Sit
) -> None:
    """Specification 2025-06-18, tools: structured content is to be returned as text as well."""
    with anyio.fail_after(60):
        async with sit(serve()) as client:
            made = await told(client, 350, CREATE, videos=[{"task": "Why bread rises"}])
            following = made["next"]
            ended = await told(
                client, 700, following["tool"], until="all", **following["arguments"]
            )
            (row,) = ended["jobs"]
            assert row["state"] == "succeeded" and row["result"]["report"]["words_per_minute"]
            assert row["result"]["file"].endswith(".mp4") and int(ended["cursor"]) > 0
            assert row["result"]["outline"] == "Call `knowlify_get_video`."
            shown = await told(client, 700, "knowlify_get_video", uuid=row["job_id"])
            assert "\n# " in shown["answer"]["outline"]
            listed = await told(client, 1_500, "list_jobs")
            assert [one["job_id"] for one in listed["jobs"]] == [row["job_id"]]
            assert listed["total"] == 1


async def test_a_finished_character_is_finalized_after_the_film_of_the_same_wait(
    serve: Serve, sit: Sit, tmp_path: Path
) -> None:
    """A wait for two jobs loses the next step of neither: its `next` keeps both named."""
    gate = tmp_path / "open"
    with anyio.fail_after(60):
        async with sit(serve()) as client:
            chair = Chair(client)
            figure = only((await chair.call(CHARACTER, name="Ann", prompt="A baker"))["jobs"])
            film = only(await chair.make(f"Held hold {gate}"))
            both = [figure["job_id"], film["job_id"]]
            first = await chair.call("wait_for_jobs", job_ids=both)
            assert first["next"]["arguments"]["job_ids"] == both
            gate.touch()
            last = await chair.call("wait_for_jobs", **first["next"]["arguments"])
    assert last["counts"] == {"succeeded": 2}
    assert last["next"]["tool"] == "knightvision_finalize_character"


async def test_a_prompt_that_is_not_there_or_lacks_an_argument_is_an_invalid_request(
    serve: Serve, sit: Sit
) -> None:
    """Specification, server/prompts: -32602 for an invalid name or a missing argument."""
    with anyio.fail_after(60):
        async with sit(serve()) as client:
            for name in ("no_such_prompt", "explainer_from_topic"):
                with pytest.raises(MCPError) as refused:
                    await client.get_prompt(name, {})
                assert refused.value.error.code == INVALID_PARAMS
