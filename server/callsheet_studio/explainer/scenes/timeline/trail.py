"""Trail: a line drawn by hand with a cross at each event, as on a treasure map."""

from collections.abc import Sequence
from typing import TypeAlias

from callsheet_studio.drawing.easing import ramp, smootherstep
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import draw_partial_path, stroke
from callsheet_studio.explainer.scene_context import ItemPage, Layer, SceneContext
from callsheet_studio.explainer.scenes.timeline.event import (
    AxisProgress,
    TextPlacement,
    event,
    events_height,
)

Spot: TypeAlias = tuple[float, float]
"""Where an event's cross is."""
ARM = 11.0
"""Of a cross, to each side."""
TOP, APART = 20.0, 36.0
"""From the room's top to the line, at least, and from the line to the words, in a wide frame."""
FEW = 3
"""Events whose words all stand below the line of a wide frame, at most."""
SIDE = 62.0
"""From the line's edge of the room to the words, in a tall frame."""


def trail(context: SceneContext, room: Rect, page: ItemPage) -> list[Layer]:
    """Return the layers of a page of events as crosses on a hand-drawn line.

    They fill `room`: across a wide frame with the words below, or by turns above and below where
    there are many; down a tall one with the words at its side.
    """
    count = len(page.items)
    if context.size.tall:
        cells = room.rows(count, 12)
        spots = [(room.x + 22, cell.cy) for cell in cells]
        places = [TextPlacement(c.right_part(c.w - SIDE), "left", "middle") for c in cells]
    else:
        cells = room.columns(count, 26)
        spots, places = (
            _below(context, room, page, cells) if count <= FEW else _by_turns(room, cells)
        )
    stops = [y - room.y if context.size.tall else x - room.x for x, y in spots]
    layers = [_line(context, page, spots[0], AxisProgress.of(context, page, stops), room)]
    for n, place, spot in zip(page.items, places, spots, strict=True):
        layers += [event(context, n, place, page), _cross(context, n, spot, page)]
    return layers


def _below(
    context: SceneContext, room: Rect, page: ItemPage, cells: Sequence[Rect]
) -> tuple[Sequence[Spot], Sequence[TextPlacement]]:
    """Crosses and words of few events: all words below the line."""
    words = Rect(0, 0, cells[0].w, room.h - TOP - APART)
    free = words.h - events_height(context, TextPlacement(words), page)
    line = room.y + TOP + 0.4 * max(0.0, free)
    places = [TextPlacement(words.shift(cell.x, line + APART)) for cell in cells]
    return [(cell.x + ARM + 4, line) for cell in cells], places


def _by_turns(room: Rect, cells: Sequence[Rect]) -> tuple[Sequence[Spot], Sequence[TextPlacement]]:
    """Crosses and words of many events: each may be wider than its share of the line."""
    wide, high = min(1.6 * cells[0].w, 460.0), room.h / 2 - APART
    places: list[TextPlacement] = []
    for n, cell in enumerate(cells):
        left = min(max(room.x, cell.cx - wide / 2), room.right - wide)
        rect = Rect(left, room.cy + APART if n % 2 else room.y, wide, high)
        places.append(TextPlacement(rect, "centre", "top" if n % 2 else "bottom"))
    return [(cell.cx, room.cy) for cell in cells], places


def _line(
    context: SceneContext,
    page: ItemPage,
    first: Spot,
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


def _cross(context: SceneContext, index: int, at: Spot, page: ItemPage) -> Layer:
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
