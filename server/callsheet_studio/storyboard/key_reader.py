"""Reads lines of a key and a value, such as `icon: sun`."""

import math
import re

from callsheet_studio.storyboard.content import Picture
from callsheet_studio.storyboard.inline import read_inline
from callsheet_studio.storyboard.markdown import (
    DIRECTIONS,
    SETTINGS,
    VOICES,
    Token,
    inline_tokens,
)
from callsheet_studio.storyboard.narration_reader import say
from callsheet_studio.storyboard.parser_state import ParserState
from callsheet_studio.text.numbers import read_number

_FILE = re.compile(r"\w[\w.-]*(?:/\w[\w.-]*)*")
"""A path inside the film's folder; none of its parts begins with a dot."""
_PICTURE = re.compile(r"^https?://|^\S[^\n]*\.(?:png|jpe?g|gif|webp|svg)$", re.IGNORECASE)
"""The address of a picture, and not a description of one."""
_LONGEST_HOLD = 10.0
"""Seconds, unless the document is a film's own outline."""


def apply_key(state: ParserState, token: Token) -> None:
    """Do what a line of a key says: set something of the section, speak, or note.

    Args:
        token: An `outline_key`.
    """
    key, value = token.info, token.content
    shown = state.read_text(value).text
    if key in SETTINGS:
        bare = key == "image" and not state.is_exact  # an address is no Markdown
        _set(state, key, value.strip() if bare else shown)
    elif key == "note":
        state.notes.append(shown)
    elif key in VOICES and value.strip() == "none":
        state.section.silent = True
    elif key in VOICES:
        spoken = read_inline(inline_tokens(value), state.language, spoken=True)
        say(state, spoken.lines, scripted=True)
    elif key in DIRECTIONS:
        state.notes.append("Stage directions (Visual:, Camera:, …) were left out.")


def _set(state: ParserState, key: str, value: str) -> None:
    section = state.section
    match key:
        case "icon":
            section.icon = value if section.exact else value.lower()
        case "highlight":
            section.highlight = value or None
        case "image":
            _set_image(state, value)
        case "hold":
            section.hold = _seconds(value, math.inf if state.is_exact else _LONGEST_HOLD)
        case _:
            section.subtitle = value


def _set_image(state: ParserState, value: str) -> None:
    """A file of the film, a picture that is named, or the words for one that is drawn."""
    if state.is_exact and _FILE.fullmatch(value):
        state.section.image = value
    elif _PICTURE.search(value):
        state.show(Picture(address=value))
    elif value:
        state.show(Picture(address="", description=value))


def _seconds(written: str, longest: float) -> float:
    number = read_number(written)
    return min(max(number.value, 0.0), longest) if number else 0.0
