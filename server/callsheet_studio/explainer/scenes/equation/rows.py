"""Breaks a line of TeX that is too wide, before its relations and signs as a textbook does."""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from callsheet_studio.explainer.scenes.equation.typeset import EM, Formula, FormulaGlyph, typeset

LEADING = 350.0
"""Between the rows of a line, in thousandths of an em."""
INDENT = 1000.0
"""Of the rows after the first."""
_PIECE = re.compile(r"\\(?:begin|end|left|right)(?![A-Za-z])|\\[A-Za-z]+\*?|\\.|.", re.DOTALL)
_RELATIONS_TEXT = r"""
= < > \le \leq \ge \geq \ne \neq \approx \equiv \sim \to \rightarrow \implies \iff \Rightarrow
\Leftrightarrow \propto \in \leftarrow \longrightarrow \xrightarrow
"""
_RELATIONS = frozenset(_RELATIONS_TEXT.split())
_SIGNS = frozenset({"+", "-", r"\pm", r"\mp", r"\cdot", r"\times", ","})
_OPENING = frozenset({"{", "(", "[", r"\begin", r"\left"})
_CLOSING = frozenset({"}", ")", "]", r"\end", r"\right"})
NOTHING = "{}"
"""Before a row that goes on, so that a sign at its beginning is set between two things."""
MOST_ROWS = 4


@dataclass(frozen=True)
class SetLine:
    """A line of a derivation, typeset in one or several rows. Units are thousandths of an em."""

    rows: tuple[Formula, ...]

    @property
    def width(self) -> float:
        """The width of the widest row with its indent, in thousandths of an em."""
        return max(row.width + (INDENT if n else 0) for n, row in enumerate(self.rows))

    @property
    def height(self) -> float:
        """The height of all rows, in thousandths of an em."""
        return sum(row.height for row in self.rows) + LEADING * (len(self.rows) - 1)

    def glyph_positions(self) -> list[tuple[FormulaGlyph, float, float]]:
        """Return every glyph with the (x, y) of its row."""
        found: list[tuple[FormulaGlyph, float, float]] = []
        y = 0.0
        for n, row in enumerate(self.rows):
            x = INDENT if n else 0.0
            found += [(part, x, y) for part in row.parts]
            y += row.height + LEADING
        return found


def set_line(tex: str, groups: Sequence[str], width: float) -> SetLine | None:
    """Return a line of TeX, typeset in as few rows of at most `width` ems as possible; None if it
    can't be typeset.

    Args:
        groups: The TeX of the groups; a glyph knows the index of its group.
    """
    whole = typeset(tex, groups)
    if whole is None:
        return None
    if whole.width <= width * EM:
        return SetLine((whole,))
    for marks in (_RELATIONS, _RELATIONS | _SIGNS):
        rows = _fill(split_at(tex, marks), groups, width)
        if rows:
            return SetLine(rows)
    return None


def split_at(tex: str, marks: Set[str]) -> list[str]:
    """Split a line of TeX before each of the marks (such as `=` and `+`) that stands outside of
    brackets; a comma stays with the piece before it."""
    pieces, depth = [""], 0
    for token in _PIECE.findall(tex):
        depth += (token in _OPENING) - (token in _CLOSING)
        if token in marks and depth == 0 and pieces[-1].strip():
            if token == ",":
                pieces[-1] += token
                token = ""
            pieces.append("")
        pieces[-1] += token
    return [piece for piece in pieces if piece.strip()]


def _fill(pieces: Sequence[str], groups: Sequence[str], width: float) -> tuple[Formula, ...]:
    """Rows that take as many pieces as fit; none when a piece alone doesn't."""
    rows: list[Formula] = []
    taken = ""
    for piece in [*pieces, None]:
        room = width * EM - (INDENT if rows else 0)
        if piece is not None and _is_within(taken + piece, groups, room):
            taken += piece
            continue
        done = typeset(f"{NOTHING if rows else ''}{taken}", groups)
        if done is None or done.width > room or len(rows) == MOST_ROWS:
            return ()
        rows.append(done)
        taken = piece or ""
    return tuple(rows)


def _is_within(tex: str, groups: Sequence[str], width: float) -> bool:
    formula = typeset(tex, groups)
    return formula is not None and formula.width <= width
