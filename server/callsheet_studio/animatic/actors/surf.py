"""Waves as actors: swells that roll in, rise against rocks, and break into spray."""

import math
import random

from callsheet_studio.animatic.actors.actor import Actor, regions
from callsheet_studio.animatic.actors.brush import Spot, polygon, strand
from callsheet_studio.animatic.lighting import Lighting
from callsheet_studio.animatic.places.water import CLIFF, SEA, SHALLOW
from callsheet_studio.animatic.shot import Role
from callsheet_studio.drawing.color import WHITE, Color
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill, stroke

PERIOD = 3.4
"""Seconds from one breaker to the next."""
WIDTH = 30.0
DROPS = 70
ROCKS = ((-3.6, 1.5, 2.0), (-1.7, 2.3, 2.6), (0.5, 1.2, 1.7))
"""Middle, height and width of each rock, in metres."""


def surf(part: Role, light: Lighting, seconds: float, dice: random.Random) -> Actor:
    """Three rows of swell; the middle one breaks over the rocks."""
    drops = [
        (
            dice.uniform(-4.4, 1.2),
            dice.uniform(0.5, 1.0),
            dice.uniform(-1, 1),
            dice.uniform(0.03, 0.11),
        )
        for _ in range(DROPS)
    ]
    sea = light.lit(SEA.mix(SHALLOW, 0.25).mix(light.sky[1], 0.1))
    white = light.lit(WHITE)

    def draw(canvas: skia.Canvas, t: float) -> None:
        _row(canvas, t, -0.95, 0.5, sea.mix(light.haze, 0.22), white)
        _rocks(canvas, light)
        _spray(canvas, t, drops, white)
        _row(canvas, t + 1.1, -0.25, 0.62, sea, white)
        _row(canvas, t + 2.3, 0.55, 0.7, sea.with_lightness(sea.lch[0] * 0.86), white)

    return Actor(draw, regions(8, 3.8))


def _row(
    canvas: skia.Canvas, t: float, base: float, height: float, color: Color, white: Color
) -> None:
    """A line of crests moving to the left, with foam on the ones that break."""
    points: list[Spot] = []
    for n in range(121):
        x = -WIDTH / 2 + WIDTH * n / 120
        points.append((x, base - height * _swell(x, t)))
    shape = strand(points)
    shape.lineTo(WIDTH / 2, 9)
    shape.lineTo(-WIDTH / 2, 9)
    shape.close()
    canvas.drawPath(shape, fill(color))
    canvas.drawPath(strand([(x, y + 0.02) for x, y in points]), stroke(white, 0.07, 0.85))
    canvas.drawPath(
        strand([(x + 0.3, y + 0.26 + 0.1 * math.sin(x * 2)) for x, y in points]),
        stroke(white, 0.035, 0.35),
    )
    _caps(canvas, points, base, height, white)


def _swell(x: float, t: float) -> float:
    """Sharp crests and flat troughs, 0 to 1."""
    phase = x / 5.2 + t / PERIOD
    crest = 0.5 + 0.5 * math.sin(2 * math.pi * phase)
    return crest**2.4 + 0.12 * math.sin(x * 2.3 + t * 2)


def _caps(
    canvas: skia.Canvas, points: list[Spot], base: float, height: float, white: Color
) -> None:
    """Foam that topples from what stands highest."""
    for n in range(2, len(points) - 2, 2):
        x, y = points[n]
        share = (base - y) / height
        if share > 0.72:
            r = 0.16 * (share - 0.55) / 0.45 + 0.05
            canvas.drawCircle(x - 0.1, y + 0.06, r, fill(white, 0.9))
            canvas.drawCircle(x - 0.3, y + 0.2, r * 0.7, fill(white, 0.6))


def _rocks(canvas: skia.Canvas, light: Lighting) -> None:
    lit, dark = light.lit(CLIFF), light.shade(CLIFF)
    for x, h, w in ROCKS:
        body = [
            (x - w * 0.6, 0.6),
            (x - w * 0.45, -h * 0.55),
            (x - w * 0.1, -h),
            (x + w * 0.3, -h * 0.7),
            (x + w * 0.6, 0.6),
        ]
        canvas.drawPath(polygon(body), fill(lit))
        canvas.drawPath(
            polygon(
                [
                    (x + w * 0.05, 0.6),
                    (x - w * 0.02, -h * 0.72),
                    (x + w * 0.3, -h * 0.7),
                    (x + w * 0.6, 0.6),
                ]
            ),
            fill(dark),
        )


def _spray(
    canvas: skia.Canvas, t: float, drops: list[tuple[float, float, float, float]], white: Color
) -> None:
    """Thrown up when a crest meets the rocks; falls back as it must."""
    age = (t / PERIOD + 0.35) % 1 * PERIOD
    for x, power, lean, r in drops:
        at = age - 0.25 * abs(lean)
        if not 0 < at < 1.9:
            continue
        y = 0.2 + 4.6 * power * at - 4.9 * at * at
        if y > -0.3:
            fade = min(1.0, (1.9 - at) * 1.2)
            canvas.drawCircle(x + lean * at * 0.9, -y - 0.3, r * (1 + at), fill(white, 0.8 * fade))
    if age < 1.3:
        for n in range(7):
            x = -3.9 + n * 0.7
            r = 0.35 + 0.5 * math.sin(math.pi * age / 1.3) * (0.6 + 0.4 * math.sin(n * 5))
            canvas.drawCircle(
                x,
                -0.2 - 0.9 * math.sin(math.pi * age / 1.3),
                r,
                fill(white, 0.42 * (1 - age / 1.3)),
            )
