"""Fetching a result: only over https, only from where it may come from."""

import re
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TypeAlias
from urllib.parse import urljoin

import anyio
import httpx2

from callsheet_tools.backends.backend import Backend
from callsheet_tools.backends.http_client import detail_of
from callsheet_tools.backends.public_address import is_public
from callsheet_tools.backends.video_file import HEAD, check_head
from callsheet_tools.errors import AddressRefused, NoSuchFile
from callsheet_tools.sanitize import one_line, to_quote

MOST_REDIRECTS = 3
HTTPS = 443
REDIRECTS = frozenset({301, 302, 303, 307, 308})
RUN_OUT = frozenset({401, 403, 404, 410})
"""With these an address that worked before stops working."""
UNSAID = frozenset({"application/octet-stream", "binary/octet-stream", "application/mp4"})
"""Content types that say nothing against a video."""
LONGEST_WORDS = 4_000
"""Bytes of an answer in which a sentence is looked for."""
ELSEWHERE = "The file's address is not one that Callsheet fetches from."

Resolve: TypeAlias = Callable[[str, int], Awaitable[list[str]]]
"""The IP addresses of a host and port."""


async def resolve(host: str, port: int) -> list[str]:
    """Return the IP addresses of a host from the system's resolver."""
    found = await anyio.getaddrinfo(host, port)
    return [str(address[4][0]) for address in found]


@asynccontextmanager
async def fetch(
    backend: Backend, url: str, resolve: Resolve = resolve, *, video_up_to: int | None = None
) -> AsyncGenerator[AsyncIterator[bytes]]:
    """Open the file of a finished job for a block, which gets its content in pieces. At most
    `MOST_REDIRECTS` redirects are followed.

    Args:
        backend: The provider's place, through whose connection the file is read.
        url: The file's address; a relative one is on the provider's host.
        resolve: Gives the IP addresses of a host and port.
        video_up_to: The largest size in bytes that a video may say it has; the caller counts what
            comes. None allows any file.

    Raises:
        AddressRefused: The address has expired.
        NoSuchFile: The address may not be fetched, cannot be reached, or gives no such file. The
            block's content raises it too, when its first bytes are no video's.
    """
    base = f"{str(backend.http_client.http.base_url).rstrip('/')}/"
    for _ in range(MOST_REDIRECTS + 1):
        url = _absolute(base, url)
        address = await _find_address(backend, url, resolve)
        try:
            async with backend.http_client.download(url, address) as answer:
                if answer.status_code not in REDIRECTS:
                    await _accept(answer, video_up_to)
                    content = answer.aiter_bytes()
                    yield content if video_up_to is None else _check(content)
                    return
                base, url = url, answer.headers.get("location", "")
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise NoSuchFile(
                f"The file could not be fetched: {one_line(str(error))}. Call again."
            ) from error
    raise NoSuchFile("The file's address leads from one redirect to the next; it was not fetched.")


def _absolute(base: str, url: str) -> str:
    """The whole address.

    Raises:
        NoSuchFile: It is malformed.
    """
    try:
        return str(httpx2.URL(urljoin(base, url)))
    except (httpx2.InvalidURL, ValueError) as error:
        raise NoSuchFile(ELSEWHERE) from error


async def _find_address(backend: Backend, url: str, resolve: Resolve) -> str | None:
    """The address to connect to; None for the backend's own host. Any other must be https, on the
    usual port, and public; a name is looked up once, and what was checked is what is used."""
    asked, own = httpx2.URL(url), backend.http_client.http.base_url
    if (asked.scheme, asked.host, asked.port) == (own.scheme, own.host, own.port):
        return None
    usual = asked.scheme == "https" and asked.port in (None, HTTPS) and not asked.userinfo
    if not usual or not asked.host or backend.place == "local":
        raise NoSuchFile(ELSEWHERE)
    try:
        addresses = await resolve(asked.host, HTTPS)
    except (OSError, UnicodeError) as error:
        raise NoSuchFile(
            f"The file's host {one_line(asked.host, 100)!r} cannot be found."
        ) from error
    if not addresses or not all(map(is_public, addresses)):
        raise NoSuchFile("The file's address leads into a private network; it was not fetched.")
    return addresses[0]


async def _accept(answer: httpx2.Response, video_up_to: int | None) -> None:
    """Judge by the headers, before the content is read; refuse in the words of the answer."""
    status = answer.status_code
    if not answer.is_success:
        refused = AddressRefused if status in RUN_OUT else NoSuchFile
        words = await _words(answer)
        raise refused(f"The file's address answered {status}: {words}. Call again later.")
    if _is_encoded(answer):
        raise NoSuchFile("The file is compressed in a way that was not asked for.")
    if video_up_to is None:
        return
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind and not kind.startswith("video/") and kind not in UNSAID:
        words = await _words(answer)
        raise NoSuchFile(f"What came is not a video but {one_line(kind, 60)}: {words}.")
    length = answer.headers.get("content-length", "")
    if length.isdecimal() and int(length) > video_up_to:
        raise NoSuchFile(f"The file is larger than {video_up_to:,} bytes; it was not read.")


async def _words(answer: httpx2.Response) -> str:
    """The sentence of an answer that is no file, from its first bytes, as a quotation."""
    if _is_encoded(answer):
        return to_quote(answer.reason_phrase)
    begin = b""
    async for piece in answer.aiter_bytes():
        begin += piece
        if len(begin) >= LONGEST_WORDS:
            break
    text = httpx2.Response(answer.status_code, content=begin[:LONGEST_WORDS])
    return to_quote(re.sub(r"<[^>]*>", " ", detail_of(text)))


def _is_encoded(answer: httpx2.Response) -> bool:
    """Whether it is packed: what comes out of it has no bounded size."""
    return answer.headers.get("content-encoding", "identity") != "identity"


async def _check(content: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The same content, refused at its first bytes when they are no video's."""
    head = b""
    async for piece in content:
        if len(head) >= HEAD:
            yield piece
            continue
        head += piece
        if len(head) >= HEAD:
            check_head(head)
            yield head
    if len(head) < HEAD:
        check_head(head)
        yield head
