"""A deferred tool is found by the words that people use.

Claude Code shows a model only the names of tools, and scores each for every word of a query. The
points are those of its release 2.1.332, whose own search, asked by a scripted model, gave the same
orders for the queries of `tool_searches.json`; there its own tools stand among ours.
"""

import json
import re
from pathlib import Path

import pytest
from mcp import Client
from mcp.types import Tool

from .conftest import Serve

pytestmark = pytest.mark.anyio
SEARCHES = json.loads(Path(__file__).with_name("tool_searches.json").read_text("utf-8"))
"""What people ask, and the tool that it takes. Hints were chosen with the first two groups only."""
SHOWN = 5
"""Tools that a search gives."""
FIRST = 0.8
"""Share of the queries whose tool is the first of them."""
MISSED = {"is my video ready": "first", "find an old video": "written before the hints"}
"""Queries whose tool is not among them, for "video" is in the names of five others."""
PART, INSIDE_PART, INSIDE_NAME, HINT, DESCRIPTION = 12, 6, 4, 4, 2
"""Points for a word: part of the name, inside a part, inside the name, in the hint, in the text."""


def score(tool: Tool, query: str) -> int:
    """The points of a tool for the words of a query."""
    parts = ["callsheet", *tool.name.split("_")]
    hint = str((tool.meta or {}).get("anthropic/searchHint", "")).lower()
    points = 0
    for word in query.lower().split():
        whole = re.compile(rf"\b{re.escape(word)}\b")
        points += PART if word in parts else INSIDE_PART * any(word in part for part in parts)
        points += INSIDE_NAME * (word in tool.name or word in "callsheet")
        points += HINT * bool(whole.search(hint))
        points += DESCRIPTION * bool(whole.search((tool.description or "").lower()))
    return points


def search(tools: list[Tool], query: str) -> list[str]:
    """The names of the tools with most points, the best first."""
    scores = {tool.name: score(tool, query) for tool in sorted(tools, key=lambda tool: tool.name)}
    return sorted(scores, key=lambda name: -scores[name])[:SHOWN]


@pytest.mark.parametrize("group", SEARCHES)
async def test_a_tool_is_found_by_what_people_ask(serve: Serve, group: str) -> None:
    async with Client(serve()) as client:
        tools = (await client.list_tools()).tools
    found = {query: search(tools, query) for query in SEARCHES[group]}
    missed = {q: group for q, wanted in SEARCHES[group].items() if wanted not in found[q]}
    assert missed.items() <= MISSED.items(), found
    best = [query for query, wanted in SEARCHES[group].items() if found[query][0] == wanted]
    assert len(best) >= FIRST * len(found), sorted({*found} - {*best})
