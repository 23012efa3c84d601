"""What swims: fish, dolphins, sharks, whales."""

import math
import random
from collections.abc import Mapping
from dataclasses import dataclass

from callsheet_studio.animatic.actors.actor import Actor, regions, steadily
from callsheet_studio.animatic.actors.brush import Spot, oval, rounded_off
from callsheet_studio.animatic.lighting import Lighting
from callsheet_studio.animatic.shot import Role
from callsheet_studio.drawing.color import WHITE, Color
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill

INK = Color.parse("#1b191d")
SMALL = 1.0
"""Metres below which a swimmer is a fish: quicker, with bands and a large eye."""
SWIMMERS: Mapping[str, tuple[float, str, str]] = {
    "fish": (0.5, "#ef8a2e", "#ffe1b0"),
    "goldfish": (0.4, "#f28a24", "#ffd9a0"),
    "whale": (6.0, "#3f5f8a", "#cfdbe6"),
    "dolphin": (2.4, "#6f8fae", "#e3ebf1"),
    "shark": (3.2, "#66788c", "#e6ebef"),
    "orca": (4.0, "#1f232c", "#f4f6f8"),
}
"""Length in metres, back, belly."""


def swimmer(part: Role, light: Lighting, seconds: float, dice: random.Random) -> Actor:
    """A body that bends from head to tail."""
    length, back, belly = SWIMMERS.get(part.word, SWIMMERS[part.kind])
    coat, front = light.lit(Color.parse(part.color or back)), light.lit(Color.parse(belly))
    body = _Swimmer(coat, front, length < SMALL)

    def draw(canvas: skia.Canvas, t: float) -> None:
        canvas.scale(length, length)
        canvas.translate(0, 0.02 * math.sin(t * 1.4))
        body.draw(canvas, t)

    size = regions(length * 1.35, length * 0.62, aloft=True)
    return Actor(draw, size, steadily(min(1.6, length * 0.9)))


@dataclass(frozen=True)
class _Swimmer:
    """A body one unit long, its nose to the right."""

    coat: Color
    belly: Color
    small: bool

    @property
    def dark(self) -> Color:
        return self.coat.with_lightness(self.coat.lch[0] * 0.82)

    def draw(self, canvas: skia.Canvas, t: float) -> None:
        shape = self._outline(t)
        self._tail(canvas, t)
        canvas.drawPath(
            rounded_off([(0.12, -0.13), (-0.04, -0.29), (-0.12, -0.1)]), fill(self.dark)
        )
        canvas.drawPath(shape, fill(self.coat))
        canvas.save()
        canvas.clipPath(shape, doAntiAlias=True)
        self._markings(canvas, t)
        canvas.restore()
        flap = 0.24 + 0.03 * math.sin(t * 3)
        fin = [(0.16, 0.06), (0.02, flap), (-0.05, 0.17), (0.06, 0.05)]
        canvas.drawPath(rounded_off(fin), fill(self.dark))
        size = 0.026 if self.small else 0.012
        oval(canvas, (0.37, -0.035), size, size, INK)
        oval(canvas, (0.378, -0.042), size * 0.35, size * 0.35, WHITE)

    def _wave(self, share: float, t: float) -> float:
        """How far the spine is off its line, from nose (0) to tail (1)."""
        rate = 7.0 if self.small else 3.0
        return 0.07 * (0.15 + share**1.6) * math.sin(t * rate - share * 3.2)

    def _outline(self, t: float) -> skia.Path:
        top: list[Spot] = []
        low: list[Spot] = []
        for n in range(11):
            share = n / 10
            half = 0.155 * math.sin(math.pi * min(1.0, (share + 0.06) ** 0.72)) ** 0.85 + 0.012
            x, y = 0.5 - share * 0.86, self._wave(share, t)
            top.append((x, y - half))
            low.append((x, y + half * 0.92))
        return rounded_off([*top, *reversed(low)])

    def _markings(self, canvas: skia.Canvas, t: float) -> None:
        """A pale belly; bands on a fish."""
        end = self._wave(0.9, t) + 0.03
        belly = [(0.6, 0.03), (0.1, 0.05), (-0.4, end), (-0.4, 0.3), (0.6, 0.3)]
        canvas.drawPath(rounded_off(belly), fill(self.belly))
        for x in (0.12, -0.08) if self.small else ():
            band = [(x, -0.2), (x + 0.07, 0.0), (x, 0.2), (x - 0.05, 0.0)]
            canvas.drawPath(rounded_off(band), fill(WHITE, 0.85))

    def _tail(self, canvas: skia.Canvas, t: float) -> None:
        end, before = self._wave(1.0, t), self._wave(0.85, t)
        lean = (end - before) * 2.4
        shape = [
            (-0.33, before),
            (-0.52, end - 0.15 + lean),
            (-0.45, end + lean * 0.5),
            (-0.52, end + 0.15 + lean),
        ]
        canvas.drawPath(rounded_off(shape), fill(self.dark))
