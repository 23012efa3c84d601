"""Lays out flowcharts and state diagrams."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product

from callsheet_studio.diagrams.layout import layered
from callsheet_studio.diagrams.layout.back_edges import find_back_edges
from callsheet_studio.diagrams.layout.clearance import hides_corner, is_clear
from callsheet_studio.diagrams.layout.engine import (
    GROUP_PAD,
    LayoutBox,
    Placement,
    RoutingLink,
    place_graph,
)
from callsheet_studio.diagrams.layout.label_places import place_labels
from callsheet_studio.diagrams.layout.model import (
    Bounds,
    DiagramLayout,
    Measure,
    PlacedGroup,
    PlacedNode,
    Point,
    Route,
)
from callsheet_studio.diagrams.layout.shapes import LABEL_PAD, ROUND, meet_outline, size_box
from callsheet_studio.diagrams.layout.transform import mirror, move_all, move_to_origin
from callsheet_studio.diagrams.model import (
    Direction,
    Edge,
    Flowchart,
    Group,
    Node,
    Shape,
    StateDiagram,
)

NOTE = "note"
"""With its number, the id of a remark."""
WORTH = 1.1
"""By how much larger a diagram must become to be folded into bands."""
FOLDS = (0.6, 1.0, 1.6)
"""Ratios that are tried, as shares of the room's."""
FAR = 0.85
"""What a scale counts where a label and what its line leads to cannot be seen at once, or a label
hides a corner of its line."""
LOYALTY = 0.87
"""The author's direction is kept if it is at least this large, as a share of the other's scale,
unless only the other one can be read without being made smaller."""


def lay_out_graph(
    diagram: Flowchart | StateDiagram,
    measure: Measure,
    room: tuple[float, float],
    folds: bool = True,
) -> DiagramLayout:
    """Return the layout of a graph, across or down, whichever is larger in `room`.

    The diagram's own direction is kept unless the other one is clearly larger. Edges that close a
    cycle are reversed while boxes are placed, so that the first node comes first.

    Args:
        measure: Gives the (width, height) of a text.
        room: (width, height).
        folds: Whether layers may be folded into bands where that makes a large graph clearly
            larger.
    """
    problem = _problem(diagram, measure)
    is_across = diagram.direction in ("LR", "RL")
    layouts = {across: problem.solve(across) for across in (True, False)}
    scales = {across: layout.scale_in(*room) for across, layout in layouts.items()}
    own, other = scales[is_across], scales[not is_across]
    best = is_across if own >= LOYALTY * other and not own < 1 <= other else not is_across
    chosen = layouts[best]
    if folds and scales[best] < 1:
        folded = [*problem.fold(is_across, room), *problem.fold(not is_across, room)]
        scale, largest = max(folded, key=lambda found: found[0], default=(0.0, chosen))
        if scale > WORTH * scales[best]:
            return largest
    return _mirror(chosen, diagram.direction) if best == is_across else chosen


@dataclass(frozen=True)
class _Problem:
    nodes: Sequence[Node]
    sizes: Sequence[tuple[float, float]]
    """Of the nodes' boxes."""
    edges: Sequence[Edge]
    labels: Sequence[tuple[float, float] | None]
    """The sizes of the edges' labels."""
    groups: Sequence[Group]
    titles: Sequence[tuple[float, float]]
    notes: int
    """How many of the last nodes and edges are remarks and their lines."""

    def solve(self, is_across: bool) -> DiagramLayout:
        """The layout with layers in one direction.

        When labels find no place on their lines, they become boxes on them; when graphlay lets
        anything else collide (a few of a thousand diagrams with frames in frames), the simple
        layout is taken.
        """
        every = {n for n, label in enumerate(self.labels) if label}
        for apart in (_crowded_edges(self.edges), every):
            placement = self._settle(self._place(is_across, apart))
            if placement and not self._collides(placement):
                return self._layout(placement)
        return self._layout(self._place(is_across, every, simply=True))

    def fold(
        self, is_across: bool, room: tuple[float, float]
    ) -> Iterator[tuple[float, DiagramLayout]]:
        """Yield (scale, layout) of layouts with layers in bands, about as wide and high as the room
        (width, height), in which lines run straight and past boxes. The scale counts less where a
        label is far from what its line leads to, or hides a corner."""
        every = {n for n, label in enumerate(self.labels) if label}
        for apart, share in product((_crowded_edges(self.edges), every), FOLDS):
            placement = self._settle(self._place(is_across, apart, fold=share * room[0] / room[1]))
            if not placement or placement.is_simplified or self._collides(placement):
                continue
            layout = self._layout(placement)
            if is_clear(layout):
                is_good = self._keeps_labels_near(layout, room)
                is_good = is_good and not any(map(hides_corner, layout.routes))
                yield (1.0 if is_good else FAR) * layout.scale_in(*room), layout

    def _keeps_labels_near(self, layout: DiagramLayout, room: tuple[float, float]) -> bool:
        at = {placed.id: placed.bounds for placed in (*layout.nodes, *layout.notes, *layout.groups)}
        pairs = [
            (route.label, at[edge.target])
            for edge, route in zip(self.edges, layout.routes, strict=True)
            if route.label
        ]
        together = [Bounds.enclose((*a.corners, *b.corners)) for a, b in pairs]
        return all(both.width < room[0] and both.height < room[1] for both in together)

    @property
    def _shift(self) -> int:
        return len(self.groups)

    def _place(
        self,
        is_across: bool,
        apart: set[int],
        simply: bool = False,
        fold: float | None = None,
    ) -> Placement:
        number = {group.id: n for n, group in enumerate(self.groups)}
        boxes = [
            LayoutBox(width + 2 * GROUP_PAD, height + GROUP_PAD, _maybe(number, group.parent))
            for group, (width, height) in zip(self.groups, self.titles, strict=True)
        ]
        boxes += [
            LayoutBox(
                *_turn(node, size, is_across),
                _maybe(number, node.group),
                node.shape in ROUND or node.shape == "diamond",
            )
            for node, size in zip(self.nodes, self.sizes, strict=True)
        ]
        number |= {node.id: self._shift + n for n, node in enumerate(self.nodes)}
        back = find_back_edges(self.nodes, self.groups, self.edges)
        links: list[RoutingLink] = []
        for n, (edge, label) in enumerate(zip(self.edges, self.labels, strict=True)):
            ends = [number[edge.source], number[edge.target]]
            source, target = ends[::-1] if n in back else ends
            if n in apart and label:
                boxes.append(LayoutBox(*label, self._common(edge, number)))
                middle = len(boxes) - 1
                onward = (
                    RoutingLink(middle, target) if source != target else RoutingLink(source, middle)
                )
                links += [RoutingLink(source, middle), onward]
            else:
                links.append(RoutingLink(source, target, label))
        if simply:
            found = layered.place_graph(boxes, links, is_across)
        else:
            found = place_graph(boxes, links, is_across, self._header * self._deepest, fold)
        return self._join(found, apart, back)

    def _join(self, found: Placement, apart: set[int], back: set[int]) -> Placement:
        """The placement with each label that was a box back on its line, lines turned round."""
        lines: list[tuple[Point, ...]] = []
        middles: list[Point | None] = []
        count = len(self.nodes) + self._shift
        parts, boxes = iter(zip(found.lines, found.labels, strict=True)), iter(found.boxes[count:])
        for n, (edge, label) in enumerate(zip(self.edges, self.labels, strict=True)):
            points, middle = next(parts)
            if n in apart and label:
                onward, middle = next(parts)[0], next(boxes).center
                points += onward[::-1] if edge.source == edge.target else onward
            lines.append(points[::-1] if n in back else points)
            middles.append(middle)
        return Placement(found.boxes[:count], tuple(lines), tuple(middles), found.is_simplified)

    def _common(self, edge: Edge, number: Mapping[str, int]) -> int | None:
        """The innermost group around both ends of an edge."""
        parents = {group.id: group.parent for group in self.groups}
        home = {node.id: node.group for node in self.nodes} | parents
        around = list(_chain(home[edge.source], parents))
        common = next((name for name in _chain(home[edge.target], parents) if name in around), None)
        return _maybe(number, common)

    def _settle(self, placement: Placement) -> Placement | None:
        """The placement with each label on its own line; None if one finds no place there."""
        if placement.is_simplified:
            return placement
        solid = self._solid(placement)
        middles = place_labels(placement.lines, self.labels, placement.labels, solid)
        return None if middles is None else replace(placement, labels=tuple(middles))

    def _solid(self, placement: Placement) -> list[Bounds]:
        """What no label may cover: the nodes' boxes, and the titles of frames."""
        boxes = list(placement.boxes[self._shift :])
        if placement.is_simplified:
            return boxes
        return boxes + [frame.title for frame in self._frames(placement) if frame.title.width]

    def _collides(self, placement: Placement) -> bool:
        things = self._solid(placement)
        things += [
            Bounds.around(at, *size)
            for at, size in zip(placement.labels, self.labels, strict=True)
            if at and size
        ]
        return any(a.overlaps(b) for a, b in combinations(things, 2))

    def _layout(self, placement: Placement) -> DiagramLayout:
        boxes = dict(zip(self.nodes, placement.boxes[self._shift :], strict=True))
        frames = list(self._frames(placement))
        at = {node.id: bounds for node, bounds in boxes.items()}
        at |= {frame.id: frame.bounds for frame in frames}
        shapes: dict[str, Shape] = {node.id: node.shape for node in self.nodes}
        shapes |= dict.fromkeys((frame.id for frame in frames), "rectangle")
        routes: list[Route] = []
        for edge, line, middle, size in zip(
            self.edges, placement.lines, placement.labels, self.labels, strict=True
        ):
            start = meet_outline(shapes[edge.source], at[edge.source], line[0], line[1])
            end = meet_outline(shapes[edge.target], at[edge.target], line[-1], line[-2])
            label = Bounds.around(middle, *size) if middle and size else None
            routes.append(Route((start, *line[1:-1], end), label))
        placed = [PlacedNode(node.id, bounds) for node, bounds in boxes.items()]
        cut = len(placed) - self.notes
        return move_to_origin(
            DiagramLayout(
                0,
                0,
                tuple(placed[:cut]),
                tuple(routes),
                () if placement.is_simplified else tuple(frames),
                tuple(placed[cut:]),
                is_simplified=placement.is_simplified,
            )
        )

    @property
    def _header(self) -> float:
        return max((height for _, height in self.titles), default=0.0)

    @property
    def _levels(self) -> dict[str, int]:
        """How many frames lie in each other from a group inwards, itself included."""
        levels: dict[str, int] = {}
        for group in reversed(self.groups):
            inner = [levels[other.id] for other in self.groups if other.parent == group.id]
            levels[group.id] = 1 + max(inner, default=0)
        return levels

    @property
    def _deepest(self) -> int:
        return max(self._levels.values(), default=0)

    def _frames(self, placement: Placement) -> Iterator[PlacedGroup]:
        """The frames, smaller than the boxes, so that lines that pass do not touch them.

        graphlay keeps a header free only above what is no frame itself. So that header is asked
        for as often as frames nest, and each frame takes its share of it.
        """
        levels, deepest = self._levels, self._deepest
        filled = {node.group for node in self.nodes} | {group.parent for group in self.groups}
        for group, bounds, size in zip(
            self.groups, placement.boxes[: self._shift], self.titles, strict=True
        ):
            drop = self._header * (deepest - levels[group.id]) if group.id in filled else 0.0
            frame = bounds.grow(-GROUP_PAD / 3)
            frame = replace(frame, y=frame.y + drop, height=frame.height - drop)
            title = Bounds(frame.x + GROUP_PAD / 2, frame.y + GROUP_PAD / 3, *size)
            yield PlacedGroup(group.id, frame, title)


def _problem(diagram: Flowchart | StateDiagram, measure: Measure) -> _Problem:
    notes = diagram.notes if isinstance(diagram, StateDiagram) else ()
    home = {node.id: node.group for node in diagram.nodes}
    remarks = [
        Node(f"{NOTE}{n}", note.text, "rectangle", home.get(note.targets[0]))
        for n, note in enumerate(notes)
    ]
    lines = [
        Edge(note.targets[0], remark.id, "", "dotted", "none")
        for note, remark in zip(notes, remarks, strict=True)
    ]
    edges = (*diagram.edges, *lines)
    return _Problem(
        (*diagram.nodes, *remarks),
        [size_box(node.shape, *measure(node.label, "node")) for node in diagram.nodes]
        + [size_box(remark.shape, *measure(remark.label, "note")) for remark in remarks],
        edges,
        [_label_size(edge, measure) for edge in edges],
        diagram.groups,
        [measure(group.label, "group") if group.label else (0.0, 0.0) for group in diagram.groups],
        len(remarks),
    )


def _label_size(edge: Edge, measure: Measure) -> tuple[float, float] | None:
    if not edge.label:
        return None
    width, height = measure(edge.label, "edge")
    return width + 2 * LABEL_PAD, height + 2 * LABEL_PAD


def _crowded_edges(edges: Sequence[Edge]) -> set[int]:
    """The edges that share both ends with another one: their labels need places of their own."""
    pairs = Counter(frozenset((edge.source, edge.target)) for edge in edges)
    return {n for n, edge in enumerate(edges) if pairs[frozenset((edge.source, edge.target))] > 1}


def _turn(node: Node, size: tuple[float, float], is_across: bool) -> tuple[float, float]:
    """A fork or join lies across the way."""
    return (size[1], size[0]) if node.shape == "bar" and not is_across else size


def _maybe(number: Mapping[str, int], name: str | None) -> int | None:
    return None if name is None else number[name]


def _chain(name: str | None, parents: Mapping[str, str | None]) -> Iterator[str]:
    while name is not None:
        yield name
        name = parents[name]


def _mirror(layout: DiagramLayout, direction: Direction) -> DiagramLayout:
    """The layout from right to left, or from bottom to top."""
    if direction == "RL":
        return mirror(layout)
    if direction == "BT":
        return move_all(layout, lambda bounds: replace(bounds, y=layout.height - bounds.bottom))
    return layout
