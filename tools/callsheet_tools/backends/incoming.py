"""What arrives from a provider, made safe before anything reads it.

An answer is bounded, also after decompression. Its texts, keys of objects among them, are valid
Unicode of which nothing is hidden; its numbers are finite and exact; our own keys are taken out.
"""

import json
import math
import re
import sys
from collections.abc import Collection, Mapping
from typing import Any, cast

import httpx2

from callsheet_tools.sanitize import to_plain

LARGEST_BODY = 4_000_000
"""Bytes of an answer: the 50 clips of a list, with prompts of 2,000 characters, have 600,000."""
LONGEST_TEXT = 50_000
"""Characters of one text."""
LONGEST_KEY = 100
MOST_ITEMS = 2_000
"""Parts of one list or object."""
DEEPEST = 32
EXACT = 2**53 - 1
"""Whole numbers up to here are the same in every reader of JSON (RFC 8259, section 6)."""
REDACTED = "[key]"
UNPARSABLE = (ValueError, RecursionError)
"""What is raised for text that is no JSON, or is nested too deep."""


async def receive(
    answer: httpx2.Response, secrets: Collection[str], most: int = LARGEST_BODY
) -> httpx2.Response:
    """Read a streamed answer and return it with a body that is safe to use.

    Status and headers stay, except those that describe the body. The body is JSON, or text where it
    was not JSON.

    Args:
        secrets: Texts, such as keys, that are removed from the body.
        most: The largest body in bytes; a larger one is cut, so it is no longer JSON.
    """
    body = bytearray()
    async for piece in answer.aiter_bytes():
        body += piece
        if len(body) > most:
            break
    headers = [item for item in answer.headers.items() if not item[0].startswith("content-")]
    text = to_safe_text(bytes(body[:most]), secrets)
    return httpx2.Response(answer.status_code, headers=headers, content=text.encode())


def to_safe_text(body: bytes, secrets: Collection[str]) -> str:
    """Return the JSON or the text in these bytes, without control characters and secrets."""
    safe = _Cleaner(secrets)
    try:
        document = json.loads(body, parse_int=_parse_int, parse_constant=lambda _: None)
    except UNPARSABLE:
        return safe.clean_text(body.decode("utf-8", "replace"), sys.maxsize)
    return json.dumps(safe.clean_value(document, DEEPEST), ensure_ascii=False)


class _Cleaner:
    """Cleans what one account receives."""

    def __init__(self, secrets: Collection[str]) -> None:
        known = "|".join(re.escape(secret) for secret in secrets if secret)
        self._secret = re.compile(known or r"(?!)", re.IGNORECASE)

    def clean_text(self, text: str, longest: int = LONGEST_TEXT) -> str:
        safe = self._secret.sub(REDACTED, to_plain(text))
        return safe if len(safe) <= longest else safe[: longest - 1] + "…"

    def clean_value(self, value: Any, depth: int) -> Any:
        if isinstance(value, str):
            return self.clean_text(value)
        if isinstance(value, float):
            return value if math.isfinite(value) and abs(value) <= EXACT else None
        if depth and isinstance(value, Mapping):
            return self._clean_object(cast("Mapping[str, Any]", value), depth)
        if depth and isinstance(value, list):
            parts = cast("list[Any]", value)[:MOST_ITEMS]
            return [self.clean_value(part, depth - 1) for part in parts]
        return None if isinstance(value, list | Mapping) else value

    def _clean_object(self, value: Mapping[str, Any], depth: int) -> dict[str, Any]:
        parts = [*value.items()][:MOST_ITEMS]
        return {
            " ".join(self.clean_text(key, LONGEST_KEY).split()): self.clean_value(part, depth - 1)
            for key, part in parts
        }


def _parse_int(digits: str) -> int | str:
    """A number that other readers would change is kept as text: it may be an id."""
    number = int(digits) if len(digits) < len(str(EXACT)) + 2 else EXACT + 1
    return number if abs(number) <= EXACT else digits
