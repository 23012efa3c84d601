"""Whether the lines of a layout run straight and past its boxes."""

from collections.abc import Iterator
from itertools import pairwise

from callsheet_studio.diagrams.layout.model import Bounds, DiagramLayout, Route

SLACK = 1.0
"""Units by which a line may lean, or reach into a box."""


def is_clear(layout: DiagramLayout) -> bool:
    """Return whether every line is horizontal or vertical in all its parts, and passes through
    no box and no label of another line."""
    labels = [route.label for route in layout.routes if route.label]
    boxes = [node.bounds for node in (*layout.nodes, *layout.notes)]
    return not any(
        _is_slanted(part) or _passes(part, route, boxes, labels)
        for route in layout.routes
        for part in _parts(route)
    )


def hides_corner(route: Route) -> bool:
    """Return whether a corner of a line is under the line's own label."""
    corners = (Bounds.around(point, 2, 2) for point in route.points[1:-1])
    return route.label is not None and any(map(route.label.overlaps, corners))


def _parts(route: Route) -> Iterator[Bounds]:
    """The straight pieces of a line."""
    return (Bounds.enclose(ends) for ends in pairwise(route.points))


def _is_slanted(part: Bounds) -> bool:
    return min(part.width, part.height) > SLACK


def _passes(part: Bounds, route: Route, boxes: list[Bounds], labels: list[Bounds]) -> bool:
    """Whether a piece of a line runs through a box that is not at its end, or a label."""
    ends = [Bounds.around(at, 0, 0).grow(2 * SLACK) for at in (route.points[0], route.points[-1])]
    thick = part.grow(SLACK)
    others = [label for label in labels if label is not route.label]
    hit = [box for box in boxes if not any(_touches(box, end) for end in ends)]
    return any(thick.overlaps(box, 2 * SLACK) for box in (*hit, *others))


def _touches(box: Bounds, end: Bounds) -> bool:
    return box.overlaps(end, 0)
