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


def _with_items(
    build: Callable[[SceneContext], list[Layer]],
    bare: Callable[[SceneContext], list[Layer]] = title,
) -> Callable[[SceneContext], list[Layer]]:
    """A scene that lists things, each with all that it says; one without any is `bare`."""

    def layers(context: SceneContext) -> list[Layer]:
        items = [item.model_copy(update={"detail": item.second_line}) for item in _items(context)]
        return build(context.replace_items(items)) if items else bare(context)

    return layers


def _with_content(
    content: type, build: Callable[[SceneContext], list[Layer]]
) -> Callable[[SceneContext], list[Layer]]:
    """A kind that shows a content; a scene without one shows its points."""

    def layers(context: SceneContext) -> list[Layer]:
        return (
            build(context)
            if isinstance(context.timed.scene.content, content)
            else stand_in(context)
        )

    return layers


def _with_chart(
    build: Callable[[SceneContext], list[Layer]],
) -> Callable[[SceneContext], list[Layer]]:
    """A chart of one series or of several; a scene without any number shows its points."""

    def layers(context: SceneContext) -> list[Layer]:
        data = data_of(context.timed.scene)
        if not data.values:
            return stand_in(context)
        return build(one_series(context, data) if len(data.series) == 1 else context)

    return layers


def _several(
    one: Callable[[SceneContext], list[Layer]], several: Callable[[SceneContext], list[Layer]]
) -> Callable[[SceneContext], list[Layer]]:
    """A chart that is drawn in one way for its items, and in another for several series."""
    return _with_chart(lambda context: (several if context.timed.scene.content else one)(context))


def _with_shares(
    build: Callable[[SceneContext], list[Layer]],
) -> Callable[[SceneContext], list[Layer]]:
    """Shares of a whole; what cannot be that is shown as bars."""

    def layers(context: SceneContext) -> list[Layer]:
        data = data_of(context.timed.scene)
        if are_shares(data):
            return build(context)
        context.notes.append("its numbers are no shares of one whole, so they are shown as bars.")
        return draw_grouped_bars(context) if len(data.series) > 1 else bars(context)

    return _with_chart(layers)


def _scatter_layers(context: SceneContext) -> list[Layer]:
    """Pairs of numbers; where there is one number each, a line."""
    if context.timed.scene.content:
        return scatter(context)
    context.notes.append("it has one number each and no pairs, so it is shown as a line.")
    return line(context)


def _image_layers(context: SceneContext) -> list[Layer]:
    """A picture, or its description; a scene that names none shows its points."""
    scene = context.timed.scene
    return image(context) if scene.image or scene.content else stand_in(context)


def _diagram(context: SceneContext) -> list[Layer]:
    """A diagram that cannot be read shows its title; the reader of documents has said so."""
    from callsheet_studio.explainer.scenes.diagram.diagram import draw_diagram

    drawn = read_diagram(context)
    return draw_diagram(context, drawn) if drawn else stand_in(context)


def read_diagram(context: SceneContext) -> "Diagram | None":
    """Return the diagram of a scene; None if it has none, or it can't be read."""
    content = context.timed.scene.content
    if not isinstance(content, MermaidSource):
        return None
    from callsheet_studio.diagrams.mermaid.errors import MermaidError
    from callsheet_studio.diagrams.mermaid.parser import parse_mermaid

    try:
        return parse_mermaid(content.source)
    except MermaidError:
        return None


def _equation(context: SceneContext) -> list[Layer]:
    from callsheet_studio.explainer.scenes.equation.equation import draw_equation

    content = context.timed.scene.content
    if isinstance(content, Equation) and content.lines:
        return draw_equation(context, content)
    return stand_in(context)


def _code(context: SceneContext) -> list[Layer]:
    from callsheet_studio.explainer.scenes.code.code import draw_code

    content = context.timed.scene.content
    if isinstance(content, Code) and any(state.text.strip() for state in content.states):
        return draw_code(context, content)
    return stand_in(context)


def _items(context: SceneContext) -> tuple[Item, ...]:
    return context.timed.scene.elements


stand_in = _with_items(points)
"""Shows the elements of any scene as points, where it lacks what its kind shows."""
KINDS: Mapping[SceneKind, Callable[[SceneContext], list[Layer]]] = {
    "title": title,
    "points": _with_items(points),
    "steps": _with_items(steps),
    "bars": _several(bars, draw_grouped_bars),
    "line": _several(line, draw_lines),
    "number": number,
    "comparison": _with_items(comparison),
    "timeline": _with_items(timeline),
    "quote": quote,
    "image": _image_layers,
    "definition": _with_content(Definition, definition),
    "closing": _with_items(closing, closing),
    "stacked": _several(bars, draw_stacked_bars),
    "area": _with_chart(area),
    "pie": _with_shares(pie),
    "donut": _with_shares(donut),
    "scatter": _with_chart(_scatter_layers),
    "table": _with_content(Table, draw_table),
    "diagram": _diagram,
    "equation": _equation,
    "code": _code,
}
