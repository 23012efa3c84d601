"""Which requests the studio answers: those that name this computer, and come from no other's page.

A web page can make a browser send requests here, even under a name of its own that it lets lead to
this computer (DNS rebinding). Its `Host` then names the page's site, and its `Origin` always does.
"""

import re
from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_HOST = re.compile(
    r"(?:(?:[a-z0-9-]{1,63}\.){0,4}localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?",
    re.ASCII | re.IGNORECASE,
)
"""This computer by a name that leads nowhere else (RFC 6761, 6.3) or by address, and a port."""
_ORIGIN = re.compile(rf"https?://{_HOST.pattern}", re.ASCII | re.IGNORECASE)


class LoopbackOnly:
    """ASGI middleware: answers 421 to a foreign `Host` and 403 to the page of another site, and
    passes other requests on."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Also for live updates: a refused WebSocket is closed before it opens."""
        refusal: PlainTextResponse | None = None
        if scope["type"] != "lifespan":
            refusal = refuse_foreign(Headers(scope=scope), _is_own_host, _is_own_origin)
        if refusal is None:
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await refusal(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})


def refuse_foreign(
    headers: Headers, is_own_host: Callable[[str], bool], is_own_origin: Callable[[str], bool]
) -> PlainTextResponse | None:
    """Return the refusal of a request that names another host (421), or comes from another site's
    page (403); else None.

    There must be exactly one `Host` (RFC 9112, 3.2), and every `Origin` must be allowed.

    Args:
        is_own_host: Whether a `Host` is this server's.
        is_own_origin: Whether an `Origin` is this server's.
    """
    hosts, origins = headers.getlist("host"), headers.getlist("origin")
    if len(hosts) != 1 or not is_own_host(hosts[0]):
        return PlainTextResponse("This server is not known by that name.", 421)
    if not all(map(is_own_origin, origins)):
        return PlainTextResponse("Pages of other sites are not served.", 403)
    return None


def _is_own_host(host: str) -> bool:
    return _HOST.fullmatch(host) is not None


def _is_own_origin(origin: str) -> bool:
    return _ORIGIN.fullmatch(origin) is not None
