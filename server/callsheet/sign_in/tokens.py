"""Tokens for a small team: a name for each, kept as hashes in a file that only its owner reads."""

import hashlib
import json
import re
import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from callsheet.sign_in.access import VerifiedToken, grant, known_scopes
from callsheet_tools.errors import CallsheetError
from callsheet_tools.private_files import replace_file
from callsheet_tools.toolkit.user import User

FILE_NAME = "tokens.json"
PREFIX = "callsheet_"
"""Secret scanners find a token by how it begins."""
ISSUER = "tokens"
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")


class TokenError(CallsheetError):
    """The file of tokens stays as it is; the text says why, and what to do."""


@dataclass(frozen=True)
class NamedToken:
    """One user's token, without the token."""

    hash: str
    """SHA-256 in hexadecimal digits; 32 random bytes need no slow hash."""
    scopes: Sequence[str]
    created_at: float
    """Seconds since 1970."""


@dataclass
class TokenFile:
    """The tokens of a home. A change counts from the next request on."""

    path: Path
    _known: Mapping[str, NamedToken] = field(default_factory=dict[str, NamedToken])
    _version: tuple[int, int, int] = (0, 0, 0)

    @classmethod
    def of(cls, home: Path) -> "TokenFile":
        """Return the file of tokens in this home."""
        return cls(home / FILE_NAME)

    def tokens(self) -> Mapping[str, NamedToken]:
        """Return the tokens by user name, oldest first.

        Raises:
            TokenError: The file is damaged.
        """
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return {}
        version = (found.st_mtime_ns, found.st_ino, found.st_size)
        if version != self._version:
            self._known, self._version = _read(self.path), version
        return self._known

    def add(self, name: str, scopes: Collection[str], now: float) -> str:
        """Make a token for a user, store its hash, and return it; it can't be read again.

        Args:
            now: Seconds since 1970.

        Raises:
            TokenError: The user has a token already, or the name is not valid.
        """
        if not NAME.fullmatch(name):
            raise TokenError(f"{name!r} is no name: take letters, digits and . _ @ - only.")
        known = self.tokens()
        if name in known:
            raise TokenError(f"{name!r} has a token. `callsheet tokens remove {name}` ends it.")
        token = PREFIX + secrets.token_urlsafe(32)
        self._write({**known, name: NamedToken(_hash(token), sorted(scopes), now)})
        return token

    def remove(self, name: str) -> None:
        """Delete a user's token at once. The user's jobs stay, for the next token of that name.

        Raises:
            TokenError: The user has no token.
        """
        known = self.tokens()
        if name not in known:
            raise TokenError(f"{name!r} has no token. `callsheet tokens list` shows who has one.")
        self._write({one: token for one, token in known.items() if one != name})

    async def verify_token(self, token: str) -> VerifiedToken | None:
        """Return the access of the user of this token; None if it is in no entry of the file."""
        hashed = _hash(token)
        for name, known in self.tokens().items():
            if secrets.compare_digest(known.hash, hashed):
                user = User(f"token {name}", known_scopes(known.scopes))
                return grant(token, user, name, ISSUER)
        return None

    def _write(self, tokens: Mapping[str, NamedToken]) -> None:
        entries = {name: asdict(token) for name, token in tokens.items()}
        replace_file(self.path, json.dumps(entries, indent=1))


def _read(path: Path) -> Mapping[str, NamedToken]:
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
        return {name: NamedToken(**entry) for name, entry in entries.items()}
    except (ValueError, TypeError, AttributeError) as error:
        raise TokenError(
            f"{str(path)!r} is damaged, so nobody can sign in with a token. Move it away and add "
            "the tokens again."
        ) from error


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).hexdigest()
