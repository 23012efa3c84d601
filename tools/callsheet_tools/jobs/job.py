"""A job: one thing a provider does for us.

intent → sending → submitted | rejected | unknown → succeeded | failed
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from callsheet_tools.world import Place, Provider, World

State: TypeAlias = Literal[
    "intent", "sending", "submitted", "rejected", "unknown", "succeeded", "failed"
]
Kind: TypeAlias = Literal["video", "edit", "revert", "analysis", "clip", "character", "finalize"]
UNFINISHED: tuple[State, ...] = ("intent", "sending", "submitted")
ENDED: tuple[State, ...] = ("rejected", "unknown", "succeeded", "failed")


@dataclass(frozen=True)
class Intent:
    """What is about to be asked for."""

    provider: Provider
    place: Place
    account: str
    kind: Kind
    title: str
    request: Mapping[str, Any]
    """Everything that makes this request this one; a repeat of it is a twin."""
    price: int | None = None
    """Credits that it may take, at most."""


@dataclass(frozen=True)
class Job:
    """One row of the journal."""

    job_id: str
    call_id: str
    provider: Provider
    place: Place
    account: str
    kind: Kind
    title: str
    request: dict[str, Any]
    state: State
    created_at: float
    """Seconds since 1970, as are all times here."""
    updated_at: float
    seq: int
    """Number of the last event: grows with every change that a reader could see."""
    remote_id: str | None = None
    remote: dict[str, Any] = field(default_factory=dict[str, Any])
    """The provider's last answer about it."""
    stage: str | None = None
    percent: int | None = None
    parked: bool = False
    """Waits in the provider's line: nothing can change until it is the head of it."""
    result: dict[str, Any] = field(default_factory=dict[str, Any])
    error: str | None = None
    credits_used: int | None = None
    """As the provider says; until it has, what it may take at most."""
    done_at: float | None = None
    shown_at: float | None = None
    """When an answer first reported its end."""
    polled_at: float | None = None
    misses: int = 0
    """Polls in a row that gave nothing."""

    @property
    def ended(self) -> bool:
        """Nothing more will come of it by itself."""
        return self.state in ENDED


@dataclass(frozen=True)
class Seen:
    """What one look at the provider showed."""

    state: State
    stage: str | None = None
    percent: int | None = None
    parked: bool = False
    remote: Mapping[str, Any] = field(default_factory=dict[str, Any])
    result: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """Added to what is known already."""
    error: str | None = None
    remote_id: str | None = None
    most: int | None = None
    """The provider's word on how many requests its window holds."""
    credits_used: int | None = None
    """The provider's word on what it took; None: nothing new is known."""


Follow: TypeAlias = Callable[[World, Job], Awaitable[Seen]]
"""Asks the provider once how a job is doing."""
Deliver: TypeAlias = Callable[[World, Job, Seen], Awaitable[Seen]]
"""Brings home what a finished job left, and adds where it is."""
