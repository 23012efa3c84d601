"""Draws pieces of code on a grid, exactly as written: no ligatures, every column in its place."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from callsheet_studio.drawing.draw_list import paint_paragraph
from callsheet_studio.drawing.fonts import FontFace, load_face
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import Sprite, fill, stroke
from callsheet_studio.explainer.scene_context import SceneContext, TextBox
from callsheet_studio.explainer.scenes.code.layout import CodeGrid
from callsheet_studio.explainer.scenes.code.lexing import CodeRow, Piece
from callsheet_studio.explainer.scenes.code.palette import CodePalette

MONO = FontFace("JetBrains Mono", 500)
MOST_KEPT = 256
"""Paragraphs in memory: those that fade come once only."""


@dataclass(frozen=True)
class Pen:
    """Draws pieces of code on one grid."""

    context: SceneContext
    grid: CodeGrid
    palette: CodePalette

    def sprite(self, row: CodeRow, n: int) -> Sprite:
        """Return the sprite of a row in the place of row `n` of the grid, before the camera
        moves."""

        def paint(canvas: skia.Canvas) -> None:
            if row.continued and row.pieces:
                self._hook(canvas, row, n)
            for piece in row.pieces:
                self.draw(canvas, piece, self.grid.x(piece.column), self.grid.baseline(n))

        end = self.grid.x(row.width) + self.grid.size
        rect = self.grid.row(n)
        left = rect.x + 4
        return Sprite.record(Rect(left, rect.y, end - left, rect.h), self.context.size.unit, paint)

    def draw(
        self, canvas: skia.Canvas, piece: Piece, x: float, y: float, alpha: float = 1.0
    ) -> None:
        """Draw a piece of code at x, with its baseline at y."""
        paint = fill(self.palette.roles[piece.role], alpha)
        if all(self._typeface.unicharToGlyph(ord(char)) for char in piece.text):
            canvas.drawString(piece.text, x, y, self._font, paint)
            return
        paragraph = self._paragraph(piece, alpha)
        room = piece.width * self.grid.advance
        canvas.save()
        canvas.translate(x, y - paragraph.AlphabeticBaseline)
        canvas.scale(min(1.0, room / max(1.0, paragraph.MaxIntrinsicWidth)), 1)
        paint_paragraph(canvas, paragraph, 0, 0)
        canvas.restore()

    def note(self, row: CodeRow, y: float, life: tuple[float, float], cut: bool = False) -> None:
        """Record the text box of a row whose upper edge is at y, shown during `life`, (start, end)
        in seconds.

        Args:
            cut: Whether a part of it is left out.
        """
        if not row.pieces or life[0] >= life[1]:
            return
        left = self.grid.x(row.pieces[0].column)
        rect = Rect(left, y + 2, self.grid.x(row.width) - left, self.grid.pitch - 4)
        contrast = min(self.palette.contrast(piece.role) for piece in row.pieces)
        _, missing = self.context.typesetter.fonts.drawable(row.text, MONO)
        size = self.grid.size
        self.context.boxes.append(TextBox(row.text, rect, size, size, cut, contrast, missing, life))

    def _hook(self, canvas: skia.Canvas, row: CodeRow, n: int) -> None:
        """Tells that a row goes on with the one above it."""
        step, base = self.grid.advance, self.grid.baseline(n) - 0.3 * self.grid.size
        x = self.grid.x(row.pieces[0].column) - 1.3 * step
        path = skia.Path().moveTo(x - 0.4 * step, base - 0.4 * self.grid.size)
        path.lineTo(x - 0.4 * step, base).lineTo(x + 0.5 * step, base)
        canvas.drawPath(path, stroke(self.palette.roles["comment"], 2.5, 0.7))

    def _paragraph(self, piece: Piece, alpha: float) -> "skia.textlayout.Paragraph":
        """The same one for the same piece, so that a frame in which nothing moves is held."""
        key = piece.text, piece.role, alpha
        if key not in self._kept:
            text, _ = self.context.typesetter.fonts.drawable(piece.text, MONO)
            paint = fill(self.palette.roles[piece.role], alpha)
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            self._kept[key] = self.context.typesetter.paragraph(text, MONO, self.grid.size, paint)
        return self._kept[key]

    @cached_property
    def _kept(self) -> dict[tuple[str, str, float], "skia.textlayout.Paragraph"]:
        return {}

    @cached_property
    def _typeface(self) -> skia.Typeface:
        return load_face(MONO)

    @cached_property
    def _font(self) -> skia.Font:
        font = skia.Font(self._typeface, self.grid.size)
        font.setSubpixel(True)
        font.setLinearMetrics(True)
        font.setHinting(skia.FontHinting.kNone)
        return font


def note_pages(
    pen: Pen,
    rows: Sequence[CodeRow],
    arrivals: Sequence[float],
    end: float,
    pages: Sequence[tuple[float, float, int]],
) -> None:
    """Record the text box of each row of code, with the times at which a page with it is shown.

    Args:
        arrivals: When each row enters, in seconds.
        end: When the state of the code ends.
        pages: (start, end, first row) of each page.
    """
    grid = pen.grid
    for start, until, first in pages:
        for n in range(first, min(first + grid.seen, len(rows))):
            life = max(start, arrivals[n]), min(until, end)
            pen.note(rows[n], grid.window.y + (n - first) * grid.pitch, life)
