"""The picture of a person: by what they are and do, or with the fixed colors of a character."""

from callsheet_studio.animatic.contract import CharacterDesign
from callsheet_studio.animatic.shot import Role
from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.pictures import Inks, load_picture, picture_data

MOVING = {
    "walk": "walking",
    "run": "running",
    "swim": "swimming",
    "dance": "dancing",
    "bike": "biking",
    "climb": "climbing",
}
"""Verbs that have a picture of their own, and its name."""
_GARMENTS = {
    "coat": "health-worker",
    "suit": "office-worker",
    "apron": "cook",
    "space": "astronaut",
}
_CHILDREN = {"man": "boy", "woman": "girl"}
SKIN = ("#ffc83d", "#fdbb11", "#fcb100")
NOSE = "#ed9200"
HAIR = ("#f1a11e", "#ea9129", "#d37034")
TOPS = ("#433b6b", "#8d65c5", "#321b41")


def picture_of_person(role: str, sex: str, verb: str) -> str | None:
    """Return the name of the picture of a person who does something; None if there is none.

    Args:
        role: `person`, `child`, `older`, or the end of the name of a profession's picture, such as
            `cook`.
        sex: `man`, `woman`, or `person` if it is not known.
        verb: A key of the vocabulary's table of verbs, such as `stand`.
    """
    if role == "child":
        return _CHILDREN.get(sex, "child")
    if role == "older":
        names = (f"old-{sex}",)
    elif role != "person":
        names = (f"{sex}-{role}", role)
    else:
        names = (f"{sex}-{MOVING[verb]}", f"person-{MOVING[verb]}") if verb in MOVING else (sex,)
    return next((name for name in names if name in picture_data()), None)


def picture_of_design(look: CharacterDesign) -> str:
    """Return the name of the picture that a character's look is drawn with."""
    if look.get("kind") == "robot":
        return "robot"
    woman = look.get("woman")
    sex = "person" if woman is None else "woman" if woman else "man"
    if look.get("kind") == "child":
        return _CHILDREN.get(sex, "child")
    if look.get("bald") or look.get("hair") == "bald":
        return f"{sex}-bald"
    role = _GARMENTS.get(str(look.get("top")))
    if role:
        return picture_of_person(role, sex, "stand") or sex
    return f"{sex}-beard" if look.get("beard") else sex


def can_dye(picture: str) -> bool:
    """Return whether a picture, given by name, has a color that can be replaced by another.

    Raises:
        KeyError: There is no picture of this name.
    """
    return bool(_dye(picture, SKIN[0]))


def inks_of(part: Role) -> Inks:
    """Return which colors of a role's picture are replaced (old to new); empty if it keeps its
    own."""
    if part.look is not None:
        return _look_inks(part.look)
    return _dye(part.picture, part.color) if part.color else {}


def _look_inks(look: CharacterDesign) -> Inks:
    inks = dict[str, Color]()
    if code := look.get("skin"):
        skin = Color.parse(str(code))
        inks = dict.fromkeys(SKIN, skin) | {NOSE: skin.with_lightness(skin.lch[0] * 0.86)}
    if code := look.get("hair_colour"):
        inks |= dict.fromkeys(HAIR, Color.parse(str(code)))
    if look.get("top") == "suit":
        top = Color.parse(str(look.get("top_colour", TOPS[0])))
        inks |= {ink: top.mix(Color.parse(ink), 0.25 * n) for n, ink in enumerate(TOPS)}
    return inks


def _dye(picture: str, color: str) -> Inks:
    """The picture's commonest hue in another color, its lights and shades kept."""
    wanted = Color.parse(color)
    area: dict[str, float] = {}
    for part in load_picture(picture):
        box = part.path.computeTightBounds()
        if Color.parse(part.ink).lch[1] > 0.05:
            area[part.ink] = area.get(part.ink, 0.0) + box.width() * box.height()
    if not area:
        return {}
    main = Color.parse(max(area, key=lambda ink: area[ink]))
    near = [ink for ink in area if Color.parse(ink).hue_distance(main) < 25]
    light, chroma, hue = wanted.lch
    return {
        ink: Color.oklch(
            min(0.97, max(0.1, light + Color.parse(ink).lch[0] - main.lch[0])), chroma, hue
        )
        for ink in near
    }
