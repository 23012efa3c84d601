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
    """A rectangle."""

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
        """The (x, y) of the middle."""
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
        """Return whether both rectangles share more than `slack` units in both directions."""
        return (
            min(self.right, other.right) - max(self.x, other.x) > slack
            and min(self.bottom, other.bottom) - max(self.y, other.y) > slack
        )

    @classmethod
    def around(cls, center: Point, width: float, height: float) -> "Bounds":
        """Return a rectangle of this size with this middle."""
        return cls(center[0] - width / 2, center[1] - height / 2, width, height)

    @classmethod
    def enclose(cls, points: Iterable[Point]) -> "Bounds":
        """Return the smallest rectangle that holds all points; there must be at least one."""
        xs, ys = zip(*points, strict=True)
        return cls(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


@dataclass(frozen=True)
class PlacedNode:
    """Where a node, a participant or a topic stands."""

    id: str
    bounds: Bounds


@dataclass(frozen=True)
class PlacedGroup:
    """A frame, and where its title stands in it."""

    id: str
    bounds: Bounds
    title: Bounds


@dataclass(frozen=True)
class Route:
    """The line of an edge or a message, from its source's outline to its target's."""

    points: tuple[Point, ...]
    label: Bounds | None = None
    """Where its text stands."""


@dataclass(frozen=True)
class Lifeline:
    """The line that hangs from a participant."""

    x: float
    top: float
    bottom: float


@dataclass(frozen=True)
class PlacedBlock:
    """The frame of a loop or of a condition: which step begins it, and its branches.

    `dividers` has the step of each further branch, the height of the line above it, and where its
    label stands.
    """

    step: int
    bounds: Bounds
    title: Bounds
    dividers: tuple[tuple[int, float, Bounds], ...] = ()


@dataclass(frozen=True)
class DiagramLayout:
    """Where everything goes. `nodes` and `routes` are in the order of the diagram's own."""

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
        """Return the largest scale at which the layout fits into `width` x `height`."""
        return min(width / max(self.width, 1.0), height / max(self.height, 1.0))
