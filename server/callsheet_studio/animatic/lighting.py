"""The light of a shot: what hour and weather do to every colour in it."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from callsheet_studio.animatic.shot import Hour, Weather
from callsheet_studio.drawing.color import BLACK, WHITE, Color


@dataclass(frozen=True)
class Lighting:
    """Sky, air and lamps. `lit` gives a thing's colour under them."""

    sky: tuple[Color, Color, Color]
    """Top, middle, and just above the horizon."""
    haze: Color
    """What distance fades to."""
    tint: Color
    """What every colour is multiplied by."""
    glow: Color
    """Of the sun, the moon or the lamps."""
    dark: float
    """0 in full daylight, 1 at night: how far lamps and windows shine."""
    sun: tuple[float, float, float] | None
    """Where sun or moon stands, as shares of width and sky, and its radius in units."""
    air: float = 0.75
    """How much of what is far away the haze takes: 0 to 1."""
    white: bool = False
    """Whether snow lies."""

    def lit(self, color: Color, depth: float = 1.0) -> Color:
        """A thing's colour: tinted, and hazed by distance (depth 1 is the actor's, 0 far off)."""
        tinted = Color(
            color.red * self.tint.red,
            color.green * self.tint.green,
            color.blue * self.tint.blue,
        )
        return tinted.mix(self.haze, self.air * max(0.0, 1 - depth) ** 1.4)


def build_lighting(hour: Hour, weather: Weather, grade: str | None, rng: random.Random) -> Lighting:
    """The light at this hour in this weather; `dice` moves the sun and turns the hues a little."""
    light = _varied(HOURS[hour], rng)
    light = WEATHERS[weather](light)
    return GRADES[grade](light) if grade else light


def map_colors(light: Lighting, change: Callable[[Color], Color]) -> Lighting:
    """The same light with every colour changed."""
    top, middle, low = (change(color) for color in light.sky)
    return replace(
        light,
        sky=(top, middle, low),
        haze=change(light.haze),
        tint=change(light.tint),
        glow=change(light.glow),
    )


def _varied(light: Lighting, rng: random.Random) -> Lighting:
    turn = rng.uniform(-10, 10)
    x = rng.choice((rng.uniform(0.16, 0.34), rng.uniform(0.62, 0.84)))
    sun = (x, light.sun[1], light.sun[2]) if light.sun else None
    varied = map_colors(light, lambda color: color.with_hue_shift(turn))
    return replace(varied, tint=light.tint, sun=sun)


def _hex(*codes: str) -> tuple[Color, ...]:
    return tuple(Color.parse(code) for code in codes)


def _light(sky: str, air: str, dark: float, sun: tuple[float, float]) -> Lighting:
    top, middle, low = _hex(*sky.split())
    haze, tint, glow = _hex(*air.split())
    return Lighting((top, middle, low), haze, tint, glow, dark, (0.7, *sun))


HOURS: Mapping[Hour, Lighting] = {
    "dawn": _light("#5a74b8 #e0a9b0 #fde3bf", "#ecc6b8 #fff0e4 #fff0d0", 0.25, (0.86, 46)),
    "day": _light("#2f86d6 #86c3ef #e4f4f8", "#c4e0ef #ffffff #fff6d6", 0.0, (0.24, 40)),
    "sunset": _light("#33306f #d4587a #ffb968", "#ef8d74 #ffdcbc #ffd08a", 0.45, (0.84, 66)),
    "night": _light("#070c22 #14224f #32508a", "#20386a #9fb2e6 #ffd68a", 1.0, (0.26, 34)),
}


def _rain(light: Lighting) -> Lighting:
    grey = map_colors(light, lambda color: color.with_lightness(color.lch[0] * 0.86, 0.5))
    return replace(grey, sun=None, dark=max(light.dark, 0.55), air=0.85)


def _snow(light: Lighting) -> Lighting:
    pale = map_colors(light, lambda color: color.mix(WHITE, 0.25 * (1 - light.dark)))
    return replace(pale, white=True, air=0.85, tint=light.tint)


def _fog(light: Lighting) -> Lighting:
    top, middle, low = light.sky
    haze = light.haze.mix(low, 0.5).with_lightness(light.haze.lch[0] * 0.98, 0.6)
    sky = (top.mix(haze, 0.6), middle.mix(haze, 0.75), low.mix(haze, 0.85))
    return replace(light, sky=sky, haze=haze, air=1.0)


WEATHERS: Mapping[Weather, Callable[[Lighting], Lighting]] = {
    "clear": lambda light: light,
    "rain": _rain,
    "snow": _snow,
    "fog": _fog,
}


def _towards(code: str, share: float, chroma: float = 1.0) -> Callable[[Lighting], Lighting]:
    target = Color.parse(code)

    def grade(light: Lighting) -> Lighting:
        return map_colors(light, lambda c: c.mix(target, share).with_lightness(c.lch[0], chroma))

    return grade


def _noir(light: Lighting) -> Lighting:
    return map_colors(
        light, lambda color: color.mix(BLACK, 0.15).with_lightness(color.lch[0] * 0.9, 0.06)
    )


GRADES: Mapping[str, Callable[[Lighting], Lighting]] = {
    "neon": _towards("#7a1fd0", 0.35, 1.5),
    "warm": _towards("#ff9a3c", 0.22, 1.1),
    "cold": _towards("#3c7cff", 0.25, 1.0),
    "pastel": lambda light: map_colors(light, lambda c: c.mix(WHITE, 0.3)),
    "noir": _noir,
    "golden": _towards("#ffb020", 0.35, 1.2),
    "vivid": _towards("#ff2a7a", 0.0, 1.35),
}
