"""Where labels stand on their lines: whole, apart from boxes, and where they hide no corner."""

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from callsheet_studio.diagrams.layout.model import Bounds, Point

STEP = 10.0
"""Units between two places that are tried."""
AIR = 6.0
"""Units that a label should keep from boxes and from other labels."""
TIP = 18.0
"""Of a line's end, what a label should not hide."""
CROSSED, TIGHT, HIDDEN, MOVED = 300.0, 60.0, 120.0, 20.0
"""What another line under a label costs, too little air, a hidden corner or end of its own line,
and a place that the layout did not choose, where a unit from the line's middle costs 1."""


def place_labels(
    lines: Sequence[Sequence[Point]],
    sizes: Sequence[tuple[float, float] | None],
    middles: Sequence[Point | None],
    boxes: Sequence[Bounds],
) -> list[Point | None] | None:
    """Return the middle of each label on its own line, or None if a label has no place.

    Args:
        lines: The points of each line, all of them horizontal or vertical in their parts.
        sizes: (width, height) of each line's label; None: it has none.
        middles: Where the layout has put the labels; these places are kept if they are as good.
        boxes: What no label may cover.
    """
    placed: list[Point | None] = [None] * len(lines)
    taken: list[Bounds] = []
    for n, (line, size, middle) in enumerate(zip(lines, sizes, middles, strict=True)):
        if size is None or middle is None:
            continue
        others = (
            Bounds.enclose(ends)
            for m, other in enumerate(lines)
            if m != n
            for ends in pairwise(other)
        )
        found = _find_place(line, size, middle, [*boxes, *taken], others)
        if found is None:
            return None
        placed[n] = found
        taken.append(Bounds.around(found, *size))
    return placed


def _find_place(
    line: Sequence[Point],
    size: tuple[float, float],
    middle: Point,
    solid: Sequence[Bounds],
    others: Iterator[Bounds],
) -> Point | None:
    """The cheapest place on a line; None if a box or a label is everywhere."""
    reach = Bounds.enclose(line).grow(max(size) / 2 + AIR)
    solid = [box for box in solid if box.overlaps(reach)]
    airy = [box.grow(AIR) for box in solid]
    crossed = [part for part in (other.grow(1) for other in others) if part.overlaps(reach)]
    hidden = list(_corners_and_tips(line))
    least, best = math.inf, None
    for cost, at in _sort_spots(line, middle):
        if cost >= least:
            break
        label = Bounds.around(at, *size)
        if _count(label, solid):
            continue
        cost += TIGHT * (_count(label, airy) > 0) + HIDDEN * _count(label, hidden)
        if cost < least:
            cost += CROSSED * _count(label, crossed)
        if cost < least:
            least, best = cost, at
    return best


def _count(label: Bounds, things: Sequence[Bounds]) -> int:
    """How many things a label covers."""
    left, top, right, bottom = label.x + 0.5, label.y + 0.5, label.right - 0.5, label.bottom - 0.5
    return sum(
        thing.x < right
        and thing.y < bottom
        and thing.x + thing.width > left
        and thing.y + thing.height > top
        for thing in things
    )


def _sort_spots(line: Sequence[Point], middle: Point) -> list[tuple[float, Point]]:
    """Points of a line, `STEP` apart, with the middle of each part and its point nearest to
    `middle`; each after its cost, the cheapest first."""
    half = sum(math.dist(a, b) for a, b in pairwise(line)) / 2
    spots: list[tuple[float, Point]] = []
    for a, b in pairwise(line):
        length = math.dist(a, b)
        if length > 0:
            ux, uy = (b[0] - a[0]) / length, (b[1] - a[1]) / length
            nearest = (middle[0] - a[0]) * ux + (middle[1] - a[1]) * uy
            steps = (n * STEP for n in range(1, math.ceil(length / STEP)))
            for along in {length / 2, min(max(nearest, 0.0), length), *steps}:
                at = a[0] + ux * along, a[1] + uy * along
                moved = math.dist(at, middle) > 1
                spots.append((MOVED + abs(along - half) if moved else 0.0, at))
        half -= length
    return sorted(spots)


def _corners_and_tips(line: Sequence[Point]) -> Iterator[Bounds]:
    for corner in line[1:-1]:
        yield Bounds.around(corner, 2, 2)
    for end, before in (line[:2], line[-1:-3:-1]):
        share = min(1.0, TIP / (math.dist(end, before) or 1.0))
        tip = end[0] + (before[0] - end[0]) * share, end[1] + (before[1] - end[1]) * share
        yield Bounds.enclose((end, tip)).grow(1)
