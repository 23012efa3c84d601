"""Signed-in callers: JSON Web Tokens (RFC 7519, HS256) that this home signs and checks itself.

They have the shape of Supabase's: `sub` is the user, and here `orgs` lists the organizations in
which the user is an active member.
"""

import hmac
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jwt

from callsheet_studio.auth.accounts import Accounts, Principal
from callsheet_studio.private_files import replace_private
from callsheet_studio.storage.clock import Clock

FILE_NAME = "sessions.key"
AUDIENCE = "authenticated"


class InvalidSession(Exception):
    """The token is not one of this home's, or has expired; the text says which."""


@dataclass(frozen=True)
class SessionTokens:
    """Checks the session tokens of one home."""

    secret: str = field(repr=False)
    clock: Clock

    def caller(self, token: str) -> Principal:
        """Return the user of a token.

        Raises:
            InvalidSession: The token is malformed, signed by somebody else, or expired.
        """
        claims = self._claims(token)
        orgs = claims.get("orgs", [])
        if not isinstance(claims["sub"], str) or not _are_texts(orgs):
            raise InvalidSession("Malformed token: sub and orgs have the wrong types")
        if claims["exp"] <= self.clock():
            raise InvalidSession("The token has expired")
        return Principal(claims["sub"], orgs=frozenset(orgs), signed_in=True)

    def _claims(self, token: str) -> dict[str, Any]:
        """The studio's own clock, not the library's, says what is over."""
        options = {"require": ["sub", "exp"], "verify_exp": False, "verify_iat": False}
        try:
            return jwt.decode(
                token,
                self.secret,
                algorithms=["HS256"],
                audience=AUDIENCE,
                options=options,  # pyright: ignore[reportArgumentType] a TypedDict of the library's
            )
        except jwt.InvalidTokenError as error:
            raise InvalidSession(f"Invalid token: {error}") from error


async def own_sessions(accounts: Accounts, home: Path) -> SessionTokens:
    """Return what checks this home's session tokens.

    The first call makes the secret and stores it so that only the user can read it. The database's
    write lock is held meanwhile, so that processes that start together get the same secret.

    Raises:
        OSError: The secret's file can't be read or written.
        UNAVAILABLE: The database cannot be used (`storage/database`).
    """
    secret = await accounts.store.write(lambda _: _secret(home / FILE_NAME))
    return SessionTokens(secret, accounts.clock)


def cluster_sessions(accounts: Accounts, secret: str) -> SessionTokens:
    """Return what checks a cluster's session tokens, on every machine that has its secret."""
    digest = hmac.digest(secret.encode(), b"studio sessions", "sha256")
    return SessionTokens(digest.hex(), accounts.clock)


def _secret(path: Path) -> str:
    if not path.exists():
        replace_private(path, secrets.token_hex(32))
    return path.read_text("ascii")


def _are_texts(values: Any) -> bool:
    return isinstance(values, list) and set(map(type, values)) <= {str}  # pyright: ignore[reportUnknownArgumentType] JSON
