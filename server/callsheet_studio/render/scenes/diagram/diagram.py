"""Diagram: a headline, and below it a diagram that grows as it is spoken of."""

from collections.abc import Sequence

from callsheet_studio.diagrams.layout.model import Bounds, Layout, PlacedGroup
from callsheet_studio.diagrams.layout.place import lay_out
from callsheet_studio.diagrams.layout.transform import move_all
from callsheet_studio.diagrams.model import (
    Diagram,
    Flowchart,
    MindMap,
    SequenceDiagram,
    StateDiagram,
)
from callsheet_studio.render.breaking import is_rtl
from callsheet_studio.render.geometry import Rect
from callsheet_studio.render.heading import heading
from callsheet_studio.render.scenes.diagram.board import Board, window_of
from callsheet_studio.render.scenes.diagram.camera import READABLE, fit_whole, plan_camera
from callsheet_studio.render.scenes.diagram.graph import (
    Graph,
    add_graph,
    add_groups,
    graph_of,
    members_of,
    texts_of,
)
from callsheet_studio.render.scenes.diagram.labels import measure_on
from callsheet_studio.render.scenes.diagram.numbers import draw_numbers
from callsheet_studio.render.scenes.diagram.sequence import draw_sequence
from callsheet_studio.render.scenes.diagram.timing import Timing, find_phrase, time_parts
from callsheet_studio.render.stage import Layer, Stage


def draw_diagram(stage: Stage, diagram: Diagram) -> list[Layer]:
    """The layers of a scene that shows a diagram."""
    if not isinstance(diagram, Flowchart | StateDiagram | MindMap | SequenceDiagram):
        return draw_numbers(stage, diagram)
    safe = stage.size.safe
    head = heading(stage, safe.top_part(170 if stage.size.tall else 110), lines=2)
    top = head.rect.bottom + 14
    room = Rect(safe.x, top, safe.w, safe.bottom - top)
    if isinstance(diagram, SequenceDiagram):
        return [head.layer, draw_sequence(stage, diagram, room)]
    return [head.layer, _draw_graph(stage, diagram, room)]


def _draw_graph(stage: Stage, diagram: Flowchart | StateDiagram | MindMap, room: Rect) -> Layer:
    texts = texts_of(diagram)
    layout = lay_out(diagram, measure_on(stage), (room.w, room.h))
    if is_rtl(" ".join(texts)):
        layout = move_all(
            layout,
            lambda at: Bounds(layout.width - at.right, at.y, at.width, at.height),
        )
    graph = graph_of(diagram, layout, stage.look.inks.series)
    size = layout.width, layout.height
    timing = graph.settle(time_parts(stage, texts, visits=fit_whole(size, room) < READABLE))
    camera = plan_camera(size, room, _stops(graph, timing), timing.end)
    board = Board(stage, camera, window_of(stage, room))
    if not isinstance(diagram, MindMap):
        _add_frames(board, diagram, layout, timing)
    add_graph(board, graph, layout.routes, timing)
    return board.layer()


def _add_frames(
    board: Board, diagram: Flowchart | StateDiagram, layout: Layout, timing: Timing
) -> None:
    titles = {group.id: group.label for group in diagram.groups}
    frames: list[tuple[PlacedGroup, str, float]] = []
    for placed in layout.groups:
        inside = [timing.cues[part] for part in members_of(diagram, placed.id)]
        named = find_phrase(board.stage.timed.words, titles[placed.id])
        cue = min([*inside, timing.end if named is None else named])
        frames.append((placed, titles[placed.id], cue))
    add_groups(board, frames)


def _stops(graph: Graph, timing: Timing) -> Sequence[tuple[float, Bounds]]:
    """What the camera shows at each part's time: the part, and what leads to it if that fits."""
    before: dict[int, list[int]] = {}
    for source, target, _ in graph.edges:
        before.setdefault(target, []).append(source)
        before.setdefault(source, []).append(target)
    stops: list[tuple[float, Bounds]] = []
    for part in timing.order():
        known = [n for n in before.get(part, []) if timing.cues[n] < timing.cues[part]]
        bounds = graph.bounds[part]
        if known:
            last = graph.bounds[max(known, key=lambda n: timing.cues[n])]
            bounds = _both(bounds, last)
        stops.append((timing.cues[part], bounds))
    return stops


def _both(one: Bounds, other: Bounds) -> Bounds:
    """Around both, or around the first where they are far apart."""
    whole = Bounds.enclose(
        [(one.x, one.y), (one.right, one.bottom), (other.x, other.y), (other.right, other.bottom)]
    )
    return whole if whole.width < 620 and whole.height < 420 else one
