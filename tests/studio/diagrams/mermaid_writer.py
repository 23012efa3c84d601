"""Writes a diagram as Mermaid text. What the parser reads from it is the same diagram."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from callsheet_studio.diagrams.mermaid.labels import END, MARK
from callsheet_studio.diagrams.mermaid.mindmap import BRACKETS as TOPIC_BRACKETS
from callsheet_studio.diagrams.mermaid.shapes import BRACKETS
from callsheet_studio.diagrams.mermaid.state import PSEUDO, scope_of
from callsheet_studio.diagrams.model import (
    Axis,
    BlockBranch,
    BlockEnd,
    BlockStart,
    Diagram,
    Edge,
    Flowchart,
    Group,
    Message,
    MindMap,
    Node,
    Participant,
    Pie,
    Remark,
    SequenceDiagram,
    Shape,
    StateDiagram,
    Step,
    TimelineDiagram,
    XYChart,
)

_PLAIN = frozenset(" ,.?!'-/_")
_BODIES: Mapping[str, tuple[str, str]] = {
    "solid": ("--", "-"),
    "thick": ("==", "="),
    "dotted": ("-.-", ""),
    "hidden": ("~~~", ""),
}
"""Of a link: its line, and what stands at its end where there is no tip."""
_TIPS = {"arrow": "<>", "cross": "xx", "circle": "oo", "open": "<>"}
_ARROWS = {"none": ">", "arrow": ">>", "cross": "x", "open": ")", "circle": ">>"}
_SPOKEN_SIDES = {"left": "left of", "right": "right of", "over": "over"}
_BRANCHES = {"alt": "else", "par": "and", "critical": "option"}
_STATE_MARKS: Mapping[Shape, str] = {"diamond": " <<choice>>", "bar": " <<fork>>"}


def write_mermaid(diagram: Diagram) -> str:
    """Return a diagram as Mermaid text, without the fence; `parse_mermaid` reads
    the same diagram from it."""
    lines = "\n".join(_WRITERS[diagram.kind](diagram))
    has_front_matter = diagram.title and diagram.kind in {"flowchart", "state", "mindmap"}
    front = f"---\ntitle: {write_quoted(diagram.title)}\n---\n" if has_front_matter else ""
    return f"{front}{lines}\n"


def _write_flowchart(chart: Flowchart) -> Iterator[str]:
    yield f"flowchart {chart.direction}"
    yield from (f"    {_node(node)}" for node in chart.nodes)
    yield from _write_groups(chart.groups, chart.nodes, None, 1)
    yield from (f"    {_link(edge)}" for edge in chart.edges)


def _node(node: Node) -> str:
    for opening, closings in BRACKETS.items():
        for closing, shape in closings.items():
            if shape == node.shape:
                return f"{node.id}{opening}{write_quoted(node.label)}{closing}"
    name = {"bar": "fork", "document": "doc"}.get(node.shape, node.shape)
    return f"{node.id}@{{ shape: {name}, label: {write_quoted(node.label)} }}"


def _write_groups(
    groups: Sequence[Group], nodes: Sequence[Node], parent: str | None, depth: int
) -> Iterator[str]:
    """Nested as deeply as the parser allows."""
    indent = "    " * depth
    for group in groups:
        if group.parent != parent:
            continue
        yield f"{indent}subgraph {group.id} [{write_quoted(group.label)}]"
        if group.direction:
            yield f"{indent}    direction {group.direction}"
        yield from _write_groups(groups, nodes, group.id, depth + 1)
        yield from (f"{indent}    {node.id}" for node in nodes if node.group == group.id)
        yield f"{indent}end"


def _link(edge: Edge) -> str:
    body, blunt = _BODIES[edge.line]
    tail = _TIPS[edge.tail][0] if edge.tail != "none" else ""
    head = _TIPS[edge.head][1] if edge.head != "none" else blunt
    label = f"|{write_quoted(edge.label)}|" if edge.label else ""
    return f"{edge.source} {tail}{body}{head}{label} {edge.target}"


def _write_state(diagram: StateDiagram) -> Iterator[str]:
    yield "stateDiagram-v2"
    yield f"    direction {diagram.direction}"
    for node in diagram.nodes:
        if ":" not in node.id:
            yield f"    state {node.id}{_STATE_MARKS.get(node.shape, '')}"
            if node.label:
                yield f"    {node.id} : {write_label(node.label)}"
    yield from _write_scope(diagram, None, 1)
    for note in diagram.notes:
        yield f"    note {note.side} of {note.targets[0]} : {write_label(note.text)}"


def _write_scope(diagram: StateDiagram, scope: str | None, depth: int) -> Iterator[str]:
    """What lies in a group, or in the whole: states, transitions, groups."""
    indent = "    " * depth
    parents = {group.id: group.parent for group in diagram.groups}
    home = {node.id: node.group for node in diagram.nodes} | parents
    inner = [group for group in diagram.groups if group.parent == scope]
    regions = [group for group in inner if "/" in group.id]
    if scope:
        for node in diagram.nodes:
            if node.group == scope and ":" not in node.id:
                yield f"{indent}{node.id}"
    for edge in diagram.edges:
        if scope_of(edge, home, parents) == scope:
            yield f"{indent}{_transition(edge)}"
    for group in inner:
        yield from _write_group(diagram, group, depth, group in regions[1:])


def _write_group(diagram: StateDiagram, group: Group, depth: int, is_next: bool) -> Iterator[str]:
    indent = "    " * depth
    if "/" in group.id:
        yield from [f"{indent}--"] * is_next
        yield from _write_direction(group, indent)
        yield from _write_scope(diagram, group.id, depth)
        return
    yield f"{indent}state {write_quoted(group.label)} as {group.id} {{"
    yield from _write_direction(group, indent)
    yield from _write_scope(diagram, group.id, depth + 1)
    yield f"{indent}}}"


def _write_direction(group: Group, indent: str) -> Iterator[str]:
    if group.direction:
        yield f"{indent}    direction {group.direction}"


def _transition(edge: Edge) -> str:
    ends = [PSEUDO if ":" in name else name for name in (edge.source, edge.target)]
    label = f" : {write_label(edge.label)}" if edge.label else ""
    return f"{ends[0]} --> {ends[1]}{label}"


def _write_sequence(diagram: SequenceDiagram) -> Iterator[str]:
    yield "sequenceDiagram"
    if diagram.title:
        yield f"    title {write_label(diagram.title)}"
    if diagram.numbered:
        yield "    autonumber"
    box = ""
    for person in diagram.participants:
        if person.box != box:
            yield from ["    end"] * bool(box)
            yield from [f"    box transparent {write_label(person.box)}"] * bool(person.box)
            box = person.box
        yield f"    {_participant(person)}"
    yield from ["    end"] * bool(box)
    blocks: list[str] = []
    for step in diagram.steps:
        yield f"    {_step(step, blocks)}"


def _participant(person: Participant) -> str:
    kind = "actor" if person.is_person else "participant"
    return f"{kind} {person.id} as {write_label(person.label)}"


def _step(step: Step, blocks: list[str]) -> str:
    match step:
        case BlockStart():
            blocks.append(step.block)
            return f"{step.block} {write_label(step.label)}"
        case BlockBranch():
            return f"{_BRANCHES.get(blocks[-1], 'else')} {write_label(step.label)}"
        case BlockEnd():
            blocks.pop()
            return "end"
        case Remark():
            side, targets = _SPOKEN_SIDES[step.side], ",".join(step.targets)
            return f"note {side} {targets}: {write_label(step.text)}"
        case Message():
            line = "--" if step.line == "dotted" else "-"
            tail = "<<" if step.tail == "arrow" else ""
            arrow = f"{tail}{line}{_ARROWS[step.head]}"
            return f"{step.source}{arrow}{step.target}: {write_label(step.text)}"


def _write_mindmap(diagram: MindMap) -> Iterator[str]:
    yield "mindmap"
    depths: list[int] = []
    for number, topic in enumerate(diagram.topics):
        depth = 1 if topic.parent is None else depths[topic.parent] + 1
        depths.append(depth)
        found = next(
            (
                (opening, end)
                for opening, (end, shape) in TOPIC_BRACKETS.items()
                if shape == topic.shape
            ),
            None,
        )
        label = write_label(topic.label)
        text = f'n{number}{found[0]}"{label}"{found[1]}' if found else label
        yield f"{'  ' * depth}{text}"


def _write_pie(diagram: Pie) -> Iterator[str]:
    yield "pie showData" if diagram.shows_values else "pie"
    if diagram.title:
        yield f"    title {write_label(diagram.title)}"
    for part in diagram.slices:
        yield f"    {write_quoted(part.label)} : {write_number(part.value)}"


def _write_timeline(diagram: TimelineDiagram) -> Iterator[str]:
    yield "timeline"
    if diagram.title:
        yield f"    title {write_label(diagram.title)}"
    section = ""
    for period in diagram.periods:
        if period.section != section:
            section = period.section
            yield f"    section {write_label(section)}"
        first, *rest = map(write_label, (period.label, *period.events))
        if first.startswith(("title", "section")):
            first = f"#{ord(first[0])};{first[1:]}"
        yield f"    {' : '.join((first, *rest))}"


def _write_xychart(chart: XYChart) -> Iterator[str]:
    yield "xychart-beta horizontal" if chart.is_horizontal else "xychart-beta"
    if chart.title:
        yield f"    title {write_quoted(chart.title)}"
    for name, axis in (("x", chart.x), ("y", chart.y)):
        if axis != Axis():
            yield f"    {name}-axis {_axis(axis)}"
    for series in chart.series:
        label = f"{write_quoted(series.label)} " if series.label else ""
        yield f"    {series.style} {label}[{', '.join(map(write_number, series.values))}]"


def _axis(axis: Axis) -> str:
    parts = [write_quoted(axis.title)] if axis.title else []
    if axis.categories:
        parts.append(f"[{', '.join(map(write_quoted, axis.categories))}]")
    elif axis.range:
        parts.append(" --> ".join(map(write_number, axis.range)))
    return " ".join(parts)


_WRITERS: Mapping[str, Callable[[Any], Iterator[str]]] = {
    "flowchart": _write_flowchart,
    "state": _write_state,
    "sequence": _write_sequence,
    "mindmap": _write_mindmap,
    "pie": _write_pie,
    "timeline": _write_timeline,
    "xychart": _write_xychart,
}


def write_label(text: str) -> str:
    """Return a text as a Mermaid label: what could be syntax becomes an
    entity, a line feed `<br/>`."""
    return "<br/>".join(_write_line(line) for line in text.split("\n"))


def write_quoted(text: str) -> str:
    """Return a text as a Mermaid label in double quotes, as `write_label` writes it."""
    return f'"{write_label(text)}"'


def write_number(value: float) -> str:
    """Return all digits of a finite number, without an exponent."""
    return f"{Decimal(repr(value)):f}"


def _write_line(line: str) -> str:
    last = len(line) - 1
    return "".join(
        char if _is_plain(char) and not _is_lost(line, n, last) else f"#{ord(char)};"
        for n, char in enumerate(line)
    )


def _is_plain(char: str) -> bool:
    return char in _PLAIN or (char.isalnum() and char not in (MARK, END))


def _is_lost(line: str, n: int, last: int) -> bool:
    """Whether a reader would drop this space: at an end, or after another one."""
    return line[n] == " " and (n in (0, last) or line[n - 1] == " ")
