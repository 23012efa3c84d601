"""A chart's scale: honest, in round numbers, and wider when a larger number comes."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from callsheet_studio.drawing.easing import REST, ease_out_expo, ramp, smootherstep
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import stroke
from callsheet_studio.explainer.scene_context import Layer, PlacedText, SceneContext, TextPaint
from callsheet_studio.explainer.scenes.charts.data import Data, write_like

OUTGROWN = 1.8
"""How much larger than all before a number is for which the scale is widened when it comes."""
MOST_STEPS = 3
WIDENS = 0.8
"""Seconds."""
OPENS = 0.9
"""Seconds in which the lines across a plot are drawn."""
EARLY = 0.25
"""Seconds before a number at which the scale is drawn or widened for it."""
TICKS = 4
SIZE = 26.0
"""Of the numbers at the side."""
GAP = 12.0
HIGH = 43.0
"""Room for a number in any script."""


@dataclass(frozen=True)
class ScaleStep:
    """A scale from second `start` on: its lowest and highest value, and the distance of two
    ticks."""

    start: float
    low: float
    high: float
    pitch: float
    """Between its ticks."""

    @property
    def ticks(self) -> list[float]:
        """The values at which the scale has lines."""
        first, last = round(self.low / self.pitch), round(self.high / self.pitch)
        return [n * self.pitch for n in range(first, last + 1)]


@dataclass(frozen=True)
class Scale:
    """Converts values to heights in a plot, at any time."""

    plot: Rect
    steps: tuple[ScaleStep, ...]

    def bounds(self, t: float) -> tuple[float, float]:
        """Return the (lowest, highest) value of the scale at second `t`."""
        low, high = self.steps[0].low, self.steps[0].high
        for step in self.steps[1:]:
            share = smootherstep(ramp(t, step.start - EARLY, WIDENS))
            low, high = low + (step.low - low) * share, high + (step.high - high) * share
        return low, high

    def y(self, value: float, t: float = math.inf) -> float:
        """Return the y of a value at second `t`, in design units."""
        low, high = self.bounds(t)
        return self.plot.bottom - (value - low) / (high - low) * self.plot.h

    def presence(self, n: int, t: float) -> float:
        """Return the opacity of the lines of step `n` (by index) at second `t`, 0 to 1."""
        come = smootherstep(ramp(t, self.steps[n].start - EARLY, WIDENS)) if n else 1.0
        if n + 1 == len(self.steps):
            return come
        return come * (1 - smootherstep(ramp(t, self.steps[n + 1].start - EARLY, WIDENS)))


def plan_steps(
    values: Sequence[float], cues: Sequence[float], from_zero: bool = True
) -> tuple[ScaleStep, ...]:
    """Return the scales of a chart, one after another: a wider one begins when a larger value
    enters.

    Args:
        cues: When each value enters, in seconds.
        from_zero: Whether the scale begins at zero even if all values are far from it.
    """
    groups = _groups(values, cues)
    steps = [_step(shown, start, from_zero) for start, shown in groups]
    first = replace(steps[0], start=0.0)
    return (first, *steps[1:])


def plan_step(values: Sequence[float], from_zero: bool = True) -> ScaleStep:
    """Return one scale in which all values fit.

    Args:
        from_zero: Whether it begins at zero even if all values are far from it.
    """
    return _step(values, 0.0, from_zero)


@dataclass(frozen=True)
class Widening:
    """A scale without ticks: it fits the values so far, and changes when a much larger one
    enters."""

    tops: tuple[tuple[float, float], ...]
    """(second, largest value from then on), in order."""

    def factor(self, t: float) -> float:
        """Return by what bars are multiplied at second `t`, compared with their final length; 1
        or more."""
        now = self.tops[0][1]
        for start, top in self.tops[1:]:
            now += (top - now) * smootherstep(ramp(t, start - EARLY, WIDENS))
        return self.tops[-1][1] / now if now else 1.0


def plan_widening(values: Sequence[float], cues: Sequence[float], whole: float | None) -> Widening:
    """Return when the scale of bars changes; never if a value is negative, or they are shares of a
    whole.

    Args:
        cues: When each value enters, in seconds.
        whole: The whole of which the values are shares, or None.
    """
    if whole or min(values) < 0:
        return Widening(((0.0, 1.0),))
    return Widening(tuple((at, max(shown)) for at, shown in _groups(values, cues)))


def _groups(values: Sequence[float], cues: Sequence[float]) -> list[tuple[float, list[float]]]:
    """What is shown on each scale, and when that begins: it widens for what is much larger."""
    order = sorted(range(len(values)), key=lambda n: (cues[n], n))
    groups: list[tuple[float, list[float]]] = []
    while order and len(groups) < MOST_STEPS:
        shown = [abs(values[n]) for n in order]
        top = max(shown)
        early = sum(1 for n in range(len(shown)) if top and max(shown[: n + 1]) * OUTGROWN <= top)
        start = cues[order[early]] if early else 0.0
        groups.insert(0, (start, [values[n] for n in order]))
        order = order[:early] if any(shown[:early]) else []
    return groups


def ticks_room(context: SceneContext, data: Data, steps: Sequence[ScaleStep]) -> float:
    """Return the width in design units of the numbers of a scale, with the gap to the plot.

    Args:
        data: The chart's values, in whose manner ticks are written.
        steps: All scales of the chart.
    """
    face = context.style("text", SIZE).face
    texts = [tick_text(data, step, tick) for step in steps for tick in step.ticks]
    return max(context.typesetter.width(text, face, SIZE) for text in texts) + GAP + 2


def tick_text(data: Data, step: ScaleStep, tick: float) -> str:
    """Return the text of a tick: in the manner of the chart's values if all ticks of the step stay
    different then, else as a plain number.

    Args:
        data: The chart's values.
        step: The scale that the tick belongs to.
    """
    texts = [write_like(data, each) for each in step.ticks]
    clear = len(set(texts)) == len(texts) and max(map(len, texts)) <= 8
    return write_like(data, tick) if clear else f"{tick:,.6g}".replace("-", "\u2212")


def opens_at(context: SceneContext) -> float:
    """Return the second of the scene at which the lines across the plot appear: just before the
    first value."""
    return min(context.cues, default=0.5) - EARLY


def draw_scale(context: SceneContext, scale: Scale, data: Data, gutter: float) -> Layer:
    """Return the layer of the lines across the plot and their numbers; those of a wider scale
    replace them over time.

    Args:
        gutter: The width in design units for the numbers.
        scale: The plot and its scales.
        data: The chart's values, in whose manner ticks are written.
    """
    plot, inks = scale.plot, context.theme.inks
    steps = [
        [(tick, _write_tick(context, scale, data, n, tick, gutter)) for tick in step.ticks]
        for n, step in enumerate(scale.steps)
    ]
    start = opens_at(context)

    def draw(canvas: skia.Canvas, t: float) -> None:
        opened = ease_out_expo(ramp(t, start, OPENS))
        for n, ticks in enumerate(steps):
            alpha = scale.presence(n, t) * opened
            if alpha <= 0.004:
                continue
            for tick, writing in ticks:
                y = scale.y(tick, t)
                if not plot.y - 1 <= y <= plot.bottom + 1:
                    continue
                strong = tick == 0
                ink = inks.ground.quiet if strong else inks.edge
                line = stroke(ink, 2 if strong else 1, alpha * (0.8 if strong else 0.7))
                canvas.drawLine(plot.x, y, plot.x + plot.w * opened, y, line)
                moved = y - scale.y(tick)
                canvas.save()
                canvas.translate(0, moved)
                for part in writing.parts:
                    part.draw(canvas, replace(REST, alpha=alpha))
                canvas.restore()

    return draw


def _write_tick(
    context: SceneContext, scale: Scale, data: Data, n: int, tick: float, gutter: float
) -> PlacedText:
    """A tick's number where its step has it; only the last step's are noted as boxes."""
    surface, last = context.theme.inks.ground, n + 1 == len(scale.steps)
    style = replace(context.style("text", SIZE, 1), size=SIZE, align="right", floor=0.99)
    rect = Rect(scale.plot.x - gutter, scale.y(tick) - HIGH / 2, gutter - GAP, HIGH)
    page = context if last else replace(context, boxes=[])
    text = tick_text(data, scale.steps[n], tick)
    start = scale.steps[-1].start if len(scale.steps) > 1 else 0.0
    life = (start + WIDENS, math.inf) if start else (0.0, math.inf)
    return page.place_text(
        text, style, rect, TextPaint(surface, surface.quiet, life=life), "middle"
    )


def _step(values: Sequence[float], start: float, from_zero: bool) -> ScaleStep:
    low, high = min(values), max(values)
    near_zero = from_zero or low < 0.5 * high
    low, high = (min(0.0, low), max(0.0, high)) if near_zero else (low, high)
    spread = (high - low) or abs(high) or 1.0
    pitch = _round_pitch(spread / TICKS)
    bottom = math.floor(low / pitch + 1e-9) * pitch
    if not near_zero and (low - bottom) < 0.15 * spread:
        bottom -= pitch
    top = math.ceil(high / pitch - 1e-9) * pitch
    return ScaleStep(start, bottom, top if top > bottom else bottom + pitch, pitch)


def _round_pitch(least: float) -> float:
    power = 10.0 ** math.floor(math.log10(least))
    return next(power * n for n in (1, 2, 2.5, 5, 10) if power * n >= least * (1 - 1e-9))
