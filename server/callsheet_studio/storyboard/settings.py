"""Front matter: the film's settings at the head of a document.

Lines of `key: value`; nothing nested. What a film does not know is left out, and named.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from callsheet_studio.storyboard.brief import STYLE_NAMES, AspectRatio
from callsheet_studio.text.numbers import read_number

EXACT = "storyboard"
"""The key that marks a film's own outline: its scenes are taken as they stand."""
_LINE = re.compile(r"([A-Za-z][\w -]*+)\s*+:\s*+(.*)")
_ALIASES = {
    "seconds": "duration",
    "length": "duration",
    "aspect_ratio": "aspect",
    "lang": "language",
    "style_prompt": "style",
}
PALETTE = {"palette", "colors", "colours", "color_palette"}
"""Keys of a line such as `primary=#5b3a21, accent=#e07a2f`."""
COLORS = ("primary", "secondary", "tertiary", "accent")
_ROLE = re.compile(
    rf"[\"']?\b({'|'.join(COLORS)})[\"']?\s*+[=:]\s*+[\"']?(#\w++)[\"']?", re.IGNORECASE
)
FIELDS: Mapping[str, str] = {
    "duration": "seconds",
    "aspect": "aspect_ratio",
    "type": "style",
    "style": "style_prompt",
    "voice": "voice",
    "music": "music",
    "camera": "camera",
    "logo": "logo",
    "lines": "lines",
    "language": "language",
    "seed": "seed",
    "narration": "narration",
}
"""The settings that are a field of a storyboard, and most of a brief; colors are its palette."""
NOT_SHOWN = {
    "captions": "Captions are the words that are spoken. For captions in another language send "
    "the whole outline translated, with a line such as `language: de`: as a new film, or as an "
    "edit. The built-in voice speaks English; other languages have captions and music.",
}
"""Settings that people ask for and films do not have: why, and what to do."""
_TRUE_COLOR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_QUOTES = {'"': '"', "'": "'", "“": "”", "„": "“”", "«": "»", "»": "«"}
"""What opens a quotation, and what closes it."""
_COMMENT = re.compile(r"(?<!\s)\s++#\s.*")


@dataclass(frozen=True)
class DocumentSettings:
    """The settings in a document's front matter, and notes on what was not understood."""

    values: Mapping[str, str] = field(default_factory=dict[str, str])
    """By the names of the front matter: `duration`, `aspect`, `type`, `accent` …"""
    notes: tuple[str, ...] = ()

    @property
    def is_exact(self) -> bool:
        """Whether the document is an outline that `as_outline` wrote, which is taken as it
        stands."""
        return EXACT in self.values

    @property
    def music(self) -> Literal["off"] | None:
        """`off` if the document asks for a film without music; else None."""
        return "off" if self.values.get("music") == "off" else None

    @property
    def palette(self) -> dict[str, str]:
        """The colors that are set, by name, such as `accent`."""
        return {name: self.values[name] for name in COLORS if name in self.values}


def read_settings(front_matter: str) -> DocumentSettings:
    """Return the settings in a document's front matter, and notes on what was left out: lines that
    are no settings, and values that are not understood.

    Args:
        front_matter: The lines between the two lines of dashes.
    """
    values, left, wrong = dict[str, str](), list[str](), list[tuple[str, str]]()
    for name, value in _pairs(front_matter):
        key = find_setting(name)
        if key is None and name.lower() in PALETTE:
            wrong.append((f"{name}: {value}", _PALETTE_FORM))
        elif key is None:
            left.append(name)
        elif value and not _KNOWN[key](value):
            wrong.append((f"{name}: {value}", _FORMS.get(key, "")))
        elif value:
            values[key] = _NORMAL.get(key, str)(value)
    notes = [f"Front matter that is no setting was left out: {', '.join(left)}."] if left else []
    notes += [f"Left out: {name}. {NOT_SHOWN[name]}" for name in NOT_SHOWN if name in values]
    notes += [f"The setting {each!r} was not understood and left out{how}." for each, how in wrong]
    return DocumentSettings(values, tuple(notes))


def _pairs(front_matter: str) -> Iterator[tuple[str, str]]:
    """Names and values; a palette in one line as its colors, then what else stands there."""
    for found in filter(None, map(_LINE.fullmatch, front_matter.splitlines())):
        name, value = found[1].strip(), _unquote(found[2])
        colors = _ROLE.findall(value) if name.lower() in PALETTE else []
        rest = _ROLE.sub("", value).strip(" ,;.{}") if colors else value
        yield from colors
        if rest or not colors:
            yield name, rest


def find_setting(written: str) -> str | None:
    """Return the name of the setting that a key means, in any accepted spelling; None if it is
    no setting."""
    key = written.strip().lower().replace("-", "_").replace(" ", "_")
    key = _ALIASES.get(key, key)
    return key if key in _KNOWN else None


def _unquote(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[-1] in _QUOTES.get(value[0], ()):
        inner = value[1:-1]
        return _json(value, inner) if value[0] == '"' else inner.replace("''", "'")
    return _COMMENT.sub("", value)


def _json(value: str, inner: str) -> str:
    try:
        return str(json.loads(value))
    except ValueError:
        return inner


def write_setting(name: str, value: str) -> str:
    """Return the line of front matter that `read_settings` reads as this value."""
    line = f"{name}: {value}"
    plain = "\n" not in value and read_settings(line).values.get(name) == value
    return line if plain else f"{name}: {json.dumps(value, ensure_ascii=False)}"


def seconds_of(written: str) -> int | None:
    """Return the seconds in `45`, `45 s` or `2 min`; None if it is not one number above 0. Any unit
    but minutes counts as seconds."""
    number = read_number(written)
    if number is None or number.value <= 0:
        return None
    return round(number.value * (60 if number.unit.lower().startswith("min") else 1))


def _is_one_of(values: tuple[str, ...]) -> Callable[[str], bool]:
    return lambda value: value.lower() in values


def _anything(_: str) -> bool:
    return True


def _is_color(value: str) -> bool:
    return _TRUE_COLOR.fullmatch(value) is not None


_KNOWN: Mapping[str, Callable[[str], bool]] = {
    "title": _anything,
    "covers": lambda value: re.fullmatch(r"(?:(?:^|, )\d+ of \d+ [a-z ]+)+", value) is not None,
    "duration": lambda value: seconds_of(value) is not None,
    "aspect": _is_one_of(get_args(AspectRatio)),
    "type": _is_one_of(STYLE_NAMES),
    "style": _anything,
    "voice": _anything,
    "language": lambda value: re.fullmatch(r"[A-Za-z]{2,3}(?:-\w{2,8})*", value) is not None,
    "music": _is_one_of(("on", "off")),
    "camera": _is_one_of(("board",)),
    "seed": _anything,
    EXACT: str.isdecimal,
    **{name: _is_color for name in COLORS},
    "logo": _anything,
    "lines": _is_one_of(("720", "1080")),
    "narration": _anything,
    **dict.fromkeys(NOT_SHOWN, _anything),
}
_PALETTE_FORM = f": it is colors such as primary=#5b3a21, of {', '.join(COLORS)}"
_FORMS: Mapping[str, str] = {
    "duration": ": seconds are a number",
    "aspect": f": it is {' or '.join(get_args(AspectRatio))}",
    "type": f": it is one of {', '.join(STYLE_NAMES)}",
    "music": ": it is on or off",
    "camera": ": it is board, one board over which a camera travels. Scenes move by themselves",
    "lines": ": it is 720 or 1080",
    "language": ": it is a code such as de",
    **dict.fromkeys(COLORS, ": a color is written #rgb or #rrggbb"),
}
"""How the value of a setting is written, after a sentence."""
_NORMAL: Mapping[str, Callable[[str], str]] = {
    "duration": lambda value: str(seconds_of(value)),
    "type": str.lower,
    "music": str.lower,
    "camera": str.lower,
}
