"""What shops sell: bottles, cups, phones, shoes. The foot of each is at the origin."""

import math

from callsheet_studio.animatic.actors.brush import oval, polygon, rounded_off, strand
from callsheet_studio.animatic.actors.ware import Thing
from callsheet_studio.drawing.color import BLACK, WHITE, Color
from callsheet_studio.drawing.easing import ramp, smootherstep
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill, stroke


def bottle(canvas: skia.Canvas, it: Thing) -> None:
    """A square flacon: its front and its side are seen by turns."""
    face = abs(math.cos(it.turn))
    half = 0.036 + 0.008 * abs(math.sin(2 * it.turn))
    glass = it.color
    body = skia.RRect.MakeRectXY(skia.Rect.MakeLTRB(-half, -0.115, half, 0), 0.009, 0.009)
    canvas.drawRRect(body, fill(glass.mix(WHITE, 0.25)))
    canvas.save()
    canvas.clipRRect(body, doAntiAlias=True)
    canvas.drawRect(skia.Rect.MakeLTRB(-half, -0.088, half, 0), fill(glass))
    edge = half * math.cos(it.turn % math.pi)
    canvas.drawRect(skia.Rect.MakeLTRB(edge, -0.115, half, 0), fill(it.dark, 0.55))
    shine = ((it.turn / math.pi) % 1 * 2.4 - 1.2) * half
    canvas.drawPath(
        polygon([(shine, -0.115), (shine + 0.012, -0.115), (shine + 0.004, 0), (shine - 0.008, 0)]),
        fill(WHITE, 0.5),
    )
    canvas.drawRect(skia.Rect.MakeLTRB(-half, -0.006, half, 0), fill(WHITE, 0.28))
    canvas.restore()
    label = half * 0.66 * face
    shift = half * 0.5 * math.sin(2 * it.turn) * 0.4
    canvas.drawRect(
        skia.Rect.MakeLTRB(shift - label, -0.075, shift + label, -0.032), fill(it.tone("#f7f1e4"))
    )
    for y, width in ((-0.062, 0.7), (-0.054, 0.45), (-0.044, 0.6)):
        canvas.drawRect(
            skia.Rect.MakeLTRB(shift - label * width, y, shift + label * width, y + 0.003),
            fill(it.dark),
        )
    canvas.drawRect(skia.Rect.MakeLTRB(-0.014, -0.126, 0.014, -0.115), fill(it.tone("#c9a24a")))
    cap = skia.RRect.MakeRectXY(skia.Rect.MakeLTRB(-0.02, -0.162, 0.02, -0.126), 0.004, 0.004)
    canvas.drawRRect(cap, fill(it.tone("#e0bd68")))
    glint = 0.014 * math.sin(it.turn)
    canvas.drawRect(
        skia.Rect.MakeLTRB(glint - 0.003, -0.16, glint + 0.002, -0.128), fill(WHITE, 0.7)
    )


def can(canvas: skia.Canvas, it: Thing) -> None:
    """A drinks can; its emblem goes round."""
    body = skia.RRect.MakeRectXY(skia.Rect.MakeLTRB(-0.033, -0.122, 0.033, 0), 0.008, 0.008)
    canvas.drawRRect(body, fill(it.color))
    canvas.save()
    canvas.clipRRect(body, doAntiAlias=True)
    for n in range(4):
        angle = it.turn + n * math.pi / 2
        if math.cos(angle) > 0:
            x = 0.033 * math.sin(angle)
            oval(canvas, (x, -0.062), 0.018 * math.cos(angle), 0.022, WHITE, 0.9)
            oval(canvas, (x, -0.062), 0.01 * math.cos(angle), 0.013, it.dark)
    canvas.drawRect(skia.Rect.MakeLTRB(0.014, -0.13, 0.04, 0), fill(BLACK, 0.22))
    canvas.drawRect(skia.Rect.MakeLTRB(-0.024, -0.13, -0.016, 0), fill(WHITE, 0.4))
    canvas.restore()
    for y in (-0.122, -0.002):
        oval(canvas, (0, y), 0.029, 0.005, it.tone("#c9cfd8"))


def cup(canvas: skia.Canvas, it: Thing) -> None:
    """A steaming cup."""
    side = math.cos(it.turn * 0.5)
    x = 0.047 * side
    canvas.drawOval(skia.Rect.MakeXYWH(x - 0.02, -0.075, 0.04, 0.05), stroke(it.dark, 0.011))
    body = rounded_off(
        [
            (-0.045, -0.095),
            (-0.045, -0.1),
            (0.045, -0.1),
            (0.045, -0.095),
            (0.036, 0.0),
            (-0.036, 0.0),
        ]
    )
    canvas.drawPath(body, fill(it.color))
    canvas.save()
    canvas.clipPath(body, doAntiAlias=True)
    canvas.drawRect(skia.Rect.MakeLTRB(0.014, -0.11, 0.06, 0), fill(it.dark, 0.5))
    canvas.restore()
    oval(canvas, (0, -0.093), 0.04, 0.008, it.tone("#4a2a1a"))
    steam(canvas, it.t, -0.1)


def steam(canvas: skia.Canvas, t: float, top: float) -> None:
    """Three wisps that rise and fade."""
    for n, x in enumerate((-0.016, 0.004, 0.02)):
        points = [
            (x + 0.008 * math.sin(t * 2 + k * 1.3 + n), top - 0.012 - k * 0.02) for k in range(5)
        ]
        canvas.drawPath(strand(points), stroke(WHITE, 0.006, 0.35))


def phone(canvas: skia.Canvas, it: Thing) -> None:
    """A phone whose screen shows when it faces us."""
    half = max(0.006, 0.037 * abs(math.cos(it.turn)))
    body = skia.RRect.MakeRectXY(
        skia.Rect.MakeLTRB(-half, -0.152, half, 0), min(half, 0.009), 0.009
    )
    canvas.drawRRect(body, fill(it.color))
    if math.cos(it.turn) > 0.15:
        screen(canvas, half - 0.003, it)
    else:
        oval(canvas, (-half * 0.4, -0.135), half * 0.25, 0.008, BLACK)


def screen(canvas: skia.Canvas, half: float, it: Thing) -> None:
    """A feed that scrolls: pictures, lines, a bar."""
    glass = skia.RRect.MakeRectXY(skia.Rect.MakeLTRB(-half, -0.149, half, -0.003), 0.007, 0.007)
    canvas.drawRRect(glass, fill(Color.parse("#f6f8fc")))
    canvas.save()
    canvas.clipRRect(glass, doAntiAlias=True)
    run = (it.t * 0.018 + 0.03 * smootherstep(ramp(it.t % 3, 1.2, 0.5))) % 0.06
    for n in range(-1, 4):
        y = -0.128 + n * 0.06 - run + 0.03
        tone = Color.oklch(0.72, 0.13, (n * 77 + 200) % 360)
        canvas.drawRRect(
            skia.RRect.MakeRectXY(
                skia.Rect.MakeLTRB(-half * 0.86, y, half * 0.86, y + 0.034), 0.004, 0.004
            ),
            fill(tone),
        )
        for row, width in ((0.04, 0.7), (0.046, 0.45)):
            canvas.drawRect(
                skia.Rect.MakeLTRB(-half * 0.86, y + row, half * width, y + row + 0.003),
                fill(Color.parse("#9aa4b5")),
            )
    canvas.drawRect(skia.Rect.MakeLTRB(-half, -0.15, half, -0.134), fill(Color.parse("#3f6fe0")))
    canvas.drawRect(skia.Rect.MakeLTRB(-half * 0.8, -0.143, -half * 0.2, -0.139), fill(WHITE))
    canvas.drawPath(
        polygon([(-half, -0.15), (half * 0.2, -0.15), (-half, -0.04)]), fill(WHITE, 0.16)
    )
    canvas.restore()


def laptop(canvas: skia.Canvas, it: Thing) -> None:
    """An open laptop at work."""
    steel = it.color
    canvas.drawRRect(
        skia.RRect.MakeRectXY(skia.Rect.MakeLTRB(-0.16, -0.222, 0.16, -0.014), 0.008, 0.008),
        fill(it.tone("#20242e")),
    )
    canvas.drawRect(skia.Rect.MakeLTRB(-0.15, -0.212, 0.15, -0.024), fill(Color.parse("#2f5fc0")))
    for row in range(5):
        width = 0.06 + 0.15 * abs(math.sin(row * 2.1 + int(it.t * 2)))
        canvas.drawRect(
            skia.Rect.MakeLTRB(-0.135, -0.19 + row * 0.03, -0.135 + width, -0.178 + row * 0.03),
            fill(WHITE, 0.75),
        )
    canvas.drawPath(
        polygon([(-0.165, -0.014), (0.165, -0.014), (0.19, 0.0), (-0.19, 0.0)]), fill(steel)
    )
    canvas.drawRect(skia.Rect.MakeLTRB(-0.19, -0.003, 0.19, 0.003), fill(it.dark))


def book(canvas: skia.Canvas, it: Thing) -> None:
    """An upright book."""
    half = 0.02 + 0.055 * abs(math.cos(it.turn))
    canvas.drawRect(skia.Rect.MakeLTRB(-half, -0.22, half, 0), fill(it.color))
    canvas.drawRect(skia.Rect.MakeLTRB(-half, -0.22, -half + 0.014, 0), fill(it.dark))
    canvas.drawRect(
        skia.Rect.MakeLTRB(half - 0.006, -0.216, half, -0.004), fill(it.tone("#f3ecdc"))
    )
    for y, width in ((-0.17, 0.5), (-0.155, 0.3)):
        canvas.drawRect(
            skia.Rect.MakeLTRB(-half * width, y, half * width, y + 0.006), fill(it.tone("#f3dfae"))
        )


def shoe(canvas: skia.Canvas, it: Thing) -> None:
    """A running shoe."""
    side = 1 if math.cos(it.turn) >= 0 else -1
    canvas.save()
    canvas.scale(side * max(0.35, abs(math.cos(it.turn))), 1)
    canvas.drawPath(
        rounded_off(
            [
                (-0.14, -0.02),
                (-0.15, -0.15),
                (-0.05, -0.15),
                (0.0, -0.1),
                (0.11, -0.075),
                (0.16, -0.05),
                (0.16, -0.02),
            ]
        ),
        fill(it.color),
    )
    canvas.drawPath(
        rounded_off([(-0.155, -0.035), (0.165, -0.035), (0.17, 0.0), (-0.15, 0.0)]),
        fill(it.tone("#f5f4f0")),
    )
    canvas.drawPath(strand([(-0.11, -0.05), (-0.03, -0.05), (0.03, -0.09)]), stroke(WHITE, 0.016))
    for n in range(3):
        x = -0.03 + n * 0.026
        canvas.drawLine(x, -0.125 + n * 0.014, x + 0.025, -0.1 + n * 0.012, stroke(WHITE, 0.008))
    canvas.restore()


def watch(canvas: skia.Canvas, it: Thing) -> None:
    """A wrist watch that goes."""
    wide = max(0.25, abs(math.cos(it.turn)))
    canvas.scale(wide, 1)
    canvas.drawRRect(
        skia.RRect.MakeRectXY(skia.Rect.MakeLTRB(-0.016, -0.2, 0.016, 0), 0.006, 0.006),
        fill(it.color),
    )
    oval(canvas, (0, -0.1), 0.036, 0.036, it.tone("#c9a24a"))
    oval(canvas, (0, -0.1), 0.03, 0.03, it.tone("#f6f4ee"))
    for n in range(12):
        a = n * math.pi / 6
        oval(canvas, (0.025 * math.sin(a), -0.1 - 0.025 * math.cos(a)), 0.0016, 0.0016, BLACK)
    for length, rate in ((0.014, 0.12), (0.021, 1.44)):
        a = it.t * rate + 5
        canvas.drawLine(
            0, -0.1, length * math.sin(a), -0.1 - length * math.cos(a), stroke(BLACK, 0.003)
        )
