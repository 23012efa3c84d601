"""`estimate_cost`: what calls would take, and who says so."""

from typing import Any

import anyio
import pytest

from .accounting_provider import Books
from .conftest import Sit, call, text_of

pytestmark = pytest.mark.anyio
AD: dict[str, Any] = {"tool": "knightvision_analyze_ad", "arguments": {"url": "123"}}
CLIP: dict[str, Any] = {
    "tool": "knightvision_generate_video",
    "arguments": {"prompt": "@Bea flies"},
}


async def test_a_workflow_is_priced_whole(sit: Sit, books: Books) -> None:
    """Ad → brief → clip, and a character that plays twice."""
    character = {"name": "Bea", "prompt": "A bee"}
    steps: list[dict[str, Any]] = [
        AD,
        {"tool": "knightvision_get_analysis", "arguments": {"job_id": "x"}},
        {"tool": "knightvision_create_character", "arguments": character},
        {"tool": "knightvision_finalize_character", "arguments": {"character_id": "x"}},
        CLIP,
        CLIP,
        {"tool": "knowlify_create_videos", "arguments": {"videos": [{}, {}], "where": "hosted"}},
        {"tool": "knowlify_create_videos", "arguments": {"videos": [{}], "where": "local"}},
    ]
    with anyio.fail_after(60):
        async with sit() as client:
            estimate = await call(client, "estimate_cost", calls=steps)
    prices = [item["credits"] for item in estimate["items"]]
    assert prices == ["50", "0", "22", "3", "22", "22", "unknown", "0"]
    assert estimate["total"] == {"credits_low": 119, "credits_high": 119, "videos": 2}
    assert estimate["balance"] == 100_000 and estimate["prices"] == "live"
    assert estimate["left_today"] == {"videos": 5, "credits": 300}
    assert books.posts == []


async def test_charges_of_the_account_correct_the_table(sit: Sit, books: Books) -> None:
    """A table that says less than was charged is corrected, for the estimate and the refusal."""
    limits = {"CALLSHEET_MAX_CREDITS_PER_DAY": "100"}
    with anyio.fail_after(60):
        async with sit(limits) as client:
            await call(client, "estimate_cost", calls=[AD])
            books.closed = True
            books.costs["video_sora2_10s"] = 40
            arguments = {**CLIP["arguments"], "max_credits": 22}
            await call(client, CLIP["tool"], **arguments)
            estimate = await call(client, "estimate_cost", calls=[CLIP, AD, AD])
            text = text_of(await client.call_tool(CLIP["tool"], {"prompt": "b", "max_credits": 39}))
    clip, ad, _ = estimate["items"]
    assert (clip["credits"], clip["max_credits"]) == ("22-40", 40)
    assert "was charged" in clip["source"]
    assert (ad["credits"], ad["source"]) == ("50", "what GET /credits said last")
    assert estimate["prices"] == "live" and "balance" not in estimate
    assert estimate["left_today"]["credits"] == 60
    assert "costs 22-40 credits" in text and "`max_credits: 40`" in text
    assert len(books.posts) == 1


async def test_a_price_that_the_list_leaves_out_is_the_documented_one(
    sit: Sit, books: Books
) -> None:
    """Unknown is never counted as zero, nor as whatever was agreed to."""
    books.untold, books.fates = "analysis", ["lost"]
    with anyio.fail_after(60):
        async with sit({"CALLSHEET_MAX_CREDITS_PER_DAY": "90"}) as client:
            text = text_of(await client.call_tool(AD["tool"], {"url": "1", "max_credits": 49}))
            await call(client, AD["tool"], url="1", max_credits=60)
            estimate = await call(client, "estimate_cost", calls=[AD])
            over = text_of(await client.call_tool(AD["tool"], {"url": "2", "max_credits": 60}))
    assert "costs 50 credits" in text
    assert estimate["items"][0]["credits"] == "50"
    assert estimate["left_today"]["credits"] == 40
    assert "100 hosted credits would be spent" in over and len(books.posts) == 1


async def test_an_unknown_tool_is_refused_with_the_nearest(sit: Sit) -> None:
    with anyio.fail_after(60):
        async with sit() as client:
            made = await client.call_tool(
                "estimate_cost", {"calls": [{"tool": "knowlify_create_video"}]}
            )
    assert "did you mean `knowlify_create_videos`?" in text_of(made)
