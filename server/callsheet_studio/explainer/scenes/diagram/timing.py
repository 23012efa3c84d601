"""When the parts of a diagram arrive, and which of them is being spoken of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from callsheet_studio.drawing.easing import ramp, smootherstep
from callsheet_studio.explainer.attention import FOCUS
from callsheet_studio.explainer.scene_context import SceneContext
from callsheet_studio.explainer.timing.item_cues import SETTLED, item_times
from callsheet_studio.storyboard.model import Item
from callsheet_studio.text.timed_word import TimedWord

LEAD = 0.5
"""Seconds into the scene at which the first part arrives, at the earliest."""
VISITED = 3.0
"""Seconds before the scene's end by which the last part has arrived where the camera goes from part
to part; SETTLED where all can be read at once."""
BLANK = 2.0
"""Seconds that may pass before the first part arrives."""
DWELL = 1.6
"""Seconds that the last part is spoken of, if there is time."""
CALM, LEAVING = 1.5, 2.3
"""Seconds before the scene's end from which nothing is being spoken of, at the latest: where all
can be read at once, and where the camera sets out to the whole."""


@dataclass(frozen=True)
class Timing:
    """When each part of a diagram is spoken of, in seconds from the scene's start."""

    cues: tuple[float, ...]
    end: float
    """When the last part has been spoken of."""

    def focus(self, part: int, t: float) -> float:
        """Return how far a part is highlighted at second `t` (0 to 1) while it is spoken of; 0
        for all parts after the end."""
        cue = self.cues[part]
        following = min((other for other in self.cues if other > cue + 0.05), default=self.end)
        following = max(cue, following)
        return smootherstep(ramp(t, cue, FOCUS)) - smootherstep(ramp(t, following, FOCUS))

    def arrival(self, part: int) -> float:
        """Return when a part enters, in seconds: when it is spoken of, or earlier if the first
        parts would be late, so that the picture does not stay empty during a long introduction."""
        first = min(self.cues)
        if first <= LEAD + BLANK:
            return self.cues[part]
        step = max(DWELL, (first - LEAD) / len(self.cues))
        return min(self.cues[part], LEAD + step * self.order().index(part))

    def order(self) -> Sequence[int]:
        """Return the indexes of the parts in the order in which they enter."""
        return sorted(range(len(self.cues)), key=lambda n: (self.cues[n], n))


def time_parts(
    context: SceneContext, texts: Sequence[str], in_order: bool = False, visits: bool = False
) -> Timing:
    """Return when the parts of a diagram are spoken of; parts that are not named get times between
    their neighbors.

    Args:
        texts: The text of each part.
        in_order: Whether parts are spoken of in their own order.
        visits: Whether a camera moves from part to part, and needs time to reach the last.
    """
    timed = context.timed
    items = [Item(text=" ".join(text.split())) for text in texts]
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
    last = max(times, default=LEAD)
    return Timing(times, max(LEAD, min(last + DWELL, timed.seconds - calm)))


def find_phrase(words: Sequence[TimedWord], text: str, after: float = 0.0) -> float | None:
    """Return the second at which a text is first spoken, word for word, from
    `after` on; None if it isn't."""
    wanted = _tokens(text)
    heard = [(token, word.start) for word in words for token in _tokens(word.text)]
    for n, (_, start) in enumerate(heard):
        if wanted and start >= after and [t for t, _ in heard[n : n + len(wanted)]] == wanted:
            return start
    return None


def _tokens(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())
