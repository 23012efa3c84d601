"""Reads the outline grammar: Markdown that says what a film shows and speaks.

What the grammar is stands in `grammar_text.PAGE`. Reading is tolerant: in numbers and bars the
number may stand first (`- 93%: of all cells`), a quote's author at the end of its line; other
bullets, deeper headings and Windows line ends are fine; text under a list item that isn't indented
is narration. Nothing here raises.
"""

from callsheet_studio.storyboard.outline import Outline
from callsheet_studio.storyboard.outline_parser import OutlineParser


def is_outline(text: str) -> bool:
    """Return whether a text is written as an outline: it has a heading, a list, or another block
    that can be shown."""
    return OutlineParser(text).counts_as_outline


def read_outline(text: str) -> Outline:
    """Return the outline that a Markdown text describes. Any text can be read, and nothing is
    raised."""
    return OutlineParser(text).outline()


def read_task(text: str) -> tuple[Outline, bool]:
    """Return the outline of a text, and whether it is written as one (see `is_outline`);
    otherwise it is prose."""
    parser = OutlineParser(text)
    return parser.outline(), parser.counts_as_outline
