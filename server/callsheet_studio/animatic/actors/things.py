"""Things: on a table they turn in the light, in a hand they are held."""

import math
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from callsheet_studio.animatic.actors.actor import Actor, regions, stays, steadily
from callsheet_studio.animatic.actors.brush import oval, polygon, rounded_off, strand
from callsheet_studio.animatic.light import Light
from callsheet_studio.animatic.shots import Part
from callsheet_studio.render.colour import BLACK, WHITE, Colour
from callsheet_studio.render.graphics import skia
from callsheet_studio.render.motion import ramp, smooth
from callsheet_studio.render.sprite import fill, stroke

TURN_SECONDS = 5.0
"""For one turn on the table."""


@dataclass(frozen=True)
class Thing:
    """A thing in its light at one moment. Its foot is at the origin; lengths are metres."""

    colour: Colour
    light: Light
    turn: float
    """Radians that it has turned."""
    open: float = 0.0
    """0 shut, 1 open; for what grows: how far."""
    t: float = 0.0

    def tone(self, code: str) -> Colour:
        """Another colour in the same light."""
        return self.light.lit(Colour.parse(code))

    @property
    def dark(self) -> Colour:
        """Its shaded side."""
        return self.colour.at(self.colour.lch[0] * 0.7)


Drawing = Callable[[skia.Canvas, Thing], None]


@dataclass(frozen=True)
class Kind:
    """A kind of thing."""

    drawing: Drawing
    w: float
    h: float
    colours: tuple[str, ...]


def thing(part: Part, light: Light, seconds: float, dice: random.Random) -> Actor:
    """A thing that does what things can do: turn, bounce, fall, float, open, grow, or stand."""
    kind = THINGS[part.kind]
    colour = Colour.parse(part.colour or dice.choice(kind.colours))
    move = MOVES.get(part.verb, _still)
    opened = _opening if part.verb in {"grow", "open"} else _settled(part.kind)

    def draw(canvas: skia.Canvas, t: float) -> None:
        up, turn = move(t, kind.h)
        if kind.h < 3:
            _mirror(canvas, kind, up)
        canvas.translate(0, -up)
        if part.kind == "ball" and up:
            canvas.translate(0, -kind.h / 2)
            canvas.rotate(t * 120)
            canvas.translate(0, kind.h / 2)
        kind.drawing(canvas, Thing(light.lit(colour), light, turn, opened(t), t))

    aloft = part.kind == "balloon" or part.verb in {"float", "fly"}
    tall = kind.h * (2.3 if part.verb in {"jump", "fall"} else 1.35)
    size = regions(kind.w * 1.7, tall, aloft=False)
    way = steadily(0.5) if aloft else stays
    return Actor(draw, size, way)


def held(kind: str, colour: str | None, light: Light) -> Callable[[skia.Canvas], None]:
    """Draws a thing as a hand holds it, its middle at the origin."""
    made = THINGS[kind]
    thing = Thing(light.lit(Colour.parse(colour or made.colours[0])), light, 0.4)
    size = min(1.0, 0.22 / made.h)

    def draw(canvas: skia.Canvas) -> None:
        canvas.scale(size, size)
        canvas.translate(0, made.h * 0.4)
        made.drawing(canvas, thing)

    return draw


Motion = Callable[[float, float], tuple[float, float]]
"""Height above the ground in metres and turn in radians of a thing of this height."""


def _still(t: float, height: float) -> tuple[float, float]:
    return 0.0, 0.35 * math.sin(t * 0.5)


def _turning(t: float, height: float) -> tuple[float, float]:
    return 0.0, 2 * math.pi * t / TURN_SECONDS


def _bounce(t: float, height: float) -> tuple[float, float]:
    share = (t / 0.8) % 1
    return 4 * share * (1 - share) * height * 1.1, t * 2


def _floating(t: float, height: float) -> tuple[float, float]:
    return height * (0.35 + 0.1 * math.sin(t * 1.3)), 0.4 * math.sin(t * 0.7)


def _falling(t: float, height: float) -> tuple[float, float]:
    """Drops, bounces twice, lies still."""
    up, start, left = height * 1.2, 0.3, t
    if left < start:
        return up, 0.0
    left -= start
    drop = math.sqrt(2 * up / 9.81 * max(1.0, 3 / max(height, 0.05)))
    for bounce in (1.0, 0.4, 0.15):
        first = drop if bounce == 1.0 else 2 * drop * math.sqrt(bounce)
        if left < first:
            share = left / first if bounce < 1 else 0.5 + left / first / 2
            return 4 * share * (1 - share) * up * bounce, t
        left -= first
    return 0.0, 0.0


MOVES: Mapping[str, Motion] = {
    "turn": _turning,
    "dance": _turning,
    "jump": _bounce,
    "run": _bounce,
    "fly": _floating,
    "float": _floating,
    "fall": _falling,
}


def _opening(t: float) -> float:
    return smooth(ramp(t, 0.2, 2.6))


def _settled(kind: str) -> Callable[[float], float]:
    """Plants are grown; boxes are shut."""
    return lambda t: 1.0 if kind in {"flower", "tree"} else 0.0


def _mirror(canvas: skia.Canvas, kind: Kind, up: float) -> None:
    """What the table shows of it: a soft dark patch."""
    fade = 1 / (1 + up / kind.h * 2)
    for share in (1.25, 1.0, 0.75):
        oval(canvas, (0.0, 0.0), kind.w * 0.55 * share, kind.w * 0.085 * share, BLACK, 0.13 * fade)


def _bottle(canvas: skia.Canvas, it: Thing) -> None:
    """A square flacon: its front and its side are seen by turns."""
    face = abs(math.cos(it.turn))
    half = 0.036 + 0.008 * abs(math.sin(2 * it.turn))
    glass = it.colour
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


def _can(canvas: skia.Canvas, it: Thing) -> None:
    body = skia.RRect.MakeRectXY(skia.Rect.MakeLTRB(-0.033, -0.122, 0.033, 0), 0.008, 0.008)
    canvas.drawRRect(body, fill(it.colour))
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


def _cup(canvas: skia.Canvas, it: Thing) -> None:
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
    canvas.drawPath(body, fill(it.colour))
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


def _phone(canvas: skia.Canvas, it: Thing) -> None:
    half = max(0.006, 0.037 * abs(math.cos(it.turn)))
    body = skia.RRect.MakeRectXY(
        skia.Rect.MakeLTRB(-half, -0.152, half, 0), min(half, 0.009), 0.009
    )
    canvas.drawRRect(body, fill(it.colour))
    if math.cos(it.turn) > 0.15:
        screen(canvas, half - 0.003, it)
    else:
        oval(canvas, (-half * 0.4, -0.135), half * 0.25, 0.008, BLACK)


def screen(canvas: skia.Canvas, half: float, it: Thing) -> None:
    """A feed that scrolls: pictures, lines, a bar."""
    glass = skia.RRect.MakeRectXY(skia.Rect.MakeLTRB(-half, -0.149, half, -0.003), 0.007, 0.007)
    canvas.drawRRect(glass, fill(Colour.parse("#f6f8fc")))
    canvas.save()
    canvas.clipRRect(glass, doAntiAlias=True)
    run = (it.t * 0.018 + 0.03 * smooth(ramp(it.t % 3, 1.2, 0.5))) % 0.06
    for n in range(-1, 4):
        y = -0.128 + n * 0.06 - run + 0.03
        tone = Colour.oklch(0.72, 0.13, (n * 77 + 200) % 360)
        canvas.drawRRect(
            skia.RRect.MakeRectXY(
                skia.Rect.MakeLTRB(-half * 0.86, y, half * 0.86, y + 0.034), 0.004, 0.004
            ),
            fill(tone),
        )
        for row, width in ((0.04, 0.7), (0.046, 0.45)):
            canvas.drawRect(
                skia.Rect.MakeLTRB(-half * 0.86, y + row, half * width, y + row + 0.003),
                fill(Colour.parse("#9aa4b5")),
            )
    canvas.drawRect(skia.Rect.MakeLTRB(-half, -0.15, half, -0.134), fill(Colour.parse("#3f6fe0")))
    canvas.drawRect(skia.Rect.MakeLTRB(-half * 0.8, -0.143, -half * 0.2, -0.139), fill(WHITE))
    canvas.drawPath(
        polygon([(-half, -0.15), (half * 0.2, -0.15), (-half, -0.04)]), fill(WHITE, 0.16)
    )
    canvas.restore()


def _laptop(canvas: skia.Canvas, it: Thing) -> None:
    steel = it.colour
    canvas.drawRRect(
        skia.RRect.MakeRectXY(skia.Rect.MakeLTRB(-0.16, -0.222, 0.16, -0.014), 0.008, 0.008),
        fill(it.tone("#20242e")),
    )
    canvas.drawRect(skia.Rect.MakeLTRB(-0.15, -0.212, 0.15, -0.024), fill(Colour.parse("#2f5fc0")))
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


def _book(canvas: skia.Canvas, it: Thing) -> None:
    half = 0.02 + 0.055 * abs(math.cos(it.turn))
    canvas.drawRect(skia.Rect.MakeLTRB(-half, -0.22, half, 0), fill(it.colour))
    canvas.drawRect(skia.Rect.MakeLTRB(-half, -0.22, -half + 0.014, 0), fill(it.dark))
    canvas.drawRect(
        skia.Rect.MakeLTRB(half - 0.006, -0.216, half, -0.004), fill(it.tone("#f3ecdc"))
    )
    for y, width in ((-0.17, 0.5), (-0.155, 0.3)):
        canvas.drawRect(
            skia.Rect.MakeLTRB(-half * width, y, half * width, y + 0.006), fill(it.tone("#f3dfae"))
        )


def _flower(canvas: skia.Canvas, it: Thing) -> None:
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
    bloom = smooth(ramp(grown, 0.45, 0.55))
    for n in range(8):
        canvas.save()
        canvas.translate(sway, top)
        canvas.rotate((n - 3.5) * (18 + 27 * bloom))
        length = 0.03 + 0.075 * bloom
        petal = it.colour if n % 2 else it.colour.at(it.colour.lch[0] * 0.88)
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


def _tree(canvas: skia.Canvas, it: Thing) -> None:
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
        tone = it.colour.at(it.colour.lch[0] * (0.82 + 0.07 * n))
        oval(canvas, (x + sway, y), r, r * 0.9, tone)


def _balloon(canvas: skia.Canvas, it: Thing) -> None:
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
        fill(it.colour),
    )
    canvas.drawPath(
        polygon([(sway - 0.02, -0.49), (sway + 0.02, -0.49), (sway, -0.53)]), fill(it.dark)
    )
    oval(canvas, (sway - 0.06, -0.86), 0.028, 0.045, WHITE, 0.6)


def _box(canvas: skia.Canvas, it: Thing) -> None:
    """A parcel with a ribbon; its lid lifts."""
    half = 0.15 + 0.03 * abs(math.sin(it.turn))
    ribbon = it.colour.turned(150).at(0.7)
    canvas.drawRect(skia.Rect.MakeLTRB(-half, -0.22, half, 0), fill(it.colour))
    canvas.drawRect(
        skia.Rect.MakeLTRB(half * math.cos(it.turn % math.pi), -0.22, half, 0), fill(it.dark, 0.5)
    )
    canvas.drawRect(skia.Rect.MakeLTRB(-0.022, -0.22, 0.022, 0), fill(ribbon))
    canvas.save()
    canvas.translate(-half, -0.22)
    canvas.rotate(-38 * it.open)
    canvas.drawRect(
        skia.Rect.MakeLTRB(-0.012, -0.05, 2 * half + 0.012, 0.004),
        fill(it.colour.at(it.colour.lch[0] * 1.08)),
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


def _ball(canvas: skia.Canvas, it: Thing) -> None:
    r = 0.12
    ball = skia.Path()
    ball.addCircle(0, -r, r)
    canvas.drawPath(ball, fill(it.colour))
    canvas.save()
    canvas.clipPath(ball, doAntiAlias=True)
    line = stroke(it.dark.at(0.25), 0.008)
    for n in range(3):
        x = r * math.sin(it.turn + n * math.pi / 3)
        canvas.drawOval(skia.Rect.MakeLTRB(-abs(x), -2 * r, abs(x), 0), line)
    canvas.drawLine(-r, -r, r, -r, line)
    oval(canvas, (0.07, -0.05), 0.13, 0.12, BLACK, 0.14)
    oval(canvas, (-0.045, -0.165), 0.035, 0.025, WHITE, 0.5)
    canvas.restore()


def _shoe(canvas: skia.Canvas, it: Thing) -> None:
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
        fill(it.colour),
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


def _watch(canvas: skia.Canvas, it: Thing) -> None:
    wide = max(0.25, abs(math.cos(it.turn)))
    canvas.scale(wide, 1)
    canvas.drawRRect(
        skia.RRect.MakeRectXY(skia.Rect.MakeLTRB(-0.016, -0.2, 0.016, 0), 0.006, 0.006),
        fill(it.colour),
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


def _apple(canvas: skia.Canvas, it: Thing) -> None:
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
        fill(it.colour),
    )
    oval(canvas, (-0.018 + 0.01 * math.sin(it.turn), -0.055), 0.008, 0.012, WHITE, 0.5)
    canvas.drawLine(0, -0.068, 0.005, -0.09, stroke(it.tone("#5a4030"), 0.005))
    canvas.drawPath(
        rounded_off([(0.004, -0.085), (0.02, -0.1), (0.036, -0.092), (0.02, -0.08)]),
        fill(it.tone("#4f9a4d")),
    )


def _candle(canvas: skia.Canvas, it: Thing) -> None:
    canvas.drawRRect(
        skia.RRect.MakeRectXY(skia.Rect.MakeLTRB(-0.03, -0.13, 0.03, 0), 0.006, 0.006),
        fill(it.colour),
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
            fill(Colour.parse(code)),
        )


_GAY = ("#d0342c", "#2f66d0", "#f2b82e", "#1f8f96", "#8a4fd0", "#ef7d22")
THINGS: Mapping[str, Kind] = {
    "bottle": Kind(_bottle, 0.1, 0.165, ("#e8a86a", "#d9849a", "#7fb0c8", "#b49ad8")),
    "can": Kind(_can, 0.075, 0.13, _GAY),
    "cup": Kind(_cup, 0.12, 0.15, ("#f4f1ea", "#d9745a", "#3f6f7a", "#e8c070")),
    "phone": Kind(_phone, 0.085, 0.155, ("#20242e", "#3a4560", "#c9b8a8")),
    "laptop": Kind(_laptop, 0.38, 0.23, ("#c2c8d0",)),
    "book": Kind(_book, 0.16, 0.22, _GAY),
    "flower": Kind(_flower, 0.3, 0.55, ("#e0486b", "#f2c12e", "#b06ae0", "#f08aa8")),
    "tree": Kind(_tree, 4.4, 5.6, ("#4f9a55", "#6aa84a", "#d98a3a")),
    "balloon": Kind(_balloon, 0.5, 1.05, _GAY),
    "box": Kind(_box, 0.36, 0.34, _GAY),
    "ball": Kind(_ball, 0.26, 0.24, ("#ef7d22", "#d0342c", "#2f66d0", "#f1f2f4")),
    "shoe": Kind(_shoe, 0.34, 0.17, _GAY),
    "watch": Kind(_watch, 0.09, 0.2, ("#3a2c26", "#23252c")),
    "apple": Kind(_apple, 0.1, 0.105, ("#c8332e", "#8fb83f")),
    "candle": Kind(_candle, 0.08, 0.2, ("#f3ead8", "#e8b8a8")),
}
