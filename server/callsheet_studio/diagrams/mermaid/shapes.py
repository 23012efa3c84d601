"""A flowchart's nodes: how brackets, or `@{ shape: … }`, say a node's shape and label."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from callsheet_studio.diagrams.mermaid.labels import parse_label
from callsheet_studio.diagrams.model import Shape

BRACKETS: Mapping[str, Mapping[str, Shape]] = {
    "(((": {")))": "double_circle"},
    "((": {"))": "circle"},
    "([": {"])": "stadium"},
    "(-": {"-)": "ellipse"},
    "(": {")": "rounded"},
    "[[": {"]]": "subroutine"},
    "[(": {")]": "cylinder"},
    "[/": {"/]": "lean_right", "\\]": "trapezoid"},
    "[\\": {"\\]": "lean_left", "/]": "inverted_trapezoid"},
    "[": {"]": "rectangle"},
    "{{": {"}}": "hexagon"},
    "{": {"}": "diamond"},
    ">": {"]": "flag"},
}
"""What opens a label, and each of what may close it. Longer ones stand before what they begin
with."""
_NAMES_TEXT = """
rectangle rect proc process rectangle
rounded rounded event
stadium stadium pill terminal
subroutine fr-rect subprocess subproc framed-rectangle subroutine
cylinder cyl cylinder database db h-cyl das horizontal-cylinder lin-cyl disk lined-cylinder
circle circle circ sm-circ start small-circle fr-circ stop framed-circle f-circ junction cross-circ
double_circle dbl-circ double-circle
diamond diam decision diamond question
hexagon hex hexagon prepare
lean_right lean-r lean-right in-out
lean_left lean-l lean-left out-in
trapezoid trap-b priority trapezoid trapezoid-bottom
inverted_trapezoid trap-t manual inv-trapezoid trapezoid-top
flag odd flag paper-tape
document doc document docs documents st-doc lin-doc lined-document tag-doc tagged-document
cloud cloud
bang bang
text text brace comment brace-l brace-r braces
bar fork join
"""
"""A shape, then the names that `@{ shape: … }` has for it or for one near to it."""
_NAMES: Mapping[str, Shape] = {
    name: shape
    for shape, *names in (row.split() for row in _NAMES_TEXT.strip().split("\n"))
    for name in names
}  # pyright: ignore[reportAssignmentType]  # the first word of each row is a Shape
_PROPERTY = re.compile(r'(?<!\w)(\w++)\s?:\s?(?:"([^"]*)"|([^",}]*))')


@dataclass(frozen=True)
class NodeMention:
    """What a mention of a node says about it, and the index at which the text goes on after it."""

    end: int
    shape: Shape | None = None
    """None: it says nothing."""
    label: str | None = None
    """None: it says nothing."""


def match_brackets(text: str, at: int) -> NodeMention | None:
    """Return the shape and label in the brackets that begin at index `at`, and where they end.

    Without a bracket there, shape and label are None. None if the brackets do not close.
    """
    opening = next((key for key in BRACKETS if text.startswith(key, at)), None)
    if opening is None:
        return NodeMention(at)
    start = at + len(opening)
    quote = start + (text[start : start + 1] == " ")
    if text.startswith('"', quote):
        return _match_quoted(text, quote, BRACKETS[opening])
    ends = [(end, key) for key in BRACKETS[opening] if (end := text.find(key, start)) >= 0]
    if not ends:
        return None
    end, closing = min(ends)
    label = parse_label(text[start:end])
    return NodeMention(end + len(closing), BRACKETS[opening][closing], label)


def match_properties(text: str, at: int) -> NodeMention | None:
    """Return the shape and label in the `@{ … }` that begins at index `at`, and where it ends;
    None if it does not close."""
    end = _closing_brace(text, at + 2)
    if end < 0:
        return None
    inside = " ".join(text[at + 2 : end].split())
    found = {match[1]: match[2] or match[3] or "" for match in _PROPERTY.finditer(inside)}
    label = parse_label(found["label"]) if "label" in found else None
    return NodeMention(end + 1, _NAMES.get(found.get("shape", "").strip()), label)


def _match_quoted(text: str, quote: int, closings: Mapping[str, Shape]) -> NodeMention | None:
    end = text.find('"', quote + 1)
    if end < 0:
        return None
    after = end + 1
    while text[after : after + 1] == " ":
        after += 1
    closing = next((key for key in closings if text.startswith(key, after)), None)
    if closing is None:
        return None
    return NodeMention(after + len(closing), closings[closing], parse_label(text[quote + 1 : end]))


def _closing_brace(text: str, at: int) -> int:
    """Where the brace closes, not counting those in quotes."""
    while True:
        brace, quote = text.find("}", at), text.find('"', at)
        if quote < 0 or brace < quote:
            return brace
        at = text.find('"', quote + 1) + 1
        if at == 0:
            return -1
