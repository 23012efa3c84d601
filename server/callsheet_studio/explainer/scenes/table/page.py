"""Draws the rows and columns of a table that are seen together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import cast

from callsheet_studio.drawing.easing import Transform, ease_out_expo, ramp, smootherstep
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import Sprite, fill, sk_rect, sk_rrect, stroke
from callsheet_studio.drawing.text_layout import Align
from callsheet_studio.explainer.panel import draw_panel, tint_share
from callsheet_studio.explainer.scene_context import Layer, PlacedText, SceneContext, TextPaint
from callsheet_studio.explainer.scenes.table.lights import Lights
from callsheet_studio.explainer.scenes.table.plan import PlacedPage
from callsheet_studio.explainer.theme.color_roles import SurfaceColors

COMES = 0.15
"""Seconds into a page at which its card comes; the header follows."""
FADES = 0.25
LATEST = 1.2
"""Seconds before its page's end at which a row has come."""
STAGGER = 0.06
"""Seconds between rows that come together."""
RULE = 3.0
OPENS, FOOT = 0.3, 36.0
"""Seconds in which the card opens for a row, and the height of its foot, which has the corners."""


@dataclass(frozen=True)
class _Row:
    """A row as it is drawn: its texts, and when it comes."""

    number: int
    rect: Rect
    sprite: Sprite
    at: float


def draw_page(
    context: SceneContext, placed: PlacedPage, lights: Lights, life: tuple[float, float]
) -> Layer:
    """Return the layer of a page of a table.

    Args:
        placed: The rows and columns of the page, at their places.
        lights: What is highlighted when.
        life: When the page is shown, as (start, end) in seconds.
    """
    start, end = life
    surface = context.theme.inks.panel
    panel = placed.rect.inset(-4, 0)
    body = _Body(draw_panel(context, panel), panel)
    first = start + COMES + 0.15 if not start else -1e3
    header = _Row(0, placed.row(0), _write_row(context, placed, 0, life), first)
    rows = [_row(context, placed, number, lights, life) for number in placed.part.rows]
    bands = _Bands(context, placed, lights, surface, [(row.number, row.at) for row in rows])
    radius = context.theme.preset.radius

    def draw(canvas: skia.Canvas, t: float) -> None:
        alpha = ramp(t, start, FADES if start else 0.0) * (1 - ramp(t, end - FADES, FADES))
        shown = smootherstep(ramp(t, start + COMES, 0.4)) if not start else 1.0
        if alpha * shown <= 0:
            return
        missing = sum(row.rect.h * (1 - _opening(row, t)) for row in rows)
        body.draw(canvas, missing, alpha * shown)
        canvas.save()
        canvas.clipRRect(sk_rrect(panel.top_part(panel.h - missing), radius), doAntiAlias=True)
        bands.draw(canvas, t, alpha)
        canvas.restore()
        bands.draw_rules(canvas, ease_out_expo(ramp(t, header.at, 0.8)), t, alpha)
        for row in (header, *rows):
            pose = context.theme.preset.motion.enter(t, row.at)
            rest = 1 - (1 - surface.rest) * (lights.dim(row.number, t) if row.number else 0.0)
            row.sprite.draw(canvas, pose.dim(alpha * rest))

    return draw


@dataclass(frozen=True)
class _Body:
    """The card, which grows with its rows: no room waits empty for one that is to come."""

    whole: Sprite
    panel: Rect

    def draw(self, canvas: skia.Canvas, missing: float, alpha: float) -> None:
        """Draw it shorter by `missing`: its upper part, and its foot moved up."""
        pose = Transform(alpha=alpha)
        if missing <= 0:
            self.whole.draw(canvas, pose)
            return
        sheet, cut = self.whole.rect, self.panel.bottom - FOOT
        for part, up in (
            (sheet.top_part(cut - missing - sheet.y), 0.0),
            (Rect(sheet.x, cut - missing, sheet.w, sheet.bottom - cut), missing),
        ):
            canvas.save()
            canvas.clipRect(sk_rect(part))
            canvas.translate(0, -up)
            self.whole.draw(canvas, pose)
            canvas.restore()


def _opening(row: _Row, t: float) -> float:
    """How far the card has opened for a row."""
    return smootherstep(ramp(t, row.at - OPENS / 2, OPENS))


def _row(
    context: SceneContext,
    placed: PlacedPage,
    number: int,
    lights: Lights,
    life: tuple[float, float],
) -> _Row:
    nth = number - placed.part.rows.start
    cue, start = lights.arrivals[number], life[0]
    there = start > 0 and cue <= start + COMES  # seen before, on another page
    cue = min(cue, life[1] - LATEST)
    at = -1e3 if there else max(cue, start + COMES + 0.3 + STAGGER * nth)
    return _Row(number, placed.row(number), _write_row(context, placed, number, life), at)


def _write_row(
    context: SceneContext, placed: PlacedPage, row: int, life: tuple[float, float]
) -> Sprite:
    """The texts of a row as one sprite."""
    writings = [_write(context, placed, row, column, life) for column in placed.part.columns]

    def paint(canvas: skia.Canvas) -> None:
        for writing in writings:
            for part in writing.parts:
                part.draw(canvas)

    return Sprite.record(placed.row(row).inset(0, -4), context.size.unit, paint)


def _write(
    context: SceneContext, placed: PlacedPage, row: int, column: int, life: tuple[float, float]
) -> PlacedText:
    """The text of a cell; numbers of one unit stand with their decimal marks below each other."""
    sheet, surface = placed.part.sheet, context.theme.inks.panel
    cell, cells = placed.cell(row, column).inset(sheet.pad, 0), sheet.cells
    align = {"left": "left", "center": "centre", "right": "right"}[cells.align(column)]
    style = replace(sheet.style(row, column), align=cast("Align", align))
    ink = TextPaint(surface, surface.text, 1.0 if row == 0 else surface.rest, life)
    text = cells.text(row, column)
    if column in cells.one_unit and cells.is_number(row, column) and align == "right":
        shift = _to_decimal(context, placed, row, column)
        width = context.typesetter.width(text, style.face, style.size)
        if width + shift <= cell.w + 0.5:
            cell = cell.shift(-shift)
    return context.place_text(text, style, cell, ink, "middle")


def _to_decimal(context: SceneContext, placed: PlacedPage, row: int, column: int) -> float:
    """How far a number moves from the column's end so that decimal marks meet."""
    sheet = placed.part.sheet
    cells = sheet.cells
    before = context.mirror is not None

    def tail(number: int) -> float:
        text, style = cells.text(number, column), sheet.style(number, column)
        cut = cells.decimal(number, column)
        return context.typesetter.width(
            text[:cut] if before else text[cut:], style.face, style.size
        )

    rows = [r for r in placed.part.rows if cells.is_number(r, column)]
    return max(map(tail, rows)) - tail(row)


@dataclass(frozen=True)
class _Bands:
    """What lies under the texts: the lit rows, columns and cells, and the lines between rows."""

    context: SceneContext
    placed: PlacedPage
    lights: Lights
    surface: SurfaceColors
    arrivals: Sequence[tuple[int, float]]
    """The rows, and when they come."""

    @cached_property
    def share(self) -> float:
        """How strong a light is: a row's, a column's and a cell's may lie on each other."""
        return tint_share(self.surface, self.context.theme.inks.accent, 3)

    def draw(self, canvas: skia.Canvas, t: float, alpha: float) -> None:
        """The lights at a time."""
        part = self.placed.part
        share = self.share
        for row in part.rows:
            self._band(
                canvas,
                self.placed.row(row).inset(-4, 0),
                share * self.lights.row_band(row, t) * alpha,
            )
        for column in part.columns[1:]:
            lit = self.lights.column_band(column, t)
            self._band(canvas, self.placed.column(column), share * lit * alpha)
        for row in part.rows:
            for column in part.columns:
                lit = self.lights.cell(row, column, t) * alpha
                if lit > 0.01:
                    self._cell(canvas, self.placed.cell(row, column), lit, share)

    def _band(self, canvas: skia.Canvas, rect: Rect, alpha: float) -> None:
        if alpha > 0.004:
            canvas.drawRect(sk_rect(rect), fill(self.context.theme.inks.accent, alpha))

    def _cell(self, canvas: skia.Canvas, rect: Rect, lit: float, share: float) -> None:
        inks, radius = self.context.theme.inks, min(8.0, self.context.theme.preset.radius)
        inner = sk_rrect(rect.inset(4, 4), radius)
        canvas.drawRRect(inner, fill(inks.accent, share * lit))
        edge = inks.accent.with_min_contrast(self.surface.grounds, 3.0)
        canvas.drawRRect(inner, stroke(edge, 3, lit))

    def draw_rules(self, canvas: skia.Canvas, p: float, t: float, alpha: float) -> None:
        """The line under the header, drawn on, and hairlines between rows."""
        inks = self.context.theme.inks
        head = self.placed.row(0)
        line = inks.primary.with_min_contrast(self.surface.grounds, 3.0)
        pad = self.placed.part.sheet.pad
        x, y = head.x + pad, head.bottom
        under = Rect(x, y - RULE / 2, (head.w - 2 * pad) * p, RULE)
        if head.h:
            canvas.drawRect(sk_rect(under), fill(line, alpha))
        for row, at in self.arrivals[1:]:
            thin = fill(self.surface.text, 0.16 * p * alpha * ramp(t, at, FADES))
            top = round(self.placed.row(row).y)
            canvas.drawRect(sk_rect(Rect(x, top, head.w - 2 * pad, 1)), thin)
