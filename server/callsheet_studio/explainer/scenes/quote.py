"""Quote: somebody's words, arriving word by word, and whose they are."""

from collections.abc import Mapping
from dataclasses import replace

from callsheet_studio.drawing.easing import Transform, ease_out_expo, ramp
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import Sprite, fill, polygon, sk_rect, sk_rrect, stroke
from callsheet_studio.explainer.layers.cards import CardStyle, paint_body
from callsheet_studio.explainer.layers.headline import ARRIVES
from callsheet_studio.explainer.scene_context import Layer, SceneContext, TextPaint
from callsheet_studio.explainer.scenes.arriving_words import (
    ON_CARD,
    OPENS,
    PAD,
    Ground,
    draw_ground,
    draw_words,
    line_times,
    place_words,
    size_of,
    word_times,
)
from callsheet_studio.explainer.scenes.statement import GROUNDS, draw_statement, words_of_quote
from callsheet_studio.explainer.theme.presets import Card
from callsheet_studio.storyboard.model import Scene

AUTHOR, AUTHOR_AT, LATEST = 100.0, 1.6, 2.4
"""The height of the author's name, at most, the second at which it comes at the earliest, and the
seconds before the scene's end at which it has come."""
OPENING, ENDING = frozenset('"“„«»「『'), frozenset('"”“»«」』')
"""Marks around words that somebody said, in one language or another."""
TAIL = 56.0
"""How wide the corner of a speech bubble is."""
MARGINS: Mapping[Card, float] = {"glass": 170.0, "sheet": 190.0}
"""What is left free for the mark before the words, in a wide frame."""


def quote(context: SceneContext) -> list[Layer]:
    """Return the layers of a quotation, which enters word by word: the first item's text, or
    else the title. The subtitle says who said it.

    Words that nobody is said to have said, in no quotation marks, have no mark: they stand below
    the scene's title.
    """
    scene = context.timed.scene
    written = words_of_quote(scene)
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
    style = context.style("heading", size_of(words), 8)
    writing, place = place_words(context, words, room, replace(style, floor=0.42))
    times = word_times(context, words.split(), is_first=True)
    lines = line_times(writing, times)
    layers = [
        draw_ground(context, place, QUOTED[context.theme.preset.card], times, lines),
        _mark(context, place, margin),
        draw_words(context, writing, times),
    ]
    if author:
        below = place.bottom if on_card else writing.rect.bottom
        at = max([AUTHOR_AT, *(time + OPENS for time, _ in lines)])
        layers.append(_author(context, author, Rect(room.x, below, room.w, AUTHOR), at))
    return layers


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


QUOTED: Mapping[Card, Ground] = {
    **GROUNDS,
    "sheet": _draw_head,
    "sticker": _bubble,
    "sketch": _bubble,
}


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
