"""Slabs: heavy blocks in a row, each with its number as large as can be."""

from dataclasses import replace

from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import Sprite, fill, polygon, sk_rect
from callsheet_studio.explainer.layers.icon_emblems import item_sprite
from callsheet_studio.explainer.layers.text_pair import item_text, write_pair
from callsheet_studio.explainer.scene_context import ItemPage, Layer, SceneContext, TextPaint
from callsheet_studio.explainer.scenes.steps.step import step_pair, words

STAGGER = 30.0
"""How far every second slab stands lower."""
HIGHEST, HIGHEST_ROW = 350.0, 170.0
PAD = 20.0
SHADOW = 10.0


def slabs(stage: SceneContext, room: Rect, page: ItemPage) -> list[Layer]:
    """Return the layers of a page of steps as heavy blocks with large numbers.

    They fill `room`: side by side in a wide frame, below each other in a tall one.
    """
    return (_rows if stage.size.tall else _columns)(stage, room, page)


def _columns(stage: SceneContext, room: Rect, page: ItemPage) -> list[Layer]:
    count = len(page.items)
    stagger = STAGGER if count > 1 else 0.0
    height = min(HIGHEST, room.h - stagger - SHADOW)
    top = room.y + (room.h - height - stagger - SHADOW) / 2
    layers: list[Layer] = []
    for k, (n, cell) in enumerate(zip(page.items, room.columns(count, 34), strict=True)):
        slab = Rect(cell.x, top + stagger * (k % 2), cell.w, height)
        inner = slab.inset(PAD)
        layers += [
            _slab(stage, n, slab, inner.top_part(112), page),
            _words(stage, n, inner.bottom_part(inner.h - 124), page),
        ]
    return layers


def _rows(stage: SceneContext, room: Rect, page: ItemPage) -> list[Layer]:
    count = len(page.items)
    high = HIGHEST_ROW if count > 2 else 2 * HIGHEST_ROW
    middle = room.centred(room.w, min(room.h, count * (high + 24)))
    layers: list[Layer] = []
    for n, slab in zip(page.items, middle.rows(count, 24), strict=True):
        inner = slab.inset(PAD, 10)
        head, text = inner.left_part(104), inner.right_part(inner.w - 124)
        layers += [
            _slab(stage, n, slab, head, page),
            words(stage, n, text, page, "left", stage.look.inks.panel),
        ]
    return layers


def _words(stage: SceneContext, index: int, rect: Rect, page: ItemPage) -> Layer:
    """Name and detail, from the same height in every block."""
    panel = stage.look.inks.panel
    ink = TextPaint(panel, panel.text, panel.rest, page.life)
    texts = write_pair(stage, step_pair(stage, index, "left"), rect, ink)
    return item_text(stage, texts, index, page, panel)


def _slab(stage: SceneContext, index: int, rect: Rect, head: Rect, page: ItemPage) -> Layer:
    """A block with number, icon and an arrow to the next; a bright shadow while it is its turn."""
    inks, motion, cue = stage.look.inks, stage.look.preset.motion, stage.cues[index]
    last = index == page.items[-1]
    body = _body(stage, index, rect, head)
    arrow = _arrow(stage, rect)
    shadow = fill(inks.accent)

    def draw(canvas: skia.Canvas, t: float) -> None:
        pose = motion.enter(t, cue).dimmed(page.alpha(t))
        if pose.alpha <= 0:
            return
        if focus := stage.emphasis_at(index, t):
            shadow.setAlphaf(pose.alpha)
            canvas.drawRect(
                sk_rect(rect.shift(pose.dx + SHADOW * focus, pose.dy + SHADOW * focus)), shadow
            )
        body.draw(canvas, pose)
        if not last:
            arrow.draw(canvas, motion.enter(t, stage.cues[index + 1] - 0.3).dimmed(pose.alpha))

    return draw


def _body(stage: SceneContext, index: int, rect: Rect, head: Rect) -> Sprite:
    """The block itself, the number at the head's left, the icon at its right if there is room."""
    inks, panel = stage.look.inks, stage.look.inks.panel
    style = replace(stage.style("number", 104, 1), leading=1.0, floor=0.4)
    quiet = replace(stage, boxes=[])
    number = quiet.place_text(str(index + 1), style, head, TextPaint(panel, panel.accent), "middle")
    place = Rect(head.right - 64, head.cy - 32, 64, 64)
    icon = item_sprite(stage, index, place, panel.quiet) if head.w > 160 else None

    def paint(canvas: skia.Canvas) -> None:
        canvas.drawRect(sk_rect(rect), fill(inks.panel.fill))
        for part in (*number.parts, icon):
            if part:
                part.draw(canvas)

    return Sprite.drawn(rect, stage.size.unit, paint)


def _arrow(stage: SceneContext, rect: Rect) -> Sprite:
    """A triangle in the gap to the next block."""
    if stage.size.tall:
        x, y = rect.x + PAD + 40, rect.bottom
        corners = ((x - 20, y + 1), (x + 20, y + 1), (x, y + 21))
    else:
        x, y = rect.right, rect.cy
        corners = ((x + 4, y - 22), (x + 30, y), (x + 4, y + 22))
    path = polygon(*corners)
    room = Rect(x - 30, y - 30, 70, 60)
    return Sprite.drawn(
        room, stage.size.unit, lambda c: c.drawPath(path, fill(stage.look.inks.accent))
    )
