"""A job: one thing a provider does for us.

intent → sending → submitted | rejected | unknown → succeeded | failed
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias, cast

from callsheet_tools.backends.backend import Backend, Location, Provider

State: TypeAlias = Literal[
    "intent", "sending", "submitted", "rejected", "unknown", "succeeded", "failed"
]
Kind: TypeAlias = Literal["video", "edit", "revert", "analysis", "clip", "character", "finalize"]
UNFINISHED: tuple[State, ...] = ("intent", "sending", "submitted")
ENDED: tuple[State, ...] = ("rejected", "unknown", "succeeded", "failed")
AS_REQUEST = "as_request"
"""Of a local film, edit or revert: the item that orders the film as it then was."""
VIDEO_MODEL = "video_model"
"""In the studio's document: the user's own model that makes it."""
FALLBACK = "fallback"
"""In the studio's document: why it was drawn, though that model was to make it."""


@dataclass(frozen=True)
class JobRequest:
    """What is about to be asked for."""

    provider: Provider
    place: Location
    account: str
    kind: Kind
    title: str
    request: Mapping[str, Any]
    """Everything that makes this request this one; a repeat of it is a twin."""
    price: int | None = None
    """Credits that it may take, at most."""


@dataclass(frozen=True)
class Snapshot:
    """What a provider showed right before a submit."""

    ids: tuple[str, ...] | None = None
    """The ids in its list; None: it has no list."""
    balance: int | None = None
    """Credits."""


@dataclass(frozen=True)
class Job:
    """One row of the journal."""

    job_id: str
    call_id: str
    provider: Provider
    place: Location
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
    """What is gone: as the provider says; until it has, what it may take at most."""
    charged: int | None = None
    """The provider's word on what it took, also when it paid that back; None: it has not said."""
    done_at: float | None = None
    shown_at: float | None = None
    """When an answer first reported its end."""
    polled_at: float | None = None
    misses: int = 0
    """Polls in a row that gave nothing."""
    next_poll_at: float = 0.0
    sent_at: float | None = None
    started_at: float | None = None
    """When it was first seen at work."""
    moved_at: float | None = None
    """When the provider last showed anything new about it."""
    seek_at: float | None = None
    """When an unknown one is next looked for in the provider's list; None: not any more."""
    before: Snapshot | None = None
    """What was there before it was sent."""
    preview: str | None = None
    """The local job in which the user saw this, or nearly this, before it was bought."""
    subject: str = ""
    """Whose it is: a user who signed in; empty: the person at this computer."""

    @classmethod
    def of_row(cls, values: Mapping[str, Any]) -> "Job":
        """Return a job with these values of all fields.

        Lists read thousands: the constructor of a frozen class takes ten times as long.
        """
        job = object.__new__(cls)
        vars(job).update(values)
        return job

    @property
    def ended(self) -> bool:
        """Whether the job has ended, as far as is known; `unknown` counts as ended."""
        return self.state in ENDED

    @property
    def followed(self) -> bool:
        """Whether the job's state may still change."""
        return not self.ended or self.seek_at is not None

    @property
    def remote_result(self) -> Mapping[str, Any]:
        """`result` of the provider's document; empty if it is not an object."""
        result = self.remote.get("result")
        return cast("Mapping[str, Any]", result) if isinstance(result, Mapping) else {}

    @property
    def as_request(self) -> dict[str, Any] | None:
        """The request that orders a local film as it was after this job; None
        if the studio gave none."""
        video = self.remote_result.get(AS_REQUEST) or self.remote.get(AS_REQUEST)
        return {"video": video} if video else None

    @property
    def video_model(self) -> str | None:
        """The user's own model that made it instead of the studio's drawing; None if none did."""
        model = self.remote.get(VIDEO_MODEL)
        made_it = self.place == "local" and not self.remote.get(FALLBACK)
        return model if made_it and isinstance(model, str) else None

    @property
    def is_quick_look(self) -> bool:
        """Whether the studio says that the film is a preview."""
        return self.place == "local" and self.remote.get("preview") is True


@dataclass(frozen=True)
class StatusUpdate:
    """What one look at the provider showed."""

    state: State
    stage: str | None = None
    percent: int | None = None
    parked: bool = False
    remote: Mapping[str, Any] = field(default_factory=dict[str, Any])
    result: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """Added to what is known already. Files in it are not believed (`results.OURS`)."""
    delivered: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """Files that Callsheet itself brought here."""
    error: str | None = None
    remote_id: str | None = None
    most: int | None = None
    """The provider's word on how many requests its window holds."""
    credits_used: int | None = None
    """The provider's word on what it took; None: nothing new is known."""


@dataclass(frozen=True)
class ListedJob:
    """One entry of a provider's list."""

    remote_id: str
    request: Mapping[str, Any]
    """What the list tells of the arguments it was made with, by the names of `Job.request`."""
    seen: StatusUpdate


Follow: TypeAlias = Callable[[Backend, Job], Awaitable[StatusUpdate]]
"""Asks the provider once how a job is doing."""
Survey: TypeAlias = Callable[[Backend], Awaitable[Sequence[ListedJob]]]
"""Reads the provider's list of what it made, newest first."""
Balance: TypeAlias = Callable[[Backend], Awaitable[int | None]]
"""Reads how many credits the account has; None when it does not say."""


@dataclass(frozen=True)
class RecoveryStrategy:
    """How jobs of one kind are found when the answer to a submit was lost."""

    id_name: str
    """What an answer calls the new id; an error that carries one is believed."""
    survey: Survey | None = None
    surveys: str = ""
    """What reading the list is counted as (`Backend.read_bucket`)."""
    balance: Balance | None = None
    balances: str = ""
    """What reading the balance is counted as."""
    replays: bool = False
    """The submit carries `Idempotency-Key: <job_id>`: repeating it makes nothing new."""


Deliver: TypeAlias = Callable[[Backend, Job, StatusUpdate], Awaitable[StatusUpdate]]
"""Brings home what a finished job left, and adds where it is."""
