"""The pictures that stand for an animatic: a poster, and a sheet with two frames a shot."""

from dataclasses import replace
from functools import partial

from callsheet_studio.animatic.shot import ShotList
from callsheet_studio.animatic.shot_renderer import ShotOptions, ShotRenderer, frame_size
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.media.contact_sheet import jpeg, sheet

QUALITY = 88
CELL = 216
"""The short side of a cell, in pixels."""
MOMENTS = (0.35, 0.8)
"""Shares of a shot at which the sheet shows it."""


def poster(script: ShotList, take: ShotOptions) -> bytes:
    """Return the middle frame of the first shot as a JPEG of the clip's size.

    Args:
        take: How shots are drawn: aspect ratio, short side and mark.
    """
    surface = skia.Surface(*frame_size(take.aspect_ratio, take.short_side))
    plate = ShotRenderer(script.shots[0], take)
    plate.draw(surface.getCanvas(), plate.seconds * 0.5)
    return jpeg(surface.makeImageSnapshot(), QUALITY)


def contact_sheet(script: ShotList, take: ShotOptions) -> bytes:
    """Return a JPEG of at most 40 kB with two frames of every shot.

    Args:
        take: How shots are drawn: aspect ratio and mark.
    """
    small = replace(take, short_side=CELL)
    plates = [ShotRenderer(shot, small) for shot in script.shots]
    cells = [
        (f"Shot {plate.shot.number}", partial(plate.draw, t=plate.seconds * share))
        for plate in plates
        for share in MOMENTS
    ]
    size = frame_size(take.aspect_ratio, CELL)
    return sheet(cells, size, 2 if take.aspect_ratio == "16:9" else 4)
