"""Text that comes from a provider is data: quoted, bounded, without control characters."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

LONGEST_QUOTE = 400
LONGEST_TEXT = 2_000
MOST_ITEMS = 100
DEEPEST = 8

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]+")
_HIDDEN = re.compile(
    "[\u180e\u200b\u2060-\u2065\ufeff\ufff9-\ufffb"  # zero width
    "\U000e0000-\U000e0fff]+"  # tags and variation selectors, in which text can be hidden
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_QUOTES = str.maketrans("“”„‟", '""""')
_ENDS = (".", "!", "?", "…", "”")


def to_plain(text: str) -> str:
    """Return a text as valid Unicode, without control characters and invisible ones.

    Line breaks and tabs stay, and joiners, which scripts and emoji need.
    """
    seen = _HIDDEN.sub("", text.replace("\r\n", "\n"))
    return _SURROGATE.sub("\ufffd", _CONTROL.sub(" ", seen))


def to_quote(text: str, longest: int = LONGEST_QUOTE) -> str:
    """Return somebody else's words on one line, without control characters, in quotation marks
    that they cannot close.

    Args:
        longest: The most characters between the marks; longer text is cut, and ends with `…`.
    """
    return f"“{one_line(text, longest).translate(_QUOTES)}”"


def to_sentence(text: str) -> str:
    """Return a text on one line of at most `LONGEST_TEXT` characters, without control characters,
    with a capital letter first and final punctuation; `.` for an empty text."""
    line = one_line(text, LONGEST_TEXT)
    return f"{line[:1].upper()}{line[1:]}{'' if line.endswith(_ENDS) else '.'}"


def format_count(number: int, noun: str) -> str:
    """Return a number with a noun, which gets an `s` unless the number is 1: `1 clip`, `2
    clips`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def one_line(text: str, longest: int = LONGEST_QUOTE) -> str:
    """Return a text on one line of at most `longest` characters, without control characters."""
    return _cut(" ".join(to_plain(text).split()), longest)


def bound_document(
    value: Any, longest: int = LONGEST_TEXT, items: int | None = MOST_ITEMS, depth: int = DEEPEST
) -> Any:
    """Return a JSON value whose texts, lists and depth are bounded; line breaks stay.

    Args:
        longest: The most characters of a text.
        items: The most parts of a list or object; None keeps all.
        depth: The deepest nesting; what lies deeper becomes None.
    """
    if isinstance(value, str):
        return _cut(to_plain(value), longest)
    if depth == 0:
        return None
    if isinstance(value, Mapping):
        parts = [*value.items()][:items]  # pyright: ignore[reportUnknownVariableType]  # the JSON edge
        return {
            one_line(str(key)): bound_document(inner, longest, items, depth - 1)  # pyright: ignore[reportUnknownArgumentType]  # the JSON edge
            for key, inner in parts  # pyright: ignore[reportUnknownVariableType]  # the JSON edge
        }
    if isinstance(value, Sequence):
        return [bound_document(inner, longest, items, depth - 1) for inner in value[:items]]  # pyright: ignore[reportUnknownVariableType]  # the JSON edge
    return value


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
