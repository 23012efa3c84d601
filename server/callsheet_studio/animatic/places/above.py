"""High up: the sky between clouds, and space with its planets."""

import math

from callsheet_studio.animatic.backdrop import Backdrop
from callsheet_studio.animatic.places.ground import floor
from callsheet_studio.animatic.places.land import boulders, peaks, ridge
from callsheet_studio.animatic.places.sky import cloud, gradient, halo, sky, stars
from callsheet_studio.drawing.color import WHITE, Color
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill

PLANETS = ("#c8764f", "#5f86c8", "#8f6fc0", "#d0a860", "#5fa890")
MOON = Color.parse("#d9dbe2")


def heavens(scenery: Backdrop) -> None:
    """Banks of cloud at every distance, land far below."""
    sky(scenery, 3)
    comp, light, dice = scenery.framing, scenery.light, scenery.rng
    ridge(scenery, 0.05, 30 * comp.far, 30, Color.parse("#5f8f88"), drop=comp.h - comp.horizon)
    for depth, count in ((0.2, 7), (0.5, 6), (1.2, 3)):

        def paint(
            canvas: skia.Canvas, rect: Rect, depth: float = depth, count: int = count
        ) -> None:
            color = light.lit(WHITE, 0.35 + depth * 0.6)
            for _ in range(count * max(1, round(rect.w / comp.w))):
                x = rect.x + dice.random() * rect.w
                low = comp.h * (0.55 if depth < 1 else 0.86)
                y = dice.uniform(low, comp.h * (0.92 if depth < 1 else 1.05))
                cloud(canvas, (x, y), dice.uniform(90, 190) * (0.5 + depth), color, dice)

        scenery.add_static_layer(depth, comp.h * 0.25, comp.h, paint)


def space(scenery: Backdrop) -> None:
    """Stars, a nebula, a large moon and a ringed planet."""
    comp, dice = scenery.framing, scenery.rng
    base = (Color.parse("#05060f"), Color.parse("#0d1030"), Color.parse("#1c1747"))
    turn = dice.uniform(-40, 40)

    def paint(canvas: skia.Canvas, rect: Rect) -> None:
        gradient(
            canvas,
            rect,
            (base[0], base[1].with_hue_shift(turn), base[2].with_hue_shift(turn)),
            comp.h,
        )
        for _ in range(5):
            at = (rect.x + dice.random() * rect.w, dice.random() * comp.h)
            hue = Color.oklch(0.42, 0.15, dice.uniform(200, 350))
            halo(canvas, at, dice.uniform(180, 420), hue, 0.34)
        stars(canvas, rect, dice, 260)

    scenery.add_static_layer(0.0, 0, comp.h, paint)
    _stars_ahead(scenery)
    r = min(comp.w, comp.h) * 0.3 * comp.far
    scenery.add_static_layer(
        0.05, 0, comp.h, lambda c, rect: moon(c, (rect.x + rect.w * 0.72, comp.h * 0.34), r)
    )
    planet = Color.parse(dice.choice(PLANETS))
    at = (comp.w * 0.16, comp.h * 0.7)
    scenery.add_static_layer(
        0.12, 0, comp.h, lambda c, rect: _ringed(c, (rect.x + at[0], at[1]), r * 0.28, planet)
    )


def planet(scenery: Backdrop) -> None:
    """The ground of another world under a dusty sky: dunes, stones, two small moons."""
    comp, dice, far = scenery.framing, scenery.rng, scenery.framing.far
    dust = (Color.parse("#2a1420"), Color.parse("#8a4030"), Color.parse("#e09a64"))

    def paint(canvas: skia.Canvas, rect: Rect) -> None:
        gradient(canvas, rect, dust, comp.horizon)
        stars(canvas, Rect(rect.x, 0, rect.w, comp.horizon * 0.6), dice, 90)
        for share, height, r in ((0.24, 0.24, 30), (0.36, 0.4, 13)):
            at = (rect.x + rect.w * share, comp.horizon * height)
            canvas.drawCircle(*at, r, fill(MOON.mix(dust[1], 0.3)))
            canvas.save()
            _night_side(canvas, at, r)
            canvas.restore()

    scenery.add_static_layer(0.0, 0, comp.h, paint)
    rust = Color.parse("#b5603c")
    peaks(scenery, 0.08, 170 * far, 260 * far, rust.mix(dust[2], 0.35), cap=rust.mix(dust[2], 0.6))
    ridge(scenery, 0.22, 70 * far, 40, rust)
    floor(scenery, Color.parse("#d98a58"), Color.parse("#a85434"))
    boulders(scenery, 0.85, rust)


def _night_side(canvas: skia.Canvas, at: tuple[float, float], r: float) -> None:
    disc = skia.Path()
    disc.addCircle(*at, r)
    canvas.clipPath(disc, doAntiAlias=True)
    _night(canvas, at, r)


def moon(canvas: skia.Canvas, at: tuple[float, float], r: float) -> None:
    """A cratered ball with a shaded limb."""
    halo(canvas, at, r * 1.8, Color.parse("#9fb4e8"), 0.35)
    ball = skia.Path()
    ball.addCircle(*at, r)
    canvas.drawPath(ball, fill(MOON))
    canvas.save()
    canvas.clipPath(ball, doAntiAlias=True)
    for dx, dy, size in (
        (-0.4, -0.25, 0.22),
        (0.2, 0.35, 0.28),
        (0.35, -0.4, 0.13),
        (-0.25, 0.5, 0.12),
        (-0.7, 0.2, 0.15),
        (0.05, -0.1, 0.1),
        (0.62, 0.05, 0.12),
    ):
        x, y = at[0] + dx * r, at[1] + dy * r
        canvas.drawCircle(x, y, size * r, fill(Color.parse("#b4b8c6")))
        canvas.drawCircle(
            x + size * r * 0.12, y + size * r * 0.12, size * r * 0.86, fill(Color.parse("#c3c7d3"))
        )
    _night(canvas, at, r)
    canvas.restore()


def _ringed(canvas: skia.Canvas, at: tuple[float, float], r: float, color: Color) -> None:
    ring = skia.Paint(AntiAlias=True, Style=skia.Paint.kStroke_Style, StrokeWidth=r * 0.18)
    ring.setColor(color.mix(WHITE, 0.45).argb(0.8))
    oval = skia.Rect.MakeLTRB(at[0] - r * 1.9, at[1] - r * 0.42, at[0] + r * 1.9, at[1] + r * 0.42)
    canvas.save()
    canvas.translate(*at)
    canvas.rotate(-18)
    canvas.translate(-at[0], -at[1])
    canvas.drawArc(oval, 180, 180, False, ring)
    ball = skia.Path()
    ball.addCircle(*at, r)
    canvas.drawPath(ball, fill(color))
    canvas.save()
    canvas.clipPath(ball, doAntiAlias=True)
    for n, share in enumerate((-0.6, -0.2, 0.25, 0.65)):
        band = skia.Rect.MakeXYWH(at[0] - r, at[1] + share * r, 2 * r, r * 0.2)
        canvas.drawRect(
            band,
            fill(
                color.with_hue_shift(18 if n % 2 else -14).with_lightness(color.lch[0] * 1.1), 0.6
            ),
        )
    _night(canvas, at, r)
    canvas.restore()
    canvas.drawArc(oval, 0, 180, False, ring)
    canvas.restore()


def _night(canvas: skia.Canvas, at: tuple[float, float], r: float) -> None:
    """The unlit side of a ball."""
    shade = skia.Path()
    shade.addCircle(*at, r * 1.2)
    lit = skia.Path()
    lit.addCircle(at[0] - r * 0.34, at[1] - r * 0.22, r * 1.08)
    dark = skia.Op(shade, lit, skia.PathOp.kDifference_PathOp)
    canvas.drawPath(dark, fill(Color.parse("#0b0e24"), 0.62))


def _stars_ahead(scenery: Backdrop) -> None:
    """Nearer stars that twinkle."""
    comp, dice = scenery.framing, scenery.rng
    left, right = scenery.visible_span(0.25)
    found = [
        (dice.uniform(left, right), dice.random() * comp.h, dice.uniform(0, 6))
        for _ in range(int((right - left) / 40))
    ]

    def draw(canvas: skia.Canvas, t: float) -> None:
        for x, y, phase in found:
            canvas.drawCircle(x, y, 1.7, fill(WHITE, 0.55 + 0.4 * math.sin(2 * t + phase)))

    scenery.add_animated_layer(0.25, draw)
