"""Serving clients over Streamable HTTP: on this computer, or anywhere for those with the token."""

import hmac

import uvicorn
from mcp.server import MCPServer
from mcp.server.transport_security import TransportSecuritySettings
from pydantic import SecretStr
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from callsheet.config import is_loopback
from callsheet_tools.desk import Desk
from callsheet_tools.errors import NotSetUp

PATH = "/mcp"


def http_app(server: MCPServer[Desk], host: str, token: SecretStr | None) -> ASGIApp:
    """The server as an ASGI app at `/mcp`.

    Without a token only this computer is served, and the SDK checks `Host` and `Origin` so that a
    web page cannot reach it through the browser. With one, whoever sends it as
    `Authorization: Bearer` is served, under whatever name they reach us.

    Raises:
        NotSetUp: The host is not loopback and there is no token.
    """
    if token is None:
        if not is_loopback(host):
            raise NotSetUp(
                f"Serving on {host!r} lets other computers in. Set CALLSHEET_HTTP_TOKEN to a long "
                "random text and give it to the clients, or serve on 127.0.0.1."
            )
        return server.streamable_http_app(streamable_http_path=PATH, host=host)
    anywhere = TransportSecuritySettings(enable_dns_rebinding_protection=False)
    app = server.streamable_http_app(
        streamable_http_path=PATH, host=host, transport_security=anywhere
    )
    return Guarded(app, token)


async def serve_http(
    server: MCPServer[Desk], host: str, port: int, token: SecretStr | None
) -> None:
    """Serve until cancelled.

    Raises:
        NotSetUp: The host is not loopback and there is no token.
    """
    app = http_app(server, host, token)
    config = uvicorn.Config(
        app, host, port, log_level="warning", timeout_graceful_shutdown=1, ws="none"
    )
    await uvicorn.Server(config).serve()


class Guarded:
    """Lets only those in who send the token."""

    def __init__(self, app: ASGIApp, token: SecretStr) -> None:
        self._app = app
        self._token = token.get_secret_value().encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 401, or hand the request on."""
        if scope["type"] == "http" and not self._knows(scope):
            refusal = PlainTextResponse(
                "Send the token as `Authorization: Bearer …`.", 401, {"WWW-Authenticate": "Bearer"}
            )
            await refusal(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _knows(self, scope: Scope) -> bool:
        """Compare in a time that does not depend on where the first difference stands."""
        scheme, _, sent = Headers(scope=scope).get("authorization", "").partition(" ")
        return hmac.compare_digest(sent.encode("latin-1"), self._token) and _is_bearer(scheme)


def _is_bearer(scheme: str) -> bool:
    return scheme.lower() == "bearer"
