"""Tables in Markdown, a line at a time."""

from collections.abc import Iterable, Sequence


def head(names: Sequence[str]) -> str:
    """The first two lines."""
    return f"{row(names)}\n{row(['---'] * len(names))}"


def row(cells: Iterable[str]) -> str:
    """A line."""
    return f"| {' | '.join(cells)} |"
