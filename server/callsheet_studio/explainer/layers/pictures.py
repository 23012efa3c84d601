"""Pictures in the look's own colors: a thing's lights and shades, in the palette's hues.

What is known by its color, such as a heart, a fruit, a face or a flag, keeps it.
"""

from collections.abc import Sequence

from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.pictures import Inks, has_natural_colors, load_picture
from callsheet_studio.explainer.scene_context import SceneContext

TINT = 0.2
"""OKLCH chroma of a middle gray that is tinted; the lighter or darker, the less."""
LOST = 0.1
"""OKLab distance to a ground under which a color is lost on it."""
LIFT = 0.2
"""OKLCH lightness by which a color that would be lost is moved."""
GRAY = 0.045
"""OKLCH chroma up to which a color of the set is taken for a gray."""


def palette_inks(context: SceneContext, name: str, ink: Color) -> Inks:
    """Return new colors for the colors of a picture, so that it fits the film's palette: old
    `#rrggbb` -> new color.

    Each color becomes the palette's nearest in hue; grays stay without hue. A picture that is
    recognized by its colors keeps them (`has_natural_colors`).

    Args:
        context: Gives the palette.
        name: The picture's name.
        ink: The text color where the picture stands. If it is light, the ground is dark and the
            picture is lightened; else it is darkened.
    """
    inks = context.theme.inks
    palette = [color for color in inks.series if color.lch[1] > GRAY]
    on_dark = ink.lch[0] > 0.6
    colors = {part.ink: Color.parse(part.ink) for part in load_picture(name)}
    if has_natural_colors(name):
        grounds = (inks.ground.fill, inks.panel.fill)
        return {part: _natural(color, grounds, on_dark) for part, color in colors.items()}
    if palette and all(color.lch[1] <= GRAY for color in colors.values()):
        return {part: _tint(color, palette[0], on_dark) for part, color in colors.items()}
    return {part: _nearest(color, palette, on_dark) for part, color in colors.items()}


def _natural(color: Color, grounds: Sequence[Color], on_dark: bool) -> Color:
    """The color itself, lighter or darker where it would be lost on a ground; grays as in other
    pictures."""
    light, chroma, _ = color.lch
    if chroma <= GRAY:
        return _nearest(color, [], on_dark)
    if min(color.distance(ground) for ground in grounds) >= LOST:
        return color
    return color.with_lightness(min(1.0, light + LIFT) if on_dark else max(0.0, light - LIFT))


def _lightness(color: Color, on_dark: bool) -> float:
    light = color.lch[0]
    return 0.42 + 0.56 * light if on_dark else 0.9 * light


def _tint(gray: Color, hue: Color, on_dark: bool) -> Color:
    """A part of a thing that is gray all over, such as a wrench, in the palette's first hue."""
    light, own = _lightness(gray, on_dark), hue.lch
    return Color.oklch(light, min(own[1], TINT * (1 - abs(2 * light - 1))), own[2])


def _nearest(color: Color, palette: list[Color], on_dark: bool) -> Color:
    light, chroma = _lightness(color, on_dark), color.lch[1]
    if chroma <= GRAY or not palette:
        return Color.oklch(light, 0.0, 0.0)
    own = min(palette, key=lambda one: one.hue_distance(color)).lch
    return Color.oklch(light, min(chroma, own[1]), own[2])
