"""Fewer words for scenes: sentences that others don't need go, those without facts first."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from callsheet_studio.storyboard.model import Scene
from callsheet_studio.storyboard.section_titles import sums_up
from callsheet_studio.storyboard.statements import show_again
from callsheet_studio.text.punctuation import QUESTION_ENDS
from callsheet_studio.text.quotations import whole_quotations
from callsheet_studio.text.sentence_weight import DECIDES, weigh_sentence
from callsheet_studio.text.sentences import WHOLE_ENDS, join_sentences, leans_back

_FACT = re.compile(
    r"\d[\d.,:]*+|\b(?:called|known as|two|three|four|five|six|seven|eight|nine|ten|half|twice)\b|"
    r"(?<=[a-z,] )[A-Z“\"'`]"
)
"""A number, a name, something quoted."""


class _Spare(NamedTuple):
    """A sentence that can go; the least goes first."""

    weight: int
    facts: float
    """For each character."""
    shortness: int
    scene: int
    place: int


def condense(scenes: Sequence[Scene], characters: int, kept: Sequence[str] = ()) -> list[Scene]:
    """Return the scenes with about `characters` characters less of narration.

    Whole sentences are removed, those that weigh least first (see `weigh_sentence`), of these the
    ones with the fewest facts for their length. No scene loses its first sentence, so less may be
    cut.

    Args:
        scenes: All scenes of a film.
        characters: How much to cut.
        kept: Of each scene the words that it keeps; empty: none keeps any.
    """
    gone: dict[int, set[int]] = {}
    held = kept or [""] * len(scenes)
    spares = (each for n, scene in enumerate(scenes) for each in _spare(n, scene, held[n]))
    for spare in sorted(spares):
        if characters <= 0:
            break
        characters += spare.shortness
        gone.setdefault(spare.scene, set()).add(spare.place)
    return [_without(scene, gone.get(n, ())) for n, scene in enumerate(scenes)]


def _spare(n: int, scene: Scene, kept: str) -> Iterator[_Spare]:
    """All but the first sentence, and those on which the next one leans; no piece of a sentence,
    and none with words that are kept."""
    if kept == scene.narration:
        return
    is_main = scene.kind == "title" or sums_up(scene)
    said = [*whole_quotations(scene.narration), ""]
    for place, (sentence, following) in enumerate(pairwise(said)):
        if kept and (sentence in kept or _ends_with_beginning(sentence, kept)):
            continue
        whole = sentence.endswith(WHOLE_ENDS) and said[place - 1].endswith(WHOLE_ENDS)
        answers = said[place - 1].endswith(QUESTION_ENDS)
        if place and whole and not (answers or leans_back(following)):
            facts = len(_FACT.findall(sentence)) / len(sentence)
            weight = DECIDES if is_main else weigh_sentence(sentence)
            yield _Spare(weight, facts, -len(sentence), n, place)


def _ends_with_beginning(sentence: str, text: str) -> bool:
    """Whether a sentence goes on in the first one of a text, after words that introduce it."""
    first = next(iter(whole_quotations(text)), "")
    return bool(first) and sentence.endswith(first)


def _without(scene: Scene, places: Collection[int]) -> Scene:
    if not places:
        return scene
    said = (s for n, s in enumerate(whole_quotations(scene.narration)) if n not in places)
    less = scene.model_copy(update={"narration": join_sentences(said)})
    return show_again(scene, less)
