"""Vehicles on wheels, seen from the side."""

import math

from callsheet_studio.animatic.actors.bodywork import LAMP, REAR, RUBBER, STEEL, Body
from callsheet_studio.animatic.actors.brush import (
    Spot,
    limb,
    oval,
    polygon,
    rounded_off,
    strand,
)
from callsheet_studio.animatic.lighting import Lighting
from callsheet_studio.drawing.color import WHITE, Color
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill, stroke


def wheel(canvas: skia.Canvas, at: Spot, radius: float, way: float, rim: Color) -> None:
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


def beam(canvas: skia.Canvas, at: Spot, length: float, light: Lighting) -> None:
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


def car(canvas: skia.Canvas, body: Body, t: float, way: float) -> None:
    """A saloon with somebody at the wheel."""
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
    head = body.lit(Color.parse("#3a2c2a"))
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
        oval(canvas, (x, -0.36), 0.41, 0.41, body.dark.with_lightness(0.2))
        wheel(canvas, (x, -0.33), 0.33, way, body.lit(STEEL))


def bus(canvas: skia.Canvas, body: Body, t: float, way: float) -> None:
    """A coach with passengers."""
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
        oval(canvas, (-3.6 + n * 1.22, -1.75), 0.15, 0.17, body.lit(Color.parse("#4a3a3a")), 0.6)
    canvas.drawPath(
        polygon([(3.25, -2.62), (4.32, -2.62), (4.36, -1.4), (3.25, -1.4)]), fill(body.glass)
    )
    oval(canvas, (4.32, -0.7), 0.1, 0.14, LAMP)
    beam(canvas, (4.4, -0.7), 4.5, body.light)
    for x in (-2.7, 2.6):
        wheel(canvas, (x, -0.48), 0.48, way, body.lit(STEEL))


def train(canvas: skia.Canvas, body: Body, t: float, way: float) -> None:
    """A locomotive and two coaches on a track that runs away below."""
    rail = body.lit(Color.parse("#6a6460"))
    canvas.drawRect(skia.Rect.MakeLTRB(-40, -0.1, 40, 0.0), fill(rail))
    for n in range(-26, 27):
        x = n * 1.5 - way % 1.5
        canvas.drawRect(skia.Rect.MakeLTRB(x, 0.0, x + 0.7, 0.14), fill(rail.with_lightness(0.3)))
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
        polygon([(-4.6, -0.5), (-4.6, -3.2), *nose]), fill(body.lit(Color.parse("#eef0f3")))
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
            fill(body.glass.with_lightness(0.3)),
        )
    for wheel_x in (-3.4, -2.4, 2.4, 3.4):
        wheel(canvas, (wheel_x, -0.42), 0.42, way, body.lit(STEEL))
    canvas.restore()


def bike(canvas: skia.Canvas, body: Body, t: float, way: float) -> None:
    """A bicycle and whoever rides it: the feet go round with the pedals."""
    crank = way / 0.34 * 0.42
    frame = stroke(body.paint, 0.045)
    hub, seat, bar = (0.0, -0.36), (-0.16, -0.86), (0.4, -0.92)
    legs = [
        (0.15 * math.cos(crank + late), -0.36 + 0.15 * math.sin(crank + late))
        for late in (0.0, math.pi)
    ]
    skin, cloth = body.lit(Color.parse("#d79a6c")), body.lit(Color.parse("#2b3247"))
    shirt = body.lit(Color.parse("#e07a3f"))
    hip, shoulder = (-0.16, -0.98), (0.12, -1.46)
    _pedal(canvas, hip, legs[1], cloth.with_lightness(0.22))
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
    limb(
        canvas,
        shoulder,
        (0.34, -1.18),
        (0.055, 0.045),
        fill(shirt.with_lightness(shirt.lch[0] * 0.9)),
    )
    limb(canvas, (0.34, -1.18), (0.47, -0.97), (0.04, 0.035), fill(skin))
    _pedal(canvas, hip, legs[0], cloth)
    limb(canvas, shoulder, (0.22, -1.6), (0.06, 0.055), fill(skin))
    oval(canvas, (0.25, -1.7), 0.115, 0.14, skin)
    canvas.drawPath(
        rounded_off([(0.08, -1.7), (0.1, -1.9), (0.34, -1.92), (0.42, -1.74)]), fill(body.paint)
    )
    oval(canvas, (0.32, -1.7), 0.014, 0.02, RUBBER)


def _pedal(canvas: skia.Canvas, hip: Spot, foot: Spot, color: Color) -> None:
    dx, dy = foot[0] - hip[0], foot[1] - hip[1]
    far = math.hypot(dx, dy)
    off = math.sqrt(max(0.0, 0.4**2 - (far / 2) ** 2))
    knee = ((hip[0] + foot[0]) / 2 - dy / far * -off, (hip[1] + foot[1]) / 2 - dx / far * off)
    limb(canvas, hip, knee, (0.085, 0.06), fill(color))
    limb(canvas, knee, foot, (0.058, 0.04), fill(color))
    limb(canvas, foot, (foot[0] + 0.13, foot[1] + 0.01), (0.04, 0.03), fill(RUBBER))
