"""What every request passes before it is looked at: who calls, and how often."""

from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from callsheet_studio.api.knightvision.errors import ApiRefusal
from callsheet_studio.auth.accounts import PREFIXES, Accounts, Principal
from callsheet_studio.auth.rate_limits import Bucket, RateLimiter
from callsheet_studio.jobs.fault_injection import Faults

SCHEME = "bearer "
WAIT = {"Retry-After": "10"}
"""The documentation asks for at least 10 s."""


@dataclass(frozen=True)
class AuthMiddleware:
    """ASGI middleware that checks the API key, and puts a `Principal` into
    `request.state.caller`; answers 401 without a valid key."""

    app: ASGIApp
    accounts: Accounts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Authentication comes before everything."""
        caller = await self._caller(Headers(scope=scope).get("authorization", ""))
        scope.setdefault("state", {})["caller"] = caller
        await self.app(scope, receive, send)

    async def _caller(self, header: str) -> Principal:
        key = header[len(SCHEME) :].strip()
        if not header.lower().startswith(SCHEME) or not key:
            raise ApiRefusal(401, "Missing or invalid Authorization header")
        if caller := await self.accounts.caller("knightvision", key):
            return caller
        if key.startswith(PREFIXES["knightvision"]) and await self.accounts.is_known(key):
            raise ApiRefusal(403, "API key deactivated")
        raise ApiRefusal(401, "Invalid API key")


@dataclass(frozen=True)
class RateLimitMiddleware:
    """ASGI middleware around one operation that counts its requests, and answers 429 when the
    bucket's limit is reached."""

    app: ASGIApp
    bucket: Bucket
    limits: RateLimiter
    faults: Faults

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count the request, whatever becomes of it."""
        allowance = await self.limits.acquire(scope["state"]["caller"].pool, self.bucket)
        fault = self.faults.next_fault("429", f"{scope['method']} {scope['path']}")
        if fault or not allowance.granted:
            raise ApiRefusal(429, "Rate limit exceeded", WAIT)
        await self.app(scope, receive, send)
