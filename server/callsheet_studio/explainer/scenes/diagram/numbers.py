"""Diagrams of numbers and dates: a pie; timelines and charts as those scenes draw them."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import repeat

from callsheet_studio.diagrams.facts import name_values
from callsheet_studio.diagrams.model import DiagramSeries, Pie, TimelineDiagram, XYChart
from callsheet_studio.explainer.number_format import format_plain
from callsheet_studio.explainer.scene_context import Layer, SceneContext
from callsheet_studio.explainer.scenes.charts.bars import bars
from callsheet_studio.explainer.scenes.charts.clusters import draw_grouped_bars
from callsheet_studio.explainer.scenes.charts.curves import draw_lines
from callsheet_studio.explainer.scenes.charts.line import line
from callsheet_studio.explainer.scenes.diagram.pie import draw_pie
from callsheet_studio.explainer.scenes.diagram.timing import time_parts
from callsheet_studio.explainer.scenes.timeline.timeline import timeline
from callsheet_studio.storyboard.content import Chart
from callsheet_studio.storyboard.content import Series as ChartSeries
from callsheet_studio.storyboard.model import Item


def draw_numbers(context: SceneContext, diagram: Pie | TimelineDiagram | XYChart) -> list[Layer]:
    """Return the layers of a scene that shows a pie, a timeline or a chart from Mermaid text."""
    if isinstance(diagram, Pie):
        return draw_pie(context, diagram)
    if isinstance(diagram, TimelineDiagram):
        return timeline(_holding(context, to_items(diagram)))
    series = distinct_series(diagram)
    drawn = all(each.style == "line" for each in series)
    shown = _holding(context, to_items(diagram), diagram.y.title or series[0].label)
    if len(series) == 1:
        return (line if drawn else bars)(shown)
    return (draw_lines if drawn else draw_grouped_bars)(_with_series(shown, series))


def to_items(diagram: TimelineDiagram | XYChart) -> tuple[Item, ...]:
    """Return a timeline's periods with their events as items, or the values of a chart's first
    series with their names."""
    if isinstance(diagram, TimelineDiagram):
        return tuple(
            Item(text=period.label, detail=", ".join(period.events) or None)
            for period in diagram.periods
        )
    values = diagram.series[0].values
    names = name_values(diagram)
    return tuple(
        Item(text=name, value=value, label=format_plain(value))
        for name, value in zip(names, values, strict=False)
    )


def distinct_series(chart: XYChart) -> tuple[DiagramSeries, ...]:
    """Return a chart's series without those that repeat the numbers of one before,
    such as a line over bars."""
    return tuple({series.values: series for series in reversed(chart.series)}.values())[::-1]


def _with_series(context: SceneContext, series: Sequence[DiagramSeries]) -> SceneContext:
    """The context of a chart with all series over the names of the scene's items."""
    scene = context.timed.scene
    names = tuple(item.text for item in scene.items)
    rows = [(each, (*each.values, *repeat(None, len(names)))[: len(names)]) for each in series]
    chart = Chart(
        categories=names,
        series=tuple(
            ChartSeries(
                name=each.label or str(n),
                values=values,
                written=tuple("" if value is None else format_plain(value) for value in values),
            )
            for n, (each, values) in enumerate(rows, start=1)
        ),
    )
    scene = scene.model_copy(update={"items": (), "content": chart})
    return replace(context, timed=replace(context.timed, scene=scene))


def _holding(context: SceneContext, items: tuple[Item, ...], subtitle: str = "") -> SceneContext:
    """The context of a scene with these items, each at its time."""
    scene = context.timed.scene.model_copy(
        update={"items": items, "subtitle": context.timed.scene.subtitle or subtitle or None}
    )
    cues = time_parts(context, [item.text for item in items], in_order=True).cues
    return replace(context, timed=replace(context.timed, scene=scene, cues=cues))
