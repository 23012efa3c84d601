"""Slabs: heavy blocks in a row, each with its number as large as can be."""

from dataclasses import replace

from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import Sprite, fill, polygon, sk_rect
from callsheet_studio.explainer.layers.icon_emblems import item_sprite
from callsheet_studio.explainer.layers.text_pair import fit_together, item_text, write_pair
from callsheet_studio.explainer.scene_context import ItemPage, Layer, SceneContext, TextPaint
from callsheet_studio.explainer.scenes.steps.step import step_pair, words

STAGGER = 30.0
"""How far every second slab stands lower."""
HIGHEST, HIGHEST_ROW = 350.0, 170.0
PAD = 20.0
SHADOW = 10.0


def slabs(context: SceneContext, room: Rect, page: ItemPage) -> list[Layer]:
    """Return the layers of a page of steps as heavy blocks with large numbers.

    They fill `room`: side by side in a wide frame, below each other in a tall one.
    """
    return (_rows if context.size.tall else _columns)(context, room, page)


def _columns(context: SceneContext, room: Rect, page: ItemPage) -> list[Layer]:
    count = len(page.items)
    stagger = STAGGER if count > 1 else 0.0
    height = min(HIGHEST, room.h - stagger - SHADOW)
    top = room.y + (room.h - height - stagger - SHADOW) / 2
    cells, layers = room.columns(count, 34), list[Layer]()
    for k, (n, cell) in enumerate(zip(page.items, cells, strict=True)):
        slab = Rect(cell.x, top + stagger * (k % 2), cell.w, height)
        inner = slab.inset(PAD)
        layers += [
            _slab(context, n, slab, inner.top_part(112), page),
            _words(context, n, inner.bottom_part(inner.h - 124), page),
        ]
    return layers


def _rows(context: SceneContext, room: Rect, page: ItemPage) -> list[Layer]:
    count = len(page.items)
    high = HIGHEST_ROW if count > 2 else 2 * HIGHEST_ROW
    middle = room.resize(room.w, min(room.h, count * (high + 24)))
    rows, layers = middle.rows(count, 24), list[Layer]()
    for n, slab in zip(page.items, rows, strict=True):
        inner = slab.inset(PAD, 10)
        head, text = inner.left_part(104), inner.right_part(inner.w - 124)
        layers += [
            _slab(context, n, slab, head, page),
            words(context, n, text, page, "left", context.theme.inks.panel),
        ]
    return layers


def _words(context: SceneContext, index: int, rect: Rect, page: ItemPage) -> Layer:
    """Name and detail, from the same height in every block."""
    panel = context.theme.inks.panel
    ink = TextPaint(panel, panel.text, panel.rest, page.life)
    pairs = fit_together(context, [step_pair(context, n, "left") for n in page.items], rect)
    texts = write_pair(context, pairs[index - page.items.start], rect, ink)
    return item_text(context, texts, index, page, panel)


def _slab(context: SceneContext, index: int, rect: Rect, head: Rect, page: ItemPage) -> Layer:
    """A block with number, icon and an arrow to the next; a bright shadow while it is its turn."""
    inks, motion, cue = context.theme.inks, context.theme.preset.motion, context.cues[index]
    last = index == page.items[-1]
    body = _body(context, index, rect, head)
    arrow = _arrow(context, rect)
    shadow = fill(inks.accent)

    def draw(canvas: skia.Canvas, t: float) -> None:
        pose = motion.enter(t, cue).dim(page.alpha(t))
        if pose.alpha <= 0:
            return
        if focus := context.emphasis_at(index, t):
            shadow.setAlphaf(pose.alpha)
            canvas.drawRect(
                sk_rect(rect.shift(pose.dx + SHADOW * focus, pose.dy + SHADOW * focus)), shadow
            )
        body.draw(canvas, pose)
        if not last:
            arrow.draw(canvas, motion.enter(t, context.cues[index + 1] - 0.3).dim(pose.alpha))

    return draw


def _body(context: SceneContext, index: int, rect: Rect, head: Rect) -> Sprite:
    """The block itself, the number at the head's left, the icon at its right if there is room."""
    inks, panel = context.theme.inks, context.theme.inks.panel
    style = replace(context.style("number", 104, 1), leading=1.0, floor=0.4)
    quiet, count = replace(context, boxes=[]), str(index + context.first_number)
    number = quiet.place_text(count, style, head, TextPaint(panel, panel.accent), "middle")
    place = Rect(head.right - 64, head.cy - 32, 64, 64)
    icon = item_sprite(context, index, place, panel.quiet) if head.w > 160 else None

    def paint(canvas: skia.Canvas) -> None:
        canvas.drawRect(sk_rect(rect), fill(inks.panel.fill))
        for part in (*number.parts, icon):
            if part:
                part.draw(canvas)

    return Sprite.record(rect, context.size.unit, paint)


def _arrow(context: SceneContext, rect: Rect) -> Sprite:
    """A triangle in the gap to the next block."""
    if context.size.tall:
        x, y = rect.x + PAD + 40, rect.bottom
        corners = ((x - 20, y + 1), (x + 20, y + 1), (x, y + 21))
    else:
        x, y = rect.right, rect.cy
        corners = ((x + 4, y - 22), (x + 30, y), (x + 4, y + 22))
    path = polygon(*corners)
    room = Rect(x - 30, y - 30, 70, 60)
    return Sprite.record(
        room, context.size.unit, lambda c: c.drawPath(path, fill(context.theme.inks.accent))
    )
