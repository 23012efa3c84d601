"""Shapes that figures are made of. Lengths are metres; down is positive."""

from collections.abc import Sequence
from typing import TypeAlias

from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill

Spot: TypeAlias = tuple[float, float]
"""Right and down."""


def limb(
    canvas: skia.Canvas, a: Spot, b: Spot, width: tuple[float, float], paint: skia.Paint
) -> None:
    """A tapering bone with round ends; `width` holds the radii at `a` and `b`."""
    canvas.drawCircle(*a, width[0], paint)
    canvas.drawCircle(*b, width[1], paint)
    dx, dy = b[0] - a[0], b[1] - a[1]
    far = max((dx * dx + dy * dy) ** 0.5, 1e-6)
    nx, ny = -dy / far, dx / far
    corners = [
        (a[0] + nx * width[0], a[1] + ny * width[0]),
        (b[0] + nx * width[1], b[1] + ny * width[1]),
        (b[0] - nx * width[1], b[1] - ny * width[1]),
        (a[0] - nx * width[0], a[1] - ny * width[0]),
    ]
    canvas.drawPath(polygon(corners), paint)


def polygon(corners: Sequence[Spot]) -> skia.Path:
    """Straight from corner to corner."""
    path = skia.Path()
    path.addPoly([skia.Point(*corner) for corner in corners], True)
    return path


def rounded_off(corners: Sequence[Spot]) -> skia.Path:
    """A soft closed shape: corners are only leant towards."""
    path = skia.Path()
    middle = _between(corners[-1], corners[0])
    path.moveTo(*middle)
    for n, corner in enumerate(corners):
        after = corners[(n + 1) % len(corners)]
        path.quadTo(*corner, *_between(corner, after))
    path.close()
    return path


def strand(points: Sequence[Spot]) -> skia.Path:
    """A soft open line from the first point to the last."""
    path = skia.Path()
    path.moveTo(*points[0])
    for corner, after in zip(points[1:-1], points[2:], strict=True):
        path.quadTo(*corner, *_between(corner, after))
    path.lineTo(*points[-1])
    return path


def oval(
    canvas: skia.Canvas, at: Spot, rx: float, ry: float, color: Color, alpha: float = 1.0
) -> None:
    """A filled ellipse."""
    canvas.drawOval(
        skia.Rect.MakeLTRB(at[0] - rx, at[1] - ry, at[0] + rx, at[1] + ry), fill(color, alpha)
    )


def ground_shadow(canvas: skia.Canvas, x: float, half: float, alpha: float = 0.3) -> None:
    """What something standing at x throws right under itself."""
    for share in (1.0, 0.72, 0.45):
        rect = skia.Rect.MakeLTRB(
            x - half * share, -0.035 * share * half - 0.012, x + half * share, 0.09 * half * share
        )
        canvas.drawOval(rect, fill(Color(0.02, 0.03, 0.08), alpha * 0.5))


def _between(a: Spot, b: Spot) -> Spot:
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
