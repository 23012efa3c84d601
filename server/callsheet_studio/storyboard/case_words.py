"""Functions that are defined by cases in TeX, in words: `alpha if awake, and 0 if asleep`."""

import re
from collections.abc import Sequence

_CASES = re.compile(r"\\begin\{d?cases\}(.{1,600}?)\\end\{d?cases\}", re.DOTALL)
_ROW_END = re.compile(r"\\\\(?:\[[^\]]{0,9}\])?")
_TEXT = re.compile(r"\\text(?:rm|normal)?\{\s{0,3}")
_IF = {
    "en": "if",
    "de": "falls",
    "fr": "si",
    "es": "si",
    "it": "se",
    "pt": "se",
    "nl": "als",
    "pl": "jeśli",
    "ru": "если",
    "id": "jika",
}
_OPENS = re.compile(
    r"(?:if|when|whenever|for|where|while|during|in|on|at|otherwise|else|falls|wenn|für|sonst|bei|"
    r"solange|si|pour|quand|sinon|lorsque|para|cuando|otherwise|en otro caso|se|per|altrimenti|"
    r"caso contrário|quando|als|voor|anders|jeśli|gdy|dla|w przeciwnym|если|при|иначе|когда|jika|"
    r"untuk|lainnya)\b",
    re.IGNORECASE,
)
"""Begins a condition that says itself when it holds."""
PLACE = "CASES"
"""Stands for the cases in what is left of a formula."""


def part_cases(tex: str) -> tuple[str, Sequence[tuple[str, str]]] | None:
    """Return a formula with `PLACE` as text instead of its only cases, and each of those as (value,
    condition); None if it has none, or several, or another bracket than theirs."""
    found = list(_CASES.finditer(tex))
    if len(found) != 1:
        return None
    rows = [row for row in _ROW_END.split(found[0][1]) if row.strip()]
    cells = [tuple(cell.strip(" ,\n") for cell in row.split("&")) for row in rows]
    cases = [(row[0], row[1]) for row in cells if len(row) == 2 and all(row)]
    if len(cases) < len(rows) or not cases:
        return None
    start, end = found[0].span()
    return f"{tex[:start]}\\text{{{PLACE}}}{tex[end:]}", cases


def when_word(condition: str, language: str) -> str | None:
    """Return the word with which a condition in TeX begins, with a space; empty where the condition
    has its own. None in a language without such a word here.

    Args:
        language: The first part of a BCP 47 tag.
    """
    if language not in _IF:
        return None
    text = _TEXT.match(condition)
    is_open = text is not None and bool(_OPENS.match(condition, text.end()))
    return "" if is_open else f"{_IF[language]} "
