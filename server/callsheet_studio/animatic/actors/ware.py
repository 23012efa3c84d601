"""A thing in its light, and how things of a kind are drawn."""

from collections.abc import Callable
from dataclasses import dataclass

from callsheet_studio.animatic.lighting import Lighting
from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.skia_loader import skia


@dataclass(frozen=True)
class Thing:
    """A thing in its light at one moment. Its foot is at the origin; lengths are metres."""

    color: Color
    light: Lighting
    turn: float
    """Radians that it has turned."""
    open: float = 0.0
    """0 shut, 1 open; for what grows: how far."""
    t: float = 0.0

    def tone(self, code: str) -> Color:
        """Another colour in the same light."""
        return self.light.lit(Color.parse(code))

    @property
    def dark(self) -> Color:
        """Its shaded side."""
        return self.color.with_lightness(self.color.lch[0] * 0.7)


Drawing = Callable[[skia.Canvas, Thing], None]


@dataclass(frozen=True)
class Kind:
    """A kind of thing."""

    drawing: Drawing
    w: float
    h: float
    colors: tuple[str, ...]
