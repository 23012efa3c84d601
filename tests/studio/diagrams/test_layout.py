"""Whatever a diagram holds, its parts lie apart and inside, where its lines end, every time.

The rule's source: issue "Any document becomes a lesson", kinds of scene, and to show, 4.
"""

import sys
from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from callsheet_studio.diagrams.layout.model import Bounds, DiagramLayout, Role
from callsheet_studio.diagrams.layout.place import lay_out
from callsheet_studio.diagrams.mermaid.parser import parse_mermaid
from callsheet_studio.diagrams.model import (
    Diagram,
    Flowchart,
    MindMap,
    SequenceDiagram,
    StateDiagram,
)

from .builders import build_cycle, build_tree
from .random_diagrams import MAKERS, make_diagram

pytestmark = pytest.mark.slow

SOURCES = sorted((Path(__file__).parent / "sources").glob("*.mmd"))
PLACED = ("flowchart", "state", "sequence", "mindmap")
WIDE, TALL = (1112.0, 440.0), (587.0, 680.0)
KINDS = len(MAKERS)


def measure(text: str, role: Role) -> tuple[float, float]:
    """Every letter half as wide as high, lines of at most 24 letters."""
    size = 30 if role == "node" else 26
    lines = [
        line[at : at + 24] for line in text.split("\n") for at in range(0, max(1, len(line)), 24)
    ]
    return max(len(line) for line in lines) * size / 2, 1.25 * size * len(lines)


@pytest.fixture(params=["graphlay", "without"])
def engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """With graphlay, and as on a machine that has no wheel of it."""
    if request.param == "without":
        monkeypatch.setitem(sys.modules, "graphlay", None)
    return request.param


@pytest.mark.parametrize("room", [WIDE, TALL], ids=["wide", "tall"])
@pytest.mark.parametrize("batch", range(3))
def test_random_diagrams_are_laid_out_apart_and_inside(
    batch: int, room: tuple[float, float], engine: str
) -> None:
    for seed in range(batch * 25 * KINDS, (batch + 1) * 25 * KINDS):
        if list(MAKERS)[seed % KINDS] in PLACED:
            _check(make_diagram(seed), room, str(seed))


@pytest.mark.parametrize("room", [WIDE, TALL], ids=["wide", "tall"])
@pytest.mark.parametrize("file", SOURCES, ids=lambda file: file.stem)
def test_sources_are_laid_out_apart_and_inside(
    file: Path, room: tuple[float, float], engine: str
) -> None:
    diagram = parse_mermaid(file.read_text("utf-8"))
    if diagram.kind in PLACED:
        _check(diagram, room, file.stem)


@pytest.mark.parametrize("count", [3, 4, 5, 8, 12])
def test_a_ring_lies_on_a_circle(count: int) -> None:
    ring = build_cycle([f"Stage {n} of the ring" for n in range(count)])
    layout = _lay_out(ring, WIDE)
    middles = [node.bounds.center for node in layout.nodes]
    cx, cy = (min(v) + max(v) for v in zip(*middles, strict=True))
    turns = [
        (x - cx / 2) * (y2 - cy / 2) - (y - cy / 2) * (x2 - cx / 2)
        for (x, y), (x2, y2) in zip(middles, [*middles[1:], middles[0]], strict=True)
    ]
    assert all(turn > 0 for turn in turns), "clockwise, y downwards"
    assert middles[0][1] == min(y for _, y in middles)
    _check(ring, WIDE, str(count))


def test_the_first_named_comes_first_although_lines_lead_back() -> None:
    chart = parse_mermaid("flowchart LR\nA --> B --> C\nC --> A\nC --> D")
    layout = _lay_out(chart, (2000, 100))
    xs = [node.bounds.x for node in layout.nodes]
    assert xs == sorted(xs)
    back = layout.routes[2].points
    assert back[0][0] > back[-1][0], "it still leads from C to A"


def test_the_direction_in_which_it_is_larger_wins() -> None:
    chart = parse_mermaid("flowchart TD\nA --> B --> C --> D --> E --> F")
    wide, tall = (_lay_out(chart, room) for room in (WIDE, TALL))
    assert wide.width > wide.height
    assert tall.height > tall.width


@pytest.mark.parametrize("room", [WIDE, TALL], ids=["wide", "tall"])
@pytest.mark.parametrize("count", [5, 9, 16])
def test_a_long_chain_is_folded_in_rows(count: int, room: tuple[float, float]) -> None:
    names = " --> ".join(f"n{n}[Stage {n}]" for n in range(count))
    chart = parse_mermaid(f"flowchart LR\n{names}")
    layout = _lay_out(chart, room)
    assert layout.scale_in(*room) > 0.5
    centers = [node.bounds.center for node in layout.nodes]
    for (x, y), (to_x, to_y) in pairwise(centers):
        assert abs(y - to_y) < 1 or (abs(x - to_x) < 1 and to_y > y), "next to it, or below it"
    _check(chart, room, str(count))


def test_right_to_left_is_mirrored() -> None:
    chart = parse_mermaid("flowchart RL\nA --> B --> C")
    xs = [node.bounds.x for node in _lay_out(chart, WIDE).nodes]
    assert xs == sorted(xs, reverse=True)


def test_without_graphlay_it_is_said() -> None:
    tree = build_tree([(0, "a"), (1, "b"), (1, "c")])
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "graphlay", None)
        assert _lay_out(tree, WIDE).is_simplified
    assert not _lay_out(tree, WIDE).is_simplified


def _lay_out(diagram: Diagram, room: tuple[float, float]) -> DiagramLayout:
    assert isinstance(diagram, Flowchart | StateDiagram | MindMap | SequenceDiagram)
    return lay_out(diagram, measure, room)


def _check(diagram: Diagram, room: tuple[float, float], name: str) -> None:
    layout = _lay_out(diagram, room)
    assert layout == _lay_out(diagram, room), name
    assert not list(_overlaps(layout)), name
    assert not list(_outside(layout)), name
    assert not list(_astray(diagram, layout)), name


def _solid(layout: DiagramLayout) -> list[tuple[str, Bounds]]:
    """Everything that stands for itself: boxes, remarks, labels of lines."""
    boxes = [(node.id, node.bounds) for node in (*layout.nodes, *layout.notes)]
    labels = [(f"label {n}", route.label) for n, route in enumerate(layout.routes) if route.label]
    titles = [(f"title {block.step}", block.title) for block in layout.blocks]
    titles += [
        (f"branch {step}", label)
        for block in layout.blocks
        for step, _, label in block.dividers
        if label.width
    ]
    titles += [(f"title {group.id}", group.title) for group in layout.groups if group.title.width]
    return [*boxes, *labels, *titles]


def _overlaps(layout: DiagramLayout) -> Iterator[str]:
    for (a, one), (b, other) in combinations(_solid(layout), 2):
        if one.overlaps(other):
            yield f"{a} and {b}"


def _outside(layout: DiagramLayout) -> Iterator[str]:
    whole = Bounds(0, 0, layout.width, layout.height).grow(0.01)
    for name, bounds in _solid(layout):
        if bounds.x < whole.x or bounds.y < whole.y:
            yield name
        if bounds.right > whole.right or bounds.bottom > whole.bottom:
            yield name


def _astray(diagram: Diagram, layout: DiagramLayout) -> Iterator[str]:
    """Lines that do not end at what they join, and nodes that are not in their group."""
    if isinstance(diagram, Flowchart | StateDiagram):
        at = {node.id: node.bounds for node in layout.nodes}
        at |= {group.id: group.bounds for group in layout.groups}
        for edge, route in zip(diagram.edges, layout.routes, strict=False):
            for name, (x, y) in ((edge.source, route.points[0]), (edge.target, route.points[-1])):
                if name in at and not at[name].grow(45).overlaps(Bounds(x - 1, y - 1, 2, 2)):
                    yield f"{edge.source} to {edge.target} at {name}"
        for node in diagram.nodes:
            frame = node.group and at.get(node.group)
            if frame and not _holds(frame, at[node.id]):
                yield f"{node.id} in {node.group}"


def _holds(frame: Bounds, box: Bounds) -> bool:
    return (
        frame.x <= box.x
        and frame.y <= box.y
        and box.right <= frame.right
        and box.bottom <= frame.bottom
    )
