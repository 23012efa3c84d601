"""Shapes of a look: large figures in the palette's colors, where a scene has no picture. A film has
one of those that suit its look.

A shape is made of a few parts, each drawn once. In a title they come as its sentences begin, so
that there is something new to see; elsewhere they come together.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.sketch import draw_hachure, draw_outline
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import Sprite, fill, polygon, sk_rect, stroke
from callsheet_studio.explainer.scene_context import Layer, SceneContext, mirror_layer
from callsheet_studio.explainer.theme.presets import Emblem
from callsheet_studio.explainer.theme.theme import Theme
from callsheet_studio.text.phrase_splitting import PORTION_ENDS
from callsheet_studio.text.punctuation import CLOSING

Part: TypeAlias = Callable[[skia.Canvas], None]
APART = 0.14
"""Seconds between two parts that come together."""
QUIET = 0.35
"""How much of their color quiet shapes have."""
AT_FIRST = 2
"""Parts of a title's shape that are there from the beginning."""


@dataclass(frozen=True)
class _Figure:
    """Where a shape is drawn: around the origin, `r` units in each direction."""

    r: float
    colors: Sequence[Color]
    """The palette's, in another order for each scene."""
    ground: Color
    pick: Sequence[int]
    """Free choices, the same for the same scene: numbers from 0 to 3."""


Shape: TypeAlias = Callable[[_Figure], Sequence[Part]]
"""Draws a large shape in its parts."""


def edge_shape(context: SceneContext, room: Rect, at: float) -> Layer:
    """Return the layer of one half of the style's large shape at the right edge of the frame, as
    large as `room` allows; at the left edge for a title that runs from right to left.

    Args:
        at: When it enters, in seconds from the scene's start.
    """
    sheet = context.size.sheet
    r = min(sheet.right - room.x, room.h * (0.6 if context.size.tall else 0.5))
    layer = _shape(context, (sheet.right, room.bottom - r), r, at)
    is_rtl = context.typesetter.reads_rtl(context.timed.scene.title)
    return mirror_layer(layer, sheet) if is_rtl else layer


def framing_shapes(context: SceneContext, room: Rect, r: float, at: float) -> list[Layer]:
    """Return the layers of two halves of the style's large shape, at the right and the left edge of
    the frame.

    Args:
        r: The radius, in design units.
        at: When they enter, in seconds from the scene's start.
        room: Their middles are at the height of its middle.
    """
    half = _shape(context, (context.size.sheet.right, room.cy), r, at)
    return [half, mirror_layer(half, context.size.sheet)]


def whole_shape(context: SceneContext, room: Rect, at: float) -> Layer:
    """Return the layer of the style's large shape in the middle of `room`, as large as that allows.

    Args:
        at: When it enters, in seconds from the scene's start.
    """
    return _shape(context, (room.cx, room.cy), min(room.w, room.h) / 2, at)


def quiet_shape(context: SceneContext, room: Rect, at: float) -> Layer:
    """Return the layer of one half of a shape of the style at the right edge of the frame, as large
    as `room` allows, in colors near the ground's: another one in each scene.

    Args:
        at: When it enters, in seconds from the scene's start.
    """
    scene, theme, sheet = context.timed.scene, context.theme, context.size.sheet
    dice = theme.dice("quiet", context.timed.index, scene.title)
    series, ground = theme.inks.series, theme.inks.ground.fill
    colors = [ground.mix(color, QUIET) for color in dice.sample(series, len(series))]
    pick = tuple(dice.randrange(4) for _ in range(16))
    r = min(sheet.right - room.x, 0.5 * room.h)
    shape = dice.choice(_SHAPES[theme.preset.emblem])
    parts = shape(_Figure(r, colors, ground, pick))
    middle = (sheet.right, room.cy)
    sprite = _sprite(context, middle, r, _together(*parts))
    motion = theme.preset.motion
    return lambda canvas, t: sprite.draw(canvas, motion.enter(t, at))


def _shape(context: SceneContext, middle: tuple[float, float], r: float, at: float) -> Layer:
    inks, dice = context.theme.inks, context.theme.dice("shape", context.timed.scene.title)
    brand, turn = inks.brand, dice.randrange(len(inks.series))
    colors = inks.series
    if context.theme.preset.branded:
        colors = (inks.panel.fill, brand.secondary, brand.tertiary, brand.accent)
    colors = (*colors[turn:], *colors[:turn])
    pick = tuple(dice.randrange(4) for _ in range(16))
    parts = choose_shape(context.theme)(_Figure(r, colors, inks.ground.fill, pick))
    sprites = [_sprite(context, middle, r, part) for part in parts]
    motion, times = context.theme.preset.motion, _times(context, len(parts), at)

    def draw(canvas: skia.Canvas, t: float) -> None:
        for sprite, time in zip(sprites, times, strict=True):
            sprite.draw(canvas, motion.enter(t, time))

    return draw


def choose_shape(theme: Theme) -> Shape:
    """Return the shape of a film: by its seed, one of those that suit its style."""
    return theme.dice("shape").choice(_SHAPES[theme.preset.emblem])


def _sprite(context: SceneContext, middle: tuple[float, float], r: float, part: Part) -> Sprite:
    """A part around `middle`, as far as it lies in the frame."""
    (x, y), sheet, reach = middle, context.size.sheet, 1.06 * r
    left, top = max(sheet.x, x - reach), max(sheet.y, y - reach)
    right, bottom = min(sheet.right, x + reach), min(sheet.bottom, y + reach)

    def paint(canvas: skia.Canvas) -> None:
        canvas.translate(x, y)
        part(canvas)

    return Sprite.record(Rect(left, top, right - left, bottom - top), context.size.unit, paint)


def _times(context: SceneContext, count: int, at: float) -> list[float]:
    """When each part comes."""
    times = [at + n * APART for n in range(count)]
    if context.timed.scene.elements:
        return times
    words = context.timed.words
    starts = [
        word.start
        for before, word in pairwise(words)
        if before.text.rstrip(CLOSING).endswith(PORTION_ENDS)
    ]
    return [*times[:AT_FIRST], *starts[: count - AT_FIRST], *times[AT_FIRST + len(starts) :]]


def _arc(r: float, start: float, sweep: float, color: Color, width: float) -> Part:
    """A part of a circle, in degrees clockwise from the right."""
    oval = skia.Rect.MakeLTRB(-r, -r, r, r)
    return lambda canvas: canvas.drawArc(oval, start, sweep, False, stroke(color, width))


def _disc(x: float, y: float, r: float, color: Color) -> Part:
    return lambda canvas: canvas.drawCircle(x, y, r, fill(color))


def _together(*parts: Part) -> Part:
    def paint(canvas: skia.Canvas) -> None:
        for part in parts:
            part(canvas)

    return paint


def _orbits(figure: _Figure) -> Sequence[Part]:
    """Broad open rings, a planet at the end of each."""
    r, (one, two, three, four) = figure.r, figure.colors
    parts = [_together(_disc(0, 0, 0.2 * r, one), _arc(0.36 * r, 120, 190, one, 0.05 * r))]
    rings = ((0.54, 95, 150, two), (0.74, 150, 120, three), (0.93, 105, 95, four))
    for n, (reach, start, sweep, color) in enumerate(rings):
        turn = start + 12 * figure.pick[n]
        angle = math.radians(turn + sweep + 14)
        x, y = reach * r * math.cos(angle), reach * r * math.sin(angle)
        parts.append(
            _together(_arc(reach * r, turn, sweep, color, 0.11 * r), _disc(x, y, 0.055 * r, color))
        )
    return parts


def _construction(figure: _Figure) -> Sequence[Part]:
    """Quarters of a disc and a square around crossing lines, as if drawn with compasses."""
    r, (one, two, three, four) = figure.r, figure.colors
    side = 0.92 * r

    def lines(canvas: skia.Canvas) -> None:
        canvas.drawCircle(0, 0, side, stroke(four, 3))
        canvas.drawLine(-r, 0, r, 0, stroke(four, 3))
        canvas.drawLine(0, -r, 0, r, stroke(four, 3))
        for n in range(-9, 10):
            high = 14 if n % 3 == 0 else 8
            canvas.drawRect(sk_rect(Rect(n * r / 10 - 1, -high, 2, high)), fill(four))

    def square(canvas: skia.Canvas) -> None:
        canvas.drawRect(sk_rect(Rect(-0.62 * r, 0, 0.62 * r, 0.62 * r)), fill(two))
        canvas.drawCircle(-0.31 * r, 0.31 * r, 0.17 * r, fill(figure.ground))

    return [
        _together(_quarter(side, 180, one), _quarter(0.5 * r, 0, three)),
        square,
        _together(
            _quarter(0.36 * r, 270, two), _disc(-0.42 * r, -0.42 * r, 0.1 * r, figure.ground)
        ),
        lines,
    ]


def _quarter(r: float, start: float, color: Color) -> Part:
    oval = skia.Rect.MakeLTRB(-r, -r, r, r)
    return lambda canvas: canvas.drawArc(oval, start, 90, True, fill(color))


def _tiles(figure: _Figure) -> Sequence[Part]:
    """A mosaic of quarter discs, discs and squares, four by four; three of them come last."""
    side = figure.r / 2
    cells: list[Part] = []
    for n in range(16):
        x, y = (n % 4 - 2) * side, (n // 4 - 2) * side
        color = figure.colors[(figure.pick[n] + n) % 4]
        cells.append(_tile(Rect(x, y, side, side).inset(0.02 * side), color, figure.pick[n]))
    last = {1, 4, 13}
    first = [cell for n, cell in enumerate(cells) if n not in last]
    return [_together(*first[0::2]), _together(*first[1::2]), *(cells[n] for n in sorted(last))]


def _tile(cell: Rect, color: Color, form: int) -> Part:
    def paint(canvas: skia.Canvas) -> None:
        if form == 0:
            canvas.drawRect(sk_rect(cell), fill(color))
        elif form == 1:
            canvas.drawCircle(cell.cx, cell.cy, cell.w / 2, fill(color))
        else:
            canvas.save()
            canvas.clipRect(sk_rect(cell))
            x, y = (cell.x, cell.bottom) if form == 2 else (cell.right, cell.y)
            canvas.drawCircle(x, y, cell.w, fill(color))
            canvas.restore()

    return paint


def _star(figure: _Figure) -> Sequence[Part]:
    """A star with many points on slanted bars."""
    r, (one, two, three, four) = figure.r, figure.colors

    def bars(canvas: skia.Canvas) -> None:
        for n, color in enumerate((two, three)):
            x = (-0.98 + 0.34 * n) * r
            bar = polygon((x + 0.3 * r, -r), (x + 0.52 * r, -r), (x + 0.22 * r, r), (x, r))
            canvas.drawPath(bar, fill(color))

    points = [((0.84 if n % 2 else 0.66) * r, n * math.tau / 36) for n in range(36)]
    star = polygon(*((reach * math.cos(a), reach * math.sin(a)) for reach, a in points))
    return [
        bars,
        lambda canvas: canvas.drawPath(star, fill(four)),
        _disc(0, 0, 0.5 * r, figure.ground),
        _disc(0, 0, 0.34 * r, one),
    ]


def _rose(figure: _Figure) -> Sequence[Part]:
    """Long and short rays between fine rings, as on an old chart."""
    r, colors = figure.r, figure.colors

    def rings(canvas: skia.Canvas) -> None:
        for reach, width in ((0.98, 2.0), (0.93, 1.0), (0.56, 1.5)):
            canvas.drawCircle(0, 0, reach * r, stroke(colors[3], width))
        for n in range(72):
            angle, inner = n * math.tau / 72, 0.93 if n % 6 else 0.88
            dx, dy = math.cos(angle), math.sin(angle)
            canvas.drawLine(
                inner * r * dx, inner * r * dy, 0.98 * r * dx, 0.98 * r * dy, stroke(colors[3], 1.2)
            )

    long, short = _rays(0.86 * r, 0, colors[0]), _rays(0.54 * r, math.pi / 8, colors[1])
    return [rings, _together(short, long), _disc(0, 0, 0.07 * r, colors[2])]


def _rays(reach: float, turn: float, color: Color) -> Part:
    """Eight slender points."""
    path, wide = skia.Path(), 0.16 * reach
    for n in range(8):
        angle = turn + n * math.tau / 8
        left, right = angle - math.pi / 8, angle + math.pi / 8
        path.moveTo(wide * math.cos(left), wide * math.sin(left))
        path.lineTo(reach * math.cos(angle), reach * math.sin(angle))
        path.lineTo(wide * math.cos(right), wide * math.sin(right))
        path.lineTo(0, 0)
        path.close()
    return lambda canvas: canvas.drawPath(path, fill(color))


def _flower(figure: _Figure) -> Sequence[Part]:
    """A round blossom, and discs like stickers about it."""
    r, (one, two, three, four) = figure.r, figure.colors
    petals = skia.Path()
    for n in range(9):
        angle = n * math.tau / 9
        petals.addCircle(0.56 * r * math.cos(angle), 0.56 * r * math.sin(angle), 0.26 * r)
    petals.addCircle(0, 0, 0.56 * r)
    squiggle = skia.Path()
    squiggle.moveTo(-0.98 * r, 0.72 * r)
    for n in range(3):
        squiggle.rQuadTo(0.1 * r, (0.2 if n % 2 else -0.2) * r, 0.2 * r, 0)
    return [
        lambda canvas: canvas.drawPath(petals, fill(one)),
        _disc(0, 0, 0.36 * r, two),
        _disc(-0.74 * r, -0.74 * r, 0.2 * r, three),
        lambda canvas: canvas.drawPath(squiggle, stroke(four, 0.1 * r)),
    ]


def _doodle(figure: _Figure) -> Sequence[Part]:
    """A disc, a triangle and a box, hachured, their outlines drawn twice."""
    r, (one, two, three, four) = figure.r, figure.colors
    disc, box, ring = skia.Path(), skia.Path(), skia.Path()
    disc.addCircle(-0.3 * r, -0.3 * r, 0.56 * r)
    box.addRect(sk_rect(Rect(-0.66 * r, 0.3 * r, 0.6 * r, 0.6 * r)))
    ring.addCircle(0.42 * r, 0.5 * r, 0.3 * r)
    triangle = polygon((0.1 * r, 0.1 * r), (0.9 * r, 0.1 * r), (0.5 * r, -0.62 * r))
    pairs = ((disc, one), (box, two), (triangle, three), (ring, four))
    return [_hachure(path, color, figure.ground) for path, color in pairs]


def _hachure(path: skia.Path, color: Color, ground: Color) -> Part:
    def paint(canvas: skia.Canvas) -> None:
        draw_hachure(canvas, path, stroke(ground.mix(color, 0.55), 6), 14)
        draw_outline(canvas, path, color, 4)

    return paint


_SHAPES: Mapping[Emblem, Sequence[Shape]] = {
    "orbit": (_orbits, _tiles, _rose),
    "plan": (_construction, _tiles, _orbits),
    "tile": (_tiles, _construction, _rose),
    "burst": (_star, _tiles, _flower),
    "seal": (_rose, _orbits),
    "blob": (_flower, _orbits, _tiles),
    "scribble": (_doodle,),
}
