"""Free words on how a film should look, as far as they can be obeyed.

A table of words says what each asks for. Clauses in which no word is known come back as notes.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from callsheet_studio.drawing.color import Color
from callsheet_studio.text.color_names import color_name

_WORDS: Mapping[str, Mapping[str, object]] = {
    "whiteboard handdrawn sketch sketched sketchy doodle doodled": {"drawn": True},
    "dark night midnight moody black noir": {"dark": True},
    "light bright white airy daylight pastel": {"dark": False},
    "minimal minimalist minimalistic clean simple plain uncluttered flat": {"plain": True},
    "playful fun friendly childlike cartoon cute cheerful bubbly rounded": {"playful": True},
    "serif elegant classic classical literary editorial luxurious premium vintage": {"serif": True},
    "sans modern geometric technical": {"serif": False},
    "slow calm gentle relaxed soothing cinematic peaceful": {"speed": 0.7},
    "fast energetic dynamic snappy quick punchy upbeat lively": {"speed": 1.35},
    "bold loud strong": {"bold": True},
    "uppercase capitals caps": {"capitals": True},
    "centred centered": {"centred": True},
    "muted subtle desaturated restrained soft": {"chroma": 0.6},
    "vivid colourful colorful saturated vibrant neon": {"chroma": 1.3},
}
_MEANINGS = {word: wish for words, wish in _WORDS.items() for word in words.split()}
_COLORS = {
    "red": "#d92d3a",
    "crimson": "#b3123a",
    "orange": "#f2711c",
    "amber": "#ffb300",
    "yellow": "#f7c600",
    "gold": "#d4a017",
    "green": "#1f9d55",
    "emerald": "#0f9d6a",
    "olive": "#7a8b2a",
    "lime": "#8fce00",
    "mint": "#54c7a2",
    "teal": "#0f8f8c",
    "turquoise": "#22b8c2",
    "cyan": "#12b5d6",
    "blue": "#1f6feb",
    "navy": "#1b3a7a",
    "indigo": "#4b3fd1",
    "purple": "#7b3fe4",
    "violet": "#8b5cf6",
    "magenta": "#d6249f",
    "pink": "#ef5da8",
    "brown": "#8a5a36",
    "beige": "#c9ad84",
    "grey": "#6b7280",
}
_SPEECHLESS_TEXT = """
a accent accents aesthetic all an and animation animations background backgrounds be but color
colors colour colours design every feel font fonts for in is it like look looks make mood more
motion much not of on palette please quite scene scenes should slightly some style text the
theme to tone tones too type typography use very visual visuals with
"""
_HAND_DRAWN = re.compile(r"\bhand[ -]drawn\b|\bdrawn by hand\b")
_SPEECHLESS = frozenset(_SPEECHLESS_TEXT.split())


@dataclass(frozen=True)
class StyleHints:
    """What a style prompt asks for; False or None where it asks for nothing."""

    drawn: bool = False
    dark: bool | None = None
    plain: bool = False
    playful: bool = False
    serif: bool | None = None
    bold: bool = False
    capitals: bool = False
    centred: bool | None = None
    speed: float = 1.0
    """Multiplies the speed of motion."""
    chroma: float = 1.0
    """Multiplies the chroma of colors."""
    colors: tuple[Color, ...] = ()
    """Colors named, in order."""
    unrecognized: tuple[str, ...] = ()
    """The clauses in which nothing was understood."""


def parse_style_prompt(prompt: str | None) -> StyleHints:
    """Return what a style prompt asks for, and the clauses that were not understood.

    A word after `no`, `not` or `without` is ignored. None asks for nothing.
    """
    wishes = StyleHints()
    for clause in re.split(r"[.,;!?\n]+", prompt or ""):
        words = re.findall(r"[^\W\d_]+", _HAND_DRAWN.sub("handdrawn", clause.lower()))
        asked, colors = _read_words(words)
        wishes = replace(wishes, **asked, colors=(*wishes.colors, *colors))
        if set(words) - _SPEECHLESS and not asked and not colors:
            wishes = replace(wishes, unrecognized=(*wishes.unrecognized, clause.strip()))
    return wishes


def _read_words(words: list[str]) -> tuple[Mapping[str, object], list[Color]]:
    """What these words ask for, and the colors that they name."""
    negated = {b for a, b in zip(words, words[1:], strict=False) if a in {"no", "not", "without"}}
    asked: dict[str, object] = {}
    for word in words:
        if word not in negated:
            asked |= _MEANINGS.get(word, {})
    names = [color_name(word) for word in words if word not in negated]
    named = [Color.parse(_COLORS[name]) for name in names if name in _COLORS]
    return MappingProxyType(asked), named
