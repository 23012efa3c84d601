"""A client of `/v1/images/generations`: OpenAI's interface, which LocalAI, vLLM-Omni, SGLang
Diffusion, stable-diffusion.cpp and gateways serve too.

Servers differ in what a request may hold and in how the picture comes back: as base64, or as an
address. The widest form goes first, and the two fields that all know after it if that was refused.
"""

import base64
import json
import socket
import time
from ipaddress import ip_address
from typing import Any, TypeAlias
from urllib.parse import SplitResult, urljoin, urlsplit

from callsheet_studio.llm.endpoints import (
    LATE,
    UNFIT,
    Endpoint,
    EndpointCall,
    EndpointError,
    EndpointRefusal,
    post,
    read_whole,
    run_within,
    send,
)
from callsheet_studio.public_address import is_public

Size: TypeAlias = tuple[int, int]
LANDSCAPE, PORTRAIT = (1536, 1024), (1024, 1536)
"""OpenAI's reference, "Create image", for its newer models; in eights, as diffusion models need."""
MOST_BYTES = 24_000_000
"""Of a picture."""
HTTPS = 443
PICTURE_HOST = "the picture's address"
"""How errors name a server that the endpoint named."""


def draw(endpoint: Endpoint, prompt: str, size: Size) -> bytes:
    """Have a model draw one picture, and return the image file that it sends, unchecked. Blocks for
    at most the endpoint's `patience` seconds, twice that if it is asked again.

    Args:
        size: (width, height) in pixels; asked for again without it if the endpoint does not accept
            it.

    Raises:
        EndpointRefusal: The endpoint answers with an error status.
        EndpointError: It can't be reached, is too slow, or sends no picture.
    """
    asked: dict[str, Any] = {"model": endpoint.model, "prompt": prompt}
    wide = {"n": 1, "size": f"{size[0]}x{size[1]}", "response_format": "b64_json"}
    try:
        answer = post(endpoint, "/images/generations", asked | wide, endpoint.patience)
    except EndpointRefusal as refused:
        if refused.status not in UNFIT:
            raise
        answer = post(endpoint, "/images/generations", asked, endpoint.patience)
    return _picture(endpoint, answer)


def _picture(endpoint: Endpoint, answer: bytes) -> bytes:
    """The picture of the documented answer: `data[0].b64_json` or `data[0].url`."""
    try:
        first: dict[str, Any] = json.loads(answer)["data"][0]
        encoded, address = first.get("b64_json"), first.get("url")
        if encoded:
            return base64.b64decode(encoded, validate=True)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise _no_picture(endpoint) from error
    if not isinstance(address, str) or not address:
        raise _no_picture(endpoint)
    return _fetch(endpoint, address)


def _no_picture(endpoint: Endpoint) -> EndpointError:
    return EndpointError(f"{endpoint.url} answered without a picture")


def _fetch(endpoint: Endpoint, address: str) -> bytes:
    """What lies at an address that the endpoint named: its own, or a public one.

    The endpoint's own host may be this computer, since the user set it. Any other is asked only
    over https, without the key, and at the very address that was found to be public.
    """
    try:
        address.encode()
        base, where = urlsplit(endpoint.url), urlsplit(urljoin(f"{endpoint.url}/", address))
        path = where._replace(scheme="", netloc="", fragment="").geturl()
        is_its_own = (base.scheme, base.netloc) == (where.scheme, where.netloc)
        host = "" if is_its_own else _public_host(endpoint, where)
    except ValueError as error:  # a port that is none or half a letter, among others
        raise _no_picture(endpoint) from error
    if is_its_own:
        origin = Endpoint(f"{base.scheme}://{base.netloc}", endpoint.model, endpoint.key)
        return send(origin, EndpointCall("GET", path, most=MOST_BYTES), endpoint.patience)
    seconds = endpoint.patience
    return run_within(seconds, PICTURE_HOST, lambda: _download(seconds, where.geturl(), host))


def _public_host(endpoint: Endpoint, where: SplitResult) -> str:
    """The IP address to connect to.

    Raises:
        EndpointError: It is not public, or not https on its usual port.
    """
    refusal = f"{endpoint.url} named an address for its picture that is not public https"
    if where.scheme != "https" or not where.hostname or where.username or where.password:
        raise EndpointError(refusal)
    try:
        found = _look_up(where.hostname)
    except (OSError, UnicodeError) as error:
        raise EndpointError(f"the host of {endpoint.url}'s picture cannot be found") from error
    if where.port not in (None, HTTPS) or not found or not all(map(is_public, found)):
        raise EndpointError(refusal)
    return found[0]


def _look_up(host: str) -> list[str]:
    """The IP addresses of a host, or the one that it is."""
    try:
        return [str(ip_address(host))]
    except ValueError:
        entries = socket.getaddrinfo(host, HTTPS, type=socket.SOCK_STREAM)
        return [str(entry[4][0]) for entry in entries]


def _download(seconds: float, address: str, host: str) -> bytes:
    """Read an address at this host. No redirect is followed, and no proxy asked."""
    import httpx2  # a tenth of a second, which films without endpoints need not wait

    until = time.monotonic() + seconds
    try:
        where = httpx2.URL(address)
        url = where.copy_with(scheme="https", host=host, port=None)
        headers = {"Host": where.netloc.decode("ascii")}
        name = {"sni_hostname": where.raw_host.decode("ascii")}
        with (
            httpx2.Client(timeout=seconds, trust_env=False) as client,
            client.stream("GET", url, headers=headers, extensions=name) as answer,
        ):
            if not answer.is_success:
                raise EndpointError(f"{PICTURE_HOST} answered {answer.status_code}")
            return read_whole(answer.iter_bytes(), PICTURE_HOST, MOST_BYTES, until)
    except httpx2.TimeoutException as error:
        raise EndpointError(LATE.format(PICTURE_HOST)) from error
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        why = type(error).__name__
        raise EndpointError(f"{PICTURE_HOST} cannot be read ({why})") from error
