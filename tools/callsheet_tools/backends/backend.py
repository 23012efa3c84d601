"""Where a provider's jobs are done: at the provider's, or on this computer."""

import hashlib
from collections import defaultdict
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field, replace
from logging import getLogger
from typing import Literal, Protocol, TypeAlias

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
    """A provider at one place, opened for one account."""

    provider: Provider
    place: Location
    account: str
    """Stands for the key in the journal; never the key itself."""
    http_client: ProviderHttpClient
    budget: RateBudget
    """How often this account may be asked, where `budgets` says nothing else."""
    budgets: Mapping[str, RateBudget] = field(default_factory=dict[str, RateBudget])
    """By what is asked: a job's kind for looks at it, `send` and a kind for submits, or a list."""
    accounts: Callable[[str], Awaitable["Backend"]] | None = None
    """Gives the same place with an account of its own for a user, where it has accounts."""

    def read_bucket(self, what: str) -> RateBudget:
        """Return the rate window in which a read of this kind of job, or of this list, is counted:
        `budget` where `budgets` has none for it."""
        return self.budgets.get(what, self.budget)

    def write_bucket(self, kind: str) -> RateBudget:
        """Return the rate window in which a submit of this kind of job is counted: `budget` where
        `budgets` has none for it."""
        return self.budgets.get(f"send {kind}", self.budget)


@dataclass(frozen=True)
class BackendFactory:
    """How to open a backend, which happens at its first use."""

    provider: Provider
    place: Location
    account: str
    open: Callable[[], AbstractAsyncContextManager[Backend]]

    @property
    def is_personal(self) -> bool:
        """Whether a user's own key leads there, which no other user shares."""
        return self.account.startswith(PERSONAL)


@dataclass(frozen=True)
class UnavailableBackend:
    """A backend that the settings or the installation do not provide, and why."""

    why: str
    """What is missing and how to get it, for the assistant to read."""


BackendFactories: TypeAlias = Mapping[
    tuple[Provider, Location], BackendFactory | UnavailableBackend
]
PERSONAL = "own-"
"""Begins the name of an account that a user's own key leads to."""
NO_ACCOUNTS = (
    "The studio that this server was given has one account, which users cannot share. Whoever runs "
    "the server can let it use its own: unset the studio's key."
)


def account_of(subject: str) -> str:
    """Return the name of a user's account at the studio, given the subject under
    which the user signs in."""
    return f"user-{hashlib.sha256(subject.encode()).hexdigest()[:16]}"


class OwnKeys(Protocol):
    """The provider keys of users."""

    async def load(self, subject: str) -> None:
        """Read what a user's keys are now.

        Raises:
            OSError: They are in a file that can't be read.
            JournalUnusable: They are in a database that does not answer.
        """
        ...

    def of(self, subject: str) -> tuple[BackendFactories, Mapping[Provider, Location]]:
        """Return where a user's keys, as they were read last, lead, and where calls of the user
        go by default because of them.

        Raises:
            NotConfigured: That can't be known now, by the settings.
        """
        ...


class BackendPool:
    """Opens each backend once, in the server's own tasks, and keeps it open."""

    def __init__(
        self,
        factories: BackendFactories,
        default: Mapping[Provider, Location],
        tasks: TaskGroup,
        own_keys: OwnKeys | None = None,
    ) -> None:
        """`own_keys` are those of users; None: they have none."""
        self._factories = factories
        self._own_keys = own_keys
        self._default = default
        self._tasks = tasks
        self._open: dict[str, Backend] = {}
        self._opening: defaultdict[str, anyio.Lock] = defaultdict(anyio.Lock)

    async def load(self, subject: str) -> None:
        """Read what a user's own keys are now, for `of`.

        Raises:
            OSError: They are in a file that can't be read.
            JournalUnusable: They are in a database that does not answer.
        """
        if subject and self._own_keys:
            await self._own_keys.load(subject)

    def of(self, subject: str) -> "BackendPool":
        """Return the backends of a user who signed in: local jobs are made in the user's own
        account.

        The accounts at providers are shared, except where a key of the user's own leads to another.
        The keys are those that `load`, which must have been called, read last. The empty subject is
        the person at this computer, who gets this same pool.

        Raises:
            NotConfigured: Where the user's keys lead can't be known now, by the settings.
        """
        if not subject:
            return self
        factories = {
            at: self._factory_of(subject, factory) for at, factory in self._factories.items()
        }
        default = dict(self._default)
        if self._own_keys:
            own, places = self._own_keys.of(subject)
            factories |= own
            default |= places
        theirs = BackendPool(factories, default, self._tasks)
        theirs._open, theirs._opening = self._open, self._opening
        return theirs

    def place(self, provider: Provider, where: Location | None = None) -> Location:
        """Return where a call goes: `where`, or the default place of the provider."""
        return where or self._default[provider]

    def factory(self, provider: Provider, where: Location | None = None) -> BackendFactory:
        """Return how to open a provider at a place (None: the default one); nothing is opened.

        Raises:
            NotConfigured: The settings do not lead there; the text says what is missing.
        """
        factory = self._factories[provider, self.place(provider, where)]
        if isinstance(factory, UnavailableBackend):
            raise NotConfigured(factory.why)
        return factory

    def factories(self) -> Sequence[BackendFactory]:
        """Return how to open each backend that the settings lead to."""
        return [
            factory for factory in self._factories.values() if isinstance(factory, BackendFactory)
        ]

    def offers_hosted(self, provider: Provider) -> bool:
        """Return whether the settings lead to this provider's own
        service, where jobs cost money."""
        return any(
            (factory.provider, factory.place) == (provider, "hosted")
            for factory in self.factories()
        )

    def hosted_account(self, provider: Provider) -> str:
        """Return the account that hosted calls go to; empty where they go nowhere."""
        factory = self._factories.get((provider, "hosted"))
        return factory.account if isinstance(factory, BackendFactory) else ""

    def is_personal(self, provider: Provider) -> bool:
        """Whether calls go, by default, to an account that a user's own key leads to."""
        factory = self._factories[provider, self.place(provider)]
        return isinstance(factory, BackendFactory) and factory.is_personal

    def factory_for(self, provider: str, account: str) -> BackendFactory | None:
        """Return how to open this account; None if the settings no longer lead there."""
        at = (
            factory
            for factory in self.factories()
            if (factory.provider, factory.account) == (provider, account)
        )
        return next(at, None)

    def opened(self) -> Sequence[Backend]:
        """Return the backends that are open now, of all users."""
        return [*self._open.values()]

    async def open(self, factory: BackendFactory) -> Backend:
        """Return the backend, opened at the first call for its account and kept open; one that
        broke down is opened again.

        Raises:
            NotConfigured: Something that it needs is missing, or can't be used.
        """
        key = f"{factory.provider} {factory.account}"
        async with self._opening[key]:
            if key not in self._open:
                # A caller that gives up must not tear down what others are about to use.
                with anyio.CancelScope(shield=True):
                    self._open[key] = await self._tasks.start(self._keep, factory, key)
            return self._open[key]

    def _factory_of(
        self, subject: str, factory: BackendFactory | UnavailableBackend
    ) -> BackendFactory | UnavailableBackend:
        if isinstance(factory, UnavailableBackend) or factory.place == "hosted":
            return factory

        @asynccontextmanager
        async def open_account() -> AsyncGenerator[Backend]:
            shared = await self.open(factory)
            if shared.accounts is None:
                raise NotConfigured(NO_ACCOUNTS)
            yield await shared.accounts(subject)

        return replace(factory, account=account_of(subject), open=open_account)

    async def _keep(
        self, factory: BackendFactory, key: str, *, task_status: TaskStatus[Backend]
    ) -> None:
        try:
            async with factory.open() as backend:
                task_status.started(backend)
                await anyio.sleep_forever()
        except Exception:
            if key not in self._open:
                raise
            logger.exception("%s (%s) broke down", NAMES[factory.provider], factory.place)
            del self._open[key]
