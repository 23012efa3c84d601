"""A hosted paid call needs the number that the user agreed to, in its arguments."""

from collections.abc import Sequence
from dataclasses import dataclass

from callsheet_tools.backends.backend import Backend, BackendFactory
from callsheet_tools.billing.prices import Price, Prices, last_charges
from callsheet_tools.errors import CallsheetError, NotApproved
from callsheet_tools.jobs.job import JobRequest
from callsheet_tools.jobs.journal import DAY
from callsheet_tools.jobs.kinds import Cost, CreditPrice, Kinds, UnpublishedPrice
from callsheet_tools.jobs.usage import DailyLimit
from callsheet_tools.toolkit.context import ToolContext
from callsheet_tools.toolkit.read_retry import read_with_retry
from callsheet_tools.toolkit.user import SPEND

REMEMBERED = 30 * DAY
"""Seconds for which a charge tells what an account pays."""
NO_SPEND = (
    f"Nothing was sent: the user's sign-in does not cover `{SPEND}`, so nothing can be bought with "
    "it. Whoever runs this server can give it. `where: local` is free."
)
NO_LIVE_PRICE = "The price that this account pays is not known now, so nothing can be bought."


@dataclass(frozen=True)
class Account:
    """What an account pays, and what it has left."""

    prices: Prices
    balance: int | None = None
    """Credits; None where the provider gave none."""
    trouble: CallsheetError | None = None
    """Why this account's own prices are not known, now or from before: nothing may be bought."""


@dataclass(frozen=True)
class Purchase:
    """A call that may cost something."""

    tool: str
    factory: BackendFactory
    intents: Sequence[JobRequest]
    """One for each job."""
    approved: int | None
    """`max_credits` or `max_videos`, as the call has it."""
    what: str
    """It and its price, in the words of the arguments: what a person is asked."""
    new_take: bool = False

    def cost_in(self, kinds: Kinds) -> Cost:
        """Return what the jobs of this purchase cost; they are all of one
        kind, which is not free."""
        cost = kinds[self.intents[0].kind].cost
        assert cost
        return cost


async def account(context: ToolContext, backend: Backend, price: CreditPrice) -> Account:
    """Return the live prices and balance of an account, corrected by what it was charged in the
    last 30 days (`REMEMBERED`). The prices are stored in the journal.

    If the provider gives none, the prices are the last that were stored, and there is no balance;
    if none are stored either, `trouble` of the answer is the error.

    Args:
        backend: The account's provider.
        price: Reads the provider's price list.

    Raises:
        JournalUnusable: The journal cannot be read or written.
    """
    since = context.now() - REMEMBERED
    charges = last_charges(await context.journal.charges(backend.account, since), context.kinds)
    try:
        said = await read_with_retry(context, backend, "credits", lambda: price.read_list(backend))
    except CallsheetError as error:
        kept = await context.journal.kept_prices(backend.account)
        trouble = error if kept is None else None
        return Account(Prices(kept or {}, observed=charges), trouble=trouble)
    await context.journal.keep_prices(backend.account, said.costs)
    return Account(Prices(said.costs, live=True, observed=charges), said.remaining)


async def check_approval(context: ToolContext, purchase: Purchase) -> int | None:
    """Return the most credits that each job of a purchase may take; None where no credits are
    taken.

    Raises:
        NotApproved: The user has not agreed to so much, their sign-in does not cover buying, or the
            price is not known. Nothing was sent.
    """
    if purchase.factory.place == "local":
        return None
    context.user.require(SPEND, NO_SPEND)
    cost = purchase.cost_in(context.kinds)
    if isinstance(cost.price, CreditPrice):
        return await _check_credits(context, purchase, cost.price)
    await _check_videos(context, purchase, cost.price)
    return None


async def check_daily_limit(context: ToolContext, purchase: Purchase, price: int | None) -> None:
    """Check that a purchase is within the day's limit, before the user is asked about it.

    The limit is checked once more by `Journal.create`, in the transaction that reserves the price.

    Args:
        price: Credits; None counts videos.

    Raises:
        NotApproved: It is more than is left of the day.
    """
    factory = purchase.factory
    left, limit = await context.allowance(factory.provider, factory.account)
    if required_amount(purchase, price) > left:
        raise NotApproved(f"Nothing was sent. {_over(context, purchase, left, limit)}")


def required_amount(purchase: Purchase, price: int | None) -> int:
    """Return what a purchase takes of the day's limit: `price` credits, or the number
    of videos if it is None."""
    return len(purchase.intents) if price is None else price


async def _check_videos(context: ToolContext, purchase: Purchase, price: UnpublishedPrice) -> None:
    count = len(purchase.intents)
    if purchase.approved is not None and purchase.approved >= count:
        return
    told = (
        f"Nothing was sent. Hosted Knowlify videos cost money ({price.known}; its balance is on "
        f"the dashboard only), and {price.takes.format(count=count)}."
    )
    going_on = await _going_on(context, purchase, count, f"max_videos: {count}")
    raise NotApproved(f"{told} {going_on} {purchase.cost_in(context.kinds).free_instead}")


async def _check_credits(context: ToolContext, purchase: Purchase, listed: CreditPrice) -> int:
    factory, intent, approved = purchase.factory, purchase.intents[0], purchase.approved
    known = await account(context, await context.backends.open(factory), listed)
    price = known.prices.of(listed.key(intent.request))
    free = purchase.cost_in(context.kinds).instead(intent.request)
    if price is None or known.trouble:
        documented = f" The documented table says {price}." if price else ""
        raise NotApproved(f"Nothing was sent. {NO_LIVE_PRICE} {known.trouble}{documented} {free}")
    if approved is not None and approved >= price.high:
        return price.high
    raise NotApproved(f"Nothing was sent. {await _refusal(context, purchase, price, known)} {free}")


async def _refusal(context: ToolContext, purchase: Purchase, price: Price, known: Account) -> str:
    source = "" if known.prices.live else f" by {price.source}"
    left = "" if known.balance is None else f"; {known.balance} credits remain"
    going_on = await _going_on(context, purchase, price.high, f"max_credits: {price.high}")
    return f"At Knightvision this costs {price} credits{source}{left}. {going_on}"


async def _going_on(context: ToolContext, purchase: Purchase, takes: int, number: str) -> str:
    """What is left of the day, and the call to make if that suffices."""
    factory = purchase.factory
    left, limit = await context.allowance(factory.provider, factory.account)
    if takes > left:
        return _over(context, purchase, left, limit)
    unit = purchase.cost_in(context.kinds).meter.unit
    return (
        f"Of the day's {limit.most} {unit}, {left} are left. Ask the user; if they "
        f"agree, call `{purchase.tool}` again with the same arguments and `{number}`."
    )


def _over(context: ToolContext, purchase: Purchase, left: int, limit: DailyLimit) -> str:
    meter = purchase.cost_in(context.kinds).meter
    return (
        f"Of the {limit.most} {meter.unit} that 24 hours may take, {left} are left, "
        f"too few for this. {limit.remedy(meter)}"
    )
