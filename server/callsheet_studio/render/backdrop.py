"""What is behind everything, one design a look.

A still image is drawn once for a scene; a few soft or simple shapes move over it. Their motion comes
back to where it began at the scene's end, so scenes join without a jump, whatever their order.
"""

import math
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from callsheet_studio.render.colour import Colour
from callsheet_studio.render.geometry import Rect
from callsheet_studio.render.graphics import skia
from callsheet_studio.render.motion import Pose
from callsheet_studio.render.sprite import Sprite, box, fill, rounded, stroke
from callsheet_studio.render.stage import Layer, Stage
from callsheet_studio.render.styles import Backdrop


def backdrop(stage: Stage) -> Layer:
    """The look's backdrop for one scene."""
    still, moving = _BACKDROPS[stage.look.preset.backdrop](stage)
    sheet = stage.size.sheet
    image = Sprite.drawn(sheet, stage.size.unit, still).image

    def draw(canvas: skia.Canvas, t: float) -> None:
        canvas.save()
        canvas.scale(1 / stage.size.unit, 1 / stage.size.unit)
        canvas.drawImage(
            image, 0, 0, skia.SamplingOptions(), skia.Paint(BlendMode=skia.BlendMode.kSrc)
        )
        canvas.restore()
        moving(canvas, t)

    return draw


@dataclass(frozen=True)
class Drift:
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


def gradient(sheet: Rect, colours: tuple[Colour, ...], angle: float = 60) -> skia.Paint:
    """A dithered linear gradient over the sheet; `angle` in degrees from the horizontal."""
    dx, dy = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    reach = (abs(dx) * sheet.w + abs(dy) * sheet.h) / 2
    ends = [
        skia.Point(sheet.cx - dx * reach, sheet.cy - dy * reach),
        skia.Point(sheet.cx + dx * reach, sheet.cy + dy * reach),
    ]
    shader = skia.GradientShader.MakeLinear(ends, [colour.argb() for colour in colours])
    return skia.Paint(Shader=shader, Dither=True)


def glow(stage: Stage, x: float, y: float, radius: float, colour: Colour, alpha: float) -> Sprite:
    """A soft round light."""

    def paint(canvas: skia.Canvas) -> None:
        stops = [colour.argb(alpha * (1 - smooth) ** 2) for smooth in (0, 0.25, 0.5, 0.75, 1)]
        shader = skia.GradientShader.MakeRadial(skia.Point(x, y), radius, stops)
        canvas.drawCircle(x, y, radius, skia.Paint(Shader=shader, Dither=True))

    return Sprite.drawn(
        Rect(x - radius, y - radius, 2 * radius, 2 * radius), stage.size.unit, paint
    )


def _drifting(stage: Stage, sprites: list[Sprite], reach: float, pace: float = 11) -> Layer:
    """Soft sprites on slow paths, moved by whole pixels: they are too soft for more to show."""
    ambient = stage.look.preset.motion.ambient
    paths = [
        Drift(stage.timed.seconds, pace / max(ambient, 0.2), reach * ambient**0.5, n * 2.1)
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


def _dice(stage: Stage) -> random.Random:
    return stage.look.dice("backdrop")


def _aurora(stage: Stage) -> tuple[Callable[[skia.Canvas], None], Layer]:
    """A deep gradient with faint stars and three drifting lights."""
    sheet, inks, dice = stage.size.sheet, stage.look.inks, _dice(stage)
    main, far, near, low = inks.ground.grounds
    stars = [
        (dice.uniform(0, sheet.w), dice.uniform(0, sheet.h), dice.uniform(0.6, 1.5))
        for _ in range(70)
    ]

    def still(canvas: skia.Canvas) -> None:
        canvas.drawRect(box(sheet), gradient(sheet, (low, main, far), 50))
        for x, y, r in stars:
            canvas.drawCircle(x, y, r, fill(inks.ground.text, 0.1))

    span = max(sheet.w, sheet.h)
    lights = [
        glow(
            stage,
            sheet.w * dice.uniform(0.72, 0.95),
            sheet.h * dice.uniform(0.05, 0.25),
            span * 0.33,
            near,
            0.75,
        ),
        glow(
            stage,
            sheet.w * dice.uniform(0.05, 0.25),
            sheet.h * dice.uniform(0.75, 0.95),
            span * 0.28,
            near.turned(40),
            0.55,
        ),
    ]
    return still, _drifting(stage, lights, 46)


def _plain(stage: Stage) -> tuple[Callable[[skia.Canvas], None], Layer]:
    """One even colour and a breath of light."""
    sheet, (main, far, near, _) = stage.size.sheet, stage.look.inks.ground.grounds
    light = glow(stage, sheet.w * 0.8, sheet.h * 0.2, max(sheet.w, sheet.h) * 0.35, near, 0.5)
    return lambda c: c.drawRect(box(sheet), gradient(sheet, (main, main, far), 70)), _drifting(
        stage, [light], 50
    )


_BACKDROPS: Mapping[Backdrop, Callable[[Stage], tuple[Callable[[skia.Canvas], None], Layer]]] = {
    "aurora": _aurora,
    "plain": _plain,
    "grid": _plain,
    "facets": _plain,
    "poster": _plain,
    "stage": _plain,
    "confetti": _plain,
}
_ = (Pose, rounded, stroke)
