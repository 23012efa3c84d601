"""How a shot is composed: where horizon, ground and actor stand, and how large everything is.

Units are those of `render.geometry`: the short side of a frame is 720. Actors measure in metres.
"""

from dataclasses import dataclass

from callsheet_studio.animatic.contract import AspectRatio
from callsheet_studio.animatic.shot import Framing
from callsheet_studio.drawing.geometry import LONG, SHORT

SIDES = {"9:16": (SHORT, LONG), "16:9": (LONG, SHORT), "1:1": (SHORT, SHORT)}


STAND = 0.785
"""Where feet that are seen stand: the share of the frame's height."""


def frame_size(aspect_ratio: AspectRatio, short_side: int) -> tuple[int, int]:
    """Width and height in pixels; even, as H.264 wants them."""
    width, height = (2 * round(side * short_side / SHORT / 2) for side in SIDES[aspect_ratio])
    return width, height


@dataclass(frozen=True)
class FramedRegion:
    """What of an actor a framing shows, in metres: its centre above the origin, its size."""

    x: float
    y: float
    w: float
    h: float
    aloft: bool = False
    """Whether it hangs in the air: the region's centre is then the frame's, in a wide shot too."""


@dataclass(frozen=True)
class Composition:
    """The measures of one shot."""

    w: float
    h: float
    unit: float
    """Pixels in a design unit."""
    framing: Framing
    horizon: float
    """Height of the horizon, from the top."""
    ground: float
    """Where the actor's feet are, from the top; below the frame in a close-up."""
    mark: float
    """Where the actor stands, from the left."""
    metre: float
    """Design units a metre at the actor."""
    far: float
    """How much larger the backdrop is than in a wide shot."""
    blur: float
    """How far out of focus the backdrop is: the sigma of a blur."""

    @property
    def stride(self) -> float:
        """Design units by which the backdrop at depth 1 moves when the camera moves a metre."""
        return {"wide": 1.0, "medium": 0.62, "close": 0.4}[self.framing] * self.metre

    @property
    def tall(self) -> bool:
        """Whether the frame stands upright."""
        return self.h > self.w


_FILL: dict[Framing, tuple[float, float]] = {
    "wide": (0.46, 0.52),
    "medium": (0.8, 0.8),
    "close": (0.86, 0.92),
}
"""The share of the frame's height and width that the region takes."""
_FAR: dict[Framing, float] = {"wide": 1.0, "medium": 1.3, "close": 1.7}
_BLUR: dict[Framing, float] = {"wide": 0.0, "medium": 2.2, "close": 6.0}
_HORIZON: dict[Framing, float] = {"wide": 0.62, "medium": 0.58, "close": 0.56}


def compose(
    aspect: AspectRatio, short_side: int, framing: Framing, region: FramedRegion
) -> Composition:
    """The composition that shows `region` of an actor in this framing."""
    w, h = SIDES[aspect]
    room_h, room_w = _FILL[framing]
    metre = min(h * room_h / region.h, w * room_w / region.w)
    stands = framing == "wide" and not region.aloft
    middle = h * (STAND if stands else 0.47)
    ground = middle + (0.0 if stands else region.y * metre)
    if not region.aloft and ground < h:
        ground = max(ground, h * STAND)
    return Composition(
        w=w,
        h=h,
        unit=short_side / SHORT,
        framing=framing,
        horizon=h * _HORIZON[framing],
        ground=ground,
        mark=w * 0.5 - region.x * metre,
        metre=metre,
        far=_FAR[framing],
        blur=_BLUR[framing],
    )
