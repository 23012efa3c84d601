"""Connections that never say what they want, or say it drop by drop, are closed."""

import sys
from typing import Any

import anyio
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

LONGEST_HEAD = 20.0
"""Seconds until the head of a request is there, also of the first one."""
LONGEST_BODY = 60.0
"""Seconds until its body is."""
OTHER_FILES = 100
"""Files that are open besides connections: databases, films that are sent, workers' pipes."""


def allow_connections(most: int) -> int:
    """Let this process have `most` connections open, as far as the system lets it, by raising its
    limit of open files; return how many it may have.

    Many systems begin with 256 or 1,024 open files for a process, and let it have more. On Windows
    there is no such limit.
    """
    if sys.platform == "win32":
        return most
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    allowed = most + OTHER_FILES if hard == resource.RLIM_INFINITY else hard
    files = min(most + OTHER_FILES, allowed)
    if soft != resource.RLIM_INFINITY and soft < files:
        resource.setrlimit(resource.RLIMIT_NOFILE, (files, hard))
    return max(files - OTHER_FILES, OTHER_FILES)


class Impatient(H11Protocol):
    """uvicorn's protocol, with a deadline for the head of each request.

    uvicorn waits for the first byte of a connection, and for the rest of a head, without end.
    """

    _deadline: Any = None

    def connection_made(self, transport: Any) -> None:
        """Begin to wait for the head of the first request, which has `LONGEST_HEAD` seconds."""
        super().connection_made(transport)
        self._expect()

    def data_received(self, data: bytes) -> None:
        """Handle data. The head of the next request has `LONGEST_HEAD` seconds from its first byte
        on; then the connection is closed."""
        super().data_received(data)
        if self._is_busy():
            self._relax()
        else:
            self._expect()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._relax()
        super().connection_lost(exc)

    def _is_busy(self) -> bool:
        cycle: RequestResponseCycle | None = getattr(self, "cycle", None)
        return cycle is not None and not cycle.response_complete

    def _expect(self) -> None:
        if self._deadline is None:
            self._deadline = self.loop.call_later(LONGEST_HEAD, self._give_up)

    def _relax(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _give_up(self) -> None:
        self._deadline = None
        if not self._is_busy() and not self.transport.is_closing():
            self.transport.close()


class ImpatientBodies:
    """Answers 408 when the body of a request is not there in time."""

    def __init__(self, app: ASGIApp, seconds: float = LONGEST_BODY) -> None:
        self._app = app
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the body first; none of our requests is larger than what the SDK keeps anyway."""
        if scope["type"] != "http" or scope["method"] != "POST":
            return await self._app(scope, receive, send)
        parts = list[Message]()
        try:
            with anyio.fail_after(self._seconds):
                while not parts or parts[-1].get("more_body", False):
                    parts.append(await receive())
                    if sum(len(part.get("body", b"")) for part in parts) > LARGEST_BODY:
                        break
        except TimeoutError:
            late = PlainTextResponse("The request did not arrive in time.", 408)
            return await late(scope, receive, send)

        async def again() -> Message:
            return parts.pop(0) if parts else await receive()

        await self._app(scope, again, send)


LARGEST_BODY = 8_000_000
"""Bytes that are kept here; the SDK refuses more than 4 MiB."""
