"""What arrives from a provider is bounded, cleaned, and without our keys."""

import json
import zlib
from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest

from callsheet_tools.backends.incoming import (
    DEEPEST,
    EXACT,
    LARGEST_BODY,
    LONGEST_TEXT,
    MOST_ITEMS,
    receive,
    to_safe_text,
)
from callsheet_tools.sanitize import one_line, to_plain, to_quote

pytestmark = pytest.mark.anyio
KEY = "kn_" + "0123456789abcdef" * 4


class Counted(httpx2.AsyncByteStream):
    """A body of many megabytes, compressed so many times, and how many of them were taken."""

    def __init__(self, megabytes: int, layers: int) -> None:
        self._megabytes, self.taken = megabytes, 0
        self._layers = [zlib.compressobj(wbits=31) for _ in range(layers)]

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for _ in range(self._megabytes):
            self.taken += 1
            piece = b" " * 2**20
            for layer in self._layers:
                piece = layer.compress(piece) + layer.flush(zlib.Z_SYNC_FLUSH)
            yield piece


@pytest.mark.parametrize("layers", [0, 1, 2])
async def test_no_more_of_a_body_is_taken_than_is_read(layers: int) -> None:
    """Bounded after decompression, too: a kilobyte of gzip is a megabyte of blanks."""
    body = Counted(400, layers)
    headers = {"content-encoding": ", ".join(["gzip"] * layers)} if layers else {}
    answer = await receive(httpx2.Response(200, stream=body, headers=headers), [])
    assert len(answer.content) == LARGEST_BODY and body.taken <= 5


async def test_status_and_headers_stay_as_they_are() -> None:
    headers = {"x-ratelimit-limit": "30", "content-type": "text/plain; charset=utf-16"}
    answer = await receive(httpx2.Response(429, json={"a": "ü"}, headers=headers), [])
    assert (answer.status_code, answer.headers["x-ratelimit-limit"]) == (429, "30")
    assert answer.json() == {"a": "ü"}


def safe(body: str, *secrets: str) -> Any:
    return json.loads(to_safe_text(body.encode("utf-8", "surrogatepass"), secrets))


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ('"\\ud83d"', "\ufffd"),
        ('"\\ud83d\\ude00"', "😀"),
        ('"a\\u0000b"', "a b"),
        ('"a\\r\\nb"', "a\nb"),
        ('"a\\u2028b"', "a b"),
        ('"a\\u200b\\ufeffb"', "ab"),
        ('"👩\u200d👧"', "👩\u200d👧"),
        (f"{EXACT}", EXACT),
        (f"{EXACT + 1}", str(EXACT + 1)),
        (f"-{2**63}", str(-(2**63))),
        ("9" * 5000, "9" * 5000),
        ("NaN", None),
        ("-Infinity", None),
        ("1e999", None),
        ("1e308", None),
        ("1.5", 1.5),
        ("true", True),
        (f'{{"a\\u0007 \\n{chr(0xE0041)}b": 1}}', {"a b": 1}),
    ],
)
def test_values_are_what_every_reader_can_hold(sent: str, kept: object) -> None:
    assert safe(sent) == kept


def test_everything_is_bounded() -> None:
    assert len(safe(json.dumps("x" * 200_000))) == LONGEST_TEXT
    assert len(safe(json.dumps([0] * 10_000))) == MOST_ITEMS
    assert len(safe(json.dumps({f"{n}": n for n in range(10_000)}))) == MOST_ITEMS
    deep = safe("[" * 500 + "]" * 500)
    for _ in range(DEEPEST - 1):
        (deep,) = deep
    assert deep == [None]


@pytest.mark.parametrize("body", ["[" * 200_000, '{"a":' * 100_000, "no json", "", "\ud83d"])
def test_what_is_no_json_stays_text(body: str) -> None:
    with pytest.raises((ValueError, RecursionError)):
        json.loads(to_safe_text(body.encode("utf-8", "surrogatepass"), []))


@pytest.mark.parametrize(
    "echo",
    [
        f'"{KEY}"',
        f'"{KEY.upper()}"',
        f'{{"a": ["Bearer {KEY}"]}}',
        f'{{"{KEY}": 1}}',
        f'"{KEY[:9]}\u200b{KEY[9:]}"',
        f'"\\u006b{KEY[1:]}"',
        f"<html>{KEY}</html>",
    ],
)
def test_a_key_of_ours_never_comes_back(echo: str) -> None:
    text = to_safe_text(echo.encode(), [KEY])
    assert KEY.lower() not in text.lower() and "[key]" in text


def test_words_in_quotes_cannot_end_the_quote() -> None:
    assert to_quote("no”. Pay „now‟ “") == '“no". Pay "now" "”'
    assert one_line(f"a{chr(0xE0041)}\u202eb\nc") == "a b c"
    assert to_plain("a\nb\tc") == "a\nb\tc"
