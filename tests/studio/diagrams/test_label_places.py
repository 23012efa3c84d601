"""The label of a line stands on its own line, apart from everything else.

The rule's source: issue "Any document becomes a lesson", kinds of scene: lines with labels.
"""

import math
import random
from collections.abc import Iterator
from itertools import pairwise

import pytest

from callsheet_studio.diagrams.layout.label_places import place_labels
from callsheet_studio.diagrams.layout.model import Bounds, DiagramLayout, Point, Role, Route
from callsheet_studio.diagrams.layout.place import lay_out
from callsheet_studio.diagrams.mermaid.parser import parse_mermaid
from callsheet_studio.diagrams.model import Flowchart

NEAR = 3.0
"""Units from a label's middle to its line, at most."""
ROOMS = {"wide": (1112.0, 340.0), "tall": (587.0, 680.0)}
TWO_INTO_ONE = """flowchart LR
App[Customer app] --> GW[API gateway]
Courier[Courier scanner] --> GW
GW --> Booking[Booking service]
GW --> Access[Access service]
Booking --> DB[(PostgreSQL)]
Access --> Vault[(Key vault)]
Booking -->|events| Bus{{NATS}}
Access -->|events| Bus
Bus --> Notify[Notification service]
Bus <--> Edge[Locker controller]
"""


@pytest.mark.parametrize("room", ROOMS)
def test_labels_of_lines_into_one_node_stand_on_their_lines(room: str) -> None:
    assert not list(_astray(_lay_out(TWO_INTO_ONE, ROOMS[room])))


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("batch", range(2))
@pytest.mark.slow
def test_labels_of_random_flowcharts_stand_on_their_lines(batch: int, room: str) -> None:
    for seed in range(batch * 12, batch * 12 + 12):
        layout = _lay_out(_make_flowchart(seed), ROOMS[room])
        assert not list(_astray(layout)), seed


def test_a_label_hides_no_corner_and_no_tip_where_it_has_a_choice() -> None:
    line = ((0.0, 0.0), (60.0, 0.0), (60.0, 200.0), (200.0, 200.0))
    placed = place_labels([line], [(50, 30)], [(60.0, 0.0)], [])
    assert placed and placed[0] and placed[0][0] == 60 and 20 < placed[0][1] < 180


def test_a_label_without_a_place_on_its_line_is_told() -> None:
    line = ((0.0, 0.0), (100.0, 0.0))
    assert place_labels([line], [(50, 30)], [(50.0, 80.0)], [Bounds(-10, -10, 120, 20)]) is None


def _astray(layout: DiagramLayout) -> Iterator[str]:
    """Labels off their lines, and such that cover a box."""
    for n, route in enumerate(layout.routes):
        if route.label is None:
            continue
        if _distance(route, route.label.center) > NEAR:
            yield f"label {n} is off its line"
        for node in layout.nodes:
            if route.label.overlaps(node.bounds):
                yield f"label {n} covers {node.id}"


def _distance(route: Route, point: Point) -> float:
    """From a point to a line."""
    return min(_to_part(point, a, b) for a, b in pairwise(route.points))


def _to_part(point: Point, a: Point, b: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    share = ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / (dx * dx + dy * dy or 1.0)
    share = min(1.0, max(0.0, share))
    return math.dist(point, (a[0] + dx * share, a[1] + dy * share))


def _make_flowchart(seed: int) -> str:
    """A flowchart whose nodes have one or two lines into them, some with labels."""
    pick = random.Random(seed)
    names = ("App", "API gateway", "Notification service", "Key vault", "NATS")
    nodes = [f"n{n}[{pick.choice(names)}]" for n in range(pick.randint(4, 9))]
    labels = ("", "", "|events|", "|yes|", "|stores each of them|")
    lines = [
        f"n{source} -->{pick.choice(labels)} n{target}"
        for target in range(1, len(nodes))
        for source in pick.sample(range(target), min(target, pick.choice((1, 1, 2))))
    ]
    back = ["n2 -->|again| n0"] if seed % 3 == 0 else []
    return "\n".join((f"flowchart {pick.choice(('LR', 'TD'))}", *nodes, *lines, *back))


def _lay_out(source: str, room: tuple[float, float]) -> DiagramLayout:
    diagram = parse_mermaid(source)
    assert isinstance(diagram, Flowchart)
    return lay_out(diagram, _measure, room)


def _measure(text: str, role: Role) -> tuple[float, float]:
    """Letters of 15 or 13 units, lines of 24 letters."""
    size = 30 if role == "node" else 26
    rows = math.ceil(len(text) / 24) or 1
    return min(len(text), 24) * size / 2, 1.25 * size * rows
