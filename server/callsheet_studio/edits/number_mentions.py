"""Numbers keep their unit and their sense, and those that also stand elsewhere are named."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from callsheet_studio.edits.comparison import Comparison
from callsheet_studio.storyboard.model import Item, Scene
from callsheet_studio.storyboard.scene_texts import are_alike, scene_texts
from callsheet_studio.text.numbers import read_number
from callsheet_studio.text.punctuation import AROUND_WORDS
from callsheet_studio.text.spoken_numbers import NUMBER_WORDS, find_spoken_number

MOST_FIGURES = 100
"""Numbers of a film that are looked for; its first."""
MOST_PLACES = 6
"""Places that a sentence lists."""
_DIGITS = re.compile(r"\d[\d.,'’ \u00a0\u202f]*\d|\d")
_BARE = re.compile(r"[-−]?\d[\d.,]*")
_UNITS = {
    "%": "percent",
    "$": "dollar",
    "€": "euro",
    "£": "pound",
    **{unit: unit for unit in ("percent", "dollar", "euro", "pound")},
    **{unit: unit for unit in ("second", "minute", "hour", "day", "week", "month", "year", "time")},
}
"""Units by which two numbers are told apart, in their singular."""


def keep_units(old: Scene, new: Scene) -> tuple[Scene, list[str]]:
    """Return the new scene with the units of the old one added to values that were written without,
    and a note on each.

    If no value of the new scene has a unit, none is added.
    """
    known = {item.text: item for item in old.items}
    kept = any(item.label and not _is_bare(item.label) for item in new.items)
    items, notes = list[Item](), list[str]()
    for item in new.items:
        label = _with_unit(known.get(item.text), item, kept)
        number = read_number(label) if label else None
        if number:
            notes.append(f"{item.text!r} keeps its unit: {label}.")
            item = item.model_copy(update={"value": number.value, "label": label})
        items.append(item)
    return new.model_copy(update={"items": tuple(items)}), notes


def _with_unit(old: Item | None, new: Item, kept: bool) -> str | None:
    """`6.5` in the manner of `$6.3M`: `$6.5M`; None when it has a unit, or all were taken away."""
    if old is None or not old.label or old.before or not new.label or not _is_bare(new.label):
        return None
    was = _DIGITS.search(old.label)
    if not was or _is_bare(old.label) or not (kept or was[0] != new.label.strip("-−")):
        return None
    return f"{old.label[: was.start()]}{new.label}{old.label[was.end() :]}"


def _is_bare(written: str) -> bool:
    return _BARE.fullmatch(written) is not None


@dataclass(frozen=True)
class ShownNumber:
    """A number that a film shows in digits."""

    written: str
    sizes: frozenset[float]
    """Its value, and without its scale: of `$6.3M` also 6.3."""
    unit: str
    """One of `_UNITS`, or empty."""

    def places(self, scene: Scene, *, shown: bool) -> list[str]:
        """Return the names of the places in a scene that have this number, in digits or in English
        words.

        Args:
            shown: Whether the scene is known to show this number in digits; if not, a number
                without a unit counts as another one.
        """
        fitting = {self.unit, "" if shown else self.unit}
        return [
            place
            for place, text in scene_texts(scene)
            for words in [text.split()]
            if any(
                _unit(words, at) in fitting
                for size in self.sizes
                for at in find_spoken_number(size, words)
            )
        ]


def left_elsewhere(compared: Comparison) -> Iterator[str]:
    """Yield a sentence for each number that was changed in one scene, but still stands somewhere
    else in the film."""
    before, after = compared.before.scenes, compared.after.scenes
    for figure, homes in _figures(before).items():
        if not any(
            _is_replaced(figure, before[was - 1], after[now - 1], shown=was in homes)
            for was, now in compared.changed
        ):
            continue
        found = (
            (n, figure.places(scene, shown=compared.origins[n - 1] in homes))
            for n, scene in enumerate(after, start=1)
        )
        if told := [f"scene {n} ({', '.join(places)})" for n, places in found if places]:
            more = f" and {len(told) - MOST_PLACES} more scenes" * (len(told) > MOST_PLACES)
            yield f"{figure.written} also stands in {', '.join(told[:MOST_PLACES])}{more}."


def _figures(scenes: Sequence[Scene]) -> Mapping[ShownNumber, set[int]]:
    """Numbers in digits, and the scenes that show each; a single digit says too little."""
    figures = dict[ShownNumber, set[int]]()
    for n, scene in enumerate(scenes, start=1):
        for _, text in scene_texts(scene):
            words = text.split()
            for at, word in enumerate(words):
                digits, written = _DIGITS.search(word), word.strip(AROUND_WORDS)
                number = read_number(written) if digits and len(digits[0]) > 1 else None
                if digits and number and (bare := read_number(digits[0])):
                    sizes = frozenset((abs(number.value), bare.value))
                    figures.setdefault(ShownNumber(written, sizes, _unit(words, at)), set()).add(n)
    return dict(list(figures.items())[:MOST_FIGURES])


def _is_replaced(figure: ShownNumber, old: Scene, new: Scene, *, shown: bool) -> bool:
    """Whether a place lost the number, with little more changed there than numbers."""
    was, now = figure.places(old, shown=shown), figure.places(new, shown=shown)
    texts, said = dict(scene_texts(old)), dict(scene_texts(new))
    if len(old.items) != len(new.items):
        said = {place: text for place, text in said.items() if not place.startswith("item")}
    return len(now) < len(was) and any(
        _has_other_number(texts[place].split(), said.get(place, "").split())
        for place in {*was} - {*now}
    )


def _has_other_number(old: Sequence[str], new: Sequence[str]) -> bool:
    plain, plain_now = ([w for w in words if not _is_number(w)] for words in (old, new))
    return len(plain_now) < len(new) and are_alike(plain, plain_now)


def _unit(words: Sequence[str], place: int) -> str:
    """The unit of the number that begins at a place, in or after it; empty when it has none."""
    signs = [sign for sign in words[place] if sign in _UNITS]
    behind = next((word for word in words[place:] if not _is_number(word)), "")
    word = behind.strip(AROUND_WORDS).lower()
    return _UNITS.get(signs[0] if signs else word, "") or _UNITS.get(word.removesuffix("s"), "")


def _is_number(word: str) -> bool:
    plain = word.strip(AROUND_WORDS).lower()
    return any(map(str.isdecimal, plain)) or set(plain.split("-")) <= NUMBER_WORDS
