"""Documents that are made to take long: each is read, in a bounded time of the processor."""

import pytest
from tests.processor_limit import processor_limit
from tests.thorough import amount

from callsheet_studio.storyboard.brief import LONGEST_TASK, FilmRejected
from callsheet_studio.storyboard.document import LONGEST, read_document

pytestmark = pytest.mark.slow
WORKS = amount(45, 90)
"""Processor seconds, on a slow machine too."""

REPEATED = (
    *("[", "![", "[a](", "[^", "^[", "[x][", "[]", "*", "*a ", "`", "~~a", "$", "$a ", "$x^2$ "),
    *("<", "<a ", "<div>", "<b>x", "<ul><li>", "<!--", "&", "\\", "{", "- a {", "# a [", "(", ">"),
    *(
        "> ",
        "> a\n",
        "- ",
        "- a\n",
        "1. ",
        "a: ",
        "- a: b: ",
        "# a\n",
        "## a\nb.\n",
        "a\n=\n",
        "\n",
    ),
    *("|", "|a", "| a | b |\n", "[^1]: a\n", "a\n: b\n\n", "```\n", "```py\na\n```\n", "$$\n", "."),
    *("$$\nx^2\n$$\n", "---\n", "a", "a ", "It is so. ", "a@", "\t", "\u202e", "日", "🎉", '> "'),
)
ONCE = {
    "nested quotes": ">" * 10_000 + "a",
    "nested lists": "\n".join("  " * n + "- a" for n in range(400)),
    "blanks": " " * 50_000 + "x",
    "blanks in an item": "- a" + " " * 190_000 + "b",
    "items with details": "- a: b\n" * 2_000,
    "labeled lines": "**a:** b\n" * 2_000,
    "a table": "| a | b |\n| - | - |\n" + "| c | d |\n" * 19_000,
    "a wide table": "|a" * 50_000 + "\n" + "|-" * 50_000,
    "front matter": "---\n" + "a: b\n" * 39_000 + "---\n# x",
    "csv": "```csv\n" + "a,1\n" * 49_000 + "```",
    "braces": "$$" + "{" * 100_000 + "$$",
}


@pytest.mark.parametrize("text", REPEATED, ids=repr)
def test_a_repeated_piece_is_read(text: str) -> None:
    """A part of the longest document: what takes quadratic time is seen by that."""
    _check((text * (LONGEST // len(text)))[: LONGEST // amount(32, 4)])


@pytest.mark.parametrize("name", ONCE)
def test_a_hostile_text_is_read(name: str) -> None:
    _check(ONCE[name][:LONGEST])


def _check(text: str) -> None:
    try:
        with processor_limit(WORKS):
            read = read_document(text, {})
        assert 0 < len(read.outline) <= LONGEST_TASK
    except FilmRejected:
        assert not any(letter.isalnum() for letter in text)
