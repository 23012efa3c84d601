"""How a scene comes and goes, drawn inside its own first and last moments.

The backdrop stays; what stands on it leaves. Loud looks pass a plane of colour across the frame,
which covers it at the end of one scene and uncovers it at the start of the next.
"""

import math
from collections.abc import Callable, Mapping

from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.easing import ease_out_expo, ramp, smootherstep
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill, polygon, sk_rect
from callsheet_studio.explainer.scene_context import Layer, SceneContext
from callsheet_studio.explainer.theme.presets import Change

SECONDS = 0.4
"""How long a plane of colour takes to come, and to go."""
LEAVE = 0.26
"""How long content takes to go: short, for the backdrop is empty when it is gone."""


def with_transition(stage: SceneContext, layers: list[Layer]) -> Layer:
    """The layers as one that comes and goes in the look's manner; the film's ends stay calm."""
    way = stage.look.preset.change
    if way in _PLANES:
        return _covered(stage, layers, _PLANES[way])
    return _leaving(stage, layers, _LEAVES[way])


def _leaving(
    stage: SceneContext, layers: list[Layer], leave: Callable[[skia.Canvas, Rect, float], None]
) -> Layer:
    """The content fades as it moves away. It arrived part by part, by itself."""
    start = stage.timed.seconds - LEAVE
    last = stage.timed.index == stage.timed.count - 1
    sheet = stage.size.sheet

    def draw(canvas: skia.Canvas, t: float) -> None:
        p = 0.0 if last else ramp(t, start, LEAVE)
        if p >= 1:
            return
        if p > 0:
            canvas.saveLayerAlpha(sk_rect(sheet), round(255 * (1 - p * p)))
            leave(canvas, sheet, p * p)
        for layer in layers:
            layer(canvas, t)
        if p > 0:
            canvas.restore()

    return draw


def _lift(canvas: skia.Canvas, sheet: Rect, p: float) -> None:
    canvas.translate(0, -34 * p)


def _push(canvas: skia.Canvas, sheet: Rect, p: float) -> None:
    canvas.translate(-120 * p, 0)


def _turn(canvas: skia.Canvas, sheet: Rect, p: float) -> None:
    canvas.clipRect(sk_rect(Rect(sheet.w * p, 0, sheet.w, sheet.h)))


def _dissolve(canvas: skia.Canvas, sheet: Rect, p: float) -> None:
    scale = 1 + 0.02 * p
    canvas.translate(sheet.cx * (1 - scale), sheet.cy * (1 - scale))
    canvas.scale(scale, scale)


def _erase(canvas: skia.Canvas, sheet: Rect, p: float) -> None:
    """What a sponge has passed, from the right, is gone; its edge is slanted."""
    slant = 0.25 * sheet.h
    x = (sheet.w + slant) * (1 - p)
    canvas.clipPath(polygon((0, 0), (x, 0), (x - slant, sheet.h), (0, sheet.h)), doAntiAlias=True)


def _covered(stage: SceneContext, layers: list[Layer], plane: "Plane") -> Layer:
    """The content under a plane of colour that has just left or is about to come."""
    timed, sheet, inks = stage.timed, stage.size.sheet, stage.look.inks
    first, last = timed.index == 0, timed.index == timed.count - 1
    colors = (inks.panel.fill, inks.brand.accent)

    def draw(canvas: skia.Canvas, t: float) -> None:
        for layer in layers:
            layer(canvas, t)
        going = 0.0 if last else ramp(t, timed.seconds - SECONDS, SECONDS)
        coming = 1.0 if first else ramp(t, 0, SECONDS)
        for n, color in enumerate(colors):
            if coming < 1:
                plane(
                    canvas,
                    sheet,
                    ease_out_expo(coming) + 0.08 * n * math.sin(math.pi * coming),
                    True,
                    color,
                )
            elif going > 0:
                late = smootherstep(going) ** (1 + 0.6 * (1 - n))
                plane(canvas, sheet, late, False, color)

    return draw


Plane = Callable[[skia.Canvas, Rect, float, bool, Color], None]


def _sweep(canvas: skia.Canvas, sheet: Rect, p: float, leaving: bool, color: Color) -> None:
    """A slanted plane from left to right."""
    slant = sheet.h * 0.25
    reach = sheet.w + 2 * slant
    left, right = (p * reach - slant, reach) if leaving else (-2 * slant, p * reach - slant)
    corners = ((left + slant, 0), (right + slant, 0), (right, sheet.h), (left, sheet.h))
    path = skia.Path()
    path.addPoly([skia.Point(x, y) for x, y in corners], True)
    canvas.drawPath(path, fill(color))


def _iris(canvas: skia.Canvas, sheet: Rect, p: float, leaving: bool, color: Color) -> None:
    """A disc that grows until it fills the frame; a hole that grows until it is gone."""
    radius = math.hypot(sheet.w, sheet.h) / 2 * p * 1.05
    path = skia.Path()
    path.addCircle(sheet.cx, sheet.cy, max(0.0, radius))
    if leaving:
        path.addRect(sk_rect(sheet))
        path.setFillType(skia.PathFillType.kEvenOdd)
    canvas.drawPath(path, fill(color))


_LEAVES: Mapping[Change, Callable[[skia.Canvas, Rect, float], None]] = {
    "lift": _lift,
    "push": _push,
    "turn": _turn,
    "dissolve": _dissolve,
    "erase": _erase,
}
_PLANES: Mapping[Change, Plane] = {"sweep": _sweep, "iris": _iris}
