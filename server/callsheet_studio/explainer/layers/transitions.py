"""How a scene comes and goes, drawn inside its own first and last moments.

The backdrop stays; what stands on it leaves. Loud looks pass a plane of color across the frame,
which covers it at the end of one scene and uncovers it at the start of the next.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.easing import ease_out_expo, ramp, smootherstep
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill, polygon, sk_rect
from callsheet_studio.explainer.scene_context import Layer, SceneContext
from callsheet_studio.explainer.theme.presets import Change

SECONDS, QUICKEST = 0.4, 0.2
"""How long a plane of color takes to go; to come, as long or less, so that it covers nothing while
the last word is said, but not less than this."""
LEAVE = 0.26
"""How long content takes to go: short, for the backdrop is empty when it is gone."""


@dataclass(frozen=True)
class Cut:
    """The transitions at the beginning and the end of a scene."""

    came: Change | None = None
    """The transition from the scene before; None: none that reaches into this scene."""
    goes: Change | None = None
    """The transition to the next scene; None: as the style has it."""
    leaves: Layer | None = None
    """What leaves at the end; None: everything."""
    stays: Layer | None = None
    """What moves into the next scene, and therefore does not leave; None: nothing."""
    holds: bool = False
    """Whether everything stands until the end, for the next scene to start from."""


def with_transition(context: SceneContext, content: Layer, cut: Cut) -> Layer:
    """Return the layer of a scene's content with the transitions at its beginning and end.

    The film's own beginning and end have none.

    Args:
        cut: The transitions from the scene before and to the next one.
    """
    own, timed = context.theme.preset.change, context.timed
    came, goes = (cut.came, cut.goes) if cut.goes else (own, own)
    coming = _PLANES.get(came) if came and timed.index else None
    if cut.holds or timed.index == timed.count - 1:
        return _cover(context, content, (coming, None))
    if goes in _PLANES:
        return _cover(context, content, (coming, _PLANES[goes]))
    return _cover(context, _leaving(context, content, cut, _LEAVES[goes]), (coming, None))


def _leaving(
    context: SceneContext,
    content: Layer,
    cut: Cut,
    leave: Callable[[skia.Canvas, Rect, float], None],
) -> Layer:
    """The content fades as it moves away. It arrived part by part, by itself."""
    start, sheet = context.timed.seconds - LEAVE, context.size.sheet
    leaves = cut.leaves or content

    def draw(canvas: skia.Canvas, t: float) -> None:
        p = ramp(t, start, LEAVE)
        if p == 0:
            content(canvas, t)
            return
        if p < 1:
            canvas.saveLayerAlpha(sk_rect(sheet), round(255 * (1 - p * p)))
            leave(canvas, sheet, p * p)
            leaves(canvas, t)
            canvas.restore()
        if cut.stays:
            cut.stays(canvas, t)

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


def _cover(
    context: SceneContext, content: Layer, planes: "tuple[Plane | None, Plane | None]"
) -> Layer:
    """The content under a plane of color that has just left or is about to come."""
    seconds, sheet, inks = context.timed.seconds, context.size.sheet, context.theme.inks
    comes, goes = planes
    said = context.timed.words[-1].end if context.timed.words else 0.0
    end = min(SECONDS, max(QUICKEST, seconds - said))
    colors = (inks.panel.fill, inks.brand.accent)

    def draw(canvas: skia.Canvas, t: float) -> None:
        content(canvas, t)
        going, coming = ramp(t, seconds - end, end), ramp(t, 0, SECONDS)
        for n, color in enumerate(colors):
            if comes and coming < 1:
                share = ease_out_expo(coming) + 0.08 * n * math.sin(math.pi * coming)
                comes(canvas, sheet, share, True, color)
            elif goes and going > 0:
                late = smootherstep(going) ** (1 + 0.6 * (1 - n))
                goes(canvas, sheet, late, False, color)

    return draw


Plane: TypeAlias = Callable[[skia.Canvas, Rect, float, bool, Color], None]


def _sweep(canvas: skia.Canvas, sheet: Rect, p: float, leaving: bool, color: Color) -> None:
    """A slanted plane from left to right."""
    slant = sheet.h * 0.25
    reach = sheet.w + 2 * slant
    left, right = (p * reach - slant, reach) if leaving else (-2 * slant, p * reach - slant)
    corners = ((left + slant, 0), (right + slant, 0), (right, sheet.h), (left, sheet.h))
    canvas.drawPath(polygon(*corners), fill(color))


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
