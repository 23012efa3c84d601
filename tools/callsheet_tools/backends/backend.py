"""Where a provider's jobs are done: at the provider's, or on this computer."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from logging import getLogger
from typing import Literal, TypeAlias

import anyio
from anyio.abc import TaskGroup, TaskStatus

from callsheet_tools.backends.http_client import ProviderHttpClient
from callsheet_tools.backends.rate_budget import RateBudget
from callsheet_tools.errors import NotConfigured

Provider: TypeAlias = Literal["knowlify", "knightvision"]
Location: TypeAlias = Literal["hosted", "local"]
NAMES: dict[str, str] = {"knowlify": "Knowlify", "knightvision": "Knightvision"}

logger = getLogger(__name__)


@dataclass(frozen=True)
class Backend:
    """A provider within reach."""

    provider: Provider
    place: Location
    account: str
    """Stands for the key in the journal; never the key itself."""
    wire: ProviderHttpClient
    budget: RateBudget
    """How often this account may be asked, where `budgets` says nothing else."""
    budgets: Mapping[str, RateBudget] = field(default_factory=dict[str, RateBudget])
    """By what is asked: a job's kind for looks at it, `send` and a kind for submits, or a list."""

    def read_bucket(self, what: str) -> RateBudget:
        """The window in which a look at a job of this kind, or this list, is counted."""
        return self.budgets.get(what, self.budget)

    def write_bucket(self, kind: str) -> RateBudget:
        """The window in which a submit of this kind is counted."""
        return self.budgets.get(f"send {kind}", self.budget)


@dataclass(frozen=True)
class BackendFactory:
    """The way to a world. It is opened at the first use."""

    provider: Provider
    place: Location
    account: str
    open: Callable[[], AbstractAsyncContextManager[Backend]]


@dataclass(frozen=True)
class UnavailableBackend:
    """A world that the settings or the installation do not give."""

    why: str
    """What is missing and how to get it, for the assistant to read."""


Doors: TypeAlias = Mapping[tuple[Provider, Location], BackendFactory | UnavailableBackend]


class BackendPool:
    """Opens each world once, in the server's own tasks, and keeps it open."""

    def __init__(
        self, doors: Doors, default: Mapping[Provider, Location], tasks: TaskGroup
    ) -> None:
        self._doors = doors
        self._default = default
        self._tasks = tasks
        self._open: dict[str, Backend] = {}
        self._opening = anyio.Lock()

    def place(self, provider: Provider, where: Location | None = None) -> Location:
        """Where a call goes that says `where`, or nothing."""
        return where or self._default[provider]

    def door(self, provider: Provider, where: Location | None = None) -> BackendFactory:
        """The way there, not yet gone.

        Raises:
            NotConfigured: There is none; the text says what is missing.
        """
        door = self._doors[provider, self.place(provider, where)]
        if isinstance(door, UnavailableBackend):
            raise NotConfigured(door.why)
        return door

    def doors(self) -> Sequence[BackendFactory]:
        """Every world that could be opened."""
        return [door for door in self._doors.values() if isinstance(door, BackendFactory)]

    def offers_hosted(self, provider: Provider) -> bool:
        """Whether this provider's own service is among them, where things cost money."""
        return any((door.provider, door.place) == (provider, "hosted") for door in self.doors())

    def factory_for(self, provider: str, account: str) -> BackendFactory | None:
        """The way to this account, if the settings still lead there."""
        at = (door for door in self.doors() if (door.provider, door.account) == (provider, account))
        return next(at, None)

    async def open(self, door: BackendFactory) -> Backend:
        """The world behind the door, opened if this is the first time."""
        async with self._opening:
            key = f"{door.provider} {door.account}"
            if key not in self._open:
                # A caller that gives up must not tear down what others are about to use.
                with anyio.CancelScope(shield=True):
                    self._open[key] = await self._tasks.start(self._keep, door, key)
            return self._open[key]

    async def _keep(
        self, door: BackendFactory, key: str, *, task_status: TaskStatus[Backend]
    ) -> None:
        try:
            async with door.open() as backend:
                task_status.started(backend)
                await anyio.sleep_forever()
        except Exception:
            if key not in self._open:
                raise
            logger.exception("%s (%s) broke down", NAMES[door.provider], door.place)
            del self._open[key]
