"""Line: a curve that draws itself through its values as they are spoken of."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.easing import Transform, ease_out_spring, ramp, smootherstep
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill, polygon, sk_rect, stroke
from callsheet_studio.explainer.layers.morph import MorphMark
from callsheet_studio.explainer.scene_context import Layer, SceneContext
from callsheet_studio.explainer.scenes.charts.bar_lights import lights_of
from callsheet_studio.explainer.scenes.charts.chart import (
    Plot,
    ValueLabels,
    chart,
    foot,
    frame,
    telling_values,
)
from callsheet_studio.explainer.scenes.charts.emphasis import Emphasis
from callsheet_studio.explainer.theme.presets import Line

MOST_NUMBERS = 7
NUMBER_ROOM = 52.0
"""Below a value, for its number."""
TRAVEL = 0.9
"""Seconds from one value to the next, at most."""

Point: TypeAlias = tuple[float, float]
Route: TypeAlias = Callable[[Sequence[Point]], skia.Path]


@dataclass(frozen=True)
class Stroke:
    """How the lines of one style are drawn."""

    route: Route
    """Gives the path through the points."""
    width: float = 5.0
    shade: float = 0.34
    """The opacity of the area under it, at its top."""
    dot: Callable[[float, float, float], skia.Path] | None = None
    """The outline of a value's mark around a place, of a size; None: a disc."""
    dot_size: float = 7.0
    plumb: bool = False
    """Whether a dashed line falls from each value to the foot."""


def line(context: SceneContext) -> list[Layer]:
    """Return the layers of a line chart: the line with the area under it, a mark for each value,
    and numbers for some."""
    lift = STROKES[context.theme.preset.line].dot_size + 3
    room, above = frame(context)
    context = context.mirrored_for_rtl(room)
    made, layers = chart(context, room, from_zero=False, lift=lift)
    items = context.timed.scene.items
    points = [
        (cell.cx, made.y(item.value or 0.0)) for cell, item in zip(made.cells, items, strict=True)
    ]
    shown = telling_values(context, made, MOST_NUMBERS)
    layers.append(context.show_marks(_curve(context, made, points), {}))
    emphasis = lights_of(context).emphasis
    layers += [_mark(context, made, n, points, shown, emphasis) for n in range(made.count)]
    return [*above, *context.apply_mirror([*layers, *foot(context, made)])]


def _curve(context: SceneContext, made: Plot, points: Sequence[Point]) -> Layer:
    inks, plot, cues = context.theme.inks, made.plot, context.cues
    style = STROKES[context.theme.preset.line]
    path = style.route(points)
    area = skia.Path(path)
    area.lineTo(points[-1][0], made.ground)
    area.lineTo(points[0][0], made.ground)
    area.close()
    shade, ink = _shade(plot, inks.primary, style.shade), stroke(inks.primary, style.width)

    def draw(canvas: skia.Canvas, t: float) -> None:
        head = head_of(points, cues, t)
        if head <= points[0][0]:
            return
        canvas.save()
        canvas.clipRect(
            sk_rect(Rect(plot.x, plot.y - 60, head - plot.x, plot.h + 120)), doAntiAlias=True
        )
        if style.shade:
            canvas.drawPath(area, shade)
        canvas.drawPath(path, ink)
        canvas.restore()

    return draw


def head_of(points: Sequence[Point], cues: Sequence[float], t: float) -> float:
    """Return the x up to which a line is drawn at second `t`.

    That of the first point until the line begins; after the last cue a little more than that of the
    last point, so that its end is drawn whole.

    Args:
        points: The line's points, from left to right.
        cues: When each point is reached, in seconds; as many as points.
    """
    x = points[0][0]
    for (a, b), (before, cue) in zip(pairwise(points), pairwise(cues), strict=True):
        start = max(before, cue - TRAVEL)
        x += (b[0] - a[0]) * smootherstep(ramp(t, start, max(0.1, cue - start)))
    return x + (6 if t > cues[-1] else 0)


def _shade(plot: Rect, color: Color, alpha: float) -> skia.Paint:
    ends = [skia.Point(0, plot.y), skia.Point(0, plot.bottom)]
    shader = skia.GradientShader.MakeLinear(ends, [color.argb(alpha), color.argb(alpha * 0.06)])
    return skia.Paint(AntiAlias=True, Shader=shader, Dither=True)


def _mark(
    context: SceneContext,
    made: Plot,
    index: int,
    points: Sequence[Point],
    figures: ValueLabels,
    emphasis: Emphasis,
) -> Layer:
    """A value's mark, and its number if it tells something."""
    inks, cue, motion = context.theme.inks, context.cues[index], context.theme.preset.motion
    style = STROKES[context.theme.preset.line]
    at, away = points[index], style.dot_size + 3
    hangs = _in_a_dip(points, index) and _is_free(made, at[1] + away)
    place = (at[0], at[1] + away if hangs else at[1] - away)
    number = figures.write(index, place, not hangs) if index in figures.shown else None
    drop = stroke(inks.primary, 1.5, 0.6)
    drop.setPathEffect(skia.DashPathEffect.Make([5, 6], 0))
    outline = style.dot or _disc

    def draw(canvas: skia.Canvas, t: float) -> None:
        p, focus = ease_out_spring(ramp(t, cue, 0.5)), emphasis.lit(index, 0, t)
        if p <= 0:
            return
        if style.plumb:
            canvas.drawLine(*at, at[0], at[1] + (made.ground - at[1]) * min(1.0, p), drop)
        size = (style.dot_size + 4 * focus) * p
        canvas.drawPath(outline(*at, size + 3), fill(inks.ground.fill))
        canvas.drawPath(outline(*at, size), fill(inks.primary.mix(inks.accent, focus)))
        if number:
            pose = motion.enter(t, cue + 0.1)
            number.draw(canvas, lambda _: Transform(dy=pose.dy, scale=pose.scale, alpha=pose.alpha))

    def color(t: float) -> Color:
        return inks.primary.mix(inks.accent, emphasis.lit(index, 0, t))

    whole = outline(*at, style.dot_size)
    return context.show_marks(draw, {index: MorphMark(whole, color)})


def _in_a_dip(points: Sequence[Point], index: int) -> bool:
    """Whether the line comes down to a value from all sides, so that a number above is crossed."""
    beside = [*points[max(0, index - 1) : index], *points[index + 1 : index + 2]]
    return bool(beside) and all(y < points[index][1] - 1 for _, y in beside)


def _is_free(made: Plot, top: float) -> bool:
    """Whether a number can stand below this height: over the foot, and clear of the zero line."""
    zero, bottom = made.y(0), top + NUMBER_ROOM
    return bottom <= made.floor and (made.low >= 0 or not top < zero < bottom)


def _straight(points: Sequence[Point]) -> skia.Path:
    path = skia.Path()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    return path


def _step_path(points: Sequence[Point]) -> skia.Path:
    """Level up to half way, then at once to the next value."""
    path = skia.Path()
    path.moveTo(*points[0])
    for (ax, ay), (bx, by) in pairwise(points):
        path.lineTo((ax + bx) / 2, ay)
        path.lineTo((ax + bx) / 2, by)
        path.lineTo(bx, by)
    return path


def _smooth(points: Sequence[Point]) -> skia.Path:
    """A curve through the points that never overshoots them (monotone cubic, Fritsch-Carlson)."""
    slopes = [(b[1] - a[1]) / (b[0] - a[0]) for a, b in pairwise(points)]
    inner = [2 * a * b / (a + b) if a * b > 0 else 0.0 for a, b in pairwise(slopes)]
    tangents = [slopes[0], *inner, slopes[-1]] if slopes else []
    path = skia.Path()
    path.moveTo(*points[0])
    for n, ((ax, ay), (bx, by)) in enumerate(pairwise(points)):
        third = (bx - ax) / 3
        path.cubicTo(
            ax + third, ay + tangents[n] * third, bx - third, by - tangents[n + 1] * third, bx, by
        )
    return path


def _disc(x: float, y: float, size: float) -> skia.Path:
    path = skia.Path()
    path.addCircle(x, y, size)
    return path


def _square(x: float, y: float, size: float) -> skia.Path:
    return polygon(
        (x - size, y - size), (x + size, y - size), (x + size, y + size), (x - size, y + size)
    )


def _diamond(x: float, y: float, size: float) -> skia.Path:
    return polygon((x, y - size), (x + size, y), (x, y + size), (x - size, y))


STROKES: Mapping[Line, Stroke] = {
    "plotted": Stroke(_straight, 3.0, 0.0, _square, 8.0, plumb=True),
    "smooth": Stroke(_smooth),
    "angular": Stroke(_straight, 5.0, 0.18, dot_size=9.0),
    "stepped": Stroke(_step_path, 9.0, 0.3, _square, 11.0),
    "hairline": Stroke(_smooth, 2.0, 0.0, _diamond, 10.0, plumb=True),
    "marker": Stroke(_straight, 6.0, 0.0, dot_size=10.0),
    "rope": Stroke(_smooth, 11.0, 0.0, dot_size=15.0),
}
