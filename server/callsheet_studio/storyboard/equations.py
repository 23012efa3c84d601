"""Equations as they are written: lines of TeX, and what their groups mean."""

import re

from callsheet_studio.storyboard.content import Equation

_ALIGNED = re.compile(
    r"\\begin\{(align\*?|aligned|gather\*?|gathered|split|equation\*?)\}(.*)\\end\{\1\}", re.DOTALL
)
_PIECE = re.compile(r"\\begin\{|\\end\{|\\\\(?:\[[^\]]*\])?|\\.|&|[^\\&]+|\\", re.DOTALL)
_COMMAND = re.compile(r"\\[A-Za-z]+")
_SINGLE = re.compile(r"(?<![^\W_])[B-HJ-Zb-z](?![^\W_])")
"""A letter that stands alone, but `a` and `I`, which are words."""
_LABEL = re.compile(r"\{\{(.+?)\}\}\s*[:–—]\s*(\S.*)", re.DOTALL)


def read_equation(tex: str) -> Equation:
    """Return the lines of an equation in TeX; `\\\\` ends a line outside of matrices and cases."""
    match = _ALIGNED.fullmatch(tex.strip())
    lines, depth = [""], 0
    for piece in _PIECE.findall(match[2] if match else tex):
        depth += {r"\begin{": 1, r"\end{": -1}.get(piece, 0)
        if piece.startswith(r"\\") and depth == 0:
            lines.append("")
        elif not (piece == "&" and depth == 0):
            lines[-1] += piece
    return Equation(lines=tuple(line for each in lines if (line := " ".join(each.split()))))


def names_symbol(text: str, equation: Equation) -> bool:
    """Return whether a text speaks of a letter that stands in an equation."""
    written = _COMMAND.sub(" ", " ".join(equation.lines))
    return any(letter in written for letter in _SINGLE.findall(text))


def read_label(raw: str) -> tuple[str, str] | None:
    """Return (group, words) of a label such as `{{b^2-4ac}}: decides how many
    roots`; None if it is not one."""
    match = _LABEL.fullmatch(raw.strip())
    return (match[1], match[2]) if match else None
