"""Vehicles seen from the side, driving to the right."""

import random
from collections.abc import Mapping
from dataclasses import dataclass

from callsheet_studio.animatic.actors.actor import Actor, Regions, regions, steadily
from callsheet_studio.animatic.actors.bodywork import Body, Drawing
from callsheet_studio.animatic.actors.brush import (
    ground_shadow,
)
from callsheet_studio.animatic.actors.coachwork import bike, bus, car, train
from callsheet_studio.animatic.actors.craft import boat, drone, plane, rocket
from callsheet_studio.animatic.lighting import Lighting
from callsheet_studio.animatic.shot import Role
from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.skia_loader import skia

RESTING = frozenset(["be", "look", "hold", "turn", "open"])


@dataclass(frozen=True)
class Make:
    """A kind of vehicle."""

    drawing: Drawing
    regions: Regions
    speed: float
    colors: tuple[str, ...]
    shadow: float = 0.0
    """Half the length of what it throws on the ground."""


def vehicle(part: Role, light: Lighting, seconds: float, dice: random.Random) -> Actor:
    """A vehicle that drives, or stands."""
    make = MAKES[part.kind]
    code = part.color or _HOUSE.get(part.word) or dice.choice(make.colors)
    body = Body(light.lit(Color.parse(code)), light)
    speed = 0.0 if part.verb in RESTING and part.kind not in {"boat"} else make.speed

    def draw(canvas: skia.Canvas, t: float) -> None:
        if make.shadow:
            ground_shadow(canvas, 0.0, make.shadow, 0.4)
        make.drawing(canvas, body, t, speed * t)

    return Actor(draw, make.regions, steadily(speed))


_HOUSE = {"taxi": "#f2b82e", "cab": "#f2b82e"}


_BRIGHT = ("#d0342c", "#2f66d0", "#f2b82e", "#1f8f96", "#e8e9ee", "#3a4250")
MAKES: Mapping[str, Make] = {
    "car": Make(car, regions(5.4, 2.3), 9.0, _BRIGHT, 2.3),
    "bus": Make(bus, regions(9.6, 3.8), 8.0, _BRIGHT, 4.4),
    "train": Make(train, regions(15, 4.2), 16.0, ("#c8332e", "#2458a8", "#1f7a5a")),
    "bike": Make(bike, regions(2.0, 2.1), 4.5, _BRIGHT, 0.8),
    "boat": Make(boat, regions(8.0, 7.4), 2.2, ("#d0342c", "#2f66a8", "#e8a53a", "#1f8f96")),
    "plane": Make(plane, regions(22, 11, aloft=True), 30.0, ("#d0342c", "#2f66d0", "#1f8f96")),
    "rocket": Make(rocket, regions(15, 12.5, aloft=True), 9.0, ("#d8342c", "#2f66d0", "#ef7d22")),
    "drone": Make(drone, regions(1.3, 0.8, aloft=True), 1.6, ("#e8e9ee", "#f2b82e", "#d0342c")),
}
