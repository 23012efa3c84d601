"""Long lists of which a short film says only some items show those, and no others; steps and lists
that their title counts stay whole, since each part needs the others."""

import re
from collections.abc import Sequence

from callsheet_studio.storyboard.model import Item, Scene
from callsheet_studio.text.punctuation import COLONS
from callsheet_studio.text.sentences import as_sentence, begin_sentence
from callsheet_studio.text.spoken_numbers import SMALL_NUMBERS

_TOLD, _TOUCHED = 0.6, 0.3
"""Share of an item's words from which it is said, and from which some of it is."""
_FEW, _BRIEF = 4, 320
"""Items, and their characters, that are seen whole while some of it is said."""
_BEGINS = 24
"""Characters by which an item's words are known."""
_COUNT_TEXT = """
two zwei beide deux dos due dois duas twee dwa dwie два две дві iki dua hai
three drei trois tres tre três drie trzy три üç tiga
four vier quatre cuatro quattro quatro cztery четыре чотири dört empat bốn
five fünf cinq cinco cinque vijf pięć пять beş lima năm
six sechs seis sei zes sześć шесть шість altı enam sáu
seven sieben sept siete sette sete zeven siedem семь сім yedi tujuh bảy
eight acht huit ocho otto oito osiem восемь вісім sekiz delapan tám
"""
_COUNTED = dict(enumerate((line.split() for line in _COUNT_TEXT.strip().split("\n")), start=2))
"""Numbers of items as words."""
_COUNT_WORDS = rf"(?:[^\W\d_]{{1,12}} )?(?:\d{{1,2}}|{'|'.join(SMALL_NUMBERS)})"
COUNTS = re.compile(rf"{_COUNT_WORDS}: ", re.IGNORECASE)
"""Before an item: `Step one: `, `2: `."""
_INNER_COUNT = re.compile(rf": (?:{_COUNT_WORDS}): ", re.IGNORECASE)
"""The same behind words that introduce a list: `They do three things: One: `."""
_LAST_COUNT = re.compile(rf"(?<=[:.!?]) (?:{_COUNT_WORDS}):$", re.IGNORECASE)
"""The same at the end of a text."""
_MOST, _SHORT = 8, 40
"""The same of a list of short items: how many, and characters of each, on average."""
_WORD = re.compile(r"\w{3,}|\d+")


def is_long_list(scene: Scene) -> bool:
    """Return whether a scene has a list that is too long to be read beside a few words, and of
    which a part can stand for itself."""
    shown = [len(item.text) + len(item.second_line or "") for item in scene.items]
    is_brief = len(shown) <= _FEW and sum(shown) <= _BRIEF
    is_short = len(shown) <= _MOST and sum(shown) <= _SHORT * len(shown)
    is_plain = scene.kind == "points" and scene.content is None
    return is_plain and not (is_brief or is_short or counts_its_items(scene))


def keep_said(scene: Scene, said: str) -> Scene:
    """Return a scene of which only `said` is said. A long list keeps the items that are said, and
    those that the scene's own narration does not say either. It keeps all if none is said.

    Args:
        scene: With its whole narration.
        said: What is left of the narration.
    """
    less = scene.model_copy(update={"narration": said})
    if not is_long_list(scene):
        return less
    whole = _told(scene.items, scene.narration, _TOLD)
    told = _told(scene.items, said, _TOUCHED)
    if not told or whole <= told:
        return less
    kept = (item for n, item in enumerate(scene.items) if n in told or n not in whole)
    return less.model_copy(update={"items": tuple(kept)})


def say_without_number(scene: Scene, said: Sequence[str]) -> Sequence[str]:
    """Return sentences on a scene's steps without the number of the only one that is said, as in
    `Step one: Boil water.`"""
    counted = [(n, at) for n, each in enumerate(said) if (at := after_number(scene, each))]
    if len(counted) != 1 or len(scene.items) < 2 or any(map(_INNER_COUNT.search, said)):
        return said
    ((n, at),) = counted
    return [*said[:n], begin_sentence(said[n][at:]), *said[n + 1 :]]


def after_number(scene: Scene, sentence: str) -> int:
    """Return where an item's own words begin behind the number with which a sentence counts it; 0
    if it counts none."""
    plain = sentence.casefold()
    places = (plain.find(beginning_of(item.text)) for item in scene.items)
    return next((at for at in places if at > 0 and COUNTS.fullmatch(plain, 0, at)), 0)


def beginning_of(text: str) -> str:
    """Return the beginning of an item's words, in small letters, by which it is known where it is
    said."""
    return text.casefold()[:_BEGINS]


def counts_its_items(scene: Scene) -> bool:
    """Return whether a title says how many items there are: `Three traps`."""
    return _says_count(scene.title, len(scene.items))


def introduce_count(scene: Scene, sentence: str, language: str) -> str:
    """Return the words of a sentence that say how many items a scene has, without the first item
    behind them: `They do three things.` of `They do three things: One: They take pictures.`; empty
    where a sentence has none.

    Args:
        language: A BCP 47 tag.
    """
    begin = next((beginning_of(item.text) for item in scene.items), "")
    start = sentence.casefold().find(begin) if begin else 0
    before = without_count(sentence[: max(start, 0)].rstrip())
    if not before.endswith(COLONS) or not _says_count(before, len(scene.items)):
        return ""
    return as_sentence(before.rstrip(":： \u00a0\u202f"), language)


def without_count(text: str) -> str:
    """Return words that introduce a list without the number of its first item behind them: `They do
    three things:` of `They do three things: One:`."""
    return _LAST_COUNT.sub("", text)


def _says_count(text: str, count: int) -> bool:
    words = _words(text)
    return str(count) in words or any(word in words for word in _COUNTED.get(count, ()))


def _told(items: Sequence[Item], narration: str, share: float) -> set[int]:
    """The indexes of the items of which a narration says at least this share of the words, and some
    of their names or most of the rest."""
    known = set(_words(narration))
    found = set[int]()
    for n, item in enumerate(items):
        name, words = set(_words(item.text)), set(_words(f"{item.text} {item.second_line or ''}"))
        rest = words - name
        is_named = len(name & known) >= _TOUCHED * len(name)
        is_named |= len(rest & known) >= _TOLD * len(rest) > 0
        if is_named and len(words & known) >= share * len(words):
            found.add(n)
    return found


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
