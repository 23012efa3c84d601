"""Which parts of a diagram a narration names, sentence by sentence, and which lines it says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import takewhile

from callsheet_studio.explainer.item_turns import AGAIN
from callsheet_studio.explainer.scenes.diagram.timing import Timing, tokens_of
from callsheet_studio.explainer.timing.item_cues import (
    EARLY,
    ELSEWHERE,
    GOES_ON,
    OPENING,
    sentence_spans,
)
from callsheet_studio.text.language_names import primary_subtag
from callsheet_studio.text.timed_word import TimedWord

Ends = tuple[int, int]
"""The indexes of the two parts that a line joins."""
Span = tuple[float, float]
"""From when to when something is spoken of, in seconds."""
PAIR = 2
"""Parts of a sentence that says a line once more."""


@dataclass(frozen=True)
class SaidSentence:
    """A sentence, its times in seconds, and when it first names which part."""

    start: float
    end: float
    opening: str
    """Its first word, in small letters."""
    named: dict[int, float] = field(default_factory=dict[int, float])


def read_sentences(words: Sequence[TimedWord], labels: Sequence[str]) -> list[SaidSentence]:
    """Return the sentences of a narration with the parts that each names word for word; of names
    that begin with the same word the longest counts."""
    names = sorted(
        ((name, part) for part, label in enumerate(labels) if (name := tokens_of(label))),
        key=lambda known: -len(known[0]),
    )
    found: list[SaidSentence] = []
    for first, last in sentence_spans(words):
        said = words[first:last]
        heard = [(token, word.start) for word in said for token in tokens_of(word.text)]
        tokens, named, at = [token for token, _ in heard], dict[int, float](), 0
        while at < len(heard):
            parts = [(len(n), p) for n, p in names if tokens[at : at + len(n)] == n]
            longest = max((length for length, _ in parts), default=1)
            for length, part in parts:
                if length == longest:
                    named.setdefault(part, heard[at][1])
            at += longest
        opening = words[first].text.strip(OPENING + ",").casefold()
        found.append(SaidSentence(words[first].start, words[last - 1].end, opening, named))
    return found


@dataclass(frozen=True)
class Mentions:
    """What a narration says of a diagram whose parts are joined by lines."""

    sentences: Sequence[SaidSentence]
    labels: Sequence[str]
    edges: Sequence[Ends]
    timing: Timing
    language: str
    """A BCP 47 tag."""

    @cached_property
    def own(self) -> dict[int, int]:
        """The sentence that says each line, by the line's index: of those that name both of its
        ends the one that names the fewest parts, and that comes first."""
        found: dict[int, int] = {}
        for edge, ends in enumerate(self.edges):
            both = [
                (len(said.named), n)
                for n, said in enumerate(self.sentences)
                if said.named.keys() >= {*ends} and ends[0] != ends[1]
            ]
            if both:
                found[edge] = min(both)[1]
        return found

    def until_all_is_said(self) -> "Mentions":
        """Return the same with a timing that ends with the last sentence that says a line, or that
        goes on about it."""
        said = sorted(n for n in range(len(self.sentences)) if self.said_in(n))
        if not said:
            return self
        goes_on = GOES_ON.get(primary_subtag(self.language), frozenset())
        following = self.sentences[said[-1] + 1 :]
        more = takewhile(lambda each: each.opening in goes_on, following)
        last = [self.sentences[said[-1]], *more][-1].end
        end = max(self.timing.end, min(last, self.timing.latest))
        quiet = self.timing.quiet
        cues = tuple(
            end if part in quiet and cue >= self.timing.end else cue
            for part, cue in enumerate(self.timing.cues)
        )
        return replace(self, timing=replace(self.timing, cues=cues, end=end))

    def said_in(self, sentence: int) -> list[int]:
        """Return the indexes of the lines that a sentence says, for the first time or again."""
        named = self.sentences[sentence].named
        return [
            edge
            for edge, ends in enumerate(self.edges)
            if self.own.get(edge) == sentence or (len(named) == PAIR and named.keys() == {*ends})
        ]

    def joined(self, sentence: int) -> set[int]:
        """Return the parts at the ends of the lines that a sentence says."""
        return {part for edge in self.said_in(sentence) for part in self.edges[edge]}

    @cached_property
    def turns(self) -> list[tuple[float, int, int | None]]:
        """When each part is spoken of: (second, part, sentence in which it is joined to others or
        None), in order; when it arrives, and when it is named later."""
        found: list[tuple[float, int, int | None]] = []
        for part, label in enumerate(self.labels):
            if not label or part in self.timing.quiet:
                continue
            cue, again = self.timing.cues[part], list[tuple[float, int | None]]()
            for n, said in enumerate(self.sentences):
                time = said.named.get(part)
                is_joined = part in self.joined(n)
                if time is None or not (is_joined or len(tokens_of(label)) > 1):
                    continue
                if abs(time - cue) <= AGAIN or said.start <= cue + EARLY <= said.end:
                    found.append((cue, part, n if is_joined else None))
                elif time > cue:
                    again.append((time - EARLY, n if is_joined else None))
            if not any(known == part for _, known, _ in found):
                found.append((cue, part, None))
            found += [(time, part, n) for time, n in again]
        return sorted(found, key=lambda turn: turn[0])

    def until(self, time: float, sentence: int | None) -> float:
        """Return when something that is spoken of from `time` on is no longer: when something else
        is, for the ends of a line after its sentence; or when what is told is nothing of the
        diagram."""
        others = (start for start, _, n in self.turns if n is None or n != sentence)
        end = min((start for start in others if start > time + 0.05), default=self.timing.end)
        goes_on = GOES_ON.get(primary_subtag(self.language))
        for said in self.sentences:
            is_between = time + EARLY < said.start <= end - ELSEWHERE and not said.named
            if is_between and goes_on and said.opening not in goes_on:
                return said.start
        return max(time, end)

    def lights(self) -> tuple[tuple[Span, ...], ...]:
        """Return when each part is lit."""
        starts = [time for time, _, _ in self.turns]
        lit: list[list[Span]] = [[] for _ in self.labels]
        for time, part, n in self.turns:
            lit[part].append((time, self.until(time, n)))
        for part, label in enumerate(self.labels):
            if not label:
                cue = self.timing.cues[part]
                following = min((t for t in starts if t > cue + 0.05), default=self.timing.end)
                lit[part].append((cue, max(cue, following)))
        return tuple(map(tuple, lit))

    def line_lights(self, edge: int, start: float) -> Iterator[Span]:
        """Yield from when to when a line that is drawn at second `start` is lit."""
        for n, said in enumerate(self.sentences):
            if edge in self.said_in(n):
                first = max(said.named[part] for part in self.edges[edge])
                time = start if self.own[edge] == n else max(start, first)
                yield time, max(time, self.until(max(said.named.values()) - EARLY, n))

    def line_time(self, edge: int) -> Span | None:
        """Return when both ends of a line are named in the sentence that says it, and when that
        ends; None if none does."""
        n = self.own.get(edge)
        if n is None:
            return None
        said = self.sentences[n]
        return max(said.named[part] for part in self.edges[edge]) - EARLY, said.end

    def returns(self) -> Iterator[tuple[float, list[int]]]:
        """Yield when lines are said of which an end was there before: (second, parts), the parts
        from the one that is named last."""
        for n, said in enumerate(self.sentences):
            parts = self.joined(n) - self.timing.quiet
            known = [part for part in parts if self.timing.cues[part] < said.start - EARLY]
            if known and said.start < self.timing.end:
                order = sorted(parts, key=lambda part: (-said.named[part], part))
                yield said.named[order[-1]] - EARLY, order
