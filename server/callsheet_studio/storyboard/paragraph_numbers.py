"""Takes the numbers of paragraphs, such as `2.1` in a paper for a board, out of its tokens."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from callsheet_studio.storyboard.markdown import Token

_NUMBER = re.compile(r"(\d{1,2})\.(\d{1,2})[.)]?(?:\s+(?=[^\W\d_a-z])|$)")
"""`2.1 ` before a capital."""
_REFERS = re.compile(
    r"(?:§|\b(?:para(?:graph)?s?|sections?|sec|points?|clauses?|items?|see|siehe|s|vgl|abs(?:atz)?|"
    r"abschnitt|punkt|ziff(?:er)?|nr|paragraphe|voir|párrafo|apartado|punto|véase|ver|paragrafo|"
    r"vedi|parágrafo|alínea|lid|zie|ust|pkt|пункт[еа]?|п|см)\b)[. ]{0,2}\d{1,2}\.\d",
    re.IGNORECASE,
)


def remove_paragraph_numbers(tokens: Iterable[Token]) -> None:
    """Remove the numbers of two levels before paragraphs, in place, if they count from the first
    one on and no text refers to them, as `see 2.1` does."""
    tokens = list(tokens)
    texts = [token.content for token in tokens if token.type == "inline"]
    inlines = [b for a, b in pairwise(tokens) if a.type == "paragraph_open" and a.level == 0]
    found = [(inline, number) for inline in inlines if (number := _number_of(inline))]
    if _count_on([number for _, number in found]) and not any(map(_REFERS.search, texts)):
        for inline, _ in found:
            _strip(inline)


def _first(inline: Token) -> tuple[int, Sequence[Token]]:
    """Where the first child with words stands, and what stands in front of it."""
    children = inline.children or []
    at = next((n for n, child in enumerate(children) if child.content.strip()), len(children))
    return at, children[:at]


def _number_of(inline: Token) -> tuple[int, int] | None:
    at, before = _first(inline)
    child = (inline.children or [])[at : at + 1]
    is_text = bool(child) and child[0].type == "text"
    found = _NUMBER.match(child[0].content) if is_text else None
    is_bold = [token.type for token in before if token.nesting] == ["strong_open"]
    is_whole = found is not None and found.end() == len(child[0].content)
    if found is None or is_bold != is_whole:
        return None
    return int(found[1]), int(found[2])


def _count_on(numbers: Sequence[tuple[int, int]]) -> bool:
    """Whether numbers of two levels count on from a first one, as 1.1, 1.2, 2.1 do."""
    nexts = (b in ((a[0], a[1] + 1), (b[0], 1)) and a < b for a, b in pairwise(numbers))
    return len(numbers) > 1 and numbers[0][1] == 1 and all(nexts)


def _strip(inline: Token) -> None:
    at, _ = _first(inline)
    children = inline.children or []
    first = children[at]
    first.content = _NUMBER.sub("", first.content, count=1)
    for child in children[at + 1 :]:
        if first.content or child.content.strip():
            child.content = child.content if first.content else child.content.lstrip()
            break
    inline.content = inline.content.strip("*_ ")
    inline.content = _NUMBER.sub("", inline.content, count=1)
