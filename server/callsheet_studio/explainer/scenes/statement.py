"""A sentence of running text below its heading, arriving as it is spoken: beside the number that it
is about, where it has one."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from callsheet_studio.drawing.geometry import Rect, around
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import Sprite
from callsheet_studio.drawing.text_layout import TextBlock, TextStyle
from callsheet_studio.explainer.layers.cards import CardStyle, paint_body
from callsheet_studio.explainer.layers.headline import heading, strike_out
from callsheet_studio.explainer.layers.icon_emblems import emblem
from callsheet_studio.explainer.layers.look_shapes import quiet_shape
from callsheet_studio.explainer.main_number import MainNumber, find_main_number
from callsheet_studio.explainer.scene_context import Layer, PlacedText, SceneContext, TextPaint
from callsheet_studio.explainer.scenes.arriving_words import (
    EARLY,
    ON_CARD,
    PAD,
    Ground,
    draw_ground,
    draw_words,
    line_times,
    paint_band,
    paint_bar,
    paint_hairlines,
    paint_nothing,
    place_words,
    size_of,
    word_times,
)
from callsheet_studio.explainer.scenes.number_layouts import NumberLayout, number_layout
from callsheet_studio.explainer.sentence_picture import find_picture
from callsheet_studio.explainer.theme.presets import Card
from callsheet_studio.explainer.timing.item_cues import sentence_spans
from callsheet_studio.storyboard.model import Scene
from callsheet_studio.text.lit_words import find_lit_words
from callsheet_studio.text.phrase_splitting import join_words
from callsheet_studio.text.punctuation import AROUND_WORDS
from callsheet_studio.text.timed_word import TimedWord
from callsheet_studio.text.turns import denies

LEAST = 26.0
"""The smallest size of a sentence below a heading."""
BESIDE, BESIDE_TALL, MOST_BESIDE = 46.0, 36.0, 9
"""The size of a sentence beside its number, in a wide and in a tall frame, and its lines, at
most."""
LOW, HIGHER = 0.4, 0.09
"""The share of a tall room below which a number's own is low, and by which it becomes higher."""
UNIT, UNIT_SHARE, UNIT_SHARE_TALL, SMALLEST = 58.0, 0.22, 0.13, 40.0
"""The size of a number's unit, at most, its share of the height of the number's room, in a wide and
in a tall frame, and the least size of the number."""
MOST_UNIT, MOST_UNDER, ONE_LINE, GAP = 0.45, 0.8, 0.6, 24.0
"""The shares of a room that a unit beside its number and one under it take, at most; how small it
may become for one line, as a share of its size; and between both."""
PICTURE, PICTURE_GAP, PICTURE_AT = 360.0, 40.0, 0.05
"""The side of a picture, at most, what is free beside it, and seconds into a scene at which it
comes at the earliest."""
LARGER, SHAPE = 1.3, 0.25
"""How much larger a sentence alone is than a quotation, at most; the share of its room that a shape
of the style takes, where the words leave a side of the frame free."""
NUMBER_EARLY = 0.12
"""Seconds before it is said at which a number begins to come."""


def draw_statement(context: SceneContext, words: str) -> list[Layer]:
    """Return the layers of words below the scene's title, or alone if they begin with it."""
    safe, title = context.size.safe, context.timed.scene.title
    layers: list[Layer] = []
    room = safe.inset(0, 40)
    if not (context.untitled or words.casefold().startswith(title.rstrip("….").casefold())):
        head = heading(context, safe.top_part(160 if context.size.tall else 104), lines=2)
        layers.append(head.layer)
        top = head.rect.bottom + 20
        room = Rect(safe.x, top, safe.w, safe.bottom - top)
    times = word_times(context, words.split(), is_first=not layers)
    number = find_main_number(words, context.theme.language)
    if number and denied_at(context.timed.words, words) == math.inf:
        return [*layers, *_with_number(context, words, number, room, times)]
    if picture := _choose_picture(context, words, times):
        place, room = _picture_room(context, room)
        layer = emblem(context, picture[0], place, picture[1])
        return [*layers, *_alone(context, words, room, times), layer]
    if context.size.tall or context.theme.preset.centred or context.theme.preset.card == "slab":
        return [*layers, *_alone(context, words, room, times)]
    beyond = context.size.sheet.right - room.right
    place = room.right_part(room.w * SHAPE).shift(beyond)
    shape = quiet_shape(context, place, context.posed(0.0))
    rest = room.left_part(room.w - place.w + beyond - PICTURE_GAP)
    return [shape, *layers, *_alone(context, words, rest, times)]


def _choose_picture(
    context: SceneContext, words: str, times: Sequence[float]
) -> tuple[str, float] | None:
    """The icon or picture that surely fits, and when it comes, in seconds: the scene's with the
    scene, that of a thing in the sentence with its word."""
    scene = context.timed.scene
    if icon := context.find_icon(scene.icon, scene.title):
        return icon, context.posed(PICTURE_AT)
    found = find_picture(words, context.theme.subject_of(scene))
    return (found[0], max(PICTURE_AT, times[found[1]])) if found else None


def _picture_room(context: SceneContext, room: Rect) -> tuple[Rect, Rect]:
    """Where the picture stands, and what is left for the words: beside each other in a wide frame,
    one above the other in a tall one."""
    if context.size.tall:
        above, words = room.top_part(room.h * 0.38), room.bottom_part(room.h * 0.6)
        is_centred = context.theme.preset.centred
        return above if is_centred else above.left_part(above.h), words
    side = min(room.w * 0.3, room.h, PICTURE)
    return room.right_part(side), room.left_part(room.w - side - PICTURE_GAP)


def lone_statement(context: SceneContext) -> str | None:
    """Return the sentence that the scene's only item is with its detail, as it is spoken; None
    where it is no sentence, or has a picture: that stands on a card."""
    items = context.timed.scene.items
    if len(items) != 1 or items[0].icon or items[0].number or context.first_number > 1:
        return None
    shown = _bare(f"{items[0].text} {items[0].detail or ''}")
    spoken = context.timed.words
    said = (join_words(spoken[start:end]) for start, end in sentence_spans(spoken))
    return next((sentence for sentence in said if _bare(sentence) == shown), None)


def words_of_quote(scene: Scene) -> str:
    """Return the words that a quote shows large: its first item's, or else its title."""
    return scene.items[0].text if scene.items else scene.title


def types_all_said(context: SceneContext) -> bool:
    """Return whether all that is said in the scene stands in its picture, word by word as it is
    spoken: captions would only say it again."""
    scene = context.timed.scene
    words = lone_statement(context) if scene.kind == "points" else None
    if scene.kind == "quote":
        words = words_of_quote(scene)
    return bool(words) and _bare(words or "") == _bare(join_words(context.timed.words))


def _bare(words: str) -> list[str]:
    return [word.strip(AROUND_WORDS).casefold() for word in words.split()]


def denied_at(spoken: Sequence[TimedWord], words: str) -> float:
    """Return when a sentence begins that says that these words, the sentence before it, are not so,
    in seconds; infinity without one."""
    said = [spoken[start:end] for start, end in sentence_spans(spoken)]
    for sentence, following in pairwise(said):
        if join_words(sentence) == words and denies(join_words(following)):
            return following[0].start
    return math.inf


def _alone(context: SceneContext, words: str, room: Rect, times: Sequence[float]) -> list[Layer]:
    card = context.theme.preset.card
    room = room.inset(PAD if card in ON_CARD else 0, PAD)
    size = size_of(words) * LARGER
    style = context.style("heading", size, 12 if context.size.tall else 8)
    lit = find_lit_words(words, context.timed.scene.title, context.theme.language)
    writing, place = place_words(context, words, room, replace(style, floor=LEAST / size), lit)
    ground = draw_ground(context, place, GROUNDS[card], times, line_times(writing, times))
    at = denied_at(context.timed.words, words)
    layers = [ground, draw_words(context, writing, times, at)]
    if at < math.inf:
        layers.append(strike_out(context, writing, range(len(words.split())), at))
    return layers


def _card(canvas: skia.Canvas, context: SceneContext, place: Rect) -> None:
    paint_body(canvas, CardStyle(place, context.theme.inks, context.theme.preset))


GROUNDS: Mapping[Card, Ground] = {
    "glass": paint_nothing,
    "paper": paint_bar,
    "rule": paint_hairlines,
    "slab": paint_band,
    **dict.fromkeys(("sheet", "sticker", "sketch"), _card),
}


def _with_number(
    context: SceneContext, words: str, number: MainNumber, room: Rect, times: Sequence[float]
) -> list[Layer]:
    """The number as large as the style has numbers, and the sentence beside or below it."""
    layout = _number_layout(context, room)
    inks, preset = context.theme.inks, context.theme.preset
    below = inks.panel if layout.paint and preset.card == "slab" else inks.ground
    size = BESIDE_TALL if context.size.tall else BESIDE
    base = context.style("strong", size, MOST_BESIDE)
    style = replace(base, align=layout.words_align, floor=LEAST / base.size)
    marker = inks.marker if preset.branded and below is inks.ground else None
    paint = TextPaint(below, below.text, accents=tuple(number.words), marker=marker)
    writing = context.place_text(
        words, style, layout.words, paint, layout.words_upright, by_word=True
    )
    at = [times[n] + EARLY - NUMBER_EARLY for n in number.at]
    return [*_number_layers(context, number, layout, at), draw_words(context, writing, times)]


def _number_layout(context: SceneContext, room: Rect) -> NumberLayout:
    """The layout of the style; in a tall frame the number is higher, and the sentence has all of
    the room below it, unless that is a band."""
    layout = number_layout(context, room, pictured=False)
    if not context.size.tall or context.theme.preset.card == "slab":
        return layout
    figure, words = layout.figure, layout.words
    more = HIGHER * room.h if figure.h < LOW * room.h else 0.0
    top = words.y + more
    return replace(
        layout,
        figure=replace(figure, h=figure.h + more),
        words=replace(words, y=top, h=room.bottom - top),
    )


def _number_layers(
    context: SceneContext, number: MainNumber, layout: NumberLayout, at: Sequence[float]
) -> list[Layer]:
    """What is under the number, then the number and its unit; of a change first the earlier one."""
    motion = context.theme.preset.motion
    figure, unit = _place_number(context, number, layout)
    starts = [at[0]] * len(number.figures[0].split())
    if len(at) > 1:
        starts += [at[1]] * (1 + len(number.figures[1].split()))

    def draw(canvas: skia.Canvas, t: float) -> None:
        figure.draw(canvas, lambda n: motion.enter(t, starts[figure.words[n]]))
        if unit:
            unit.draw(canvas, lambda _: motion.enter(t, at[-1] + motion.stagger))

    return [*_under_number(context, layout, figure, unit, at[0]), draw]


def _place_number(
    context: SceneContext, number: MainNumber, layout: NumberLayout
) -> tuple[PlacedText, PlacedText | None]:
    """The number and its unit, where the layout has numbers: the unit stands below, or beside a
    number that has the width of the frame."""
    surface, room = layout.surface or context.theme.inks.ground, layout.figure.inset(0, 8)
    base = context.style("number", layout.size, 1)
    style = replace(base, align=layout.align, leading=1.0, floor=SMALLEST / base.size)
    text, fit = _text_of(context, number), context.typesetter.fit
    small, unit = _fit_unit(context, number.unit, layout)
    is_beside = _stands_beside(context, layout)
    free = room.h - (0 if is_beside else unit.height)
    share = room.w - (unit.width + GAP if is_beside and unit.lines else 0)
    block = fit(text, style, share, free)
    top = room.y + {"top": 0.0, "middle": 0.5, "bottom": 1.0}[layout.upright] * (
        free - block.height
    )
    upper = Rect(room.x, top, share, block.height)
    ink = TextPaint(surface, surface.accent)
    figure = context.place_text(text, style, upper, ink, by_word=True)
    if not unit.lines:
        return figure, None
    lower = Rect(room.x, figure.rect.bottom, room.w, unit.height)
    if is_beside:
        foot = figure.rect.y + 0.855 * figure.block.size + 0.255 * unit.size
        lower = Rect(figure.rect.right + GAP, foot - unit.height, unit.width + 2, unit.height)
    return figure, context.place_text(number.unit, small, lower, TextPaint(surface, surface.text))


def _stands_beside(context: SceneContext, layout: NumberLayout) -> bool:
    """Whether a number has the width of the frame, so that its unit has room beside it."""
    return layout.align == "left" and not context.size.tall


def _fit_unit(
    context: SceneContext, unit: str, layout: NumberLayout
) -> tuple[TextStyle, TextBlock]:
    """The style of a unit, and how it is set: in one line if that is not much smaller."""
    room, fit = layout.figure, context.typesetter.fit
    share = UNIT_SHARE_TALL if context.size.tall else UNIT_SHARE
    base = context.style("strong", min(UNIT, share * room.h), 2)
    base = replace(base, align=layout.align, floor=LEAST / base.size)
    width = room.w * (MOST_UNIT if _stands_beside(context, layout) else MOST_UNDER)
    in_one = replace(base, lines=1)
    style = base if fit(unit, in_one, width).size < ONE_LINE * base.size else in_one
    block = fit(unit, style, width, room.h / 2)
    return replace(style, size=block.size), block


def _text_of(context: SceneContext, number: MainNumber) -> str:
    arrow = " \u2190 " if context.mirror else " \u2192 "
    return arrow.join(number.figures)


def _under_number(
    context: SceneContext,
    layout: NumberLayout,
    figure: PlacedText,
    unit: PlacedText | None,
    at: float,
) -> list[Layer]:
    """What the style has under its numbers, which comes with this one."""
    paint, motion = layout.paint, context.theme.preset.motion
    if paint is None:
        return []
    place = around([figure.rect, unit.rect] if unit else [figure.rect])
    body = Sprite.record(
        context.size.sheet, context.size.unit, lambda canvas: paint(canvas, context, layout, place)
    )
    return [lambda canvas, t: body.draw(canvas, motion.enter(t, at))]
