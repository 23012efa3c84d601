"""Provider keys of users: set by them, read by nobody, kept encrypted with the operator's key."""

import base64
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from pydantic import SecretStr, TypeAdapter, ValidationError

from callsheet.settings import KnightvisionKey, KnowlifyKey
from callsheet_tools.backends.backend import Provider, account_of
from callsheet_tools.errors import CallsheetError
from callsheet_tools.private_files import replace_file

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
    """The keys of a home's users. A user's keys are theirs alone, whoever else has the file."""

    root: Path
    """The users' folders."""
    cipher: AESGCM

    @classmethod
    def of(cls, home: Path, secret: SecretStr) -> "UserKeys":
        """Of this home, with the operator's secret text."""
        derive = HKDF(SHA256(), length=32, salt=None, info=PURPOSE)
        return cls(home / "users", AESGCM(derive.derive(secret.get_secret_value().encode())))

    def put(self, subject: str, provider: Provider, key: str) -> None:
        """Keep a user's key in place of the one before.

        Raises:
            KeyRefused: It has not the shape of this provider's keys.
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
        self._write(subject, {**self._read(subject), provider: base64.b64encode(sealed).decode()})

    def remove(self, subject: str, provider: Provider) -> None:
        """Forget a user's key."""
        known = self._read(subject)
        self._write(subject, {name: one for name, one in known.items() if name != provider})

    def has(self, subject: str, provider: Provider) -> bool:
        """Whether a user has set one."""
        return provider in self._read(subject)

    def get(self, subject: str, provider: Provider) -> SecretStr | None:
        """A user's key, for calls to its provider; None: they have set none.

        Raises:
            KeyRefused: It was kept with another secret of the operator's, or changed.
        """
        kept = self._read(subject).get(provider)
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

    def _read(self, subject: str) -> dict[str, str]:
        try:
            return json.loads(self._path(subject).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}

    def _write(self, subject: str, kept: Mapping[str, str]) -> None:
        replace_file(self._path(subject), json.dumps(kept))

    def _path(self, subject: str) -> Path:
        return self.root / account_of(subject) / FILE_NAME


def _bound_to(subject: str, provider: str) -> bytes:
    """What a key is sealed for: copied into another's file, it opens nothing."""
    return f"{subject}\0{provider}".encode()
