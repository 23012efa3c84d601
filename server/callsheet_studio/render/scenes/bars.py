"""Bars: a chart whose bars grow, and whose numbers count, as they are spoken of."""

from callsheet_studio.render.colour import Colour
from callsheet_studio.render.geometry import Rect
from callsheet_studio.render.graphics import skia
from callsheet_studio.render.motion import Pose, expo, ramp, smooth
from callsheet_studio.render.numbers import written
from callsheet_studio.render.scenes.chart import Chart, chart, foot, telling_values, value_text
from callsheet_studio.render.sprite import box
from callsheet_studio.render.stage import Layer, Stage, Writing

MOST_NUMBERS = 12
GROW = 0.95
"""Seconds in which a bar reaches its height."""


def bars(stage: Stage) -> list[Layer]:
    """A bar for each item, rising from the zero line; negative ones hang from it."""
    made, layers = chart(stage, from_zero=True)
    shown = telling_values(stage, made, MOST_NUMBERS, _room(made))
    layers += [_bar(stage, made, n, n in shown) for n in range(made.count)]
    return [*layers, *foot(stage, made)]


def _bar(stage: Stage, made: Chart, index: int, numbered: bool) -> Layer:
    inks, cue, cell = stage.look.inks, stage.cues[index], made.cells[index]
    value = stage.timed.scene.items[index].value or 0.0
    zero, tip = made.y(0), made.y(value)
    width = min(cell.w * 0.62, 150.0)
    shape = Rect(cell.cx - width / 2, min(zero, tip), width, abs(tip - zero))
    plain, lit = (_paint(shape, colour) for colour in (inks.primary, inks.accent))
    number = _number(stage, made, index) if numbered else None
    motion = stage.look.preset.motion

    def draw(canvas: skia.Canvas, t: float) -> None:
        # No spring: shooting past would run the number into what stands above the chart.
        p, focus = expo(ramp(t, cue, GROW)), stage.focus(index, t)
        if p <= 0:
            return
        grown = _column(shape, p, value < 0, stage.look.preset.radius)
        canvas.drawRRect(grown, plain)
        if focus > 0.01:
            lit.setAlphaf(smooth(focus))
            canvas.drawRRect(grown, lit)
        if number:
            lag = (1 - p) * (zero - tip)
            pose = motion.enter(t, cue + 0.1)
            number.draw(canvas, lambda _: Pose(pose.dx, lag, pose.scale, pose.alpha))

    return draw


def _number(stage: Stage, made: Chart, index: int) -> Writing:
    """The bar's number, at its tip; it rides up with the bar."""
    item, cell = stage.timed.scene.items[index], made.cells[index]
    value = item.value or 0.0
    return value_text(stage, written(item), cell.cx, made.y(value), _room(made), value >= 0)


def _room(made: Chart) -> float:
    """The width that a number may take."""
    return min(made.plot.w / 4, 130.0) if made.count > MOST_NUMBERS else made.cells[0].w - 6


def _paint(shape: Rect, colour: Colour) -> skia.Paint:
    """The bar's colour, deeper towards its foot."""
    ends = [skia.Point(0, shape.y), skia.Point(0, shape.bottom + 1)]
    lightness = colour.lch[0]
    foot_colour = colour.at(max(0.0, lightness - 0.13))
    shader = skia.GradientShader.MakeLinear(ends, [colour.argb(), foot_colour.argb()])
    return skia.Paint(AntiAlias=True, Shader=shader, Dither=True)


def _column(shape: Rect, share: float, hangs: bool, radius: float) -> skia.RRect:
    """The part of a bar that has grown, round at its tip."""
    height = max(2.0, shape.h * share)
    top = shape.y if hangs else shape.bottom - height
    round_, flat = skia.Point(*[min(radius, 12.0, shape.w / 4, height)] * 2), skia.Point(0, 0)
    corners = [flat, flat, round_, round_] if hangs else [round_, round_, flat, flat]
    column = skia.RRect()
    column.setRectRadii(box(Rect(shape.x, top, shape.w, height)), corners)
    return column
