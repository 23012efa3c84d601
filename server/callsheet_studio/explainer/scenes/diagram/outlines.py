"""The outlines of nodes, by shape."""

import math
from collections.abc import Callable, Mapping

from callsheet_studio.diagrams.layout.model import Bounds
from callsheet_studio.diagrams.layout.shapes import CAP, slant_of
from callsheet_studio.diagrams.model import Shape
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import polygon

RING = 6.0
"""Between a double circle's lines."""


def outline_shape(shape: Shape, at: Bounds, radius: float) -> skia.Path:
    """Return the outline of a node of this shape inside `at`; `radius` is that of the style's
    corners."""
    build = _OUTLINES.get(shape)
    return build(at) if build else _round_path(at, max(radius, 14.0 if shape == "rounded" else 0.0))


def details_of(shape: Shape, at: Bounds) -> skia.Path | None:
    """Return the lines inside a node's outline as a path, such as those of a cylinder; None
    for a shape without any."""
    build = _DETAILS.get(shape)
    return build(at) if build else None


def _rect(at: Bounds) -> skia.Rect:
    return skia.Rect.MakeXYWH(at.x, at.y, at.width, at.height)


def _round_path(at: Bounds, radius: float) -> skia.Path:
    path = skia.Path()
    radius = min(radius, at.width / 2, at.height / 2)
    path.addRoundRect(_rect(at), radius, radius)
    return path


def _oval(at: Bounds) -> skia.Path:
    path = skia.Path()
    path.addOval(_rect(at))
    return path


def _pill(at: Bounds) -> skia.Path:
    return _round_path(at, at.height / 2)


def _diamond(at: Bounds) -> skia.Path:
    x, y = at.center
    return polygon((x, at.y), (at.right, y), (x, at.bottom), (at.x, y))


def _hexagon(at: Bounds) -> skia.Path:
    lean, y = slant_of(at), at.center[1]
    return polygon(
        (at.x + lean, at.y),
        (at.right - lean, at.y),
        (at.right, y),
        (at.right - lean, at.bottom),
        (at.x + lean, at.bottom),
        (at.x, y),
    )


def _leaning(
    top_left: float, top_right: float, foot_left: float, foot_right: float
) -> Callable[[Bounds], skia.Path]:
    """Four corners, each moved inwards by a share of the slant."""

    def build(at: Bounds) -> skia.Path:
        lean = slant_of(at)
        return polygon(
            (at.x + top_left * lean, at.y),
            (at.right - top_right * lean, at.y),
            (at.right - foot_right * lean, at.bottom),
            (at.x + foot_left * lean, at.bottom),
        )

    return build


def _flag(at: Bounds) -> skia.Path:
    lean = slant_of(at)
    return polygon(
        (at.x, at.y),
        (at.right, at.y),
        (at.right, at.bottom),
        (at.x, at.bottom),
        (at.x + lean, at.center[1]),
    )


def _cylinder(at: Bounds) -> skia.Path:
    path = skia.Path()
    x, top, foot = at.center[0], at.y + CAP, at.bottom - CAP
    bow = CAP * 2
    path.moveTo(at.x, top)
    path.quadTo(x, top - bow, at.right, top)
    path.lineTo(at.right, foot)
    path.quadTo(x, foot + bow, at.x, foot)
    path.close()
    return path


def _document(at: Bounds) -> skia.Path:
    path, x, foot = skia.Path(), at.center[0], at.bottom - CAP
    path.moveTo(at.x, at.y)
    path.lineTo(at.right, at.y)
    path.lineTo(at.right, foot)
    path.quadTo((x + at.right) / 2, foot - CAP, x, foot)
    path.quadTo((x + at.x) / 2, foot + CAP, at.x, foot)
    path.close()
    return path


def _bumpy(count: int, depth: float) -> Callable[[Bounds], skia.Path]:
    """An ellipse whose outline goes in and out."""

    def build(at: Bounds) -> skia.Path:
        x, y = at.center
        points = [math.tau * n / (2 * count) for n in range(2 * count)]
        corners = [
            (
                x + at.width / 2 * math.cos(turn) * (1 - depth * (n % 2)),
                y + at.height / 2 * math.sin(turn) * (1 - depth * (n % 2)),
            )
            for n, turn in enumerate(points)
        ]
        return polygon(*corners)

    return build


def _cloud(at: Bounds) -> skia.Path:
    path, count = skia.Path(), 9
    x, y = at.center
    turns = [math.tau * n / count for n in range(count + 1)]
    spots = [(x + 0.4 * at.width * math.cos(a), y + 0.38 * at.height * math.sin(a)) for a in turns]
    path.moveTo(*spots[0])
    for n in range(count):
        middle = (turns[n] + turns[n + 1]) / 2
        path.quadTo(
            x + 0.62 * at.width * math.cos(middle),
            y + 0.66 * at.height * math.sin(middle),
            *spots[n + 1],
        )
    path.close()
    return path


def _lid(at: Bounds) -> skia.Path:
    path = skia.Path()
    path.moveTo(at.x, at.y + CAP)
    path.quadTo(at.center[0], at.y + 3 * CAP, at.right, at.y + CAP)
    return path


def _bars(at: Bounds) -> skia.Path:
    path = skia.Path()
    for x in (at.x + 14, at.right - 14):
        path.moveTo(x, at.y)
        path.lineTo(x, at.bottom)
    return path


_OUTLINES: Mapping[Shape, Callable[[Bounds], skia.Path]] = {
    "stadium": _pill,
    "circle": _oval,
    "double_circle": _oval,
    "ellipse": _oval,
    "start": _oval,
    "end": _oval,
    "diamond": _diamond,
    "hexagon": _hexagon,
    "lean_right": _leaning(1, 0, 0, 1),
    "lean_left": _leaning(0, 1, 1, 0),
    "trapezoid": _leaning(1, 1, 0, 0),
    "inverted_trapezoid": _leaning(0, 0, 1, 1),
    "flag": _flag,
    "cylinder": _cylinder,
    "document": _document,
    "cloud": _cloud,
    "bang": _bumpy(14, 0.12),
}
_DETAILS: Mapping[Shape, Callable[[Bounds], skia.Path]] = {
    "cylinder": _lid,
    "subroutine": _bars,
    "double_circle": lambda at: _oval(at.grow(-RING)),
    "end": lambda at: _oval(at.grow(-RING)),
}
