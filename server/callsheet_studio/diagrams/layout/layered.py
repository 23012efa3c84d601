"""A simple layered layout, for machines without graphlay: layers by longest path, one pass of
barycenters, straight lines. Long lines and labels pass through boxes of their own, so nothing
overlaps. Frames around groups are left out."""

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from callsheet_studio.diagrams.layout.model import Bounds, Point

if TYPE_CHECKING:
    from callsheet_studio.diagrams.layout.engine import LayoutBox, Placement, RoutingLink

LAYER_GAP, BOX_GAP = 64.0, 40.0


def place_graph(
    boxes: "Sequence[LayoutBox]", links: "Sequence[RoutingLink]", is_across: bool
) -> "Placement":
    """Place boxes in layers, and route the links between them, without `graphlay`.

    Args:
        boxes: The boxes; which one holds another is ignored.
        links: Links by the indexes of their boxes, without cycles.
        is_across: Whether layers follow from left to right; else from top to bottom.
    """
    from callsheet_studio.diagrams.layout.engine import Placement

    sizes = [(box.width, box.height) if is_across else (box.height, box.width) for box in boxes]
    ranks = _rank(len(boxes), links)
    chains = [_add_chain(link, sizes, ranks, is_across) for link in links]
    places = _place(sizes, ranks, chains)
    lines = [_line(chain, places) for chain in chains]
    middles = [
        places[chain[len(chain) // 2]].center if link.label and len(chain) > 2 else None
        for chain, link in zip(chains, links, strict=True)
    ]
    if not is_across:
        places = [Bounds(place.y, place.x, place.height, place.width) for place in places]
        lines = [tuple((y, x) for x, y in line) for line in lines]
        middles = [point and (point[1], point[0]) for point in middles]
    return Placement(tuple(places[: len(boxes)]), tuple(lines), tuple(middles), True)


def _rank(count: int, links: "Sequence[RoutingLink]") -> list[int]:
    """The layer of each box: two after that of the last one that leads to it, so that a label has
    the layer between. Lines that lead back do not count."""
    ranks = [0] * count
    for _ in range(count):
        changed = False
        for link in links:
            if (
                ranks[link.target] < ranks[link.source] + 2 <= 2 * count
                and link.source != link.target
            ):
                ranks[link.target] = ranks[link.source] + 2
                changed = True
        if not changed:
            break
    return ranks


def _add_chain(
    link: "RoutingLink", sizes: list[tuple[float, float]], ranks: list[int], is_across: bool
) -> list[int]:
    """The numbers of the boxes that a line passes through; adds one for each layer between."""
    low, high = sorted((link.source, link.target), key=lambda n: ranks[n])
    between = list(range(ranks[low] + 1, ranks[high]))
    chain = [low]
    for rank in between:
        is_label = link.label is not None and rank == between[len(between) // 2]
        width, height = link.label if is_label and link.label else (1.0, 1.0)
        sizes.append((width, height) if is_across else (height, width))
        ranks.append(rank)
        chain.append(len(sizes) - 1)
    chain.append(high)
    return chain if low == link.source else chain[::-1]


def _place(
    sizes: Sequence[tuple[float, float]], ranks: Sequence[int], chains: Sequence[Sequence[int]]
) -> list[Bounds]:
    """Each layer's boxes below each other, ordered by where the lines to them come from."""
    before: dict[int, list[int]] = defaultdict(list)
    for chain in chains:
        ordered = chain if ranks[chain[0]] <= ranks[chain[-1]] else chain[::-1]
        for a, b in zip(ordered, ordered[1:], strict=False):
            before[b].append(a)
    layers: dict[int, list[int]] = defaultdict(list)
    for number, rank in enumerate(ranks):
        layers[rank].append(number)
    middles: dict[int, float] = {}
    places: dict[int, Bounds] = {}
    x = 0.0
    for rank in sorted(layers):
        layer = sorted(layers[rank], key=lambda n: _barycenter(before[n], middles))
        width = max(sizes[n][0] for n in layer)
        y = -(sum(sizes[n][1] for n in layer) + BOX_GAP * (len(layer) - 1)) / 2
        for n in layer:
            w, h = sizes[n]
            places[n] = Bounds(x + (width - w) / 2, y, w, h)
            middles[n] = y + h / 2
            y += h + BOX_GAP
        x += width + LAYER_GAP / 2
    return [places[n] for n in range(len(sizes))]


def _barycenter(sources: Sequence[int], middles: dict[int, float]) -> float:
    known = [middles[n] for n in sources if n in middles]
    return sum(known) / len(known) if known else 0.0


def _line(chain: Sequence[int], places: Sequence[Bounds]) -> tuple[Point, ...]:
    first, last = places[chain[0]], places[chain[-1]]
    if chain[0] == chain[-1]:
        y, top = first.center[1], first.y
        return (
            (first.right, y),
            (first.right + 18, y),
            (first.right + 18, top - 18),
            (
                first.center[0],
                top - 18,
            ),
            (first.center[0], top),
        )
    forwards = first.center[0] <= last.center[0]
    start = first.right if forwards else first.x
    end = last.x if forwards else last.right
    inner = [places[n].center for n in chain[1:-1]]
    return (start, first.center[1]), *inner, (end, last.center[1])
