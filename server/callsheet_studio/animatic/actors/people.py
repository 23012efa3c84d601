"""People as actors: a figure, a verb, and what it needs: a seat, a desk, something in the hand."""

import math
import random
from collections.abc import Callable, Mapping
from typing import TypeAlias

from callsheet_studio.animatic.actors.actor import Actor, steadily
from callsheet_studio.animatic.actors.brush import ground_shadow, limb, polygon, rounded_off, strand
from callsheet_studio.animatic.actors.goods import steam
from callsheet_studio.animatic.actors.moves import MOVES
from callsheet_studio.animatic.actors.person import Flat, Person, build_of
from callsheet_studio.animatic.actors.robot import Robot
from callsheet_studio.animatic.actors.skeleton import ANKLE, Build, Joints, Pose, joints
from callsheet_studio.animatic.actors.things import THINGS, held
from callsheet_studio.animatic.character_design import load_design
from callsheet_studio.animatic.framing import FramedRegion
from callsheet_studio.animatic.lighting import Lighting
from callsheet_studio.animatic.shot import Framing, Role
from callsheet_studio.drawing.color import WHITE, Color
from callsheet_studio.drawing.easing import ramp, smootherstep
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill, stroke

Set: TypeAlias = Callable[[skia.Canvas, Build, Joints, Pose, Lighting, float], None]
"""Draws a piece of furniture for a pose at t seconds."""
WOOD, STEEL = Color.parse("#8a5f3f"), Color.parse("#c4cad3")
ROOM = {"jump": 1.3, "fly": 1.2, "fall": 1.2, "dance": 1.12, "wave": 1.08}
"""How much more than its height somebody needs for a verb."""
ASIDE = {"pour": 0.3, "work": 0.2}
"""Metres to the right of somebody where the middle of the action is."""
IN_HAND = frozenset(
    ["hold", "drink", "walk", "look", "talk", "be", "turn", "wave", "run", "sit", "point"]
)
"""Verbs in which whoever has something carries it visibly."""


def person(part: Role, light: Lighting, seconds: float, dice: random.Random) -> Actor:
    """A person, a child or a robot who does what the part's verb says."""
    look = load_design(part.look or {})
    build = build_of(look)
    moving = MOVES.get(part.verb, MOVES["be"])
    body = (Robot if look.kind == "robot" else Person)(look, build, light)
    start = dice.uniform(0, 1) if moving.gait else 0.0
    speed = moving.speed(build) * look.size
    carries = part.prop in THINGS and part.verb in IN_HAND
    thing = held(part.prop or "", None, light) if carries else None
    behind, before = BEHIND.get(part.verb), BEFORE.get(part.verb)

    def draw(canvas: skia.Canvas, t: float) -> None:
        pose, mood = moving.act(build, t + start)
        found = joints(build, pose)
        if part.verb != "swim":
            ground_shadow(canvas, 0.0, 0.34 * build.bulk / (1 + pose.lift))
        if behind:
            behind(canvas, build, found, pose, light, t)
        body.draw(canvas, pose, mood, thing)
        if before:
            before(canvas, build, found, pose, light, t)

    room, aside = ROOM.get(part.verb, 1.0), ASIDE.get(part.verb, 0.0)
    size = framings(build.height * look.size, room, aside)
    return Actor(draw, size, steadily(speed))


def framings(
    height: float, room: float = 1.0, aside: float = 0.0
) -> Mapping[Framing, FramedRegion]:
    """Full figure; from the thighs up; head and shoulders.

    `room` leaves space for high jumps; `aside` is where hands are at work, in metres to the right.
    """
    height *= room
    return {
        "wide": FramedRegion(0, height / 2, height * 0.9, height * 1.04),
        "medium": FramedRegion(aside, height * 0.72, height * 0.44 + aside, height * 0.7),
        "close": FramedRegion(
            aside * 0.7, height * (0.88 - 0.3 * aside), height * 0.24 + aside, height * 0.38
        ),
    }


def _seat(
    canvas: skia.Canvas, build: Build, found: Joints, pose: Pose, light: Lighting, t: float
) -> None:
    """A stool of knee height."""
    wood = light.lit(WOOD)
    x, y = Flat(pose.yaw)(found.pelvis)
    half = build.thigh * 0.46
    top = y + 0.1 * build.bulk
    for side in (-0.75, 0.75):
        canvas.drawLine(
            x + half * side,
            top,
            x + half * side * 1.25,
            -0.01,
            stroke(wood.with_lightness(wood.lch[0] * 0.75), 0.035),
        )
    board = skia.RRect.MakeRectXY(
        skia.Rect.MakeLTRB(x - half, top - 0.03, x + half, top + 0.035), 0.025, 0.025
    )
    canvas.drawRRect(board, fill(wood))


def _desk(
    canvas: skia.Canvas, build: Build, found: Joints, pose: Pose, light: Lighting, t: float
) -> None:
    """A desk with a laptop under the hands."""
    wood = light.lit(WOOD.mix(WHITE, 0.2))
    x = Flat(pose.yaw)(found.hands[0])[0]
    top = -(build.shin + ANKLE + 0.27)
    canvas.drawRect(skia.Rect.MakeLTRB(x - 0.22, top, x + 0.75, top + 0.05), fill(wood))
    for leg in (x - 0.16, x + 0.68):
        canvas.drawRect(
            skia.Rect.MakeLTRB(leg - 0.02, top + 0.05, leg + 0.02, 0),
            fill(wood.with_lightness(wood.lch[0] * 0.7)),
        )
    steel = light.lit(STEEL)
    canvas.drawPath(
        polygon([(x - 0.12, top), (x + 0.2, top), (x + 0.2, top - 0.015), (x - 0.12, top - 0.015)]),
        fill(steel),
    )
    canvas.drawPath(
        polygon([(x + 0.2, top), (x + 0.31, top - 0.25), (x + 0.33, top - 0.25), (x + 0.23, top)]),
        fill(steel),
    )


def _counter(
    canvas: skia.Canvas, build: Build, found: Joints, pose: Pose, light: Lighting, t: float
) -> None:
    """A table with a cup; a jug in the right hand, tipped, and what runs out of it."""
    flat = Flat(pose.yaw)
    hand, cup_hand = flat(found.hands[0]), flat(found.hands[1])
    top = -(build.stand + build.torso * 0.14)
    wood = light.lit(WOOD.mix(WHITE, 0.15))
    reach = max(hand[0], cup_hand[0]) + 0.3
    canvas.drawRect(skia.Rect.MakeLTRB(-0.9, top, reach + 0.5, top + 0.055), fill(wood))
    canvas.drawRect(
        skia.Rect.MakeLTRB(-0.84, top + 0.055, reach + 0.44, 0),
        fill(wood.with_lightness(wood.lch[0] * 0.8)),
    )
    tip = smootherstep(ramp(t, 0.5, 0.7))
    spout = _jug(canvas, (hand[0] + 0.05, hand[1] - 0.01), tip, light)
    cup = (spout[0] + 0.02, top)
    china = light.lit(Color.parse("#f5f2ea"))
    if tip > 0.9:
        coffee = light.lit(Color.parse("#5a3018"))
        wobble = 0.003 * math.sin(t * 19)
        canvas.drawPath(
            strand([spout, (cup[0] + wobble, (spout[1] + top) / 2), (cup[0], top - 0.05)]),
            stroke(coffee, 0.016),
        )
        canvas.save()
        canvas.translate(cup[0], top - 0.1)
        steam(canvas, t, 0.0)
        canvas.restore()
    canvas.drawOval(
        skia.Rect.MakeXYWH(cup[0] + 0.045, top - 0.095, 0.05, 0.06), stroke(china, 0.014)
    )
    canvas.drawPath(
        rounded_off(
            [
                (cup[0] - 0.065, top - 0.12),
                (cup[0] - 0.065, top - 0.125),
                (cup[0] + 0.065, top - 0.125),
                (cup[0] + 0.065, top - 0.12),
                (cup[0] + 0.045, top),
                (cup[0] - 0.045, top),
            ]
        ),
        fill(china),
    )


def _jug(
    canvas: skia.Canvas, at: tuple[float, float], tip: float, light: Lighting
) -> tuple[float, float]:
    """Draws a jug hanging from its handle; gives where its spout is."""
    steel = light.lit(STEEL)
    angle = 12 + 58 * tip
    canvas.save()
    canvas.translate(*at)
    canvas.rotate(angle)
    canvas.drawOval(
        skia.Rect.MakeLTRB(-0.05, -0.07, 0.05, 0.07),
        stroke(steel.with_lightness(steel.lch[0] * 0.7), 0.022),
    )
    canvas.drawPath(
        rounded_off(
            [
                (0.03, -0.12),
                (0.03, -0.125),
                (0.2, -0.16),
                (0.17, -0.1),
                (0.19, 0.1),
                (0.19, 0.12),
                (0.02, 0.12),
                (0.02, 0.1),
            ]
        ),
        fill(steel),
    )
    limb(canvas, (0.06, -0.08), (0.055, 0.08), (0.014, 0.014), fill(WHITE, 0.4))
    canvas.restore()
    a = math.radians(angle)
    return at[0] + 0.19 * math.cos(a) + 0.135 * math.sin(a), at[1] + 0.19 * math.sin(
        a
    ) - 0.135 * math.cos(a)


BEHIND: Mapping[str, Set] = {"sit": _seat, "work": _seat}
BEFORE: Mapping[str, Set] = {"work": _desk, "pour": _counter}
