"""Lines of a diagram: rounded routes with tips, drawn on, and dots that travel along them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from callsheet_studio.diagrams.layout.model import Point
from callsheet_studio.diagrams.model import LineStyle, Tip
from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.easing import ramp, smootherstep
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import draw_partial_path, fill, polygon, stroke

TIP = 15.0
"""Length of an arrow's tip."""
CORNER = 16.0
DRAWN = 0.55
"""Seconds in which a line draws itself."""
FLOWING = 1.5
"""Seconds from a line's beginning after which no dot travels any more."""
DOTS, DOT = 3, 5.5
WIDTHS: dict[LineStyle, float] = {"solid": 3.0, "dotted": 3.0, "thick": 6.0, "hidden": 0.0}


@dataclass(frozen=True)
class DrawnRoute:
    """A line of a diagram: its points, dashes, tips and width (None: the usual one)."""

    points: tuple[Point, ...]
    style: LineStyle = "solid"
    head: Tip = "none"
    tail: Tip = "none"
    width: float | None = None

    def draw(self, canvas: skia.Canvas, color: Color, share: float, alpha: float = 1.0) -> None:
        """Draw the first `share` (0 to 1) of the line; each tip is drawn once the line has
        reached it."""
        if share <= 0 or self.style == "hidden":
            return
        body = _shorten(self.points, self.head, self.tail)
        dotted = self.style == "dotted" and share > 0.999
        paint = (_dotted_paint if dotted else stroke)(
            color, self.width or WIDTHS[self.style], alpha
        )
        draw_partial_path(canvas, round_corners(body), paint, share)
        if self.tail != "none":
            _draw_tip(canvas, self.tail, self.points[0], self.points[1], color, alpha)
        if self.head != "none" and share > 0.97:
            _draw_tip(canvas, self.head, self.points[-1], self.points[-2], color, alpha)

    def flow(self, canvas: skia.Canvas, color: Color, since: float) -> None:
        """Draw the dots that move along the line, `since` seconds after it began to be drawn."""
        if self.style == "hidden" or not DRAWN < since < FLOWING:
            return
        for n in range(DOTS):
            share = ramp(since, DRAWN + 0.12 * n, FLOWING - DRAWN - 0.12 * DOTS)
            if 0 < share < 1:
                fade = min(1.0, 8 * share, 8 * (1 - share))
                canvas.drawCircle(*along(self.points, smootherstep(share)), DOT, fill(color, fade))


@lru_cache(maxsize=64)
def _dotted_paint(color: Color, width: float, alpha: float) -> skia.Paint:
    """The same one each time, since only then a frame is equal to the one before it."""
    paint = stroke(color, width, alpha)
    paint.setPathEffect(skia.DashPathEffect.Make([9, 9], 0))
    return paint


def along(points: Sequence[Point], share: float) -> Point:
    """Return the point at the share (0 to 1) of the length of a line through points."""
    lengths = [math.dist(a, b) for a, b in pairwise(points)]
    left = share * sum(lengths)
    for (a, b), length in zip(pairwise(points), lengths, strict=True):
        if left <= length and length > 0:
            part = left / length
            return a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part
        left -= length
    return points[-1]


def round_corners(points: Sequence[Point]) -> skia.Path:
    """Return a path through points, with its corners rounded."""
    path = skia.Path()
    path.moveTo(*points[0])
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        path.lineTo(*_near(corner, before))
        path.quadTo(*corner, *_near(corner, after))
    path.lineTo(*points[-1])
    return path


def _near(corner: Point, other: Point) -> Point:
    length = math.dist(corner, other) or 1.0
    part = min(CORNER, length / 2) / length
    return corner[0] + (other[0] - corner[0]) * part, corner[1] + (other[1] - corner[1]) * part


def _shorten(points: tuple[Point, ...], head: Tip, tail: Tip) -> tuple[Point, ...]:
    """The points without what filled tips cover."""
    start, end = points[0], points[-1]
    if head in ("arrow", "circle"):
        end = _back(end, points[-2])
    if tail in ("arrow", "circle"):
        start = _back(start, points[1])
    return start, *points[1:-1], end


def _back(end: Point, before: Point) -> Point:
    length = math.dist(end, before)
    part = min(TIP * 0.7, length) / length if length else 0.0
    return end[0] + (before[0] - end[0]) * part, end[1] + (before[1] - end[1]) * part


def _draw_tip(
    canvas: skia.Canvas, tip: Tip, end: Point, before: Point, color: Color, alpha: float
) -> None:
    angle = math.atan2(end[1] - before[1], end[0] - before[0])
    canvas.save()
    canvas.translate(*end)
    canvas.rotate(math.degrees(angle))
    half = TIP * 0.52
    if tip == "arrow":
        canvas.drawPath(polygon((0, 0), (-TIP, -half), (-TIP, half)), fill(color, alpha))
    elif tip == "circle":
        canvas.drawCircle(-half, 0, half, fill(color, alpha))
    elif tip == "cross":
        for side in (-1, 1):
            canvas.drawLine(-TIP, -half * side, 0, half * side, stroke(color, 3, alpha))
    elif tip == "open":
        for side in (-1, 1):
            canvas.drawLine(-TIP, half * side, 0, 0, stroke(color, 3, alpha))
    canvas.restore()
