"""What Knightvision's operations cost, in credits.

Prices can differ by account. Of what `GET /credits` says and what is documented the larger counts,
entry by entry: a list that leaves an entry out, or says 0, makes nothing free. What the account was
charged corrects both.
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from callsheet_tools.jobs.job import Job

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
KLING = ("video_kling_per_second_720p", "video_kling_per_second_1080p")
"""How a caller picks one of them is not documented, so a clip's price lies between."""
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
    """What the account was charged last, by what was bought (`bought`)."""

    def of(self, kind: str, request: Mapping[str, Any]) -> Price | None:
        """The price of a job of this kind; None when nobody says it, so that nothing is sent."""
        price, charge = PRICED[kind](self, request), self.observed.get(bought(kind, request))
        return price if charge is None else self._corrected(price, charge)

    def named(self, name: str) -> Price | None:
        """One entry of the table."""
        return self._between([name], 1)

    def clip(self, request: Mapping[str, Any]) -> Price | None:
        """A clip's price follows from its model and its length."""
        model, seconds = str(request.get("model", "sora-2")), int(request.get("duration", 10))
        if model.startswith("kling"):
            return self._between(KLING, seconds)
        return self.named(f"video_{model.replace('-', '')}_{seconds}s")

    def _between(self, names: Sequence[str], times: int) -> Price | None:
        each = [self._entry(name) for name in names]
        known = [cost for cost in each if cost is not None]
        if len(known) < len(names):
            return None
        return Price(math.ceil(min(known) * times), math.ceil(max(known) * times), self._source)

    def _entry(self, name: str) -> float | None:
        """What the provider says or what is documented, whichever is more."""
        said = [to_price(self.costs.get(name)), DOCUMENTED.get(name)]
        return max((cost for cost in said if cost is not None), default=None)

    @property
    def _source(self) -> str:
        return LIVE if self.live else KEPT if self.costs else TABLE

    def _corrected(self, price: Price | None, charge: int) -> Price:
        """A charge above the table is the truth; one below it may be an old price."""
        if price is None:
            return Price(charge, charge, CHARGED)
        if price.low <= charge <= price.high or (self.live and charge < price.low):
            return price
        low, high = min(price.low, charge), max(price.high, charge)
        return replace(price, low=low, high=high, source=f"{price.source}, and {CHARGED}")


def bought(kind: str, request: Mapping[str, Any]) -> str:
    """What a price is for: of clips, the model and the length."""
    if kind != "clip":
        return kind
    return f"{request.get('model', 'sora-2')} {request.get('duration', 10)} s"


def observed(jobs: Sequence[Job]) -> dict[str, int]:
    """What was charged last for each thing; `jobs` come newest first."""
    return {
        bought(job.kind, job.request): job.charged
        for job in reversed(jobs)
        if job.charged is not None
    }


def to_price(value: object) -> float | None:
    """Credits, from a number or the text of one; None for anything that is no price."""
    if isinstance(value, str):
        return float(value) if re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})?", value.strip()) else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if 0 <= value < math.inf else None


PRICED: Mapping[str, Callable[[Prices, Mapping[str, Any]], Price | None]] = {
    "analysis": lambda prices, _: prices.named("analysis"),
    "clip": lambda prices, request: prices.clip(request),
    "character": lambda prices, _: prices.named("character_creation"),
    "finalize": lambda prices, _: prices.named("character_finalize"),
}
