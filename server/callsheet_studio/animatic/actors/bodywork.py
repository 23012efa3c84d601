"""What all vehicles have: paint, glass, lamps."""

from collections.abc import Callable
from dataclasses import dataclass

from callsheet_studio.animatic.lighting import Light
from callsheet_studio.drawing.color import Colour
from callsheet_studio.drawing.skia_loader import skia

RUBBER, STEEL, GLASS = Colour.parse("#1d1e24"), Colour.parse("#b9c0cb"), Colour.parse("#9fc6dd")
LAMP, REAR = Colour.parse("#fff1c4"), Colour.parse("#ff3b30")


@dataclass(frozen=True)
class Body:
    """A vehicle's colour in its light."""

    paint: Colour
    light: Light

    @property
    def dark(self) -> Colour:
        """Its shaded parts."""
        return self.paint.at(self.paint.lch[0] * 0.74)

    @property
    def glass(self) -> Colour:
        """Windows: they mirror the sky by day and are lit from inside at night."""
        day = self.light.lit(GLASS).mix(self.light.sky[2], 0.3)
        return day.mix(self.light.glow, 0.25 * self.light.dark)

    def lit(self, colour: Colour) -> Colour:
        """Another colour in the same light."""
        return self.light.lit(colour)


Drawing = Callable[[skia.Canvas, Body, float, float], None]
"""Draws the vehicle at t seconds, after so many metres."""
