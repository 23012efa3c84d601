"""Ending a server that others use: what is under way is answered, new requests go elsewhere."""

import time
from collections.abc import Callable
from types import FrameType

import uvicorn
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send


class Traffic:
    """Counts the requests under way; once the server ends, new ones are answered with 503."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self.under_way = 0
        self.is_ending = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Only calls count: streams that wait for news would never end."""
        if scope["type"] != "http" or scope["method"] != "POST":
            return await self._app(scope, receive, send)
        if self.is_ending:
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
    ) -> None:
        super().__init__(config)
        self._traffic = traffic
        self._seconds = seconds
        self._clock = clock
        self._told: tuple[int, FrameType | None] | None = None
        self._until = 0.0

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Handle a signal: after the first nothing new is begun, the second ends the server at
        once."""
        if self._told:
            return super().handle_exit(sig, frame)
        self._told, self._until = (sig, frame), self._clock() + self._seconds
        self._traffic.is_ending = True

    async def on_tick(self, counter: int) -> bool:
        """Ten times a second: after a signal, end when nothing is under way any more, or the time
        is up. Returns whether the server ends."""
        is_over = not self._traffic.under_way or self._clock() >= self._until
        if self._told and is_over and not self.should_exit:
            super().handle_exit(*self._told)
        return await super().on_tick(counter)
