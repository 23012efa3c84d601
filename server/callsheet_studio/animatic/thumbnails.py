"""The pictures that stand for an animatic: a poster, and a sheet with two frames a shot."""

from collections.abc import Sequence

from callsheet_studio.animatic.shot import Shot, ShotList
from callsheet_studio.animatic.shot_renderer import ShotOptions, ShotRenderer, frame_size
from callsheet_studio.drawing.skia_loader import skia

QUALITY = 88
QUALITIES = (80, 70, 60, 50, 40, 30, 20)
LARGEST_SHEET = 40_000
CELL = {"16:9": 216, "9:16": 216, "1:1": 240}
"""The short side of a cell, in pixels."""
GAP = 8
GROUND = 0xFF16181D
MOMENTS = (0.35, 0.8)
"""Shares of a shot at which the sheet shows it."""


def poster(script: ShotList, take: ShotOptions) -> bytes:
    """The middle of the first shot, as a JPEG at the clip's size."""
    return _jpeg(_frames(script.shots[0], take, (0.5,))[0], QUALITY)


def contact_sheet(script: ShotList, take: ShotOptions) -> bytes:
    """Every shot at two moments, as a JPEG of at most 40 kB."""
    small = ShotOptions(take.id, take.aspect_ratio, CELL[take.aspect_ratio], take.fps, take.mark)
    frames = [frame for shot in script.shots for frame in _frames(shot, small, MOMENTS)]
    columns = 2 if take.aspect_ratio == "16:9" else len(frames) if len(frames) <= 4 else 4
    w, h = frame_size(take.aspect_ratio, small.short_side)
    rows = -(-len(frames) // columns)
    sheet = skia.Surface(columns * (w + GAP) + GAP, rows * (h + GAP) + GAP)
    canvas = sheet.getCanvas()
    canvas.clear(GROUND)
    for n, frame in enumerate(frames):
        row, column = divmod(n, columns)
        canvas.drawImage(frame.makeImageSnapshot(), GAP + column * (w + GAP), GAP + row * (h + GAP))
    sheets = (_jpeg(sheet, quality) for quality in QUALITIES)
    return next((data for data in sheets if len(data) <= LARGEST_SHEET), _jpeg(sheet, 10))


def _frames(shot: Shot, take: ShotOptions, shares: Sequence[float]) -> list[skia.Surface]:
    """The shot at these shares of its length."""
    plate = ShotRenderer(shot, take)
    size = frame_size(take.aspect_ratio, take.short_side)
    surfaces = [skia.Surface(*size) for _ in shares]
    for surface, share in zip(surfaces, shares, strict=True):
        plate.draw(surface.getCanvas(), plate.seconds * share)
    return surfaces


def _jpeg(surface: skia.Surface, quality: int) -> bytes:
    return bytes(surface.makeImageSnapshot().encodeToData(skia.kJPEG, quality))
