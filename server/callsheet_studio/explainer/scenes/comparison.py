"""Comparison: two sides, each on a panel of its own, weighed against each other."""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

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
from callsheet_studio.explainer.theme.color_roles import SurfaceColors, surface_colors
from callsheet_studio.explainer.theme.presets import Card
from callsheet_studio.explainer.timing.item_cues import SETTLED, item_times
from callsheet_studio.storyboard.model import Item
from callsheet_studio.text.fixed_words import fixed_words

MOST_LISTED = 5
"""Things that a side lists at most."""
APART = 0.25
"""Seconds from a side to the first of its parts, at least."""
_LEFT, _RIGHT = ({"left", "links", "gauche", "izquierda"}, {"right", "rechts", "droite", "derecha"})
NAME = 58.0
"""The size of a side's name on a plate."""
LEAST_ROWS = 3
"""Rows that a list makes room for, so that two things do not drift apart."""


def comparison(stage: SceneContext) -> list[Layer]:
    """Two sides beside each other, one above the other in a tall frame.

    More than two, and sides with more to say than there is room for, become points.
    """
    items = stage.timed.scene.items
    long = any(len(_listed(item.detail)) > MOST_LISTED for item in items)
    plans = (points,) if len(items) != 2 or long else (_facing_sides, points)
    return choose_layout(stage, plans, lambda trial, build: build(trial))


def _facing_sides(stage: SceneContext) -> list[Layer]:
    facing = stage.mirrored_for_rtl(stage.size.safe)
    return facing.apply_mirror(_sides(facing))


def _sides(stage: SceneContext) -> list[Layer]:
    safe, tall = stage.size.safe, stage.size.tall
    head = heading(stage, safe.top_part(170 if tall else 120), lines=3 if tall else 2)
    room = Rect(safe.x, head.rect.bottom + 24, safe.w, safe.bottom - head.rect.bottom - 24)
    sides = room.rows(2, 44) if tall else room.columns(2, 64)
    if not (tall or stage.mirror) and _stand_crossed(stage.timed.scene.items):
        sides = sides[::-1]
    shown = stage.showing(_pictured(stage.timed.scene.items))
    layers = [head.layer, *(_side(shown, n, rect) for n, rect in enumerate(sides))]
    return [*layers, _scales(stage, room)]


def _stand_crossed(items: Sequence[Item]) -> bool:
    """Whether the first is named after the right side and the second after the left one."""
    first, second = (set(item.text.lower().split()) for item in items)
    return not _RIGHT.isdisjoint(first) and not _LEFT.isdisjoint(second)


@dataclass(frozen=True)
class _Face:
    """What one side shows."""

    panel: Sprite
    icon: Sprite | None
    texts: Sequence[PlacedText]
    """Its name and its points."""
    head: SurfaceColors
    """What the name stands on."""


def _side(stage: SceneContext, index: int, rect: Rect) -> Layer:
    """A panel with its own colour along the top, its name, and its points below."""
    inks, motion, cue = stage.look.inks, stage.look.preset.motion, stage.cues[index]
    first = inks.brand.secondary if stage.look.preset.branded else inks.series[0]
    color = (first, inks.accent)[index]
    face = (_with_icon if stage.item_icons.any else _on_plate)(stage, index, rect, color)
    frame, radius = stroke(color, 4), stage.look.preset.radius
    times = _times(stage, index, len(face.texts) - 1)

    def draw(canvas: skia.Canvas, t: float) -> None:
        pose = motion.enter(t, cue)
        if pose.alpha <= 0:
            return
        face.panel.draw(canvas, pose)
        if face.icon:
            face.icon.draw(canvas, pose)
        frame.setAlphaf(stage.emphasis_at(index, t))
        canvas.drawRRect(sk_rrect(rect.inset(2), radius), frame)
        for n, text in enumerate(face.texts):
            late = motion.enter(t, times[n - 1]) if n else pose
            surface = inks.panel if n else face.head
            shown = late.dimmed(item_opacity(stage, surface, index, t))
            text.draw(canvas, lambda _, shown=shown: shown)

    return draw


def _with_icon(stage: SceneContext, index: int, rect: Rect, color: Color) -> _Face:
    """The icon above the words, or beside them where there is much to say."""
    panel = _sprite(stage, rect, lambda canvas: _panel(canvas, stage, rect, color))
    mark, texts = (_list if _is_list(stage) else _statement)(stage, index, rect.inset(32, 28))
    surface = stage.look.inks.panel
    return _Face(panel, badge(stage, index, mark, surface), texts, surface)


def _on_plate(stage: SceneContext, index: int, rect: Rect, color: Color) -> _Face:
    """The name, large, on a plate in the side's colour, and below it what there is to say."""
    inks, radius = stage.look.inks, stage.look.preset.radius
    tint = inks.panel.fill.mix(color, 0.3) if stage.look.preset.drawn else color
    head = surface_colors([tint], tint)
    parts = _listed(stage.timed.scene.items[index].detail)
    plate = rect.top_part(rect.h * (0.42 if parts else 1.0))

    def paint(canvas: skia.Canvas) -> None:
        _panel(canvas, stage, rect, color)
        canvas.clipRRect(sk_rrect(rect, radius), doAntiAlias=True)
        canvas.drawRect(sk_rect(plate), fill(tint))

    name = replace(stage.style("strong", NAME, 3), align="centre", floor=0.4)
    item = stage.timed.scene.items[index]
    room = plate.inset(28, 14)
    texts = [
        stage.place_text(item.text, name, room, TextPaint(head, head.text, head.rest), "middle")
    ]
    below = Rect(rect.x, plate.bottom, rect.w, rect.bottom - plate.bottom).inset(32, 20)
    size = 40 if len(parts) < 3 else 32
    style = replace(stage.style("text", size, 5 if len(parts) < 2 else 2), align="centre")
    ink = TextPaint(inks.panel, inks.panel.text, inks.panel.rest)
    for part, row in zip(parts, below.rows(max(1, len(parts)), 6), strict=False):
        texts.append(stage.place_text(part, style, row, ink, "middle"))
    return _Face(_sprite(stage, rect, paint), None, texts, head)


def _sprite(stage: SceneContext, rect: Rect, paint: Callable[[skia.Canvas], None]) -> Sprite:
    return Sprite.drawn(rect.inset(-30), stage.size.unit, paint)


def _is_list(stage: SceneContext) -> bool:
    """Whether any side has several things to say."""
    return any(len(_listed(item.detail)) > 1 for item in stage.timed.scene.items)


def _times(stage: SceneContext, index: int, count: int) -> tuple[float, ...]:
    """When the parts under a side's name come: a single one with it, several as they are spoken,
    until the other side is.
    """
    if count == 1:
        return (stage.cues[index] + APART,)
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


def _pictured(items: Sequence[Item]) -> Sequence[Item]:
    """The items with what their names or else their details show, if both show something."""
    icons = [icon_for(item.icon, item.text) or icon_for(None, item.detail) for item in items]
    if not all(icons):
        return items
    return [item.model_copy(update={"icon": icon}) for item, icon in zip(items, icons, strict=True)]


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
