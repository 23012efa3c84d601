"""Arrows: boxes drawn by hand, and an arrow from each to the next."""

from callsheet_studio.drawing.easing import ramp, smootherstep
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.sketch import draw_hachure
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import draw_partial_path, rounded_path, stroke
from callsheet_studio.explainer.scene_context import ItemPage, Layer, SceneContext
from callsheet_studio.explainer.scenes.steps.step import sign, words, words_height

GAP, SIGN, PAD = 64.0, 84.0, 18.0
"""Between two boxes, of a step's sign, and around what a box holds."""
DRAW = 0.7
"""Seconds in which a box or an arrow is drawn."""


def arrows(context: SceneContext, room: Rect, page: ItemPage) -> list[Layer]:
    """Return the layers of a page of steps as hand-drawn boxes with an arrow from each to the next.

    They fill `room`: side by side in a wide frame, below each other in a tall one.
    """
    count, tall = len(page.items), context.size.tall
    if tall:
        boxes = room.rows(count, 40)
    else:
        cells = room.columns(count, GAP)
        inner = cells[0].w - 2 * PAD
        high = min(room.h, 3 * PAD + SIGN + words_height(context, page.items, inner, room.h * 0.6))
        boxes = [cell.resize(cell.w, high) for cell in cells]
    layers: list[Layer] = []
    for k, (n, box) in enumerate(zip(page.items, boxes, strict=True)):
        layers += _step(context, n, box, page)
        if k:
            layers.append(_arrow(context, n, boxes[k - 1], box, page))
    return layers


def _step(context: SceneContext, index: int, box: Rect, page: ItemPage) -> list[Layer]:
    """A box with its sign on a hachured ground, above the words or before them."""
    inner, side = box.inset(PAD), min(SIGN, box.h - 2 * PAD)
    if context.size.tall:
        mark = Rect(inner.x, box.cy - side / 2, side, side)
        text = inner.right_part(inner.w - side - PAD)
        return [_box(context, index, box, mark, page), words(context, index, text, page, "left")]
    mark = Rect(box.cx - side / 2, inner.y, side, side)
    text = inner.bottom_part(inner.h - side - PAD)
    return [_box(context, index, box, mark, page), words(context, index, text, page, "centre")]


def _box(context: SceneContext, index: int, box: Rect, mark: Rect, page: ItemPage) -> Layer:
    inks, cue, motion = context.theme.inks, context.cues[index], context.theme.preset.motion
    color = inks.series[index % len(inks.series)]
    frame, ground = rounded_path(box, context.theme.preset.radius), rounded_path(mark, mark.w / 2)
    tint = inks.ground.fill.mix(color, 0.35)
    icon = sign(context, index, mark.inset(mark.w * 0.14), tint)

    def draw(canvas: skia.Canvas, t: float) -> None:
        p, alpha = smootherstep(ramp(t, cue - 0.1, DRAW)), page.alpha(t)
        if p <= 0 or alpha <= 0:
            return
        width = 3 + 2.5 * context.emphasis_at(index, t)
        draw_partial_path(canvas, frame, stroke(color, width, alpha), p)
        draw_hachure(canvas, ground, stroke(tint, 6, alpha * p))
        icon.draw(canvas, motion.enter(t, cue).dim(alpha))

    return draw


def _arrow(context: SceneContext, index: int, last: Rect, box: Rect, page: ItemPage) -> Layer:
    """From one box to the next, just before it comes."""
    path, tall = skia.Path(), context.size.tall
    ax, ay = (last.cx, last.bottom + 4) if tall else (last.right + 8, last.cy)
    bx, by = (box.cx, box.y - 4) if tall else (box.x - 8, box.cy)
    path.moveTo(ax, ay)
    path.quadTo((ax + bx) / 2 + 8, (ay + by) / 2 - 8, bx, by)
    for across in (-1, 1):
        path.moveTo(bx, by)
        path.lineTo(*((bx + 10 * across, by - 14) if tall else (bx - 15, by + 11 * across)))
    cue, color = context.cues[index], context.theme.inks.ground.text

    def draw(canvas: skia.Canvas, t: float) -> None:
        p, alpha = smootherstep(ramp(t, cue - 0.4, DRAW)), page.alpha(t)
        if alpha > 0:
            draw_partial_path(canvas, path, stroke(color, 4, alpha), p)

    return draw
