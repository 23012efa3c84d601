"""What a verified access token says, and how a call of the protocol is told whose it is."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from mcp.server.auth.middleware.bearer_auth import AuthenticatedUser
from mcp.server.auth.provider import AccessToken
from mcp.server.context import ServerRequestContext
from mcp.shared.exceptions import MCPError
from mcp.types import INVALID_REQUEST
from starlette.requests import Request

from callsheet.links import FileLinks
from callsheet_tools.toolkit.user import SCOPES, User


class VerifiedToken(AccessToken):
    """A token that was verified, and the user that it speaks for."""

    user: User
    can_get_more: bool = False
    """Whether its client can ask somebody for a token with more scopes."""


MISSING = "callsheet.missing_scopes"
"""In a request's ASGI scope: a set to which a refusal adds the scope that the token lacks."""


def grant(
    token: str, user: User, client: str, issuer: str, *, can_get_more: bool = False
) -> VerifiedToken:
    """Return the access of a user whose token was verified.

    Args:
        token: The access token.
        client: The OAuth client's id; a session belongs to client, issuer and subject together.
        issuer: Who issued the token.
        can_get_more: Whether the client can ask the issuer for more scopes.
    """
    return VerifiedToken(
        token=token,
        client_id=client,
        scopes=sorted(user.scopes),
        subject=user.subject,
        claims={"iss": issuer},
        user=user,
        can_get_more=can_get_more,
    )


def known_scopes(names: Iterable[str]) -> frozenset[str]:
    """Return those of these scopes that mean something here."""
    return SCOPES & {*names}


@dataclass(frozen=True)
class SignedIn:
    """Says whose token came with the HTTP request of a call."""

    links: FileLinks
    public_url: str | None = None
    """The server's address from outside; None: the one that the request names."""

    def __call__(self, ctx: ServerRequestContext[Any]) -> User:
        """The user.

        Raises:
            MCPError: There is none. Nothing is answered to nobody.
        """
        request = ctx.request
        user = request.scope.get("user") if isinstance(request, Request) else None
        access = user.access_token if isinstance(user, AuthenticatedUser) else None
        if not (isinstance(request, Request) and isinstance(access, VerifiedToken)):
            raise MCPError(INVALID_REQUEST, "Nobody is signed in.")
        if not access.user.is_remote:
            return access.user
        base = self.public_url or str(request.base_url).rstrip("/")
        missing: set[str] = request.scope.get(MISSING, set[str]())
        return replace(access.user, link=partial(self.links.to, base), on_missing_scope=missing.add)
