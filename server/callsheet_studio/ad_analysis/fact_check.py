"""Whether a text keeps to its material: the numbers and the quotations in it stand there.

A net, not a proof: what is said in words alone is not judged.
"""

import re
from collections.abc import Iterator

_NUMBER = re.compile(r"#[0-9a-fA-F]{6}\b|\d+(?:[.,:]\d+)*")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_CLOCK = re.compile(r"(\d{1,6}):(\d\d)")
_QUOTED = re.compile(r"“([^”]+)”|\"([^\"]+)\"")


def unsupported_claims(text: str, material: str) -> list[str]:
    """Return the numbers and quotations of a text that do not occur in `material`, as they are
    written.

    A rounded number counts as the same: for 6.03 s in the material, 6.0 s and 6 s are supported.
    """
    return [*_numbers(text, material), *_quotations(text, material)]


def _numbers(text: str, material: str) -> Iterator[str]:
    known = set(_NUMBER.findall(material))
    values = [value for number in known if (value := _value(number)) is not None]
    for number in dict.fromkeys(_NUMBER.findall(text)):
        value = _value(number)
        near = 0.5 * 10.0 ** -_decimals(number) + 1e-9
        rounded = value is not None and any(abs(each - value) <= near for each in values)
        if number not in known and not rounded:
            yield number


def _value(number: str) -> float | None:
    """Times such as 0:07 in seconds; None for a color, a ratio, a version."""
    if clock := _CLOCK.fullmatch(number):
        return int(clock[1]) * 60.0 + int(clock[2])
    plain = number.replace(",", "") if _GROUPED.fullmatch(number) else number.replace(",", ".")
    try:
        return float(plain)
    except ValueError:
        return None


def _decimals(number: str) -> int:
    return len(number.partition(".")[2])


def _quotations(text: str, material: str) -> Iterator[str]:
    said = _words(material)
    for match in _QUOTED.finditer(text):
        if _words(match[1] or match[2]) not in said:
            yield match[0]


def _words(text: str) -> str:
    """Words alone, whatever stands between them; each with a space on both sides."""
    words = re.findall(r"\w+", text.casefold())
    return f" {' '.join(words)} "
