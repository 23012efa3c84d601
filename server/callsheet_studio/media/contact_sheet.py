"""A contact sheet: small pictures in rows, each under its label, in a JPEG for a chat."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import TypeAlias

from callsheet_studio.drawing.fonts import FontFace, load_face
from callsheet_studio.drawing.skia_loader import skia

Paint: TypeAlias = Callable[[skia.Canvas], None]
"""Draws one cell, from (0, 0) to the cell's size."""

LARGEST_SHEET = 40_000
"""Bytes: what an assistant is shown with an answer."""
GAP = 10
STRIP = 24
"""The height of a label, above its picture so that it hides nothing."""
QUALITIES = (82, 74, 66, 58, 50, 42)
"""Of a JPEG; below them text has frays, and a smaller picture says more."""
SCALES = (1.0, 0.85, 0.7, 0.55, 0.4, 0.3)
GROUND, INK = 0xFF16181D, 0xFFFFFFFF
LABEL = FontFace("Inter", 700)
SMOOTH = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)
"""For pictures that get smaller."""


def sheet(cells: Sequence[tuple[str, Paint]], size: tuple[int, int], most: int) -> bytes:
    """Return a JPEG with pictures in rows, each under its label. Size and quality are lowered until
    it has at most 40 kB (`LARGEST_SHEET`); if nothing is so small, the smallest is returned.

    Args:
        cells: For each picture (label, function that draws it on a canvas of `size`); at least one.
        size: (width, height) of a picture in pixels.
        most: The largest number of columns.
    """
    columns = min(most, _even(len(cells), most))
    rows = -(-len(cells) // columns)
    width, height = size[0] + GAP, STRIP + size[1] + GAP
    surface = skia.Surface(columns * width + GAP, rows * height + GAP)
    canvas = surface.getCanvas()
    canvas.clear(GROUND)
    for place, cell in enumerate(cells):
        row, column = divmod(place, columns)
        canvas.save()
        canvas.translate(GAP + column * width, GAP // 2 + row * height)
        _draw(canvas, *cell, size)
        canvas.restore()
    return _small(surface.makeImageSnapshot())


def picture_painter(image: skia.Image, size: tuple[int, int]) -> Paint:
    """Return a function that draws `image` on a canvas, stretched to `size` (width, height) in
    pixels."""
    return lambda canvas: canvas.drawImageRect(image, skia.Rect.MakeWH(*size), SMOOTH)


def jpeg(image: skia.Image, quality: int) -> bytes:
    """Return a picture as a JPEG file; `quality` is 0 to 100."""
    return bytes(image.encodeToData(skia.kJPEG, quality))


def _even(count: int, most: int) -> int:
    """The number of columns that leaves the fewest empty cells, wide rather than tall."""
    fits = range(max(1, most - 1), most + 1) if count > most else (count,)
    return min(fits, key=lambda columns: -count % columns)


def _draw(canvas: skia.Canvas, label: str, paint: Paint, size: tuple[int, int]) -> None:
    """A label, and the cell below it."""
    font = skia.Font(load_face(LABEL), 17)
    canvas.drawString(label, 2, 18, font, skia.Paint(Color=INK, AntiAlias=True))
    canvas.translate(0, STRIP)
    canvas.clipRect(skia.Rect.MakeWH(*size))
    paint(canvas)


def _small(image: skia.Image) -> bytes:
    """The largest that fits in the lowest quality, in the best quality that fits."""
    file = cache(partial(jpeg, image))
    for scale in SCALES:
        file = cache(partial(jpeg, _scale(image, scale)))
        if len(file(QUALITIES[-1])) <= LARGEST_SHEET:
            break
    fits = bisect_left(QUALITIES, True, key=lambda quality: len(file(quality)) <= LARGEST_SHEET)
    return file(QUALITIES[min(fits, len(QUALITIES) - 1)])


def _scale(image: skia.Image, scale: float) -> skia.Image:
    surface = skia.Surface(round(image.width() * scale), round(image.height() * scale))
    canvas = surface.getCanvas()
    canvas.scale(scale, scale)
    canvas.drawImage(image, 0, 0, SMOOTH)
    return surface.makeImageSnapshot()
