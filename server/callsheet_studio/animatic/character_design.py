"""How a character looks, as data: what its description says, and a color of its own."""

import re
from collections.abc import Mapping
from random import Random

from callsheet_studio.animatic.contract import Look
from callsheet_studio.animatic.prompt.vocabulary import INDEXES

CLOTHES = [
    "#2f6fb2",
    "#c8553d",
    "#3f8a6b",
    "#e0a030",
    "#7a4f9a",
    "#d95f78",
    "#2f8fa0",
    "#546a8c",
    "#e07a3f",
]
HAIR_COLORS = {
    "black": "#1b171a",
    "brown": "#4a2d1c",
    "brunette": "#4a2d1c",
    "dark": "#2a1c17",
    "blonde": "#d9ad5f",
    "blond": "#d9ad5f",
    "red": "#a8431f",
    "redhead": "#a8431f",
    "ginger": "#c25a24",
    "grey": "#9a9aa2",
    "gray": "#9a9aa2",
    "silver": "#bfc3cb",
    "white": "#e6e4e0",
}
SKINS = {
    "pale": "#f3cdb0",
    "fair": "#f3cdb0",
    "tanned": "#d79a6c",
    "olive": "#d79a6c",
    "black": "#6a412a",
    "african": "#6a412a",
    "dark-skinned": "#6a412a",
}
TOPS = {
    "suit": """suit blazer tie businessman businesswoman executive manager banker lawyer
        salesman saleswoman consultant""",
    "coat": "doctor physician scientist surgeon nurse dentist labcoat",
    "apron": "chef cook baker apron",
    "space": "astronaut cosmonaut spacesuit",
}
WOMEN = """woman girl lady female mother mom queen princess grandmother grandma waitress actress
    businesswoman saleswoman daughter sister bride ballerina she her"""
MEN = """man boy guy gentleman male father dad king grandfather grandpa waiter actor businessman
    salesman son brother he his bearded"""
CHILDREN = "child kid boy girl toddler"
ROBOTS = "robot android cyborg droid"
_HAIR = re.compile(
    rf"\b({'|'.join(HAIR_COLORS)})(?:[\s,-]+\w+)?[\s-]+hair(?:ed)?\b|\b(blonde?|brunette|redhead)\b"
)
_SKIN = re.compile(rf"\b({'|'.join(SKINS)})(?:[\s-]+(?:skin(?:ned)?|man|woman|girl|boy))\b")
_COLORS: Mapping[str, str] = {words[0]: color for words, color in INDEXES["colors"].items()}
_DYED = re.compile(
    rf"\b({'|'.join(_COLORS)})(?:[\s-]+\w+)?[\s-]+"
    r"(?:suit|blazer|jacket|coat|dress|gown|hoodie|sweater|shirt|blouse|t-shirt|tee|top)\b"
)


def design_look(words: str, rng: Random) -> Look:
    """Return the look of a character whose description is `words`.

    Keys: `kind` (`adult`, `child`, `robot`), `woman` (None where it is not said), `bald`, `beard`,
    `top` (a key of `TOPS` or None), `top_colour` as `#rrggbb`, and where the words say so `skin`
    and `hair_colour`, also as `#rrggbb`. `rng` picks the color of the top if the words name none.
    """
    text = words.lower()
    tokens = set(re.findall(r"[a-z][a-z'-]*", text))
    sexes = [bool(tokens & set(names.split())) for names in (WOMEN, MEN)]
    kinds = {"robot": ROBOTS, "child": CHILDREN}
    look: dict[str, object] = {
        "kind": next((k for k, names in kinds.items() if tokens & set(names.split())), "adult"),
        "woman": sexes[0] if any(sexes) else None,
        "bald": "bald" in tokens,
        "beard": bool(tokens & {"beard", "bearded"}),
        "top": next((top for top, names in TOPS.items() if tokens & set(names.split())), None),
        "top_colour": rng.choice(CLOTHES),
    }
    if found := _HAIR.search(text):
        look["hair_colour"] = HAIR_COLORS[found[1] or found[2]]
    if found := _SKIN.search(text):
        look["skin"] = SKINS[found[1]]
    if found := _DYED.search(text):
        look["top_colour"] = _COLORS[found[1]]
    return look
