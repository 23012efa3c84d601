"""Line: a curve that draws itself through its values as they are spoken of."""

from itertools import pairwise

from callsheet_studio.render.colour import Colour
from callsheet_studio.render.geometry import Rect
from callsheet_studio.render.graphics import skia
from callsheet_studio.render.motion import Pose, ramp, smooth, spring
from callsheet_studio.render.numbers import written
from callsheet_studio.render.scenes.chart import Chart, chart, foot, telling_values, value_text
from callsheet_studio.render.sprite import box, fill, stroke
from callsheet_studio.render.stage import Layer, Stage

MOST_NUMBERS = 7
TRAVEL = 0.9
"""Seconds from one value to the next, at most."""


def line(stage: Stage) -> list[Layer]:
    """The curve with the area under it, a dot for each value, numbers for the telling ones."""
    made, layers = chart(stage, from_zero=False)
    items = stage.timed.scene.items
    points = [
        (cell.cx, made.y(item.value or 0.0)) for cell, item in zip(made.cells, items, strict=True)
    ]
    shown = telling_values(stage, made, MOST_NUMBERS, _room(made))
    layers.append(_curve(stage, made, points))
    layers += [_dot(stage, made, n, point, n in shown) for n, point in enumerate(points)]
    return [*layers, *foot(stage, made)]


def _curve(stage: Stage, made: Chart, points: list[tuple[float, float]]) -> Layer:
    inks, plot, cues = stage.look.inks, made.plot, stage.cues
    path = _through(points)
    area = skia.Path(path)
    area.lineTo(points[-1][0], plot.bottom)
    area.lineTo(points[0][0], plot.bottom)
    area.close()
    shade, ink = _shade(plot, inks.primary), stroke(inks.primary, 5)

    def draw(canvas: skia.Canvas, t: float) -> None:
        head = _head(points, cues, t)
        if head <= points[0][0]:
            return
        canvas.save()
        canvas.clipRect(
            box(Rect(plot.x, plot.y - 60, head - plot.x, plot.h + 120)), doAntiAlias=True
        )
        canvas.drawPath(area, shade)
        canvas.drawPath(path, ink)
        canvas.restore()

    return draw


def _head(points: list[tuple[float, float]], cues: tuple[float, ...], t: float) -> float:
    """How far to the right the curve has come."""
    x = points[0][0]
    for (a, b), (before, cue) in zip(pairwise(points), pairwise(cues), strict=True):
        start = max(before, cue - TRAVEL)
        x += (b[0] - a[0]) * smooth(ramp(t, start, max(0.1, cue - start)))
    return x + (6 if t > cues[-1] else 0)


def _through(points: list[tuple[float, float]]) -> skia.Path:
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


def _shade(plot: Rect, colour: Colour) -> skia.Paint:
    ends = [skia.Point(0, plot.y), skia.Point(0, plot.bottom)]
    shader = skia.GradientShader.MakeLinear(ends, [colour.argb(0.34), colour.argb(0.02)])
    return skia.Paint(AntiAlias=True, Shader=shader, Dither=True)


def _dot(stage: Stage, made: Chart, index: int, at: tuple[float, float], numbered: bool) -> Layer:
    """A value's dot, and its number if it tells something."""
    inks, cue, motion = stage.look.inks, stage.cues[index], stage.look.preset.motion
    text = written(stage.timed.scene.items[index])
    number = value_text(stage, text, at[0], at[1] - 10, _room(made), True) if numbered else None

    def draw(canvas: skia.Canvas, t: float) -> None:
        p, focus = spring(ramp(t, cue, 0.5)), stage.focus(index, t)
        if p <= 0:
            return
        radius = (7 + 4 * focus) * p
        canvas.drawCircle(*at, radius + 3, fill(inks.ground.fill))
        canvas.drawCircle(*at, radius, fill(inks.primary.mix(inks.accent, focus)))
        if number:
            pose = motion.enter(t, cue + 0.1)
            number.draw(canvas, lambda _: Pose(dy=pose.dy, scale=pose.scale, alpha=pose.alpha))

    return draw


def _room(made: Chart) -> float:
    """The width that a number may take."""
    return min(made.plot.w / 4.2, 150.0) if made.count > MOST_NUMBERS else made.cells[0].w - 6
