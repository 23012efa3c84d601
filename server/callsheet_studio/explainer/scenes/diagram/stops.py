"""What the camera shows of a graph at each time."""

from collections.abc import Iterator, Sequence

from callsheet_studio.diagrams.layout.model import Bounds, Route
from callsheet_studio.explainer.scenes.diagram.camera import DiagramCamera
from callsheet_studio.explainer.scenes.diagram.graph import Frame, Graph
from callsheet_studio.explainer.scenes.diagram.mentions import Mentions
from callsheet_studio.explainer.scenes.diagram.timing import Timing

ON_THE_WAY, SEEN = 1.6, 0.7
"""Seconds before a part arrives at which the line to it may begin, and for which one thing is seen
before the camera goes on, at least."""


def plan_stops(
    graph: Graph,
    routes: Sequence[Route],
    frames: Sequence[Frame],
    timing: Timing,
    most: tuple[float, float],
) -> Sequence[tuple[float, Bounds]]:
    """Return what the camera shows of a graph and when: (second, bounds), one for each part
    that is not quiet.

    The bounds hold the part, and of what belongs to it as much as can be read at once: the label of
    its line, the title of the frame that it opens, the part that its line comes from.

    Args:
        most: The (width, height) that can be read at once, in the units of the layout.
        routes: The points of each line.
        timing: When each part enters.
    """
    stops: list[tuple[float, Bounds]] = []
    for part in (n for n in timing.order() if n not in timing.quiet):
        view = graph.bounds[part]
        for bounds in _companions(graph, routes, frames, timing, part):
            whole = Bounds.enclose((*view.corners, *bounds.corners))
            if whole.width <= most[0] and whole.height <= most[1]:
                view = whole
        stops.append((timing.cues[part], view))
    return stops


def plan_returns(
    graph: Graph, routes: Sequence[Route], mentions: Mentions, most: tuple[float, float]
) -> Iterator[tuple[float, Bounds]]:
    """Yield what the camera goes back to and when: lines that are said between parts of which some
    were there before, with both ends, as far as all of that can be read at once.

    Args:
        routes: The points of each line, with its label's rectangle.
        mentions: What the narration says of the graph.
        most: The (width, height) that can be read at once, in the units of the layout.
    """
    for time, parts in mentions.returns():
        labels = [
            route.label
            for (source, target, _), route in zip(graph.edges, routes, strict=True)
            if route.label and {source, target} <= {*parts}
        ]
        view, *others = (graph.bounds[part] for part in parts)
        for bounds in (*labels, *others):
            whole = Bounds.enclose((*view.corners, *bounds.corners))
            if whole.width <= most[0] and whole.height <= most[1]:
                view = whole
        yield time, view


def lead_lines(
    camera: DiagramCamera,
    graph: Graph,
    routes: Sequence[Route],
    mentions: Mentions,
    times: Sequence[float],
) -> list[float]:
    """Return when each line is drawn, in seconds.

    That is its time in `times`; but if the camera would not show the line's label then, and there
    is time before, it is drawn while the camera moves to the line's target; not before the
    sentence that says it.

    Args:
        routes: The points of each line, with its label's rectangle.
        mentions: What the narration says of the graph.
    """
    timing = mentions.timing
    led: list[float] = []
    for n, ((source, target, _), route, time) in enumerate(
        zip(graph.edges, routes, times, strict=True)
    ):
        cue = timing.cues[target]
        before = max((other for other in timing.cues if other < cue), default=0.0)
        start = max(before + SEEN, cue - ON_THE_WAY)
        is_forward = timing.cues[source] < cue and start + SEEN <= cue
        is_led = is_forward and n not in mentions.own
        if route.label and is_led and not camera.shows_near(route.label, time):
            time = start
        led.append(time)
    return led


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
