"""What charts share: the plot, its scale and grid, the labels along its foot."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from callsheet_studio.drawing.easing import ease_out_expo, ramp
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import stroke
from callsheet_studio.drawing.text_layout import Align, TextStyle
from callsheet_studio.explainer.layers.headline import heading
from callsheet_studio.explainer.number_format import difference, format_change, short, whole_of
from callsheet_studio.explainer.scene_context import Layer, PlacedText, SceneContext, TextPaint
from callsheet_studio.explainer.scenes.charts.change_badge import draw_change_badge
from callsheet_studio.explainer.scenes.charts.data import data_of
from callsheet_studio.explainer.scenes.charts.scale import (
    OPENS,
    Scale,
    draw_scale,
    opens_at,
    plan_step,
    ticks_room,
)

VALUE_ROOM = 60.0
"""Above the plot, for the number of the tallest value."""
LABEL_ROOM = 70.0
"""Below the plot."""
WIDEST, SMALLEST = 140.0, 26.0
"""What a number may take across where not all are written, and the least size of all of them."""
READABLE = 26.0
"""The least size of a name; a chart whose names have no room for it is laid on its side."""
UNIT_ROOM, BADGE_ROOM = 34.0, 54.0
"""Under the headline, for the unit, and for how much the values changed."""
UNIT_SIZE = 27.0
"""Of the unit's text, at most, in a wide frame."""


@dataclass(frozen=True)
class Plot:
    """The area of a chart in which values are drawn, and its scale; `count` items have a column
    each."""

    plot: Rect
    low: float
    high: float
    count: int
    floor: float
    """The y above which everything in the plot must stay, numbers included."""

    @property
    def cells(self) -> tuple[Rect, ...]:
        """The columns of the plot, one for each item."""
        return self.plot.columns(self.count, 0)

    @property
    def ground(self) -> float:
        """The y from which bars grow: the zero line if it is in the plot, else the lower edge."""
        return self.y(max(self.low, min(0.0, self.high)))

    def y(self, value: float) -> float:
        """Return the y of a value, in design units."""
        return self.plot.bottom - (value - self.low) / (self.high - self.low) * self.plot.h


def frame(context: SceneContext) -> tuple[Rect, list[Layer]]:
    """Return the rectangle left for a chart, and the layers above it: headline, unit and total
    change."""
    safe, scene, tall = context.size.safe, context.timed.scene, context.size.tall
    head = heading(context, safe.top_part(170 if tall else 118), lines=3 if tall else 1)
    turn = difference(scene.items, scene.highlight) or format_change(scene.items)
    unit = unit_height(context, scene.subtitle, safe.w) if scene.subtitle else 0.0
    high = BADGE_ROOM if turn else unit
    row = Rect(safe.x, head.rect.bottom + 10, safe.w, high)
    layers = [head.layer]
    free = row
    if turn:
        layer, plate = draw_change_badge(context, turn, row)
        layers.append(layer)
        free = row.left_part(plate.x - 20 - row.x)
    if scene.subtitle:
        centred = context.theme.preset.centred and not turn
        if tall:
            own = row.bottom + 4 if turn else row.y
            row = free = Rect(safe.x, own, safe.w, unit)
        layers.append(write_unit(context, scene.subtitle, free, "centre" if centred else "left"))
    return Rect(safe.x, row.bottom, safe.w, safe.bottom - row.bottom), layers


def unit_height(context: SceneContext, text: str, width: float) -> float:
    """Return the height that the text on the unit takes: in a tall frame up to three lines. Some
    scripts have higher lines than others."""
    tall = context.size.tall
    style = replace(context.style("text", UNIT_SIZE, 3 if tall else 1), size=READABLE)
    high = context.typesetter.fit(text, style, width).height
    return high + 6 if tall else max(UNIT_ROOM, high + 1)


def chart(
    context: SceneContext, room: Rect, from_zero: bool, lift: float = 0.0, tracks: bool = False
) -> tuple[Plot, list[Layer]]:
    """Return an empty plot in `room`, and the layers of its scale or grid.

    Args:
        room: The rectangle under the headline.
        from_zero: Whether the scale begins at zero.
        lift: The design units that are kept free beyond each value for its number.
        tracks: Whether bars lie in tracks; then the scale ends at the whole of which they are
            shares.
    """
    values = [item.value or 0.0 for item in context.timed.scene.items]
    above = VALUE_ROOM + lift
    below = above if min(values) < 0 else 0.0
    plot = Rect(room.x, room.y + above, room.w, room.h - above - LABEL_ROOM - below)
    low, high = extent(values, from_zero)
    high = whole_of(context.timed.scene.items) or high if tracks else high
    made = Plot(plot, low, high, len(values), plot.bottom + below)
    if low <= 0:
        return made, [_grid(context, made)]
    made, scale = _mark_scale(context, made, values)
    return made, [scale]


def _mark_scale(context: SceneContext, made: Plot, values: Sequence[float]) -> tuple[Plot, Layer]:
    """A chart whose scale does not begin at zero says so: with its numbers at the side."""
    data, step = data_of(context.timed.scene), plan_step(values, from_zero=False)
    gutter = ticks_room(context, data, [step])
    plot = replace(made.plot, x=made.plot.x + gutter, w=made.plot.w - gutter)
    shown = replace(made, plot=plot, low=step.low, high=step.high)
    return shown, draw_scale(context, Scale(plot, (step,)), data, gutter)


def foot(context: SceneContext, made: Plot) -> list[Layer]:
    """Return the layers of the items' names under a plot, as many as have room."""
    items = context.timed.scene.items
    step = _label_step(context, made)
    below = context.size.safe.bottom - LABEL_ROOM + 12
    rects = {n: _label_rect(made, n, step, below) for n in range(0, made.count, step)}
    rects = {n: r for n, r in rects.items() if not n or r.w >= 0.6 * made.cells[0].w * step}
    style, fit = _label_style(context, "centre" if step == 1 else "left"), context.typesetter.fit
    size = min(fit(items[n].text, style, r.w, r.h).size for n, r in rects.items())
    style = replace(style, size=size)
    return [_label(context, n, items[n].text, rect, style) for n, rect in rects.items()]


def _label_step(context: SceneContext, made: Plot) -> int:
    """Every how many-th label is shown, so that all that are can be read whole."""
    fewest = math.ceil(made.count / (12 if not context.size.tall else 6))
    style, items = _label_style(context, "left"), context.timed.scene.items
    for step in range(fewest, made.count):
        shown = range(0, made.count, step)
        rects = [_label_rect(made, n, step, 0.0) for n in shown]
        fit = context.typesetter.fit
        blocks = (fit(items[n].text, style, r.w, r.h) for n, r in zip(shown, rects, strict=True))
        if all(r.w > 0 for r in rects) and not any(block.cut for block in blocks):
            return step
    return fewest


def _label_rect(made: Plot, index: int, step: int, top: float) -> Rect:
    width = made.cells[0].w * step
    left = made.cells[index].x + 4
    return Rect(left, top, min(width - 8, made.plot.right - left), LABEL_ROOM - 12)


@dataclass(frozen=True)
class ValueLabels:
    """The values that a chart writes as numbers, all in one size."""

    context: SceneContext
    width: float
    """The width that each may take."""
    shown: frozenset[int]
    """The indexes of the items whose values are written."""
    left: float
    """The x of the plot's left edge."""

    @property
    def height(self) -> float:
        """The height that each may take, in design units."""
        return 54.0 if self.context.size.tall else 44.0

    @cached_property
    def style(self) -> TextStyle:
        """The largest text style in which all the numbers fit; it is never too small to read."""
        style = replace(self.context.style("number", 36, 1), align="centre", floor=0.34)
        items = [self.context.timed.scene.items[n] for n in self.shown]
        fit = self.context.typesetter.fit
        size = min(fit(short(item), style, self.width, self.height).size for item in items)
        return replace(style, size=max(size, SMALLEST))

    def write(self, index: int, at: tuple[float, float], above: bool) -> PlacedText:
        """Return an item's number, laid out above or below its place in the plot, inside the safe
        area.

        Args:
            at: (x, y) of the value.
            above: Whether it stands above it.
        """
        surface, safe = self.context.theme.inks.ground, self.context.size.safe
        left = min(max(self.left, at[0] - self.width / 2), safe.right - self.width)
        top = at[1] - self.height - 6 if above else at[1] + 6
        rect = Rect(left, top, self.width, self.height)
        text, upright = short(self.context.timed.scene.items[index]), "bottom" if above else "top"
        return self.context.place_text(
            text, self.style, rect, TextPaint(surface, surface.text), upright
        )


def names_fit(context: SceneContext) -> bool:
    """Return whether the items' names fit below columns at a readable size."""
    items, style = context.timed.scene.items, _label_style(context, "centre")
    width = context.size.safe.w / len(items) - 8
    fit = context.typesetter.fit
    return not any(fit(item.text, style, width, LABEL_ROOM - 12).cut for item in items)


def telling_values(context: SceneContext, made: Plot, most: int) -> ValueLabels:
    """Return which values are written as numbers: all if there are at most `most`; else the
    extremes, the first and the last, as far as they have room."""
    every = ValueLabels(context, made.cells[0].w - 6, frozenset(range(made.count)), made.plot.x)
    readable = _readable_width(context)
    if made.count <= most and readable <= every.width:
        return every
    values = [item.value or 0.0 for item in context.timed.scene.items]
    needed = min(readable + 4, made.plot.w / 2)
    width = max(every.width, min(made.plot.w / 4, WIDEST), needed)
    apart = 1.5 * width / made.cells[0].w
    chosen: set[int] = set()
    for n in (values.index(max(values)), len(values) - 1, 0, values.index(min(values))):
        if all(abs(n - other) >= apart for other in chosen):
            chosen.add(n)
    return ValueLabels(context, width, frozenset(chosen), made.plot.x)


def _readable_width(context: SceneContext) -> float:
    """The width of the longest number in the smallest size that can be read."""
    face = context.style("number", SMALLEST).face
    return max(
        context.typesetter.width(short(item), face, SMALLEST) for item in context.timed.scene.items
    )


def extent(values: Sequence[float], from_zero: bool) -> tuple[float, float]:
    """Return the (lowest, highest) value of a scale for these values; it includes zero if
    `from_zero`."""
    low, high = min(values), max(values)
    if from_zero or low < 0:
        low, high = min(0.0, low), max(0.0, high)
    else:
        low = 0.0 if low < 0.4 * high else low - (high - low) * 0.35
    return low, high if high > low else low + 1.0


def write_unit(context: SceneContext, text: str, rect: Rect, align: Align) -> Layer:
    """Return the layer of a text under the headline that says what is counted."""
    surface, motion = context.theme.inks.ground, context.theme.preset.motion
    base = context.style("text", UNIT_SIZE, max(1, int(rect.h / UNIT_ROOM)))
    style = replace(base, align=align, floor=READABLE / base.size)
    writing = context.place_text(text, style, rect, TextPaint(surface, surface.quiet), "middle")

    def draw(canvas: skia.Canvas, t: float) -> None:
        writing.draw(canvas, lambda _: motion.enter(t, 0.45))

    return draw


def _label(context: SceneContext, index: int, text: str, rect: Rect, style: TextStyle) -> Layer:
    surface, motion = context.theme.inks.ground, context.theme.preset.motion
    writing = context.place_text(text, style, rect, TextPaint(surface, surface.quiet))
    at = context.cues[index] - 0.1

    def draw(canvas: skia.Canvas, t: float) -> None:
        writing.draw(canvas, lambda _: motion.enter(t, at))

    return draw


def _label_style(context: SceneContext, align: Align) -> TextStyle:
    style = context.style("text", 27, 2)
    return replace(style, align=align, leading=1.1, floor=READABLE / style.size)


def _grid(context: SceneContext, made: Plot) -> Layer:
    inks, plot = context.theme.inks, made.plot
    start = opens_at(context)

    def draw(canvas: skia.Canvas, t: float) -> None:
        p = ease_out_expo(ramp(t, start, OPENS))
        if p <= 0:
            return
        for n in range(1, 5):
            y = round(plot.bottom - plot.h * n / 4) + 0.5
            canvas.drawLine(plot.x, y, plot.x + plot.w * p, y, stroke(inks.edge, 1, 0.7))
        line = stroke(inks.ground.quiet, 2, 0.7)
        canvas.drawLine(plot.x, made.ground, plot.x + plot.w * p, made.ground, line)

    return draw
