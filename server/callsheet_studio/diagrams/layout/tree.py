"""Lays out mind maps: to the right, to both sides, or downwards, whichever is largest."""

from collections.abc import Sequence
from dataclasses import replace

from callsheet_studio.diagrams.layout.engine import Placement, place_tree
from callsheet_studio.diagrams.layout.model import (
    Bounds,
    DiagramLayout,
    Measure,
    PlacedNode,
    Point,
    Route,
)
from callsheet_studio.diagrams.layout.shapes import size_box
from callsheet_studio.diagrams.layout.transform import move_all, move_to_origin
from callsheet_studio.diagrams.model import MindMap, MindMapTopic


def lay_out_tree(diagram: MindMap, measure: Measure, room: tuple[float, float]) -> DiagramLayout:
    """Return the layout of a mind map that can be shown largest in `room`: to the
    right, down, or to both sides.

    It is in the units of `measure` and may be larger than `room` (see `scale_in`). Nodes are
    numbered as the topics are, 0 is the root. `routes[n - 1]` leads to topic n.

    Args:
        measure: Gives the (width, height) of a text.
        room: (width, height).
    """
    topics = diagram.topics
    sizes = [
        size_box("rounded" if topic.shape == "text" else topic.shape, *measure(topic.label, "node"))
        for topic in topics
    ]
    every = list(range(len(topics)))
    layouts = [_grow_right(topics, sizes, every), _grow_down(topics, sizes)]
    left, right = _halves(topics)
    if left and right:
        layouts.append(_grow_both(topics, sizes, left, right))
    return max(layouts, key=lambda layout: layout.scale_in(*room))


def _grow_right(
    topics: Sequence[MindMapTopic], sizes: Sequence[tuple[float, float]], chosen: Sequence[int]
) -> DiagramLayout:
    """The chosen topics; among them, each one's parent."""
    number = {topic: n for n, topic in enumerate(chosen)}
    above = [topics[n].parent for n in chosen]
    parents = [None if parent is None else number[parent] for parent in above]
    return _layout(place_tree([sizes[n] for n in chosen], parents), chosen)


def _grow_down(
    topics: Sequence[MindMapTopic], sizes: Sequence[tuple[float, float]]
) -> DiagramLayout:
    turned = [(height, width) for width, height in sizes]
    layout = _grow_right(topics, turned, range(len(topics)))
    return move_to_origin(move_all(layout, lambda box: Bounds(box.y, box.x, box.height, box.width)))


def _grow_both(
    topics: Sequence[MindMapTopic],
    sizes: Sequence[tuple[float, float]],
    left: Sequence[int],
    right: Sequence[int],
) -> DiagramLayout:
    """Two trees from one root, the left one mirrored."""
    one, other = (_grow_right(topics, sizes, [0, *half]) for half in (right, left))
    mirrored = move_all(other, lambda box: replace(box, x=-box.right))
    (x, y), (to_x, to_y) = mirrored.nodes[0].bounds.center, one.nodes[0].bounds.center
    moved = move_all(mirrored, lambda box: box.shift(to_x - x, to_y - y))
    nodes = sorted((*one.nodes, *moved.nodes[1:]), key=lambda node: int(node.id))
    paired = zip((*right, *left), (*one.routes, *moved.routes), strict=True)
    routes = [route for _, route in sorted(paired, key=lambda pair: pair[0])]
    return move_to_origin(replace(one, nodes=tuple(nodes), routes=tuple(routes)))


def _layout(found: Placement, chosen: Sequence[int]) -> DiagramLayout:
    nodes = [PlacedNode(str(n), bounds) for n, bounds in zip(chosen, found.boxes, strict=True)]
    routes = [Route(_simple(line)) for line in found.lines]
    layout = DiagramLayout(0, 0, tuple(nodes), tuple(routes), is_simplified=found.is_simplified)
    return move_to_origin(layout)


def _simple(line: tuple[Point, ...]) -> tuple[Point, ...]:
    """Two points where all lie at one height."""
    return (line[0], line[-1]) if len({y for _, y in line}) == 1 else line


def _halves(topics: Sequence[MindMapTopic]) -> tuple[list[int], list[int]]:
    """Topics to the left and to the right of the root: the first branches to the right, until half
    of all leaves are there."""
    branch = [0] * len(topics)
    leaves: dict[int, int] = {}
    parents = {topic.parent for topic in topics}
    for n, topic in enumerate(topics[1:], start=1):
        branch[n] = n if topic.parent == 0 else branch[topic.parent or 0]
        leaves[branch[n]] = leaves.get(branch[n], 0) + (n not in parents)
    right: set[int] = set()
    total, taken = sum(leaves.values()), 0
    for name, count in leaves.items():
        if taken + count / 2 <= total / 2:
            right.add(name)
            taken += count
    numbers = range(1, len(topics))
    return (
        [n for n in numbers if branch[n] not in right],
        [n for n in numbers if branch[n] in right],
    )
