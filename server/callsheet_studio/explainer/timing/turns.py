"""Gives everything that is seen in turn enough time to be read."""

from collections.abc import Sequence
from itertools import accumulate


def space_turns(starts: Sequence[float], least: Sequence[float], end: float) -> list[float]:
    """Return the start times, moved only where something would be shown too briefly to be read.

    Args:
        starts: When each thing is first shown, in seconds, in order.
        least: The seconds for which each has to be shown. If there is less time than all of them
            together need, each gets its share.
        end: When the last one ends.
    """
    if not starts:
        return []
    share = min(1.0, max(0.0, end - starts[0]) / sum(least))
    rests = [*accumulate(seconds * share for seconds in reversed(least))][::-1]
    moved = [starts[0]]
    for start, seconds, rest in zip(starts[1:], least, rests[1:], strict=False):
        moved.append(min(max(start, moved[-1] + seconds * share), end - rest))
    return moved
