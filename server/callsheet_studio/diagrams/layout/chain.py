"""Lays out a flowchart that is one long chain: in rows that run to and fro."""

from collections.abc import Sequence
from dataclasses import dataclass

from callsheet_studio.diagrams.layout.model import (
    Bounds,
    DiagramLayout,
    Measure,
    PlacedNode,
    Point,
    Route,
)
from callsheet_studio.diagrams.layout.shapes import LABEL_PAD, meet_outline, size_box
from callsheet_studio.diagrams.layout.transform import move_to_origin
from callsheet_studio.diagrams.model import Edge, Flowchart, StateDiagram

SHORTEST = 4
"""Nodes of a chain that is worth folding."""
ARROW = 56.0
"""Of a line, what is not its label."""


def order_chain(diagram: Flowchart | StateDiagram) -> Sequence[int] | None:
    """Return the indexes of the edges in order, if the diagram is one long chain of nodes; else
    None."""
    edges, nodes = diagram.edges, diagram.nodes
    if diagram.groups or len(nodes) < SHORTEST or len(edges) != len(nodes) - 1:
        return None
    if isinstance(diagram, StateDiagram) and diagram.notes:
        return None
    leaving = {edge.source: n for n, edge in enumerate(edges)}
    first = {node.id for node in nodes} - {edge.target for edge in edges}
    order: list[int] = []
    name = first.pop() if len(first) == 1 else ""
    while name in leaving and len(order) < len(edges):
        order.append(leaving[name])
        name = edges[order[-1]].target
    return order if len(set(order)) == len(edges) == len(leaving) else None


def lay_out_chain(
    diagram: Flowchart | StateDiagram,
    order: Sequence[int],
    measure: Measure,
    room: tuple[float, float],
) -> DiagramLayout:
    """Return the layout of a chain in rows that run alternately to the right and to the left, with
    the number of columns at which it is largest in `room`.

    Args:
        order: The indexes of the edges, in the chain's order.
        measure: Gives the (width, height) of a text.
        room: (width, height).
    """
    count = len(diagram.nodes)
    edges = [diagram.edges[n] for n in order]
    names = [edges[0].source, *(edge.target for edge in edges)]
    shown = {node.id: node for node in diagram.nodes}
    sizes = [size_box(shown[name].shape, *measure(shown[name].label, "node")) for name in names]
    labels = [_label_size(edge, measure) for edge in edges]
    grids = [_Grid(columns, sizes, labels) for columns in range(1, count + 1)]
    best = max(grids, key=lambda grid: grid.scale_in(room))
    boxes = [best.box(k) for k in range(count)]
    routes: dict[int, Route] = {}
    for k, (n, edge) in enumerate(zip(order, edges, strict=True)):
        start, end = best.line(k)
        ends = (
            meet_outline(shown[names[k]].shape, boxes[k], start, end),
            meet_outline(shown[names[k + 1]].shape, boxes[k + 1], end, start),
        )
        routes[n] = Route(ends, _label(edge, labels[k], start, end))
    places = dict(zip(names, boxes, strict=True))
    nodes = tuple(PlacedNode(node.id, places[node.id]) for node in diagram.nodes)
    return move_to_origin(DiagramLayout(0, 0, nodes, tuple(routes[n] for n in range(len(order)))))


def _label_size(edge: Edge, measure: Measure) -> tuple[float, float]:
    if not edge.label:
        return 0.0, 0.0
    width, height = measure(edge.label, "edge")
    return width + 2 * LABEL_PAD, height + 2 * LABEL_PAD


def _label(edge: Edge, size: tuple[float, float], start: Point, end: Point) -> Bounds | None:
    if not edge.label:
        return None
    return Bounds.around(((start[0] + end[0]) / 2, (start[1] + end[1]) / 2), *size)


@dataclass(frozen=True)
class _Grid:
    """Equal cells, filled to the right in even rows and to the left in odd ones."""

    columns: int
    sizes: Sequence[tuple[float, float]]
    labels: Sequence[tuple[float, float]]

    @property
    def pitch(self) -> tuple[float, float]:
        """From one cell to the next, across and down."""
        wide, high = (max(size[axis] for size in self.sizes) for axis in (0, 1))
        across, down = (max(label[axis] for label in self.labels) for axis in (0, 1))
        return wide + across + ARROW, high + down + ARROW

    def scale_in(self, room: tuple[float, float]) -> float:
        """How large the whole can be drawn."""
        boxes = [self.box(k) for k in range(len(self.sizes))]
        whole = Bounds.enclose([corner for box in boxes for corner in box.corners])
        return min(room[0] / whole.width, room[1] / whole.height)

    def box(self, k: int) -> Bounds:
        """The box of the k-th node of the chain."""
        row, column = divmod(k, self.columns)
        column = self.columns - 1 - column if row % 2 else column
        across, down = self.pitch
        return Bounds.around((column * across, row * down), *self.sizes[k])

    def line(self, k: int) -> tuple[Point, Point]:
        """From the k-th box's side to the next one's."""
        one, other = self.box(k), self.box(k + 1)
        (x, y), (to_x, to_y) = one.center, other.center
        if k // self.columns != (k + 1) // self.columns:
            return (x, one.bottom), (to_x, other.y)
        return ((one.right, y), (other.x, to_y)) if to_x > x else ((one.x, y), (other.right, to_y))
