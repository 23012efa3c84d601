"""Zigzag: a thin axis with a dot for each event, the words above and below it by turns."""

from callsheet_studio.drawing.easing import ease_out_spring, ramp
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill, stroke
from callsheet_studio.explainer.scene_context import ItemPage, Layer, SceneContext
from callsheet_studio.explainer.scenes.timeline.event import AxisProgress, TextPlacement, event


def zigzag(context: SceneContext, room: Rect, page: ItemPage) -> list[Layer]:
    """Return the layers of a page of events as dots on an axis, with words
    above and below it in turn.

    They fill `room`: across a wide frame; down a tall one, with all words at one side.
    """
    return (_down if context.size.tall else _across)(context, room, page)


def _across(context: SceneContext, room: Rect, page: ItemPage) -> list[Layer]:
    count = len(page.items)
    cells = room.columns(count, 0)
    half = min(room.h / 2 - 34, 230.0)
    spread = min(cells[0].w * (1.6 if count > 2 else 0.94), 460.0)
    told = AxisProgress.of(context, page, [cell.cx - room.x for cell in cells])
    layers = [_axis(context, page, Rect(room.x, room.cy, room.w, 0), told)]
    for k, (n, cell) in enumerate(zip(page.items, cells, strict=True)):
        above = k % 2 == 0
        left = min(max(room.x, cell.cx - spread / 2), room.right - spread)
        rect = Rect(left, room.cy - 34 - half if above else room.cy + 34, spread, half)
        layers.append(
            event(context, n, TextPlacement(rect, "centre", "bottom" if above else "top"), page)
        )
        layers.append(_dot(context, n, (cell.cx, room.cy), page))
    return layers


def _down(context: SceneContext, room: Rect, page: ItemPage) -> list[Layer]:
    rows = room.rows(len(page.items), 12)
    told = AxisProgress.of(context, page, [row.cy - room.y for row in rows])
    layers = [_axis(context, page, Rect(room.x + 22, room.y, 0, room.h), told)]
    for n, row in zip(page.items, rows, strict=True):
        beside = row.right_part(row.w - 62)
        layers.append(event(context, n, TextPlacement(beside, "left", "middle"), page))
        layers.append(_dot(context, n, (room.x + 22, row.cy), page))
    return layers


def _axis(context: SceneContext, page: ItemPage, line: Rect, told: AxisProgress) -> Layer:
    """A rectangle without width or height, as far as has been told; at last it goes on, faint."""
    inks, whole = context.theme.inks, told.onwards(line.w or line.h)
    along = (1.0, 0.0) if line.w else (0.0, 1.0)

    def draw(canvas: skia.Canvas, t: float) -> None:
        alpha = page.alpha(t) * (1.0 if t >= page.start else 0.0)
        if alpha <= 0:
            return
        for reach, paint in (
            (whole.reach(t), stroke(inks.edge, 4, alpha)),
            (told.reach(t), stroke(inks.primary, 6, alpha)),
        ):
            if reach > 0:
                end = (line.x + along[0] * reach, line.y + along[1] * reach)
                canvas.drawLine(line.x, line.y, *end, paint)

    return draw


def _dot(context: SceneContext, index: int, at: tuple[float, float], page: ItemPage) -> Layer:
    """An event's dot on the axis."""
    inks, cue = context.theme.inks, context.cues[index]

    def draw(canvas: skia.Canvas, t: float) -> None:
        p, focus, alpha = (
            ease_out_spring(ramp(t, cue, 0.6)),
            context.emphasis_at(index, t),
            page.alpha(t),
        )
        if p <= 0 or alpha <= 0:
            return
        if focus > 0:
            canvas.drawCircle(*at, 22 * p * focus, fill(inks.accent, 0.25 * focus * alpha))
        canvas.drawCircle(*at, 13 * p, fill(inks.ground.fill, alpha))
        canvas.drawCircle(*at, 9 * p, fill(inks.primary.mix(inks.accent, focus), alpha))

    return draw
