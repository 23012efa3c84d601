"""What the shared code must know of each kind of job: one record for each, from its provider."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from callsheet_tools.jobs.job import Follow, Job, Kind, Seen, Trail
from callsheet_tools.jobs.next_step import Next
from callsheet_tools.world import Provider, World, Worlds

NextSteps: TypeAlias = Callable[[Worlds, Sequence[Job]], Next | None]
"""What to do with jobs that succeeded. The first one is of the kind that is asked."""


@dataclass(frozen=True)
class RateLimit:
    """A window of requests, as its provider documents it."""

    bucket: str
    """Operations that share a window have the same."""
    requests: int
    """In a minute."""


@dataclass(frozen=True, kw_only=True)
class JobKind:
    """One kind of job. No field has a default: a new kind must say everything."""

    provider: Provider
    name: Kind
    """As the journal keeps it; no two providers use the same name."""
    fetch_status: Follow
    """Asks the provider once. Call `poll` instead: it also applies the refund."""
    recovery: Trail | None
    """How a job is found again when the answer to its submit was lost; None: it is not."""
    poll_limit: RateLimit
    submit_limit: RateLimit
    next_steps: NextSteps
    shown_by: str
    """The tool that shows a job of this kind."""
    stands_in: str | None
    """What a local job makes instead of the hosted result, for the user; None: the same."""
    changes_when_finished: bool
    """Edits change it after it succeeded, so its provider's document is read again."""
    typical_seconds: float
    """How long a hosted job takes, until its percentage tells more."""
    repeats_are_duplicates: bool
    """A repeat soon after success means the first job. The same edit is a new edit then."""
    refunded_when_failed: bool
    """The provider pays back what a failed job took."""

    async def poll(self, world: World, job: Job) -> Seen:
        """Ask the provider once how a job is doing.

        Raises:
            TryLater: The provider is busy or out of reach.
            Rejected: The provider said no.
        """
        seen = await self.fetch_status(world, job)
        if seen.state == "failed" and self.refunded_when_failed:
            return replace(seen, credits_used=0)
        return seen


Kinds: TypeAlias = Mapping[str, JobKind]
"""By `JobKind.name`."""
