"""Ruler: a scale with ticks, from which each event hangs on a line of its own."""

from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.easing import Transform, ease_out_expo, ramp
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import Sprite, fill, sk_rect
from callsheet_studio.explainer.scene_context import ItemPage, Layer, SceneContext
from callsheet_studio.explainer.scenes.timeline.event import AxisProgress, TextPlacement, event

BREADTH = 40.0
"""Of the ruler."""
TICKS = 17.0
"""From one tick to the next; every fifth is a long one."""
LINE = 3.0


def ruler(context: SceneContext, room: Rect, page: ItemPage) -> list[Layer]:
    """Return the layers of a page of events that hang from a scale with ticks.

    They fill `room`: across a wide frame with the events below, down a tall one with the events at
    its right.
    """
    return (_down if context.size.tall else _across)(context, room, page)


def _across(context: SceneContext, room: Rect, page: ItemPage) -> list[Layer]:
    high = min(room.h, 330.0)
    scale = Rect(room.x, room.y + (room.h - high) * 0.4, room.w, BREADTH)
    cells = room.columns(len(page.items), 24)
    told = AxisProgress.of(context, page, [cell.x - room.x + LINE for cell in cells])
    layers = [_scale(context, page, scale, told)]
    for n, cell in zip(page.items, cells, strict=True):
        hang = Rect(cell.x, scale.bottom, LINE, high - BREADTH)
        text = Rect(cell.x + 18, scale.bottom + 22, cell.w - 18, hang.h - 22)
        layers += [
            _hanger(context, n, hang, page),
            event(context, n, TextPlacement(text, "left", "top"), page),
        ]
    return layers


def _down(context: SceneContext, room: Rect, page: ItemPage) -> list[Layer]:
    scale = room.left_part(BREADTH)
    rows = room.rows(len(page.items), 14)
    told = AxisProgress.of(context, page, [row.y - room.y + LINE for row in rows])
    layers = [_scale(context, page, scale, told)]
    for n, row in zip(page.items, rows, strict=True):
        hang = Rect(scale.right, row.y, row.w - BREADTH, LINE)
        text = Rect(scale.right + 24, row.y + 14, row.right - scale.right - 24, row.h - 14)
        layers += [
            _hanger(context, n, hang, page),
            event(context, n, TextPlacement(text, "left", "top"), page),
        ]
    return layers


def _scale(context: SceneContext, page: ItemPage, rect: Rect, told: AxisProgress) -> Layer:
    """The ruler, uncovered and colored in as far as has been told; at last as a whole."""
    inks, whole = context.theme.inks, told.onwards(max(rect.w, rect.h))
    pale = _draw_ticks(context, rect, inks.ground.fill.mix(inks.primary, 0.16), inks.primary)
    full = _draw_ticks(context, rect, inks.primary, inks.ground.fill)

    def draw(canvas: skia.Canvas, t: float) -> None:
        alpha = page.alpha(t) * (1.0 if t >= page.start else 0.0)
        if alpha <= 0:
            return
        for sprite, reach in ((pale, whole.reach(t)), (full, told.reach(t))):
            part = rect.top_part(reach) if context.size.tall else rect.left_part(reach)
            canvas.save()
            canvas.clipRect(sk_rect(part))
            sprite.draw(canvas, Transform(alpha=alpha))
            canvas.restore()

    return draw


def _draw_ticks(context: SceneContext, rect: Rect, body: Color, ticks: Color) -> Sprite:
    """A ruler of one color, its ticks along the edge at which the events hang."""

    def paint(canvas: skia.Canvas) -> None:
        canvas.drawRect(sk_rect(rect), fill(body))
        for n in range(1, int(max(rect.w, rect.h) / TICKS)):
            long = 18.0 if n % 5 == 0 else 10.0
            tick = (
                Rect(rect.right - long, rect.y + n * TICKS, long, 1.5)
                if context.size.tall
                else Rect(rect.x + n * TICKS, rect.bottom - long, 1.5, long)
            )
            canvas.drawRect(sk_rect(tick), fill(ticks, 0.75))

    return Sprite.record(rect, context.size.unit, paint)


def _hanger(context: SceneContext, index: int, rect: Rect, page: ItemPage) -> Layer:
    """The line from the ruler along an event's words; bright while it is spoken of."""
    inks, cue = context.theme.inks, context.cues[index]

    def draw(canvas: skia.Canvas, t: float) -> None:
        p, alpha = ease_out_expo(ramp(t, cue - 0.1, 0.8)), page.alpha(t)
        if p <= 0 or alpha <= 0:
            return
        part = rect.left_part(rect.w * p) if context.size.tall else rect.top_part(rect.h * p)
        color = inks.primary.mix(inks.accent, context.emphasis_at(index, t))
        canvas.drawRect(sk_rect(part), fill(color, alpha))

    return draw
