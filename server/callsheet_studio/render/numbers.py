"""Numbers as they are written in a picture."""

import re

from callsheet_studio.script.storyboard import Item

_NUMBER = re.compile(r"[-+\u2212]?\d[\d,.\u00a0\u202f ]*\d|[-+\u2212]?\d")


def written(item: Item) -> str:
    """An item's number as its label says, else plainly."""
    return item.label or plain(item.value or 0.0)


def plain(value: float) -> str:
    """With thousands separated, and no more decimals than it has, at most two."""
    text = f"{value:,.2f}".rstrip("0").rstrip(".")
    return text.replace("-", "\u2212")


def counting(label: str, share: float) -> str:
    """A label with its number at `share` of its value: `$2.65` on the way to `$5.30`."""
    found = _NUMBER.search(label)
    if not found or share >= 1:
        return label
    digits = found[0].replace(",", "").replace("\u2212", "-")
    try:
        value = float(digits)
    except ValueError:
        return label
    decimals = len(digits.partition(".")[2])
    grouped = "," if "," in found[0] else ""
    text = f"{value * share:{grouped}.{decimals}f}".replace("-", "\u2212")
    return label[: found.start()] + text + label[found.end() :]
