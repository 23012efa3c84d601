"""What every layout of steps is made of: a step's station, its words, and their height."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal, TypeAlias

from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import Sprite, blur_paint, fill, sk_rrect, stroke
from callsheet_studio.explainer.layers.icon_emblems import item_sprite
from callsheet_studio.explainer.layers.text_pair import (
    TextPair,
    fit_together,
    item_text,
    pair_height,
    write_pair,
)
from callsheet_studio.explainer.scene_context import ItemPage, Layer, SceneContext, TextPaint
from callsheet_studio.explainer.theme.color_roles import SurfaceColors

Side: TypeAlias = Literal["left", "centre"]
DISC_TALL = 112.0
"""The breadth of a disc in a tall frame, at most: the words beside it need the room."""
FEW, STATEMENT = 3, 5
"""Steps whose words can be larger, at most, and lines of a step that has no detail, at most."""


def station(context: SceneContext, index: int, rect: Rect, page: ItemPage) -> Layer:
    """Return the layer of a disc with a step's icon, and its number on the rim.

    Args:
        index: The step's index in the scene.
        rect: The disc's rectangle, in design units.
        page: The page that the step is on, which says when it is shown.
    """
    inks, motion = context.theme.inks, context.theme.preset.motion
    color = inks.series[index % len(inks.series)]
    idle, lit = (_disc(context, index, rect, color, share) for share in (0.13, 0.3))
    cue = context.cues[index]
    halo = stroke(color, 2, 0.5)
    radius = rect.w / 2

    def draw(canvas: skia.Canvas, t: float) -> None:
        pose = motion.enter(t, cue).dim(page.alpha(t))
        if pose.alpha <= 0:
            return
        focus = context.emphasis_at(index, t)
        idle.draw(canvas, pose.dim(1 - focus) if focus > 0.5 else pose)
        lit.draw(canvas, pose.dim(focus))
        if focus > 0.02:
            halo.setAlphaf(0.55 * focus * pose.alpha)
            grown = rect.inset(-12)
            canvas.drawRRect(sk_rrect(grown, _corner(context, radius) + 10), halo)

    return draw


def words(
    context: SceneContext,
    index: int,
    rect: Rect,
    page: ItemPage,
    side: Side,
    surface: SurfaceColors | None = None,
) -> Layer:
    """Return the layer of a step's name and detail.

    Args:
        index: The step's index in the scene.
        rect: Their rectangle, in design units.
        page: The page that the step is on, which says when it is shown.
        side: `left` if they begin at the left of `rect`, next to their station; else they are
            centered under it.
        surface: The surface under them; None is the scene's background.
    """
    surface = surface or context.theme.inks.ground
    ink = TextPaint(surface, surface.text, surface.rest, page.life)
    upright = "middle" if side == "left" else "top"
    pairs = fit_together(context, [step_pair(context, n, side) for n in page.items], rect)
    texts = write_pair(context, pairs[index - page.items.start], rect, ink, upright)
    return item_text(context, texts, index, page, surface)


def words_height(context: SceneContext, indices: Iterable[int], width: float, most: float) -> float:
    """Return the height in design units that the longest texts of these steps need.

    Args:
        indices: The steps' indexes in the scene.
        width: Of the texts, in design units.
        most: The largest height that is available.
    """
    room = Rect(0, 0, width, most)
    return max(pair_height(context, step_pair(context, n, "centre"), room) for n in indices)


def step_pair(context: SceneContext, index: int, side: Side) -> TextPair:
    """Return a step's name and detail with their text styles.

    Args:
        side: How they are aligned.
    """
    items = context.timed.scene.items
    item, few = items[index], len(items) <= FEW
    lines = 3 if any(each.detail for each in items) else STATEMENT
    head = replace(context.style("strong", 48 if few else 40, lines), align=side)
    note = replace(context.style("text", 34 if few else 28, 6), align=side)
    return TextPair(item.text, item.detail, head, note)


def sign(context: SceneContext, index: int, rect: Rect, ground: Color) -> Sprite:
    """Return the sprite of a step's icon, or else of its number, in a color that is readable on a
    shape of the color `ground`.

    Args:
        index: The step's index in the scene.
        rect: Its rectangle, in design units.
    """
    ink = context.theme.inks.ground.fill.with_min_contrast([ground], 4.5)
    return item_sprite(context, index, rect, ink) or _number(context, index, rect, ink, ground)


def _corner(context: SceneContext, radius: float) -> float:
    """Round stations, except where a look has sharp corners."""
    return radius if context.theme.preset.radius > 8 or context.theme.preset.card == "rule" else 8.0


def _disc(context: SceneContext, index: int, rect: Rect, color: Color, share: float) -> Sprite:
    inks, name = context.theme.inks, context.item_icons.names[index]
    inner = inks.ground.fill.mix(color, share)
    ink = color.with_min_contrast([inner], 3.0)
    icon = item_sprite(context, index, rect.inset(rect.w * 0.3), ink)
    shape = sk_rrect(rect, _corner(context, rect.w / 2))
    tag_side = max(32.0, rect.w * 0.22)
    tag = Rect(rect.x + rect.w * 0.02, rect.y + rect.w * 0.02, tag_side, tag_side)
    number = _number(
        context,
        index,
        tag if icon else rect.inset(rect.w * 0.22),
        inks.ground.fill if icon else ink,
        color if icon else inner,
    )

    def paint(canvas: skia.Canvas) -> None:
        if share > 0.2:
            canvas.drawRRect(shape, blur_paint(color, 14, 0.25))
        canvas.drawRRect(shape, fill(inner))
        canvas.drawRRect(
            shape, stroke(color, 3 if share > 0.2 else 2.2, 1 if share > 0.2 else 0.75)
        )
        if icon:
            icon.draw(canvas)
            canvas.drawCircle(tag.cx, tag.cy, tag.w / 2 + 3, fill(inks.ground.fill))
            canvas.drawCircle(tag.cx, tag.cy, tag.w / 2, fill(color))
        number.draw(canvas)

    disc = Sprite.record(rect.inset(-40), context.size.unit, paint)
    return context.know(name, disc, rect.inset(rect.w * 0.3)) if name else disc


def _number(context: SceneContext, index: int, rect: Rect, ink: Color, ground: Color) -> Sprite:
    surface = context.theme.inks.ground
    style = replace(context.style("number", rect.h * 0.6, 1), align="centre")
    color = ink.with_min_contrast([ground], 4.5)
    quiet, count = replace(context, boxes=[]), str(index + context.first_number)
    return quiet.place_text(count, style, rect, TextPaint(surface, color), "middle").parts[0]
