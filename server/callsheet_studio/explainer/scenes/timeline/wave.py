"""Wave: a rope in waves with a sticker for each date on its crests and in its troughs."""

import math
from dataclasses import dataclass

from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import Sprite, fill, sk_rect, sk_rrect, stroke
from callsheet_studio.explainer.scene_context import ItemPage, Layer, SceneContext
from callsheet_studio.explainer.scenes.timeline.event import (
    AxisProgress,
    TextPlacement,
    date,
    happening,
)

SWELL = 46.0
"""From the rope's middle to a crest."""
HIGH, WIDE = 84.0, 210.0
"""Of a sticker, at most."""
SHADOW = 6.0


def wave(context: SceneContext, room: Rect, page: ItemPage) -> list[Layer]:
    """Return the layers of a page of events as stickers on a rope in waves.

    They fill `room`: across a wide frame, down a tall one.
    """
    return (_down if context.size.tall else _across)(context, room, page)


def _across(context: SceneContext, room: Rect, page: ItemPage) -> list[Layer]:
    count = len(page.items)
    cells = room.columns(count, 0)
    reach = min(cells[0].w * (1.5 if count > 2 else 0.94), 460.0)
    wide = min(WIDE, cells[0].w - 16)
    sheet = context.size.sheet
    told = AxisProgress.of(context, page, [cell.cx for cell in cells]).onwards(sheet.w)
    line = Rect(0, room.cy, sheet.w, 0)
    layers = [_rope(context, page, line, told, _Swell(cells[0].cx, cells[0].w))]
    for k, (n, cell) in enumerate(zip(page.items, cells, strict=True)):
        up = k % 2 == 0
        middle = room.cy - SWELL if up else room.cy + SWELL
        sticker = Rect(cell.cx - wide / 2, middle - HIGH / 2, wide, HIGH)
        left = min(max(room.x, cell.cx - reach / 2), room.right - reach)
        free = sticker.y - 18 - room.y if up else room.bottom - sticker.bottom - 18 - SHADOW
        text = Rect(left, room.y if up else sticker.bottom + 18 + SHADOW, reach, free)
        layers.append(
            happening(context, n, TextPlacement(text, "centre", "bottom" if up else "top"), page)
        )
        layers += _sticker(context, n, sticker, page)
    return layers


def _down(context: SceneContext, room: Rect, page: ItemPage) -> list[Layer]:
    rows = room.rows(len(page.items), 16)
    high = min(HIGH, rows[0].h)
    told = AxisProgress.of(context, page, [row.cy - room.y for row in rows])
    line = Rect(room.x + WIDE / 2, room.y, 0, room.h)
    layers = [_rope(context, page, line, told, _Swell(rows[0].h / 2, rows[0].h + 16))]
    for n, row in zip(page.items, rows, strict=True):
        beside = row.right_part(row.w - WIDE - 30)
        layers += _sticker(context, n, row.left_part(WIDE).resize(WIDE, high), page)
        layers.append(happening(context, n, TextPlacement(beside, "left", "middle"), page))
    return layers


@dataclass(frozen=True)
class _Swell:
    """Where the first crest is, and how far it is to the trough after it."""

    crest: float
    length: float

    def at(self, way: float) -> float:
        """How far off the line the rope is."""
        return -SWELL * math.cos(math.pi * (way - self.crest) / self.length)


def _rope(
    context: SceneContext, page: ItemPage, line: Rect, told: AxisProgress, swell: _Swell
) -> Layer:
    """A wave along the line, as far as has been told."""
    tall = context.size.tall
    ink, path = stroke(context.theme.inks.ground.text, 7), skia.Path()
    for n in range(int(max(line.w, line.h) / 6) + 1):
        way, off = 6.0 * n, swell.at(6.0 * n)
        point = (line.x + off, line.y + way) if tall else (line.x + way, line.y + off)
        (path.lineTo if n else path.moveTo)(*point)

    def draw(canvas: skia.Canvas, t: float) -> None:
        reach, alpha = told.reach(t), page.alpha(t)
        if reach <= 0 or alpha <= 0:
            return
        part = line.top_part(reach).inset(-99, 0) if tall else line.left_part(reach).inset(0, -99)
        ink.setAlphaf(alpha)
        canvas.save()
        canvas.clipRect(sk_rect(part))
        canvas.drawPath(path, ink)
        canvas.restore()

    return draw


def _sticker(context: SceneContext, index: int, rect: Rect, page: ItemPage) -> list[Layer]:
    """A date on a sticker of its own, with a hard shadow; rimmed in its turn."""
    inks, motion, cue = context.theme.inks, context.theme.preset.motion, context.cues[index]
    panel = inks.panel
    shape, shade = sk_rrect(rect, rect.h / 2), sk_rrect(rect.shift(0, SHADOW), rect.h / 2)

    def paint(canvas: skia.Canvas) -> None:
        canvas.drawRRect(shade, fill(inks.ground.text, 0.85))
        canvas.drawRRect(shape, fill(panel.fill))

    body = Sprite.record(rect.inset(-10), context.size.unit, paint)
    rim = Sprite.record(
        rect.inset(-10),
        context.size.unit,
        lambda c: c.drawRRect(sk_rrect(rect.inset(2.5), rect.h / 2), stroke(panel.accent, 5)),
    )

    def draw(canvas: skia.Canvas, t: float) -> None:
        pose = motion.enter(t, cue).dim(page.alpha(t))
        body.draw(canvas, pose)
        rim.draw(canvas, pose.dim(context.emphasis_at(index, t)))

    place = TextPlacement(rect.inset(22, 8), "centre", "middle", panel)
    return [draw, date(context, index, place, page, 44)]
