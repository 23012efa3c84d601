"""Reads a diagram from Mermaid text, in time linear in its length."""

from collections.abc import Callable, Mapping

from callsheet_studio.diagrams.facts import list_facts
from callsheet_studio.diagrams.mermaid.charts import parse_pie, parse_timeline, parse_xychart
from callsheet_studio.diagrams.mermaid.errors import (
    DiagramTooLargeError,
    EmptyDiagramError,
    UnknownDiagramKindError,
)
from callsheet_studio.diagrams.mermaid.flowchart import parse_flowchart
from callsheet_studio.diagrams.mermaid.mindmap import parse_mindmap
from callsheet_studio.diagrams.mermaid.sequence import parse_sequence
from callsheet_studio.diagrams.mermaid.source import MOST_CHARACTERS, MermaidSource, parse_source
from callsheet_studio.diagrams.mermaid.state import parse_state
from callsheet_studio.diagrams.model import Diagram

_PARSERS: Mapping[str, Callable[[MermaidSource], Diagram]] = {
    "flowchart": parse_flowchart,
    "flowchart-elk": parse_flowchart,
    "graph": parse_flowchart,
    "sequenceDiagram": parse_sequence,
    "stateDiagram": parse_state,
    "stateDiagram-v2": parse_state,
    "mindmap": parse_mindmap,
    "pie": parse_pie,
    "timeline": parse_timeline,
    "xychart": parse_xychart,
    "xychart-beta": parse_xychart,
}


def parse_mermaid(text: str) -> Diagram:
    """Return the diagram that a Mermaid text describes, without colors, classes and links.

    Args:
        text: The content of a Markdown document's `mermaid` fence, at most 200,000 characters.

    Raises:
        UnknownDiagramKindError: It is a class diagram, a Gantt chart or another kind that is
            not read.
        MermaidSyntaxError: A line cannot be read.
        EmptyDiagramError: It has no parts.
        DiagramTooLargeError: It has more parts than a film can show, or the text is too long.
    """
    if len(text) > MOST_CHARACTERS:
        raise DiagramTooLargeError("characters", MOST_CHARACTERS)
    source = parse_source(text)
    if source.keyword not in _PARSERS:
        raise UnknownDiagramKindError(source.keyword)
    diagram = _PARSERS[source.keyword](source)
    if not list_facts(diagram):
        raise EmptyDiagramError(source.keyword)
    return diagram
