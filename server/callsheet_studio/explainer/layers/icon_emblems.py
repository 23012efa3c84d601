"""Emblems: what a scene's icon sits in, one design a look. The icon draws itself on."""

import math
from collections.abc import Callable, Mapping
from functools import partial

from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.easing import (
    Transform,
    ease_out_bounce,
    ease_out_expo,
    on_twos,
    ramp,
    smootherstep,
)
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.icons import GRID, icon_path, load_icons
from callsheet_studio.drawing.pictures import draw_picture, picture_of_icon
from callsheet_studio.drawing.sketch import hachure
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import (
    Sprite,
    blur_paint,
    draw_partial_path,
    fill,
    sk_rect,
    sk_rrect,
    stroke,
)
from callsheet_studio.explainer.layers.pictures import palette_inks
from callsheet_studio.explainer.scene_context import Layer, SceneContext, mirror_layer
from callsheet_studio.explainer.theme.presets import Emblem


def emblem(context: SceneContext, icon: str, rect: Rect, at: float) -> Layer:
    """Return the layer of a scene's icon inside the emblem of the style, as large as `rect` allows.

    Args:
        icon: The name of an icon or picture.
        at: When it enters, in seconds from the scene's start.
    """
    side = min(rect.w, rect.h)
    place = rect.resize(side, side)
    if _picture(context, icon):
        ink = context.theme.inks.ground.text
        return drawn_icon(context, icon, place.resize(side * 0.6, side * 0.6), ink, at)
    frame, color = _EMBLEMS[context.theme.preset.emblem](context, place, at)
    share = 0.3 if side > 220 else 0.34
    drawing = drawn_icon(context, icon, place.resize(side * share, side * share), color, at + 0.25)

    def draw(canvas: skia.Canvas, t: float) -> None:
        frame(canvas, on_twos(t))
        drawing(canvas, t)

    return draw


def drawn_icon(context: SceneContext, icon: str, rect: Rect, color: Color, at: float) -> Layer:
    """Return the layer of an icon whose lines are drawn within 0.8 seconds, or of a picture that
    appears part by part.

    Args:
        icon: The name of an icon or picture.
        at: When it begins, in seconds from the scene's start.
        rect: Its rectangle, in design units.
        color: The color of a line icon.

    Raises:
        KeyError: There is no icon or picture of this name.
    """
    name = _picture(context, icon)
    if name:
        layer = _draw_picture(context, icon, name, rect, color, at)
    else:
        layer = _draw_lines(context, icon, rect, color, at)
    return mirror_layer(layer, rect) if context.mirror else layer


def _draw_lines(context: SceneContext, icon: str, rect: Rect, color: Color, at: float) -> Layer:
    """An icon's lines, one after the other."""
    path = icon_path(icon)
    scale = rect.w / GRID
    done = _find_sprite(context, icon, rect.inset(-2 * scale), _icon_painter(icon, rect, color))

    def draw(canvas: skia.Canvas, t: float) -> None:
        p = smootherstep(ramp(on_twos(t), at, 0.8))
        if p >= 1:
            done.draw(canvas)
        elif p > 0:
            canvas.save()
            canvas.translate(rect.x, rect.y)
            canvas.scale(scale, scale)
            draw_partial_path(canvas, path, stroke(color, 2.0), p)
            canvas.restore()

    return draw


def item_sprite(context: SceneContext, index: int, rect: Rect, color: Color) -> Sprite | None:
    """Return the sprite of an item's icon or picture inside `rect`; None if it has none.

    Args:
        index: The item's index in the scene.
        color: The color of a line icon.
    """
    icons = context.item_icons
    name = icons.names[index]
    return icon_sprite(context, name, rect, color, icons.lines) if name else None


def icon_sprite(
    context: SceneContext, icon: str, rect: Rect, color: Color, line: bool = False
) -> Sprite:
    """Return the sprite of an icon inside `rect`, or of the picture that shows the same thing.

    Args:
        icon: The name of an icon or picture.
        color: The color of a line icon.
        line: Whether a line icon is drawn even if there is a picture.

    Raises:
        KeyError: There is no icon or picture of this name.
    """
    if (name := _picture(context, icon)) and not line:
        box, inks = _picture_box(rect), palette_inks(context, name, color)
        paint = partial(draw_picture, name=name, box=box, inks=inks)
    else:
        box, paint = rect.inset(-2 * rect.w / GRID), _icon_painter(icon, rect, color)
    return _find_sprite(context, icon, box, paint, context.mirror is not None)


def _find_sprite(
    context: SceneContext,
    icon: str,
    box: Rect,
    paint: Callable[[skia.Canvas], None],
    mirrored: bool = False,
) -> Sprite:
    """The sprite of an icon or picture, which the next scene may show again."""
    return context.know(icon, Sprite.record(box, context.size.unit, paint, mirrored), box)


def _picture(context: SceneContext, icon: str) -> str | None:
    """The colored picture of an icon's thing; none where things are line drawings."""
    is_drawn = context.theme.preset.drawn and icon in load_icons()
    return None if is_drawn else picture_of_icon(icon)


def _picture_box(rect: Rect) -> Rect:
    """Room for a picture where an icon would be: a solid thing may be larger than lines."""
    return rect.inset(-0.2 * rect.w)


def _draw_picture(
    context: SceneContext, icon: str, name: str, rect: Rect, color: Color, at: float
) -> Layer:
    """An icon's picture of that name, part by part."""
    box, inks = _picture_box(rect), palette_inks(context, name, color)
    done = _find_sprite(context, icon, box, partial(draw_picture, name=name, box=box, inks=inks))

    def draw(canvas: skia.Canvas, t: float) -> None:
        p = ramp(on_twos(t), at, 0.8)
        if p >= 1:
            done.draw(canvas)
        elif p > 0:
            draw_picture(canvas, name, box, inks, p)

    return draw


def _icon_painter(icon: str, rect: Rect, color: Color) -> Callable[[skia.Canvas], None]:
    def paint(canvas: skia.Canvas) -> None:
        canvas.translate(rect.x, rect.y)
        canvas.scale(rect.w / GRID, rect.w / GRID)
        canvas.drawPath(icon_path(icon), stroke(color, 2.0))

    return paint


def _disc(
    context: SceneContext, rect: Rect, paint: Callable[[skia.Canvas], None], spill: float
) -> Sprite:
    return Sprite.record(rect.inset(-spill), context.size.unit, paint)


def _orbit(context: SceneContext, rect: Rect, at: float) -> tuple[Layer, Color]:
    """A glowing disc with two rings and three satellites."""
    inks, r = context.theme.inks, rect.w / 2
    core = inks.ground.fill.mix(inks.primary, 0.2)

    def paint(canvas: skia.Canvas) -> None:
        canvas.drawCircle(rect.cx, rect.cy, r * 0.6, blur_paint(inks.primary, r * 0.17, 0.34))
        canvas.drawCircle(rect.cx, rect.cy, r * 0.57, fill(core))
        canvas.drawCircle(rect.cx, rect.cy, r * 0.57, stroke(inks.primary, 2.5, 0.9))

    disc = _disc(context, rect.resize(rect.w * 0.6, rect.w * 0.6), paint, r * 0.5)
    dots = stroke(inks.series[1], 3.5, 0.75)
    dots.setPathEffect(skia.DashPathEffect.Make([0.1, r * math.tau * 0.78 / 48], 0))
    arcs = stroke(inks.edge, 2)
    arcs.setPathEffect(skia.DashPathEffect.Make([r * math.tau / 24] * 2, 0))
    colors = (inks.accent, inks.series[2], inks.series[1])

    def draw(canvas: skia.Canvas, t: float) -> None:
        grow = ease_out_expo(ramp(t, at, 0.9))
        if grow <= 0:
            return
        disc.draw(canvas, Transform(scale=0.7 + 0.3 * grow, alpha=grow))
        for radius, paint, turn in ((0.78, dots, 28 * grow), (0.98, arcs, -14 * grow)):
            _ring(canvas, rect, r * radius * (0.85 + 0.15 * grow), paint, turn)
        for n, color in enumerate(colors):
            reach = r * (0.78 if n != 1 else 0.98) * (0.85 + 0.15 * grow)
            angle = grow * (0.55 - 0.17 * n) * (-1) ** n + n * 2.2
            x, y = rect.cx + reach * math.cos(angle), rect.cy + reach * math.sin(angle)
            canvas.drawCircle(x, y, r * (0.042 - 0.008 * n) * grow, fill(color))

    return draw, inks.ground.accent


def _ring(canvas: skia.Canvas, rect: Rect, radius: float, paint: skia.Paint, turn: float) -> None:
    canvas.save()
    canvas.translate(rect.cx, rect.cy)
    canvas.rotate(turn)
    canvas.drawCircle(0, 0, radius, paint)
    canvas.restore()


def _plan(context: SceneContext, rect: Rect, at: float) -> tuple[Layer, Color]:
    """A construction drawing: a square with center lines, a circle and dimension marks."""
    inks = context.theme.inks
    side = rect.inset(rect.w * 0.14)
    line, thin = stroke(inks.primary, 2.5), stroke(inks.primary, 1.5, 0.5)
    thin.setPathEffect(skia.DashPathEffect.Make([9, 7], 0))

    def draw(canvas: skia.Canvas, t: float) -> None:
        p = ease_out_expo(ramp(t, at, 1.1))
        if p <= 0:
            return
        canvas.drawRect(sk_rect(side), fill(inks.primary, 0.06 * p))
        reach = rect.w / 2 * p
        canvas.drawLine(rect.cx - reach, rect.cy, rect.cx + reach, rect.cy, thin)
        canvas.drawLine(rect.cx, rect.cy - reach, rect.cx, rect.cy + reach, thin)
        _ring(canvas, rect, side.w * 0.36 * p, thin, 12 * p)
        draw_partial_path(canvas, _outline(side), stroke(inks.primary, 2.5), p)
        for x, y in (
            (side.x, side.y),
            (side.right, side.y),
            (side.x, side.bottom),
            (side.right, side.bottom),
        ):
            canvas.drawRect(sk_rect(Rect(x - 5, y - 5, 10, 10)), fill(inks.ground.fill, p))
            canvas.drawRect(sk_rect(Rect(x - 5, y - 5, 10, 10)), stroke(inks.accent, 2, p))
        canvas.drawCircle(rect.cx, rect.cy, side.w * 0.27, fill(inks.ground.fill, p))
        canvas.drawCircle(rect.cx, rect.cy, side.w * 0.27 * p, line)

    return draw, inks.ground.accent


def _outline(rect: Rect) -> skia.Path:
    path = skia.Path()
    path.addRect(sk_rect(rect))
    return path


def _tile(context: SceneContext, rect: Rect, at: float) -> tuple[Layer, Color]:
    """Three stacked tiles, the front one in the primary color."""
    inks = context.theme.inks
    front = rect.resize(rect.w * 0.6, rect.w * 0.6)
    radius = rect.w * 0.09
    colors = (inks.series[1], inks.series[2], inks.brand.primary)
    tiles: list[Sprite] = []
    for color, alpha in zip(colors, (0.28, 0.5, 1.0), strict=True):
        tiles.append(_tile_sprite(context, front, radius, color, alpha))
    on_front = inks.brand.primary.contrast(inks.panel.fill) >= 3
    icon = inks.panel.fill if on_front else inks.panel.text

    def draw(canvas: skia.Canvas, t: float) -> None:
        for n, tile in enumerate(tiles):
            p = ease_out_expo(ramp(t, at + 0.1 * n, 0.9))
            spread = rect.w * 0.1 * (2 - n) * p
            tile.draw(
                canvas,
                Transform(
                    dx=spread, dy=-spread + 40 * (1 - p), alpha=smootherstep(min(1, p * 1.4))
                ),
            )

    return draw, icon


def _tile_sprite(
    context: SceneContext, rect: Rect, radius: float, color: Color, alpha: float
) -> Sprite:
    def paint(canvas: skia.Canvas) -> None:
        if alpha == 1:
            canvas.drawRRect(
                sk_rrect(rect.shift(0, 10), radius), blur_paint(color.with_lightness(0.3), 14, 0.3)
            )
        canvas.drawRRect(sk_rrect(rect, radius), fill(color, alpha))

    return Sprite.record(rect.inset(-48), context.size.unit, paint)


def _burst(context: SceneContext, rect: Rect, at: float) -> tuple[Layer, Color]:
    """A star with many points in the accent color."""
    inks, r = context.theme.inks, rect.w / 2
    path = skia.Path()
    for n in range(40):
        reach = r * (0.94 if n % 2 else 0.8)
        angle = n * math.tau / 40
        step = path.lineTo if n else path.moveTo
        step(reach * math.cos(angle), reach * math.sin(angle))
    path.close()
    shadow, star = fill(inks.panel.fill, 0.9), fill(inks.brand.accent)
    ring = stroke(inks.lit.text, 2.5)
    ring.setPathEffect(skia.DashPathEffect.Make([1, 10], 0))
    inner = Rect(-r * 0.7, -r * 0.7, r * 1.4, r * 1.4)
    rim = Sprite.record(inner, context.size.unit, lambda c: c.drawCircle(0, 0, r * 0.66, ring))

    def draw(canvas: skia.Canvas, t: float) -> None:
        p = ramp(t, at, 0.7)
        if p <= 0:
            return
        canvas.save()
        canvas.translate(rect.cx, rect.cy)
        canvas.scale(max(0.01, ease_out_bounce(p)), max(0.01, ease_out_bounce(p)))
        for paint, shift in ((shadow, r * 0.06), (star, 0.0)):
            canvas.save()
            canvas.translate(shift, shift)
            canvas.rotate(-60 * (1 - ease_out_expo(p)))
            canvas.drawPath(path, paint)
            canvas.restore()
        rim.draw(canvas)
        canvas.restore()

    return draw, inks.lit.text


def _seal(context: SceneContext, rect: Rect, at: float) -> tuple[Layer, Color]:
    """A thin ring with ticks, like the dial of a watch."""
    inks, r = context.theme.inks, rect.w / 2
    path = skia.Path()
    for n in range(60):
        angle, inner = n * math.tau / 60, 0.86 if n % 5 else 0.8
        path.moveTo(r * inner * math.cos(angle), r * inner * math.sin(angle))
        path.lineTo(r * 0.9 * math.cos(angle), r * 0.9 * math.sin(angle))
    ticks = stroke(inks.accent, 1.5, 0.7)
    rim = _outer_rim(r)

    def draw(canvas: skia.Canvas, t: float) -> None:
        p = smootherstep(ramp(t, at, 1.6))
        if p <= 0:
            return
        canvas.save()
        canvas.translate(rect.cx, rect.cy)
        canvas.save()
        canvas.rotate(8 * p)
        ticks.setAlphaf(0.7 * p)
        canvas.drawPath(path, ticks)
        canvas.restore()
        draw_partial_path(canvas, rim, stroke(inks.accent, 1.5), p)
        canvas.drawCircle(0, 0, r * 0.7, stroke(inks.accent, 1, 0.35 * p))
        canvas.restore()

    return draw, inks.ground.accent


def _outer_rim(r: float) -> skia.Path:
    path = skia.Path()
    path.addCircle(0, 0, r * 0.98)
    return path


def _blob(context: SceneContext, rect: Rect, at: float) -> tuple[Layer, Color]:
    """A soft shape like a sticker, with an outline and a hard shadow."""
    inks, r = context.theme.inks, rect.w / 2
    body, shade = fill(inks.panel.fill), fill(inks.ground.text, 0.85)

    def draw(canvas: skia.Canvas, t: float) -> None:
        p = ramp(t, at, 0.8)
        if p <= 0:
            return
        shape = _wobble(r * 0.84 * max(0.01, ease_out_bounce(p)), p)
        for paint, shift in ((shade, r * 0.07), (body, 0.0), (stroke(inks.ground.text, 5), 0.0)):
            canvas.save()
            canvas.translate(rect.cx + shift, rect.cy + shift)
            canvas.drawPath(shape, paint)
            canvas.restore()

    return draw, inks.panel.accent


def _wobble(r: float, t: float) -> skia.Path:
    """A closed smooth curve around the origin at moment `t` of its wobble."""
    count = 8
    points: list[tuple[float, float]] = []
    for n in range(count):
        angle = n * math.tau / count + 0.1 * math.sin(t)
        reach = r * (1 + 0.06 * math.sin(1.7 * t + n * 2.4))
        points.append((reach * math.cos(angle), reach * math.sin(angle)))
    path = skia.Path()
    k = 4 / 3 * math.tan(math.tau / count / 4)
    path.moveTo(*points[0])
    for (ax, ay), (bx, by) in zip(points, [*points[1:], points[0]], strict=True):
        path.cubicTo(ax - k * ay, ay + k * ax, bx + k * by, by - k * bx, bx, by)
    return path


def _scribble(context: SceneContext, rect: Rect, at: float) -> tuple[Layer, Color]:
    """A circle drawn twice round, filled with strokes."""
    inks, r = context.theme.inks, rect.w * 0.42
    circle = skia.Path()
    circle.addCircle(rect.cx, rect.cy, r)
    strokes = hachure(circle.getBounds(), 15)
    color = inks.ground.fill.mix(inks.brand.primary, 0.32)

    def draw(canvas: skia.Canvas, t: float) -> None:
        p = smootherstep(ramp(t, at, 1.0))
        if p <= 0:
            return
        canvas.save()
        canvas.clipPath(circle, doAntiAlias=True)
        draw_partial_path(canvas, strokes, stroke(color, 6), p)
        canvas.restore()
        canvas.drawCircle(rect.cx, rect.cy, r * 0.56, fill(inks.ground.fill, p))
        draw_partial_path(canvas, circle, stroke(inks.primary, 4), p)
        _ring(canvas, rect, r * 1.03, stroke(inks.primary, 2.5, p), 0)

    return draw, inks.ground.text


_EMBLEMS: Mapping[Emblem, Callable[[SceneContext, Rect, float], tuple[Layer, Color]]] = {
    "orbit": _orbit,
    "plan": _plan,
    "tile": _tile,
    "burst": _burst,
    "seal": _seal,
    "blob": _blob,
    "scribble": _scribble,
}
