"""What a model reads before it calls anything, pinned. `pytest --rewrite` records it anew."""

import json
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client
from mcp.types import Tool

from callsheet_tools.catalog import CATALOG, INSTRUCTIONS

from .conftest import KEY, Serve, Sit

pytestmark = pytest.mark.anyio
GOLDEN = Path(__file__).parent.parent / "golden" / "tools"
TOKEN = 4
"""Characters."""


async def tools_of(client: Client) -> list[Tool]:
    return (await client.list_tools()).tools


async def test_every_tool_looks_as_recorded(serve: Serve, rewrite: bool) -> None:
    """Name, description, schemas and hints: the whole contract with the model."""
    with anyio.fail_after(20):
        async with Client(serve(KNOWLIFY_API_KEY=KEY)) as client:
            shown = {
                tool.name: tool.model_dump(mode="json", by_alias=True, exclude_none=True)
                for tool in await tools_of(client)
            }
    if rewrite:
        for name, tool in shown.items():
            text = json.dumps(tool, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
            (GOLDEN / f"{name}.json").write_text(text, encoding="utf-8")
    recorded = {p.stem: json.loads(p.read_text(encoding="utf-8")) for p in GOLDEN.glob("*.json")}
    assert shown == recorded


async def test_the_order_is_the_catalog_s_in_both_eras(serve: Serve, sit: Sit) -> None:
    """A fixed order keeps prompt caches warm."""
    async with sit(serve()) as client:
        assert [tool.name for tool in await tools_of(client)] == [entry.name for entry in CATALOG]


async def test_the_outline_grammar_stands_there_only_while_videos_are_made_here(
    serve: Serve,
) -> None:
    """A hosted Knowlify would read the marks aloud."""
    async with Client(serve()) as local, Client(serve(KNOWLIFY_API_KEY=KEY)) as hosted:
        here, there = (await tools_of(local))[0], (await tools_of(hosted))[0]
    assert "## Scene title [kind]" in (here.description or "")
    assert "## Scene title [kind]" not in (there.description or "")


async def test_what_a_model_reads_stays_small(serve: Serve) -> None:
    """All tools may take 6,000 tokens, their output schemas 9,000; these five take their part."""
    async with Client(serve()) as client:
        tools = await tools_of(client)
    read = sum(
        len(tool.name + (tool.description or "")) + _size(tool.input_schema) for tool in tools
    )
    assert read / TOKEN < 2_000
    assert sum(_size(tool.output_schema) for tool in tools) / TOKEN < 2_400
    assert len(INSTRUCTIONS) < 4_096


async def test_schemas_need_no_second_look(serve: Serve) -> None:
    """No `$ref`, no null arms, no generated titles; unknown arguments are refused."""
    async with Client(serve()) as client:
        tools = await tools_of(client)
    for tool in tools:
        text = json.dumps([tool.input_schema, tool.output_schema])
        assert "$ref" not in text and "null" not in text and "$defs" not in text
        assert tool.input_schema["additionalProperties"] is False
        assert set(tool.input_schema["properties"]).isdisjoint({"desk", "caller"})


async def test_a_tool_that_can_spend_is_neither_read_only_nor_idempotent(serve: Serve) -> None:
    """Clients approve read-only tools without asking."""
    async with Client(serve()) as client:
        hints = {tool.name: tool.annotations for tool in await tools_of(client)}
    create = hints["knowlify_create_videos"]
    assert create and not create.read_only_hint and not create.idempotent_hint
    assert all(hint is not None for hint in hints.values())


async def test_read_only_mode_and_groups_offer_less(serve: Serve) -> None:
    """`CALLSHEET_READ_ONLY` and `CALLSHEET_TOOLS`."""
    async with Client(serve(CALLSHEET_READ_ONLY="1")) as client:
        names = {tool.name for tool in await tools_of(client)}
        assert names == {"knowlify_get_video", "wait_for_jobs", "list_jobs"}
    async with Client(serve(CALLSHEET_TOOLS="jobs")) as client:
        names = {tool.name for tool in await tools_of(client)}
        assert names == {"wait_for_jobs", "list_jobs", "save_video"}


def _size(schema: Any) -> int:
    return len(json.dumps(schema, separators=(",", ":")))
