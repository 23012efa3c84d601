"""The board's page, before any browser sees it."""

import re

import anyio
import pytest
from mcp import Client
from mcp.types import TextResourceContents

from callsheet_tools.catalog import CATALOG
from callsheet_tools.mcp_features.board.app import URI, page

from .conftest import Serve

pytestmark = [pytest.mark.anyio, pytest.mark.both_eras]
MIME_TYPE = "text/html;profile=mcp-app"
STARTERS = {entry.name for entry in CATALOG if entry.paid}


def test_the_page_is_one_small_file_that_asks_nobody_else() -> None:
    """One HTML file, under 60 kB, no outside request; a namespace is a name, not an address."""
    html = page()
    addresses = set(re.findall(r"https?://[^\s\"'`)]+", html))
    assert len(html.encode()) < 60_000
    assert addresses == {"http://www.w3.org/2000/svg"}
    assert not re.search(r"<(link|img|iframe|script[^>]*\ssrc)|@import|\burl\((?!\"\$\{)", html)


def test_nothing_a_provider_wrote_can_become_markup() -> None:
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", page())


def test_only_addresses_of_the_web_are_opened() -> None:
    """A provider's `javascript:` or `file:` address is no link."""
    opening = [line for line in page().splitlines() if "ui/open-link" in line]
    assert opening and all(r"if (/^https:\/\//i.test(" in line for line in opening)


async def test_the_page_is_a_resource_of_the_kind_that_hosts_look_for(
    serve: Serve, mode: str
) -> None:
    """MCP Apps 2026-01-26, "UI Resource Format"."""
    with anyio.fail_after(60):
        async with Client(serve(), mode=mode) as client:
            listed = {str(one.uri): one for one in (await client.list_resources()).resources}
            (content,) = (await client.read_resource(URI)).contents
    assert listed[URI].mime_type == MIME_TYPE
    assert isinstance(content, TextResourceContents) and content.mime_type == MIME_TYPE
    assert content.text == page()


async def test_the_tools_that_start_or_list_jobs_come_with_the_board(
    serve: Serve, mode: str
) -> None:
    """`_meta.ui.resourceUri`, and the flat key of older hosts."""
    with anyio.fail_after(60):
        async with Client(serve(), mode=mode) as client:
            tools = {tool.name: tool.meta or {} for tool in (await client.list_tools()).tools}
    bound = {name for name, meta in tools.items() if meta.get("ui", {}).get("resourceUri") == URI}
    assert bound == {name for name, meta in tools.items() if meta.get("ui/resourceUri") == URI}
    assert bound >= (STARTERS | {"list_jobs"}) & set(tools)
    assert not bound & {"wait_for_jobs", "save_video"}, "one board a call is enough"
