"""Numbers as they are written in a picture."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from callsheet_studio.drawing.line_breaking import is_rtl
from callsheet_studio.storyboard.model import Item
from callsheet_studio.storyboard.scene_kinds import is_date
from callsheet_studio.text.language_names import is_english
from callsheet_studio.text.numbers import is_year

_POINTS = " points"
"""Behind a difference of percentages."""
_NUMBER = re.compile(r"[-+\u2212]?\d[\d,.\u00a0\u202f ]*\d|[-+\u2212]?\d")
_BARE = re.compile(r"(?<![\d.,])\d{5,}")
"""More digits than are read at a glance."""
_HYPHEN = re.compile(r"(?<!\w)-(?=[^\w\s]?\d)")
"""Where a minus is meant."""
_LETTERS = {"thousand": "K", "million": "M", "billion": "B", "trillion": "T"}
_SCALE_WORDS = re.compile(rf"(?<=\d)\s?({'|'.join(_LETTERS)})\b", re.IGNORECASE)
_SCALES = ((1e12, "T"), (1e9, "B"), (1e6, "M"))
_NOW = {"now", "today"}
_GROUPED = 10_000
"""From here on thousands are separated."""
WHOLE = 100.0
_TIMES = 3.0
"""From here on a change is told as a multiple."""
_ROMAN = (
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


def format_value(item: Item) -> str:
    """Return an item's number as its label has it, with separators between thousands; without a
    label, the plain value."""
    if item.label is None:
        return format_plain(item.value or 0.0)
    text = _BARE.sub(lambda digits: f"{int(digits[0]):,}", item.label)
    return _HYPHEN.sub("\u2212", text)


def short(item: Item) -> str:
    """Return an item's number as `format_value` does, but from a million on in three digits:
    `4.52M`."""
    text, value = _SCALE_WORDS.sub(_letter, format_value(item)), abs(item.value or 0.0)
    match = _NUMBER.search(text)
    scale = next((scale for scale in _SCALES if value >= scale[0]), None)
    if not match or not scale or _digits(match[0]) != value:
        return text
    sign = match[0][0] if match[0][0] in "+-\u2212" else ""
    rounded = f"{value / scale[0]:.3g}"
    return f"{text[: match.start()]}{sign}{rounded}{scale[1]}{text[match.end() :]}"


def _letter(word: re.Match[str]) -> str:
    return _LETTERS[word[1].lower()]


def format_plain(value: float) -> str:
    """Return a number with thousands separated and at most two decimals,
    without zeros at the end, and with a real minus sign (U+2212)."""
    text = f"{value:,.2f}".rstrip("0").rstrip(".")
    return text.replace("-", "\u2212")


def count_to(label: str, share: float) -> str:
    """Return a label while its number counts up: with the number multiplied by `share` (0 to 1), so
    `$2.65` on the way to `$5.30`.

    Unchanged if the label has no number.
    """
    match = _NUMBER.search(label)
    if not match or share >= 1:
        return label
    digits = match[0].replace(",", "").replace("\u2212", "-")
    try:
        value = float(digits)
    except ValueError:
        return label
    decimals = len(digits.partition(".")[2])
    grouped = "," if "," in match[0] else ""
    text = f"{value * share:{grouped}.{decimals}f}".replace("-", "\u2212")
    return label[: match.start()] + text + label[match.end() :]


def rescale_label(label: str, factor: float) -> str:
    """Return a label with its number multiplied by `factor`, in as few digits as needed: `$10M`.

    Unchanged if the label has no number.
    """
    match = _NUMBER.search(label)
    size = _digits(match[0]) if match else None
    if not match or size is None:
        return label
    sign = -1 if match[0][0] in "-\u2212" else 1
    value = sign * size * factor
    grouped = "," if "," in match[0] or abs(value) >= _GROUPED else ""
    text = f"{value:{grouped}.6f}".rstrip("0").rstrip(".")
    text = "0" if text in {"-0", ""} else text.replace("-", "\u2212")
    return label[: match.start()] + text + label[match.end() :]


@dataclass(frozen=True)
class ValueChange:
    """The change from an earlier to a later value, as text."""

    text: str
    rises: bool
    short: str | None = None
    """The same without the names of the two values, for where there is little room; None: `text`
    has no names."""


def format_change(items: Sequence[Item]) -> ValueChange | None:
    """Return the change from the first to the last item: `−83%`, `×27`, or
    `+8 points` of percentages.

    None if the items are not moments in time, begin at or below zero, or end where they began.
    """
    if len(items) < 2 or not all(_is_moment(item.text) for item in items):
        return None
    first, last = items[0].value or 0.0, items[-1].value or 0.0
    if first <= 0 or last < 0 or first == last:
        return None
    in_percent = all("%" in (item.label or "") for item in items)
    text = _points(last - first) if in_percent else _ratio(last / first)
    return ValueChange(text, last > first) if text else None


def difference(items: Sequence[Item], highlight: str | None) -> ValueChange | None:
    """Return the change from the item before the highlighted one to the highlighted one: `Q3 → Q4:
    +$1.2M`.

    None if nothing is highlighted, the first item is, the items are not moments in time, or nothing
    changed.

    Args:
        highlight: The text of the highlighted item.
    """
    name = (highlight or "").strip().casefold()
    found = next((n for n, item in enumerate(items) if name == item.text.casefold()), 0)
    if not found or not all(_is_moment(item.text) for item in items):
        return None
    before, after = items[found - 1], items[found]
    change = (after.value or 0.0) - (before.value or 0.0)
    if not change or not after.value:
        return None
    if "%" in format_value(after):
        amount = _points(change)
    else:
        size = rescale_label(format_value(after).replace("\u2212", ""), abs(change / after.value))
        amount = ("+" if change > 0 else "\u2212") + size
    arrow = "\u2190" if is_rtl(after.text) else "\u2192"
    return ValueChange(f"{before.text} {arrow} {after.text}: {amount}", change > 0, amount)


def step_change(item: Item) -> str | None:
    """Return the change of an item from its earlier value (`before`): `−0.9 points`, `−29%` or
    `×27`.

    None if it has no earlier value, nothing changed, or there is no ratio because a value is
    negative or the earlier one zero.
    """
    before, after = item.before, item.value
    if before is None or after is None or before == after:
        return None
    if "%" in format_value(item):
        return _points(after - before)
    return _ratio(after / before) if before > 0 and after >= 0 else None


def in_language(amount: str, language: str) -> str:
    """Return the text of a change, in a film that is not in English without the English word
    `points`.

    Args:
        language: A BCP 47 tag.
    """
    return amount if is_english(language) else amount.removesuffix(_POINTS)


def whole_of(items: Sequence[Item]) -> float | None:
    """Return 100.0 if the items' values are percentages that are parts of one whole; else None."""
    values = [item.value or 0.0 for item in items]
    percentages = all("%" in (item.label or "") for item in items) and min(values) >= 0
    return WHOLE if percentages and abs(sum(values) - WHOLE) <= 1 else None


def decimal_place(text: str) -> int:
    """Return how many characters of a text stand before the decimal mark of its first number, or
    before its unit; all of them if it has neither, or no number.

    A comma before exactly three digits groups them (`1,234`) unless the number begins with 0, and
    a mark that comes twice groups too. A single point is the decimal mark.
    """
    match = _NUMBER.search(text)
    if not match:
        return len(text)
    marks = [n for n, char in enumerate(match[0]) if char in ".,"]
    last = marks[-1] if marks else None
    grouped = last is not None and len(match[0]) - last == 4 and not match[0].startswith("0")
    several = last is not None and match[0].count(match[0][last]) > 1
    if last is None or several or (grouped and match[0][last] == ","):
        return match.end()
    return match.start() + last


def roman(number: int) -> str:
    """Return a number from 1 on as a Roman numeral; empty for smaller ones."""
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text


def _digits(text: str) -> float | None:
    """The size of a number that is nothing but digits, separated or not."""
    digits = text.lstrip("+-\u2212").replace(",", "")
    try:
        return float(digits)
    except ValueError:
        return None


def _is_moment(text: str) -> bool:
    return is_year(text) or is_date(text) or text.strip().lower() in _NOW


def _points(difference: float) -> str:
    return f"{_with_sign(round(difference, 1))}{_POINTS}"


def _ratio(ratio: float) -> str | None:
    """None for what rounds to nothing."""
    if ratio >= _TIMES:
        return f"\u00d7{ratio:.2g}" if ratio < 10 else f"\u00d7{ratio:,.0f}"
    percent = round(100 * (ratio - 1))
    return f"{_with_sign(percent)}%" if percent else None


def _with_sign(value: float) -> str:
    return f"{value:+g}".replace("-", "\u2212")
