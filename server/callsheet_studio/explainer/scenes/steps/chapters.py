"""Chapters: Roman numerals over the words, hairlines between them, as in an old book."""

from dataclasses import replace

from callsheet_studio.drawing.easing import ramp, smootherstep
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import stroke
from callsheet_studio.explainer.layers.icon_emblems import item_sprite
from callsheet_studio.explainer.number_format import roman
from callsheet_studio.explainer.scene_context import ItemPage, Layer, SceneContext, TextPaint
from callsheet_studio.explainer.scenes.steps.step import words, words_height

NUMERAL, ICON = 112.0, 58.0
GAP = 56.0


def chapters(context: SceneContext, room: Rect, page: ItemPage) -> list[Layer]:
    """Return the layers of a page of steps as chapters with Roman numerals.

    They fill `room`: columns in a wide frame, rows in a tall one.
    """
    return (_rows if context.size.tall else _columns)(context, room, page)


def _columns(context: SceneContext, room: Rect, page: ItemPage) -> list[Layer]:
    cells = room.columns(len(page.items), GAP)
    pictured = context.item_icons.any
    head = NUMERAL + 16 + (ICON + 18 if pictured else 0)
    free = room.h - head
    height = head + words_height(context, page.items, cells[0].w, free)
    top = room.y + (room.h - height) / 2
    layers: list[Layer] = []
    for n, cell in zip(page.items, cells, strict=True):
        icon = Rect(cell.cx - ICON / 2, top + NUMERAL + 16, ICON, ICON)
        below = Rect(cell.x, top + head, cell.w, room.bottom - top - head)
        layers += [
            _numeral(context, n, Rect(cell.x, top, cell.w, NUMERAL), page),
            _icon(context, n, icon, page),
            words(context, n, below, page, "centre"),
        ]
        if n != page.items[0]:
            x = cell.x - GAP / 2
            layers.append(_hairline(context, n, (x, top + 8), (x, top + height), page))
    return layers


def _rows(context: SceneContext, room: Rect, page: ItemPage) -> list[Layer]:
    layers: list[Layer] = []
    rows = room.rows(len(page.items), 24)
    for n, row in zip(page.items, rows, strict=True):
        beside = row.right_part(row.w - 172)
        layers += [
            _numeral(context, n, row.left_part(140), page),
            words(context, n, beside, page, "left"),
        ]
        if n != page.items[0]:
            layers.append(_hairline(context, n, (row.x, row.y - 12), (row.right, row.y - 12), page))
    return layers


def _numeral(context: SceneContext, index: int, rect: Rect, page: ItemPage) -> Layer:
    """The step's number; it keeps its color when the words next to it have faded."""
    surface, motion = context.theme.inks.ground, context.theme.preset.motion
    style = replace(context.style("number", 88, 1), align="centre", leading=1.1, floor=0.3)
    ink = TextPaint(surface, surface.accent, life=page.life)
    writing = context.place_text(roman(index + context.first_number), style, rect, ink, "middle")
    cue = context.cues[index]

    def draw(canvas: skia.Canvas, t: float) -> None:
        pose = motion.enter(t, cue).dim(page.alpha(t))
        writing.draw(canvas, lambda _: pose)

    return draw


def _icon(context: SceneContext, index: int, rect: Rect, page: ItemPage) -> Layer:
    """The step's icon, if there is one."""
    motion, cue = context.theme.preset.motion, context.cues[index]
    icon = item_sprite(context, index, rect, context.theme.inks.ground.quiet)

    def draw(canvas: skia.Canvas, t: float) -> None:
        if icon:
            icon.draw(canvas, motion.enter(t, cue + 0.1).dim(page.alpha(t)))

    return draw


def _hairline(
    context: SceneContext,
    index: int,
    start: tuple[float, float],
    end: tuple[float, float],
    page: ItemPage,
) -> Layer:
    """Grows from its start just before the step after it comes."""
    color, at = context.theme.inks.accent, context.cues[index] - 0.3
    (ax, ay), (bx, by) = start, end

    def draw(canvas: skia.Canvas, t: float) -> None:
        p, alpha = smootherstep(ramp(t, at, 1.0)), page.alpha(t)
        if p > 0 and alpha > 0:
            canvas.drawLine(
                ax, ay, ax + (bx - ax) * p, ay + (by - ay) * p, stroke(color, 1.2, 0.5 * alpha)
            )

    return draw
