"""A contact sheet: small pictures in rows, each under its number, in a JPEG for a chat."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from callsheet_studio.render.fonts import Face, load_face
from callsheet_studio.render.graphics import skia

Paint: TypeAlias = Callable[[skia.Canvas], None]
"""Draws one cell, from (0, 0) to the cell's size."""

LARGEST_SHEET = 40_000
"""Bytes: what an assistant is shown with an answer."""
GAP = 10
QUALITIES = (82, 74, 66, 58, 50, 42, 34, 26)
WORST = 12
GROUND, INK = 0xFF16181D, 0xFFFFFFFF
LABEL = Face("Inter", 700)


def sheet(cells: Sequence[tuple[str, Paint]], size: tuple[int, int], most: int) -> bytes:
    """Labelled cells of this size in at most `most` columns, as a JPEG of at most 40 kB."""
    columns = min(most, _even(len(cells), most))
    rows = -(-len(cells) // columns)
    width, height = size[0] + GAP, size[1] + GAP
    surface = skia.Surface(columns * width + GAP, rows * height + GAP)
    canvas = surface.getCanvas()
    canvas.clear(GROUND)
    for place, cell in enumerate(cells):
        row, column = divmod(place, columns)
        canvas.save()
        canvas.translate(GAP + column * width, GAP + row * height)
        canvas.clipRect(skia.Rect.MakeWH(*size))
        _draw(canvas, *cell)
        canvas.restore()
    return _small(surface.makeImageSnapshot())


def jpeg(image: skia.Image, quality: int) -> bytes:
    """A picture as a JPEG."""
    return bytes(image.encodeToData(skia.kJPEG, quality))


def _even(count: int, most: int) -> int:
    """The number of columns that leaves the fewest empty cells, wide rather than tall."""
    fits = range(max(1, most - 1), most + 1) if count > most else (count,)
    return min(fits, key=lambda columns: -count % columns)


def _draw(canvas: skia.Canvas, label: str, paint: Paint) -> None:
    """A cell, and its label in the upper left corner on its own ground."""
    paint(canvas)
    font = skia.Font(load_face(LABEL), 17)
    ground = skia.Paint(Color=GROUND, AntiAlias=True)
    canvas.drawRect(skia.Rect.MakeWH(font.measureText(label) + 14, 24), ground)
    canvas.drawString(label, 7, 18, font, skia.Paint(Color=INK, AntiAlias=True))


def _small(image: skia.Image) -> bytes:
    """The best quality that fits."""
    sheets = (jpeg(image, quality) for quality in QUALITIES)
    return next((one for one in sheets if len(one) <= LARGEST_SHEET), None) or jpeg(image, WORST)
