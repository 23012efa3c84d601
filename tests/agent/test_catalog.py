"""What a model reads before it calls anything, pinned. `pytest --rewrite` records it again."""

import json
from inspect import signature
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client
from mcp.types import Tool

from callsheet_tools.catalog import CATALOG, INSTRUCTIONS

from .conftest import KEY, Serve, Sit

pytestmark = [pytest.mark.anyio, pytest.mark.both_eras]
GOLDEN = Path(__file__).parent.parent / "golden" / "tools"
TOKENS = GOLDEN.parent / "tokens.md"
TOKENS_HEAD = """\
# What a model reads of the tools, in tokens (characters / 4), while everything is made here

| tool | name, text and arguments | answer's schema |
| --- | --- | --- |"""
LONGEST = 2_000
"""Characters of a description, and of the instructions."""
TOKEN = 4
"""Characters."""


async def tools_of(client: Client) -> list[Tool]:
    return (await client.list_tools()).tools


async def test_every_tool_looks_as_recorded(serve: Serve, rewrite: bool) -> None:
    """Name, description, schemas and hints: the whole contract with the model."""
    with anyio.fail_after(60):
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


async def test_every_tool_says_what_else_people_call_it(serve: Serve, sit: Sit) -> None:
    """Claude Code searches deferred tools; "video" does not match "videos" there."""
    async with sit(serve()) as client:
        hints = {
            tool.name: (tool.meta or {})["anthropic/searchHint"] for tool in await tools_of(client)
        }
    assert len(set(hints.values())) == len(CATALOG) and all(hints.values())
    asked = {"video", "film", "movie", "explainer", "animation", "lesson", "tutorial"}
    assert asked <= set(hints["knowlify_create_videos"].replace(",", "").split())


async def test_the_order_is_the_catalog_s_in_both_eras(serve: Serve, sit: Sit) -> None:
    """A fixed order keeps prompt caches warm."""
    async with sit(serve()) as client:
        assert [tool.name for tool in await tools_of(client)] == [entry.name for entry in CATALOG]


@pytest.mark.parametrize(
    ("tool", "lesson"),
    [
        ("knowlify_create_videos", "## Scene title [kind]"),
        ("knowlify_edit_video", "On this computer: send the film"),
    ],
    ids=["outline", "edit"],
)
async def test_what_the_studio_understands_stands_there_only_while_it_makes_the_videos(
    serve: Serve, tool: str, lesson: str
) -> None:
    """A hosted Knowlify would read the marks of an outline aloud."""
    async with Client(serve()) as local, Client(serve(KNOWLIFY_API_KEY=KEY)) as hosted:
        (here,) = [one for one in await tools_of(local) if one.name == tool]
        (there,) = [one for one in await tools_of(hosted) if one.name == tool]
    assert lesson in (here.description or "")
    assert lesson not in (there.description or "")


async def test_free_wishes_are_offered_only_where_a_language_model_reads_them(
    serve: Serve,
) -> None:
    setting = {"CALLSHEET_LLM_URL": "http://127.0.0.1:9/v1", "CALLSHEET_LLM_MODEL": "small"}
    async with Client(serve()) as alone, Client(serve(**setting)) as helped:
        texts = [
            next(
                tool.description
                for tool in await tools_of(client)
                if tool.name == "knowlify_edit_video"
            )
            or ""
            for client in (alone, helped)
        ]
    assert ["Other wishes in free words" in text for text in texts] == [False, True]


async def test_what_a_model_reads_stays_small(serve: Serve, rewrite: bool) -> None:
    """All tools may take 6,000 tokens, their output schemas 9,000. The table is kept."""
    async with Client(serve()) as client:
        tools = await tools_of(client)
    sizes = {tool.name: (_read(tool), _size(tool.output_schema)) for tool in tools}
    sizes["all"] = (
        sum(read for read, _ in sizes.values()),
        sum(output for _, output in sizes.values()),
    )
    rows = [
        f"| `{name}` | {read // TOKEN} | {output // TOKEN} |"
        for name, (read, output) in sizes.items()
    ]
    table = "\n".join((TOKENS_HEAD, *rows, ""))
    if rewrite:
        TOKENS.write_text(table, encoding="utf-8")
    assert sizes["all"][0] / TOKEN < 6_000
    assert sizes["all"][1] / TOKEN < 9_000
    assert len(INSTRUCTIONS) < LONGEST, "clients are reported to cut there"
    assert max(len(tool.description or "") for tool in tools) < LONGEST
    assert TOKENS.read_text(encoding="utf-8") == table


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
    for entry in CATALOG:
        agreed = {"max_credits", "max_videos"} & {*signature(entry.fn).parameters}
        assert entry.paid == bool(agreed), entry.name
    paid = [hints[entry.name] for entry in CATALOG if entry.paid]
    assert all(hint and not hint.read_only_hint and not hint.idempotent_hint for hint in paid)
    assert all(hint is not None for hint in hints.values())


async def test_read_only_mode_and_groups_offer_less(serve: Serve) -> None:
    """`CALLSHEET_READ_ONLY` and `CALLSHEET_TOOLS`."""
    async with Client(serve(CALLSHEET_READ_ONLY="1")) as client:
        names = {tool.name for tool in await tools_of(client)}
        assert names == {entry.name for entry in CATALOG if entry.hints.read_only_hint}
        assert "save_video" not in names and "knowlify_create_videos" not in names
    async with Client(serve(CALLSHEET_TOOLS="jobs")) as client:
        names = {tool.name for tool in await tools_of(client)}
        assert names == {
            "draft_storyboard",
            "estimate_cost",
            "wait_for_jobs",
            "list_jobs",
            "manage_job",
            "save_video",
        }


def _read(tool: Tool) -> int:
    return len(tool.name + (tool.description or "")) + _size(tool.input_schema)


def _size(schema: Any) -> int:
    return len(json.dumps(schema, separators=(",", ":")))
