"""Lines of several series, and areas on top of each other, drawn as they are spoken of."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from callsheet_studio.drawing.easing import Transform, ease_out_spring, ramp, smootherstep
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill, sk_rect, stroke
from callsheet_studio.explainer.scene_context import Layer, PlacedText, SceneContext, TextPaint
from callsheet_studio.explainer.scenes.charts.clusters import draw_grouped_bars
from callsheet_studio.explainer.scenes.charts.data import Data, data_of
from callsheet_studio.explainer.scenes.charts.field import Field, Wants, make_field
from callsheet_studio.explainer.scenes.charts.line import STROKES, Point, head_of

MOST_DOTS = 14
SIZE, LEAST = 32.0, 26.0
VALUES = 52.0
THICKEST = 7.0
EARLY = 1.2
"""Seconds before its number at which a line may set out for it, and the scale with it."""
LIT = 2.5
"""How much thicker a lit line is."""


def draw_lines(context: SceneContext) -> list[Layer]:
    """Return the layers of a chart with a line for each series.

    The scale need not begin at zero, since its numbers are written.
    """
    field = make_field(context, Wants(from_zero=False, early=EARLY))
    order = range(len(field.data.series))
    return field.finish([_line(field, n) for n in order])


def area(context: SceneContext) -> list[Layer]:
    """Return the layers of a chart in which the series are areas on top of each other.

    If any value is negative, or there is only one category, it becomes lines or bars.
    """
    data = data_of(context.timed.scene)
    if data.has_negative:
        return draw_lines(context) if len(data.series) > 1 else draw_grouped_bars(context)
    if len(data.categories) < 2:
        return draw_grouped_bars(context)
    writes = len(data.series) == 1 and _values_fit(context, data)
    field = make_field(context, Wants(totals=True, early=EARLY, values=VALUES if writes else None))
    layers = [_area(field, n) for n in reversed(range(len(data.series)))]
    if writes:
        layers += [_value(field, n) for n in range(len(data.categories))]
    return field.finish(layers)


def _values_fit(context: SceneContext, data: Data) -> bool:
    face = context.style("number", LEAST).face
    measure = context.typesetter.width
    widest = max((measure(text, face, LEAST) for text in data.series[0].written), default=0.0)
    return widest + 8 <= (context.size.safe.w - 90) / max(1, len(data.categories))


def _heights(field: Field, series: int, total: bool, t: float) -> list[Point | None]:
    """Where a line runs at a time; None where there is no number."""
    points: list[Point | None] = []
    for n, cell in enumerate(field.cells):
        value = field.data.series[series].values[n]
        if total:
            value = sum(field.data.at(n)[: series + 1])
        points.append(None if value is None else (cell.cx, field.scale.y(value, t)))
    return points


def _runs(points: Sequence[Point | None]) -> list[list[Point]]:
    """The parts of a line between its gaps."""
    runs: list[list[Point]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [run for run in runs if run]


def _line(field: Field, series: int) -> Layer:
    context, emphasis = field.context, field.emphasis
    style = STROKES[context.theme.preset.line]
    width, ground = min(style.width, THICKEST), context.theme.inks.ground.fill
    count = len(field.data.categories)

    def draw(canvas: skia.Canvas, t: float) -> None:
        points = _heights(field, series, False, t)
        dim = emphasis.dim_series(series, t)
        lit = max(0.0, emphasis.dim_others(series, t) - dim)
        color = emphasis.shade(field.colors[series], ground, dim)

        def paint() -> None:
            for run in _runs(points):
                canvas.drawPath(style.route(run), stroke(color, width + LIT * lit))

        _paint_until(canvas, field, t, paint)
        for n, point in enumerate(points):
            p = ease_out_spring(ramp(t, context.cues[n], 0.5)) if point else 0.0
            if point and p > 0 and count <= MOST_DOTS:
                size = (width + 2 + 4 * emphasis.lit(n, series, t)) * p
                canvas.drawCircle(*point, size + 2.5, fill(ground))
                canvas.drawCircle(*point, size, fill(field.color(n, series, t)))

    return draw


def _area(field: Field, series: int) -> Layer:
    """All below the top of a series; those above were drawn before."""
    context, emphasis = field.context, field.emphasis
    style, ground = STROKES[context.theme.preset.line], context.theme.inks.ground.fill

    def draw(canvas: skia.Canvas, t: float) -> None:
        (run,) = _runs(_heights(field, series, True, t))
        path = style.route(run)
        path.lineTo(run[-1][0], field.scale.y(0, t))
        path.lineTo(run[0][0], field.scale.y(0, t))
        path.close()
        color = emphasis.shade(field.colors[series], ground, emphasis.dim_series(series, t))
        edge = stroke(ground, 2.5)

        def paint() -> None:
            canvas.drawPath(path, fill(color))
            canvas.drawPath(path, edge)

        _paint_until(canvas, field, t, paint)

    return draw


def _paint_until(canvas: skia.Canvas, field: Field, t: float, paint: Callable[[], None]) -> None:
    """Paint as far to the right as has been spoken of."""
    plot = field.scale.plot
    ends = [(cell.cx, 0.0) for cell in field.cells]
    head = head_of(ends, field.context.cues, t)
    if head <= ends[0][0]:
        return
    canvas.save()
    canvas.clipRect(
        sk_rect(Rect(plot.x, plot.y - 60, head - plot.x, plot.h + 120)), doAntiAlias=True
    )
    paint()
    canvas.restore()


def _value(field: Field, category: int) -> Layer:
    """The number of the only series, above its place."""
    context, (series,) = field.context, field.data.series
    surface, cell = context.theme.inks.ground, field.cells[category]
    value = series.values[category]
    text = series.written[category] if value is not None else ""
    size = replace(context.style("number", SIZE, 1), size=SIZE, align="centre", floor=LEAST / SIZE)
    top = field.scale.y(value or 0.0)
    rect = Rect(cell.x, top - VALUES + 2, cell.w, VALUES - 10)
    number: PlacedText = context.place_text(
        text, size, rect, TextPaint(surface, surface.text), "bottom"
    )
    cue, motion = context.cues[category], context.theme.preset.motion

    def draw(canvas: skia.Canvas, t: float) -> None:
        y = field.scale.y(value or 0.0, t)
        pose = motion.enter(t, cue + 0.1)
        if pose.alpha > 0 and number.parts:
            size = 7 + 4 * smootherstep(field.emphasis.lit(category, 0, t))
            canvas.drawCircle(cell.cx, y, size, fill(context.theme.inks.accent, pose.alpha))
            number.draw(canvas, lambda _: Transform(dy=y - top, alpha=pose.alpha))

    return draw
