"""The facts that a film of each document should carry are really in the document."""

import json
import re
from pathlib import Path

import pytest

DOCUMENTS = sorted(
    path for path in Path(__file__).parent.iterdir() if path.suffix in {".md", ".ipynb"}
)
OUTSIDE_PROSE = {"table", "diagram", "code"}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_every_answer_stands_in_its_document(document: Path) -> None:
    text = squeeze(read_text(document))
    missing = [
        fact
        for fact in read_facts(document)
        if fact["where"] != "formula" and squeeze(fact["answer"]) not in text
    ]
    assert not missing


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_a_third_of_the_facts_stands_in_tables_diagrams_and_code(document: Path) -> None:
    facts = read_facts(document)
    hidden = [fact for fact in facts if fact["where"] in OUTSIDE_PROSE]
    assert 12 <= len(facts) <= 25
    assert all(fact["question"].count("___") == 1 for fact in facts)
    assert 3 * len(hidden) >= len(facts)


def read_facts(document: Path) -> list[dict[str, str]]:
    return json.loads(document.with_suffix(".facts.json").read_text(encoding="utf-8"))


def read_text(document: Path) -> str:
    """The document's text; of a notebook, its cells and what they printed."""
    text = document.read_text(encoding="utf-8")
    if document.suffix == ".md":
        return text
    parts: list[str] = []
    for cell in json.loads(text)["cells"]:
        parts += cell["source"]
        for output in cell.get("outputs", []):
            parts += output.get("text") or output["data"]["text/plain"]
    return "".join(parts)


def squeeze(text: str) -> str:
    """Without Markdown's marks, space and letter case."""
    return re.sub(r"[\s`*$\\]", "", text).lower()
