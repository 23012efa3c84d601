"""Sessions that were begun over HTTP and never used: few at a time, and not for long."""

import time
from collections.abc import Callable
from typing import Any

import anyio
from mcp.server.streamable_http import MCP_SESSION_ID_HEADER
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_UNFINISHED = 32
LONGEST_UNFINISHED = 60.0
"""Seconds between the first answer of a session and its second request."""
LOOK = 5.0
"""Seconds between two looks for those that are over."""
_ID = MCP_SESSION_ID_HEADER.lower()


class UnfinishedSessions:
    """Passes requests on, and ends sessions whose client never came back after the first answer.

    A session costs about 35 kB; a client confirms the handshake within a second.
    """

    def __init__(self, app: ASGIApp, clock: Callable[[], float] = time.monotonic) -> None:
        self._app = app
        self._clock = clock
        self._begun: dict[str, Scope] = {}
        self._since: dict[str, float] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Note the sessions that begin and those that go on."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        if known := Headers(scope=scope).get(_ID):
            self._forget(known)
            return await self._app(scope, receive, send)
        await self.sweep(room=1)

        async def note(message: Message) -> None:
            begun = Headers(raw=message.get("headers", [])).get(_ID)
            if message["type"] == "http.response.start" and begun:
                self._begun[begun], self._since[begun] = scope, self._clock()
            await send(message)

        await self._app(scope, receive, note)

    async def run(self) -> None:
        """End sessions that were not used, again and again; runs until cancelled."""
        while True:
            await anyio.sleep(LOOK)
            await self.sweep()

    async def sweep(self, room: int = 0) -> None:
        """End sessions that were not used for too long, and the oldest until there is
        room for `room` new ones."""
        now = self._clock()
        old = [one for one, since in self._since.items() if now - since >= LONGEST_UNFINISHED]
        spare = len(self._since) + room - MOST_UNFINISHED
        for session in dict.fromkeys([*old, *list(self._since)[: max(0, spare)]]):
            await self._end(session)

    async def _end(self, session: str) -> None:
        begun = self._begun[session]
        host = [pair for pair in begun["headers"] if pair[0] == b"host"]
        headers = [*host, (_ID.encode(), session.encode())]
        scope: dict[str, Any] = {**begun, "method": "DELETE", "headers": headers}
        self._forget(session)
        await self._app(scope, _nothing, _nowhere)

    def _forget(self, session: str) -> None:
        self._begun.pop(session, None)
        self._since.pop(session, None)


async def _nothing() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}


async def _nowhere(message: Message) -> None:
    pass
