"""What backdrops are made of: gradients and lights."""

import math
from collections.abc import Callable
from typing import TypeAlias

from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import Sprite
from callsheet_studio.explainer.scene_context import SceneContext

Design: TypeAlias = Callable[[skia.Canvas], None]
"""Draws a backdrop, in design units."""


def gradient(sheet: Rect, colors: tuple[Color, ...], angle: float = 60) -> skia.Paint:
    """Return a paint with a dithered linear gradient over the rectangle `sheet`.

    Args:
        colors: From the first to the last, evenly spaced.
        angle: Its direction, in degrees from the horizontal.
    """
    dx, dy = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    reach = (abs(dx) * sheet.w + abs(dy) * sheet.h) / 2
    ends = [
        skia.Point(sheet.cx - dx * reach, sheet.cy - dy * reach),
        skia.Point(sheet.cx + dx * reach, sheet.cy + dy * reach),
    ]
    shader = skia.GradientShader.MakeLinear(ends, [color.argb() for color in colors])
    return skia.Paint(Shader=shader, Dither=True)


def glow(
    context: SceneContext, x: float, y: float, radius: float, color: Color, alpha: float
) -> Sprite:
    """Return a sprite of a soft round light.

    Args:
        x: The center, in design units.
        radius: In design units.
        alpha: The opacity in the middle, 0 to 1.
    """

    def paint(canvas: skia.Canvas) -> None:
        stops = [color.argb(alpha * (1 - smooth) ** 2) for smooth in (0, 0.25, 0.5, 0.75, 1)]
        shader = skia.GradientShader.MakeRadial(skia.Point(x, y), radius, stops)
        canvas.drawCircle(x, y, radius, skia.Paint(Shader=shader, Dither=True))

    return Sprite.record(
        Rect(x - radius, y - radius, 2 * radius, 2 * radius), context.size.unit, paint
    )
