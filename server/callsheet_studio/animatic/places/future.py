"""A city in a hundred years: towers with strips of light, sky lanes, signs."""

import math
import random

from callsheet_studio.animatic.backdrop import Backdrop
from callsheet_studio.animatic.places.facade import NEON
from callsheet_studio.animatic.places.ground import floor, reflections
from callsheet_studio.animatic.places.sky import halo, sky
from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill, sk_rect, sk_rrect, stroke

STEEL = tuple(Color.parse(c) for c in ("#2b3358", "#372a5e", "#1f3d5e", "#2a2f6b"))


def future(scenery: Backdrop) -> None:
    """Towers, sky lanes, light rings and signs that no one can read yet."""
    sky(scenery, 2)
    far = scenery.framing.far
    spires(scenery, 0.1, (240 * far, 470 * far), (40, 80))
    _lanes(scenery, 0.16, 9)
    spires(scenery, 0.26, (180 * far, 400 * far), (64, 120))
    _lanes(scenery, 0.4, 6)
    spires(scenery, 0.5, (120 * far, 330 * far), (100, 170))
    floor(scenery, Color.parse("#3a3f66"), Color.parse("#232748"))
    _light_strips(scenery)
    reflections(scenery, NEON)
    _pylons(scenery)


def spires(
    scenery: Backdrop, depth: float, heights: tuple[float, float], widths: tuple[float, float]
) -> None:
    """Tapering towers with strips of light."""
    comp, dice = scenery.framing, scenery.rng
    stretch = 1.6 if comp.tall else 1.0

    def paint(canvas: skia.Canvas, rect: Rect) -> None:
        x = rect.x - widths[1]
        while x < rect.right:
            w, h = dice.uniform(*widths) * comp.far, dice.uniform(*heights) * stretch
            _spire(canvas, Rect(x, comp.horizon - h, w, h + 60), scenery, depth)
            x += w * dice.uniform(0.95, 1.7)

    scenery.add_static_layer(depth, 0, comp.horizon + 60, paint)


def _spire(canvas: skia.Canvas, tower: Rect, scenery: Backdrop, depth: float) -> None:
    dice, light = scenery.rng, scenery.light
    body = light.lit(dice.choice(STEEL).mix(light.sky[1], 0.25), depth)
    path = dice.choice(SHAPES)(tower)
    canvas.drawPath(path, fill(body))
    canvas.save()
    canvas.clipPath(path, doAntiAlias=True)
    canvas.drawRect(sk_rect(tower.right_part(tower.w * 0.35)), fill(light.sky[0], 0.28))
    neon = light.shine(dice.choice(NEON), depth)
    _strips(canvas, tower, neon, dice, depth)
    canvas.restore()
    if dice.random() < 0.4:
        _ring(canvas, tower, neon)
    if dice.random() < 0.5:
        _antenna(canvas, tower, body, neon, dice)


def _strips(
    canvas: skia.Canvas, tower: Rect, neon: Color, dice: random.Random, depth: float
) -> None:
    """Bands of windows, some in the tower's neon."""
    pitch = 8 + 14 * depth
    warm = Color.parse("#ffe2a8")
    for row in range(int(tower.h / pitch)):
        y = tower.y + 14 + row * pitch
        x = tower.x + tower.w * dice.uniform(0.05, 0.4)
        length = tower.w * dice.uniform(0.1, 0.55)
        color = neon if dice.random() < 0.3 else warm
        if dice.random() < 0.62:
            paint = fill(color, dice.uniform(0.25, 0.8))
            canvas.drawRect(skia.Rect.MakeXYWH(x, y, length, pitch * 0.28), paint)
    if dice.random() < 0.55:
        x = tower.x + tower.w * dice.choice((0.12, 0.5, 0.8))
        canvas.drawRect(skia.Rect.MakeXYWH(x, tower.y, 3 + 3 * depth, tower.h), fill(neon, 0.9))


def _tapered(tower: Rect) -> skia.Path:
    path = skia.Path()
    path.moveTo(tower.x, tower.bottom)
    path.cubicTo(
        tower.x + tower.w * 0.05,
        tower.cy,
        tower.x + tower.w * 0.3,
        tower.y + tower.h * 0.2,
        tower.cx,
        tower.y,
    )
    path.cubicTo(
        tower.right - tower.w * 0.3,
        tower.y + tower.h * 0.2,
        tower.right,
        tower.cy,
        tower.right,
        tower.bottom,
    )
    path.close()
    return path


def _slanted(tower: Rect) -> skia.Path:
    path = skia.Path()
    path.moveTo(tower.x, tower.bottom)
    path.lineTo(tower.x + tower.w * 0.08, tower.y + tower.w * 0.7)
    path.lineTo(tower.right - tower.w * 0.1, tower.y)
    path.lineTo(tower.right, tower.bottom)
    path.close()
    return path


def _stepped(tower: Rect) -> skia.Path:
    path = skia.Path()
    for inset, top in ((0.0, 0.34), (0.14, 0.16), (0.3, 0.0)):
        part = Rect(
            tower.x + inset * tower.w, tower.y + top * tower.h, tower.w * (1 - 2 * inset), tower.h
        )
        path.addRect(sk_rect(Rect(part.x, part.y, part.w, tower.bottom - part.y)))
    return path


def _capsule(tower: Rect) -> skia.Path:
    path = skia.Path()
    path.addRRect(sk_rrect(tower, tower.w / 2))
    return path


SHAPES = (_tapered, _slanted, _stepped, _capsule)


def _ring(canvas: skia.Canvas, tower: Rect, neon: Color) -> None:
    """A ring of light around the tower, its far half hidden."""
    y = tower.y + tower.h * 0.3
    oval = skia.Rect.MakeXYWH(tower.x - tower.w * 0.35, y, tower.w * 1.7, tower.w * 0.32)
    canvas.drawArc(oval, -20, 220, False, stroke(neon, 8, 0.25))
    canvas.drawArc(oval, -20, 220, False, stroke(neon, 2.5))


def _antenna(
    canvas: skia.Canvas, tower: Rect, body: Color, neon: Color, dice: random.Random
) -> None:
    top = tower.y - dice.uniform(20, 60)
    canvas.drawLine(tower.cx, tower.y + 30, tower.cx, top, stroke(body, 2.5))
    halo(canvas, (tower.cx, top), 12, neon, 0.9)


def _lanes(scenery: Backdrop, depth: float, count: int) -> None:
    """Flying cars on lanes between the towers: drawn live."""
    comp, dice = scenery.framing, scenery.rng
    cars = [
        (
            dice.uniform(0.22, 0.8) * comp.horizon,
            dice.uniform(0, 2000),
            dice.choice((-1, 1)) * dice.uniform(60, 150),
            dice.choice(NEON),
        )
        for _ in range(count)
    ]
    size = (5 + 22 * depth) * comp.far

    def draw(canvas: skia.Canvas, t: float) -> None:
        left, right = scenery.visible_span(depth)
        width = right - left + 200
        for y, start, speed, neon in cars:
            x = left - 100 + (start + speed * t) % width
            tail = -math.copysign(size * 4, speed)
            canvas.drawLine(x, y, x + tail, y, stroke(neon, size * 0.24, 0.35))
            canvas.drawRRect(
                sk_rrect(Rect(x - size, y - size * 0.28, 2 * size, size * 0.56), size),
                fill(STEEL[0]),
            )
            canvas.drawCircle(
                x + math.copysign(size * 0.8, speed), y, size * 0.2, fill(Color.parse("#fff4d0"))
            )

    scenery.add_animated_layer(depth, draw)


def _light_strips(scenery: Backdrop) -> None:
    """Glowing joints in the pavement, running to the horizon and along it."""
    comp, light, dice = scenery.framing, scenery.light, scenery.rng
    neon = light.shine(dice.choice(NEON), 1.0)

    def paint(canvas: skia.Canvas, rect: Rect) -> None:
        for share, width in ((0.12, 1.5), (0.3, 2.5)):
            y = comp.horizon + 40 + (comp.ground - comp.horizon) * share
            canvas.drawRect(skia.Rect.MakeXYWH(rect.x, y, rect.w, width), fill(neon, 0.8))
            canvas.drawRect(skia.Rect.MakeXYWH(rect.x, y - 4, rect.w, width + 8), fill(neon, 0.15))

    scenery.add_static_layer(0.8, comp.horizon, comp.ground, paint)


def _pylons(scenery: Backdrop) -> None:
    """Sign posts with holograms behind the actor."""
    comp, light, dice = scenery.framing, scenery.light, scenery.rng
    far = comp.far

    def paint(canvas: skia.Canvas, rect: Rect) -> None:
        x = rect.x + dice.uniform(40, 300)
        foot = comp.horizon + 64 * far
        while x < rect.right:
            neon = light.shine(dice.choice(NEON), 0.9)
            h = dice.uniform(150, 230) * far
            canvas.drawRect(
                sk_rect(Rect(x - 3, foot - h, 6 * far, h)), fill(light.lit(STEEL[0], 0.9))
            )
            sign = Rect(x + 10 * far, foot - h, 46 * far, dice.uniform(70, 120) * far)
            halo(canvas, (sign.cx, sign.cy), 120 * far, neon, 0.35)
            canvas.drawRRect(sk_rrect(sign, 5), fill(neon, 0.28))
            canvas.drawRRect(sk_rrect(sign, 5), stroke(neon, 2))
            for row in range(int(sign.h / (17 * far))):
                line = Rect(
                    sign.x + 8, sign.y + 10 + row * 17 * far, dice.uniform(12, 30) * far, 5 * far
                )
                canvas.drawRect(sk_rect(line), fill(neon, 0.85))
            x += dice.uniform(380, 620) * far

    scenery.add_static_layer(0.72, comp.horizon - 230 * far, comp.horizon + 70 * far, paint)
