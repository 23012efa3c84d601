"""A panel: the body of a card, in the look's own manner, for anything that stands on one."""

from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.sprite import Sprite
from callsheet_studio.explainer.layers.cards import CardStyle, paint_body
from callsheet_studio.explainer.scene_context import SceneContext
from callsheet_studio.explainer.theme.color_roles import SurfaceColors

MOST_TINT = 0.24
SAFE = 4.75
"""Contrast: what has to be readable and a little more, since layers are rounded to bytes."""


def draw_panel(context: SceneContext, rect: Rect) -> Sprite:
    """Return the sprite of a card's empty body at `rect`, in the film's style."""
    skin = CardStyle(rect, context.theme.inks, context.theme.preset)
    return Sprite.record(
        rect.inset(-30), context.size.unit, lambda canvas: paint_body(canvas, skin)
    )


def tint_share(surface: SurfaceColors, tint: Color, layers: int = 1, rest: float = 1.0) -> float:
    """Return the largest opacity (0 to 1) that a tint over a surface may have so that the text on
    it can still be read.

    Args:
        layers: How many layers of the tint lie on each other.
        rest: The text's opacity.
    """
    for step in range(round(MOST_TINT * 100), 0, -2):
        grounds = surface.grounds
        for _ in range(layers):
            grounds = tuple(ground.mix(tint, step / 100) for ground in grounds)
        if min(g.mix(surface.text, rest).contrast(g) for g in grounds) >= SAFE:
            return step / 100
    return 0.0
