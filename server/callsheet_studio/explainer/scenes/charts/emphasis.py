"""Which numbers of a chart are lit, and which rest dimmed, as they are spoken of."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.easing import ramp, smootherstep
from callsheet_studio.explainer.attention import FOCUS, Attention, follow
from callsheet_studio.explainer.scene_context import SceneContext
from callsheet_studio.explainer.scenes.charts.data import Data
from callsheet_studio.explainer.scenes.table.lights import Lights, light_cells

DIM = 0.66
"""How far a dimmed shape fades into the ground."""


@dataclass(frozen=True)
class Moment:
    """What is highlighted at one time: how far each category, series and single value is, 0 to
    1."""

    categories: tuple[float, ...]
    series: tuple[float, ...]
    numbers: tuple[tuple[float, ...], ...]
    """By category."""
    any: float
    """How far anything is highlighted, 0 to 1."""
    settled: float
    """How far all values have entered, 0 to 1; the scene's own highlight begins then."""


@dataclass(frozen=True)
class Emphasis:
    """Which values of a chart are highlighted and dimmed over time. Categories and series are
    given by index."""

    lights: Lights
    data: Data
    last: float
    """The second at which the last value has entered."""
    _now: dict[float, Moment] = field(default_factory=dict[float, Moment])

    def lit(self, category: int, series: int, t: float) -> float:
        """Return how far a value is highlighted at second `t` (0 to 1): by itself, its category
        or its series."""
        now = self._moment(t)
        across, down = now.categories[category], now.series[series]
        own = max(
            now.numbers[category][series],
            across * down,
            across * (1 - max(now.series)),
            down * (1 - max(now.categories)),
        )
        return max(own, self._is_kept(category, series) * now.settled)

    def dim(self, category: int, series: int, t: float) -> float:
        """Return how far a value is dimmed at second `t` (0 to 1), because another one is
        highlighted."""
        now = self._moment(t)
        highlit = now.settled if self.lights.kept else 0.0
        return max(0.0, max(now.any, highlit) - self.lit(category, series, t))

    def dim_series(self, series: int, t: float) -> float:
        """Return how far a whole series is dimmed at second `t`: as little as the least dimmed
        of its values."""
        return min(self.dim(n, series, t) for n in range(len(self.data.categories)))

    def dim_all(self, category: int, t: float) -> float:
        """Return how far a whole category is dimmed at second `t`: as little as the least dimmed
        of its values."""
        return min(self.dim(category, n, t) for n in range(len(self.data.series)))

    def dim_others(self, series: int, t: float) -> float:
        """Return how far the other series are dimmed at second `t`: as much as the most dimmed
        of them."""
        others = (n for n in range(len(self.data.series)) if n != series)
        return _most(self.dim_series(n, t) for n in others)

    def shade(self, color: Color, ground: Color, dim: float) -> Color:
        """Return a color as it is drawn on `ground` when it is dimmed by `dim` (0 to 1)."""
        return color.mix(ground, DIM * dim) if dim > 0.003 else color

    def _is_kept(self, category: int, series: int) -> bool:
        return (category + 1, series + 1) in self.lights.kept

    def _moment(self, t: float) -> Moment:
        if t not in self._now:
            self._now.clear()
            self._now[t] = self._look(t)
        return self._now[t]

    def _look(self, t: float) -> Moment:
        lights, width = self.lights, self.lights.width
        categories = range(len(self.data.categories))
        series = range(len(self.data.series))
        numbers = tuple(
            tuple(lights.cells.on((c + 1) * width + s + 1, t) for s in series) for c in categories
        )
        rows = tuple(lights.row(c + 1, t) for c in categories)
        columns = tuple(lights.column(s + 1, t) for s in series)
        return Moment(
            rows,
            columns,
            numbers,
            _most([*rows, *columns, *(n for row in numbers for n in row)]),
            smootherstep(ramp(t, self.last + 0.9, FOCUS)),
        )


def emphasis_of(context: SceneContext, data: Data, by_cues: bool = False) -> Emphasis:
    """Return which values of a scene's chart are highlighted and dimmed over time, from what its
    narration names.

    Args:
        by_cues: Whether a value is highlighted at its cue too, if the narration names less than
            half of the values.
    """
    lights = light_cells(context, data.cells)
    named = {span.index for span in lights.rows.spans}
    named |= {span.index // lights.width - 1 for span in lights.cells.spans}
    if by_cues and 2 * len(named) < len(data.categories):
        lights = replace(lights, rows=follow(context.said.spoken, math.inf), cells=Attention())
    return Emphasis(lights, data, max(context.cues, default=0.0))


def _most(values: Iterable[float]) -> float:
    return max(values, default=0.0)
