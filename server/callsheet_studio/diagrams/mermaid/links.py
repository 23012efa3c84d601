"""A flowchart's links: `-->`, `-- text -->`, `==>|text|`, `-. text .->`, `~~~` and the like."""

import re
from dataclasses import dataclass

from callsheet_studio.diagrams.mermaid.labels import parse_label
from callsheet_studio.diagrams.model import LineStyle, Tip

_TIPS: dict[str, Tip] = {"<": "arrow", ">": "arrow", "x": "cross", "o": "circle"}
_LINES: dict[str, LineStyle] = {"-": "solid", "=": "thick", ".": "dotted"}
_ID = re.compile(r"[\w-]+@(?=[<xo]?(?:--|==|-\.))")
_HIDDEN = re.compile("~~~+")
_WHOLE = re.compile(r"(?P<tail>[<xo]?)(?:--+(?P<solid>[-xo>])|==+(?P<thick>[=xo>]))")
_WHOLE_DOTTED = re.compile(r"(?P<tail>[<xo]?)-?\.+-(?P<dotted>[xo>]?)")
_OPENING = re.compile(r"(?P<tail>[<xo]?)(?:-(?P<line>[-.])|(?P<thick>=)=)")
_CLOSINGS = {
    "-": re.compile(r"(?:(?<=\s)[xo]|<)?--+([-xo>])"),
    "=": re.compile(r"(?:(?<=\s)[xo]|<)?==+([=xo>])"),
    ".": re.compile(r"\.-([xo>]?)"),
}
"""Where a link with a text in it ends. An `x` or `o` counts as its tip only after a space, so that
`-- No -->` and `--No-->` say the same."""


@dataclass(frozen=True)
class ParsedLink:
    """A link between nodes, and the index at which the text goes on after it."""

    end: int
    line: LineStyle
    head: Tip
    tail: Tip
    label: str = ""


@dataclass(frozen=True)
class LinkId:
    """The id of a link (`id@`), to which properties may be given later, and the index after it."""

    id: str
    end: int


def match_link_id(text: str, at: int) -> LinkId | None:
    """Return the id of a link (`id@`) that begins at index `at`, and where it
    ends; None if there is none."""
    match = _ID.match(text, at)
    return LinkId(match[0][:-1], match.end()) if match else None


def match_link(text: str, at: int) -> ParsedLink | None:
    """Return the link that begins at index `at` of a text, with its
    label; None if there is none."""
    if hidden := _HIDDEN.match(text, at):
        return ParsedLink(hidden.end(), "hidden", "none", "none")
    found = _match_whole(text, at)
    if found is None:
        return _match_with_text(text, at)
    return _add_piped_label(text, found)


def _match_whole(text: str, at: int) -> ParsedLink | None:
    if match := _WHOLE.match(text, at):
        line: LineStyle = "solid" if match["solid"] else "thick"
        head = match["solid"] or match["thick"]
    elif match := _WHOLE_DOTTED.match(text, at):
        line, head = "dotted", match["dotted"]
    else:
        return None
    return ParsedLink(match.end(), line, _tip(head), _tip(match["tail"]))


def _match_with_text(text: str, at: int) -> ParsedLink | None:
    opening = _OPENING.match(text, at)
    if opening is None:
        return None
    char = opening["line"] or "="
    end_of_line = text.find("\n", opening.end())
    stop = len(text) if end_of_line < 0 else end_of_line
    closing = _CLOSINGS[char].search(text, opening.end(), stop)
    if closing is None:
        return None
    raw = text[opening.end() : closing.start()].strip()
    raw = raw.rstrip(".").removesuffix("-") if char == "." else raw
    label = parse_label(_without_quotes(raw))
    return ParsedLink(closing.end(), _LINES[char], _tip(closing[1]), _tip(opening["tail"]), label)


def _add_piped_label(text: str, link: ParsedLink) -> ParsedLink:
    start = _skip_blanks(text, link.end)
    if text[start : start + 1] != "|":
        return link
    quote = _skip_blanks(text, start + 1)
    inside = text.find('"', quote + 1) if text[quote : quote + 1] == '"' else start
    end = text.find("|", inside + 1) if inside >= 0 else -1
    if end < 0:
        return link
    label = parse_label(_without_quotes(text[start + 1 : end].strip()))
    return ParsedLink(end + 1, link.line, link.head, link.tail, label)


def _skip_blanks(text: str, at: int) -> int:
    while text[at : at + 1] in (" ", "\n"):
        at += 1
    return at


def _without_quotes(raw: str) -> str:
    return raw[1:-1] if len(raw) > 1 and raw[0] == raw[-1] == '"' else raw


def _tip(char: str | None) -> Tip:
    return _TIPS.get(char or "", "none")
