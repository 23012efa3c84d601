"""What open country is made of: ridges, peaks, woods, stones, dunes."""

import math
import random

from callsheet_studio.animatic.actors.brush import rounded_off
from callsheet_studio.animatic.backdrop import Backdrop
from callsheet_studio.animatic.places.ground import SNOW
from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill, stroke

PINE, LEAF, GRASS = Color.parse("#1f5a45"), Color.parse("#3f8a4d"), Color.parse("#7fb04a")
ROCK, SAND = Color.parse("#6b7a94"), Color.parse("#e2a95c")
BARK = Color.parse("#4a3a34")


def ridge(
    scenery: Backdrop, depth: float, height: float, rough: float, color: Color, drop: float = 60
) -> None:
    """A soft line of hills that stands on the horizon."""
    comp, light = scenery.framing, scenery.light
    tone = light.lit(color.mix(SNOW, 0.75) if light.white else color, depth)
    wave = _waves(scenery.rng, rough)

    def paint(canvas: skia.Canvas, rect: Rect) -> None:
        path = skia.Path()
        path.moveTo(rect.x, comp.horizon + drop)
        x = rect.x
        while x <= rect.right + 8:
            path.lineTo(
                x, comp.horizon - height * 0.6 - wave(x / comp.far) * height / max(rough, 1) * 0.5
            )
            x += 8
        path.lineTo(rect.right + 8, comp.horizon + drop)
        path.close()
        canvas.drawPath(path, fill(tone))

    scenery.add_static_layer(depth, comp.horizon - height * 1.3 - 10, comp.horizon + drop, paint)


def peaks(
    scenery: Backdrop, depth: float, height: float, width: float, color: Color, cap: Color = SNOW
) -> None:
    """Mountains: a lit flank, a shaded one, and a cap of snow where they are high."""
    comp, dice, light = scenery.framing, scenery.rng, scenery.light
    lit = light.lit(color, depth)
    dark = light.lit(color.with_lightness(color.lch[0] * 0.72), depth)
    white = light.lit(cap, depth)

    def paint(canvas: skia.Canvas, rect: Rect) -> None:
        x = rect.x - width
        while x < rect.right:
            h, w = height * dice.uniform(0.5, 1.0), width * dice.uniform(0.7, 1.3)
            _peak(canvas, Rect(x, comp.horizon + 40 - h, w, h), (lit, dark, white), dice)
            x += w * dice.uniform(0.4, 0.7)

    scenery.add_static_layer(depth, comp.horizon - height - 10, comp.horizon + 60, paint)


def _peak(
    canvas: skia.Canvas, box: Rect, colors: tuple[Color, Color, Color], dice: random.Random
) -> None:
    lit, dark, white = colors
    top = (box.cx + box.w * dice.uniform(-0.12, 0.12), box.y)
    foot = (box.cx + box.w * 0.1, box.bottom + 30)
    spine = [top]
    for n in range(1, 6):
        share = n / 5
        x = top[0] + (foot[0] - top[0]) * share + box.w * dice.uniform(-0.05, 0.05)
        spine.append((x, top[1] + (foot[1] - top[1]) * share))
    left, right = (
        (box.x - box.w * 0.25, box.bottom + 30),
        (box.right + box.w * 0.25, box.bottom + 30),
    )
    canvas.drawPath(shape([left, top, *spine]), fill(lit))
    canvas.drawPath(shape([right, top, *spine]), fill(dark))
    if box.h > 120:
        cap = box.h * 0.26
        a, b = _part(top, left, cap / box.h), _part(top, right, cap / box.h)
        zig = [
            (a[0] + (b[0] - a[0]) * s, a[1] + (cap * 0.35 if n % 2 else -cap * 0.12))
            for n, s in enumerate((0.2, 0.4, 0.6, 0.8))
        ]
        canvas.drawPath(shape([top, a, *zig, b]), fill(white, 0.92))


def woods(scenery: Backdrop, depth: float, height: float, width: float) -> None:
    """A row of conifers."""
    comp, dice, light = scenery.framing, scenery.rng, scenery.light
    foot = comp.horizon + (20 + 40 * depth) * comp.far

    def paint(canvas: skia.Canvas, rect: Rect) -> None:
        x = rect.x - width
        while x < rect.right + width:
            tone = PINE.mix(LEAF, dice.uniform(0, 0.45))
            if light.white:
                tone = tone.mix(SNOW, 0.35)
            pine(canvas, (x, foot), height * dice.uniform(0.6, 1.0), width, light.lit(tone, depth))
            x += width * dice.uniform(0.4, 0.95)

    scenery.add_static_layer(depth, foot - height - 4, foot + 6, paint)


def pine(
    canvas: skia.Canvas, foot: tuple[float, float], height: float, width: float, color: Color
) -> None:
    """A conifer of four tiers; its right side is darker."""
    x, y = foot
    dark = fill(color.with_lightness(color.lch[0] * 0.86))
    canvas.drawRect(
        skia.Rect.MakeLTRB(x - width * 0.05, y - height * 0.2, x + width * 0.05, y), dark
    )
    for tier in range(4):
        top = y - height + height * 0.2 * tier
        low = top + height * 0.34
        half = width * (0.18 + 0.1 * tier)
        canvas.drawPath(shape([(x, top), (x + half, low), (x - half, low)]), fill(color))
        canvas.drawPath(shape([(x, top), (x + half, low), (x + half * 0.1, low)]), dark)


def groves(scenery: Backdrop, depth: float, height: float) -> None:
    """Round trees in loose groups."""
    comp, dice, light = scenery.framing, scenery.rng, scenery.light
    foot = comp.horizon + 30 * comp.far

    def paint(canvas: skia.Canvas, rect: Rect) -> None:
        x = rect.x
        while x < rect.right:
            tone = light.lit(
                LEAF.mix(SNOW, 0.5 if light.white else 0.0).with_lightness(
                    dice.uniform(0.45, 0.58)
                ),
                depth,
            )
            crown(canvas, (x, foot), height * dice.uniform(0.6, 1.1), tone, light.lit(BARK, depth))
            x += height * dice.choice((0.35, 0.5, 1.6, 3.0))

    scenery.add_static_layer(depth, foot - height * 1.3, foot + 6, paint)


def crown(
    canvas: skia.Canvas, foot: tuple[float, float], height: float, leaves: Color, bark: Color
) -> None:
    """A broad-leaved tree: a trunk and a crown of three balls, lit from above."""
    x, y = foot
    canvas.drawLine(x, y, x, y - height * 0.5, stroke(bark, height * 0.07))
    dark, bright = (
        leaves.with_lightness(leaves.lch[0] * 0.85),
        leaves.with_lightness(leaves.lch[0] * 1.1),
    )
    for dx, dy, r, tone in (
        (-0.2, 0.5, 0.24, dark),
        (0.22, 0.52, 0.23, dark),
        (0.0, 0.68, 0.3, leaves),
        (-0.08, 0.76, 0.17, bright),
    ):
        canvas.drawCircle(x + dx * height, y - dy * height, r * height, fill(tone))


def boulders(scenery: Backdrop, depth: float, color: Color) -> None:
    """Stones strewn over the ground, lit from above."""
    comp, dice, light = scenery.framing, scenery.rng, scenery.light
    top, bottom = comp.horizon + 50 * comp.far, max(comp.ground - 6, comp.horizon + 60 * comp.far)

    def paint(canvas: skia.Canvas, rect: Rect) -> None:
        for _ in range(int(rect.w / 120) + 1):
            x, y, r = (
                rect.x + dice.random() * rect.w,
                dice.uniform(top, bottom),
                dice.uniform(10, 34) * comp.far,
            )
            tone = light.lit(color.with_lightness(color.lch[0] * dice.uniform(0.85, 1.1)), depth)
            stone(canvas, (x, y), r, tone)

    scenery.add_static_layer(depth, top - 40 * comp.far, bottom + 4, paint)


def stone(canvas: skia.Canvas, foot: tuple[float, float], r: float, color: Color) -> None:
    """A stone with a flat foot and a lit top."""
    x, y = foot
    body = [
        (x - r, y),
        (x - r * 0.85, y - r * 0.5),
        (x - r * 0.2, y - r * 0.85),
        (x + r * 0.6, y - r * 0.6),
        (x + r, y),
    ]
    canvas.drawPath(shape(body), fill(color))
    canvas.drawPath(
        shape(
            [(x + r * 0.1, y), (x + r * 0.2, y - r * 0.55), (x + r * 0.6, y - r * 0.6), (x + r, y)]
        ),
        fill(color.with_lightness(color.lch[0] * 0.8)),
    )


def dunes(scenery: Backdrop, depth: float, height: float) -> None:
    """A line of dunes with sharp crests."""
    comp, dice, light = scenery.framing, scenery.rng, scenery.light
    sun, shade = light.lit(SAND, depth), light.lit(Color.parse("#b3683c"), depth)
    foot = comp.horizon + (30 + 60 * depth) * comp.far

    def paint(canvas: skia.Canvas, rect: Rect) -> None:
        canvas.drawRect(
            skia.Rect.MakeLTRB(rect.x, foot - height * 0.2, rect.right, foot + 30), fill(sun)
        )
        x = rect.x - 200
        while x < rect.right:
            w, h = dice.uniform(260, 520) * comp.far, height * dice.uniform(0.6, 1.2)
            crest = (x + w * 0.45, foot - h)
            canvas.drawPath(
                rounded_off(
                    [
                        (x - w * 0.3, foot + 10),
                        (x, foot - h * 0.2),
                        crest,
                        crest,
                        (x + w * 0.5, foot),
                    ]
                ),
                fill(sun),
            )
            canvas.drawPath(
                rounded_off(
                    [
                        crest,
                        crest,
                        (x + w * 0.8, foot - h * 0.35),
                        (x + w * 1.2, foot + 6),
                        (x + w * 0.4, foot + 8),
                        (x + w * 0.5, foot - h * 0.5),
                    ]
                ),
                fill(shade),
            )
            x += w * dice.uniform(0.6, 0.9)

    scenery.add_static_layer(depth, foot - height * 1.3 - 6, foot + 30, paint)


def _waves(dice: random.Random, height: float):
    """A gentle random line."""
    parts = [
        (dice.uniform(0.002, 0.012), dice.uniform(0, 6.28), dice.uniform(0.4, 1.0))
        for _ in range(4)
    ]

    def wave(x: float) -> float:
        return sum(a * math.sin(x * f + p) for f, p, a in parts) * height * 0.4

    return wave


def shape(points: list[tuple[float, float]]) -> skia.Path:
    """A closed outline through these points."""
    path = skia.Path()
    path.addPoly([skia.Point(*point) for point in points], True)
    return path


def _part(a: tuple[float, float], b: tuple[float, float], share: float) -> tuple[float, float]:
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share
