"""Provider keys of users: set by them, read by nobody, kept encrypted with the operator's key."""

import base64
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pydantic import SecretStr, TypeAdapter, ValidationError

from callsheet.settings import KnightvisionKey, KnowlifyKey
from callsheet.shared_files import SharedFiles
from callsheet_tools.backends.backend import Provider, account_of
from callsheet_tools.errors import CallsheetError

FILE_NAME = "keys.json"
LONGEST = 1_000
"""Characters of a key."""
NONCE_BYTES = 12
"""Of AES-GCM (NIST SP 800-38D, 5.2.1.1)."""
PURPOSE = b"callsheet provider keys of users"
SHAPES: Mapping[Provider, TypeAdapter[SecretStr]] = {
    "knowlify": TypeAdapter(KnowlifyKey),
    "knightvision": TypeAdapter(KnightvisionKey),
}


class KeyRefused(CallsheetError):
    """The key is not kept; the text says what a right one looks like, and not what was sent."""


@dataclass(frozen=True)
class UserKeys:
    """The keys of a team's users. A user's keys are theirs alone, whoever else has the file."""

    files: SharedFiles
    cipher: AESGCM
    known: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]], repr=False)
    """The sealed keys of a user by provider, as they were loaded last."""

    @classmethod
    def of(cls, files: SharedFiles, secret: SecretStr) -> "UserKeys":
        """Return the keys in these files, sealed with the operator's secret text."""
        derive = HKDF(SHA256(), length=32, salt=None, info=PURPOSE)
        return cls(files, AESGCM(derive.derive(secret.get_secret_value().encode())))

    async def put(self, subject: str, provider: Provider, key: str) -> None:
        """Keep a user's key, sealed, in place of the one before.

        Raises:
            KeyRefused: It has not the shape of this provider's keys.
            OSError: The keys are in a file that can't be read or written.
            JournalUnusable: They are in a database that does not answer.
        """
        if len(key) > LONGEST:
            raise KeyRefused(f"The key is longer than {LONGEST} characters.")
        try:
            SHAPES[provider].validate_python(key)
        except ValidationError as error:
            rule = error.errors()[0].get("ctx", {}).get("error", "is none")
            raise KeyRefused(f"The key {rule}.") from None
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealed = nonce + self.cipher.encrypt(nonce, key.encode(), _bound_to(subject, provider))
        text = base64.b64encode(sealed).decode()
        await self.files.change(
            _file_of(subject), lambda before: json.dumps({**_parse(before), provider: text})
        )

    async def remove(self, subject: str, provider: Provider) -> None:
        """Forget a user's key, if there is one.

        Raises:
            OSError: The keys are in a file that can't be read or written.
            JournalUnusable: They are in a database that does not answer.
        """

        def remove(before: str | None) -> str:
            return json.dumps(
                {name: one for name, one in _parse(before).items() if name != provider}
            )

        await self.files.change(_file_of(subject), remove)

    async def has(self, subject: str, provider: Provider) -> bool:
        """Return whether a user has set a key for this provider, as it is now.

        Raises:
            OSError: The keys are in a file that can't be read.
            JournalUnusable: They are in a database that does not answer.
        """
        await self.load(subject)
        return provider in self.known[subject]

    async def load(self, subject: str) -> None:
        """Read what keys a user has set, for `get`.

        Raises:
            OSError: The keys are in a file that can't be read.
            JournalUnusable: They are in a database that does not answer.
        """
        self.known[subject] = _parse(await self.files.read(_file_of(subject)))

    def get(self, subject: str, provider: Provider) -> SecretStr | None:
        """Return a user's key as it was at the last `load`, which must have been called, for calls
        to its provider; None: they have set none.

        Raises:
            KeyRefused: It was kept with another secret of the operator's, or changed.
        """
        kept = self.known[subject].get(provider)
        if kept is None:
            return None
        try:
            sealed = base64.b64decode(kept)
            nonce, rest = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
            key = self.cipher.decrypt(nonce, rest, _bound_to(subject, provider))
        except (ValueError, InvalidTag) as error:
            raise KeyRefused(
                "The key that the user set for this provider can't be read any more. Ask them to "
                "set it again; nothing is bought with another's meanwhile."
            ) from error
        return SecretStr(key.decode())


def _file_of(subject: str) -> str:
    return f"users/{account_of(subject)}/{FILE_NAME}"


def _parse(text: str | None) -> dict[str, str]:
    return json.loads(text or "{}")


def _bound_to(subject: str, provider: str) -> bytes:
    """What a key is sealed for: copied into another's file, it opens nothing."""
    return f"{subject}\0{provider}".encode()
