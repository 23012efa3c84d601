"""What a person can do: a pose and a face for every moment of each verb."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from callsheet_studio.animatic.actors.gait import RUN, WALK, Gait, go, sized
from callsheet_studio.animatic.actors.head import Mood
from callsheet_studio.animatic.actors.skeleton import ANKLE, Build, Pose
from callsheet_studio.drawing.easing import ramp, smootherstep

Act: TypeAlias = Callable[[Build, float], tuple[Pose, Mood]]
"""Pose and face at t seconds."""


@dataclass(frozen=True)
class Moving:
    """A verb, played by a body."""

    act: Act
    gait: Gait | None = None
    """How it gets on, where it does."""

    def speed(self, build: Build) -> float:
        """Metres a second to the right."""
        return sized(self.gait, build).speed if self.gait else 0.0


def blinks(t: float) -> float:
    """How far the eyes are shut: for a moment every three seconds or so."""
    beat = (t + 0.7) % 2.9
    return max(0.0, 1 - abs(beat - 0.1) / 0.09) if beat < 0.2 else 0.0


def stand(build: Build, t: float, yaw: float = 24, gaze: float = 14) -> Pose:
    """At ease: breathes, and shifts its weight a little."""
    breath = math.sin(t * 1.9)
    rest = build.stand - 0.012
    low = rest + build.torso - 0.06 - (build.upper_arm + build.forearm) * 0.97
    arm = build.shoulder + 0.05
    return Pose(
        pelvis=(0.0, rest + 0.002 * breath, 0.012 * math.sin(t * 0.8)),
        ankles=((0.03, ANKLE, -build.hip * 1.15), (-0.02, ANKLE, build.hip * 1.15)),
        hands=((0.07, low + 0.006 * breath, -arm), (0.06, low + 0.006 * breath, arm)),
        tilt=0.8 * math.sin(t * 0.8),
        yaw=yaw,
        gaze=gaze + 4 * math.sin(t * 0.7),
        nod=1.5 * math.sin(t * 1.1),
    )


def reached(build: Build, forward: float, up: float, side: float) -> tuple[float, float, float]:
    """A place for a hand, in arm's lengths from the middle between the shoulders."""
    arm = build.upper_arm + build.forearm
    height = build.stand + build.torso - 0.06
    return forward * arm, height + up * arm, side * arm


def _gait(gait: Gait, yaw: float, gaze: float) -> Moving:
    def act(build: Build, t: float) -> tuple[Pose, Mood]:
        return go(build, sized(gait, build), t).facing(yaw, gaze), Mood(blinks(t))

    return Moving(act, gait)


def _be(build: Build, t: float) -> tuple[Pose, Mood]:
    return stand(build, t), Mood(blinks(t), glance=0.3 * math.sin(t * 0.9))


def _look(build: Build, t: float) -> tuple[Pose, Mood]:
    """Looks round, then into the distance."""
    turn = smootherstep(ramp(t, 0.8, 0.9)) * 40 - smootherstep(ramp(t, 2.8, 0.9)) * 55
    pose = stand(build, t, 30)
    return replace(pose, gaze=18 + turn), Mood(blinks(t), glance=turn / 80)


def _turn(build: Build, t: float) -> tuple[Pose, Mood]:
    """From a profile to the camera: the eyes first, then the head, then the body."""
    gaze = 78 * (1 - smootherstep(ramp(t, 0.5, 0.8)))
    yaw = 82 * (1 - smootherstep(ramp(t, 0.75, 1.0))) + 6
    pose = replace(stand(build, t), yaw=yaw, gaze=gaze)
    smile = 0.55 * smootherstep(ramp(t, 1.7, 0.4))
    return pose, Mood(blinks(t), smile * 0.6, -0.6 * (1 - ramp(t, 1.2, 0.4)) * ramp(t, 0.3, 0.2))


def _greet(build: Build, t: float) -> tuple[Pose, Mood]:
    """A screen test: turns to the camera, says something, waves, and looks on."""
    turned, _ = _turn(build, t)
    said, speaking = _talk(build, max(0.0, t - 2.4))
    waved, smiling = _wave(build, max(0.0, t - 6.2))
    talks = smootherstep(ramp(t, 2.2, 0.6)) - smootherstep(ramp(t, 5.4, 0.6))
    waves = smootherstep(ramp(t, 6.0, 0.5)) - smootherstep(ramp(t, 8.4, 0.6))
    hands = tuple(
        _mix(_mix(turned.hands[i], said.hands[i], talks), waved.hands[i], waves) for i in (0, 1)
    )
    elbow = _mix(turned.elbows[0], waved.elbows[0], waves)
    mouth = speaking.mouth * (talks > 0.5) + 0.4 * smiling.mouth * waves
    pose = replace(turned, hands=(hands[0], hands[1]), elbows=(elbow, turned.elbows[1]))
    return replace(pose, nod=said.nod * talks), Mood(blinks(t), mouth)


def _wave(build: Build, t: float) -> tuple[Pose, Mood]:
    up = smootherstep(ramp(t, 0.2, 0.5))
    sway = math.sin(t * 9.5) * up
    pose = stand(build, t, 8, 4)
    hand = _mix(pose.hands[0], reached(build, 0.15, 0.6 + 0.04 * sway, -0.74 - 0.16 * sway), up)
    elbow = _mix(pose.elbows[0], (-0.2, -0.9, -0.9), up)
    pose = replace(pose, hands=(hand, pose.hands[1]), elbows=(elbow, pose.elbows[1]), tilt=2 * up)
    return pose, Mood(blinks(t), 0.5 * up)


def _talk(build: Build, t: float) -> tuple[Pose, Mood]:
    """Explains with both hands."""
    beat, other = math.sin(t * 2.6), math.sin(t * 2.1 + 1.2)
    pose = stand(build, t, 14, 6)
    up = smootherstep(ramp(t, 0.1, 0.5))
    right = _mix(pose.hands[0], reached(build, 0.55, -0.42 + 0.12 * beat, -0.38 - 0.08 * other), up)
    left = _mix(pose.hands[1], reached(build, 0.5, -0.5 + 0.1 * other, 0.4 + 0.08 * beat), up)
    mouth = max(0.0, math.sin(t * 11) * math.sin(t * 3.1 + 0.5)) * 0.9
    return replace(pose, hands=(right, left), nod=3 * beat), Mood(blinks(t), mouth)


def _hold(build: Build, t: float) -> tuple[Pose, Mood]:
    """Holds something up before itself and looks at it, then at us."""
    pose = stand(build, t, 22, 8)
    drift = 0.02 * math.sin(t * 1.4)
    right = reached(build, 0.66, -0.2 + drift, -0.3)
    look = smootherstep(ramp(t, 1.6, 0.5))
    pose = replace(pose, hands=(right, pose.hands[1]), nod=10 * (1 - look), gaze=26 - 22 * look)
    return pose, Mood(blinks(t), 0.3 * look, 0.2 - 0.2 * look)


def _point(build: Build, t: float) -> tuple[Pose, Mood]:
    up = smootherstep(ramp(t, 0.3, 0.5))
    pose = stand(build, t, 20, 12)
    left = _mix(pose.hands[1], reached(build, 0.45, 0.22, 0.85), up)
    return replace(pose, hands=(pose.hands[0], left), gaze=12 + 26 * up), Mood(blinks(t), 0.3 * up)


def _pour(build: Build, t: float) -> tuple[Pose, Mood]:
    """Tips a jug over a table; both hands stay where table and cup are."""
    tip = smootherstep(ramp(t, 0.5, 0.7))
    pose = stand(build, t, 52, 46)
    right = reached(build, 0.72, -0.3 + 0.14 * tip, -0.12)
    left = reached(build, 0.75, -0.72, 0.3)
    return replace(pose, hands=(right, left), lean=6, nod=16, gaze=52), Mood(blinks(t), 0.1)


def _drink(build: Build, t: float) -> tuple[Pose, Mood]:
    sip = smootherstep(ramp(t % 4, 0.6, 0.6)) - smootherstep(ramp(t % 4, 2.4, 0.6))
    pose = stand(build, t, 40, 34)
    right = reached(build, 0.5 - 0.16 * sip, -0.28 + 0.55 * sip, -0.2 + 0.12 * sip)
    return replace(pose, hands=(right, pose.hands[1]), nod=-10 * sip), Mood(blinks(t))


def _jump(build: Build, t: float) -> tuple[Pose, Mood]:
    """Crouches, leaps, lands, and again: the flight is a real parabola."""
    beat, air = 1.25, 0.52
    at = t % beat
    flight = min(1.0, max(0.0, (at - 0.42) / air))
    lift = 4 * flight * (1 - flight) * (9.81 * air * air / 8)
    before = smootherstep(ramp(at, 0.05, 0.22)) - smootherstep(ramp(at, 0.3, 0.12))
    after = smootherstep(ramp(at, 0.94, 0.08)) - smootherstep(ramp(at, 1.02, 0.2))
    crouch = 0.2 * build.leg * (before + 0.8 * after)
    up = smootherstep(ramp(at, 0.3, 0.16)) - smootherstep(ramp(at, 0.86, 0.26))
    tuck = 0.1 * math.sin(math.pi * flight)
    pose = stand(build, 0.0, 22, 10)
    hands = tuple(
        _mix(pose.hands[i], reached(build, 0.15, 0.8, s * 0.55), up) for i, s in ((0, -1), (1, 1))
    )
    ankles = tuple((x - tuck * 0.6, y + tuck, z) for x, y, z in pose.ankles)
    pose = replace(
        pose,
        pelvis=(0.0, build.stand - 0.02 - crouch, 0.0),
        ankles=(ankles[0], ankles[1]),
        hands=(hands[0], hands[1]),
        elbows=((-0.3, -0.5, -1.0), (-0.3, -0.5, 1.0)),
        pitch=(30 * math.sin(math.pi * flight),) * 2,
        lean=14 * before,
        lift=lift,
    )
    return pose, Mood(0.0, 0.7 * up)


def _dance(build: Build, t: float) -> tuple[Pose, Mood]:
    """Sways from foot to foot with the arms in counterpoint."""
    beat = t * 2 * math.pi * 0.95
    sway, bounce = math.sin(beat), abs(math.sin(beat))
    pose = stand(build, t, 12 + 26 * math.sin(beat / 2), 6 + 16 * math.sin(beat / 2))
    hands = (
        reached(build, 0.3, 0.25 + 0.42 * sway, -0.55 - 0.1 * sway),
        reached(build, 0.3, 0.25 - 0.42 * sway, 0.55 - 0.1 * sway),
    )
    step = 0.1 * build.leg
    ankles = (
        (0.02, ANKLE + step * max(0.0, sway) ** 2, -build.hip * 1.6),
        (0.0, ANKLE + step * max(0.0, -sway) ** 2, build.hip * 1.6),
    )
    pose = replace(
        pose,
        pelvis=(0.0, build.stand - 0.05 - 0.035 * bounce, 0.07 * sway),
        hands=hands,
        ankles=ankles,
        pitch=(24 * max(0.0, sway), 24 * max(0.0, -sway)),
        elbows=((-0.4, -0.6, -1.0), (-0.4, -0.6, 1.0)),
        tilt=-7 * sway,
    )
    return pose, Mood(blinks(t), 0.4)


def _sit(build: Build, t: float) -> tuple[Pose, Mood]:
    """On a seat of knee height, hands on the thighs."""
    seat = build.shin + ANKLE + 0.02
    knee = build.thigh * 0.98
    pose = stand(build, t, 52, 34)
    hand = seat + 0.1 + 0.004 * math.sin(t * 1.6)
    pose = replace(
        pose,
        pelvis=(0.0, seat + 0.06, 0.0),
        ankles=((knee, ANKLE, -build.hip), (knee - 0.06, ANKLE, build.hip)),
        hands=((knee * 0.72, hand, -build.hip), (knee * 0.66, hand, build.hip)),
        lean=-2 + math.sin(t * 1.6),
        elbows=((-1.0, -0.2, -0.8), (-1.0, -0.2, 0.8)),
    )
    return pose, Mood(blinks(t), glance=0.3 * math.sin(t))


def _work(build: Build, t: float) -> tuple[Pose, Mood]:
    """Sits and works with both hands on what lies before it."""
    pose, mood = _sit(build, t)
    height, tap = build.shin + ANKLE + 0.33, 0.014
    hands = (
        (0.42, height + tap * math.sin(t * 17), -0.1),
        (0.42, height + tap * math.sin(t * 15 + 2), 0.12),
    )
    return replace(pose, hands=hands, nod=12, lean=6, gaze=48), mood


def _fly(build: Build, t: float) -> tuple[Pose, Mood]:
    """Stretched out in the air, one fist ahead."""
    pose = stand(build, t, 78, 60)
    sway = math.sin(t * 2.2)
    pose = replace(
        pose,
        hands=(reached(build, 0.2, 0.96, -0.1), pose.hands[1]),
        ankles=((-0.06, ANKLE + 0.03, -build.hip * 0.6), (-0.03, ANKLE + 0.08, build.hip * 0.6)),
        pitch=(55, 55),
        roll=72 + 3 * sway,
        lift=build.height * 0.35 + 0.05 * sway,
    )
    return pose, Mood(blinks(t), 0.2)


def _swim(build: Build, t: float) -> tuple[Pose, Mood]:
    """Front crawl."""
    stroke, kick = t * 3.6, math.sin(t * 11)
    pose = stand(build, t, 82, 74)
    hands = tuple(
        reached(build, 0.85 * math.sin(stroke + late), 0.85 * math.cos(stroke + late), side * 0.3)
        for late, side in ((0.0, -1), (math.pi, 1))
    )
    pose = replace(
        pose,
        hands=(hands[0], hands[1]),
        ankles=(
            (0.12 * kick, ANKLE + 0.06, -build.hip * 0.6),
            (-0.12 * kick, ANKLE + 0.06, build.hip * 0.6),
        ),
        pitch=(60, 60),
        roll=84,
        lift=-build.height * 0.3,
    )
    return pose, Mood(0.0, 0.3 * max(0.0, math.sin(stroke)))


def _fall(build: Build, t: float) -> tuple[Pose, Mood]:
    """Through the air, arms and legs rowing."""
    row = math.sin(t * 6)
    pose, _ = _dance(build, t * 1.4)
    return replace(pose, roll=24 * math.sin(t * 1.7), lift=build.height * 0.3, tilt=8 * row), Mood(
        0.0, 0.9
    )


def _mix(
    a: tuple[float, float, float], b: tuple[float, float, float], share: float
) -> tuple[float, float, float]:
    return (
        a[0] + (b[0] - a[0]) * share,
        a[1] + (b[1] - a[1]) * share,
        a[2] + (b[2] - a[2]) * share,
    )


MOVES: Mapping[str, Moving] = {
    "be": Moving(_be),
    "walk": _gait(WALK, 70, 62),
    "run": _gait(RUN, 78, 72),
    "look": Moving(_look),
    "turn": Moving(_turn),
    "wave": Moving(_wave),
    "talk": Moving(_talk),
    "greet": Moving(_greet),
    "hold": Moving(_hold),
    "point": Moving(_point),
    "pour": Moving(_pour),
    "drink": Moving(_drink),
    "jump": Moving(_jump),
    "dance": Moving(_dance),
    "sit": Moving(_sit),
    "work": Moving(_work),
    "fly": Moving(_fly, Gait(4.0, 1, 0.5, 0, 0, 0, 0, 0, 0)),
    "swim": Moving(_swim, Gait(1.2, 1, 0.5, 0, 0, 0, 0, 0, 0)),
    "fall": Moving(_fall),
}
