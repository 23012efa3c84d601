"""A diagram without prose says itself, and every fact of it can be counted."""

from pathlib import Path

import pytest

from callsheet_studio.diagrams.description import describe
from callsheet_studio.diagrams.facts import Fact, list_facts
from callsheet_studio.diagrams.mermaid.parser import parse_mermaid

from .random_diagrams import make_diagram

SOURCES = sorted((Path(__file__).parent / "sources").glob("*.mmd"))


@pytest.mark.parametrize(
    ("source", "sentences"),
    [
        (
            "flowchart LR\nC[Client] -->|asks| K[Cache]\nK --> Q{Is it there?}\n"
            "Q -->|yes| A[Answer]\nQ -->|no| D[Database] --> A",
            (
                "Client asks Cache.",
                "Cache leads to a question.",
                "Is it there? If yes, Answer; if no, Database, then to Answer.",
            ),
        ),
        (
            "flowchart TD\nA[Alert] --> B{Errors?}\nB -->|yes| C[Tell support]\nB -->|no| D\n"
            "C --> D{Pool exhausted?}\nD -->|yes| E[Page the DBA] --> F[Raise the limit]\n"
            "D -->|no| G{Deploy?}\nG -->|yes| H[Roll back]\nG -->|no| I[Look at the network]\n"
            "F & H & I --> J{Better?}\nJ -->|yes| K[Close]\nJ -->|no| B",
            (
                "Alert leads to a question.",
                "Errors? If yes, Tell support.",
                "Either way: Pool exhausted? If yes, page the DBA, then raise the limit.",
                "If no: Deploy? If yes, roll back; if no, look at the network.",
                "Either way: Better? If yes, Close; if no, on to Errors?",
            ),
        ),
        (
            "graph LR\nA{Plan} -->|basic| B\nA -->|pro| C",
            ("Plan leads to B: basic.", "Plan leads to C: pro."),
        ),
        ("graph LR\nA --> B --> C\nX --> B", ("A and X lead to B, then to C.",)),
        ("graph LR\nA --> B & C", ("A leads to B and C.",)),
        ("graph LR\nA --> B --> A", ("A leads to B, then to A.",)),
        ("graph LR\nA ~~~ B", ("There are A and B.",)),
        (
            "sequenceDiagram\nA->>B: ask\nalt known\nB-->>A: answer\nelse\nB->>B: look it up\nend",
            ("A to B: ask.", "If known: B to A: answer.", "Otherwise: B: look it up."),
        ),
        (
            "sequenceDiagram\npar first\nA->>B: x\nand second\nA->>C: y\nend",
            ("At the same time, first: A to B: x.", "Meanwhile, second: A to C: y."),
        ),
        (
            "sequenceDiagram\nbreak when it fails\nA->>B: x\nend",
            ("Stop when it fails: A to B: x.",),
        ),
        (
            "stateDiagram-v2\nstate c <<choice>>\nA --> c\nc --> B : small\nc --> D : large",
            ("A becomes B, on small.", "A becomes D, on large."),
        ),
        (
            'flowchart LR\nA --> g\nsubgraph g[" "]\nB\nC\nend',
            ("A leads to B, C.", "There are B and C."),
        ),
        (
            "stateDiagram-v2\n[*] --> Open\nOpen --> Closed : push\nClosed --> [*]",
            ("It starts with Open.", "Open becomes Closed, on push.", "Closed is an end."),
        ),
        ("mindmap\n  Plant\n    Root\n    Leaf", ("Plant: Root and Leaf.",)),
        (
            'pie title Pets\n"Dogs" : 3\n"Cats" : 1',
            ("Pets.", "Dogs: 75 percent.", "Cats: 25 percent."),
        ),
        ("timeline\n2002 : LinkedIn : Friendster", ("2002: LinkedIn and Friendster.",)),
        (
            'xychart-beta\nx-axis [jan, feb]\nbar "Sales" [1000, 2500]',
            ("Sales rises from 1,000 at jan to 2,500 at feb.",),
        ),
    ],
)
def test_a_diagram_is_said_in_sentences(source: str, sentences: tuple[str, ...]) -> None:
    assert describe(parse_mermaid(source)) == sentences


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: file.stem)
def test_no_source_is_read_aloud(file: Path) -> None:
    said = " ".join(describe(parse_mermaid(file.read_text("utf-8"))))
    assert said
    assert not any(mark in said for mark in ("-->", "->>", "==>", "-->|", "[*]", "<br", "subgraph"))


def test_every_label_is_said() -> None:
    for file in SOURCES:
        diagram = parse_mermaid(file.read_text("utf-8"))
        said = " ".join(describe(diagram)).lower()
        nodes = [fact.words[0] for fact in list_facts(diagram) if fact.kind == "node"]
        assert [node for node in nodes if node.lower() not in said] == []


def test_another_language_gets_no_english() -> None:
    source = "flowchart LR\nA[Kunde] -->|fragt| B[Speicher]\nC[Archiv]"
    assert describe(parse_mermaid(source), "de") == ("Archiv", "Kunde – fragt – Speicher")


def test_another_language_says_a_question_once() -> None:
    source = "flowchart LR\nA{Voll?} -->|ja| B[Leeren]\nA -->|nein| C[Warten]"
    assert describe(parse_mermaid(source), "de") == ("Voll? ja: Leeren; nein: Warten",)


def test_facts_are_what_the_diagram_states() -> None:
    source = "sequenceDiagram\nparticipant C as Client\nC->>S: hello\nNote over C,S: done"
    assert list_facts(parse_mermaid(source)) == (
        Fact("node", ("Client",)),
        Fact("node", ("S",)),
        Fact("message", ("Client", "hello", "S")),
        Fact("note", ("Client", "S", "done")),
    )


def test_values_without_a_category_are_numbered_along_the_axis() -> None:
    source = "xychart-beta\nx-axis 0 --> 10\nline [1, 4, 9]"
    facts = list_facts(parse_mermaid(source))
    assert [fact.words for fact in facts] == [("0", "1"), ("5", "4"), ("10", "9")]
    short = parse_mermaid("xychart-beta\nx-axis [a]\nbar [1, 2]")
    assert [fact.words for fact in list_facts(short)] == [("a", "1"), ("2", "2")]


@pytest.mark.parametrize("seed", range(70))
def test_any_diagram_can_be_described(seed: int) -> None:
    diagram = make_diagram(seed)
    for language in ("en", "ja"):
        assert all(sentence.strip() for sentence in describe(diagram, language))
    words = [word for fact in list_facts(diagram) for word in fact.words]
    assert all(word == " ".join(word.split()) for word in words)


def test_a_label_with_a_number_is_no_verb() -> None:
    chart = parse_mermaid("flowchart LR\nA[Outbox] -->|poll every 500 ms| B[Relay]")
    assert describe(chart) == ("Outbox leads to Relay: poll every 500 ms.",)


@pytest.mark.parametrize(
    ("label", "said"),
    [("events", "Shop leads to Bus: events."), ("asks", "Shop asks Bus.")],
)
def test_a_label_that_names_what_is_sent_is_no_verb(label: str, said: str) -> None:
    assert said in describe(parse_mermaid(f"flowchart LR\nA[Shop] -->|{label}| B[Bus]"))
