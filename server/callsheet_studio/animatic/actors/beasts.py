"""Animals on four legs, seen from the side: one anatomy, many measures."""

import math
import random
from collections.abc import Mapping
from dataclasses import dataclass

from callsheet_studio.animatic.actors.actor import Actor, regions, steadily
from callsheet_studio.animatic.actors.brush import (
    Spot,
    ground_shadow,
    limb,
    oval,
    polygon,
    rounded_off,
    strand,
)
from callsheet_studio.animatic.actors.skeleton import bend
from callsheet_studio.animatic.framing import FramedRegion
from callsheet_studio.animatic.lighting import Lighting
from callsheet_studio.animatic.shot import Role
from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill, stroke


@dataclass(frozen=True)
class Breed:
    """The measures of an animal, in metres."""

    length: float
    """From the hip to the shoulder."""
    leg: float
    """From the ground to the belly's line."""
    chest: float
    """Thickness of the body at the chest; the waist is thinner."""
    neck: float
    lift: float
    """Of the neck above the back, in degrees."""
    head: float
    snout: float
    ears: str
    """`flop`, `point`, `round`."""
    tail: str
    """`wag`, `brush`, `long`, `mane`."""
    color: str
    belly: str
    speed: float = 4.2
    """Metres a second at a run."""


BREEDS: Mapping[str, Breed] = {
    "dog": Breed(0.52, 0.4, 0.27, 0.2, 48, 0.13, 0.15, "flop", "wag", "#c98a4b", "#f0d9b5"),
    "cat": Breed(0.27, 0.15, 0.18, 0.06, 55, 0.14, 0.015, "point", "long", "#8a8690", "#e6e2de", 3),
    "fox": Breed(0.46, 0.32, 0.21, 0.16, 36, 0.12, 0.15, "point", "brush", "#d2642c", "#f6ebe0"),
    "horse": Breed(1.1, 0.86, 0.62, 0.66, 56, 0.27, 0.36, "point", "mane", "#7a4a2f", "#5f3823", 7),
}
COATS = {
    "wolf": "#7d828c",
    "tiger": "#e08a2e",
    "lion": "#d6a552",
    "panther": "#2a2a33",
    "leopard": "#d9b060",
    "cow": "#e9e4dc",
    "deer": "#a8703f",
    "stag": "#8f5f38",
    "unicorn": "#f1eef6",
}
"""Colours of those who share another's anatomy."""
GOES = {"run": 1.0, "walk": 0.3, "chase": 1.0, "fly": 1.0}
FEET = ((0.0, 0.52), (0.12, 0.62))
"""Phases of hind and fore feet at a gallop: near and far pair."""
STEPS = ((0.0, 0.25), (0.5, 0.75))
"""And at a walk."""


def beast(part: Role, light: Lighting, seconds: float, dice: random.Random) -> Actor:
    """An animal that walks, runs, jumps, or stands and looks about."""
    breed = BREEDS[part.kind]
    body = _Body(breed, Color.parse(part.color or COATS.get(part.word, breed.color)), light)
    speed = breed.speed * GOES.get(part.verb, 0.0)
    gallop = GOES.get(part.verb, 0.0) > 0.5 or part.verb == "jump"
    leap = part.verb == "jump"

    def draw(canvas: skia.Canvas, t: float) -> None:
        lift = _leap(t) * breed.leg if leap else 0.0
        ground_shadow(canvas, 0.0, breed.length * 0.8 / (1 + lift))
        canvas.save()
        canvas.translate(0, -lift)
        body.draw(canvas, t, speed, gallop)
        canvas.restore()

    height = breed.leg + breed.chest + breed.neck * 0.9 + breed.head * 0.6
    width = breed.length + breed.neck + breed.head + breed.snout + 0.2
    face = FramedRegion(
        breed.length / 2 + breed.neck * 0.7,
        breed.leg + breed.chest * 0.7 + breed.neck * 0.6,
        (breed.head + breed.snout) * 3,
        (breed.head + breed.snout) * 2.4,
    )
    travel = steadily(speed)
    return Actor(draw, regions(width * 1.05, height * (1.5 if leap else 1.1), face), travel)


def _leap(t: float) -> float:
    share = (t % 1.1) / 0.6
    return 3.2 * share * (1 - share) if share < 1 else 0.0


@dataclass(frozen=True)
class _Body:
    breed: Breed
    coat: Color
    light: Lighting

    @property
    def lit(self) -> Color:
        return self.light.lit(self.coat)

    @property
    def dark(self) -> Color:
        return self.lit.with_lightness(self.lit.lch[0] * 0.76)

    def draw(self, canvas: skia.Canvas, t: float, speed: float, gallop: bool) -> None:
        breed = self.breed
        period = 0.42 * math.sqrt(breed.leg / 0.4) if gallop else 0.9 * math.sqrt(breed.leg / 0.4)
        phase = t / period
        going = speed > 0 or gallop
        beat = math.sin(2 * math.pi * phase) if going else 0.0
        bob = 0.06 * breed.leg * beat if gallop else 0.012 * math.sin(t * 2)
        rock = 4.0 * math.cos(2 * math.pi * phase) if gallop and going else 0.0
        back = -(breed.leg + breed.chest * 0.5) + bob
        hip, shoulder = (-breed.length / 2, back), (breed.length / 2, back)
        stride = speed * period * 0.5 if speed else (0.7 * breed.leg if gallop else 0.0)
        for near in (False, True):
            if near:
                self._tail(canvas, hip, t, going)
            for n, root in enumerate((hip, shoulder)):
                pairs = FEET if gallop else STEPS
                at = phase + pairs[1 - near][n]
                self._leg(canvas, root, _paw(at, stride, breed.leg, going), n == 1, near)
        canvas.save()
        canvas.translate(0, back)
        canvas.rotate(rock)
        canvas.translate(0, -back)
        self._trunk(canvas, hip, shoulder)
        self._head(canvas, shoulder, t, beat * 4 if gallop else 0.0, going)
        canvas.restore()

    def _leg(self, canvas: skia.Canvas, root: Spot, paw: Spot, fore: bool, near: bool) -> None:
        breed = self.breed
        color = self.lit if near else self.dark
        thick = breed.chest * (0.2 if fore else 0.25)
        start = (root[0] + (0.0 if fore else 0.02), root[1] + breed.chest * 0.12)
        bone = (breed.leg + breed.chest * 0.38) * (0.503 if paw == STILL else 0.55)
        pole = (-1.0, 0.0, 0.0) if fore else (1.0, 0.0, 0.0)
        knee, foot = bend(
            (start[0], -start[1], 0.0), (root[0] + paw[0], -paw[1], 0.0), (bone, bone), pole
        )
        k, f = (knee[0], -knee[1]), (foot[0], -foot[1] - 0.02)
        limb(canvas, start, k, (thick, thick * 0.55), fill(color))
        limb(canvas, k, f, (thick * 0.55, thick * 0.36), fill(color))
        toe = (f[0] + thick * 0.55, f[1] + 0.004)
        limb(canvas, f, toe, (thick * 0.4, thick * 0.36), fill(color if near else self.dark))

    def _trunk(self, canvas: skia.Canvas, hip: Spot, shoulder: Spot) -> None:
        c, (hx, y), sx = self.breed.chest, hip, shoulder[0]
        shape = rounded_off(
            [
                (hx - c * 0.55, y + c * 0.1),
                (hx - c * 0.4, y - c * 0.5),
                (0.0, y - c * 0.42),
                (sx + c * 0.1, y - c * 0.58),
                (sx + c * 0.62, y - c * 0.1),
                (sx + c * 0.3, y + c * 0.62),
                (0.0, y + c * 0.42),
                (hx + c * 0.3, y + c * 0.36),
                (hx - c * 0.3, y + c * 0.5),
            ]
        )
        canvas.drawPath(shape, fill(self.lit))
        canvas.save()
        canvas.clipPath(shape, doAntiAlias=True)
        belly = self.light.lit(Color.parse(self.breed.belly))
        oval(canvas, (sx * 0.4, y + c * 0.66), self.breed.length * 0.75, c * 0.4, belly, 0.85)
        canvas.restore()

    def _head(self, canvas: skia.Canvas, shoulder: Spot, t: float, nod: float, going: bool) -> None:
        b = self.breed
        sway = 0.0 if going else 7 * math.sin(t * 0.9)
        angle = math.radians(b.lift + nod + sway)
        root = (shoulder[0] + b.chest * 0.22, shoulder[1] - b.chest * 0.18)
        top = (root[0] + b.neck * math.cos(angle), root[1] - b.neck * math.sin(angle))
        limb(canvas, root, top, (b.chest * 0.36, b.head * 0.56), fill(self.lit))
        if b.tail == "mane":
            self._mane(canvas, root, top)
        canvas.save()
        canvas.translate(*top)
        canvas.rotate(-nod * 0.6 + (46 if b.tail == "mane" else 4) + sway * 0.3)
        self._ear(canvas, t, far=True)
        snout = b.snout
        tip = (b.head * 0.45 + snout, b.head * 0.2)
        belly = self.light.lit(Color.parse(b.belly))
        limb(
            canvas,
            (b.head * 0.2, b.head * 0.12),
            tip,
            (b.head * 0.4, b.head * 0.24),
            fill(self.lit),
        )
        oval(canvas, (0.0, 0.0), b.head * 0.6, b.head * 0.56, self.lit)
        if b.tail != "mane":
            jaw = (tip[0] - 0.01, tip[1] + b.head * 0.1)
            limb(
                canvas,
                (b.head * 0.35, b.head * 0.3),
                jaw,
                (b.head * 0.18, b.head * 0.13),
                fill(belly),
            )
        oval(
            canvas,
            (tip[0] + b.head * 0.16, tip[1] - b.head * 0.08),
            b.head * 0.12,
            b.head * 0.1,
            INK,
        )
        oval(canvas, (b.head * 0.26, -b.head * 0.12), b.head * 0.085, b.head * 0.1, INK)
        oval(canvas, (b.head * 0.29, -b.head * 0.16), b.head * 0.03, b.head * 0.03, Color(1, 1, 1))
        if going and b.ears == "flop":
            tongue = self.light.lit(Color.parse("#e8707f"))
            limb(
                canvas,
                (tip[0] - 0.02, tip[1] + b.head * 0.22),
                (tip[0] - 0.05, tip[1] + b.head * 0.48),
                (0.016, 0.02),
                fill(tongue),
            )
        self._ear(canvas, t, far=False)
        canvas.restore()

    def _ear(self, canvas: skia.Canvas, t: float, far: bool) -> None:
        h = self.breed.head
        color = self.dark if not far else self.dark.with_lightness(self.dark.lch[0] * 0.9)
        x = -h * 0.12 + (h * 0.2 if far else 0.0)
        if self.breed.ears == "flop":
            flap = 0.12 * math.sin(t * 9)
            shape = [
                (x - h * 0.1, -h * 0.5),
                (x + h * 0.12, -h * 0.4),
                (x + h * (0.02 - flap), h * 0.42),
                (x - h * (0.34 + flap), h * 0.36),
            ]
            canvas.drawPath(rounded_off(shape), fill(color))
        else:
            height = h * (0.75 if self.breed.tail != "mane" else 0.6)
            canvas.drawPath(
                polygon(
                    [
                        (x - h * 0.28, -h * 0.34),
                        (x - h * 0.05, -h * 0.4 - height),
                        (x + h * 0.22, -h * 0.4),
                    ]
                ),
                fill(color if not far else self.dark),
            )

    def _tail(self, canvas: skia.Canvas, hip: Spot, t: float, going: bool) -> None:
        c = self.breed.chest
        root = (hip[0] - c * 0.45, hip[1] - c * 0.22)
        wag = math.sin(t * (11 if self.breed.tail == "wag" else 2.4))
        curves: Mapping[str, tuple[list[Spot], float]] = {
            "wag": (
                [
                    root,
                    (root[0] - c * 0.5, root[1] - c * (0.3 + 0.15 * wag)),
                    (root[0] - c * 0.75, root[1] - c * (0.95 + 0.25 * wag)),
                ],
                c * 0.17,
            ),
            "brush": (
                [
                    root,
                    (root[0] - c * 0.8, root[1] + c * (0.1 + 0.1 * wag)),
                    (root[0] - c * 1.7, root[1] - c * 0.1 * wag),
                ],
                c * 0.42,
            ),
            "long": (
                [
                    root,
                    (root[0] - c * 0.9, root[1] + c * 0.1),
                    (root[0] - c * 1.1, root[1] - c * 0.9),
                    (root[0] - c * (1.5 - 0.3 * wag), root[1] - c * 1.5),
                ],
                c * 0.12,
            ),
            "mane": (
                [
                    root,
                    (root[0] - c * 0.4, root[1]),
                    (
                        root[0] - c * (0.6 + 0.3 * going),
                        root[1] + c * (0.8 - 0.4 * going) + c * 0.1 * wag,
                    ),
                    (root[0] - c * (0.7 + 0.5 * going), root[1] + c * (1.3 - 0.5 * going)),
                ],
                c * 0.2,
            ),
        }
        points, width = curves[self.breed.tail]
        canvas.drawPath(
            strand(points), stroke(self.dark if self.breed.tail == "mane" else self.lit, width)
        )
        if self.breed.tail == "brush":
            oval(
                canvas, points[-1], c * 0.2, c * 0.2, self.light.lit(Color.parse(self.breed.belly))
            )

    def _mane(self, canvas: skia.Canvas, root: Spot, top: Spot) -> None:
        dark = self.dark.with_lightness(self.dark.lch[0] * 0.6)
        points = [
            (top[0] + 0.02, top[1] - 0.12),
            ((root[0] + top[0]) / 2 - 0.1, (root[1] + top[1]) / 2 - 0.08),
            (root[0] - 0.16, root[1] - 0.06),
        ]
        canvas.drawPath(strand(points), stroke(dark, 0.1))


STILL: Spot = (0.0, 0.0)
INK = Color.parse("#1b191d")


def _paw(phase: float, stride: float, leg: float, going: bool) -> Spot:
    """A foot against its joint: stands while the body passes over it, then swings forward."""
    if not going:
        return STILL
    p = phase % 1
    if p < 0.5:
        return stride * (0.5 - p / 0.5), 0.0
    q = (p - 0.5) / 0.5
    ease = q * q * (3 - 2 * q)
    return stride * (ease - 0.5), -math.sin(math.pi * q) * leg * 0.4
