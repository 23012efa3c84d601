"""A thing in its light, and how things of a kind are drawn."""

from collections.abc import Callable
from dataclasses import dataclass

from callsheet_studio.animatic.lighting import Light
from callsheet_studio.drawing.color import Colour
from callsheet_studio.drawing.skia_loader import skia


@dataclass(frozen=True)
class Thing:
    """A thing in its light at one moment. Its foot is at the origin; lengths are metres."""

    colour: Colour
    light: Light
    turn: float
    """Radians that it has turned."""
    open: float = 0.0
    """0 shut, 1 open; for what grows: how far."""
    t: float = 0.0

    def tone(self, code: str) -> Colour:
        """Another colour in the same light."""
        return self.light.lit(Colour.parse(code))

    @property
    def dark(self) -> Colour:
        """Its shaded side."""
        return self.colour.at(self.colour.lch[0] * 0.7)


Drawing = Callable[[skia.Canvas, Thing], None]


@dataclass(frozen=True)
class Kind:
    """A kind of thing."""

    drawing: Drawing
    w: float
    h: float
    colours: tuple[str, ...]
