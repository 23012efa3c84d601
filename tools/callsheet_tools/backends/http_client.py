"""One HTTP call, and what its answer means for money.

A read may be repeated. A write is sent once: whatever leaves doubt about it is `OutcomeUnknown`.
"""

import json
import re
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from copy import copy
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Literal, Self, TypeAlias, cast

import anyio
import httpx2

from callsheet_tools.backends.incoming import UNPARSABLE, receive
from callsheet_tools.backends.lenient_fields import to_sentence
from callsheet_tools.errors import STUDIO, ApiError, OutcomeUnknown, RequestRejected, RetryLater
from callsheet_tools.sanitize import one_line
from callsheet_tools.tracing import SpanKind, span, trace_headers

Doubt: TypeAlias = type[RetryLater] | type[OutcomeUnknown]
"""What an answer that says nothing means: a read may be repeated, a write is lost."""
Check: TypeAlias = Callable[[], Awaitable[None]]
NOT_SENT = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout)
TIMEOUT = httpx2.Timeout(20.0, connect=8.0)
LONGEST_CALL = 40.0
"""Seconds one request may take, all in all. In-process transports ignore `TIMEOUT`."""
DEFAULT_WAIT = 10.0
"""Seconds to leave a provider alone that does not say how long."""
UNREACHABLE_WAIT = 5.0
SHORTEST_WAIT = 0.2
NO_HEADERS: Mapping[str, str] = {}
LONGEST_WAIT = 3600.0
FIRST_BYTE = ".send_request_headers.started"
"""The event of a transport that comes right before anything of a request leaves (httpcore)."""
IN_DOUBT = frozenset({408, 460, 499})
"""Refusals of a proxy that gave up waiting: what was sent may be carried out all the same."""
NO_CONTENT = 204
LARGEST_WINDOW = 100_000
"""Requests that a window may hold, at most, whatever a header says."""
PATH_WORDS = frozenset(
    {"v1", "videos", "edits", "revert", "studio", "drafts", "logos", "jobs", "api", "partner"}
    | {"analyze", "status", "credits", "generate-video", "video-status", "characters", "finalize"}
)
"""What stands in paths of both APIs apart from ids."""
ITEMS = "items"
"""Under this name stands an answer that is a bare list."""


@dataclass(frozen=True)
class HttpReply:
    """A successful answer."""

    body: Mapping[str, Any]
    most: int | None = None
    """`X-RateLimit-Limit`: the requests a window holds, when the provider says it."""

    @property
    def text(self) -> str:
        """The body as JSON text, in which ids are found even if the
        fields are not as documented."""
        return json.dumps(self.body)


class ProviderHttpClient:
    """The HTTP client of one provider for one account, on a connection that the caller owns.

    A read or write that takes longer than `LONGEST_CALL` seconds counts as not answered.
    """

    def __init__(
        self,
        api: str,
        http: httpx2.AsyncClient,
        key: Mapping[str, str],
        limit: float = LONGEST_CALL,
        patience: float = SHORTEST_WAIT,
    ) -> None:
        """`key` are the headers that authenticate; they ride on calls, never on downloads.

        After a 429 the provider wants to be left alone for at least `patience` seconds.
        """
        self.api = api
        self.http = http
        self._key = dict(key)
        self._secrets = [value.removeprefix("Bearer ") for value in key.values()]
        self._limit = limit
        self._patience = patience
        self._check: Check | None = None

    def with_check(self, check: Check) -> Self:
        """Return a copy of this client for one write, with a last check.

        Args:
            check: Called right before the first byte is sent; if it raises, nothing is sent.
        """
        checked = copy(self)
        checked._check = check
        return checked

    async def read(self, path: str) -> HttpReply:
        """Send `GET` for a path below the provider's address, and return the answer.

        Raises:
            RetryLater: There is no good answer; asking again does no harm.
            RequestRejected: The provider refused for good.
        """
        return await self._call("GET", path, None, {})

    async def write(
        self, path: str, body: Mapping[str, Any] | None, headers: Mapping[str, str] = NO_HEADERS
    ) -> HttpReply:
        """Send `POST` once for a path below the provider's address, and return the answer.

        Args:
            body: The JSON document; None sends none.
            headers: Sent in addition to those that authenticate.

        Raises:
            RetryLater: It surely was not carried out; the same request may work after `wait`
                seconds.
            RequestRejected: The provider refused for good.
            OutcomeUnknown: It was sent, and no answer says what became of it. Never send it
                again.
        """
        return await self._call("POST", path, body, headers)

    @asynccontextmanager
    async def download(
        self, url: str, address: str | None = None
    ) -> AsyncGenerator[httpx2.Response]:
        """Send `GET` for a file and give the streamed answer, whatever its status, to a block,
        without the key and without redirects.

        It asks for content that is not compressed; a host may compress it all the same, so callers
        look at `Content-Encoding`, and bound what they read.

        Args:
            url: The file's whole address.
            address: An IP address that was checked: the connection goes there, and the name is not
                resolved again. None resolves it.

        Raises:
            httpx2.InvalidURL: The address isn't one.
            httpx2.HTTPError: The host does not answer, or stops while the block reads.
        """
        request = self.http.build_request("GET", url, headers={"Accept-Encoding": "identity"})
        if address is not None:
            _pin(request, address)
        answer = await self.http.send(request, stream=True, follow_redirects=False)
        try:
            yield answer
        finally:
            await answer.aclose()

    async def _call(
        self,
        method: Literal["GET", "POST"],
        path: str,
        body: Mapping[str, Any] | None,
        headers: Mapping[str, str],
    ) -> HttpReply:
        lost = RetryLater if method == "GET" else OutcomeUnknown
        route = path_template(path)
        named = {"http__request__method": method, "url__template": route}
        with span(f"{method} {route}", SpanKind.CLIENT, peer__service=self.api, **named) as sent:
            answer = await self._exchange(method, path, body, headers, lost)
            sent.set_attribute("http.response.status_code", answer.status_code)
            return self._reply(answer, lost)

    async def _exchange(
        self,
        method: Literal["GET", "POST"],
        path: str,
        body: Mapping[str, Any] | None,
        headers: Mapping[str, str],
        lost: Doubt,
    ) -> httpx2.Response:
        """The whole answer. The studio, on this computer, is told which span asks; nobody else."""
        parent = trace_headers() if self.api == STUDIO else NO_HEADERS
        try:
            with anyio.fail_after(self._limit):
                async with self.http.stream(
                    method,
                    path,
                    json=body,
                    headers={**parent, **self._key, **headers},
                    extensions={"trace": self._trace},
                ) as received:
                    return await receive(received, self._secrets)
        except NOT_SENT as error:
            raise RetryLater(
                self.api, 0, one_line(str(error)) or "no connection", UNREACHABLE_WAIT
            ) from error
        except (httpx2.HTTPError, TimeoutError) as error:
            raise lost(self.api, 0, one_line(str(error)) or "no answer in time") from error

    async def _trace(self, event: str, _: Mapping[str, Any]) -> None:
        """Called by the transport: a connection may take long to open."""
        if self._check and event.endswith(FIRST_BYTE):
            await self._check()

    def _reply(self, answer: httpx2.Response, lost: Doubt) -> HttpReply:
        if answer.is_success:
            return HttpReply(
                self._document(answer, lost), _number(answer.headers, "x-ratelimit-limit")
            )
        raise self._refusal(answer, lost)

    def _document(self, answer: httpx2.Response, lost: Doubt) -> Mapping[str, Any]:
        if answer.status_code == NO_CONTENT:
            return {}
        try:
            body: Any = answer.json()
        except UNPARSABLE as error:
            detail = "an answer that is not JSON"
            raise lost(self.api, answer.status_code, detail, body=answer.text) from error
        if isinstance(body, list):
            return {ITEMS: body}
        if not isinstance(body, dict):
            detail = "an answer that is not a JSON object"
            raise lost(self.api, answer.status_code, detail, body=answer.text)
        return cast("dict[str, Any]", body)

    def _refusal(self, answer: httpx2.Response, lost: Doubt) -> ApiError:
        detail, status = detail_of(answer), answer.status_code
        if status == 429:
            wait = max(retry_after(answer.headers), self._patience)
            return RetryLater(self.api, status, detail, wait, body=answer.text)
        if answer.is_client_error and status not in IN_DOUBT:
            return RequestRejected(self.api, status, detail, body=answer.text)
        return lost(self.api, status, detail, body=answer.text)


def path_template(path: str) -> str:
    """Return a path of either API with `{id}` for whatever is no word of the APIs, and without
    its query."""
    parts = path.partition("?")[0].split("/")
    return "/".join(part if part in PATH_WORDS or not part else "{id}" for part in parts)


def detail_of(answer: httpx2.Response) -> str:
    """Return the sentence in an error answer as one line, from whatever envelope;
    or else the status's name."""
    try:
        said = to_sentence(answer.json())
    except UNPARSABLE:
        said = answer.text
    return one_line(said or "") or answer.reason_phrase


def retry_after(headers: Mapping[str, str]) -> float:
    """Return the seconds to wait that the header `Retry-After` gives, as a number or a date (RFC
    9110, 10.2.3): at least `SHORTEST_WAIT` and at most `LONGEST_WAIT`.

    `DEFAULT_WAIT` without the header, and if it can't be read.
    """
    text = headers.get("retry-after", "")[:80]
    seconds = float(text) if re.fullmatch(r"\d+(\.\d+)?", text) else _until(text)
    return min(max(seconds, SHORTEST_WAIT), LONGEST_WAIT)


def _until(date: str) -> float:
    try:
        moment = parsedate_to_datetime(date)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return (aware - datetime.now(UTC)).total_seconds()
    except (ValueError, OverflowError):
        return DEFAULT_WAIT


def _number(headers: Mapping[str, str], name: str) -> int | None:
    text = headers.get(name, "")
    digits = text.isascii() and text.isdigit()
    return min(int(text[:10]), LARGEST_WINDOW) if digits else None


def _pin(request: httpx2.Request, address: str) -> None:
    """Send a request to this very address; its `Host` and the certificate stay the name's."""
    request.extensions["sni_hostname"] = request.url.raw_host.decode("ascii")
    request.url = request.url.copy_with(host=address)
