"""What the shared code must know of each kind of job: one record for each, from its provider."""

import math
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from callsheet_tools.backends.answer_shapes import OpenAnswer
from callsheet_tools.backends.backend import Backend, BackendPool, Provider
from callsheet_tools.jobs.job import Follow, Job, Kind, RecoveryStrategy, StatusUpdate
from callsheet_tools.jobs.next_step import NextStep
from callsheet_tools.jobs.usage import UsageMeter

NextSteps: TypeAlias = Callable[[BackendPool, Sequence[Job], bool], NextStep]
"""What to do with jobs of the kind that succeeded: several only if it `continues_in_batch`. The
flag says that the call they lead to was made already."""


@dataclass(frozen=True)
class RateLimit:
    """A window of requests, as its provider documents it."""

    bucket: str
    """Operations that share a window have the same."""
    requests: int
    """In a minute."""


@dataclass(frozen=True)
class UnpublishedPrice:
    """A price that the provider does not tell: the user agrees to a number of videos."""

    known: str
    """What is known of it, for the user."""
    takes: str
    """What a call does, for the user: `this would make {count}`."""


@dataclass(frozen=True)
class PriceKey:
    """Where the price of a request stands in its provider's price list."""

    bought: str
    """What it is the price of. What was charged for the same before corrects the list."""
    entries: tuple[str, ...]
    """Names in the list. With several, it is not known which one counts."""
    times: int = 1


@dataclass(frozen=True)
class PriceList:
    """What a provider says of an account."""

    remaining: int | None
    """Credits; None when it does not say."""
    costs: Mapping[str, Any]
    """Credits, by the provider's names. A value may be anything; only numbers count."""


@dataclass(frozen=True)
class CreditPrice:
    """A price in credits, from the provider's list: the user agrees to a number of credits."""

    key: Callable[[Mapping[str, Any]], PriceKey]
    """Of a request, by the names of `Job.request`. It may raise `RefusedLocally`."""
    check: Callable[[Mapping[str, Any]], None] | None
    """Raises `RefusedLocally` where the provider would not do what a request says."""
    read_list: Callable[[Backend], Awaitable[PriceList]]
    """Asks the provider for its list."""


@dataclass(frozen=True)
class Cost:
    """What a hosted job of a kind takes."""

    meter: UsageMeter
    """What the limit of a day counts. All kinds of one provider have the same."""
    noun: str
    """What a person is asked to buy, by the names of the request and `title`."""
    free_instead: str
    """How the same is had for free."""
    longest_here: int | None
    """Seconds that this computer makes at most, by `duration` of the request; None: any."""
    price: UnpublishedPrice | CreditPrice

    def instead(self, request: Mapping[str, Any]) -> str:
        """Return a sentence for the user on what of a request can be had for free."""
        if self.longest_here is not None and int(request["duration"]) > self.longest_here:
            return f"This computer makes at most {self.longest_here} s, for free."
        return self.free_instead


@dataclass(frozen=True, kw_only=True)
class JobKind:
    """One kind of job. No field has a default: a new kind must say everything."""

    provider: Provider
    name: Kind
    """As the journal keeps it; no two providers use the same name."""
    fetch_status: Follow
    """Asks the provider once. Call `poll` instead: it also applies the refund."""
    recovery: RecoveryStrategy | None
    """How a job is found again when the answer to its submit was lost; None: it is not."""
    cost: Cost | None
    """None: free."""
    poll_limit: RateLimit
    submit_limit: RateLimit
    next_steps: NextSteps
    continues_in_batch: bool
    """One call goes on with several of its local jobs."""
    shown_by: str
    """The tool that shows a job of this kind."""
    what_it_is: str | None
    """What a local job makes instead of the hosted result, for the user; None: the same."""
    answer: type[OpenAnswer]
    """The documented fields of what its provider shows."""
    why_no_file: Callable[[Job], str]
    """What the user can do about a finished job of which there is no file to save."""
    typical_seconds: float
    """How long a hosted job takes, until its percentage tells more."""
    rarest_poll: int
    """Looks at a hosted job are at most so many spacings of its window apart."""
    polled_evenly: bool
    """Its looks share the window evenly: no percentage tells when to ask."""
    announced: bool
    """Live updates, where there are any, tell that it changed."""
    repeats_are_duplicates: bool
    """A repeat soon after success means the first job. The same edit is a new edit then."""
    refunded_when_failed: bool
    """The provider pays back what a failed job took."""

    async def poll(self, backend: Backend, job: Job) -> StatusUpdate:
        """Read a job's status once from the provider, and return it; of a failed job whose credits
        the provider pays back, with `credits_used` 0.

        Raises:
            RetryLater: The provider is busy or out of reach.
            RequestRejected: The provider refused.
        """
        seen = await self.fetch_status(backend, job)
        if seen.state == "failed" and self.refunded_when_failed:
            return replace(seen, credits_used=0)
        return seen


Kinds: TypeAlias = Mapping[str, JobKind]
"""By `JobKind.name`."""


def meter_of(kinds: Kinds, provider: str) -> tuple[UsageMeter, list[str]]:
    """Return how a provider's daily usage is counted, and the names of the
    kinds of job that count."""
    costs = {
        kind.name: kind.cost for kind in kinds.values() if kind.cost and kind.provider == provider
    }
    return next(iter(costs.values())).meter, [*costs]


def to_price(value: object) -> float | None:
    """Return credits from a number or its text; None for anything that is not a price."""
    if isinstance(value, str):
        return float(value) if re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})?", value.strip()) else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if 0 <= value < math.inf else None
