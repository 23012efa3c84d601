"""Whether the keys work, asked of the hosted services with reads that cost nothing."""

from collections.abc import Awaitable, Callable, Mapping
from typing import TypeAlias
from uuid import UUID

import httpx2

from callsheet.backends import BackendOptions, backend_factories, default_studio
from callsheet.settings import Settings
from callsheet_tools.backends.backend import NAMES, BackendFactory, Provider, UnavailableBackend
from callsheet_tools.backends.http_client import ProviderHttpClient
from callsheet_tools.errors import ApiError
from callsheet_tools.knightvision.client import KnightvisionClient
from callsheet_tools.knowlify.client import KnowlifyClient
from callsheet_tools.sanitize import to_quote

NOBODY = str(UUID(int=0))
"""No video has this id: with a key that works, asking for it is answered with 404."""

Answer: TypeAlias = tuple[bool, str]
"""Whether the key works, and a sentence about it."""


async def ask_services(
    settings: Settings, transport: httpx2.AsyncBaseTransport | None = None
) -> list[Answer]:
    """Return whether the keys work, one answer for each hosted service that is set.

    Args:
        transport: How requests are sent; None uses the network.

    Raises:
        NotConfigured: A setting of the cluster is wrong, or its database does not answer.
    """
    ways = BackendOptions(default_studio, transport)
    there = [
        factory
        for (_, place), factory in backend_factories(settings, ways).items()
        if place == "hosted"
    ]
    return [await _ask(factory) for factory in there if not isinstance(factory, UnavailableBackend)]


async def _ask(factory: BackendFactory) -> Answer:
    name = NAMES[factory.provider]
    async with factory.open() as backend:
        try:
            return (
                True,
                f"{name}: the key works; {await READS[factory.provider](backend.http_client)}",
            )
        except ApiError as error:
            return False, _describe_error(name, error)


def _describe_error(name: str, error: ApiError) -> str:
    if error.status in (401, 403):
        detail = f"{name} refuses the key: {to_quote(error.detail)}."
        return f"{detail} Make a new one there and set it in its place."
    if error.status:
        return f"{name} answers {error.status}: {to_quote(error.detail)}. Try again later."
    return f"{name} cannot be reached: {error.detail}. Check the network and its address setting."


async def _knowlify(http_client: ProviderHttpClient) -> str:
    """It has no read that says who one is, so a video is asked for that nobody has."""
    try:
        await KnowlifyClient(http_client).get_video(NOBODY)
    except ApiError as error:
        if error.status != 404:
            raise
    return "its balance is on the dashboard"


async def _knightvision(http_client: ProviderHttpClient) -> str:
    found = await KnightvisionClient(http_client).credits()
    return f"{found.credits_remaining:,} credits are left"


READS: Mapping[Provider, Callable[[ProviderHttpClient], Awaitable[str]]] = {
    "knowlify": _knowlify,
    "knightvision": _knightvision,
}
