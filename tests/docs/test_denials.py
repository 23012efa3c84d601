"""No text says that something cannot be done while a tool does it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from callsheet_tools.catalog import CATALOG, GROUPS, INSTRUCTIONS, build_tools

ROOT = Path(__file__).parents[2]
RENDERED = "catalog.py"
"""Its sentences depend on the catalog, so they are read as a model reads them."""


def denials(verb: str, text: str) -> list[str]:
    """Sentences that deny what a verb says: `Nothing can be cancelled`."""
    denial = (
        rf"\b(?:nothing|no \w+|neither \w+|nobody) can\b[^.]*\b{verb}|\bproviders have no {verb}"
    )
    sentences = re.split(r"(?<=[.:!?])\s", " ".join(text.split()))
    return [one for one in sentences if re.search(denial, one, re.IGNORECASE)]


def texts() -> Iterator[tuple[str, str]]:
    """What a model or a person reads, by where it stands."""
    yield "INSTRUCTIONS", INSTRUCTIONS
    for tool in build_tools(frozenset(GROUPS), read_only=False, lessons={}):
        yield tool.name, tool.description
    for page in (ROOT / "README.md", *sorted((ROOT / "manifests" / "docs").glob("*.md"))):
        yield page.name, page.read_text(encoding="utf-8")
    for path in sorted((ROOT / "tools").rglob("*.py")):
        if path.name != RENDERED:
            yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")


def test_no_text_denies_what_a_tool_does() -> None:
    """`knowlify_cancel_video` would need `Nothing can be cancelled` to go."""
    verbs = {entry.name.removeprefix(f"{entry.group}_").split("_")[0] for entry in CATALOG}
    wrong = [
        f"{place}: {sentence}"
        for place, text in texts()
        for verb in sorted(verbs)
        for sentence in denials(verb, text)
    ]
    assert wrong == []


def test_the_texts_say_that_nothing_can_be_cancelled_only_while_that_is_so() -> None:
    assert all(entry.cancels for entry in CATALOG if "cancel" in entry.name)
    cancels = any(entry.cancels for entry in CATALOG)
    assert bool(denials("cancel", INSTRUCTIONS)) is not cancels


@pytest.mark.parametrize(
    "sentence",
    ["Nothing can be cancelled.", "The providers have no cancel.", "Neither API can cancel: so"],
)
def test_a_denial_is_found(sentence: str) -> None:
    assert denials("cancel", f"Free. {sentence}")
    assert not denials("cancel", "Only a local job can be cancelled.")
