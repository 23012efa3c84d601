"""What all vehicles have: paint, glass, lamps."""

from collections.abc import Callable
from dataclasses import dataclass

from callsheet_studio.animatic.lighting import Lighting
from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.skia_loader import skia

RUBBER, STEEL, GLASS = Color.parse("#1d1e24"), Color.parse("#b9c0cb"), Color.parse("#9fc6dd")
LAMP, REAR = Color.parse("#fff1c4"), Color.parse("#ff3b30")


@dataclass(frozen=True)
class Body:
    """A vehicle's colour in its light."""

    paint: Color
    light: Lighting

    @property
    def dark(self) -> Color:
        """Its shaded parts."""
        return self.paint.with_lightness(self.paint.lch[0] * 0.74)

    @property
    def glass(self) -> Color:
        """Windows: they mirror the sky by day and are lit from inside at night."""
        day = self.light.lit(GLASS).mix(self.light.sky[2], 0.3)
        return day.mix(self.light.glow, 0.25 * self.light.dark)

    def lit(self, color: Color) -> Color:
        """Another colour in the same light."""
        return self.light.lit(color)


Drawing = Callable[[skia.Canvas, Body, float, float], None]
"""Draws the vehicle at t seconds, after so many metres."""
