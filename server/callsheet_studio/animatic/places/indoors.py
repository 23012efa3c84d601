"""Rooms: walls, windows with the light of the hour, furniture, and bare studios."""

from callsheet_studio.animatic.actors.brush import rounded_off
from callsheet_studio.animatic.backdrop import Backdrop
from callsheet_studio.animatic.places.furniture import (
    desks,
    kitchen_wall,
    lamplit,
    living,
    pendants,
    plants,
)
from callsheet_studio.animatic.places.sky import gradient, halo
from callsheet_studio.animatic.places.terrain import LEAF
from callsheet_studio.drawing.color import WHITE, Color
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill, sk_rect, stroke

WALLS = {
    "kitchen": ("#f1dfc0", "#dfe8dc", "#e8d5c8"),
    "office": ("#dfe5ee", "#e6e2dc", "#d5dfe2"),
    "room": ("#e4cdb5", "#cfd9d3", "#d9c8d0"),
}
FLOORS = {"kitchen": "#c09a72", "office": "#8f97a8", "room": "#a9795a"}


def kitchen(scenery: Backdrop) -> None:
    """A window over a worktop, shelves with jars, tiles, a pendant lamp."""
    _room(scenery, "kitchen")
    far, horizon = scenery.framing.far, scenery.framing.horizon
    _window(scenery, 0.28, Rect(-170 * far, horizon - 330 * far, 340 * far, 230 * far))
    scenery.add_static_layer(0.42, 0, scenery.framing.h, lambda c, r: kitchen_wall(c, r, scenery))
    pendants(scenery, 0.6)


def office(scenery: Backdrop) -> None:
    """Tall windows over a city, desks with screens, a plant."""
    _room(scenery, "office")
    far, horizon = scenery.framing.far, scenery.framing.horizon
    for x in (-520, -250, 20, 290, 560):
        _window(
            scenery,
            0.28,
            Rect(x * far - 110 * far, horizon - 400 * far, 230 * far, 350 * far),
            skyline=True,
        )
    scenery.add_static_layer(0.5, 0, scenery.framing.h, lambda c, r: desks(c, r, scenery))
    scenery.add_static_layer(
        0.72, 0, scenery.framing.h, lambda c, r: plants(c, r, scenery, (0.08, 0.93))
    )


def room(scenery: Backdrop) -> None:
    """A sofa, pictures, a lamp, a plant by the window."""
    _room(scenery, "room")
    far, horizon = scenery.framing.far, scenery.framing.horizon
    _window(scenery, 0.28, Rect(90 * far, horizon - 340 * far, 250 * far, 270 * far))
    scenery.add_static_layer(0.45, 0, scenery.framing.h, lambda c, r: living(c, r, scenery))
    scenery.add_static_layer(0.72, 0, scenery.framing.h, lambda c, r: plants(c, r, scenery, (0.9,)))


def _room(scenery: Backdrop, kind: str) -> None:
    """A wall, a skirting board, a floor in the light of the window."""
    comp, light, dice = scenery.framing, scenery.light, scenery.rng
    wall, ground = Color.parse(dice.choice(WALLS[kind])), Color.parse(FLOORS[kind])
    foot = comp.horizon + 70 * comp.far

    def paint(canvas: skia.Canvas, rect: Rect) -> None:
        tones = (
            lamplit(light, wall).with_lightness(lamplit(light, wall).lch[0] * 0.84),
            lamplit(light, wall),
            lamplit(light, wall),
        )
        gradient(canvas, rect, tones, foot)
        floor = skia.GradientShader.MakeLinear(
            [skia.Point(0, foot), skia.Point(0, comp.h)],
            [
                lamplit(light, ground).argb(),
                lamplit(light, ground.with_lightness(ground.lch[0] * 0.75)).argb(),
            ],
        )
        canvas.drawRect(
            skia.Rect.MakeLTRB(rect.x, foot, rect.right, rect.bottom), skia.Paint(Shader=floor)
        )
        canvas.drawRect(
            skia.Rect.MakeLTRB(rect.x, foot - 14 * comp.far, rect.right, foot),
            fill(lamplit(light, WHITE)),
        )

    scenery.add_static_layer(0.25, 0, comp.h, paint)


def _window(scenery: Backdrop, depth: float, place: Rect, skyline: bool = False) -> None:
    """A pane onto the sky of the hour, its light on the wall; `place` counts from the middle."""
    comp, light = scenery.framing, scenery.light

    def paint(canvas: skia.Canvas, rect: Rect) -> None:
        pane = place.shift(rect.cx, 0)
        halo(canvas, (pane.cx, pane.cy), pane.w * 1.3, light.sky[2], 0.35 * (1 - light.dark))
        canvas.save()
        canvas.clipRect(sk_rect(pane))
        canvas.translate(0, pane.y)
        gradient(canvas, Rect(pane.x, 0, pane.w, pane.h), light.sky, pane.h)
        canvas.translate(0, -pane.y)
        if skyline:
            _blocks(canvas, pane, scenery)
        else:
            hill = light.lit(LEAF, 0.3)
            canvas.drawPath(
                rounded_off(
                    [
                        (pane.x - 40, pane.bottom),
                        (pane.x, pane.bottom - pane.h * 0.3),
                        (pane.cx, pane.bottom - pane.h * 0.22),
                        (pane.right + 40, pane.bottom - pane.h * 0.42),
                        (pane.right + 40, pane.bottom),
                    ]
                ),
                fill(hill),
            )
        canvas.restore()
        frame = stroke(lamplit(light, WHITE), 9 * comp.far)
        canvas.drawRect(sk_rect(pane), frame)
        canvas.drawLine(
            pane.cx, pane.y, pane.cx, pane.bottom, stroke(lamplit(light, WHITE), 5 * comp.far)
        )

    scenery.add_static_layer(depth, max(0, place.y - 60), place.bottom + 60, paint)


def _blocks(canvas: skia.Canvas, pane: Rect, scenery: Backdrop) -> None:
    light, dice, far = scenery.light, scenery.rng, scenery.framing.far
    x = pane.x - 20
    while x < pane.right:
        w, h = dice.uniform(26, 60) * far, pane.h * dice.uniform(0.2, 0.65)
        canvas.drawRect(
            skia.Rect.MakeXYWH(x, pane.bottom - h, w, h),
            fill(light.lit(Color.parse("#6f7f9a"), dice.uniform(0.2, 0.5))),
        )
        if light.dark > 0.2:
            for n in range(int(h / 14)):
                canvas.drawRect(
                    skia.Rect.MakeXYWH(
                        x + w * dice.uniform(0.1, 0.7), pane.bottom - h + 8 + n * 14, 5, 6
                    ),
                    fill(light.glow, 0.8),
                )
        x += w
