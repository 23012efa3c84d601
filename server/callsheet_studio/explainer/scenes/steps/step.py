"""What every layout of steps is made of: a step's station, its words, and their height."""

import math
from collections.abc import Iterable
from dataclasses import replace
from typing import Literal, TypeAlias

from callsheet_studio.drawing.color import Colour
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.icons import icon_for
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import Sprite, fill, outline, rounded, soft, stroke
from callsheet_studio.explainer.layers.icon_emblems import icon_sprite
from callsheet_studio.explainer.layers.placeholders import hint
from callsheet_studio.explainer.layers.text_pair import Pair, pair_height, spoken, write_pair
from callsheet_studio.explainer.scene_context import Ink, Layer, Page, Stage
from callsheet_studio.explainer.theme.color_roles import Surface

Side: TypeAlias = Literal["left", "centre"]


def station(stage: Stage, index: int, rect: Rect, page: Page) -> Layer:
    """A disc with the step's icon, its number on the rim."""
    inks, motion = stage.look.inks, stage.look.preset.motion
    colour = inks.series[index % len(inks.series)]
    idle, lit = (_disc(stage, index, rect, colour, share) for share in (0.13, 0.3))
    cue = stage.cues[index]
    halo = stroke(colour, 2, 0.5)
    radius = rect.w / 2
    place = hint(stage, index, page, outline(rect, _corner(stage, radius)))

    def draw(canvas: skia.Canvas, t: float) -> None:
        place(canvas, t)
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


def words(
    stage: Stage, index: int, rect: Rect, page: Page, side: Side, surface: Surface | None = None
) -> Layer:
    """The step's name and detail: under its station, or beside it when they begin at the left."""
    surface = surface or stage.look.inks.ground
    ink = Ink(surface, surface.text, surface.rest, page.life)
    upright = "middle" if side == "left" else "top"
    texts = write_pair(stage, step_pair(stage, index, side), rect, ink, upright)
    return spoken(stage, texts, index, page, surface)


def words_height(stage: Stage, indices: Iterable[int], width: float, most: float) -> float:
    """The height that the words of the longest of these steps take under their stations."""
    room = Rect(0, 0, width, most)
    return max(pair_height(stage, step_pair(stage, n, "centre"), room) for n in indices)


def step_pair(stage: Stage, index: int, side: Side) -> Pair:
    """How a step is written."""
    item, lines = stage.timed.scene.items[index], 2 if side == "left" else 3
    head = replace(stage.style("strong", 40, lines), align=side)
    note = replace(stage.style("text", 28, lines), align=side)
    return Pair(item.text, item.detail, head, note)


def sign(stage: Stage, index: int, rect: Rect, ground: Colour) -> Sprite:
    """The step's icon, or its number, readable on a shape of the colour `ground`."""
    inks, item = stage.look.inks, stage.timed.scene.items[index]
    ink = inks.ground.fill.pushed([ground], 4.5)
    if name := icon_for(item.icon, item.text):
        return icon_sprite(stage, name, rect, ink)
    return _number(stage, index, rect, ink, ground)


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
    tag_side = max(32.0, rect.w * 0.22)
    tag = Rect(rect.x + rect.w * 0.02, rect.y + rect.w * 0.02, tag_side, tag_side)
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
