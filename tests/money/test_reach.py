"""Which tools can reach a paid POST, found out by calling them, and how they present themselves."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client
from tests.agent.operations import OPERATIONS

from callsheet.app import create_server
from callsheet_tools.catalog import CATALOG

from .accounting_provider import Books
from .conftest import parts, settings

pytestmark = pytest.mark.anyio
CALLS: Mapping[str, Mapping[str, Any]] = {
    **{one.tool: one.call for one in OPERATIONS},
    "estimate_cost": {"calls": [{"tool": "knightvision_analyze_ad"}]},
    "wait_for_jobs": {"seconds": 0},
    "list_jobs": {},
    "draft_storyboard": {"document": "# Tea\n\n- Water"},
    "manage_job": {"job_id": "1", "action": "cancel"},
    "save_video": {"job_id": "1"},
}
"""A call of every tool that gets as far as that tool can."""
UNPAID = tuple(one.route[one.route.rindex("/") :] for one in OPERATIONS if one.free)
"""Endings of POSTs that cost nothing."""


async def spenders(home: Path) -> set[str]:
    """The tools of which a call made a paid POST arrive."""
    found, books = set[str](), Books()
    async with Client(create_server(settings(home, {}), parts(books))) as client:
        for tool, arguments in CALLS.items():
            books.posts.clear()
            await client.call_tool(tool, dict(arguments))
            if any(not post.endswith(UNPAID) for post in books.posts):
                found.add(tool)
    return found


async def test_what_can_spend_says_so_and_is_not_there_in_read_only_mode(tmp_path: Path) -> None:
    """Clients approve read-only tools unseen, and repeat idempotent ones by themselves."""
    assert set(CALLS) == {entry.name for entry in CATALOG}
    with anyio.fail_after(300):
        spending = await spenders(tmp_path)
        async with Client(create_server(settings(tmp_path, {}), parts(Books()))) as client:
            shown = {tool.name: tool for tool in (await client.list_tools()).tools}
        read_only = {"CALLSHEET_READ_ONLY": "1"}
        async with Client(create_server(settings(tmp_path, read_only), parts(Books()))) as client:
            listed = {tool.name for tool in (await client.list_tools()).tools}
    assert spending == {entry.name for entry in CATALOG if entry.paid}
    hints = {name: shown[name].annotations for name in spending}
    careless = {n for n, h in hints.items() if h is None or h.read_only_hint or h.idempotent_hint}
    assert careless == set() and listed & spending == set()
    for name in spending:
        assert {"max_credits", "max_videos"} & set(shown[name].input_schema["properties"])


async def test_a_tool_that_is_not_listed_cannot_be_called_either(tmp_path: Path) -> None:
    """Read-only mode is no matter of courtesy."""
    books = Books()
    server = create_server(settings(tmp_path, {"CALLSHEET_READ_ONLY": "1"}), parts(books))
    with anyio.fail_after(60):
        async with Client(server) as client:
            for tool, arguments in CALLS.items():
                if {"max_credits", "max_videos"} & set(arguments):
                    assert (await client.call_tool(tool, dict(arguments))).is_error
    assert books.posts == []
