"""Comparison: two sides, each on a panel of its own, weighed against each other."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from callsheet_studio.drawing.easing import Transform, ease_out_expo, ease_out_spring, ramp
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import Sprite, fill, stroke
from callsheet_studio.drawing.text_layout import TextStyle
from callsheet_studio.explainer.item_icons import are_told_apart
from callsheet_studio.explainer.layers.cards import draw_badge
from callsheet_studio.explainer.layers.headline import heading
from callsheet_studio.explainer.layers.motion import wipe
from callsheet_studio.explainer.layers.text_pair import (
    QUIETER,
    TextPair,
    fit_all,
    fit_together,
    fit_unbroken,
    item_opacity,
    pair_height,
    write_pair,
)
from callsheet_studio.explainer.scene_context import Layer, PlacedText, SceneContext, TextPaint
from callsheet_studio.explainer.scenes.comparison_layouts import BADGE, SIDES, Side, SidesLayout
from callsheet_studio.explainer.scenes.paging import choose_layout
from callsheet_studio.explainer.scenes.points import points
from callsheet_studio.explainer.timing.item_cues import SETTLED, item_times
from callsheet_studio.storyboard.model import Item
from callsheet_studio.text.fixed_words import fixed_words
from callsheet_studio.text.language_names import primary_subtag

MOST_LISTED = 5
"""Things that a side lists at most."""
APART = 0.25
"""Seconds from a side to the first of its parts, at least."""
_LEFT, _RIGHT = ({"left", "links", "gauche", "izquierda"}, {"right", "rechts", "droite", "derecha"})
NAME, DETAIL, LISTED = 72.0, 54.0, 44.0
"""The sizes of a side's name, of what is said about it, and of each of several things, at most."""
LAST = 2.0
"""Seconds before the scene's end at which a wipe begins at the latest."""
_CHANGES: Mapping[str, tuple[str, str]] = {
    "de": ("vorher früher gestern alt", "nachher heute jetzt neu"),
    "en": ("before then yesterday old", "after now today new"),
    "es": ("antes ayer", "después ahora hoy"),
    "fr": ("avant hier", "après maintenant aujourd'hui"),
    "it": ("prima ieri", "dopo ora oggi"),
    "nl": ("voor vroeger gisteren oud", "na nu vandaag nieuw"),
    "pt": ("antes ontem", "depois agora hoje"),
}
"""By the film's language, the words that name a state and what it has become: `na` is `after` in
Dutch, and `in the` in Portuguese."""
LEAST_ROWS = 3
"""Rows that a list makes room for, so that two things do not drift apart."""


def comparison(context: SceneContext) -> list[Layer]:
    """Return the layers of a comparison: two sides next to each other, or one above the other in a
    tall frame.

    More than two sides, or sides with too much text, become cards.
    """
    items = context.timed.scene.items
    long = any(len(_split_detail(item.detail)) > MOST_LISTED for item in items)
    plans = (points,) if len(items) != 2 or long else (_facing_sides, points)
    return choose_layout(context, plans, lambda trial, build: build(trial))


def _facing_sides(context: SceneContext) -> list[Layer]:
    facing = context.mirrored_for_rtl(context.size.safe)
    return facing.apply_mirror(_sides(facing))


def _sides(context: SceneContext) -> list[Layer]:
    safe, tall, items = context.size.safe, context.size.tall, context.timed.scene.items
    head = heading(context, safe.top_part(170 if tall else 120), lines=3 if tall else 2)
    room = Rect(safe.x, head.rect.bottom + 24, safe.w, safe.bottom - head.rect.bottom - 24)
    layout = SIDES[context.theme.preset.card]
    shown = context.replace_items(_add_pictures(context, items))
    lists = any(len(_split_detail(item.detail)) > 1 for item in items)
    crossed = not (tall or context.mirror) and _stand_crossed(items)
    sides = layout.sides(shown, room, lists, crossed)
    if _is_change(items, context.theme.language):
        at = max(shown.cues[1], min(shown.said.spoken[1], context.timed.seconds - LAST))
        then, now = (_side(shown, layout, side, at) for side in sides)
        seam = stroke(context.theme.inks.accent, 5)
        return [head.layer, wipe(then, now, room, at, tall, seam)]
    layers = [head.layer, *(_side(shown, layout, side) for side in sides)]
    return [*layers, _scales(context, room)] if layout.versus else layers


def _is_change(items: Sequence[Item], language: str) -> bool:
    """Whether the two sides are one thing at two times: before and after."""
    first, second = (item.text.lower().split()[:1] for item in items)
    before, after = _CHANGES.get(primary_subtag(language), ("", ""))
    return not set(first).isdisjoint(before.split()) and not set(second).isdisjoint(after.split())


def _stand_crossed(items: Sequence[Item]) -> bool:
    """Whether the first is named after the right side and the second after the left one."""
    first, second = (set(item.text.lower().split()) for item in items)
    return not _RIGHT.isdisjoint(first) and not _LEFT.isdisjoint(second)


def _side(
    context: SceneContext, layout: SidesLayout, side: Side, wiped: float | None = None
) -> Layer:
    """What the look has under a side, its name, and its points.

    `wiped`: when the second side is uncovered, where it doesn't enter by itself.
    """
    index, motion, cue = side.index, context.theme.preset.motion, context.cues[side.index]
    room, unit = side.rect.inset(-80), context.size.unit
    panel = Sprite.record(room, unit, lambda canvas: layout.paint(canvas, context, side))
    frame, edge = stroke(side.color, 4), layout.mark(side, context.theme.preset.radius)
    if context.item_icons.any:
        mark, texts = (_list if side.lists else _statement)(context, side)
        icon = draw_badge(context, index, mark, side.surface)
    else:
        icon, texts = None, _name_texts(context, side)
    times = _times(context, index, len(texts) - 1)

    if wiped is not None and index:
        cue, times = wiped - motion.seconds, [max(wiped, time) for time in times]

    def draw(canvas: skia.Canvas, t: float) -> None:
        pose = motion.enter(t, cue)
        if pose.alpha <= 0:
            return
        panel.draw(canvas, pose)
        if icon:
            icon.draw(canvas, pose)
        frame.setAlphaf(context.emphasis_at(index, t))
        canvas.drawPath(edge, frame)
        for n, text in enumerate(texts):
            late = motion.enter(t, times[n - 1]) if n else pose
            surface = side.surface if n else side.head
            shown = late.dim(item_opacity(context, surface, index, t))
            text.draw(canvas, lambda _, shown=shown: shown)

    return draw


def _name_texts(context: SceneContext, side: Side) -> Sequence[PlacedText]:
    """The name, large, and what there is to say: no side has a picture."""
    items = context.timed.scene.items
    align = "left" if side.in_row else "centre"
    name = replace(context.style("strong", NAME, 3), align=align, floor=0.4)
    name = fit_unbroken(context, [item.text for item in items], name, side.name_room)
    ink = TextPaint(side.head, side.head.text, side.head.rest)
    texts = [context.place_text(items[side.index].text, name, side.name_room, ink, "middle")]
    return [*texts, *_parts(context, side, side.below_name, name)]


def _parts(context: SceneContext, side: Side, room: Rect, name: TextStyle) -> list[PlacedText]:
    """What is said about a side, a row for each part; both sides in the same size, smaller than
    their names."""
    surface, items = side.surface, context.timed.scene.items
    said = [_split_detail(item.detail) for item in items]
    count = max(map(len, said))
    rows = room.rows(max(LEAST_ROWS if side.lists and context.item_icons.any else 1, count), 6)
    style = context.style("text", DETAIL if count < 2 else LISTED, 5 if count < 2 else 2)
    fit = fit_all if count < 2 else fit_unbroken
    style = fit(context, [part for parts in said for part in parts], style, rows[0])
    style = replace(style, size=min(style.size, QUIETER * name.size), align=name.align)
    ink = TextPaint(surface, surface.text, surface.rest)
    return [
        context.place_text(part, style, row, ink, "middle")
        for part, row in zip(said[side.index], rows, strict=False)
    ]


def _times(context: SceneContext, index: int, count: int) -> tuple[float, ...]:
    """When the parts under a side's name come: a single one with it, several as they are spoken,
    until the other side is.
    """
    if count == 1:
        return (context.cues[index] + APART,)
    cue, timed = context.said.spoken[index], context.timed
    following = min((other for other in context.said.spoken if other > cue), default=math.inf)
    words = [word for word in timed.words if cue <= word.start < following]
    parts = [Item(text=part) for part in _split_detail(timed.scene.items[index].detail)[:count]]
    end = min(following + SETTLED, timed.seconds)
    return item_times(parts, words, cue + APART, end)


def _add_pictures(context: SceneContext, items: Sequence[Item]) -> Sequence[Item]:
    """The items with what their names or else their details show, if both show something, and not
    the same."""
    find = context.find_icon
    found = (find(item.icon, item.text) or find(None, item.detail) for item in items)
    icons = [icon for icon in found if icon]
    if len(icons) < len(items) or not are_told_apart(icons, items):
        return items
    return [item.model_copy(update={"icon": icon}) for item, icon in zip(items, icons, strict=True)]


def _statement(context: SceneContext, side: Side) -> tuple[Rect, Sequence[PlacedText]]:
    """One thing to say: a large badge, the name and the detail, in a row or below each other."""
    items, surface, room = context.timed.scene.items, side.surface, side.room
    in_row = context.size.tall or side.in_row
    size = min(132.0, room.h) if in_row else min(172.0, room.h * 0.42)
    left, top = (room.x, room.cy - size / 2) if in_row else (room.cx - size / 2, room.y + 6)
    mark = Rect(left, top, size, size)
    words = (
        room.right_part(room.w - size - 28)
        if in_row
        else room.bottom_part(room.bottom - mark.bottom - 18)
    )
    align = "left" if in_row else "centre"
    head = replace(context.style("strong", NAME, 2 if in_row else 3), align=align)
    note = replace(context.style("text", DETAIL, 5), align=align)
    upper = words.top_part(words.h * (0.6 if any(item.detail for item in items) else 1.0))
    head = fit_unbroken(context, [item.text for item in items], head, upper)
    pairs = [TextPair(item.text, item.detail, head, note) for item in items]
    pairs = fit_together(context, pairs, words)
    ink = TextPaint(surface, surface.text, surface.rest)
    if in_row:
        return mark, write_pair(context, pairs[side.index], words, ink, "middle")
    free = words.h - max(pair_height(context, pair, words) for pair in pairs)
    return mark, write_pair(context, pairs[side.index], words.shift(dy=free / 2), ink)


def _list(context: SceneContext, side: Side) -> tuple[Rect, Sequence[PlacedText]]:
    """Several things: the name next to a badge, and a row for each."""
    items, surface, room = context.timed.scene.items, side.surface, side.room
    size = min(BADGE, room.h * 0.24)
    mark = Rect(room.x, room.y + 4, size, size)
    name = Rect(mark.right + 20, mark.y, room.right - mark.right - 20, size)
    below = room.bottom_part(room.bottom - mark.bottom - 22)
    if side.in_row:
        head = room.left_part(room.w * 0.36)
        mark = Rect(head.x, head.cy - size / 2, size, size)
        name = Rect(mark.right + 18, head.y, head.right - mark.right - 18, head.h)
        below = room.right_part(room.w * 0.6)
    if side.centred:
        mark = Rect(room.cx - size / 2, room.y, size, size)
        name = Rect(room.x, mark.bottom + 6, room.w, size * 0.8)
        below = room.bottom_part(room.bottom - name.bottom - 10)
    align = "centre" if side.centred else "left"
    style = replace(context.style("strong", 52, 2), align=align)
    style = fit_unbroken(context, [item.text for item in items], style, name)
    ink = TextPaint(surface, surface.text, surface.rest)
    text = context.place_text(items[side.index].text, style, name, ink, "middle")
    return mark, [text, *_parts(context, side, below, style)]


def _split_detail(detail: str | None) -> list[str]:
    """The things that a detail lists."""
    return [part.strip() for part in re.split(r"[;\n•]", detail or "") if part.strip()]


def _scales(context: SceneContext, room: Rect) -> Layer:
    """The mark between the two."""
    inks = context.theme.inks
    middle = room.right - 34 if context.size.tall else room.cx
    place = Rect(middle - 30, room.cy - 30, 60, 60)
    style = replace(context.style("number", 26, 1), align="centre")
    fill_color = inks.brand.accent
    ink = inks.ground.fill.with_min_contrast([fill_color], 4.6)
    quiet, inside = replace(context, boxes=[]), place.inset(7, 0)
    second = max(context.cues)
    text = quiet.place_text(
        fixed_words(context.theme.language).versus,
        style,
        inside,
        TextPaint(inks.ground, ink),
        "middle",
    )

    def draw(canvas: skia.Canvas, t: float) -> None:
        p = ramp(t, second, 0.7)
        if p <= 0:
            return
        scale = max(0.01, ease_out_spring(p))
        canvas.drawCircle(place.cx, place.cy, 36 * scale, fill(inks.ground.fill, ease_out_expo(p)))
        canvas.drawCircle(place.cx, place.cy, 30 * scale, fill(fill_color))
        text.draw(canvas, lambda _: Transform(scale=scale, alpha=p))

    return draw
