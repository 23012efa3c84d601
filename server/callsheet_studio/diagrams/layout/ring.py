"""Lays out a flowchart that is one ring: on an ellipse, clockwise from the top."""

import math
from collections.abc import Sequence
from itertools import combinations

from callsheet_studio.diagrams.layout.model import (
    Bounds,
    DiagramLayout,
    Measure,
    PlacedNode,
    Point,
    Route,
)
from callsheet_studio.diagrams.layout.shapes import size_box
from callsheet_studio.diagrams.layout.transform import move_to_origin
from callsheet_studio.diagrams.model import Edge, Flowchart, StateDiagram

STRETCHES = (1.0, 1.3, 1.6, 2.0, 2.5, 3.0)
"""By how much the ellipse may be longer than high, or higher than long."""
AIRY, TIGHT = (34.0, 56.0), (18.0, 30.0)
"""The gap between things on the ring, and the length of an arrow, at least; tight where the whole
can't be read otherwise."""
SAMPLES = 40
LARGEST = 200
"""Radii that are tried, each 4 % larger: up to 2,500 times the first one."""


def order_ring(diagram: Flowchart | StateDiagram) -> Sequence[int] | None:
    """Return the indexes of the edges in order from the first node, if the diagram is one ring;
    else None."""
    edges, nodes = diagram.edges, diagram.nodes
    if diagram.groups or len(nodes) < 3 or len(edges) != len(nodes):
        return None
    if isinstance(diagram, StateDiagram) and diagram.notes:
        return None
    leaving = {edge.source: n for n, edge in enumerate(edges)}
    order: list[int] = []
    name = nodes[0].id
    while name in leaving and len(order) < len(edges):
        order.append(leaving[name])
        name = edges[order[-1]].target
    goes_round = name == nodes[0].id and len(set(order)) == len(edges)
    return order if goes_round and len(leaving) == len(edges) else None


def lay_out_ring(
    diagram: Flowchart | StateDiagram,
    order: Sequence[int],
    measure: Measure,
    room: tuple[float, float],
) -> DiagramLayout:
    """Return the layout of a ring, clockwise on the ellipse at which it is largest in `room`.

    Args:
        order: The indexes of the edges, in the ring's order.
        measure: Gives the (width, height) of a text.
        room: (width, height).
    """
    tall = room[1] > room[0]
    shapes = [(1.0, stretch) if tall else (stretch, 1.0) for stretch in STRETCHES]

    def largest(air: tuple[float, float]) -> DiagramLayout:
        layouts = [_place(diagram, order, measure, shape, air) for shape in shapes]
        return max(layouts, key=lambda layout: layout.scale_in(*room))

    airy = largest(AIRY)
    return airy if airy.scale_in(*room) >= 1 else largest(TIGHT)


def _place(
    diagram: Flowchart | StateDiagram,
    order: Sequence[int],
    measure: Measure,
    stretch: tuple[float, float],
    air: tuple[float, float],
) -> DiagramLayout:
    """The smallest ring of this shape on which nothing touches."""
    gap, arrow = air
    shown = {node.id: node for node in diagram.nodes}
    names = [diagram.edges[n].source for n in order]
    sizes = [size_box(shown[name].shape, *measure(shown[name].label, "node")) for name in names]
    labels = [_label_size(diagram.edges[n], measure) for n in order]
    radius = 60.0
    boxes, texts = _around(radius, stretch, sizes, labels)
    for _ in range(LARGEST):
        if not _touches(boxes, texts, gap) and _has_arrows(radius, stretch, boxes, arrow):
            break
        radius *= 1.04
        boxes, texts = _around(radius, stretch, sizes, labels)
    routes = {n: Route(_arc(radius, stretch, k, boxes), texts[k]) for k, n in enumerate(order)}
    places = dict(zip(names, boxes, strict=True))
    return move_to_origin(
        DiagramLayout(
            0,
            0,
            tuple(PlacedNode(node.id, places[node.id]) for node in diagram.nodes),
            tuple(routes[n] for n in range(len(order))),
        )
    )


def _label_size(edge: Edge, measure: Measure) -> tuple[float, float] | None:
    return measure(edge.label, "edge") if edge.label else None


def _on_ring(radius: float, stretch: tuple[float, float], turn: float) -> Point:
    """The point after this share of the way round."""
    angle = math.tau * turn - math.pi / 2
    return radius * stretch[0] * math.cos(angle), radius * stretch[1] * math.sin(angle)


def _around(
    radius: float,
    stretch: tuple[float, float],
    sizes: Sequence[tuple[float, float]],
    labels: Sequence[tuple[float, float] | None],
) -> tuple[list[Bounds], list[Bounds | None]]:
    """The boxes, and between them the labels on their arcs."""
    count = len(sizes)
    boxes = [
        Bounds.around(_on_ring(radius, stretch, k / count), *size) for k, size in enumerate(sizes)
    ]
    texts = [
        size and Bounds.around(_on_ring(radius, stretch, (k + 0.5) / count), *size)
        for k, size in enumerate(labels)
    ]
    return boxes, texts


def _touches(boxes: Sequence[Bounds], texts: Sequence[Bounds | None], gap: float) -> bool:
    every = [*boxes, *(text for text in texts if text)]
    return any(a.grow(gap / 2).overlaps(b.grow(gap / 2)) for a, b in combinations(every, 2))


def _has_arrows(
    radius: float, stretch: tuple[float, float], boxes: Sequence[Bounds], arrow: float
) -> bool:
    return all(
        math.dist(arc[0], arc[-1]) >= arrow
        for k in range(len(boxes))
        if (arc := _arc(radius, stretch, k, boxes))
    )


def _arc(
    radius: float, stretch: tuple[float, float], k: int, boxes: Sequence[Bounds]
) -> tuple[Point, ...]:
    """The arc from one box to the next, outside both."""
    count = len(boxes)
    ends = boxes[k].grow(4), boxes[(k + 1) % count].grow(4)
    points = [_on_ring(radius, stretch, (k + n / SAMPLES) / count) for n in range(1, SAMPLES)]
    free = [
        (x, y)
        for x, y in points
        if not any(box.x < x < box.right and box.y < y < box.bottom for box in ends)
    ]
    return tuple(free) if len(free) > 1 else (points[0], points[-1])
