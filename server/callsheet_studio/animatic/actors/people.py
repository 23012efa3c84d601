"""People as actors: a figure, a verb, and what it needs for it."""

import random
from collections.abc import Callable, Mapping
from typing import TypeAlias

from callsheet_studio.animatic.actors.actor import Actor, stays
from callsheet_studio.animatic.actors.brush import ground_shadow
from callsheet_studio.animatic.actors.moves import MOVES
from callsheet_studio.animatic.actors.person import Person, build_of
from callsheet_studio.animatic.composition import Region
from callsheet_studio.animatic.light import Light
from callsheet_studio.animatic.looks import figure
from callsheet_studio.animatic.shots import Framing, Part
from callsheet_studio.render.graphics import skia


def person(part: Part, light: Light, seconds: float, dice: random.Random) -> Actor:
    """A person who does what the part's verb says."""
    look = figure(part.look or {})
    build = build_of(look)
    moving = MOVES.get(part.verb, MOVES["be"])
    body = Person(look, build, light)
    start = dice.uniform(0, 1) if moving.gait else 0.0
    speed = moving.speed(build) * look.size

    def draw(canvas: skia.Canvas, t: float) -> None:
        pose, mood = moving.act(build, t + start)
        ground_shadow(canvas, 0.0, 0.34 * build.bulk / (1 + pose.lift))
        body.draw(canvas, pose, mood)

    return Actor(
        draw, framings(build.height * look.size), lambda t: speed * t if speed else stays(t)
    )


def framings(height: float) -> Mapping[Framing, Region]:
    """Full figure; from the thighs up; head and shoulders."""
    return {
        "wide": Region(0, height / 2, height * 0.9, height * 1.04),
        "medium": Region(0, height * 0.68, height * 0.62, height * 0.74),
        "close": Region(0, height * 0.86, height * 0.34, height * 0.36),
    }
