"""When parts of a scene come that are told sentence by sentence, such as lines of a derivation."""

import re
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from callsheet_studio.explainer.timing.item_cues import EARLY
from callsheet_studio.text.phrase_splitting import BREATHS
from callsheet_studio.text.punctuation import CLOSING, SENTENCE_ENDS
from callsheet_studio.text.spoken_numbers import SMALL_NUMBERS
from callsheet_studio.text.timed_word import TimedWord

SKIPPED, CLAUSE_SKIPPED = 0.4, 0.12
"""What it costs a part to come later than with the next sentence, or clause, as a share of its
words."""
_ENDINGS = frozenset({*SENTENCE_ENDS, ":", ";"})
_PAUSES = _ENDINGS | frozenset(BREATHS)
_DIGITS = SMALL_NUMBERS[:13]


def time_by_sentence(
    texts: Sequence[str], words: Sequence[TimedWord], at_once: bool = True
) -> list[float] | None:
    """Return when each part enters, in seconds: when the sentence about it begins.

    A part belongs to the sentence after that of the part before it, or to a later one that has more
    of its own words. Clauses are used if there are too few sentences; None if there are too few of
    them as well. If the first part may wait, the better of both is taken.

    Args:
        texts: What each part says.
        words: The scene's narration.
        at_once: Whether the first part enters with the first sentence, whatever it says.
    """
    told = [set(spoken_tokens(text)) for text in texts]
    found: list[tuple[float, list[float]]] = []
    for ends, cost in ((_ENDINGS, SKIPPED), (_PAUSES, CLAUSE_SKIPPED)):
        spoken = _split(words, ends)
        if 0 < len(texts) <= len(spoken):
            heard = [{token for w in part for token in spoken_tokens(w.text)} for part in spoken]
            score, places = _assign(told, heard, cost, at_once)
            found.append((score, [spoken[n][0].start - EARLY for n in places]))
    if not found:
        return None
    return found[0][1] if at_once else max(found, key=lambda way: way[0])[1]


def _split(words: Sequence[TimedWord], endings: Set[str]) -> list[Sequence[TimedWord]]:
    """The words in runs that end with one of these characters."""
    ends = [n + 1 for n, word in enumerate(words) if word.text.rstrip(CLOSING)[-1:] in endings]
    return [words[a:b] for a, b in pairwise(sorted({0, *ends, len(words)}))]


def spoken_tokens(text: str) -> Iterator[str]:
    """Yield the words of a text in lower case, with small numbers written as words."""
    for token in re.findall(r"[^\W_]+", text.lower()):
        small = token.isdecimal() and len(token) < 3 and int(token) < len(_DIGITS)
        yield _DIGITS[int(token)] if small else token


def _assign(
    told: Sequence[set[str]], heard: Sequence[set[str]], cost: float, at_once: bool
) -> tuple[float, list[int]]:
    """A sentence for each part, in order, and their sum: the best one over all parts."""
    spare = len(heard) - len(told)
    starts = range(1 if at_once else spare + 1)
    best = [(_worth(told[0], heard[n]) - cost * n, [n]) for n in starts]
    for n in range(1, len(told)):
        best = [
            _best_way(best, _worth(told[n], heard[place]), place, cost)
            for place in range(n, n + spare + 1)
        ]
    return max(best, key=lambda found: found[0])


def _worth(part: Set[str], sentence: Set[str]) -> float:
    """The share of a part's words that a sentence says."""
    return len(part & sentence) / max(1, len(part))


def _best_way(
    ways: Sequence[tuple[float, list[int]]], worth: float, place: int, cost: float
) -> tuple[float, list[int]]:
    """The best of the ways so far, and the part at this sentence after it."""
    scored = [
        (score + worth - cost * (place - chosen[-1] - 1), chosen)
        for score, chosen in ways
        if chosen[-1] < place
    ]
    score, chosen = max(scored, key=lambda found: found[0])
    return score, [*chosen, place]
