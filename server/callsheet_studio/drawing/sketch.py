"""Hand-drawn lines: strokes that waver, and hachure that fills an area with strokes."""

from collections.abc import Iterable, Iterator
from typing import Any

from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.draw_list import Call
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import stroke

STEP, REACH = 26.0, 1.7
"""Design units from one change of direction to the next, and how far a line strays there."""
SMALLEST = 36.0
"""Up to this length of their longer side, things are drawn exactly: they would lose their form."""
SLANT = -0.7
"""Of hachure: how far a stroke rises for each unit that it runs."""
MOST_KEPT = 500
"""Paints that are kept."""
_kept: dict[tuple[int, skia.Paint.Style, float, int], list[tuple[skia.Paint, skia.Paint]]] = {}


def waver(paint: skia.Paint, seed: int = 0) -> skia.Paint:
    """Return a copy of a paint whose lines waver as if drawn by hand, differently for each seed.

    Equal arguments give the same object, since copies of a path effect do not compare equal and the
    frame would count as changed.
    """
    if len(_kept) > MOST_KEPT:
        _kept.clear()
    key = (paint.getColor(), paint.getStyle(), paint.getStrokeWidth(), seed)
    known = _kept.setdefault(key, [])
    for plain, wavering in known:
        if plain == paint:
            return wavering
    strays = skia.DiscretePathEffect.Make(STEP, REACH, seed)
    wavering = skia.Paint(paint)
    wavering.setPathEffect(
        skia.PathEffect.MakeCompose(skia.CornerPathEffect.Make(STEP * 0.6), strays)
    )
    known.append((skia.Paint(paint), wavering))
    return wavering


def draw_outline(
    canvas: skia.Canvas, path: skia.Path, color: Color, width: float, alpha: float = 1.0
) -> None:
    """Draw a path's outline twice, each time with lines that waver, as a pen would.

    Args:
        width: In design units.
        alpha: 0 to 1.
    """
    for seed in (1, 2):
        canvas.drawPath(path, waver(stroke(color, width, alpha), seed))


def hachure(area: skia.Rect, gap: float) -> skia.Path:
    """Return slanted strokes across an area as a path, about `gap` apart, in the area's units."""
    path, x, n = skia.Path(), area.left() + SLANT * area.height(), 0
    while x < area.right():
        off = gap * 0.28 * (-1) ** n * ((n * 7) % 5) / 4
        path.moveTo(x + off, area.bottom())
        path.lineTo(x - SLANT * area.height() - off, area.top())
        x, n = x + gap, n + 1
    return path


def draw_hachure(
    canvas: skia.Canvas, path: skia.Path, paint: skia.Paint, gap: float = 11.0
) -> None:
    """Fill a path with slanted strokes that waver.

    Args:
        paint: Draws the strokes, so its style is stroke.
        gap: Design units between two strokes.
    """
    canvas.save()
    canvas.clipPath(path, doAntiAlias=True)
    canvas.drawPath(hachure(path.getBounds(), gap), waver(paint))
    canvas.restore()


def roughen(calls: Iterable[Call]) -> Iterator[Call]:
    """Yield the draw calls, those of lines and shapes (`_DRAWN`) with paints that waver.

    Text, images, dashed lines and things of up to `SMALLEST` design units stay exact.
    """
    for method, arguments, options in calls:
        rough = method in _DRAWN and _side(method, arguments) > SMALLEST
        yield (method, tuple(map(_roughen, arguments)) if rough else arguments, options)


_DRAWN = {"drawPath", "drawRect", "drawRRect", "drawRoundRect", "drawCircle", "drawLine", "drawArc"}


def _roughen(argument: Any) -> Any:
    if not isinstance(argument, skia.Paint) or argument.getPathEffect():
        return argument
    return waver(argument)


def _side(method: str, arguments: tuple[Any, ...]) -> float:
    """The longer side of what a call draws."""
    if method == "drawCircle":
        return 2 * arguments[2]
    if method == "drawLine":
        ax, ay, bx, by = arguments[:4]
        return max(abs(ax - bx), abs(ay - by))
    shape = arguments[0]
    bounds = shape if isinstance(shape, skia.Rect) else _bounds(shape)
    return max(bounds.width(), bounds.height())


def _bounds(shape: "skia.Path | skia.RRect") -> skia.Rect:
    return shape.getBounds()
