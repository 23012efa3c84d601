"""A scene's headline with the look's ornament."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import product

from callsheet_studio.drawing.easing import ease_out_expo, on_twos, ramp
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import draw_partial_path, fill, polygon, sk_rect, stroke
from callsheet_studio.drawing.text_layout import TextStyle
from callsheet_studio.explainer.layers.motion import STRIKE, strike
from callsheet_studio.explainer.scene_context import (
    LEAST,
    Layer,
    PlacedText,
    SceneContext,
    TextPaint,
    Upright,
    mirror_layer,
)
from callsheet_studio.explainer.theme.color_roles import ColorRoles
from callsheet_studio.explainer.theme.presets import Ornament
from callsheet_studio.text.title_keywords import find_denied, find_keywords

ARRIVES = -0.2
"""Seconds into a scene at which its headline begins to arrive: it is on its way in the first frame,
since nothing else is there yet."""
SLOWEST, WIDEST = 0.5, 0.08
"""Seconds that a headline's word takes to arrive, and from one to the next, in any look."""

MOST_LINES, MOST_MORE = 8, 4
"""Lines of a heading that would be cut otherwise, and by how many its room becomes higher, at
most."""
READ = 0.5
"""Seconds in which words are read before they are struck out."""


@dataclass(frozen=True)
class HeadlineLayout:
    """The layer of a headline, and the rectangle that it takes together with its ornament."""

    layer: Layer
    rect: Rect


def heading(
    context: SceneContext,
    rect: Rect,
    lines: int = 2,
    size: float | None = None,
    centred: bool | None = None,
    upright: Upright = "top",
) -> HeadlineLayout:
    """Return the scene's title as a layer with the style's ornament, and the rectangle that it
    takes; of an untitled scene nothing, and an empty rectangle at the top of `rect`.

    Its words enter one after another. A title that does not fit is set smaller and on more lines,
    and takes a higher room if need be.

    Args:
        rect: The room for it, in design units.
        lines: The largest number of lines, unless the title would be cut.
        size: The largest text size; None is the style's.
        centred: None is the style's alignment.
        upright: Where it stands in a room that is too high.
    """
    if context.untitled:
        return HeadlineLayout(lambda _, __: None, replace(rect, w=0, h=0))
    preset = context.theme.preset
    centred = preset.centred if centred is None else centred
    style = context.style("heading", size or preset.type.heading_size, lines)
    style = replace(style, align="centre" if centred else "left")
    style, room = _fit_whole(context, style, replace(rect, h=rect.h - 30))
    writing = headline(context, context.timed.scene.title, style, room, upright)
    layer = place_headline(context, writing, centred, context.posed(ARRIVES))
    return HeadlineLayout(layer, _with_ornament(writing.rect))


def _fit_whole(context: SceneContext, style: TextStyle, room: Rect) -> tuple[TextStyle, Rect]:
    """The style and room in which the scene's title is not cut: as given, else with more lines,
    else in a room that is higher by up to `MOST_MORE` lines, else with smaller letters."""
    title, fit = context.timed.scene.title, context.typesetter.fit
    line = 0.5 * style.size * style.leading
    rooms = [replace(room, h=room.h + n * line) for n in range(MOST_MORE + 1)]
    for floor in (style.floor, min(style.floor, LEAST / style.size)):
        for higher, lines in product(rooms, range(style.lines, max(style.lines, MOST_LINES) + 1)):
            wider = replace(style, lines=lines, floor=floor)
            if not fit(title, wider, higher.w, higher.h).cut:
                return wider, higher
    return style, room


def headline(
    context: SceneContext,
    text: str,
    style: TextStyle,
    rect: Rect,
    upright: Upright = "top",
    life: tuple[float, float] = (0.0, math.inf),
) -> PlacedText:
    """Return a text laid out in `rect`, with its keywords (`find_keywords`), if any, in the accent
    color.

    Args:
        style: Size, lines and alignment.
        upright: Where it stands in a room that is too high.
        life: When it can be seen, in seconds from the scene's start.
    """
    inks = context.theme.inks
    marker = inks.marker if context.theme.preset.branded else None
    keywords = find_keywords(text, context.theme.language)
    ink = TextPaint(inks.ground, inks.ground.text, life=life, accents=keywords, marker=marker)
    return context.place_text(text, style, rect, ink, upright, by_word=True)


def _with_ornament(rect: Rect) -> Rect:
    return Rect(rect.x, rect.y, rect.w, rect.h + 30)


def place_headline(context: SceneContext, writing: PlacedText, centred: bool, at: float) -> Layer:
    """Return the layer of a headline whose words enter one after another from second `at` on, and
    then its ornament.

    Args:
        writing: The headline, as `headline` laid it out.
        centred: Whether the ornament is centered under it.
    """
    motion = context.theme.preset.motion
    motion = replace(
        motion, seconds=min(motion.seconds, SLOWEST), stagger=min(motion.stagger, WIDEST)
    )
    ornament = _ornament(context, writing, centred)
    denied = find_denied(context.timed.scene.title) if by_word(writing) else range(0)
    waits = _waiting(denied, len(writing.parts), max(0.0, at + motion.stagger * denied.stop))
    under = at + motion.stagger * len(writing.parts)
    pen = strike_out(context, writing, denied, waits.at)

    def draw(canvas: skia.Canvas, t: float) -> None:
        writing.draw(canvas, lambda n: motion.enter_title(t, waits.entry(n, at, motion.stagger)))
        pen(canvas, t)
        ornament(canvas, ease_out_expo(ramp(on_twos(t), under, motion.seconds * 1.3)))

    return draw


@dataclass(frozen=True)
class _Correction:
    """When words are struck out, and the words that wait for it."""

    at: float
    first: int
    """Of the words that come in their place; beyond all words where none do."""

    def entry(self, word: int, at: float, stagger: float) -> float:
        """When a word enters, of words that enter one after another from second `at` on."""
        if word < self.first:
            return at + word * stagger
        return self.at + STRIKE + (word - self.first) * stagger


def _waiting(denied: range, count: int, arrived: float) -> _Correction:
    """Of `not Y, but X`, X waits until Y is struck out; of `X, not Y` nothing waits."""
    return _Correction(arrived + READ, denied.stop if denied else count)


def by_word(writing: PlacedText) -> bool:
    """Return whether a placed text has one sprite for each word, and no word twice."""
    return len(writing.parts) == len(writing.words) == len(set(writing.words))


def strike_out(context: SceneContext, writing: PlacedText, denied: range, at: float) -> Layer:
    """Return the layer of a line that strikes out what is taken back.

    Args:
        writing: A text with a sprite for each word.
        denied: The numbers of its words that are struck out.
        at: When the pen begins, in seconds.
    """
    size = writing.block.size
    rows: dict[float, tuple[float, float]] = {}
    for part, word in zip(writing.parts, writing.words, strict=True):
        if word in denied:
            y = part.rect.y + 0.95 * size
            left, right = part.rect.x + 0.26 * size, part.rect.right - 0.26 * size
            known = rows.get(round(y), (left, right))
            rows[round(y)] = (min(known[0], left), max(known[1], right))
    lines = [(left, right, y) for y, (left, right) in sorted(rows.items())]
    return strike(lines, stroke(context.theme.inks.accent, max(3.0, 0.09 * size)), at)


def _ornament(context: SceneContext, writing: PlacedText, centred: bool) -> Layer:
    """The look's ornament under a headline; drawn as far as the share that a layer's time is."""
    ornament, inks = _ORNAMENTS[context.theme.preset.ornament], context.theme.inks
    foot = _foot(writing.rect, centred)

    def draw(canvas: skia.Canvas, p: float) -> None:
        if p > 0:
            ornament(canvas, inks, foot, p)

    return mirror_layer(draw, writing.rect) if writing.block.style.align == "right" else draw


def _foot(rect: Rect, centred: bool) -> Rect:
    """Where an ornament stands: 96 units wide, under the text's own edge."""
    x = rect.cx - 48 if centred else rect.x
    return Rect(x, rect.bottom + 14, 96, 6)


def _bar(canvas: skia.Canvas, inks: ColorRoles, at: Rect, p: float) -> None:
    canvas.drawRoundRect(sk_rect(replace(at, w=at.w * p)), 3, 3, fill(inks.accent))


def _rail(canvas: skia.Canvas, inks: ColorRoles, at: Rect, p: float) -> None:
    canvas.drawRect(sk_rect(Rect(at.x, at.y + 2, 380 * p, 2)), fill(inks.primary, 0.45))
    canvas.drawRect(sk_rect(Rect(at.x, at.y, 56 * p, 6)), fill(inks.accent))


def _block(canvas: skia.Canvas, inks: ColorRoles, at: Rect, p: float) -> None:
    canvas.drawRect(sk_rect(Rect(at.x, at.y, 64 * p, 6)), fill(inks.primary))
    canvas.drawRect(sk_rect(Rect(at.x + 70 * p, at.y, 18 * p, 6)), fill(inks.accent))


def _slash(canvas: skia.Canvas, inks: ColorRoles, at: Rect, p: float) -> None:
    for n in range(3):
        x, w = at.x + n * 44 * p, 34 * p
        top, bottom = at.y - 2, at.y + 11
        path = polygon((x + 8, top), (x + 8 + w, top), (x + w, bottom), (x, bottom))
        canvas.drawPath(path, fill(inks.accent, 1 - 0.3 * n))


def _diamond(canvas: skia.Canvas, inks: ColorRoles, at: Rect, p: float) -> None:
    reach = 92 * p
    for side in (-1, 1):
        canvas.drawLine(
            at.cx + side * 14,
            at.cy,
            at.cx + side * (14 + reach),
            at.cy,
            stroke(inks.accent, 1.2, 0.8),
        )
    canvas.save()
    canvas.translate(at.cx, at.cy)
    canvas.rotate(45 + 90 * (1 - p))
    canvas.drawRect(sk_rect(Rect(-4.5, -4.5, 9, 9)), fill(inks.accent, p))
    canvas.restore()


def _wave(canvas: skia.Canvas, inks: ColorRoles, at: Rect, p: float) -> None:
    path = skia.Path()
    path.moveTo(at.x, at.cy)
    for n in range(48):
        x = at.x + (n + 1) * 2
        path.lineTo(x, at.cy + 5 * math.sin((n + 1) / 48 * math.tau * 3))
    draw_partial_path(canvas, path, stroke(inks.accent, 6), p)


def _underline(canvas: skia.Canvas, inks: ColorRoles, at: Rect, p: float) -> None:
    """There and half the way back, without lifting the pen."""
    path = skia.Path()
    path.moveTo(at.x, at.y + 2)
    path.quadTo(at.x + 120, at.y - 3, at.x + 240, at.y + 1)
    path.quadTo(at.x + 150, at.y + 4, at.x + 70, at.y + 10)
    draw_partial_path(canvas, path, stroke(inks.accent, 4), p)


_ORNAMENTS: Mapping[Ornament, Callable[[skia.Canvas, ColorRoles, Rect, float], None]] = {
    "bar": _bar,
    "rail": _rail,
    "block": _block,
    "slash": _slash,
    "diamond": _diamond,
    "wave": _wave,
    "underline": _underline,
}
