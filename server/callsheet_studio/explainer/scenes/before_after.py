"""Before and after: two values side by side, the new one as the hero, with what changed."""

import re
from dataclasses import dataclass, replace

from callsheet_studio.drawing.easing import ease_out_expo, ramp, smootherstep
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import Sprite, fill, sk_rrect
from callsheet_studio.explainer.attention import listen
from callsheet_studio.explainer.layers.icon_emblems import drawn_icon
from callsheet_studio.explainer.layers.text_pair import TextPair, write_pair
from callsheet_studio.explainer.number_format import (
    format_plain,
    format_value,
    in_language,
    step_change,
)
from callsheet_studio.explainer.scene_context import Layer, SceneContext, TextPaint
from callsheet_studio.storyboard.model import Item

ARROW = re.compile(r"(?<!\s)\s*+(?:→|➔|➜|⟶|->|=>)\s*+")
LEAST = 26.0
BEFORE, AFTER, AFTER_TALL = 104.0, 190.0, 150.0
"""Sizes of the two figures, at most."""
BAR = 22.0
BETWEEN = 90.0
"""Between the two, for an arrow."""
TURN, APART = 0.9, 0.7
"""Seconds in which the bar changes its length, and at least from the first value to the second."""
CHIP, PAD = 46.0, 18.0


@dataclass(frozen=True)
class Times:
    """When the earlier and the new value enter, in seconds."""

    before: float
    after: float


def before_after(context: SceneContext, room: Rect) -> list[Layer]:
    """Return the layers of the scene's only item inside `room`: its earlier value, its
    new value, and the change."""
    item = context.timed.scene.items[0]
    facing = context.mirrored_for_rtl(room, item.text)
    texts, times = _texts(item), _times(context, item)
    words = room.bottom_part(room.h * 0.3)
    upper = Rect(room.x, room.y, room.w, room.h - words.h - 14)
    if context.size.tall:
        old, new = upper.top_part(upper.h * 0.36), upper.bottom_part(upper.h * 0.46)
        arrow = Rect(upper.x, old.bottom, upper.w, new.y - old.bottom)
        side = min(arrow.h * 0.8, 60.0)
        place, icon = Rect(upper.x, arrow.cy - side / 2, side, side), "arrow-down"
    else:
        old = upper.left_part(upper.w * 0.36)
        new = upper.right_part(upper.w - old.w - BETWEEN)
        place, icon = Rect(old.right - 8, old.y + old.h * 0.6 - 32, 64, 64), "arrow-right"
    inks = context.theme.inks
    size = AFTER_TALL if context.size.tall else AFTER
    lengths = _lengths(item)
    layers = [
        _figure(facing, texts[0], old, BEFORE, times.before, hero=False),
        _bar(facing, old, (lengths[0], lengths[0]), times.before, hero=False),
        drawn_icon(facing, icon, place, inks.ground.quiet, times.after - 0.4),
        _figure(facing, texts[1], new, size, times.after, hero=True),
        _bar(facing, new, lengths, times.after, hero=True),
        *_name_layers(facing, item, (words, new), times),
    ]
    return facing.apply_mirror(layers)


def _texts(item: Item) -> tuple[str, str]:
    """Both values as they were written."""
    parts = ARROW.split(format_value(item))
    if len(parts) == 2:
        return parts[0], parts[1]
    return format_plain(item.before or 0.0), format_value(item)


def _times(context: SceneContext, item: Item) -> Times:
    """Each value as it is said, the second after the first."""
    values = [Item(text="", value=item.before), Item(text="", value=item.value)]
    spans = listen(values, context.timed.words, context.theme.language).spans
    first = next((span.start for span in spans if span.index == 0), context.cues[0])
    second = next((span.start for span in spans if span.index == 1), first + 2 * APART)
    latest = max(0.6, context.timed.seconds - 1.6)
    before = max(0.3, min(first, latest - APART))
    return Times(before, min(max(second, before + APART), latest))


def _lengths(item: Item) -> tuple[float, float]:
    """Shares of the full length, from zero; nothing where a value is below it."""
    before, after = item.before or 0.0, item.value or 0.0
    most = max(before, after)
    return (0.0, 0.0) if min(before, after) < 0 or most <= 0 else (before / most, after / most)


def _figure(
    context: SceneContext, text: str, rect: Rect, size: float, at: float, hero: bool
) -> Layer:
    surface, motion = context.theme.inks.ground, context.theme.preset.motion
    base = context.style("number", size, 1)
    style = replace(base, size=size, floor=LEAST / size, leading=1.0)
    ink = TextPaint(surface, surface.accent if hero else surface.quiet)
    writing = context.place_text(text, style, _above_bar(rect), ink, "bottom")
    return lambda canvas, t: writing.draw(canvas, lambda _: motion.enter(t, at))


def _above_bar(rect: Rect) -> Rect:
    return rect.top_part(rect.h - BAR - 16)


def _bar(
    context: SceneContext, rect: Rect, lengths: tuple[float, float], at: float, hero: bool
) -> Layer:
    """A bar as long as the value is large; the new one starts as long as the old one was."""
    inks, radius = context.theme.inks, min(context.theme.preset.radius, BAR / 2)
    longest = context.size.safe.w * (0.9 if context.size.tall else 0.32)
    color = inks.accent if hero else inks.ground.quiet
    line = Rect(rect.x, rect.bottom - BAR, longest, BAR)

    def draw(canvas: skia.Canvas, t: float) -> None:
        opened = ease_out_expo(ramp(t, at, 0.6))
        share = lengths[0] + (lengths[1] - lengths[0]) * smootherstep(ramp(t, at + 0.4, TURN))
        if opened > 0 and lengths[0] > 0:
            body = line.left_part(max(3.0, longest * share * (1.0 if hero else opened)))
            canvas.drawRRect(sk_rrect(body, radius), fill(color, smootherstep(opened)))

    return draw


def _name_layers(
    context: SceneContext, item: Item, places: tuple[Rect, Rect], times: Times
) -> list[Layer]:
    """The layers of what the values are of, and of their difference."""
    surface, motion = context.theme.inks.ground, context.theme.preset.motion
    room, new = places
    amount = step_change(item)
    layers: list[Layer] = []
    free = room
    if amount:
        under = room if context.size.tall else Rect(new.x, room.y, new.w, room.h)
        amount = in_language(amount, context.theme.language)
        chip, layer = _chip(context, amount, under, times.after + TURN)
        layers.append(layer)
        if context.size.tall:
            free = Rect(room.x, chip.bottom + 14, room.w, room.bottom - chip.bottom - 14)
        else:
            free = room.left_part(chip.x - 30 - room.x)
    head = context.style("strong", 36, 2)
    note = context.style("text", 28, 2)
    pair = TextPair(
        item.text,
        item.detail or context.timed.scene.subtitle,
        replace(head, floor=LEAST / head.size),
        replace(note, floor=LEAST / note.size),
    )
    texts = write_pair(
        context, pair, free.top_part(min(free.h, 150.0)), TextPaint(surface, surface.text)
    )

    def draw(canvas: skia.Canvas, t: float) -> None:
        for n, text in enumerate(texts):
            pose = motion.enter(t, min(times.before, 0.5) + 0.1 * n)
            text.draw(canvas, lambda _, pose=pose: pose)

    return [*layers, draw]


def _chip(context: SceneContext, text: str, room: Rect, at: float) -> tuple[Rect, Layer]:
    """The change on a plate in the accent color."""
    inks, motion = context.theme.inks, context.theme.preset.motion
    base = context.style("number", 32, 1)
    style = replace(base, size=32.0, floor=LEAST / 32)
    width = min(context.typesetter.width(text, style.face, 32.0) + 2, room.w - 2 * PAD)
    plate = Rect(room.x, room.y + 2, width + 2 * PAD, CHIP)
    ink = TextPaint(inks.marker, inks.marker.text)
    writing = context.place_text(text, style, plate.inset(PAD, 0), ink, "middle")
    radius = context.theme.preset.radius * 1.5

    def paint(canvas: skia.Canvas) -> None:
        canvas.drawRRect(sk_rrect(plate, radius), fill(inks.marker.fill))
        for part in writing.parts:
            part.draw(canvas)

    body = Sprite.record(plate, context.size.unit, paint)
    return plate, lambda canvas, t: body.draw(canvas, motion.enter(t, at))
