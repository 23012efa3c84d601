"""Where the camera is at each moment of a shot."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from callsheet_studio.animatic.shot import Move
from callsheet_studio.drawing.easing import smootherstep

PUSH = 0.14
"""How much larger a push makes what is near."""


@dataclass(frozen=True)
class CameraView:
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


Camera: TypeAlias = Callable[[float], CameraView]
Travel: TypeAlias = Callable[[float], float]
"""Metres that the actor has moved to the right."""


@dataclass(frozen=True)
class CameraContext:
    """What a camera move depends on."""

    seconds: float
    travel: Travel
    width: float
    """Metres that the frame is wide at the actor."""

    def share(self, t: float) -> float:
        """How much of the shot is over."""
        return min(1.0, max(0.0, t / self.seconds))


def camera_of(move: Move, ride: CameraContext) -> Camera:
    """The camera's path for this move."""
    return MOVES[move](ride)


def _still(ride: CameraContext) -> Camera:
    return lambda t: CameraView(
        ride.travel(t) + 0.012 * ride.width * ride.share(t), 1 + 0.02 * ride.share(t)
    )


def _track(ride: CameraContext) -> Camera:
    """Beside the actor, which slowly gains on it."""
    lead = 0.09 * ride.width

    def view(t: float) -> CameraView:
        gain = lead * (2 * ride.share(t) - 1)
        return CameraView(ride.travel(t) - gain if ride.travel(ride.seconds) else gain)

    return view


def _pan(ride: CameraContext) -> Camera:
    reach = 0.16 * ride.width
    return lambda t: CameraView(ride.travel(t) + reach * (2 * smootherstep(ride.share(t)) - 1))


def _push(ride: CameraContext) -> Camera:
    return lambda t: CameraView(ride.travel(t), 1 + PUSH * smootherstep(ride.share(t)))


def _pull(ride: CameraContext) -> Camera:
    return lambda t: CameraView(ride.travel(t), 1 + PUSH * (1 - smootherstep(ride.share(t))))


MOVES: Mapping[Move, Callable[[CameraContext], Camera]] = {
    "still": _still,
    "track": _track,
    "pan": _pan,
    "push": _push,
    "pull": _pull,
    "aerial": _pull,
}
