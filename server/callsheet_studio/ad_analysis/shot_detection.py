"""Where one shot ends and the next begins.

A cut is a jump between two frames that stands out from what goes on around it. A soft change, such
as a dissolve, a fade or a wipe, is a short while in which most of the picture's edges go and others
come, or some of them and most of its colors, with calm before and after. What only comes, such as a
text over the picture, is no change; nor is a flash, which leads away from a picture and back to it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from callsheet_studio.ad_analysis.findings import Change
from callsheet_studio.ad_analysis.frame_grid import Map

JUMP = 12.0
"""Levels, all planes added, from which two neighboring frames may be a cut."""
OUTSTANDING = 3.0
"""Times that a cut is above the usual change around it."""
OTHER, LEFT = 10.0, 0.3
"""Levels that a cell must change, and the share of such cells, for the picture to be another."""
AROUND = 8
"""Frames before and after that count as around."""
FLASH = 0.8
"""Seconds within which a picture that comes back was never left."""
LEAST = 0.4
"""Seconds of the shortest shot; what is shorter is on the way from one shot to the next."""
EVERY = 0.1
"""Seconds between two outlines."""
REACHES = (4, 6)
"""How many outlines before and after a moment are compared; a flash spoils one of them only."""
EDGE = 9.0
"""Levels, all planes added, between two neighboring cells that are an edge."""
GONE = 0.35
"""Share of the edges that must go."""
SOME_GONE, RECOLORED = 0.2, 0.36
"""Share of the edges that must go where so many of the coarse cells change their color, as `OTHER`
counts it: texts that follow each other in the same place share most edges."""
FEW = 0.015
"""Share of the cells that are edges, under which there is no picture to leave."""
LONGEST = 2.0
"""Seconds; while edges go for longer, something moves."""
POOL = 4
"""Cells, across and down, that are one in what is kept of a jump."""


@dataclass(frozen=True)
class FrameChange:
    """Two neighboring frames that differ enough to be a cut."""

    frame: int
    """Number of the second one."""
    at: float
    """The time of the second frame, in seconds."""
    before: NDArray[np.uint8]
    after: NDArray[np.uint8]

    @classmethod
    def between(cls, frame: int, at: float, before: Map, after: Map) -> "FrameChange":
        """Return the change between two neighboring frame grids (`to_grid`), with coarse copies of
        both.

        Args:
            frame: The number of the second frame.
            at: Its time, in seconds.
        """
        return cls(frame, at, _coarse(before), _coarse(after))


@dataclass(frozen=True)
class EdgeMask:
    """Which cells of a frame grid have an edge, packed into bits, and a coarse copy of it."""

    at: float
    packed: NDArray[np.uint8]
    shape: tuple[int, int]
    coarse: NDArray[np.uint8]

    @classmethod
    def of(cls, at: float, view: Map) -> "EdgeMask":
        """Return the edges in a frame grid (`to_grid`), in brightness and in color.

        Args:
            at: The frame's time, in seconds.
        """
        across = np.abs(np.diff(view, axis=2, append=view[:, :, -1:])).sum(axis=0)
        down = np.abs(np.diff(view, axis=1, append=view[:, -1:])).sum(axis=0)
        edges = np.maximum(across, down) > EDGE
        return cls(at, np.packbits(edges), (edges.shape[0], edges.shape[1]), _coarse(view))

    @property
    def edges(self) -> NDArray[np.bool_]:
        """Whether each cell has an edge, shape (rows, columns)."""
        count = self.shape[0] * self.shape[1]
        return np.unpackbits(self.packed, count=count).reshape(self.shape).astype(bool)


def frame_distance(one: Map, other: Map) -> float:
    """Return how different two frame grids (`to_grid`) are: the mean absolute difference of each
    plane in levels (0 to 255), added up."""
    return float(np.abs(one - other).mean(axis=(1, 2)).sum())


def is_cut_candidate(step: float, before: Sequence[float]) -> bool:
    """Return whether a frame differs so much from the one before that it may begin a shot: much
    more than the last frames did.

    Args:
        step: Its distance, as `frame_distance` gives it.
        before: The distances of the frames before it, in order.
    """
    if step <= JUMP or len(before) < 2:
        return False
    return step > OUTSTANDING * float(np.median(before[1:][-AROUND:]))


def is_new_picture(before: Map, after: Map) -> bool:
    """Return whether most of the picture changed between two frame grids, rather than a text in
    it."""
    return float((np.abs(after - before).max(axis=0) > OTHER).mean()) > LEFT


def shot_boundaries(
    steps: NDArray[np.float64], jumps: Sequence[FrameChange], outlines: Sequence[EdgeMask]
) -> tuple[tuple[float, Change], ...]:
    """Return (second, kind) of the beginning of every shot, in order: `start` at 0, then `cut` or
    `soft`.

    Args:
        steps: The distance of each frame to the one before, shape (n,).
        jumps: The changes that may be cuts.
        outlines: The edges of sampled frames, by which soft changes are found.
    """
    cuts: list[tuple[float, Change]] = [
        (jump.at, "cut") for jump in _lasting(_outstanding(jumps, steps))
    ]
    soft: list[tuple[float, Change]] = [
        (_middle(outlines, run), "soft")
        for run in _turnovers(outlines)
        if not any(
            outlines[run[0]].at - FLASH <= at <= outlines[run[-1]].at + FLASH for at, _ in cuts
        )
    ]
    turns = [turn for turn in sorted([*cuts, *soft]) if turn[0] >= LEAST]
    nexts = [at for at, _ in turns[1:]] + [float("inf")]
    apart = [turn for turn, after in zip(turns, nexts, strict=False) if after - turn[0] >= LEAST]
    return ((0.0, "start"), *((round(at, 3), kind) for at, kind in apart))


def _coarse(view: Map) -> NDArray[np.uint8]:
    planes, rows, columns = view.shape
    pooled = view.reshape(planes, rows // POOL, POOL, columns // POOL, POOL).mean(axis=(2, 4))
    return pooled.astype(np.uint8)


def _outstanding(jumps: Sequence[FrameChange], steps: NDArray[np.float64]) -> list[FrameChange]:
    """Jumps that stand out from what comes after too: a camera that begins to shake is no cut."""
    following = ((jump, steps[jump.frame + 1 : jump.frame + AROUND]) for jump in jumps)
    return [
        jump
        for jump, after in following
        if not len(after) or steps[jump.frame] > OUTSTANDING * float(np.median(after))
    ]


def _lasting(jumps: Sequence[FrameChange]) -> list[FrameChange]:
    """Without flashes: pairs that lead away from a picture and back to it."""
    kept: list[FrameChange] = []
    for jump in jumps:
        away = kept[-1] if kept else None
        if away and jump.at - away.at < FLASH and _returns(away, jump):
            kept.pop()
        else:
            kept.append(jump)
    return kept


def _returns(away: FrameChange, back: FrameChange) -> bool:
    left, reached, other = (x.astype(np.float32) for x in (away.before, back.after, away.after))
    return frame_distance(left, reached) < 0.4 * frame_distance(left, other)


def _turnovers(outlines: Sequence[EdgeMask]) -> Iterator[range]:
    """Runs of moments around which most edges go; one that is cut off by the ad's end is none."""
    far = max(REACHES)
    moments = range(far, len(outlines) - far)
    runs = [
        (going, list(run))
        for going, run in groupby(moments, key=lambda i: _is_turning(outlines, i))
    ]
    for going, run in runs[1:-1]:
        if going and outlines[run[-1]].at - outlines[run[0]].at < LONGEST:
            yield range(run[0], run[-1] + 1)


def _is_turning(outlines: Sequence[EdgeMask], i: int) -> bool:
    around = [(outlines[i - reach], outlines[i + reach]) for reach in REACHES]
    gone = min(_gone(*pair) for pair in around)
    if gone <= SOME_GONE:
        return False
    return gone > GONE or min(_recolored(*pair) for pair in around) > RECOLORED


def _recolored(before: EdgeMask, after: EdgeMask) -> float:
    """The share of coarse cells that have another color."""
    levels = np.abs(np.subtract(after.coarse, before.coarse, dtype=np.int16)).max(axis=0)
    return float((levels > OTHER).mean())


def _gone(before: EdgeMask, after: EdgeMask) -> float:
    """The share of edges that are not there any more, not even one cell away."""
    edges, wide = before.edges, np.pad(after.edges, 1)
    if edges.mean() < FEW:
        return 0.0
    rows, columns = before.shape
    kept = np.zeros_like(edges)
    for down in range(3):
        for across in range(3):
            kept |= wide[down : down + rows, across : across + columns]
    return 1 - float((edges & kept).sum() / edges.sum())


def _middle(outlines: Sequence[EdgeMask], run: range) -> float:
    """When there is nothing to see, between two pictures; or else when edges go and come, on the
    average."""
    if blank := [outlines[i].at for i in run if outlines[i].edges.mean() < FEW]:
        return float(np.mean(blank))
    reached = range(run[0] - min(REACHES), run[-1] + min(REACHES) + 1)
    pairs = [(outlines[i - 1], outlines[i]) for i in reached]
    turned = [_gone(one, other) + _gone(other, one) for one, other in pairs]
    return float(np.average([other.at for _, other in pairs], weights=turned))
