"""On what the two sides of a comparison stand, and where: one layout a look."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from callsheet_studio.drawing.color import Color
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import fill, polygon, rounded_path, sk_rect, sk_rrect, stroke
from callsheet_studio.explainer.layers.cards import CardStyle, paint_body
from callsheet_studio.explainer.scene_context import SceneContext
from callsheet_studio.explainer.theme.color_roles import SurfaceColors, surface_colors
from callsheet_studio.explainer.theme.presets import Card

BADGE = 88.0
"""The side of the icon next to the name of a side that lists several things, at most."""
LEAN = 70.0
"""How far the seam of a frame in two halves leans."""


@dataclass(frozen=True)
class Side:
    """One side of a comparison: its rectangles, colors and arrangement."""

    index: int
    """0 or 1: the item's index."""
    rect: Rect
    room: Rect
    """For its words."""
    color: Color
    surface: SurfaceColors
    in_row: bool = False
    """Whether its name stands to the left of what it says."""
    centred: bool = False
    lists: bool = False
    """Whether it has a list of texts."""
    mirrored: bool = False
    """Whether the first of the two is at the right."""
    stacked: bool = False
    """Whether the first of the two is above the other, as in a tall frame."""
    plate: SurfaceColors | None = None
    """The surface under its name, if no side has a picture and the style has a plate for it;
    else None."""
    says_more: bool = True
    """Whether there is text under its name."""

    @property
    def head(self) -> SurfaceColors:
        """The colors of the surface under its name."""
        return self.plate or self.surface

    @property
    def head_rect(self) -> Rect:
        """The part of the side for its name and the plate under it, if no side has a picture."""
        whole = self.rect if self.plate else self.room
        if self.in_row:
            return whole.left_part(whole.w * (0.36 if self.says_more else 1.0))
        share = 0.32 if self.lists else 0.42
        return whole.top_part(whole.h * (share if self.says_more else 1.0))

    @property
    def name_room(self) -> Rect:
        """The room for the name alone."""
        head = self.head_rect
        if not self.plate:
            return head
        if self.in_row:
            return head.inset(28, 14)
        top, foot = max(head.y + 14, self.room.y - 8), min(head.bottom - 14, self.room.bottom)
        return Rect(self.room.x, top, self.room.w, foot - top)

    @property
    def below_name(self) -> Rect:
        """The room for the text next to or below a name without a picture."""
        room, head = self.room, self.head_rect
        if self.in_row:
            return Rect(head.right + 30, room.y, room.right - head.right - 30, room.h)
        top = head.bottom + 12
        return Rect(room.x, top, room.w, max(1.0, room.bottom - top))


@dataclass(frozen=True)
class SidesLayout:
    """How one style arranges and paints the two sides of a comparison."""

    place: Callable[[Rect, bool], tuple[tuple[Rect, Rect], tuple[Rect, Rect]]]
    """Gives the rectangles of the sides, and of the text in each, in a wide frame or (True) in a
    tall one."""
    paint: Callable[[skia.Canvas, SceneContext, Side], None]
    """Paints the surface of a side."""
    mark: Callable[[Side, float], skia.Path]
    """Gives the path that is drawn in the side's color while it is spoken of."""
    versus: bool = True
    in_row: bool = False
    centred: bool = False
    on_accent: bool = False
    """Whether the second side stands on the accent color."""
    plated: bool = True
    """Whether names without a picture stand on a plate in the side's color."""

    def sides(
        self, context: SceneContext, room: Rect, lists: bool, mirrored: bool
    ) -> tuple[Side, Side]:
        """Return both sides, in the order in which they are read.

        Args:
            lists: Whether the sides have lists.
            mirrored: Whether left and right are exchanged.
        """
        rects, rooms = self.place(room, context.size.tall)
        if mirrored:
            rects = (rects[0].mirror(room), rects[1].mirror(room))
            rooms = (rooms[0].mirror(room), rooms[1].mirror(room))
        inks, items = context.theme.inks, context.timed.scene.items
        first = inks.brand.secondary if context.theme.preset.branded else inks.series[0]
        grounds = (inks.panel, inks.marker if self.on_accent else inks.panel)
        plated = self.plated and not context.item_icons.any
        first, second = (
            Side(
                n,
                rects[n],
                rooms[n],
                color,
                grounds[n],
                in_row=self.in_row and not context.size.tall,
                centred=self.centred and not context.size.tall,
                lists=lists,
                mirrored=mirrored,
                stacked=context.size.tall,
                plate=surface_colors([color], color) if plated else None,
                says_more=bool(items[n].detail),
            )
            for n, color in enumerate((first, inks.accent))
        )
        return first, second


def _panels(room: Rect, tall: bool) -> tuple[tuple[Rect, Rect], tuple[Rect, Rect]]:
    first, second = room.rows(2, 44) if tall else room.columns(2, 64)
    return (first, second), (first.inset(32, 28), second.inset(32, 28))


def _halves(room: Rect, tall: bool) -> tuple[tuple[Rect, Rect], tuple[Rect, Rect]]:
    """Side by side without a gap; words keep clear of what lies between."""
    first, second = room.rows(2, 0) if tall else room.columns(2, 0)
    return (first, second), (first.inset(36, 26), second.inset(36, 26))


def _rows(room: Rect, tall: bool) -> tuple[tuple[Rect, Rect], tuple[Rect, Rect]]:
    first, second = room.rows(2, 28)
    return (first, second), (first.inset(28, 16), second.inset(28, 16))


def _staggered(room: Rect, tall: bool) -> tuple[tuple[Rect, Rect], tuple[Rect, Rect]]:
    """One to the left or above, the other a little further."""
    if tall:
        first, second = room.rows(2, 44)
        first, second = first.left_part(room.w * 0.93), second.right_part(room.w * 0.93)
    else:
        first, second = room.columns(2, 64)
        step = min(34.0, room.h * 0.08)
        first, second = first.top_part(room.h - step), second.bottom_part(room.h - step)
    return (first, second), (first.inset(32, 28), second.inset(32, 28))


def _bleeding(room: Rect, tall: bool) -> tuple[tuple[Rect, Rect], tuple[Rect, Rect]]:
    """Two halves with a seam that leans."""
    (first, second), _ = _halves(room, tall)
    if tall:
        inner = LEAN / 2 + 22
        return (first, second), (
            Rect(first.x + 30, first.y + 22, first.w - 60, first.h - 22 - inner),
            Rect(second.x + 30, second.y + inner, second.w - 60, second.h - 22 - inner),
        )
    inner = LEAN / 2 + 40
    return (first, second), (
        Rect(first.x + 30, first.y + 26, first.w - 30 - inner, first.h - 52),
        Rect(second.x + inner, second.y + 26, second.w - 30 - inner, second.h - 52),
    )


def _plate(canvas: skia.Canvas, context: SceneContext, side: Side) -> None:
    """The name's own ground, inside the side's outline."""
    if side.plate:
        canvas.save()
        canvas.clipRRect(sk_rrect(side.rect, context.theme.preset.radius), doAntiAlias=True)
        canvas.drawRect(sk_rect(side.head_rect), fill(side.plate.fill))
        canvas.restore()


def _stripe_on_card(canvas: skia.Canvas, context: SceneContext, side: Side) -> None:
    """The look's card with the side's color along the top."""
    preset = context.theme.preset
    paint_body(canvas, CardStyle(side.rect, context.theme.inks, preset))
    canvas.save()
    canvas.clipRRect(sk_rrect(side.rect, preset.radius), doAntiAlias=True)
    canvas.drawRect(sk_rect(side.rect.top_part(10)), fill(side.color))
    canvas.restore()
    _plate(canvas, context, side)


def _sheet_half(canvas: skia.Canvas, context: SceneContext, side: Side) -> None:
    """Half of one sheet of paper: a head in the side's color, a rule between the two."""
    inks, rect = context.theme.inks, side.rect
    canvas.drawRect(sk_rect(rect), fill(inks.panel.fill))
    canvas.drawRect(sk_rect(rect.inset(0.75)), stroke(inks.edge, 1.5))
    canvas.drawRect(sk_rect(rect.top_part(12)), fill(side.color))
    for n in range(1, int(rect.h / 40)):
        y = rect.y + 12 + 40 * n
        canvas.drawLine(rect.x + 18, y, rect.right - 18, y, stroke(inks.edge, 1, 0.35))
    _plate(canvas, context, side)


def _labelled_row(canvas: skia.Canvas, context: SceneContext, side: Side) -> None:
    """A wide card with the side's color at its beginning."""
    paint_body(canvas, CardStyle(side.rect, context.theme.inks, context.theme.preset))
    canvas.save()
    canvas.clipRRect(sk_rrect(side.rect, context.theme.preset.radius), doAntiAlias=True)
    canvas.drawRect(sk_rect(side.rect.left_part(14)), fill(side.color))
    canvas.restore()
    _plate(canvas, context, side)


def _leaning(side: Side) -> skia.Path:
    """A half of the frame whose seam leans: upper or lower in a tall one, else left or right."""
    r, lean, is_first = side.rect, LEAN / 2, side.index == 0
    top_left, top_right = (r.x, r.y), (r.right, r.y)
    bottom_left, bottom_right = (r.x, r.bottom), (r.right, r.bottom)
    if side.stacked and is_first:
        bottom_left, bottom_right = (r.x, r.bottom + lean), (r.right, r.bottom - lean)
    elif side.stacked:
        top_left, top_right = (r.x, r.y + lean), (r.right, r.y - lean)
    elif is_first is not side.mirrored:
        top_right, bottom_right = (r.right + lean, r.y), (r.right - lean, r.bottom)
    else:
        top_left, bottom_left = (r.x + lean, r.y), (r.x - lean, r.bottom)
    return polygon(top_left, top_right, bottom_right, bottom_left)


def _half_of_frame(canvas: skia.Canvas, context: SceneContext, side: Side) -> None:
    canvas.drawPath(_leaning(side), fill(side.surface.fill))


def _facing_page(canvas: skia.Canvas, context: SceneContext, side: Side) -> None:
    """Nothing but the line in the fold."""
    if side.index == 0:
        _divide(canvas, side, stroke(context.theme.inks.accent, 1.2, 0.7), 0.2)


def _divide(canvas: skia.Canvas, side: Side, pen: skia.Paint, free: float) -> None:
    """The line between the two, shorter by a share of the side at both ends."""
    r = side.rect
    if side.stacked:
        canvas.drawLine(r.x + r.w * free, r.bottom, r.right - r.w * free, r.bottom, pen)
    else:
        x = r.x if side.mirrored else r.right
        canvas.drawLine(x, r.y + r.h * free / 4, x, r.bottom - r.h * free / 4, pen)


def _card(canvas: skia.Canvas, context: SceneContext, side: Side) -> None:
    """A bubble whose corner points to the other side."""
    r, down = side.rect, 30.0
    x = r.right - 120 if side.index == 0 else r.x + 60
    y = r.bottom - 6 if side.index == 0 else r.y + 6
    tip = y + (down if side.index == 0 else -down)
    tail = polygon((x, y), (x + 56, y), (x + (56 if side.index == 0 else 0), tip))
    canvas.drawPath(tail, fill(side.color))
    paint_body(canvas, CardStyle(r, context.theme.inks, context.theme.preset))
    _plate(canvas, context, side)
    canvas.drawRRect(sk_rrect(r.inset(3), context.theme.preset.radius), stroke(side.color, 6))


def _column(canvas: skia.Canvas, context: SceneContext, side: Side) -> None:
    """A column of a table that is drawn by hand: with lists, a T over both."""
    r, pen = side.rect, stroke(context.theme.inks.primary, 5)
    if side.index == 0:
        _divide(canvas, side, pen, 0.08)
    if side.lists and not side.stacked:
        y = side.room.y + min(BADGE, side.room.h * 0.24) + 15
        y = y if context.item_icons.any else side.head_rect.bottom
        canvas.drawLine(r.x + 6, y, r.right - 6, y, pen)


def _frame(side: Side, radius: float) -> skia.Path:
    return rounded_path(side.rect.inset(2), radius)


def _foot(side: Side, _: float) -> skia.Path:
    """A line below the side."""
    r = side.rect
    path = skia.Path()
    path.moveTo(r.x + r.w * 0.3, r.bottom - 4)
    path.lineTo(r.right - r.w * 0.3, r.bottom - 4)
    return path


def _edge(side: Side, _: float) -> skia.Path:
    """The side's own outline, where its seam leans."""
    return _leaning(side)


SIDES: Mapping[Card, SidesLayout] = {
    "glass": SidesLayout(_panels, _stripe_on_card, _frame),
    "paper": SidesLayout(_halves, _sheet_half, _frame, versus=False),
    "sheet": SidesLayout(_rows, _labelled_row, _frame, versus=False, in_row=True),
    "slab": SidesLayout(_bleeding, _half_of_frame, _edge, on_accent=True, plated=False),
    "rule": SidesLayout(_halves, _facing_page, _foot, centred=True, plated=False),
    "sticker": SidesLayout(_staggered, _card, _frame),
    "sketch": SidesLayout(_halves, _column, _foot, versus=False, plated=False),
}
"""By the look's card."""
