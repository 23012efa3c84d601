"""Terms and their meanings in running text: `**Term** – what it means`, line after line."""

import re
from collections.abc import Sequence

from callsheet_studio.storyboard.content import Definition, Term
from callsheet_studio.storyboard.inline import Inline, read_inline
from callsheet_studio.storyboard.markdown import Token
from callsheet_studio.storyboard.run_in_headings import split_lines

_LONGEST_TERM, _LONGEST_MEANING = 60, 240
"""Characters; more is no term, or a paragraph with a bold beginning."""
_DASH = re.compile(r"\s*(?:[–—―]|--?)\s+(?=\S)")


def read_terms(inline: Token, language: str) -> Definition | None:
    """Return the terms of a paragraph in which each line begins with one in bold, a dash and its
    meaning; a line that does not goes on with the line before. None for any other paragraph.

    Args:
        language: The language in which formulas are spoken, a BCP 47 tag.
    """
    if any(token.type == "image" for token in inline.children or []):
        return None
    found = list[tuple[str, str]]()
    for line in split_lines(inline):
        if term := _read_term(line.children or [], language):
            found.append(term)
        elif found:
            name, meaning = found[-1]
            found[-1] = name, f"{meaning} {_text(line.children or [], language).whole.text}"
        else:
            return None
    fits = all(len(t) <= _LONGEST_TERM and len(m) <= _LONGEST_MEANING for t, m in found)
    terms = (Term(term=name, meanings=(meaning,)) for name, meaning in found)
    return Definition(terms=tuple(terms)) if found and fits else None


def are_terms_ahead(tokens: Sequence[Token], language: str) -> bool:
    """Return whether a document goes on with a term and its meaning.

    Args:
        tokens: The next two tokens.
        language: As above.
    """
    if [token.type for token in tokens[:1]] == ["dl_open"]:
        return True
    inlines = (token for token in tokens[1:2] if token.type == "inline")
    is_paragraph = bool(tokens) and tokens[0].type == "paragraph_open"
    return is_paragraph and any(read_terms(inline, language) for inline in inlines)


def _read_term(children: Sequence[Token], language: str) -> tuple[str, str] | None:
    """The words in bold at the beginning of a line, and those after the dash behind them."""
    held = [token for token in children if token.type != "text" or token.content]
    close = next((n for n, token in enumerate(held) if token.type == "strong_close"), 0)
    if not close or held[0].type != "strong_open" or close + 1 >= len(held):
        return None
    dash = _DASH.match(held[close + 1].content) if held[close + 1].type == "text" else None
    name = _text(held[:close], language).whole.text
    meaning = _text(held[close + 1 :], language).whole.text
    found = _DASH.match(meaning)
    return (name, meaning[found.end() :]) if dash and found and name else None


def _text(children: Sequence[Token], language: str) -> Inline:
    return read_inline(children, language, prose=True)
