"""Which worlds the settings give: Knowlify over the internet, and the studio on this computer."""

import base64
import hashlib
import json
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlsplit

import httpx2

from callsheet.config import Settings, is_loopback
from callsheet_tools.errors import NotSetUp
from callsheet_tools.wire import TIMEOUT, Wire
from callsheet_tools.world import Closed, Door, Doors, Place, Provider, World

if TYPE_CHECKING:
    from callsheet_studio.studio import Studio

OpenStudio: TypeAlias = "Callable[[Path], Studio]"
"""Gives the studio of a home, not yet open."""

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


def doors(
    settings: Settings, studio: OpenStudio, transport: httpx2.AsyncBaseTransport | None
) -> Doors:
    """The way to each world, or why there is none. `transport` carries hosted calls in tests."""
    return {
        ("knowlify", "hosted"): _hosted(settings, transport),
        ("knowlify", "local"): _local(settings, studio),
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


def _hosted(settings: Settings, transport: httpx2.AsyncBaseTransport | None) -> Door | Closed:
    if trouble := settings.trouble(*KNOWLIFY_SETTINGS):
        return Closed(f"{trouble} {BESIDE}")
    if _has_studio_key(settings):
        return Closed(STUDIO_KEY)
    if settings.knowlify_key:
        key = settings.knowlify_key.get_secret_value()
        headers, account = {"X-API-Key": key}, _account(key)
    elif settings.knowlify_jwt:
        token = settings.knowlify_jwt.get_secret_value()
        headers, account = {"Authorization": f"Bearer {token}"}, _account(_subject(token))
    else:
        return Closed(NO_KEY)
    open_world = partial(
        _over_http, settings.knowlify_base, headers, ("hosted", account), transport
    )
    return Door("knowlify", "hosted", account, open_world)


def _local(settings: Settings, studio: OpenStudio) -> Door:
    """The studio: a running one whose address and key were set, else one in this process."""
    key = settings.knowlify_key
    if key and _has_studio_key(settings) and is_loopback(urlsplit(settings.knowlify_base).hostname):
        secret = key.get_secret_value()
        account = _account(secret)
        way = partial(
            _over_http, settings.knowlify_base, {"X-API-Key": secret}, ("local", account), None
        )
        return Door("knowlify", "local", account, way)
    return Door("knowlify", "local", STUDIO_ACCOUNT, _in_process(settings.studio_home, studio))


@asynccontextmanager
async def _over_http(
    base: str,
    headers: Mapping[str, str],
    whose: tuple[Place, str],
    transport: httpx2.AsyncBaseTransport | None,
) -> AsyncGenerator[World]:
    place, account = whose
    async with httpx2.AsyncClient(base_url=base, timeout=TIMEOUT, transport=transport) as http:
        yield World("knowlify", place, account, Wire("Knowlify", http, headers))


def _in_process(home: Path, studio: OpenStudio) -> Callable[[], AbstractAsyncContextManager[World]]:
    @asynccontextmanager
    async def open_world() -> AsyncGenerator[World]:
        from callsheet_studio.errors import StudioError

        own = studio(home)
        if missing := own.missing():
            raise NotSetUp(_incomplete(missing))
        try:
            async with own.open() as opened:
                # What escapes the app is an answer of 500, as it is over a network.
                transport = httpx2.ASGITransport(opened.knowlify, raise_app_exceptions=False)
                key = {"X-API-Key": opened.keys.knowlify}
                async with httpx2.AsyncClient(base_url=STUDIO_ADDRESS, transport=transport) as http:
                    yield World("knowlify", "local", STUDIO_ACCOUNT, Wire("The studio", http, key))
        except StudioError as error:
            raise NotSetUp(str(error)) from error

    return open_world


def _incomplete(missing: tuple[str, ...]) -> str:
    return (
        f"Making videos on this computer needs {', '.join(missing)}, not installed here. Nothing "
        f"was started. Run `{ADD_STUDIO}` where Callsheet is installed, then start the server again."
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
