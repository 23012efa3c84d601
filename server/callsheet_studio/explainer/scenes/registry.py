"""Which function builds which kind of scene.

What only some films show, and takes long to load, is loaded when a scene shows it.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from callsheet_studio.explainer.scene_context import Layer, SceneContext
from callsheet_studio.explainer.scenes.charts.bars import bars
from callsheet_studio.explainer.scenes.charts.clusters import draw_grouped_bars, draw_stacked_bars
from callsheet_studio.explainer.scenes.charts.curves import area, draw_lines
from callsheet_studio.explainer.scenes.charts.data import data_of, one_series
from callsheet_studio.explainer.scenes.charts.line import line
from callsheet_studio.explainer.scenes.charts.scatter import scatter
from callsheet_studio.explainer.scenes.charts.shares import are_shares, donut, pie
from callsheet_studio.explainer.scenes.closing import closing
from callsheet_studio.explainer.scenes.comparison import comparison
from callsheet_studio.explainer.scenes.definition import definition
from callsheet_studio.explainer.scenes.image import image
from callsheet_studio.explainer.scenes.number import number
from callsheet_studio.explainer.scenes.points import points
from callsheet_studio.explainer.scenes.quote import quote
from callsheet_studio.explainer.scenes.steps.steps import steps
from callsheet_studio.explainer.scenes.table.table import draw_table
from callsheet_studio.explainer.scenes.timeline.timeline import timeline
from callsheet_studio.explainer.scenes.title import title
from callsheet_studio.storyboard.content import Code, Definition, Equation, Table
from callsheet_studio.storyboard.content import Diagram as MermaidSource
from callsheet_studio.storyboard.model import Item, SceneKind

if TYPE_CHECKING:
    from callsheet_studio.diagrams.model import Diagram


def _itemised(
    build: Callable[[SceneContext], list[Layer]],
) -> Callable[[SceneContext], list[Layer]]:
    """A scene that lists things, each with all that it says; one without any is a title."""

    def layers(stage: SceneContext) -> list[Layer]:
        items = [item.model_copy(update={"detail": item.second_line}) for item in _items(stage)]
        return build(stage.showing(items)) if items else title(stage)

    return layers


def _held(
    content: type, build: Callable[[SceneContext], list[Layer]]
) -> Callable[[SceneContext], list[Layer]]:
    """A kind that shows a content; a scene without one shows its points."""

    def layers(stage: SceneContext) -> list[Layer]:
        return build(stage) if isinstance(stage.timed.scene.content, content) else stand_in(stage)

    return layers


def _plotted(build: Callable[[SceneContext], list[Layer]]) -> Callable[[SceneContext], list[Layer]]:
    """A chart of one series or of several; a scene without any number shows its points."""

    def layers(stage: SceneContext) -> list[Layer]:
        data = data_of(stage.timed.scene)
        if not data.values:
            return stand_in(stage)
        return build(one_series(stage, data) if len(data.series) == 1 else stage)

    return layers


def _several(
    one: Callable[[SceneContext], list[Layer]], several: Callable[[SceneContext], list[Layer]]
) -> Callable[[SceneContext], list[Layer]]:
    """A chart that is drawn in one way for its items, and in another for several series."""
    return _plotted(lambda stage: (several if stage.timed.scene.content else one)(stage))


def _shared(build: Callable[[SceneContext], list[Layer]]) -> Callable[[SceneContext], list[Layer]]:
    """Shares of a whole; what cannot be that is shown as bars."""

    def layers(stage: SceneContext) -> list[Layer]:
        data = data_of(stage.timed.scene)
        if are_shares(data):
            return build(stage)
        stage.notes.append("its numbers are no shares of one whole, so they are shown as bars.")
        return draw_grouped_bars(stage) if len(data.series) > 1 else bars(stage)

    return _plotted(layers)


def _scattered(stage: SceneContext) -> list[Layer]:
    """Pairs of numbers; where there is one number each, a line."""
    if stage.timed.scene.content:
        return scatter(stage)
    stage.notes.append("it has one number each and no pairs, so it is shown as a line.")
    return line(stage)


def _pictured(stage: SceneContext) -> list[Layer]:
    """A picture, or its description; a scene that names none shows its points."""
    scene = stage.timed.scene
    return image(stage) if scene.image or scene.content else stand_in(stage)


def _diagram(stage: SceneContext) -> list[Layer]:
    """A diagram that cannot be read shows its title; the reader of documents has said so."""
    from callsheet_studio.explainer.scenes.diagram.diagram import draw_diagram

    drawn = read_diagram(stage)
    return draw_diagram(stage, drawn) if drawn else stand_in(stage)


def read_diagram(stage: SceneContext) -> "Diagram | None":
    """Return the diagram of a scene; None if it has none, or it can't be read."""
    content = stage.timed.scene.content
    if not isinstance(content, MermaidSource):
        return None
    from callsheet_studio.diagrams.mermaid.errors import MermaidError
    from callsheet_studio.diagrams.mermaid.parser import parse_mermaid

    try:
        return parse_mermaid(content.source)
    except MermaidError:
        return None


def _equation(stage: SceneContext) -> list[Layer]:
    from callsheet_studio.explainer.scenes.equation.equation import draw_equation

    content = stage.timed.scene.content
    if isinstance(content, Equation) and content.lines:
        return draw_equation(stage, content)
    return stand_in(stage)


def _code(stage: SceneContext) -> list[Layer]:
    from callsheet_studio.explainer.scenes.code.code import draw_code

    content = stage.timed.scene.content
    if isinstance(content, Code) and any(state.text.strip() for state in content.states):
        return draw_code(stage, content)
    return stand_in(stage)


def _items(stage: SceneContext) -> tuple[Item, ...]:
    return stage.timed.scene.elements


stand_in = _itemised(points)
"""Shows the elements of any scene as points, where it lacks what its kind shows."""
KINDS: Mapping[SceneKind, Callable[[SceneContext], list[Layer]]] = {
    "title": title,
    "points": _itemised(points),
    "steps": _itemised(steps),
    "bars": _several(bars, draw_grouped_bars),
    "line": _several(line, draw_lines),
    "number": number,
    "comparison": _itemised(comparison),
    "timeline": _itemised(timeline),
    "quote": quote,
    "image": _pictured,
    "definition": _held(Definition, definition),
    "closing": _itemised(closing),
    "stacked": _several(bars, draw_stacked_bars),
    "area": _plotted(area),
    "pie": _shared(pie),
    "donut": _shared(donut),
    "scatter": _plotted(_scattered),
    "table": _held(Table, draw_table),
    "diagram": _diagram,
    "equation": _equation,
    "code": _code,
}
