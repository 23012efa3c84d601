"""Bars of several series: side by side, or on top of each other."""

from collections.abc import Sequence
from dataclasses import replace

from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.easing import Transform, ease_out_expo, ramp
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill, sk_rrect
from callsheet_studio.explainer.scene_context import Layer, PlacedText, SceneContext, TextPaint
from callsheet_studio.explainer.scenes.charts.column_shapes import SHAPES, Column
from callsheet_studio.explainer.scenes.charts.data import Data, data_of
from callsheet_studio.explainer.scenes.charts.field import Field, Wants, make_field
from callsheet_studio.explainer.theme.color_roles import surface_colors

GROW, APART = 0.95, 0.08
"""Seconds in which a bar grows, and from one series' bar to the next one's."""
SHARE, SHARE_STACKED = 0.8, 0.6
"""Of a category's width that its bars take."""
GAP, JOINT = 5.0, 3.0
LARGEST, LEAST = 34.0, 26.0
"""Sizes of the numbers at the bars; when they would have to be smaller they are read out."""
VALUES = 46.0
INSIDE = 6.0


def draw_grouped_bars(context: SceneContext) -> list[Layer]:
    """Return the layers of a chart with a group of bars for each category: one for each series,
    side by side."""
    data = data_of(context.timed.scene)
    pitch = _pitch(context, data)
    size = _size(context, data, pitch)
    shape = SHAPES[context.theme.preset.bars]
    fits = size >= LEAST and not data.has_negative
    field = make_field(context, Wants(values=VALUES + shape.lift if fits else None))
    layers = [
        _bar(field, category, series, size if fits else None)
        for category in range(len(data.categories))
        for series in range(len(data.series))
        if data.series[series].values[category] is not None
    ]
    return field.finish(layers)


def draw_stacked_bars(context: SceneContext) -> list[Layer]:
    """Return the layers of a chart with one bar for each category, in which the series lie on top
    of each other.

    If any value is negative, so that the values are no parts of a whole, the bars are grouped
    instead.
    """
    data = data_of(context.timed.scene)
    if data.has_negative:
        return draw_grouped_bars(context)
    trial = make_field(replace(context, boxes=[]), Wants(totals=True, values=0.0))
    fits = all(
        _fits_inside(trial, category, series)
        for category in range(len(data.categories))
        for series, each in enumerate(data.series)
        if each.values[category]
    )
    field = make_field(context, Wants(totals=True, values=0.0 if fits else None))
    layers = [_stack(field, n, fits) for n in range(len(data.categories))]
    return field.finish(layers)


def _pitch(context: SceneContext, data: Data) -> float:
    """The width that a bar and its number will have, about: ticks and a key take theirs."""
    room = context.size.safe.w * (1.0 if context.size.tall or len(data.series) < 2 else 0.78) - 80
    return room / max(1, len(data.categories)) * SHARE / max(1, len(data.series))


def _size(context: SceneContext, data: Data, pitch: float) -> float:
    """The size at which every number fits over its bar."""
    face = context.style("number", LARGEST).face
    texts = [text for each in data.series for text in each.written if text]
    widest = max((context.typesetter.width(t, face, LARGEST) for t in texts), default=1.0)
    return min(LARGEST, LARGEST * (pitch - 4) / widest)


def _bar(field: Field, category: int, series: int, size: float | None) -> Layer:
    context, scale, cell = field.context, field.scale, field.cells[category]
    shape = SHAPES[context.theme.preset.bars]
    count = len(field.data.series)
    pitch = cell.w * SHARE / count
    value = field.data.series[series].values[category] or 0.0
    left = cell.cx + (series - count / 2) * pitch
    width = min(pitch - GAP, shape.widest)
    zero, tip = scale.y(0), scale.y(value)
    whole = Rect(left + (pitch - width) / 2, min(zero, tip), width, max(0.5, abs(tip - zero)))
    column = Column(whole, scale.plot, value < 0, context.theme)
    cue, text = context.cues[category] + APART * series, field.data.series[series].written[category]
    number = None if size is None else _over(field, text, size, (left, tip, pitch))

    def draw(canvas: skia.Canvas, t: float) -> None:
        p = ease_out_expo(ramp(t, cue, GROW))
        if p <= 0:
            return
        height = (scale.y(0, t) - scale.y(value, t)) * p
        grown = abs(height) / whole.h
        shape.draw(canvas, column, grown, fill(field.color(category, series, t)))
        if number:
            rest = 1 - (1 - context.theme.inks.ground.rest) * field.emphasis.dim(
                category, series, t
            )
            pose = context.theme.preset.motion.enter(t, cue + 0.1)
            lag = (zero - height) - tip
            number.draw(canvas, lambda _: Transform(pose.dx, lag, pose.scale, pose.alpha * rest))

    return draw


def _over(field: Field, text: str, size: float, at: tuple[float, float, float]) -> PlacedText:
    """A bar's number, above its tip."""
    context, surface_ = field.context, field.context.theme.inks.ground
    left, tip, pitch = at
    base = context.style("number", size, 1)
    style = replace(base, size=size, align="centre", floor=0.99)
    bottom = tip - SHAPES[context.theme.preset.bars].lift
    rect = Rect(left - 4, bottom - VALUES + 4, pitch + 8, VALUES - 8)
    ink = TextPaint(surface_, surface_.text, surface_.rest)
    return context.place_text(text, style, rect, ink, "bottom")


def _segment(field: Field, category: int, series: int, t: float) -> Rect:
    """A series' part of a category's bar at a time."""
    cell, numbers = field.cells[category], field.data.at(category)
    low = sum(numbers[:series])
    top, bottom = field.scale.y(low + numbers[series], t), field.scale.y(low, t)
    width = min(cell.w * SHARE_STACKED, 190.0)
    return Rect(cell.cx - width / 2, top, width, bottom - top)


def _fits_inside(field: Field, category: int, series: int) -> bool:
    rect = _segment(field, category, series, 1e9)
    face = field.context.style("number", LEAST).face
    text = field.data.series[series].written[category]
    width = field.context.typesetter.width(text, face, LEAST)
    return width + 2 * INSIDE <= rect.w and rect.h >= LEAST * 1.3


def _stack(field: Field, category: int, written: bool) -> Layer:
    context = field.context
    order = range(len(field.data.series))
    radius = min(context.theme.preset.radius, 8.0)
    texts: Sequence[PlacedText | None] = [
        _inside(field, category, n, field.colors[n])
        if written and field.data.at(category)[n]
        else None
        for n in order
    ]

    def draw(canvas: skia.Canvas, t: float) -> None:
        for n in order:
            p = ease_out_expo(ramp(t, context.cues[category] + APART * n, GROW))
            rect = _segment(field, category, n, t)
            if p <= 0 or rect.h <= 0:
                continue
            grown = rect.bottom_part(max(1.0, rect.h * p - (JOINT if rect.h > 3 * JOINT else 0)))
            canvas.drawRRect(sk_rrect(grown, radius), fill(field.color(category, n, t)))
            if text := texts[n]:
                alpha = ramp(p, 0.85, 0.15) * (1 - field.emphasis.dim(category, n, t))
                moved = rect.cy - _segment(field, category, n, 1e9).cy
                text.draw(canvas, lambda _, a=alpha, dy=moved: Transform(dy=dy, alpha=a))

    return draw


def _inside(field: Field, category: int, series: int, color: Color) -> PlacedText:
    """A number on its own segment."""
    context, text = field.context, field.data.series[series].written[category]
    rect = _segment(field, category, series, 1e9).inset(INSIDE - 2, 0)
    base = context.style("number", 30, 1)
    style = replace(base, size=30.0, align="centre", floor=LEAST / 30, leading=1.1)
    ground = surface_colors([color], context.theme.inks.accent)
    return context.place_text(text, style, rect, TextPaint(ground, ground.text), "middle")
