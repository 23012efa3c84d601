"""The backends that the settings lead to: each provider's service, and the studio's copy of it."""

from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import urlsplit

import httpx2
from pydantic import SecretStr

from callsheet.provider_limits import IN_PROCESS, IN_PROCESS_SPACING, budgets
from callsheet.provider_settings import (
    CORRECT_KEY,
    PROVIDERS,
    STUDIO_KEY,
    ProviderSettings,
    default_location,
)
from callsheet.settings import Settings, is_loopback
from callsheet_studio.extras import add_extra
from callsheet_tools.backends.backend import (
    NAMES,
    PERSONAL,
    Backend,
    BackendFactories,
    BackendFactory,
    Location,
    Provider,
    UnavailableBackend,
    account_of,
)
from callsheet_tools.backends.http_client import TIMEOUT, ProviderHttpClient
from callsheet_tools.backends.rate_budget import RateBudget
from callsheet_tools.errors import STUDIO, NotConfigured

if TYPE_CHECKING:
    from callsheet.user_keys import UserKeys
    from callsheet_studio.auth.home_keys import HomeKeys
    from callsheet_studio.llm.endpoints import ModelEndpoints
    from callsheet_studio.state import Cluster
    from callsheet_studio.studio import OpenStudio, Studio

OpenHome: TypeAlias = "Callable[[Path], Studio]"
"""Gives the studio of a home, not yet open."""

STUDIO_ADDRESS = "http://studio.localhost"
STUDIO_ACCOUNT = "studio"


@dataclass(frozen=True)
class BackendOptions:
    """How backends are opened; tests and monitoring bring their own."""

    studio: OpenHome
    transport: httpx2.AsyncBaseTransport | None = None
    """Carries calls to hosted services; None: the network."""
    spacing: float | None = None
    """Seconds between two polls of a job, instead of a place's own."""


def default_locations(settings: Settings) -> dict[Provider, Location]:
    """Return for each provider where calls go that have no `where`: `hosted` or `local`.

    Raises:
        NotConfigured: A setting of the cluster is wrong, or its database does not answer.
    """
    found = [access_of(settings) for access_of in PROVIDERS.values()]
    return {
        access.provider: default_location(access, of_studio=_is_studio_s(settings, access))
        for access in found
    }


def backend_factories(settings: Settings, ways: BackendOptions) -> BackendFactories:
    """Return for each provider and place how to open it, or why it can't be opened.

    Args:
        ways: How the studio and requests are opened.

    Raises:
        NotConfigured: A setting of the cluster is wrong, or its database does not answer.
    """
    found = [access_of(settings) for access_of in PROVIDERS.values()]
    leading: dict[tuple[Provider, Location], BackendFactory | UnavailableBackend] = {}
    for access in found:
        leading[access.provider, "hosted"] = _hosted(settings, access, ways)
        leading[access.provider, "local"] = _local(settings, access, ways)
    return leading


@dataclass(frozen=True)
class OwnBackends:
    """The hosted backends for which users have set keys of their own."""

    settings: Settings
    ways: BackendOptions
    """How requests are sent, for tests."""
    keys: "UserKeys"

    async def load(self, subject: str) -> None:
        """Read what a user's keys are now.

        Raises:
            OSError: They are in a file that can't be read.
            JournalUnusable: They are in a database that does not answer.
        """
        await self.keys.load(subject)

    def of(self, subject: str) -> tuple[BackendFactories, Mapping[Provider, Location]]:
        """Return how to open them, and where calls go that have no `where`, with the user's keys as
        `load` read them last. `load` must have been called for this user.

        A key that can't be read gives an unavailable backend, which says why.

        Raises:
            NotConfigured: A setting of the cluster is wrong, or its database does not answer.
        """
        from callsheet.user_keys import KeyRefused

        leading: dict[tuple[Provider, Location], BackendFactory | UnavailableBackend] = {}
        places: dict[Provider, Location] = {}
        for provider, name in OWN_KEYS.items():
            try:
                key = self.keys.get(subject, provider)
            except KeyRefused as error:
                leading[provider, "hosted"] = UnavailableBackend(str(error))
                continue
            if key is not None:
                own = self.settings.model_copy(update={name: key, "problems": {}})
                access = PROVIDERS[provider](own)
                access = replace(access, account=PERSONAL + access.account)
                leading[provider, "hosted"] = _hosted(own, access, self.ways)
                places[provider] = default_location(access, of_studio=_is_studio_s(own, access))
        return leading, places


OWN_KEYS: Mapping[Provider, str] = {"knowlify": "knowlify_key", "knightvision": "knightvision_key"}
"""By the provider: the field of `Settings` that a user's own key takes the place of."""


def count_studio_jobs(home: Path) -> int:
    """Return how many jobs of this studio wait or run; 0 if its folder does not exist, its packages
    are not installed or its database can't be read. Blocks.

    The studio is imported only if it is needed.

    Args:
        home: The studio's own folder.
    """
    from callsheet_studio.jobs.readiness import missing_parts

    if not home.exists() or missing_parts():
        return 0
    from callsheet_studio.studio import count_unfinished

    return count_unfinished(home)


def count_queue(settings: Settings) -> int | None:
    """Return how many jobs of this home's studio, or of its cluster, wait or run. Blocks. Of a home
    it is 0 where `count_studio_jobs` says so; of a cluster None while its database does not answer,
    or a setting or package for it is missing.
    """
    from callsheet_studio.errors import StoreUnavailable

    try:
        shared = cluster(settings)
        return shared.count_unfinished() if shared else count_studio_jobs(settings.studio_home)
    except (NotConfigured, StoreUnavailable):
        return None


def default_studio(home: Path) -> "Studio":
    """Return the studio in this folder (its own), not yet opened, with the default settings.

    Raises:
        NotConfigured: The extra `[studio]` is not installed.
    """
    check_studio()
    from callsheet_studio.studio import Studio

    return Studio(home)


def check_studio() -> None:
    """Check that the studio's packages are installed.

    Raises:
        NotConfigured: The extra `[studio]` is not installed.
    """
    from callsheet_studio.jobs.readiness import missing_parts

    if missing := missing_parts():
        raise NotConfigured(_incomplete(missing))


IMAGE_SECONDS = 300.0
"""For one picture: a diffusion model without a GPU takes minutes."""
GB = 1_000_000_000
VIDEO_SECONDS = 3600.0
"""For one video: the largest open models take half an hour for ten seconds on one consumer GPU."""


def with_user_settings(studio: "Studio", settings: Settings) -> "Studio":
    """Return a copy of the studio with the user's settings: its cluster, model endpoints, days and
    bytes for which films are kept, the mark on animatics, the films' short side in lines, and
    folders for pictures.

    Raises:
        NotConfigured: As for `cluster`.
    """
    return replace(
        studio,
        cluster=cluster(settings),
        endpoints=endpoints(settings),
        keep_days=settings.keep_days,
        keep_bytes=settings.keep_gb * GB,
        mark=settings.animatic_mark,
        format=replace(studio.format, short_side=settings.film_lines or studio.format.short_side),
        media_folders=settings.documents,
    )


def cluster(settings: Settings) -> "Cluster | None":
    """Return what the studio shares with other machines; None if it is on this one alone.

    Raises:
        NotConfigured: A setting that it needs is missing or wrong, or a package is.
    """
    if trouble := settings.trouble("CALLSHEET_ARTIFACTS"):
        raise NotConfigured(f"{trouble} Nothing was started.")
    if settings.artifacts is None:
        return None
    url, secret = settings.database_url, settings.users_key
    if url is None or secret is None:
        raise NotConfigured(
            "CALLSHEET_ARTIFACTS is for a studio on several machines. Set CALLSHEET_DATABASE_URL "
            "and CALLSHEET_USERS_KEY as well, the same on each. Nothing was started."
        )
    if find_spec("obstore") is None or find_spec("psycopg") is None:
        needed = f"CALLSHEET_ARTIFACTS needs psycopg and obstore: {add_extra('cluster')}."
        raise NotConfigured(needed)
    from callsheet_studio.state import Cluster

    return Cluster(url.get_secret_value(), settings.artifacts, secret.get_secret_value())


def endpoints(settings: Settings) -> "ModelEndpoints":
    """Return the user's own models that the studio may call; one without an
    address or a model is None."""
    from callsheet_studio.llm.endpoints import Endpoint, ModelEndpoints

    def endpoint(
        url: str | None, model: str | None, key: SecretStr | None, **more: Any
    ) -> Endpoint | None:
        secret = key.get_secret_value() if key else None
        return Endpoint(url, model, secret, **more) if url and model else None

    return ModelEndpoints(
        writer=endpoint(settings.llm_url, settings.llm_model, settings.llm_key),
        speaker=endpoint(
            settings.speech_url,
            settings.speech_model,
            settings.speech_key,
            voice=settings.speech_voice,
        ),
        video=endpoint(
            settings.video_url, settings.video_model, settings.video_key, patience=VIDEO_SECONDS
        ),
        painter=endpoint(
            settings.image_url, settings.image_model, settings.image_key, patience=IMAGE_SECONDS
        ),
        voices=settings.voices,
    )


def _hosted(
    settings: Settings, access: ProviderSettings, ways: BackendOptions
) -> BackendFactory | UnavailableBackend:
    if access.trouble:
        return UnavailableBackend(f"{access.trouble} {CORRECT_KEY}")
    if _is_studio_s(settings, access):
        name = NAMES[access.provider]
        return UnavailableBackend(STUDIO_KEY.format(variable=access.variable, name=name))
    if not access.headers:
        return UnavailableBackend(access.no_key)
    way = _OverHttp(access, "hosted", ways)
    return BackendFactory(access.provider, "hosted", access.account, way.open)


def _local(settings: Settings, access: ProviderSettings, ways: BackendOptions) -> BackendFactory:
    """The studio: a running one whose address and key were set, else one in this process."""
    if _is_studio_s(settings, access) and is_loopback(urlsplit(access.base).hostname):
        way = _OverHttp(access, "local", replace(ways, transport=None))
        return BackendFactory(access.provider, "local", access.account, way.open)
    way = _in_process(access.provider, settings, ways)
    return BackendFactory(access.provider, "local", STUDIO_ACCOUNT, way)


@dataclass(frozen=True)
class _OverHttp:
    access: ProviderSettings
    place: Location
    ways: BackendOptions

    @asynccontextmanager
    async def open(self) -> AsyncGenerator[Backend]:
        access = self.access
        api = NAMES[access.provider] if self.place == "hosted" else STUDIO
        async with httpx2.AsyncClient(
            base_url=access.base,
            timeout=TIMEOUT,
            transport=self.ways.transport,
            trust_env=not is_loopback(urlsplit(access.base).hostname),
        ) as http:
            http_client = ProviderHttpClient(api, http, access.headers, patience=access.rest)
            windows = budgets(access.provider, self.place, self.ways.spacing)
            yield _backend((access.provider, self.place, access.account), http_client, windows)


def _in_process(
    provider: Provider, settings: Settings, ways: BackendOptions
) -> Callable[[], AbstractAsyncContextManager[Backend]]:
    @asynccontextmanager
    async def open_backend() -> AsyncGenerator[Backend]:
        from callsheet_studio.errors import StudioError

        studio = replace(
            with_user_settings(ways.studio(settings.studio_home), settings), width=IN_PROCESS
        )
        if missing := studio.missing():
            raise NotConfigured(_incomplete(missing))
        try:
            works = studio.cluster is None  # in a cluster, its workers do
            async with studio.open(works=works) as opened, _client(provider, opened) as http:
                spacing = IN_PROCESS_SPACING if ways.spacing is None else ways.spacing
                windows = budgets(provider, "local", spacing, IN_PROCESS)

                def backend(account: str, keys: "HomeKeys") -> Backend:
                    http_client = ProviderHttpClient(STUDIO, http, _header(provider, keys))
                    return _backend((provider, "local", account), http_client, windows)

                async def account(subject: str) -> Backend:
                    name = account_of(subject)
                    return backend(name, await opened.keys_of(name))

                yield replace(backend(STUDIO_ACCOUNT, opened.keys), accounts=account)
        except StudioError as error:
            raise NotConfigured(str(error)) from error

    return open_backend


@asynccontextmanager
async def _client(provider: Provider, opened: "OpenStudio") -> AsyncGenerator[httpx2.AsyncClient]:
    app = opened.knowlify if provider == "knowlify" else opened.knightvision
    # What escapes the app is an answer of 500, as it is over a network.
    transport = httpx2.ASGITransport(app, raise_app_exceptions=False)
    async with httpx2.AsyncClient(
        base_url=STUDIO_ADDRESS, transport=transport, trust_env=False
    ) as http:
        yield http


def _header(provider: Provider, keys: "HomeKeys") -> Mapping[str, str]:
    key = keys.of(provider)
    return {"X-API-Key": key} if provider == "knowlify" else {"Authorization": f"Bearer {key}"}


def _backend(
    at: tuple[Provider, Location, str],
    http_client: ProviderHttpClient,
    windows: Mapping[str, RateBudget],
) -> Backend:
    provider, place, account = at
    return Backend(provider, place, account, http_client, next(iter(windows.values())), windows)


def _incomplete(missing: tuple[str, ...]) -> str:
    return (
        f"Making videos on this computer needs {', '.join(missing)}, not installed here. Nothing "
        f"was started. Run `{add_extra('studio')}`, then start the server again."
    )


def _is_studio_s(settings: Settings, access: ProviderSettings) -> bool:
    """A key that this home's studio issued is this computer's, wherever the address points."""
    if access.key is None:
        return False
    if shared := cluster(settings):
        return _is_cluster_s(shared, access.key)
    if not settings.studio_home.exists():
        return False
    from callsheet_studio.auth.accounts import is_ours

    return is_ours(settings.studio_home, access.key)


@lru_cache(maxsize=16)
def _is_cluster_s(shared: "Cluster", key: str) -> bool:
    """Asked of the database once a process: a server needs to know before it sends the key."""
    from callsheet_studio.errors import StudioError

    try:
        return shared.is_ours(key)
    except StudioError as error:
        raise NotConfigured(f"{error} Nothing was started.") from error
