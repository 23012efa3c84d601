"""Diagrams of every kind, made at random from a seed, with texts that try to be syntax."""

import random
from collections.abc import Callable, Mapping, Sequence
from typing import get_args

from callsheet_studio.diagrams.mermaid.state import end_dot_id, scope_of, start_of
from callsheet_studio.diagrams.model import (
    Axis,
    BlockBranch,
    BlockEnd,
    BlockKind,
    BlockStart,
    Diagram,
    DiagramSeries,
    Direction,
    Edge,
    Flowchart,
    Group,
    LineStyle,
    Message,
    MindMap,
    MindMapTopic,
    Node,
    Note,
    Participant,
    Period,
    Pie,
    PieSlice,
    Remark,
    SequenceDiagram,
    Shape,
    Side,
    StateDiagram,
    Step,
    TimelineDiagram,
    Tip,
    XYChart,
)

TEXTS = (
    "Order",
    "Check the stock of every item",
    'say "hello"',
    "a -->|b| c",
    "x: y; z",
    "#quot; &lt;b&gt; <b>bold</b>",
    "`code` and **bold**",
    "two\nlines",
    " spaces  at  ends ",
    "(round) [square] {curly}",
    "Größe 北京 مرحبا 🚀",
    "%% comment }%%",
    "end",
    "title of it",
    "section nine",
    "fa:fa-car ::icon(x)",
    "\\ / | & @ ~ ^",
    "a\ue000b",
    "tab\there",
    "100 % of 3.5 kg",
    "note right of A",
    "showData",
)
IDS = ("A", "b2", "web-app", "api.v1", "Ω", "snake_case", "x", "o", "n", "ending", "北京", "Z9")
DIRECTIONS: tuple[Direction, ...] = get_args(Direction)
FLOW_SHAPES: tuple[Shape, ...] = tuple(set(get_args(Shape)) - {"start", "end"})
TOPIC_SHAPES: tuple[Shape, ...] = (
    "text",
    "circle",
    "bang",
    "hexagon",
    "rounded",
    "rectangle",
    "cloud",
)


def make_diagram(seed: int) -> Diagram:
    """A diagram; every kind in turn."""
    rng = random.Random(seed)
    makers = list(MAKERS.values())
    return makers[seed % len(makers)](rng)


def _text(rng: random.Random) -> str:
    return rng.choice(TEXTS)


def _title(rng: random.Random) -> str:
    return rng.choice(("", "", _text(rng)))


def _groups(rng: random.Random) -> tuple[Group, ...]:
    """A forest in which a group stands before those inside it, and these before the next one."""
    groups: list[Group] = []
    above: list[str] = []
    for n in range(rng.choice((0, 0, 1, 2, 4))):
        above = above[: rng.randint(0, len(above))]
        parent = above[-1] if above else None
        name = f"g{n}"
        groups.append(Group(name, _text(rng), parent, rng.choice((None, *DIRECTIONS))))
        above.append(name)
    return tuple(groups)


def _ids(rng: random.Random) -> Sequence[str]:
    return rng.sample(IDS, rng.randint(1, len(IDS)))


def make_flowchart(rng: random.Random) -> Flowchart:
    """A flowchart whose links may lead to groups and to themselves."""
    groups, ids = _groups(rng), _ids(rng)
    homes = (None, *(group.id for group in groups))
    nodes = tuple(
        Node(name, _text(rng), rng.choice(FLOW_SHAPES), rng.choice(homes)) for name in ids
    )
    ends = [*ids, *(group.id for group in groups)]
    edges = tuple(_edge(rng, ends) for _ in range(rng.randint(0, 14)))
    return Flowchart(nodes, edges, groups, rng.choice(DIRECTIONS), _title(rng))


def _edge(rng: random.Random, ends: Sequence[str]) -> Edge:
    line: LineStyle = rng.choice(get_args(LineStyle))
    tips: tuple[Tip, ...] = ("none", "arrow", "cross", "circle") if line != "hidden" else ("none",)
    label = "" if line == "hidden" else rng.choice(("", _text(rng)))
    head = rng.choice(tips)
    tail = rng.choice(("none", head))
    return Edge(rng.choice(ends), rng.choice(ends), label, line, head, tail)


def make_state(rng: random.Random) -> StateDiagram:
    """States in groups; each dot leads to a state of its own group, or from one."""
    groups, ids = _groups(rng), _ids(rng)
    homes: list[str | None] = [None, *(group.id for group in groups)]
    shapes: tuple[Shape, ...] = ("rounded", "rounded", "diamond", "bar")
    states = [Node(name, _text(rng), rng.choice(shapes), rng.choice(homes)) for name in ids]
    dots: list[Node] = []
    edges = [
        Edge(rng.choice(ids), rng.choice(ids), rng.choice(("", _text(rng))))
        for _ in range(rng.randint(0, 9))
    ]
    for home in homes:
        inside = [node.id for node in states if node.group == home]
        if inside and rng.random() < 0.6:
            dots.append(Node(start_of(home), "", "start", home))
            edges.append(Edge(start_of(home), rng.choice(inside)))
        if inside and rng.random() < 0.4:
            dots.append(Node(end_dot_id(home), "", "end", home))
            edges.append(Edge(rng.choice(inside), end_dot_id(home), rng.choice(("", _text(rng)))))
    nodes = (*states, *dots)
    parents = {group.id: group.parent for group in groups}
    home_of = {node.id: node.group for node in nodes} | parents
    edges.sort(key=lambda edge: homes.index(scope_of(edge, home_of, parents)))
    notes = tuple(
        Note((rng.choice(ids),), _text(rng), rng.choice(("left", "right")))
        for _ in range(rng.choice((0, 0, 2)))
    )
    return StateDiagram(nodes, tuple(edges), groups, notes, rng.choice(DIRECTIONS), _title(rng))


def make_sequence(rng: random.Random) -> SequenceDiagram:
    """A sequence whose blocks lie in each other."""
    ids = _ids(rng)[:6]
    boxes = ("", "", "Team one", "Back end: all of it")
    people = tuple(
        Participant(name, _text(rng), rng.random() < 0.3, rng.choice(boxes)) for name in ids
    )
    return SequenceDiagram(
        people, tuple(_steps(rng, ids, 0)), _title(rng), rng.choice((True, False))
    )


def _steps(rng: random.Random, ids: Sequence[str], depth: int) -> list[Step]:
    steps: list[Step] = []
    for _ in range(rng.randint(1, 4)):
        roll = rng.random()
        if roll < 0.25 and depth < 3:
            block: BlockKind = rng.choice(get_args(BlockKind))
            steps += [BlockStart(block, _text(rng)), *_steps(rng, ids, depth + 1)]
            if rng.random() < 0.5:
                steps += [BlockBranch(_text(rng)), *_steps(rng, ids, depth + 1)]
            steps.append(BlockEnd())
        elif roll < 0.4:
            side: Side = rng.choice(get_args(Side))
            count = rng.randint(1, min(2, len(ids))) if side == "over" else 1
            steps.append(Remark(tuple(rng.sample(ids, count)), _text(rng), side))
        else:
            tips: tuple[Tip, ...] = ("none", "arrow", "cross", "open")
            head = rng.choice(tips)
            tail: Tip = rng.choice(("none", "arrow")) if head == "arrow" else "none"
            ends = rng.choice(ids), rng.choice(ids)
            steps.append(Message(*ends, _text(rng), rng.choice(("solid", "dotted")), head, tail))
    return steps


def make_mindmap(rng: random.Random) -> MindMap:
    """A tree, depth first."""
    topics = [MindMapTopic(_text(rng), None, rng.choice(TOPIC_SHAPES))]
    above = [0]
    for n in range(1, rng.randint(1, 20)):
        above = above[: rng.randint(1, len(above))]
        topics.append(MindMapTopic(_text(rng), above[-1], rng.choice(TOPIC_SHAPES)))
        above.append(n)
    return MindMap(tuple(topics), _title(rng))


def make_pie(rng: random.Random) -> Pie:
    """Shares of all sizes."""
    values = (0.0, 5.0, 0.1, 1e-7, 123456789.125, 3.0e15)
    count = rng.randint(1, 7)
    slices = tuple(PieSlice(_text(rng), rng.choice(values)) for _ in range(count))
    return Pie(slices, _title(rng), rng.choice((True, False)))


def make_timeline(rng: random.Random) -> TimelineDiagram:
    """Periods, in sections or not."""
    sections = rng.choice((("",), ("Early", "section two", "Late: now")))
    periods = tuple(
        Period(_text(rng), tuple(_text(rng) for _ in range(rng.randint(0, 3))), section)
        for section in sections
        for _ in range(rng.randint(1, 3))
    )
    return TimelineDiagram(periods, _title(rng))


def make_xychart(rng: random.Random) -> XYChart:
    """Series of equal length over named or numbered axes."""
    count = rng.randint(1, 8)
    names = tuple(_text(rng) for _ in range(count))
    x = Axis(_title(rng), *rng.choice((((), None), (names, None), ((), (-1.5, 10.0)))))
    y = Axis(_title(rng), (), rng.choice((None, (0.0, 1e6))))
    series = tuple(
        DiagramSeries(
            tuple(round(rng.uniform(-100, 100), 3) for _ in range(count)),
            rng.choice(("", _text(rng))),
            rng.choice(("bar", "line")),
        )
        for _ in range(rng.randint(1, 3))
    )
    return XYChart(series, x, y, _title(rng), rng.choice((True, False)))


MAKERS: Mapping[str, Callable[[random.Random], Diagram]] = {
    "flowchart": make_flowchart,
    "state": make_state,
    "sequence": make_sequence,
    "mindmap": make_mindmap,
    "pie": make_pie,
    "timeline": make_timeline,
    "xychart": make_xychart,
}
