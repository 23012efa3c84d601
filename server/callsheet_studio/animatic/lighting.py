"""The light of a shot: what hour and weather do to every color in it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from callsheet_studio.animatic.shot import Hour, Weather
from callsheet_studio.drawing.color import WHITE, Color


@dataclass(frozen=True)
class Lighting:
    """The colors of sky, air and sun."""

    sky: tuple[Color, ...]
    """Top, middle, and just above the horizon, which is also what distance fades to."""
    tint: Color = WHITE
    """What every color is multiplied by."""
    glow: Color = WHITE
    """Of the sun."""
    sun: tuple[float, float] = (0.24, 40)
    """Where the sun stands, as a share of the sky's height, and its radius in design units."""

    def lit(self, color: Color, depth: float = 1.0) -> Color:
        """Return the color of a thing in this light.

        Args:
            color: Its own color.
            depth: 1 is near; toward 0 it is further away, and more of the sky is mixed in.
        """
        tint = self.tint
        tinted = Color(color.red * tint.red, color.green * tint.green, color.blue * tint.blue)
        return tinted.mix(self.sky[2], 0.8 * max(0.0, 1 - depth) ** 1.4)


def build_lighting(hour: Hour | None, weather: Weather, ground: Color) -> Lighting:
    """Return the light at an hour in a weather.

    Args:
        hour: None: the sky gets tones of the color `ground`.
        weather: Changes the colors of the hour.
        ground: The color of the place's ground.
    """
    light = HOURS[hour] if hour else Lighting(tuple(ground.mix(WHITE, s) for s in (0.5, 0.7, 0.86)))
    sky, tint, glow = light.sky, light.tint, light.glow
    if weather in ("clouds", "rain"):
        return Lighting(tuple(map(_gray, sky)), _gray(tint), _gray(glow), light.sun)
    if weather in ("snow", "snowfall"):
        return replace(light, sky=tuple(map(_pale, sky)), glow=_pale(glow))
    if weather == "fog":
        haze = sky[2].with_lightness(sky[2].lch[0] * 0.94, 0.6)
        return replace(
            light,
            sky=tuple(c.mix(haze, s) for c, s in zip(sky, (0.6, 0.75, 0.85), strict=True)),
        )
    return light


def _gray(color: Color) -> Color:
    return color.with_lightness(color.lch[0] * 0.86, 0.5)


def _pale(color: Color) -> Color:
    return color.mix(WHITE, 0.12)


def _light(sky: str, tint: str, glow: str, sun: tuple[float, float]) -> Lighting:
    return Lighting(tuple(map(Color.parse, sky.split())), Color.parse(tint), Color.parse(glow), sun)


HOURS: Mapping[Hour, Lighting] = {
    "dawn": _light("#5a74b8 #e0a9b0 #fde3bf", "#ffe9da", "#fff0d0", (0.86, 46)),
    "morning": _light("#6fa3dd #bcd8ea #fdeccb", "#fff6e8", "#fff3cf", (0.5, 42)),
    "day": _light("#2f86d6 #86c3ef #e4f4f8", "#ffffff", "#fff6d6", (0.24, 40)),
    "sunset": _light("#33306f #d4587a #ffb968", "#ffdcbc", "#ffd08a", (0.84, 66)),
    "night": _light("#070c22 #14224f #32508a", "#9fb2e6", "#ffd68a", (0.26, 34)),
}
