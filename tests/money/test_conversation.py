"""One conversation over standard input and output: see it, price it, buy it once."""

import os
import sys
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters
from mcp.types import ImageContent

from .accounting_provider import KEYS, Books, Shop
from .conftest import call, text_of

pytestmark = [pytest.mark.anyio, pytest.mark.slow]
SERVER = Path(__file__).parent.parent / "agent" / "small_server.py"
OUTLINE = """\
# How bees dance
## A scout comes home [title]
She found a meadow, and the hive must know.
## The dance
{dance}
"""
MENDED = OUTLINE.format(dance="The figure points the way.")


async def looked_at(client: Client, task: str) -> dict[str, Any]:
    """Make a film here and look at it: the answer of the wait carries its picture."""
    started = await call(client, "knowlify_create_videos", videos=[{"task": task}], where="local")
    waited = await client.call_tool("wait_for_jobs", started["next"]["arguments"])
    assert [part for part in waited.content if isinstance(part, ImageContent)]
    assert waited.structured_content is not None
    (row,) = waited.structured_content["jobs"]
    assert row["state"] == "succeeded" and row["credits_used"] == 0
    assert row["result"]["scenes"] and row["result"]["report"]
    return waited.structured_content


@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_a_film_is_seen_mended_priced_and_bought_once(tmp_path: Path, mode: str) -> None:
    """Topic → outline → local film → looked at → mended → priced → bought once → saved.

    The answer to the purchase is lost, and the assistant calls again.
    """
    books = Books(fates=["named"])
    with anyio.fail_after(90), Shop(books) as address:
        async with Client(server_for(tmp_path, address), mode=mode) as client:
            prompt = await client.get_prompt("explainer_from_topic", {"topic": "How bees dance"})
            assert "knowlify_create_videos" in str(prompt.messages[0].content)

            await looked_at(client, OUTLINE.format(dance="They dance a figure of eight."))
            mended = await looked_at(client, MENDED)
            buy = mended["next"]
            estimate = await call(
                client,
                "estimate_cost",
                calls=[{"tool": buy["tool"], "arguments": buy["arguments"]}],
            )
            priced = estimate["items"][0]
            bare = {**buy["arguments"], "max_videos": None}
            refused = await client.call_tool(buy["tool"], bare)
            assert books.posts == [] and "`max_videos: 1`" in text_of(refused)

            bought = await client.call_tool(buy["tool"], buy["arguments"])
            again = await call(client, buy["tool"], **buy["arguments"])
            ended = await call(client, "wait_for_jobs", job_ids=[again["jobs"][0]["job_id"]])
            local = mended["jobs"][0]["job_id"]
            saved = await call(client, "save_video", job_id=local, file="bees/final.mp4")
            spending = (await call(client, "list_jobs"))["spending"]

    assert books.posts == ["/v1/videos"]
    assert books.orders[0].body["task"].strip() == MENDED.strip()
    assert (priced["credits"], priced["max_videos"]) == ("unknown", 1)
    assert bought.structured_content is not None, text_of(bought)
    (row,) = bought.structured_content["jobs"]
    assert row["seen"] == f"as seen in {local}, the same arguments"
    assert again["jobs"][0]["job_id"] == row["job_id"] and again["jobs"][0]["deduplicated"]
    assert [job["state"] for job in ended["jobs"]] == ["succeeded"]
    assert saved["file"].endswith("final.mp4") and saved["bytes"] > 0
    assert spending["knowlify"]["videos_last_24_hours"] == 1


def server_for(home: Path, address: str) -> StdioServerParameters:
    """Our server as a child process: its studio is quick, the hosted services are at `address`."""
    bases = {"KNOWLIFY_API_BASE": address, "KNIGHTVISION_BASE_URL": address}
    folders = {
        "CALLSHEET_HOME": str(home / "home"),
        "CALLSHEET_OUTPUT_DIR": str(home / "films"),
    }
    environ = {**os.environ, **KEYS, **bases, **folders}
    return StdioServerParameters(command=sys.executable, args=[str(SERVER)], env=environ)
