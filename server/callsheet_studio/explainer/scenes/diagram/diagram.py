"""Diagram: a headline, and below it a diagram that grows as it is spoken of."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from operator import itemgetter

from callsheet_studio.diagrams.layout.model import DiagramLayout, Route
from callsheet_studio.diagrams.layout.transform import mirror
from callsheet_studio.diagrams.model import (
    Diagram,
    Flowchart,
    MindMap,
    SequenceDiagram,
    StateDiagram,
)
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.explainer.layers.headline import heading
from callsheet_studio.explainer.scene_context import Layer, SceneContext
from callsheet_studio.explainer.scenes.diagram.board import Board, window_of
from callsheet_studio.explainer.scenes.diagram.camera import (
    HELD,
    fit_whole,
    plan_camera,
    readable_size,
)
from callsheet_studio.explainer.scenes.diagram.graph import (
    Frame,
    Graph,
    add_graph,
    add_groups,
    graph_of,
    members_of,
    texts_of,
)
from callsheet_studio.explainer.scenes.diagram.labels import lay_out_readably, least_zoom
from callsheet_studio.explainer.scenes.diagram.numbers import draw_numbers
from callsheet_studio.explainer.scenes.diagram.sequence import draw_sequence
from callsheet_studio.explainer.scenes.diagram.stops import lead_lines, plan_returns, plan_stops
from callsheet_studio.explainer.scenes.diagram.timing import Timing, find_phrase, time_parts
from callsheet_studio.explainer.scenes.diagram.tour import DiagramPart, add_tour


def draw_diagram(context: SceneContext, diagram: Diagram) -> list[Layer]:
    """Return the layers of a scene with a diagram: a headline, and the diagram, whose parts
    enter when they are spoken of."""
    if not isinstance(diagram, Flowchart | StateDiagram | MindMap | SequenceDiagram):
        return draw_numbers(context, diagram)
    safe = context.size.safe
    head = heading(context, safe.top_part(170 if context.size.tall else 110), lines=2)
    top = head.rect.bottom + 14
    room = Rect(safe.x, top, safe.w, safe.bottom - top)
    if isinstance(diagram, SequenceDiagram):
        return [head.layer, draw_sequence(context, diagram, room)]
    return [head.layer, _draw_graph(context, diagram, room)]


def _draw_graph(
    context: SceneContext, diagram: Flowchart | StateDiagram | MindMap, room: Rect
) -> Layer:
    texts = texts_of(diagram)
    context, layout = lay_out_readably(context, diagram, room)
    if context.typesetter.reads_rtl(" ".join(texts)):
        layout = mirror(layout)
    graph = graph_of(diagram, layout, context.theme.inks.series)
    size = layout.width, layout.height
    timing = graph.settle(
        time_parts(context, texts, visits=fit_whole(size, room) < least_zoom(context))
    )
    mentions = graph.listen(timing, context.timed.words, context.theme.language)
    timing, least = mentions.timing, least_zoom(context)
    frames = [] if isinstance(diagram, MindMap) else _frames(context, diagram, layout, timing)
    most = readable_size(room, least)
    stops = plan_stops(graph, layout.routes, frames, timing, most)
    stops = sorted([*stops, *plan_returns(graph, layout.routes, mentions, most)], key=itemgetter(0))
    see = partial(plan_camera, size, room, nodes=graph.bounds, readable=least)
    camera = see(stops, timing.end)
    times = graph.time_lines(mentions, context.timed.words)
    times = lead_lines(camera, graph, layout.routes, mentions, times)
    labels = [
        (route.label, time)
        for (source, target, _), route, time in zip(graph.edges, layout.routes, times, strict=False)
        if route.label and timing.quiet.isdisjoint((source, target))
    ]
    labels += [(frame.placed.title, frame.cue) for frame in frames if not frame.is_quiet]
    stops = sorted([*stops, *camera.find_unseen(labels)], key=itemgetter(0))
    camera = see(stops, max([timing.end, *(time + HELD for _, time in labels)]))
    parts = _parts(graph, layout.routes, timing, most)
    camera = add_tour(context, camera, parts, graph.bounds, least)
    board = Board(context, camera, window_of(context, room))
    add_groups(board, frames)
    add_graph(board, graph, layout.routes, mentions, times)
    return board.draw


def _parts(
    graph: Graph, routes: Sequence[Route], timing: Timing, most: tuple[float, float]
) -> list[DiagramPart]:
    """The parts of a graph in their order, each with the labels of its lines."""
    stops = plan_stops(graph, routes, [], replace(timing, quiet=frozenset()), most)
    return [
        DiagramPart(bounds, graph.labels[part], part in timing.quiet and time >= timing.end)
        for part, (time, bounds) in zip(timing.order(), stops, strict=True)
    ]


def _frames(
    context: SceneContext, diagram: Flowchart | StateDiagram, layout: DiagramLayout, timing: Timing
) -> list[Frame]:
    """The frames with their titles, each as it is named, or with the first part in it."""
    titles = {group.id: group.label for group in diagram.groups}
    frames: list[Frame] = []
    for placed in layout.groups:
        members = members_of(diagram, placed.id)
        first = min(members, key=lambda part: timing.cues[part], default=None)
        named = find_phrase(context.timed.words, titles[placed.id])
        joined = None if first is None else timing.cues[first]
        known = [time for time in (named, joined) if time is not None]
        cue = min([*known, timing.end]) if known else min(timing.cues, default=timing.end)
        is_quiet = named is None and first in timing.quiet
        frames.append(Frame(placed, titles[placed.id], cue, first, is_quiet))
    return frames
