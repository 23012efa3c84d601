"""Calls that need a scope which their token lacks: the client is told to ask for it.

MCP 2026-07-28, "Authorization", Runtime Insufficient Scope Errors: status 403 with the challenge
`Bearer error="insufficient_scope"` and the scopes to ask for. The tool decides what it needs; in
both eras its answer is the first thing that leaves, so the status can still be chosen then.
Tokens that no identity provider issued can't get more scopes: their calls are answered with a
tool's error, which tells the user whom to ask.
"""

from collections.abc import Iterable

from mcp.server.auth.middleware.bearer_auth import AuthenticatedUser
from pydantic import AnyHttpUrl
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from callsheet.sign_in.access import MISSING, VerifiedToken
from callsheet_tools.toolkit.user import READ, SCOPES


class StepUpMiddleware:
    """Turns the refusal of a call for want of a scope into a challenge to get it."""

    def __init__(self, app: ASGIApp, metadata: AnyHttpUrl | None) -> None:
        """`metadata` is the address of the server's OAuth metadata (RFC 9728)."""
        self._app = app
        self._metadata = metadata

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request of a user who is signed in."""
        token = _token_of(scope)
        if READ not in token.scopes:
            return await self._challenge([READ])(scope, receive, send)
        if not token.can_get_more or {*token.scopes} >= SCOPES:
            return await self._app(scope, receive, send)
        missing: set[str] = set()
        start: Message | None = None
        is_refused = False

        async def answer(event: Message) -> None:
            nonlocal start, is_refused
            if is_refused:
                return
            if event["type"] == "http.response.start":
                start = event
                return
            if missing:
                is_refused = True
                return await self._challenge({*token.scopes} | missing)(scope, receive, send)
            if start:
                await send(start)
                start = None
            await send(event)

        await self._app({**scope, MISSING: missing}, receive, answer)

    def _challenge(self, scopes: Iterable[str]) -> JSONResponse:
        """Old scopes are named too, or the client would get a token without them."""
        wanted = " ".join(sorted(scopes))
        text = f"This needs a token with the scopes {wanted}"
        parts = ['error="insufficient_scope"', f'scope="{wanted}"', f'error_description="{text}"']
        if self._metadata:
            parts.append(f'resource_metadata="{self._metadata}"')
        body = {"error": "insufficient_scope", "error_description": text}
        return JSONResponse(body, 403, {"WWW-Authenticate": f"Bearer {', '.join(parts)}"})


def _token_of(scope: Scope) -> VerifiedToken:
    user = scope["user"]
    assert isinstance(user, AuthenticatedUser) and isinstance(user.access_token, VerifiedToken)
    return user.access_token
