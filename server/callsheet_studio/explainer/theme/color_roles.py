"""From four brand colors to colors by role, each readable or visible where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from callsheet_studio.drawing.color import BLACK, READABLE, VISIBLE, WHITE, Color
from callsheet_studio.explainer.theme.presets import Preset

_MARGIN = 0.25
"""Contrast beyond the least, for what rounding to bytes and dithering take."""
DEEP = 6.5
"""The least contrast of white on a dark look's ground: what shades into it is a little lighter."""
LOUD = 1.5
"""The least contrast of a card in the accent color with the ground."""
CLEAR = 7.0
"""The contrast of a caption's lit word: WCAG 2.2, 1.4.6 (AAA)."""
FARTHEST = 0.3
"""OKLCH lightness that a color may lose as a ground."""


@dataclass(frozen=True)
class BrandColors:
    """The four colors of a palette."""

    primary: Color
    secondary: Color
    tertiary: Color
    accent: Color

    def with_chroma(self, chroma: float) -> "BrandColors":
        """Return the colors with their OKLCH chroma multiplied by `chroma`."""
        every = (self.primary, self.secondary, self.tertiary, self.accent)
        return BrandColors(*(color.with_lightness(color.lch[0], chroma) for color in every))


@dataclass(frozen=True)
class SurfaceColors:
    """A surface under text, and the colors for text on it."""

    grounds: tuple[Color, ...]
    """The surface's main color, then the lightest and darkest of its gradient."""
    text: Color
    quiet: Color
    """For second lines."""
    accent: Color
    """For highlighted words."""
    rest: float
    """The opacity of text that was spoken of before, at which it can still be read."""

    @property
    def fill(self) -> Color:
        """The main color of the surface."""
        return self.grounds[0]

    def contrast(self, color: Color, alpha: float = 1.0) -> float:
        """Return the lowest WCAG contrast that a color of this opacity has anywhere on the
        surface."""
        return min(ground.mix(color, alpha).contrast(ground) for ground in self.grounds)


@dataclass(frozen=True)
class ColorRoles:
    """The colors of a film by role."""

    brand: BrandColors
    ground: SurfaceColors
    panel: SurfaceColors
    """A card."""
    lit: SurfaceColors
    """A highlighted card."""
    caption: SurfaceColors
    marker: SurfaceColors
    """The accent color as it was given, as a surface under words."""
    primary: Color
    """The primary color as a shape on the ground: visible, as near to the given one as can be."""
    accent: Color
    """The accent as a shape on the ground."""
    series: tuple[Color, ...]
    """For shapes on the background that must be told apart."""
    edge: Color
    """Outlines of cards."""


def surface_colors(
    grounds: Sequence[Color], accent: Color, text: Color | None = None
) -> SurfaceColors:
    """Return the colors for text that can be read on all of these grounds.

    Args:
        accent: The color of emphasized text, changed as far as needed.
        text: The color of plain text, changed as far as needed; None picks one.
    """
    every = tuple(grounds)
    dark = max((WHITE, BLACK), key=lambda ink: ink.min_contrast(every)) == WHITE
    tinted = every[0].with_lightness(0.985 if dark else 0.2, 0.35 if dark else 0.6)
    ink = (text or tinted).with_min_contrast(every, READABLE + _MARGIN)
    soft = ink.mix(every[0], 0.3)
    quiet = soft if soft.min_contrast(every) >= 5.6 else ink.mix(every[0], 0.12)
    quiet = quiet if quiet.min_contrast(every) >= READABLE + _MARGIN else ink
    plain = SurfaceColors(
        every, ink, quiet, accent.with_min_contrast(every, READABLE + _MARGIN), 1.0
    )
    return SurfaceColors(every, ink, quiet, plain.accent, _rest(plain))


def build_color_roles(brand: BrandColors, preset: Preset, *, is_given: bool = False) -> ColorRoles:
    """Return the color of each role in a style, so that text can be read and shapes be seen.

    Args:
        brand: The four brand colors.
        preset: The style, which says how the background and panels are made.
        is_given: Whether the user gave the colors: then the background of a dark style is as near
            to the primary color as text allows.
    """
    deep = is_given and preset.dark and not preset.branded
    grounds = _deep(brand, preset) if deep else _grounds(brand, preset)
    ground = surface_colors(grounds, brand.accent)
    panel = surface_colors([_panel(brand, preset, grounds[0])], brand.accent)
    lit = surface_colors([_lit(brand, preset, panel.fill, ground)], brand.accent)
    night = grounds[0].with_lightness(0.14, 0.5)
    shapes = [
        color.with_min_contrast(grounds if preset.branded else (*grounds, panel.fill), VISIBLE)
        for color in (brand.primary, brand.accent, brand.secondary, brand.tertiary)
    ]
    primary = ground.text if preset.branded else shapes[0]
    accent = brand.accent if preset.branded and _stands_out(brand.accent, grounds) else shapes[1]
    return ColorRoles(
        brand,
        ground,
        panel,
        lit,
        _caption([night, night.mix(grounds[0], 0.14)], brand.accent),
        surface_colors([brand.accent], brand.accent),
        primary,
        accent,
        (primary, *shapes[2:], accent),
        ground.fill.mix(ground.text, 0.16),
    )


def _caption(grounds: Sequence[Color], accent: Color) -> SurfaceColors:
    """Of a caption: the word that is spoken is the one to read."""
    colors = surface_colors(grounds, accent, WHITE)
    least = min(CLEAR, colors.contrast(colors.quiet))
    return replace(colors, accent=accent.with_min_contrast(grounds, least))


def _stands_out(color: Color, grounds: Sequence[Color]) -> bool:
    """Whether a shape's hue tells it from the grounds although its contrast is below 3."""
    apart = all(color.hue_distance(ground) > 60 for ground in grounds)
    return color.lch[1] > 0.1 and apart and color.min_contrast(grounds) >= 1.8


def _rest(plain: SurfaceColors) -> float:
    """The faintest opacity at which second lines can still be read."""
    for alpha in (0.72, 0.78, 0.84, 0.92):
        if plain.contrast(plain.quiet, alpha) >= READABLE + _MARGIN:
            return alpha
    return 1.0


def _grounds(brand: BrandColors, preset: Preset) -> tuple[Color, ...]:
    """The backdrop's main color, its far end, and the two extremes of its shapes."""
    primary, secondary = brand.primary, brand.secondary
    if preset.branded:
        return _brand_colors(brand)
    if preset.dark:
        warm = 0.52 if preset.backdrop != "stage" else 0.32
        return (
            primary.with_lightness(0.225, warm),
            secondary.with_lightness(0.27, warm),
            primary.with_lightness(0.36, 0.6),
            primary.with_lightness(0.185, warm),
        )
    return (
        primary.with_lightness(0.985, 0.06),
        secondary.with_lightness(0.955, 0.2),
        primary.with_lightness(0.92, 0.35),
        WHITE,
    )


def _deep(brand: BrandColors, preset: Preset) -> tuple[Color, ...]:
    """The primary color itself, no lighter than white text can stand on.

    A much lighter one would only be mud there: it gives its hue to the look's own dark ground.
    """
    primary = brand.primary
    main = primary.with_min_contrast([WHITE], DEEP)
    lightness = main.lch[0]
    if primary.lch[0] - lightness > FARTHEST:
        return _grounds(brand, preset)
    return (
        main,
        brand.secondary.with_lightness(lightness + 0.03, 0.7),
        main.with_lightness(lightness + 0.05, 0.9),
        main.with_lightness(max(0.1, lightness - 0.06)),
    )


def _brand_colors(brand: BrandColors) -> tuple[Color, ...]:
    """A ground in the primary color itself; its shapes lean away from the ink."""
    own = brand.primary
    white = own.contrast(WHITE) >= 3.4
    ink = WHITE if white else own.with_lightness(0.17)
    main = own.with_min_contrast([ink], 5.4)
    lightness = main.lch[0]
    away = -1 if white else 1
    near = main.with_lightness(min(0.97, lightness + away * 0.06))
    far = brand.secondary.mix(main, 0.35).with_min_contrast(
        [ink], max(5.2, 0.96 * main.contrast(ink))
    )
    return main, far, near, main.with_lightness(min(0.985, lightness + away * 0.1))


def _panel(brand: BrandColors, preset: Preset, ground: Color) -> Color:
    def apart(share: float) -> Color:
        """Lighter than a dark ground; darker than one of middle lightness, for light text."""
        return ground.mix(WHITE, share) if ground.lch[0] < 0.3 else ground.mix(BLACK, 2 * share)

    table = {
        "glass": apart(0.07) if preset.dark else WHITE,
        "paper": WHITE if not preset.dark else apart(0.06),
        "sheet": WHITE if not preset.dark else apart(0.08),
        "slab": brand.primary.with_lightness(0.16, 0.5),
        "rule": ground,
        "sticker": WHITE if not preset.dark else apart(0.1),
        "sketch": ground,
    }
    return table[preset.card]


def _lit(brand: BrandColors, preset: Preset, panel: Color, ground: SurfaceColors) -> Color:
    """The card in the light: solid color where a look is loud, a tint where it is not, white on a
    brand's color."""
    if preset.card == "slab":
        return brand.accent if ground.contrast(brand.accent) >= LOUD else ground.text
    if preset.card in {"rule", "sticker", "sketch"} or preset.branded:
        return panel
    return panel.mix(brand.primary if not preset.dark else brand.accent, 0.14)
