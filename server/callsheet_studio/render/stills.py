"""The pictures that stand for a film: the poster, and a contact sheet with one frame a scene."""

from collections.abc import Sequence

from callsheet_studio.film import AspectRatio
from callsheet_studio.render.fonts import Face, load_face
from callsheet_studio.render.graphics import skia
from callsheet_studio.render.look import Look
from callsheet_studio.render.picture import Picture, Size
from callsheet_studio.render.timeline import TimedScene

POSTER_QUALITY = 90
LARGEST_SHEET = 40_000
"""Bytes: what an assistant is shown with an answer."""
MOST_CELLS = 24
"""Scenes on a sheet; of more, every second or third is shown."""
CELL = {"16:9": (384, 4), "9:16": (216, 7)}
"""A cell's width in pixels and the most columns."""
GAP = 10
QUALITIES = (82, 74, 66, 58, 50, 42, 34, 26)
GROUND, INK = 0xFF16181D, 0xFFFFFFFF
LABEL = Face("Inter", 700)
LEAVING = 0.6
"""Seconds before a scene's end at which it may begin to go."""
ARRIVING = 1.2
"""Seconds that the last item may take to be all there."""


def poster(timed: TimedScene, look: Look, size: Size) -> bytes:
    """The scene at its fullest, as a JPEG at the film's size."""
    surface = skia.Surface(size.width, size.height)
    Picture(timed, look, size).draw(surface.getCanvas(), fullest(timed))
    return _jpeg(surface, POSTER_QUALITY)


def contact_sheet(scenes: Sequence[TimedScene], look: Look, aspect: AspectRatio) -> bytes:
    """A numbered frame of each scene at its fullest, as a JPEG of at most 40 kB."""
    step = -(-len(scenes) // MOST_CELLS)
    shown = scenes[::step]
    width, most = CELL[aspect]
    size = Size.of(aspect, width if aspect == "9:16" else round(width * 9 / 16))
    columns = min(most, _even(len(shown), most))
    rows = -(-len(shown) // columns)
    surface = skia.Surface(columns * (size.width + GAP) + GAP, rows * (size.height + GAP) + GAP)
    canvas = surface.getCanvas()
    canvas.clear(GROUND)
    for place, timed in enumerate(shown):
        row, column = divmod(place, columns)
        x, y = GAP + column * (size.width + GAP), GAP + row * (size.height + GAP)
        _cell(canvas, (x, y), Picture(timed, look, size), timed, size)
    sheets = (_jpeg(surface, quality) for quality in QUALITIES)
    return next((sheet for sheet in sheets if len(sheet) <= LARGEST_SHEET), _jpeg(surface, 12))


def fullest(timed: TimedScene) -> float:
    """The second of a scene at which everything has arrived and nothing leaves yet."""
    arrived = max(timed.cues, default=0.0) + ARRIVING
    return max(timed.seconds / 2, min(max(arrived, timed.seconds * 0.8), timed.seconds - LEAVING))


def _even(count: int, most: int) -> int:
    """The number of columns that leaves the fewest empty cells, wide rather than tall."""
    fits = range(max(1, most - 1), most + 1) if count > most else (count,)
    return min(fits, key=lambda columns: -count % columns)


def _cell(
    canvas: skia.Canvas, at: tuple[int, int], picture: Picture, timed: TimedScene, size: Size
) -> None:
    canvas.save()
    canvas.translate(*at)
    canvas.clipRect(skia.Rect.MakeWH(size.width, size.height))
    picture.draw(canvas, fullest(timed))
    _label(canvas, str(timed.index + 1))
    canvas.restore()


def _label(canvas: skia.Canvas, text: str) -> None:
    """The scene's number in the upper left corner, on its own ground."""
    font = skia.Font(load_face(LABEL), 17)
    width = font.measureText(text)
    ground = skia.Paint(Color=GROUND, AntiAlias=True)
    canvas.drawRect(skia.Rect.MakeWH(width + 14, 24), ground)
    canvas.drawString(text, 7, 18, font, skia.Paint(Color=INK, AntiAlias=True))


def _jpeg(surface: skia.Surface, quality: int) -> bytes:
    data = surface.makeImageSnapshot().encodeToData(skia.kJPEG, quality)
    return bytes(data)
