"""What the camera shows of a graph at each time."""

from collections.abc import Sequence

from callsheet_studio.diagrams.layout.model import Bounds, Route
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.explainer.scenes.diagram.camera import MARGIN
from callsheet_studio.explainer.scenes.diagram.graph import Frame, Graph
from callsheet_studio.explainer.scenes.diagram.timing import Timing


def plan_stops(
    graph: Graph,
    routes: Sequence[Route],
    frames: Sequence[Frame],
    timing: Timing,
    room: Rect,
) -> Sequence[tuple[float, Bounds]]:
    """At each part's time the part, with as much of what belongs to it as can be read at once: the
    label of the line that comes with it, the title of the frame that it opens, what it comes from.
    """
    most = room.w - 2 * MARGIN, room.h - 2 * MARGIN
    stops: list[tuple[float, Bounds]] = []
    for part in timing.order():
        view = graph.bounds[part]
        for bounds in _companions(graph, routes, frames, timing, part):
            whole = _around(view, bounds)
            if whole.width <= most[0] and whole.height <= most[1]:
                view = whole
        stops.append((timing.cues[part], view))
    return stops


def _companions(
    graph: Graph,
    routes: Sequence[Route],
    frames: Sequence[Frame],
    timing: Timing,
    part: int,
) -> list[Bounds]:
    """What should be seen with a part, the most important first."""
    labels: list[Bounds] = []
    known: list[int] = []
    for (source, target, _), route in zip(graph.edges, routes, strict=True):
        other = {source: target, target: source}.get(part)
        if other is not None and timing.cues[other] <= timing.cues[part]:
            known.append(other)
            labels += [route.label] if route.label else []
    titles = [frame.placed.title for frame in frames if frame.first == part]
    last = sorted(known, key=lambda n: -timing.cues[n])
    return [*labels, *titles, *(graph.bounds[n] for n in last[:2])]


def _around(one: Bounds, other: Bounds) -> Bounds:
    return Bounds.enclose(
        [(one.x, one.y), (one.right, one.bottom), (other.x, other.y), (other.right, other.bottom)]
    )
