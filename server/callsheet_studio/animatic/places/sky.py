"""The sky: a gradient, stars, sun or moon with its glow, and clouds."""

import random

from callsheet_studio.animatic.backdrop import Backdrop
from callsheet_studio.animatic.lighting import Lighting
from callsheet_studio.drawing.color import WHITE, Color
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill, sk_rect

STARS = 140
CLOUDS = 0.07
"""How far they are, as a depth."""


def sky(scenery: Backdrop, clouds: int = 5) -> None:
    """Everything above the horizon, and its colour below it."""
    comp, light = scenery.framing, scenery.light

    def paint(canvas: skia.Canvas, rect: Rect) -> None:
        gradient(canvas, rect, light.sky, comp.horizon)
        if light.dark > 0.8 and light.sun:
            stars(canvas, Rect(rect.x, 0, rect.w, comp.horizon * 0.85), scenery.rng, STARS)
        if light.sun:
            _sun(canvas, rect, light, comp.horizon)

    scenery.add_static_layer(0.0, 0, comp.h, paint)
    if clouds:
        _clouds(scenery, clouds)


def gradient(
    canvas: skia.Canvas, rect: Rect, stops: tuple[Color, Color, Color], horizon: float
) -> None:
    """Fill `rect` from the sky's top colour to the horizon's."""
    shader = skia.GradientShader.MakeLinear(
        [skia.Point(0, 0), skia.Point(0, horizon)],
        [color.argb() for color in stops],
        [0.0, 0.58, 1.0],
    )
    canvas.drawRect(sk_rect(rect), skia.Paint(Shader=shader, Dither=True))


def stars(canvas: skia.Canvas, rect: Rect, dice: random.Random, count: int) -> None:
    """Dots, a few of them bright."""
    for _ in range(count):
        x, y = rect.x + dice.random() * rect.w, rect.y + dice.random() ** 1.3 * rect.h
        size = dice.choice((0.8, 0.9, 1.1, 1.2, 1.9))
        canvas.drawCircle(x, y, size, fill(WHITE, dice.uniform(0.25, 0.95)))


def halo(
    canvas: skia.Canvas, at: tuple[float, float], radius: float, color: Color, alpha: float
) -> None:
    """A soft round shine that adds light."""
    shader = skia.GradientShader.MakeRadial(
        skia.Point(*at),
        radius,
        [color.argb(alpha), color.argb(alpha * 0.35), color.argb(0)],
        [0.0, 0.35, 1.0],
    )
    paint = skia.Paint(Shader=shader, BlendMode=skia.BlendMode.kScreen, Dither=True)
    canvas.drawCircle(*at, radius, paint)


def _sun(canvas: skia.Canvas, rect: Rect, light: Lighting, horizon: float) -> None:
    if light.sun is None:
        return
    share, height, radius = light.sun
    at = (rect.x + rect.w * share, horizon * height)
    halo(canvas, at, radius * (7 if light.dark < 0.9 else 4.5), light.glow, 0.75)
    disc = light.glow.mix(WHITE, 0.55 if light.dark < 0.9 else 0.75)
    canvas.drawCircle(*at, radius, fill(disc))
    if light.dark > 0.9:
        for dx, dy, size in ((-0.3, -0.2, 0.24), (0.25, 0.3, 0.17), (0.3, -0.35, 0.11)):
            crater = fill(light.sky[1].mix(disc, 0.8))
            canvas.drawCircle(at[0] + dx * radius, at[1] + dy * radius, size * radius, crater)


def _clouds(scenery: Backdrop, count: int) -> None:
    light, dice, horizon = scenery.light, scenery.rng, scenery.framing.horizon

    def paint(canvas: skia.Canvas, rect: Rect) -> None:
        color = light.sky[2].mix(WHITE, 0.5 * (1 - light.dark)).mix(light.sky[1], 0.25)
        for _ in range(round(1.6 * count)):
            x = rect.x + dice.random() * rect.w
            y = horizon * dice.uniform(0.1, 0.62)
            cloud(canvas, (x, y), dice.uniform(60, 190), color, dice)

    scenery.add_static_layer(CLOUDS, 0, horizon * 0.72, paint)


def cloud(
    canvas: skia.Canvas, at: tuple[float, float], width: float, color: Color, dice: random.Random
) -> None:
    """A flat-bottomed bank of a few round tops."""
    path = skia.Path()
    x, y = at
    path.addRoundRect(
        skia.Rect.MakeXYWH(x - width, y - width * 0.1, 2 * width, width * 0.2), width, width
    )
    for _ in range(4):
        r = width * dice.uniform(0.12, 0.3)
        path.addCircle(x + dice.uniform(-0.6, 0.6) * width, y - 0.3 * r, r)
    canvas.save()
    canvas.clipRect(skia.Rect.MakeXYWH(x - 2 * width, y - width, 4 * width, width * 1.08))
    canvas.drawPath(path, fill(color, 0.55))
    canvas.restore()
