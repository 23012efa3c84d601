"""Steps: stations on a path, joined by connectors along which dots travel."""

import math
from dataclasses import replace
from typing import Literal

from callsheet_studio.render.colour import Colour
from callsheet_studio.render.emblem import icon_sprite
from callsheet_studio.render.geometry import Rect
from callsheet_studio.render.graphics import skia
from callsheet_studio.render.heading import heading
from callsheet_studio.render.icons import icon_for
from callsheet_studio.render.motion import expo, ramp
from callsheet_studio.render.sprite import Sprite, fill, rounded, soft, stroke, trace
from callsheet_studio.render.stage import Ink, Layer, Page, Stage
from callsheet_studio.render.words import Pair, pair_height, spoken, write_pair


def steps(stage: Stage) -> list[Layer]:
    """Across a wide frame, down a tall one."""
    safe = stage.size.safe
    head = heading(
        stage, safe.top_part(170 if stage.size.tall else 120), lines=3 if stage.size.tall else 2
    )
    room = Rect(safe.x, head.rect.bottom + 24, safe.w, safe.bottom - head.rect.bottom - 24)
    lay = _down if stage.size.tall else _across
    return [head.layer, *(layer for page in stage.pages(5) for layer in lay(stage, room, page))]


def _across(stage: Stage, room: Rect, page: Page) -> list[Layer]:
    cells = room.columns(len(page.items), 28)
    side = min(236.0, cells[0].w * 0.8, room.h * 0.5)
    free = room.h - side - 20
    pairs = [_pair(stage, n, "centre") for n in page.items]
    words = max(pair_height(stage, pair, Rect(0, 0, cells[0].w, free)) for pair in pairs)
    top = room.y + (free - words) / 2
    discs = [Rect(cell.cx - side / 2, top, side, side) for cell in cells]
    layers: list[Layer] = []
    for n, disc, cell in zip(page.items, discs, cells, strict=True):
        below = Rect(cell.x, disc.bottom + 20, cell.w, room.bottom - disc.bottom - 20)
        layers += [_station(stage, n, disc, page), _words(stage, n, below, page, "centre")]
    for n, (a, b) in zip(page.items, zip(discs, discs[1:], strict=False), strict=False):
        layers.append(_connector(stage, n + 1, (a.right + 10, a.cy), (b.x - 10, b.cy), page))
    return layers


def _down(stage: Stage, room: Rect, page: Page) -> list[Layer]:
    rows = room.rows(len(page.items), 26 if len(page.items) > 3 else 44)
    side = min(150.0, rows[0].h)
    discs = [Rect(row.x, row.cy - side / 2, side, side) for row in rows]
    layers: list[Layer] = []
    for n, disc, row in zip(page.items, discs, rows, strict=True):
        beside = Rect(disc.right + 28, row.y, row.right - disc.right - 28, row.h)
        layers += [_station(stage, n, disc, page), _words(stage, n, beside, page, "left")]
    for n, (a, b) in zip(page.items, zip(discs, discs[1:], strict=False), strict=False):
        layers.append(_connector(stage, n + 1, (a.cx, a.bottom + 5), (b.cx, b.y - 5), page))
    return layers


def _station(stage: Stage, index: int, rect: Rect, page: Page) -> Layer:
    """A disc with the step's icon, its number on the rim."""
    inks, motion = stage.look.inks, stage.look.preset.motion
    colour = inks.series[index % len(inks.series)]
    idle, lit = (_disc(stage, index, rect, colour, share) for share in (0.13, 0.3))
    cue = stage.cues[index]
    halo = stroke(colour, 2, 0.5)
    radius = rect.w / 2

    def draw(canvas: skia.Canvas, t: float) -> None:
        pose = motion.enter(t, cue).dimmed(page.alpha(t))
        if pose.alpha <= 0:
            return
        focus = stage.focus(index, t)
        idle.draw(canvas, pose.dimmed(1 - focus) if focus > 0.5 else pose)
        lit.draw(canvas, pose.dimmed(focus))
        if focus > 0.02:
            beat = 0.5 + 0.5 * math.sin((t - cue) * 2.6)
            halo.setAlphaf(0.55 * focus * pose.alpha)
            grown = rect.inset(-10 - 4 * beat)
            canvas.drawRRect(rounded(grown, _corner(stage, radius) + 10), halo)

    return draw


def _corner(stage: Stage, radius: float) -> float:
    """Round stations, except where a look has sharp corners."""
    return radius if stage.look.preset.radius > 8 or stage.look.preset.card == "rule" else 8.0


def _disc(stage: Stage, index: int, rect: Rect, colour: Colour, share: float) -> Sprite:
    inks, item = stage.look.inks, stage.timed.scene.items[index]
    inner = inks.ground.fill.mix(colour, share)
    ink = colour.pushed([inner], 3.0)
    name = icon_for(item.icon, item.text)
    icon = icon_sprite(stage, name, rect.inset(rect.w * 0.3), ink) if name else None
    shape = rounded(rect, _corner(stage, rect.w / 2))
    tag = Rect(rect.x + rect.w * 0.02, rect.y + rect.w * 0.02, rect.w * 0.22, rect.w * 0.22)
    number = _number(
        stage,
        index,
        tag if icon else rect.inset(rect.w * 0.22),
        inks.ground.fill if icon else ink,
        colour if icon else inner,
    )

    def paint(canvas: skia.Canvas) -> None:
        if share > 0.2:
            canvas.drawRRect(shape, soft(colour, 14, 0.25))
        canvas.drawRRect(shape, fill(inner))
        canvas.drawRRect(
            shape, stroke(colour, 3 if share > 0.2 else 2.2, 1 if share > 0.2 else 0.75)
        )
        if icon:
            icon.draw(canvas)
            canvas.drawCircle(tag.cx, tag.cy, tag.w / 2 + 3, fill(inks.ground.fill))
            canvas.drawCircle(tag.cx, tag.cy, tag.w / 2, fill(colour))
        number.draw(canvas)

    return Sprite.drawn(rect.inset(-40), stage.size.unit, paint)


def _number(stage: Stage, index: int, rect: Rect, ink: Colour, ground: Colour) -> Sprite:
    surface = stage.look.inks.ground
    style = replace(stage.style("number", rect.h * 0.6, 1), align="centre")
    colour = ink.pushed([ground], 4.5)
    quiet = replace(stage, boxes=[])
    return quiet.write(str(index + 1), style, rect, Ink(surface, colour), "middle").parts[0]


def _words(
    stage: Stage, index: int, rect: Rect, page: Page, align: Literal["left", "centre"]
) -> Layer:
    """The step's name and detail."""
    surface = stage.look.inks.ground
    ink = Ink(surface, surface.text, surface.rest, page.life)
    upright = "middle" if align == "left" else "top"
    return spoken(
        stage, write_pair(stage, _pair(stage, index, align), rect, ink, upright), index, page
    )


def _pair(stage: Stage, index: int, align: Literal["left", "centre"]) -> Pair:
    item, lines = stage.timed.scene.items[index], 2 if align == "left" else 3
    head = replace(stage.style("strong", 40, lines), align=align)
    note = replace(stage.style("text", 28, lines), align=align)
    return Pair(item.text, item.detail, head, note)


def _connector(
    stage: Stage, index: int, start: tuple[float, float], end: tuple[float, float], page: Page
) -> Layer:
    """A curve to the step that arrives, with dots travelling along it ever after."""
    inks, cue = stage.look.inks, stage.cues[index]
    (ax, ay), (bx, by) = start, end
    path = skia.Path()
    path.moveTo(ax, ay)
    bend = -26 if ay == by else 0
    path.quadTo((ax + bx) / 2, (ay + by) / 2 + bend * 1.4, bx, by)
    colour = inks.series[(index - 1) % len(inks.series)]

    def draw(canvas: skia.Canvas, t: float) -> None:
        p, alpha = expo(ramp(t, cue - 0.35, 0.7)), page.alpha(t)
        if p <= 0 or alpha <= 0:
            return
        trace(canvas, path, stroke(colour, 3, 0.8 * alpha), p)
        if p < 0.98:
            return
        for n in range(3):
            share = (t * 0.42 + n / 3) % 1
            x = (1 - share) ** 2 * ax + 2 * share * (1 - share) * (ax + bx) / 2 + share**2 * bx
            y = (
                (1 - share) ** 2 * ay
                + 2 * share * (1 - share) * ((ay + by) / 2 + bend * 1.4)
                + share**2 * by
            )
            fade = min(1.0, 6 * share, 6 * (1 - share))
            canvas.drawCircle(x, y, 5, fill(inks.accent, fade * alpha))

    return draw
