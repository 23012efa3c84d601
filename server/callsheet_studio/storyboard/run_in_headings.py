"""Paragraphs that are more than a paragraph: with a heading of their own, or only links inside."""

import re
from copy import copy

from callsheet_studio.storyboard.markdown import Token
from callsheet_studio.text.punctuation import STATEMENT_ENDS

_LONGEST = 80
"""Characters of a bold line that is a heading."""
_QUESTION = re.compile(r"(?:Q|Question)\s*+\d*+\s*+[:.)]\s++(?=\S.*\?$)|\?\s++(?=\w)")
_WORD = re.compile(r"[^\W_]")


def split_run_in(inline: Token) -> tuple[Token | None, Token]:
    """Split a first line that works as a heading from a paragraph; return (line, rest).

    Such a line is all bold, or a question after `Q:` or `?`, or is the bold question at the
    beginning of a line, as in `**How?** So.` Without one, the line is None and the rest is the
    whole paragraph.
    """
    children = inline.children or []
    end = next((n for n, t in enumerate(children) if _is_break(t)), len(children))
    end = _end_of_question(children) or end
    head = [token for token in children[:end] if token.type != "text" or token.content]
    if not _is_heading(head):
        return None, inline
    rest = children[end:]
    return _with(inline, head), _with(inline, rest[1:] if rest[:1] and _is_break(rest[0]) else rest)


def strip_question(title: str) -> str:
    """Return a title without the `Q:` or `?` at its beginning."""
    return _QUESTION.sub("", title, count=1)


def is_navigation(inline: Token, *, several: bool = False) -> bool:
    """Return whether a paragraph consists of links to headings only, as a table of contents does.

    Args:
        several: Whether two or more links count wherever they lead.
    """
    inside, links = False, list[str]()
    for token in inline.children or []:
        if token.type == "link_open":
            inside = True
            links.append(str(token.attrGet("href") or ""))
        elif token.type == "link_close":
            inside = False
        elif not inside and _WORD.search(token.content):
            return False
    inner = bool(links) and all(link.startswith("#") for link in links)
    return inner or (several and len(links) > 1)


def _is_break(token: Token) -> bool:
    return token.type.endswith("break")


def _end_of_question(children: list[Token]) -> int | None:
    """Where `**How large?** Up to 11 GB.` goes on after its question."""
    start = next((n for n, token in enumerate(children) if token.type != "text"), 0)
    close = next((n for n, token in enumerate(children) if token.type == "strong_close"), 0)
    before = "".join(token.content for token in children[:start])
    asked = "".join(token.content for token in children[start:close])
    opens = bool(children) and children[start].type == "strong_open" and not before
    return close + 1 if opens and close and asked.endswith("?") else None


def _is_heading(head: list[Token]) -> bool:
    text = "".join(token.content for token in head)
    if _QUESTION.match(text):
        return True
    whole = len(head) > 2 and (head[0].type, head[-1].type) == ("strong_open", "strong_close")
    once = sum(token.type == "strong_open" for token in head) == 1
    return (
        whole
        and once
        and len(text) <= _LONGEST
        and not text.rstrip().endswith((*STATEMENT_ENDS, *",:;："))
    )


def _with(inline: Token, children: list[Token]) -> Token:
    part = copy(inline)
    part.children = children
    return part
