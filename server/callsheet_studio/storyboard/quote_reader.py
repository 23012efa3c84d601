"""Reads quotes: narration, a quotation with the name of its author, or a box with a list in it."""

import re
from collections.abc import Sequence
from copy import copy
from itertools import islice

from callsheet_studio.storyboard.admonitions import read_admonition
from callsheet_studio.storyboard.markdown import Token, inline_tokens
from callsheet_studio.storyboard.model import Item
from callsheet_studio.storyboard.outline import ListItem, NarrationLine
from callsheet_studio.storyboard.parser_state import ParserState
from callsheet_studio.storyboard.section import Section
from callsheet_studio.text.punctuation import QUOTES_OPEN
from callsheet_studio.text.sentences import as_sentence, join_sentences

_LONGEST_AUTHOR = 100
"""Characters."""
_AUTHOR = re.compile(r"\s*+(?:[—―–~]\s*+|--?\s++)(\S.*)")
_CITED = re.compile(r"(.*[.!?…\"'”’»][*_]{0,3})\s+(?:—|―|–|--)\s*+([^\W\d_a-z][^—―–]{0,60})")
"""A quote and whose it is, in one line."""


def begin_quote(state: ParserState, _: Token) -> None:
    """Begin a quote. In a document, a quotation with an author is a section of its own, and a quote
    with a list in it, or below an item, is read as other text is."""
    state.quotes += 1
    if state.is_exact or state.quotes > 1:
        return
    inside = _tokens_inside(state)
    if (state.lists or _has_list(inside)) and not _is_note(inside):
        state.quotes, state.boxes = 0, 1
        state.around = state.section
        return
    if state.lists:
        return
    ahead = [token.type for token in islice(state.tokens, len(inside) + 2)]
    is_followed = ahead[len(inside) + 1 :] == ["paragraph_open"]
    signed = [n for n in (len(inside) - 1, len(inside) + 1) if ahead[n:][:1] == ["outline_author"]]
    words, author = _split_author(inside)
    author = state.tokens[signed[-1]].content if signed else author
    if author and _is_apart(state, is_followed=is_followed):
        if signed:
            del state.tokens[signed[-1]]
        elif words:
            _replace(state, len(inside), words)
        _begin_quotation(state, state.read_text(author).text)


def end_quote(state: ParserState, _: Token) -> None:
    """End a quote, or the box that it is."""
    if state.boxes and not state.quotes:
        state.boxes = 0
        state.around = None if state.around is state.section else state.around
        return
    state.quotes -= 1
    section = state.section
    if section.is_quotation and not state.quotes and section.leads:
        said = join_sentences(line.text for line in section.lines[section.leads :])
        section.add_entry(ListItem(Item(text=said)))


def sign(state: ParserState, token: Token) -> None:
    """Note whose the quote before it is. In running text that is the paragraph before it, if it is
    a quotation, which gets a section of its own; below any other, the name is said.

    Args:
        token: An `outline_author`.
    """
    section, name = state.section, state.read_text(token.content).text
    said = section.groups[-1].lines if section.groups else section.lines
    is_alone = not section.groups and len(section.lines) < 2
    if state.is_exact or state.quotes or not section.has_prose or is_alone or not said:
        section.subtitle = name
    elif said[-1].text.startswith(QUOTES_OPEN):
        quote = said.pop()
        _begin_quotation(state, name).lines.append(quote)
    else:
        section.say([NarrationLine(as_sentence(name, state.language))])


def _tokens_inside(state: ParserState) -> list[Token]:
    """The tokens of the quote that begins."""
    depth, inside = 1, list[Token]()
    for token in state.tokens:
        depth += token.nesting if token.type.startswith("blockquote_") else 0
        if not depth:
            break
        inside.append(token)
    return inside


def _has_list(inside: Sequence[Token]) -> bool:
    """Whether a quote has a list of several items."""
    return sum(token.type == "list_item_open" for token in inside) > 1


def _is_note(inside: Sequence[Token]) -> bool:
    """Whether a quote is a note or warning, which has a scene of its own in any case."""
    first = next((token for token in inside if token.type == "inline"), None)
    return first is not None and read_admonition(first, bare=True) is not None


def _is_apart(state: ParserState, *, is_followed: bool) -> bool:
    """Whether a quotation stands among the text of a document, and is no scene of an outline.

    Args:
        is_followed: Whether a paragraph follows.
    """
    is_asked = state.section.kind is not None and state.section.is_empty
    has_text = any(section.has_prose for section in state.sections)
    is_below_title = state.is_first_section and bool(state.title)
    return not is_asked and (has_text or is_followed or is_below_title)


def _split_author(inside: Sequence[Token]) -> tuple[Token | None, str]:
    """The last paragraph of a quotation without the line that names its author, and the author;
    (None, "") if none is named."""
    paragraphs = [token for token in inside if token.type == "inline"]
    if not paragraphs:
        return None, ""
    *lines, last = paragraphs[-1].content.strip().split("\n")
    is_first = len(paragraphs) == 1 and not lines
    signed = None if is_first else _AUTHOR.fullmatch(last)
    cited = None if signed else _CITED.fullmatch(last)
    talks = _AUTHOR.match(paragraphs[0].content)
    if talks or not (signed or cited):
        return None, ""
    kept = [*lines, cited[1]] if cited else lines
    author = signed[1] if signed else cited[2] if cited else ""
    if len(author) > _LONGEST_AUTHOR or author.endswith(("!", "?", ":", "…")):
        return None, ""
    part = copy(paragraphs[-1])
    part.content = "\n".join(kept)
    part.children = inline_tokens(part.content)
    return part, author.strip()


def _replace(state: ParserState, length: int, words: Token) -> None:
    """Put other words in the place of the last paragraph of the next tokens; none take it out."""
    inside = [state.tokens.popleft() for _ in range(length)]
    at = max(n for n, token in enumerate(inside) if token.type == "inline")
    if words.content:
        inside[at] = words
    else:
        del inside[at - 1 : at + 2]
    state.tokens.extendleft(reversed(inside))


def _begin_quotation(state: ParserState, author: str) -> Section:
    """Begin a section that shows a quotation, said after the words that introduce it."""
    around = state.around = state.section
    if around.is_empty and not state.is_first_section:
        around.kind, around.subtitle, around.is_quotation = "quote", author, True
        return around
    title, level = around.title or state.title, min(around.level + 1, 6)
    section = Section(title, "quote", level=level, subtitle=author, is_quotation=True)
    state.sections.append(section)
    section.go_on(around)
    section.leads = section.settle()
    return section
