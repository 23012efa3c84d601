"""Where a single figure, its words and its picture stand, and on what: one layout a look."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.sketch import draw_outline
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill, polygon, rounded_path, sk_rect, stroke
from callsheet_studio.drawing.text_layout import Align
from callsheet_studio.explainer.layers.cards import CardStyle, paint_body
from callsheet_studio.explainer.scene_context import SceneContext, Upright
from callsheet_studio.explainer.theme.color_roles import SurfaceColors, surface_colors
from callsheet_studio.explainer.theme.presets import Card

Paint = Callable[[skia.Canvas, SceneContext, "NumberLayout", Rect], None]
"""Paints what a layout has under its figure, which stands in the rectangle."""
LARGE, HUGE = 250.0, 330.0
"""Sizes of a figure, at most."""


@dataclass(frozen=True)
class NumberLayout:
    """Where the parts of a scene with one large number are: the number, its words and its
    picture."""

    figure: Rect
    words: Rect
    picture: Rect | None
    align: Align = "left"
    words_align: Align = "left"
    upright: Upright = "middle"
    """Where the number stands in a rectangle that is too high."""
    words_upright: Upright = "top"
    size: float = LARGE
    surface: SurfaceColors | None = None
    """The surface under the number; None: the background."""
    paint: Paint | None = None
    """Paints what is under the number; None: nothing."""

    def mirror(self, room: Rect) -> "NumberLayout":
        """Return the layout mirrored within `room`, for words that are read from right to left."""
        swap: Mapping[Align, Align] = {"left": "right", "right": "left", "centre": "centre"}
        return replace(
            self,
            figure=self.figure.mirror(room),
            words=self.words.mirror(room),
            picture=self.picture and self.picture.mirror(room),
            align=swap[self.align],
            words_align=swap[self.words_align],
        )


def number_layout(context: SceneContext, room: Rect, pictured: bool) -> NumberLayout:
    """Return where one large number, its words and its picture are inside `room`, in the layout of
    the style.

    Args:
        pictured: Whether the number has a gauge or an emblem.
    """
    wide, tall = NUMBERS[context.theme.preset.card]
    return (tall if context.size.tall else wide)(context, room, pictured)


def _beside(context: SceneContext, room: Rect, pictured: bool) -> NumberLayout:
    """The figure over its words, a picture at the other side."""
    width = 0.6 if pictured else 1.0
    left = room.left_part(room.w * width)
    return NumberLayout(
        left.top_part(room.h * 0.6),
        left.bottom_part(room.h * 0.36),
        room.right_part(room.w * 0.36) if pictured else None,
        upright="bottom",
        size=LARGE if pictured else HUGE,
    )


def _stacked(context: SceneContext, room: Rect, pictured: bool) -> NumberLayout:
    """The picture, then the figure, then its words."""
    picture = room.top_part(room.h * 0.3) if pictured else None
    below = room.bottom_part(room.h * (0.68 if pictured else 0.8))
    return NumberLayout(
        below.top_part(below.h * 0.5),
        below.bottom_part(below.h * 0.46),
        picture,
        "centre",
        "centre",
        "bottom",
    )


def _measured(context: SceneContext, room: Rect, pictured: bool) -> NumberLayout:
    """As on a plan: a line that measures the figure, and the words in a column next to it."""
    left, right = room.left_part(room.w * 0.54), room.right_part(room.w * 0.4)
    words = right.bottom_part(right.h * 0.46) if pictured else right
    return NumberLayout(
        left.top_part(room.h * 0.8),
        words,
        right.top_part(right.h * 0.5) if pictured else None,
        "centre",
        words_upright="top" if pictured else "middle",
        size=HUGE,
        paint=_dimension,
    )


def _measured_tall(context: SceneContext, room: Rect, pictured: bool) -> NumberLayout:
    rows = (room.top_part(room.h * 0.36), room.bottom_part(room.h * 0.58))
    return NumberLayout(
        rows[0],
        rows[1].top_part(rows[1].h * 0.5),
        rows[1].bottom_part(rows[1].h * 0.46) if pictured else None,
        "centre",
        "centre",
        paint=_dimension,
    )


def _dimension(
    canvas: skia.Canvas, context: SceneContext, layout: NumberLayout, place: Rect
) -> None:
    line = stroke(context.theme.inks.primary, 3)
    y = place.bottom + 14
    canvas.drawLine(place.x, y, place.right, y, line)
    for x, inward in ((place.x, 12), (place.right, -12)):
        canvas.drawLine(x, y - 16, x, y + 16, line)
        canvas.drawPath(
            polygon((x, y), (x + inward, y - 6), (x + inward, y + 6)),
            fill(context.theme.inks.primary),
        )


def _tile(context: SceneContext, room: Rect, pictured: bool) -> NumberLayout:
    """A solid tile in the brand's color carries the figure."""
    left, right = room.left_part(room.w * 0.5), room.right_part(room.w * 0.44)
    return NumberLayout(
        left.inset(36, 20),
        right.bottom_part(right.h * 0.42) if pictured else right,
        right.top_part(right.h * 0.54) if pictured else None,
        "centre",
        words_upright="top" if pictured else "middle",
        surface=_tile_surface(context),
        paint=_paint_tile,
    )


def _tile_tall(context: SceneContext, room: Rect, pictured: bool) -> NumberLayout:
    below = room.bottom_part(room.h * 0.58)
    return NumberLayout(
        room.top_part(room.h * 0.36).inset(36, 20),
        below.top_part(below.h * 0.5),
        below.bottom_part(below.h * 0.46) if pictured else None,
        "centre",
        "left",
        surface=_tile_surface(context),
        paint=_paint_tile,
    )


def _tile_surface(context: SceneContext) -> SurfaceColors:
    """The primary, or the card's color where the ground is the primary already."""
    inks = context.theme.inks
    apart = inks.brand.primary.contrast(inks.ground.fill) > 1.6
    return surface_colors([inks.brand.primary], inks.brand.accent) if apart else inks.panel


def _paint_tile(
    canvas: skia.Canvas, context: SceneContext, layout: NumberLayout, place: Rect
) -> None:
    tile = layout.figure.inset(-36, -20)
    path = rounded_path(tile, context.theme.preset.radius)
    canvas.drawPath(path, fill((layout.surface or context.theme.inks.panel).fill))
    canvas.save()
    canvas.clipPath(path, doAntiAlias=True)
    canvas.drawRect(sk_rect(tile.bottom_part(14)), fill(context.theme.inks.brand.accent))
    canvas.restore()


def _bleed(context: SceneContext, room: Rect, pictured: bool) -> NumberLayout:
    """As large as the frame lets it be, over a band from edge to edge that has the words."""
    band = room.bottom_part(room.h * (0.38 if context.size.tall else 0.34))
    upper = room.top_part(room.h - band.h - 14)
    figure, picture = upper, None
    if pictured:
        figure = upper.left_part(upper.w * 0.68)
        picture = upper.right_part(upper.w * 0.28)
    if pictured and context.size.tall:
        picture, figure = upper.top_part(upper.h * 0.46), upper.bottom_part(upper.h * 0.5)
    return NumberLayout(
        figure, band.inset(0, 16), picture, size=HUGE, words_upright="middle", paint=_band
    )


def _band(canvas: skia.Canvas, context: SceneContext, layout: NumberLayout, place: Rect) -> None:
    words, sheet = layout.words.inset(0, -16), context.size.sheet
    lean = 26.0
    path = polygon(
        (0, words.y + lean), (sheet.w, words.y), (sheet.w, words.bottom - lean), (0, words.bottom)
    )
    canvas.drawPath(path, fill(context.theme.inks.panel.fill))


def _centered(context: SceneContext, room: Rect, pictured: bool) -> NumberLayout:
    """In the middle between two thin lines, like the title of a chapter."""
    share = 0.26 if pictured else 0.0
    below = room.bottom_part(room.h * (1 - share) - 16)
    return NumberLayout(
        below.top_part(below.h * 0.6).inset(0, 6),
        below.bottom_part(below.h * 0.36),
        room.top_part(room.h * share) if pictured else None,
        "centre",
        "centre",
        size=LARGE,
        paint=_hairlines,
    )


def _hairlines(
    canvas: skia.Canvas, context: SceneContext, layout: NumberLayout, place: Rect
) -> None:
    accent, half = context.theme.inks.accent, min(260.0, layout.figure.w / 2)
    for y in (layout.figure.y, layout.figure.bottom):
        canvas.drawLine(place.cx - half, y, place.cx + half, y, stroke(accent, 1.5))
        tip = polygon((place.cx - 7, y), (place.cx, y - 7), (place.cx + 7, y), (place.cx, y + 7))
        canvas.drawPath(tip, fill(accent))


def _sticker(context: SceneContext, room: Rect, pictured: bool) -> NumberLayout:
    """On a sticker in the middle that the picture is stuck to."""
    share = 0.62
    width = room.w if context.size.tall else room.w * 0.58
    side = min(room.h * 0.42, 170.0 if context.size.tall else 210.0)
    plate = room.top_part(room.h * share).resize(width, room.h * share - 8)
    picture = Rect(plate.right - side * 0.62, plate.y - side * 0.1, side, side)
    if context.size.tall:
        plate = plate.bottom_part(plate.h - side * (0.62 if pictured else 0.0))
        picture = Rect(room.cx - side / 2, plate.y - side * 0.62, side, side)
    figure = plate.inset(48, 18)
    return NumberLayout(
        figure.left_part(figure.w - (0 if context.size.tall or not pictured else side * 0.4)),
        room.bottom_part(room.h * (1 - share) - 30),
        picture if pictured else None,
        "centre",
        "centre",
        surface=context.theme.inks.panel,
        paint=_paint_sticker,
    )


def _paint_sticker(
    canvas: skia.Canvas, context: SceneContext, layout: NumberLayout, place: Rect
) -> None:
    plate = layout.figure.inset(-48, -18)
    if layout.picture and not context.size.tall:
        plate = Rect(plate.x, plate.y, layout.picture.cx + 18 - plate.x, plate.h)
    paint_body(canvas, CardStyle(plate, context.theme.inks, context.theme.preset), lit=True)


def _circled(context: SceneContext, room: Rect, pictured: bool) -> NumberLayout:
    """Circled with a marker, an arrow to its words."""
    left, right = room.left_part(room.w * 0.5), room.right_part(room.w * 0.36)
    return NumberLayout(
        left.inset(50, 56),
        right.top_part(right.h * 0.44) if pictured else right,
        right.bottom_part(right.h * 0.5) if pictured else None,
        "centre",
        words_upright="bottom" if pictured else "middle",
        size=230.0,
        paint=_circle,
    )


def _circled_tall(context: SceneContext, room: Rect, pictured: bool) -> NumberLayout:
    below = room.bottom_part(room.h * 0.5)
    return NumberLayout(
        room.top_part(room.h * 0.42).inset(46, 44),
        below.top_part(below.h * 0.5),
        below.bottom_part(below.h * 0.46) if pictured else None,
        "centre",
        "centre",
        size=240.0,
        paint=_circle,
    )


def _circle(canvas: skia.Canvas, context: SceneContext, layout: NumberLayout, place: Rect) -> None:
    ink = context.theme.inks.primary
    ring = place.inset(-0.16 * place.w - 20, -0.1 * place.h - 14)
    path = skia.Path()
    path.addOval(sk_rect(ring))
    draw_outline(canvas, path, ink, 5)
    words = layout.words
    if words.y > ring.bottom:
        start, end, across = (ring.cx, ring.bottom + 8), (ring.cx, words.y - 8), False
    else:
        to_right = words.cx > ring.cx
        start = (ring.right + 10 if to_right else ring.x - 10, ring.cy)
        end, across = (words.x - 14 if to_right else words.right + 14, ring.cy), True
    _arrow(canvas, context, start, end, across)


def _arrow(
    canvas: skia.Canvas,
    context: SceneContext,
    start: tuple[float, float],
    end: tuple[float, float],
    across: bool,
) -> None:
    pen = stroke(context.theme.inks.primary, 4)
    canvas.drawLine(*start, *end, pen)
    along = end[0] - start[0] if across else end[1] - start[1]
    back = 16.0 if along < 0 else -16.0
    for side in (-10.0, 10.0):
        tip = (end[0] + back, end[1] + side) if across else (end[0] + side, end[1] + back)
        canvas.drawLine(*end, *tip, pen)


Layout = Callable[[SceneContext, Rect, bool], NumberLayout]
NUMBERS: Mapping[Card, tuple[Layout, Layout]] = {
    "glass": (_beside, _stacked),
    "paper": (_measured, _measured_tall),
    "sheet": (_tile, _tile_tall),
    "slab": (_bleed, _bleed),
    "rule": (_centered, _centered),
    "sticker": (_sticker, _sticker),
    "sketch": (_circled, _circled_tall),
}
"""Each look's layout in a wide and in a tall frame."""
