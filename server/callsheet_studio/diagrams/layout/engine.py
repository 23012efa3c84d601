"""The one place that knows graphlay, which places boxes and routes lines between them.

Where graphlay is not installed, `layered` does it more simply.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from callsheet_studio.diagrams.layout import layered
from callsheet_studio.diagrams.layout.model import Bounds, Point

GROUP_PAD = 26.0
"""Between a group's frame and what lies in it."""
TIGHT = {"layer_gap": 38.0, "node_gap": 32.0}
"""Between boxes that are folded into bands, so that the whole is larger."""
THOROUGH, BALANCED = 40, 80
"""Boxes and lines up to which the layout is optimized for long: 25 ms at most. 300 of them take
half a second even with the least effort."""


@dataclass(frozen=True)
class LayoutBox:
    """A box to be placed, at least as wide and high as given; larger if others lie in it."""

    width: float
    height: float
    parent: int | None = None
    """The index of the box around it; None: there is none."""
    is_round: bool = False
    """Whether lines end at an ellipse in it, instead of at its edges."""


@dataclass(frozen=True)
class RoutingLink:
    """A line to be routed between two boxes, given by index."""

    source: int
    target: int
    label: tuple[float, float] | None = None
    """The (width, height) of its label; None: it has none."""


@dataclass(frozen=True)
class Placement:
    """Where the boxes are, the points of the lines, and the middles of the labels, each in the
    order in which they were given."""

    boxes: tuple[Bounds, ...]
    lines: tuple[tuple[Point, ...], ...]
    labels: tuple[Point | None, ...]
    is_simplified: bool = False
    """Whether boxes inside of boxes were ignored."""


def place_graph(
    boxes: Sequence[LayoutBox],
    links: Sequence[RoutingLink],
    is_across: bool,
    header: float,
    fold: float | None = None,
) -> Placement:
    """Place boxes in layers, and route the links between them.

    Where `graphlay` is not installed, `header`, `fold` and boxes in boxes are ignored.

    Args:
        boxes: The boxes; one that holds others stands before them.
        links: Links by the indexes of their boxes, without cycles.
        is_across: Whether layers follow from left to right; else from top to bottom.
        header: The height kept free at the top of a box that holds others.
        fold: The width divided by the height that the whole should get, by folding layers into
            bands; None does not fold. Lines between bands may be slanted or cross boxes.
    """
    graphlay = _load()
    if graphlay is None:
        return layered.place_graph(boxes, links, is_across)
    graph = graphlay.Graph()
    for box in boxes:
        parent = {} if box.parent is None else {"parent": box.parent}
        shape = "ellipse" if box.is_round else "box"
        graph.node(width=box.width, height=box.height, shape=shape, **parent)
    for link in links:
        size = link.label and {"width": link.label[0], "height": link.label[1]}
        graph.edge(link.source, link.target, **({"label_size": size} if size else {}))
    found = graphlay.layout(
        graph,
        options={
            "direction": "leftright" if is_across else "topbottom",
            "effort": _effort(len(boxes) + len(links)),
            "labels": {"reservation": "always"},
            "spacing": {
                "compound_padding": GROUP_PAD,
                "compound_header": header,
                **(TIGHT if fold else {}),
            },
            "wrap": {"viewport_aspect": fold or 0.0},
        },
    )
    return _placement(found)


def place_tree(sizes: Sequence[tuple[float, float]], parents: Sequence[int | None]) -> Placement:
    """Place the boxes of a tree from left to right, each parent at the middle of its children, and
    route the lines between them.

    Args:
        sizes: (width, height) of each box.
        parents: The index of each box's parent; None for the root.
    """
    graphlay = _load()
    if graphlay is None:
        links = [RoutingLink(p, n) for n, p in enumerate(parents) if p is not None]
        return layered.place_graph([LayoutBox(*size) for size in sizes], links, True)
    graph = graphlay.Graph()
    for width, height in sizes:
        graph.node(width=width, height=height)
    for number, parent in enumerate(parents):
        if parent is not None:
            graph.edge(parent, number)
    options = {"direction": "leftright", "sibling_gap": 18.0, "subtree_gap": 30.0, "row_gap": 64.0}
    return _placement(graphlay.layout_tree(graph, options=options))


def _load() -> Any:
    """The library, or None where it has no wheel."""
    try:
        import graphlay
    except ImportError:
        return None
    return graphlay


def _effort(count: int) -> str:
    if count <= THOROUGH:
        return "thorough"
    return "balanced" if count <= BALANCED else "fast"


def _placement(found: Any) -> Placement:
    boxes = [
        Bounds.around(_point(node["center"]), node["size"]["width"], node["size"]["height"])
        for node in found.nodes
    ]
    lines = [tuple(_point(point) for point in edge["points"]) for edge in found.edges]
    labels = [edge["label_anchor"] and _point(edge["label_anchor"]) for edge in found.edges]
    return Placement(tuple(boxes), tuple(lines), tuple(labels))


def _point(point: dict[str, float]) -> Point:
    return point["x"], point["y"]
