"""Where code stands: its size, its panel, the pages that a camera goes through."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from callsheet_studio.drawing.easing import ramp, smootherstep
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.text_layout import Align
from callsheet_studio.explainer.scene_context import left_edge
from callsheet_studio.explainer.scenes.code.lexing import CodeRow, Piece, lex, wrap
from callsheet_studio.explainer.scenes.code.timing import CodeTimes, StateTimes
from callsheet_studio.storyboard.content import Code

LEAST, LARGEST = 26.0, 56.0
"""Size of letters in design units."""
PAGED = 32.0
"""Size of code that does not fit its panel, at most: what is paged must not be large as well."""
ADVANCE = 0.6
"""Width of a JetBrains Mono character, as a share of the size."""
LEADING = 1.42
PAD_X, PAD_Y = 24.0, 20.0
NARROWEST = 0.56
"""Of the room's width, for a panel at least."""
WIDE = 0.84
"""A panel that is wider than this share of the room takes all of it."""
BETWEEN = 18.0
"""From the code to its output."""
OUTPUT_SHARE = 0.34
"""Of the room's height, for the output at most."""
SCROLL = 0.7
"""Seconds from one page to the next."""
EARLY = 0.35
"""Seconds before its time at which the camera sets out."""


@dataclass(frozen=True)
class CodeGrid:
    """A panel with rows of code in one text size."""

    panel: Rect
    size: float
    seen: int
    """How many rows it shows at once."""

    @property
    def pitch(self) -> float:
        """The distance between two rows, in whole design units."""
        return pitch_of(self.size)

    @property
    def advance(self) -> float:
        """The distance between two columns, in design units."""
        return self.size * ADVANCE

    @property
    def window(self) -> Rect:
        """The rectangle inside the panel in which rows are shown."""
        rect = self.panel
        return Rect(rect.x, rect.y + PAD_Y, rect.w, self.pitch * self.seen)

    def row(self, n: int) -> Rect:
        """Return the rectangle of row `n`, before the camera moves."""
        return Rect(self.panel.x, self.panel.y + PAD_Y + n * self.pitch, self.panel.w, self.pitch)

    def x(self, column: float) -> float:
        """Return the x at which a column begins, in design units."""
        return self.panel.x + PAD_X + column * self.advance

    def baseline(self, row: int) -> float:
        """Return the y of the baseline of a row, in design units, before the camera moves."""
        return self.row(row).y + self.pitch / 2 + 0.36 * self.size


@dataclass(frozen=True)
class CodeLayout:
    """The panels of code and of its output, and the rows in them."""

    grid: CodeGrid
    states: tuple[tuple[CodeRow, ...], ...]
    output: CodeGrid | None = None
    printed: tuple[CodeRow, ...] = ()
    cut: bool = False
    """Whether rows of the output had to be left out."""


def pitch_of(size: float) -> float:
    """Return the distance of two rows of code in whole design units, given the text size in
    design units."""
    return float(round(size * LEADING))


def plan_layout(code: Code, room: Rect, align: Align) -> CodeLayout:
    """Return the layout of code in `room`: in the largest text size at which all of it is visible,
    else in pages and with wrapped lines.

    Args:
        align: Where code that is narrower than the room stands.
    """
    states = [lex(state.text, code.language) for state in code.states]
    printed = lex(code.output, "") if code.output is not None else []
    size = _size(states, printed, room)
    width = _columns(room.w, size)
    wrapped = [wrap(rows, width) for rows in states]
    output = wrap(printed, width)
    rows = max(len(state) for state in wrapped)
    free = max(OUTPUT_SHARE * room.h, room.h - _high(rows, size) - BETWEEN)
    shown = _first_rows(output, max(2, int((free - 2 * PAD_Y) / pitch_of(size))), width)
    below = _high(len(shown), size) + BETWEEN if shown else 0.0
    seen = max(1, min(rows, int((room.h - below - 2 * PAD_Y) / pitch_of(size))))
    columns = max(row.width for state in (*wrapped, shown) for row in state)
    wide = max(columns * size * ADVANCE + 2 * PAD_X, NARROWEST * room.w)
    wide = room.w if wide > WIDE * room.w else wide
    high = _high(seen, size) + below
    left = left_edge(align, room, wide)
    panel = Rect(left, room.y + (room.h - high) * 0.4, wide, _high(seen, size))
    grid = CodeGrid(panel, size, seen)
    states_rows = tuple(tuple(state) for state in wrapped)
    if not shown:
        return CodeLayout(grid, states_rows)
    under = Rect(left, panel.bottom + BETWEEN, wide, _high(len(shown), size))
    cut = len(output) > len(shown)
    return CodeLayout(grid, states_rows, CodeGrid(under, size, len(shown)), tuple(shown), cut)


def _first_rows(rows: Sequence[CodeRow], most: int, width: int) -> list[CodeRow]:
    """The first rows, the last of them with an ellipsis when there are more."""
    if len(rows) <= most:
        return list(rows)
    *kept, last = rows[:most]
    pieces = tuple(piece for piece in last.pieces if piece.end <= width - 2)
    end = max((piece.end for piece in pieces), default=-1)
    return [*kept, replace(last, pieces=(*pieces, Piece("…", "comment", end + 1)))]


def _high(rows: int, size: float) -> float:
    return rows * pitch_of(size) + 2 * PAD_Y


def _columns(width: float, size: float) -> int:
    return int((width - 2 * PAD_X) / (size * ADVANCE) + 1e-6)


def _size(states: Sequence[Sequence[CodeRow]], printed: Sequence[CodeRow], room: Rect) -> float:
    """Whole and unwrapped if that can be read, or with only a part of the output; else unwrapped
    and paged; else as large as wraps no more than the least."""
    rows = max(len(state) for state in states)
    columns = max((row.width for state in (*states, printed) for row in state), default=1)
    for most in (math.inf, OUTPUT_SHARE * room.h):
        size = LARGEST
        while size >= LEAST:
            output = min(_high(len(printed), size), most) + BETWEEN if printed else 0.0
            if columns <= _columns(room.w, size) and _high(rows, size) + output <= room.h:
                return size
            size -= 1
    if columns > _columns(room.w, LEAST):
        return _wrapped_size((*states, printed), room)
    fitting = (room.w - 2 * PAD_X) / max(1, columns) / ADVANCE
    return max(LEAST, min(PAGED, float(int(fitting))))


def _wrapped_size(texts: Sequence[Sequence[CodeRow]], room: Rect) -> float:
    def count(size: float) -> int:
        return sum(len(wrap(rows, _columns(room.w, size))) for rows in texts)

    sizes = (LEAST + n for n in range(round(PAGED - LEAST), 0, -1))
    least = count(LEAST)
    fits = (s for s in sizes if count(s) == least and _high(least, s) + BETWEEN <= room.h)
    return next(fits, LEAST)


@dataclass(frozen=True)
class Stop:
    """The first row that is shown from a second on."""

    time: float
    row: int


@dataclass(frozen=True)
class PageCamera:
    """Which rows of code are shown at each time."""

    stops: tuple[Stop, ...]

    def first_row(self, t: float) -> float:
        """Return the index of the first row that is shown at second `t`; a fraction while it
        scrolls between two pages."""
        row = float(self.stops[0].row)
        for stop in self.stops[1:]:
            row += (stop.row - row) * smootherstep(ramp(t, stop.time - EARLY, SCROLL))
        return row

    def pages(self) -> list[tuple[float, float, int]]:
        """Return when each page stands still, as (start, end, first row): seconds of the scene,
        infinite as the last page's end."""
        starts = [0.0, *(stop.time - EARLY + SCROLL for stop in self.stops[1:])]
        ends = [*(stop.time - EARLY for stop in self.stops[1:]), float("inf")]
        return [(a, b, stop.row) for a, b, stop in zip(starts, ends, self.stops, strict=True)]


def plan_pages(code: Code, layout: CodeLayout, times: CodeTimes) -> PageCamera:
    """Return which page of code is shown when: the one with the lines that are spoken of.

    Args:
        layout: The rows, in pages.
        times: When the lines are spoken of.
    """
    seen = layout.grid.seen
    stops = [Stop(0.0, 0)]
    for time, first, last, total in _visits(code, layout, times):
        row = stops[-1].row
        if first >= row and last < row + seen and row + seen <= max(total, seen):
            continue
        above = 1 if times.typed else max(0, (seen - (last - first + 1)) // 2)
        target = max(0, min(first - above, total - seen))
        if target != row:
            # A page is read before the next comes, unless they are named in one breath.
            after = stops[-1].time + SCROLL if len(stops) > 1 else 0.0
            stops.append(Stop(max(time, after), target))
    return PageCamera(tuple(stops))


def _visits(code: Code, layout: CodeLayout, times: CodeTimes) -> list[tuple[float, int, int, int]]:
    """When which rows are spoken of, and how many rows there are then."""
    visits: list[tuple[float, int, int, int]] = []
    for state, rows, when in zip(code.states, layout.states, times.states, strict=True):
        if times.typed:
            visits += [(when.lines[row.line - 1], n, n, len(rows)) for n, row in enumerate(rows)]
            continue
        if when.start > times.states[0].start:
            visits.append((when.start, 0, 0, len(rows)))
        for time, step in zip(when.steps, state.steps, strict=True):
            lit = [n for n, row in enumerate(rows) if row.line in step]
            if lit:
                last = min(lit[-1], lit[0] + layout.grid.seen - 1)
                visits.append((time, lit[0], last, len(rows)))
        if not state.steps:
            visits += _reading(when, times.seconds, len(rows), layout.grid.seen)
    return visits


def _reading(
    when: StateTimes, seconds: float, total: int, seen: int
) -> list[tuple[float, int, int, int]]:
    """Page after page, evenly, through a state that nothing is lit in."""
    pages = -(-total // seen)
    pause = (min(when.end, seconds) - when.start) / pages
    return [
        (when.start + n * pause, n * seen, min((n + 1) * seen, total) - 1, total)
        for n in range(1, pages)
    ]
