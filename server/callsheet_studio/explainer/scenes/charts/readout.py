"""The numbers of a category in words, above a chart whose marks have no room for them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from callsheet_studio.drawing.easing import Transform, ramp
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.explainer.scene_context import Layer, SceneContext, TextPaint
from callsheet_studio.explainer.scenes.charts.data import Data
from callsheet_studio.explainer.scenes.charts.emphasis import Emphasis

SIZE, LEAST = 32.0, 26.0
HIGH, HIGH_TALL = 78.0, 144.0
FADES = 0.18
"""Seconds in which one readout goes, and the next one comes."""
SHORTEST = 0.5
"""Seconds that a readout is there, at least, before the next one."""


@dataclass(frozen=True)
class CategorySpan:
    """The category (by index) that is read out from second `start` to `end`."""

    category: int
    start: float
    end: float


def readout_room(context: SceneContext) -> float:
    """Return the height in design units of a readout: a line above the plot with the values of
    one category."""
    return HIGH_TALL if context.size.tall else HIGH


def draw_readouts(context: SceneContext, data: Data, emphasis: Emphasis, room: Rect) -> Layer:
    """Return the layer that writes the values of a category above the plot, when it enters and
    whenever it is spoken of.

    Args:
        emphasis: When categories are spoken of.
        room: The rectangle of the text.
    """
    inks = context.theme.inks
    lines = 4 if context.size.tall else 2
    style = replace(
        context.style("strong", SIZE, lines), size=SIZE, floor=LEAST / SIZE, leading=1.16
    )
    readings = plan_readings(context.cues, emphasis)
    writings = [
        context.place_text(
            read_category(data, reading.category),
            style,
            room,
            TextPaint(inks.ground, inks.ground.text, life=(reading.start, reading.end)),
            "middle",
        )
        for reading in readings
    ]

    def draw(canvas: skia.Canvas, t: float) -> None:
        for reading, writing in zip(readings, writings, strict=True):
            if reading.start <= t < reading.end:
                come, go = ramp(t, reading.start, FADES), ramp(t, reading.end - FADES, FADES)
                writing.draw(canvas, lambda _, a=come - go: Transform(alpha=a))

    return draw


def read_category(data: Data, category: int) -> str:
    """Return a category with all its numbers in words: `Q3: Europe $12M, Asia $9M`.

    Args:
        category: The category's index.
    """
    numbers = [
        f"{each.name} {each.written[category]}".strip()
        for each in data.series
        if each.values[category] is not None
    ]
    return f"{data.categories[category]}: {', '.join(numbers) or '–'}"


def plan_readings(cues: Sequence[float], emphasis: Emphasis) -> list[CategorySpan]:
    """Return which category is read out from when to when, in order; the last span has no end
    (infinity).

    Each at its cue and at each later mention, except where another follows within half a second; at
    the end the highlighted one, if all that is highlighted is in one category.

    Args:
        cues: When each category enters, in seconds.
        emphasis: When categories are spoken of.
    """
    lights, width = emphasis.lights, emphasis.lights.width
    events = [(cue, n) for n, cue in enumerate(cues)]
    events += [(span.start, span.index) for span in lights.rows.spans]
    events += [(span.start, span.index // width - 1) for span in lights.cells.spans]
    rows = {row for row, _ in lights.kept}
    if len(rows) == 1:
        events.append((emphasis.last + 0.9, min(rows) - 1))
    kept: list[tuple[float, int]] = []
    for time, category in sorted(events):
        if kept and (kept[-1][1] == category or time < cues[category] - 0.3):
            continue
        if kept and time - kept[-1][0] < SHORTEST:
            kept.pop()
        if not kept or kept[-1][1] != category:
            kept.append((time, category))
    ends = [time for time, _ in kept[1:]]
    return [
        CategorySpan(category, time, end)
        for (time, category), end in zip(kept, [*ends, math.inf], strict=True)
    ]
