"""Spine: a hairline down the middle, events at its left and right by turns, as in an old book."""

from callsheet_studio.drawing.easing import Transform, ramp, smootherstep
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import Sprite, fill, polygon, stroke
from callsheet_studio.explainer.scene_context import ItemPage, Layer, SceneContext
from callsheet_studio.explainer.scenes.timeline.event import AxisProgress, TextPlacement, event

ASIDE = 44.0
"""From the spine to the words."""


def spine(context: SceneContext, room: Rect, page: ItemPage) -> list[Layer]:
    """Return the layers of a page of events at the left and right of a line
    down the middle of `room`.

    The same in any frame; since sides alternate, the words may be nearly two rows high.
    """
    count = len(page.items)
    high = room.h / (1 + 0.55 * (count - 1))
    step, half = 0.55 * high, room.w / 2 - ASIDE
    told = AxisProgress.of(context, page, [high / 2 + k * step for k in range(count)])
    layers = [_line(context, page, Rect(room.cx, room.y, 0, room.h), told)]
    for k, n in enumerate(page.items):
        left, place = k % 2 == 0, room.top_part(high).shift(0, k * step)
        rect = place.left_part(half) if left else place.right_part(half)
        layers.append(
            event(context, n, TextPlacement(rect, "right" if left else "left", "middle"), page)
        )
        layers.append(_jewel(context, n, (room.cx, place.cy), page))
    return layers


def _line(context: SceneContext, page: ItemPage, line: Rect, told: AxisProgress) -> Layer:
    """The spine, clear as far as has been told; after its last event it goes on, faint."""
    inks, whole = context.theme.inks, told.onwards(line.h)

    def draw(canvas: skia.Canvas, t: float) -> None:
        alpha = page.alpha(t) * (1.0 if t >= page.start else 0.0)
        if alpha <= 0:
            return
        for reach, paint in (
            (whole.reach(t), stroke(inks.edge, 1.5, alpha)),
            (told.reach(t), stroke(inks.accent, 1.5, alpha)),
        ):
            if reach > 0:
                canvas.drawLine(line.x, line.y, line.x, line.y + reach, paint)

    return draw


def _jewel(context: SceneContext, index: int, at: tuple[float, float], page: ItemPage) -> Layer:
    """An event's diamond on the spine; it fills while the event is spoken of."""
    inks, cue, (x, y) = context.theme.inks, context.cues[index], at
    shape = polygon((x, y - 11), (x + 11, y), (x, y + 11), (x - 11, y))
    room = Rect(x, y, 0, 0).inset(-16)

    def outline(canvas: skia.Canvas) -> None:
        canvas.drawPath(shape, fill(inks.ground.fill))
        canvas.drawPath(shape, stroke(inks.accent, 2))

    idle = Sprite.record(room, context.size.unit, outline)
    lit = Sprite.record(room, context.size.unit, lambda c: c.drawPath(shape, fill(inks.accent)))

    def draw(canvas: skia.Canvas, t: float) -> None:
        p = smootherstep(ramp(t, cue - 0.1, 0.9)) * page.alpha(t)
        idle.draw(canvas, Transform(turn=90 * (1 - p), alpha=p))
        lit.draw(canvas, Transform(alpha=p * context.emphasis_at(index, t)))

    return draw
