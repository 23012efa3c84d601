"""Fetching a result: only over https, only from where it may come from."""

import ipaddress
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TypeAlias
from urllib.parse import urljoin, urlsplit

import anyio
import httpx2

from callsheet_tools.errors import NoSuchFile
from callsheet_tools.quote import clean
from callsheet_tools.world import World

MOST_REDIRECTS = 3
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
        await _check(world, url, resolve)
        try:
            async with world.wire.download(url) as answer:
                if answer.status_code not in REDIRECTS:
                    _accept(answer)
                    yield answer.aiter_bytes()
                    return
                url = urljoin(url, answer.headers.get("location", ""))
        except httpx2.HTTPError as error:
            raise NoSuchFile(
                f"The file could not be fetched: {clean(str(error))}. Call again."
            ) from error
    raise NoSuchFile("The file's address leads from one redirect to the next; it was not fetched.")


async def _check(world: World, url: str, resolve: Resolve) -> None:
    """The world's own address is fine; any other must be https and public."""
    asked, own = urlsplit(url), world.wire.http.base_url
    if (asked.scheme, asked.hostname, asked.port) == (own.scheme, own.host, own.port):
        return
    if asked.scheme != "https" or not asked.hostname or world.place == "local":
        raise NoSuchFile("The file's address is not one that Callsheet fetches from.")
    try:
        addresses = await resolve(asked.hostname, asked.port or 443)
    except OSError as error:
        raise NoSuchFile(
            f"The file's host {clean(asked.hostname, 100)!r} cannot be found."
        ) from error
    if not addresses or not all(ipaddress.ip_address(one).is_global for one in addresses):
        raise NoSuchFile("The file's address leads into a private network; it was not fetched.")


def _accept(answer: httpx2.Response) -> None:
    if answer.headers.get("content-encoding", "identity") != "identity":
        raise NoSuchFile("The file is compressed in a way that was not asked for.")
    if not answer.is_success:
        raise NoSuchFile(f"The file's address answered {answer.status_code}. Call again later.")
