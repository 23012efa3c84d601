"""Comparison: two sides, each on a panel of its own, weighed against each other."""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.easing import Transform, ease_out_expo, ease_out_spring, ramp
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.icons import icon_for
from callsheet_studio.drawing.sketch import draw_hachure
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import Sprite, fill, outline, sk_rect, sk_rrect, stroke
from callsheet_studio.explainer.layers.cards import CardStyle, badge, paint_body
from callsheet_studio.explainer.layers.headline import heading
from callsheet_studio.explainer.layers.text_pair import TextPair, item_opacity, write_pair
from callsheet_studio.explainer.scene_context import Layer, PlacedText, SceneContext, TextPaint
from callsheet_studio.explainer.scenes.paging import choose_layout
from callsheet_studio.explainer.scenes.points import points
from callsheet_studio.explainer.theme.presets import Card
from callsheet_studio.explainer.timing.item_cues import SETTLED, item_times
from callsheet_studio.storyboard.model import Item
from callsheet_studio.text.fixed_words import fixed_words

MOST_LISTED = 5
"""Things that a side lists at most."""
APART = 0.25
"""Seconds from a side to the first of its parts, at least."""
LEAST_ROWS = 3
"""Rows that a list makes room for, so that two things do not drift apart."""


def comparison(stage: SceneContext) -> list[Layer]:
    """Two sides beside each other, one above the other in a tall frame.

    More than two, and sides with more to say than there is room for, become points.
    """
    items = stage.timed.scene.items
    long = any(len(_listed(item.detail)) > MOST_LISTED for item in items)
    plans = (points,) if len(items) != 2 or long else (_sides, points)
    return choose_layout(stage, plans, lambda trial, build: build(trial))


def _sides(stage: SceneContext) -> list[Layer]:
    safe, tall = stage.size.safe, stage.size.tall
    head = heading(stage, safe.top_part(170 if tall else 120), lines=3 if tall else 2)
    room = Rect(safe.x, head.rect.bottom + 24, safe.w, safe.bottom - head.rect.bottom - 24)
    sides = room.rows(2, 44) if tall else room.columns(2, 64)
    if not tall and stage.typesetter.reads_rtl(
        " ".join(item.text for item in stage.timed.scene.items)
    ):
        sides = sides[::-1]
    layers = [head.layer, *(_side(stage, n, rect) for n, rect in enumerate(sides))]
    return [*layers, _scales(stage, room)]


def _side(stage: SceneContext, index: int, rect: Rect) -> Layer:
    """A panel with its own colour along the top, its name, and its points below."""
    inks, motion, cue = stage.look.inks, stage.look.preset.motion, stage.cues[index]
    color = (inks.series[0], inks.accent)[index]
    panel = Sprite.drawn(rect.inset(-30), stage.size.unit, lambda c: _panel(c, stage, rect, color))
    frame = stroke(color, 4)
    lists = any(len(_listed(item.detail)) > 1 for item in stage.timed.scene.items)
    mark, texts = (_list if lists else _statement)(stage, index, rect.inset(32, 28))
    icon = badge(stage, _pictured(stage.timed.scene.items[index]), index, mark, inks.panel)
    radius, times = stage.look.preset.radius, _times(stage, index, len(texts) - 1)

    def draw(canvas: skia.Canvas, t: float) -> None:
        pose = motion.enter(t, cue)
        if pose.alpha <= 0:
            return
        panel.draw(canvas, pose)
        icon.draw(canvas, pose)
        frame.setAlphaf(stage.emphasis_at(index, t))
        canvas.drawRRect(sk_rrect(rect.inset(2), radius), frame)
        for n, text in enumerate(texts):
            late = motion.enter(t, times[n - 1]) if n else pose
            shown = late.dimmed(item_opacity(stage, inks.panel, index, t))
            text.draw(canvas, lambda _, shown=shown: shown)

    return draw


def _times(stage: SceneContext, index: int, count: int) -> tuple[float, ...]:
    """When the parts under a side's name come: as they are spoken, until the other side is."""
    cue, timed = stage.spoken[index], stage.timed
    following = min((other for other in stage.spoken if other > cue), default=math.inf)
    words = [word for word in timed.words if cue <= word.start < following]
    parts = [Item(text=part) for part in _listed(timed.scene.items[index].detail)[:count]]
    end = min(following + SETTLED, timed.seconds)
    return item_times(parts, words, cue + APART, end)


def _panel(canvas: skia.Canvas, stage: SceneContext, rect: Rect, color: Color) -> None:
    """The look's own card, with the side's colour where the look puts it."""
    preset = stage.look.preset
    paint_body(canvas, CardStyle(rect, stage.look.inks, preset, 0))
    canvas.save()
    canvas.clipRRect(sk_rrect(rect, preset.radius), doAntiAlias=True)
    _STRIPES[preset.card](canvas, rect, color)
    canvas.restore()


def _top(canvas: skia.Canvas, rect: Rect, color: Color) -> None:
    canvas.drawRect(sk_rect(rect.top_part(10)), fill(color))


def _left(canvas: skia.Canvas, rect: Rect, color: Color) -> None:
    canvas.drawRect(sk_rect(rect.left_part(12)), fill(color))


def _foot(canvas: skia.Canvas, rect: Rect, color: Color) -> None:
    canvas.drawRect(sk_rect(rect.bottom_part(14)), fill(color))


def _double_foot(canvas: skia.Canvas, rect: Rect, color: Color) -> None:
    canvas.drawRect(sk_rect(rect.bottom_part(2)), fill(color))
    canvas.drawRect(sk_rect(rect.bottom_part(8).top_part(2)), fill(color))


def _tab(canvas: skia.Canvas, rect: Rect, color: Color) -> None:
    canvas.drawRect(sk_rect(rect.top_part(14).left_part(rect.w * 0.4)), fill(color))


def _arch(canvas: skia.Canvas, rect: Rect, color: Color) -> None:
    canvas.drawOval(sk_rect(rect.top_part(36).shift(0, -20)), fill(color))


def _strokes(canvas: skia.Canvas, rect: Rect, color: Color) -> None:
    draw_hachure(canvas, outline(rect.top_part(14)), stroke(color, 6), 10)


_STRIPES: Mapping[Card, Callable[[skia.Canvas, Rect, Color], None]] = {
    "glass": _top,
    "paper": _left,
    "sheet": _tab,
    "slab": _foot,
    "rule": _double_foot,
    "sticker": _arch,
    "sketch": _strokes,
}


def _pictured(item: Item) -> Item:
    """The item with an icon, if its name or else its detail has one: sides have no numbers."""
    icon = icon_for(item.icon, item.text) or icon_for(None, item.detail)
    return item.model_copy(update={"icon": icon})


def _statement(stage: SceneContext, index: int, room: Rect) -> tuple[Rect, Sequence[PlacedText]]:
    """One thing to say: a large badge, the name and the detail in the panel's middle."""
    item, surface = stage.timed.scene.items[index], stage.look.inks.panel
    tall = stage.size.tall
    side = min(132.0, room.h) if tall else min(136.0, room.h * 0.4)
    left, top = (room.x, room.cy - side / 2) if tall else (room.cx - side / 2, room.y + 6)
    mark = Rect(left, top, side, side)
    words = (
        room.right_part(room.w - side - 28)
        if tall
        else room.bottom_part(room.bottom - mark.bottom - 18)
    )
    align = "left" if tall else "centre"
    head = replace(stage.style("strong", 44, 3), align=align)
    note = replace(stage.style("text", 31, 5), align=align)
    pair = TextPair(item.text, item.detail, head, note)
    return mark, write_pair(
        stage, pair, words, TextPaint(surface, surface.text, surface.rest), "middle"
    )


def _list(stage: SceneContext, index: int, room: Rect) -> tuple[Rect, Sequence[PlacedText]]:
    """Several things: the name beside a badge, and a row for each."""
    item, surface = stage.timed.scene.items[index], stage.look.inks.panel
    ink, quiet = (TextPaint(surface, c, surface.rest) for c in (surface.text, surface.quiet))
    side = min(76.0, room.h * 0.24)
    mark = Rect(room.x, room.y + 4, side, side)
    name = Rect(mark.right + 20, mark.y, room.right - mark.right - 20, side)
    below = room.bottom_part(room.bottom - mark.bottom - 22)
    parts = _listed(item.detail)
    rows = below.rows(max(len(parts), LEAST_ROWS), 6)
    style = stage.style("text", 33 if len(parts) < 4 else 28, 2)
    return mark, (
        stage.place_text(item.text, stage.style("strong", 40, 2), name, ink, "middle"),
        *(
            stage.place_text(part, style, row, quiet, "middle")
            for part, row in zip(parts, rows, strict=False)
        ),
    )


def _listed(detail: str | None) -> list[str]:
    """The things that a detail lists."""
    return [part.strip() for part in re.split(r"[;\n•]", detail or "") if part.strip()]


def _scales(stage: SceneContext, room: Rect) -> Layer:
    """The mark between the two."""
    inks = stage.look.inks
    place = Rect(room.cx - 30, room.cy - 30, 60, 60)
    style = replace(stage.style("number", 26, 1), align="centre")
    fill_color = inks.brand.accent
    ink = inks.ground.fill.with_min_contrast([fill_color], 4.6)
    quiet, inside = replace(stage, boxes=[]), place.inset(7, 0)
    second = max(stage.cues)
    text = quiet.place_text(
        fixed_words(stage.look.language).versus,
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
