"""Pie and donut: shares of a whole, each growing as it is spoken of."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.easing import Transform, ease_out_expo, ramp, smootherstep
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill, sk_rect, sk_rrect, stroke
from callsheet_studio.explainer.layers.morph import MorphMark
from callsheet_studio.explainer.layers.text_pair import fit_all
from callsheet_studio.explainer.scene_context import Layer, PlacedText, SceneContext, TextPaint
from callsheet_studio.explainer.scenes.charts.chart import frame
from callsheet_studio.explainer.scenes.charts.data import Data, data_of, series_colors
from callsheet_studio.explainer.scenes.charts.emphasis import Emphasis, emphasis_of
from callsheet_studio.explainer.scenes.charts.readout import plan_readings

MOST = 8
"""Shares that can be told apart."""
HOLE = 0.58
"""Radius of a donut's hole, as a share of its own."""
APART = 1.4
"""Degrees between shares."""
OUT = 12.0
"""How far a share moves out while it is lit."""
GROW = 0.8
WHOLE = 100.0
SWATCH = 22.0
ROW, ABOVE = 76.0, 18.0
SMALLEST = 160.0
"""Of a ring in a tall frame, when there are many names."""
NAME, NUMBER, LEAST = 30.0, 34.0, 26.0


def pie(context: SceneContext) -> list[Layer]:
    """Return the layers of a pie chart, whose sectors grow when they are spoken of."""
    return _shares(context, 0.0)


def donut(context: SceneContext) -> list[Layer]:
    """Return the layers of a donut chart; the value that is spoken of is written in its middle."""
    return _shares(context, HOLE)


def are_shares(data: Data) -> bool:
    """Return whether the values can be parts of one whole: none is negative, and there are few
    enough to tell them apart."""
    values = data.values
    positive = bool(values) and min(values) >= 0 and sum(values) > 0
    return len(data.series) == 1 and positive and len(data.categories) <= MOST


@dataclass(frozen=True)
class DrawnShare:
    """A sector: where it starts and how large it is, in degrees clockwise from the top."""

    start: float
    sweep: float
    color: Color

    @property
    def middle(self) -> float:
        """The direction of the slice's middle, in radians from the right, clockwise."""
        return math.radians(self.start + self.sweep / 2 - 90)


def _shares(context: SceneContext, hole: float) -> list[Layer]:
    data = data_of(context.timed.scene)
    emphasis = emphasis_of(context, data)
    room, layers = frame(context)
    facing = context.mirrored_for_rtl(room, " ".join(data.categories))
    slices = _cut_slices(context, data)
    ring, names = _split(context, room, len(slices))
    if facing.mirror:
        # At the other side, but still clockwise from the top.
        ring = ring.mirror(room)
    layers.append(_draw_ring(context, slices, emphasis, ring, hole))
    if hole:
        layers += _center(context, data, emphasis, ring.resize(ring.w * hole, ring.h * hole))
    rows = names.rows(len(slices), 0)
    keys = [_name(facing, data, n, rows[n], slices[n].color, emphasis) for n in range(len(slices))]
    return [*layers, *facing.apply_mirror(keys)]


def _cut_slices(context: SceneContext, data: Data) -> list[DrawnShare]:
    """The slices; percentages that do not make a hundred leave a part of the whole open."""
    values = [data.at(n)[0] for n in range(len(data.categories))]
    whole = max(WHOLE, sum(values)) if _are_percentages(data) else sum(values)
    colors = series_colors(context.theme.inks, len(values))
    slices: list[DrawnShare] = []
    start = 0.0
    for value, color in zip(values, colors, strict=True):
        sweep = 360 * value / whole
        slices.append(DrawnShare(start, sweep, color))
        start += sweep
    return slices


def _are_percentages(data: Data) -> bool:
    return all("%" in text for text in data.series[0].written if text)


def _split(context: SceneContext, room: Rect, count: int) -> tuple[Rect, Rect]:
    """Where the ring and where the names go."""
    room = room.bottom_part(room.h - ABOVE)
    high = ROW * count
    if context.size.tall:
        below = min(high, max(room.h * 0.55, room.h - SMALLEST))
        ring = room.top_part(room.h - below - 24)
        names = room.bottom_part(below)
    else:
        ring = room.left_part(room.w * 0.42)
        names = room.right_part(room.w * 0.52)
        names = names.resize(names.w, min(names.h, high))
    side = min(ring.w, ring.h) - 2 * OUT
    return ring.resize(side, side), names


def _draw_ring(
    context: SceneContext, slices: Sequence[DrawnShare], emphasis: Emphasis, ring: Rect, hole: float
) -> Layer:
    ground, cues = context.theme.inks.ground, context.cues
    rest = fill(ground.text, 0.09)
    told = slices[-1].start + slices[-1].sweep
    end = max(cues) + GROW
    gaps = [min(APART, 0.3 * part.sweep) if len(slices) > 1 else 0.0 for part in slices]

    def color(n: int, t: float) -> Color:
        return emphasis.shade(slices[n].color, ground.fill, emphasis.dim(n, 0, t))

    def draw(canvas: skia.Canvas, t: float) -> None:
        open_part = (360 - told) * smootherstep(ramp(t, end, GROW))
        if open_part > APART:
            canvas.drawPath(_sector(ring, told, open_part, hole), rest)
        for n, part in enumerate(slices):
            p = smootherstep(ramp(t, cues[n], GROW))
            if p <= 0 or part.sweep <= 0:
                continue
            out = OUT * emphasis.lit(n, 0, t)
            place = ring.shift(out * math.cos(part.middle), out * math.sin(part.middle))
            sector = _sector(place, part.start, max(0.1, (part.sweep - gaps[n]) * p), hole)
            canvas.drawPath(sector, fill(color(n, t)))

    marks = {
        n: MorphMark(
            _sector(ring, part.start, max(0.1, part.sweep - gaps[n]), hole), partial(color, n)
        )
        for n, part in enumerate(slices)
        if part.sweep > 0
    }
    return context.show_marks(draw, marks)


def _sector(at: Rect, start: float, sweep: float, hole: float) -> skia.Path:
    """A sector of a disc, or of a ring."""
    path = skia.Path()
    sweep = min(sweep, 359.9)
    if not hole:
        path.moveTo(at.cx, at.cy)
        path.arcTo(sk_rect(at), start - 90, sweep, False)
    else:
        path.arcTo(sk_rect(at), start - 90, sweep, True)
        path.arcTo(sk_rect(at.resize(at.w * hole, at.h * hole)), start - 90 + sweep, -sweep, False)
    path.close()
    return path


def _center(context: SceneContext, data: Data, emphasis: Emphasis, room: Rect) -> list[Layer]:
    """The number that is spoken of, in the middle."""
    surface = context.theme.inks.ground
    side = room.w * 0.74
    base = context.style("number", 84, 1)
    style = replace(base, align="centre", floor=LEAST / base.size, leading=1.0)
    layers: list[Layer] = []
    for reading in plan_readings(context.cues, emphasis):
        text = data.series[0].written[reading.category]
        ink = TextPaint(surface, surface.text, life=(reading.start, reading.end))
        writing = context.place_text(text, style, room.resize(side, side * 0.6), ink, "middle")
        layers.append(_for_a_time(writing, reading.start, reading.end))
    return layers


def _for_a_time(writing: PlacedText, start: float, end: float) -> Layer:
    def draw(canvas: skia.Canvas, t: float) -> None:
        if start <= t < end:
            p = ramp(t, start, 0.25)
            alpha = p - ramp(t, end - 0.15, 0.15)
            writing.draw(
                canvas, lambda _: Transform(scale=0.9 + 0.1 * ease_out_expo(p), alpha=alpha)
            )

    return draw


def _name(
    context: SceneContext, data: Data, index: int, row: Rect, color: Color, emphasis: Emphasis
) -> Layer:
    """A share's color, name and number; a line in its color under them while it is lit."""
    inks, motion, cue = context.theme.inks, context.theme.preset.motion, context.cues[index]
    surface = inks.ground
    larger = 1.3 if context.size.tall else 1.0
    name, figure = NAME * larger, NUMBER * larger
    figures = replace(
        context.style("number", NUMBER, 1), size=figure, align="right", floor=LEAST / figure
    )
    measure, written = context.typesetter.width, data.series[0].written
    width = min(max(measure(n, figures.face, figure) for n in written) + 6, 0.45 * row.w)
    ink = TextPaint(surface, surface.text, surface.rest)
    number = context.place_text(written[index], figures, row.right_part(width), ink, "middle")
    left = row.x + SWATCH + 18
    naming = replace(context.style("strong", NAME, 2), size=name, floor=LEAST / name, leading=1.14)
    room = Rect(left, row.y, row.right - width - 16 - left, row.h)
    naming = fit_all(context, data.categories, naming, room)
    label = context.place_text(data.categories[index], naming, room, ink, "middle")
    swatch = Rect(row.x, row.cy - SWATCH / 2, SWATCH, SWATCH)
    radius = min(context.theme.preset.radius, SWATCH / 2)
    line = stroke(color, 3)

    def draw(canvas: skia.Canvas, t: float) -> None:
        pose = motion.enter(t, cue)
        if pose.alpha <= 0:
            return
        dim, lit = emphasis.dim(index, 0, t), emphasis.lit(index, 0, t)
        own = emphasis.shade(color, surface.fill, dim)
        canvas.drawRRect(sk_rrect(swatch, radius), fill(own, pose.alpha))
        if lit > 0.01:
            y = row.bottom - 2
            canvas.drawLine(row.x, y, row.x + row.w * lit, y, line)
        rest = pose.dim(1 - (1 - surface.rest) * dim)
        for writing in (label, number):
            writing.draw(canvas, lambda _: rest)

    return draw
