"""How likely an editor says a sentence of a document in a short film of it.

The weights were fitted to what editors chose of documents for films of 60 and 180 seconds
(`tests/bench/gist.py`).
"""

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from callsheet_studio.storyboard.model import Scene
from callsheet_studio.storyboard.section_titles import is_main, stands_aside, sums_up
from callsheet_studio.storyboard.sentence_order import tells_event
from callsheet_studio.storyboard.speech_timing import WIDE
from callsheet_studio.text.punctuation import COLONS, QUESTION_ENDS
from callsheet_studio.text.sentence_weight import (
    BINDS,
    DECIDES,
    FILES,
    asks_readers,
    is_open_task,
    is_urgent,
    weigh_sentence,
)
from callsheet_studio.text.word_lists import FUNCTION_WORDS

WEIGHTS: Mapping[str, float] = {
    "always": -5.0,
    "central": 2.6,
    "words": 0.9,
    "short": -1.3,
    "long": -1.1,
    "quotes": -1.2,
    "open": -1.5,
    "files": -2.4,
    "binds": 1.0,
    "decides": 1.5,
    "urgent": 0.7,
    "first": 0.25,
    "last": 0.45,
    "made": -0.6,
    "steps": 0.35,
    "main": 0.6,
    "sums up": 1.5,
    "aside": -1.7,
}
"""What each feature adds to the logit. Those of what binds, decides, is urgent, is what a document
is read for or sums up are higher than the editors' choices ask for, as far as these do not get
worse by it: who misses them is harmed."""
_SHORTEST, _LONGEST = 5, 27
"""Words under and over which a sentence counts as short and as long."""
_ITEM = 10
"""Words that an item of a list counts for, however short it is."""
_ALIKE, _MOST_ALIKE = 0.5, 60
"""The cosine from which a sentence repeats one before it, and the last sentences with one word
that are looked at."""
_STEM, _LEAST_WORD = 6, 3
"""Letters by which a word is known, and of one that counts."""
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+")
_SHORTLY = re.compile(
    r"(?:the )?(?:short version|long story short|in short|in brief|in a nutshell|bottom line|"
    r"tl;?dr|to sum up|in summary|kurz(?:um| gesagt|fassung)|zusammengefasst|"
    r"en (?:bref|résumé|resumen|breve|una frase)|bref|resumiendo|in (?:sintesi|breve)|"
    r"em (?:resumo|suma)|kortom)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“”\"«„]")


@dataclass(frozen=True)
class Place:
    """Where a piece of narration stands."""

    scene: Scene
    is_first: bool
    is_last: bool
    """Whether it is the document's last one."""
    is_made: bool


@dataclass(frozen=True)
class DescribedSentence:
    """What is known of a piece of narration."""

    scene: int
    """Its scene's number."""
    place: int
    """Where it stands there, from 0."""
    features: Mapping[str, float]
    """By the names of `WEIGHTS`."""
    repeated: float
    """How much of it was said before, from 0 to 1."""


def score_sentences(
    scenes: Mapping[int, Scene], pieces: Mapping[int, Sequence[str]], made: Set[int]
) -> Mapping[int, Sequence[float]]:
    """Return for each piece of narration how likely an editor says it, from 0 to 1.

    What the whole document is about counts most: the words of a piece that others share, weighed by
    how rare they are (the cosine of tf-idf vectors, ranked).

    Args:
        scenes: The scenes by their numbers, in order.
        pieces: What each says, in pieces that are said as wholes.
        made: The numbers of those whose narration was made of what they show.
    """
    scores = {n: [0.0] * len(said) for n, said in pieces.items()}
    for each in describe_sentences(scenes, pieces, made):
        logit = sum(WEIGHTS[name] * value for name, value in each.features.items())
        fresh = 1.0 if each.features["sums up"] else 1 - each.repeated
        scores[each.scene][each.place] = fresh / (1 + math.exp(-logit))
    return scores


def describe_sentences(
    scenes: Mapping[int, Scene], pieces: Mapping[int, Sequence[str]], made: Set[int]
) -> Iterator[DescribedSentence]:
    """Yield what is known of each piece, in order.

    Args:
        scenes: As in `score_sentences`.
        pieces: The same.
        made: The same.
    """
    end = max((n for n, said in pieces.items() if said), default=0)
    texts = [text for said in pieces.values() for text in said]
    vectors = _vectors(texts)
    found = zip(_rank(_central(vectors)), _repeated(texts, vectors), strict=True)
    for n, said in pieces.items():
        for at, text in enumerate(said):
            central, repeated = next(found)
            place = Place(scenes[n], at == 0, n == end and at == len(said) - 1, n in made)
            yield DescribedSentence(n, at, features_of(text, central, place), repeated)


def features_of(text: str, central: float, place: Place) -> Mapping[str, float]:
    """Return the features of a piece of narration, by the names of `WEIGHTS`.

    Args:
        text: The piece.
        central: How near it is to what the whole document says, from 0 to 1.
        place: Where it stands.
    """
    words = _count(text)
    if place.is_made:  # one of a list, which is told as a whole
        words = max(words, min(_ITEM, _count(place.scene.narration)))
    is_point = is_open_task(text) or tells_event(text)
    weight = DECIDES if is_point else weigh_sentence(text)
    return {
        "always": 1.0,
        "central": central,
        "words": math.log(max(1, words)),
        "short": words < _SHORTEST,
        "long": words > _LONGEST,
        "quotes": bool(_QUOTED.search(text)),
        "open": place.scene.content is None and text.endswith((*QUESTION_ENDS, *COLONS)),
        "files": weight == FILES,
        "binds": weight == BINDS,
        "decides": weight == DECIDES,
        "urgent": is_urgent(text) or asks_readers(text),
        "first": place.is_first,
        "last": place.is_last,
        "made": place.is_made,
        "steps": place.scene.kind in ("steps", "timeline"),
        "main": is_main(place.scene),
        "sums up": sums_up(place.scene) or bool(_SHORTLY.match(text)),
        "aside": stands_aside(place.scene),
    }


def _count(text: str) -> int:
    """How many words a text has; two characters of a script without spaces count as one."""
    return len(_WORD.findall(text)) + len(WIDE.findall(text)) // 2


def _vectors(texts: Sequence[str]) -> Sequence[Mapping[str, float]]:
    """The words of each text, each weighed by how rare it is (tf-idf), of length 1."""
    counts = [Counter(_stems(text)) for text in texts]
    spread = Counter(stem for count in counts for stem in count)
    rare = {stem: math.log(1 + len(texts) / n) for stem, n in spread.items()}
    return [_unit({stem: n * rare[stem] for stem, n in count.items()}) for count in counts]


def _central(vectors: Sequence[Mapping[str, float]]) -> Sequence[float]:
    """The cosine between each vector and all of them together, up to a factor."""
    whole = defaultdict[str, float](float)
    for vector in vectors:
        for stem, weight in vector.items():
            whole[stem] += weight
    return [sum(weight * whole[stem] for stem, weight in vector.items()) for vector in vectors]


def _repeated(texts: Sequence[str], vectors: Sequence[Mapping[str, float]]) -> Iterator[float]:
    """How much of each text was said in one before it: the greatest cosine, from 0 to 1. One with
    another number says something else."""
    places = defaultdict[str, list[tuple[int, float]]](list)
    numbers = [frozenset(_NUMBER.findall(text)) for text in texts]
    for n, vector in enumerate(vectors):
        alike = defaultdict[int, float](float)
        for stem, weight in vector.items():
            for before, other in places[stem][-_MOST_ALIKE:]:
                alike[before] += weight * other
            places[stem].append((n, weight))
        told = (cosine for before, cosine in alike.items() if numbers[n] <= numbers[before])
        most = min(1.0, max(told, default=0.0))
        yield most if most > _ALIKE else 0.0


def _unit(vector: Mapping[str, float]) -> Mapping[str, float]:
    length = math.hypot(*vector.values()) or 1.0
    return {stem: weight / length for stem, weight in vector.items()}


def _rank(values: Sequence[float]) -> Sequence[float]:
    """Each value's place among all of them, from 0 to 1; equal ones share theirs."""
    ordered = sorted(values)
    places = ((bisect_left(ordered, v) + bisect_right(ordered, v) - 1) / 2 for v in values)
    return [place / max(1, len(values) - 1) for place in places]


def stems_of(text: str) -> frozenset[str]:
    """Return the beginnings of the words of a text that mean something, in small letters."""
    return frozenset(_stems(text))


def _stems(text: str) -> Iterator[str]:
    """The beginnings of words that mean something; without spaces, pairs of characters."""
    for word in _WORD.findall(text.casefold()):
        if WIDE.search(word):
            yield from (word[n : n + 2] for n in range(len(word) - 1))
        elif len(word) >= _LEAST_WORD and word not in FUNCTION_WORDS:
            yield word[:_STEM]
