"""Road: a winding road that is built from stop to stop."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

from callsheet_studio.drawing.easing import ramp, smootherstep
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import draw_partial_path, stroke
from callsheet_studio.explainer.scene_context import ItemPage, Layer, SceneContext
from callsheet_studio.explainer.scenes.steps.step import DISC_TALL, station, words, words_height

Point: TypeAlias = tuple[float, float]
SWAY = 84.0
"""How far every second stop lies off the first."""
WIDTH = 34.0


def road(context: SceneContext, room: Rect, page: ItemPage) -> list[Layer]:
    """Return the layers of a page of steps as stops along a winding road.

    They fill `room`: the road goes across a wide frame, and down a tall one.
    """
    return (_down if context.size.tall else _across)(context, room, page)


def _across(context: SceneContext, room: Rect, page: ItemPage) -> list[Layer]:
    count = len(page.items)
    cells, sway = room.columns(count, 28), SWAY if count > 1 else 0.0
    side = min(190.0, cells[0].w * 0.74, room.h * 0.42)
    free = room.h - side - sway - 22
    spare = free - words_height(context, page.items, cells[0].w, free)
    top = room.y + spare / 2
    discs = [
        Rect(cell.cx - side / 2, top + sway * (k % 2 == 0), side, side)
        for k, cell in enumerate(cells)
    ]
    layers: list[Layer] = []
    for n, disc, cell in zip(page.items, discs, cells, strict=True):
        below = Rect(cell.x, disc.bottom + 22, cell.w, free)
        layers += [station(context, n, disc, page), words(context, n, below, page, "centre")]
    beyond = context.size.sheet.w / 2 + WIDTH
    stops = [(-beyond, discs[0].cy), *((disc.cx, disc.cy) for disc in discs)]
    end = (context.size.sheet.right + WIDTH, discs[-1].cy)
    layers.insert(0, _pave(context, [*stops, end], page))
    return layers


def _down(context: SceneContext, room: Rect, page: ItemPage) -> list[Layer]:
    rows = room.rows(len(page.items), 26)
    side, sway = min(DISC_TALL, rows[0].h), SWAY * 0.4 if len(rows) > 1 else 0.0
    discs = [
        Rect(row.x + sway * (k % 2), row.cy - side / 2, side, side) for k, row in enumerate(rows)
    ]
    layers: list[Layer] = []
    for n, disc, row in zip(page.items, discs, rows, strict=True):
        left = row.x + sway + side + 26
        beside = Rect(left, row.y, row.right - left, row.h)
        layers += [station(context, n, disc, page), words(context, n, beside, page, "left")]
    stops = [(disc.cx, disc.cy) for disc in discs]
    layers.insert(0, _pave(context, [stops[0], *stops, stops[-1]], page))
    return layers


def _pave(context: SceneContext, stops: Sequence[Point], page: ItemPage) -> Layer:
    """The road with its dashes, as far as has been told; after the last stop it goes on."""
    inks, tall = context.theme.inks, context.size.tall
    cues = [context.cues[n] for n in page.items]
    cues.append(cues[-1] + 0.5)
    legs = [(_leg(a, b, tall), cue) for (a, b), cue in zip(pairwise(stops), cues, strict=True)]
    color, dashes = inks.ground.fill.mix(inks.ground.text, 0.3), stroke(inks.ground.fill, 4)
    dashes.setPathEffect(skia.DashPathEffect.Make([14, 18], 0))

    def draw(canvas: skia.Canvas, t: float) -> None:
        alpha = page.alpha(t)
        for path, cue in legs:
            p = smootherstep(ramp(t, cue - 0.5, 0.7))
            if p <= 0 or alpha <= 0:
                return
            draw_partial_path(canvas, path, stroke(color, WIDTH, alpha), p)
            if p >= 1:
                dashes.setAlphaf(alpha)
                canvas.drawPath(path, dashes)

    return draw


def _leg(start: Point, end: Point, tall: bool) -> skia.Path:
    """A curve that leaves one stop and reaches the next along the road's direction."""
    (ax, ay), (bx, by) = start, end
    mx, my = (ax + bx) / 2, (ay + by) / 2
    path = skia.Path()
    path.moveTo(ax, ay)
    if tall:
        path.cubicTo(ax, my, bx, my, bx, by)
    else:
        path.cubicTo(mx, ay, mx, by, bx, by)
    return path
