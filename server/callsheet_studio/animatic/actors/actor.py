"""What the camera needs to know of anybody or anything that acts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from callsheet_studio.animatic.camera import Travel
from callsheet_studio.animatic.framing import FramedRegion
from callsheet_studio.animatic.shot import Framing
from callsheet_studio.drawing.skia_loader import skia

Draw: TypeAlias = Callable[[skia.Canvas, float], None]
"""Draws at t seconds, in metres around the spot on the ground where the actor is."""
Regions: TypeAlias = Mapping[Framing, FramedRegion]


def stays(t: float) -> float:
    """The travel of what does not leave its place."""
    return 0.0


def steadily(speed: float) -> Travel:
    """The travel of what goes on at this many metres a second."""
    return lambda t: speed * t


@dataclass(frozen=True)
class Actor:
    """Something that moves in front of the backdrop."""

    draw: Draw
    regions: Regions
    """What each framing shows."""
    travel: Travel = stays


def regions(w: float, h: float, face: FramedRegion | None = None, aloft: bool = False) -> Regions:
    """Framings of a thing of this size; `face` is where a close-up goes."""
    middle = h / 2 if not aloft else 0.0
    return {
        "wide": FramedRegion(0, middle, w, h, aloft),
        "medium": FramedRegion(0, middle, w * 0.95, h * 0.95, aloft),
        "close": face or FramedRegion(w * 0.12, middle * 1.1, w * 0.6, h * 0.6, aloft),
    }
