"""Open country: forests, fields, mountains and deserts, in ridges that fade into the haze."""

from callsheet_studio.animatic.backdrop import Backdrop
from callsheet_studio.animatic.places.ground import floor, tufts
from callsheet_studio.animatic.places.sky import sky
from callsheet_studio.animatic.places.terrain import (
    BARK,
    GRASS,
    LEAF,
    PINE,
    ROCK,
    SAND,
    boulders,
    dunes,
    groves,
    peaks,
    ridge,
    shape,
    woods,
)
from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill, stroke


def forest(scenery: Backdrop) -> None:
    """Three walls of trees, a mossy floor, and trunks that pass before the camera."""
    sky(scenery, 0)
    comp, far = scenery.framing, scenery.framing.far
    ridge(scenery, 0.08, 230 * far, 60, PINE.mix(LEAF, 0.3))
    woods(scenery, 0.16, 250 * far, 46 * far)
    woods(scenery, 0.34, 330 * far, 74 * far)
    floor(scenery, GRASS.mix(PINE, 0.45), PINE.mix(LEAF, 0.35))
    woods(scenery, 0.6, 420 * far, 130 * far)
    _trunks(scenery, 0.8, 16 * far, 150 * far)
    tufts(scenery, 0.9, (comp.horizon + 46 * far, comp.ground - 4), LEAF, 20 * far)
    if comp.framing == "wide":
        tufts(scenery, 1.25, (comp.h * 0.99, comp.h * 1.02), PINE, 70)


def field(scenery: Backdrop) -> None:
    """Rolling hills, a few trees, a meadow."""
    sky(scenery, 5)
    comp, far = scenery.framing, scenery.framing.far
    ridge(scenery, 0.08, 120 * far, 50, ROCK.mix(GRASS, 0.4))
    ridge(scenery, 0.2, 70 * far, 40, LEAF)
    groves(scenery, 0.3, 90 * far)
    floor(scenery, GRASS, LEAF.mix(GRASS, 0.25))
    ridge(scenery, 0.5, 6 * far, 16, GRASS.mix(LEAF, 0.4), drop=90)
    _meadow(scenery)
    if comp.framing == "wide":
        tufts(scenery, 1.3, (comp.h * 0.99, comp.h * 1.02), LEAF, 46)


def mountains(scenery: Backdrop) -> None:
    """Peaks with snow on them, one behind the other, and a path."""
    sky(scenery, 4)
    comp, far = scenery.framing, scenery.framing.far
    tall = 1.5 if comp.tall else 1.0
    peaks(scenery, 0.06, 330 * far * tall, 300 * far, ROCK.mix(Color.parse("#8fa4c8"), 0.4))
    peaks(scenery, 0.14, 230 * far * tall, 240 * far, ROCK)
    ridge(scenery, 0.3, 90 * far, 50, PINE.mix(ROCK, 0.35))
    woods(scenery, 0.42, 90 * far, 26 * far)
    floor(scenery, GRASS.mix(ROCK, 0.35), Color.parse("#55684f"))
    boulders(scenery, 0.85, ROCK)
    if comp.framing == "wide":
        tufts(scenery, 1.3, (comp.h * 0.99, comp.h * 1.02), PINE, 40)


def desert(scenery: Backdrop) -> None:
    """Dunes with a lit and a shaded flank."""
    sky(scenery, 1)
    far = scenery.framing.far
    peaks(scenery, 0.07, 110 * far, 220 * far, Color.parse("#b5714f"), cap=SAND)
    dunes(scenery, 0.16, 90 * far)
    dunes(scenery, 0.34, 60 * far)
    floor(scenery, SAND, SAND.mix(Color.parse("#b8703a"), 0.35))
    dunes(scenery, 0.6, 12 * far)
    _ripples(scenery)


def _ripples(scenery: Backdrop) -> None:
    comp, light, dice = scenery.framing, scenery.light, scenery.rng

    def paint(canvas: skia.Canvas, rect: Rect) -> None:
        line = stroke(light.lit(Color.parse("#c98a4a"), 1.0), 2.4, 0.5)
        for _ in range(int(rect.w / 40)):
            x, y = (
                rect.x + dice.random() * rect.w,
                dice.uniform(comp.horizon + 90 * comp.far, comp.h),
            )
            w = dice.uniform(30, 110)
            path = skia.Path()
            path.moveTo(x, y)
            path.quadTo(x + w / 2, y - 8, x + w, y)
            canvas.drawPath(path, line)

    scenery.add_static_layer(1.0, comp.horizon + 60 * comp.far, comp.h, paint)


def _meadow(scenery: Backdrop) -> None:
    """Grass and flowers around the actor's feet."""
    comp, light, dice = scenery.framing, scenery.light, scenery.rng
    top, bottom = comp.horizon + 80 * comp.far, comp.h
    petals = [Color.parse(code) for code in ("#ffffff", "#ffd34d", "#ff8a9a", "#c8a0ff")]

    def paint(canvas: skia.Canvas, rect: Rect) -> None:
        for _ in range(int(rect.w / 26)):
            x, y = rect.x + dice.random() * rect.w, top + dice.random() ** 0.7 * (bottom - top)
            near = (y - comp.horizon) / (comp.h - comp.horizon)
            blade = stroke(light.lit(LEAF, 1.0), 1 + 2 * near, 0.7)
            canvas.drawLine(x, y, x + dice.uniform(-5, 5), y - 8 - 14 * near, blade)
            if dice.random() < 0.4:
                canvas.drawCircle(
                    x, y - 9 - 14 * near, 1.5 + 3 * near, fill(light.lit(dice.choice(petals)))
                )

    if not light.white:
        scenery.add_static_layer(1.0, comp.horizon + 40 * comp.far, comp.h, paint)


def _trunks(scenery: Backdrop, depth: float, width: float, pitch: float) -> None:
    """Tall trunks right behind the actor."""
    comp, dice, light = scenery.framing, scenery.rng, scenery.light
    foot = comp.horizon + 66 * comp.far

    def paint(canvas: skia.Canvas, rect: Rect) -> None:
        x = rect.x + dice.uniform(0, pitch)
        while x < rect.right:
            w = width * dice.uniform(0.8, 1.8)
            lit, dark = light.lit(BARK, depth), light.shade(BARK, depth)
            canvas.drawPath(
                shape(
                    [
                        (x - w * 0.8, foot),
                        (x - w * 0.45, rect.y),
                        (x + w * 0.45, rect.y),
                        (x + w * 0.8, foot),
                    ]
                ),
                fill(lit),
            )
            canvas.drawPath(
                shape(
                    [
                        (x + w * 0.1, foot),
                        (x + w * 0.1, rect.y),
                        (x + w * 0.45, rect.y),
                        (x + w * 0.8, foot),
                    ]
                ),
                fill(dark),
            )
            x += pitch * dice.uniform(1.0, 3.0)

    scenery.add_static_layer(depth, 0, foot + 4, paint)
