"""Vehicles that keep off the road: boats, planes, rockets, drones."""

import math

from callsheet_studio.animatic.actors.bodywork import REAR, Body
from callsheet_studio.animatic.actors.brush import (
    Spot,
    limb,
    oval,
    polygon,
    rounded_off,
    strand,
)
from callsheet_studio.drawing.color import WHITE, Color
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill, stroke


def boat(canvas: skia.Canvas, body: Body, t: float, way: float) -> None:
    """A sailing boat that rocks, and the water that it cuts."""
    canvas.save()
    canvas.rotate(2.6 * math.sin(t * 1.3))
    canvas.translate(0, 0.1 * math.sin(t * 1.7))
    mast = body.lit(Color.parse("#7a5236"))
    canvas.drawLine(0.1, -0.6, 0.1, -6.2, stroke(mast, 0.12))
    sail = body.lit(Color.parse("#f5f1e8"))
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


def plane(canvas: skia.Canvas, body: Body, t: float, way: float) -> None:
    """An airliner."""
    canvas.rotate(-5 + 1.2 * math.sin(t))
    canvas.translate(0, 0.3 * math.sin(t * 0.9))
    white = body.lit(Color.parse("#f2f4f7"))
    canvas.drawPath(
        polygon([(-7.6, -0.5), (-9.4, -4.2), (-7.6, -4.2), (-5.4, -0.9)]), fill(body.paint)
    )
    canvas.drawPath(
        polygon([(-0.6, -0.4), (-3.6, -2.9), (-2.4, -2.9), (2.0, -0.6)]),
        fill(white.with_lightness(white.lch[0] * 0.78)),
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
        oval(canvas, (-5.4 + n * 0.85, -0.42), 0.2, 0.25, body.glass.with_lightness(0.45))
    canvas.drawPath(
        polygon([(7.2, -0.85), (8.2, -0.72), (8.6, -0.25), (7.1, -0.3)]),
        fill(body.glass.with_lightness(0.35)),
    )
    canvas.drawPath(
        polygon([(1.6, 0.3), (-4.4, 3.3), (-2.6, 3.4), (4.0, 0.5)]),
        fill(white.with_lightness(white.lch[0] * 0.88)),
    )
    limb(canvas, (-0.7, 1.75), (0.9, 1.75), (0.5, 0.55), fill(body.dark))
    canvas.drawPath(
        polygon([(-8.0, -0.3), (-10.2, 0.5), (-9.0, 0.5), (-6.6, -0.1)]),
        fill(white.with_lightness(white.lch[0] * 0.85)),
    )


def rocket(canvas: skia.Canvas, body: Body, t: float, way: float) -> None:
    """Flies slantwise upwards, its nose ahead, on a flame."""
    canvas.rotate(58)
    canvas.translate(0.05 * math.sin(t * 31), 0.1 * math.sin(t * 2))
    _flame(canvas, t)
    for side in (-1, 1):
        fin = [(side * 0.75, 1.2), (side * 1.75, 2.9), (side * 1.7, 3.5), (side * 0.6, 2.7)]
        canvas.drawPath(polygon(fin), fill(body.paint if side < 0 else body.dark))
    white = Color.parse("#f1f3f7").mix(body.light.tint, 0.12)
    hull = rounded_off(
        [(-0.7, 2.8), (-1.15, 0.4), (-0.85, -2.4), (0, -4.4), (0.85, -2.4), (1.15, 0.4), (0.7, 2.8)]
    )
    canvas.drawPath(hull, fill(white))
    canvas.save()
    canvas.clipPath(hull, doAntiAlias=True)
    canvas.drawRect(skia.Rect.MakeLTRB(-2, -5, 2, -2.35), fill(body.paint))
    canvas.drawRect(skia.Rect.MakeLTRB(-2, 1.7, 2, 2.1), fill(body.paint))
    canvas.drawRect(skia.Rect.MakeLTRB(0.28, -5, 2, 3), fill(Color(0.05, 0.07, 0.2), 0.24))
    canvas.restore()
    oval(canvas, (0, -1.1), 0.52, 0.52, body.paint)
    oval(canvas, (0, -1.1), 0.38, 0.38, Color.parse("#7fd0f2"))
    oval(canvas, (-0.12, -1.22), 0.11, 0.11, WHITE, 0.85)
    canvas.drawRect(skia.Rect.MakeLTRB(-0.6, 2.6, 0.6, 2.95), fill(Color.parse("#4a5060")))


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
        canvas.drawPath(shape, fill(Color.parse(code), 0.92))
    for n in range(9):
        age = (t * 0.9 + n / 9) % 1
        x = math.sin(n * 12.9) * (0.4 + age)
        oval(
            canvas,
            (x, 5.5 + age * 7),
            0.3 + age * 0.9,
            0.3 + age * 0.9,
            Color.parse("#c9b8d8"),
            0.32 * (1 - age),
        )


def drone(canvas: skia.Canvas, body: Body, t: float, way: float) -> None:
    """A quadcopter with a camera."""
    canvas.rotate(5 + 2 * math.sin(t * 1.4))
    canvas.translate(0, 0.02 * math.sin(t * 2.2))
    dark = body.lit(Color.parse("#2f3440"))
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
    oval(canvas, (0.1, 0.09), 0.026, 0.026, Color.parse("#7fd0f2"))
    oval(canvas, (-0.17, 0.0), 0.016, 0.016, REAR if math.sin(t * 6) > 0 else dark)
