"""Large words that arrive as they are spoken, and the card that opens under them line by line."""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeAlias

from callsheet_studio.drawing.easing import ramp, smootherstep
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import Sprite, fill, sk_rect, stroke
from callsheet_studio.drawing.text_layout import Align, TextStyle
from callsheet_studio.explainer.layers.headline import ARRIVES
from callsheet_studio.explainer.layers.motion import STRIKE
from callsheet_studio.explainer.scene_context import Layer, PlacedText, SceneContext, TextPaint
from callsheet_studio.explainer.theme.presets import Card
from callsheet_studio.text.punctuation import AROUND_WORDS
from callsheet_studio.text.timed_word import TimedWord

Ground: TypeAlias = Callable[[skia.Canvas, SceneContext, Rect], None]
"""Draws what is under words, or next to them."""
SIZES = ((50, 84.0), (90, 62.0), (math.inf, 52.0))
"""The size of large words that have fewer characters than that."""
OPENS = 0.3
"""Seconds in which a card opens for the next line."""
EARLY = 0.15
"""Seconds before it is said at which a word begins to arrive."""
PAD = 34.0
"""Around words on a card."""
ON_CARD: frozenset[Card] = frozenset(["sheet", "slab", "sticker", "sketch"])
"""Looks whose words stand on a card."""
EDGE = 90.0
"""What a band reaches beyond the frame, which may be seen in a mirror off its middle."""
PALER = 0.3
"""How much of their strength words lose that are struck out."""


def size_of(words: str) -> float:
    """Return the size of large words, in design units."""
    return next(size for most, size in SIZES if len(words) < most)


def place_words(
    context: SceneContext, words: str, room: Rect, style: TextStyle, accents: Sequence[int] = ()
) -> tuple[PlacedText, Rect]:
    """Return words in the middle of a room, one sprite for each, and the place that they take with
    what is under them.

    Args:
        accents: The indexes of words in the accent color.
    """
    inks, on_card = context.theme.inks, context.theme.preset.card in ON_CARD
    align: Align = "centre" if context.theme.preset.centred else "left"
    style = replace(style, align=align, capitals=False, leading=1.24)
    surface = inks.panel if on_card else inks.ground
    marker = inks.marker if context.theme.preset.branded and not on_card else None
    paint = TextPaint(surface, surface.text, accents=tuple(accents), marker=marker)
    writing = context.place_text(words, style, room, paint, "middle", by_word=True)
    place = Rect(room.x, writing.rect.y, room.w, writing.rect.h)
    return writing, place.inset(-PAD if on_card else 0, -PAD)


def word_times(context: SceneContext, words: Sequence[str], is_first: bool) -> list[float]:
    """Return when each word arrives, in seconds: as it is spoken if the narration says them, else
    within two seconds.

    Args:
        is_first: Whether nothing stands above them: they are there in the film's first frame.
    """
    motion, spoken = context.theme.preset.motion, context.timed.words
    pace = min(motion.stagger * 1.5, 2.0 / max(1, len(words)))
    first = _place_in(spoken, words)
    times = [0.3 + n * pace for n in range(len(words))]
    if first is not None:
        times = [word.start - EARLY for word in spoken[first : first + len(words)]]
    return [context.posed(at) for at in times] if is_first else times


def _place_in(spoken: Sequence[TimedWord], words: Sequence[str]) -> int | None:
    """At which of the words that are spoken these begin; None if they are not said."""
    if len(spoken) == len(words):
        return 0
    said = [word.text.strip(AROUND_WORDS).casefold() for word in spoken]
    sought = [word.strip(AROUND_WORDS).casefold() for word in words]
    starts = range(len(said) - len(sought) + 1)
    return next((n for n in starts if said[n : n + len(sought)] == sought), None)


def line_times(writing: PlacedText, times: Sequence[float]) -> list[tuple[float, float]]:
    """Return when each line after the first comes, and its height.

    Args:
        times: When each word arrives.
    """
    rows: dict[int, float] = {}
    for part, word in zip(writing.parts, writing.words, strict=True):
        row, time = round(part.rect.y), times[word]
        rows[row] = min(time, rows.get(row, time))
    return [(rows[row], writing.block.leading) for row in sorted(rows)[1:]]


def draw_words(
    context: SceneContext, writing: PlacedText, times: Sequence[float], denied: float = math.inf
) -> Layer:
    """Return the layer of words, each at its time, and paler from second `denied` on."""
    motion = context.theme.preset.motion

    def draw(canvas: skia.Canvas, t: float) -> None:
        alpha = 1 - PALER * smootherstep(ramp(t, denied, STRIKE))
        writing.draw(canvas, lambda n: motion.enter_title(t, times[writing.words[n]]).dim(alpha))

    return draw


def draw_ground(
    context: SceneContext,
    place: Rect,
    paint: Ground,
    times: Sequence[float],
    lines: Sequence[tuple[float, float]],
) -> Layer:
    """Return the layer of the card under the words, or of the lines next to them. It comes with the
    first word, and is as high as the lines that have come: no room waits empty for one to come.

    Args:
        times: When each word arrives.
        lines: When each further line comes, in seconds, and its height.
    """
    motion = context.theme.preset.motion
    at = max(context.posed(ARRIVES), min(times, default=0.0) - EARLY)
    small = replace(place, h=place.h - sum(high for _, high in lines))
    there = at + motion.seconds

    def record(rect: Rect) -> Sprite:
        sheet = context.size.sheet.inset(-EDGE)
        return Sprite.record(sheet, context.size.unit, lambda canvas: paint(canvas, context, rect))

    first, whole = record(small), record(place)

    def draw(canvas: skia.Canvas, t: float) -> None:
        opened = sum(
            high * smootherstep(ramp(t, max(time - OPENS, there), OPENS)) for time, high in lines
        )
        if opened >= place.h - small.h - 0.01:
            whole.draw(canvas, motion.enter(t, at))
        elif opened <= 0:
            first.draw(canvas, motion.enter(t, at))
        else:
            paint(canvas, context, replace(small, h=small.h + opened))

    return draw


def paint_nothing(canvas: skia.Canvas, context: SceneContext, place: Rect) -> None:
    """Draw nothing: the words stand free."""


def paint_bar(canvas: skia.Canvas, context: SceneContext, place: Rect) -> None:
    """Draw a bar beside the words."""
    bar = Rect(place.x - 34, place.y + PAD / 2, 8, place.h - PAD)
    canvas.drawRect(sk_rect(bar), fill(context.theme.inks.primary))


def paint_hairlines(canvas: skia.Canvas, context: SceneContext, place: Rect) -> None:
    """Draw a thin line above and below the words."""
    for y in (place.y + 14, place.bottom - 14):
        canvas.drawLine(
            place.cx - 240, y, place.cx + 240, y, stroke(context.theme.inks.accent, 1.5)
        )


def paint_band(canvas: skia.Canvas, context: SceneContext, place: Rect) -> None:
    """Draw a band from edge to edge under the words."""
    sheet = context.size.sheet
    band = Rect(-EDGE, place.y, sheet.w + 2 * EDGE, place.h)
    canvas.drawRect(sk_rect(band), fill(context.theme.inks.panel.fill))
    canvas.drawRect(sk_rect(band.bottom_part(12)), fill(context.theme.inks.brand.accent))
