"""What was spent, by provider: today and in 30 days. What this computer makes costs nothing."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from callsheet_tools.backends.backend import Provider
from callsheet_tools.jobs.journal import DAY
from callsheet_tools.jobs.usage import Usage
from callsheet_tools.toolkit.context import ToolContext

Parts: TypeAlias = Mapping[str, Callable[[Usage], int]]

BOUGHT = ("videos", "credits")
"""How the names of what was bought begin."""
SPANS = {"last_24_hours": DAY, "last_30_days": 30 * DAY}
"""Seconds, by what they are called."""


async def spending(context: ToolContext) -> dict[str, dict[str, int]]:
    """Return what was bought by provider, in the last 24 hours and the last 30 days: `videos` and
    `failed_videos` of `knowlify`, `credits` and `refunded_credits` of `knightvision`, each with
    `_last_24_hours` or `_last_30_days` at its end.

    Videos are those asked for, also failed ones, since Knowlify does not say whether it pays those
    back. Credits are what is gone; credits paid back have a number of their own.

    Raises:
        JournalUnusable: The journal cannot be read.
    """
    now = context.now()
    since = [now - seconds for seconds in SPANS.values()]
    bills = dict(zip(SPANS, await context.journal.usage(since), strict=True))
    return {
        "knowlify": _name_sums({span: bill["knowlify"] for span, bill in bills.items()}, VIDEOS),
        "knightvision": _name_sums(
            {span: bill["knightvision"] for span, bill in bills.items()}, CREDITS
        ),
    }


def without_zeros(spent: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, int]]:
    """Return spending, as `spending` returns it, without the numbers of failed videos and refunded
    credits that are zero."""
    return {
        provider: {name: n for name, n in numbers.items() if n or name.startswith(BOUGHT)}
        for provider, numbers in spent.items()
    }


async def left_today(context: ToolContext) -> dict[str, int]:
    """Return what the user may still buy within the limits of 24 hours, their own and that of all
    together, whichever leaves less; at least 0: `{"videos": 3, "credits": 250}`.

    Raises:
        JournalUnusable: The journal cannot be read.
    """
    return {
        "videos": await _remaining(context, "knowlify"),
        "credits": await _remaining(context, "knightvision"),
    }


async def _remaining(context: ToolContext, provider: Provider) -> int:
    left, _ = await context.allowance(provider, context.backends.hosted_account(provider))
    return left


def _name_sums(bills: Mapping[str, Usage], parts: Parts) -> dict[str, int]:
    return {
        f"{name}_{span}": part(bill) for name, part in parts.items() for span, bill in bills.items()
    }


VIDEOS: Parts = {"videos": lambda bill: bill.videos, "failed_videos": lambda bill: bill.failed}
CREDITS: Parts = {
    "credits": lambda bill: bill.credits,
    "refunded_credits": lambda bill: bill.refunded,
}
"""Parts of a bill, by what they are called."""
