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


def band(stage: SceneContext, room: Rect, page: ItemPage) -> list[Layer]:
    """Return the layers of a page of events on a band of blocks.

    They fill `room`: across a wide frame with the words below, down a tall one with the words at
    its right.
    """
    return (_down if stage.size.tall else _across)(stage, room, page)


def _across(stage: SceneContext, room: Rect, page: ItemPage) -> list[Layer]:
    panel = stage.look.inks.panel
    high = min(room.h, HIGHEST)
    middle = room.top_part(high).shift(0, (room.h - high) * 0.4)
    layers: list[Layer] = []
    for n, cell in zip(page.items, middle.columns(len(page.items), GAP), strict=True):
        below = cell.bottom_part(high - HIGH).inset(20, 22)
        layers += [_sheet(stage, n, cell, page), *_dated(stage, n, cell.top_part(HIGH), page)]
        layers.append(happening(stage, n, TextPlacement(below, "left", "top", panel), page))
    return layers


def _down(stage: SceneContext, room: Rect, page: ItemPage) -> list[Layer]:
    panel = stage.look.inks.panel
    layers: list[Layer] = []
    for n, row in zip(page.items, room.rows(len(page.items), GAP), strict=True):
        beside = row.right_part(row.w - WIDE).inset(24, 6)
        layers += [_sheet(stage, n, row, page), *_dated(stage, n, row.left_part(WIDE), page)]
        layers.append(happening(stage, n, TextPlacement(beside, "left", "middle", panel), page))
    return layers


def _sheet(stage: SceneContext, index: int, rect: Rect, page: ItemPage) -> Layer:
    """What the words stand on; it comes before its date."""
    inks, motion, cue = stage.look.inks, stage.look.preset.motion, stage.cues[index]

    def paint(canvas: skia.Canvas) -> None:
        canvas.drawRect(sk_rect(rect.shift(0, 5)), blur_paint(inks.ground.text, 8, 0.13))
        canvas.drawRect(sk_rect(rect), fill(inks.panel.fill))

    body = Sprite.drawn(rect.inset(-30), stage.size.unit, paint)
    return lambda canvas, t: body.draw(canvas, motion.enter(t, cue - 0.25).dimmed(page.alpha(t)))


def _dated(stage: SceneContext, index: int, rect: Rect, page: ItemPage) -> list[Layer]:
    """A block with its date; an edge in the accent color in its turn."""
    inks, motion, cue = stage.look.inks, stage.look.preset.motion, stage.cues[index]
    ground = surface_colors([inks.primary], inks.brand.accent)
    body = Sprite.drawn(
        rect, stage.size.unit, lambda c: c.drawRect(sk_rect(rect), fill(inks.primary))
    )
    edge = rect.left_part(EDGE) if stage.size.tall else rect.bottom_part(EDGE)

    def draw(canvas: skia.Canvas, t: float) -> None:
        pose = motion.enter(t, cue - 0.15).dimmed(page.alpha(t))
        body.draw(canvas, pose)
        if focus := stage.emphasis_at(index, t):
            canvas.drawRect(
                sk_rect(edge.shift(pose.dx, pose.dy)), fill(inks.accent, focus * pose.alpha)
            )

    return [
        draw,
        date(stage, index, TextPlacement(rect.inset(16, 12), "centre", "middle", ground), page, 46),
    ]
