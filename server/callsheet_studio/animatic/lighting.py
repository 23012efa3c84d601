"""The light of a shot: what hour and weather do to every color in it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from callsheet_studio.animatic.shot import Hour, Weather
from callsheet_studio.drawing.color import WHITE, Color


@dataclass(frozen=True)
class Lighting:
    """The colors of sky, air and sun. `lit` gives the color of a thing in this light."""

    sky: tuple[Color, Color, Color]
    """Top, middle, and just above the horizon, which is also what distance fades to."""
    tint: Color = WHITE
    """What every color is multiplied by."""
    glow: Color = WHITE
    """Of the sun."""
    sun: tuple[float, float] = (0.24, 40)
    """Where the sun stands, as a share of the sky's height, and its radius in design units."""
    snow: bool = False
    """Whether snow lies."""
    fog: bool = False

    def lit(self, color: Color, depth: float = 1.0) -> Color:
        """Return the color of a thing in this light.

        Args:
            color: Its own color.
            depth: 1 is near; toward 0 it is further away, and more of the sky is mixed in.
        """
        tint = self.tint
        tinted = Color(color.red * tint.red, color.green * tint.green, color.blue * tint.blue)
        return tinted.mix(self.sky[2], 0.8 * max(0.0, 1 - depth) ** 1.4)

    def map_colors(self, change: Callable[[Color], Color]) -> "Lighting":
        """Return the light with `change` applied to every color of it."""
        top, middle, low = map(change, self.sky)
        tint, glow = change(self.tint), change(self.glow)
        return replace(self, sky=(top, middle, low), tint=tint, glow=glow)


def build_lighting(hour: Hour | None, weather: Weather, ground: Color) -> Lighting:
    """Return the light at an hour in a weather.

    Args:
        hour: None: the sky gets tones of the color `ground`.
        weather: Changes the colors of the hour.
        ground: The color of the place's ground.
    """
    low, middle, top = (ground.mix(WHITE, share) for share in (0.86, 0.7, 0.5))
    return WEATHERS[weather](HOURS[hour] if hour else Lighting((top, middle, low)))


def _light(sky: str, air: str, sun: tuple[float, float]) -> Lighting:
    top, middle, low = map(Color.parse, sky.split())
    tint, glow = map(Color.parse, air.split())
    return Lighting((top, middle, low), tint, glow, sun)


HOURS: Mapping[Hour, Lighting] = {
    "dawn": _light("#5a74b8 #e0a9b0 #fde3bf", "#ffe9da #fff0d0", (0.86, 46)),
    "morning": _light("#6fa3dd #bcd8ea #fdeccb", "#fff6e8 #fff3cf", (0.5, 42)),
    "day": _light("#2f86d6 #86c3ef #e4f4f8", "#ffffff #fff6d6", (0.24, 40)),
    "sunset": _light("#33306f #d4587a #ffb968", "#ffdcbc #ffd08a", (0.84, 66)),
    "night": _light("#070c22 #14224f #32508a", "#9fb2e6 #ffd68a", (0.26, 34)),
}


def _gray(light: Lighting) -> Lighting:
    return light.map_colors(lambda color: color.with_lightness(color.lch[0] * 0.86, 0.5))


def _snow(light: Lighting) -> Lighting:
    pale = light.map_colors(lambda color: color.mix(WHITE, 0.12))
    return replace(pale, snow=True, tint=light.tint)


def _fog(light: Lighting) -> Lighting:
    top, middle, low = light.sky
    haze = low.with_lightness(low.lch[0] * 0.94, 0.6)
    sky = (top.mix(haze, 0.6), middle.mix(haze, 0.75), low.mix(haze, 0.85))
    return replace(light, sky=sky, fog=True)


WEATHERS: Mapping[Weather, Callable[[Lighting], Lighting]] = {
    "clear": lambda light: light,
    "clouds": _gray,
    "rain": _gray,
    "snow": _snow,
    "snowfall": _snow,
    "fog": _fog,
}
