"""Water: beaches, coasts on which waves break, the open sea, and the world below it."""

import math

from callsheet_studio.animatic.actors.brush import rounded_off, strand
from callsheet_studio.animatic.backdrop import Backdrop
from callsheet_studio.animatic.places.ground import floor
from callsheet_studio.animatic.places.sky import gradient, halo, sky
from callsheet_studio.animatic.places.terrain import ridge, stone
from callsheet_studio.drawing.color import WHITE, Color
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill, sk_rect, stroke

SEA, SHALLOW = Color.parse("#1f6fa8"), Color.parse("#3fb0b8")
SAND, WET = Color.parse("#ecd29a"), Color.parse("#b8955f")
CLIFF = Color.parse("#4f5668")


def beach(scenery: Backdrop) -> None:
    """Sea to the horizon, a line of foam that comes and goes, sand."""
    sky(scenery, 4)
    comp, far = scenery.framing, scenery.framing.far
    ridge(scenery, 0.06, 44 * far, 30, Color.parse("#5a7a8a"), drop=4)
    shore = (
        comp.horizon + (comp.ground - comp.horizon) * 0.42
        if comp.framing == "wide"
        else comp.horizon + 90 * far
    )
    water(scenery, comp.horizon, shore + 20)
    floor(scenery, SAND.mix(WET, 0.5), SAND, top=shore)
    _foam(scenery, shore)
    _pebbles(scenery, shore)
    if comp.framing == "wide":
        palm_fronds(scenery)


def coast(scenery: Backdrop) -> None:
    """Cliffs, rocks in the surf, and the sea around them."""
    sky(scenery, 6)
    comp, far = scenery.framing, scenery.framing.far
    cliffs(scenery, 0.12, 190 * far, 0.5)
    water(scenery, comp.horizon, comp.h)
    cliffs(scenery, 0.3, 120 * far, 0.28)
    _rocks(scenery, 0.6)


def sea(scenery: Backdrop) -> None:
    """Open water in bands."""
    sky(scenery, 6)
    far = scenery.framing.far
    ridge(scenery, 0.05, 40 * far, 30, Color.parse("#5f7f98"), drop=4)
    water(scenery, scenery.framing.horizon, scenery.framing.h)


def underwater(scenery: Backdrop) -> None:
    """Rays from above, rocks with plants, rising bubbles."""
    comp, light, dice = scenery.framing, scenery.light, scenery.rng
    deep = (
        light.lit(Color.parse("#5fd0d8")),
        light.lit(Color.parse("#1f86b0")),
        light.lit(Color.parse("#0d3f6b")),
    )

    def paint(canvas: skia.Canvas, rect: Rect) -> None:
        gradient(canvas, rect, deep, comp.h * 0.9)
        for _ in range(6):
            x = rect.x + dice.random() * rect.w
            ray = rounded_off(
                [(x, -40), (x + 60, -40), (x - 60 + 90, comp.h * 0.8), (x - 180, comp.h * 0.8)]
            )
            canvas.drawPath(ray, fill(WHITE, 0.06))

    scenery.add_static_layer(0.0, 0, comp.h, paint)
    for depth, height in ((0.15, 130), (0.4, 90)):
        ridge(
            scenery,
            depth,
            height * comp.far,
            50,
            deep[2].mix(deep[1], 0.5 * (1 - depth)),
            drop=comp.h - comp.horizon,
        )
    floor(
        scenery, deep[2].mix(SAND, 0.25), deep[2].mix(SAND, 0.12), top=comp.horizon + 70 * comp.far
    )
    weeds(scenery, 0.7)
    bubbles(scenery)


def water(scenery: Backdrop, top: float, bottom: float) -> None:
    """A surface in the colours of sea and sky, with glints that wander."""
    comp, light, dice = scenery.framing, scenery.light, scenery.rng
    high = light.lit(SEA.mix(light.sky[2], 0.35), 0.5)
    low = light.lit(SEA.mix(SHALLOW, 0.35).mix(light.sky[1], 0.15))

    def paint(canvas: skia.Canvas, rect: Rect) -> None:
        shader = skia.GradientShader.MakeLinear(
            [skia.Point(0, top), skia.Point(0, max(bottom, top + 1))], [high.argb(), low.argb()]
        )
        canvas.drawRect(sk_rect(rect), skia.Paint(Shader=shader, Dither=True))
        if light.sun:
            _path_of_light(canvas, rect, scenery, top, bottom)

    scenery.add_static_layer(0.0, top, bottom, paint)
    glints = [
        (dice.random(), dice.random() ** 1.6, dice.uniform(0.4, 1.2), dice.uniform(0, 6.28))
        for _ in range(70)
    ]
    bright = light.sky[2].mix(WHITE, 0.4)

    def draw(canvas: skia.Canvas, t: float) -> None:
        for x, share, size, phase in glints:
            y = top + 4 + share * (bottom - top - 8)
            near = 0.25 + share
            alpha = 0.12 + 0.3 * max(0.0, math.sin(t * 1.6 + phase))
            left = x * comp.w * 1.2 - 60 + 10 * math.sin(t * 0.6 + phase)
            half = 26 * size * near * comp.far
            canvas.drawLine(left - half, y, left + half, y, stroke(bright, 2.2 * near, alpha))

    scenery.add_animated_layer(0.05, draw)


def _path_of_light(
    canvas: skia.Canvas, rect: Rect, scenery: Backdrop, top: float, bottom: float
) -> None:
    """The sun's or moon's glitter below it."""
    light, dice = scenery.light, scenery.rng
    x = rect.x + rect.w * (light.sun or (0.5, 0, 0))[0]
    halo(canvas, (x, top), 160, light.glow, 0.5)
    for n in range(40):
        share = n / 40
        y = top + share * (bottom - top)
        half = dice.uniform(10, 40 + 70 * share)
        off = dice.uniform(-30, 30) * (0.4 + share)
        canvas.drawLine(
            x + off - half,
            y,
            x + off + half,
            y,
            stroke(light.glow, 1.5 + 3 * share, 0.5 * (1 - share * 0.6)),
        )


def _foam(scenery: Backdrop, shore: float) -> None:
    """The wash: a wet edge, and foam that runs up and back."""
    comp, light, dice = scenery.framing, scenery.light, scenery.rng
    curve = [
        (dice.uniform(0.006, 0.018), dice.uniform(0, 6.28), dice.uniform(4, 10)) for _ in range(3)
    ]
    sea = light.lit(SHALLOW.mix(SEA, 0.3).mix(light.sky[1], 0.15))
    white, wet = light.lit(WHITE), light.lit(WET)

    def line(t: float, run: float) -> list[tuple[float, float]]:
        left, right = scenery.visible_span(0.5)
        step = 40
        return [
            (
                left + n * step,
                shore
                + run
                + sum(a * math.sin((left + n * step) * f + p + 0.3 * t) for f, p, a in curve)
                * comp.far,
            )
            for n in range(int((right - left) / step) + 2)
        ]

    def draw(canvas: skia.Canvas, t: float) -> None:
        run = (16 + 15 * math.sin(t * 1.1)) * comp.far
        for points, color, alpha in (
            (line(t, 46 * comp.far), wet, 0.55),
            (line(t, run + 5), white, 0.95),
            (line(t, run), sea, 1.0),
        ):
            path = strand(points)
            path.lineTo(points[-1][0], shore - 14)
            path.lineTo(points[0][0], shore - 14)
            path.close()
            canvas.drawPath(path, fill(color, alpha))
        canvas.drawPath(strand(line(t + 2, run - 16)), stroke(white, 3, 0.5))

    scenery.add_animated_layer(0.5, draw)


def _pebbles(scenery: Backdrop, shore: float) -> None:
    comp, light, dice = scenery.framing, scenery.light, scenery.rng

    def paint(canvas: skia.Canvas, rect: Rect) -> None:
        for _ in range(int(rect.w / 22)):
            x, y = rect.x + dice.random() * rect.w, dice.uniform(shore + 60 * comp.far, comp.h)
            tone = light.lit(dice.choice((WET, SAND.with_lightness(0.95), CLIFF)))
            r = dice.uniform(1.2, 3.4)
            canvas.drawOval(skia.Rect.MakeXYWH(x, y, 2.4 * r, r), fill(tone, 0.7))

    scenery.add_static_layer(1.0, shore + 40 * comp.far, comp.h, paint)


def palm_fronds(scenery: Backdrop) -> None:
    """A few leaves that hang into the picture, close to the camera."""
    comp, light = scenery.framing, scenery.light
    tone = light.lit(Color.parse("#1f5a3f")).mix(light.sky[0], 0.35)

    def paint(canvas: skia.Canvas, rect: Rect) -> None:
        for angle in (14, 40, 68):
            canvas.save()
            canvas.translate(rect.x + 10, -30)
            canvas.rotate(angle)
            leaf = rounded_off([(0, 0), (150, -26), (300, 0), (150, 20)])
            canvas.drawPath(leaf, fill(tone))
            canvas.restore()

    scenery.add_static_layer(1.15, 0, min(comp.h, 320), paint)


def cliffs(scenery: Backdrop, depth: float, height: float, share: float) -> None:
    """A headland that ends in the sea."""
    comp, dice, light = scenery.framing, scenery.rng, scenery.light
    left_side = (light.sun or (0.7, 0, 0))[0] > 0.5

    def paint(canvas: skia.Canvas, rect: Rect) -> None:
        end = rect.x + rect.w * share
        foot = comp.horizon + 30 * depth * comp.far + 4
        points = [(rect.x - 10, foot), (rect.x - 10, comp.horizon - height)]
        x, y = rect.x, comp.horizon - height
        while x < end:
            x += dice.uniform(20, 60) * comp.far
            y += dice.uniform(-8, 22) * comp.far * height / 150
            points.append((x, min(y, foot - 10)))
        points += [(end + 14 * comp.far, (y + foot) / 2), (end + 24 * comp.far, foot)]
        if not left_side:
            points = [(2 * rect.cx - px, py) for px, py in points]
        canvas.drawPath(_poly(points), fill(light.lit(CLIFF, depth)))
        clip = _poly(points)
        canvas.save()
        canvas.clipPath(clip, doAntiAlias=True)
        for _ in range(26):
            sx, sy = dice.uniform(rect.x, rect.right), dice.uniform(comp.horizon - height, foot)
            h = dice.uniform(20, 70) * comp.far
            dark = fill(light.shade(CLIFF, depth), 0.6)
            canvas.drawPath(
                _poly(
                    [
                        (sx, sy),
                        (sx + h * 0.3, sy + h * 0.2),
                        (sx + h * 0.12, sy + h),
                        (sx - h * 0.2, sy + h * 0.8),
                    ]
                ),
                dark,
            )
        canvas.restore()

    scenery.add_static_layer(
        depth, comp.horizon - height * 1.15, comp.horizon + 40 * comp.far, paint
    )


def _rocks(scenery: Backdrop, depth: float) -> None:
    comp, dice, light = scenery.framing, scenery.rng, scenery.light

    def paint(canvas: skia.Canvas, rect: Rect) -> None:
        for _ in range(max(3, int(rect.w / 260))):
            x, y = rect.x + dice.random() * rect.w, comp.horizon + dice.uniform(26, 70) * comp.far
            stone(canvas, (x, y), dice.uniform(20, 52) * comp.far, light.lit(CLIFF, depth))
            canvas.drawLine(x - 60, y, x + 60, y, stroke(light.lit(WHITE, depth), 4, 0.7))

    scenery.add_static_layer(
        depth, comp.horizon - 40 * comp.far, comp.horizon + 80 * comp.far, paint
    )


def weeds(scenery: Backdrop, depth: float) -> None:
    """Water plants that sway."""
    comp, dice, light = scenery.framing, scenery.rng, scenery.light
    left, right = scenery.visible_span(depth)
    plants = [
        (
            dice.uniform(left, right),
            dice.uniform(70, 190) * comp.far,
            dice.uniform(0, 6),
            dice.choice(("#1f7a5f", "#2f9a6b", "#b5486b", "#e0804f")),
        )
        for _ in range(int((right - left) / 55))
    ]
    foot = min(comp.h + 10, max(comp.ground, comp.horizon + 110 * comp.far))

    def draw(canvas: skia.Canvas, t: float) -> None:
        for x, height, phase, code in plants:
            sway = 18 * math.sin(t * 1.1 + phase)
            points = [
                (x, foot),
                (x - sway * 0.4, foot - height * 0.35),
                (x + sway * 0.6, foot - height * 0.7),
                (x + sway * 1.4, foot - height),
            ]
            canvas.drawPath(
                strand(points), stroke(light.lit(Color.parse(code), 0.75), 9 * comp.far)
            )

    scenery.add_animated_layer(depth, draw)


def bubbles(scenery: Backdrop) -> None:
    """Strings of bubbles that rise and wobble."""
    comp, dice = scenery.framing, scenery.rng
    drops = [
        (dice.random(), dice.random(), dice.uniform(2, 8), dice.uniform(0, 6)) for _ in range(40)
    ]

    def draw(canvas: skia.Canvas, t: float) -> None:
        for x, start, r, phase in drops:
            y = comp.h - (start + t * 0.1 * (0.5 + r / 8)) % 1.1 * comp.h
            left = x * comp.w + 8 * math.sin(t * 2 + phase)
            canvas.drawCircle(left, y, r, stroke(WHITE, 1.4, 0.5))
            canvas.drawCircle(left - r * 0.3, y - r * 0.3, r * 0.2, fill(WHITE, 0.7))

    scenery.add_animated_layer(1.1, draw)


def _poly(points: list[tuple[float, float]]) -> skia.Path:
    path = skia.Path()
    path.addPoly([skia.Point(*point) for point in points], True)
    return path
