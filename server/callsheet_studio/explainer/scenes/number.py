"""Number: one figure, as large as it can be, that counts up when it is spoken."""

import math
from dataclasses import replace

from callsheet_studio.drawing.draw_list import paint_paragraph
from callsheet_studio.drawing.easing import ramp, smootherstep
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.icons import icon_for
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill, stroke
from callsheet_studio.drawing.text_layout import Align
from callsheet_studio.explainer.layers.headline import heading
from callsheet_studio.explainer.layers.icon_emblems import drawn_icon, emblem
from callsheet_studio.explainer.layers.text_pair import TextPair, item_text, write_pair
from callsheet_studio.explainer.number_format import counting, written
from callsheet_studio.explainer.scene_context import (
    ItemPage,
    Layer,
    PlacedText,
    SceneContext,
    TextPaint,
    left_edge,
)
from callsheet_studio.explainer.scenes.before_after import before_after
from callsheet_studio.explainer.scenes.charts.chart import UNIT_ROOM, write_unit
from callsheet_studio.explainer.scenes.paging import choose_layout
from callsheet_studio.explainer.scenes.title import title

COUNT, EARLY = 0.9, 0.35
"""Seconds of counting, and before its cue at which a figure begins to."""
STANDS = 0.75
"""Seconds before the scene's end from which a figure stands as it is, at the latest."""
ALONE = 290
"""The size of a figure with nothing beside it."""


def number(stage: SceneContext) -> list[Layer]:
    """One figure with a gauge or emblem beside it; several of them side by side."""
    items = stage.timed.scene.items
    if not items:
        return title(stage)
    safe, tall = stage.size.safe, stage.size.tall
    head = heading(stage, safe.top_part(190 if tall else 130), lines=3 if tall else 2)
    room = Rect(safe.x, head.rect.bottom + 22, safe.w, safe.bottom - head.rect.bottom - 22)
    if len(items) == 1 and items[0].before is not None:
        return [head.layer, *before_after(stage, room)]
    if len(items) == 1:
        return [head.layer, *_single(stage, room)]
    return [head.layer, *_several(stage, room)]


def _single(stage: SceneContext, room: Rect) -> list[Layer]:
    page = stage.pages(1)[0]
    if not (_icon(stage) or _share(stage)):
        return _figure(stage, 0, room, ALONE, page)
    if stage.size.tall:
        picture, words = room.top_part(room.h * 0.46), room.bottom_part(room.h * 0.5)
    else:
        picture, words = room.right_part(room.w * 0.36), room.left_part(room.w * 0.6)
        if _reads_rtl(stage):
            picture, words = picture.mirrored(room), words.mirrored(room)
    return [_beside(stage, picture), *_figure(stage, 0, words, 210, page)]


def _several(stage: SceneContext, room: Rect) -> list[Layer]:
    layers: list[Layer] = []
    if unit := stage.timed.scene.subtitle:
        row, room = room.top_part(UNIT_ROOM), room.bottom_part(room.h - UNIT_ROOM)
        layers.append(write_unit(stage, unit, row, _align(stage)))
    figures = choose_layout(stage, (3, 2, 1), lambda trial, most: _pages(trial, room, most))
    return [*layers, *figures]


def _pages(stage: SceneContext, room: Rect, most: int) -> list[Layer]:
    layers: list[Layer] = []
    for page in stage.pages(most):
        count = len(page.items)
        cells = room.rows(count, 20) if stage.size.tall else room.columns(count, 40)
        if _reads_rtl(stage):
            cells = cells[::-1]
        for n, cell in zip(page.items, cells, strict=True):
            layers += _figure(stage, n, cell, 110, page)
    return layers


def _figure(
    stage: SceneContext, index: int, rect: Rect, size: float, page: ItemPage
) -> list[Layer]:
    """The figure over what it counts."""
    scene, surface = stage.timed.scene, stage.look.inks.ground
    item = scene.items[index]
    align = _align(stage)
    style = replace(stage.style("number", size, 1), align=align, leading=1.0, floor=0.25)
    ink = TextPaint(surface, surface.accent, life=page.life)
    upper = rect.top_part(rect.h * 0.6)
    figure = stage.place_text(written(item), style, upper, ink, "bottom")
    detail = item.detail or (scene.subtitle if len(scene.items) == 1 else None)
    head = replace(stage.style("strong", 34, 3), align=align)
    note = replace(stage.style("text", 28, 5), align=align)
    below = Rect(rect.x, upper.bottom + 12, rect.w, rect.h - upper.h - 12)
    texts = write_pair(
        stage,
        TextPair(item.text, detail, head, note),
        below,
        TextPaint(surface, surface.text, life=page.life),
    )
    return [_counted(stage, index, figure, page), item_text(stage, texts, index, page)]


def _align(stage: SceneContext) -> Align:
    """Where figures and their texts begin."""
    if stage.look.preset.centred or stage.size.tall:
        return "centre"
    return "right" if _reads_rtl(stage) else "left"


def _reads_rtl(stage: SceneContext) -> bool:
    return stage.typesetter.reads_rtl(stage.timed.scene.items[0].text)


def _counted(stage: SceneContext, index: int, figure: PlacedText, page: ItemPage) -> Layer:
    """The figure while it counts, then as it stands."""
    start, motion = _count_start(stage, index), stage.look.preset.motion
    item, block = stage.timed.scene.items[index], figure.block
    label, counts = written(item), item.before is None
    paint = fill(stage.look.inks.ground.accent)

    def draw(canvas: skia.Canvas, t: float) -> None:
        share = smootherstep(ramp(t, start, COUNT))
        pose = motion.enter(t, start).dimmed(page.alpha(t))
        if share >= 1 or not figure.parts or not counts:
            figure.draw(canvas, lambda _: pose)
            return
        if pose.alpha <= 0:
            return
        text = counting(label, share)
        paint.setAlphaf(pose.alpha)
        line = stage.typesetter.paragraph(text, block.style.face, block.size, paint)
        x = left_edge(block.style.align, figure.rect, line.MaxIntrinsicWidth)
        base = figure.rect.y + 0.5 * block.leading + 0.355 * block.size
        paint_paragraph(canvas, line, x, base - line.AlphabeticBaseline)

    return draw


def _count_start(stage: SceneContext, index: int) -> float:
    """When a figure begins to count, so that any still of the scene shows what it comes to."""
    return max(0.0, min(stage.cues[index] - EARLY, stage.timed.seconds - STANDS - COUNT))


def _icon(stage: SceneContext) -> str | None:
    """The icon of the scene, if one surely fits."""
    scene = stage.timed.scene
    item = scene.items[0]
    return icon_for(scene.icon or item.icon, item.text, scene.title)


def _share(stage: SceneContext) -> float | None:
    """What the figure is of one, when it is a share of a hundred."""
    item = stage.timed.scene.items[0]
    is_share = item.value is not None and 0 < item.value <= 100 and "%" in written(item)
    return item.value / 100 if is_share and item.value else None


def _beside(stage: SceneContext, room: Rect) -> Layer:
    """A gauge for a share of a hundred, else the scene's emblem."""
    side = min(room.w, room.h, 320.0)
    place, icon = room.centred(side, side), _icon(stage)
    share = _share(stage)
    if share is not None or icon is None:
        return _gauge(stage, place, share or 0.0, icon)
    return emblem(stage, icon, place, 0.2)


def _gauge(stage: SceneContext, rect: Rect, share: float, icon: str | None) -> Layer:
    """A ring that fills to the share."""
    inks, start = stage.look.inks, _count_start(stage, 0)
    radius, width = rect.w * 0.42, rect.w * 0.1
    inner = rect.centred(rect.w * 0.3, rect.w * 0.3)
    mark = drawn_icon(stage, icon, inner, inks.ground.text, 0.3) if icon else None
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
