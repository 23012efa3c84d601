"""Takes the marks of sources and of authors' institutes, such as `[2, 3]` or `¹`, out of a
document's tokens: what they lead to is neither said nor shown."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from callsheet_studio.storyboard.markdown import Token
from callsheet_studio.storyboard.page_lines import is_apparatus

_NUMBERS = re.compile(r"(?<=\S)[ \u00a0]?\[(\d{1,3}(?:(?:, ?|; ?|[–-])\d{1,3}){0,9})\](?![(\w])")
_RAISED = "¹²³⁴⁵⁶⁷⁸⁹⁰"
_MARK = re.compile(rf"(?:(?<=[^\W\d_]{{3}})|(?<=[.,;:!?]))[{_RAISED}]+(?:,[{_RAISED}]+)*+(?!\w)")
_NOTE = re.compile(rf"[{_RAISED}]+ ?[^\W\d_]")
"""Begins the line to which a raised number leads."""


def remove_citation_marks(tokens: Iterable[Token]) -> None:
    """Remove, in place, numbers in brackets that lead into the document's own list of sources, and
    raised ones where a line begins with such a number."""
    tokens = list(tokens)
    count = len(list(_sources(tokens)))
    inlines = [token for token in tokens if token.type == "inline"]
    lines = (line for inline in inlines for line in inline.content.split("\n"))
    is_raised = any(map(_NOTE.match, lines))
    for inline in inlines if count or is_raised else ():
        inline.content = _without(inline.content, count, is_raised=is_raised)
        children = inline.children or []
        for before, child in zip([None, *children], children, strict=False):
            if child.type == "text":
                child.content = _strip(before, child.content, count, is_raised=is_raised)


def _sources(tokens: Sequence[Token]) -> Iterator[Token]:
    """The items or paragraphs below the headings of lists of sources."""
    is_source = False
    for before, token in pairwise(tokens):
        if before.type == "heading_open":
            is_source = is_apparatus(token.content)
        elif is_source and token.type == "inline":
            yield token


def _strip(before: Token | None, text: str, count: int, *, is_raised: bool) -> str:
    """A text without marks; one at its beginning belongs to what stands before it."""
    if before is None or before.type in ("softbreak", "hardbreak"):
        return _without(text, count, is_raised=is_raised)
    return _without(f"xxx{text}", count, is_raised=is_raised)[3:]


def _without(text: str, count: int, *, is_raised: bool) -> str:
    def drop(found: re.Match[str]) -> str:
        numbers = map(int, re.findall(r"\d+", found[1]))
        return "" if all(0 < number <= count for number in numbers) else found[0]

    text = _NUMBERS.sub(drop, text)
    return _MARK.sub("", text) if is_raised else text
