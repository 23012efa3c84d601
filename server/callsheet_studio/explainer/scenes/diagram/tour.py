"""Where a camera goes when nothing of its diagram is spoken of any more.

It goes from page to page of what was not seen yet, or of everything while something else is said,
as far as there is time to read it. It ends on the whole, a little too small to be read, so that a
viewer has seen all of it; where that is far too small, it stays.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate

from callsheet_studio.diagrams.layout.model import Bounds
from callsheet_studio.explainer.scene_context import LEAVES, READING, SceneContext
from callsheet_studio.explainer.scenes.diagram.camera import (
    EARLY,
    TRAVEL,
    DiagramCamera,
    join_readably,
    near_view,
    readable_size,
)

SEEN_WHOLE = 1.4
"""Seconds for which it rests on the whole, at least; half of it if there is no more time."""
SMALLEST = 0.6
"""Of a readable zoom, that of a whole on which it ends: its letters are 16 pixels high at 720p."""
SHORTEST = 1.4
"""Seconds for which the camera rests on a page, at least."""


@dataclass(frozen=True)
class DiagramPart:
    """A part of a diagram that is read: its place, with what belongs to it, and its text."""

    bounds: Bounds
    text: str
    is_new: bool
    """Whether it enters only when nothing of the diagram is spoken of any more."""


@dataclass(frozen=True)
class _Page:
    """Parts that are read at once."""

    bounds: Bounds
    letters: int
    is_new: bool

    @property
    def seconds(self) -> float:
        """How long it takes to go there and to read it."""
        return TRAVEL + max(SHORTEST, self.letters / READING)


def add_tour(
    context: SceneContext,
    camera: DiagramCamera,
    parts: Sequence[DiagramPart],
    nodes: Sequence[Bounds],
    readable: float,
) -> DiagramCamera:
    """Return the camera with the pages that it goes to after its last stop; unchanged if the whole
    diagram can be read at once.

    Args:
        parts: All parts of the diagram, in the order in which they are read.
        nodes: Boxes that the edge of the picture should not cut.
        readable: The smallest zoom at which texts can be read.
    """
    if not camera.stops:
        return camera
    size, room = camera.size, camera.room
    near = partial(near_view, size=size, room=room, nodes=nodes, readable=readable)
    ends_whole = camera.whole.zoom >= SMALLEST * readable
    pages = _pages(parts, readable_size(room, readable), nodes)
    chosen, seconds = _choose(
        pages, camera.end, context, TRAVEL + SEEN_WHOLE if ends_whole else 0.0
    )
    first = camera.end + EARLY
    starts = _share(chosen, first, seconds)
    tour = [(start, near(page.bounds)) for start, page in zip(starts, chosen, strict=True)]
    last = first + (seconds if chosen else 0.0)
    if ends_whole and last + TRAVEL + SEEN_WHOLE / 2 <= context.timed.seconds - LEAVES + EARLY:
        tour.append((last, camera.whole))
    return replace(camera, tour=tuple(tour))


def _pages(
    parts: Sequence[DiagramPart], most: tuple[float, float], nodes: Sequence[Bounds]
) -> list[_Page]:
    """The parts, as many as can be read at once on each page."""
    pages: list[_Page] = []
    for part in parts:
        page = _Page(part.bounds, len(part.text), part.is_new)
        if pages:
            last = pages[-1]
            if both := join_readably(last.bounds, part.bounds, most, nodes):
                letters, is_new = last.letters + page.letters, last.is_new or page.is_new
                pages[-1] = _Page(both, letters, is_new)
                continue
        pages.append(page)
    return pages


def _choose(
    pages: Sequence[_Page], end: float, context: SceneContext, closing: float
) -> tuple[Sequence[_Page], float]:
    """The pages that are seen, and the seconds for all of them: everything or its beginning while
    something is said, else what is new, until `closing` seconds before the scene goes."""
    words = context.timed.words
    new = [page for page in pages if page.is_new]
    left = context.timed.seconds - LEAVES - end - closing
    said = min((words[-1].end if words else 0.0) - end, left)
    if not new or _seconds(pages) <= said:
        return _as_many(pages, said), said
    return _as_many(new, left), left


def _as_many(pages: Sequence[_Page], seconds: float) -> Sequence[_Page]:
    """The first pages, as many as can be read in that time."""
    return pages[: sum(_seconds(pages[: n + 1]) <= seconds for n in range(len(pages)))]


def _seconds(pages: Sequence[_Page]) -> float:
    return sum(page.seconds for page in pages)


def _share(pages: Sequence[_Page], start: float, seconds: float) -> list[float]:
    """When the camera goes to each page, so that each has its share of the time."""
    longer = seconds / _seconds(pages) if pages else 1.0
    times = accumulate((page.seconds * longer for page in pages), initial=start)
    return [at for at, _ in zip(times, pages, strict=False)]
