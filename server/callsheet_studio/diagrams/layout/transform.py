"""Moves whole layouts."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeAlias

from callsheet_studio.diagrams.layout.model import (
    Bounds,
    DiagramLayout,
    Lifeline,
    PlacedBlock,
    PlacedGroup,
    Point,
    Route,
)

Move: TypeAlias = Callable[[Bounds], Bounds]


def move_to_origin(layout: DiagramLayout) -> DiagramLayout:
    """Return a layout moved so that its upper left corner is (0, 0), with `width` and `height`
    set to its size."""
    corners = list(_corners(layout))
    whole = Bounds.enclose(corners) if corners else Bounds(0, 0, 1, 1)
    moved = move_all(layout, lambda bounds: bounds.shift(-whole.x, -whole.y))
    return replace(moved, width=whole.width, height=whole.height)


def _corners(layout: DiagramLayout) -> Iterator[Point]:
    every: list[Bounds] = [node.bounds for node in (*layout.nodes, *layout.notes)]
    every += [group.bounds for group in layout.groups]
    every += [block.bounds for block in layout.blocks]
    every += [Bounds(line.x, line.top, 0, line.bottom - line.top) for line in layout.lifelines]
    every += [route.label for route in layout.routes if route.label]
    for bounds in every:
        yield from bounds.corners
    for route in layout.routes:
        yield from route.points


def mirror(layout: DiagramLayout) -> DiagramLayout:
    """Return a layout with left and right exchanged within its width."""
    return move_all(layout, lambda bounds: replace(bounds, x=layout.width - bounds.right))


def move_all(layout: DiagramLayout, move: Move) -> DiagramLayout:
    """Return a layout with `move` applied to every rectangle of it; a point is passed as an
    empty rectangle."""

    def point(at: Point) -> Point:
        moved = move(Bounds(*at, 0, 0))
        return moved.x, moved.y

    return replace(
        layout,
        nodes=tuple(replace(node, bounds=move(node.bounds)) for node in layout.nodes),
        notes=tuple(replace(note, bounds=move(note.bounds)) for note in layout.notes),
        groups=tuple(
            PlacedGroup(group.id, move(group.bounds), move(group.title)) for group in layout.groups
        ),
        lifelines=tuple(
            Lifeline(*point((line.x, line.top)), point((line.x, line.bottom))[1])
            for line in layout.lifelines
        ),
        blocks=tuple(
            PlacedBlock(
                block.step,
                move(block.bounds),
                move(block.title),
                tuple((n, point((0, y))[1], move(label)) for n, y, label in block.dividers),
            )
            for block in layout.blocks
        ),
        routes=tuple(
            Route(tuple(map(point, route.points)), route.label and move(route.label))
            for route in layout.routes
        ),
    )
