"""Chevrons: a band of arrows, each pointing to the next, with the words next to it."""

from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import Sprite, fill, polygon
from callsheet_studio.explainer.scene_context import ItemPage, Layer, SceneContext
from callsheet_studio.explainer.scenes.steps.step import sign, words, words_height

POINT = 34.0
"""How far a chevron's point reaches into the next one."""
HIGH, WIDE = 150.0, 150.0
"""The band's height across a wide frame, and its width down a tall one."""
PALE = 0.16


def chevrons(context: SceneContext, room: Rect, page: ItemPage) -> list[Layer]:
    """Return the layers of a page of steps as a band of chevrons with the words next to it.

    They fill `room`: the band goes across a wide frame, and down a tall one.
    """
    return (_down if context.size.tall else _across)(context, room, page)


def _across(context: SceneContext, room: Rect, page: ItemPage) -> list[Layer]:
    cells = room.left_part(room.w - POINT).columns(len(page.items), 10)
    free = room.h - HIGH - 26
    top = room.y + (free - words_height(context, page.items, cells[0].w - 26, free)) / 2
    layers: list[Layer] = []
    for n, cell in zip(page.items, cells, strict=True):
        band = Rect(cell.x, top, cell.w, HIGH)
        below = Rect(cell.x + 13, band.bottom + 26, cell.w - 26, room.bottom - band.bottom - 26)
        layers += [_chevron(context, n, band, page), words(context, n, below, page, "centre")]
    return layers


def _down(context: SceneContext, room: Rect, page: ItemPage) -> list[Layer]:
    rows = room.top_part(room.h - POINT).rows(len(page.items), 10)
    layers: list[Layer] = []
    for n, row in zip(page.items, rows, strict=True):
        band, beside = row.left_part(WIDE), row.right_part(row.w - WIDE - 28)
        text = Rect(beside.x, beside.y + POINT / 2, beside.w, beside.h - POINT / 2)
        layers += [_chevron(context, n, band, page), words(context, n, text, page, "left")]
    return layers


def _chevron(context: SceneContext, index: int, rect: Rect, page: ItemPage) -> Layer:
    """An arrow with the step's sign: pale, and in full color while it is spoken of."""
    inks, motion, cue = context.theme.inks, context.theme.preset.motion, context.cues[index]
    shape = (_downward if context.size.tall else _rightward)(rect, index == page.items[0])
    idle, lit = (
        _paint(context, index, rect, shape, body)
        for body in (inks.ground.fill.mix(inks.primary, PALE), inks.primary)
    )

    def draw(canvas: skia.Canvas, t: float) -> None:
        pose = motion.enter(t, cue - 0.1).dim(page.alpha(t))
        if pose.alpha <= 0:
            return
        idle.draw(canvas, pose)
        lit.draw(canvas, pose.dim(context.emphasis_at(index, t)))

    return draw


def _paint(context: SceneContext, index: int, rect: Rect, shape: skia.Path, body: Color) -> Sprite:
    side = min(84.0, 0.52 * rect.w, 0.56 * rect.h)
    middle = rect.shift(0, POINT / 2) if context.size.tall else rect.shift(POINT / 2)
    mark = sign(context, index, middle.resize(side, side), body)

    def paint(canvas: skia.Canvas) -> None:
        canvas.drawPath(shape, fill(body))
        mark.draw(canvas)

    return Sprite.record(rect.inset(-POINT), context.size.unit, paint)


def _rightward(rect: Rect, first: bool) -> skia.Path:
    notch = 0.0 if first else POINT
    return polygon(
        (rect.x, rect.y),
        (rect.right, rect.y),
        (rect.right + POINT, rect.cy),
        (rect.right, rect.bottom),
        (rect.x, rect.bottom),
        (rect.x + notch, rect.cy),
    )


def _downward(rect: Rect, first: bool) -> skia.Path:
    notch = 0.0 if first else POINT
    return polygon(
        (rect.x, rect.y),
        (rect.cx, rect.y + notch),
        (rect.right, rect.y),
        (rect.right, rect.bottom),
        (rect.cx, rect.bottom + POINT),
        (rect.x, rect.bottom),
    )
