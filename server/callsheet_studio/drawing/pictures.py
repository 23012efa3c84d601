"""Fluent Emoji's flat pictures (Microsoft, MIT) in colored parts that can be drawn apart.

`assets/pictures.json.gz` holds about 1,300 pictures, `assets/natural_colors.txt` the names of those
that keep their colors in every look; `manifests/build/pack_pictures.py` wrote both.
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
    """One shape of a picture, on the grid of the set."""

    ink: str
    """Its color, `#rrggbb`, as the set has it."""
    path: skia.Path


@cache
def load_picture(name: str) -> tuple[PicturePart, ...]:
    """Return the colored shapes of a picture, in the order in which they are drawn. Their paths are
    in units of a square of `GRID` by `GRID`.

    Raises:
        KeyError: There is no picture of this name.
    """
    return tuple(PicturePart(ink, _path(data)) for ink, data in picture_data()[name])


def draw_picture(
    canvas: skia.Canvas, name: str, box: Rect, inks: Inks | None = None, share: float = 1.0
) -> None:
    """Draw a picture into a square rectangle.

    Args:
        box: Where it is drawn, in design units.
        inks: Replaces colors of the picture: old `#rrggbb` -> new color; None keeps all.
        share: The share of its shapes to draw, 0 to 1; the last of them is faded in.

    Raises:
        KeyError: There is no picture of this name.
    """
    inks = inks or {}
    canvas.save()
    canvas.translate(box.x, box.y)
    canvas.scale(box.w / GRID, box.h / GRID)
    parts = load_picture(name)
    for n, part in enumerate(parts):
        alpha = min(1.0, share * len(parts) - n)
        if alpha > 0:
            canvas.drawPath(part.path, fill(inks.get(part.ink) or Color.parse(part.ink), alpha))
    canvas.restore()


def picture_of_icon(icon: str) -> str | None:
    """Return the name of the picture that shows the same thing as a Lucide
    icon; None if there is none."""
    name = _OF_ICONS.get(icon, icon)
    return name if name in picture_data() and icon not in _SIGNS else None


def icon_of_picture(picture: str) -> str | None:
    """Return the name of the Lucide icon that shows the same thing as a picture, if that has
    another name; else None."""
    return next((icon for icon, name in _OF_ICONS.items() if name == picture), None)


_OF_ICONS = {
    "apple": "red-apple",
    "bandage": "adhesive-bandage",
    "bath": "bathtub",
    "beer": "beer-mug",
    "bike": "bicycle",
    "book": "closed-book",
    "book-open": "open-book",
    "bot": "robot",
    "building": "office-building",
    "building-2": "office-building",
    "calendar-days": "calendar",
    "car": "automobile",
    "cherry": "cherries",
    "cigarette-off": "no-smoking",
    "clipboard-list": "clipboard",
    "cloud-lightning": "cloud-with-lightning",
    "cloud-rain": "cloud-with-rain",
    "coffee": "hot-beverage",
    "cog": "gear",
    "droplets": "droplet",
    "file-text": "page-facing-up",
    "flag": "triangular-flag",
    "flame": "fire",
    "flower": "blossom",
    "fuel": "fuel-pump",
    "gem": "gem-stone",
    "globe": "globe-with-meridians",
    "grape": "grapes",
    "headphones": "headphone",
    "heart": "heart-suit",
    "heart-pulse": "anatomical-heart",
    "hourglass": "hourglass-not-done",
    "id-card": "identification-card",
    "key-round": "key",
    "landmark": "bank",
    "leaf": "leaf-fluttering-in-wind",
    "lightbulb": "light-bulb",
    "lock": "locked",
    "mail": "envelope",
    "mailbox": "closed-mailbox-with-raised-flag",
    "map": "world-map",
    "map-pin": "round-pushpin",
    "message-circle": "speech-balloon",
    "message-square": "speech-balloon",
    "messages-square": "speech-balloon",
    "mic": "microphone",
    "milk": "glass-of-milk",
    "moon": "crescent-moon",
    "palette": "artist-palette",
    "paw-print": "paw-prints",
    "phone": "telephone-receiver",
    "plane": "airplane",
    "plug": "electric-plug",
    "puzzle": "puzzle-piece",
    "ruler": "straight-ruler",
    "salad": "green-salad",
    "scale": "balance-scale",
    "search": "magnifying-glass-tilted-left",
    "settings": "gear",
    "shirt": "t-shirt",
    "shopping-basket": "basket",
    "smartphone": "mobile-phone",
    "sofa": "couch-and-lamp",
    "soup": "steaming-bowl",
    "sprout": "seedling",
    "store": "convenience-store",
    "swords": "crossed-swords",
    "tag": "label",
    "target": "bullseye",
    "timer": "stopwatch",
    "train-front": "train",
    "trash-2": "wastebasket",
    "tree-deciduous": "deciduous-tree",
    "tree-pine": "evergreen-tree",
    "trees": "evergreen-tree",
    "trending-down": "chart-decreasing",
    "trending-up": "chart-increasing",
    "triangle-alert": "warning",
    "truck": "delivery-truck",
    "user": "bust-in-silhouette",
    "users": "busts-in-silhouette",
    "utensils": "fork-and-knife",
    "volume-2": "speaker-high-volume",
    "vote": "ballot-box-with-ballot",
    "waves": "water-wave",
    "wine": "wine-glass",
    "zap": "high-voltage",
}
_ABSTRACT = """bar-chart bookmark bug chess-pawn construction copyright divide eye infinity link
    minus mouse mouth plus ribbon shield sparkle sparkles star"""
_SIGNS = frozenset(_ABSTRACT.split())
"""Icons that stand for an idea, or for another thing than the picture of the same name."""


def has_natural_colors(name: str) -> bool:
    """Return whether a picture's colors belong to what it shows, such as fruit, faces and flags,
    so that they must not be replaced."""
    return name in _natural_names()


@cache
def _natural_names() -> frozenset[str]:
    names = files("callsheet_studio.drawing.assets").joinpath("natural_colors.txt")
    return frozenset(names.read_text(encoding="utf-8").split())


@cache
def picture_data() -> Mapping[str, Sequence[tuple[str, str]]]:
    """Return (color, SVG path data) of every part of every picture, by the picture's name; the
    parts in the order in which they are drawn.

    A color is `#rrggbb`, and a path is in units of a square of `GRID` by `GRID`. The result is
    shared: it must not be changed.
    """
    packed = files("callsheet_studio.drawing.assets").joinpath("pictures.json.gz").read_bytes()
    return json.loads(gzip.decompress(packed))


def _path(data: str) -> skia.Path:
    path = skia.Path()
    if data.startswith("e"):
        path.setFillType(skia.PathFillType.kEvenOdd)
    for command, numbers in _TOKEN.findall(data):
        _COMMANDS[command](path, *map(float, numbers.split()))
    return path
