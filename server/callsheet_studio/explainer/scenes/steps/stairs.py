"""Stairs: each step stands a little higher than the one before; down the page in a tall frame."""

from itertools import pairwise

from callsheet_studio.drawing.easing import Transform, ease_out_expo, ramp
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import (
    Sprite,
    draw_partial_path,
    fill,
    sk_rect,
    stroke,
)
from callsheet_studio.explainer.scene_context import ItemPage, Layer, SceneContext
from callsheet_studio.explainer.scenes.steps.step import station, words, words_height

WIDEST, RISE = 340.0, 66.0
"""Of a tread, and from one to the next, at most."""
PAD = 18.0
TREAD = 7.0


def stairs(context: SceneContext, room: Rect, page: ItemPage) -> list[Layer]:
    """Return the layers of a page of steps as stairs.

    They fill `room`: up to the right in a wide frame, down to the right in a tall one.
    """
    return (_down if context.size.tall else _up)(context, room, page)


def _up(context: SceneContext, room: Rect, page: ItemPage) -> list[Layer]:
    """Blocks that hold the words, and on each a station."""
    count = len(page.items)
    cells = room.resize(min(room.w, count * WIDEST), room.h).columns(count, 6)
    side = min(112.0, cells[0].w * 0.6)
    inner, most = cells[0].w - 2 * PAD, room.h * 0.5
    foot = words_height(context, page.items, inner, most) + 2 * PAD
    rise = min(RISE, (room.h - foot - side - 14) / max(1, count - 1))
    spare = room.h - foot - side - 14 - rise * (count - 1)
    floor, layers = room.bottom - spare / 2, list[Layer]()
    for k, (n, cell) in enumerate(zip(page.items, cells, strict=True)):
        tread = floor - foot - k * rise
        block = Rect(cell.x, tread, cell.w, floor - tread)
        text = Rect(cell.x + PAD, tread + PAD, inner, foot - 1.5 * PAD)
        disc = Rect(cell.cx - side / 2, tread - side - 14, side, side)
        panel = context.theme.inks.panel
        layers += [
            _block(context, n, block, page),
            words(context, n, text, page, "centre", panel),
            station(context, n, disc, page),
        ]
    return layers


def _block(context: SceneContext, index: int, rect: Rect, page: ItemPage) -> Layer:
    """What a step stands on, growing from the floor; its tread is lit while it is spoken of."""
    inks, cue = context.theme.inks, context.cues[index]
    tread = rect.top_part(TREAD)

    def paint(canvas: skia.Canvas) -> None:
        canvas.drawRect(sk_rect(rect), fill(inks.panel.fill))
        canvas.drawRect(sk_rect(rect.inset(0.75)), stroke(inks.edge, 1.5))
        canvas.drawRect(sk_rect(tread), fill(inks.primary))

    body = Sprite.record(rect, context.size.unit, paint)

    def draw(canvas: skia.Canvas, t: float) -> None:
        p, alpha = ease_out_expo(ramp(t, cue - 0.15, 0.7)), page.alpha(t)
        if p <= 0 or alpha <= 0:
            return
        canvas.save()
        canvas.clipRect(sk_rect(rect.inset(-1).bottom_part(p * rect.h + 2)))
        canvas.translate(0, (1 - p) * rect.h)
        body.draw(canvas, Transform(alpha=alpha))
        canvas.drawRect(sk_rect(tread), fill(inks.accent, context.emphasis_at(index, t) * alpha))
        canvas.restore()

    return draw


def _down(context: SceneContext, room: Rect, page: ItemPage) -> list[Layer]:
    """Stations that move to the right from row to row, along the line of the stairs."""
    count = len(page.items)
    rows = room.rows(count, 24)
    side = min(140.0, rows[0].h)
    shift = min(46.0, 120.0 / max(1, count - 1))
    discs = [Rect(row.x + k * shift, row.cy - side / 2, side, side) for k, row in enumerate(rows)]
    layers: list[Layer] = []
    for n, (a, b) in zip(page.items[1:], pairwise(discs), strict=True):
        layers.append(_riser(context, n, a, b, page))
    width = room.right - discs[-1].right - 26
    for n, disc, row in zip(page.items, discs, rows, strict=True):
        beside = Rect(disc.right + 26, row.y, width, row.h)
        layers += [station(context, n, disc, page), words(context, n, beside, page, "left")]
    return layers


def _riser(context: SceneContext, index: int, above: Rect, below: Rect, page: ItemPage) -> Layer:
    """The line from a station to the one that arrives: down, right, down."""
    color, cue = context.theme.inks.primary, context.cues[index]
    middle = (above.bottom + below.y) / 2
    path = skia.Path()
    path.moveTo(above.cx, above.bottom + 3)
    path.lineTo(above.cx, middle)
    path.lineTo(below.cx, middle)
    path.lineTo(below.cx, below.y - 3)

    def draw(canvas: skia.Canvas, t: float) -> None:
        p, alpha = ease_out_expo(ramp(t, cue - 0.35, 0.7)), page.alpha(t)
        if alpha > 0:
            draw_partial_path(canvas, path, stroke(color, 4, alpha), p)

    return draw
