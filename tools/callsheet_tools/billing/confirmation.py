"""How a paid tool gets the user's word: the number in its arguments, and a question to the user.

The number always stands there, so every client's approval dialog shows it. A client that can ask
puts the question to the user as well, and a no is a no. Both eras of the protocol do it in one way:
a resolver returns `Elicit`. Its words come from the arguments alone, for an answer counts only for
the very words that were shown.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from mcp.server.mcpserver import (
    AcceptedElicitation,
    CancelledElicitation,
    Context,
    Elicit,
    ElicitationResult,
    Resolve,
)
from pydantic import BaseModel, Field

from callsheet_tools.billing.approval import Purchase, check_approval, check_daily_limit
from callsheet_tools.errors import NotApproved
from callsheet_tools.toolkit.context import InjectedContext, ToolContext

MODERN = "2026-07-28"
"""Since then a question is part of the answer; before, it is a request to the client."""
DECLINED = (
    "Nothing was sent: the user was asked and said no. Leave it, unless they ask for it themselves."
)
CANCELLED = (
    "Nothing was sent: the question to the user was closed without an answer. Ask them in your own "
    "words before you call again. Where questions never reach them, they can set CALLSHEET_ASK=0: "
    "then the number in the arguments is enough."
)


class Confirmation(BaseModel):
    """The user's answer."""

    buy: Annotated[bool, Field(title="Buy it", description="No: nothing is sent.")]


@dataclass(frozen=True)
class ApprovedPurchase:
    """A purchase that may be sent."""

    purchase: Purchase
    price: int | None
    """Credits that each job of it may take, at most; None where no credits are taken."""

    @property
    def request(self) -> Mapping[str, Any]:
        """The request of the only job of this purchase, exactly as it was approved."""
        (intent,) = self.purchase.intents
        return intent.request


def requires_approval(describe: Callable[..., Any]) -> Resolve:
    """Return the resolver of a tool parameter that holds the `ApprovedPurchase` of the call.

    It checks the number in the arguments of a hosted purchase, and asks the user where the client
    can and the setting wants it, except about a repeat, for which nothing is sent. If the purchase
    is not approved it raises `NotApproved`, and nothing was sent.

    Args:
        describe: A resolver that returns the `Purchase`, given the context and arguments of the
            tool by name.
    """

    async def ask(
        context: InjectedContext,
        ctx: Context[ToolContext],
        purchase: Annotated[Purchase, Resolve(describe)],
    ) -> Confirmation | Elicit[Confirmation]:
        if purchase.factory.place == "local" or not (context.asks and supports_elicitation(ctx)):
            return Confirmation(buy=True)
        if await context.journal.is_repeat(purchase.intents, new_take=purchase.new_take):
            return Confirmation(buy=True)
        price = await check_approval(context, purchase)
        await check_daily_limit(context, purchase, price)
        return Elicit(f"Buy {purchase.what}?", Confirmation)

    async def check(
        context: InjectedContext,
        purchase: Annotated[Purchase, Resolve(describe)],
        word: Annotated[ElicitationResult[Confirmation], Resolve(ask)],
    ) -> ApprovedPurchase:
        if isinstance(word, CancelledElicitation):
            raise NotApproved(CANCELLED)
        if not (isinstance(word, AcceptedElicitation) and word.data.buy):
            raise NotApproved(DECLINED)
        return ApprovedPurchase(purchase, await check_approval(context, purchase))

    return Resolve(check)


def supports_elicitation(ctx: Context[ToolContext]) -> bool:
    """Return whether the client can show its user a form during this request."""
    declared = ctx.client_capabilities
    asked = declared.elicitation if declared else None
    if asked is None or (asked.form is None and asked.url is not None):
        return False
    return ctx.protocol_version == MODERN or ctx.session.can_send_request
