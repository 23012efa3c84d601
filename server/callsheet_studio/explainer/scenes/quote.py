"""Quote: somebody's words, arriving word by word, and whose they are; or a sentence of running
text, below its heading."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeAlias

from callsheet_studio.drawing.easing import Transform, ease_out_expo, ramp, smootherstep
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import Sprite, fill, polygon, sk_rect, sk_rrect, stroke
from callsheet_studio.drawing.text_layout import Align, TextStyle
from callsheet_studio.explainer.layers.cards import CardStyle, paint_body
from callsheet_studio.explainer.layers.headline import ARRIVES, heading, strike_out
from callsheet_studio.explainer.layers.motion import STRIKE
from callsheet_studio.explainer.scene_context import Layer, PlacedText, SceneContext, TextPaint
from callsheet_studio.explainer.theme.presets import Card
from callsheet_studio.explainer.timing.item_cues import sentence_spans
from callsheet_studio.storyboard.model import Scene
from callsheet_studio.text.phrase_splitting import join_words
from callsheet_studio.text.timed_word import TimedWord
from callsheet_studio.text.turns import denies

AUTHOR, AUTHOR_AT, LATEST = 100.0, 1.6, 2.4
"""The height of the author's name, at most, the second at which it comes at the earliest, and the
seconds before the scene's end at which it has come."""
OPENS = 0.3
"""Seconds in which a card opens for the next line."""
SIZES = ((50, 84.0), (90, 62.0), (math.inf, 52.0))
"""The size of quoted words that have fewer characters than that."""
OPENING, ENDING = frozenset('"“„«»「『'), frozenset('"”“»«」』')
"""Marks around words that somebody said, in one language or another."""
PAD = 34.0
"""Around words on a card."""
ON_CARD: frozenset[Card] = frozenset(["sheet", "slab", "sticker", "sketch"])
"""Looks whose words stand on a card."""
EDGE = 90.0
"""What a band reaches beyond the frame, which may be seen in a mirror off its middle."""
PALER = 0.3
"""How much of their strength words lose that are struck out."""
TAIL = 56.0
"""How wide the corner of a speech bubble is."""
LEAST = 26.0
"""The smallest size of a sentence below a heading."""
Ground: TypeAlias = Callable[[skia.Canvas, SceneContext, Rect], None]
"""Draws what is under words, or next to them."""
MARGINS: Mapping[Card, float] = {"glass": 170.0, "sheet": 190.0}
"""What is left free for the mark before the words, in a wide frame."""


def quote(context: SceneContext) -> list[Layer]:
    """Return the layers of a quotation, which enters word by word: the first item's text, or
    else the title. The subtitle says who said it.

    Words that nobody is said to have said, in no quotation marks, have no mark: they stand below
    the scene's title.
    """
    scene = context.timed.scene
    written = scene.items[0].text if scene.items else scene.title
    words = _unquoted(written)
    facing = context.mirrored_for_rtl(context.size.safe, words)
    is_cited = words != written or bool(_author_of(scene))
    layers = _quote_layers(facing, words) if is_cited else draw_statement(facing, words)
    return facing.apply_mirror(layers)


def _author_of(scene: Scene) -> str | None:
    return scene.subtitle or (scene.items[0].detail if scene.items else None)


def _unquoted(words: str) -> str:
    """The words without quotation marks around all of them: the look has its own."""
    inside = words[1:-1]
    around = words[:1] in OPENING and words[-1:] in ENDING
    return inside if around and not any(mark in inside for mark in OPENING | ENDING) else words


def _quote_layers(context: SceneContext, words: str) -> list[Layer]:
    scene, safe, tall = context.timed.scene, context.size.safe, context.size.tall
    author = _author_of(scene)
    inset = 0.0 if tall else 70.0
    room = Rect(
        safe.x + inset,
        safe.y + 96,
        safe.w - 2 * inset,
        safe.h - 96 - (AUTHOR + 26 if author else 0),
    )
    on_card = context.theme.preset.card in ON_CARD
    margin = 0.0 if tall else MARGINS.get(context.theme.preset.card, 0.0)
    room = room.inset(PAD, PAD) if on_card else room
    room = room.right_part(room.w - margin)
    style = context.style("heading", _size_of(words), 8)
    writing, place = _place(context, words, room, replace(style, floor=0.42))
    times = _word_times(context, writing, is_first=True)
    lines = _line_times(writing, times)
    layers = [
        _ground(context, place, GROUNDS[context.theme.preset.card], lines),
        _mark(context, place, margin),
        _arriving(context, writing, times),
    ]
    if author:
        below = place.bottom if on_card else writing.rect.bottom
        at = max([AUTHOR_AT, *(time + OPENS for time, _ in lines)])
        layers.append(_author(context, author, Rect(room.x, below, room.w, AUTHOR), at))
    return layers


def draw_statement(context: SceneContext, words: str) -> list[Layer]:
    """Return the layers of words below the scene's title, or alone if they begin with it."""
    safe, card, title = context.size.safe, context.theme.preset.card, context.timed.scene.title
    layers: list[Layer] = []
    room = safe.inset(0, 40)
    if not (context.untitled or words.casefold().startswith(title.rstrip("….").casefold())):
        head = heading(context, safe.top_part(160 if context.size.tall else 104), lines=2)
        layers.append(head.layer)
        top = head.rect.bottom + 20
        room = Rect(safe.x, top, safe.w, safe.bottom - top)
    room = room.inset(PAD if card in ON_CARD else 0, PAD)
    size = _size_of(words)
    style = context.style("heading", size, 12 if context.size.tall else 8)
    writing, place = _place(context, words, room, replace(style, floor=LEAST / size))
    times = _word_times(context, writing, is_first=not layers)
    ground = _ground(context, place, PLAIN.get(card, GROUNDS[card]), _line_times(writing, times))
    at = denied_at(context.timed.words, words)
    layers += [ground, _arriving(context, writing, times, at)]
    if at < math.inf:
        layers.append(strike_out(context, writing, range(len(words.split())), at))
    return layers


def denied_at(spoken: Sequence[TimedWord], words: str) -> float:
    """Return when a sentence begins that says that these words, the sentence before it, are not so,
    in seconds; infinity without one."""
    said = [spoken[start:end] for start, end in sentence_spans(spoken)]
    for sentence, following in pairwise(said):
        if join_words(sentence) == words and denies(join_words(following)):
            return following[0].start
    return math.inf


def _size_of(words: str) -> float:
    return next(size for most, size in SIZES if len(words) < most)


def _place(
    context: SceneContext, words: str, room: Rect, style: TextStyle
) -> tuple[PlacedText, Rect]:
    """The words in the middle of a room, and the place that they take with what is under them."""
    inks, on_card = context.theme.inks, context.theme.preset.card in ON_CARD
    align: Align = "centre" if context.theme.preset.centred else "left"
    style = replace(style, align=align, capitals=False, leading=1.24)
    surface = inks.panel if on_card else inks.ground
    paint = TextPaint(surface, surface.text)
    writing = context.place_text(words, style, room, paint, "middle", by_word=True)
    place = Rect(room.x, writing.rect.y, room.w, writing.rect.h)
    return writing, place.inset(-PAD if on_card else 0, -PAD)


def _ground(
    context: SceneContext, place: Rect, paint: Ground, lines: Sequence[tuple[float, float]]
) -> Layer:
    """The card under the words, or the lines next to them. It is as high as the lines that have
    come: no room waits empty for one that is to come.

    Args:
        lines: When each further line comes, in seconds, and its height.
    """
    motion, at = context.theme.preset.motion, context.posed(ARRIVES)
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


def _nothing(canvas: skia.Canvas, context: SceneContext, place: Rect) -> None:
    """The words stand free under their mark."""


def _bar(canvas: skia.Canvas, context: SceneContext, place: Rect) -> None:
    bar = Rect(place.x - 34, place.y + PAD / 2, 8, place.h - PAD)
    canvas.drawRect(sk_rect(bar), fill(context.theme.inks.primary))


def _lines(canvas: skia.Canvas, context: SceneContext, place: Rect) -> None:
    for y in (place.y + 14, place.bottom - 14):
        canvas.drawLine(
            place.cx - 240, y, place.cx + 240, y, stroke(context.theme.inks.accent, 1.5)
        )


def _bubble(canvas: skia.Canvas, context: SceneContext, place: Rect) -> None:
    """The look's card as a speech bubble."""
    inks, x = context.theme.inks, place.x + 90
    paint_body(canvas, CardStyle(place, inks, context.theme.preset))
    tip = (x, place.bottom + 30)
    canvas.drawPath(
        polygon((x, place.bottom - 8), (x + TAIL, place.bottom - 8), tip), fill(inks.panel.fill)
    )
    if context.theme.preset.card == "sketch":
        for corner in (x, x + TAIL):
            canvas.drawLine(corner, place.bottom, *tip, stroke(inks.edge, 3))


def _draw_head(canvas: skia.Canvas, context: SceneContext, place: Rect) -> None:
    """A card with a head in the primary color for the mark: before the words, or over them."""
    inks, preset = context.theme.inks, context.theme.preset
    margin = MARGINS[preset.card]
    whole, head = place, place.top_part(14)
    if not context.size.tall:
        whole = Rect(place.x - margin, place.y, place.w + margin, place.h)
        head = whole.left_part(margin)
    paint_body(canvas, CardStyle(whole, inks, preset))
    canvas.save()
    canvas.clipRRect(sk_rrect(whole, preset.radius), doAntiAlias=True)
    canvas.drawRect(sk_rect(head), fill(inks.series[0]))
    canvas.restore()


def _bleed(canvas: skia.Canvas, context: SceneContext, place: Rect) -> None:
    """A band from edge to edge."""
    sheet = context.size.sheet
    band = Rect(-EDGE, place.y, sheet.w + 2 * EDGE, place.h)
    canvas.drawRect(sk_rect(band), fill(context.theme.inks.panel.fill))
    canvas.drawRect(sk_rect(band.bottom_part(12)), fill(context.theme.inks.brand.accent))


def _card(canvas: skia.Canvas, context: SceneContext, place: Rect) -> None:
    paint_body(canvas, CardStyle(place, context.theme.inks, context.theme.preset))


GROUNDS: Mapping[Card, Ground] = {
    "glass": _nothing,
    "paper": _bar,
    "rule": _lines,
    "sheet": _draw_head,
    "slab": _bleed,
    "sticker": _bubble,
    "sketch": _bubble,
}


PLAIN: Mapping[Card, Ground] = dict.fromkeys(("sheet", "sticker", "sketch"), _card)
"""The cards of looks whose quotations stand on another one: a bubble, or a card with a mark."""


def _word_times(context: SceneContext, writing: PlacedText, is_first: bool) -> list[float]:
    """When words arrive: as they are spoken when the narration is the quote, else within two
    seconds; those without anything above them stand in the film's first frame."""
    motion, spoken = context.theme.preset.motion, context.timed.words
    count = len(set(writing.words))
    pace = min(motion.stagger * 1.5, 2.0 / max(1, count))
    follow = len(spoken) == count
    times = [spoken[n].start - 0.15 if follow else 0.3 + n * pace for n in writing.words]
    return [context.posed(at) for at in times] if is_first else times


def _line_times(writing: PlacedText, times: Sequence[float]) -> list[tuple[float, float]]:
    """When each line after the first comes, and its height."""
    rows: dict[int, float] = {}
    for part, time in zip(writing.parts, times, strict=True):
        row = round(part.rect.y)
        rows[row] = min(time, rows.get(row, time))
    return [(rows[row], writing.block.leading) for row in sorted(rows)[1:]]


def _arriving(
    context: SceneContext, writing: PlacedText, times: Sequence[float], denied: float = math.inf
) -> Layer:
    """The words, each at its time, and paler once they are denied."""
    motion = context.theme.preset.motion

    def draw(canvas: skia.Canvas, t: float) -> None:
        alpha = 1 - PALER * smootherstep(ramp(t, denied, STRIKE))
        writing.draw(canvas, lambda n: motion.enter_title(t, times[n]).dim(alpha))

    return draw


def _mark(context: SceneContext, place: Rect, margin: float) -> Layer:
    """A large quotation mark over the words, or in the margin before them."""
    preset, inks = context.theme.preset, context.theme.inks
    size, color = 150.0, inks.accent
    x = place.cx - 36 if preset.centred else place.x + (PAD if preset.card in ON_CARD else 0)
    foot = place.y + (20 if preset.card in ON_CARD else PAD)
    if margin:
        size = 300.0 if preset.card == "glass" else 220.0
        x = place.x - margin + (0 if preset.card == "glass" else 30)
        foot = place.y + 0.5 * size + (58 if preset.card == "sheet" else 10)
        color = color if preset.card == "glass" else inks.panel.fill
    rect = Rect(x, foot - 0.61 * size, 0.6 * size, 0.51 * size)
    paint_colour = fill(color)

    def paint(canvas: skia.Canvas) -> None:
        line = context.typesetter.paragraph("\u201c", preset.type.display, size, paint_colour)
        line.paint(canvas, rect.x, rect.y + 0.72 * size - line.AlphabeticBaseline)

    flipped, at = context.mirror is not None, context.posed(ARRIVES)
    mark = Sprite.record(rect.inset(-0.14 * size), context.size.unit, paint, flipped)

    def draw(canvas: skia.Canvas, t: float) -> None:
        p = ease_out_expo(ramp(t, at, 1.0))
        mark.draw(canvas, Transform(dy=-30 * (1 - p), scale=0.8 + 0.2 * p, alpha=p))

    return draw


def _author(context: SceneContext, text: str, room: Rect, at: float) -> Layer:
    """Whose words they are, below them, from second `at` on."""
    surface, motion = context.theme.inks.ground, context.theme.preset.motion
    centred = context.theme.preset.centred
    style = replace(context.style("text", 29, 3), align="centre" if centred else "left")
    left = room.x if centred else room.x + 62
    rect = Rect(left, room.y + 26, room.right - left, AUTHOR)
    writing = context.place_text(text, style, rect, TextPaint(surface, surface.quiet))
    at = max(min(at, context.timed.seconds * 0.35), min(at, context.timed.seconds - LATEST))

    def draw(canvas: skia.Canvas, t: float) -> None:
        p = ease_out_expo(ramp(t, at, 0.8))
        y = writing.rect.y + writing.block.leading / 2
        if not centred and p > 0:
            canvas.drawRect(
                sk_rect(Rect(room.x, y - 1.5, 44 * p, 3)), fill(context.theme.inks.accent)
            )
        writing.draw(canvas, lambda _: motion.enter(t, at))

    return draw
