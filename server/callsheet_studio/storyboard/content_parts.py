"""Less of what a scene shows."""

import re
from collections.abc import Sequence

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

_FEW_WORDS = 2
"""Words that the cells of a description have at least, on average."""
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
    """Return a table with only its names and one more column: the last that has numbers, else
    what describes them, else the first."""
    table = uncounted(table)
    columns = range(1, len(table.header))
    numbers = [n for n in columns if all(_HAS_NUMBER.match(row[n]) for row in table.rows)]
    kept = (0, (numbers or [description_column(table) or 1])[-1])
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
    kept = sorted({0, *numbers[:1], most})
    rows = tuple(tuple(row[n] for n in kept) for row in table.rows)
    header = tuple(table.header[n] for n in kept)
    return table.model_copy(update={"header": header, "rows": rows, "align": ()})


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


def _are_code(cells: Sequence[str]) -> bool:
    return 2 * sum(map(is_code, cells)) > len(cells)


def uncounted(table: Table) -> Table:
    """Return a table without a column that only counts the rows."""
    if len(table.header) < 3 or not is_counted(table.header, table.rows):
        return table
    rows = tuple(row[1:] for row in table.rows)
    return table.model_copy(update={"header": table.header[1:], "rows": rows, "align": ()})
