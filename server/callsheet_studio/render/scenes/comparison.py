"""Comparison: two sides, each on a panel of its own, weighed against each other."""

import re
from dataclasses import replace

from callsheet_studio.render.cards import badge
from callsheet_studio.render.colour import Colour
from callsheet_studio.render.geometry import Rect
from callsheet_studio.render.graphics import skia
from callsheet_studio.render.heading import heading
from callsheet_studio.render.motion import Pose, expo, ramp, spring
from callsheet_studio.render.scenes.points import points
from callsheet_studio.render.sprite import Sprite, box, fill, rounded, stroke
from callsheet_studio.render.stage import Ink, Layer, Stage, Writing
from callsheet_studio.render.words import dimmed


def comparison(stage: Stage) -> list[Layer]:
    """Two sides beside each other, one above the other in a tall frame; more become points."""
    if len(stage.timed.scene.items) != 2:
        return points(stage)
    safe, tall = stage.size.safe, stage.size.tall
    head = heading(stage, safe.top_part(170 if tall else 120), lines=3 if tall else 2)
    room = Rect(safe.x, head.rect.bottom + 24, safe.w, safe.bottom - head.rect.bottom - 24)
    if not tall:
        lists = any(len(_listed(item.detail)) > 2 for item in stage.timed.scene.items)
        room = room.top_part(min(room.h, 400 if lists else 320))
    sides = room.rows(2, 44) if tall else room.columns(2, 64)
    layers = [head.layer, *(_side(stage, n, rect) for n, rect in enumerate(sides))]
    return [*layers, _scales(stage, room)]


def _side(stage: Stage, index: int, rect: Rect) -> Layer:
    """A panel with its own colour along the top, its name, and its points below."""
    inks, motion, cue = stage.look.inks, stage.look.preset.motion, stage.cues[index]
    colour = (inks.series[0], inks.accent)[index]
    panel = Sprite.drawn(rect.inset(-6), stage.size.unit, lambda c: _panel(c, stage, rect, colour))
    frame = stroke(colour, 4)
    texts = _texts(stage, index, rect)
    side = min(72.0, rect.h * 0.22)
    mark = Rect(rect.x + 28, rect.y + 34, side, side)
    icon = badge(stage, stage.timed.scene.items[index], index, mark, inks.panel)
    radius = stage.look.preset.radius

    def draw(canvas: skia.Canvas, t: float) -> None:
        pose = motion.enter(t, min(cue, 0.5 + 0.2 * index))
        if pose.alpha <= 0:
            return
        panel.draw(canvas, pose)
        icon.draw(canvas, pose)
        frame.setAlphaf(stage.focus(index, t))
        canvas.drawRRect(rounded(rect.inset(2), radius), frame)
        for n, text in enumerate(texts):
            late = motion.enter(t, max(cue, 0.5) + 0.25 * n) if n else pose
            shade = dimmed(stage, inks.panel, index, t) if t > cue else 1.0
            shown = late.dimmed(shade)
            text.draw(canvas, lambda _, shown=shown: shown)

    return draw


def _panel(canvas: skia.Canvas, stage: Stage, rect: Rect, colour: Colour) -> None:
    radius = stage.look.preset.radius
    canvas.save()
    canvas.clipRRect(rounded(rect, radius), doAntiAlias=True)
    canvas.drawRect(box(rect), fill(stage.look.inks.panel.fill))
    canvas.drawRect(box(rect.top_part(10)), fill(colour))
    canvas.restore()
    canvas.drawRRect(rounded(rect.inset(0.75), radius), stroke(stage.look.inks.edge, 1.5))


def _texts(stage: Stage, index: int, rect: Rect) -> list[Writing]:
    """The side's name, and its detail split where it lists several things."""
    item, surface = stage.timed.scene.items[index], stage.look.inks.panel
    side = min(72.0, rect.h * 0.22)
    ink = Ink(surface, surface.text, surface.rest)
    name = Rect(rect.x + 28 + side + 20, rect.y + 34, rect.w - side - 76, side)
    texts = [stage.write(item.text, stage.style("strong", 36, 2), name, ink, "middle")]
    parts = _listed(item.detail)[:4]
    if not parts:
        return texts
    body = Rect(rect.x + 30, name.bottom + 22, rect.w - 60, rect.bottom - name.bottom - 44)
    rows = body.rows(len(parts), 8)
    style = stage.style("text", 30 if len(parts) < 3 else 26, 6 if len(parts) == 1 else 2)
    quiet = replace(ink, colour=surface.quiet)
    return [
        *texts,
        *(stage.write(part, style, row, quiet) for part, row in zip(parts, rows, strict=True)),
    ]


def _listed(detail: str | None) -> list[str]:
    """The things that a detail lists."""
    return [part.strip() for part in re.split(r"[;\n•]", detail or "") if part.strip()]


def _scales(stage: Stage, room: Rect) -> Layer:
    """The mark between the two."""
    inks = stage.look.inks
    place = Rect(room.cx - 30, room.cy - 30, 60, 60)
    style = replace(stage.style("number", 25, 1), align="centre")
    fill_colour = inks.brand.accent
    ink = inks.ground.fill.pushed([fill_colour], 4.6)
    quiet = replace(stage, boxes=[])
    text = quiet.write("vs", style, place, Ink(inks.ground, ink), "middle")

    def draw(canvas: skia.Canvas, t: float) -> None:
        p = ramp(t, 0.7, 0.7)
        if p <= 0:
            return
        scale = max(0.01, spring(p))
        canvas.drawCircle(place.cx, place.cy, 36 * scale, fill(inks.ground.fill, expo(p)))
        canvas.drawCircle(place.cx, place.cy, 30 * scale, fill(fill_colour))
        text.draw(canvas, lambda _: Pose(scale=scale, alpha=p))

    return draw
