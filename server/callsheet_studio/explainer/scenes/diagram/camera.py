"""A camera over a diagram: on the whole if that can be read, else near what is spoken of.

While something of it is spoken of, it rests on nothing that is too small to be read.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from callsheet_studio.diagrams.layout.model import Bounds
from callsheet_studio.drawing.easing import ramp, smootherstep
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia

NEAREST, WHOLE_NEAREST = 1.25, 1.7
"""Zoom, at most: on a part, and on the whole."""
READABLE = 1.0
"""Zoom at which texts are as large as they are set."""
TRAVEL = 0.9
"""Seconds from one part to the next."""
EARLY = 0.45
"""Seconds before a part is spoken of at which the camera sets out."""
HELD, STEP = 0.5, 0.25
"""Seconds for which a part must be in view to count as seen, and between looks whether it is."""
PAUSE = 2.5
"""Seconds between two parts from which on the camera goes to each of them by itself."""
RIM = 14.0
"""Of empty space beyond the diagram's edge that a near view may show, in its units."""
MARGIN = 30.0
"""Around what is in view, in units of the diagram."""


@dataclass(frozen=True)
class DiagramView:
    """The point (x, y) of a diagram that is in the middle of its room, and how large it is
    drawn: design units for a unit of the diagram."""

    zoom: float
    x: float
    y: float

    def toward(self, other: "DiagramView", share: float) -> "DiagramView":
        """Return the view at the share (0 to 1) of the way to another one."""
        return DiagramView(
            self.zoom + (other.zoom - self.zoom) * share,
            self.x + (other.x - self.x) * share,
            self.y + (other.y - self.y) * share,
        )

    def place(self, bounds: Bounds, room: Rect) -> Rect:
        """Return the rectangle, in design units, in which a part of the diagram is drawn."""
        return Rect(
            room.cx + (bounds.x - self.x) * self.zoom,
            room.cy + (bounds.y - self.y) * self.zoom,
            bounds.width * self.zoom,
            bounds.height * self.zoom,
        )

    def look(self, canvas: skia.Canvas, room: Rect) -> None:
        """Change the canvas's transform from design units to the units of the diagram."""
        canvas.translate(room.cx, room.cy)
        canvas.scale(self.zoom, self.zoom)
        canvas.translate(-self.x, -self.y)


def readable_size(room: Rect, readable: float) -> tuple[float, float]:
    """Return the (width, height), in units of the diagram, of the part that fits into `room` at
    the zoom `readable`."""
    return room.w / readable - 2 * MARGIN, room.h / readable - 2 * MARGIN


@dataclass(frozen=True)
class DiagramCamera:
    """A camera that moves from part to part of a diagram as they are spoken of."""

    room: Rect
    """Where the diagram is seen, in design units."""
    size: tuple[float, float]
    """Of the diagram."""
    whole: DiagramView
    """The view of the whole diagram."""
    stops: tuple[tuple[float, DiagramView], ...]
    """(second, view at that time), in order; empty if the whole can be read at once."""
    end: float = 0.0
    """The second from which nothing of the diagram is spoken of."""
    tour: tuple[tuple[float, DiagramView], ...] = ()
    """What is seen then, as in `stops`; nothing else if it is empty."""

    def at(self, t: float) -> DiagramView:
        """Return the view at second `t`."""
        if not self.stops:
            return self.whole
        view = self.stops[0][1]
        for time, stop in (*self.stops[1:], *self.tour):
            view = view.toward(stop, smootherstep(ramp(t, time - EARLY, TRAVEL)))
        return view

    def rests_from(self, cue: float) -> float:
        """Return the second from which the camera moves no more, or `cue` if that is later."""
        moves = (*self.stops[1:], *self.tour)
        return max(cue, moves[-1][0] - EARLY + TRAVEL if moves else 0.0)

    def shows_near(self, part: Bounds, cue: float) -> bool:
        """Return whether a part that enters at second `cue` is completely in view before the
        camera leaves what is spoken of; True as well if the whole can be read at once."""
        if not self.stops:
            return True
        times = (cue + STEP * n for n in range(max(1, math.ceil((self.end - cue) / STEP))))
        return any(self._holds(part, t) and self._holds(part, t + HELD) for t in times)

    def find_unseen(self, parts: Iterable[tuple[Bounds, float]]) -> list[tuple[float, Bounds]]:
        """Return (second, part) of each part that the camera never shows completely at a readable
        size.

        Args:
            parts: (part, second at which it enters).
        """
        return [(cue, part) for part, cue in parts if not self.shows_near(part, cue)]

    def _holds(self, part: Bounds, t: float) -> bool:
        return self.room.holds(self.at(t).place(part, self.room))


def plan_camera(
    size: tuple[float, float],
    room: Rect,
    stops: Sequence[tuple[float, Bounds]],
    end: float,
    nodes: Sequence[Bounds] = (),
    readable: float = READABLE,
) -> DiagramCamera:
    """Return the camera for a diagram: at rest on the whole if that can be read, else near what is
    spoken of.

    Args:
        size: (width, height) of the diagram.
        room: The rectangle in which it is drawn, in design units.
        stops: (second, what is spoken of then), in order.
        end: When the narration of the diagram ends, in seconds.
        nodes: Boxes that the edge of the picture should not cut.
        readable: The smallest zoom at which texts can be read.
    """
    width, height = max(size[0], 1.0), max(size[1], 1.0)
    whole = DiagramView(fit_whole(size, room), width / 2, height / 2)
    if whole.zoom >= readable:
        return DiagramCamera(room, size, whole, ())
    near = partial(near_view, size=(width, height), room=room, nodes=nodes, readable=readable)
    visits = _gather(stops, readable_size(room, readable), nodes)
    times = _space_out(visits, end)
    views = tuple((time, near(visit.bounds)) for time, visit in zip(times, visits, strict=True))
    return DiagramCamera(room, size, whole, views, max([end, *(time for time, _ in stops)]))


@dataclass(frozen=True)
class _Visit:
    """What is seen together: from the second at which its first part comes, to that of its last."""

    first: float
    last: float
    bounds: Bounds


def _gather(
    stops: Sequence[tuple[float, Bounds]], most: tuple[float, float], nodes: Sequence[Bounds]
) -> list[_Visit]:
    """The stops, those soon after each other as one where all of them can be read at once, and
    the nodes that they touch."""
    visits: list[_Visit] = []
    for time, bounds in stops:
        before = visits[-1] if visits else None
        is_soon = before and time < before.last + PAUSE
        both = join_readably(before.bounds, bounds, most, nodes) if before and is_soon else None
        if before and both:
            visits[-1] = _Visit(before.first, time, both)
        else:
            visits.append(_Visit(time, time, bounds))
    return visits


def join_readably(
    one: Bounds, other: Bounds, most: tuple[float, float], nodes: Sequence[Bounds]
) -> Bounds | None:
    """Return the bounds around two others, if all of that and the nodes that it touches can be read
    at once; else None. `most` is the (width, height) that can."""
    both = Bounds.enclose((*one.corners, *other.corners))
    return both if _widen(both, nodes).width <= most[0] and both.height <= most[1] else None


def _space_out(visits: Sequence[_Visit], end: float) -> list[float]:
    """When the camera should be at each visit: early enough for the others, as far as there is
    time before the end, and not before the one before it was seen."""
    times = [visit.first for visit in visits]
    stay = min(TRAVEL + HELD, (end - times[0]) / len(times)) if times else 0.0
    for n, before in enumerate(visits[:-1], start=1):
        seen = before.last + min(HELD + EARLY, stay)
        times[n] = max(times[n], times[n - 1] + stay, seen)
    for n in range(len(times) - 1, 0, -1):
        latest = max(visits[n].first - stay, end - stay * (len(times) - n))
        times[n] = min(times[n], latest)
    return times


def fit_whole(size: tuple[float, float], room: Rect) -> float:
    """Return the zoom at which a diagram of `size` (width, height) fills `room`, at most
    `WHOLE_NEAREST`."""
    return min(room.w / max(size[0], 1.0), room.h / max(size[1], 1.0), WHOLE_NEAREST)


def near_view(
    bounds: Bounds,
    size: tuple[float, float],
    room: Rect,
    nodes: Sequence[Bounds],
    readable: float,
) -> DiagramView:
    """Return the nearest view that holds the bounds, and no more empty space than it must.

    Args:
        size: (width, height) of the diagram.
        room: The rectangle in which it is drawn, in design units.
        nodes: Boxes that the edge of the picture should not cut.
        readable: The smallest zoom at which texts can be read.
    """
    bounds = _with_nodes(bounds, room, nodes, readable)
    wide, high = bounds.width + 2 * MARGIN, bounds.height + 2 * MARGIN
    zoom = max(readable, min(room.w / wide, room.h / high, NEAREST))
    x, y = bounds.center
    across, down = room.w / zoom, room.h / zoom
    x, y = _keep_inside(x, across, size[0]), _keep_inside(y, down, size[1])
    beside = [(n.x, n.right) for n in nodes if n.bottom > y - down / 2 and n.y < y + down / 2]
    x = _uncut(x, across, (bounds.x, bounds.right), size[0], beside)
    above = [(n.y, n.bottom) for n in nodes if n.right > x - across / 2 and n.x < x + across / 2]
    return DiagramView(zoom, x, _uncut(y, down, (bounds.y, bounds.bottom), size[1], above))


def _with_nodes(bounds: Bounds, room: Rect, nodes: Sequence[Bounds], readable: float) -> Bounds:
    """The bounds as broad as the nodes that they touch, when all of that can be read at once."""
    whole = _widen(bounds, nodes)
    return whole if (whole.width + 2 * MARGIN) * readable <= room.w else bounds


def _widen(bounds: Bounds, nodes: Sequence[Bounds]) -> Bounds:
    """The bounds as broad as the nodes that they touch."""
    touched = [n for n in nodes if n.x <= bounds.right and n.right >= bounds.x]
    touched = [n for n in touched if n.y <= bounds.bottom and n.bottom >= bounds.y]
    left = min([bounds.x, *(n.x for n in touched)])
    right = max([bounds.right, *(n.right for n in touched)])
    return Bounds(left, bounds.y, right - left, bounds.height)


def _uncut(
    middle: float,
    seen: float,
    held: tuple[float, float],
    size: float,
    spans: Sequence[tuple[float, float]],
) -> float:
    """The nearest middle at which the fewest spans are cut by the edges of what is seen, and all
    that it has to hold is in it."""
    if seen >= size + 2 * RIM:
        return middle
    first = max(held[1] - seen, -RIM)
    last = min(held[0], size + RIM - seen)
    edges = {edge for a, b in spans for edge in (a - RIM, b + 1, a - 1 - seen, b + RIM - seen)}
    starts = [middle - seen / 2, *(edge for edge in edges if first <= edge <= last)]

    def cost(start: float) -> tuple[int, float]:
        cut = sum(a < start < b or a < start + seen < b for a, b in spans)
        return cut, abs(start + seen / 2 - middle)

    return min(starts, key=cost) + seen / 2


def _keep_inside(middle: float, seen: float, size: float) -> float:
    """The middle moved so that what is seen lies inside the diagram, but for a small margin."""
    if seen >= size + 2 * RIM:
        return size / 2
    return min(max(middle, seen / 2 - RIM), size - seen / 2 + RIM)
