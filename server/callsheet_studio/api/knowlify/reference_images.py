"""Reference images: fetched only from public places, and only what is a picture.

An address is resolved once, every address it has must be public, and the connection is made to the
very address that was checked, so that a name which changes its mind reaches nothing private.
"""

import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TypeAlias

import anyio
import anyio.to_thread
import httpx2

from callsheet_studio.api.knowlify.errors import ApiRefusal
from callsheet_studio.public_address import is_public
from callsheet_studio.storyboard.picture_files import picture_kind

LARGEST = 5 * 1024 * 1024
"""Bytes, as documented."""
MOST_REDIRECTS = 1
HTTPS = 443
PATIENCE = 10.0
"""Seconds for each step of a request."""
FOLDER = "pictures"

Lookup: TypeAlias = Callable[[str], Sequence[str]]
"""The IP addresses of a host; raises OSError when it has none."""


def look_up(host: str) -> Sequence[str]:
    """Return the IP addresses of a host, each once, from the computer's own resolver. Blocks.

    Raises:
        OSError: The name can't be resolved.
    """
    found = socket.getaddrinfo(host, HTTPS, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def store_picture(content: bytes, folder: Path) -> str | None:
    """Write a picture into a film's folder and return its path inside the folder. Blocks.

    The file's name is the start of the content's SHA-256. None when the content is not a PNG, JPEG,
    GIF or WebP.

    Raises:
        OSError: It can't be written.
    """
    kind = picture_kind(content)
    if kind is None:
        return None
    name = f"{FOLDER}/{sha256(content).hexdigest()[:16]}.{kind}"
    (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)
    return name


@dataclass(frozen=True)
class ReferenceImages:
    """Checks and downloads the images that a request names, from public addresses only."""

    lookup: Lookup = look_up
    transport: httpx2.AsyncBaseTransport | None = None
    """None: the network."""

    async def check(self, urls: Sequence[str]) -> None:
        """Ask for the type and size of each image with `HEAD`.

        Raises:
            ApiRefusal: 400 when an address is malformed; 422 when it is not public https, has more
                than one redirect, or does not answer; 415 when it is no image, is too large
                (`LARGEST`), or does not say its size.
        """
        async with self._client() as client:
            for url in urls:
                answer = await self._ask(client, "HEAD", url)
                _check_type(url, answer)
                length = answer.headers.get("content-length", "")
                if not length.isdecimal():
                    raise ApiRefusal(415, f"{url}: the answer to HEAD has no Content-Length")
                if int(length) > LARGEST:
                    raise _too_large(url)

    async def fetch(self, urls: Sequence[str], folder: Path) -> tuple[str, ...]:
        """Download the images into `folder`, and return their paths inside it; each file is named
        by its content.

        Raises:
            ApiRefusal: As in `check`, and 415 for what is not a PNG, JPEG, GIF or WebP; the size
                need not be said.
            OSError: An image can't be written.
        """
        files = list[str]()
        async with self._client() as client:
            for url in urls:
                content = await self._load(client, url)
                name = await anyio.to_thread.run_sync(store_picture, content, folder)
                if name is None:
                    raise ApiRefusal(415, f"{url}: is no PNG, JPEG, GIF or WebP")
                files.append(name)
        return tuple(files)

    def _client(self) -> httpx2.AsyncClient:
        """Proxies and credentials of the environment are not used."""
        return httpx2.AsyncClient(transport=self.transport, trust_env=False, timeout=PATIENCE)

    async def _load(self, client: httpx2.AsyncClient, url: str) -> bytes:
        answer = await self._ask(client, "GET", url)
        _check_type(url, answer)
        read = bytearray()
        try:
            async for chunk in answer.aiter_bytes():
                read += chunk
                if len(read) > LARGEST:
                    raise _too_large(url)
        except httpx2.HTTPError as error:
            raise ApiRefusal(422, f"{url}: cannot be read ({type(error).__name__})") from error
        finally:
            await answer.aclose()
        return bytes(read)

    async def _ask(self, client: httpx2.AsyncClient, method: str, url: str) -> httpx2.Response:
        """Follow at most one redirect, whose address is checked like the first."""
        where = _parse_url(url, httpx2.URL, url, 400)
        for _ in range(MOST_REDIRECTS + 1):
            answer = await self._send(client, method, url, where)
            if not answer.has_redirect_location:
                break
            await answer.aclose()
            where = _parse_url(url, where.join, answer.headers["location"], 422)
        else:
            raise ApiRefusal(422, f"{url}: leads over more than {MOST_REDIRECTS} redirect")
        if not answer.is_success:
            await answer.aclose()
            raise ApiRefusal(422, f"{url}: answers {answer.status_code}")
        return answer

    async def _send(
        self, client: httpx2.AsyncClient, method: str, url: str, where: httpx2.URL
    ) -> httpx2.Response:
        address = await self._address(url, where)
        request = client.build_request(
            method,
            where.copy_with(host=address),
            headers={"Host": where.netloc.decode(), "Accept": "image/*"},
            extensions={"sni_hostname": where.raw_host.decode("ascii")},
        )
        try:
            return await client.send(request, stream=method == "GET")
        except httpx2.HTTPError as error:
            raise ApiRefusal(422, f"{url}: cannot be reached ({type(error).__name__})") from error

    async def _address(self, url: str, where: httpx2.URL) -> str:
        """The one to connect to.

        Raises:
            ApiRefusal: 422 unless it is https and public, whatever the resolver gives.
        """
        if where.scheme != "https" or where.userinfo:
            raise ApiRefusal(422, f"{url}: only https addresses without a password are fetched")
        if where.port not in (None, HTTPS):
            raise ApiRefusal(422, f"{url}: only the usual port of https is asked")
        try:
            found = await anyio.to_thread.run_sync(self.lookup, where.host)
        except (OSError, UnicodeError) as error:
            raise ApiRefusal(422, f"{url}: the host cannot be found") from error
        if not found or not all(map(is_public, found)):
            raise ApiRefusal(422, f"{url}: the host's address is not public")
        return found[0]


def _parse_url(url: str, parse: Callable[[str], httpx2.URL], text: str, status: int) -> httpx2.URL:
    """An address from `text`. A malformed one in the request is 400, behind a redirect 422."""
    try:
        return parse(text)
    except httpx2.InvalidURL as error:
        raise ApiRefusal(status, f"{url}: leads to no address ({error})") from error


def _check_type(url: str, answer: httpx2.Response) -> None:
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if not kind.startswith("image/"):
        raise ApiRefusal(415, f"{url}: is {kind or 'of no type'}, not image/*")


def _too_large(url: str) -> ApiRefusal:
    return ApiRefusal(415, f"{url}: has over {LARGEST // 1024 // 1024} MB")
