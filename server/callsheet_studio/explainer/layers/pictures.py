"""Pictures in the look's own colors: a thing's lights and shades, in the palette's hues."""

from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.pictures import Inks, load_picture
from callsheet_studio.explainer.scene_context import SceneContext

GRAY = 0.045
"""OKLCH chroma up to which a color of the set is taken for a gray."""


def palette_inks(stage: SceneContext, name: str, ink: Color) -> Inks:
    """Return new colors for those of a picture: the palette's color nearest in
    hue; grays stay without hue.

    Args:
        stage: Gives the palette.
        name: The picture's name.
        ink: A color that is readable where the picture stands. If it is light, the ground is
            dark and the picture is lightened; else it is darkened.
    """
    palette = [color for color in stage.look.inks.series if color.lch[1] > GRAY]
    on_dark = ink.lch[0] > 0.6
    return {
        part.ink: _nearest(Color.parse(part.ink), palette, on_dark) for part in load_picture(name)
    }


def _nearest(color: Color, palette: list[Color], on_dark: bool) -> Color:
    light, chroma, _ = color.lch
    light = 0.42 + 0.56 * light if on_dark else 0.9 * light
    if chroma <= GRAY or not palette:
        return Color.oklch(light, 0.0, 0.0)
    own = min(palette, key=lambda one: one.hue_distance(color)).lch
    return Color.oklch(light, min(chroma, own[1]), own[2])
