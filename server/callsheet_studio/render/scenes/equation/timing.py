"""When lines of mathematics come, and when a group of them is spoken of."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from callsheet_studio.render.cues import EARLY, cues
from callsheet_studio.render.motion import ramp, smooth
from callsheet_studio.render.stage import FOCUS, Stage
from callsheet_studio.render.timeline import Word
from callsheet_studio.script.maths import speak
from callsheet_studio.script.storyboard import Item

LEAD = 0.3
"""Seconds into the scene at which the first line begins to be written."""
WRITTEN = 1.6
"""Seconds in which it is."""
MORPH = 1.3
"""Seconds in which a line becomes the next."""
APART = 2.4
"""Seconds between two lines, if there is time."""
SETTLED = 1.8
"""Seconds before the scene's end by which the last line begins to come."""
SKIPPED = 0.4
"""What it costs a line to come later than with the next sentence, as a share of its words."""
LIT = 3.0
"""Seconds for which a group is lit, at most."""
_DIGITS = "zero one two three four five six seven eight nine ten eleven twelve".split()


@dataclass(frozen=True)
class Lighting:
    """A group that is lit, on one line, from when to when."""

    group: int
    line: int
    start: float
    end: float

    def focus(self, t: float) -> float:
        """How much it is the one spoken of: 0 to 1."""
        return smooth(ramp(t, self.start, FOCUS)) - smooth(ramp(t, self.end, FOCUS))


def time_lines(stage: Stage, lines: Sequence[str]) -> tuple[float, ...]:
    """When each line comes: the first at once, the others with the sentence that is about them."""
    timed = stage.timed
    last = max(LEAD, timed.seconds - SETTLED)
    sentences = split_sentences(timed.words)
    if len(sentences) < len(lines):
        # `cues` itself keeps its last seconds free.
        items = [Item(text=speak(line)) for line in lines]
        times = list(cues(items, timed.words, LEAD, max(LEAD + 0.5, timed.seconds - SETTLED + 0.8)))
    else:
        times = [sentences[n][0].start - EARLY for n in _assign(lines, sentences)]
    gap = min(APART, (last - LEAD) / max(1, len(lines)))
    times[0] = LEAD
    for n in range(1, len(times)):
        times[n] = max(times[n], times[n - 1] + gap)
    for n in range(len(times) - 1, 0, -1):
        times[n] = min(times[n], last - gap * (len(times) - 1 - n))
    return tuple(times)


def split_sentences(words: Sequence[Word]) -> list[Sequence[Word]]:
    """The words, sentence by sentence."""
    ends = [
        n + 1 for n, word in enumerate(words) if word.text.rstrip("\"'”»)")[-1:] in set(".!?:;…。")
    ]
    edges = sorted({0, *ends, len(words)})
    return [words[a:b] for a, b in pairwise(edges)]


def _assign(lines: Sequence[str], sentences: Sequence[Sequence[Word]]) -> list[int]:
    """A sentence for each line, in order: the next one, or a later one that says more of it."""
    told = [set(_tokens(speak(line))) for line in lines]
    heard = [{token for word in words for token in _tokens(word.text)} for words in sentences]
    best: list[tuple[float, list[int]]] = [(0.0, [0])]
    for n in range(1, len(lines)):
        room = range(n, len(sentences) - len(lines) + n + 1)
        best = [
            max(
                (
                    score + _fit(told[n], heard[s]) - SKIPPED * (s - chosen[-1] - 1),
                    [*chosen, s],
                )
                for score, chosen in best
                if chosen[-1] < s
            )
            for s in room
        ]
    return max(best, key=lambda found: found[0])[1]


def _fit(line: set[str], sentence: set[str]) -> float:
    """The share of a line's words that a sentence says."""
    return len(line & sentence) / max(1, len(line))


def time_group(words: Sequence[Word], tex: str) -> list[float]:
    """Every time at which a group's own words are spoken."""
    wanted = list(_tokens(speak(tex)))
    heard = [(token, word.start) for word in words for token in _tokens(word.text)]
    spoken = [token for token, _ in heard]
    if not wanted:
        return []
    return [
        start - EARLY for n, (_, start) in enumerate(heard) if spoken[n : n + len(wanted)] == wanted
    ]


def _tokens(text: str) -> Iterator[str]:
    for token in re.findall(r"[^\W_]+", text.lower()):
        small = token.isdecimal() and len(token) < 3 and int(token) < len(_DIGITS)
        yield _DIGITS[int(token)] if small else token
