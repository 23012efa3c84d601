"""Faces and colored dots that say something of the words behind them, in words."""

import re
from collections.abc import Mapping, Sequence

from callsheet_studio.text.language_names import primary_subtag

_SIGNS = {
    **dict.fromkeys("😀😃😄😁🙂😊😍🤩☺🥳", 0),
    **dict.fromkeys("😐😑😶🤔", 1),
    **dict.fromkeys("😟🙁☹😕😞😢😭😠😡😣😩", 2),
    **dict.fromkeys("🟢💚", 3),
    **dict.fromkeys("🟡🟠💛", 4),
    **dict.fromkeys("🔴💔", 5),
}
"""The place of each sign's name."""
_NAMES: Mapping[str, Sequence[str]] = {
    "en": ("happy", "neutral", "unhappy", "green", "yellow", "red"),
    "de": ("zufrieden", "neutral", "unzufrieden", "grün", "gelb", "rot"),
    "fr": ("content", "neutre", "mécontent", "vert", "jaune", "rouge"),
    "es": ("contento", "neutral", "descontento", "verde", "amarillo", "rojo"),
    "it": ("contento", "neutrale", "scontento", "verde", "giallo", "rosso"),
    "pt": ("contente", "neutro", "descontente", "verde", "amarelo", "vermelho"),
    "nl": ("blij", "neutraal", "ontevreden", "groen", "geel", "rood"),
}
_BETWEEN = re.compile(r"[·|•]|;(?= )")


def name_signs(texts: Sequence[str], language: str) -> list[str]:
    """Return texts, such as the items of a list, with the name of the sign that each begins with:
    `😟 Jan` as `unhappy: Jan`. Texts with fewer than two different signs stay as they are: there
    it is an ornament.

    Args:
        language: A BCP 47 tag; texts in languages without names here stay as they are.
    """
    names = _NAMES.get(primary_subtag(language))
    signs = {sign for text in texts if (sign := _SIGNS.get(text.lstrip()[:1])) is not None}
    if names is None or len(signs) < 2:
        return list(texts)
    return [_name(text.lstrip(), names) for text in texts]


def name_signs_in(line: str, language: str) -> str:
    """Return a line in which names stand behind signs, with dots or bars between them, with the
    names of the signs: `😀 Ann · 😟 Jan` as `happy: Ann; unhappy: Jan`. Any other line is returned
    as it is."""
    pieces = [piece.strip() for piece in _BETWEEN.split(line)]
    if len(pieces) < 2 or any(piece[:1] not in _SIGNS for piece in pieces):
        return line
    named = name_signs(pieces, language)
    return line if named == pieces else "; ".join(named)


def _name(text: str, names: Sequence[str]) -> str:
    sign = _SIGNS.get(text[:1])
    rest = text[1:].lstrip("\ufe0f ")
    return text if sign is None else f"{names[sign]}: {rest}" if rest else names[sign]
