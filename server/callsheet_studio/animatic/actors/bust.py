"""A torso on the picture: its outline from any side, and any spot on its front."""

import math
from dataclasses import dataclass

from callsheet_studio.animatic.actors.brush import Spot, rounded_off
from callsheet_studio.animatic.actors.skeleton import Build, Joints, seen
from callsheet_studio.animatic.character_design import CharacterDesign
from callsheet_studio.animatic.lighting import Lighting
from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.skia_loader import skia

LEVELS = (
    (1.0, 0.06, 0.055),
    (0.95, 0.17, 0.08),
    (0.87, 0.222, 0.105),
    (0.68, 0.196, 0.125),
    (0.36, 0.16, 0.11),
    (0.1, 0.172, 0.122),
    (-0.1, 0.184, 0.126),
)
"""Height as a share of the torso, half the width from the front, half the depth, in metres."""


@dataclass(frozen=True)
class Bust:
    """A torso on the picture."""

    look: CharacterDesign
    build: Build
    light: Lighting
    found: Joints
    yaw: float

    @property
    def turn(self) -> float:
        """-1 or 1 from the side, 0 from the front."""
        return math.sin(math.radians(self.yaw))

    @property
    def front(self) -> float:
        """1 from the front, -1 from behind."""
        return math.cos(math.radians(self.yaw))

    def level(self, share: float) -> Spot:
        """The spot on the spine at this share of the torso's height."""
        a, b = self.found.pelvis, self.found.neck
        point = (
            a[0] + (b[0] - a[0]) * share,
            a[1] + (b[1] - a[1]) * share,
            a[2] + (b[2] - a[2]) * share,
        )
        x, y, _ = seen(point, self.yaw)
        return x, y

    def middle(self, share: float, side: float = 0.0) -> Spot:
        """A spot on the front at this height; `side` -1 is the right edge, 1 the left one."""
        x, y = self.level(share)
        width, depth = self._girth(share)
        return x + self.turn * depth * (1 - 0.35 * abs(side)) + side * width * abs(self.front), y

    def outline(self, hem: float = -0.1, flare: float = 1.0) -> skia.Path:
        """The closed silhouette down to `hem`."""
        left: list[Spot] = []
        right: list[Spot] = []
        for share, width, depth in LEVELS:
            x, y = self.level(share)
            half = math.hypot(width * self.front, depth * self.turn) * self._bulk(share)
            left.append((x - half, y))
            right.append((x + half, y))
        if hem < -0.11:
            x, y = self._hem(hem)
            half = (0.17 + 0.09 * -hem * flare) * self.build.bulk
            spread = abs(
                seen(self.found.knees[0], self.yaw)[0] - seen(self.found.knees[1], self.yaw)[0]
            )
            half = max(half, spread * 0.5 * -hem + 0.1 * self.build.bulk)
            left.append((x - half, y))
            right.append((x + half, y))
        return rounded_off([*left, *reversed(right)])

    def color(self, code: str) -> Color:
        """In the light."""
        return self.light.lit(Color.parse(code))

    def _hem(self, hem: float) -> Spot:
        x, y = self.level(0.0)
        knees = sum(seen(knee, self.yaw)[0] for knee in self.found.knees) / 2
        return x + (knees - x) * min(1.0, -hem), y - hem * self.build.torso

    def _girth(self, share: float) -> tuple[float, float]:
        pairs = zip(LEVELS, LEVELS[1:], strict=False)
        for (top, w0, d0), (low, w1, d1) in pairs:
            if share >= low:
                p = (top - share) / (top - low)
                return (w0 + (w1 - w0) * p) * self._bulk(share), (d0 + (d1 - d0) * p) * self._bulk(
                    share
                )
        return LEVELS[-1][1] * self._bulk(share), LEVELS[-1][2] * self._bulk(share)

    def _bulk(self, share: float) -> float:
        shape = self.build.shoulder / 0.185 if share > 0.6 else self.build.bulk
        waist = 0.84 if self.look.woman and 0.25 < share < 0.5 else 1.0
        return shape * waist * self.look.bulk * (1.22 if self.look.top == "space" else 1.0)
