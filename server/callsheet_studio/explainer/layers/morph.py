"""Marks of a chart turn into those of the next one: bars into a line's points or a pie's sectors.

Both charts show the same numbers, so each mark has its match. The outline between two is a pure
function of time: points along both outlines, paired from the top on, on straight ways.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.easing import ramp, smootherstep
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill

SECONDS = 0.9
"""From one chart to the next."""
HANDOVER = 0.75
"""The share of that from which the next chart's own marks take over."""
POINTS = 96
"""Along an outline: enough for the round side of a sector."""
Outline = NDArray[np.float64]


@dataclass(frozen=True)
class MorphMark:
    """The bar, point or sector that stands for one value, in full size."""

    path: skia.Path
    color: Callable[[float], Color]
    """Its color at a second of its scene."""


def morph(
    old: Mapping[int, MorphMark], new: Mapping[int, MorphMark], left_at: float
) -> Callable[[skia.Canvas, float], None]:
    """Return a layer that turns the marks of one chart into those of the next, at the start of the
    next scene.

    Args:
        old: The marks of the chart before, by index of the value.
        new: The marks of the next chart, by index of the value.
        left_at: The second of the scene before at which it ended.
    """
    pairs = [
        (_outline(old[n].path), _outline(new[n].path), old[n].color(left_at), new[n].color)
        for n in sorted(old.keys() & new.keys())
    ]

    def draw(canvas: skia.Canvas, t: float) -> None:
        if t >= SECONDS:
            return
        share = smootherstep(ramp(t, 0, SECONDS * HANDOVER))
        for before, after, color, becomes in pairs:
            path = skia.Path()
            between = before + (after - before) * share
            path.addPoly([skia.Point(float(x), float(y)) for x, y in between], True)
            canvas.drawPath(path, fill(color.mix(becomes(SECONDS), share)))

    return draw


def after_morph(
    layer: Callable[[skia.Canvas, float], None],
) -> Callable[[skia.Canvas, float], None]:
    """Return the layer faded in at the end of a morph, when the outlines have reached the new
    marks.

    Args:
        layer: Draws the marks of the next chart.
    """

    def draw(canvas: skia.Canvas, t: float) -> None:
        shown = ramp(t, SECONDS * HANDOVER, SECONDS * (1 - HANDOVER))
        if shown >= 1:
            layer(canvas, t)
        elif shown > 0:
            canvas.saveLayerAlpha(None, round(255 * shown))
            layer(canvas, t)
            canvas.restore()

    return draw


def _outline(path: skia.Path) -> Outline:
    """Points at equal distances along the first contour, clockwise from the topmost one."""
    measure = skia.PathMeasure(path, True)
    length = measure.getLength()
    places = [measure.getPosTan(length * n / POINTS)[0] for n in range(POINTS)]
    points: Outline = np.array([(place.x(), place.y()) for place in places])
    x, y = points[:, 0], points[:, 1]
    if float(np.sum(x * np.roll(y, -1) - y * np.roll(x, -1))) < 0:
        points = points[::-1]
    first = min(range(POINTS), key=lambda n: (round(float(points[n, 1]), 3), float(points[n, 0])))
    return np.roll(points, -first, axis=0)
