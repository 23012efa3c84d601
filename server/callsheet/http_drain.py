"""Ending a server that others use: what is under way is answered, new requests go elsewhere.

A reverse proxy first hears that the server is not ready any more, and sends it nothing new; only
then are requests refused.
"""

import time
from collections.abc import Callable
from types import FrameType

import uvicorn
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send


class Traffic:
    """Counts the requests under way, and answers new ones with 503 once it refuses them."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self.under_way = 0
        self.is_ending = False
        """Whether the server was told to end."""
        self.is_refusing = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Only calls count: streams that wait for news would never end."""
        if scope["type"] != "http" or scope["method"] != "POST":
            return await self._app(scope, receive, send)
        if self.is_refusing:
            headers = {"Retry-After": "5", "Connection": "close"}
            return await PlainTextResponse("The server is shutting down.", 503, headers)(
                scope, receive, send
            )
        self.under_way += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self.under_way -= 1


class DrainingServer(uvicorn.Server):
    """uvicorn, which ends all event streams at the first signal, waits for calls before that.

    A second signal ends it at once.
    """

    def __init__(
        self,
        config: uvicorn.Config,
        traffic: Traffic,
        seconds: float,
        clock: Callable[[], float] = time.monotonic,
        notice: float = 0.0,
    ) -> None:
        """Make the server, not yet running.

        Args:
            seconds: How long calls under way may take once new ones are refused.
            notice: Seconds before that in which new ones are still answered.
        """
        super().__init__(config)
        self._traffic = traffic
        self._seconds = seconds
        self._notice = notice
        self._clock = clock
        self._told: tuple[int, FrameType | None] | None = None
        self._refuses_at = 0.0

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Handle a signal: after the first the server is not ready, and soon begins nothing new;
        the second ends it at once."""
        if self._told:
            return super().handle_exit(sig, frame)
        self._told, self._refuses_at = (sig, frame), self._clock() + self._notice
        self._traffic.is_ending, self._traffic.is_refusing = True, not self._notice

    async def on_tick(self, counter: int) -> bool:
        """Ten times a second: after a signal, refuse what is new when the notice is over, and end
        when nothing is under way any more, or the time is up. Returns whether the server ends."""
        if self._told and not self.should_exit and (since := self._clock() - self._refuses_at) >= 0:
            self._traffic.is_refusing = True
            if not self._traffic.under_way or since >= self._seconds:
                super().handle_exit(*self._told)
        return await super().on_tick(counter)
