"""Everybody and everything that can act, by kind."""

import random
from collections.abc import Callable, Mapping
from typing import TypeAlias

from callsheet_studio.animatic.actors import (
    beasts,
    hand,
    people,
    surf,
    swimmers,
    things,
    vehicles,
    wings,
)
from callsheet_studio.animatic.actors.actor import Actor
from callsheet_studio.animatic.lighting import Lighting
from callsheet_studio.animatic.shot import Role

Casting: TypeAlias = Callable[[Role, Lighting, float, random.Random], Actor]


def cast(part: Role, light: Lighting, seconds: float, dice: random.Random) -> Actor:
    """The actor for a part, in this light, for a shot of this length."""
    return CAST[part.kind](part, light, seconds, dice)


CAST: Mapping[str, Casting] = {
    **dict.fromkeys(("person", "child", "robot"), people.person),
    **dict.fromkeys(beasts.BREEDS, beasts.beast),
    **dict.fromkeys(("fish", "whale"), swimmers.swimmer),
    **dict.fromkeys(vehicles.MAKES, vehicles.vehicle),
    **dict.fromkeys(things.THINGS, things.thing),
    "bird": wings.bird,
    "butterfly": wings.butterfly,
    "hand": hand.hand,
    "waves": surf.surf,
}
