"""What the settings say of each provider: its key, its address, and what to tell when one lacks."""

import base64
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from callsheet.settings import Settings
from callsheet_tools.backends.backend import Location, Provider

STUDIO_KEY = (
    "{variable} is a key of this computer's own studio, so nothing is sent to the hosted "
    "service. Use `where: local`, or set a key of {name}'s."
)
CORRECT_KEY = (
    "Correct it and start the server again; `where: local` makes videos on this computer meanwhile."
)


@dataclass(frozen=True)
class ProviderSettings:
    """One provider, as the settings have it."""

    provider: Provider
    mode: str
    """`auto`, `hosted` or `local`."""
    base: str
    variable: str
    """The setting that holds the key."""
    no_key: str
    """What to tell when there is none."""
    key: str | None = field(default=None, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    """What authenticates; empty when nothing does."""
    account: str = ""
    """A name for the account that does not tell the key."""
    trouble: str | None = None
    """What is wrong with a setting."""
    rest: float = 0.0
    """Seconds that the provider wants to be left alone, at least, after a 429."""


def default_location(access: ProviderSettings, *, of_studio: bool) -> Location:
    """Return where calls go that have no `where`: as the mode says; with `auto`, `hosted` if a key
    is set and is not the studio's own, else `local`. A wrong setting counts as a key here, so it
    never leads to `local` by itself.

    Args:
        access: The provider's settings.
        of_studio: Whether its key or address is that of this computer's studio.
    """
    if access.mode == "hosted" or access.mode == "local":
        return access.mode
    return "hosted" if (access.headers or access.trouble) and not of_studio else "local"


def knowlify_settings(settings: Settings) -> ProviderSettings:
    """Return how Knowlify is reached: with an API key, or else with a session's token."""
    key = settings.knowlify_key.get_secret_value() if settings.knowlify_key else None
    token = settings.knowlify_jwt.get_secret_value() if settings.knowlify_jwt else None
    bearer = {"Authorization": f"Bearer {token}"} if token else {}
    return ProviderSettings(
        "knowlify",
        settings.knowlify,
        settings.knowlify_base,
        "KNOWLIFY_API_KEY",
        "Hosted Knowlify needs a key: set KNOWLIFY_API_KEY (`kn_` and 64 hexadecimal digits, from "
        "the dashboard's Developer tab) and start the server again. `where: local` makes videos on "
        "this computer without one.",
        key,
        {"X-API-Key": key} if key else bearer,
        _account(key or (_subject(token) if token else "")),
        settings.trouble(
            "KNOWLIFY_API_KEY", "KNOWLIFY_JWT", "KNOWLIFY_API_BASE", "CALLSHEET_KNOWLIFY"
        ),
    )


def knightvision_settings(settings: Settings) -> ProviderSettings:
    """Return how Knightvision is reached: with a partner key."""
    key = settings.knightvision_key.get_secret_value() if settings.knightvision_key else None
    return ProviderSettings(
        "knightvision",
        settings.knightvision,
        settings.knightvision_base,
        "KNIGHTVISION_API_KEY",
        "Hosted Knightvision needs a key: set KNIGHTVISION_API_KEY (`kv_partner_…`, from the "
        "partner portal) and start the server again. `where: local` works on this computer "
        "without one.",
        key,
        {"Authorization": f"Bearer {key}"} if key else {},
        _account(key or ""),
        settings.trouble("KNIGHTVISION_API_KEY", "KNIGHTVISION_BASE_URL", "CALLSHEET_KNIGHTVISION"),
        rest=10.0,
    )


PROVIDERS: Mapping[Provider, Callable[[Settings], ProviderSettings]] = {
    "knowlify": knowlify_settings,
    "knightvision": knightvision_settings,
}


def _account(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def _subject(token: str) -> str:
    """Whom a JWT speaks for: tokens are renewed, the subject stays."""
    payload = token.split(".")[1]
    try:
        claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
        return str(claims["sub"])
    except (ValueError, KeyError, TypeError):
        return token
