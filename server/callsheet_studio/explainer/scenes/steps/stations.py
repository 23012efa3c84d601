"""Stations: discs joined by curves along which dots travel."""

from itertools import pairwise

from callsheet_studio.drawing.easing import ease_out_expo, ramp
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import draw_partial_path, stroke
from callsheet_studio.explainer.scene_context import ItemPage, Layer, SceneContext
from callsheet_studio.explainer.scenes.steps.step import DISC_TALL, station, words, words_height


def stations(context: SceneContext, room: Rect, page: ItemPage) -> list[Layer]:
    """Return the layers of a page of steps as discs joined by curves.

    They fill `room`: across a wide frame, down a tall one.
    """
    return (_down if context.size.tall else _across)(context, room, page)


def _across(context: SceneContext, room: Rect, page: ItemPage) -> list[Layer]:
    cells = room.columns(len(page.items), 28)
    side = min(236.0, cells[0].w * 0.8, room.h * 0.5)
    free = room.h - side - 20
    top = room.y + (free - words_height(context, page.items, cells[0].w, free)) / 2
    discs = [Rect(cell.cx - side / 2, top, side, side) for cell in cells]
    layers: list[Layer] = []
    for n, disc, cell in zip(page.items, discs, cells, strict=True):
        below = Rect(cell.x, disc.bottom + 20, cell.w, room.bottom - disc.bottom - 20)
        layers += [station(context, n, disc, page), words(context, n, below, page, "centre")]
    for n, (a, b) in zip(page.items[1:], pairwise(discs), strict=True):
        layers.append(_connector(context, n, (a.right + 10, a.cy), (b.x - 10, b.cy), page))
    return layers


def _down(context: SceneContext, room: Rect, page: ItemPage) -> list[Layer]:
    rows = room.rows(len(page.items), 26 if len(page.items) > 3 else 44)
    side = min(DISC_TALL, rows[0].h)
    discs = [Rect(row.x, row.cy - side / 2, side, side) for row in rows]
    layers: list[Layer] = []
    for n, disc, row in zip(page.items, discs, rows, strict=True):
        beside = Rect(disc.right + 28, row.y, row.right - disc.right - 28, row.h)
        layers += [station(context, n, disc, page), words(context, n, beside, page, "left")]
    for n, (a, b) in zip(page.items[1:], pairwise(discs), strict=True):
        layers.append(_connector(context, n, (a.cx, a.bottom + 5), (b.cx, b.y - 5), page))
    return layers


def _connector(
    context: SceneContext,
    index: int,
    start: tuple[float, float],
    end: tuple[float, float],
    page: ItemPage,
) -> Layer:
    """A curve to the step that arrives."""
    inks, cue = context.theme.inks, context.cues[index]
    (ax, ay), (bx, by) = start, end
    path = skia.Path()
    path.moveTo(ax, ay)
    bend = -26 if ay == by else 0
    path.quadTo((ax + bx) / 2, (ay + by) / 2 + bend * 1.4, bx, by)
    color = inks.series[(index - 1) % len(inks.series)]

    def draw(canvas: skia.Canvas, t: float) -> None:
        p, alpha = ease_out_expo(ramp(t, cue - 0.35, 0.7)), page.alpha(t)
        if p <= 0 or alpha <= 0:
            return
        draw_partial_path(canvas, path, stroke(color, 3, 0.8 * alpha), p)

    return draw
