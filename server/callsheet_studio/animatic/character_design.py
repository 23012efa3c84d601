"""How a drawn figure looks, as data: from words, and by chance where they are silent."""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal, TypeAlias

from callsheet_studio.animatic.contract import Look

Kind: TypeAlias = Literal["adult", "child", "robot"]


@dataclass(frozen=True)
class CharacterDesign:
    """Everything that a wardrobe and a mirror decide. Colours are `#rrggbb`."""

    kind: Kind = "adult"
    woman: bool = False
    skin: str = "#d9a07a"
    hair: str = "short"
    """`short`, `crop`, `curly`, `bob`, `long`, `bun`, `tail`, `bald`."""
    hair_colour: str = "#3a2418"
    beard: bool = False
    top: str = "tee"
    """`tee`, `shirt`, `suit`, `hoodie`, `coat`, `dress`, `apron`, `tank`, `space`."""
    top_colour: str = "#2f6fb2"
    inner_colour: str = "#f4f1ea"
    """Of what is worn under an open top, and of an apron."""
    bottom: str = "trousers"
    """`trousers`, `shorts`, `skirt`."""
    bottom_colour: str = "#2b3247"
    shoes: str = "#20242f"
    accent: str = "#d8433b"
    """Of ties, bands and stripes."""
    wears: tuple[str, ...] = ()
    """`glasses`, `tie`, `cap`, `hat`, `toque`, `helmet`, `scarf`, `headset`, `stethoscope`,
    `backpack`."""
    size: float = 1.0
    """Against the usual height."""
    bulk: float = 1.0

    def data(self) -> Look:
        """As JSON data."""
        return asdict(self) | {"wears": list(self.wears)}


SKINS = ("#f3cdb0", "#e8b48f", "#d79a6c", "#b97a4d", "#8d5a38", "#6a412a")
HAIR_COLOURS: Mapping[str, str] = {
    "black": "#1b171a",
    "brown": "#4a2d1c",
    "brunette": "#4a2d1c",
    "dark": "#2a1c17",
    "blonde": "#d9ad5f",
    "blond": "#d9ad5f",
    "red": "#a8431f",
    "ginger": "#c25a24",
    "grey": "#9a9aa2",
    "gray": "#9a9aa2",
    "silver": "#bfc3cb",
    "white": "#e6e4e0",
    "pink": "#e06aa0",
    "blue": "#3f6fd0",
    "purple": "#7a4fc0",
    "green": "#3f9a64",
}
CLOTHES = (
    "#2f6fb2",
    "#c8553d",
    "#3f8a6b",
    "#e0a030",
    "#7a4f9a",
    "#d95f78",
    "#2f8fa0",
    "#546a8c",
    "#e07a3f",
)
DARKS = ("#2b3247", "#3a3230", "#26384a", "#40384f", "#4a4f5a", "#5a4636")

_Change: TypeAlias = Mapping[str, Any]
_WHITE, _NAVY = "#f3f4f6", "#24345c"
ROLES: Mapping[str, _Change] = {
    "business|sales|executive|manager|ceo|banker|lawyer|salesman|saleswoman|salesperson|expert|"
    "consultant|entrepreneur|realtor|agent|founder|businessman|businesswoman|presenter|host": {
        "top": "suit",
        "top_colour": _NAVY,
        "bottom_colour": "#1f2b4a",
        "wears": ("tie",),
    },
    "doctor|physician|scientist|researcher|pharmacist|vet|dentist|surgeon": {
        "top": "coat",
        "top_colour": _WHITE,
        "inner_colour": "#5fa8b8",
        "wears": ("stethoscope",),
    },
    "nurse": {
        "top": "tee",
        "top_colour": "#4fa6a8",
        "bottom_colour": "#3f8f92",
        "wears": ("stethoscope",),
    },
    "chef|cook|baker": {
        "top": "apron",
        "top_colour": _WHITE,
        "inner_colour": "#d9dde4",
        "wears": ("toque", "scarf"),
    },
    "barista|waiter|waitress|bartender": {
        "top": "apron",
        "top_colour": "#e8e2d6",
        "inner_colour": "#3f5a4a",
    },
    "athlete|runner|jogger|trainer|coach|sportsman|swimmer|surfer": {
        "top": "tank",
        "bottom": "shorts",
        "shoes": "#f25c3b",
        "hair": "short",
    },
    "astronaut|cosmonaut|spaceman": {
        "top": "space",
        "top_colour": "#eceff4",
        "bottom_colour": "#e2e6ee",
        "shoes": "#c9cfda",
        "wears": ("helmet",),
    },
    "teacher|professor|librarian|tutor": {"top": "shirt", "wears": ("glasses",)},
    "worker|builder|engineer|mechanic|plumber|electrician": {
        "top": "shirt",
        "top_colour": "#e28a2b",
        "bottom_colour": "#2f456b",
        "wears": ("cap",),
    },
    "farmer|gardener|cowboy|explorer|hiker": {"top": "shirt", "wears": ("hat", "backpack")},
    "student|gamer|programmer|developer|hacker": {"top": "hoodie", "wears": ("backpack",)},
    "detective|spy": {"top": "coat", "top_colour": "#a98b62", "wears": ("hat",)},
    "support|operator|callcenter": {"top": "shirt", "wears": ("headset",)},
    "dancer|ballerina|bride|princess|queen": {
        "top": "dress",
        "top_colour": "#d9486b",
        "hair": "bun",
    },
}
TRAITS: Mapping[str, _Change] = {
    "glasses|spectacles|sunglasses": {"wears": ("glasses",)},
    "tie|necktie": {"wears": ("tie",)},
    "hat|fedora": {"wears": ("hat",)},
    "cap|beanie": {"wears": ("cap",)},
    "helmet": {"wears": ("helmet",)},
    "scarf": {"wears": ("scarf",)},
    "headset|headphones": {"wears": ("headset",)},
    "backpack": {"wears": ("backpack",)},
    "beard|bearded": {"beard": True, "woman": False},
    "suit|blazer|jacket": {"top": "suit"},
    "coat|trenchcoat|labcoat": {"top": "coat"},
    "dress|gown": {"top": "dress"},
    "hoodie|sweater|sweatshirt": {"top": "hoodie"},
    "shirt|blouse": {"top": "shirt"},
    "t-shirt|tshirt|tee": {"top": "tee"},
    "apron": {"top": "apron"},
    "shorts": {"bottom": "shorts"},
    "skirt": {"bottom": "skirt"},
    "bald": {"hair": "bald"},
    "curly|afro": {"hair": "curly"},
    "ponytail": {"hair": "tail"},
    "bun": {"hair": "bun"},
    "bob": {"hair": "bob"},
    "tall": {"size": 1.06},
    "short-statured|small": {"size": 0.94},
    "old|elderly|grandfather|grandmother|grandpa|grandma|senior": {"hair_colour": "#d5d3d0"},
    "muscular|strong|burly|big": {"bulk": 1.14},
    "slim|thin|slender": {"bulk": 0.9},
    "pale|fair": {"skin": SKINS[0]},
    "tanned|tan|olive": {"skin": SKINS[2]},
    "african|black-skinned": {"skin": SKINS[5]},
}
WOMEN = frozenset(
    [
        "woman",
        "girl",
        "lady",
        "female",
        "mother",
        "mom",
        "queen",
        "princess",
        "grandmother",
        "grandma",
        "waitress",
        "actress",
        "businesswoman",
        "saleswoman",
        "daughter",
        "sister",
        "bride",
        "ballerina",
        "she",
        "her",
    ]
)
MEN = frozenset(
    [
        "man",
        "boy",
        "guy",
        "gentleman",
        "male",
        "father",
        "dad",
        "king",
        "grandfather",
        "grandpa",
        "waiter",
        "actor",
        "businessman",
        "salesman",
        "son",
        "brother",
        "he",
        "his",
    ]
)
CHILDREN = frozenset(
    ["child", "kid", "boy", "girl", "toddler", "baby", "children", "kids", "daughter", "son"]
)
ROBOTS = frozenset(["robot", "android", "cyborg", "robots", "droid", "machine"])
_HAIR = re.compile(
    rf"\b({'|'.join(HAIR_COLOURS)})(?:[\s,-]+\w+)?[\s-]+hair(?:ed)?\b|\b(blonde?|brunette|redhead)\b"
)
_LENGTH = re.compile(r"\b(short|long|curly|straight|wavy)(?:[\s,-]+\w+){0,2}[\s-]+hair")


def generate_design(words: str, rng: random.Random, colors: Mapping[str, str]) -> CharacterDesign:
    """The look that these words describe; `dice` decides what they leave open.

    `colours` gives `#rrggbb` for the names of colours.
    """
    text = words.lower()
    tokens = set(re.findall(r"[a-z][a-z'-]*", text))
    look = _chance(tokens, rng)
    for table in (ROLES, TRAITS):
        for key, change in table.items():
            if tokens & set(key.split("|")):
                look = _changed(look, change)
    look = _hair(look, text)
    return _dyed(look, text, colors)


def _chance(tokens: set[str], rng: random.Random) -> CharacterDesign:
    """Somebody, before any word is obeyed."""
    coin = rng.random() < 0.5
    woman = bool(tokens & WOMEN) or (coin and not tokens & MEN)
    kind: Kind = "robot" if tokens & ROBOTS else "child" if tokens & CHILDREN else "adult"
    styles = (
        ("long", "bob", "tail", "bun", "curly") if woman else ("short", "crop", "curly", "short")
    )
    plain = ("tee", "shirt", "hoodie")
    return CharacterDesign(
        kind=kind,
        woman=woman,
        skin=rng.choice(SKINS),
        hair=rng.choice(styles),
        hair_colour=rng.choice(list(HAIR_COLOURS.values())[:7]),
        beard=not woman and kind == "adult" and rng.random() < 0.25,
        top=rng.choice(("tee", "hoodie") if kind == "child" else plain),
        top_colour=rng.choice(CLOTHES),
        bottom="trousers",
        bottom_colour=rng.choice(DARKS),
        shoes=rng.choice(("#20242f", "#f1efe9", "#7a4a2c", "#c8433b")),
        accent=rng.choice(CLOTHES),
        size=rng.uniform(0.96, 1.05),
    )


def _changed(look: CharacterDesign, change: _Change) -> CharacterDesign:
    wears = tuple(dict.fromkeys((*look.wears, *change.get("wears", ()))))
    return replace(look, **{**change, "wears": wears})


def _hair(look: CharacterDesign, text: str) -> CharacterDesign:
    if found := _HAIR.search(text):
        name = found[1] or found[2]
        look = replace(look, hair_colour=HAIR_COLOURS.get(name, HAIR_COLOURS["red"]))
    if found := _LENGTH.search(text):
        style = {"short": "bob" if look.woman else "short", "curly": "curly"}.get(found[1], "long")
        look = replace(look, hair=style)
    return look


_GARMENTS: Mapping[str, Sequence[str]] = {
    "top_colour": [
        "suit",
        "blazer",
        "jacket",
        "coat",
        "dress",
        "gown",
        "hoodie",
        "sweater",
        "shirt",
        "blouse",
        "t-shirt",
        "tee",
        "top",
    ],
    "bottom_colour": ["trousers", "pants", "jeans", "skirt", "shorts"],
    "accent": ["tie", "scarf", "cap", "hat", "helmet"],
    "shoes": ["shoes", "sneakers", "boots"],
}


def _dyed(look: CharacterDesign, text: str, colors: Mapping[str, str]) -> CharacterDesign:
    """Garments in the colours that stand before their names."""
    for part, names in _GARMENTS.items():
        pattern = rf"\b({'|'.join(colors)})(?:[\s-]+\w+)?[\s-]+(?:{'|'.join(names)})\b"
        if found := re.search(pattern, text):
            look = replace(look, **{part: colors[found[1]]})
    return look
