"""Cities: skylines with lit windows, streets, and the same in a hundred years."""

import random

from callsheet_studio.animatic.backdrop import Backdrop
from callsheet_studio.animatic.places.facade import BRICK, CONCRETE, NEON, windows
from callsheet_studio.animatic.places.ground import floor, reflections
from callsheet_studio.animatic.places.sky import halo, sky
from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill, sk_rect, stroke


def city(scenery: Backdrop) -> None:
    """A skyline behind a street of houses."""
    sky(scenery, 4)
    far = scenery.framing.far
    skyline(scenery, 0.12, (150 * far, 330 * far), (46, 92), CONCRETE)
    skyline(scenery, 0.28, (110 * far, 250 * far), (60, 120), CONCRETE)
    houses(scenery, 0.55)
    floor(scenery, Color.parse("#6b6f7d"), Color.parse("#4a4e5c"))
    kerb(scenery)
    reflections(scenery, NEON if scenery.light.dark > 0.8 else ())
    lamps(scenery)


def skyline(
    scenery: Backdrop,
    depth: float,
    heights: tuple[float, float],
    widths: tuple[float, float],
    colors: tuple[Color, ...],
) -> None:
    """A row of blocks with windows, standing on the horizon."""
    comp, dice, light = scenery.framing, scenery.rng, scenery.light

    def paint(canvas: skia.Canvas, rect: Rect) -> None:
        x = rect.x - widths[1]
        while x < rect.right:
            w = dice.uniform(*widths) * comp.far
            h = dice.uniform(*heights) * (1.5 if comp.tall else 1.0)
            block = Rect(x, comp.horizon - h, w, h + 30)
            canvas.drawRect(sk_rect(block), fill(light.lit(dice.choice(colors), depth)))
            side = block.right_part(w * 0.3)
            canvas.drawRect(sk_rect(side), fill(light.sky[0], 0.18))
            _roof(canvas, block, dice, light.lit(dice.choice(colors), depth))
            windows(canvas, block, scenery, depth)
            x += w * dice.uniform(0.85, 1.12)

    scenery.add_static_layer(depth, 0, comp.horizon + 30, paint)


def houses(scenery: Backdrop, depth: float) -> None:
    """Fronts with shop windows along the far side of the street."""
    comp, dice, light = scenery.framing, scenery.rng, scenery.light

    def paint(canvas: skia.Canvas, rect: Rect) -> None:
        x = rect.x - 60
        base = comp.horizon + 34 * comp.far
        while x < rect.right:
            w, h = dice.uniform(150, 230) * comp.far, dice.uniform(190, 300) * comp.far
            front = Rect(x, base - h, w, h)
            canvas.drawRect(sk_rect(front), fill(light.lit(dice.choice(BRICK), depth)))
            canvas.drawRect(sk_rect(front.top_part(9)), fill(light.sky[0], 0.3))
            windows(canvas, Rect(x, front.y + 8, w, h - 74 * comp.far), scenery, depth)
            _shop(canvas, front, scenery, depth)
            x += w

    scenery.add_static_layer(
        depth, comp.horizon - 320 * comp.far, comp.horizon + 40 * comp.far, paint
    )


def kerb(scenery: Backdrop) -> None:
    """The pavement's edge and the dashes of the road in front of the actor."""
    comp, light = scenery.framing, scenery.light

    def paint(canvas: skia.Canvas, rect: Rect) -> None:
        edge = fill(light.lit(Color.parse("#a9adb8"), 0.9))
        canvas.drawRect(skia.Rect.MakeXYWH(rect.x, rect.y + 4, rect.w, 7), edge)
        dash = fill(light.lit(Color.parse("#e8e4d0"), 1.0), 0.75)
        x = rect.x - rect.x % 260
        while x < rect.right:
            canvas.drawRect(skia.Rect.MakeXYWH(x, rect.bottom - 14, 120, 8), dash)
            x += 260

    if comp.framing == "wide":
        scenery.add_static_layer(1.0, comp.ground + 22, min(comp.h, comp.ground + 120), paint)


def lamps(scenery: Backdrop) -> None:
    """Street lamps behind the actor, with a shine at night."""
    comp, light, dice = scenery.framing, scenery.light, scenery.rng
    height, pitch = 300 * comp.far, 520 * comp.far

    def paint(canvas: skia.Canvas, rect: Rect) -> None:
        pole = stroke(light.lit(Color.parse("#2c3142"), 0.85), 7 * comp.far)
        foot = comp.horizon + 60 * comp.far
        x = rect.x + dice.uniform(0, pitch)
        while x < rect.right:
            top = foot - height
            canvas.drawLine(x, foot, x, top, pole)
            canvas.drawLine(x, top, x + 46 * comp.far, top - 6, pole)
            if light.dark > 0.2:
                halo(canvas, (x + 46 * comp.far, top), 120 * comp.far, light.glow, 0.8 * light.dark)
            canvas.drawCircle(x + 46 * comp.far, top, 8 * comp.far, fill(light.glow))
            x += pitch

    scenery.add_static_layer(
        0.75, comp.horizon - 380 * comp.far, comp.horizon + 70 * comp.far, paint
    )


def _roof(canvas: skia.Canvas, block: Rect, dice: random.Random, color: Color) -> None:
    kind = dice.random()
    if kind < 0.3:
        canvas.drawRect(
            sk_rect(Rect(block.cx - block.w * 0.2, block.y - 14, block.w * 0.4, 15)), fill(color)
        )
    elif kind < 0.5:
        canvas.drawLine(block.cx, block.y, block.cx, block.y - 34, stroke(color, 2.5))


def _shop(canvas: skia.Canvas, front: Rect, scenery: Backdrop, depth: float) -> None:
    light, dice, far = scenery.light, scenery.rng, scenery.framing.far
    glass = Rect(front.x + 14 * far, front.bottom - 62 * far, front.w - 28 * far, 50 * far)
    inside = Color.parse("#ffdf9e") if light.dark > 0.2 else Color.parse("#7fa0b5")
    canvas.drawRect(
        sk_rect(glass),
        fill(light.shine(inside, depth) if light.dark > 0.2 else light.lit(inside, depth)),
    )
    awning = light.lit(dice.choice(NEON).mix(dice.choice(BRICK), 0.45), depth)
    canvas.drawRect(
        sk_rect(Rect(glass.x - 6, glass.y - 14 * far, glass.w + 12, 17 * far)), fill(awning)
    )
    door = Rect(glass.x + glass.w * 0.68, glass.y + 6, 26 * far, glass.h + 6 * far)
    canvas.drawRect(sk_rect(door), fill(light.lit(Color.parse("#3a3f50"), depth)))
