"""Tables and definition lists from their tokens."""

from collections.abc import Callable, Sequence

from callsheet_studio.storyboard.content import Alignment, Definition, Term
from callsheet_studio.storyboard.data import Grid, grid_of
from callsheet_studio.storyboard.inline import Inline
from callsheet_studio.storyboard.markdown import Token

Reader = Callable[[Token], Inline]
_ALIGNMENTS: dict[str, Alignment] = {
    "text-align:left": "left",
    "text-align:center": "center",
    "text-align:right": "right",
}


def read_table(tokens: Sequence[Token], read: Reader) -> Grid:
    """Return the table in the tokens between `table_open` and `table_close`.

    Args:
        read: Reads an `inline` token as text.
    """
    rows, align = list[list[str]](), list[Alignment]()
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "th_open":
            align.append(_ALIGNMENTS.get(str(token.attrGet("style")), ""))
        elif token.type == "inline":
            rows[-1].append(read(token).whole.text)
    return grid_of(rows[0], rows[1:], align)


def read_definition(tokens: Sequence[Token], read: Reader) -> Definition:
    """Return the terms and meanings in the tokens between `dl_open` and `dl_close`.

    Several paragraphs of a meaning are joined.

    Args:
        read: Reads an `inline` token as text.
    """
    terms = list[tuple[str, list[str]]]()
    inside = ""
    for token in tokens:
        if token.type in ("dt_open", "dd_open"):
            inside = token.type
            if inside == "dd_open":
                terms[-1][1].append("")
        elif token.type == "inline":
            text = read(token).whole.text
            if inside == "dt_open":
                terms.append((text, []))
            else:
                before = terms[-1][1][-1]
                terms[-1][1][-1] = f"{before} {text}" if before else text
    return Definition(terms=tuple(Term(term=t, meanings=tuple(m)) for t, m in terms))
