"""What is being spoken of: every mention of some things, in the order in which they are said.

A cue is when a thing arrives; a mention is when it is named, again and again if need be.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from callsheet_studio.drawing.easing import ramp, smootherstep
from callsheet_studio.explainer.timing.item_cues import (
    EARLY,
    name_stems,
    number_marks,
    sentence_spans,
    word_stems,
    words_beside_numbers,
)
from callsheet_studio.storyboard.model import Item
from callsheet_studio.text.punctuation import ends_sentence
from callsheet_studio.text.timed_word import TimedWord

FOCUS = 0.35
"""Seconds in which attention moves from one thing to the next."""
PHRASE = 4
"""Words within which a name of several words is said."""
SHORT = 3
"""Words of a name; one of more is a statement."""
LEAST, MOST = 0.5, 0.6
"""The share of the words of a name, and of a statement, that has to be said."""
LINGERS, HANDS_OVER = 0.6, 1.0
"""Seconds after its sentence in which a thing is still attended to, and within which after that the
next one follows without a moment between them in which none is."""


@dataclass(frozen=True)
class AttentionSpan:
    """A time in which one thing is spoken of: `index` names the thing, `start` and `end` are
    seconds from the scene's start."""

    index: int
    start: float
    end: float


@dataclass(frozen=True)
class Attention:
    """When each of some things is spoken of. The spans are in order and do not overlap."""

    spans: tuple[AttentionSpan, ...] = ()

    def on(self, index: int, t: float) -> float:
        """Return how far attention is on the thing `index` at second `t`: 0 not at all, 1 fully,
        between them while it begins and ends."""
        return max((_share(span, t) for span in self.spans if span.index == index), default=0.0)

    def on_any(self, t: float) -> float:
        """Return how far attention is on any of the things at second `t`, 0 to 1."""
        return min(1.0, sum(_share(span, t) for span in self.spans))

    def at(self, t: float) -> int | None:
        """Return the index of the thing whose span began last at second `t`; None before the
        first."""
        return next((span.index for span in reversed(self.spans) if span.start <= t), None)


def listen(
    items: Sequence[Item],
    words: Sequence[TimedWord],
    language: str = "en",
    by_number: bool = True,
    least: float = LEAST,
) -> Attention:
    """Return when each item is spoken of: from a mention of its name or number until another item
    is mentioned.

    Words that fit two items equally well are no mention, nor are words of the item that its
    sentence is about of another one, nor a few words of a whole statement, nor a number without
    the words that stand next to it in a name: `Years 3-6` does not mean `3 November`.

    Args:
        words: The narration, timed in seconds from the scene's start.
        language: The language in which numbers are heard, a BCP 47 tag.
        by_number: Whether an item's number alone is a mention of it. It is none for those that only
            have one in their names: `30 minutes` is said of many things.
        least: The share of a short name's words that has to be said, more than 0.
    """
    names, marks = name_stems(items), number_marks(items)
    beside = words_beside_numbers(items, names)
    if not by_number:
        marks = [set[str]() for _ in items]
        plain = [{stem for stem in name if not stem.isdecimal()} for name in names]
        names = [some or name for some, name in zip(plain, names, strict=True)]
    heard = word_stems(items, words, language)
    found: list[tuple[int, int]] = []
    spans = sentence_spans(words)
    for place, (start, end) in ((n, span) for span in spans for n in range(*span)):
        around = set[str]().union(*heard[max(start, place - 1) : min(place + PHRASE, end)])
        scores = [
            0.0
            if near and near.isdisjoint(around)
            else _score(name, mark, heard[place : min(place + _reach(name), end)], least)
            for name, mark, near in zip(names, marks, beside, strict=True)
        ]
        best = max(scores, default=0.0)
        if best and scores.count(best) == 1 and (not found or found[-1][1] != scores.index(best)):
            index = scores.index(best)
            said = set[str]().union(*heard[place : min(place + PHRASE, end)])
            before, last = found[-1] if found else (place, index)
            goes_on = start <= before < place
            if not (goes_on and best <= 1 and names[index] & said <= names[last]):
                found.append((place, index))
    return Attention(tuple(_spans(found, words)))


def follow(cues: Sequence[float], end: float) -> Attention:
    """Return an attention in which items are spoken of one after the other: each from its cue until
    the next cue, the last one until `end`.

    Args:
        cues: Seconds from the scene's start, one for each item.
    """
    order = sorted(range(len(cues)), key=lambda n: (cues[n], n))
    times = [*(cues[n] for n in order), end]
    return Attention(
        tuple(AttentionSpan(n, a, b) for n, (a, b) in zip(order, pairwise(times), strict=True))
    )


def _reach(name: set[str]) -> int:
    """Words within which a name is said: a statement takes a whole sentence."""
    return PHRASE if len(name) <= SHORT else 2 * len(name) + 2


def _score(name: set[str], marks: set[str], heard: Sequence[set[str]], least: float) -> float:
    """How surely the words of a phrase mean a thing: by its name, and more by its number."""
    near = set[str]().union(*heard)
    said = name & near if name & heard[0] else set[str]()
    if all(map(str.isdecimal, said)) and not all(map(str.isdecimal, name)):
        said = set[str]()
    named = len(said) / len(name) if said else 0.0
    if named < (least if len(name) <= SHORT else MOST):
        return 1.0 if marks & heard[0] else 0.0
    return named + (1.0 if marks & near else 0.0)


def _spans(found: Sequence[tuple[int, int]], words: Sequence[TimedWord]) -> list[AttentionSpan]:
    starts = [max(0.0, words[place].start - EARLY) for place, _ in found]
    spans: list[AttentionSpan] = []
    for n, (place, index) in enumerate(found):
        end = _sentence_end(words, place) + LINGERS
        following = starts[n + 1] if n + 1 < len(starts) else math.inf
        end = following if following < end + HANDS_OVER else end
        spans.append(AttentionSpan(index, starts[n], max(starts[n], end)))
    return spans


def _sentence_end(words: Sequence[TimedWord], place: int) -> float:
    said = words[place:]
    ends = (word.end for word in said if ends_sentence(word.text))
    return next(ends, words[-1].end)


def _share(span: AttentionSpan, t: float) -> float:
    return smootherstep(ramp(t, span.start, FOCUS)) - smootherstep(ramp(t, span.end, FOCUS))
