"""The sizes of boxes around texts, and where a line meets the outline of a shape."""

import math
from collections.abc import Callable, Mapping

from callsheet_studio.diagrams.layout.model import Bounds, Point
from callsheet_studio.diagrams.model import Shape

PAD_X, PAD_Y = 24.0, 16.0
"""Between a text and the box around it."""
LABEL_PAD = 6.0
"""Around a label on a line."""
CAP = 14.0
"""Height of a cylinder's cap, and of the wave at a document's foot."""
DOT = 30.0
"""Diameter of a state diagram's start and end."""
CHOICE = 52.0
"""Width and height of a diamond without a text."""
BAR = (14.0, 84.0)
"""Of a fork or join between things from left to right."""
_SLANTED: frozenset[Shape] = frozenset(
    ("lean_right", "lean_left", "trapezoid", "inverted_trapezoid", "hexagon", "flag")
)
ROUND: frozenset[Shape] = frozenset(
    ("circle", "double_circle", "ellipse", "cloud", "bang", "start", "end")
)
"""Shapes whose outline is an ellipse, or about one."""


def size_box(shape: Shape, width: float, height: float) -> tuple[float, float]:
    """Return the (width, height) of the box that a shape needs around a text of this size, in the
    units of that size."""
    if shape == "diamond" and not width:
        return CHOICE, CHOICE
    w, h = width + 2 * PAD_X, height + 2 * PAD_Y
    return _SIZES.get(shape, lambda w, h: (w, h))(w, h)


def slant_of(bounds: Bounds) -> float:
    """Return by how much the sides of a parallelogram lean to the side, in the units of
    `bounds`."""
    return min(0.5 * bounds.height, 0.25 * bounds.width)


def meet_outline(shape: Shape, bounds: Bounds, end: Point, before: Point) -> Point:
    """Return the point at which a line ends on the outline of a shape.

    Args:
        bounds: The rectangle around the shape.
        end: Where the line meets that rectangle.
        before: The point of the line before `end`.
    """
    half_w, half_h = bounds.width / 2, bounds.height / 2
    cx, cy = bounds.center
    is_upright = abs(end[0] - before[0]) < abs(end[1] - before[1])
    if is_upright:
        depth = _depth(shape, (end[0] - cx) / half_w, bounds, is_upright) * half_h
        return end[0], cy + math.copysign(half_h - depth, end[1] - cy)
    depth = _depth(shape, (end[1] - cy) / half_h, bounds, is_upright) * half_w
    return cx + math.copysign(half_w - depth, end[0] - cx), end[1]


def _depth(shape: Shape, off: float, bounds: Bounds, is_upright: bool) -> float:
    """How far inside the box the outline lies, as a share of half the box; `off` is how far from
    the middle of its side, from -1 to 1."""
    off = min(1.0, abs(off))
    if shape == "diamond":
        return off
    if shape in ROUND:
        return 1 - math.sqrt(1 - off * off)
    if shape == "stadium" and not is_upright:
        radius = bounds.height / bounds.width
        return radius * (1 - math.sqrt(1 - off * off))
    if shape == "hexagon" and not is_upright:
        return off * slant_of(bounds) / (bounds.width / 2)
    if shape in _SLANTED and not is_upright:
        return slant_of(bounds) / bounds.width
    return 0.0


def _size_round(w: float, h: float) -> tuple[float, float]:
    side = math.hypot(w - PAD_X, h - PAD_Y)
    return side, side


_SIZES: Mapping[Shape, Callable[[float, float], tuple[float, float]]] = {
    "diamond": lambda w, h: (w + 1.3 * h, 1.8 * h),
    "circle": _size_round,
    "double_circle": lambda w, h: (_size_round(w, h)[0] + 14, _size_round(w, h)[1] + 14),
    "ellipse": lambda w, h: (1.3 * w, 1.3 * h),
    "cloud": lambda w, h: (1.3 * w, 1.5 * h),
    "bang": lambda w, h: (1.35 * w, 1.6 * h),
    "stadium": lambda w, h: (w + 0.4 * h, h),
    "subroutine": lambda w, h: (w + 28, h),
    "cylinder": lambda w, h: (w, h + 2 * CAP),
    "document": lambda w, h: (w, h + 1.5 * CAP),
    "text": lambda w, h: (w - PAD_X, h - 0.5 * PAD_Y),
    "bar": lambda _w, _h: BAR,
    "start": lambda _w, _h: (DOT, DOT),
    "end": lambda _w, _h: (DOT, DOT),
    **dict.fromkeys(_SLANTED, lambda w, h: (w + h, h)),
}
