"""Rain and snow in front of everything: drops on endless loops, drawn live."""

import random
from collections.abc import Callable, Mapping
from typing import TypeAlias

from callsheet_studio.animatic.framing import Composition
from callsheet_studio.animatic.shot import Weather
from callsheet_studio.drawing.color import WHITE, Color
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill, stroke

Fall: TypeAlias = Callable[[skia.Canvas, float], None]
RAIN = Color.parse("#cfe0f2")
DROPS, FLAKES = 150, 130


def falling(weather: Weather, framing: Composition, rng: random.Random) -> Fall | None:
    """What falls in this weather, or nothing."""
    fall = FALLS.get(weather)
    return fall(framing, rng) if fall else None


def _rain(framing: Composition, rng: random.Random) -> Fall:
    drops = [(rng.random(), rng.random(), rng.uniform(0.6, 1.4)) for _ in range(DROPS)]
    paints = {near: stroke(RAIN, 1.1 * near + 0.5, 0.22 * near) for _, _, near in drops}

    def draw(canvas: skia.Canvas, t: float) -> None:
        for x, start, near in drops:
            y = (start + t * 1.9 * near) % 1.15 * framing.h - 40
            left = (x * framing.w * 1.2 - y * 0.12) % (framing.w * 1.1)
            canvas.drawLine(left, y, left - 4 * near, y + 34 * near, paints[near])

    return draw


def _snow(framing: Composition, rng: random.Random) -> Fall:
    flakes = [
        (rng.random(), rng.random(), rng.uniform(0.5, 1.5), rng.uniform(0, 6))
        for _ in range(FLAKES)
    ]

    def draw(canvas: skia.Canvas, t: float) -> None:
        for x, start, near, phase in flakes:
            y = (start + t * 0.13 * near) % 1.06 * framing.h - 20
            drift = 22 * near * _sway(t * 0.9 + phase)
            left = (x * framing.w + drift + t * 14 * near) % (framing.w + 20) - 10
            canvas.drawCircle(left, y, 2.3 * near, fill(WHITE, 0.5 + 0.3 * (near > 1)))

    return draw


def _sway(phase: float) -> float:
    """A smooth wave between -1 and 1 with period 4."""
    p = phase % 4 - 2
    return p * (2 - abs(p))


FALLS: Mapping[Weather, Callable[[Composition, random.Random], Fall]] = {
    "rain": _rain,
    "snow": _snow,
}
