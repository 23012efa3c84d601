"""How things move: easing curves, and the poses through which something enters the picture.

Everything is a pure function of time. Curves map 0..1 to 0..1 and may overshoot on the way.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

Move: TypeAlias = Literal["rise", "slide", "wipe", "pop", "drop", "fade"]

TWOS = 15
"""Drawings a second where each is shown for two frames."""
LANDED, SETTLED = 0.75, 0.9
"""The share of a landing, and of a spring, after which a thing holds still: less than a hundredth
of its way is left."""


def ramp(t: float, start: float, seconds: float) -> float:
    """Return linear progress at second `t`: 0 until `start`, then up to 1 at `start + seconds`."""
    if seconds <= 0:
        return 1.0 if t >= start else 0.0
    return min(1.0, max(0.0, (t - start) / seconds))


def on_twos(t: float) -> float:
    """Return the time `t` in seconds, rounded down to a fifteenth of a second.

    Animators draw "on twos", one drawing for two frames: used for what grows or fades in place.
    """
    return math.floor(t * TWOS + 0.01) / TWOS


def ease_out_expo(p: float) -> float:
    """Return eased progress for `p` from 0 to 1: fast at first, then a long soft end.

    The end that is too slow to see is cut off.
    """
    return 1.0 if p >= LANDED else 1 - 2 ** (-10 * p)


def smootherstep(p: float) -> float:
    """Return eased progress for `p` from 0 to 1: slow, fast, slow (Ken Perlin's polynomial of
    the fifth degree, 2002)."""
    return p * p * p * (p * (6 * p - 15) + 10)


def ease_out_spring(p: float) -> float:
    """Return eased progress for `p` from 0 to 1 like a damped spring, which on its way exceeds 1 by
    about 0.07."""
    return 1.0 if p >= SETTLED else 1 - math.exp(-6.2 * p) * math.cos(2.05 * math.pi * p)


def ease_out_bounce(p: float) -> float:
    """Return eased progress for `p` from 0 to 1 like a spring that exceeds 1 by about a fifth
    and swings back once."""
    return 1.0 if p >= SETTLED else 1 - math.exp(-5.2 * p) * math.cos(3.1 * math.pi * p)


@dataclass(frozen=True)
class Transform:
    """Where and how a thing is drawn at one moment, relative to its place at rest."""

    dx: float = 0.0
    """Design units to the right."""
    dy: float = 0.0
    """Design units downwards."""
    scale: float = 1.0
    alpha: float = 1.0
    """Opacity, 0 to 1."""
    turn: float = 0.0
    """Degrees, clockwise."""
    shown: float = 1.0
    """The share of its width that is uncovered, from its leading edge."""

    def dim(self, alpha: float) -> "Transform":
        """Return the transform with its opacity multiplied by `alpha`."""
        return Transform(self.dx, self.dy, self.scale, self.alpha * alpha, self.turn, self.shown)


REST = Transform()
HIDDEN = Transform(alpha=0.0)


@dataclass(frozen=True)
class MotionStyle:
    """How things enter the picture in one style."""

    move: Move = "rise"
    title: Move = "rise"
    seconds: float = 0.6
    """How long an entrance takes."""
    stagger: float = 0.07
    """Seconds between the entrances of two words or parts of one thing."""

    def enter(self, t: float, at: float) -> Transform:
        """Return the transform at second `t` of a part whose entrance begins at second `at`: hidden
        until then, at rest `seconds` later."""
        return entrance(self.move, ramp(t, at, self.seconds))

    def enter_title(self, t: float, at: float) -> Transform:
        """Return the transform at second `t` of a word of a headline whose entrance begins at
        second `at`: hidden until then, at rest `seconds` later."""
        return entrance(self.title, ramp(t, at, self.seconds))


def entrance(move: Move, p: float) -> Transform:
    """Return the transform of something at the share `p` of its entrance: hidden up to 0, at rest
    from 1 on.

    Args:
        move: The kind of entrance.
    """
    if p <= 0:
        return HIDDEN
    return REST if p >= 1 else _MOVES[move](p)


def _opacity(p: float) -> float:
    return smootherstep(min(1.0, p * 2.2))


def _rise(p: float) -> Transform:
    return Transform(dy=34 * (1 - ease_out_expo(p)), alpha=_opacity(p))


def _slide(p: float) -> Transform:
    return Transform(dx=-56 * (1 - ease_out_expo(p)), alpha=_opacity(p))


def _wipe(p: float) -> Transform:
    return Transform(dx=-10 * (1 - ease_out_expo(p)), shown=ease_out_expo(p))


def _pop(p: float) -> Transform:
    return Transform(scale=0.6 + 0.4 * ease_out_spring(p), alpha=_opacity(p * 1.6))


def _drop(p: float) -> Transform:
    return Transform(
        dy=-70 * (1 - ease_out_spring(p)),
        turn=-3 * (1 - ease_out_spring(p)),
        alpha=_opacity(p * 1.6),
    )


def _fade(p: float) -> Transform:
    return Transform(dy=10 * (1 - smootherstep(p)), alpha=smootherstep(p))


_MOVES: Mapping[Move, Callable[[float], Transform]] = {
    "rise": _rise,
    "slide": _slide,
    "wipe": _wipe,
    "pop": _pop,
    "drop": _drop,
    "fade": _fade,
}
