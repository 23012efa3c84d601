"""`estimate_cost`: what calls would take, before any is made."""

import difflib
from collections.abc import Sequence
from typing import Annotated, Any

from mcp.types import CallToolResult
from pydantic import BaseModel, ConfigDict, Field

from callsheet_tools.billing.approval import Account, account
from callsheet_tools.billing.prices import Prices
from callsheet_tools.billing.spending import left_today
from callsheet_tools.errors import CallsheetError, RefusedLocally
from callsheet_tools.jobs.kinds import CreditPrice, UnpublishedPrice
from callsheet_tools.sanitize import format_count, one_line
from callsheet_tools.toolkit.context import InjectedContext, ToolContext
from callsheet_tools.toolkit.lookup import find_by_id
from callsheet_tools.toolkit.responses import answer


class PlannedCall(BaseModel):
    """A call that is not made yet."""

    model_config = ConfigDict(extra="forbid", defer_build=True)

    tool: Annotated[str, Field(description="A tool's name; free ones count 0.")]
    arguments: Annotated[dict[str, Any], Field(description="As that call would have them.")] = {}


class CallEstimate(BaseModel):
    """What one call would take."""

    tool: str
    credits: Annotated[str | None, Field(description="22, 100-130, 0 or unknown.")] = None
    source: Annotated[str | None, Field(description="Who says so.")] = None
    max_credits: Annotated[int | None, Field(description="What that call needs.")] = None
    max_videos: Annotated[int | None, Field(description="What that call needs.")] = None
    note: str | None = None


class EstimateTotal(BaseModel):
    """What all of them would take."""

    credits_low: int
    credits_high: int
    videos: int


class Estimate(BaseModel):
    """What calls would take."""

    items: list[CallEstimate]
    total: EstimateTotal
    balance: Annotated[int | None, Field(description="Credits that remain.")] = None
    left_today: Annotated[
        dict[str, int], Field(description="Credits and videos that the day's limits leave.")
    ]
    prices: Annotated[str, Field(description="live (this account's own) or documented.")]


UNSURE = "How a caller picks 720p or 1080p is not documented: the price lies between."
UNKNOWN = "Nobody says this price, so it cannot be bought."
HERE = "Made on this computer, for free."


async def estimate_cost(
    context: InjectedContext,
    calls: Annotated[
        list[PlannedCall],
        Field(min_length=1, max_length=50, description="1-50 calls, or the steps of a workflow."),
    ],
) -> Annotated[CallToolResult, Estimate]:
    """Say what calls would cost, before any is made: one, a batch, or a whole workflow. Free.

    Prices are those of the hosted services; with `where: local` the same calls cost nothing.
    """
    for call in calls:
        _check_name(context, call.tool)
    known = await _known_account(context)
    items = [await _item(context, known.prices, call) for call in calls]
    estimate = Estimate(
        items=items,
        total=_total(context, known.prices, calls, items),
        balance=known.balance,
        left_today=await left_today(context),
        prices="live" if known.prices.live or known.prices.costs else "documented",
    )
    return answer(estimate, _text(estimate))


def _check_name(context: ToolContext, tool: str) -> None:
    if tool not in context.tools:
        near = difflib.get_close_matches(tool, context.tools, 1, 0.3)
        hint = f": did you mean `{near[0]}`?" if near else "."
        raise RefusedLocally(f"There is no tool {one_line(tool, 80)!r}{hint}")


async def _known_account(context: ToolContext) -> Account:
    """The own prices of the hosted account that has credits, where there is one."""
    try:
        for kind in context.kinds.values():
            if kind.cost and isinstance(kind.cost.price, CreditPrice):
                factory = context.backends.factory(kind.provider, "hosted")
                return await account(context, await context.backends.open(factory), kind.cost.price)
    except CallsheetError:
        pass
    return Account(Prices())


async def _item(context: ToolContext, prices: Prices, call: PlannedCall) -> CallEstimate:
    spec = context.tools[call.tool]
    if spec.cost is None:
        return CallEstimate(tool=call.tool, credits="0")
    if _is_local(call) or await _follows_local(context, call):
        return CallEstimate(tool=call.tool, credits="0", note=HERE)
    if isinstance(spec.cost.price, CreditPrice):
        return _credits(prices, call, spec.cost.price)
    return _videos(call, spec.batches, spec.cost.price)


def _is_local(call: PlannedCall) -> bool:
    """Previews are only made on this computer."""
    return call.arguments.get("where") == "local" or bool(call.arguments.get("preview"))


async def _follows_local(context: ToolContext, call: PlannedCall) -> bool:
    """Whether what it names was made on this computer, where it is then changed too."""
    follows = context.tools[call.tool].follows
    if follows is None:
        return False
    kind, argument = follows
    job = await find_by_id(context, kind.provider, str(call.arguments.get(argument, "")), kind.name)
    return job is not None and job.place == "local"


def _credits(prices: Prices, call: PlannedCall, listed: CreditPrice) -> CallEstimate:
    key = listed.key(call.arguments)
    try:
        if listed.check:
            listed.check(call.arguments)
    except RefusedLocally as refusal:
        return CallEstimate(tool=call.tool, note=str(refusal))
    price = prices.of(key)
    if price is None:
        return CallEstimate(tool=call.tool, credits="unknown", note=UNKNOWN)
    note = UNSURE if price.low < price.high else None
    number = price.high
    return CallEstimate(
        tool=call.tool, credits=str(price), source=price.source, max_credits=number, note=note
    )


def _videos(call: PlannedCall, batches: Sequence[str], price: UnpublishedPrice) -> CallEstimate:
    given: list[Any] = [call.arguments.get(name) for name in batches]
    count = next((len(items) for items in given if isinstance(items, list)), 1)  # pyright: ignore[reportUnknownArgumentType]  # the JSON edge
    return CallEstimate(tool=call.tool, credits="unknown", max_videos=count, note=f"{price.known}.")


def _total(
    context: ToolContext,
    prices: Prices,
    calls: Sequence[PlannedCall],
    items: Sequence[CallEstimate],
) -> EstimateTotal:
    spans = [
        prices.of(cost.price.key(call.arguments))
        for call, item in zip(calls, items, strict=True)
        if item.max_credits is not None
        and (cost := context.tools[call.tool].cost)
        and isinstance(cost.price, CreditPrice)
    ]
    return EstimateTotal(
        credits_low=sum(span.low for span in spans if span),
        credits_high=sum(span.high for span in spans if span),
        videos=sum(item.max_videos or 0 for item in items),
    )


def _text(estimate: Estimate) -> str:
    total = estimate.total
    low, high = total.credits_low, total.credits_high
    parts = list[str]()
    if high or not total.videos:
        span = high if low == high else f"{low}-{high}"
        parts.append(f"{span} credits by {estimate.prices} prices")
    if total.videos:
        parts.append(f"{format_count(total.videos, 'video')} at Knowlify, which publishes no price")
    if estimate.balance is not None:
        parts.append(f"{estimate.balance:,} credits remain")
    left = estimate.left_today
    parts.append(
        f"today's limits leave {left['credits']} credits "
        f"and {format_count(left['videos'], 'video')}"
    )
    short = "too little for this" if _falls_short(estimate) else None
    return f"{'; '.join([*parts, short] if short else parts)}. Nothing was sent."


def _falls_short(estimate: Estimate) -> bool:
    """Whether the balance, or what is left of the day, is less than the calls may take."""
    total, left = estimate.total, estimate.left_today
    poor = estimate.balance is not None and estimate.balance < total.credits_high
    return poor or left["credits"] < total.credits_high or left["videos"] < total.videos
