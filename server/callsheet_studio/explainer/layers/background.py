"""What is behind everything, one design a look.

It is drawn once for a scene and rests, as the viewer's eye should: what moves is what is spoken of.
"""

import math
import random
from collections.abc import Callable, Mapping, Sequence

from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.geometry import Rect, around
from callsheet_studio.drawing.line_breaking import is_rtl_language
from callsheet_studio.drawing.sketch import draw_hachure, draw_outline
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import Sprite, fill, polygon, rounded_path, sk_rect, stroke
from callsheet_studio.explainer.layers.background_parts import (
    Design,
    glow,
    gradient,
)
from callsheet_studio.explainer.layers.floating_shapes import floating_shape
from callsheet_studio.explainer.scene_context import Layer, SceneContext
from callsheet_studio.explainer.theme.presets import Backdrop


def background_layer(context: SceneContext) -> Layer:
    """Return the layer of the background of a scene in the film's style, mirrored in a film that
    is read from right to left."""
    design = _BACKDROPS[context.theme.preset.backdrop](context)
    backwards = is_rtl_language(context.theme.language)
    image = Sprite.record(context.size.sheet, context.size.unit, design, backwards)

    def draw(canvas: skia.Canvas, _: float) -> None:
        canvas.save()
        canvas.scale(1 / context.size.unit, 1 / context.size.unit)
        canvas.drawImage(
            image.image, 0, 0, skia.SamplingOptions(), skia.Paint(BlendMode=skia.BlendMode.kSrc)
        )
        canvas.restore()

    return draw


def _dice(context: SceneContext) -> random.Random:
    return context.theme.dice("backdrop")


def _aurora(context: SceneContext) -> Design:
    """A deep gradient with faint stars and two lights."""
    sheet, inks, rng = context.size.sheet, context.theme.inks, _dice(context)
    main, far, near, low = inks.ground.grounds
    stars = [
        (rng.uniform(0, sheet.w), rng.uniform(0, sheet.h), rng.uniform(0.6, 1.5)) for _ in range(70)
    ]

    span = max(sheet.w, sheet.h)
    lights = [
        glow(
            context,
            sheet.w * rng.uniform(0.72, 0.95),
            sheet.h * rng.uniform(0.05, 0.25),
            span * 0.33,
            near,
            0.75,
        ),
        glow(
            context,
            sheet.w * rng.uniform(0.05, 0.25),
            sheet.h * rng.uniform(0.75, 0.95),
            span * 0.28,
            inks.brand.secondary.with_lightness(near.lch[0], 0.6),
            0.55,
        ),
    ]

    def draw(canvas: skia.Canvas) -> None:
        canvas.drawRect(sk_rect(sheet), gradient(sheet, (low, main, far), 50))
        for x, y, r in stars:
            canvas.drawCircle(x, y, r, fill(inks.ground.text, 0.1))
        for light in lights:
            light.draw(canvas)

    return draw


def _plain(context: SceneContext) -> Design:
    """One even color and a breath of light."""
    sheet, (main, far, near, _) = context.size.sheet, context.theme.inks.ground.grounds
    light = glow(context, sheet.w * 0.8, sheet.h * 0.2, max(sheet.w, sheet.h) * 0.35, near, 0.5)

    def draw(canvas: skia.Canvas) -> None:
        canvas.drawRect(sk_rect(sheet), gradient(sheet, (main, main, far), 70))
        light.draw(canvas)

    return draw


def _grid(context: SceneContext) -> Design:
    """Squared paper with a spine in the primary color, and the arcs of a pair of compasses."""
    sheet, inks = context.size.sheet, context.theme.inks
    main, far, near, _ = inks.ground.grounds
    spine = 0.0 if context.size.tall else 26.0

    def draw(canvas: skia.Canvas) -> None:
        canvas.drawRect(sk_rect(sheet), gradient(sheet, (main, far), 75))
        for n in range(1, int(max(sheet.w, sheet.h) / 40) + 1):
            line = stroke(near, 1 if n % 5 else 2)
            canvas.drawLine(40 * n + spine, 0, 40 * n + spine, sheet.h, line)
            canvas.drawLine(0, 40 * n, sheet.w, 40 * n, line)
        canvas.drawRect(sk_rect(sheet.left_part(spine) if spine else sheet.top_part(14)), inks_fill)
        for n in range(int(sheet.h / 20) if spine else 0):
            reach = 14 if n % 4 == 0 else 8
            canvas.drawRect(sk_rect(Rect(spine - reach, 20 * n, reach, 1.5)), fill(main, 0.75))
        _draw_arcs(context, canvas)

    inks_fill = fill(inks.brand.primary)
    return draw


def _draw_arcs(context: SceneContext, canvas: skia.Canvas) -> None:
    """Two large dashed arcs about the far corner."""
    sheet, near = context.size.sheet, context.theme.inks.ground.grounds[2]
    for radius, dashes in ((sheet.h * 0.3, [26.0, 14.0]), (sheet.h * 0.42, [4.0, 12.0])):
        paint = stroke(near, 3)
        whole = math.tau * radius
        fit = whole / round(whole / sum(dashes)) / sum(dashes)
        paint.setPathEffect(skia.DashPathEffect.Make([d * fit for d in dashes], 0))
        canvas.drawCircle(sheet.w, sheet.h * (0.86 if context.size.tall else 0.98), radius, paint)


def _facets(context: SceneContext) -> Design:
    """A white room, a strip in the primary color, and large cut planes."""
    sheet, inks = context.size.sheet, context.theme.inks
    main, far, near, _ = inks.ground.grounds

    w, h = sheet.w, sheet.h
    planes = [
        _plane(context, ((w * 0.7, 12), (w + 60, 12), (w + 60, h * 0.66)), near, 0.55),
        _plane(
            context, ((w * 0.84, 12), (w + 60, 12), (w + 60, h + 60), (w * 0.95, h + 60)), near, 0.6
        ),
        _plane(context, ((-60, h * 0.74), (-60, h + 60), (w * 0.36, h + 60)), near, 0.5),
    ]

    def draw(canvas: skia.Canvas) -> None:
        canvas.drawRect(sk_rect(sheet), gradient(sheet, (main, main, far), 35))
        for plane in planes:
            plane.draw(canvas)
        canvas.drawRect(sk_rect(sheet.top_part(12)), fill(inks.brand.primary))
        canvas.drawRect(sk_rect(Rect(w * 0.8, 0, w * 0.2, 12)), fill(inks.brand.accent))

    return draw


def _plane(
    context: SceneContext, corners: Sequence[tuple[float, float]], color: Color, alpha: float
) -> Sprite:
    path = polygon(*corners)
    rect = around(Rect(x, y, 1, 1) for x, y in corners)
    return Sprite.record(rect, context.size.unit, lambda c: c.drawPath(path, fill(color, alpha)))


def _poster(context: SceneContext) -> Design:
    """The primary color, full bleed, with stripes and a huge ring."""
    sheet, (main, far, near, low) = context.size.sheet, context.theme.inks.ground.grounds
    rng = _dice(context)
    corner = rng.choice((0.0, 1.0))

    def draw(canvas: skia.Canvas) -> None:
        canvas.drawRect(sk_rect(sheet), gradient(sheet, (main, main, far), 30))
        canvas.drawCircle(sheet.w * (0.86 - 0.7 * corner), sheet.h, sheet.w * 0.3, fill(near, 0.8))
        canvas.save()
        canvas.clipRect(sk_rect(sheet.top_part(sheet.h * 0.3)))
        canvas.translate(sheet.w * (0.76 - 0.02 * corner), 0)
        canvas.rotate(24)
        for n in range(7):
            canvas.drawRect(sk_rect(Rect(n * 58 - 60, -260, 24, 420)), fill(near, 0.9))
        canvas.restore()
        canvas.drawCircle(sheet.w * 0.08, sheet.h * 0.95, 150, stroke(low, 46))

    return draw


def _stage(context: SceneContext) -> Design:
    """A dark room with a pool of light, a thin frame, and dust in the light."""
    sheet, inks, rng = context.size.sheet, context.theme.inks, _dice(context)
    main, far, near, low = inks.ground.grounds

    motes = [
        (rng.uniform(0, sheet.w), rng.uniform(0, sheet.h), rng.uniform(1, 3.2), rng.uniform(0, 6.3))
        for _ in range(26)
    ]

    def draw(canvas: skia.Canvas) -> None:
        shader = skia.GradientShader.MakeRadial(
            skia.Point(sheet.cx, sheet.h * 0.4),
            max(sheet.w, sheet.h) * 0.62,
            [near.mix(far, 0.5).argb(), main.argb(), low.argb()],
        )
        canvas.drawRect(sk_rect(sheet), skia.Paint(Shader=shader, Dither=True))
        canvas.drawRect(sk_rect(sheet.inset(26)), stroke(inks.accent, 1.2, 0.35))
        for x, y, r, phase in motes:
            canvas.drawCircle(x, y, r, fill(inks.accent, 0.16 + 0.1 * math.sin(phase)))

    return draw


def _confetti(context: SceneContext) -> Design:
    """A bright gradient and chunky shapes along the edges."""
    sheet, (main, far, near, low) = context.size.sheet, context.theme.inks.ground.grounds
    rng = _dice(context)

    places = (
        (0.04, 0.16),
        (0.93, 0.12),
        (0.98, 0.6),
        (0.02, 0.66),
        (0.2, 0.97),
        (0.8, 0.95),
        (0.5, 0.02),
    )
    shapes = [
        floating_shape(
            rng, sheet.w * (x + rng.uniform(-0.03, 0.03)), sheet.h * y, (near, low)[n % 2]
        )
        for n, (x, y) in enumerate(places)
    ]

    def draw(canvas: skia.Canvas) -> None:
        canvas.drawRect(sk_rect(sheet), gradient(sheet, (main, main, far), 48))
        for shape in shapes:
            shape(canvas)

    return draw


def _board(context: SceneContext) -> Design:
    """A whiteboard: a frame drawn by hand, and a marker's broad strokes along one edge."""
    sheet, inks = context.size.sheet, context.theme.inks
    main, far, near, _ = inks.ground.grounds
    edge = sheet.top_part(18) if context.size.tall else sheet.left_part(30)

    def draw(canvas: skia.Canvas) -> None:
        canvas.drawRect(sk_rect(sheet), gradient(sheet, (main, main, far), 60))
        draw_outline(canvas, rounded_path(sheet.inset(14), 18), near, 4)
        canvas.drawRect(sk_rect(edge), fill(inks.brand.primary, 0.5))
        draw_hachure(canvas, rounded_path(edge), stroke(inks.brand.primary, 9), 12)

    return draw


_BACKDROPS: Mapping[Backdrop, Callable[[SceneContext], Design]] = {
    "aurora": _aurora,
    "grid": _grid,
    "facets": _facets,
    "poster": _poster,
    "stage": _stage,
    "confetti": _confetti,
    "plain": _plain,
    "board": _board,
}
