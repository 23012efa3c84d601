"""Our reading of Mermaid and merman's are the same: nodes, links, messages, values.

The rule's source: issue "Any document becomes a lesson", to show, 3.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from callsheet_studio.diagrams.mermaid.parser import parse_mermaid
from callsheet_studio.diagrams.model import (
    BlockBranch,
    BlockStart,
    Flowchart,
    Message,
    MindMap,
    Pie,
    Remark,
    SequenceDiagram,
    StateDiagram,
    Step,
    TimelineDiagram,
    XYChart,
)

from . import oracle

SOURCES = sorted((Path(__file__).parent / "sources").glob("*.mmd"))


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: file.stem)
def test_a_source_says_the_same_to_merman(file: Path) -> None:
    source = file.read_text("utf-8")
    ours = parse_mermaid(source)
    theirs = getattr(oracle, ours.kind)(oracle.read(source))
    assert _FACTS[ours.kind](ours) == theirs


def test_there_are_at_least_sixty_sources() -> None:
    assert len(SOURCES) >= 60


def _flowchart(chart: Flowchart) -> dict[str, Any]:
    return {
        "nodes": [(node.id, node.label, node.shape, node.group) for node in chart.nodes],
        "edges": [
            (edge.source, edge.target, edge.label, edge.line, edge.head, edge.tail)
            for edge in chart.edges
        ],
        "groups": {
            (group.id, group.label, group.parent, group.direction) for group in chart.groups
        },
        "direction": chart.direction,
    }


def _sequence(diagram: SequenceDiagram) -> dict[str, Any]:
    return {
        "participants": [
            (person.id, person.label, person.is_person, person.box)
            for person in diagram.participants
        ],
        "steps": [_step(step) for step in diagram.steps],
        "title": diagram.title,
        "numbered": diagram.numbered,
    }


def _step(step: Step) -> tuple[Any, ...]:
    match step:
        case Message():
            ends = step.source, step.target, step.text
            return "message", *ends, step.line, step.head, step.tail
        case Remark():
            return "remark", step.targets, step.text, step.side
        case BlockStart():
            return "start", step.block, step.label
        case BlockBranch():
            return "branch", step.label
        case _:
            return ("end",)


def _state(diagram: StateDiagram) -> dict[str, Any]:
    return {
        "nodes": {(node.id, node.label, node.shape, node.group) for node in diagram.nodes},
        "groups": {(group.id, group.label, group.parent) for group in diagram.groups},
        "edges": sorted((edge.source, edge.target, edge.label) for edge in diagram.edges),
        "notes": {(note.targets[0], note.text, note.side) for note in diagram.notes},
        "direction": diagram.direction,
    }


def _mindmap(diagram: MindMap) -> dict[str, Any]:
    return {"topics": [(topic.label, topic.parent, topic.shape) for topic in diagram.topics]}


def _pie(diagram: Pie) -> dict[str, Any]:
    return {
        "slices": [(part.label, part.value) for part in diagram.slices],
        "title": diagram.title,
        "shows_values": diagram.shows_values,
    }


def _timeline(diagram: TimelineDiagram) -> dict[str, Any]:
    return {
        "periods": [
            (period.label, list(period.events), period.section) for period in diagram.periods
        ],
        "title": diagram.title,
    }


def _xychart(chart: XYChart) -> dict[str, Any]:
    low, high = chart.x.range or (None, None)
    return {
        "title": chart.title,
        "is_horizontal": chart.is_horizontal,
        "x": (chart.x.title, list(chart.x.categories), low, high),
        "y": chart.y.title,
        "series": [(series.style, series.label, list(series.values)) for series in chart.series],
    }


_FACTS: Mapping[str, Callable[[Any], dict[str, Any]]] = {
    "flowchart": _flowchart,
    "sequence": _sequence,
    "state": _state,
    "mindmap": _mindmap,
    "pie": _pie,
    "timeline": _timeline,
    "xychart": _xychart,
}
