"""Tables and comma-separated values: numbers become a chart, anything else stays a table."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from callsheet_studio.storyboard.column_words import TOTALS
from callsheet_studio.storyboard.content import Alignment, Chart, Content, Series, Table
from callsheet_studio.storyboard.content_parts import is_worked_out
from callsheet_studio.storyboard.model import CHARTS, Item, SceneKind
from callsheet_studio.storyboard.spoken_rows import is_counted, unit_in
from callsheet_studio.storyboard.units import named_unit
from callsheet_studio.text.numbers import Number, is_year, read_number

_MISSING = {"", "-", "–", "—", "n/a", "N/A", "?"}


@dataclass(frozen=True)
class Grid:
    """The cells of a table as they were written; every row is as long as the header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    align: tuple[Alignment, ...] = ()


@dataclass(frozen=True)
class GridDisplay:
    """What shows a table in a scene: items with values, or a content."""

    kind: SceneKind
    items: tuple[Item, ...] = ()
    content: Content | None = None
    subtitle: str | None = None


def read_csv(text: str) -> Grid | None:
    """Return the table in text separated by commas, semicolons or tabs; None
    without a row under the header."""
    first = text.lstrip().partition("\n")[0]
    mark = max(",;\t", key=first.count)
    rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter=mark)]
    rows = [row for row in rows if any(row)]
    return grid_of(rows[0], rows[1:]) if len(rows) > 1 else None


def grid_of(
    header: Sequence[str], rows: Sequence[Sequence[str]], align: Sequence[Alignment] = ()
) -> Grid:
    """Return a table whose rows are cut or filled to the length of the header.

    Args:
        align: The alignment of each column; empty leaves it open.
    """
    width = len(header)
    filled = (tuple([*row, *[""] * width][:width]) for row in rows)
    said = tuple(align) if any(align) else ()
    return Grid(tuple(header), tuple(filled), said)


def show_grid(grid: Grid, kind: SceneKind | None) -> GridDisplay:
    """Return what shows a table in a scene: a chart if all columns but the first are numbers of one
    unit, else a table.

    Args:
        kind: The kind asked for: `table`, or a chart, which is made if there are any numbers; None
            chooses by the numbers.
    """
    columns = _numbers(grid)
    asked = kind if kind in CHARTS else None
    charted = (
        _is_chart(grid, columns)
        and not _has_totals(grid)
        and not _is_numbered(grid)
        and not is_worked_out(grid.header, grid.rows)
    )
    if kind == "table" or not columns or not (asked or charted):
        return GridDisplay(
            "table", content=Table(header=grid.header, rows=grid.rows, align=grid.align)
        )
    over, *names = grid.header
    chosen = asked or ("line" if _are_rising_years(grid) else "bars")
    if len(columns) == 1 and chosen != "scatter":
        items = (
            Item(text=row[0], value=number.value, label=number.label)
            for row, number in zip(grid.rows, columns[0], strict=True)
            if number
        )
        return GridDisplay(chosen, tuple(items), subtitle=names[0])
    series = (
        Series(
            name=name,
            values=tuple(number.value if number else None for number in column),
            written=tuple(number.label if number else "" for number in column),
        )
        for name, column in zip(names, columns, strict=True)
    )
    categories = tuple(row[0] for row in grid.rows)
    chart = Chart(over=over, categories=categories, series=tuple(series))
    return GridDisplay(chosen, content=chart)


def is_without_words(grid: Grid) -> bool:
    """Return whether a table has nothing but names, since its other cells are pictures, or is
    empty."""
    rows = (grid.header, *grid.rows)
    is_empty = not any(cell for row in rows for cell in row)
    return is_empty or (len(grid.header) > 1 and not any(cell for row in rows for cell in row[1:]))


Column = tuple[Number | None, ...]


def _numbers(grid: Grid) -> list[Column]:
    """The columns after the first as numbers; none when any cell is something else."""
    cells = [cell for row in grid.rows for cell in row[1:]]
    if len(grid.header) < 2 or not all(c in _MISSING or read_number(c) for c in cells):
        return []
    columns = zip(*grid.rows, strict=True)
    found = [tuple(map(read_number, column)) for column in columns][1:]
    return found if all(any(column) for column in found) else []


def _is_chart(grid: Grid, columns: Sequence[Column]) -> bool:
    """At least two rows, and one unit throughout, in the cells, in the headings or in the names of
    the rows."""
    if not columns or len(columns[0]) < 2:
        return False
    rows = _row_units([row[0] for row in grid.rows])
    headings = [unit_in(name) or named_unit(name) for name in grid.header[1:]]
    units = {
        number.unit or heading or unit
        for heading, column in zip(headings, columns, strict=True)
        for number, unit in zip(column, rows, strict=True)
        if number
    }
    return len(units) == 1


def _row_units(names: Sequence[str]) -> Sequence[str]:
    """The unit that the name of each row writes, or an empty text. A single letter is a unit only
    if each row has one, since `men (m)` has none."""
    units = list(map(named_unit, names))
    if all(units):
        return units
    return ["" if unit.isalpha() and len(unit) == 1 else unit for unit in units]


def _has_totals(grid: Grid) -> bool:
    """Whether the last row is the sum of the others, which would dwarf them as a bar."""
    return grid.rows[-1][0].strip(" :").casefold() in TOTALS


def _is_numbered(grid: Grid) -> bool:
    """Whether rows of several numbers are only counted, by a column such as `i` or `#`."""
    return len(grid.header) > 2 and is_counted(grid.header, grid.rows)


def _are_rising_years(grid: Grid) -> bool:
    names = [row[0] for row in grid.rows]
    rising = all(a < b for a, b in pairwise(names))
    return len(names) > 3 and rising and all(is_year(name) for name in names)
