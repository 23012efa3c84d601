"""Lucide's icons (ISC) as paths, and which of them goes with a word.

`assets/icons.json.gz` holds about 2,000 paths on a 24x24 grid; `assets/pack_icons.py` wrote it.
"""

import gzip
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from callsheet_studio.render.graphics import skia
from callsheet_studio.render.vocabulary import ICON_WORDS, VAGUE

GRID = 24.0
_ENDINGS = (("ies", "y"), ("es", ""), ("s", ""), ("ing", ""), ("ing", "e"), ("ed", ""), ("ed", "e"))
_TOKEN = re.compile(r"([MLCZ])([^MLCZ]*)")


def icon_for(wanted: str | None, *texts: str | None) -> str | None:
    """The name of an icon: the one asked for, else one that goes with the first telling word."""
    names = load_icons()
    if wanted and (name := wanted.strip().lower().replace(" ", "-").replace("_", "-")) in names:
        return name
    hints = [word for text in (*texts, wanted) if text for word in _words(text)]
    for word in sorted(hints, key=VAGUE.__contains__):
        if word in ICON_WORDS:
            return ICON_WORDS[word]
    plain = (word for word in hints if len(word) > 3 and word in names)
    return next(plain, None)


def icon_path(name: str) -> skia.Path:
    """The path of an icon, 24 units wide.

    Raises:
        KeyError: There is no such icon.
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
    """Every icon's path data by its name; a former name has `=` and the present one."""
    packed = files("callsheet_studio.render.assets").joinpath("icons.json.gz").read_bytes()
    return json.loads(gzip.decompress(packed))


_COMMANDS = {
    "M": skia.Path.moveTo,
    "L": skia.Path.lineTo,
    "C": skia.Path.cubicTo,
    "Z": skia.Path.close,
}


def _words(text: str) -> Iterator[str]:
    """The words of a text, each also without its plural or its -ing."""
    for word in re.findall(r"[a-z]+", text.lower()):
        yield word
        for ending, instead in _ENDINGS:
            if word.endswith(ending) and len(word) > len(ending) + 2:
                yield word.removesuffix(ending) + instead
