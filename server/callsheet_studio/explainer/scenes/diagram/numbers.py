"""Diagrams of numbers and dates: a pie; timelines and charts as those scenes draw them."""

from dataclasses import replace

from callsheet_studio.diagrams.facts import name_values
from callsheet_studio.diagrams.model import Pie, TimelineDiagram, XYChart
from callsheet_studio.explainer.number_format import plain
from callsheet_studio.explainer.scene_context import Layer, SceneContext
from callsheet_studio.explainer.scenes.charts.bars import bars
from callsheet_studio.explainer.scenes.charts.line import line
from callsheet_studio.explainer.scenes.diagram.pie import draw_pie
from callsheet_studio.explainer.scenes.diagram.timing import time_parts
from callsheet_studio.explainer.scenes.timeline.timeline import timeline
from callsheet_studio.storyboard.model import Item


def draw_numbers(stage: SceneContext, diagram: Pie | TimelineDiagram | XYChart) -> list[Layer]:
    """The layers of a scene that shows shares, periods or one series of values."""
    if isinstance(diagram, Pie):
        return draw_pie(stage, diagram)
    if isinstance(diagram, TimelineDiagram):
        return timeline(_holding(stage, to_items(diagram)))
    shown = _holding(stage, to_items(diagram), diagram.y.title or diagram.series[0].label)
    return (line if diagram.series[0].style == "line" else bars)(shown)


def to_items(diagram: TimelineDiagram | XYChart) -> tuple[Item, ...]:
    """Periods with their events, or the first series' values with their names."""
    if isinstance(diagram, TimelineDiagram):
        return tuple(
            Item(text=period.label, detail=", ".join(period.events) or None)
            for period in diagram.periods
        )
    values = diagram.series[0].values
    names = name_values(diagram)
    return tuple(
        Item(text=name, value=value, label=plain(value))
        for name, value in zip(names, values, strict=False)
    )


def unshown_series(chart: XYChart) -> tuple[str, ...]:
    """The names of the series that a scene leaves out, for its notes: those that say more than the
    first one."""
    first = chart.series[0].values if chart.series else ()
    return tuple(
        series.label or f"series {n}"
        for n, series in enumerate(chart.series[1:], start=2)
        if series.values != first
    )


def _holding(stage: SceneContext, items: tuple[Item, ...], subtitle: str = "") -> SceneContext:
    """The stage of a scene with these items, each at its time."""
    scene = stage.timed.scene.model_copy(
        update={"items": items, "subtitle": stage.timed.scene.subtitle or subtitle or None}
    )
    cues = time_parts(stage, [item.text for item in items], in_order=True).cues
    return replace(stage, timed=replace(stage.timed, scene=scene, cues=cues))
