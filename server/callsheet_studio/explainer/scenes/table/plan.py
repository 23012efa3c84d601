"""How a table is laid out: the size of its text, the widths of its columns, and its pages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.text_layout import TextStyle
from callsheet_studio.explainer.scene_context import SceneContext
from callsheet_studio.explainer.scenes.table.cells import Cells

LARGER = (56.0, 48.0)
"""Sizes that are tried first in a tall frame."""
SIZES = (40.0, 36.0, 33.0, 30.0, 28.0, 26.0)
"""Of the text, in design units: the largest at which everything is seen at once."""
LEAST = 26.0
MOST_ROWS, MOST_COLUMNS = 8, 6
MOST_LINES, MOST_LINES_TALL = 3, 8
"""Of a cell, in a wide frame and in a tall one."""
PAD, PAD_TALL = 18.0, 11.0
"""Next to a cell's text, on each side, in a wide frame and in a tall one."""
HEAD_TALL = 0.8
"""The size of headings, as a share of that of cells, in a tall frame, where they make columns
broad."""
LEADING = 1.22
ROW_PAD = 0.62
"""Above and below the text of a row together, as a share of its size."""
WIDEST, WIDEST_FIRST = 0.5, 0.42
"""Shares of the width that a column may take, and the first one where others follow on pages."""
AIR = 1.35
"""How much higher than it must be a row is, at most."""
NARROW = 0.26
"""The share of the width up to which the names of rows are not broken."""
ROOMY = 1.5
"""How much wider than its text a table may be."""


@dataclass(frozen=True)
class Sheet:
    """Measures the cells of a table in one text size. All lengths are in design units."""

    context: SceneContext
    cells: Cells
    size: float
    width: float
    """Of the whole table."""

    def style(self, row: int, column: int) -> TextStyle:
        """Return the text style of a cell; row 0 is the header."""
        role = "strong" if row == 0 or column == 0 else "text"
        lines = MOST_LINES_TALL if self.context.size.tall else MOST_LINES
        base = self.context.style(role, self.size, lines)
        is_small = self.context.size.tall and row == 0
        size = max(LEAST, self.size * HEAD_TALL) if is_small else self.size
        return replace(base, size=size, floor=LEAST / size, leading=LEADING)

    @property
    def pad(self) -> float:
        """What is free next to a cell's text, on each side."""
        return PAD_TALL if self.context.size.tall else PAD

    @cached_property
    def natural(self) -> tuple[float, ...]:
        """The widths of the columns if no cell needs more than one line, up to a limit."""
        most = WIDEST * self.width
        return tuple(min(most, width) for width in self.whole)

    @cached_property
    def whole(self) -> tuple[float, ...]:
        """The widths of the columns if no cell needs more than one line, whatever that takes."""
        return tuple(
            max(self._across(row, n) for row in range(self.cells.height)) + 2 * self.pad + 2
            for n in range(self.cells.width)
        )

    @cached_property
    def least(self) -> tuple[float, ...]:
        """The smallest widths of the columns, at which cells are broken between words."""
        first, *others = (
            min(self.natural[n], max(self._words(row, n) for row in range(self.cells.height)))
            for n in range(self.cells.width)
        )
        whole = self.natural[0] <= NARROW * self.width
        return (self.natural[0] if whole else first, *others)

    def widths(self, columns: Sequence[int]) -> tuple[float, ...] | None:
        """Return the widths of these columns, which together fill the width of the table, the
        more of it the more there is to read in them; None if that is not enough."""
        natural, least = ([kind[n] for n in columns] for kind in (self.natural, self.least))
        if sum(least) > self.width + 0.01:
            return None
        if sum(natural) <= self.width:
            more = min(self.width / sum(natural), ROOMY)
            return tuple(width * more for width in natural)
        wanted = [max(0.1, self.whole[n] - self.least[n]) for n in columns]
        share = (self.width - sum(least)) / sum(wanted)
        return tuple(a + more * share for a, more in zip(least, wanted, strict=True))

    def row_height(self, row: int, columns: Sequence[int], widths: Sequence[float]) -> float:
        """Return the height of a row whose cells have these widths; 0 for a header without any
        text."""
        if not (row or any(self.cells.table.header)):
            return 0.0
        heights = (
            self.context.typesetter.fit(
                self.cells.text(row, n), self.style(row, n), width - 2 * self.pad
            ).height
            for n, width in zip(columns, widths, strict=True)
        )
        return max(max(heights), LEADING * self.size) + ROW_PAD * self.size

    def _across(self, row: int, column: int) -> float:
        style = self.style(row, column)
        text = self.cells.text(row, column)
        return self.context.typesetter.width(text, style.face, style.size)

    def _words(self, row: int, column: int) -> float:
        style = self.style(row, column)
        texts = self.cells.text(row, column).split() or [""]
        if self.cells.is_number(row, column):
            texts = [self.cells.text(row, column)]
        measure = self.context.typesetter.width
        return max(measure(text, style.face, style.size) for text in texts) + 2 * self.pad + 2


@dataclass(frozen=True)
class TablePage:
    """Rows and columns of a table that are shown together."""

    sheet: Sheet
    rows: range
    """Rows of the table from 1; the header is always shown."""
    columns: tuple[int, ...]
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    """The header's, then the rows'."""

    def place(self, room: Rect) -> "PlacedPage":
        """Return the page at the top of `room`, in the middle between left and right, with space
        between its rows if there is room."""
        own = sum(self.heights)
        airy = replace(self, heights=tuple(h * min(AIR, room.h / own) for h in self.heights))
        whole = room.resize(sum(self.widths), sum(airy.heights))
        free = room.h - whole.h
        return PlacedPage(airy, Rect(whole.x, room.y + 0.3 * free, whole.w, whole.h))


@dataclass(frozen=True)
class PlacedPage:
    """A page of a table, and its rectangle in design units. Rows and columns are given by their
    numbers in the table."""

    part: TablePage
    rect: Rect

    def row(self, number: int) -> Rect:
        """Return the rectangle of a row; 0 is the header."""
        n = 0 if number == 0 else number - self.part.rows.start + 1
        heights = self.part.heights
        return Rect(self.rect.x, self.rect.y + sum(heights[:n]), self.rect.w, heights[n])

    def column(self, number: int) -> Rect:
        """Return the rectangle of a column, header included."""
        n = self.part.columns.index(number)
        widths = self.part.widths
        return Rect(self.rect.x + sum(widths[:n]), self.rect.y, widths[n], self.rect.h)

    def cell(self, row: int, column: int) -> Rect:
        """Return the rectangle of a cell."""
        across, down = self.column(column), self.row(row)
        return Rect(across.x, down.y, across.w, down.h)


def plan_parts(context: SceneContext, cells: Cells, room: Rect) -> list[list[TablePage]]:
    """Return the pages of a table: one if the whole can be read at once, else groups of rows.

    Each group of rows is a list of pages with groups of columns; the first column is on every page.

    Args:
        room: The rectangle in which the table is shown.
        cells: The table's texts.
    """
    for size in (*(LARGER if context.size.tall else ()), *SIZES):
        sheet = Sheet(context, cells, size, room.w)
        rows, columns = range(1, cells.height), range(cells.width)
        if len(rows) > MOST_ROWS or len(columns) > MOST_COLUMNS:
            break
        part = _part(sheet, rows, tuple(columns))
        if part and sum(part.heights) <= room.h:
            return [[part]]
    sheet = Sheet(context, cells, LEAST, room.w)
    groups = _column_groups(sheet)
    return [[part for part in parts if part] for parts in _row_groups(sheet, groups, room.h)]


def _part(sheet: Sheet, rows: range, columns: tuple[int, ...]) -> TablePage | None:
    widths = sheet.widths(columns)
    if widths is None:
        return None
    heights = tuple(sheet.row_height(row, columns, widths) for row in (0, *rows))
    return TablePage(sheet, rows, columns, widths, heights)


def _column_groups(sheet: Sheet) -> list[tuple[tuple[int, ...], tuple[float, ...]]]:
    """Columns that have room together, with their widths; as equal in number as can be."""
    fewest = _fill(sheet, MOST_COLUMNS - 1)
    evenly = _fill(sheet, -(-(sheet.cells.width - 1) // len(fewest)) if fewest else 1)
    groups = evenly if len(evenly) == len(fewest) else fewest
    return [((0, *group), _squeeze(sheet, (0, *group))) for group in groups or [[]]]


def _fill(sheet: Sheet, most: int) -> list[list[int]]:
    """The columns after the first in groups of at most so many, each with room."""
    free = sheet.width - min(sheet.least[0], WIDEST_FIRST * sheet.width)
    groups: list[list[int]] = []
    for n in range(1, sheet.cells.width):
        taken = sum(min(sheet.least[k], free) for k in groups[-1]) if groups else free
        full = not groups or len(groups[-1]) >= most
        if full or taken + min(sheet.least[n], free) > free:
            groups.append([])
        groups[-1].append(n)
    return groups


def _squeeze(sheet: Sheet, columns: tuple[int, ...]) -> tuple[float, ...]:
    """The columns' widths, narrower than their longest words if need be."""
    widths = sheet.widths(columns)
    if widths:
        return widths
    first = min(sheet.least[0], WIDEST_FIRST * sheet.width)
    rest = [sheet.least[n] for n in columns[1:]]
    share = min(1.0, (sheet.width - first) / sum(rest)) if rest else 1.0
    return first, *(width * share for width in rest)


def _row_groups(
    sheet: Sheet,
    groups: Sequence[tuple[tuple[int, ...], tuple[float, ...]]],
    room: float,
) -> list[list[TablePage]]:
    """Rows that have room together in every group of columns."""
    heights = [
        [sheet.row_height(row, columns, widths) for row in range(sheet.cells.height)]
        for columns, widths in groups
    ]
    tallest = [max(column) for column in zip(*heights, strict=True)]
    edges = [1]
    for row in range(1, sheet.cells.height):
        taken = tallest[0] + sum(tallest[edges[-1] : row + 1])
        if row > edges[-1] and (taken > room or row - edges[-1] >= MOST_ROWS):
            edges.append(row)
    edges.append(sheet.cells.height)
    return [
        [
            TablePage(sheet, range(a, b), columns, widths, (own[0], *own[a:b]))
            for (columns, widths), own in zip(groups, heights, strict=True)
        ]
        for a, b in zip(edges, edges[1:], strict=False)
    ]
