"""Trail: a line drawn by hand with a cross at each event, as on a treasure map."""

from callsheet_studio.drawing.easing import ramp, smootherstep
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import draw_partial_path, stroke
from callsheet_studio.explainer.scene_context import ItemPage, Layer, SceneContext
from callsheet_studio.explainer.scenes.paging import keep_centred
from callsheet_studio.explainer.scenes.timeline.event import AxisProgress, TextPlacement, event

ARM = 11.0
"""Of a cross, to each side."""
SIDE = 62.0
"""From the line's edge of the room to the words, in a tall frame."""


def trail(context: SceneContext, room: Rect, page: ItemPage) -> list[Layer]:
    """Return the layers of a page of events as crosses on a hand-drawn line.

    They fill `room`: across a wide frame with the words below, down a tall one with the words at
    its side.
    """
    tall, count = context.size.tall, len(page.items)
    cells = room.rows(count, 12) if tall else room.columns(count, 26)
    line = room.y + room.h * 0.2
    layers: list[Layer] = []
    spots = [(room.x + 22, c.cy) if tall else (c.x + ARM + 4, line) for c in cells]
    stops = [y - room.y if tall else x - room.x for x, y in spots]
    layers.append(_line(context, page, spots[0], AxisProgress.of(context, page, stops), room))
    for n, cell, spot in zip(page.items, cells, spots, strict=True):
        below = Rect(cell.x, line + 36, cell.w, room.bottom - line - 36)
        place = (
            TextPlacement(cell.right_part(cell.w - SIDE), "left", "middle")
            if tall
            else TextPlacement(below)
        )
        layers += [event(context, n, place, page), _cross(context, n, spot, page)]
    return [keep_centred(context, page, cells, layers)]


def _line(
    context: SceneContext,
    page: ItemPage,
    first: tuple[float, float],
    told: AxisProgress,
    room: Rect,
) -> Layer:
    """The way so far; after the last event it goes on to the end of the room."""
    inks, tall = context.theme.inks, context.size.tall
    whole = told.onwards(room.h if tall else room.w)
    x, y = (first[0], room.y) if tall else (room.x, first[1])

    def draw(canvas: skia.Canvas, t: float) -> None:
        alpha, reach = page.alpha(t), whole.reach(t)
        if alpha <= 0 or t < page.start or reach <= 0:
            return
        end = (x, y + reach) if tall else (x + reach, y)
        canvas.drawLine(x, y, *end, stroke(inks.primary, 4.5, alpha))

    return draw


def _cross(context: SceneContext, index: int, at: tuple[float, float], page: ItemPage) -> Layer:
    """The mark of an event, thicker while it is spoken of."""
    inks, cue, (x, y) = context.theme.inks, context.cues[index], at
    path = skia.Path()
    for across in (1, -1):
        path.moveTo(x - ARM, y - ARM * across)
        path.lineTo(x + ARM, y + ARM * across)

    def draw(canvas: skia.Canvas, t: float) -> None:
        p, alpha = smootherstep(ramp(t, cue, 0.4)), page.alpha(t)
        if alpha > 0:
            width = 5 + 3 * context.emphasis_at(index, t)
            draw_partial_path(canvas, path, stroke(inks.accent, width, alpha), p)

    return draw
