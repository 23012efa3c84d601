"""Fetching a result: only over https, only from where it may come from."""

from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TypeAlias
from urllib.parse import urljoin

import anyio
import httpx2

from callsheet_tools.errors import NoSuchFile
from callsheet_tools.public_address import is_public
from callsheet_tools.quote import clean
from callsheet_tools.world import World

MOST_REDIRECTS = 3
HTTPS = 443
REDIRECTS = frozenset({301, 302, 303, 307, 308})

Resolve: TypeAlias = Callable[[str, int], Awaitable[list[str]]]
"""The IP addresses of a host and port."""


async def resolve(host: str, port: int) -> list[str]:
    """Ask the system's resolver."""
    found = await anyio.getaddrinfo(host, port)
    return [str(address[4][0]) for address in found]


@asynccontextmanager
async def fetch(
    world: World, url: str, resolve: Resolve = resolve
) -> AsyncGenerator[AsyncIterator[bytes]]:
    """The content of a finished job's file, read through its own world.

    Raises:
        NoSuchFile: The address is not one that may be fetched, or gives no file.
    """
    for _ in range(MOST_REDIRECTS + 1):
        address = await _checked(world, url, resolve)
        try:
            async with world.wire.download(url, address) as answer:
                if answer.status_code not in REDIRECTS:
                    _accept(answer)
                    yield answer.aiter_bytes()
                    return
                url = urljoin(url, answer.headers.get("location", ""))
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise NoSuchFile(
                f"The file could not be fetched: {clean(str(error))}. Call again."
            ) from error
    raise NoSuchFile("The file's address leads from one redirect to the next; it was not fetched.")


async def _checked(world: World, url: str, resolve: Resolve) -> str | None:
    """The address to connect to; None for the world's own host. Any other must be https, on the
    usual port, and public; a name is looked up once, and what was checked is what is used."""
    asked, own = _parsed(url), world.wire.http.base_url
    if (asked.scheme, asked.host, asked.port) == (own.scheme, own.host, own.port):
        return None
    usual = asked.scheme == "https" and asked.port in (None, HTTPS) and not asked.userinfo
    if not usual or not asked.host or world.place == "local":
        raise NoSuchFile("The file's address is not one that Callsheet fetches from.")
    try:
        addresses = await resolve(asked.host, HTTPS)
    except (OSError, UnicodeError) as error:
        raise NoSuchFile(f"The file's host {clean(asked.host, 100)!r} cannot be found.") from error
    if not addresses or not all(map(is_public, addresses)):
        raise NoSuchFile("The file's address leads into a private network; it was not fetched.")
    return addresses[0]


def _parsed(url: str) -> httpx2.URL:
    try:
        return httpx2.URL(url)
    except (httpx2.InvalidURL, ValueError) as error:
        raise NoSuchFile("The file's address is none.") from error


def _accept(answer: httpx2.Response) -> None:
    if not answer.is_success:
        raise NoSuchFile(f"The file's address answered {answer.status_code}. Call again later.")
