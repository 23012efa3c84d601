"""A deferred tool is found by the words that people use.

Claude Code shows a model only the names of tools and searches names, descriptions and
`anthropic/searchHint` for the query's whole words. Its ranking is not documented: here each rare
word counts more than a common one, as in any search engine (inverse document frequency).
"""

import math
import re

import pytest
from mcp import Client
from mcp.types import Tool

from .conftest import Serve

pytestmark = pytest.mark.anyio
FILM = "knowlify_create_videos"
QUERIES = {
    "make a video": FILM,
    "create a film": FILM,
    "explainer": FILM,
    "generate a movie about photosynthesis": FILM,
    "turn a document into a video": FILM,
    "narrated lesson": FILM,
    "animation for a presentation": FILM,
    "tutorial from my notes": FILM,
    "video generation": FILM,
    "whiteboard explainer video": FILM,
    "educational film": FILM,
    "storyboard": "draft_storyboard",
    "outline from a document": "draft_storyboard",
    "change a scene of the film": "knowlify_edit_video",
    "edit the video": "knowlify_edit_video",
    "undo the last edit": "knowlify_revert_edit",
    "status of an edit": "knowlify_get_edit",
    "transcript or outline of a finished film": "knowlify_get_video",
    "analyze an ad": "knightvision_analyze_ad",
    "break down a commercial from TikTok": "knightvision_analyze_ad",
    "read the UGC script": "knightvision_get_analysis",
    "short AI clip from a prompt": "knightvision_generate_video",
    "sora": "knightvision_generate_video",
    "avatar": "knightvision_create_character",
    "finalize character": "knightvision_finalize_character",
    "which characters do I have": "knightvision_list_characters",
    "how many credits are left": "knightvision_get_credits",
    "what would it cost": "estimate_cost",
    "is my video ready": "wait_for_jobs",
    "recent jobs history": "list_jobs",
    "cancel a job": "manage_job",
    "download as MP4": "save_video",
}
"""Eleven ways to ask for a film, and twenty-one for the others."""
BEST = 2
"""The place among the results that a tool must reach."""


def words_of(text: str) -> set[str]:
    return {*re.findall(r"[a-z0-9]+", text.lower().replace("_", " "))}


def fields_of(tool: Tool) -> list[set[str]]:
    hint = str((tool.meta or {}).get("anthropic/searchHint", ""))
    return [words_of(text) for text in (tool.name, hint, tool.description or "")]


def rank(tools: list[Tool], query: str) -> list[str]:
    """The names of the tools that have a word of the query, the best first."""
    fields = {tool.name: fields_of(tool) for tool in tools}
    scores = dict.fromkeys(fields, 0.0)
    for word in words_of(query):
        hits = {name: sum(word in one for one in each) for name, each in fields.items()}
        rarity = math.log(1 + len(tools) / max(sum(map(bool, hits.values())), 1))
        scores = {name: scores[name] + hits[name] * rarity for name in scores}
    return sorted((name for name in scores if scores[name]), key=lambda name: -scores[name])


async def test_each_tool_is_first_or_second_for_what_people_ask(serve: Serve) -> None:
    async with Client(serve()) as client:
        tools = (await client.list_tools()).tools
    worse: dict[str, list[str]] = {}
    for query, wanted in QUERIES.items():
        found = rank(tools, query)
        if wanted not in found[:BEST]:
            worse[query] = found[:4]
    assert not worse, worse
