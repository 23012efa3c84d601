"""An identity provider: it has keys, publishes them, and signs what a test asks for."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx2
import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

ISSUER = "https://login.example/"
KEYS = "https://login.example/keys"


def _rsa() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


@dataclass
class Provider:
    """One RSA and one EC key, both published; and one RSA key that nobody knows."""

    resource: str
    known: rsa.RSAPrivateKey = field(default_factory=_rsa)
    curve: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    stranger: rsa.RSAPrivateKey = field(default_factory=_rsa)
    reads: int = 0
    """How often the keys were asked for."""

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.reads += 1
        assert str(request.url) == KEYS
        return httpx2.Response(200, json={"keys": self.published})

    @property
    def published(self) -> list[Mapping[str, Any]]:
        return [
            RSAAlgorithm.to_jwk(self.known.public_key(), as_dict=True) | {"kid": "rsa"},
            ECAlgorithm.to_jwk(self.curve.public_key(), as_dict=True) | {"kid": "ec"},
            {"kty": "oct", "k": "c2VjcmV0", "kid": "shared", "alg": "HS256"},
        ]

    def claims(self, **changes: Any) -> dict[str, Any]:
        """Of a user who may do all; a change to None leaves a claim out."""
        now = int(time.time())
        whole = {
            "iss": ISSUER,
            "aud": self.resource,
            "sub": "dora",
            "exp": now + 600,
            "iat": now,
            "client_id": "chat",
            "scope": "openid videos:read videos:create spend",
        }
        return {name: value for name, value in (whole | changes).items() if value is not None}

    def token(
        self,
        key: Any = None,
        alg: str = "RS256",
        kid: str | None = "rsa",
        header: Mapping[str, Any] | None = None,
        **changes: Any,
    ) -> str:
        """A signed token with these claims; `header` adds to its head."""
        head = {**(header or {}), **({"kid": kid} if kid else {})}
        return jwt.encode(self.claims(**changes), key or self.known, alg, headers=head)

    def by_hand(self, alg: str, secret: bytes = b"", kid: str = "rsa") -> str:
        """What no library signs: with no signature, or with a public key as a secret."""
        head = _part({"alg": alg, "typ": "JWT", "kid": kid})
        text = f"{head}.{_part(self.claims())}"
        mark = hmac.digest(secret, text.encode(), hashlib.sha256) if secret else b""
        return f"{text}.{_base64(mark)}"

    @property
    def public_pem(self) -> bytes:
        """The RSA key as everybody can read it."""
        return self.known.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def _part(value: Any) -> str:
    return _base64(json.dumps(value).encode())


def _base64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")
