"""The cells of a table, and how each column is aligned."""

from dataclasses import dataclass
from functools import cached_property

from callsheet_studio.explainer.number_format import decimal_place
from callsheet_studio.storyboard.content import Table
from callsheet_studio.storyboard.model import Item
from callsheet_studio.text.numbers import read_number

EMPTY = "–"
_TICKS = str.maketrans({**dict.fromkeys("✅✔☑", "✓"), **dict.fromkeys("❌✖✘", "✗"), "\ufe0f": ""})
"""Emoji that say yes or no, and the signs for them that fonts have."""


@dataclass(frozen=True)
class Cells:
    """The texts of a table; row 0 is the header."""

    table: Table

    @property
    def height(self) -> int:
        """The number of rows, with the header."""
        return len(self.table.rows) + 1

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.table.header)

    @cached_property
    def grid(self) -> tuple[tuple[str, ...], ...]:
        """All texts by row and column; an empty cell has a dash."""
        rows = (
            (cell.translate(_TICKS).strip() or EMPTY for cell in row) for row in self.table.rows
        )
        return (self.table.header, *(tuple(row) for row in rows))

    def text(self, row: int, column: int) -> str:
        """Return the text of a cell; row 0 is the header."""
        return self.grid[row][column]

    def is_number(self, row: int, column: int) -> bool:
        """Return whether a cell is only a number with its unit."""
        return row > 0 and read_number(self.text(row, column)) is not None

    def item(self, row: int, column: int) -> Item:
        """Return a cell as an item, by which it is found in the narration: a number by its
        value, anything else by its words."""
        text = self.text(row, column)
        by_value = row > 0 and (column > 0 or not any(map(str.isalpha, text)))
        number = read_number(text) if by_value else None
        return Item(text="", value=number.value) if number else Item(text=text)

    @cached_property
    def numeric(self) -> frozenset[int]:
        """The indexes of the columns after the first whose cells are numbers or empty."""
        return frozenset(n for n in range(1, self.width) if self._has_numbers(n))

    @cached_property
    def one_unit(self) -> frozenset[int]:
        """The indexes of the numeric columns whose numbers all have the same unit."""
        return frozenset(n for n in self.numeric if self._has_one_unit(n))

    def align(self, column: int) -> str:
        """Return how a column is aligned: as the table says, else `right` for numbers and `left`
        for others."""
        said = self.table.align[column] if self.table.align else ""
        return said or ("right" if column in self.numeric else "left")

    def decimal(self, row: int, column: int) -> int:
        """Return how many characters of a cell stand before its decimal mark."""
        return decimal_place(self.text(row, column))

    def _has_one_unit(self, column: int) -> bool:
        numbers = (read_number(self.text(row, column)) for row in range(1, self.height))
        return len({number.unit for number in numbers if number}) == 1

    def _has_numbers(self, column: int) -> bool:
        filled = [r for r in range(1, self.height) if self.text(r, column) != EMPTY]
        return bool(filled) and all(self.is_number(row, column) for row in filled)
