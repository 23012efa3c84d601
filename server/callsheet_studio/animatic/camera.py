"""Where the camera is at each moment of a shot."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from callsheet_studio.animatic.shot import Move
from callsheet_studio.drawing.easing import smooth

PUSH = 0.14
"""How much larger a push makes what is near."""


@dataclass(frozen=True)
class View:
    """The camera at one moment."""

    x: float = 0.0
    """Metres that it has moved to the right."""
    zoom: float = 1.0
    """At depth 1."""

    def at(self, depth: float) -> float:
        """The zoom of a layer: what is far grows less, the sky not at all."""
        if depth == 0:
            return 1.0
        return 1 + (self.zoom - 1) * (0.25 + 0.75 * min(depth, 1.6))


Camera: TypeAlias = Callable[[float], View]
Travel: TypeAlias = Callable[[float], float]
"""Metres that the actor has moved to the right."""


@dataclass(frozen=True)
class Ride:
    """What a camera move depends on."""

    seconds: float
    travel: Travel
    width: float
    """Metres that the frame is wide at the actor."""

    def share(self, t: float) -> float:
        """How much of the shot is over."""
        return min(1.0, max(0.0, t / self.seconds))


def camera_of(move: Move, ride: Ride) -> Camera:
    """The camera's path for this move."""
    return MOVES[move](ride)


def _still(ride: Ride) -> Camera:
    return lambda t: View(
        ride.travel(t) + 0.012 * ride.width * ride.share(t), 1 + 0.02 * ride.share(t)
    )


def _track(ride: Ride) -> Camera:
    """Beside the actor, which slowly gains on it."""
    lead = 0.09 * ride.width

    def view(t: float) -> View:
        gain = lead * (2 * ride.share(t) - 1)
        return View(ride.travel(t) - gain if ride.travel(ride.seconds) else gain)

    return view


def _pan(ride: Ride) -> Camera:
    reach = 0.16 * ride.width
    return lambda t: View(ride.travel(t) + reach * (2 * smooth(ride.share(t)) - 1))


def _push(ride: Ride) -> Camera:
    return lambda t: View(ride.travel(t), 1 + PUSH * smooth(ride.share(t)))


def _pull(ride: Ride) -> Camera:
    return lambda t: View(ride.travel(t), 1 + PUSH * (1 - smooth(ride.share(t))))


MOVES: Mapping[Move, Callable[[Ride], Camera]] = {
    "still": _still,
    "track": _track,
    "pan": _pan,
    "push": _push,
    "pull": _pull,
    "aerial": _pull,
}
