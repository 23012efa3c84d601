"""Less of what a scene shows."""

import math
import re
from collections.abc import Sequence
from itertools import combinations

from callsheet_studio.storyboard.code_words import is_code
from callsheet_studio.storyboard.content import (
    Chart,
    Code,
    CodeState,
    Content,
    Definition,
    Equation,
    Series,
    Table,
)
from callsheet_studio.storyboard.spoken_rows import is_counted
from callsheet_studio.text.numbers import read_number

_COMPARED, _LEAST_WORKED = 3, 4
"""Columns of a table that compares two numbers, and of one that works out a number, at least."""
_FEW_WORDS = 2
"""Words that the cells of a description have at least, on average."""
_VERDICT = re.compile(
    r"\b(?:right|correct(?:ly)?|fine|not?|never|none|unchanged|except|only|"
    r"richtig|korrekt|kein\w{0,2}|nicht|nie|nur|aucune?|pas|jamais|seulement|ningun[oa]|nunca|sólo|"
    r"nessun[oa]?|non|mai|solo|nenhum[a]?|não|apenas)\b",
    re.IGNORECASE,
)
"""Tells a row from the others."""
_HAS_NUMBER = re.compile(r"\W*\d")


def first_parts(content: Content, most: int) -> Content:
    """Return content with only its first rows, lines or terms; a diagram as a whole."""
    match content:
        case Table(rows=rows):
            return content.model_copy(update={"rows": rows[:most]})
        case Code(states=states, output=output):
            states = tuple(_first_lines(state, most) for state in states)
            output = output and "\n".join(output.split("\n")[:most])
            return content.model_copy(update={"states": states, "output": output})
        case Chart(categories=categories, series=series):
            cut = (_first_values(each, most) for each in series)
            changes = {"categories": categories[:most], "series": tuple(cut)}
            return content.model_copy(update=changes)
        case Definition(terms=terms):
            return content.model_copy(update={"terms": terms[:most]})
        case Equation(lines=lines):
            return content.model_copy(update={"lines": lines[:most]})
        case _:
            return content


def _first_lines(state: CodeState, most: int) -> CodeState:
    lines = state.text.split("\n")
    if len(lines) <= most:
        return state
    steps = (tuple(n for n in step if n <= most) for step in state.steps)
    return CodeState(text="\n".join(lines[:most]), steps=tuple(step for step in steps if step))


def _first_values(series: Series, most: int) -> Series:
    changes = {"values": series.values[:most], "written": series.written[:most]}
    return series.model_copy(update=changes)


def only_names(table: Table) -> Table | None:
    """Return a table with nothing but the names of its rows; None if these are numbers or times."""
    table = uncounted(table)
    names = tuple(row[:1] for row in table.rows)
    if any(_HAS_NUMBER.match(name) or not name.strip() for (name,) in names):
        return None
    return table.model_copy(update={"header": table.header[:1], "rows": names, "align": ()})


def two_columns(table: Table) -> Table:
    """Return a table with only its names and one more column: the one that is worked out of the
    others, else the last that has numbers, else what describes them, else the first. Two numbers
    of one unit beside each name are a comparison, and both stay, as do all of several things side
    by side, below an empty heading: one alone says nothing of them."""
    table = uncounted(table)
    if _compares(table) or not table.header[0]:
        return table
    if result := only_result(table):
        return result
    columns = range(1, len(table.header))
    numbers = [n for n in columns if all(_HAS_NUMBER.match(row[n]) for row in table.rows)]
    return _keep(table, (0, (numbers or [description_column(table) or 1])[-1]))


def only_result(table: Table) -> Table | None:
    """Return a table with its names and the last column, where that is the difference of two others
    in each row, as of an initial and a final reading; None if it is not."""
    is_result = is_worked_out(table.header, table.rows)
    return _keep(table, (0, len(table.header) - 1)) if is_result else None


def is_worked_out(header: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Return whether the last column of a table of numbers is the difference of two others, in each
    of two rows or more."""
    if len(header) < _LEAST_WORKED or len(rows) < 2:
        return False
    numbers = [[read_number(cell) for cell in row[1:]] for row in rows]
    found = [[n.value for n in row if n] for row in numbers]
    if any(len(row) < len(header) - 1 for row in found) or not any(row[-1] for row in found):
        return False
    return any(
        all(math.isclose(abs(row[a] - row[b]), abs(row[-1]), abs_tol=1e-6) for row in found)
        for a, b in combinations(range(len(header) - 2), 2)
    )


def _compares(table: Table) -> bool:
    """Whether there are two numbers beside each name, of one unit as far as none is missing."""
    if len(table.header) != _COMPARED:
        return False
    pairs = [(read_number(one), read_number(other)) for _, one, other in table.rows]
    units = [(a.unit, b.unit) for a, b in pairs if a and b]
    numbers = all(
        _HAS_NUMBER.match(cell) or not any(map(str.isalnum, cell))
        for row in table.rows
        for cell in row[1:]
    )
    return numbers and bool(units) and all(a == b for a, b in units)


def _keep(table: Table, kept: Sequence[int]) -> Table:
    """The columns with these indices."""
    rows = tuple(tuple(row[n] for n in kept) for row in table.rows)
    header = tuple(table.header[n] for n in kept)
    return table.model_copy(update={"header": header, "rows": rows, "align": ()})


def key_columns(table: Table) -> Table:
    """Return a table with its names, the first column of numbers and the one that has most words,
    as far as there are such columns."""
    columns = dict(enumerate(zip(*table.rows, strict=True)))
    numbers = [n for n, cells in columns.items() if n and all(map(_HAS_NUMBER.match, cells))]
    words = {n: sum(len(c.split()) for c in cells) for n, cells in columns.items() if n}
    most = max(words, key=words.__getitem__)
    return _keep(table, sorted({0, *numbers[:1], most}))


def description_column(table: Table) -> int | None:
    """Return the index of the column that says most about the rows in words; None if all others
    are numbers, single words or code."""
    columns = enumerate(zip(*table.rows, strict=True))
    words = {
        n: sum(len(cell.split()) for cell in cells) / len(cells)
        for n, cells in columns
        if n and not any(map(_HAS_NUMBER.match, cells)) and not _are_code(cells)
    }
    most = max(words, key=words.__getitem__, default=None)
    return most if most is not None and words[most] >= _FEW_WORDS else None


def has_verdicts(table: Table) -> bool:
    """Return whether some rows of a table, and not all, have words that say the contrary of what
    others say, such as `right` or `not`: the names of its rows, or the first of them, would be said
    of all."""
    said = [any(_VERDICT.search(cell) for cell in row[1:]) for row in table.rows]
    return any(said) and not all(said)


def _are_code(cells: Sequence[str]) -> bool:
    return 2 * sum(map(is_code, cells)) > len(cells)


def uncounted(table: Table) -> Table:
    """Return a table without a column that only counts the rows."""
    if len(table.header) < 3 or not is_counted(table.header, table.rows):
        return table
    rows = tuple(row[1:] for row in table.rows)
    return table.model_copy(update={"header": table.header[1:], "rows": rows, "align": ()})
