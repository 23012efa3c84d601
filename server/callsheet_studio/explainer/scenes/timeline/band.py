"""Band: a bar of blocks, one a date, each with a sheet on which it says what happened."""

from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import Sprite, box, fill, outline, soft
from callsheet_studio.explainer.layers.placeholders import hint
from callsheet_studio.explainer.scene_context import Layer, Page, Stage
from callsheet_studio.explainer.scenes.timeline.event import Place, date, happening
from callsheet_studio.explainer.theme.color_roles import surface

HIGH, WIDE, HIGHEST = 96.0, 180.0, 310.0
"""The band's height across a wide frame and its width down a tall one; a sheet's, at most."""
GAP = 8.0
EDGE = 8.0


def band(stage: Stage, room: Rect, page: Page) -> list[Layer]:
    """Across a wide frame with the words below, down a tall one with them at its right."""
    return (_down if stage.size.tall else _across)(stage, room, page)


def _across(stage: Stage, room: Rect, page: Page) -> list[Layer]:
    panel = stage.look.inks.panel
    high = min(room.h, HIGHEST)
    middle = room.top_part(high).shift(0, (room.h - high) * 0.4)
    layers: list[Layer] = []
    for n, cell in zip(page.items, middle.columns(len(page.items), GAP), strict=True):
        below = cell.bottom_part(high - HIGH).inset(20, 22)
        layers.append(hint(stage, n, page, outline(cell)))
        layers += [_sheet(stage, n, cell, page), *_dated(stage, n, cell.top_part(HIGH), page)]
        layers.append(happening(stage, n, Place(below, "left", "top", panel), page))
    return layers


def _down(stage: Stage, room: Rect, page: Page) -> list[Layer]:
    panel = stage.look.inks.panel
    layers: list[Layer] = []
    for n, row in zip(page.items, room.rows(len(page.items), GAP), strict=True):
        beside = row.right_part(row.w - WIDE).inset(24, 6)
        layers.append(hint(stage, n, page, outline(row)))
        layers += [_sheet(stage, n, row, page), *_dated(stage, n, row.left_part(WIDE), page)]
        layers.append(happening(stage, n, Place(beside, "left", "middle", panel), page))
    return layers


def _sheet(stage: Stage, index: int, rect: Rect, page: Page) -> Layer:
    """What the words stand on; it comes before its date."""
    inks, motion, cue = stage.look.inks, stage.look.preset.motion, stage.cues[index]

    def paint(canvas: skia.Canvas) -> None:
        canvas.drawRect(box(rect.shift(0, 5)), soft(inks.ground.text, 8, 0.13))
        canvas.drawRect(box(rect), fill(inks.panel.fill))

    body = Sprite.drawn(rect.inset(-30), stage.size.unit, paint)
    return lambda canvas, t: body.draw(canvas, motion.enter(t, cue - 0.25).dimmed(page.alpha(t)))


def _dated(stage: Stage, index: int, rect: Rect, page: Page) -> list[Layer]:
    """A block with its date; an edge in the accent colour in its turn."""
    inks, motion, cue = stage.look.inks, stage.look.preset.motion, stage.cues[index]
    ground = surface([inks.primary], inks.brand.accent)
    body = Sprite.drawn(rect, stage.size.unit, lambda c: c.drawRect(box(rect), fill(inks.primary)))
    edge = rect.left_part(EDGE) if stage.size.tall else rect.bottom_part(EDGE)

    def draw(canvas: skia.Canvas, t: float) -> None:
        pose = motion.enter(t, cue - 0.15).dimmed(page.alpha(t))
        body.draw(canvas, pose)
        if focus := stage.focus(index, t):
            canvas.drawRect(
                box(edge.shift(pose.dx, pose.dy)), fill(inks.accent, focus * pose.alpha)
            )

    return [
        draw,
        date(stage, index, Place(rect.inset(16, 12), "centre", "middle", ground), page, 46),
    ]
