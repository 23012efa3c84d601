"""Where the camera is at each moment of a shot."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from callsheet_studio.animatic.shot import Move
from callsheet_studio.drawing.easing import smootherstep

PUSH = 0.16
"""How much larger a push makes the pictures."""
PAN = 0.1
"""Shares of the frame's width that a pan moves to either side."""


@dataclass(frozen=True)
class CameraView:
    """Where the camera is at one moment: how far it moved, and its zoom (1: the whole frame)."""

    x: float = 0.0
    """Shares of the frame's width that it has moved to the right."""
    zoom: float = 1.0


MOVES: Mapping[Move, Callable[[float], CameraView]] = {
    "still": lambda share: CameraView(),
    "track": lambda share: CameraView(0.3 * (0.5 - share)),
    "pan": lambda share: CameraView(PAN * (2 * smootherstep(share) - 1)),
    "push": lambda share: CameraView(zoom=1 + PUSH * smootherstep(share)),
    "pull": lambda share: CameraView(zoom=1 + PUSH * (1 - smootherstep(share))),
    "aerial": lambda share: CameraView(PAN * (share - 0.5), 1 + PUSH * (1 - smootherstep(share))),
}
"""The camera at a share of the shot, 0 to 1. A track moves to the left, as the pictures face."""
