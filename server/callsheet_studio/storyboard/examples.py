"""The library: ready outlines that ship with the studio, each a file in `library/`.

A file is an outline in the grammar whose first line is a comment that tells which topics it
answers: alternatives separated by `;`, each the words that a topic must name; then, after `|`,
words that a topic may name as well.

    <!-- https; http secure; tls | website browser padlock -->
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from callsheet_studio.storyboard.grammar import read_outline

_COMMENT = re.compile(r"<!--(.*?)-->\s*", re.DOTALL)


@dataclass(frozen=True)
class Example:
    """A ready outline of the library."""

    name: str
    title: str
    must: tuple[frozenset[str], ...]
    """Sets of words; a topic fits if it has all words of one of them."""
    may: frozenset[str]
    """Further words that a fitting topic may have."""
    text: str
    """The outline, without the comment."""


class NoExample(LookupError):
    """No ready outline has the name; the text lists what there is."""


def example(name: str) -> str:
    """Return the Markdown of the ready outline with this name, which can be sent as a task.

    Raises:
        NoExample: There is none with this name; the text lists what there is.
    """
    found = next((ready.text for ready in examples() if ready.name == name), None)
    if found is None:
        names = ", ".join(ready.name for ready in examples())
        raise NoExample(f"There is no example {name!r}. Examples: {names}.")
    return found


@cache
def examples() -> tuple[Example, ...]:
    """Return all ready outlines of the library, by name."""
    folder = files("callsheet_studio.storyboard").joinpath("library")
    found = {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()}
    return tuple(
        _example(name.removesuffix(".md"), text)
        for name, text in sorted(found.items())
        if name.endswith(".md")
    )


def _example(name: str, text: str) -> Example:
    comment = _COMMENT.match(text)
    must, _, may = (comment[1] if comment else name).partition("|")
    outline = _COMMENT.sub("", text, count=1)
    return Example(
        name=name,
        title=read_outline(outline).title,
        must=tuple(frozenset(words.split()) for words in must.split(";")),
        may=frozenset(may.split()),
        text=outline,
    )
