"""How much one user may ask of a server that others use too."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

MOST_A_MINUTE = 600
"""Requests of one user in a minute; a client with a board open makes some 60."""
MOST_AT_ONCE = 40
"""Requests of one user under way: waits and streams stay open for minutes."""
WINDOW = 60.0
"""Seconds in which requests are counted."""


@dataclass
class _Used:
    """What a user has asked lately."""

    at: deque[float] = field(default_factory=deque[float])
    under_way: int = 0


class UserLimits:
    """Answers 429 to a user who asks too much; hands the rest on.

    It stands behind the sign-in, which puts the user into the request.
    """

    def __init__(self, app: ASGIApp, clock: Callable[[], float] = time.monotonic) -> None:
        self._app = app
        self._clock = clock
        self._used: dict[str, _Used] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count a request for as long as it is answered."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        subject: str = scope["user"].access_token.user.subject
        used = self._used.setdefault(subject, _Used())
        if wait := self._seconds_to_wait(used):
            busy = PlainTextResponse("Too many requests.", 429, {"Retry-After": str(int(wait) + 1)})
            return await busy(scope, receive, send)
        used.under_way += 1
        used.at.append(self._clock())
        try:
            await self._app(scope, receive, send)
        finally:
            used.under_way -= 1

    def _seconds_to_wait(self, used: _Used) -> float:
        now = self._clock()
        while used.at and used.at[0] <= now - WINDOW:
            used.at.popleft()
        if len(used.at) >= MOST_A_MINUTE:
            return used.at[0] + WINDOW - now
        return 1.0 if used.under_way >= MOST_AT_ONCE else 0.0
