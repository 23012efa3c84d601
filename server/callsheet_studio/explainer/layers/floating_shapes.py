"""Toys: the chunky shapes along the edges of the social look."""

import random
from collections.abc import Callable

from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill, stroke


def floating_shape(
    rng: random.Random, x: float, y: float, color: Color
) -> Callable[[skia.Canvas], None]:
    """Return a function that draws a disc, ring, cross or wave around (x, y) on a canvas in design
    units.

    Args:
        rng: Chooses the shape and its size.
    """
    r = rng.uniform(44, 84)
    path = skia.Path()
    draw = rng.choice((_disc, _ring, _cross, _squiggle))
    draw(path, r)
    solid = draw is _disc
    paint = fill(color) if solid else stroke(color, r * 0.36)

    def drawn(canvas: skia.Canvas) -> None:
        canvas.save()
        canvas.translate(x, y)
        canvas.drawPath(path, paint)
        canvas.restore()

    return drawn


def _disc(path: skia.Path, r: float) -> None:
    path.addCircle(0, 0, r)


def _ring(path: skia.Path, r: float) -> None:
    path.addCircle(0, 0, r * 0.8)


def _cross(path: skia.Path, r: float) -> None:
    for x, y in ((r * 0.8, 0), (0, r * 0.8)):
        path.moveTo(-x, -y)
        path.lineTo(x, y)


def _squiggle(path: skia.Path, r: float) -> None:
    path.moveTo(-1.2 * r, 0)
    for n in range(3):
        path.rQuadTo(r * 0.4, r * (0.7 if n % 2 else -0.7), r * 0.8, 0)
