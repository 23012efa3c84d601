"""Fluent Emoji's flat pictures (Microsoft, MIT) in colored parts that can be drawn apart.

`assets/pictures.json.gz` holds about 1,300 pictures; `manifests/build/pack_pictures.py` wrote it.
"""

import gzip
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypeAlias

from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill

GRID = 32.0 * 20
"""Steps that a picture is wide and high."""
Inks: TypeAlias = Mapping[str, Color]
"""The color that replaces one of the set, by the set's `#rrggbb`."""
_TOKEN = re.compile(r"([Mlcz])([^Mlcz]*)")
_COMMANDS = {
    "M": skia.Path.moveTo,
    "l": skia.Path.rLineTo,
    "c": skia.Path.rCubicTo,
    "z": skia.Path.close,
}


@dataclass(frozen=True)
class PicturePart:
    """One shape of a picture, in steps of the grid."""

    ink: str
    """`#rrggbb`, as the set has it."""
    path: skia.Path


@cache
def load_picture(name: str) -> tuple[PicturePart, ...]:
    """The parts of a picture, the rearmost first.

    Raises:
        KeyError: There is no such picture.
    """
    return tuple(PicturePart(ink, _path(data)) for ink, data in picture_data()[name])


def draw_picture(canvas: skia.Canvas, name: str, box: Rect, inks: Inks | None = None) -> None:
    """Draw a picture into a square box; `inks` replace colors of the set."""
    inks = inks or {}
    canvas.save()
    canvas.translate(box.x, box.y)
    canvas.scale(box.w / GRID, box.h / GRID)
    for part in load_picture(name):
        canvas.drawPath(part.path, fill(inks.get(part.ink) or Color.parse(part.ink)))
    canvas.restore()


@cache
def picture_data() -> Mapping[str, Sequence[tuple[str, str]]]:
    """Color and path data of every part, by the picture's name."""
    packed = files("callsheet_studio.drawing.assets").joinpath("pictures.json.gz").read_bytes()
    return json.loads(gzip.decompress(packed))


def _path(data: str) -> skia.Path:
    path = skia.Path()
    if data.startswith("e"):
        path.setFillType(skia.PathFillType.kEvenOdd)
    for command, numbers in _TOKEN.findall(data):
        _COMMANDS[command](path, *map(float, numbers.split()))
    return path
