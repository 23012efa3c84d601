"""When parts of a scene come that are told sentence by sentence, such as lines of a derivation."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from callsheet_studio.render.cues import EARLY
from callsheet_studio.render.timeline import Word

SKIPPED = 0.4
"""What it costs a part to come later than with the next sentence, as a share of its words."""
_ENDINGS = frozenset(".!?:;…。！？")
_CLOSERS = "\"'”’»)"
_DIGITS_TEXT = "zero one two three four five six seven eight nine ten eleven twelve"
_DIGITS = _DIGITS_TEXT.split()


def time_by_sentence(texts: Sequence[str], words: Sequence[Word]) -> list[float] | None:
    """When the sentence begins that each part comes with; None with fewer sentences than parts.

    A part comes with the sentence after the one before it, or with a later one that says more of
    its own words.
    """
    sentences = split_sentences(words)
    if not texts or len(sentences) < len(texts):
        return None
    told = [set(spoken_tokens(text)) for text in texts]
    heard = [{token for word in part for token in spoken_tokens(word.text)} for part in sentences]
    return [sentences[n][0].start - EARLY for n in _assign(told, heard)]


def split_sentences(words: Sequence[Word]) -> list[Sequence[Word]]:
    """The words, sentence by sentence."""
    ends = [n + 1 for n, word in enumerate(words) if word.text.rstrip(_CLOSERS)[-1:] in _ENDINGS]
    return [words[a:b] for a, b in pairwise(sorted({0, *ends, len(words)}))]


def spoken_tokens(text: str) -> Iterator[str]:
    """The words of a text in small letters, small numbers as words."""
    for token in re.findall(r"[^\W_]+", text.lower()):
        small = token.isdecimal() and len(token) < 3 and int(token) < len(_DIGITS)
        yield _DIGITS[int(token)] if small else token


def _assign(told: Sequence[set[str]], heard: Sequence[set[str]]) -> list[int]:
    """A sentence for each part, in order: the best sum over all parts."""
    best: list[tuple[float, list[int]]] = [(0.0, [0])]
    for n in range(1, len(told)):
        room = range(n, len(heard) - len(told) + n + 1)
        best = [_best_way(best, told[n], heard, place) for place in room]
    return max(best, key=lambda found: found[0])[1]


def _best_way(
    ways: Sequence[tuple[float, list[int]]],
    part: set[str],
    heard: Sequence[set[str]],
    place: int,
) -> tuple[float, list[int]]:
    """The best of the ways so far, and the part at this sentence after it."""
    said = len(part & heard[place]) / max(1, len(part))
    scored = [
        (score + said - SKIPPED * (place - chosen[-1] - 1), chosen)
        for score, chosen in ways
        if chosen[-1] < place
    ]
    score, chosen = max(scored, key=lambda found: found[0])
    return score, [*chosen, place]
