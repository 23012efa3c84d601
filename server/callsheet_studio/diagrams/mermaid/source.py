"""What all kinds share: front matter, directives, comments, the header, numbered lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from callsheet_studio.diagrams.mermaid.errors import MermaidSyntaxError
from callsheet_studio.diagrams.mermaid.labels import parse_label, protect_entities

MOST_CHARACTERS = 200_000
MOST_PARTS = 200
"""Nodes, participants, topics, periods or values."""
MOST_LINES = 400
"""Edges or steps."""
DEEPEST = 8
"""Groups or blocks in each other."""
_HEADER = re.compile(r"\s*(\w[\w-]*)[ \t]*([^\n;]*)")
_TITLE = re.compile(r"^title:(.+)$", re.MULTILINE)
_DESCRIPTION = re.compile(r"\s*acc(?:Title|Descr)\s*:")
_LONG_DESCRIPTION = re.compile(r"\s*accDescr\s*\{")


@dataclass(frozen=True)
class SourceLine:
    """A line and its number in the source, from 1."""

    number: int
    text: str

    @property
    def error(self) -> MermaidSyntaxError:
        """The error to raise if this line cannot be read."""
        return MermaidSyntaxError(self.number, self.text)


@dataclass(frozen=True)
class MermaidSource:
    """A Mermaid text split into its header and its lines."""

    keyword: str
    """The first word, which names the kind."""
    options: str
    """What follows it on its line."""
    lines: tuple[SourceLine, ...]
    """After the header; comments and accessibility texts are empty lines."""
    title: str = ""
    """From the front matter."""

    def statements(self) -> Iterator[SourceLine]:
        """Yield the statements: non-empty lines, split at semicolons, with single spaces."""
        for line in self.lines:
            for part in line.text.split(";"):
                if text := " ".join(part.split()):
                    yield SourceLine(line.number, text)


def parse_source(text: str) -> MermaidSource:
    """Split a Mermaid text into its keyword, options, title and numbered lines.

    Front matter, directives, comments and descriptions are left out of the lines.

    Raises:
        MermaidSyntaxError: The text has no first word.
    """
    clean = protect_entities(text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    "))
    body, title = _take_front_matter(clean)
    lines = list(_without_descriptions(_without_comments(_without_directives(body))))
    first = next((n for n, line in enumerate(lines) if line.strip(" ;")), 0)
    header = _HEADER.match(lines[first]) if lines else None
    if header is None:
        raise MermaidSyntaxError(1, text)
    lines[first] = lines[first][header.end() :]
    skipped = clean[: len(clean) - len(body)].count("\n") + 1
    numbered = (SourceLine(skipped + n, line) for n, line in enumerate(lines[first:], start=first))
    return MermaidSource(header[1], header[2].strip(), tuple(numbered), title)


def _take_front_matter(text: str) -> tuple[str, str]:
    """The text after the front matter, and the title in it."""
    start = len(text) - len(text.lstrip())
    if not text.startswith("---\n", start):
        return text, ""
    end = text.find("\n---", start + 3)
    if end < 0:
        return text, ""
    title = _TITLE.search(text, start, end)
    label = parse_label(title[1].strip().strip("\"'")) if title else ""
    rest = text.find("\n", end + 1)
    return text[rest:] if rest >= 0 else "", label


def _without_directives(text: str) -> str:
    """The text with its `%%{…}%%` left out, line feeds kept."""
    kept: list[str] = []
    at = 0
    while (start := text.find("%%{", at)) >= 0 and (end := text.find("}%%", start)) >= 0:
        kept += [text[at:start], "\n" * text.count("\n", start, end)]
        at = end + 3
    return "".join([*kept, text[at:]])


def _without_comments(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        yield "" if line.lstrip().startswith("%%") else line


def _without_descriptions(lines: Iterator[str]) -> Iterator[str]:
    inside = False
    for line in lines:
        if inside or _LONG_DESCRIPTION.match(line):
            inside = "}" not in line
            yield ""
        else:
            yield "" if _DESCRIPTION.match(line) else line
