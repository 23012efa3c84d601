"""Numbers keep their unit and their sense, and those that also stand elsewhere are named."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from callsheet_studio.edits.texts import scene_texts
from callsheet_studio.storyboard.model import Item, Scene, Storyboard
from callsheet_studio.storyboard.scene_kinds import is_date
from callsheet_studio.text.numbers import read_number

MOST_PLACES = 12
"""Places that a sentence lists."""
NUMBER = re.compile(r"(?<![\w.,])[-−]?[$€£¥₹]?(\d[\d,]*(?:\.\d+)?)(?!\d|[.,]\d)")
"""A number in a text, with its digits as a group: `6.3` in `$6.3M`, never in `16.3` or `6.35`."""
_DIGITS = re.compile(r"\d[\d.,'’ \u00a0\u202f]*\d|\d")
_BARE = re.compile(r"[-−]?\d[\d.,]*")
_RISING = re.compile(
    r"\b(?:grew|grow(?:s|ing|th)?|r[io]se(?:s|n)?|rising|increas\w+|climb\w*|gain(?:s|ed)?|"
    r"up|higher|doubled|tripled)\b",
    re.IGNORECASE,
)
_FALLING = re.compile(
    r"\b(?:fell|falls?|fall(?:en|ing)|dropp?(?:s|ed|ing)?|declin\w+|decreas\w+|shr[iau]nk\w*|"
    r"halved|came down|down|lower|lost|loses)\b",
    re.IGNORECASE,
)
_EVERY = re.compile(r"\b(?:every|each|steadily|always)\b", re.IGNORECASE)
_SMALL = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen
"""
_ONES = tuple(_SMALL.split())
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SCALES = ((1_000_000_000, "billion"), (1_000_000, "million"), (1000, "thousand"), (100, "hundred"))


def keep_units(old: Scene, new: Scene) -> tuple[Scene, list[str]]:
    """Give a value that is written bare the unit that it had, unless all lose theirs."""
    known = {item.text: item for item in old.items}
    kept = any(item.label and not _is_bare(item.label) for item in new.items)
    notes = list[str]()
    items = list[Item]()
    for item in new.items:
        label = _with_unit(known.get(item.text), item, kept)
        if label:
            notes.append(f"{item.text!r} keeps its unit: {label}.")
            item = set_value(item, label)
        items.append(item)
    return new.model_copy(update={"items": tuple(items)}), notes


def set_value(item: Item, written: str) -> Item:
    """The item with this number, written so; a bare one keeps the item's unit."""
    written = with_unit(item.label or "", written)
    number = read_number(written)
    return item.model_copy(update={"value": number and number.value, "label": written})


def with_unit(label: str, written: str) -> str:
    """`6.5` in the manner of `$6.3M`: `$6.5M`; what has a unit stays."""
    old = _DIGITS.search(label)
    if not _is_bare(written) or not old:
        return written
    return f"{label[: old.start()]}{written}{label[old.end() :]}"


def _is_bare(written: str) -> bool:
    return _BARE.fullmatch(written) is not None


def _with_unit(old: Item | None, new: Item, kept: bool) -> str | None:
    """The number with its old unit; None when it has one, or when all units were taken away."""
    if old is None or not old.label or not new.label or not _is_bare(new.label):
        return None
    was, now = _DIGITS.search(old.label), _DIGITS.search(new.label)
    is_new = was and now and was[0] != now[0]
    label = with_unit(old.label, new.label)
    return label if (is_new or kept) and label != new.label and not old.before else None


def disagreements(number: int, scene: Scene) -> Iterator[str]:
    """Sentences on words of a scene that say the opposite of its values."""
    values = [item.value for item in scene.items if item.value is not None]
    if len(values) < 2 or not all(_is_moment(item.text) for item in scene.items):
        return
    rises, falls = values[-1] > values[0], values[-1] < values[0]
    steps = [b - a for a, b in pairwise(values)]
    for where, words in (("title", scene.title), ("narration", scene.narration)):
        up, down, every = (p.search(words) for p in (_RISING, _FALLING, _EVERY))
        written = f"{scene.items[0].number} to {scene.items[-1].number}"
        if up and not down and falls:
            yield f"Scene {number}: its {where} says {up[0]!r}, but {written} falls."
        elif down and not up and rises:
            yield f"Scene {number}: its {where} says {down[0]!r}, but {written} rises."
        elif up and every and min(steps) < 0 < max(steps):
            yield f"Scene {number}: its {where} says {every[0]!r}, but a value falls between."


def _is_moment(text: str) -> bool:
    return is_date(text) or text.lower() in ("before", "after", "then", "now", "today", "goal")


def left_elsewhere(
    before: Storyboard, after: Storyboard, pairs: Sequence[tuple[int, int]]
) -> Iterator[str]:
    """Sentences on numbers that went from a scene and still stand somewhere, in digits or words."""
    texts = dict(_texts(after))
    seen = set[str]()
    for was, now in pairs:
        old, new = before.scenes[was - 1], after.scenes[now - 1]
        if old == new:
            continue
        for digits in _numbers(before):
            if digits in seen or _count(old, digits) <= _count(new, digits):
                continue
            seen.add(digits)
            places = [place for place, text in texts.items() if _forms(digits).search(text)]
            shown = (f"{place} {_found(texts[place], digits)!r}" for place in places[:MOST_PLACES])
            if places:
                yield (
                    f"{digits} also stands in: {'; '.join(shown)}. Change it there too if it is "
                    "the same."
                )


def _numbers(film: Storyboard) -> Iterator[str]:
    """The numbers of all scenes, each once, as their digits; a single digit says too little."""
    found = (n[1] for _, text in _texts(film) for n in NUMBER.finditer(text))
    return (digits for digits in dict.fromkeys(found) if len(digits) > 1)


def _count(scene: Scene, digits: str) -> int:
    return sum(len(_forms(digits).findall(text)) for _, text in scene_texts(scene))


def _texts(film: Storyboard) -> Iterator[tuple[str, str]]:
    for n, scene in enumerate(film.scenes, start=1):
        for name, text in scene_texts(scene):
            yield f"scene {n} {name}", text


def _forms(digits: str) -> re.Pattern[str]:
    """The number in digits or in English words."""
    plain = digits.replace(",", "")
    words = "|".join(re.escape(each).replace(r"\ ", "[ -]") for each in set(_spellings(plain)))
    figures = rf"(?<![\w.,])[-−]?[$€£¥₹]?{re.escape(digits)}(?!\d|[.,]\d)"
    return re.compile(rf"{figures}[^\s\d.,;:]*" + (rf"|\b(?:{words})\b" if words else ""), re.I)


def _found(text: str, digits: str) -> str:
    found = _forms(digits).search(text)
    return found[0].strip() if found else digits


def _spellings(number: str) -> Iterator[str]:
    whole, _, fraction = number.partition(".")
    if len(whole) > 9:
        return
    said = " point " + " ".join(_ONES[int(d)] for d in fraction) if fraction else ""
    yield f"{in_words(int(whole))}{said}"


def in_words(number: int) -> str:
    """A whole number of at most nine digits in English, without hyphens: `forty one`."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        rest = number % 10
        return _TENS[number // 10 - 2] + (f" {_ONES[rest]}" if rest else "")
    scale, name = next((s, n) for s, n in _SCALES if number >= s)
    rest = f" {in_words(number % scale)}" if number % scale else ""
    return f"{in_words(number // scale)} {name}{rest}"
