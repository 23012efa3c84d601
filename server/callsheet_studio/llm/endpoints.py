"""OpenAI-compatible endpoints that the user set: for words, speech, pictures and video.

All are optional, and everything works without them. Their keys travel in memory only: from the
settings to the studio and down a pipe to its workers, never into a file, an argument or a log.
"""

import json
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from ipaddress import ip_address
from threading import Thread
from typing import Any, Literal, TypeAlias
from typing import cast as typed
from urllib.parse import urlsplit

from callsheet_studio.text.clean import clean, strip_markdown

MOST_BYTES = 64_000_000
"""Of an answer."""
MOST_OF_A_REFUSAL = 64_000
"""Bytes of an error's body that are read."""
LONGEST_REASON = 200
"""Characters of what an endpoint says of an error."""
REASONS = ("error", "message", "detail", "msg")
"""Keys under which servers say what is wrong."""
UNFIT = (400, 422)
"""Statuses that refuse a request for its fields or values."""
LATE = "{} gave no whole answer in time"


@dataclass(frozen=True)
class Endpoint:
    """The address of a model, and what a request to it needs."""

    url: str
    """The base, such as `http://localhost:11434/v1`, without a slash at its end."""
    model: str
    """The name that requests give as `model`."""
    key: str | None = field(default=None, repr=False)
    """Sent as a bearer token; None: none is sent."""
    voice: str | None = None
    """Of an endpoint that speaks."""
    patience: float = 120.0
    """Seconds for an answer in words, or for a whole video; models on small machines are slow."""

    def hide_key(self, text: str) -> str:
        """Return a text with the endpoint's key replaced by `[key]`."""
        return text.replace(self.key, "[key]") if self.key else text


@dataclass(frozen=True)
class ModelEndpoints:
    """The models that the user configured; by default none."""

    writer: Endpoint | None = None
    """`/chat/completions`."""
    speaker: Endpoint | None = None
    """`/audio/speech`."""
    video: Endpoint | None = None
    """`/videos`."""
    painter: Endpoint | None = None
    """`/images/generations`."""
    voices: str | None = None
    """No endpoint: a folder or a package of the user's own voices, which speak on this computer."""

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> "ModelEndpoints":
        """Return the endpoints from the dictionary that `dataclasses.asdict` made of them."""
        given = {name: value for name, value in data.items() if value and name != "voices"}
        models = {name: Endpoint(**value) for name, value in given.items()}
        return cls(**models, voices=data.get("voices"))


NO_ENDPOINTS = ModelEndpoints()


class EndpointError(Exception):
    """An endpoint gave no usable answer; the text says why, without quoting the endpoint."""

    def explain(self) -> str:
        """Return the error's text for the user. Subclasses add the endpoint's own reason."""
        return str(self)


class EndpointUnreachable(EndpointError):
    """No connection could be made, so the endpoint received nothing."""


class EndpointRefusal(EndpointError):
    """The endpoint answered with an HTTP error status."""

    def __init__(self, url: str, status: int, reason: str) -> None:
        super().__init__(f"{url} answered with status {status}")
        self.status = status
        self.reason = reason
        """What it says of it, without the key; empty when it says nothing."""

    def explain(self) -> str:
        """Return the error's text, with the endpoint's reason in quotes if it gave one."""
        reason = self.reason.rstrip(".")
        return f"{self}: “{reason}”" if reason else str(self)


FormField: TypeAlias = tuple[str | None, str | bytes]
"""The name of a file, or None, and the content."""


@dataclass(frozen=True)
class EndpointCall:
    """One request to an endpoint: with a JSON body, with a multipart form, or without a body."""

    method: Literal["GET", "POST", "DELETE"]
    path: str
    """Below the endpoint's address, such as `/videos`."""
    body: Mapping[str, Any] | None = None
    form: Mapping[str, FormField] | None = None
    most: int = MOST_BYTES
    """Bytes of the answer, at most."""


def post(endpoint: Endpoint, path: str, body: Mapping[str, Any], seconds: float) -> bytes:
    """Send JSON to an endpoint and return the body of the answer. Blocks.

    Args:
        path: Below the endpoint's address, such as `/chat/completions`.
        seconds: The longest wait for the whole answer.

    Raises:
        EndpointRefusal: The endpoint answers with an error status.
        EndpointError: It cannot be reached, is too slow, or sends too much.
    """
    return send(endpoint, EndpointCall("POST", path, body), seconds)


def send(endpoint: Endpoint, call: EndpointCall, seconds: float) -> bytes:
    """Send a request to an endpoint and return the body of the answer.

    Blocks for at most `seconds`.

    Raises:
        EndpointUnreachable: There is no connection; nothing was sent.
        EndpointRefusal: The endpoint answers with an error status.
        EndpointError: The endpoint is too slow, or the answer breaks off.
    """
    return run_within(seconds, endpoint.url, lambda: _exchange(endpoint, call, seconds))


def run_within(seconds: float, server: str, exchange: Callable[[], bytes]) -> bytes:
    """Run `exchange` in a thread and return what it returns, or give up after `seconds`; the thread
    goes on then.

    What `exchange` raises is raised here too. `server` is the name of the server in the error.

    Raises:
        EndpointError: It takes longer.
    """
    answer = Future[bytes]()

    def run() -> None:
        try:
            answer.set_result(exchange())
        except BaseException as error:
            answer.set_exception(error)

    # A server that drips its headers keeps a request beyond any time-out of the client's.
    Thread(target=run, daemon=True).start()
    try:
        return answer.result(seconds)
    except TimeoutError as error:
        raise EndpointError(LATE.format(server)) from error


def _exchange(endpoint: Endpoint, call: EndpointCall, seconds: float) -> bytes:
    import httpx2  # a tenth of a second, which films without endpoints need not wait

    headers = {"Authorization": f"Bearer {endpoint.key}"} if endpoint.key else {}
    url, until = f"{endpoint.url}{call.path}", time.monotonic() + seconds
    by_proxy = not _is_this_computer(url)
    try:
        with (
            httpx2.Client(timeout=seconds, trust_env=by_proxy) as client,
            client.stream(
                call.method, url, json=call.body, files=call.form, headers=headers
            ) as answer,
        ):
            if not answer.is_success:
                reason = endpoint.hide_key(_reason(answer.iter_bytes()))
                raise EndpointRefusal(endpoint.url, answer.status_code, reason)
            return read_whole(answer.iter_bytes(), endpoint.url, call.most, until)
    except _unsent() as error:
        name = type(error).__name__
        raise EndpointUnreachable(f"{endpoint.url} cannot be reached ({name})") from error
    except httpx2.TimeoutException as error:
        raise EndpointError(LATE.format(endpoint.url)) from error
    except httpx2.HTTPError as error:
        raise EndpointError(f"{endpoint.url} broke off ({type(error).__name__})") from error


def _unsent() -> tuple[type[Exception], ...]:
    """What is raised before there is a connection."""
    from httpx2 import ConnectError, ConnectTimeout, InvalidURL, ProxyError, UnsupportedProtocol

    return ConnectError, ConnectTimeout, ProxyError, UnsupportedProtocol, InvalidURL


def _reason(parts: Iterable[bytes]) -> str:
    """What an error's body says, in one line: OpenAI's `error.message` or FastAPI's `detail`."""
    body = bytearray()
    for part in parts:
        body += part
        if len(body) > MOST_OF_A_REFUSAL:
            return ""
    try:
        return to_reason(json.loads(body))
    except (ValueError, RecursionError):
        return ""


def to_reason(document: Any) -> str:
    """Return the first text in an endpoint's JSON error document, on one line and shortened;
    empty if there is none."""
    while not isinstance(document, str):
        if isinstance(document, list) and document:
            document = typed("list[Any]", document)[0]
        elif isinstance(document, dict):
            found = typed("dict[str, Any]", document)
            document = next((found[key] for key in REASONS if found.get(key)), "")
        else:
            return ""
    return strip_markdown(clean(document))[:LONGEST_REASON]


def _is_this_computer(url: str) -> bool:
    """What is for loopback, a key among it, goes to no proxy, whatever the environment names."""
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def read_whole(parts: Iterable[bytes], server: str, most: int, until: float) -> bytes:
    """Join the parts of an answer's body.

    A time-out of the HTTP client counts for one part only, so the whole is limited here.

    Args:
        parts: The pieces of the body, in order.
        server: What an error calls the server.
        most: The largest size, in bytes.
        until: When to give up, as a time of `time.monotonic`.

    Raises:
        EndpointError: The body is too large, or comes too late.
    """
    whole = bytearray()
    for part in parts:
        whole += part
        if len(whole) > most:
            raise EndpointError(f"{server} answered with more than {most:,} bytes")
        if time.monotonic() > until:
            raise EndpointError(LATE.format(server))
    return bytes(whole)
