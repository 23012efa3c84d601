"""Things: on a table they turn in the light, in a hand they are held."""

import math
import random
from collections.abc import Callable, Mapping

from callsheet_studio.animatic.actors.actor import Actor, regions, stays, steadily
from callsheet_studio.animatic.actors.brush import oval
from callsheet_studio.animatic.actors.goods import (
    book,
    bottle,
    can,
    cup,
    laptop,
    phone,
    shoe,
    watch,
)
from callsheet_studio.animatic.actors.keepsakes import (
    apple,
    ball,
    balloon,
    box,
    candle,
    flower,
    tree,
)
from callsheet_studio.animatic.actors.ware import Kind, Thing
from callsheet_studio.animatic.lighting import Lighting
from callsheet_studio.animatic.shot import Role
from callsheet_studio.drawing.color import BLACK, Color
from callsheet_studio.drawing.easing import ramp, smootherstep
from callsheet_studio.drawing.skia_loader import skia

TURN_SECONDS = 5.0
"""For one turn on the table."""


def thing(part: Role, light: Lighting, seconds: float, dice: random.Random) -> Actor:
    """A thing that does what things can do: turn, bounce, fall, float, open, grow, or stand."""
    kind = THINGS[part.kind]
    color = Color.parse(part.color or dice.choice(kind.colors))
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
        kind.drawing(canvas, Thing(light.lit(color), light, turn, opened(t), t))

    aloft = part.kind == "balloon" or part.verb in {"float", "fly"}
    tall = kind.h * (2.3 if part.verb in {"jump", "fall"} else 1.35)
    size = regions(kind.w * 1.7, tall, aloft=False)
    way = steadily(0.5) if aloft else stays
    return Actor(draw, size, way)


def held(kind: str, color: str | None, light: Lighting) -> Callable[[skia.Canvas], None]:
    """Draws a thing as a hand holds it, its middle at the origin."""
    made = THINGS[kind]
    thing = Thing(light.lit(Color.parse(color or made.colors[0])), light, 0.4)
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
    return smootherstep(ramp(t, 0.2, 2.6))


def _settled(kind: str) -> Callable[[float], float]:
    """Plants are grown; boxes are shut."""
    return lambda t: 1.0 if kind in {"flower", "tree"} else 0.0


def _mirror(canvas: skia.Canvas, kind: Kind, up: float) -> None:
    """What the table shows of it: a soft dark patch."""
    fade = 1 / (1 + up / kind.h * 2)
    for share in (1.25, 1.0, 0.75):
        oval(canvas, (0.0, 0.0), kind.w * 0.55 * share, kind.w * 0.085 * share, BLACK, 0.13 * fade)


_GAY = ("#d0342c", "#2f66d0", "#f2b82e", "#1f8f96", "#8a4fd0", "#ef7d22")
THINGS: Mapping[str, Kind] = {
    "bottle": Kind(bottle, 0.1, 0.165, ("#e8a86a", "#d9849a", "#7fb0c8", "#b49ad8")),
    "can": Kind(can, 0.075, 0.13, _GAY),
    "cup": Kind(cup, 0.12, 0.15, ("#f4f1ea", "#d9745a", "#3f6f7a", "#e8c070")),
    "phone": Kind(phone, 0.085, 0.155, ("#20242e", "#3a4560", "#c9b8a8")),
    "laptop": Kind(laptop, 0.38, 0.23, ("#c2c8d0",)),
    "book": Kind(book, 0.16, 0.22, _GAY),
    "flower": Kind(flower, 0.3, 0.55, ("#e0486b", "#f2c12e", "#b06ae0", "#f08aa8")),
    "tree": Kind(tree, 4.4, 5.6, ("#4f9a55", "#6aa84a", "#d98a3a")),
    "balloon": Kind(balloon, 0.5, 1.05, _GAY),
    "box": Kind(box, 0.36, 0.34, _GAY),
    "ball": Kind(ball, 0.26, 0.24, ("#ef7d22", "#d0342c", "#2f66d0", "#f1f2f4")),
    "shoe": Kind(shoe, 0.34, 0.17, _GAY),
    "watch": Kind(watch, 0.09, 0.2, ("#3a2c26", "#23252c")),
    "apple": Kind(apple, 0.1, 0.105, ("#c8332e", "#8fb83f")),
    "candle": Kind(candle, 0.08, 0.2, ("#f3ead8", "#e8b8a8")),
}
