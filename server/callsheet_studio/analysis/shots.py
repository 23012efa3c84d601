"""Where one shot ends and the next begins, told from how much frames differ.

A cut is a jump between two frames that stands out from what goes on around it. A flash, a jump away
and back within 0.8 s, is none. A dissolve is half a second in which the picture in the middle is
the mean of the pictures at both ends, which nothing that moves is. A wipe or a slide is neither: it
shows as movement.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from callsheet_studio.analysis.findings import Change
from callsheet_studio.analysis.maps import Map

JUMP = 12.0
"""Levels, all planes added, from which two neighbouring frames may be a cut."""
OUTSTANDING = 3.0
"""Times that a cut is above the usual change around it."""
AROUND = 8
"""Frames before and after that count as around."""
FLASH = 0.8
"""Seconds within which a picture that comes back was never left."""
LEAST = 0.2
"""Seconds of the shortest shot; of two changes closer together the greater counts."""
BLEND = 16.0
"""Levels that a dissolve changes in half a second at least."""
STRAIGHT = 0.25
"""How far the middle may be off the mean of the ends, as a share of the change."""
POOL = 4
"""Cells, across and down, that are one in what is kept of a jump."""


@dataclass(frozen=True)
class Jump:
    """Two neighbouring frames that differ much."""

    frame: int
    """Number of the second one."""
    before: NDArray[np.uint8]
    after: NDArray[np.uint8]

    @classmethod
    def between(cls, frame: int, before: Map, after: Map) -> "Jump":
        """Keeps coarse copies of both."""
        return cls(frame, _coarse(before), _coarse(after))


@dataclass(frozen=True)
class Blend:
    """Half a second that looks like a dissolve."""

    middle: float
    """Seconds."""
    change: float
    """Levels."""


def distance(one: Map, other: Map) -> float:
    """Mean absolute difference in levels, all planes added."""
    return float(np.abs(one - other).mean(axis=(1, 2)).sum())


def jumps(step: float, before: Sequence[float]) -> bool:
    """Whether this step may be a cut, coming after those: it stands out from the last few."""
    if step <= JUMP or len(before) < 2:
        return False
    return step > OUTSTANDING * float(np.median(before[1:][-AROUND:]))


def blend(recent: Sequence[tuple[float, Map]]) -> Blend | None:
    """Whether these maps, half a second of them, are a dissolve."""
    (start, first), (end, last) = recent[0], recent[-1]
    change = distance(first, last)
    if change < BLEND or len(recent) < 5:
        return None
    middle = min(recent, key=lambda one: abs(one[0] - (start + end) / 2))[1]
    off = distance(middle, (first + last) / np.float32(2))
    return Blend((start + end) / 2, change) if off < STRAIGHT * change else None


def changes(
    times: NDArray[np.float64],
    steps: NDArray[np.float64],
    jumps: Sequence[Jump],
    blends: Sequence[Blend],
) -> tuple[tuple[float, Change], ...]:
    """The second and kind of every shot's beginning, the first at 0.

    `steps` has each frame's distance to the one before.
    """
    kept = _steady(_outstanding(jumps, steps), times)
    cuts = [_Turn(float(times[jump.frame]), "cut", float(steps[jump.frame])) for jump in kept]
    blurred = [
        turn for turn in _dissolves(blends) if all(abs(turn.at - cut.at) > FLASH for cut in cuts)
    ]
    turns = _apart(sorted([*cuts, *blurred], key=lambda turn: turn.at))
    return ((0.0, "start"), *((round(turn.at, 3), turn.kind) for turn in turns))


@dataclass(frozen=True)
class _Turn:
    at: float
    kind: Change
    levels: float


def _coarse(view: Map) -> NDArray[np.uint8]:
    planes, rows, columns = view.shape
    pooled = view.reshape(planes, rows // POOL, POOL, columns // POOL, POOL).mean(axis=(2, 4))
    return pooled.astype(np.uint8)


def _outstanding(jumps: Sequence[Jump], steps: NDArray[np.float64]) -> list[Jump]:
    """Jumps that stand out from what comes after too: a camera that begins to shake is no cut."""
    following = ((jump, steps[jump.frame + 1 : jump.frame + AROUND]) for jump in jumps)
    return [
        jump
        for jump, after in following
        if not len(after) or steps[jump.frame] > OUTSTANDING * float(np.median(after))
    ]


def _steady(jumps: Sequence[Jump], times: NDArray[np.float64]) -> list[Jump]:
    """Without flashes: pairs that lead away from a picture and back to it."""
    kept: list[Jump] = []
    for jump in jumps:
        away = kept[-1] if kept else None
        if away and times[jump.frame] - times[away.frame] < FLASH and _returns(away, jump):
            kept.pop()
        else:
            kept.append(jump)
    return kept


def _returns(away: Jump, back: Jump) -> bool:
    left, reached, other = (x.astype(np.float32) for x in (away.before, back.after, away.after))
    return distance(left, reached) < 0.4 * distance(left, other)


def _dissolves(blends: Sequence[Blend]) -> list[_Turn]:
    """The strongest of each run of blends: where a dissolve is half done."""
    runs: list[list[Blend]] = []
    for one in blends:
        if runs and one.middle - runs[-1][-1].middle < FLASH:
            runs[-1].append(one)
        else:
            runs.append([one])
    best = (max(run, key=lambda one: one.change) for run in runs)
    return [_Turn(one.middle, "dissolve", one.change) for one in best]


def _apart(turns: Sequence[_Turn]) -> list[_Turn]:
    """Without turns that follow another, greater one at once, or lie at the very beginning."""
    pairs = [(one, other) for one, other in pairwise(turns) if other.at - one.at < LEAST]
    lesser = [min(pair, key=lambda turn: turn.levels) for pair in pairs]
    return [turn for turn in turns if turn not in lesser and turn.at >= LEAST]
