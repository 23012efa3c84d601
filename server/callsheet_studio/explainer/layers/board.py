"""A film as one board: every scene is a sheet on it, and a camera travels from sheet to sheet.

At the end the camera draws back until the whole board is seen, and holds.
"""

import math
from collections.abc import Sequence

from callsheet_studio.drawing.changed_area import draw_all
from callsheet_studio.drawing.easing import Transform, ramp, smootherstep
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import Sprite
from callsheet_studio.explainer.layers.continuity import Content
from callsheet_studio.explainer.scene_context import Layer, SceneContext

TRAVEL = 0.8
"""Seconds from one sheet to the next."""
BACK, OVERVIEW = 0.9, 2.2
"""Seconds in which the camera draws back, and before the film's end at which it begins to."""
DIP = 0.1
"""How much smaller sheets are halfway between two."""
APART = 1.08
"""From one sheet to the next, as a share of a sheet."""


def on_board(
    context: SceneContext, content: Layer, before: Content | None, others: Sequence[Content]
) -> Layer:
    """Return the layer of a scene of a film that is one board: the scenes lie on it side by side,
    and a camera moves from one to the next.

    Args:
        context: The scene's context.
        content: The layer of what it shows.
        before: What the scene before shows, from which the camera comes; None at the beginning.
        others: All scenes before it, if the film ends with this one and the camera shows the whole
            board; else empty.
    """
    sheet, timed = context.size.sheet, context.timed
    here, there = _cell(timed.index, timed.count), _cell(timed.index - 1, timed.count)
    left = before.drawings(before.seconds) if before else []
    sheets = [_sheet(context, other) for other in others]
    start = timed.seconds - OVERVIEW if others else math.inf

    def draw(canvas: skia.Canvas, t: float) -> None:
        arrived = smootherstep(ramp(t, 0, TRAVEL)) if left else 1.0
        back = smootherstep(ramp(t, start, BACK))
        if arrived == 1 and not back:
            content(canvas, t)
            return
        at = _between(there, here, arrived)
        zoom = 1 - DIP * math.sin(math.pi * arrived)
        if back:
            middle, whole = _whole(timed.count)
            at, zoom = _between(here, middle, back), 1 + (whole - 1) * back
        canvas.save()
        canvas.translate(sheet.cx, sheet.cy)
        canvas.scale(zoom, zoom)
        canvas.translate(-sheet.cx - at[0] * sheet.w, -sheet.cy - at[1] * sheet.h)
        if arrived < 1:
            canvas.save()
            canvas.translate(there[0] * sheet.w, there[1] * sheet.h)
            draw_all(canvas, left)
            canvas.restore()
        for n, other in enumerate(sheets if back else ()):
            x, y = _cell(n, timed.count)
            other.draw(canvas, Transform(dx=x * sheet.w, dy=y * sheet.h))
        canvas.translate(here[0] * sheet.w, here[1] * sheet.h)
        content(canvas, t)
        canvas.restore()

    return draw


def _cell(index: int, count: int) -> tuple[float, float]:
    """Where a sheet lies, in sheets: in rows that run to and fro."""
    columns = math.ceil(math.sqrt(count))
    row, place = divmod(index, columns)
    return APART * (columns - 1 - place if row % 2 else place), APART * row


def _whole(count: int) -> tuple[tuple[float, float], float]:
    """The middle of the board, and how large a sheet is when all of it is seen."""
    cells = [_cell(n, count) for n in range(count)]
    right, bottom = max(x for x, _ in cells), max(y for _, y in cells)
    return (right / 2, bottom / 2), 0.92 / (1 + max(right, bottom))


def _between(a: tuple[float, float], b: tuple[float, float], p: float) -> tuple[float, float]:
    return a[0] + (b[0] - a[0]) * p, a[1] + (b[1] - a[1]) * p


def _sheet(context: SceneContext, content: Content) -> Sprite:
    """What a scene shows at its end, as an image."""
    drawn = content.drawings(content.seconds)
    return Sprite.record(
        context.size.sheet, context.size.unit, lambda canvas: draw_all(canvas, drawn)
    )
