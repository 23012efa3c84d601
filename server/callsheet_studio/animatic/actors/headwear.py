"""What is worn on a head: glasses, caps, hats, helmets, headsets."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from callsheet_studio.animatic.actors.brush import Spot, oval, polygon, rounded_off
from callsheet_studio.animatic.character_design import CharacterDesign
from callsheet_studio.animatic.lighting import Lighting
from callsheet_studio.drawing.color import WHITE, Color
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill, stroke

INK = Color.parse("#1d1a22")


@dataclass(frozen=True)
class Wearer:
    """A head as it is turned at one moment."""

    look: CharacterDesign
    light: Lighting
    turn: float
    """-1 or 1 in profile, 0 from the front."""
    front: float
    """1 from the front, -1 from behind."""

    def spot(self, degrees: float) -> tuple[float, float]:
        """Where a feature at this angle of the face is seen, and how wide it still looks."""
        angle = math.asin(max(-1.0, min(1.0, self.turn)))
        angle = (angle if self.front >= 0 else math.pi - angle) + math.radians(degrees)
        return 0.36 * math.sin(angle) + self.turn * 0.03, max(0.0, math.cos(angle))


def _glasses(canvas: skia.Canvas, on: "Wearer") -> None:
    rim = stroke(INK, 0.024)
    spots = [on.spot(side * 24) for side in (-1, 1)]
    for x, width in spots:
        if width > 0.2:
            box = skia.Rect.MakeLTRB(x - 0.11 * width, -0.065, x + 0.11 * width, 0.095)
            canvas.drawRoundRect(box, 0.05, 0.05, fill(WHITE, 0.14))
            canvas.drawRoundRect(box, 0.05, 0.05, rim)
    if all(width > 0.2 for _, width in spots):
        (a, wa), (b, wb) = spots
        canvas.drawLine(a + 0.11 * wa, 0.0, b - 0.11 * wb, 0.0, rim)


def _cap(canvas: skia.Canvas, on: "Wearer") -> None:
    color = on.light.lit(Color.parse(on.look.accent))
    canvas.drawPath(
        rounded_off([(-0.45, -0.18), (-0.42, -0.66), (0.42, -0.66), (0.45, -0.18)]),
        fill(color),
    )
    x = on.turn * 0.45
    half = 0.3 + 0.08 * abs(on.turn)
    canvas.drawPath(
        rounded_off(
            [
                (x - half, -0.22),
                (x + half, -0.22),
                (x + half * 1.1, -0.12),
                (x - half * 1.1, -0.12),
            ]
        ),
        fill(color.with_lightness(color.lch[0] * 0.75)),
    )


def _hat(canvas: skia.Canvas, on: "Wearer") -> None:
    color = on.light.lit(Color.parse("#6b4a2f"))
    band = on.light.lit(Color.parse(on.look.accent))
    canvas.drawPath(
        rounded_off([(-0.38, -0.2), (-0.36, -0.8), (0.0, -0.68), (0.36, -0.8), (0.38, -0.2)]),
        fill(color),
    )
    canvas.drawPath(
        polygon([(-0.355, -0.38), (0.355, -0.38), (0.36, -0.27), (-0.36, -0.27)]), fill(band)
    )
    oval(canvas, (0.0, -0.26), 0.66, 0.085, color.with_lightness(color.lch[0] * 0.86))


def _toque(canvas: skia.Canvas, on: "Wearer") -> None:
    white = on.light.lit(Color.parse("#fbfbf8"))
    shade = white.with_lightness(white.lch[0] * 0.9)
    for x, y, r in ((-0.26, -0.78, 0.24), (0.26, -0.78, 0.24), (0.0, -0.86, 0.27)):
        oval(canvas, (x - on.turn * 0.05, y), r, r * 0.85, white)
    canvas.drawPath(
        polygon([(-0.37, -0.3), (-0.38, -0.74), (0.38, -0.74), (0.37, -0.3)]), fill(white)
    )
    canvas.drawPath(
        polygon([(-0.37, -0.26), (-0.37, -0.44), (0.37, -0.44), (0.37, -0.26)]), fill(shade)
    )


def _helmet(canvas: skia.Canvas, on: "Wearer") -> None:
    white = on.light.lit(Color.parse(on.look.top_colour))
    ring = skia.Path()
    ring.addOval(skia.Rect.MakeLTRB(-0.68, -0.74, 0.68, 0.62))
    x = on.turn * 0.2
    visor = skia.Path()
    visor.addRRect(
        skia.RRect.MakeRectXY(skia.Rect.MakeLTRB(x - 0.5, -0.5, x + 0.5, 0.42), 0.36, 0.36)
    )
    shell = skia.Op(ring, visor, skia.PathOp.kDifference_PathOp)
    canvas.drawPath(visor, fill(Color.parse("#7fd4ff"), 0.16))
    canvas.drawPath(shell, fill(white))
    canvas.drawPath(visor, stroke(white.with_lightness(white.lch[0] * 0.7), 0.045))
    canvas.drawPath(
        arc((x - 0.38, -0.1), (x - 0.36, -0.38), (x - 0.08, -0.4)), stroke(WHITE, 0.04, 0.75)
    )


def _headset(canvas: skia.Canvas, on: "Wearer") -> None:
    band = stroke(INK, 0.05)
    canvas.drawPath(arc((-0.42, 0.0), (0.0, -1.14), (0.42, 0.0)), band)
    side = -1 if on.turn > 0 else 1
    oval(canvas, (side * 0.36 * abs(on.front) - on.turn * 0.08, 0.04), 0.09, 0.13, INK)
    canvas.drawPath(
        arc(
            (side * 0.36 * abs(on.front), 0.12),
            (side * 0.3, 0.42),
            (on.turn * 0.3 + side * 0.06, 0.38),
        ),
        stroke(INK, 0.028),
    )


WORN: Mapping[str, Callable[[skia.Canvas, Wearer], None]] = {
    "glasses": _glasses,
    "cap": _cap,
    "hat": _hat,
    "toque": _toque,
    "helmet": _helmet,
    "headset": _headset,
}


def arc(a: Spot, over: Spot, b: Spot) -> skia.Path:
    """A curve from `a` to `b` that bends towards `over`."""
    path = skia.Path()
    path.moveTo(*a)
    path.quadTo(*over, *b)
    return path
