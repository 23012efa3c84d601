"""`estimate_cost`: what calls would take, before any is made."""

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, Literal

from mcp.types import CallToolResult
from pydantic import BaseModel, ConfigDict, Field

from callsheet_tools.answer import answer
from callsheet_tools.desk import AtDesk, Desk
from callsheet_tools.errors import CallsheetError, Refused
from callsheet_tools.jobs.job import Kind
from callsheet_tools.knightvision.tools import check_pair
from callsheet_tools.money.consent import NO_EDIT_PRICE, NO_PRICE, Account, account
from callsheet_tools.money.prices import Prices


class Planned(BaseModel):
    """A call that is not made yet."""

    model_config = ConfigDict(extra="forbid")

    tool: Annotated[
        Literal[
            "knowlify_create_videos",
            "knowlify_edit_video",
            "knightvision_analyze_ad",
            "knightvision_generate_video",
            "knightvision_create_character",
            "knightvision_finalize_character",
        ],
        Field(description="A tool that can cost money."),
    ]
    arguments: Annotated[dict[str, Any], Field(description="As that call would have them.")] = {}


class Item(BaseModel):
    """What one call would take."""

    tool: str
    credits: Annotated[str | None, Field(description="Such as 22 or 100-130.")] = None
    max_credits: Annotated[int | None, Field(description="What that call needs.")] = None
    max_videos: Annotated[int | None, Field(description="What that call needs.")] = None
    note: str | None = None


class Total(BaseModel):
    """What all of them would take."""

    credits_low: int
    credits_high: int
    videos: int


class Estimate(BaseModel):
    """What calls would take."""

    items: list[Item]
    total: Total
    balance: Annotated[int | None, Field(description="Credits that remain.")] = None
    prices: Annotated[str, Field(description="live (this account's own) or documented.")]


KINDS: Mapping[str, Kind] = {
    "knightvision_analyze_ad": "analysis",
    "knightvision_generate_video": "clip",
    "knightvision_create_character": "character",
    "knightvision_finalize_character": "finalize",
}
UNSURE = "How a caller picks 720p or 1080p is not documented: the price lies between."
UNKNOWN = "Nobody says this price."


async def estimate_cost(
    desk: AtDesk,
    calls: Annotated[list[Planned], Field(min_length=1, max_length=50, description="1-50 calls.")],
) -> Annotated[CallToolResult, Estimate]:
    """Say what hosted calls would cost, before any is made. Free, and sends none of them.

    The same calls with `where: local` always cost nothing.
    """
    known = await _known(desk)
    items = [_item(known.prices, call) for call in calls]
    estimate = Estimate(
        items=items,
        total=_total(known.prices, calls, items),
        balance=known.balance,
        prices="live" if known.prices.live else "documented",
    )
    return answer(estimate, _text(estimate))


async def _known(desk: Desk) -> Account:
    """The hosted account's own prices, where there is one."""
    try:
        door = desk.worlds.door("knightvision", "hosted")
        return await account(desk, await desk.worlds.enter(door))
    except CallsheetError:
        return Account(Prices())


def _item(prices: Prices, call: Planned) -> Item:
    return PRICED[call.tool](prices, call) if call.tool in PRICED else _credits(prices, call)


def _credits(prices: Prices, call: Planned) -> Item:
    request = call.arguments
    if call.tool == "knightvision_generate_video":
        model, seconds = _clip(request)
        try:
            check_pair(model, seconds)
        except Refused as refusal:
            return Item(tool=call.tool, note=str(refusal))
    price = prices.of(KINDS[call.tool], request)
    if price is None:
        return Item(tool=call.tool, note=UNKNOWN)
    note = UNSURE if price.low < price.high else None
    return Item(tool=call.tool, credits=str(price), max_credits=price.high, note=note)


def _clip(request: Mapping[str, Any]) -> tuple[str, int]:
    seconds = request.get("duration", 10)
    if not isinstance(seconds, int):
        raise Refused("`duration` must be a whole number.")
    return str(request.get("model", "sora-2")), seconds


def _videos(_: Prices, call: Planned) -> Item:
    videos: Any = call.arguments.get("videos")
    count = len(videos) if isinstance(videos, list) else 1  # pyright: ignore[reportUnknownArgumentType]  # the JSON edge
    return Item(tool=call.tool, max_videos=count, note=f"{NO_PRICE}.")


def _edit(_: Prices, call: Planned) -> Item:
    return Item(tool=call.tool, max_videos=1, note=f"{NO_EDIT_PRICE}.")


PRICED: Mapping[str, Callable[[Prices, Planned], Item]] = {
    "knowlify_create_videos": _videos,
    "knowlify_edit_video": _edit,
}


def _total(prices: Prices, calls: Sequence[Planned], items: Sequence[Item]) -> Total:
    spans = [
        prices.of(KINDS[call.tool], call.arguments)
        for call, item in zip(calls, items, strict=True)
        if item.max_credits is not None
    ]
    return Total(
        credits_low=sum(span.low for span in spans if span),
        credits_high=sum(span.high for span in spans if span),
        videos=sum(item.max_videos or 0 for item in items),
    )


def _text(estimate: Estimate) -> str:
    total = estimate.total
    low, high = total.credits_low, total.credits_high
    parts = [f"{high if low == high else f'{low}-{high}'} credits by {estimate.prices} prices"]
    if total.videos:
        parts.append(f"{total.videos} Knowlify videos, whose price is not published")
    if estimate.balance is not None:
        parts.append(f"{estimate.balance:,} credits remain")
    return f"{'; '.join(parts)}. Nothing was sent."
