"""Tokens for a small team: a name for each, kept as hashes in a file that only its owner reads."""

import hashlib
import json
import re
import secrets
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field

from callsheet.shared_files import SharedFiles
from callsheet.sign_in.access import VerifiedToken, grant, known_scopes
from callsheet_tools.errors import CallsheetError, JournalUnusable
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
    """The tokens of a team. A change counts from the next request on."""

    files: SharedFiles
    _text: str | None = None
    _known: Mapping[str, NamedToken] = field(default_factory=dict[str, NamedToken])

    async def tokens(self) -> Mapping[str, NamedToken]:
        """Return the tokens by user name, oldest first.

        Raises:
            TokenError: The file is damaged.
            OSError: It can't be read.
            JournalUnusable: It is in a database that does not answer.
        """
        text = await self.files.read(FILE_NAME)
        if text != self._text:
            self._known, self._text = _parse(text), text
        return self._known

    async def add(self, name: str, scopes: Collection[str], now: float) -> str:
        """Make a token for a user, store its hash, and return it; it can't be read again.

        Args:
            now: Seconds since 1970.

        Raises:
            TokenError: The user has a token already, the name is not valid, or the file is damaged.
            OSError: The file can't be read or written.
            JournalUnusable: It is in a database that does not answer.
        """
        if not NAME.fullmatch(name):
            raise TokenError(f"{name!r} is no name: take letters, digits and . _ @ - only.")
        token = PREFIX + secrets.token_urlsafe(32)

        def add(text: str | None) -> str:
            known = _parse(text)
            if name in known:
                raise TokenError(f"{name!r} has a token. `callsheet tokens remove {name}` ends it.")
            return _to_text({**known, name: NamedToken(_hash(token), sorted(scopes), now)})

        await self.files.change(FILE_NAME, add)
        return token

    async def remove(self, name: str) -> None:
        """Delete a user's token at once. The user's jobs stay, for the next token of that name.

        Raises:
            TokenError: The user has no token, or the file is damaged.
            OSError: The file can't be read or written.
            JournalUnusable: It is in a database that does not answer.
        """

        def remove(text: str | None) -> str:
            known = _parse(text)
            if name not in known:
                raise TokenError(
                    f"{name!r} has no token. `callsheet tokens list` shows who has one."
                )
            return _to_text({one: token for one, token in known.items() if one != name})

        await self.files.change(FILE_NAME, remove)

    async def verify_token(self, token: str) -> VerifiedToken | None:
        """Return the access of the user of this token; None if it is in no entry of the file.

        While the file's database does not answer, it counts as it was read last.

        Raises:
            TokenError: The file is damaged.
            OSError: It can't be read.
        """
        hashed = _hash(token)
        with suppress(JournalUnusable):
            await self.tokens()
        for name, known in self._known.items():
            if secrets.compare_digest(known.hash, hashed):
                user = User(f"token {name}", known_scopes(known.scopes))
                return grant(token, user, name, ISSUER)
        return None


def _to_text(tokens: Mapping[str, NamedToken]) -> str:
    return json.dumps({name: asdict(token) for name, token in tokens.items()}, indent=1)


def _parse(text: str | None) -> Mapping[str, NamedToken]:
    try:
        entries = json.loads(text or "{}")
        return {name: NamedToken(**entry) for name, entry in entries.items()}
    except (ValueError, TypeError, AttributeError) as error:
        raise TokenError(
            f"{FILE_NAME!r} is damaged, so nobody can sign in with a token. Move it away and add "
            "the tokens again."
        ) from error


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).hexdigest()
