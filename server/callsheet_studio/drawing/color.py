"""Colors: sRGB at the edges, OKLab where lightness must look even, WCAG where text must be read.

OKLab: https://bottosson.github.io/posts/oklab/. Contrast: WCAG 2.2, "relative luminance".
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

READABLE = 4.5
"""The least contrast of text (WCAG 2.2, 1.4.3)."""
VISIBLE = 3.0
"""The least contrast of what is not text (WCAG 2.2, 1.4.11)."""
_HEXADECIMAL = re.compile(r"#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


@dataclass(frozen=True)
class Color:
    """An opaque sRGB color; red, green and blue are 0 to 1."""

    red: float
    green: float
    blue: float

    @classmethod
    def parse(cls, text: str) -> "Color":
        """Return the color of a text `#rgb` or `#rrggbb`, in either case; the `#` may be missing,
        and blanks may stand around it.

        Raises:
            ValueError: The text is neither.
        """
        match = _HEXADECIMAL.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"{text!r} is not a colour such as #0066cc")
        digits = match[1]
        if len(digits) == 3:
            digits = "".join(2 * digit for digit in digits)
        value = int(digits, 16)
        return cls((value >> 16) / 255, (value >> 8 & 255) / 255, (value & 255) / 255)

    @classmethod
    def oklch(cls, lightness: float, chroma: float, hue: float) -> "Color":
        """Return the color with this OKLCH lightness (0 to 1), chroma (0 for gray, to about 0.3)
        and hue (degrees); the chroma is reduced until sRGB has the color."""
        angle = math.radians(hue)
        a, b = chroma * math.cos(angle), chroma * math.sin(angle)
        tries = (_from_oklab(lightness, a * n / 20, b * n / 20) for n in range(20, -1, -1))
        shown = (channels for channels in tries if _in_gamut(channels))
        channels = next(shown, (lightness,) * 3)
        return cls(*(min(1.0, max(0.0, channel)) for channel in channels))

    @property
    def lch(self) -> tuple[float, float, float]:
        """The color in OKLCH: lightness 0 to 1, chroma 0 to about 0.3, hue 0 to 360 degrees."""
        lightness, a, b = _to_oklab(self.red, self.green, self.blue)
        return lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360

    @property
    def luminance(self) -> float:
        """The relative luminance as WCAG 2 defines it, 0 to 1."""
        red, green, blue = (_linear(c) for c in (self.red, self.green, self.blue))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def contrast(self, other: "Color") -> float:
        """Return the WCAG contrast ratio to another color, 1 to 21."""
        low, high = sorted((self.luminance, other.luminance))
        return (high + 0.05) / (low + 0.05)

    def min_contrast(self, grounds: Iterable["Color"]) -> float:
        """Return the smallest WCAG contrast ratio, 1 to 21, to any of these colors; there must be
        one."""
        return min(self.contrast(ground) for ground in grounds)

    def distance(self, other: "Color") -> float:
        """Return how different two colors look: their distance in OKLab, 0 to about 1."""
        own = _to_oklab(self.red, self.green, self.blue)
        return math.dist(own, _to_oklab(other.red, other.green, other.blue))

    def hue_distance(self, other: "Color") -> float:
        """Return the angle between two hues in degrees, 0 to 180; of no use for colors without
        chroma."""
        return abs((self.lch[2] - other.lch[2] + 180) % 360 - 180)

    def mix(self, other: "Color", share: float) -> "Color":
        """Return this color with another one of opacity `share` (0 to 1) over it."""
        return Color(
            self.red + (other.red - self.red) * share,
            self.green + (other.green - self.green) * share,
            self.blue + (other.blue - self.blue) * share,
        )

    def with_lightness(self, lightness: float, chroma: float = 1.0) -> "Color":
        """Return the color with another OKLCH lightness (0 to 1), and its chroma multiplied by
        `chroma`, as far as sRGB has that color."""
        _, own, hue = self.lch
        return Color.oklch(lightness, own * chroma, hue)

    def with_hue_shift(self, degrees: float) -> "Color":
        """Return the color with its hue turned by `degrees`, as far as sRGB has that color; else
        with less chroma."""
        lightness, chroma, hue = self.lch
        return Color.oklch(lightness, chroma, hue + degrees)

    def with_min_contrast(self, grounds: Iterable["Color"], least: float = READABLE) -> "Color":
        """Return the color with its lightness changed as little as possible, in steps of 0.02, so
        that its WCAG contrast to each of `grounds` (at least one) is at least `least`.

        If no lightness has that, white or black, whichever has more contrast.
        """
        every = tuple(grounds)
        if self.min_contrast(every) >= least:
            return self
        own = self.lch[0]
        steps = sorted(
            (step / 50 for step in range(51)), key=lambda lightness: abs(lightness - own)
        )
        shades = (self.with_lightness(lightness) for lightness in steps)
        fit = (shade for shade in shades if shade.min_contrast(every) >= least)
        return next(fit, None) or max((WHITE, BLACK), key=lambda ink: ink.min_contrast(every))

    def argb(self, alpha: float = 1.0) -> int:
        """Return the color as the number 0xAARRGGBB; `alpha` is 0 to 1."""
        value = round(min(1.0, max(0.0, alpha)) * 255)
        for channel in (self.red, self.green, self.blue):
            value = value << 8 | round(channel * 255)
        return value


WHITE = Color(1, 1, 1)
BLACK = Color(0, 0, 0)


def _in_gamut(channels: Iterable[float]) -> bool:
    return all(-0.001 <= channel <= 1.001 for channel in channels)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _gamma(channel: float) -> float:
    if channel <= 0.0031308:
        return channel * 12.92
    return 1.055 * channel ** (1 / 2.4) - 0.055


def _to_oklab(red: float, green: float, blue: float) -> tuple[float, float, float]:
    r, g, b = _linear(red), _linear(green), _linear(blue)
    long = math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    medium = math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    short = math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _from_oklab(lightness: float, a: float, b: float) -> tuple[float, float, float]:
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        _gamma(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
        _gamma(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
        _gamma(-0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short),
    )
