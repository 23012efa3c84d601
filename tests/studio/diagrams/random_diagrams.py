"""Diagrams of every kind, made at random from a seed, with texts that try to be syntax."""

import random
from collections.abc import Callable, Mapping, Sequence
from typing import get_args

from callsheet_studio.diagrams.mermaid.state import end_of, scope_of, start_of
from callsheet_studio.diagrams.model import (
    Axis,
    BlockBranch,
    BlockEnd,
    BlockKind,
    BlockStart,
    Diagram,
    Direction,
    Edge,
    Flowchart,
    Group,
    LineStyle,
    Message,
    MindMap,
    Node,
    Note,
    Participant,
    Period,
    Pie,
    Remark,
    SequenceDiagram,
    Series,
    Shape,
    Side,
    Slice,
    StateDiagram,
    Step,
    TimelineDiagram,
    Tip,
    Topic,
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
    dice = random.Random(seed)
    makers = list(MAKERS.values())
    return makers[seed % len(makers)](dice)


def _text(dice: random.Random) -> str:
    return dice.choice(TEXTS)


def _title(dice: random.Random) -> str:
    return dice.choice(("", "", _text(dice)))


def _groups(dice: random.Random) -> tuple[Group, ...]:
    """A forest in which a group stands before those inside it, and these before the next one."""
    groups: list[Group] = []
    above: list[str] = []
    for n in range(dice.choice((0, 0, 1, 2, 4))):
        above = above[: dice.randint(0, len(above))]
        parent = above[-1] if above else None
        name = f"g{n}"
        groups.append(Group(name, _text(dice), parent, dice.choice((None, *DIRECTIONS))))
        above.append(name)
    return tuple(groups)


def _ids(dice: random.Random) -> Sequence[str]:
    return dice.sample(IDS, dice.randint(1, len(IDS)))


def make_flowchart(dice: random.Random) -> Flowchart:
    """A flowchart whose links may lead to groups and to themselves."""
    groups, ids = _groups(dice), _ids(dice)
    homes = (None, *(group.id for group in groups))
    nodes = tuple(
        Node(name, _text(dice), dice.choice(FLOW_SHAPES), dice.choice(homes)) for name in ids
    )
    ends = [*ids, *(group.id for group in groups)]
    edges = tuple(_edge(dice, ends) for _ in range(dice.randint(0, 14)))
    return Flowchart(nodes, edges, groups, dice.choice(DIRECTIONS), _title(dice))


def _edge(dice: random.Random, ends: Sequence[str]) -> Edge:
    line: LineStyle = dice.choice(get_args(LineStyle))
    tips: tuple[Tip, ...] = ("none", "arrow", "cross", "circle") if line != "hidden" else ("none",)
    label = "" if line == "hidden" else dice.choice(("", _text(dice)))
    head = dice.choice(tips)
    tail = dice.choice(("none", head))
    return Edge(dice.choice(ends), dice.choice(ends), label, line, head, tail)


def make_state(dice: random.Random) -> StateDiagram:
    """States in groups; each dot leads to a state of its own group, or from one."""
    groups, ids = _groups(dice), _ids(dice)
    homes: list[str | None] = [None, *(group.id for group in groups)]
    shapes: tuple[Shape, ...] = ("rounded", "rounded", "diamond", "bar")
    states = [Node(name, _text(dice), dice.choice(shapes), dice.choice(homes)) for name in ids]
    dots: list[Node] = []
    edges = [
        Edge(dice.choice(ids), dice.choice(ids), dice.choice(("", _text(dice))))
        for _ in range(dice.randint(0, 9))
    ]
    for home in homes:
        inside = [node.id for node in states if node.group == home]
        if inside and dice.random() < 0.6:
            dots.append(Node(start_of(home), "", "start", home))
            edges.append(Edge(start_of(home), dice.choice(inside)))
        if inside and dice.random() < 0.4:
            dots.append(Node(end_of(home), "", "end", home))
            edges.append(Edge(dice.choice(inside), end_of(home), dice.choice(("", _text(dice)))))
    nodes = (*states, *dots)
    parents = {group.id: group.parent for group in groups}
    home_of = {node.id: node.group for node in nodes} | parents
    edges.sort(key=lambda edge: homes.index(scope_of(edge, home_of, parents)))
    notes = tuple(
        Note((dice.choice(ids),), _text(dice), dice.choice(("left", "right")))
        for _ in range(dice.choice((0, 0, 2)))
    )
    return StateDiagram(nodes, tuple(edges), groups, notes, dice.choice(DIRECTIONS), _title(dice))


def make_sequence(dice: random.Random) -> SequenceDiagram:
    """A sequence whose blocks lie in each other."""
    ids = _ids(dice)[:6]
    boxes = ("", "", "Team one", "Back end: all of it")
    people = tuple(
        Participant(name, _text(dice), dice.random() < 0.3, dice.choice(boxes)) for name in ids
    )
    return SequenceDiagram(
        people, tuple(_steps(dice, ids, 0)), _title(dice), dice.choice((True, False))
    )


def _steps(dice: random.Random, ids: Sequence[str], depth: int) -> list[Step]:
    steps: list[Step] = []
    for _ in range(dice.randint(1, 4)):
        roll = dice.random()
        if roll < 0.25 and depth < 3:
            block: BlockKind = dice.choice(get_args(BlockKind))
            steps += [BlockStart(block, _text(dice)), *_steps(dice, ids, depth + 1)]
            if dice.random() < 0.5:
                steps += [BlockBranch(_text(dice)), *_steps(dice, ids, depth + 1)]
            steps.append(BlockEnd())
        elif roll < 0.4:
            side: Side = dice.choice(get_args(Side))
            count = dice.randint(1, min(2, len(ids))) if side == "over" else 1
            steps.append(Remark(tuple(dice.sample(ids, count)), _text(dice), side))
        else:
            tips: tuple[Tip, ...] = ("none", "arrow", "cross", "open")
            head = dice.choice(tips)
            tail: Tip = dice.choice(("none", "arrow")) if head == "arrow" else "none"
            ends = dice.choice(ids), dice.choice(ids)
            steps.append(Message(*ends, _text(dice), dice.choice(("solid", "dotted")), head, tail))
    return steps


def make_mindmap(dice: random.Random) -> MindMap:
    """A tree, depth first."""
    topics = [Topic(_text(dice), None, dice.choice(TOPIC_SHAPES))]
    above = [0]
    for n in range(1, dice.randint(1, 20)):
        above = above[: dice.randint(1, len(above))]
        topics.append(Topic(_text(dice), above[-1], dice.choice(TOPIC_SHAPES)))
        above.append(n)
    return MindMap(tuple(topics), _title(dice))


def make_pie(dice: random.Random) -> Pie:
    """Shares of all sizes."""
    values = (0.0, 5.0, 0.1, 1e-7, 123456789.125, 3.0e15)
    count = dice.randint(1, 7)
    slices = tuple(Slice(_text(dice), dice.choice(values)) for _ in range(count))
    return Pie(slices, _title(dice), dice.choice((True, False)))


def make_timeline(dice: random.Random) -> TimelineDiagram:
    """Periods, in sections or not."""
    sections = dice.choice((("",), ("Early", "section two", "Late: now")))
    periods = tuple(
        Period(_text(dice), tuple(_text(dice) for _ in range(dice.randint(0, 3))), section)
        for section in sections
        for _ in range(dice.randint(1, 3))
    )
    return TimelineDiagram(periods, _title(dice))


def make_xychart(dice: random.Random) -> XYChart:
    """Series of equal length over named or numbered axes."""
    count = dice.randint(1, 8)
    names = tuple(_text(dice) for _ in range(count))
    x = Axis(_title(dice), *dice.choice((((), None), (names, None), ((), (-1.5, 10.0)))))
    y = Axis(_title(dice), (), dice.choice((None, (0.0, 1e6))))
    series = tuple(
        Series(
            tuple(round(dice.uniform(-100, 100), 3) for _ in range(count)),
            dice.choice(("", _text(dice))),
            dice.choice(("bar", "line")),
        )
        for _ in range(dice.randint(1, 3))
    )
    return XYChart(series, x, y, _title(dice), dice.choice((True, False)))


MAKERS: Mapping[str, Callable[[random.Random], Diagram]] = {
    "flowchart": make_flowchart,
    "state": make_state,
    "sequence": make_sequence,
    "mindmap": make_mindmap,
    "pie": make_pie,
    "timeline": make_timeline,
    "xychart": make_xychart,
}
