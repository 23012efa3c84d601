"""A hosted paid call needs the number that the user agreed to, in its arguments."""

import math
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from callsheet_tools.desk import Desk
from callsheet_tools.errors import CallsheetError, NotApproved
from callsheet_tools.jobs.charges import METERS
from callsheet_tools.jobs.job import Intent
from callsheet_tools.jobs.journal import DAY
from callsheet_tools.knightvision.api import Knightvision
from callsheet_tools.money.prices import Price, Prices, observed
from callsheet_tools.reading import ask
from callsheet_tools.world import Door, Provider, World

REMEMBERED = 30 * DAY
"""Seconds for which a charge tells what an account pays."""
LONGEST_HERE = 300
"""Seconds of a clip or a character's film that this computer makes."""
NO_PRICE = "Knowlify publishes no price; about $50-60 was paid for a video of three minutes"
NO_EDIT_PRICE = "Knowlify publishes no price; an edit costs by the scenes that change"


@dataclass(frozen=True)
class Account:
    """What an account pays, and what it has left."""

    prices: Prices
    balance: int | None = None
    """Credits; None where the provider could not be asked."""


@dataclass(frozen=True)
class Purchase:
    """A call that may cost something."""

    tool: str
    door: Door
    intents: Sequence[Intent]
    """One for each job."""
    approved: int | None
    """`max_credits` or `max_videos`, as the call has it."""
    what: str
    """It and its price, in the words of the arguments: what a person is asked."""
    new_take: bool = False


async def account(desk: Desk, world: World) -> Account:
    """Live prices and balance; the documented table while the provider does not answer.

    What this account was charged lately corrects both.
    """
    charges = observed(await desk.journal.charges(world.account, desk.now() - REMEMBERED))
    try:
        said = await ask(desk, world, "credits", Knightvision(world.wire).credits)
    except CallsheetError:
        return Account(Prices(observed=charges))
    analysis = said.credit_cost_per_analysis
    costs = {"analysis": analysis} if analysis is not None else {}
    prices = Prices({**costs, **(said.costs or {})}, live=True, observed=charges)
    left = said.credits_remaining
    return Account(prices, None if left is None else math.floor(left))


async def approve(desk: Desk, purchase: Purchase) -> int | None:
    """The credits that each job may take at most, where it takes any.

    Raises:
        NotApproved: The user has not agreed to so much. Nothing was sent.
    """
    if purchase.door.place == "local":
        return None
    return await CHECKS[purchase.door.provider](desk, purchase)


async def check_left(desk: Desk, purchase: Purchase, price: int | None) -> None:
    """Refuse what is over the day's limit, before anybody is asked about it.

    What counts is checked once more where it is reserved, in the journal's own transaction.

    Raises:
        NotApproved: It is more than is left of the day.
    """
    provider = purchase.door.provider
    left = await desk.journal.left(provider, limit_of(desk, provider))
    if needed(purchase, price) > left:
        raise NotApproved(f"Nothing was sent. {_over(desk, provider, left)}")


def limit_of(desk: Desk, provider: Provider) -> int:
    """What may be bought in 24 hours: videos of Knowlify, credits of Knightvision."""
    return desk.videos_a_day if provider == "knowlify" else desk.credits_a_day


def needed(purchase: Purchase, price: int | None) -> int:
    """What a purchase takes of the day: credits, or videos where no price is known."""
    return len(purchase.intents) if price is None else price


async def _check_videos(desk: Desk, purchase: Purchase) -> None:
    count = len(purchase.intents)
    if purchase.approved is not None and purchase.approved >= count:
        return
    is_edit = purchase.intents[0].kind == "edit"
    made = "this edits one" if is_edit else f"this would make {count}"
    price = NO_EDIT_PRICE if is_edit else NO_PRICE
    free = "A video made on this computer is edited for free."
    local = "`where: local` makes the same on this computer for free."
    told = (
        f"Nothing was sent. Hosted Knowlify videos cost money ({price}; its balance is on the "
        f"dashboard only), and {made}."
    )
    going_on = await _going_on(desk, purchase, count, f"max_videos: {count}")
    raise NotApproved(f"{told} {going_on} {free if is_edit else local}")


async def _check_credits(desk: Desk, purchase: Purchase) -> int:
    door, intent, approved = purchase.door, purchase.intents[0], purchase.approved
    known = await account(desk, await desk.worlds.enter(door))
    price = known.prices.of(intent.kind, intent.request)
    if approved is not None and (price is None or approved >= price.high):
        return approved if price is None else price.high
    raise NotApproved(await _refusal(desk, purchase, price, known))


async def _refusal(desk: Desk, purchase: Purchase, price: Price | None, known: Account) -> str:
    cost = f"costs {price} credits" if price else "has a price that nobody publishes"
    source = f" by {price.source}" if price and not known.prices.live else ""
    left = "" if known.balance is None else f"; {known.balance} credits remain"
    number = price.high if price else "the number they agree to"
    going_on = await _going_on(desk, purchase, price.high if price else 1, f"max_credits: {number}")
    free = "`where: local` does it on this computer for free."
    if int(purchase.intents[0].request.get("duration", 0)) > LONGEST_HERE:
        free = f"This computer makes at most {LONGEST_HERE} s, for free."
    if purchase.intents[0].kind == "finalize":
        free = "A character that was made on this computer is finalized for free."
    return f"Nothing was sent. At Knightvision this {cost}{source}{left}. {going_on} {free}"


async def _going_on(desk: Desk, purchase: Purchase, takes: int, number: str) -> str:
    """What is left of the day, and the call to make if that suffices."""
    provider = purchase.door.provider
    limit = limit_of(desk, provider)
    left = await desk.journal.left(provider, limit)
    if takes > left:
        return _over(desk, provider, left)
    return (
        f"Of the day's {limit} {METERS[provider].unit}, {left} are left. Ask the user; if they "
        f"agree, call `{purchase.tool}` again with the same arguments and `{number}`."
    )


def _over(desk: Desk, provider: Provider, left: int) -> str:
    meter = METERS[provider]
    return (
        f"Of the {limit_of(desk, provider)} {meter.unit} that 24 hours may take, {left} are left, "
        f"too few for this. Only the user can raise the limit, with {meter.setting}."
    )


CHECKS: Mapping[Provider, Callable[[Desk, Purchase], Awaitable[int | None]]] = {
    "knowlify": _check_videos,
    "knightvision": _check_credits,
}
