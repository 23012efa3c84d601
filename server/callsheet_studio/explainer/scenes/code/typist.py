"""Types code: when each row is written, and how far it is at any time."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from callsheet_studio.drawing.easing import ramp
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import Sprite, fill, sk_rect
from callsheet_studio.explainer.scenes.code.lexing import CodeRow
from callsheet_studio.explainer.scenes.code.pen import Pen

PACE = 42.0
"""Characters a second, unless the next line comes sooner."""
CARET = 0.6
"""Seconds for which the caret stays after the last character."""


@dataclass(frozen=True)
class TypingSpan:
    """When the typing of a row begins and ends, and until when its caret is shown, in seconds."""

    start: float
    end: float
    until: float


def plan_spans(rows: Sequence[CodeRow], lines: Sequence[float]) -> list[TypingSpan]:
    """Return when each row of code is typed.

    Args:
        lines: When each whole line begins, in seconds; its wrapped rows are typed one after the
            other.
    """
    spans: list[TypingSpan] = []
    for n, row in enumerate(rows):
        start = spans[-1].end if row.continued and spans else lines[row.line - 1]
        later = lines[row.line] if row.line < len(lines) else math.inf
        left = sum(other.width for other in rows[n:] if other.line == row.line)
        pace = max(PACE, left / max(0.05, later - start))
        spans.append(TypingSpan(start, start + row.width / pace, math.inf))
    nexts = [span.start for span in spans[1:]] + [spans[-1].end + CARET]
    return [
        TypingSpan(span.start, span.end, until) for span, until in zip(spans, nexts, strict=True)
    ]


@dataclass(frozen=True)
class Typist:
    """Draws rows of code while they are typed."""

    pen: Pen
    rows: Sequence[CodeRow]
    sprites: Sequence[Sprite]
    spans: Sequence[TypingSpan]

    def draw(self, canvas: skia.Canvas, n: int, t: float) -> None:
        """Draw row `n` as far as it is typed at second `t`, and the caret behind it."""
        row, span, grid = self.rows[n], self.spans[n], self.pen.grid
        if t < span.start:
            return
        shown = math.floor(row.width * ramp(t, span.start, span.end - span.start) + 1e-6)
        canvas.save()
        if shown < row.width:
            at = grid.row(n)
            canvas.clipRect(sk_rect(Rect(at.x, at.y, grid.x(shown) - at.x, at.h)))
        self.sprites[n].draw(canvas)
        canvas.restore()
        if t < span.until:
            accent = self.pen.context.theme.inks.panel.accent
            x, y = grid.x(shown) + 2, grid.row(n).y + 0.14 * grid.pitch
            canvas.drawRect(
                sk_rect(Rect(x, y, 0.5 * grid.advance, 0.72 * grid.pitch)), fill(accent)
            )
