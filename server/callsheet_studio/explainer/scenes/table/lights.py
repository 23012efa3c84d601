"""What of a table is lit when: the row, column or cell that is said, or that is highlighted."""

from collections.abc import Sequence
from dataclasses import dataclass

from callsheet_studio.drawing.easing import ramp, smootherstep
from callsheet_studio.explainer.attention import FOCUS, MOST, Attention, AttentionSpan, listen
from callsheet_studio.explainer.scene_context import SceneContext
from callsheet_studio.explainer.scenes.table.cells import EMPTY, Cells
from callsheet_studio.text.timed_word import TimedWord

SAME = 1.2
"""Seconds within which a row and one of its cells are said together."""


@dataclass(frozen=True)
class Lights:
    """How far each row, column and cell of a table is highlighted over time. Rows and columns
    are numbered as in `Cells`."""

    arrivals: tuple[float, ...]
    """When each row enters, in seconds; the header first."""
    rows: Attention
    columns: Attention
    cells: Attention
    width: int
    kept: frozenset[tuple[int, int]]
    """(row, column) of the cells that are highlighted all the time."""
    end: float
    """When the scene ends, in seconds."""

    def row(self, row: int, t: float) -> float:
        """Return how far a row is highlighted at second `t`, 0 to 1."""
        return self.rows.on(row - 1, t)

    def column(self, column: int, t: float) -> float:
        """Return how far a column is highlighted at second `t`, 0 to 1."""
        return self.columns.on(column - 1, t)

    def cell(self, row: int, column: int, t: float) -> float:
        """Return how far a cell is highlighted at second `t`, more than its row and column are:
        0 to 1."""
        said = self.cells.on(row * self.width + column, t)
        crossing = self.row(row, t) * self.column(column, t)
        kept = self._keeps(row, t) if self.kept == frozenset({(row, column)}) else 0.0
        return max(said, crossing, kept)

    def row_band(self, row: int, t: float) -> float:
        """Return the opacity of the band behind a row at second `t` (0 to 1): while its name is
        spoken, or if it is the scene's highlight."""
        whole = len(self.kept) > 1 and all(r == row for r, _ in self.kept)
        return max(self.row(row, t), self._keeps(row, t) if whole else 0.0)

    def column_band(self, column: int, t: float) -> float:
        """Return the opacity of the band behind a column at second `t` (0 to 1): while its name
        is spoken and no row is, or if it is the scene's highlight."""
        whole = bool(self.kept) and (1, column) in self.kept and (1, 0) not in self.kept
        every = whole and len(self.kept) == len(self.arrivals) - 1
        named = self.column(column, t) * (1 - self.rows.on_any(t))
        return max(named, self._keeps(0, t) if every else 0.0)

    def _keeps(self, row: int, t: float) -> float:
        return smootherstep(ramp(t, self.arrivals[row] + 0.6, FOCUS))

    def dim(self, row: int, t: float) -> float:
        """Return how far a row is dimmed at second `t` (0 to 1), because another one is
        highlighted."""
        cells = range(row * self.width, (row + 1) * self.width)
        own = max(self.row(row, t), *(self.cells.on(n, t) for n in cells))
        return max(0.0, self.rows.on_any(t) - own)

    def column_named(self, columns: Sequence[int], after: float, before: float) -> float | None:
        """Return the second between `after` and `before` at which one of these columns is first
        named; None if none is."""
        spans = (s for s in self.columns.spans if s.index + 1 in columns)
        return next((s.start for s in spans if after <= s.start < before - 0.5), None)


def light_cells(context: SceneContext, cells: Cells) -> Lights:
    """Return how far rows, columns and cells of a table are highlighted over time: as they are
    spoken of, or by the scene's `highlight`."""
    words = context.said.after_title
    firsts = [cells.item(row, 0) for row in range(1, cells.height)]
    headers = [cells.item(0, column) for column in range(1, cells.width)]
    language = context.theme.language
    rows, columns = listen(firsts, words, language), listen(headers, words, language)
    said = _find_said_cells(words, language, cells, rows, columns)
    in_rows = [(span.start, span.index // cells.width - 1) for span in said.spans]
    named = [(span.start, span.index) for span in rows.spans]
    return Lights(
        (0.0, *context.cues),
        _yielding(rows, 1, in_rows),
        columns,
        _yielding(said, cells.width, named),
        cells.width,
        _find_named_cells(cells, context.timed.scene.highlight),
        context.timed.seconds,
    )


def _yielding(lights: Attention, width: int, others: Sequence[tuple[float, int]]) -> Attention:
    """Lights that go out when something in another row is named; `width`: cells in a row of them.

    `others` are the moments at which something is named, and the rows in which it is.
    """

    def end(span: AttentionSpan) -> float:
        row = span.index // width - (width > 1)
        return min([span.end, *(at for at, other in others if at > span.start and other != row)])

    return Attention(
        tuple(AttentionSpan(span.index, span.start, end(span)) for span in lights.spans)
    )


def _find_said_cells(
    words: Sequence[TimedWord], language: str, cells: Cells, rows: Attention, columns: Attention
) -> Attention:
    """Cells most of whose text is said: where several have it, the one whose row or column was
    named."""
    places: dict[str, list[int]] = {}
    for row in range(1, cells.height):
        for column in range(1, cells.width):
            if cells.text(row, column) != EMPTY:
                places.setdefault(cells.text(row, column), []).append(row * cells.width + column)
    texts = list(places)
    items = [cells.item(*divmod(places[text][0], cells.width)) for text in texts]
    spans: list[AttentionSpan] = []
    for span in listen(items, words, language, least=MOST).spans:
        row, column = rows.at(span.start + SAME), columns.at(span.start + SAME)
        found = _meant(places[texts[span.index]], cells.width, row, column)
        if found is not None and _may_be_told(rows, span.start, found // cells.width):
            spans.append(AttentionSpan(found, span.start, span.end))
    return Attention(tuple(spans))


def _may_be_told(rows: Attention, t: float, row: int) -> bool:
    """Whether words said at second `t` may be of a row: its sentence is said or it is named right
    then, or no row has been named yet."""
    told = _told_row(rows, t) or _told_row(rows, t + SAME)
    return told == row or (told is None and rows.at(t) is None)


def _told_row(rows: Attention, t: float) -> int | None:
    """The row whose sentence is being said."""
    spans = (span for span in reversed(rows.spans) if span.start <= t)
    last = next(spans, None)
    return last.index + 1 if last and t < last.end else None


def _meant(places: Sequence[int], width: int, row: int | None, column: int | None) -> int | None:
    if len(places) == 1:
        return places[0]
    in_row = [n for n in places if row is not None and n // width == row + 1]
    in_column = [n for n in places if column is not None and n % width == column + 1]
    return in_row[0] if in_row else in_column[0] if len(in_column) == 1 else None


def _find_named_cells(cells: Cells, name: str | None) -> frozenset[tuple[int, int]]:
    """The cells of the row or column of this name, or the cell that reads so."""
    wanted = (name or "").strip().casefold()
    every = [(r, c) for r in range(cells.height) for c in range(cells.width)]
    read = [(r, c) for r, c in every if wanted and cells.text(r, c).casefold() == wanted]
    if not read:
        return frozenset()
    row, column = read[0]
    if row == 0:
        return frozenset((r, column) for r in range(1, cells.height))
    return frozenset((row, c) for c in range(cells.width)) if column == 0 else frozenset({read[0]})
