"""The POST arrived and its answer did not: one order, whatever was lost, also when asked again."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client

from .conftest import Sit
from .lossy_provider import FAULTS, Vendor
from .paid_calls import LISTED, ORDERS

pytestmark = pytest.mark.anyio
GOLDEN = Path(__file__).parent.parent / "golden" / "lost_answers.md"
HEAD = """\
# Paid orders whose answer was lost

A vendor carries the order out and loses the answer in one of seven ways; then the same tool is \
called again with the same arguments. Each cell: POSTs of the first call / of both calls / orders \
carried out → the state of the job in the end. An edit that is asked for again carries its \
Idempotency-Key, so its second POST returns the first edit.

"""


async def ordered_twice(client: Client, vendor: Vendor, tool: str) -> str:
    """POSTs of one call, of two, things made, and what the job is in the end."""
    before, made = len(vendor.posts), len(vendor.made)
    await call(client, tool)
    once = len(vendor.posts) - before
    await call(client, tool)
    twice = len(vendor.posts) - before
    (row,) = [row for row in await rows(client) if row["kind"] == KINDS[tool]]
    return f"{once} / {twice} / {len(vendor.made) - made} → {row['state']}"


KINDS = {
    "knowlify_create_videos": "video",
    "knowlify_edit_video": "edit",
    "knightvision_analyze_ad": "analysis",
    "knightvision_generate_video": "clip",
    "knightvision_create_character": "character",
    "knightvision_finalize_character": "finalize",
}


async def call(client: Client, tool: str) -> None:
    result = await client.call_tool(tool, dict(ORDERS[tool]))
    assert not result.is_error, result.content


async def rows(client: Client) -> list[dict[str, Any]]:
    """Every job, as a later conversation finds it."""
    listed = await client.call_tool("list_jobs", {"limit": 50})
    assert listed.structured_content
    return listed.structured_content["jobs"]


async def table_of(sit: Sit, faults: Iterable[str]) -> Mapping[str, Mapping[str, str]]:
    """The columns of these faults, each cell as the rules have it."""
    with anyio.fail_after(240):
        table = {fault: await column(sit, fault) for fault in faults}
    for fault, cells in table.items():
        for tool, cell in cells.items():
            assert cell == expected(tool, fault), (tool, fault)
    return table


async def column(sit: Sit, fault: str) -> Mapping[str, str]:
    """What becomes of each tool's order when this befalls it."""
    found: dict[str, str] = {}
    with Vendor(seconds=lambda: 1_000.0) as vendor:
        vendor.make("character", {"name": "Ann"})
        async with sit(vendor) as client:
            for tool in ORDERS:
                vendor.faults.append(fault)
                found[tool] = await ordered_twice(client, vendor, tool)
    assert vendor.refused == 0
    return found


async def test_an_answer_lost_or_named_is_one_order_for_every_paid_tool(sit: Sit) -> None:
    await table_of(sit, ("drop", "named"))


@pytest.mark.slow
async def test_one_lost_answer_is_one_order_for_every_paid_tool(sit: Sit, rewrite: bool) -> None:
    """Clips, characters and finalizes are found again by themselves, the others say what to check.

    An edit that is asked for again goes with its Idempotency-Key, which makes nothing new (Knowlify
    documentation, "Edits").
    """
    table = await table_of(sit, FAULTS)
    if rewrite:
        GOLDEN.write_text(page(table), encoding="utf-8")
    assert GOLDEN.read_text("utf-8") == page(table)


def expected(tool: str, fault: str) -> str:
    """What the rules of the journal make of it."""
    if fault == "named" or tool in LISTED:
        return "1 / 1 / 1 → running"
    return "1 / 2 / 1 → running" if tool == "knowlify_edit_video" else "1 / 1 / 1 → unknown"


def page(table: Mapping[str, Mapping[str, str]]) -> str:
    """The table as a document."""
    lines = [f"| tool | {' | '.join(table)} |", "| --- " * (len(table) + 1) + "|"]
    for tool in ORDERS:
        lines.append(f"| `{tool}` | {' | '.join(cells[tool] for cells in table.values())} |")
    return HEAD + "\n".join(lines) + "\n"
