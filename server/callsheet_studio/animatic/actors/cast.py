"""Everybody and everything that can act, by kind."""

import random
from collections.abc import Callable, Mapping
from typing import TypeAlias

from callsheet_studio.animatic.actors import people
from callsheet_studio.animatic.actors.actor import Actor
from callsheet_studio.animatic.light import Light
from callsheet_studio.animatic.shots import Part

Casting: TypeAlias = Callable[[Part, Light, float, random.Random], Actor]


def cast(part: Part, light: Light, seconds: float, dice: random.Random) -> Actor:
    """The actor for a part, in this light, for a shot of this length."""
    return CAST.get(part.kind, people.person)(part, light, seconds, dice)


CAST: Mapping[str, Casting] = {
    "person": people.person,
    "child": people.person,
    "robot": people.person,
}
