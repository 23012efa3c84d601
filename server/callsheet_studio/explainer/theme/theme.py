"""A film's look: the style preset, bent by palette, style prompt and seed. Pure data.

Every colour has a role, and whatever was asked for, text reaches a contrast of 4.5 on each ground
that it can stand on.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace

from callsheet_studio.drawing.color import Colour
from callsheet_studio.drawing.fonts import Face
from callsheet_studio.explainer.theme.color_roles import Brand, Inks, mix_inks
from callsheet_studio.explainer.theme.presets import PRESETS, Preset, Typography
from callsheet_studio.explainer.theme.style_prompt import Wishes, read_wishes
from callsheet_studio.storyboard.model import Storyboard

SERIF = (Face("Playfair Display", 700), Face("Source Serif 4", 400), Face("Playfair Display", 600))
SANS = (Face("Poppins", 700), Face("Inter", 450), Face("Poppins", 600))
ROUND = (Face("Fredoka", 700), Face("Fredoka", 500), Face("Fredoka", 600))


@dataclass(frozen=True)
class Look:
    """Everything that decides how a film looks, and nothing about one scene."""

    preset: Preset
    inks: Inks
    seed: str
    notes: tuple[str, ...] = ()
    """What of palette and style prompt could not be obeyed."""

    @classmethod
    def of(cls, storyboard: Storyboard) -> "Look":
        """The look of a storyboard; the same one always gives the same."""
        wishes = read_wishes(storyboard.style_prompt)
        preset = _bend(PRESETS[storyboard.style], wishes)
        dice = random.Random(storyboard.seed)
        brand, doubts = _brand(storyboard.palette, preset, wishes, dice)
        inks = mix_inks(brand, preset)
        return cls(preset, inks, storyboard.seed, (*doubts, *_unheard(wishes)))

    def dice(self, *about: object) -> random.Random:
        """Free choices about something: the same for the same film."""
        return random.Random(f"{self.seed}/{'/'.join(map(str, about))}")


def _bend(preset: Preset, wishes: Wishes) -> Preset:
    """The preset as the style prompt wants it."""
    motion = preset.motion
    motion = replace(
        motion,
        move="pop" if wishes.playful else motion.move,
        title="pop" if wishes.playful else motion.title,
        seconds=motion.seconds / wishes.speed,
        stagger=motion.stagger / wishes.speed,
        ambient=motion.ambient * wishes.speed * (0.4 if wishes.plain else 1),
    )
    return replace(
        preset,
        dark=preset.dark if wishes.dark is None else wishes.dark,
        motion=motion,
        type=_bend_type(preset.type, wishes),
        backdrop="plain" if wishes.plain else preset.backdrop,
        centred=preset.centred if wishes.centred is None else wishes.centred,
        radius=max(preset.radius, 22) if wishes.playful else preset.radius,
        branded=preset.branded and wishes.dark is None and not wishes.plain,
    )


def _bend_type(typography: Typography, wishes: Wishes) -> Typography:
    """The type pairing as the style prompt wants it."""
    if faces := _faces(typography, wishes):
        display, text, strong = faces
        typography = replace(
            typography, display=display, text=text, strong=strong, figures=replace(text, weight=600)
        )
    if wishes.bold:
        heavy = replace(typography.display, weight=800)
        typography = replace(typography, display=heavy, title_size=typography.title_size * 1.1)
    return replace(typography, capitals=typography.capitals or wishes.capitals)


def _faces(typography: Typography, wishes: Wishes) -> tuple[Face, Face, Face] | None:
    """Another pairing, if one was asked for that this is not."""
    if wishes.playful:
        return ROUND
    has_serifs = "Serif" in typography.text.family
    if wishes.serif is None or wishes.serif == has_serifs:
        return None
    return SERIF if wishes.serif else SANS


def _brand(
    palette: Mapping[str, str], preset: Preset, wishes: Wishes, dice: random.Random
) -> tuple[Brand, tuple[str, ...]]:
    """The four brand colours: as given, else as named in words, else the preset's, varied."""
    given, doubts = _given(palette)
    for role, colour in zip(("primary", "accent", "secondary"), wishes.colours, strict=False):
        given.setdefault(role, colour)
    if "primary" in given:
        brand = _derived(given["primary"])
    else:
        turn = dice.uniform(-14, 14)
        first, second, third, accent = (Colour.parse(text) for text in preset.colours)
        brand = Brand(first.turned(turn), second.turned(turn), third.turned(turn), accent)
    if wishes.chroma != 1 and not palette:
        brand = brand.toned(wishes.chroma)
    return replace(brand, **given), doubts


def _given(palette: Mapping[str, str]) -> tuple[dict[str, Colour], tuple[str, ...]]:
    """The palette's colours by role, and a sentence on each that is none."""
    given: dict[str, Colour] = {}
    doubts: list[str] = []
    for role in ("primary", "secondary", "tertiary", "accent"):
        try:
            if role in palette:
                given[role] = Colour.parse(palette[role])
        except ValueError as error:
            doubts.append(f"The palette's {role} was left out: {error}.")
    return given, tuple(doubts)


def _derived(primary: Colour) -> Brand:
    """Three companions for a primary colour that came alone."""
    lightness, chroma, hue = primary.lch
    accent = Colour.oklch(0.8 if lightness < 0.65 else 0.55, max(chroma, 0.15), hue + 165)
    return Brand(primary, primary.turned(38), primary.turned(-42), accent)


def _unheard(wishes: Wishes) -> tuple[str, ...]:
    if not wishes.unheard:
        return ()
    clauses = "; ".join(repr(clause) for clause in wishes.unheard)
    return (f"The renderer could not follow these words on the style: {clauses}.",)
