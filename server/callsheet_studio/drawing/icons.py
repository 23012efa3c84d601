"""Lucide's icons (ISC) as paths, and which of them goes with a word.

`assets/icons.json.gz` holds about 2,000 paths on a 24x24 grid;
`manifests/build/pack_icons.py` wrote it.
"""

import gzip
import json
import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from callsheet_studio.drawing.icon_keywords import DENIALS, IN_CONTEXT, NOT_THE_THING, THINGS
from callsheet_studio.drawing.pictures import picture_data
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.text.word_lists import FUNCTION_WORDS, is_verb

GRID = 24.0
MOST_WORDS = 9
"""Of a name whose things are looked at: a longer text is about more than one thing."""
_TOKEN = re.compile(r"([MLCZ])([^MLCZ]*)")


def icon_for(wanted: str | None, *texts: str | None) -> str | None:
    """Return the name of the icon or picture for something: the wanted one, or else one
    that a text surely names.

    None for most texts. Of `name: detail` only the name is searched; the detail tells a word's
    meaning.

    Args:
        wanted: A name that the user gave, or None.
        texts: Texts to search, in order.
    """
    if wanted and is_known(name := picture_key(wanted)):
        return name
    found = (icon for text in texts if text for icon in _icons(text))
    return next(found, None)


def picture_key(name: str) -> str:
    """Return a name as the sets of icons and pictures write it: lower case, with hyphens."""
    return name.strip().lower().replace(" ", "-").replace("_", "-")


def is_known(name: str) -> bool:
    """Return whether there is an icon or a picture of this name."""
    return name in load_icons() or name in picture_data()


def near_names(name: str, count: int = 3) -> list[str]:
    """Return up to `count` names of icons and pictures most like `name`, the likeliest first."""
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
    """Return the SVG path data of every icon by name; for a former name it is
    `=` and the present name."""
    packed = files("callsheet_studio.drawing.assets").joinpath("icons.json.gz").read_bytes()
    return json.loads(gzip.decompress(packed))


_COMMANDS = {
    "M": skia.Path.moveTo,
    "L": skia.Path.lineTo,
    "C": skia.Path.cubicTo,
    "Z": skia.Path.close,
}


def _icons(text: str) -> Iterator[str]:
    """The icons of the things that a text is about, sure matches only."""
    name, _, _ = text.partition(": ")
    words, near = _words(name), frozenset(_words(text))
    if len(words) > MOST_WORDS or not DENIALS.isdisjoint(words):
        return
    for n, word in enumerate(words):
        stands_alone = n + 1 == len(words) or _ends_a_name(words[n + 1])
        if not stands_alone or not NOT_THE_THING.isdisjoint(_before(words, n)):
            continue
        for single in (*_pairs(words, n), *_singulars(word)):
            if single in IN_CONTEXT:
                icon, context = IN_CONTEXT[single]
                yield from [icon] if near & context else []
            elif single in THINGS:
                yield THINGS[single]


def _before(words: list[str], n: int) -> list[str]:
    """The word before the n-th, and the one before that when an article stands between."""
    article = n > 1 and words[n - 1] in {"a", "an", "the"}
    return words[n - 2 : n] if article else words[max(n - 1, 0) : n]


def _pairs(words: list[str], n: int) -> list[str]:
    """The name of two words that ends with the n-th, such as `palm-tree`."""
    return [f"{words[n - 1]}-{single}" for single in _singulars(words[n])] if n else []


def _ends_a_name(following: str) -> bool:
    """Whether a noun before this word is no part of a longer name, as `rain` in `rain checks`."""
    said = following.endswith(("s", "ed")) and is_verb(following)
    return said or following in FUNCTION_WORDS or not following.isalpha()


def _singulars(word: str) -> Iterator[str]:
    yield word
    if word.endswith("ies"):
        yield f"{word.removesuffix('ies')}y"
    if word.endswith("oes"):
        yield word.removesuffix("es")
    if word.endswith("s"):
        yield word.removesuffix("s")


def _words(text: str) -> list[str]:
    """Words, and marks that end a name, in lower case."""
    return re.findall(r"[a-z]+(?:[-'][a-z]+)*|[,;.!?(/–—]|\d+", text.lower().replace("’", "'"))
