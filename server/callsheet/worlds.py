"""Which worlds the settings give: Knowlify over the internet, and the studio on this computer."""

import base64
import hashlib
import json
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlsplit

import httpx2

from callsheet.config import Settings, is_loopback
from callsheet_tools.errors import NotSetUp
from callsheet_tools.pace import Budget
from callsheet_tools.wire import TIMEOUT, Wire
from callsheet_tools.world import Closed, Door, Doors, Place, Provider, World

if TYPE_CHECKING:
    from callsheet_studio.studio import Studio

OpenStudio: TypeAlias = "Callable[[Path], Studio]"
"""Gives the studio of a home, not yet open."""

# 30 requests in 60 s, shared by creating and polling (the documentation, "Rate limits").
KNOWLIFY_BUDGET = Budget("videos", most=30, seconds=63.0, reserve=6, spacing=5.0)
SPACING: Mapping[Place, float] = {"hosted": 5.0, "local": 1.0}
STUDIO_ADDRESS = "http://studio.localhost"
STUDIO_ACCOUNT = "studio"
ADD_STUDIO = 'pip install "callsheet[studio]"'
KNOWLIFY_SETTINGS = ("KNOWLIFY_API_KEY", "KNOWLIFY_JWT", "KNOWLIFY_API_BASE", "CALLSHEET_KNOWLIFY")
NO_KEY = (
    "Hosted Knowlify needs a key: set KNOWLIFY_API_KEY (`kn_` and 64 hexadecimal digits, from the "
    "dashboard's Developer tab) and start the server again. `where: local` makes videos on this "
    "computer without one."
)
STUDIO_KEY = (
    "KNOWLIFY_API_KEY is a key of this computer's own studio, so nothing is sent to the hosted "
    "service. Use `where: local`, or set a key of Knowlify's."
)
BESIDE = (
    "Correct it and start the server again; `where: local` makes videos on this computer meanwhile."
)


def places(settings: Settings) -> dict[Provider, Place]:
    """Where calls go that do not say `where`. A broken setting never means local."""
    if settings.knowlify != "auto":
        return {"knowlify": settings.knowlify}
    keyed = settings.knowlify_key or settings.knowlify_jwt or settings.trouble(*KNOWLIFY_SETTINGS)
    return {"knowlify": "hosted" if keyed and not _has_studio_key(settings) else "local"}


@dataclass(frozen=True)
class Ways:
    """How worlds are reached; tests bring their own."""

    studio: OpenStudio
    transport: httpx2.AsyncBaseTransport | None = None
    """Carries calls to hosted services; None: the network."""
    spacing: float | None = None
    """Seconds between two polls of a job, instead of a place's own."""

    def budget(self, place: Place) -> Budget:
        """How often Knowlify may be asked there."""
        spacing = SPACING[place] if self.spacing is None else self.spacing
        return replace(KNOWLIFY_BUDGET, spacing=spacing)


def doors(settings: Settings, ways: Ways) -> Doors:
    """The way to each world, or why there is none."""
    return {
        ("knowlify", "hosted"): _hosted(settings, ways),
        ("knowlify", "local"): _local(settings, ways),
    }


def studio_unfinished(home: Path) -> bool:
    """Whether the studio of this home left work undone. Blocks; imports it only if there is one."""
    if not home.exists():
        return False
    from callsheet_studio.studio import unfinished

    return unfinished(home) > 0


def default_studio(home: Path) -> "Studio":
    """The studio as users have it."""
    from callsheet_studio.studio import Studio

    return Studio(home)


def _hosted(settings: Settings, ways: Ways) -> Door | Closed:
    if trouble := settings.trouble(*KNOWLIFY_SETTINGS):
        return Closed(f"{trouble} {BESIDE}")
    if _has_studio_key(settings):
        return Closed(STUDIO_KEY)
    if settings.knowlify_key:
        key = settings.knowlify_key.get_secret_value()
        way = _OverHttp(settings.knowlify_base, {"X-API-Key": key}, "hosted", _account(key), ways)
    elif settings.knowlify_jwt:
        token = settings.knowlify_jwt.get_secret_value()
        bearer = {"Authorization": f"Bearer {token}"}
        way = _OverHttp(settings.knowlify_base, bearer, "hosted", _account(_subject(token)), ways)
    else:
        return Closed(NO_KEY)
    return Door("knowlify", "hosted", way.account, way.open)


def _local(settings: Settings, ways: Ways) -> Door:
    """The studio: a running one whose address and key were set, else one in this process."""
    key = settings.knowlify_key
    if key and _has_studio_key(settings) and is_loopback(urlsplit(settings.knowlify_base).hostname):
        secret = key.get_secret_value()
        own = replace(ways, transport=None)
        header = {"X-API-Key": secret}
        way = _OverHttp(settings.knowlify_base, header, "local", _account(secret), own)
        return Door("knowlify", "local", way.account, way.open)
    return Door("knowlify", "local", STUDIO_ACCOUNT, _in_process(settings.studio_home, ways))


@dataclass(frozen=True)
class _OverHttp:
    base: str
    headers: Mapping[str, str]
    place: Place
    account: str
    ways: Ways

    @asynccontextmanager
    async def open(self) -> AsyncGenerator[World]:
        transport = self.ways.transport
        async with httpx2.AsyncClient(
            base_url=self.base, timeout=TIMEOUT, transport=transport
        ) as http:
            wire = Wire("Knowlify" if self.place == "hosted" else "The studio", http, self.headers)
            yield World("knowlify", self.place, self.account, wire, self.ways.budget(self.place))


def _in_process(home: Path, ways: Ways) -> Callable[[], AbstractAsyncContextManager[World]]:
    @asynccontextmanager
    async def open_world() -> AsyncGenerator[World]:
        from callsheet_studio.errors import StudioError

        studio = ways.studio(home)
        if missing := studio.missing():
            raise NotSetUp(_incomplete(missing))
        try:
            async with studio.open() as opened:
                # What escapes the app is an answer of 500, as it is over a network.
                transport = httpx2.ASGITransport(opened.knowlify, raise_app_exceptions=False)
                async with httpx2.AsyncClient(base_url=STUDIO_ADDRESS, transport=transport) as http:
                    wire = Wire("The studio", http, {"X-API-Key": opened.keys.knowlify})
                    budget = ways.budget("local")
                    yield World("knowlify", "local", STUDIO_ACCOUNT, wire, budget)
        except StudioError as error:
            raise NotSetUp(str(error)) from error

    return open_world


def _incomplete(missing: tuple[str, ...]) -> str:
    return (
        f"Making videos on this computer needs {', '.join(missing)}, not installed here. Nothing "
        f"was started. Run `{ADD_STUDIO}` where Callsheet is, then start the server again."
    )


def _has_studio_key(settings: Settings) -> bool:
    """A key that this home's studio issued is this computer's, wherever the address points."""
    if settings.knowlify_key is None or not settings.studio_home.exists():
        return False
    from callsheet_studio.accounts import is_ours

    return is_ours(settings.studio_home, settings.knowlify_key.get_secret_value())


def _account(key: str) -> str:
    """A name for the key's account that does not tell the key."""
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def _subject(token: str) -> str:
    """Whom a JWT speaks for: tokens are renewed, the subject stays."""
    payload = token.split(".")[1]
    try:
        claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
        return str(claims["sub"])
    except (ValueError, KeyError, TypeError):
        return token
