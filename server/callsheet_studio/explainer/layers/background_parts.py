"""What backdrops are made of: gradients, lights, and paths that end where they began."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import Sprite
from callsheet_studio.explainer.scene_context import Layer, SceneContext

Design: TypeAlias = tuple[Callable[[skia.Canvas], None], Layer]
"""What is drawn once, and what moves over it."""


@dataclass(frozen=True)
class LoopingPath:
    """A slow path that returns to its start at the end of the scene."""

    seconds: float
    pace: float
    """Seconds for one turn, about."""
    reach: float
    """Design units."""
    phase: float = 0.0

    def at(self, t: float) -> tuple[float, float]:
        """How far off the thing is, across and down."""
        turns = max(1, round(self.seconds / self.pace))
        angle = math.tau * turns * t / max(self.seconds, 0.1)
        start, now = self.phase, self.phase + angle
        return (
            self.reach * (math.cos(now) - math.cos(start)),
            self.reach * 0.6 * (math.sin(now) - math.sin(start)),
        )


def gradient(sheet: Rect, colors: tuple[Color, ...], angle: float = 60) -> skia.Paint:
    """A dithered linear gradient over the sheet; `angle` in degrees from the horizontal."""
    dx, dy = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    reach = (abs(dx) * sheet.w + abs(dy) * sheet.h) / 2
    ends = [
        skia.Point(sheet.cx - dx * reach, sheet.cy - dy * reach),
        skia.Point(sheet.cx + dx * reach, sheet.cy + dy * reach),
    ]
    shader = skia.GradientShader.MakeLinear(ends, [color.argb() for color in colors])
    return skia.Paint(Shader=shader, Dither=True)


def glow(
    stage: SceneContext, x: float, y: float, radius: float, color: Color, alpha: float
) -> Sprite:
    """A soft round light."""

    def paint(canvas: skia.Canvas) -> None:
        stops = [color.argb(alpha * (1 - smooth) ** 2) for smooth in (0, 0.25, 0.5, 0.75, 1)]
        shader = skia.GradientShader.MakeRadial(skia.Point(x, y), radius, stops)
        canvas.drawCircle(x, y, radius, skia.Paint(Shader=shader, Dither=True))

    return Sprite.drawn(
        Rect(x - radius, y - radius, 2 * radius, 2 * radius), stage.size.unit, paint
    )


def drifting(stage: SceneContext, sprites: list[Sprite], reach: float, pace: float = 11) -> Layer:
    """Soft sprites on slow paths, moved by whole pixels: they are too soft for more to show."""
    ambient = stage.look.preset.motion.ambient
    paths = [
        LoopingPath(stage.timed.seconds, pace / max(ambient, 0.2), reach * ambient**0.5, n * 2.1)
        for n in range(len(sprites))
    ]
    unit = stage.size.unit

    def draw(canvas: skia.Canvas, t: float) -> None:
        for sprite, path in zip(sprites, paths, strict=True):
            dx, dy = (round(d * unit) / unit for d in path.at(t))
            canvas.save()
            canvas.translate(dx, dy)
            sprite.draw(canvas)
            canvas.restore()

    return draw


def turns(stage: SceneContext, pace: float) -> int:
    """How many whole turns of about `pace` seconds fit the scene."""
    return max(1, round(stage.timed.seconds / pace))
