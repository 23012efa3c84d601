"""Serving clients over Streamable HTTP: on this computer, or anywhere for those with the token."""

from collections.abc import Iterable

import anyio
import uvicorn
from mcp.server import MCPServer
from mcp.server.transport_security import TransportSecuritySettings
from pydantic import SecretStr
from starlette.types import ASGIApp

from callsheet.bad_messages import AnswersWithIds
from callsheet.http_access import Guarded, Names, check_token
from callsheet.http_connections import Impatient, ImpatientBodies
from callsheet.http_sessions import UnfinishedSessions
from callsheet.settings import is_loopback
from callsheet_tools.errors import NotConfigured
from callsheet_tools.toolkit.context import ToolContext

PATH = "/mcp"
MOST_SESSIONS = 200
MOST_CONNECTIONS = 500


def http_app(
    server: MCPServer[ToolContext], host: str, token: SecretStr | None, names: Iterable[str] = ()
) -> ASGIApp:
    """The server as an ASGI app at `/mcp`.

    Without a token only this computer is served. With one, whoever sends it as
    `Authorization: Bearer` is served, under this computer's own names and addresses and `names`.

    Raises:
        NotConfigured: The host is not loopback and there is no token, or the token can be guessed.
    """
    return _guarded(_sessions(server, host), host, token, names)


async def serve_http(
    server: MCPServer[ToolContext],
    host: str,
    port: int,
    token: SecretStr | None,
    names: Iterable[str] = (),
) -> None:
    """Serve until cancelled.

    Raises:
        NotConfigured: The host is not loopback and there is no token, or the token can be guessed.
    """
    sessions = _sessions(server, host)
    config = uvicorn.Config(
        _guarded(sessions, host, token, names),
        host,
        port,
        http=Impatient,
        limit_concurrency=MOST_CONNECTIONS,
        log_level="warning",
        timeout_graceful_shutdown=1,
        ws="none",
    )
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(sessions.run)
        await uvicorn.Server(config).serve()
        tasks.cancel_scope.cancel()


def _sessions(server: MCPServer[ToolContext], host: str) -> UnfinishedSessions:
    """The SDK's own checks of `Host` and `Origin` are left out: `Guarded` has stricter ones."""
    checked = TransportSecuritySettings(enable_dns_rebinding_protection=False)
    app = server.streamable_http_app(
        streamable_http_path=PATH,
        host=host,
        transport_security=checked,
        max_sessions=MOST_SESSIONS,
    )
    return UnfinishedSessions(AnswersWithIds(app))


def _guarded(app: ASGIApp, host: str, token: SecretStr | None, names: Iterable[str]) -> ASGIApp:
    if token is None and not is_loopback(host):
        raise NotConfigured(
            f"Serving on {host!r} lets other computers in. Set CALLSHEET_HTTP_TOKEN to a long "
            "random text and give it to the clients, or serve on 127.0.0.1."
        )
    secret = check_token(token) if token else None
    return Guarded(ImpatientBodies(app), Names.of(host, names), secret)
