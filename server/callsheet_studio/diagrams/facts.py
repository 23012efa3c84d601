"""What a diagram states, one fact each: for counts of what a film shows, and for questions."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from callsheet_studio.diagrams.model import (
    Diagram,
    Flowchart,
    Message,
    MindMap,
    Pie,
    Remark,
    SequenceDiagram,
    StateDiagram,
    TimelineDiagram,
    XYChart,
)

FactKind: TypeAlias = Literal["node", "edge", "message", "note", "value", "event"]


@dataclass(frozen=True)
class Fact:
    """One statement of a diagram: that a node is there, that an edge leads somewhere, what a
    message says, or how large a value is."""

    kind: FactKind
    words: tuple[str, ...]
    """A node's label; an edge's source, label and target; a message's sender, text and receiver; a
    value's label, series and number; an event's time and text. Empty texts are left out."""


def list_facts(diagram: Diagram) -> tuple[Fact, ...]:
    """Return all statements that a diagram makes, in its own order: one for each node, edge,
    message, note, value and event. Hidden edges, and nodes of a graph without a label, make
    none."""
    return tuple(_LISTERS[diagram.kind](diagram))


def label_ends(diagram: Flowchart | StateDiagram) -> dict[str, str]:
    """Return the label by which each node and group is named in sentences, by id; empty for the
    start and end dots of a state diagram.

    A group without a title gets the labels of its nodes, or else its id.
    """
    names = {node.id: node.label for node in diagram.nodes}
    for group in diagram.groups:
        inside = [node.label for node in diagram.nodes if node.group == group.id and node.label]
        names[group.id] = group.label or ", ".join(inside) or group.id
    return names


def name_values(chart: XYChart) -> tuple[str, ...]:
    """Return the name of each value of a chart along its x axis, as many as the longest series has:
    the category, or else the number on the axis; 1, 2, 3 and so on if the axis has no range."""
    count = max((len(series.values) for series in chart.series), default=0)
    low, high = chart.x.range or (1.0, float(count))
    step = (high - low) / max(1, count - 1)
    numbers = [f"{low + n * step:.6g}" for n in range(count)]
    named = chart.x.categories[:count]
    return (*named, *numbers[len(named) :])


def _fact(kind: FactKind, *words: str) -> Fact:
    return Fact(kind, tuple(" ".join(word.split()) for word in words if word.strip()))


def _list_graph(diagram: Flowchart | StateDiagram) -> Iterator[Fact]:
    names = label_ends(diagram)
    yield from (_fact("node", node.label) for node in diagram.nodes if node.label)
    for edge in diagram.edges:
        if edge.line != "hidden":
            yield _fact("edge", names[edge.source], edge.label, names[edge.target])
    if isinstance(diagram, StateDiagram):
        yield from (_fact("note", names[note.targets[0]], note.text) for note in diagram.notes)


def _list_sequence(diagram: SequenceDiagram) -> Iterator[Fact]:
    names = {person.id: person.label for person in diagram.participants}
    yield from (_fact("node", person.label) for person in diagram.participants)
    for step in diagram.steps:
        if isinstance(step, Message):
            yield _fact("message", names[step.source], step.text, names[step.target])
        elif isinstance(step, Remark):
            yield _fact("note", *(names[name] for name in step.targets), step.text)


def _list_tree(diagram: MindMap) -> Iterator[Fact]:
    yield from (_fact("node", topic.label) for topic in diagram.topics)
    for topic in diagram.topics:
        if topic.parent is not None:
            yield _fact("edge", diagram.topics[topic.parent].label, topic.label)


def _list_pie(diagram: Pie) -> Iterator[Fact]:
    yield from (_fact("value", part.label, f"{part.value:g}") for part in diagram.slices)


def _list_timeline(diagram: TimelineDiagram) -> Iterator[Fact]:
    for period in diagram.periods:
        yield from (_fact("event", period.label, event) for event in period.events or ("",))


def _list_chart(chart: XYChart) -> Iterator[Fact]:
    for series in chart.series:
        for name, value in zip(name_values(chart), series.values, strict=False):
            yield _fact("value", name, series.label, f"{value:.15g}")


_LISTERS: Mapping[str, Callable[[Any], Iterator[Fact]]] = {
    "flowchart": _list_graph,
    "state": _list_graph,
    "sequence": _list_sequence,
    "mindmap": _list_tree,
    "pie": _list_pie,
    "timeline": _list_timeline,
    "xychart": _list_chart,
}
