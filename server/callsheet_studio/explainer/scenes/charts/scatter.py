"""Scatter: a mark for each pair of numbers, named where it is spoken of."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.easing import Transform, ease_out_spring, ramp
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill, stroke
from callsheet_studio.drawing.text_layout import Align
from callsheet_studio.explainer.scene_context import Layer, SceneContext, TextPaint
from callsheet_studio.explainer.scenes.charts.chart import frame
from callsheet_studio.explainer.scenes.charts.data import Data, data_of, series_colors
from callsheet_studio.explainer.scenes.charts.emphasis import Emphasis, emphasis_of
from callsheet_studio.explainer.scenes.charts.readout import draw_readouts, readout_room
from callsheet_studio.explainer.scenes.charts.scale import (
    Scale,
    ScaleStep,
    draw_scale,
    plan_step,
    tick_text,
    ticks_room,
)
from callsheet_studio.storyboard.content import Series

DOT = 11.0
LIT = 7.0
SIZE, LEAST = 27.0, 26.0
FOOT, NAME = 48.0, 43.0
"""Heights of the numbers and of the name below the plot."""
HEADROOM = 26.0
HIGH = 43.0
"""Of a mark's name."""
Point: TypeAlias = tuple[float, float]


@dataclass(frozen=True)
class HorizontalScale:
    """The scale along the lower edge of a plot."""

    plot: Rect
    step: ScaleStep
    data: Data
    """The first series alone, in whose manner its ticks are written."""

    def x(self, value: float) -> float:
        """Return the x of a number, in design units."""
        share = (value - self.step.low) / (self.step.high - self.step.low)
        return self.plot.x + DOT + share * (self.plot.w - 2 * DOT)


def scatter(context: SceneContext) -> list[Layer]:
    """Return the layers of a scatter plot: the first series gives each point's x, the others its y.

    The axes need not begin at zero.
    """
    data = data_of(context.timed.scene)
    emphasis = emphasis_of(context, data)
    across, *others = data.series
    up = replace(data, series=tuple(others))
    room, layers = frame(context)
    top = room.top_part(readout_room(context))
    layers.append(draw_readouts(context, data, emphasis, top))
    room = room.bottom_part(room.h - top.h)
    names_up = room.top_part(NAME)
    layers.append(_write(context, ", ".join(each.name for each in others), names_up, "left"))
    steps = _steps(others)
    gutter = ticks_room(context, up, steps)
    plot = Rect(
        room.x + gutter,
        names_up.bottom + HEADROOM,
        room.w - gutter,
        room.bottom - FOOT - NAME - names_up.bottom - HEADROOM,
    )
    axis = HorizontalScale(plot, _steps([across])[0], replace(data, series=(across,)))
    scale = Scale(plot, steps)
    layers += [draw_scale(context, scale, up, gutter), *_foot(context, axis)]
    name = Rect(plot.x, room.bottom - NAME, plot.w, NAME)
    layers.append(_write(context, across.name, name, "right"))
    colors = series_colors(context.theme.inks, len(others))
    for n, each in enumerate(others):
        marks = [
            (c, (axis.x(x), scale.y(y)))
            for c, (x, y) in enumerate(zip(across.values, each.values, strict=True))
            if x is not None and y is not None
        ]
        layers.append(_marks(context, emphasis, marks, n + 1, colors[n]))
        if len(others) == 1:
            layers += _names(context, emphasis, marks, plot)
    return layers


def _names(
    context: SceneContext, emphasis: Emphasis, marks: Sequence[tuple[int, Point]], plot: Rect
) -> list[Layer]:
    """The names of all marks, if each has room."""
    texts = [emphasis.data.categories[category] for category, _ in marks]
    places = place_names(context, texts, [at for _, at in marks], plot)
    if not places:
        return []
    return [
        _name(context, emphasis, category, text, place)
        for (category, _), text, place in zip(marks, texts, places, strict=True)
    ]


def place_names(
    context: SceneContext, names: Sequence[str], at: Sequence[Point], plot: Rect
) -> list[Rect]:
    """Return a rectangle next to each mark for its name, clear of all others; an empty list if one
    of the names has no room.

    Args:
        at: The (x, y) of each mark, in design units.
        plot: Where names may be.
    """
    face = context.style("text", LEAST).face
    marks = [Rect(x, y, 0, 0).inset(-DOT - LIT) for x, y in at]
    taken: list[Rect] = []
    for name, (x, y) in zip(names, at, strict=True):
        width, away = context.typesetter.width(name, face, LEAST) + 2, DOT + LIT + 12
        places = [
            Rect(x + away, y - HIGH / 2, width, HIGH),
            Rect(x - away - width, y - HIGH / 2, width, HIGH),
            Rect(x - width / 2, y - away - HIGH, width, HIGH),
            Rect(x - width / 2, y + away, width, HIGH),
        ]
        free = (
            place
            for place in places
            if plot.holds(place) and not any(place.meets(o) for o in (*marks, *taken))
        )
        found = next(free, None)
        if found is None:
            return []
        taken.append(found)
    return taken


def _name(context: SceneContext, emphasis: Emphasis, index: int, text: str, rect: Rect) -> Layer:
    surface, motion = context.theme.inks.ground, context.theme.preset.motion
    base = context.style("text", LEAST, 1)
    style = replace(base, size=LEAST, floor=0.99)
    ink = TextPaint(surface, surface.text, surface.rest)
    writing = context.place_text(text, style, rect.inset(-2, 0), ink, "middle")
    cue = context.cues[index]

    def draw(canvas: skia.Canvas, t: float) -> None:
        rest = 1 - (1 - surface.rest) * emphasis.dim_all(index, t)
        pose = motion.enter(t, cue + 0.1).dim(rest)
        writing.draw(canvas, lambda _: pose)

    return draw


def _steps(series: Sequence[Series]) -> tuple[ScaleStep, ...]:
    values = [value for each in series for value in each.values if value is not None] or [0.0]
    return (plan_step(values, from_zero=False),)


def _foot(context: SceneContext, axis: HorizontalScale) -> list[Layer]:
    """The numbers along the foot, as many as have room."""
    ticks = axis.step.ticks
    face = context.style("text", LEAST).face
    texts = [tick_text(axis.data, axis.step, tick) for tick in ticks]
    widest = max(context.typesetter.width(text, face, LEAST) for text in texts) + 16
    layers: list[Layer] = []
    free = axis.plot.x
    for tick, text in zip(ticks, texts, strict=True):
        left = max(axis.x(tick) - widest / 2, axis.plot.x)
        rect = Rect(min(left, axis.plot.right - widest), axis.plot.bottom + 4, widest, FOOT - 5)
        if rect.x >= free - 0.01:
            layers.append(_write(context, text, rect, "centre"))
            free = rect.right
    return layers


def _write(context: SceneContext, text: str, rect: Rect, align: Align) -> Layer:
    surface = context.theme.inks.ground
    base = context.style("text", SIZE, 1)
    style = replace(base, size=SIZE, floor=LEAST / SIZE, align=align)
    writing = context.place_text(text, style, rect, TextPaint(surface, surface.quiet), "middle")

    def draw(canvas: skia.Canvas, t: float) -> None:
        alpha = ramp(t, 0.4, 0.5)
        writing.draw(canvas, lambda _: Transform(alpha=alpha))

    return draw


def _marks(
    context: SceneContext,
    emphasis: Emphasis,
    marks: Sequence[tuple[int, tuple[float, float]]],
    series: int,
    color: Color,
) -> Layer:
    inks = context.theme.inks

    def draw(canvas: skia.Canvas, t: float) -> None:
        for category, (x, y) in marks:
            p = ease_out_spring(ramp(t, context.cues[category], 0.5))
            if p <= 0:
                continue
            lit = max(emphasis.lit(category, series, t), emphasis.lit(category, 0, t))
            shade = emphasis.shade(color, inks.ground.fill, emphasis.dim_all(category, t))
            size = (DOT + LIT * lit) * p
            canvas.drawCircle(x, y, size + 2, fill(inks.ground.fill))
            canvas.drawCircle(x, y, size, fill(shade))
            if lit > 0.01:
                canvas.drawCircle(x, y, size + 7, stroke(inks.accent, 3, lit))

    return draw
