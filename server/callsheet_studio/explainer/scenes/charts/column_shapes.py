"""What columns look like: one shape a look. A shape draws as much of a column as has grown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from callsheet_studio.drawing.easing import ramp
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.sketch import draw_hachure
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill, rounded_path, sk_rect, sk_rrect
from callsheet_studio.explainer.theme.presets import Bars
from callsheet_studio.explainer.theme.theme import Theme

COURSE, JOINT = 26.0, 4.0
"""A course of bricks, and the gap above it."""
STEM, BALL = 6.0, 19.0
"""A lollipop's width, and its ball's radius."""
SHADOW = 10.0


@dataclass(frozen=True)
class Column:
    """A column in its full size, from the zero line to its value."""

    whole: Rect
    plot: Rect
    hangs: bool
    theme: Theme

    def part_at(self, share: float) -> Rect:
        """Return the rectangle of the column at the share `share` (0 to 1) of its growth."""
        height = max(2.0, self.whole.h * share)
        return self.whole.top_part(height) if self.hangs else self.whole.bottom_part(height)


Draw: TypeAlias = Callable[[skia.Canvas, Column, float, skia.Paint], None]
"""Draws the share of a column that has grown, in a paint."""
Behind: TypeAlias = Callable[[skia.Canvas, Column, float, float], None]
"""Draws what a column stands on or before; shares of the scene's opening and of the column."""


@dataclass(frozen=True)
class ColumnStyle:
    """How the columns of one style are drawn."""

    draw: Draw
    share: float = 0.62
    """Width, as a share of the cell's."""
    widest: float = 150.0
    """The largest width, in design units."""
    lift: float = 0.0
    """Design units between the end of the column and its number."""
    behind: Behind | None = None
    """Draws what is behind the column; None: nothing."""
    flat: bool = False
    """Whether it has a single color; others get deeper toward the zero line."""
    fills: bool = False
    """Whether it fills a track that is as high as the plot."""


def _draw_rounded_tip(canvas: skia.Canvas, column: Column, share: float, paint: skia.Paint) -> None:
    grown, radius = column.part_at(share), column.theme.preset.radius
    round_ = skia.Point(*[min(radius, 12.0, grown.w / 4, grown.h)] * 2)
    flat = skia.Point(0, 0)
    tip, foot = [round_, round_], [flat, flat]
    shape = skia.RRect()
    shape.setRectRadii(sk_rect(grown), [*foot, *tip] if column.hangs else [*tip, *foot])
    canvas.drawRRect(shape, paint)


def _bricks(canvas: skia.Canvas, column: Column, share: float, paint: skia.Paint) -> None:
    """Courses laid from the zero line on; the last one may be a low one."""
    grown, laid = column.part_at(share), 0.0
    while laid < grown.h:
        height = min(COURSE, grown.h - laid)
        top = grown.y + laid if column.hangs else grown.bottom - laid - height
        canvas.drawRect(sk_rect(Rect(grown.x, top, grown.w, height)), paint)
        laid += COURSE + JOINT


def _block(canvas: skia.Canvas, column: Column, share: float, paint: skia.Paint) -> None:
    canvas.drawRect(sk_rect(column.part_at(share)), paint)


def _hard_shadow(canvas: skia.Canvas, column: Column, opened: float, share: float) -> None:
    if share > 0:
        grown = column.part_at(share)
        far = grown.top_part if column.hangs else grown.bottom_part
        shadow = far(max(0.0, grown.h - SHADOW)).shift(SHADOW)
        canvas.drawRect(sk_rect(shadow), fill(column.theme.inks.panel.fill))


def _lollipop(canvas: skia.Canvas, column: Column, share: float, paint: skia.Paint) -> None:
    """A thin stem with a ball at the value itself."""
    grown = column.part_at(share)
    canvas.drawRect(sk_rect(Rect(grown.cx - STEM / 2, grown.y, STEM, grown.h)), paint)
    tip = grown.bottom if column.hangs else grown.y
    canvas.drawCircle(grown.cx, tip, min(BALL, grown.w / 2) * ramp(share, 0, 0.3), paint)


def _capsule(canvas: skia.Canvas, column: Column, share: float, paint: skia.Paint) -> None:
    grown = column.part_at(share)
    canvas.drawRRect(sk_rrect(grown, grown.w / 2), paint)


def _tube(canvas: skia.Canvas, column: Column, opened: float, share: float) -> None:
    """The glass that a capsule rises in, as high as the plot."""
    whole = Rect(column.whole.x, column.plot.y, column.whole.w, column.plot.h)
    ink = column.theme.inks.ground.text
    canvas.drawRRect(sk_rrect(whole, whole.w / 2), fill(ink, 0.1 * opened))


def _hachures(canvas: skia.Canvas, column: Column, share: float, paint: skia.Paint) -> None:
    """An outline, and strokes within."""
    shape, pen = rounded_path(column.part_at(share)), skia.Paint(paint)
    pen.setStyle(skia.Paint.kStroke_Style)
    pen.setStrokeWidth(3.5)
    canvas.drawPath(shape, pen)
    pen.setStrokeWidth(7)
    draw_hachure(canvas, shape, pen, 12)


SHAPES: Mapping[Bars, ColumnStyle] = {
    "bricks": ColumnStyle(_bricks, widest=130.0, flat=True),
    "columns": ColumnStyle(_draw_rounded_tip),
    "rows": ColumnStyle(_draw_rounded_tip),
    "blocks": ColumnStyle(_block, 0.74, 190.0, behind=_hard_shadow, flat=True),
    "lollipops": ColumnStyle(_lollipop, lift=BALL + 4),
    "capsules": ColumnStyle(_capsule, 0.5, 96.0, behind=_tube, fills=True),
    "hachures": ColumnStyle(_hachures, flat=True),
}
