"""Lucide's icons (ISC) as paths.

`assets/icons.json.gz` holds about 2,000 paths on a 24x24 grid;
`manifests/build/pack_icons.py` wrote it.
"""

import gzip
import json
import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from callsheet_studio.drawing.pictures import picture_data
from callsheet_studio.drawing.skia_loader import skia

GRID = 24.0
_TOKEN = re.compile(r"([MLCZ])([^MLCZ]*)")


def picture_key(name: str) -> str:
    """Return a name in the spelling of the sets of icons and pictures: lower case, with hyphens."""
    return name.strip().lower().replace(" ", "-").replace("_", "-")


def is_known(name: str) -> bool:
    """Return whether there is an icon or a picture of this name, in the spelling of
    `picture_key`."""
    return name in load_icons() or name in picture_data()


def near_names(name: str, count: int = 3) -> list[str]:
    """Return up to `count` names of icons and pictures that are spelled like `name`, the most
    similar first."""
    return get_close_matches(name, sorted({*load_icons(), *picture_data()}), count, 0.5)


def icon_path(name: str) -> skia.Path:
    """Return the outline of an icon as a path on a grid of 24 by 24 units.

    Raises:
        KeyError: There is no icon of this name.
    """
    path = skia.Path()
    data = load_icons()[name]
    if data.startswith("="):
        return icon_path(data[1:])
    for command, numbers in _TOKEN.findall(data):
        _COMMANDS[command](path, *(float(number) for number in numbers.split()))
    return path


@cache
def load_icons() -> Mapping[str, str]:
    """Return the SVG path data of every icon by name, on a grid of 24 by 24 units; for a former
    name it is `=` and the present name. The result is shared: it must not be changed."""
    packed = files("callsheet_studio.drawing.assets").joinpath("icons.json.gz").read_bytes()
    return json.loads(gzip.decompress(packed))


_COMMANDS = {
    "M": skia.Path.moveTo,
    "L": skia.Path.lineTo,
    "C": skia.Path.cubicTo,
    "Z": skia.Path.close,
}
