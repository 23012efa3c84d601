"""Timeline: an axis that grows from event to event, each with its date."""

from dataclasses import replace
from typing import Literal

from callsheet_studio.render.geometry import Rect
from callsheet_studio.render.graphics import skia
from callsheet_studio.render.heading import heading
from callsheet_studio.render.motion import expo, ramp, spring
from callsheet_studio.render.sprite import fill, stroke
from callsheet_studio.render.stage import Ink, Layer, Page, Stage, Upright
from callsheet_studio.render.words import Pair, spoken, write_pair


def timeline(stage: Stage) -> list[Layer]:
    """Across a wide frame, events above and below by turns; down a tall one."""
    safe, tall = stage.size.safe, stage.size.tall
    head = heading(stage, safe.top_part(170 if tall else 110), lines=3 if tall else 2)
    room = Rect(safe.x, head.rect.bottom + 18, safe.w, safe.bottom - head.rect.bottom - 18)
    lay = _down if tall else _across
    return [
        head.layer,
        *(layer for page in stage.pages(6 if tall else 5) for layer in lay(stage, room, page)),
    ]


def _across(stage: Stage, room: Rect, page: Page) -> list[Layer]:
    count = len(page.items)
    cells = room.columns(count, 0)
    marks = [(cell.cx, room.cy) for cell in cells]
    layers = [_axis(stage, page, [(room.x, room.cy), *marks, (room.right, room.cy)])]
    half = min(room.h / 2 - 34, 230.0)
    spread = min(cells[0].w * (1.6 if count > 2 else 0.94), 460.0)
    for k, (n, cell) in enumerate(zip(page.items, cells, strict=True)):
        above = k % 2 == 0
        left = min(max(room.x, cell.cx - spread / 2), room.right - spread)
        rect = Rect(left, room.cy - 34 - half if above else room.cy + 34, spread, half)
        layers.append(_event(stage, n, rect, page, "bottom" if above else "top", "centre"))
    return [*layers, *(_mark(stage, n, at, page) for n, at in zip(page.items, marks, strict=True))]


def _down(stage: Stage, room: Rect, page: Page) -> list[Layer]:
    count = len(page.items)
    rows = room.rows(count, 12)
    marks = [(room.x + 22, row.cy) for row in rows]
    layers = [_axis(stage, page, [(room.x + 22, room.y), *marks, (room.x + 22, room.bottom)])]
    for n, row in zip(page.items, rows, strict=True):
        rect = Rect(room.x + 62, row.y, row.w - 62, row.h)
        layers.append(_event(stage, n, rect, page, "middle", "left"))
    return [*layers, *(_mark(stage, n, at, page) for n, at in zip(page.items, marks, strict=True))]


def _event(
    stage: Stage,
    index: int,
    rect: Rect,
    page: Page,
    upright: Upright,
    align: Literal["centre", "left"],
) -> Layer:
    """An event's date, large, and what happened."""
    item, surface = stage.timed.scene.items[index], stage.look.inks.ground
    head = replace(stage.style("number", 60, 3), align=align)
    note = replace(stage.style("text", 31, 4), align=align)
    ink = Ink(surface, surface.text, surface.rest, page.life)
    texts = write_pair(stage, Pair(item.text, item.detail, head, note, 0.5), rect, ink, upright)
    return spoken(stage, texts, index, page)


def _axis(stage: Stage, page: Page, stops: list[tuple[float, float]]) -> Layer:
    """The axis: faint as a whole, strong as far as has been told."""
    inks = stage.look.inks
    cues = [stage.cues[n] for n in page.items]
    (ax, ay), (bx, by) = stops[0], stops[-1]

    def draw(canvas: skia.Canvas, t: float) -> None:
        alpha = page.alpha(t) * (1.0 if t >= page.start else 0.0)
        if alpha <= 0:
            return
        p = expo(ramp(t, max(0.3, page.start), 1.0))
        canvas.drawLine(ax, ay, ax + (bx - ax) * p, ay + (by - ay) * p, stroke(inks.edge, 4, alpha))
        x, y = stops[0]
        for (sx, sy), cue in zip(stops[1:], cues, strict=False):
            q = expo(ramp(t, cue - 0.3, 0.7))
            x, y = x + (sx - x) * q, y + (sy - y) * q
        if (x, y) != stops[0]:
            canvas.drawLine(ax, ay, x, y, stroke(inks.primary, 6, alpha))

    return draw


def _mark(stage: Stage, index: int, at: tuple[float, float], page: Page) -> Layer:
    """An event's dot on the axis."""
    inks, cue = stage.look.inks, stage.cues[index]

    def draw(canvas: skia.Canvas, t: float) -> None:
        p, focus, alpha = spring(ramp(t, cue, 0.6)), stage.focus(index, t), page.alpha(t)
        if p <= 0 or alpha <= 0:
            return
        if focus > 0:
            canvas.drawCircle(*at, 22 * p * focus, fill(inks.accent, 0.25 * focus * alpha))
        canvas.drawCircle(*at, 13 * p, fill(inks.ground.fill, alpha))
        canvas.drawCircle(*at, 9 * p, fill(inks.primary.mix(inks.accent, focus), alpha))

    return draw
