"""A hosted paid call needs the number that the user agreed to, in its arguments."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from callsheet_tools.desk import Desk
from callsheet_tools.errors import CallsheetError, NotApproved
from callsheet_tools.jobs.job import Kind
from callsheet_tools.knightvision.api import Knightvision
from callsheet_tools.money.prices import Price, Prices
from callsheet_tools.reading import ask
from callsheet_tools.world import World


@dataclass(frozen=True)
class Account:
    """What an account pays, and what it has left."""

    prices: Prices
    balance: int | None = None
    """Credits; None where the provider could not be asked."""


@dataclass(frozen=True)
class Purchase:
    """A call that may cost credits."""

    tool: str
    kind: Kind
    request: Mapping[str, Any]
    approved: int | None
    """`max_credits`, as the call has it."""


async def account(desk: Desk, world: World) -> Account:
    """Live prices and balance; the documented table while the provider does not answer."""
    try:
        said = await ask(desk, world, "credits", Knightvision(world.wire).credits)
    except CallsheetError:
        return Account(Prices())
    analysis = said.credit_cost_per_analysis
    costs = {"analysis": analysis} if analysis is not None else {}
    return Account(Prices({**costs, **said.costs}, live=True), said.credits_remaining)


async def approve(desk: Desk, world: World, purchase: Purchase) -> int | None:
    """The credits that it may take at most, where it costs any.

    Raises:
        NotApproved: The user has not agreed to so much. Nothing was sent.
    """
    if world.place == "local":
        return None
    known = await account(desk, world)
    price = known.prices.of(purchase.kind, purchase.request)
    approved = purchase.approved
    if approved is None or (price is not None and approved < price.high):
        raise NotApproved(_refusal(purchase, price, known))
    return approved if price is None else price.high


def _refusal(purchase: Purchase, price: Price | None, known: Account) -> str:
    cost = f"costs {price} credits" if price else "has a price that Knightvision does not say"
    source = "" if known.prices.live else " by its documented table"
    left = "" if known.balance is None else f"; {known.balance} credits remain"
    number = price.high if price else "the number they agree to"
    return (
        f"Nothing was sent. At Knightvision this {cost}{source}{left}. Ask the user; if they "
        f"agree, call `{purchase.tool}` again with the same arguments and "
        f"`max_credits: {number}`. {_free(purchase.kind)}"
    )


def _free(kind: Kind) -> str:
    if kind == "finalize":
        return "A character that was made on this computer is finalized for free."
    return "`where: local` does it on this computer for free."
