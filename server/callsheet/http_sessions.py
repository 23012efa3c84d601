"""Sessions of clients before 2026-07-28: few of each user, and unused ones not for long."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import anyio
from mcp.server.auth.middleware.bearer_auth import AuthenticatedUser
from mcp.server.streamable_http import MCP_SESSION_ID_HEADER
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_OF_A_USER = 100
"""Sessions of one user; for another, the one whose last request is the oldest ends."""
MOST_UNFINISHED = 32
"""Sessions of one user whose client never came back after the first answer."""
LONGEST_UNFINISHED = 60.0
"""Seconds between the first answer of a session and its second request."""
LOOK = 5.0
"""Seconds between two looks for those that are over."""
_ID = MCP_SESSION_ID_HEADER.lower()


@dataclass
class _Session:
    """A session as long as it may be there."""

    begun: Scope
    """The request that began it."""
    begun_at: float
    is_used: bool = False
    under_way: int = 0
    """Its requests that are being answered."""


class BoundedSessions:
    """Passes requests on, and ends sessions that nobody uses where a user has too many.

    A session costs about 35 kB; a client confirms the handshake within a second. Many clients never
    end theirs. Without a sign-in, all sessions are one user's.
    """

    def __init__(self, app: ASGIApp, clock: Callable[[], float] = time.monotonic) -> None:
        self._app = app
        self._clock = clock
        self._users: dict[str, dict[str, _Session]] = {}
        """By user and id, the one with the oldest request first."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Note the sessions that begin and those that go on."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        user, known = _subject(scope), Headers(scope=scope).get(_ID)
        if known:
            return await self._use(user, known, scope, receive, send)
        await self._make_room(user)

        async def note(message: Message) -> None:
            begun = Headers(raw=message.get("headers", [])).get(_ID)
            if message["type"] == "http.response.start" and begun:
                self._users.setdefault(user, {})[begun] = _Session(scope, self._clock())
            await send(message)

        await self._app(scope, receive, note)

    async def run(self) -> None:
        """Call `sweep` every `LOOK` seconds; runs until cancelled."""
        while True:
            await anyio.sleep(LOOK)
            await self.sweep()

    async def sweep(self) -> None:
        """End sessions whose client did not come back within `LONGEST_UNFINISHED` seconds after the
        first answer."""
        for user in [*self._users]:
            await self._end(user, self._late(user))

    async def _use(
        self, user: str, session_id: str, scope: Scope, receive: Receive, send: Send
    ) -> None:
        """One request of a session; another user's is not found here, and refused by the SDK."""
        session = self._users.get(user, {}).pop(session_id, None)
        if session is None or scope["method"] == "DELETE":
            return await self._app(scope, receive, send)
        self._users[user][session_id] = session
        session.is_used = True
        session.under_way += 1
        try:
            await self._app(scope, receive, send)
        finally:
            session.under_way -= 1

    async def _make_room(self, user: str) -> None:
        await self._end(user, self._late(user))
        sessions = self._users.get(user, {})
        idle = [name for name, one in sessions.items() if not one.under_way]
        unused = [name for name in idle if not sessions[name].is_used]
        spare = len(unused) + 1 - MOST_UNFINISHED
        await self._end(user, unused[: max(0, spare)])
        spare = len(sessions) + 1 - MOST_OF_A_USER
        await self._end(user, [name for name in idle if name in sessions][: max(0, spare)])

    def _late(self, user: str) -> list[str]:
        before = self._clock() - LONGEST_UNFINISHED
        sessions = self._users.get(user, {})
        return [n for n, one in sessions.items() if not one.is_used and one.begun_at <= before]

    async def _end(self, user: str, session_ids: Iterable[str]) -> None:
        for session_id in session_ids:
            if session := self._users[user].pop(session_id, None):
                host = [pair for pair in session.begun["headers"] if pair[0] == b"host"]
                headers = [*host, (_ID.encode(), session_id.encode())]
                scope: dict[str, Any] = {**session.begun, "method": "DELETE", "headers": headers}
                await self._app(scope, _nothing, _nowhere)
        if user in self._users and not self._users[user]:
            del self._users[user]


def _subject(scope: Scope) -> str:
    user = scope.get("user")
    return str(user.access_token.subject) if isinstance(user, AuthenticatedUser) else ""


async def _nothing() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}


async def _nowhere(message: Message) -> None:
    pass
