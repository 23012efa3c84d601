"""Code as colored words in rows, wrapped only where it is too wide."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from callsheet_studio.explainer.scenes.code.highlighting import Role, find_roles

TAB = 4
"""Columns of a tabulator, at most."""
HANGING = 2
"""Columns by which what is wrapped stands in further than its line."""
_WORD = re.compile(r"\w+|[()\[\]{},;:]|[^\w\s()\[\]{},;:]+")


@dataclass(frozen=True)
class Piece:
    """Neighboring characters of one color in a row: a word, or signs."""

    text: str
    role: Role
    column: int
    """From 0."""

    @property
    def width(self) -> int:
        """The width in columns; a wide character takes two."""
        return count_columns(self.text)

    @property
    def end(self) -> int:
        """The column after the piece."""
        return self.column + self.width


@dataclass(frozen=True)
class CodeRow:
    """A row of code in the picture: a line, or a part of a line that is too wide."""

    line: int
    """Its number in the code, from 1."""
    pieces: tuple[Piece, ...]
    continued: bool = False
    """Whether it continues the line of the row above."""

    @property
    def text(self) -> str:
        """The text of the row with its indentation."""
        text = ""
        for piece in self.pieces:
            text += " " * (piece.column - count_columns(text)) + piece.text
        return text

    @property
    def width(self) -> int:
        """The width in columns."""
        return max((piece.end for piece in self.pieces), default=0)


def count_columns(text: str) -> int:
    """Return how many columns a text takes: 0 for a combining mark, 2 for
    a wide character, else 1."""
    return sum(
        0 if unicodedata.combining(char) else 1 + (unicodedata.east_asian_width(char) in "WF")
        for char in text
    )


def lex(code: str, language: str) -> list[CodeRow]:
    """Return code as rows of colored pieces, one for each line; in a single color if the
    language isn't known."""
    lines = [line.expandtabs(TAB) for line in code.split("\n")]
    roles = iter(find_roles("\n".join(lines), language))
    rows: list[CodeRow] = []
    for number, line in enumerate(lines, start=1):
        pieces = list(_pieces(line, [next(roles) for _ in line]))
        next(roles, None)  # the line end
        rows.append(CodeRow(number, tuple(pieces)))
    return rows


def wrap(rows: Sequence[CodeRow], width: int) -> list[CodeRow]:
    """Return rows of which none is wider than `width` columns; the parts of a wrapped line after
    the first are indented further."""
    return [part for row in rows for part in _wrap(row, width)]


def _wrap(row: CodeRow, width: int) -> Iterator[CodeRow]:
    if row.width <= width or not row.pieces:
        yield row
        return
    indent = min(row.pieces[0].column + HANGING, width // 2)
    pieces = list(_shorten(row.pieces, width - indent))
    taken: list[Piece] = []
    # What stands in further than the middle could not be seen.
    shift, first = min(0, width // 2 - pieces[0].column), True
    ends = _ends_of_words(pieces)
    for n, (piece, end) in enumerate(zip(pieces, ends, strict=True)):
        starts = n == 0 or not _hang_together(pieces[n - 1], piece)
        # A word that is cut anyway begins where there is room; others stay whole.
        whole = end if starts and end - piece.column <= width - indent else piece.end
        if taken and whole + shift > width:
            yield CodeRow(row.line, tuple(taken), not first)
            taken, first, shift = [], False, indent - piece.column
        taken.append(replace(piece, column=piece.column + shift))
    yield CodeRow(row.line, tuple(taken), not first)


def _ends_of_words(pieces: Sequence[Piece]) -> Sequence[int]:
    """For each piece, the column after those that hang together with it behind it."""
    ends = [piece.end for piece in pieces]
    for n in reversed(range(len(pieces) - 1)):
        if _hang_together(pieces[n], pieces[n + 1]):
            ends[n] = ends[n + 1]
    return ends


def _hang_together(one: Piece, other: Piece) -> bool:
    """Whether a row should not end between two pieces: inside of a word, or of a comment."""
    return one.end == other.column or one.role == other.role == "comment"


def _shorten(pieces: Sequence[Piece], width: int) -> Iterator[Piece]:
    """The pieces, those that are too long for any row cut in several."""
    for piece in pieces:
        while piece.width > width:
            cut = width
            while count_columns(piece.text[:cut]) > width:
                cut -= 1
            yield replace(piece, text=piece.text[:cut])
            rest = piece.text[cut:]
            piece = replace(piece, text=rest, column=piece.column + count_columns(piece.text[:cut]))
        yield piece


def _pieces(line: str, roles: Sequence[Role]) -> Iterator[Piece]:
    """Words and signs of one color; spaces are left out."""
    for word in _WORD.finditer(line):
        for _, run in groupby(range(*word.span()), key=roles.__getitem__):
            chars = list(run)
            text = line[chars[0] : chars[-1] + 1]
            yield Piece(text, roles[chars[0]], count_columns(line[: chars[0]]))
