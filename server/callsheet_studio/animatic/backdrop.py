"""Tonal backdrops: the sky of an hour and weather, and the outline of a place in a few tones."""

import math
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from callsheet_studio.animatic.lighting import Lighting, build_lighting
from callsheet_studio.animatic.shot import Shot, Weather
from callsheet_studio.drawing.color import BLACK, WHITE, Color
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill, polygon, sk_rect, stroke

HORIZON = 0.62
"""The share of the frame's height at which sky and ground meet."""
FOG = 0.5
"""How much of the backdrop fog covers."""
NEAR = 0.14
"""The share of the frame's height of the nearest ground."""
SUN_X = 0.74
DROPS = 110
OVERSCAN = 0.36
"""Shares of the frame's width by which a backdrop is wider on either side."""
Ridge: TypeAlias = Callable[[float, random.Random], list[tuple[float, float]]]
"""Points of an outline from x = 0 to the given width: heights above the horizon, in frame heights
of a frame that is one high."""


@dataclass(frozen=True)
class SceneSetting:
    """How a kind of place is drawn."""

    ground: str
    ridge: Ridge | None = None
    """Draws the outline behind the ground; None: there is none."""
    inside: bool = False
    """Whether it is a room."""
    is_open: bool = False
    """Whether there is no ground."""
    has_sky: bool = True
    """Whether hour and weather are seen."""


def _blocks(width: float, rng: random.Random) -> list[tuple[float, float]]:
    points, x = list[tuple[float, float]](), 0.0
    while x < width:
        step, height = rng.uniform(0.05, 0.12), rng.uniform(0.08, 0.34)
        points += [(x, height), (x + step, height)]
        x += step
    return points


def _peaks(width: float, rng: random.Random) -> list[tuple[float, float]]:
    points, x = [(0.0, 0.1)], 0.0
    while x < width:
        x += rng.uniform(0.1, 0.22)
        points += [(x, rng.uniform(0.22, 0.4)), (x + 0.13, rng.uniform(0.05, 0.14))]
        x += 0.13
    return points


def _hills(width: float, rng: random.Random) -> list[tuple[float, float]]:
    phase, rate = rng.uniform(0, 6), rng.uniform(2.4, 3.6)
    steps = [n / 40 for n in range(round(width * 40) + 2)]
    return [(x, 0.07 + 0.045 * math.sin(rate * x + phase)) for x in steps]


def _firs(width: float, rng: random.Random) -> list[tuple[float, float]]:
    points, x = list[tuple[float, float]](), 0.0
    while x < width:
        step, height = rng.uniform(0.05, 0.09), rng.uniform(0.14, 0.3)
        points += [(x, 0.02), (x + step / 2, height), (x + step, 0.02)]
        x += step
    return points


SETTINGS: Mapping[str, SceneSetting] = {
    "future": SceneSetting("#3b3f63", _blocks),
    "city": SceneSetting("#8b8f98", _blocks),
    "forest": SceneSetting("#4f7d4a", _firs),
    "field": SceneSetting("#7fb05a", _hills),
    "beach": SceneSetting("#e6cf9a"),
    "coast": SceneSetting("#7d8590"),
    "sea": SceneSetting("#2f74a8"),
    "underwater": SceneSetting("#14537c", _hills, has_sky=False),
    "mountains": SceneSetting("#6f8d77", _peaks),
    "desert": SceneSetting("#dca765", _hills),
    "planet": SceneSetting("#b5623f", _hills),
    "space": SceneSetting("#0a0f24", is_open=True, has_sky=False),
    "sky": SceneSetting("#bfdcee", is_open=True),
    "outside": SceneSetting("#9a968c"),
    "kitchen": SceneSetting("#b98d63", inside=True, has_sky=False),
    "office": SceneSetting("#8d93a0", inside=True, has_sky=False),
    "room": SceneSetting("#a98468", inside=True, has_sky=False),
    "stage": SceneSetting("#5a3a4a", inside=True, has_sky=False),
    "table": SceneSetting("#a9a4a0", inside=True, has_sky=False),
}
"""By the keys of the vocabulary's places. Interiors have no outline: their word is set as type."""
PLAIN = SceneSetting("#8d93a0", is_open=True)
"""Where the prompt names no place."""


def paint_backdrop(canvas: skia.Canvas, frame: Rect, shot: Shot, seed: int) -> None:
    """Paint sky, ground and outline of a shot's place on a canvas, and a margin of `OVERSCAN` of
    the width on both sides.

    Args:
        frame: The whole frame in design units, from (0, 0).
        seed: Picks the shape of the ridges.
    """
    setting = SETTINGS.get(shot.place or "", PLAIN)
    light = build_lighting(shot.hour, shot.weather, Color.parse(setting.ground))
    own, colors = light.lit(Color.parse(setting.ground)), light.sky
    if setting.inside:
        colors = (own.mix(WHITE, 0.32),) * 3
    elif not setting.has_sky:
        colors = (own.mix(BLACK, 0.3), own, own.mix(WHITE, 0.12))
    is_snowy = shot.weather in ("snow", "snowfall")
    is_open = setting.is_open and not is_snowy
    line = frame.h * (1 if is_open else HORIZON)
    whole = frame.inset(-frame.w * OVERSCAN, 0)
    ends, tones = [skia.Point(0, 0), skia.Point(0, line)], [color.argb() for color in colors]
    shader = skia.GradientShader.MakeLinear(ends, tones, [0, 0.6, 1])
    canvas.drawRect(sk_rect(whole), skia.Paint(Shader=shader, Dither=True))
    if shot.has_sun and setting.has_sky:
        height, radius = light.sun
        canvas.drawCircle(frame.w * SUN_X, line * height * 0.7, radius, fill(light.glow, 0.92))
    if not is_open:
        for tone, path in _ridges(frame, setting, light, random.Random(seed)):
            canvas.drawPath(path, fill(tone.mix(WHITE, 0.6) if is_snowy else tone))
        ground = own.mix(WHITE, 0.75) if is_snowy and setting.has_sky else own
        canvas.drawRect(sk_rect(whole.bottom_part(frame.h - line)), fill(ground))
        near = fill(ground.mix(colors[0], 0.16))
        canvas.drawRect(sk_rect(whole.bottom_part(frame.h * NEAR)), near)
    if shot.weather == "fog" and setting.has_sky:
        canvas.drawRect(sk_rect(whole), fill(light.sky[2], FOG))


def _ridges(
    frame: Rect, setting: SceneSetting, light: Lighting, rng: random.Random
) -> Iterator[tuple[Color, skia.Path]]:
    """The outline twice, if there is one: a far one in the haze, a near one."""
    if setting.ridge is None:
        return
    edge, base = frame.w * OVERSCAN, frame.h * HORIZON + 1
    unit = min(frame.w, frame.h) * 0.8 + frame.h * 0.2
    for depth, scale in ((0.35, 1.0), (0.7, 0.62)):
        tone = light.lit(Color.parse(setting.ground).with_lightness(0.5), depth)
        points = setting.ridge((frame.w + 2 * edge) / frame.h + 0.3, rng)
        line = [(points[0][0], 0.0), *points, (points[-1][0], 0.0)]
        yield tone, polygon(*((x * frame.h - edge, base - y * unit * scale) for x, y in line))


def draw_weather(canvas: skia.Canvas, weather: Weather, frame: Rect, t: float, seed: int) -> None:
    """Draw falling rain or snow at second `t`; in other weather nothing.

    Args:
        frame: The whole frame in design units, from (0, 0).
        seed: Decides where the drops or flakes are.
    """
    rng = random.Random(seed)
    for _ in range(DROPS if weather in ("rain", "snowfall") else 0):
        x, start, near = rng.random(), rng.random(), rng.uniform(0.6, 1.4)
        if weather == "rain":
            y = (start + t * 1.8 * near) % 1.15 * frame.h - 40
            paint = stroke(Color.parse("#cfe0f2"), 1.6 * near, 0.3 * near)
            canvas.drawLine(x * frame.w, y, x * frame.w - 4 * near, y + 34 * near, paint)
        else:
            y = (start + t * 0.13 * near) % 1.06 * frame.h - 20
            left = x * frame.w + 18 * near * math.sin(t * 1.3 + 9 * x)
            canvas.drawCircle(left, y, 2.8 * near, fill(WHITE, 0.7))
