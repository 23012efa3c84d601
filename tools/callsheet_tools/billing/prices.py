"""What Knightvision's operations cost, in credits.

Prices can differ by account. Of what `GET /credits` says and what is documented the larger counts,
entry by entry: a list that leaves an entry out, or says 0, makes nothing free. What the account was
charged corrects both.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from callsheet_tools.jobs.job import Job
from callsheet_tools.jobs.kinds import CreditPrice, Kinds, PriceKey, to_price

DOCUMENTED: Mapping[str, float] = {
    "analysis": 50,
    "video_sora2_10s": 22,
    "video_sora2_15s": 25,
    "video_sora2pro_15s": 154,
    "video_sora2pro_25s": 175,
    "video_kling_per_second_720p": 10,
    "video_kling_per_second_1080p": 13,
    "character_creation": 22,
    "character_finalize": 3,
}
"""Knightvision documentation, "Get Credits", by the names of `costs`."""
LIVE = "what GET /credits says"
KEPT = "what GET /credits said last"
TABLE = "the documented table"
CHARGED = "what this account was charged for it"


@dataclass(frozen=True)
class Price:
    """Credits, from `low` to `high`; the same where it is known exactly."""

    low: int
    high: int
    source: str = TABLE
    """Who says so."""

    def __str__(self) -> str:
        """`22` or `100-130`."""
        return str(self.high) if self.low == self.high else f"{self.low}-{self.high}"


@dataclass(frozen=True)
class Prices:
    """What this account pays."""

    costs: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """As `GET /credits` says; what it does not say is documented."""
    live: bool = False
    """Said just now."""
    observed: Mapping[str, int] = field(default_factory=dict[str, int])
    """What the account was charged last, by `PriceKey.bought`."""

    def of(self, key: PriceKey) -> Price | None:
        """Return the price of a request in credits; None when no source says it, so that nothing is
        sent."""
        price, charge = self._listed_price(key), self.observed.get(key.bought)
        return price if charge is None else self._correct(price, charge)

    def _listed_price(self, key: PriceKey) -> Price | None:
        each = [self._entry(name) for name in key.entries]
        known = [cost for cost in each if cost is not None]
        if len(known) < len(key.entries):
            return None
        low, high = min(known) * key.times, max(known) * key.times
        return Price(math.ceil(low), math.ceil(high), self._source)

    def _entry(self, name: str) -> float | None:
        """What the provider says or what is documented, whichever is more."""
        said = [to_price(self.costs.get(name)), DOCUMENTED.get(name)]
        return max((cost for cost in said if cost is not None), default=None)

    @property
    def _source(self) -> str:
        return LIVE if self.live else KEPT if self.costs else TABLE

    def _correct(self, price: Price | None, charge: int) -> Price:
        """A charge above the table is the truth; one below it may be an old price."""
        if price is None:
            return Price(charge, charge, CHARGED)
        if price.low <= charge <= price.high or (self.live and charge < price.low):
            return price
        low, high = min(price.low, charge), max(price.high, charge)
        return replace(price, low=low, high=high, source=f"{price.source}, and {CHARGED}")


def last_charges(jobs: Sequence[Job], kinds: Kinds) -> dict[str, int]:
    """Return the credits that were last charged for each thing, by `PriceKey.bought`.

    Args:
        jobs: Jobs, the newest first.
        kinds: All kinds of job, by name.
    """
    return {
        cost.price.key(job.request).bought: job.charged
        for job in reversed(jobs)
        if (cost := kinds[job.kind].cost)
        and isinstance(cost.price, CreditPrice)
        and job.charged is not None
    }
