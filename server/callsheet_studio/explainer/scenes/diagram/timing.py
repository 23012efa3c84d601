"""When the parts of a diagram arrive, and which of them is being spoken of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from callsheet_studio.drawing.easing import ramp, smootherstep
from callsheet_studio.explainer.attention import FOCUS
from callsheet_studio.explainer.scene_context import SceneContext
from callsheet_studio.explainer.timing.item_cues import SETTLED, find_named, item_times
from callsheet_studio.storyboard.model import Item
from callsheet_studio.text.punctuation import ends_sentence
from callsheet_studio.text.timed_word import TimedWord

LEAD = 0.5
"""Seconds into the scene at which the first part arrives, at the earliest."""
VISITED = 3.9
"""Seconds before the scene's end by which the last part has arrived where the camera goes from part
to part; SETTLED where all can be read at once."""
BLANK = 2.0
"""Seconds that may pass before the first part arrives."""
DWELL = 1.6
"""Seconds that the last part is spoken of, if there is time."""
CALM, LEAVING = 1.5, 3.2
"""Seconds before the scene's end from which nothing is being spoken of, at the latest: where all
can be read at once, and where the camera may go on to a page of what nobody named."""
NAMED = 0.3
"""Share of a part's words from which it is named, where others are named as well."""


@dataclass(frozen=True)
class Timing:
    """When each part of a diagram is spoken of, in seconds from the scene's start."""

    cues: tuple[float, ...]
    end: float
    """When the last part has been spoken of."""
    quiet: frozenset[int] = field(default_factory=frozenset[int])
    """The parts that nobody names while others are named: they enter without being highlighted."""
    lights: tuple[tuple[tuple[float, float], ...], ...] = ()
    """From when to when each part is spoken of; empty: from its cue until the next one."""
    latest: float = 0.0
    """The second by which nothing is spoken of any more; `end` may be as late as that."""

    def focus(self, part: int, t: float) -> float:
        """Return how far a part is highlighted at second `t` (0 to 1) while it is spoken of; 0
        for all parts after the end."""
        if part in self.quiet:
            return 0.0
        if self.lights:
            return max((_share(span, t) for span in self.lights[part]), default=0.0)
        cue = self.cues[part]
        named = (self.cues[n] for n in range(len(self.cues)) if n not in self.quiet)
        following = min((other for other in named if other > cue + 0.05), default=self.end)
        following = max(cue, following)
        return _share((cue, following), t)

    def arrival(self, part: int) -> float:
        """Return when a part enters, in seconds: when it is spoken of, or earlier if the first
        parts would be late, so that the picture does not stay empty during a long introduction."""
        first = min(self.cues)
        if first <= LEAD + BLANK or part in self.quiet:
            return self.cues[part]
        step = max(DWELL, (first - LEAD) / len(self.cues))
        return min(self.cues[part], LEAD + step * self.order().index(part))

    def order(self) -> Sequence[int]:
        """Return the indexes of the parts in the order in which they enter."""
        return sorted(range(len(self.cues)), key=lambda n: (self.cues[n], n))


def _share(span: tuple[float, float], t: float) -> float:
    return smootherstep(ramp(t, span[0], FOCUS)) - smootherstep(ramp(t, span[1], FOCUS))


def time_parts(
    context: SceneContext,
    texts: Sequence[str],
    in_order: bool = False,
    visits: bool = False,
    details: Sequence[str] = (),
) -> Timing:
    """Return when the parts of a diagram are spoken of; parts that are not named get times between
    their neighbors. Where some are named, the others are quiet; where a camera moves, those before
    the first one that is named enter at the beginning, those after the last one at the end.

    Args:
        texts: The text of each part.
        in_order: Whether parts are spoken of in their own order.
        visits: Whether a camera moves from part to part, and needs time to reach the last.
        details: What else tells each part from the others, if it is spoken of.
    """
    timed = context.timed
    items = [
        Item(text=" ".join(text.split()), detail=detail)
        for text, detail in zip_longest(texts, details)
    ]
    rest, calm = (VISITED, LEAVING) if visits else (SETTLED, CALM)
    # `item_times` itself keeps the last SETTLED seconds free.
    seconds = max(LEAD + 0.5, timed.seconds - rest + SETTLED)
    times = item_times(items, timed.words, LEAD, seconds, in_order)
    if not in_order:
        latest = max(LEAD, timed.seconds - rest)
        said = (find_phrase(timed.words, text) if " " in text else None for text in texts)
        times = tuple(
            time if exact is None else min(exact, latest)
            for time, exact in zip(times, said, strict=True)
        )
    latest = timed.seconds - calm
    named = find_named(items, timed.words, NAMED)
    quiet = frozenset(range(len(items))) - named if named else frozenset[int]()
    if not visits or not named:
        last = max(times, default=LEAD)
        return Timing(times, max(LEAD, min(last + DWELL, latest)), quiet, latest=latest)
    last = max(times[n] for n in named)
    end = max(LEAD, min(max(last + DWELL, _sentence_end(timed.words, last)), latest))
    cues = [
        _enter_quietly(n, time, named, end) if n in quiet else time for n, time in enumerate(times)
    ]
    return Timing(tuple(cues), end, quiet, latest=latest)


def _enter_quietly(part: int, time: float, named: frozenset[int], end: float) -> float:
    if part < min(named):
        return LEAD
    return end if part > max(named) else min(time, end)


def _sentence_end(words: Sequence[TimedWord], time: float) -> float:
    """When the sentence that is spoken at a time ends; 0 after the last one."""
    ends = (word.end for word in words if word.end > time and ends_sentence(word.text))
    return next(ends, 0.0)


def find_phrase(words: Sequence[TimedWord], text: str, after: float = 0.0) -> float | None:
    """Return the second at which a text is first spoken, word for word, from
    `after` on; None if it isn't."""
    wanted = tokens_of(text)
    heard = [(token, word.start) for word in words for token in tokens_of(word.text)]
    for n, (_, start) in enumerate(heard):
        if wanted and start >= after and [t for t, _ in heard[n : n + len(wanted)]] == wanted:
            return start
    return None


def tokens_of(text: str) -> list[str]:
    """Return the words of a text in small letters, without marks."""
    return re.findall(r"\w+", text.lower())
