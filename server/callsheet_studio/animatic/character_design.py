"""How a character looks, as data: what its description says, and a color of its own."""

import re
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from random import Random

from callsheet_studio.animatic.contract import CharacterDesign
from callsheet_studio.animatic.prompt.vocabulary import INDEXES, SEXES

_TABLES: Mapping[str, Mapping[str, str]] = tomllib.loads(
    files("callsheet_studio.animatic").joinpath("characters.toml").read_text("utf-8")
)
_COLORS = {words[0]: color for words, color in INDEXES["colors"].items()}
_HAIR = re.compile(
    rf"\b({'|'.join(_TABLES['hair'])})(?:[\s,-]++\w++)?[\s-]++hair(?:ed)?\b"
    r"|\b(blonde?|brunette|redhead)\b"
)
_SKIN = re.compile(
    rf"\b({'|'.join(_TABLES['skin'])})[\s-]++(?:skin(?:ned)?|man|woman|girl|boy)\b"
    r"|\b(african|dark-skinned)\b"
)
_DYED = re.compile(
    rf"\b({'|'.join(_COLORS)})(?:[\s-]++\w++)?[\s-]++"
    r"(?:suit|blazer|jacket|coat|dress|gown|hoodie|sweater|shirt|blouse|t-shirt|tee|top)\b"
)


def design_character(words: str, rng: Random) -> CharacterDesign:
    """Return the look of a character from its description, as a dictionary.

    Keys: `kind` (`adult`, `child`, `robot`), `woman` (bool; None if it is not said), `bald`,
    `beard`, `top` (a piece of clothing of `characters.toml`, or None), and `#rrggbb` in `skin`,
    `hair_colour` and `top_colour`. Skin and hair are left out if they are not described.

    Args:
        words: The character's name and description.
        rng: Chooses the color of clothes that are not described.
    """
    text = words.lower()
    tokens = set(re.findall(r"[a-z][a-z'-]*", text))
    sexes = {SEXES[token] for token in tokens & SEXES.keys()}
    look: dict[str, object] = {
        "kind": _key("kind", tokens) or "adult",
        "woman": "woman" in sexes if sexes else None,
        "bald": "bald" in tokens,
        "beard": bool(tokens & {"beard", "bearded"}),
        "top": _key("top", tokens),
        "top_colour": rng.choice(_TABLES["clothes"]["colors"].split()),
    }
    if match := _HAIR.search(text):
        look["hair_colour"] = _TABLES["hair"][match[1] or match[2]]
    if match := _SKIN.search(text):
        look["skin"] = _TABLES["skin"][match[1] or match[2]]
    if match := _DYED.search(text):
        look["top_colour"] = _COLORS[match[1]]
    return look


def _key(table: str, tokens: set[str]) -> str | None:
    """The first key of a table one of whose words is there."""
    rows = _TABLES[table].items()
    return next((key for key, words in rows if not tokens.isdisjoint(words.split())), None)
