"""An ASGI app in which requests fail on purpose."""

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from callsheet_studio.jobs.fault_injection import Faults, Kind

ERRORS: tuple[Kind, ...] = ("500", "502")


class ConnectionDropped(Exception):
    """Raised to close a connection without an answer, where a fault `drop` applies."""


@dataclass(frozen=True)
class FaultMiddleware:
    """ASGI middleware that applies the faults `500`, `502`, `slow` and `drop` to requests."""

    app: ASGIApp
    faults: Faults

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """An error comes before the request is carried out, the others after."""
        what = f"{scope['method']} {scope['path']}"
        for kind in ERRORS:
            if fault := self.faults.next_fault(kind, what):
                raise HTTPException(int(kind), fault.text)
        slow, drop = self.faults.next_fault("slow", what), self.faults.next_fault("drop", what)

        async def troubled(message: Message) -> None:
            starts = message["type"] == "http.response.start"
            if slow and starts:
                await slow.pause()
            await send(message)
            if drop and starts:
                raise ConnectionDropped

        await self.app(scope, receive, troubled)
