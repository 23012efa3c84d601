"""A film's look: the style preset, bent by palette, style prompt and seed. Pure data.

Every color has a role, and whatever was asked for, text reaches a contrast of 4.5 on each ground
that it can stand on.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from callsheet_studio.drawing.color import BLACK, WHITE, Color
from callsheet_studio.drawing.easing import Move
from callsheet_studio.drawing.fonts import FontFace
from callsheet_studio.drawing.picture_choice import Subject
from callsheet_studio.explainer.theme.color_roles import BrandColors, ColorRoles, build_color_roles
from callsheet_studio.explainer.theme.presets import PRESETS, Arrange, Preset, Typography
from callsheet_studio.explainer.theme.style_prompt import StyleHints, parse_style_prompt
from callsheet_studio.storage.home import LOGOS
from callsheet_studio.storyboard.model import Scene, SceneKind, Storyboard

ROLES = ("primary", "secondary", "tertiary", "accent")
BOLD_KINDS: frozenset[SceneKind] = frozenset(
    ["title", "number", "quote", "closing", "points", "steps", "comparison"]
)
"""Scenes of few words, whose ground can be the primary color; others need it for their shapes."""
NEAR = 0.09
"""OKLab distance within which a shade passes for the color."""
SERIF = (
    FontFace("Playfair Display", 700),
    FontFace("Source Serif 4", 400),
    FontFace("Playfair Display", 600),
)
SANS = (FontFace("Poppins", 700), FontFace("Inter", 450), FontFace("Poppins", 600))
ROUND = (FontFace("Fredoka", 700), FontFace("Fredoka", 500), FontFace("Fredoka", 600))


@dataclass(frozen=True)
class Theme:
    """Everything that decides how a film looks: style, colors, seed, logo and language."""

    preset: Preset
    inks: ColorRoles
    seed: str
    notes: tuple[str, ...] = ()
    """Sentences on what of palette and style prompt could not be done."""
    logo: Path | None = None
    """The logo's file, in the current folder unless it is absolute."""
    language: str = "en"
    """BCP 47: decides between forms of Chinese characters."""
    title: str = ""
    """The film's."""
    full: ColorRoles | None = None
    """The colors of scenes on a background of the brand's primary color, in a style with a light
    background; else None."""

    @classmethod
    def of(cls, storyboard: Storyboard) -> "Theme":
        """Return the theme of a storyboard; the same storyboard always gives the same theme."""
        wishes = parse_style_prompt(storyboard.style_prompt)
        preset = _bend(PRESETS["whiteboard" if wishes.drawn else storyboard.style], wishes)
        rng = random.Random(storyboard.seed)
        brand, doubts = _brand(storyboard.palette, preset, wishes, rng)
        is_given = bool(_given_colors(storyboard.palette)[0])
        inks = build_color_roles(brand, preset, is_given=is_given)
        full = None
        if is_given and not preset.dark and not preset.branded:
            full = build_color_roles(brand, replace(preset, branded=True))
        unused = _unused_notes(brand.primary, full or inks) if is_given else ()
        logo = Path(LOGOS, storyboard.logo) if storyboard.logo else None
        notes = (*doubts, *unused, *_unheard(wishes))
        return cls(
            preset, inks, storyboard.seed, notes, logo, storyboard.language, storyboard.title, full
        )

    def for_kind(self, kind: SceneKind) -> "Theme":
        """Return the theme for scenes of this kind: scenes of few large words have the brand's
        primary color as background."""
        return replace(self, inks=self.full) if self.full and kind in BOLD_KINDS else self

    def subject_of(self, scene: Scene) -> Subject:
        """Return what a scene of the film is about, by the titles of both."""
        return Subject(self.language, f"{self.title} / {scene.title}")

    def with_move(self, move: Move | None) -> "Theme":
        """Return the theme with another way in which things enter; unchanged for None."""
        motion = self.preset.motion
        if move is None or move == motion.move:
            return self
        title = move if motion.title == motion.move else motion.title
        moved = replace(motion, move=move, title=title)
        return replace(self, preset=replace(self.preset, motion=moved))

    def with_arrangement(self, arrange: Arrange | None) -> "Theme":
        """Return the theme with another arrangement of lists; unchanged for None."""
        return replace(self, preset=replace(self.preset, arrange=arrange)) if arrange else self

    def dice(self, *about: object) -> random.Random:
        """Return a random generator for choices about something, such as "toys"; it gives the
        same numbers for the same film."""
        return random.Random(f"{self.seed}/{'/'.join(map(str, about))}")


def _bend(preset: Preset, wishes: StyleHints) -> Preset:
    """The preset as the style prompt wants it."""
    motion = preset.motion
    motion = replace(
        motion,
        move="pop" if wishes.playful else motion.move,
        title="pop" if wishes.playful else motion.title,
        seconds=motion.seconds / wishes.speed,
        stagger=motion.stagger / wishes.speed,
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


def _bend_type(typography: Typography, wishes: StyleHints) -> Typography:
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


def _faces(
    typography: Typography, wishes: StyleHints
) -> tuple[FontFace, FontFace, FontFace] | None:
    """Another pairing, if one was asked for that this is not."""
    if wishes.playful:
        return ROUND
    has_serifs = "Serif" in typography.text.family
    if wishes.serif is None or wishes.serif == has_serifs:
        return None
    return SERIF if wishes.serif else SANS


def _brand(
    palette: Mapping[str, str], preset: Preset, wishes: StyleHints, rng: random.Random
) -> tuple[BrandColors, tuple[str, ...]]:
    """The four brand colors: as given, else as named in words, else the preset's, varied."""
    given, doubts = _given_colors(palette)
    for role, color in zip(("primary", "accent", "secondary"), wishes.colors, strict=False):
        given.setdefault(role, color)
    if given:
        brand = _complete(given)
    else:
        turn = rng.uniform(-14, 14)
        first, second, third, accent = (Color.parse(text) for text in preset.colors)
        brand = BrandColors(
            first.with_hue_shift(turn),
            second.with_hue_shift(turn),
            third.with_hue_shift(turn),
            accent,
        )
    if wishes.chroma != 1 and not palette:
        brand = brand.with_chroma(wishes.chroma)
    return brand, doubts


def _unused_notes(primary: Color, inks: ColorRoles) -> tuple[str, ...]:
    """Why large areas are in another shade than the brand's primary."""
    shade = inks.ground.fill
    if shade.distance(primary) < NEAR:
        return ()
    ink = WHITE if shade.contrast(WHITE) > shade.contrast(BLACK) else BLACK
    return (
        f"The large areas are {_hex(shade)}, a shade of the primary {_hex(primary)}: on that color "
        f"itself this look's {'white' if ink == WHITE else 'dark'} text would have a contrast of "
        f"only {primary.contrast(ink):.1f}.",
    )


def _hex(color: Color) -> str:
    return f"#{color.argb() & 0xFFFFFF:06x}"


def _given_colors(palette: Mapping[str, str]) -> tuple[dict[str, Color], tuple[str, ...]]:
    """The palette's colors by role, and a sentence on each that is none."""
    given: dict[str, Color] = {}
    doubts: list[str] = []
    for role in ROLES:
        try:
            if role in palette:
                given[role] = Color.parse(palette[role])
        except ValueError as error:
            doubts.append(f"The palette's {role} was left out: {error}.")
    return given, tuple(doubts)


def _complete(given: Mapping[str, Color]) -> BrandColors:
    """All four roles from those that were given: other shades of their hues, and no other hue."""
    primary = next(given[role] for role in ROLES if role in given)
    others = [color for role, color in given.items() if role != "primary"] or [_shade(primary, 0.3)]
    apart = max(others, key=lambda color: color.hue_distance(primary))
    accent = given.get("accent", apart)
    return BrandColors(
        primary,
        given.get("secondary", _shade(primary, 0.12)),
        given.get("tertiary", _shade(given.get("secondary", accent), 0.15)),
        accent,
    )


def _shade(color: Color, by: float) -> Color:
    """Lighter by so much of OKLCH's lightness; a light color darker."""
    lightness = color.lch[0]
    return color.with_lightness(lightness + by if lightness < 0.6 else lightness - by)


def _unheard(wishes: StyleHints) -> tuple[str, ...]:
    if not wishes.unrecognized:
        return ()
    clauses = "; ".join(repr(clause) for clause in wishes.unrecognized)
    return (f"The renderer could not follow these words on the style: {clauses}.",)
