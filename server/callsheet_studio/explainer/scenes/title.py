"""The title: the film's name, large, next to or under its emblem or a shape of the look.

Where much is said over it, the words take its place as they are spoken.
"""

from dataclasses import replace

from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.explainer.layers.headline import ARRIVES, headline, place_headline
from callsheet_studio.explainer.layers.icon_emblems import emblem
from callsheet_studio.explainer.layers.look_shapes import (
    edge_shape,
    framing_shapes,
    whole_shape,
)
from callsheet_studio.explainer.layers.motion import NEAR
from callsheet_studio.explainer.layers.opening import (
    leaves,
    opening_lines,
    opening_start,
    write_opening,
)
from callsheet_studio.explainer.scene_context import Layer, SceneContext, TextPaint, Upright

AT, UNDER_AT = 0.0, 0.75
"""Seconds into a scene at which a shape begins to come, and a subtitle."""
UNDER, UNDER_TALL, GAP = 130.0, 220.0, 50.0
"""The height that is kept for a subtitle and the ornament over it, in a wide frame and in a tall
one, at most, and what of it is the ornament's."""
SMALLER, MOST_UNDER = 29.0, 4
"""The size of a subtitle, and its lines in a tall frame, at most."""
ALONE = 1.2
"""How much larger a title without a picture is."""


def title(context: SceneContext) -> list[Layer]:
    """Return the layers of a title scene: its texts, and its icon in the emblem of the style.

    They are side by side in a wide frame, unless the style centers them, and one above the other in
    a tall one. Without an icon the texts are larger, and a shape of the style stands at the edge of
    the frame, unless the narration takes the title's place (`opening_lines`).
    """
    if context.find_icon(context.timed.scene.icon, context.timed.scene.title) is None:
        return _alone(context) if opening_lines(context.timed) else _with_shape(context)
    facing = context.mirrored_for_rtl(context.size.safe, context.timed.scene.title)
    return facing.apply_mirror(_with_emblem(facing))


def _with_emblem(context: SceneContext) -> list[Layer]:
    safe = context.size.safe
    if context.size.tall:
        above, words = safe.top_part(safe.h * 0.4), safe.bottom_part(safe.h * 0.56)
        picture = above if context.theme.preset.centred else above.left_part(above.h)
        down = _spare(context, words) / 2
        return _title_layers(context, picture.shift(dy=down), words.shift(dy=down), "top")
    if context.theme.preset.centred:
        picture, words = safe.top_part(safe.h * 0.38), safe.bottom_part(safe.h * 0.6)
        down = _spare(context, words) / 2
        return _title_layers(context, picture.shift(dy=down), words.shift(dy=down), "top")
    right = safe.right_part(safe.w * 0.36)
    return _title_layers(context, right, safe.left_part(safe.w * 0.6), "middle")


def _with_shape(context: SceneContext) -> list[Layer]:
    safe, sheet, at = context.size.safe, context.size.sheet, context.posed(AT)
    if context.size.tall:
        above, words = safe.top_part(safe.h * 0.44), safe.bottom_part(safe.h * 0.52)
        corner = Rect(sheet.w * 0.3, context.size.head, sheet.w, above.bottom - context.size.head)
        centred = context.theme.preset.centred
        shape = (whole_shape if centred else edge_shape)(context, above if centred else corner, at)
        return [context.at_depth(shape, NEAR), *_title_layers(context, None, words, "top")]
    room = Rect(0, context.size.head, sheet.w, safe.bottom - context.size.head)
    if context.theme.preset.centred:
        side = safe.w * 0.2
        shapes = framing_shapes(context, room, side, at)
        near = [context.at_depth(shape, NEAR) for shape in shapes]
        return [*near, *_title_layers(context, None, safe.inset(side, 0), "middle")]
    words = safe.left_part(safe.w * 0.62)
    if context.typesetter.reads_rtl(context.timed.scene.title):
        words = safe.right_part(safe.w * 0.62)
    right = room.right_part(sheet.w * 0.32)
    shape = context.at_depth(edge_shape(context, right, at), NEAR)
    return [shape, *_title_layers(context, None, words, "middle")]


def _alone(context: SceneContext) -> list[Layer]:
    """Nothing but words."""
    safe = context.size.safe
    width = safe.w if context.size.tall else safe.w * 0.86
    words = safe.resize(width, safe.h) if context.theme.preset.centred else safe.left_part(width)
    if context.typesetter.reads_rtl(context.timed.scene.title):
        words = safe.right_part(width)
    return _title_layers(context, None, words, "middle")


def _spare(context: SceneContext, words: Rect) -> float:
    """The height that the title leaves free, so that picture and words can stand in the middle."""
    scene = context.timed.scene
    style = context.style("title", context.theme.preset.type.title_size, 4)
    under = _under(context, words.w)
    title_height = context.typesetter.fit(scene.title, style, words.w, words.h - under).height
    return max(0.0, words.h - under - title_height)


def _under(context: SceneContext, width: float) -> float:
    """The height that is kept below the title: more in a tall frame, for a long subtitle."""
    text = context.timed.scene.subtitle
    if not text or not context.size.tall:
        return UNDER if text else 40.0
    style = context.style("text", SMALLER, MOST_UNDER)
    high = context.typesetter.fit(text, style, width, UNDER_TALL - GAP).height
    return max(UNDER, high + GAP)


def _title_layers(
    context: SceneContext, picture: Rect | None, words: Rect, upright: Upright
) -> list[Layer]:
    scene, preset = context.timed.scene, context.theme.preset
    align = "centre" if preset.centred else "left"
    size = preset.type.title_size * (1.0 if picture else ALONE)
    style = replace(context.style("title", size, 4 if picture else 6), align=align, floor=0.3)
    under = _under(context, words.w)
    room = replace(words, h=words.h - under)
    lines, end = opening_lines(context.timed), opening_start(context.timed)
    writing = headline(context, scene.title, style, room, upright, (0.0, end))
    layers = [place_headline(context, writing, preset.centred, context.posed(0.0))]
    if scene.subtitle:
        below = Rect(
            words.x, writing.rect.bottom + 40, words.w, words.bottom - writing.rect.bottom - 40
        )
        layers.append(_subtitle(context, scene.subtitle, below, align, end))
    if lines:
        layers = [leaves(layer, end) for layer in layers]
        layers += write_opening(context, lines, style, words, upright)
    icon = context.find_icon(scene.icon, scene.title)
    if not (icon and picture):
        return layers
    return [
        context.at_depth(emblem(context, icon, picture, context.posed(ARRIVES)), NEAR),
        *layers,
    ]


def _subtitle(context: SceneContext, text: str, rect: Rect, align: str, end: float) -> Layer:
    surface, motion = context.theme.inks.ground, context.theme.preset.motion
    tall, at = context.size.tall, context.posed(UNDER_AT)
    style = replace(context.style("text", SMALLER, MOST_UNDER if tall else 2), align=align)
    room = replace(rect, h=(UNDER_TALL if tall else UNDER) - GAP)
    ink = TextPaint(surface, surface.quiet, life=(0.0, end))
    writing = context.place_text(text, style, room, ink)

    def draw(canvas: skia.Canvas, t: float) -> None:
        writing.draw(canvas, lambda n: motion.enter(t, at + n * motion.stagger))

    return draw
