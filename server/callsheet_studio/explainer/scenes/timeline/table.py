"""Ledger: a line for each event, its date as large as possible next to what happened."""

from callsheet_studio.drawing.easing import ease_out_expo, ramp
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill, polygon
from callsheet_studio.explainer.scene_context import ItemPage, Layer, SceneContext
from callsheet_studio.explainer.scenes.timeline.event import TextPlacement, date, happening

HIGHEST, HIGHEST_TALL = 118.0, 150.0
"""Of a line."""
GAP = 14.0
SLANT = 18.0


def dated_table(context: SceneContext, room: Rect, page: ItemPage) -> list[Layer]:
    """Return the layers of a page of events in lines below each other inside `room`, each with
    a large date on a plate."""
    tall, count = context.size.tall, len(page.items)
    high = min(room.h, count * (HIGHEST_TALL if tall else HIGHEST))
    wide = room.w * (0.36 if tall else 0.26)
    rows, layers = room.resize(room.w, high).rows(count, GAP), list[Layer]()
    for n, row in zip(page.items, rows, strict=True):
        plate, beside = row.left_part(wide), row.right_part(row.w - wide - 34)
        layers += _date_block(context, n, plate, page)
        layers.append(happening(context, n, TextPlacement(beside, "left", "middle"), page))
    return layers


def _date_block(context: SceneContext, index: int, rect: Rect, page: ItemPage) -> list[Layer]:
    """A dark plate that shoots in with its date; a bright one under it in its turn."""
    inks, panel, cue = context.theme.inks, context.theme.inks.panel, context.cues[index]
    plate = polygon(
        (-SLANT, rect.y),
        (rect.right, rect.y),
        (rect.right - SLANT, rect.bottom),
        (-SLANT, rect.bottom),
    )

    def draw(canvas: skia.Canvas, t: float) -> None:
        p, alpha = ease_out_expo(ramp(t, cue - 0.15, 0.6)), page.alpha(t)
        if p <= 0 or alpha <= 0:
            return
        canvas.save()
        canvas.translate((p - 1) * (rect.right + SLANT), 0)
        if focus := context.emphasis_at(index, t):
            canvas.save()
            canvas.translate(12 * focus, 0)
            canvas.drawPath(plate, fill(inks.accent, alpha))
            canvas.restore()
        canvas.drawPath(plate, fill(panel.fill, alpha))
        canvas.restore()

    text = Rect(rect.x, rect.y + 4, rect.w - SLANT - 12, rect.h - 8)
    place = TextPlacement(text, "centre", "middle", panel)
    return [draw, date(context, index, place, page, 62)]
