"""Reads `mindmap`: a tree by indentation."""

import re
from collections.abc import Iterable, Iterator

from callsheet_studio.diagrams.mermaid.errors import DiagramTooLargeError
from callsheet_studio.diagrams.mermaid.labels import parse_label
from callsheet_studio.diagrams.mermaid.source import MOST_PARTS, MermaidSource, SourceLine
from callsheet_studio.diagrams.model import MindMap, MindMapTopic, Shape

BRACKETS: dict[str, tuple[str, Shape]] = {
    "((": ("))", "circle"),
    "))": ("((", "bang"),
    "{{": ("}}", "hexagon"),
    "(": (")", "rounded"),
    "[": ("]", "rectangle"),
    ")": ("(", "cloud"),
}
_ID = re.compile(r"[^\s()\[\]{}]*")
_CLASS = re.compile(r":::.*$")


def parse_mindmap(source: MermaidSource) -> MindMap:
    """Return the mind map in a Mermaid source, without icons and classes.

    Raises:
        MermaidSyntaxError: There are two roots, or none.
        DiagramTooLargeError: It has more topics than a film can show.
    """
    topics: list[MindMapTopic] = []
    above: list[tuple[int, int]] = []
    for line in _join_texts(source.lines):
        text = _CLASS.sub("", line.text.split("%%")[0]).strip()
        if not text or text.startswith("::icon("):
            continue
        indent = len(line.text) - len(line.text.lstrip())
        while above and above[-1][0] >= indent:
            above.pop()
        if len(topics) == MOST_PARTS:
            raise DiagramTooLargeError("topics", MOST_PARTS)
        if topics and not above:
            raise line.error
        topics.append(_topic(text, above[-1][1] if above else None))
        above.append((indent, len(topics) - 1))
    if not topics:
        raise source.lines[0].error
    return MindMap(tuple(topics), source.title)


def _join_texts(lines: Iterable[SourceLine]) -> Iterator[SourceLine]:
    """The lines, each with those to which a text in backticks and quotes goes on."""
    parts: list[SourceLine] = []
    for line in lines:
        parts.append(line)
        text = line.text
        if '`"' in text or not (len(parts) > 1 or '"`' in text):
            yield SourceLine(parts[0].number, "<br/>".join(part.text for part in parts))
            parts.clear()
    yield from parts


def _topic(text: str, parent: int | None) -> MindMapTopic:
    match = _ID.match(text)
    start = match.end() if match else 0
    opening = next((key for key in BRACKETS if text.startswith(key, start)), None)
    closing, shape = BRACKETS[opening] if opening else ("", "text")
    if opening is None or not text.endswith(closing):
        return MindMapTopic(parse_label(text), parent)
    inside = text[start + len(opening) : -len(closing)].strip()
    if len(inside) > 1 and inside[0] == inside[-1] == '"':
        inside = inside[1:-1]
    return MindMapTopic(parse_label(inside), parent, shape)
