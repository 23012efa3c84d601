"""Number: one figure, as large as it can be, that counts up when it is spoken."""

import math
from dataclasses import replace

from callsheet_studio.drawing.draw_list import paint_paragraph
from callsheet_studio.drawing.easing import ramp, smootherstep
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import Sprite, fill, sk_rect, stroke
from callsheet_studio.drawing.text_layout import Align, TextStyle
from callsheet_studio.explainer.layers.cards import CardStyle, paint_body
from callsheet_studio.explainer.layers.headline import heading
from callsheet_studio.explainer.layers.icon_emblems import drawn_icon, emblem
from callsheet_studio.explainer.layers.text_pair import (
    TextPair,
    fit_together,
    item_text,
    write_pair,
)
from callsheet_studio.explainer.number_format import count_to, format_value
from callsheet_studio.explainer.scene_context import (
    ItemPage,
    Layer,
    PlacedText,
    SceneContext,
    TextPaint,
    left_edge,
)
from callsheet_studio.explainer.scenes.before_after import before_after
from callsheet_studio.explainer.scenes.charts.chart import unit_height, write_unit
from callsheet_studio.explainer.scenes.number_layouts import NumberLayout, number_layout
from callsheet_studio.explainer.scenes.paging import choose_layout
from callsheet_studio.explainer.scenes.title import title
from callsheet_studio.explainer.theme.color_roles import SurfaceColors
from callsheet_studio.explainer.theme.presets import Card

COUNT, EARLY = 0.6, 0.35
"""Seconds of counting, and before its cue at which a figure begins to."""
UNIT_GAP = 16.0
"""Between the unit of several figures and what they stand on."""
STANDS = 0.75
"""Seconds before the scene's end from which a figure stands as it is, at the latest."""


SMALLEST, LARGE_BESIDE = 40.0, 52.0
"""The size of a figure, at least, and of one that stands beside its words."""
LINED: frozenset[Card] = frozenset(["paper", "rule", "sketch"])
"""Looks that set several figures in rows with lines between them."""
CARDED: frozenset[Card] = frozenset(["sheet", "slab", "sticker"])
"""Looks that set each of several figures on a card."""
PAD = 30.0
"""Around a figure on a card."""


def number(context: SceneContext) -> list[Layer]:
    """Return the layers of a scene with one large number and a gauge or emblem, or with several
    numbers side by side.

    Without items the scene shows its title.
    """
    items = context.timed.scene.items
    if not items:
        return title(context)
    safe, tall = context.size.safe, context.size.tall
    head = heading(context, safe.top_part(190 if tall else 130), lines=3 if tall else 2)
    room = Rect(safe.x, head.rect.bottom + 22, safe.w, safe.bottom - head.rect.bottom - 22)
    if len(items) == 1 and items[0].before is not None:
        return [head.layer, *before_after(context, room)]
    if len(items) == 1:
        return [head.layer, *_single(context, room)]
    return [head.layer, *_several(context, room)]


def _single(context: SceneContext, room: Rect) -> list[Layer]:
    layout = number_layout(context, room, pictured=bool(_icon(context) or _share(context)))
    if _reads_rtl(context):
        layout = layout.mirror(room)
    item, inks, page = context.timed.scene.items[0], context.theme.inks, context.pages(1)[0]
    surface = layout.surface or inks.ground
    style = _figure_style(context, layout.size, layout.align)
    ink = TextPaint(surface, surface.accent, life=page.life)
    figure = context.place_text(format_value(item), style, layout.figure, ink, layout.upright)
    below = inks.panel if layout.paint and context.theme.preset.card == "slab" else inks.ground
    head = replace(context.style("strong", 54, 3), align=layout.words_align)
    note = replace(context.style("text", 38, 5), align=layout.words_align)
    texts = write_pair(
        context,
        TextPair(item.text, item.detail or context.timed.scene.subtitle, head, note),
        layout.words,
        TextPaint(below, below.text, life=page.life),
        layout.words_upright,
    )
    layers = [_beside(context, layout.picture)] if layout.picture else []
    return [
        *_under(context, layout, figure.rect),
        *layers,
        _count_layer(context, 0, figure, page, surface),
        item_text(context, texts, 0, page, below),
    ]


def _figure_style(context: SceneContext, size: float, align: Align) -> TextStyle:
    """The style of a figure, which is small rather than cut."""
    base = context.style("number", size, 1)
    return replace(base, align=align, leading=1.0, floor=SMALLEST / base.size)


def _under(context: SceneContext, layout: NumberLayout, place: Rect) -> list[Layer]:
    """What the look puts under its figure, which comes with it."""
    paint, start, motion = layout.paint, _count_start(context, 0), context.theme.preset.motion
    if paint is None:
        return []
    body = Sprite.record(
        context.size.sheet, context.size.unit, lambda canvas: paint(canvas, context, layout, place)
    )
    return [lambda canvas, t: body.draw(canvas, motion.enter(t, start))]


def _several(context: SceneContext, room: Rect) -> list[Layer]:
    layers: list[Layer] = []
    if unit := context.timed.scene.subtitle:
        high = unit_height(context, unit, room.w)
        row, room = room.top_part(high), room.bottom_part(room.h - high - UNIT_GAP)
        layers.append(write_unit(context, unit, row, _align(context)))
    figures = choose_layout(context, (3, 2, 1), lambda trial, most: _pages(trial, room, most))
    return [*layers, *figures]


def _pages(context: SceneContext, room: Rect, most: int) -> list[Layer]:
    layers: list[Layer] = []
    flat = context.theme.preset.card in LINED or context.size.tall
    for page in context.pages(most):
        count = len(page.items)
        cells = room.rows(count, 20) if flat else room.columns(count, 40)
        if _reads_rtl(context) and not flat:
            cells = cells[::-1]
        for n, cell in zip(page.items, cells, strict=True):
            layers += _figure(context, n, cell, page, flat)
    return layers


def _figure(
    context: SceneContext, index: int, rect: Rect, page: ItemPage, flat: bool
) -> list[Layer]:
    """One of several figures: over what it counts, or `flat` next to it, as the look has it."""
    item, preset, inks = context.timed.scene.items[index], context.theme.preset, context.theme.inks
    on_card = preset.card in CARDED
    surface = inks.panel if on_card else inks.ground
    inner = rect.inset(PAD, PAD * 0.6) if on_card else rect
    align = _align(context, flat)
    upper, below = inner.top_part(inner.h * 0.58), inner.bottom_part(inner.h * 0.4 - 8)
    flat = flat and _fit_beside(context, page, inner.w * 0.44)
    if flat:
        upper, below = inner.left_part(inner.w * 0.44), inner.right_part(inner.w * 0.5)
        if align == "right":
            upper, below = upper.mirror(inner), below.mirror(inner)
    style = _figure_style(context, 170, align)
    ink = TextPaint(surface, surface.accent, life=page.life)
    upright = "middle" if flat else "bottom"
    figure = context.place_text(format_value(item), style, upper, ink, upright)
    head = replace(context.style("strong", 44, 3), align=align)
    note = replace(context.style("text", 34, 5), align=align)
    words = TextPaint(surface, surface.text, life=page.life)
    items = context.timed.scene.items
    seen = [TextPair(items[n].text, items[n].detail, head, note) for n in page.items]
    pair = fit_together(context, seen, below)[index - page.items.start]
    texts = write_pair(context, pair, below, words, "middle" if flat else "top")
    return [
        _cell(context, index, rect, page),
        _count_layer(context, index, figure, page, surface),
        item_text(context, texts, index, page, surface),
    ]


def _fit_beside(context: SceneContext, page: ItemPage, width: float) -> bool:
    """Whether all figures of a page can be large in a part of a row."""
    face = context.style("number", LARGE_BESIDE).face
    texts = [format_value(context.timed.scene.items[n]) for n in page.items]
    return all(context.typesetter.width(text, face, LARGE_BESIDE) <= width for text in texts)


def _cell(context: SceneContext, index: int, rect: Rect, page: ItemPage) -> Layer:
    """What one of several figures stands on: the look's card, a line under it, or nothing."""
    inks, preset, start = context.theme.inks, context.theme.preset, _count_start(context, index)

    def paint(canvas: skia.Canvas) -> None:
        if preset.card in CARDED:
            paint_body(canvas, CardStyle(rect, inks, preset))
        elif preset.card in LINED and index + 1 < page.items.stop:
            y = rect.bottom + 10
            canvas.drawLine(rect.x, y, rect.right, y, stroke(inks.edge, 2))
        elif preset.card == "glass" and not context.size.tall:
            canvas.drawRect(sk_rect(rect.top_part(4).left_part(72)), fill(inks.primary))

    body = Sprite.record(rect.inset(-30), context.size.unit, paint)
    return lambda canvas, t: body.draw(canvas, preset.motion.enter(t, start).dim(page.alpha(t)))


def _align(context: SceneContext, flat: bool = False) -> Align:
    """Where figures and their texts begin."""
    if flat:
        return "right" if _reads_rtl(context) else "left"
    if context.theme.preset.centred or context.size.tall:
        return "centre"
    return "right" if _reads_rtl(context) else "left"


def _reads_rtl(context: SceneContext) -> bool:
    return context.typesetter.reads_rtl(context.timed.scene.items[0].text)


def _count_layer(
    context: SceneContext, index: int, figure: PlacedText, page: ItemPage, surface: SurfaceColors
) -> Layer:
    """The figure while it counts, then as it stands."""
    start, motion = _count_start(context, index), context.theme.preset.motion
    item, block = context.timed.scene.items[index], figure.block
    label, counts = format_value(item), item.before is None
    paint = fill(surface.accent)

    def draw(canvas: skia.Canvas, t: float) -> None:
        share = smootherstep(ramp(t, start, COUNT))
        pose = motion.enter(t, start).dim(page.alpha(t))
        if share >= 1 or not figure.parts or not counts:
            figure.draw(canvas, lambda _: pose)
            return
        if pose.alpha <= 0:
            return
        text = count_to(label, share)
        paint.setAlphaf(pose.alpha)
        line = context.typesetter.paragraph(text, block.style.face, block.size, paint)
        x = left_edge(block.style.align, figure.rect, line.MaxIntrinsicWidth)
        base = figure.rect.y + 0.5 * block.leading + 0.355 * block.size
        paint_paragraph(canvas, line, x, base - line.AlphabeticBaseline)

    return draw


def _count_start(context: SceneContext, index: int) -> float:
    """When a figure begins to count, so that any still of the scene shows what it comes to."""
    return max(0.0, min(context.cues[index] - EARLY, context.timed.seconds - STANDS - COUNT))


def _icon(context: SceneContext) -> str | None:
    """The icon of the scene, if one surely fits."""
    scene = context.timed.scene
    item = scene.items[0]
    return context.find_icon(scene.icon or item.icon, item.text, scene.title)


def _share(context: SceneContext) -> float | None:
    """What the figure is of one, when it is a share of a hundred."""
    item = context.timed.scene.items[0]
    is_share = item.value is not None and 0 < item.value <= 100 and "%" in format_value(item)
    return item.value / 100 if is_share and item.value else None


def _beside(context: SceneContext, room: Rect) -> Layer:
    """A gauge for a share of a hundred, else the scene's emblem."""
    side = min(room.w, room.h, 320.0)
    place, icon = room.resize(side, side), _icon(context)
    share = _share(context)
    if share is not None or icon is None:
        return _gauge(context, place, share or 0.0, icon)
    return emblem(context, icon, place, 0.2)


def _gauge(context: SceneContext, rect: Rect, share: float, icon: str | None) -> Layer:
    """A ring that fills to the share."""
    inks, start = context.theme.inks, _count_start(context, 0)
    radius, width = rect.w * 0.42, rect.w * 0.1
    inner = rect.resize(rect.w * 0.3, rect.w * 0.3)
    mark = drawn_icon(context, icon, inner, inks.ground.text, 0.3) if icon else None
    ring = skia.Rect.MakeXYWH(rect.cx - radius, rect.cy - radius, 2 * radius, 2 * radius)

    def draw(canvas: skia.Canvas, t: float) -> None:
        shown = smootherstep(ramp(t, start, 0.4))
        if shown <= 0:
            return
        canvas.drawCircle(rect.cx, rect.cy, radius, stroke(inks.edge, width, shown))
        p = smootherstep(ramp(t, start, COUNT)) * share
        if p > 0:
            canvas.drawArc(ring, -90, 360 * p, False, stroke(inks.accent, width))
            angle = math.tau * p - math.pi / 2
            x, y = rect.cx + radius * math.cos(angle), rect.cy + radius * math.sin(angle)
            canvas.drawCircle(x, y, width * 0.23, fill(inks.ground.fill))
        if mark:
            mark(canvas, t)

    return draw
