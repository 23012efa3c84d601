"""When each item of a scene is spoken of: its turns."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from callsheet_studio.drawing.easing import on_twos, ramp, smootherstep
from callsheet_studio.explainer.attention import FOCUS, listen
from callsheet_studio.explainer.quiz import answer_time
from callsheet_studio.explainer.timing.item_cues import (
    EARLY,
    find_elsewhere,
    find_first_read,
    find_mentioned,
    find_unsaid,
    sentence_spans,
)
from callsheet_studio.storyboard.tick_boxes import TICKED
from callsheet_studio.storyboard.timeline import TimedScene
from callsheet_studio.text.phrase_splitting import join_words
from callsheet_studio.text.punctuation import QUESTION_ENDS, STATEMENT_ENDS, ends_sentence
from callsheet_studio.text.timed_word import TimedWord

ENDS = "".join(STATEMENT_ENDS)
"""Marks behind a sentence that a title may lack."""
Turn: TypeAlias = tuple[int, float, float]
"""An item, and from when to when it is the one being spoken of."""
AT_ONCE = 0.1
"""Seconds into a scene at which its first thing arrives: with the first word or before it."""
LONGEST_QUESTION = 4.0
"""Seconds into a scene for which its first thing may wait for the question that it answers."""
SETTLED = 0.9
"""Seconds before a scene's end by which everything comes, so that it can still be seen."""
AHEAD = 2.0
"""Seconds by which items come before any is named, from which on none is lit until it is."""
READING = 1.5
"""Seconds after the last word from which on all items are to be read, and none is lit."""
AGAIN = 1.5
"""Seconds after which an item that is named once more is lit once more."""


@dataclass(frozen=True)
class ItemTurns:
    """What the narration of a scene says of its items, and when."""

    timed: TimedScene
    language: str
    """Of the narration, a BCP 47 tag."""

    @property
    def is_pair(self) -> bool:
        """Whether the items are the two sides of a comparison."""
        scene = self.timed.scene
        return scene.kind == "comparison" and len(scene.items) == 2

    @cached_property
    def spoken(self) -> tuple[float, ...]:
        """When each item is spoken of, in seconds, but early enough that it can still be seen."""
        given, latest = self.timed.cues, max(0.3, self.timed.seconds - SETTLED)
        count = len(self.timed.scene.elements)
        spread = tuple(0.6 + n * (latest - 0.6) / max(1, count) for n in range(count))
        cues = given if len(given) == count else spread
        return tuple(min(max(cue, AT_ONCE), latest) for cue in cues)

    @property
    def after_title(self) -> Sequence[TimedWord]:
        """The narration's words, without a first sentence that is only the scene's title."""
        words, title = self.timed.words, self.timed.scene.title
        _, end = next(iter(sentence_spans(words)), (0, 0))
        first = join_words(words[:end]).strip(ENDS).casefold()
        is_title = end < len(words) and first == title.strip(ENDS).casefold()
        return words[end:] if is_title else words

    @property
    def asked(self) -> float:
        """When the question that the title asks has been spoken, in seconds, or `LONGEST_QUESTION`
        if that is earlier; `AT_ONCE` if it asks none: no answer stands there before it."""
        words, title = self.timed.words, self.timed.scene.title.casefold()
        for _, end in sentence_spans(words)[:-1]:
            said = join_words(words[:end]).casefold()
            if said.endswith(QUESTION_ENDS) and title.endswith(said):
                return min(words[end].start - EARLY, LONGEST_QUESTION)
        return AT_ONCE

    @property
    def over(self) -> float:
        """When a scene ends on all of its items alike, in seconds: after the last word of a
        closing, of a scene that leaves some unsaid, or of one that then leaves time to read."""
        words, is_closing = self.timed.words, self.timed.scene.kind == "closing"
        if not words:
            return math.inf
        reads = self.timed.seconds - words[-1].end > READING
        return words[-1].end if is_closing or self.unsaid or reads else math.inf

    @cached_property
    def unsaid(self) -> frozenset[int]:
        """The indexes of the items that the narration surely leaves out, as `find_unsaid` gives
        them."""
        scene = self.timed.scene
        return find_unsaid(scene.elements, self.timed.words, scene.title, self.language)

    @cached_property
    def _found(self) -> frozenset[int]:
        """The indexes of the items that the narration mentions."""
        return find_mentioned(self.timed.scene.elements, self.timed.words, self.language)

    @property
    def mentioned(self) -> frozenset[int]:
        """The indexes of the items that the narration mentions; all if it mentions none."""
        return self._found or frozenset(range(len(self.timed.scene.elements)))

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        """When each item is spoken of, as (index, start, end) in seconds: from its cue on, and
        again when it is named later, until another one is, or until something else is told that
        nothing on the screen shows. Items that come ahead of their words, so that no picture is
        empty, have their turns when they are said.

        An item that the narration does not mention, but others, has no turn; nor has the other side
        of a comparison of which only one is named. Answers that are offered have none before the
        right one is said, so that none looks chosen.
        """
        if answered := answer_time(self.timed):
            ticked = (n for n, item in enumerate(self.timed.scene.items) if item.icon == TICKED)
            return tuple((n, answered, math.inf) for n in ticked)
        items, words, language = self.timed.scene.elements, self.timed.words, self.language
        measures = self.timed.scene.kind == "timeline" or any(item.value for item in items)
        spans = listen(items, words, language, by_number=measures).spans
        cues = self.spoken
        again = [
            (span.index, span.start) for span in spans if span.start > cues[span.index] + AGAIN
        ]
        first, named = find_first_read(items, words, language), dict[int, float]()
        if spans and min(span.start for span in spans) > cues[0] + AHEAD:
            named = {span.index: span.start for span in reversed(spans)}
        own = [
            (n, max(cue, named.get(n, cue), 0.0 if n else first))
            for n, cue in enumerate(cues)
            if n not in self.unsaid
        ]
        said = self.mentioned
        if self.is_pair:
            own = [turn for turn in own if turn[0] in said or turn[0] > max(said)]
        starts = sorted([*own, *again], key=lambda turn: turn[1])
        starts = [turn for n, turn in enumerate(starts) if not n or turn[0] != starts[n - 1][0]]
        ends = [min(_turn_end(n, start, starts), max(start, self.over)) for n, start in starts]
        return tuple(
            (n, start, min(end, self._elsewhere(n, start, end) if n in self._found else math.inf))
            for (n, start), end in zip(starts, ends, strict=True)
            if n in said or self.is_pair
        )

    def _elsewhere(self, index: int, start: float, end: float) -> float:
        """When the narration leaves an item for what the scene does not show, in seconds."""
        items, words = self.timed.scene.elements, self.timed.words
        return find_elsewhere(items, index, words, (start, end), self.language)

    @property
    def last_said(self) -> int:
        """The index of the last item of which the narration says something; of the last one if it
        says nothing of any."""
        return max(self.mentioned - self.unsaid, default=-1)

    @property
    def words_end(self) -> float:
        """When the last word ends, in seconds; 0 without words."""
        return self.timed.words[-1].end if self.timed.words else 0.0

    @property
    def last_told(self) -> float:
        """When the sentence ends in which an item is spoken of for the last time, in seconds."""
        last = max((start for _, start, _ in self.turns), default=0.0)
        ends = (word.end for word in self.timed.words if ends_sentence(word.text))
        return next((end for end in ends if end > last + AGAIN / 2), self.words_end)

    def lit(self, t: float, index: int | None = None) -> float:
        """Return how far an item is lit at second `t`, 0 to 1; without `index`, all together."""
        shares = (_lit(turn, on_twos(t)) for turn in self.turns if index in (None, turn[0]))
        return min(1.0, sum(shares)) if index is None else max(shares, default=0.0)


def _turn_end(index: int, start: float, starts: Sequence[tuple[int, float]]) -> float:
    """When the next other item is spoken of."""
    later = (time for other, time in starts if time > start + 0.05 and other != index)
    return min(later, default=math.inf)


def _lit(turn: Turn, t: float) -> float:
    _, start, end = turn
    return smootherstep(ramp(t, start, FOCUS)) - smootherstep(ramp(t, end, FOCUS))
