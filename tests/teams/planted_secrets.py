"""Secrets that a test plants, and what is left of the work in which they were used."""

import base64
import re
import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from functools import partial

import httpx2

PREFIX = re.compile(r"callsheet_|kn_|kv_partner_|sk-|")
"""How keys begin; it tells nothing of a key."""
FRAGMENT = 16
"""Characters of a secret that give too much of it away."""


def _planted() -> dict[str, str]:
    """All but what others give out: tokens of users."""
    random = partial(secrets.token_hex, 32)
    return {
        "the operator's Knowlify key": f"kn_{random()}",
        "the operator's Knightvision key": f"kv_partner_{random()}",
        "alice's Knightvision key": f"kv_partner_{random()}",
        "dora's Knowlify key": f"kn_{random()}",
        "a key that was refused": f"sk-{random()}",
        "the key for users' keys": random(),
        "the owner's token": random(),
        "a token that nobody has": f"callsheet_{random()}",
        "a token in an address": random(),
        "the key of the language model": f"sk-{random()}",
        "the password of the database": random(),
        "the collector's key": random(),
    }


@dataclass
class Planted:
    """The secrets of a team, by name."""

    of: dict[str, str] = field(default_factory=_planted)

    def __getitem__(self, name: str) -> str:
        return self.of[name]

    def plant(self, name: str, secret: str) -> str:
        """One more; returned as it is."""
        self.of[name] = secret
        return secret

    def found_in(self, content: bytes) -> list[str]:
        """Names of those of which a part is in there, as it is or in base64."""
        return [
            name
            for name, secret in self.of.items()
            if any(form in content for form in _forms(secret))
        ]


def _forms(secret: str) -> list[bytes]:
    text = PREFIX.sub("", secret, count=1).encode()
    parts = [text[n : n + FRAGMENT] for n in range(0, len(text) - FRAGMENT + 1, FRAGMENT)]
    # As it lies in the base64 of a longer text, without the characters that share bits with others.
    encoded = [base64.b64encode(b"x" * n + text)[4 : 4 + FRAGMENT] for n in range(3)]
    return [*parts, *encoded]


@dataclass
class Evidence:
    """What is left, by where it is."""

    answers: bytearray = field(default_factory=bytearray)
    """Heads and bodies of all that clients were answered."""
    logs: bytes = b""
    traces: bytes = b""
    metrics: bytes = b""
    database: bytes = b""
    files: bytes = b""


class RecordingTransport(httpx2.AsyncBaseTransport):
    """Keeps every answer while it is read, head and body."""

    def __init__(self, answers: bytearray) -> None:
        self._answers = answers
        self._inner = httpx2.AsyncHTTPTransport()

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        answer = await self._inner.handle_async_request(request)
        self._answers += repr(answer.headers.raw).encode()
        assert isinstance(answer.stream, httpx2.AsyncByteStream)
        answer.stream = _Kept(answer.stream, self._answers)
        return answer

    async def aclose(self) -> None:
        await self._inner.aclose()


@dataclass
class _Kept(httpx2.AsyncByteStream):
    inner: httpx2.AsyncByteStream
    answers: bytearray

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self.inner:
            self.answers += part
            yield part

    async def aclose(self) -> None:
        await self.inner.aclose()
