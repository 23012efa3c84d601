"""Long lists of which a short film says only some items show those, and no others; steps and lists
that their title counts stay whole, since each part needs the others."""

import re
from collections.abc import Sequence

from callsheet_studio.storyboard.model import Item, Scene
from callsheet_studio.text.sentences import begin_sentence
from callsheet_studio.text.spoken_numbers import SMALL_NUMBERS

_TOLD, _TOUCHED = 0.6, 0.3
"""Share of an item's words from which it is said, and from which some of it is."""
_FEW, _BRIEF = 4, 320
"""Items, and their characters, that are seen whole while some of it is said."""
_BEGINS = 24
"""Characters by which an item's words are known."""
_COUNT_WORDS = rf"(?:[^\W\d_]{{1,12}} )?(?:\d{{1,2}}|{'|'.join(SMALL_NUMBERS)})"
_COUNTS = re.compile(rf"{_COUNT_WORDS}: ")
"""Before an item, in small letters: `step one: `, `2: `."""
_INNER_COUNT = re.compile(rf": (?:{_COUNT_WORDS}): ", re.IGNORECASE)
"""The same behind words that introduce a list: `They do three things: One: `."""
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
    places = (plain.find(item.text.casefold()[:_BEGINS]) for item in scene.items)
    return next((at for at in places if at > 0 and _COUNTS.fullmatch(plain, 0, at)), 0)


def counts_its_items(scene: Scene) -> bool:
    """Return whether a title says how many items there are: `Three traps`."""
    count, words = len(scene.items), _words(scene.title)
    return str(count) in words or any(SMALL_NUMBERS[count : count + 1] == (word,) for word in words)


def _told(items: Sequence[Item], narration: str, share: float) -> set[int]:
    """The indexes of the items of which a narration says at least this share of the words."""
    known = set(_words(narration))
    own = [set(_words(f"{item.text} {item.second_line or ''}")) for item in items]
    return {n for n, words in enumerate(own) if len(words & known) >= share * len(words)}


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
