"""Vehicles seen from the side, driving to the right."""

import math
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from callsheet_studio.animatic.actors.actor import Actor, Regions, regions, steadily
from callsheet_studio.animatic.actors.brush import (
    Spot,
    ground_shadow,
    limb,
    oval,
    polygon,
    rounded_off,
    strand,
)
from callsheet_studio.animatic.light import Light
from callsheet_studio.animatic.shots import Part
from callsheet_studio.render.colour import WHITE, Colour
from callsheet_studio.render.graphics import skia
from callsheet_studio.render.sprite import fill, stroke

RUBBER, STEEL, GLASS = Colour.parse("#1d1e24"), Colour.parse("#b9c0cb"), Colour.parse("#9fc6dd")
LAMP, REAR = Colour.parse("#fff1c4"), Colour.parse("#ff3b30")
RESTING = frozenset(["be", "look", "hold", "turn", "open"])


@dataclass(frozen=True)
class Body:
    """A vehicle's colour in its light."""

    paint: Colour
    light: Light

    @property
    def dark(self) -> Colour:
        """Its shaded parts."""
        return self.paint.at(self.paint.lch[0] * 0.74)

    @property
    def glass(self) -> Colour:
        """Windows: they mirror the sky by day and are lit from inside at night."""
        day = self.light.lit(GLASS).mix(self.light.sky[2], 0.3)
        return day.mix(self.light.glow, 0.25 * self.light.dark)

    def lit(self, colour: Colour) -> Colour:
        """Another colour in the same light."""
        return self.light.lit(colour)


Drawing = Callable[[skia.Canvas, Body, float, float], None]
"""Draws the vehicle at t seconds, after so many metres."""


@dataclass(frozen=True)
class Make:
    """A kind of vehicle."""

    drawing: Drawing
    regions: Regions
    speed: float
    colours: tuple[str, ...]
    shadow: float = 0.0
    """Half the length of what it throws on the ground."""


def vehicle(part: Part, light: Light, seconds: float, dice: random.Random) -> Actor:
    """A vehicle that drives, or stands."""
    make = MAKES[part.kind]
    code = part.colour or _HOUSE.get(part.word) or dice.choice(make.colours)
    body = Body(light.lit(Colour.parse(code)), light)
    speed = 0.0 if part.verb in RESTING and part.kind not in {"boat"} else make.speed

    def draw(canvas: skia.Canvas, t: float) -> None:
        if make.shadow:
            ground_shadow(canvas, 0.0, make.shadow, 0.4)
        make.drawing(canvas, body, t, speed * t)

    return Actor(draw, make.regions, steadily(speed))


_HOUSE = {"taxi": "#f2b82e", "cab": "#f2b82e"}


def wheel(canvas: skia.Canvas, at: Spot, radius: float, way: float, rim: Colour) -> None:
    """A wheel that has rolled `way` metres."""
    oval(canvas, at, radius, radius, RUBBER)
    oval(canvas, at, radius * 0.62, radius * 0.62, rim)
    canvas.save()
    canvas.translate(*at)
    canvas.rotate(math.degrees(way / radius))
    for n in range(5):
        canvas.save()
        canvas.rotate(72 * n)
        canvas.drawPath(
            rounded_off(
                [
                    (-radius * 0.1, 0),
                    (radius * 0.1, 0),
                    (radius * 0.16, -radius * 0.52),
                    (-radius * 0.16, -radius * 0.52),
                ]
            ),
            fill(RUBBER, 0.75),
        )
        canvas.restore()
    canvas.restore()
    oval(canvas, at, radius * 0.14, radius * 0.14, rim)


def beam(canvas: skia.Canvas, at: Spot, length: float, light: Light) -> None:
    """A head lamp's cone in the dark."""
    if light.dark < 0.3:
        return
    shader = skia.GradientShader.MakeLinear(
        [skia.Point(*at), skia.Point(at[0] + length, at[1])],
        [LAMP.argb(0.6 * light.dark), LAMP.argb(0)],
    )
    cone = polygon(
        [
            (at[0], at[1] - 0.06),
            (at[0] + length, at[1] - length * 0.1),
            (at[0] + length, 0.12),
            (at[0], at[1] + 0.1),
        ]
    )
    canvas.drawPath(
        cone, skia.Paint(Shader=shader, AntiAlias=True, BlendMode=skia.BlendMode.kScreen)
    )


def _car(canvas: skia.Canvas, body: Body, t: float, way: float) -> None:
    shake = 0.008 * math.sin(t * 23) if way else 0.0
    canvas.save()
    canvas.translate(0, shake)
    roof = rounded_off(
        [(-1.75, -0.9), (-1.2, -1.42), (0.35, -1.46), (1.2, -0.92), (0.6, -0.7), (-1.4, -0.7)]
    )
    canvas.drawPath(roof, fill(body.paint))
    for window in (
        [(-1.42, -0.92), (-1.05, -1.31), (-0.42, -1.34), (-0.42, -0.92)],
        [(-0.3, -0.92), (-0.3, -1.34), (0.3, -1.32), (0.88, -0.92)],
    ):
        canvas.drawPath(polygon(window), fill(body.glass))
    head = body.lit(Colour.parse("#3a2c2a"))
    oval(canvas, (0.02, -1.08), 0.13, 0.15, head)
    limb(canvas, (0.0, -0.92), (0.05, -0.9), (0.2, 0.2), fill(head))
    hull = rounded_off(
        [
            (-2.15, -0.62),
            (-2.1, -0.92),
            (-1.2, -0.98),
            (1.15, -0.96),
            (2.0, -0.8),
            (2.18, -0.55),
            (2.12, -0.26),
            (-2.1, -0.26),
        ]
    )
    canvas.drawPath(hull, fill(body.paint))
    canvas.save()
    canvas.clipPath(hull, doAntiAlias=True)
    canvas.drawRect(skia.Rect.MakeLTRB(-2.3, -0.5, 2.3, -0.2), fill(body.dark))
    canvas.drawRect(skia.Rect.MakeLTRB(-2.3, -0.93, 2.3, -0.89), fill(WHITE, 0.35))
    canvas.restore()
    for x in (-0.36, 0.95):
        canvas.drawPath(strand([(x, -0.9), (x + 0.02, -0.6), (x, -0.34)]), stroke(body.dark, 0.02))
    canvas.drawLine(-0.25, -0.74, -0.05, -0.74, stroke(body.dark, 0.035))
    oval(canvas, (2.0, -0.66), 0.13, 0.09, LAMP)
    oval(canvas, (-2.08, -0.72), 0.07, 0.1, REAR)
    canvas.restore()
    beam(canvas, (2.1, -0.64), 3.6, body.light)
    for x in (-1.3, 1.32):
        oval(canvas, (x, -0.36), 0.41, 0.41, body.dark.at(0.2))
        wheel(canvas, (x, -0.33), 0.33, way, body.lit(STEEL))


def _bus(canvas: skia.Canvas, body: Body, t: float, way: float) -> None:
    hull = skia.RRect.MakeRectXY(
        skia.Rect.MakeLTRB(-4.4, -3.0 + 0.01 * math.sin(t * 17), 4.4, -0.4), 0.34, 0.34
    )
    canvas.drawRRect(hull, fill(body.paint))
    canvas.drawRect(skia.Rect.MakeLTRB(-4.4, -1.1, 4.4, -0.85), fill(WHITE, 0.8))
    canvas.drawRect(skia.Rect.MakeLTRB(-4.3, -0.75, 4.3, -0.4), fill(body.dark))
    for n in range(6):
        canvas.drawRRect(
            skia.RRect.MakeRectXY(skia.Rect.MakeXYWH(-4.1 + n * 1.22, -2.62, 1.06, 1.0), 0.1, 0.1),
            fill(body.glass),
        )
        oval(canvas, (-3.6 + n * 1.22, -1.75), 0.15, 0.17, body.lit(Colour.parse("#4a3a3a")), 0.6)
    canvas.drawPath(
        polygon([(3.25, -2.62), (4.32, -2.62), (4.36, -1.4), (3.25, -1.4)]), fill(body.glass)
    )
    oval(canvas, (4.32, -0.7), 0.1, 0.14, LAMP)
    beam(canvas, (4.4, -0.7), 4.5, body.light)
    for x in (-2.7, 2.6):
        wheel(canvas, (x, -0.48), 0.48, way, body.lit(STEEL))


def _train(canvas: skia.Canvas, body: Body, t: float, way: float) -> None:
    rail = body.lit(Colour.parse("#6a6460"))
    canvas.drawRect(skia.Rect.MakeLTRB(-40, -0.1, 40, 0.0), fill(rail))
    for n in range(-26, 27):
        x = n * 1.5 - way % 1.5
        canvas.drawRect(skia.Rect.MakeLTRB(x, 0.0, x + 0.7, 0.14), fill(rail.at(0.3)))
    for n in range(3):
        _coach(canvas, body, -n * 9.4, way, front=n == 0)
    beam(canvas, (6.2, -1.2), 6, body.light)


def _coach(canvas: skia.Canvas, body: Body, x: float, way: float, front: bool) -> None:
    canvas.save()
    canvas.translate(x, 0)
    nose = (
        [(4.2, -3.2), (5.6, -2.6), (6.4, -1.3), (6.3, -0.5)]
        if front
        else [(4.6, -3.2), (4.6, -0.5)]
    )
    canvas.drawPath(
        polygon([(-4.6, -0.5), (-4.6, -3.2), *nose]), fill(body.lit(Colour.parse("#eef0f3")))
    )
    canvas.drawPath(
        polygon(
            [
                (-4.6, -0.5),
                (-4.6, -1.3),
                (6.38 if front else 4.6, -1.3),
                (6.3 if front else 4.6, -0.5),
            ]
        ),
        fill(body.paint),
    )
    for n in range(5):
        canvas.drawRRect(
            skia.RRect.MakeRectXY(
                skia.Rect.MakeXYWH(-4.1 + n * 1.65, -2.65, 1.25, 0.9), 0.14, 0.14
            ),
            fill(body.glass),
        )
    if front:
        canvas.drawPath(
            polygon([(4.5, -2.75), (5.35, -2.45), (5.85, -1.75), (4.5, -1.75)]),
            fill(body.glass.at(0.3)),
        )
    for wheel_x in (-3.4, -2.4, 2.4, 3.4):
        wheel(canvas, (wheel_x, -0.42), 0.42, way, body.lit(STEEL))
    canvas.restore()


def _bike(canvas: skia.Canvas, body: Body, t: float, way: float) -> None:
    """A bicycle and whoever rides it: the feet go round with the pedals."""
    crank = way / 0.34 * 0.42
    frame = stroke(body.paint, 0.045)
    hub, seat, bar = (0.0, -0.36), (-0.16, -0.86), (0.4, -0.92)
    legs = [
        (0.15 * math.cos(crank + late), -0.36 + 0.15 * math.sin(crank + late))
        for late in (0.0, math.pi)
    ]
    skin, cloth = body.lit(Colour.parse("#d79a6c")), body.lit(Colour.parse("#2b3247"))
    shirt = body.lit(Colour.parse("#e07a3f"))
    hip, shoulder = (-0.16, -0.98), (0.12, -1.46)
    _pedal(canvas, hip, legs[1], cloth.at(0.22))
    for x in (-0.52, 0.54):
        canvas.drawCircle(x, -0.34, 0.34, stroke(RUBBER, 0.045))
        canvas.save()
        canvas.translate(x, -0.34)
        canvas.rotate(math.degrees(way / 0.34))
        for _ in range(8):
            canvas.rotate(45)
            canvas.drawLine(0, 0, 0, -0.32, stroke(body.lit(STEEL), 0.008))
        canvas.restore()
    for a, b in (
        ((-0.52, -0.34), hub),
        ((-0.52, -0.34), seat),
        (hub, seat),
        (hub, bar),
        (seat, (0.36, -0.78)),
        ((0.54, -0.34), bar),
    ):
        canvas.drawLine(*a, *b, frame)
    canvas.drawLine(bar[0] - 0.02, bar[1], bar[0] + 0.12, bar[1] - 0.04, stroke(RUBBER, 0.04))
    limb(canvas, (-0.24, -0.87), (-0.06, -0.88), (0.035, 0.025), fill(RUBBER))
    limb(canvas, hip, shoulder, (0.13, 0.15), fill(shirt))
    limb(canvas, shoulder, (0.34, -1.18), (0.055, 0.045), fill(shirt.at(shirt.lch[0] * 0.9)))
    limb(canvas, (0.34, -1.18), (0.47, -0.97), (0.04, 0.035), fill(skin))
    _pedal(canvas, hip, legs[0], cloth)
    limb(canvas, shoulder, (0.22, -1.6), (0.06, 0.055), fill(skin))
    oval(canvas, (0.25, -1.7), 0.115, 0.14, skin)
    canvas.drawPath(
        rounded_off([(0.08, -1.7), (0.1, -1.9), (0.34, -1.92), (0.42, -1.74)]), fill(body.paint)
    )
    oval(canvas, (0.32, -1.7), 0.014, 0.02, RUBBER)


def _pedal(canvas: skia.Canvas, hip: Spot, foot: Spot, colour: Colour) -> None:
    dx, dy = foot[0] - hip[0], foot[1] - hip[1]
    far = math.hypot(dx, dy)
    off = math.sqrt(max(0.0, 0.4**2 - (far / 2) ** 2))
    knee = ((hip[0] + foot[0]) / 2 - dy / far * -off, (hip[1] + foot[1]) / 2 - dx / far * off)
    limb(canvas, hip, knee, (0.085, 0.06), fill(colour))
    limb(canvas, knee, foot, (0.058, 0.04), fill(colour))
    limb(canvas, foot, (foot[0] + 0.13, foot[1] + 0.01), (0.04, 0.03), fill(RUBBER))


def _boat(canvas: skia.Canvas, body: Body, t: float, way: float) -> None:
    canvas.save()
    canvas.rotate(2.6 * math.sin(t * 1.3))
    canvas.translate(0, 0.1 * math.sin(t * 1.7))
    mast = body.lit(Colour.parse("#7a5236"))
    canvas.drawLine(0.1, -0.6, 0.1, -6.2, stroke(mast, 0.12))
    sail = body.lit(Colour.parse("#f5f1e8"))
    puff = 0.12 * math.sin(t * 1.1)
    canvas.drawPath(
        rounded_off(
            [
                (0.0, -6.0),
                (0.0, -6.0),
                (-0.9 - puff, -3.4),
                (-2.7, -1.2),
                (-2.7, -1.2),
                (0.0, -1.2),
                (0.0, -1.2),
            ]
        ),
        fill(sail),
    )
    canvas.drawPath(
        rounded_off(
            [(0.25, -5.6), (0.25, -5.6), (1.5 + puff, -3.0), (2.5, -1.1), (2.5, -1.1), (0.25, -1.2)]
        ),
        fill(body.paint),
    )
    canvas.drawPath(
        rounded_off(
            [(-3.0, -0.75), (-3.0, -0.85), (3.5, -0.95), (3.5, -0.85), (2.5, 0.35), (-2.4, 0.35)]
        ),
        fill(body.dark),
    )
    canvas.drawPath(
        polygon([(-2.95, -0.82), (3.4, -0.92), (3.2, -0.62), (-2.9, -0.55)]), fill(WHITE, 0.75)
    )
    canvas.restore()
    for n, alpha in ((0, 0.9), (1, 0.5)):
        points: list[Spot] = [
            (-4.5 + k, 0.22 + 0.2 * n + 0.07 * math.sin(t * 3 + k * 1.4 + n)) for k in range(10)
        ]
        canvas.drawPath(strand(points), stroke(WHITE, 0.13 - 0.04 * n, alpha * 0.7))


def _plane(canvas: skia.Canvas, body: Body, t: float, way: float) -> None:
    canvas.rotate(-5 + 1.2 * math.sin(t))
    canvas.translate(0, 0.3 * math.sin(t * 0.9))
    white = body.lit(Colour.parse("#f2f4f7"))
    canvas.drawPath(
        polygon([(-7.6, -0.5), (-9.4, -4.2), (-7.6, -4.2), (-5.4, -0.9)]), fill(body.paint)
    )
    canvas.drawPath(
        polygon([(-0.6, -0.4), (-3.6, -2.9), (-2.4, -2.9), (2.0, -0.6)]),
        fill(white.at(white.lch[0] * 0.78)),
    )
    hull = rounded_off(
        [
            (-9.4, -0.7),
            (-4, -1.35),
            (5, -1.4),
            (8.6, -0.9),
            (9.3, 0.1),
            (7.6, 0.75),
            (-2, 1.15),
            (-8.6, 0.1),
        ]
    )
    canvas.drawPath(hull, fill(white))
    canvas.save()
    canvas.clipPath(hull, doAntiAlias=True)
    canvas.drawRect(skia.Rect.MakeLTRB(-10, 0.35, 10, 1.6), fill(body.paint))
    canvas.restore()
    for n in range(13):
        oval(canvas, (-5.4 + n * 0.85, -0.42), 0.2, 0.25, body.glass.at(0.45))
    canvas.drawPath(
        polygon([(7.2, -0.85), (8.2, -0.72), (8.6, -0.25), (7.1, -0.3)]), fill(body.glass.at(0.35))
    )
    canvas.drawPath(
        polygon([(1.6, 0.3), (-4.4, 3.3), (-2.6, 3.4), (4.0, 0.5)]),
        fill(white.at(white.lch[0] * 0.88)),
    )
    limb(canvas, (-0.7, 1.75), (0.9, 1.75), (0.5, 0.55), fill(body.dark))
    canvas.drawPath(
        polygon([(-8.0, -0.3), (-10.2, 0.5), (-9.0, 0.5), (-6.6, -0.1)]),
        fill(white.at(white.lch[0] * 0.85)),
    )


def _rocket(canvas: skia.Canvas, body: Body, t: float, way: float) -> None:
    """Flies slantwise upwards, its nose ahead, on a flame."""
    canvas.rotate(58)
    canvas.translate(0.05 * math.sin(t * 31), 0.1 * math.sin(t * 2))
    _flame(canvas, t)
    for side in (-1, 1):
        fin = [(side * 0.75, 1.2), (side * 1.75, 2.9), (side * 1.7, 3.5), (side * 0.6, 2.7)]
        canvas.drawPath(polygon(fin), fill(body.paint if side < 0 else body.dark))
    white = Colour.parse("#f1f3f7").mix(body.light.tint, 0.12)
    hull = rounded_off(
        [(-0.7, 2.8), (-1.15, 0.4), (-0.85, -2.4), (0, -4.4), (0.85, -2.4), (1.15, 0.4), (0.7, 2.8)]
    )
    canvas.drawPath(hull, fill(white))
    canvas.save()
    canvas.clipPath(hull, doAntiAlias=True)
    canvas.drawRect(skia.Rect.MakeLTRB(-2, -5, 2, -2.35), fill(body.paint))
    canvas.drawRect(skia.Rect.MakeLTRB(-2, 1.7, 2, 2.1), fill(body.paint))
    canvas.drawRect(skia.Rect.MakeLTRB(0.28, -5, 2, 3), fill(Colour(0.05, 0.07, 0.2), 0.24))
    canvas.restore()
    oval(canvas, (0, -1.1), 0.52, 0.52, body.paint)
    oval(canvas, (0, -1.1), 0.38, 0.38, Colour.parse("#7fd0f2"))
    oval(canvas, (-0.12, -1.22), 0.11, 0.11, WHITE, 0.85)
    canvas.drawRect(skia.Rect.MakeLTRB(-0.6, 2.6, 0.6, 2.95), fill(Colour.parse("#4a5060")))


def _flame(canvas: skia.Canvas, t: float) -> None:
    flicker = 0.4 * math.sin(t * 27) + 0.25 * math.sin(t * 41)
    for width, length, code in (
        (0.72, 5.2, "#ff6a2a"),
        (0.5, 3.8, "#ffb02e"),
        (0.28, 2.4, "#fff3c0"),
    ):
        end = 2.9 + length + flicker
        shape = rounded_off(
            [
                (-width, 2.8),
                (width, 2.8),
                (width * 1.05, 3.6),
                (0, end),
                (0, end),
                (-width * 1.05, 3.6),
            ]
        )
        canvas.drawPath(shape, fill(Colour.parse(code), 0.92))
    for n in range(9):
        age = (t * 0.9 + n / 9) % 1
        x = math.sin(n * 12.9) * (0.4 + age)
        oval(
            canvas,
            (x, 5.5 + age * 7),
            0.3 + age * 0.9,
            0.3 + age * 0.9,
            Colour.parse("#c9b8d8"),
            0.32 * (1 - age),
        )


def _drone(canvas: skia.Canvas, body: Body, t: float, way: float) -> None:
    canvas.rotate(5 + 2 * math.sin(t * 1.4))
    canvas.translate(0, 0.02 * math.sin(t * 2.2))
    dark = body.lit(Colour.parse("#2f3440"))
    for side in (-1, 1):
        canvas.drawLine(0, -0.02, side * 0.3, -0.09, stroke(dark, 0.035))
        canvas.drawLine(side * 0.3, -0.05, side * 0.3, -0.15, stroke(dark, 0.03))
        half = 0.05 + 0.13 * abs(math.sin(t * 60 + side))
        oval(canvas, (side * 0.3, -0.155), 0.19, 0.012, WHITE, 0.25)
        oval(canvas, (side * 0.3, -0.155), half, 0.01, dark, 0.8)
    canvas.drawPath(
        rounded_off(
            [(-0.2, -0.07), (0.2, -0.07), (0.23, 0.02), (0.1, 0.07), (-0.1, 0.07), (-0.23, 0.02)]
        ),
        fill(body.paint),
    )
    oval(canvas, (0.08, 0.09), 0.055, 0.055, dark)
    oval(canvas, (0.1, 0.09), 0.026, 0.026, Colour.parse("#7fd0f2"))
    oval(canvas, (-0.17, 0.0), 0.016, 0.016, REAR if math.sin(t * 6) > 0 else dark)


_BRIGHT = ("#d0342c", "#2f66d0", "#f2b82e", "#1f8f96", "#e8e9ee", "#3a4250")
MAKES: Mapping[str, Make] = {
    "car": Make(_car, regions(5.4, 2.3), 9.0, _BRIGHT, 2.3),
    "bus": Make(_bus, regions(9.6, 3.8), 8.0, _BRIGHT, 4.4),
    "train": Make(_train, regions(15, 4.2), 16.0, ("#c8332e", "#2458a8", "#1f7a5a")),
    "bike": Make(_bike, regions(2.0, 2.1), 4.5, _BRIGHT, 0.8),
    "boat": Make(_boat, regions(8.0, 7.4), 2.2, ("#d0342c", "#2f66a8", "#e8a53a", "#1f8f96")),
    "plane": Make(_plane, regions(22, 11, aloft=True), 30.0, ("#d0342c", "#2f66d0", "#1f8f96")),
    "rocket": Make(_rocket, regions(15, 12.5, aloft=True), 9.0, ("#d8342c", "#2f66d0", "#ef7d22")),
    "drone": Make(_drone, regions(1.3, 0.8, aloft=True), 1.6, ("#e8e9ee", "#f2b82e", "#d0342c")),
}
