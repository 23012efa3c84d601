"""Columns: upright bars that grow from the zero line; negative ones hang from it."""

from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.easing import Transform, ease_out_expo, ramp, smootherstep
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import rounded_path
from callsheet_studio.explainer.layers.morph import MorphMark
from callsheet_studio.explainer.scene_context import Layer, PlacedText, SceneContext
from callsheet_studio.explainer.scenes.charts.bar_lights import BarLights, lights_of
from callsheet_studio.explainer.scenes.charts.chart import (
    Plot,
    ValueLabels,
    chart,
    foot,
    frame,
    telling_values,
)
from callsheet_studio.explainer.scenes.charts.column_shapes import SHAPES, Column, ColumnStyle

MOST_NUMBERS = 12
GROW = 0.95
"""Seconds in which a bar reaches its height."""
SHADE = 0.13
"""How much darker a bar is at its foot, in OKLab lightness."""


def draw_columns(context: SceneContext) -> list[Layer]:
    """Return the layers of a chart with a vertical bar for each item, in the shape of the style."""
    shape = SHAPES[context.theme.preset.bars]
    room, above = frame(context)
    context = context.mirrored_for_rtl(room)
    made, layers = chart(context, room, from_zero=True, lift=shape.lift, tracks=shape.fills)
    shown = telling_values(context, made, MOST_NUMBERS)
    lit = lights_of(context)
    layers += [_column(context, made, n, shown, lit) for n in range(made.count)]
    return [*above, *context.apply_mirror([*layers, *foot(context, made)])]


def _column(
    context: SceneContext, made: Plot, index: int, figures: ValueLabels, lights: BarLights
) -> Layer:
    inks, cue, cell = context.theme.inks, context.cues[index], made.cells[index]
    shape = SHAPES[context.theme.preset.bars]
    value = context.timed.scene.items[index].value or 0.0
    zero, tip = made.y(0), made.y(value)
    width = min(cell.w * shape.share, shape.widest)
    whole = Rect(cell.cx - width / 2, min(zero, tip), width, abs(tip - zero))
    column = Column(whole, made.plot, value < 0, context.theme)
    shade = 0.0 if shape.flat else SHADE
    plain, lit = (_paint(whole, color, shade) for color in (inks.primary, inks.accent))
    number = _number(context, made, index, shape, figures) if index in figures.shown else None
    motion = context.theme.preset.motion

    def draw(canvas: skia.Canvas, t: float) -> None:
        # No spring: shooting past would run the number into what stands above the chart.
        p, focus = ease_out_expo(ramp(t, cue, GROW)), lights.emphasis.lit(index, 0, t)
        p *= lights.widening.factor(t)
        if shape.behind:
            shape.behind(canvas, column, smootherstep(ramp(t, cue, 0.6)), min(1.0, p))
        if p <= 0:
            return
        plain.setAlphaf(1 - lights.dim(index, t))
        shape.draw(canvas, column, p, plain)
        if focus > 0.01:
            lit.setAlphaf(smootherstep(focus))
            shape.draw(canvas, column, p, lit)
        if number:
            lag = (1 - p) * (zero - tip)
            pose = motion.enter(t, cue + 0.1)
            number.draw(canvas, lambda _: Transform(pose.dx, lag, pose.scale, pose.alpha))

    def color(t: float) -> Color:
        lit = inks.primary.mix(inks.accent, lights.emphasis.lit(index, 0, t))
        return lit.mix(inks.ground.fill, lights.dim(index, t))

    return context.show_marks(draw, {index: MorphMark(rounded_path(whole), color)})


def _number(
    context: SceneContext, made: Plot, index: int, shape: ColumnStyle, figures: ValueLabels
) -> PlacedText:
    """The bar's number, at its tip; it rides up with the bar."""
    value = context.timed.scene.items[index].value or 0.0
    tip = made.y(value) - (shape.lift if value >= 0 else -shape.lift)
    return figures.write(index, (made.cells[index].cx, tip), value >= 0)


def _paint(whole: Rect, color: Color, shade: float) -> skia.Paint:
    """The bar's color, deeper towards its foot."""
    ends = [skia.Point(0, whole.y), skia.Point(0, whole.bottom + 1)]
    foot_colour = color.with_lightness(max(0.0, color.lch[0] - shade))
    shader = skia.GradientShader.MakeLinear(ends, [color.argb(), foot_colour.argb()])
    return skia.Paint(AntiAlias=True, Shader=shader, Dither=True)
