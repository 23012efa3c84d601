"""A jointed body in three dimensions: proportions, poses, and the joints that follow from them.

Points are (forward, up, left) in metres from the spot on the ground where the body stands. A body
with yaw 0 faces the camera, with 90 it faces the right edge of the picture.
"""

import math
from dataclasses import dataclass, replace
from typing import TypeAlias

Point: TypeAlias = tuple[float, float, float]
Pair: TypeAlias = tuple[Point, Point]
"""Right, left."""
ANKLE, HEEL, TOE = 0.075, 0.06, 0.16
"""Height of the ankle above the sole; how far heel and ball are behind and before it."""


@dataclass(frozen=True)
class Build:
    """Proportions."""

    height: float = 1.76
    thigh: float = 0.46
    shin: float = 0.45
    upper_arm: float = 0.3
    forearm: float = 0.27
    hip: float = 0.09
    """Half the distance between the hip joints."""
    shoulder: float = 0.185
    """Half the distance between the shoulder joints."""
    torso: float = 0.52
    """From the pelvis to the base of the neck."""
    neck: float = 0.07
    head: float = 0.285
    """Height of the head."""
    bulk: float = 1.0
    """Thickness of limbs and torso."""

    @property
    def leg(self) -> float:
        """From the hip to the ankle, stretched."""
        return self.thigh + self.shin

    @property
    def stand(self) -> float:
        """Height of the pelvis when standing."""
        return self.leg + ANKLE - 0.008


ADULT = Build()
WOMAN = Build(
    height=1.7, shoulder=0.16, hip=0.092, torso=0.49, bulk=0.88, upper_arm=0.28, forearm=0.25
)
CHILD = Build(
    height=1.15,
    thigh=0.27,
    shin=0.26,
    upper_arm=0.185,
    forearm=0.16,
    hip=0.065,
    shoulder=0.12,
    torso=0.345,
    neck=0.035,
    head=0.25,
    bulk=0.78,
)


@dataclass(frozen=True)
class Pose:
    """Where pelvis, feet and hands are, and where the body looks."""

    pelvis: Point
    ankles: Pair
    hands: Pair
    pitch: tuple[float, float] = (0.0, 0.0)
    """Of the feet in degrees; positive lifts the heel."""
    lean: float = 0.0
    """Of the torso in degrees, forwards."""
    tilt: float = 0.0
    """Of the torso in degrees, to its left."""
    yaw: float = 60.0
    """Degrees: where the body faces."""
    gaze: float = 60.0
    """Degrees: where the face does."""
    nod: float = 0.0
    """Of the head in degrees, downwards."""
    elbows: Pair = ((-1.0, -0.3, -0.35), (-1.0, -0.3, 0.35))
    """Where the elbows point."""
    lift: float = 0.0
    """Metres that the whole body is off the ground."""
    roll: float = 0.0
    """Of the whole body in degrees, as a swimmer lies."""

    def facing(self, yaw: float, gaze: float | None = None) -> "Pose":
        """The same, turned."""
        return replace(self, yaw=yaw, gaze=yaw if gaze is None else gaze)


@dataclass(frozen=True)
class Joints:
    """All joints of a body in a pose."""

    pelvis: Point
    neck: Point
    head: Point
    """Its centre."""
    shoulders: Pair
    elbows: Pair
    hands: Pair
    hips: Pair
    knees: Pair
    ankles: Pair
    heels: Pair
    toes: Pair


def joints(build: Build, pose: Pose) -> Joints:
    """Bend every limb so that hands and feet are where the pose wants them, if they reach."""
    lean, tilt = math.radians(pose.lean), math.radians(pose.tilt)
    spine = (math.sin(lean), math.cos(lean) * math.cos(tilt), math.sin(tilt))
    neck = along(pose.pelvis, spine, build.torso)
    head = along(neck, (spine[0] * 0.6, 1.0, spine[2] * 0.6), build.neck + build.head * 0.46)
    shoulders = _both(along(neck, spine, -0.075), build.shoulder * 0.92, tilt)
    hips = _both(pose.pelvis, build.hip, 0.0)
    arms = [
        bend(shoulders[i], pose.hands[i], (build.upper_arm, build.forearm), pose.elbows[i])
        for i in (0, 1)
    ]
    legs = [
        bend(hips[i], pose.ankles[i], (build.thigh, build.shin), (1.0, 0.15, 0.0)) for i in (0, 1)
    ]
    feet = [foot(legs[i][1], pose.pitch[i]) for i in (0, 1)]
    return Joints(
        pelvis=pose.pelvis,
        neck=neck,
        head=head,
        shoulders=shoulders,
        elbows=(arms[0][0], arms[1][0]),
        hands=(arms[0][1], arms[1][1]),
        hips=hips,
        knees=(legs[0][0], legs[1][0]),
        ankles=(legs[0][1], legs[1][1]),
        heels=(feet[0][0], feet[1][0]),
        toes=(feet[0][1], feet[1][1]),
    )


def bend(
    root: Point, target: Point, bones: tuple[float, float], pole: Point
) -> tuple[Point, Point]:
    """The middle joint and the end of a limb of two bones that reaches for `target`.

    The middle joint points towards `pole`. A target out of reach is reached for, not torn off.
    """
    first, second = bones
    way = minus(target, root)
    distance = min(max(length(way), abs(first - second) + 1e-4, 1e-4), first + second - 1e-4)
    ahead = scaled(way, 1 / max(length(way), 1e-6))
    side = minus(pole, scaled(ahead, dot(pole, ahead)))
    side = scaled(side, 1 / max(length(side), 1e-6))
    share = (first**2 + distance**2 - second**2) / (2 * distance)
    off = math.sqrt(max(0.0, first**2 - share**2))
    return along(along(root, ahead, share), side, off), along(root, ahead, distance)


def foot(ankle: Point, pitch: float) -> Pair:
    """Heel and ball of the foot below an ankle; `pitch` in degrees lifts the heel."""
    angle = math.radians(pitch)
    cos, sin = math.cos(angle), math.sin(angle)
    heel, toe = (
        (ankle[0] + reach * cos - ANKLE * sin, ankle[1] - reach * sin - ANKLE * cos, ankle[2])
        for reach in (-HEEL, TOE)
    )
    return heel, toe


def seen(point: Point, yaw: float) -> tuple[float, float, float]:
    """Where the camera sees a point: to the right, downwards, and how near."""
    forward, up, left = point
    angle = math.radians(yaw)
    sin, cos = math.sin(angle), math.cos(angle)
    return forward * sin + left * cos, -up, forward * cos - left * sin


def along(start: Point, way: Point, distance: float) -> Point:
    """The point `distance` times `way` from `start`."""
    return (
        start[0] + way[0] * distance,
        start[1] + way[1] * distance,
        start[2] + way[2] * distance,
    )


def minus(a: Point, b: Point) -> Point:
    """The way from `b` to `a`."""
    return a[0] - b[0], a[1] - b[1], a[2] - b[2]


def scaled(way: Point, factor: float) -> Point:
    """A way, longer or shorter."""
    return way[0] * factor, way[1] * factor, way[2] * factor


def dot(a: Point, b: Point) -> float:
    """The scalar product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def length(way: Point) -> float:
    """Of a way."""
    return math.sqrt(dot(way, way))


def _both(middle: Point, half: float, tilt: float) -> Pair:
    rise, side = math.sin(tilt) * half, math.cos(tilt) * half
    return (
        (middle[0], middle[1] + rise, middle[2] - side),
        (middle[0], middle[1] - rise, middle[2] + side),
    )
