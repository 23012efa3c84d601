"""From four brand colours to colours by role, each readable or visible where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from callsheet_studio.drawing.color import BLACK, READABLE, VISIBLE, WHITE, Colour
from callsheet_studio.explainer.theme.presets import Preset

_MARGIN = 0.25
"""Contrast beyond the least, for what rounding to bytes and dithering take."""


@dataclass(frozen=True)
class Brand:
    """The palette, complete."""

    primary: Colour
    secondary: Colour
    tertiary: Colour
    accent: Colour

    def toned(self, chroma: float) -> "Brand":
        """The same hues, more or less vivid."""
        every = (self.primary, self.secondary, self.tertiary, self.accent)
        return Brand(*(colour.at(colour.lch[0], chroma) for colour in every))


@dataclass(frozen=True)
class Surface:
    """Something that text stands on, and the colours that it may have there."""

    grounds: tuple[Colour, ...]
    """The surface's main colour, then the extremes of what it shades into."""
    text: Colour
    quiet: Colour
    """Second lines."""
    accent: Colour
    """Highlighted words."""
    rest: float
    """The opacity of text that was spoken of before; readable all the same."""

    @property
    def fill(self) -> Colour:
        """The main colour."""
        return self.grounds[0]

    def contrast(self, colour: Colour, alpha: float = 1.0) -> float:
        """The least contrast of this colour at this opacity anywhere on the surface."""
        return min(ground.mix(colour, alpha).contrast(ground) for ground in self.grounds)


@dataclass(frozen=True)
class Inks:
    """Every colour of a look."""

    brand: Brand
    ground: Surface
    panel: Surface
    """A card."""
    lit: Surface
    """The card that is being spoken of."""
    caption: Surface
    marker: Surface
    """The accent as given, for words to stand on."""
    primary: Colour
    """The primary colour as a shape on the ground: visible, as near to the given one as can be."""
    accent: Colour
    """The accent as a shape on the ground."""
    series: tuple[Colour, ...]
    """Shapes on the ground, to tell things apart."""
    edge: Colour
    """Outlines of cards."""


def surface(grounds: Sequence[Colour], accent: Colour, text: Colour | None = None) -> Surface:
    """The text colours for these grounds; `text` is kept if it can be read."""
    every = tuple(grounds)
    dark = max((WHITE, BLACK), key=lambda ink: ink.worst(every)) == WHITE
    tinted = every[0].at(0.985 if dark else 0.2, 0.35 if dark else 0.6)
    ink = (text or tinted).pushed(every, READABLE + _MARGIN)
    soft = ink.mix(every[0], 0.3)
    quiet = soft if soft.worst(every) >= 5.6 else ink.mix(every[0], 0.12)
    quiet = quiet if quiet.worst(every) >= READABLE + _MARGIN else ink
    plain = Surface(every, ink, quiet, accent.pushed(every, READABLE + _MARGIN), 1.0)
    return Surface(every, ink, quiet, plain.accent, _rest(plain))


def mix_inks(brand: Brand, preset: Preset) -> Inks:
    """Every role's colour, from the brand and the preset."""
    grounds = _grounds(brand, preset)
    ground = surface(grounds, brand.accent)
    panel = surface([_panel(brand, preset, grounds[0])], brand.accent)
    lit = surface([_lit(brand, preset, panel.fill)], brand.accent)
    night = grounds[0].at(0.14, 0.5)
    shapes = [
        colour.pushed(grounds if preset.branded else (*grounds, panel.fill), VISIBLE)
        for colour in (brand.primary, brand.accent, brand.secondary, brand.tertiary)
    ]
    primary = ground.text if preset.branded else shapes[0]
    accent = brand.accent if preset.branded and _stands_out(brand.accent, grounds) else shapes[1]
    return Inks(
        brand,
        ground,
        panel,
        lit,
        surface([night, night.mix(grounds[0], 0.14)], brand.accent, WHITE),
        surface([brand.accent], brand.accent),
        primary,
        accent,
        (primary, *shapes[2:], accent),
        ground.fill.mix(ground.text, 0.16),
    )


def _stands_out(colour: Colour, grounds: Sequence[Colour]) -> bool:
    """Whether a shape's hue tells it from the grounds although its contrast is below 3."""
    _, chroma, hue = colour.lch
    apart = [abs((hue - ground.lch[2] + 180) % 360 - 180) for ground in grounds]
    return chroma > 0.1 and min(apart) > 60 and colour.worst(grounds) >= 1.8


def _rest(plain: Surface) -> float:
    """The faintest opacity at which second lines can still be read."""
    for alpha in (0.6, 0.68, 0.76, 0.84, 0.92):
        if plain.contrast(plain.quiet, alpha) >= READABLE + _MARGIN:
            return alpha
    return 1.0


def _grounds(brand: Brand, preset: Preset) -> tuple[Colour, ...]:
    """The backdrop's main colour, its far end, and the two extremes of its shapes."""
    primary, secondary = brand.primary, brand.secondary
    if preset.branded:
        return _branded(brand)
    if preset.dark:
        warm = 0.52 if preset.backdrop != "stage" else 0.32
        return (
            primary.at(0.225, warm),
            secondary.at(0.27, warm),
            primary.at(0.36, 0.6),
            primary.at(0.185, warm),
        )
    return (
        primary.at(0.985, 0.06),
        secondary.at(0.955, 0.2),
        primary.at(0.92, 0.35),
        WHITE,
    )


def _branded(brand: Brand) -> tuple[Colour, ...]:
    """A ground in the primary colour itself; its shapes lean away from the ink."""
    own = brand.primary
    white = own.contrast(WHITE) >= 3.4
    ink = WHITE if white else own.at(0.17)
    main = own.pushed([ink], 5.4)
    lightness = main.lch[0]
    away = -1 if white else 1
    near = main.at(min(0.97, lightness + away * 0.06))
    far = brand.secondary.mix(main, 0.35).pushed([ink], max(5.2, 0.96 * main.contrast(ink)))
    return main, far, near, main.at(min(0.985, lightness + away * 0.1))


def _panel(brand: Brand, preset: Preset, ground: Colour) -> Colour:
    table = {
        "glass": ground.mix(WHITE, 0.07) if preset.dark else WHITE,
        "paper": WHITE if not preset.dark else ground.mix(WHITE, 0.06),
        "sheet": WHITE if not preset.dark else ground.mix(WHITE, 0.08),
        "slab": brand.primary.at(0.16, 0.5),
        "rule": ground,
        "sticker": WHITE if not preset.dark else ground.mix(WHITE, 0.1),
    }
    return table[preset.card]


def _lit(brand: Brand, preset: Preset, panel: Colour) -> Colour:
    """The card in the light: solid colour where a look is loud, a tint where it is not."""
    if preset.card == "slab":
        return brand.accent
    if preset.card in {"rule", "sticker"}:
        return panel
    return panel.mix(brand.primary if not preset.dark else brand.accent, 0.14)
