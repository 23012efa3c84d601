"""What flies on wings: birds and butterflies."""

import math
import random
from collections.abc import Mapping

from callsheet_studio.animatic.actors.actor import Actor, regions, steadily
from callsheet_studio.animatic.actors.brush import limb, oval, polygon, rounded_off, strand
from callsheet_studio.animatic.lighting import Lighting
from callsheet_studio.animatic.shot import Role
from callsheet_studio.drawing.color import WHITE, Color
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill, stroke

INK = Color.parse("#1b191d")
PLUMES: Mapping[str, tuple[str, str]] = {
    "bird": ("#3f6fa8", "#e8eef4"),
    "eagle": ("#5a4030", "#f1ede6"),
    "hawk": ("#7a5a40", "#e0cfb8"),
    "falcon": ("#5f6878", "#e6e2d8"),
    "seagull": ("#c9d2dc", "#ffffff"),
    "gull": ("#c9d2dc", "#ffffff"),
    "dove": ("#e6e6ec", "#ffffff"),
    "crow": ("#24252e", "#3a3c48"),
    "raven": ("#24252e", "#3a3c48"),
    "parrot": ("#d0342c", "#f2c12e"),
    "owl": ("#8a6a48", "#e6d5b8"),
    "swallow": ("#2a3f6b", "#f0d8c8"),
}
"""Back and breast."""


def bird(part: Role, light: Lighting, seconds: float, dice: random.Random) -> Actor:
    """Flaps, glides, flaps; one and a half metres from tip to tip."""
    back, breast = PLUMES.get(part.word, PLUMES["bird"])
    coat = light.lit(Color.parse(part.color or back))
    front = light.lit(Color.parse(breast))
    speed = 0.0 if part.verb in {"be", "sit", "look"} else 5.0

    def draw(canvas: skia.Canvas, t: float) -> None:
        glide = 0.5 + 0.5 * math.sin(t * 1.1)
        flap = 0.25 + math.sin(t * 8.5) * (0.3 + 0.6 * glide)
        canvas.translate(0, -0.05 * math.sin(t * 8.5 - 1.2) + 0.04 * math.sin(t * 1.3))
        canvas.rotate(-4)
        _wing(canvas, flap, coat.with_lightness(coat.lch[0] * 0.72), far=True)
        tail = [(-0.34, -0.02), (-0.74, -0.1), (-0.7, 0.0), (-0.74, 0.08), (-0.34, 0.06)]
        canvas.drawPath(polygon(tail), fill(coat.with_lightness(coat.lch[0] * 0.85)))
        body = rounded_off(
            [(-0.46, 0.0), (-0.1, -0.15), (0.34, -0.13), (0.42, 0.03), (0.1, 0.16), (-0.3, 0.1)]
        )
        canvas.drawPath(body, fill(coat))
        canvas.save()
        canvas.clipPath(body, doAntiAlias=True)
        oval(canvas, (0.1, 0.16), 0.42, 0.13, front)
        canvas.restore()
        oval(
            canvas,
            (0.42, -0.07),
            0.105,
            0.095,
            front if part.word in {"eagle", "seagull"} else coat,
        )
        beak = light.lit(Color.parse("#efac38"))
        canvas.drawPath(polygon([(0.5, -0.11), (0.64, -0.035), (0.5, -0.03)]), fill(beak))
        oval(canvas, (0.455, -0.09), 0.018, 0.02, INK)
        _wing(canvas, flap, coat, far=False)

    size = regions(2.3, 1.9, aloft=True)
    return Actor(draw, size, steadily(speed))


def _wing(canvas: skia.Canvas, flap: float, color: Color, far: bool) -> None:
    """A wing with an elbow; the tip lags behind."""
    x = 0.1 if far else 0.02
    up, tip = -0.5 * flap, -0.92 * flap + 0.16
    elbow, end = (x - 0.06, up), (x - 0.5 + 0.15 * abs(flap), tip)
    shape = [
        (x + 0.2, -0.06),
        (elbow[0] + 0.18, up),
        end,
        (end[0] - 0.06, tip + 0.06),
        (elbow[0] - 0.22, up * 0.7 + 0.04),
        (x - 0.24, 0.0),
    ]
    canvas.drawPath(rounded_off(shape), fill(color))
    dark = stroke(color.with_lightness(color.lch[0] * 0.78), 0.012)
    for share in (0.3, 0.55, 0.8):
        a = (x - 0.2 + (end[0] - x + 0.1) * share * 0.6, -0.02 + tip * share * 0.55)
        canvas.drawLine(*a, a[0] - 0.08, a[1] + 0.07, dark)


def butterfly(part: Role, light: Lighting, seconds: float, dice: random.Random) -> Actor:
    """Four wings that open and close, on a wavering way."""
    hue = dice.uniform(0, 360)
    tone = light.lit(Color.parse(part.color) if part.color else Color.oklch(0.72, 0.17, hue))
    inner = tone.with_hue_shift(40).mix(WHITE, 0.25)

    def draw(canvas: skia.Canvas, t: float) -> None:
        canvas.translate(0.03 * math.sin(t * 2.3), 0.05 * math.sin(t * 3.1))
        canvas.rotate(14 + 5 * math.sin(t * 2))
        wide = 0.25 + 0.75 * abs(math.cos(t * 7))
        for side in (-1, 1):
            canvas.save()
            canvas.scale(side * wide, 1)
            for shape in (
                [(0, 0), (0.05, -0.16), (0.2, -0.17), (0.2, -0.02)],
                [(0, 0), (0.16, 0.0), (0.15, 0.14), (0.04, 0.15)],
            ):
                canvas.drawPath(rounded_off([(x, y) for x, y in shape]), fill(tone))
                canvas.drawPath(
                    rounded_off([(x * 0.65 + 0.01, y * 0.65) for x, y in shape]), fill(inner)
                )
            canvas.drawCircle(0.15, -0.12, 0.014, fill(WHITE))
            canvas.restore()
        limb(canvas, (0.0, -0.06), (0.0, 0.08), (0.013, 0.01), fill(INK))
        for side in (-1, 1):
            canvas.drawPath(
                strand([(0, -0.07), (side * 0.02, -0.12), (side * 0.05, -0.15)]), stroke(INK, 0.005)
            )

    return Actor(draw, regions(0.62, 0.5, aloft=True), steadily(0.25))
