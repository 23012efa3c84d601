"""Serving clients over Streamable HTTP: on this computer, or anywhere for those who sign in."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import anyio
import uvicorn
from mcp.server.auth.middleware.auth_context import AuthContextMiddleware
from mcp.server.auth.middleware.bearer_auth import BearerAuthBackend, RequireAuthMiddleware
from mcp.server.auth.routes import build_resource_metadata_url, create_protected_resource_routes
from mcp.server.transport_security import TransportSecuritySettings
from starlette.middleware.authentication import AuthenticationMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import BaseRoute, Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.config import LOGGING_CONFIG

from callsheet.app import CallsheetServer
from callsheet.bad_messages import AnswersWithIds
from callsheet.http_access import HostGuardMiddleware, Names
from callsheet.http_connections import Impatient, ImpatientBodies, allow_connections
from callsheet.http_drain import DrainingServer, Traffic
from callsheet.http_sessions import BoundedSessions
from callsheet.key_route import KeyRoute
from callsheet.links import FileLinks
from callsheet.settings import is_loopback
from callsheet.sign_in.sign_in import PATH, SignIn
from callsheet.sign_in.step_up import StepUpMiddleware
from callsheet.user_keys import UserKeys
from callsheet.user_limits import UserLimits
from callsheet_tools.errors import CallsheetError, NotConfigured
from callsheet_tools.toolkit.user import SCOPES

MOST_SESSIONS = 2_000
"""Of all users together, at 35 kB; a client before 2026-07-28 has one for each conversation."""
MOST_CONNECTIONS = 2_000
"""A client has one for its calls, and before 2026-07-28 another one that waits for news."""
DRAIN = 10.0
"""Seconds that requests under way have once the server begins no new ones; jobs outlive it."""
NOTICE = 5.0
"""Seconds in which a reverse proxy finds out that the server ends, before it begins nothing new."""
NO_SIGN_IN = (
    "Serving on {host!r} lets other computers in. Give each user a token with `callsheet tokens "
    "add NAME`, or set CALLSHEET_OAUTH_ISSUER to your identity provider, or set "
    "CALLSHEET_HTTP_TOKEN to a long random text and give it to your own clients; or serve on "
    "127.0.0.1."
)

NOT_LISTENING = (
    "Nothing can be served on port {port} of {host!r}; the log says why. If another program "
    "listens there, choose another port: callsheet serve --transport http --port NUMBER"
)


@dataclass(frozen=True)
class HttpOptions:
    """How a server is reached over HTTP."""

    sign_in: SignIn | None = None
    """None: whoever reaches it is the person at this computer."""
    names: Sequence[str] = ()
    """More host names under which it answers."""
    public_url: str | None = None
    """Its address from outside, with the prefix that a reverse proxy gives it."""
    links: FileLinks | None = None
    """Serves the files of users."""
    keys: UserKeys | None = None
    """Keeps provider keys of users; None: they can set none."""
    log_config: dict[str, Any] | None = field(default_factory=lambda: LOGGING_CONFIG)
    """How uvicorn logs, as for `logging.config.dictConfig`; None: as the rest of the process."""


def http_app(server: CallsheetServer, host: str, options: HttpOptions | None = None) -> ASGIApp:
    """Return the server as an ASGI app that serves MCP at `/mcp`.

    Without a sign-in only this computer is served, under its own names and addresses.

    Args:
        host: The address that it will listen on.
        options: Sign-in, further host names, the public address; None is the default.

    Raises:
        NotConfigured: The host is not loopback, and nobody has to sign in.
    """
    traffic = Traffic(_sessions(server, host))
    return _front(traffic, server, host, options or HttpOptions())


async def serve_http(server: CallsheetServer, host: str, port: int, options: HttpOptions) -> None:
    """Serve MCP over HTTP until cancelled, or until SIGINT or SIGTERM; where others sign in,
    requests under way then have `DRAIN` seconds.

    Args:
        options: Sign-in, further host names, the public address.

    Raises:
        NotConfigured: The host is not loopback, and nobody has to sign in; or it can't be listened
            to, such as when another program listens on the port.
    """
    sessions = _sessions(server, host)
    traffic = Traffic(sessions)
    config = uvicorn.Config(
        _front(traffic, server, host, options),
        host,
        port,
        http=Impatient,
        log_config=options.log_config,
        limit_concurrency=allow_connections(MOST_CONNECTIONS),
        log_level="warning",
        timeout_graceful_shutdown=1,
        ws="none",
    )
    has_users = options.sign_in is not None and options.sign_in.has_users
    seconds, notice = DRAIN * has_users, NOTICE * (has_users and options.public_url is not None)
    failed: SystemExit | None = None
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(sessions.run)
        try:
            await DrainingServer(config, traffic, seconds, notice=notice).serve()
        except SystemExit as error:
            failed = error
        tasks.cancel_scope.cancel()
    if failed:
        raise NotConfigured(NOT_LISTENING.format(host=host, port=port)) from failed.__context__


def _sessions(server: CallsheetServer, host: str) -> BoundedSessions:
    """Without the SDK's checks of `Host` and `Origin`: `HostGuardMiddleware` has stricter ones."""
    checked = TransportSecuritySettings(enable_dns_rebinding_protection=False)
    app = server.streamable_http_app(
        streamable_http_path=PATH,
        host=host,
        transport_security=checked,
        max_sessions=MOST_SESSIONS,
    )
    return BoundedSessions(AnswersWithIds(app))


def _front(traffic: Traffic, server: CallsheetServer, host: str, options: HttpOptions) -> ASGIApp:
    if options.sign_in is None and not is_loopback(host):
        raise NotConfigured(NO_SIGN_IN.format(host=host))
    app: ASGIApp = ImpatientBodies(traffic)
    open_to_all: list[BaseRoute] = [
        Route("/healthz", _is_alive),
        Route("/readyz", _ready(server.check_ready, traffic)),
    ]
    if options.links:
        open_to_all.append(options.links.route())
    if options.sign_in:
        if options.keys:
            app = _RoutesFirst(app, [KeyRoute(options.keys).route()])
        app = _with_sign_in(UserLimits(app), options.sign_in)
        open_to_all += _metadata(options.sign_in)
    public = urlsplit(options.public_url or "")
    names = Names.of(host, (*options.names, *([public.hostname] if public.hostname else [])))
    return HostGuardMiddleware(_RoutesFirst(app, open_to_all, public.path), names)


class _RoutesFirst:
    """Answers requests of these routes itself, and hands all others to the app."""

    def __init__(self, app: ASGIApp, routes: Sequence[BaseRoute], prefix: str = "") -> None:
        self._app = app
        self._routes = Router(routes, redirect_slashes=False, default=app)
        self._prefix = prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A proxy may hand the prefix on or take it away; both work."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        path: str = scope["path"]
        if self._prefix and path.startswith(f"{self._prefix}/"):
            scope = {**scope, "path": path.removeprefix(self._prefix)}
        await self._routes(scope, receive, send)


def _with_sign_in(app: ASGIApp, sign_in: SignIn) -> ASGIApp:
    """The SDK's own parts: a token for each request, and where to get one."""
    resource = sign_in.provider and sign_in.provider.resource_server_url
    where = build_resource_metadata_url(resource) if resource else None
    required = AuthContextMiddleware(RequireAuthMiddleware(StepUpMiddleware(app, where), [], where))
    checked = AuthenticationMiddleware(required, BearerAuthBackend(sign_in))

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        await (checked if scope["type"] == "http" else app)(scope, receive, send)

    return answer


def _metadata(sign_in: SignIn) -> Sequence[BaseRoute]:
    """Where a client learns who signs users in (RFC 9728)."""
    provider = sign_in.provider
    if provider is None or provider.resource_server_url is None:
        return []
    return create_protected_resource_routes(
        provider.resource_server_url,
        [provider.issuer_url],
        sorted(SCOPES),
        resource_name="Callsheet",
    )


async def _is_alive(_: Request) -> PlainTextResponse:
    return PlainTextResponse("alive")


def _ready(
    check: Callable[[], Awaitable[None]], traffic: Traffic
) -> Callable[[Request], Awaitable[PlainTextResponse]]:
    async def is_ready(_: Request) -> PlainTextResponse:
        try:
            await check()
        except (CallsheetError, RuntimeError):
            return PlainTextResponse("not ready", 503)
        if traffic.is_ending:
            return PlainTextResponse("shutting down", 503)
        return PlainTextResponse("ready")

    return is_ready
