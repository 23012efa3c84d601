"""Band: a bar of blocks, one a date, each with a sheet on which it says what happened."""

from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import Sprite, blur_paint, fill, sk_rect
from callsheet_studio.explainer.scene_context import ItemPage, Layer, SceneContext
from callsheet_studio.explainer.scenes.timeline.event import TextPlacement, date, happening
from callsheet_studio.explainer.theme.color_roles import surface_colors

HIGH, WIDE, HIGHEST = 96.0, 180.0, 310.0
"""The band's height across a wide frame and its width down a tall one; a sheet's, at most."""
GAP = 8.0
EDGE = 8.0


def band(context: SceneContext, room: Rect, page: ItemPage) -> list[Layer]:
    """Return the layers of a page of events on a band of blocks.

    They fill `room`: across a wide frame with the words below, down a tall one with the words at
    its right.
    """
    return (_down if context.size.tall else _across)(context, room, page)


def _across(context: SceneContext, room: Rect, page: ItemPage) -> list[Layer]:
    panel = context.theme.inks.panel
    high = min(room.h, HIGHEST)
    middle = room.top_part(high).shift(0, (room.h - high) * 0.4)
    cells, layers = middle.columns(len(page.items), GAP), list[Layer]()
    for n, cell in zip(page.items, cells, strict=True):
        below = cell.bottom_part(high - HIGH).inset(20, 22)
        layers += [
            _sheet(context, n, cell, page),
            *_date_block(context, n, cell.top_part(HIGH), page),
        ]
        layers.append(happening(context, n, TextPlacement(below, "left", "top", panel), page))
    return layers


def _down(context: SceneContext, room: Rect, page: ItemPage) -> list[Layer]:
    panel = context.theme.inks.panel
    rows, layers = room.rows(len(page.items), GAP), list[Layer]()
    for n, row in zip(page.items, rows, strict=True):
        beside = row.right_part(row.w - WIDE).inset(24, 6)
        layers += [
            _sheet(context, n, row, page),
            *_date_block(context, n, row.left_part(WIDE), page),
        ]
        layers.append(happening(context, n, TextPlacement(beside, "left", "middle", panel), page))
    return layers


def _sheet(context: SceneContext, index: int, rect: Rect, page: ItemPage) -> Layer:
    """What the words stand on; it comes before its date."""
    inks, motion, cue = context.theme.inks, context.theme.preset.motion, context.cues[index]

    def paint(canvas: skia.Canvas) -> None:
        canvas.drawRect(sk_rect(rect.shift(0, 5)), blur_paint(inks.ground.text, 8, 0.13))
        canvas.drawRect(sk_rect(rect), fill(inks.panel.fill))

    body = Sprite.record(rect.inset(-30), context.size.unit, paint)
    return lambda canvas, t: body.draw(canvas, motion.enter(t, cue - 0.25).dim(page.alpha(t)))


def _date_block(context: SceneContext, index: int, rect: Rect, page: ItemPage) -> list[Layer]:
    """A block with its date; an edge in the accent color in its turn."""
    inks, motion, cue = context.theme.inks, context.theme.preset.motion, context.cues[index]
    ground = surface_colors([inks.primary], inks.brand.accent)
    body = Sprite.record(
        rect, context.size.unit, lambda c: c.drawRect(sk_rect(rect), fill(inks.primary))
    )
    edge = rect.left_part(EDGE) if context.size.tall else rect.bottom_part(EDGE)

    def draw(canvas: skia.Canvas, t: float) -> None:
        pose = motion.enter(t, cue - 0.15).dim(page.alpha(t))
        body.draw(canvas, pose)
        if focus := context.emphasis_at(index, t):
            canvas.drawRect(
                sk_rect(edge.shift(pose.dx, pose.dy)), fill(inks.accent, focus * pose.alpha)
            )

    return [
        draw,
        date(
            context, index, TextPlacement(rect.inset(16, 12), "centre", "middle", ground), page, 46
        ),
    ]
