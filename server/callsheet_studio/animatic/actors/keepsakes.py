"""What grows, plays and shines: flowers, trees, balls, balloons, boxes, fruit, candles."""

import math

from callsheet_studio.animatic.actors.brush import oval, polygon, rounded_off, strand
from callsheet_studio.animatic.actors.ware import Thing
from callsheet_studio.drawing.color import BLACK, WHITE, Color
from callsheet_studio.drawing.easing import ramp, smootherstep
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill, stroke


def flower(canvas: skia.Canvas, it: Thing) -> None:
    """A stem, two leaves, and petals that open."""
    grown = max(0.12, it.open)
    top = -0.42 * grown
    sway = 0.012 * math.sin(it.t * 1.6)
    green = it.tone("#3f8a4d")
    canvas.drawPath(strand([(0, 0), (0.01 - sway, top / 2), (sway, top)]), stroke(green, 0.012))
    for side, y in ((-1, 0.35), (1, 0.55)):
        if grown > y:
            canvas.drawPath(
                rounded_off(
                    [
                        (0, top * y),
                        (side * 0.05, top * y - 0.05),
                        (side * 0.13, top * y - 0.05),
                        (side * 0.06, top * y),
                    ]
                ),
                fill(green),
            )
    bloom = smootherstep(ramp(grown, 0.45, 0.55))
    for n in range(8):
        canvas.save()
        canvas.translate(sway, top)
        canvas.rotate((n - 3.5) * (18 + 27 * bloom))
        length = 0.03 + 0.075 * bloom
        petal = it.color if n % 2 else it.color.with_lightness(it.color.lch[0] * 0.88)
        canvas.drawPath(
            rounded_off([(0, 0), (0.035, -length * 0.5), (0, -length), (-0.035, -length * 0.5)]),
            fill(petal),
        )
        canvas.restore()
    oval(
        canvas,
        (sway, top),
        0.028 * (0.4 + 0.6 * bloom),
        0.028 * (0.4 + 0.6 * bloom),
        it.tone("#f2b82e"),
    )


def tree(canvas: skia.Canvas, it: Thing) -> None:
    """A broad tree whose crown sways."""
    grown = max(0.1, it.open)
    canvas.scale(grown, grown)
    bark = it.tone("#5a4434")
    canvas.drawPath(
        rounded_off(
            [(-0.5, 0.1), (-0.22, -1.4), (-0.2, -2.8), (0.2, -2.8), (0.22, -1.4), (0.5, 0.1)]
        ),
        fill(bark),
    )
    for side in (-1, 1):
        canvas.drawPath(
            strand([(0, -1.9), (side * 0.5, -2.6), (side * 0.9, -3.1)]), stroke(bark, 0.16)
        )
    for n, (x, y, r) in enumerate(
        (
            (-1.1, -3.2, 0.95),
            (1.1, -3.2, 0.95),
            (-0.5, -4.2, 1.05),
            (0.6, -4.1, 1.1),
            (0.0, -3.3, 1.2),
            (-0.2, -4.8, 0.7),
        )
    ):
        sway = 0.06 * math.sin(it.t * 1.3 + n)
        tone = it.color.with_lightness(it.color.lch[0] * (0.82 + 0.07 * n))
        oval(canvas, (x + sway, y), r, r * 0.9, tone)


def balloon(canvas: skia.Canvas, it: Thing) -> None:
    """A balloon on its string."""
    sway = 0.03 * math.sin(it.t * 1.4)
    canvas.drawPath(
        strand([(sway * 3, 0.0), (-sway * 2, -0.25), (sway, -0.5)]),
        stroke(it.tone("#e8e4dc"), 0.008),
    )
    canvas.drawPath(
        rounded_off(
            [
                (sway - 0.17, -0.9),
                (sway, -1.0),
                (sway + 0.17, -0.9),
                (sway + 0.12, -0.58),
                (sway, -0.5),
                (sway - 0.12, -0.58),
            ]
        ),
        fill(it.color),
    )
    canvas.drawPath(
        polygon([(sway - 0.02, -0.49), (sway + 0.02, -0.49), (sway, -0.53)]), fill(it.dark)
    )
    oval(canvas, (sway - 0.06, -0.86), 0.028, 0.045, WHITE, 0.6)


def box(canvas: skia.Canvas, it: Thing) -> None:
    """A parcel with a ribbon; its lid lifts."""
    half = 0.15 + 0.03 * abs(math.sin(it.turn))
    ribbon = it.color.with_hue_shift(150).with_lightness(0.7)
    canvas.drawRect(skia.Rect.MakeLTRB(-half, -0.22, half, 0), fill(it.color))
    canvas.drawRect(
        skia.Rect.MakeLTRB(half * math.cos(it.turn % math.pi), -0.22, half, 0), fill(it.dark, 0.5)
    )
    canvas.drawRect(skia.Rect.MakeLTRB(-0.022, -0.22, 0.022, 0), fill(ribbon))
    canvas.save()
    canvas.translate(-half, -0.22)
    canvas.rotate(-38 * it.open)
    canvas.drawRect(
        skia.Rect.MakeLTRB(-0.012, -0.05, 2 * half + 0.012, 0.004),
        fill(it.color.with_lightness(it.color.lch[0] * 1.08)),
    )
    for side in (-1, 1):
        canvas.drawPath(
            rounded_off(
                [
                    (half, -0.05),
                    (half + side * 0.03, -0.12),
                    (half + side * 0.09, -0.1),
                    (half + side * 0.07, -0.05),
                ]
            ),
            fill(ribbon),
        )
    canvas.restore()


def ball(canvas: skia.Canvas, it: Thing) -> None:
    """A ball with seams."""
    r = 0.12
    ball = skia.Path()
    ball.addCircle(0, -r, r)
    canvas.drawPath(ball, fill(it.color))
    canvas.save()
    canvas.clipPath(ball, doAntiAlias=True)
    line = stroke(it.dark.with_lightness(0.25), 0.008)
    for n in range(3):
        x = r * math.sin(it.turn + n * math.pi / 3)
        canvas.drawOval(skia.Rect.MakeLTRB(-abs(x), -2 * r, abs(x), 0), line)
    canvas.drawLine(-r, -r, r, -r, line)
    oval(canvas, (0.07, -0.05), 0.13, 0.12, BLACK, 0.14)
    oval(canvas, (-0.045, -0.165), 0.035, 0.025, WHITE, 0.5)
    canvas.restore()


def apple(canvas: skia.Canvas, it: Thing) -> None:
    """An apple with a leaf."""
    canvas.drawPath(
        rounded_off(
            [
                (-0.045, -0.08),
                (0, -0.072),
                (0.045, -0.08),
                (0.044, -0.02),
                (0.015, 0.004),
                (-0.015, 0.004),
                (-0.044, -0.02),
            ]
        ),
        fill(it.color),
    )
    oval(canvas, (-0.018 + 0.01 * math.sin(it.turn), -0.055), 0.008, 0.012, WHITE, 0.5)
    canvas.drawLine(0, -0.068, 0.005, -0.09, stroke(it.tone("#5a4030"), 0.005))
    canvas.drawPath(
        rounded_off([(0.004, -0.085), (0.02, -0.1), (0.036, -0.092), (0.02, -0.08)]),
        fill(it.tone("#4f9a4d")),
    )


def candle(canvas: skia.Canvas, it: Thing) -> None:
    """A candle; the flame flickers."""
    canvas.drawRRect(
        skia.RRect.MakeRectXY(skia.Rect.MakeLTRB(-0.03, -0.13, 0.03, 0), 0.006, 0.006),
        fill(it.color),
    )
    canvas.drawRect(skia.Rect.MakeLTRB(0.01, -0.13, 0.03, 0), fill(it.dark, 0.35))
    canvas.drawLine(0, -0.13, 0, -0.142, stroke(BLACK, 0.003))
    lick = 0.004 * math.sin(it.t * 11) + 0.003 * math.sin(it.t * 17)
    for size, code in ((1.0, "#ff9a2e"), (0.6, "#fff0b0")):
        canvas.drawPath(
            rounded_off(
                [
                    (-0.012 * size, -0.15),
                    (0.012 * size, -0.15),
                    (lick, -0.15 - 0.045 * size),
                    (lick, -0.15 - 0.045 * size),
                ]
            ),
            fill(Color.parse(code)),
        )
