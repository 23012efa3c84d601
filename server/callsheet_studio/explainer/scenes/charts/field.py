"""The field of a chart of several series: headline, key, scale, names, and the plot."""

from collections.abc import Sequence
from dataclasses import dataclass

from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.explainer.scene_context import Layer, SceneContext
from callsheet_studio.explainer.scenes.charts.chart import LABEL_ROOM, Plot, foot, frame
from callsheet_studio.explainer.scenes.charts.data import Data, as_items, data_of, series_colors
from callsheet_studio.explainer.scenes.charts.emphasis import Emphasis, emphasis_of
from callsheet_studio.explainer.scenes.charts.key import (
    LegendEntry,
    draw_rows,
    draw_side,
    rows_room,
    side_room,
)
from callsheet_studio.explainer.scenes.charts.readout import draw_readouts, readout_room
from callsheet_studio.explainer.scenes.charts.scale import Scale, draw_scale, plan_steps, ticks_room

ABOVE = 24.0
"""Between what stands above the plot and its highest line."""
MOST_SIDE = 7
"""Names at the side of a plot."""


@dataclass(frozen=True)
class Field:
    """Everything of a chart of several series but its marks: plot, scale, colors, and the layers
    around it."""

    context: SceneContext
    data: Data
    emphasis: Emphasis
    scale: Scale
    colors: Sequence[Color]
    above: Sequence[Layer]
    """The layers of the headline and what is below it; never mirrored."""
    layers: Sequence[Layer]
    """The layers around the plot."""

    @property
    def cells(self) -> tuple[Rect, ...]:
        """The columns of the plot, one for each category."""
        return self.scale.plot.columns(len(self.data.categories), 0)

    def color(self, category: int, series: int, t: float) -> Color:
        """Return the color of a value at second `t`, highlighted or dimmed."""
        inks, dim = self.context.theme.inks, self.emphasis.dim(category, series, t)
        return self.emphasis.shade(self.colors[series], inks.ground.fill, dim)

    def finish(self, layers: Sequence[Layer]) -> list[Layer]:
        """Return all layers of the chart, with the layers of its marks on top; mirrored if the
        scene is."""
        return [*self.above, *self.context.apply_mirror([*self.layers, *layers])]


@dataclass(frozen=True)
class Wants:
    """What a kind of chart needs of its field."""

    totals: bool = False
    """Whether the mark of a category is as large as the sum of its values."""
    from_zero: bool = True
    early: float = 0.0
    """Seconds before its cue at which a value begins to move."""
    values: float | None = None
    """The height above the plot for numbers at the marks; None: they are read out."""


def make_field(context: SceneContext, wants: Wants) -> Field:
    """Return the field of the scene's chart: its plot, scale, colors, and the
    layers of all but its marks.

    Args:
        wants: How the scale and the room for numbers are planned.
    """
    data = data_of(context.timed.scene)
    emphasis = emphasis_of(context, data)
    room, above = frame(context)
    layers = list[Layer]()
    names = (*data.categories, *(each.name for each in data.series))
    context = context.mirrored_for_rtl(room, " ".join(names))
    colors = series_colors(context.theme.inks, len(data.series))
    cues = [cue - wants.early for cue in context.cues]
    steps = plan_steps(*_heights(data, cues, wants), wants.from_zero)
    if wants.values is None:
        top = room.top_part(readout_room(context))
        layers.append(draw_readouts(context, data, emphasis, top))
        room = room.bottom_part(room.h - top.h)
    else:
        room = room.bottom_part(room.h - wants.values)
    plot_room, side, rows = _with_key(context, data, emphasis, colors, room)
    layers += rows
    gutter = ticks_room(context, data, steps)
    plot = Rect(
        plot_room.x + gutter,
        plot_room.y + ABOVE,
        plot_room.w - gutter,
        plot_room.h - ABOVE - LABEL_ROOM,
    )
    scale = Scale(plot, steps)
    layers.append(draw_scale(context, scale, data, gutter))
    named = Plot(plot, *scale.bounds(1e9), len(data.categories), plot.bottom)
    layers += foot(as_items(context, data), named)
    if side:
        entries, column = side
        layers.append(draw_side(context, entries, column, _last_heights(data, scale, wants)))
    return Field(context, data, emphasis, scale, colors, above, layers)


def _with_key(
    context: SceneContext, data: Data, emphasis: Emphasis, colors: Sequence[Color], room: Rect
) -> tuple[Rect, tuple[list[LegendEntry], Rect] | None, list[Layer]]:
    """The room without the key: what stands at the side, or rows above that are drawn."""
    if len(data.series) < 2:
        return room, None, []
    entries = [
        LegendEntry(each.name, colors[n], lambda t, n=n: emphasis.dim_series(n, t))
        for n, each in enumerate(data.series)
    ]
    if context.size.tall or len(entries) > MOST_SIDE:
        high = rows_room(context, entries, room.w)
        layer = draw_rows(context, entries, room.top_part(high))
        return room.bottom_part(room.h - high), None, [layer]
    wide = side_room(context, entries, room)
    column = room.right_part(wide)
    column = Rect(column.x, column.y, column.w, column.h - LABEL_ROOM)
    return room.left_part(room.w - wide), (entries, column), []


def _heights(
    data: Data, cues: Sequence[float], wants: Wants
) -> tuple[Sequence[float], Sequence[float]]:
    """What the scale has to show, and when each comes."""
    if wants.totals:
        sums = [sum(data.at(n)) for n in range(len(data.categories))]
        return sums, cues
    given = [
        (value, cues[n])
        for each in data.series
        for n, value in enumerate(each.values)
        if value is not None
    ]
    values, times = zip(*given, strict=True) if given else ((0.0,), (0.0,))
    return values, times


def _last_heights(data: Data, scale: Scale, wants: Wants) -> list[float]:
    """How high each series ends."""
    numbers = data.at(len(data.categories) - 1)
    if not wants.totals:
        return [scale.y(number) for number in numbers]
    tops = [sum(numbers[: n + 1]) for n in range(len(numbers))]
    return [scale.y(top - number / 2) for top, number in zip(tops, numbers, strict=True)]
