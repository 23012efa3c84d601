"""What a client that shows only text gets to know (Gemini CLI, Qwen Code, opencode)."""

import json
from typing import Any

import anyio
import pytest
from mcp import Client

from .conftest import CREATE, Serve, Sit, text_of

pytestmark = pytest.mark.anyio
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
