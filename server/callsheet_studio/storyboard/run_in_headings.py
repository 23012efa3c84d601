"""Paragraphs that are more than a paragraph: with a heading of their own, or only links inside."""

import re
from copy import copy

from callsheet_studio.storyboard.markdown import Token
from callsheet_studio.storyboard.questions import is_labeled_question
from callsheet_studio.text.punctuation import STATEMENT_ENDS
from callsheet_studio.text.quotations import is_without_speaker

_LONGEST, _LONGEST_QUESTION = 80, 160
"""Characters of a bold line that is a heading, and of a bold question."""
_QUESTION = re.compile(r"(?:Q|Question)\s*+\d*+\s*+[:.)]\s++(?=\S.*\?$)|\?\s++(?=\w)")
_LONGEST_LABEL = 40
"""Characters before the colon of a labeled line."""
_LABELED = re.compile(r"[^\n]+(?::\n|\n:).*\w.*", re.DOTALL)
_BARS = re.compile(r"\s*+(?:\w++(?: \w++)?+)?+\s*+(?:[|·•]\s*+(?:\w++(?: \w++)?+)?+\s*+)++")
"""What stands between links of a menu: bars or dots, and names that lead nowhere here."""
_ADDRESS = re.compile(r"(?:\W*+\w[\w -]{0,30}:\W*+)?(?:https?://|www\.)\S++")
_STEP = re.compile(
    r"\b(?:next|previous|prev|back|up next|anterior|siguiente|suivant|précédent|weiter|zurück|"
    r"successivo|precedente|próximo)\b",
    re.IGNORECASE,
)
"""Before a link to the page that follows, or the one before."""
_BETWEEN = re.compile("[|·•]")
_LEAST_LINKED, _LONGEST_LINKED = 3, 5
"""Texts in a row of links, at least, and words of one, at most."""
_WORD = re.compile(r"[^\W_]")
_BLANK = Token("softbreak", "br", 0)


def split_run_in(inline: Token) -> tuple[Token | None, Token]:
    """Split a first line that works as a heading from a paragraph; return (line, rest).

    Such a line is all bold, or a question after `Q:` or `?`, or is the bold question or quoted
    claim at the beginning of a line, as in `**How?** So.` or `**“All do.”** No.`
    Without one, the line is None and the rest is the whole paragraph.
    """
    children = inline.children or []
    end = next((n for n, t in enumerate(children) if _is_break(t)), len(children))
    end = _end_of_question(children) or end
    head = [token for token in children[:end] if token.type != "text" or token.content]
    if not _is_heading(head):
        return None, inline
    rest = children[end:]
    return with_children(inline, head), with_children(
        inline, rest[1:] if rest[:1] and _is_break(rest[0]) else rest
    )


def strip_question(title: str) -> str:
    """Return a title without the `Q:` or `?` at its beginning."""
    return _QUESTION.sub("", title, count=1)


def is_navigation(inline: Token, *, several: bool = False) -> bool:
    """Return whether a paragraph consists of links to headings only, as a table of contents does,
    or of a link to the next page.

    Args:
        several: Whether two or more links count wherever they lead.
    """
    inside, steps, links = False, False, list[str]()
    for token in inline.children or []:
        if token.type == "link_open":
            inside = True
            links.append(str(token.attrGet("href") or ""))
        elif token.type == "link_close":
            inside = False
        elif not (inside or _is_step(token.content)):
            return False
        steps |= bool(_STEP.search(token.content)) and (not inside or _is_step(token.content))
    inner = bool(links) and all(link.startswith("#") for link in links)
    return inner or (several and len(links) > 1) or (steps and bool(links))


def _is_step(text: str) -> bool:
    return not _WORD.search(_STEP.sub("", text))


def is_link(inline: Token) -> bool:
    """Return whether a paragraph is a link, or several, and nothing else."""
    children, inside = inline.children or [], False
    for token in children:
        inside = token.type == "link_open" or (inside and token.type != "link_close")
        if not inside and token.type != "link_close" and _WORD.search(token.content):
            return False
    return any(token.type == "link_open" for token in children)


def is_link_row(inline: Token) -> bool:
    """Return whether a paragraph is a row of short texts with dots or bars between them, more than
    half of which have a link."""
    pieces, links, inside = [""], [0], False
    for token in inline.children or []:
        if token.type == "link_open":
            links[-1] += 1
        inside = token.type == "link_open" or (inside and token.type != "link_close")
        first, *others = [token.content] if inside else _BETWEEN.split(token.content)
        pieces[-1] += first
        pieces += others
        links += [0] * len(others)
    is_short = all(len(piece.split()) <= _LONGEST_LINKED for piece in pieces)
    return len(pieces) >= _LEAST_LINKED and is_short and 2 * sum(map(bool, links)) > len(pieces)


def is_labeled_address(text: str) -> bool:
    """Return whether a line is an address, with or without what it is of before it."""
    return _ADDRESS.fullmatch(text) is not None


def name_item(inline: Token) -> Token:
    """Return an item whose first line is bold, and is followed by others, with a colon after that
    line; any other one as it is."""
    children = inline.children or []
    end = next((n for n, token in enumerate(children) if _is_break(token)), len(children))
    rest = children[end:]
    while rest and (_is_break(rest[0]) or not (rest[0].content.strip() or rest[0].nesting)):
        rest = rest[1:]
    head = [token for token in children[:end] if token.type != "text" or token.content.strip()]
    if not (rest and head and head[0].type == "strong_open" and _is_heading(head)):
        return inline
    colon = Token("text", "", 0)
    colon.content = ": "
    return with_children(inline, [*head, colon, *rest])


def without_menus(inline: Token) -> tuple[Token, list[Token]]:
    """Split lines off a paragraph that are only links with bars or dots between them, as the menu
    of a web page is; return (the rest, those lines)."""
    menus, kept = list[Token](), list[Token]()
    for line in split_lines(inline):
        (menus if _is_menu(line) else kept).append(line)
    if not (menus and kept):
        return inline, []
    return _join(inline, kept), menus


def without_pictures(inline: Token) -> Token:
    """Return a paragraph without lines that are only pictures, if it has others: their words
    stand below them."""
    lines = split_lines(inline)
    kept = [line for line in lines if not _is_picture(line)]
    if not kept or len(kept) == len(lines):
        return inline
    return _join(inline, kept)


def labeled_lines(inline: Token) -> list[Token]:
    """Return the lines of a paragraph in which several have a bold label, the first among them, as
    in `**Owner:** Dana`; a line without one goes on with the line before. Empty for any other."""
    joined = list[Token]()
    for line in split_lines(inline):
        if _is_labeled(line):
            joined.append(line)
        elif joined:
            joined[-1] = with_children(
                line, [*(joined[-1].children or []), _BLANK, *(line.children or [])]
            )
        else:
            return []
    return joined if len(joined) > 1 else []


def begins_bold(inline: Token) -> bool:
    """Return whether a paragraph begins with bold words, and has others behind them."""
    held = [t for t in inline.children or [] if t.content.strip() or t.nesting]
    close = next((n for n, token in enumerate(held) if token.type == "strong_close"), len(held))
    behind = any(_WORD.search(token.content) for token in held[close:])
    return bool(held) and held[0].type == "strong_open" and behind


def split_lines(inline: Token) -> list[Token]:
    """Return the lines of a paragraph that are not blank, each as an `inline` token."""
    lines: list[list[Token]] = [[]]
    for token in inline.children or []:
        if _is_break(token):
            lines.append([])
        else:
            lines[-1].append(token)
    return [with_children(inline, line) for line in lines if any(t.content.strip() for t in line)]


def with_children(inline: Token, children: list[Token]) -> Token:
    """Return a paragraph with other words."""
    part = copy(inline)
    part.children = children
    return part


def _join(inline: Token, lines: list[Token]) -> Token:
    return with_children(inline, [t for line in lines for t in (*(line.children or []), _BLANK)])


def _is_menu(line: Token) -> bool:
    links, between, inside = 0, "", False
    for token in line.children or []:
        if token.type == "image":
            return False
        inside = token.type == "link_open" or (inside and token.type != "link_close")
        links += token.type == "link_open"
        between += "" if inside or token.type == "html_inline" else token.content
    return links > 1 and bool(_BARS.fullmatch(between))


def _is_picture(line: Token) -> bool:
    held = [token for token in line.children or [] if token.content.strip() or token.nesting]
    return bool(held) and all(token.type == "image" for token in held)


def _is_labeled(line: Token) -> bool:
    children = [token for token in line.children or [] if token.type != "text" or token.content]
    close = next((n for n, token in enumerate(children) if token.type == "strong_close"), 0)
    label = "".join(token.content for token in children[:close])
    rest = "".join(token.content for token in children[close + 1 :])
    opens = bool(close) and children[0].type == "strong_open" and len(label) <= _LONGEST_LABEL
    return opens and bool(_LABELED.fullmatch(f"{label}\n{rest}"))


def _is_break(token: Token) -> bool:
    return token.type.endswith("break") or token.content.startswith("<br")


def _end_of_question(children: list[Token]) -> int | None:
    """Where `**How large?** Up to 11 GB.` goes on after its question."""
    start = next((n for n, token in enumerate(children) if token.type != "text"), 0)
    close = next((n for n, token in enumerate(children) if token.type == "strong_close"), 0)
    before = "".join(token.content for token in children[:start])
    asked = "".join(token.content for token in children[start:close])
    opens = bool(children) and children[start].type == "strong_open" and not before
    is_claim = is_without_speaker(asked)
    return close + 1 if opens and close and (asked.endswith("?") or is_claim) else None


def _is_heading(head: list[Token]) -> bool:
    text = "".join(token.content for token in head)
    if _QUESTION.match(text):
        return True
    whole = len(head) > 2 and (head[0].type, head[-1].type) == ("strong_open", "strong_close")
    once = sum(token.type == "strong_open" for token in head) == 1
    return (
        whole
        and once
        and len(text) <= (_LONGEST_QUESTION if text.endswith("?") else _LONGEST)
        and (is_labeled_question(text) or not text.rstrip().endswith((*STATEMENT_ENDS, *",:;：")))
    )
