"""How two legs go: walking and running, with feet that stand still while they stand.

A gait is a circle of time. While a foot stands, it moves backwards under the body exactly as fast
as the body moves forwards.
"""

import math
from dataclasses import dataclass

from callsheet_studio.animatic.actors.skeleton import ANKLE, HEEL, TOE, Build, Pose
from callsheet_studio.drawing.easing import smootherstep


@dataclass(frozen=True)
class Gait:
    """A way of going, for a leg of 0.91 m."""

    speed: float
    """Metres a second."""
    period: float
    """Seconds for two steps."""
    stance: float
    """The share of it that a foot stands."""
    lift: float
    """How high the swinging ankle rises, in metres."""
    drop: float
    """How much lower than standing the pelvis is."""
    bob: float
    """Up and down of the pelvis, to each side of its mean."""
    lean: float
    swing: float
    """Of the arms, in degrees to each side."""
    crook: float
    """How far the forearms are raised, in degrees."""


WALK = Gait(1.32, 1.06, 0.6, 0.1, 0.035, 0.016, 3, 30, 18)
RUN = Gait(3.3, 0.68, 0.34, 0.34, 0.085, -0.045, 13, 46, 88)
REFERENCE = 0.91
STRIKE, PUSH_OFF = 20.0, 52.0
"""Degrees of the foot when the heel comes down, and when the toe leaves."""


def sized(gait: Gait, build: Build) -> Gait:
    """The same gait on legs of another length (Froude: speed and period grow with the root)."""
    ratio = build.leg / REFERENCE
    return Gait(
        gait.speed * math.sqrt(ratio),
        gait.period * math.sqrt(ratio),
        gait.stance,
        gait.lift * ratio,
        gait.drop * ratio,
        gait.bob * ratio,
        gait.lean,
        gait.swing,
        gait.crook,
    )


def go(build: Build, gait: Gait, t: float) -> Pose:
    """The pose at t seconds; `gait` is `sized` for this build. The body faces the way it goes."""
    phase = t / gait.period % 1
    right, left = (foot_at(gait, (phase + late) % 1) for late in (0.0, 0.5))
    bob = gait.bob * math.cos(4 * math.pi * (phase - gait.stance / 2))
    pelvis = (0.0, build.stand - gait.drop + bob, 0.0)
    arms = [_hand(build, gait, pelvis, phase + late, side) for late, side in ((0.5, -1), (0.0, 1))]
    track = build.hip * 0.8
    return Pose(
        pelvis=pelvis,
        ankles=((right[0], right[1], -track), (left[0], left[1], track)),
        pitch=(right[2], left[2]),
        hands=(arms[0], arms[1]),
        lean=gait.lean,
        elbows=((-1.0, -0.1, -0.3), (-1.0, -0.1, 0.3)),
    )


def foot_at(gait: Gait, phase: float) -> tuple[float, float, float]:
    """Forward place and height of an ankle against the body, and the foot's pitch, at this phase.

    The foot comes down at phase 0 and leaves the ground at `gait.stance`.
    """
    if phase < gait.stance:
        return _standing(gait, phase)
    start, end = _standing(gait, gait.stance), _standing(gait, 0.0)
    p = (phase - gait.stance) / (1 - gait.stance)
    glide = smootherstep(p)
    arc = math.sin(math.pi * p) ** 0.9 * gait.lift
    tuck = math.sin(math.pi * min(1.0, p * 1.25)) * 14
    return (
        start[0] + (end[0] - start[0]) * glide,
        start[1] + (end[1] - start[1]) * glide + arc,
        start[2] + (end[2] - start[2]) * glide + tuck,
    )


def _standing(gait: Gait, phase: float) -> tuple[float, float, float]:
    """The ankle turns about the heel at first and about the ball of the foot at last."""
    way = gait.speed * gait.period * (gait.stance / 2 - phase)
    share = phase / gait.stance
    if share < 0.16:
        pitch = -STRIKE * (1 - share / 0.16)
        pivot = -HEEL
    elif share > 0.55:
        pitch = PUSH_OFF * ((share - 0.55) / 0.45) ** 1.6
        pivot = TOE
    else:
        pitch, pivot = 0.0, 0.0
    angle = math.radians(pitch)
    x = way + pivot - pivot * math.cos(angle) + ANKLE * math.sin(angle)
    y = pivot * math.sin(angle) + ANKLE * math.cos(angle)
    return x, y, pitch


def _hand(
    build: Build, gait: Gait, pelvis: tuple[float, float, float], phase: float, side: int
) -> tuple[float, float, float]:
    """The hand swings with the other side's leg."""
    lean = math.radians(gait.lean)
    shoulder = (
        pelvis[0] + math.sin(lean) * build.torso,
        pelvis[1] + math.cos(lean) * build.torso - 0.045,
    )
    swing = math.radians(gait.swing * math.cos(2 * math.pi * (phase - 0.04)))
    crook = swing + math.radians(gait.crook * (1 + 0.25 * math.sin(swing)))
    x = math.sin(swing) * build.upper_arm + math.sin(crook) * build.forearm
    y = math.cos(swing) * build.upper_arm + math.cos(crook) * build.forearm
    return (
        shoulder[0] + x,
        shoulder[1] - y,
        side * (build.shoulder + 0.02 - 0.05 * abs(math.sin(crook))),
    )
