"""`estimate_cost`: what calls would take, before any is made."""

import difflib
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any

from mcp.types import CallToolResult
from pydantic import BaseModel, ConfigDict, Field

from callsheet_tools.answer import answer
from callsheet_tools.desk import AtDesk, Desk
from callsheet_tools.errors import CallsheetError, Refused
from callsheet_tools.jobs.job import Kind
from callsheet_tools.knightvision.tools import check_pair
from callsheet_tools.money.consent import NO_EDIT_PRICE, NO_PRICE, Account, account
from callsheet_tools.money.prices import Prices
from callsheet_tools.money.spending import left_today
from callsheet_tools.naming import named
from callsheet_tools.quote import clean
from callsheet_tools.world import Provider


class Planned(BaseModel):
    """A call that is not made yet."""

    model_config = ConfigDict(extra="forbid", defer_build=True)

    tool: Annotated[str, Field(description="A tool's name; free ones count 0.")]
    arguments: Annotated[dict[str, Any], Field(description="As that call would have them.")] = {}


class Item(BaseModel):
    """What one call would take."""

    tool: str
    credits: Annotated[str | None, Field(description="22, 100-130, 0 or unknown.")] = None
    source: Annotated[str | None, Field(description="Who says so.")] = None
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
    left_today: Annotated[
        dict[str, int], Field(description="Credits and videos that the day's limits leave.")
    ]
    prices: Annotated[str, Field(description="live (this account's own) or documented.")]


KINDS: Mapping[str, Kind] = {
    "knightvision_analyze_ad": "analysis",
    "knightvision_generate_video": "clip",
    "knightvision_create_character": "character",
    "knightvision_finalize_character": "finalize",
}
UNSURE = "How a caller picks 720p or 1080p is not documented: the price lies between."
UNKNOWN = "Nobody says this price, so it cannot be bought."
HERE = "Made on this computer, for free."
FREE = frozenset(
    {
        "knowlify_get_video",
        "knowlify_get_edit",
        "knowlify_revert_edit",
        "knightvision_get_analysis",
        "knightvision_get_video",
        "knightvision_list_videos",
        "knightvision_get_character",
        "knightvision_list_characters",
        "knightvision_get_credits",
        "estimate_cost",
        "wait_for_jobs",
        "list_jobs",
        "save_video",
    }
)
"""Tools that never cost anything."""


async def estimate_cost(
    desk: AtDesk,
    calls: Annotated[
        list[Planned],
        Field(min_length=1, max_length=50, description="1-50 calls, or the steps of a workflow."),
    ],
) -> Annotated[CallToolResult, Estimate]:
    """Say what calls would cost, before any is made: one, a batch, or a whole workflow. Free.

    Prices are those of the hosted services; with `where: local` the same calls cost nothing.
    """
    for call in calls:
        _check_name(call.tool)
    known = await _known(desk)
    items = [await _item(desk, known.prices, call) for call in calls]
    estimate = Estimate(
        items=items,
        total=_total(known.prices, calls, items),
        balance=known.balance,
        left_today=await left_today(desk),
        prices="live" if known.prices.live or known.prices.costs else "documented",
    )
    return answer(estimate, _text(estimate))


def _check_name(tool: str) -> None:
    names = [*PRICED, *FREE]
    if tool not in names:
        near = difflib.get_close_matches(tool, names, 1, 0.3)
        hint = f": did you mean `{near[0]}`?" if near else "."
        raise Refused(f"There is no tool {clean(tool, 80)!r}{hint}")


async def _known(desk: Desk) -> Account:
    """The hosted account's own prices, where there is one."""
    try:
        door = desk.worlds.door("knightvision", "hosted")
        return await account(desk, await desk.worlds.enter(door))
    except CallsheetError:
        return Account(Prices())


async def _item(desk: Desk, prices: Prices, call: Planned) -> Item:
    if call.tool in FREE:
        return Item(tool=call.tool, credits="0")
    if _is_local(call) or await _follows_local(desk, call):
        return Item(tool=call.tool, credits="0", note=HERE)
    return PRICED[call.tool](prices, call)


def _is_local(call: Planned) -> bool:
    """Previews are made nowhere else."""
    return call.arguments.get("where") == "local" or bool(call.arguments.get("preview"))


async def _follows_local(desk: Desk, call: Planned) -> bool:
    """Whether what it names was made on this computer, where it is then changed too."""
    if call.tool not in NAMED_BY:
        return False
    provider, kind, argument = NAMED_BY[call.tool]
    job = await named(desk, provider, str(call.arguments.get(argument, "")), kind)
    return job is not None and job.place == "local"


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
        return Item(tool=call.tool, credits="unknown", note=UNKNOWN)
    note = UNSURE if price.low < price.high else None
    number = price.high
    return Item(
        tool=call.tool, credits=str(price), source=price.source, max_credits=number, note=note
    )


def _clip(request: Mapping[str, Any]) -> tuple[str, int]:
    seconds = request.get("duration", 10)
    if not isinstance(seconds, int):
        raise Refused("`duration` must be a whole number.")
    return str(request.get("model", "sora-2")), seconds


def _videos(_: Prices, call: Planned) -> Item:
    videos: Any = call.arguments.get("videos")
    count = len(videos) if isinstance(videos, list) else 1  # pyright: ignore[reportUnknownArgumentType]  # the JSON edge
    return Item(tool=call.tool, credits="unknown", max_videos=count, note=f"{NO_PRICE}.")


def _edit(_: Prices, call: Planned) -> Item:
    return Item(tool=call.tool, credits="unknown", max_videos=1, note=f"{NO_EDIT_PRICE}.")


PRICED: Mapping[str, Callable[[Prices, Planned], Item]] = {
    "knowlify_create_videos": _videos,
    "knowlify_edit_video": _edit,
    **dict.fromkeys(KINDS, _credits),
}
NAMED_BY: Mapping[str, tuple[Provider, Kind, str]] = {
    "knowlify_edit_video": ("knowlify", "video", "uuid"),
    "knightvision_finalize_character": ("knightvision", "character", "character_id"),
}
"""Tools that follow what they name: whose it is, of what kind, and the argument that names it."""


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
    left = estimate.left_today
    parts.append(f"of the day {left['credits']} credits and {left['videos']} videos are left")
    short = "too little for this" if _falls_short(estimate) else None
    return f"{'; '.join([*parts, short] if short else parts)}. Nothing was sent."


def _falls_short(estimate: Estimate) -> bool:
    """Whether the balance, or what is left of the day, is less than the calls may take."""
    total, left = estimate.total, estimate.left_today
    poor = estimate.balance is not None and estimate.balance < total.credits_high
    return poor or left["credits"] < total.credits_high or left["videos"] < total.videos
