"""A diagram that has been laid out. Units are those of the measured texts; the origin is its top
left corner, y grows downwards."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

Role: TypeAlias = Literal["node", "edge", "group", "note"]
"""What a text is in a diagram."""
Measure: TypeAlias = Callable[[str, Role], tuple[float, float]]
"""Gives the width and height of a text as it will be set, broken into lines."""
Point: TypeAlias = tuple[float, float]


@dataclass(frozen=True)
class Bounds:
    """A rectangle: the x and y of its upper left corner, width and height."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of the lower edge."""
        return self.y + self.height

    @property
    def center(self) -> Point:
        """The (x, y) of its middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    @property
    def corners(self) -> tuple[Point, Point]:
        """The (x, y) of the top left corner, and of the bottom right one."""
        return (self.x, self.y), (self.right, self.bottom)

    def shift(self, dx: float, dy: float) -> "Bounds":
        """Return the rectangle moved by (dx, dy)."""
        return replace(self, x=self.x + dx, y=self.y + dy)

    def grow(self, by: float) -> "Bounds":
        """Return the rectangle made larger by `by` on all sides."""
        return Bounds(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def overlaps(self, other: "Bounds", slack: float = 0.5) -> bool:
        """Return whether the rectangles overlap by more than `slack` units in both directions."""
        return (
            min(self.right, other.right) - max(self.x, other.x) > slack
            and min(self.bottom, other.bottom) - max(self.y, other.y) > slack
        )

    @classmethod
    def around(cls, center: Point, width: float, height: float) -> "Bounds":
        """Return the rectangle of this size whose middle is `center`."""
        return cls(center[0] - width / 2, center[1] - height / 2, width, height)

    @classmethod
    def enclose(cls, points: Iterable[Point]) -> "Bounds":
        """Return the smallest rectangle that holds all points; there must be at least one."""
        xs, ys = zip(*points, strict=True)
        return cls(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


@dataclass(frozen=True)
class PlacedNode:
    """The rectangle of a node, a participant or a topic."""

    id: str
    bounds: Bounds


@dataclass(frozen=True)
class PlacedGroup:
    """The frame of a group, and the rectangle of its title in it."""

    id: str
    bounds: Bounds
    title: Bounds


@dataclass(frozen=True)
class Route:
    """The line of an edge or a message, as points from its source's outline to its target's."""

    points: tuple[Point, ...]
    label: Bounds | None = None
    """The rectangle of its text; None: it has none."""


@dataclass(frozen=True)
class Lifeline:
    """The vertical line under a participant of a sequence diagram."""

    x: float
    top: float
    bottom: float


@dataclass(frozen=True)
class PlacedBlock:
    """The frame around a loop or a condition of a sequence diagram.

    `step` is the index of the step that begins it. `dividers` has for each further branch the index
    of its step, the y of the line above it, and the rectangle of its label.
    """

    step: int
    bounds: Bounds
    title: Bounds
    dividers: tuple[tuple[int, float, Bounds], ...] = ()


@dataclass(frozen=True)
class DiagramLayout:
    """The places of all parts of a diagram. `nodes` and `routes` are in the diagram's own order."""

    width: float
    height: float
    nodes: tuple[PlacedNode, ...]
    routes: tuple[Route, ...] = ()
    groups: tuple[PlacedGroup, ...] = ()
    notes: tuple[PlacedNode, ...] = ()
    """Remarks; the id is `note` and the number of the note, or of the step."""
    lifelines: tuple[Lifeline, ...] = ()
    blocks: tuple[PlacedBlock, ...] = ()
    is_simplified: bool = False
    """Whether frames around groups had to be left out: there is no graphlay on this machine, or its
    layout had things on top of each other."""

    def scale_in(self, width: float, height: float) -> float:
        """Return the largest scale, also above 1, at which the layout fits into `width` x
        `height`."""
        return min(width / max(self.width, 1.0), height / max(self.height, 1.0))
