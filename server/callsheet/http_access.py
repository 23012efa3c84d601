"""Who may talk to the server over HTTP: by `Host` and `Origin`; `sign_in` sees to the rest.

A web page can make a browser send requests here, even under a name of its own that it lets lead to
this computer (DNS rebinding). So only known names are answered, and pages of other sites are not.
"""

import re
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import ip_address

from pydantic import SecretStr
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from callsheet.settings import LOOPBACK, UNFILLED, is_loopback
from callsheet_studio.loopback_guard import refuse_foreign
from callsheet_tools.errors import NotConfigured

SHORTEST_TOKEN = 24
"""Characters. 24 random letters and digits cannot be guessed in any number of tries."""
_HOST = re.compile(r"(?:\[([0-9A-Fa-f:.]{2,45})\]|([A-Za-z0-9.-]{1,253}))(?::[0-9]{1,5})?")
"""RFC 9110, 7.2: a name or an address, and a port; no name before it, and nothing after it."""
_ORIGIN = re.compile(rf"https?://({_HOST.pattern})")


@dataclass(frozen=True)
class Names:
    """The names under which this server may be reached."""

    known: frozenset[str]
    anywhere: bool
    """Whether it listens beyond loopback: then any bare address counts, since a page cannot let
    an address lead elsewhere."""

    @classmethod
    def of(cls, host: str, more: Iterable[str] = ()) -> "Names":
        """Return the names of a server that listens on `host`; `more` are
        names that the user set."""
        own = socket.gethostname().lower()
        anywhere = not is_loopback(host)
        names = {*LOOPBACK, *(name.lower() for name in more)}
        names |= {host.lower(), own, f"{own}.local"} if anywhere else set()
        return cls(frozenset(names), anywhere)

    def has(self, host: str) -> bool:
        """Return whether the value of a `Host` header names this server; any IP address does if it
        listens beyond loopback (`anywhere`)."""
        match = _HOST.fullmatch(host)
        if match is None:
            return False
        name = (match[1] or match[2]).lower()
        return name in self.known or is_loopback(name) or (self.anywhere and _is_address(name))

    def may_come_from(self, origin: str) -> bool:
        """Return whether a page of this `Origin` may call: one of this server or this computer."""
        match = _ORIGIN.fullmatch(origin)
        return match is not None and self.has(match[1])


def check_token(token: SecretStr) -> None:
    """Check that a token may be relied on: it has at least `SHORTEST_TOKEN` characters, and is no
    placeholder that a client left unfilled. That it is random is not checked.

    Raises:
        NotConfigured: It is shorter, or a placeholder such as `${TOKEN}`.
    """
    text = token.get_secret_value()
    if UNFILLED.search(text) or len(text) < SHORTEST_TOKEN:
        raise NotConfigured(
            f"CALLSHEET_HTTP_TOKEN must be at least {SHORTEST_TOKEN} random characters, such as "
            '`python -c "import secrets; print(secrets.token_urlsafe(32))"` prints. Nothing was '
            "served."
        )


class HostGuardMiddleware:
    """Lets only those in who call this server by its name, and no page of another site."""

    def __init__(self, app: ASGIApp, names: Names) -> None:
        self._app = app
        self._names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 421 or 403, or hand the request on."""
        refusal: PlainTextResponse | None = None
        if scope["type"] == "http":
            headers = Headers(scope=scope)
            refusal = refuse_foreign(headers, self._names.has, self._names.may_come_from)
        await (refusal or self._app)(scope, receive, send)


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
