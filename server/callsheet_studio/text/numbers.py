"""Numbers as people write them: `$5.30`, `24,500`, `83 %`, `1.2M`, `-4`, `€3 bn`, `8 min`."""

import re
from dataclasses import dataclass

_SCALES = {
    "K": 1e3,
    "M": 1e6,
    "B": 1e9,
    "T": 1e12,
    "thousand": 1e3,
    "mn": 1e6,
    "million": 1e6,
    "bn": 1e9,
    "billion": 1e9,
    "trillion": 1e12,
}
_NUMBER = re.compile(
    r"""(?:[~≈<>≤≥]\ ?|about\ |around\ )?
    (?P<sign>[-+−–]?)(?P<currency>US\$|CHF\ ?|[$€£¥₹])?(?P<late_sign>[-−]?)
    (?P<digits>\d[\d.,'’ \u00a0\u202f]*\d|\d)
    \s?(?P<unit>%|‰|°\s?[CF]?|[$€£¥₹]|
        (?!(?:st|nd|rd|th|of|or|to|and|out)\b)[^\W\d_]\S{0,13}(?:\ \S{1,8})?)?""",
    re.VERBOSE | re.IGNORECASE,
)
_YEAR = re.compile(r"(?:1\d|20|21)\d\d")
_SEPARATOR = re.compile(r"[.,'’\s]")
_GROUPED = re.compile(r"\d{1,3}(?:(?P<mark>[.,'’\s])\d{3})(?:(?P=mark)\d{3})*")
_THREE_DECIMALS = re.compile(r"\d{1,3}\.\d{3}")


@dataclass(frozen=True)
class Number:
    """A number that was read from a text."""

    value: float
    label: str
    """The number as it was written, with its unit."""
    unit: str
    """What is counted: `$`, `%`, `km`; empty for a bare number."""


def read_number(text: str) -> Number | None:
    """Return the number that a text writes, with its unit or currency (`24,500 km`); None if the
    text is not exactly one number.

    A scale counts into the value and is no unit: `1.2M` is 1,200,000.
    """
    written = text.strip()
    match = _NUMBER.fullmatch(written)
    size = _size(match["digits"]) if match else None
    if match is None or size is None:
        return None
    currency = (match["currency"] or "").strip()
    word, _, rest = (match["unit"] or "").partition(" ")
    scale = _scale(word, currency)
    sign = -1 if {match["sign"], match["late_sign"]} & {"-", "−", "–"} else 1
    unit = rest if scale else f"{word} {rest}".strip()
    return Number(sign * size * (scale or 1.0), written, currency + unit)


def is_year(text: str) -> bool:
    """Return whether a text is a year from 1000 to 2199 and nothing else; spaces around it don't
    matter."""
    return _YEAR.fullmatch(text.strip()) is not None


def _scale(word: str, currency: str) -> float | None:
    """`5 m` are metres and `$5m` are millions."""
    letter = word.upper() if currency or word == "k" else word
    return _SCALES.get(letter) or _SCALES.get(word.lower())


def _size(digits: str) -> float | None:
    """Reads thousands separators of either tradition; `1,5` is one and a half."""
    whole, fraction = _split(digits)
    if _SEPARATOR.search(whole) and not _GROUPED.fullmatch(whole):
        return None
    if fraction and not fraction.isdecimal():
        return None  # `3.5 12`
    return float(f"{_SEPARATOR.sub('', whole)}.{fraction or 0}")


def _split(digits: str) -> tuple[str, str]:
    """The whole part, separators kept, and the fraction."""
    if _GROUPED.fullmatch(digits) and not _THREE_DECIMALS.fullmatch(digits):
        return digits, ""
    last = max(digits.rfind("."), digits.rfind(","))
    return (digits, "") if last < 0 else (digits[:last], digits[last + 1 :])
