"""Which function builds which kind of scene."""

from collections.abc import Callable, Mapping

from callsheet_studio.diagrams.mermaid.errors import MermaidError
from callsheet_studio.diagrams.mermaid.parser import parse_mermaid
from callsheet_studio.diagrams.model import Diagram
from callsheet_studio.render.scenes.charts.bars import bars
from callsheet_studio.render.scenes.charts.line import line
from callsheet_studio.render.scenes.closing import closing
from callsheet_studio.render.scenes.code.code import draw_code
from callsheet_studio.render.scenes.comparison import comparison
from callsheet_studio.render.scenes.diagram.diagram import draw_diagram
from callsheet_studio.render.scenes.equation.equation import draw_equation
from callsheet_studio.render.scenes.image import image
from callsheet_studio.render.scenes.number import number
from callsheet_studio.render.scenes.points import points
from callsheet_studio.render.scenes.quote import quote
from callsheet_studio.render.scenes.stand_ins import STOOD_IN
from callsheet_studio.render.scenes.steps.steps import steps
from callsheet_studio.render.scenes.timeline.timeline import timeline
from callsheet_studio.render.scenes.title import title
from callsheet_studio.render.stage import Layer, Stage
from callsheet_studio.script.content import Code, Equation
from callsheet_studio.script.content import Diagram as MermaidSource
from callsheet_studio.script.storyboard import Item, SceneKind


def _charted(build: Callable[[Stage], list[Layer]]) -> Callable[[Stage], list[Layer]]:
    """A chart of the items that have values; a scene without any shows its points."""

    def layers(stage: Stage) -> list[Layer]:
        valued = [n for n, item in enumerate(stage.timed.scene.items) if item.value is not None]
        return build(stage.only(valued)) if valued else stand_in(stage)

    return layers


def _itemised(build: Callable[[Stage], list[Layer]]) -> Callable[[Stage], list[Layer]]:
    """A scene that lists things, each with all that it says; one without any is a title."""

    def layers(stage: Stage) -> list[Layer]:
        items = [item.model_copy(update={"detail": item.second_line}) for item in _items(stage)]
        return build(stage.showing(items)) if items else title(stage)

    return layers


def _diagram(stage: Stage) -> list[Layer]:
    """A diagram that cannot be read shows its title; the reader of documents has said so."""
    drawn = read_diagram(stage)
    return draw_diagram(stage, drawn) if drawn else stand_in(stage)


def read_diagram(stage: Stage) -> Diagram | None:
    """The diagram of a scene, where it has one that can be read."""
    content = stage.timed.scene.content
    if not isinstance(content, MermaidSource):
        return None
    try:
        return parse_mermaid(content.source)
    except MermaidError:
        return None


def _items(stage: Stage) -> tuple[Item, ...]:
    return stage.timed.scene.elements


def _equation(stage: Stage) -> list[Layer]:
    content = stage.timed.scene.content
    if isinstance(content, Equation) and content.lines:
        return draw_equation(stage, content)
    return stand_in(stage)


def _code(stage: Stage) -> list[Layer]:
    content = stage.timed.scene.content
    if isinstance(content, Code) and any(state.text.strip() for state in content.states):
        return draw_code(stage, content)
    return stand_in(stage)


stand_in = _itemised(points)
"""Shows the elements of any scene as points, for kinds that have no picture of their own yet."""
KINDS: Mapping[SceneKind, Callable[[Stage], list[Layer]]] = {
    "title": title,
    "points": _itemised(points),
    "steps": _itemised(steps),
    "bars": _charted(bars),
    "line": _charted(line),
    "number": number,
    "comparison": _itemised(comparison),
    "timeline": _itemised(timeline),
    "quote": quote,
    "image": lambda stage: image(stage) if stage.timed.scene.image else stand_in(stage),
    "closing": _itemised(closing),
    "diagram": _diagram,
    "equation": _equation,
    "code": _code,
    **dict.fromkeys(STOOD_IN, stand_in),
}
