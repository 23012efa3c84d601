"""What every request passes before it is looked at: who calls, and how often."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from callsheet_studio.api.knowlify.credentials import Credentials
from callsheet_studio.api.knowlify.errors import ApiRefusal
from callsheet_studio.auth.accounts import Principal
from callsheet_studio.auth.rate_limits import Allowance, Bucket, RateLimiter
from callsheet_studio.jobs.fault_injection import Faults

VIDEOS = Bucket("knowlify.videos", 30)
EDITS = Bucket("knowlify.edits", 10)
BUCKETS: Mapping[str, Bucket] = {"videos": VIDEOS, "edits": EDITS}
"""By the path's part after `/v1/`."""


@dataclass(frozen=True)
class AuthMiddleware:
    """ASGI middleware that checks the API key or session token and counts the request, and puts
    a `Principal` into `request.state.caller`; answers 401 or 429 otherwise."""

    app: ASGIApp
    credentials: Credentials
    limits: RateLimiter
    faults: Faults

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Authentication comes before everything, the rate limit before the route."""
        caller = await self._caller(Headers(scope=scope))
        scope.setdefault("state", {})["caller"] = caller
        headers = await self._count(caller, scope)
        await self.app(scope, receive, _with_headers(headers, send))

    async def _caller(self, headers: Headers) -> Principal:
        key, (scheme, _, token) = headers.get("x-api-key"), _authorization(headers)
        if key is None and scheme == "bearer":
            return await self.credentials.principal_of(token)
        if key is None:
            raise ApiRefusal(401, "Missing X-API-Key header")
        return await self.credentials.with_key(key)

    async def _count(self, caller: Principal, scope: Scope) -> dict[str, str]:
        """The rate headers for a success; a path without a bucket is counted nowhere."""
        bucket = BUCKETS.get(_operation(scope["path"]))
        if bucket is None:
            return {}
        allowance = await self.limits.acquire(caller.pool, bucket)
        if self.faults.next_fault("429", f"{scope['method']} {scope['path']}"):
            allowance = replace(allowance, granted=False, remaining=0)
        if not allowance.granted:
            raise _too_many(allowance)
        return _headers(allowance)


def _authorization(headers: Headers) -> tuple[str, str, str]:
    scheme, space, token = headers.get("authorization", "").partition(" ")
    return scheme.lower(), space, token


def _operation(path: str) -> str:
    parts = path.split("/")
    return parts[2] if len(parts) > 2 and parts[1] == "v1" else ""


def _headers(allowance: Allowance) -> dict[str, str]:
    return {
        "X-RateLimit-Limit": str(allowance.bucket.requests),
        "X-RateLimit-Remaining": str(allowance.remaining),
        "X-RateLimit-Reset": str(allowance.reset),
    }


def _too_many(allowance: Allowance) -> ApiRefusal:
    bucket, wait = allowance.bucket, allowance.reset
    text = f"Rate limit exceeded: {bucket.requests} requests per {bucket.seconds}s."
    headers = {"Retry-After": str(wait), **_headers(allowance)}
    return ApiRefusal(429, f"{text} Retry in {wait}s.", headers)


def _with_headers(headers: Mapping[str, str], send: Send) -> Send:
    async def adding(message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] < 400:
            MutableHeaders(scope=message).update(headers)
        await send(message)

    return adding
