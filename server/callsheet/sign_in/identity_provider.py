"""Access tokens of an identity provider: JWTs that its published keys verify (RFC 9068, 7519)."""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from logging import getLogger
from typing import Any, cast
from urllib.parse import urlsplit

import anyio
import httpx2
import jwt

from callsheet.settings import is_loopback
from callsheet.sign_in.access import VerifiedToken, grant, known_scopes
from callsheet_tools.toolkit.user import User

ALGORITHMS = (
    *("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"),
    *("ES256", "ES384", "ES512", "EdDSA"),
)
"""Signatures with a private key. `none` and shared secrets (HS…) are left out: a public key must
never pass for a secret (RFC 8725, 3.1)."""
TYPES = (None, "jwt", "at+jwt", "application/at+jwt")
"""What `typ` may say, in small letters (RFC 9068, 2.1); other JWTs are for something else."""
LEEWAY = 30
"""Seconds that clocks may differ."""
LARGEST = 256_000
"""Bytes of a set of keys."""
MOST_KEYS = 100
STALE = 3_600.0
"""Seconds after which keys are read again, so that one that was taken back stops counting."""
PAUSE = 30.0
"""Seconds between two reads, however many unknown keys tokens name."""
PATIENCE = 10.0

logger = getLogger(__name__)


@dataclass(frozen=True)
class Issuer:
    """Whose tokens count, and for what."""

    issuer: str
    audience: str
    keys_url: str


@dataclass
class KeySet:
    """The provider's public keys (JWKS, RFC 7517), read when they are needed."""

    url: str
    transport: httpx2.AsyncBaseTransport | None = None
    clock: Callable[[], float] = time.monotonic
    _keys: tuple[jwt.PyJWK, ...] = ()
    _read_at: float = float("-inf")
    _tried_at: float = float("-inf")
    _reading: anyio.Lock = field(default_factory=anyio.Lock)

    async def find(self, key_id: str | None) -> jwt.PyJWK | None:
        """Return the provider's public key with this id, read again if
        needed; None if there is none.

        A token without a key id means the only key.
        """
        if not self._is_known(key_id):
            async with self._reading:
                if not self._is_known(key_id):
                    await self._read_again()
        return self._find_key(key_id)

    def _is_known(self, key_id: str | None) -> bool:
        """Whether the key can be used without a read, so that its calls wait for none."""
        return self.clock() - self._read_at <= STALE and self._find_key(key_id) is not None

    def _find_key(self, key_id: str | None) -> jwt.PyJWK | None:
        if key_id is None:
            return self._keys[0] if len(self._keys) == 1 else None
        return next((key for key in self._keys if key.key_id == key_id), None)

    async def _read_again(self) -> None:
        if self.clock() - self._tried_at < PAUSE:
            return
        self._tried_at = self.clock()
        try:
            self._keys = _parse_keys(await self._fetch())
            self._read_at = self.clock()
        except (httpx2.HTTPError, ValueError) as error:
            logger.warning("The keys of the identity provider cannot be read: %s", error)
            if self.clock() - self._read_at > 2 * STALE:
                self._keys = ()

    async def _fetch(self) -> bytes:
        async with (
            httpx2.AsyncClient(
                timeout=PATIENCE,
                transport=self.transport,
                trust_env=not is_loopback(urlsplit(self.url).hostname),
                follow_redirects=False,
            ) as http,
            http.stream("GET", self.url, headers={"Accept-Encoding": "identity"}) as answer,
        ):
            answer.raise_for_status()
            if answer.headers.get("content-encoding", "identity") != "identity":
                raise ValueError("they are compressed in a way that was not asked for")
            content = bytearray()
            async for piece in answer.aiter_bytes():
                content += piece
                if len(content) > LARGEST:
                    raise ValueError(f"they have more than {LARGEST:,} bytes")
        return bytes(content)


@dataclass(frozen=True)
class IdentityProvider:
    """Verifies the access tokens of one issuer for this server."""

    issuer: Issuer
    keys: KeySet

    async def verify_token(self, token: str) -> VerifiedToken | None:
        """Return the access of the user of this token; None if it is not valid here."""
        try:
            header = jwt.get_unverified_header(token)
            if not _may_count(header):
                return None
            key = await self.keys.find(header.get("kid"))
            claims = self._claims(token, key) if key else None
        except jwt.PyJWTError as error:
            logger.info("An access token is refused: %s", error)
            return None
        return self._access(token, claims) if claims else None

    def _claims(self, token: str, key: jwt.PyJWK) -> Mapping[str, Any]:
        return jwt.decode(
            token,
            key,
            algorithms=ALGORITHMS,
            issuer=self.issuer.issuer,
            audience=self.issuer.audience,
            leeway=LEEWAY,
            options={"require": ["exp", "iss", "aud", "sub"]},
        )

    def _access(self, token: str, claims: Mapping[str, Any]) -> VerifiedToken | None:
        subject, issuer = claims["sub"], self.issuer.issuer
        if not isinstance(subject, str) or not subject:
            return None
        user = User(f"{issuer} {subject}", known_scopes(_scopes(claims)))
        client = claims.get("client_id") or claims.get("azp") or "client"
        return grant(token, user, str(client), issuer, can_get_more=True)


def _may_count(header: Mapping[str, Any]) -> bool:
    kind, key_id = header.get("typ"), header.get("kid")
    typed = kind.lower() if isinstance(kind, str) else kind
    named = key_id is None or isinstance(key_id, str)
    return header.get("alg") in ALGORITHMS and typed in TYPES and named


def _scopes(claims: Mapping[str, Any]) -> list[str]:
    """`scope` is a text (RFC 8693, 4.2); some providers have a list, or call it `scp`."""
    value = claims.get("scope", claims.get("scp", ""))
    if isinstance(value, str):
        return value.split()
    return [str(one) for one in cast("list[object]", value)] if isinstance(value, list) else []


def _parse_keys(content: bytes) -> tuple[jwt.PyJWK, ...]:
    """The keys that verify signatures; others in the set, and kinds not known here, are left out.

    Raises:
        ValueError: It is no set of keys, or none of them can be used.
    """
    try:
        entries: list[Any] = [*json.loads(content)["keys"]]
    except (TypeError, KeyError) as error:
        raise ValueError("there is no list of keys") from error
    keys = [_parse_key(entry) for entry in entries[:MOST_KEYS]]
    usable = tuple(key for key in keys if key and key.algorithm_name in ALGORITHMS)
    if not usable:
        raise ValueError("no key in it can be used")
    return usable


def _parse_key(entry: Any) -> jwt.PyJWK | None:
    if not isinstance(entry, dict) or cast("dict[str, Any]", entry).get("use", "sig") != "sig":
        return None
    try:
        return jwt.PyJWK.from_dict(cast("dict[str, Any]", entry))
    except jwt.PyJWTError:
        return None
