"""What an actor stands on: floors with haze towards the horizon, mirrors of lamps, shadows."""

from collections.abc import Sequence

from callsheet_studio.animatic.backdrop import Backdrop
from callsheet_studio.drawing.color import WHITE, Color
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill, sk_rect

SNOW = Color.parse("#f2f6fb")


def floor(scenery: Backdrop, far: Color, near: Color, top: float | None = None) -> None:
    """From the horizon (or `top`) to the lower edge, hazy where far; white where snow lies."""
    comp, light = scenery.framing, scenery.light
    start = comp.horizon + 30 * comp.far if top is None else top
    if light.white:
        far, near = far.mix(SNOW, 0.9), near.mix(SNOW, 0.85)

    def paint(canvas: skia.Canvas, rect: Rect) -> None:
        shader = skia.GradientShader.MakeLinear(
            [skia.Point(0, start), skia.Point(0, comp.h)],
            [light.lit(far, 0.45).argb(), light.lit(near, 1.0).argb()],
        )
        canvas.drawRect(sk_rect(rect), skia.Paint(Shader=shader, Dither=True))

    scenery.add_static_layer(0.0, start, comp.h, paint)


def reflections(scenery: Backdrop, colors: Sequence[Color]) -> None:
    """Streaks of light on the floor where it mirrors: at night, or in the rain."""
    comp, light, dice = scenery.framing, scenery.light, scenery.rng
    if not colors and not light.wet:
        return
    mirrored = [*colors] or [light.sky[2], light.haze, WHITE]

    def paint(canvas: skia.Canvas, rect: Rect) -> None:
        x = rect.x
        while x < rect.right:
            w, h = dice.uniform(10, 46) * comp.far, dice.uniform(50, comp.h * 0.22)
            _streak(
                canvas, Rect(x, rect.y, w, h), dice.choice(mirrored), 0.34 if light.wet else 0.2
            )
            x += dice.uniform(60, 190)

    scenery.add_static_layer(0.55, comp.horizon + 34 * comp.far, comp.h, paint)


def _streak(canvas: skia.Canvas, rect: Rect, color: Color, alpha: float) -> None:
    shader = skia.GradientShader.MakeLinear(
        [skia.Point(0, rect.y), skia.Point(0, rect.bottom)], [color.argb(alpha), color.argb(0)]
    )
    canvas.drawRect(sk_rect(rect), skia.Paint(Shader=shader, BlendMode=skia.BlendMode.kScreen))


def tufts(
    scenery: Backdrop, depth: float, y: tuple[float, float], color: Color, size: float
) -> None:
    """Blades of grass, strewn over a band of ground."""
    light, dice = scenery.light, scenery.rng

    def paint(canvas: skia.Canvas, rect: Rect) -> None:
        for _ in range(int(rect.w / 34)):
            x, foot = rect.x + dice.random() * rect.w, dice.uniform(*y)
            blade = fill(
                light.lit(color.with_lightness(color.lch[0] * dice.uniform(0.85, 1.2)), depth)
            )
            for lean in (-0.4, 0.0, 0.45):
                path = skia.Path()
                path.moveTo(x - size * 0.1, foot)
                path.quadTo(
                    x, foot - size * 0.6, x + lean * size, foot - size * dice.uniform(0.7, 1.1)
                )
                path.quadTo(x + size * 0.12, foot - size * 0.5, x + size * 0.1, foot)
                canvas.drawPath(path, blade)

    scenery.add_static_layer(depth, y[0] - size * 1.2, y[1] + 2, paint)
