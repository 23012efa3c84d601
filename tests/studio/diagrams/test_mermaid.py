"""Mermaid text and diagrams, there and back, whatever the texts hold; hostile text is bounded."""

from pathlib import Path

import pytest
from pydantic import TypeAdapter

from callsheet_studio.diagrams.mermaid.errors import (
    DiagramTooLargeError,
    EmptyDiagramError,
    MermaidError,
    MermaidSyntaxError,
    UnknownDiagramKindError,
)
from callsheet_studio.diagrams.mermaid.parser import parse_mermaid
from callsheet_studio.diagrams.model import Diagram, Flowchart, SequenceDiagram

from .builders import build_cycle, build_tree
from .mermaid_writer import write_mermaid
from .random_diagrams import make_diagram

SOURCES = sorted((Path(__file__).parent / "sources").glob("*.mmd"))
SIZE = 200_000
DIAGRAM: TypeAdapter[Diagram] = TypeAdapter(Diagram)


@pytest.mark.parametrize("batch", range(10))
def test_a_diagram_is_the_same_after_writing_and_reading_it(batch: int) -> None:
    for seed in range(batch * 70, batch * 70 + 70):
        diagram = make_diagram(seed)
        source = write_mermaid(diagram)
        assert parse_mermaid(source) == diagram, (seed, source)


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: file.stem)
def test_a_source_is_the_same_after_writing_and_as_json(file: Path) -> None:
    diagram = parse_mermaid(file.read_text("utf-8"))
    assert parse_mermaid(write_mermaid(diagram)) == diagram
    assert DIAGRAM.validate_json(DIAGRAM.dump_json(diagram)) == diagram


@pytest.mark.parametrize(
    "kind",
    ["classDiagram", "erDiagram", "gantt", "gitGraph", "journey", "quadrantChart", "C4Context"],
)
def test_a_kind_that_is_not_read_is_named(kind: str) -> None:
    with pytest.raises(UnknownDiagramKindError, match=kind) as caught:
        parse_mermaid(f"{kind}\n  something")
    assert caught.value.kind == kind


@pytest.mark.parametrize(
    "source",
    [
        "flowchart LR",
        "graph TD\n%% nothing",
        "sequenceDiagram\n  title only",
        "stateDiagram-v2\n  direction LR",
        "pie title Nothing",
        "timeline\n  title Nothing",
        "xychart-beta\n  x-axis [a, b]",
    ],
)
def test_an_empty_diagram_is_refused(source: str) -> None:
    with pytest.raises(EmptyDiagramError, match="is empty"):
        parse_mermaid(source)


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("flowchart LR\n  A --> B\n  A -->\n", 3),
        ("---\ntitle: x\n---\nflowchart LR\n  A [x\n", 5),
        ("flowchart LR\n  A --> end\n", 2),
        ("flowchart LR\n  end\n", 2),
        ("%% hello\nsequenceDiagram\n  A->>B: x\n  nonsense\n", 4),
        ("sequenceDiagram\n  end\n", 2),
        ("sequenceDiagram\n  loop x\n  A->>B: y", 3),
        ("stateDiagram-v2\n  A --> \n", 2),
        ("stateDiagram-v2\n  }\n", 2),
        ("mindmap\n  one\n two\n", 3),
        ("pie\n  nothing\n", 2),
        ("timeline\n  : early\n", 2),
        ("xychart-beta\n  bar [a, b]\n", 2),
        ("", 1),
        ("-->", 1),
    ],
)
def test_a_line_that_cannot_be_read_is_named(source: str, line: int) -> None:
    with pytest.raises(MermaidSyntaxError, match=f"Line {line} ") as caught:
        parse_mermaid(source)
    assert caught.value.line == line


PUMPED = {
    "dashes": "flowchart LR\nA " + "-" * SIZE,
    "dashes and a letter": "flowchart LR\nA " + "-" * SIZE + "a",
    "dots": "flowchart LR\nA -. " + "." * SIZE,
    "open texts": "flowchart LR\n" + "A -- " * (SIZE // 5),
    "open brackets": "flowchart LR\n" + "A[" * (SIZE // 2),
    "open quotes": "flowchart LR\n" + 'A["x ' * (SIZE // 5),
    "properties": "flowchart LR\nA@{ " + 'label: "' * (SIZE // 8),
    "ids": "flowchart LR\nA " + "b" * SIZE,
    "blank lines": "flowchart LR\nA" + "\n" * SIZE + "-->B",
    "semicolons": "flowchart LR\n" + ";" * SIZE,
    "ampersands": "flowchart LR\n" + "A & " * (SIZE // 4) + "A --> B",
    "many to many": "flowchart LR\n"
    + " & ".join(["A"] * 9000)
    + " --> "
    + " & ".join(["B"] * 9000),
    "subgraphs": "flowchart LR\n" + "subgraph s\n" * 10_000,
    "nodes": "flowchart LR\n" + "\n".join(f"n{n}" for n in range(20_000)),
    "pipes": "flowchart LR\nA -->" + "|" * SIZE,
    "link ids": "flowchart LR\nA " + "e@" * (SIZE // 2),
    "loops": "sequenceDiagram\n" + "loop x\n" * 10_000,
    "boxes": "sequenceDiagram\n" + "box x\n" * 10_000,
    "ends": "sequenceDiagram\n" + "end\n" * 10_000,
    "arrows": "sequenceDiagram\nA" + "-" * SIZE + ": x",
    "messages": "sequenceDiagram\n" + "A->>B: x\n" * 20_000,
    "angle brackets": "sequenceDiagram\nA->>B: " + "<br " * (SIZE // 4),
    "tags": "sequenceDiagram\nA->>B: " + "<b " * (SIZE // 3),
    "stars": 'flowchart LR\nA["`' + "*a " * (SIZE // 3) + '`"]',
    "entities": "sequenceDiagram\nA->>B: " + "#" * SIZE,
    "composites": "stateDiagram-v2\n" + "state s {\n" * 10_000,
    "regions": "stateDiagram-v2\nstate s {\n" + "--\n" * 20_000 + "}",
    "states": "stateDiagram-v2\n" + "\n".join(f"s{n}" for n in range(20_000)),
    "notes": "stateDiagram-v2\n" + "note left of s\nx\nend note\n" * 6_000,
    "topics": "mindmap\n" + "\n".join(" " * n + "x" for n in range(600)),
    "topic brackets": "mindmap\n" + "(" * SIZE,
    "slices": "pie\n" + '"a" : 1\n' * 20_000,
    "digits": 'pie\n"a" : ' + "1" * SIZE,
    "periods": "timeline\n" + "x : y\n" * 20_000,
    "events": "timeline\nx" + " : y" * 40_000,
    "values": "xychart-beta\nbar [" + "1," * (SIZE // 2) + "1]",
    "categories": "xychart-beta\nx-axis [" + '"' * SIZE + "]",
    "directives": "%%{" * (SIZE // 3),
    "front matter": "---\n" + "title: x\n" * 20_000,
    "comments": "%%\n" * (SIZE // 3),
    "descriptions": "graph LR\n" + "accDescr {\n" * 15_000,
    "nulls": "\0" * SIZE,
    "too long": "graph LR\n" + "x" * 300_000,
}


@pytest.mark.parametrize("source", PUMPED.values(), ids=PUMPED.keys())
def test_hostile_text_is_read_or_refused(source: str) -> None:
    """Each within a fraction of a second; a pattern that were quadratic would need minutes."""
    try:
        diagram = parse_mermaid(source[: SIZE + 1000])
    except MermaidError as error:
        assert len(str(error)) < 300
    else:
        assert parse_mermaid(write_mermaid(diagram)) == diagram


def test_more_than_a_film_can_show_is_refused_with_its_limit() -> None:
    many = "flowchart LR\n" + "\n".join(f"n{n} --> n{n + 1}" for n in range(300))
    with pytest.raises(DiagramTooLargeError, match="200 nodes"):
        parse_mermaid(many)


def test_an_edge_label_keeps_its_last_letter() -> None:
    """`No---->` is a text and a link; merman takes the `o` for the link's tip and leaves `N`."""
    chart = parse_mermaid("graph TD\nA--No---->B\nB--fax-->C")
    assert isinstance(chart, Flowchart)
    assert [edge.label for edge in chart.edges] == ["No", "fax"]


def test_a_participant_in_quotes_is_called_what_is_in_them() -> None:
    """Many write `as "Caller"`; merman and GitHub show the quotes."""
    diagram = parse_mermaid('sequenceDiagram\nparticipant A as "Caller"\nA->>B: hello')
    assert isinstance(diagram, SequenceDiagram)
    assert diagram.participants[0].label == "Caller"


def test_what_only_colors_or_links_is_left_out() -> None:
    chart = parse_mermaid('graph LR\nA:::x --> B\nclassDef x fill:#f00\nclick A href "x"')
    assert chart == parse_mermaid("graph LR\nA --> B")


def test_nested_bullets_become_a_tree() -> None:
    tree = build_tree([(0, "Plants"), (1, "Trees"), (2, "Oak"), (1, "Herbs")])
    assert [(topic.label, topic.parent) for topic in tree.topics] == [
        ("Plants", None),
        ("Trees", 0),
        ("Oak", 1),
        ("Herbs", 0),
    ]
    several = build_tree([(0, "Plants"), (1, "Trees"), (0, "Animals")], "Life")
    assert [topic.parent for topic in several.topics] == [None, 0, 1, 0]
    assert parse_mermaid(write_mermaid(several)) == several


def test_labels_become_a_cycle() -> None:
    ring = build_cycle(["Evaporate", "Condense", "Rain"])
    assert [(edge.source, edge.target) for edge in ring.edges] == [
        ("n0", "n1"),
        ("n1", "n2"),
        ("n2", "n0"),
    ]
