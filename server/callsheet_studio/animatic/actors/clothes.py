"""What covers a torso: its outline from any side, and the parts of each garment on its front."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from callsheet_studio.animatic.actors.brush import Spot, limb, oval, polygon, rounded_off, strand
from callsheet_studio.animatic.actors.skeleton import Build, Joints, Pose, seen
from callsheet_studio.animatic.light import Light
from callsheet_studio.animatic.looks import Figure
from callsheet_studio.render.colour import Colour
from callsheet_studio.render.graphics import skia
from callsheet_studio.render.sprite import fill, stroke

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
HEMS = {
    "coat": -0.95,
    "dress": -0.85,
    "apron": -0.62,
    "suit": -0.2,
    "hoodie": -0.14,
    "space": -0.12,
}
"""How far below the pelvis an outline reaches, as a share of the torso."""


@dataclass(frozen=True)
class Bust:
    """A torso on the picture."""

    look: Figure
    build: Build
    light: Light
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

    def colour(self, code: str) -> Colour:
        """In the light."""
        return self.light.lit(Colour.parse(code))

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


def dress_torso(
    canvas: skia.Canvas, look: Figure, build: Build, light: Light, found: Joints, pose: Pose
) -> None:
    """Neck, torso and clothes of a body in this pose."""
    bust = Bust(look, build, light, found, pose.yaw)
    _neck(canvas, bust)
    base = look.inner_colour if look.top == "apron" else look.top_colour
    shape = bust.outline(HEMS.get(look.top, -0.1), 1.9 if look.top == "dress" else 1.0)
    if look.bottom == "skirt" and look.top != "dress":
        canvas.drawPath(bust.outline(-0.7, 1.8), fill(bust.colour(look.bottom_colour)))
    cloth = bust.colour(base)
    canvas.drawPath(shape, fill(cloth))
    canvas.save()
    canvas.clipPath(shape, doAntiAlias=True)
    if bust.front > -0.2:
        GARMENTS[look.top](canvas, bust)
    else:
        _back(canvas, bust)
    _shade(canvas, bust, cloth)
    canvas.restore()
    for worn in look.wears:
        if worn in HUNG:
            HUNG[worn](canvas, bust)


def _neck(canvas: skia.Canvas, bust: Bust) -> None:
    skin = bust.colour(bust.look.skin)
    x, y, _ = seen(bust.found.head, bust.yaw)
    width = 0.056 * bust.build.bulk * bust.look.bulk
    limb(
        canvas,
        (x - bust.turn * 0.012, y + 0.04),
        bust.level(0.96),
        (width, width * 1.15),
        fill(skin.at(skin.lch[0] * 0.86)),
    )


def _shade(canvas: skia.Canvas, bust: Bust, cloth: Colour) -> None:
    """A darker flank on the side away from the light."""
    dark = fill(cloth.at(cloth.lch[0] * 0.72), 0.4)
    side = -1 if (bust.light.sun or (0.7, 0, 0))[0] > 0.5 else 1
    x0, y0 = bust.level(1.0)
    x1, y1 = bust.level(-1.0)
    off, far = 0.1 * side, 0.6 * side
    canvas.drawPath(
        polygon([(x0 + off, y0 - 0.1), (x0 + far, y0 - 0.1), (x1 + far, y1), (x1 + off * 0.8, y1)]),
        dark,
    )


def _back(canvas: skia.Canvas, bust: Bust) -> None:
    seam = bust.colour(bust.look.top_colour)
    canvas.drawPath(
        strand([bust.level(0.9), bust.level(0.5), bust.level(-0.6)]),
        stroke(seam.at(seam.lch[0] * 0.85), 0.008),
    )


def _collar(canvas: skia.Canvas, bust: Bust, depth: float = 0.82) -> None:
    """The neckline: a patch of skin."""
    canvas.drawPath(
        rounded_off(
            [
                bust.middle(1.02, -0.3),
                bust.middle(1.02, 0.3),
                bust.middle(depth + 0.06, 0.22),
                bust.middle(depth, 0.0),
                bust.middle(depth + 0.06, -0.22),
            ]
        ),
        fill(bust.colour(bust.look.skin)),
    )


def _tee(canvas: skia.Canvas, bust: Bust) -> None:
    _collar(canvas, bust, 0.85)


def _shirt(canvas: skia.Canvas, bust: Bust) -> None:
    cloth = bust.colour(bust.look.top_colour)
    _collar(canvas, bust, 0.84)
    canvas.drawPath(
        strand([bust.middle(0.86), bust.middle(0.4), bust.middle(-0.1)]),
        stroke(cloth.at(cloth.lch[0] * 0.82), 0.01),
    )
    light = fill(cloth.mix(Colour(1, 1, 1), 0.25))
    for side in (-1, 1):
        canvas.drawPath(
            polygon(
                [
                    bust.middle(0.99, side * 0.34),
                    bust.middle(0.84, 0.0),
                    bust.middle(0.8, side * 0.42),
                ]
            ),
            light,
        )
    for share in (0.7, 0.5, 0.3, 0.1):
        oval(canvas, bust.middle(share), 0.008, 0.008, cloth.at(cloth.lch[0] * 0.6))


def _suit(canvas: skia.Canvas, bust: Bust) -> None:
    jacket = bust.colour(bust.look.top_colour)
    inner = bust.colour(bust.look.inner_colour)
    canvas.drawPath(
        polygon([bust.middle(1.03, -0.36), bust.middle(1.03, 0.36), bust.middle(0.36, 0.0)]),
        fill(inner),
    )
    _collar(canvas, bust, 0.9)
    if "tie" in bust.look.wears:
        tie = bust.colour(bust.look.accent)
        knot = [
            bust.middle(0.93, -0.1),
            bust.middle(0.93, 0.1),
            bust.middle(0.86, 0.06),
            bust.middle(0.86, -0.06),
        ]
        canvas.drawPath(
            polygon(
                [
                    bust.middle(0.87, -0.06),
                    bust.middle(0.87, 0.06),
                    bust.middle(0.46, 0.12),
                    bust.middle(0.38, 0.0),
                    bust.middle(0.46, -0.12),
                ]
            ),
            fill(tie),
        )
        canvas.drawPath(polygon(knot), fill(tie.at(tie.lch[0] * 0.82)))
    lapel = fill(jacket.mix(Colour(1, 1, 1), 0.1))
    for side in (-1, 1):
        canvas.drawPath(
            polygon(
                [
                    bust.middle(1.02, side * 0.32),
                    bust.middle(0.86, side * 0.62),
                    bust.middle(0.74, side * 0.5),
                    bust.middle(0.36, 0.0),
                    bust.middle(0.9, side * 0.2),
                ]
            ),
            lapel,
        )
    canvas.drawPath(
        strand([bust.middle(0.36), bust.middle(0.1), bust.middle(-0.3)]),
        stroke(jacket.at(jacket.lch[0] * 0.7), 0.01),
    )
    oval(canvas, bust.middle(0.26, 0.05), 0.011, 0.011, jacket.at(jacket.lch[0] * 0.6))
    if bust.front > 0.3:
        canvas.drawPath(
            polygon(
                [
                    bust.middle(0.7, 0.45),
                    bust.middle(0.7, 0.72),
                    bust.middle(0.74, 0.66),
                    bust.middle(0.73, 0.5),
                ]
            ),
            fill(inner),
        )


def _hoodie(canvas: skia.Canvas, bust: Bust) -> None:
    cloth = bust.colour(bust.look.top_colour)
    dark = cloth.at(cloth.lch[0] * 0.8)
    canvas.drawPath(
        rounded_off(
            [
                bust.middle(1.05, -0.6),
                bust.middle(1.05, 0.6),
                bust.middle(0.86, 0.46),
                bust.middle(0.78, 0.0),
                bust.middle(0.86, -0.46),
            ]
        ),
        fill(dark),
    )
    _collar(canvas, bust, 0.9)
    for side in (-0.14, 0.14):
        canvas.drawPath(
            strand(
                [bust.middle(0.84, side), bust.middle(0.72, side), bust.middle(0.62, side * 1.1)]
            ),
            stroke(Colour(0.95, 0.95, 0.93), 0.009),
        )
    pocket = [
        bust.middle(0.3, -0.45),
        bust.middle(0.3, 0.45),
        bust.middle(0.04, 0.7),
        bust.middle(0.04, -0.7),
    ]
    canvas.drawPath(polygon(pocket), fill(dark, 0.7))


def _coat(canvas: skia.Canvas, bust: Bust) -> None:
    coat = bust.colour(bust.look.top_colour)
    canvas.drawPath(
        polygon(
            [
                bust.middle(1.03, -0.34),
                bust.middle(1.03, 0.34),
                bust.middle(0.5, 0.06),
                bust.middle(0.5, -0.06),
            ]
        ),
        fill(bust.colour(bust.look.inner_colour)),
    )
    _collar(canvas, bust, 0.88)
    for side in (-1, 1):
        canvas.drawPath(
            polygon(
                [
                    bust.middle(1.02, side * 0.3),
                    bust.middle(0.82, side * 0.6),
                    bust.middle(0.48, 0.02),
                ]
            ),
            fill(coat.at(coat.lch[0] * 0.94)),
        )
    canvas.drawPath(
        strand([bust.middle(0.5), bust.middle(0.0), bust.middle(-1.0)]),
        stroke(coat.at(coat.lch[0] * 0.8), 0.01),
    )
    for side in (-1, 1):
        a, b = bust.middle(0.12, side * 0.35), bust.middle(0.12, side * 0.8)
        canvas.drawLine(*a, *b, stroke(coat.at(coat.lch[0] * 0.8), 0.012))


def _dress(canvas: skia.Canvas, bust: Bust) -> None:
    _collar(canvas, bust, 0.78)
    cloth = bust.colour(bust.look.top_colour)
    canvas.drawPath(
        strand([bust.middle(0.34, -1.2), bust.middle(0.3, 0.0), bust.middle(0.34, 1.2)]),
        stroke(cloth.at(cloth.lch[0] * 0.75), 0.03),
    )


def _apron(canvas: skia.Canvas, bust: Bust) -> None:
    apron = bust.colour(bust.look.top_colour)
    _collar(canvas, bust, 0.9)
    bib = [
        bust.middle(0.72, -0.5),
        bust.middle(0.72, 0.5),
        bust.middle(0.3, 0.85),
        bust.middle(-0.62, 1.15),
        bust.middle(-0.62, -1.15),
        bust.middle(0.3, -0.85),
    ]
    canvas.drawPath(polygon(bib), fill(apron))
    line = stroke(apron.at(apron.lch[0] * 0.82), 0.012)
    for side in (-1, 1):
        canvas.drawLine(*bust.middle(0.72, side * 0.46), *bust.middle(1.0, side * 0.34), line)
    canvas.drawPath(
        strand([bust.middle(0.26, -0.9), bust.middle(0.24, 0.0), bust.middle(0.26, 0.9)]), line
    )


def _tank(canvas: skia.Canvas, bust: Bust) -> None:
    skin = fill(bust.colour(bust.look.skin))
    for side in (-1, 1):
        canvas.drawPath(
            polygon(
                [
                    bust.middle(1.05, side * 0.45),
                    bust.middle(1.05, side * 1.5),
                    bust.middle(0.66, side * 1.3),
                    bust.middle(0.78, side * 0.72),
                ]
            ),
            skin,
        )
    _collar(canvas, bust, 0.78)
    stripe = bust.colour(bust.look.accent)
    canvas.drawPath(
        polygon(
            [
                bust.middle(0.6, -1.2),
                bust.middle(0.6, 1.2),
                bust.middle(0.5, 1.2),
                bust.middle(0.5, -1.2),
            ]
        ),
        fill(stripe),
    )


def _space(canvas: skia.Canvas, bust: Bust) -> None:
    suit = bust.colour(bust.look.top_colour)
    dark = suit.at(suit.lch[0] * 0.78)
    panel = [
        bust.middle(0.7, -0.4),
        bust.middle(0.7, 0.4),
        bust.middle(0.42, 0.4),
        bust.middle(0.42, -0.4),
    ]
    canvas.drawPath(rounded_off(panel), fill(dark))
    for n, side in enumerate((-0.22, 0.0, 0.22)):
        lamp = (bust.colour(bust.look.accent), Colour(0.3, 0.8, 1), Colour(1, 0.8, 0.3))[n]
        oval(canvas, bust.middle(0.56, side), 0.017, 0.017, lamp)
    canvas.drawPath(
        strand([bust.middle(0.14, -1.2), bust.middle(0.1, 0), bust.middle(0.14, 1.2)]),
        stroke(bust.colour(bust.look.accent), 0.026),
    )


Garment = Callable[[skia.Canvas, Bust], None]
GARMENTS: Mapping[str, Garment] = {
    "tee": _tee,
    "shirt": _shirt,
    "suit": _suit,
    "hoodie": _hoodie,
    "coat": _coat,
    "dress": _dress,
    "apron": _apron,
    "tank": _tank,
    "space": _space,
}


def _scarf(canvas: skia.Canvas, bust: Bust) -> None:
    scarf = fill(bust.colour(bust.look.accent))
    canvas.drawPath(
        rounded_off(
            [
                bust.middle(1.06, -0.36),
                bust.middle(1.06, 0.36),
                bust.middle(0.93, 0.4),
                bust.middle(0.88, 0.0),
                bust.middle(0.93, -0.4),
            ]
        ),
        scarf,
    )


def _stethoscope(canvas: skia.Canvas, bust: Bust) -> None:
    if bust.front < 0:
        return
    tube = stroke(Colour.parse("#2a3140"), 0.016)
    canvas.drawPath(
        strand(
            [
                bust.middle(1.02, -0.3),
                bust.middle(0.7, -0.42),
                bust.middle(0.5, -0.05),
                bust.middle(0.7, 0.42),
                bust.middle(1.02, 0.3),
            ]
        ),
        tube,
    )
    canvas.drawPath(
        strand([bust.middle(0.6, 0.2), bust.middle(0.5, 0.2), bust.middle(0.42, 0.24)]), tube
    )
    oval(canvas, bust.middle(0.4, 0.25), 0.026, 0.026, Colour.parse("#b9c2cf"))


def _backpack(canvas: skia.Canvas, bust: Bust) -> None:
    strap = stroke(bust.colour(bust.look.accent), 0.035)
    for side in (-0.5, 0.5):
        if bust.front > 0.1:
            canvas.drawPath(
                strand(
                    [
                        bust.middle(0.98, side),
                        bust.middle(0.7, side * 1.1),
                        bust.middle(0.45, side * 1.5),
                    ]
                ),
                strap,
            )
    if abs(bust.turn) > 0.3:
        x, y = bust.level(0.6)
        back = -bust.turn * 0.2
        path = rounded_off(
            [
                (x + back - 0.1, y - 0.22),
                (x + back + 0.1, y - 0.22),
                (x + back + 0.11, y + 0.24),
                (x + back - 0.11, y + 0.24),
            ]
        )
        canvas.drawPath(path, fill(bust.colour(bust.look.accent)))


HUNG: Mapping[str, Garment] = {
    "scarf": _scarf,
    "stethoscope": _stethoscope,
    "backpack": _backpack,
}
