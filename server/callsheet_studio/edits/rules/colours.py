"""Wishes about colours: by name, by hex, by role, one instead of another."""

import re
from collections.abc import Iterator, Mapping
from re import Match
from typing import Literal, TypeAlias

from callsheet_studio.edits.hand import Hand, Rule
from callsheet_studio.edits.vocabulary import phrase
from callsheet_studio.render.colour import Colour
from callsheet_studio.render.wishes import read_wishes

Role: TypeAlias = Literal["primary", "secondary", "tertiary", "accent"]

_ROLES: Mapping[str, Role] = {
    "primary": "primary",
    "main": "primary",
    "brand": "primary",
    "base": "primary",
    "theme": "primary",
    "secondary": "secondary",
    "second": "secondary",
    "tertiary": "tertiary",
    "third": "tertiary",
    "accent": "accent",
    "highlight": "accent",
}
_UNSAID: tuple[Role, ...] = ("primary", "accent", "secondary", "tertiary")
"""The roles that colours without one take, in order."""


def _colours(hand: Hand, found: Match[str]) -> bool:
    """`primary #06c and accent orange`, `dark blue`, `#0a5 and white`."""
    words = hand.marks.plain(found["v"])
    role = found.groupdict().get("role")
    pairs = list(_named_colours(words))
    if not pairs:
        return False
    palette, free = dict(hand.draft.film.palette), iter(_UNSAID)
    for said, colour in pairs:
        of = said or _ROLES.get((role or "").lower()) or next(free, "tertiary")
        palette[of] = colour
        role = None
    repainted(hand, palette)
    return True


def repainted(hand: Hand, palette: dict[str, str]) -> None:
    """Give the film this palette."""
    hand.draft.set_film(palette=palette)
    shown = ", ".join(f"{role} {colour}" for role, colour in palette.items())
    hand.draft.say(f"The colours are now {shown}.")


_COLOUR = re.compile(
    r"(?:\b(?P<before>primary|secondary|tertiary|accent|main|brand|highlight)"
    r"\b(?:\s+colou?rs?)?\s*(?:[:=]|is|to|as)?\s*)?"
    r"(?P<colour>#(?:[0-9a-f]{6}|[0-9a-f]{3})\b|(?:\b(?:very )?(?:dark|deep|light|"
    r"pale|bright)\s+)?\b[a-z]+\b)"
    r"(?:\s+(?:as|for|in)\s+(?:the\s+|an?\s+)?(?P<after>primary|secondary|"
    r"tertiary|accent|main|brand|highlight)\b(?:\s+colou?r)?)?",
    re.I,
)
_BESIDE_TEXT = """
a an the and in with of as for to our my your brand colour colours color colors please palette
scheme only just primary secondary tertiary accent main theme use set tone tones shade
"""
_BESIDE = frozenset(_BESIDE_TEXT.split())


def _named_colours(words: str) -> Iterator[tuple[Role | None, str]]:
    """(role, #rrggbb) for each colour; nothing when anything else is among the words."""
    rest, pairs = words, list[tuple[Role | None, str]]()
    for found in _COLOUR.finditer(words):
        colour = hex_of(found["colour"])
        if colour:
            role = found["before"] or found["after"]
            pairs.append((_ROLES[role.lower()] if role else None, colour))
            rest = rest.replace(found[0], " ", 1)
    strange = set(re.findall(r"[a-z#0-9]+", rest.lower())) - _BESIDE
    if not strange:
        yield from pairs


def hex_of(words: str) -> str | None:
    """`#0a5`, `navy`, `dark green` as a colour of a palette."""
    if words.startswith("#"):
        return words.lower()
    shade, _, name = words.lower().rpartition(" ")
    named = {"white": "#ffffff", "black": "#111111"}.get(name)
    found = read_wishes(name).colours
    if named is None and not found:
        return None
    colour = Colour.parse(named) if named else found[0]
    by = next((by for word, by in _SHADES.items() if word in shade), 0.0)
    return _written(colour.at(min(max(colour.lch[0] + by, 0.15), 0.92)) if by else colour)


_SHADES: Mapping[str, float] = {
    "dark": -0.18,
    "deep": -0.14,
    "light": 0.2,
    "pale": 0.25,
    "bright": 0.1,
}


def _written(colour: Colour) -> str:
    return f"#{colour.argb() & 0xFFFFFF:06x}"


def _instead(hand: Hand, found: Match[str]) -> bool:
    """`Use green instead of blue`: the role whose colour is nearest; else the primary one."""
    new, old = hex_of(found["v"]), hex_of(found["old"])
    if new is None or old is None:
        return False
    palette = dict(hand.draft.film.palette)
    role = min(palette, key=lambda role: _apart(palette[role], old), default="primary")
    repainted(hand, palette | {role: new})
    return True


def _apart(one: str, other: str) -> float:
    a, b = Colour.parse(one), Colour.parse(other)
    return abs(a.red - b.red) + abs(a.green - b.green) + abs(a.blue - b.blue)


_ROLE = r"(?P<role>primary|secondary|tertiary|accent|main|brand|theme|highlight|base)"

RULES = (
    Rule(
        phrase(
            rf"(?:<SET> |add )?(?:the |our |my |an? |its )?(?:{_ROLE} )?(?:brand "
            rf")?(?:colou?rs?|palette)(?: (?:palette|scheme|theme))?(?:<TO>| )(?P<v>.+)"
        ),
        _colours,
    ),
    Rule(phrase(rf"(?:<SET> )?(?:the |our |my |its )?{_ROLE}(?:<TO>| )(?P<v>.+)"), _colours),
    Rule(
        phrase(
            r"(?:use|say|make it|paint it|go for) (?P<v>#\w+|\w+(?: \w+)?) (?:instead of|"
            r"in place of|rather than|not) (?P<old>#\w+|\w+(?: \w+)?)"
        ),
        _instead,
    ),
    Rule(
        phrase(
            r"(?:change|replace|swap|switch|turn)(?: (?:the|all|every))? (?P<old>#\w+|\w+)"
            r"(?: colou?rs?)?(?:<TO>| (?:by|for) )(?P<v>#\w+|\w+(?: \w+)?)"
        ),
        _instead,
    ),
    Rule(phrase(r"(?:use|with|in|paint it|colou?r it|apply) (?P<v>.+)"), _colours),
)
