"""When lines of mathematics come, and when a group of them is spoken of."""

from collections.abc import Sequence
from dataclasses import dataclass

from callsheet_studio.drawing.easing import ramp, smootherstep
from callsheet_studio.explainer.attention import FOCUS
from callsheet_studio.explainer.scene_context import SceneContext
from callsheet_studio.explainer.sentence_cues import spoken_tokens, time_by_sentence
from callsheet_studio.explainer.timing.item_cues import EARLY, item_times
from callsheet_studio.storyboard.maths import speak
from callsheet_studio.storyboard.model import Item
from callsheet_studio.text.timed_word import TimedWord

LEAD = 0.3
"""Seconds into the scene at which the first line begins to be written."""
WRITTEN = 1.6
"""Seconds in which it is."""
MORPH = 1.3
"""Seconds in which a line becomes the next."""
APART = 2.1
"""Seconds between two lines, if there is time."""
SETTLED = 1.8
"""Seconds before the scene's end by which the last line begins to come."""
LIT = 3.0
"""Seconds for which a group is lit, at most."""


@dataclass(frozen=True)
class LitGroup:
    """A group (by index) of a line (by index) that is highlighted from second `start` to `end`."""

    group: int
    line: int
    start: float
    end: float

    def focus(self, t: float) -> float:
        """Return how far the group is highlighted at second `t`, 0 to 1."""
        return smootherstep(ramp(t, self.start, FOCUS)) - smootherstep(ramp(t, self.end, FOCUS))


def time_lines(context: SceneContext, lines: Sequence[str]) -> tuple[float, ...]:
    """Return when each line of an equation enters, in seconds from the scene's start, in order.

    The first enters at once, the others with the sentence about them or, if there are too few
    sentences, when they are mentioned or evenly spaced. Lines keep a minimum distance, so one may
    enter late.

    Args:
        lines: The lines in TeX, at least one.
    """
    timed = context.timed
    last = max(LEAD, timed.seconds - SETTLED)
    spoken = [speak(line) for line in lines]
    times = time_by_sentence(spoken, timed.words)
    if times is None:
        # `cues` itself keeps its last seconds free.
        until = max(LEAD + 0.5, timed.seconds - SETTLED + 0.8)
        times = list(item_times([Item(text=text) for text in spoken], timed.words, LEAD, until))
    gap = min(APART, (last - LEAD) / max(1, len(lines)))
    times = _with_exact(times, _find_lines(timed.words, spoken), gap)
    times[0] = LEAD
    for n in range(1, len(times)):
        times[n] = max(times[n], times[n - 1] + gap)
    for n in range(len(times) - 1, 0, -1):
        times[n] = min(times[n], last - gap * (len(times) - 1 - n))
    return tuple(times)


def _find_lines(words: Sequence[TimedWord], spoken: Sequence[str]) -> list[float | None]:
    """When each line is spoken word for word, after those before it."""
    found: list[float | None] = []
    after = 0.0
    for text in spoken:
        times = (time for time in _find(words, text) if time >= after)
        found.append(next(times, None))
        after = found[-1] + EARLY if found[-1] is not None else after
    return found


def _with_exact(times: list[float], exact: Sequence[float | None], gap: float) -> list[float]:
    """The times, where known the exact ones; the others come before the next of those."""
    filled, latest = list(times), float("inf")
    for n in range(len(filled) - 1, -1, -1):
        known = exact[n]
        filled[n] = min(filled[n], latest - gap) if known is None else known
        latest = filled[n]
    return filled


def time_group(words: Sequence[TimedWord], tex: str) -> list[float]:
    """Return every second at which the words of a group of TeX are spoken."""
    return _find(words, speak(tex))


def _find(words: Sequence[TimedWord], text: str) -> list[float]:
    wanted = list(spoken_tokens(text))
    heard = [(token, word.start) for word in words for token in spoken_tokens(word.text)]
    spoken = [token for token, _ in heard]
    if not wanted:
        return []
    return [
        start - EARLY for n, (_, start) in enumerate(heard) if spoken[n : n + len(wanted)] == wanted
    ]
