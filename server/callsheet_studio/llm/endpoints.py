"""OpenAI-compatible endpoints that the user set: one that writes and reads, one that speaks.

Both are optional, and everything works without them. Their keys travel in memory only: from the
settings to the studio and down a pipe to its workers, never into a file, an argument or a log.
"""

import time
from collections.abc import Iterable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from ipaddress import ip_address
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

MOST_BYTES = 64_000_000
"""Of an answer."""
LATE = "{} gave no whole answer in time"


@dataclass(frozen=True)
class Endpoint:
    """Where a model answers."""

    url: str
    """The base, such as `http://localhost:11434/v1`, without a slash at its end."""
    model: str
    key: str | None = field(default=None, repr=False)
    voice: str | None = None
    """Of an endpoint that speaks."""
    patience: float = 120.0
    """Seconds for an answer in words; models on small machines are slow."""


@dataclass(frozen=True)
class Endpoints:
    """What the user set; neither, as a rule."""

    writer: Endpoint | None = None
    """`/chat/completions`."""
    speaker: Endpoint | None = None
    """`/audio/speech`."""

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.writer or self.speaker)

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> "Endpoints":
        """As `dataclasses.asdict` wrote them."""
        return cls(**{name: Endpoint(**value) for name, value in data.items() if value})


NO_ENDPOINTS = Endpoints()


class EndpointError(Exception):
    """An endpoint gave nothing of use; the text says why, and quotes nothing that it said."""


def post(endpoint: Endpoint, path: str, body: Mapping[str, Any], seconds: float) -> bytes:
    """Send JSON and give the body of the answer. Blocks.

    Raises:
        NoAnswer: The endpoint cannot be reached, is too slow, or answers with an error.
    """
    answer = Future[bytes]()

    def send() -> None:
        try:
            answer.set_result(_post(endpoint, path, body, seconds))
        except BaseException as error:
            answer.set_exception(error)

    # An endpoint that drips its headers keeps a request beyond any time-out of the client's.
    Thread(target=send, daemon=True).start()
    try:
        return answer.result(seconds)
    except TimeoutError as error:
        raise EndpointError(LATE.format(endpoint.url)) from error


def _post(endpoint: Endpoint, path: str, body: Mapping[str, Any], seconds: float) -> bytes:
    import httpx2  # a tenth of a second, which films without endpoints need not wait

    headers = {"Authorization": f"Bearer {endpoint.key}"} if endpoint.key else {}
    url, until = f"{endpoint.url}{path}", time.monotonic() + seconds
    by_proxy = not _is_this_computer(url)
    try:
        with (
            httpx2.Client(timeout=seconds, trust_env=by_proxy) as client,
            client.stream("POST", url, json=dict(body), headers=headers) as answer,
        ):
            if not answer.is_success:
                raise EndpointError(f"{endpoint.url} answered with status {answer.status_code}")
            return _whole(answer.iter_bytes(), endpoint, until)
    except httpx2.TimeoutException as error:
        raise EndpointError(LATE.format(endpoint.url)) from error
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise EndpointError(f"{endpoint.url} cannot be reached ({type(error).__name__})") from error


def _is_this_computer(url: str) -> bool:
    """What is for loopback, a key among it, goes to no proxy, whatever the environment names."""
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _whole(parts: Iterable[bytes], endpoint: Endpoint, until: float) -> bytes:
    """All parts; a time-out of the client is about each of them alone."""
    whole = bytearray()
    for part in parts:
        whole += part
        if len(whole) > MOST_BYTES:
            raise EndpointError(f"{endpoint.url} answered with more than {MOST_BYTES:,} bytes")
        if time.monotonic() > until:
            raise EndpointError(LATE.format(endpoint.url))
    return bytes(whole)
