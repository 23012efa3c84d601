"""How much a chart's values changed in all, on a plate in the accent color."""

from dataclasses import replace

from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import Sprite, fill, sk_rrect
from callsheet_studio.explainer.layers.icon_emblems import icon_sprite
from callsheet_studio.explainer.number_format import ValueChange, in_language
from callsheet_studio.explainer.scene_context import Layer, SceneContext, TextPaint

WIDEST, WIDEST_TALL = 0.56, 0.44
"""Of the row, at most."""
LARGEST, LEAST = 32.0, 26.0
HIGH, ICON, PAD = 46.0, 32.0, 18.0


def draw_change_badge(context: SceneContext, turn: ValueChange, row: Rect) -> tuple[Layer, Rect]:
    """Return the layer of a plate with the total change of a chart's values, and the plate's
    rectangle.

    It enters after the last value was spoken of.

    Args:
        turn: The change.
        row: The row at whose right end it stands.
    """
    inks, motion = context.theme.inks, context.theme.preset.motion
    room = (
        row.right_part((WIDEST_TALL if context.size.tall else WIDEST) * row.w)
        .top_part(HIGH)
        .inset(PAD, 0)
    )
    base = context.style("number", LARGEST, 1)
    style = replace(base, align="right", floor=LEAST / base.size)
    text = replace(room, x=room.x + ICON + 10, w=room.w - ICON - 10)
    ink = TextPaint(inks.marker, inks.marker.text)
    amounts = [in_language(each, context.theme.language) for each in (turn.text, turn.short or "")]
    block = context.typesetter.fit(amounts[0], style, text.w, text.h)
    said = amounts[1] if amounts[1] and block.cut else amounts[0]
    writing = context.place_text(said, style, text, ink, "middle")
    left = writing.rect.x - 10 - ICON
    plate = Rect(left - PAD, row.y, row.right - left + PAD, HIGH)
    icon = icon_sprite(
        context,
        "trending-up" if turn.rises else "trending-down",
        Rect(left, room.cy - ICON / 2, ICON, ICON),
        inks.marker.text,
        line=True,
    )
    radius = context.theme.preset.radius * 1.5

    def paint(canvas: skia.Canvas) -> None:
        canvas.drawRRect(sk_rrect(plate, radius), fill(inks.marker.fill))
        for part in (icon, *writing.parts):
            part.draw(canvas)

    body = Sprite.record(plate, context.size.unit, paint)
    at = max(context.cues) + 0.35
    return lambda canvas, t: body.draw(canvas, motion.enter(t, at)), plate
