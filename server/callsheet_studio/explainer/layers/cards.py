"""Cards: an item with its icon, number or dot, heading and detail, in the look's own manner.

A card arrives with its cue, is lit while its item is spoken of, and rests dimmer afterwards.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from callsheet_studio.drawing.color import VISIBLE, Color
from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.drawing.sketch import draw_hachure, draw_outline
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import (
    Sprite,
    blur_paint,
    fill,
    rounded_path,
    sk_rect,
    sk_rrect,
    stroke,
)
from callsheet_studio.drawing.text_layout import Align
from callsheet_studio.explainer.layers.icon_emblems import icon_sprite
from callsheet_studio.explainer.layers.text_pair import (
    TextPair,
    fit_in_columns,
    fit_together,
    item_opacity,
    write_beside,
    write_pair,
)
from callsheet_studio.explainer.quiz import answer_time
from callsheet_studio.explainer.scene_context import (
    ItemPage,
    Layer,
    PlacedText,
    SceneContext,
    TextPaint,
)
from callsheet_studio.explainer.theme.color_roles import ColorRoles, SurfaceColors
from callsheet_studio.explainer.theme.presets import Card, Preset
from callsheet_studio.storyboard.model import Item
from callsheet_studio.storyboard.tick_boxes import OPEN, TICKED
from callsheet_studio.text.language_names import primary_subtag
from callsheet_studio.text.spoken_numbers import find_spoken_number

WIDE = 420.0
"""Design units from which on an upright card has larger words."""
DOT = 18.0
"""The side of what stands before an item that has neither icon nor number."""
BARE = 36.0
"""From the left edge of a card to its words where nothing is before them: clear of the bar with
which some looks light a card."""
LONE = 76.0
"""The size of words on the only card of a scene, at most."""
FLAT = 6.0
"""From this ratio of width to height on, the detail of a card can stand next to its heading."""
NAMES, DETAILS = 0.36, 0.6
"""The shares of the width for both."""
Body = Callable[[skia.Canvas, "CardStyle"], None]


@dataclass(frozen=True)
class CardStyle:
    """What the body of a card is painted with: its rectangle, the colors and the style."""

    rect: Rect
    inks: ColorRoles
    preset: Preset

    @property
    def edge(self) -> Color:
        """The color of the edge of a highlighted card: the primary color, or the accent where
        the surroundings are in the primary."""
        return self.inks.accent if self.inks.primary == self.inks.ground.text else self.inks.primary


@dataclass(frozen=True)
class _CardFace:
    """One of the two appearances of a card."""

    body: Sprite
    texts: tuple[PlacedText, ...]
    badge: Sprite | None
    unanswered: Sprite | None
    """What stands for the badge of the right answer to a question until it is given."""


def card(
    context: SceneContext, index: int, rect: Rect, page: ItemPage, upright: bool = False
) -> Layer:
    """Return the layer of an item's card, which enters at the item's cue and is highlighted while
    the item is spoken of.

    Args:
        index: The item's index in the scene.
        rect: The card's rectangle, in design units.
        page: The page that the card is on, which says when it is shown.
        upright: Whether the icon is above the text instead of left of it.
    """
    inks, item = context.theme.inks, context.timed.scene.items[index]
    parts = _CardLayout(context, item, index, rect, page, upright)
    idle = parts.face(inks.panel, "idle")
    lit = parts.face(inks.lit, "lit")
    motion, cue = context.theme.preset.motion, context.cues[index]

    def draw(canvas: skia.Canvas, t: float) -> None:
        pose = motion.enter(t, cue).dim(page.alpha(t))
        if pose.alpha <= 0:
            return
        focus = context.emphasis_at(index, t)
        dim = item_opacity(context, inks.panel, index, t)
        idle.body.draw(canvas, pose)
        lit.body.draw(canvas, pose.dim(focus))
        for face, share in ((idle, (1 - focus) * dim), (lit, focus)):
            if badge := face.unanswered if t < parts.answered else face.badge:
                badge.draw(canvas, pose.dim(share))
            for n, text in enumerate(face.texts):
                late = motion.enter(t, cue + motion.stagger * (n + 1)).dim(page.alpha(t) * share)
                text.draw(canvas, lambda _, late=late: late)

    return draw


def paint_body(canvas: skia.Canvas, skin: CardStyle, lit: bool = False) -> None:
    """Paint the body of a card on a canvas, without icon and text.

    Args:
        lit: Whether it is painted as highlighted.
    """
    _BODIES[skin.preset.card][lit](canvas, skin)


@dataclass(frozen=True)
class _CardLayout:
    """Lays a card out and paints its two faces."""

    context: SceneContext
    item: Item
    index: int
    rect: Rect
    page: ItemPage
    upright: bool

    @cached_property
    def answered(self) -> float:
        """When the question is answered, in seconds; 0 where there is none."""
        return answer_time(self.context.timed) or 0.0

    def face(self, surface: SurfaceColors, kind: str) -> _CardFace:
        preset, inks = self.context.theme.preset, self.context.theme.inks
        skin = CardStyle(self.rect, inks, preset)
        paint = _BODIES[preset.card][kind == "lit"]
        body = Sprite.record(self.rect.inset(-30), self.context.size.unit, lambda c: paint(c, skin))
        badge, room = self._split()
        ticked, waits = self._badge(surface, badge), self.answered and self.item.icon == TICKED
        hidden = self._badge(surface, badge, OPEN) if waits else ticked
        return _CardFace(body, self._texts(surface, room, kind == "lit"), ticked, hidden)

    def _split(self) -> tuple[Rect, Rect]:
        """Where the badge and where the text go."""
        rect, pad = self.rect, min(22.0, self.rect.h * 0.16)
        if self._is_bare:
            return rect, Rect(rect.x + BARE, rect.y + pad, rect.w - BARE - 24, rect.h - 2 * pad)
        if self._is_dotted:
            dot = Rect(rect.x + 30, rect.cy - DOT / 2, DOT, DOT)
            left = dot.right + 22
            return dot, Rect(left, rect.y + pad * 0.6, rect.right - 22 - left, rect.h - 1.2 * pad)
        if self.upright:
            side = min(112.0, rect.h * 0.3)
            badge = Rect(rect.x + BARE, rect.y + pad + 4, side, side)
            return badge, Rect(
                badge.x,
                badge.bottom + 14,
                rect.w - BARE - pad - 4,
                rect.bottom - badge.bottom - pad - 14,
            )
        side = min(96.0 if len(self.context.timed.scene.items) > 1 else 150.0, rect.h - 2 * pad)
        badge = Rect(rect.x + 24, rect.cy - side / 2, side, side)
        left = badge.right + 20
        return badge, Rect(left, rect.y + pad * 0.6, rect.right - 22 - left, rect.h - 1.2 * pad)

    def _texts(self, surface: SurfaceColors, room: Rect, lit: bool) -> tuple[PlacedText, ...]:
        """Heading and detail. The lit face repeats the idle one, so its boxes are not noted."""
        items = self.context.timed.scene.items
        most = 56.0 if len(items) > 1 else LONE
        size = min(most, room.h * (0.38 if self.item.detail else 0.5))
        if self.upright:
            size = 60.0 if room.w > WIDE else 46.0
        head = self.context.style("strong", size, 4 if self.item.detail else 8)
        note = self.context.style("text", size * 0.7, 8)
        ink = TextPaint(surface, surface.text, 1.0 if lit else surface.rest, self.page.life)
        context = replace(self.context, boxes=[]) if lit else self.context
        seen = [TextPair(items[n].text, items[n].detail, head, note) for n in self.page.items]
        here = self.index - self.page.items.start
        pair = fit_together(context, seen, room)[here]
        if room.w > FLAT * room.h and all(each.detail for each in seen):
            names, details = room.left_part(room.w * NAMES), room.right_part(room.w * DETAILS)
            large, small = (min(most, room.h * 0.5) for most in (56.0, 46.0))
            name, said = self.context.style("strong", large, 2), self.context.style("text", small)
            wide = [replace(each, head=name, note=said) for each in seen]
            beside = fit_in_columns(context, wide, names, details)[here]
            if beside.note.size > pair.note.size and beside.head.size >= 0.9 * pair.head.size:
                return write_beside(context, beside, names, details, ink)
        top = self.upright and not self._is_bare
        return write_pair(context, pair, room, ink, "top" if top else "middle")

    @property
    def _is_bare(self) -> bool:
        """Whether there is nothing next to or above the words."""
        icons = self.context.item_icons
        return (len(icons.names) == 1 and not icons.any) or (self.upright and self._is_dotted)

    @property
    def _is_dotted(self) -> bool:
        """Whether there is no icon, and the title doesn't count the items: `Three rules`, but not
        `Step 2: Two countries agree`, where a number would be read as one of theirs."""
        scene, language = self.context.timed.scene, primary_subtag(self.context.theme.language)
        title = scene.title.lower().split()
        places = find_spoken_number(len(scene.items), title, language)
        counted = any(title[n][-1].isalnum() and n + 1 < len(title) for n in places)
        return not (self.context.item_icons.any or counted)

    def _badge(self, surface: SurfaceColors, rect: Rect, icon: str | None = None) -> Sprite | None:
        """The item's icon, or its number, on a disc; or a dot. `icon` takes the icon's place."""
        if self._is_bare:
            return None
        if self._is_dotted:
            return self._dot(surface, rect)
        align: Align = "left" if self.upright else "centre"
        return draw_badge(self.context, self.index, rect, surface, align, icon)

    def _dot(self, surface: SurfaceColors, rect: Rect) -> Sprite:
        inks, radius = self.context.theme.inks, min(self.context.theme.preset.radius, rect.w / 2)
        own = inks.series[self.index % len(inks.series)].with_min_contrast(surface.grounds, VISIBLE)
        return Sprite.record(
            rect.inset(-2),
            self.context.size.unit,
            lambda canvas: canvas.drawRRect(sk_rrect(rect, radius), fill(own)),
        )


def draw_badge(
    context: SceneContext,
    index: int,
    rect: Rect,
    surface: SurfaceColors,
    align: Align = "centre",
    icon: str | None = None,
) -> Sprite:
    """Return the sprite of an item's icon on a tinted ground; of its number if no item of the scene
    has an icon.

    Args:
        index: The item's index in the scene.
        rect: Its rectangle, in design units.
        surface: The colors of the surface under it.
        align: How a number is aligned.
        icon: Takes the place of the item's icon.
    """
    inks = context.theme.inks
    color = inks.series[index % len(inks.series)].with_min_contrast(surface.grounds, 3.0)
    inner = surface.fill.mix(color, 0.18)
    ink = color.with_min_contrast([inner, surface.fill], 4.6)
    icons = context.item_icons
    name = icons.names[index]
    radius = rect.w / 2 if context.theme.preset.radius > 8 else context.theme.preset.radius
    if name is None:
        ink = color.with_min_contrast(surface.grounds, 4.6)
        return _number(context, index, rect, TextPaint(surface, ink), align)
    place = rect.inset(rect.w * 0.26)
    shown = icon_sprite(context, icon or name, place, ink, icons.lines)

    def paint(canvas: skia.Canvas) -> None:
        canvas.drawRRect(sk_rrect(rect, radius), fill(inner))
        shown.draw(canvas)

    sprite = Sprite.record(rect.inset(-4), context.size.unit, paint)
    return context.know(icon or name, sprite, place)


def _number(context: SceneContext, index: int, rect: Rect, ink: TextPaint, align: Align) -> Sprite:
    style = replace(context.style("number", rect.h, 1), align=align, leading=1.0, floor=0.4)
    quiet = replace(context, boxes=[])
    return quiet.place_text(str(index + 1), style, rect, ink, "middle").parts[0]


def _glass(canvas: skia.Canvas, skin: CardStyle) -> None:
    canvas.drawRRect(sk_rrect(skin.rect, skin.preset.radius), fill(skin.inks.panel.fill, 0.86))
    canvas.drawRRect(
        sk_rrect(skin.rect.inset(0.75), skin.preset.radius), stroke(skin.inks.edge, 1.5)
    )


def _glass_lit(canvas: skia.Canvas, skin: CardStyle) -> None:
    radius = skin.preset.radius
    canvas.drawRRect(sk_rrect(skin.rect, radius), blur_paint(skin.inks.accent, 12, 0.2))
    canvas.drawRRect(sk_rrect(skin.rect, radius), fill(skin.inks.lit.fill))
    canvas.drawRRect(sk_rrect(skin.rect.inset(1), radius), stroke(skin.inks.accent, 2))
    mark = Rect(skin.rect.x + 9, skin.rect.y + 18, 5, skin.rect.h - 36)
    canvas.drawRRect(sk_rrect(mark, 3), fill(skin.inks.accent))


def _paper(canvas: skia.Canvas, skin: CardStyle) -> None:
    canvas.drawRRect(sk_rrect(skin.rect, skin.preset.radius), fill(skin.inks.panel.fill))
    canvas.drawRRect(
        sk_rrect(skin.rect.inset(0.75), skin.preset.radius), stroke(skin.inks.edge, 1.5)
    )


def _paper_lit(canvas: skia.Canvas, skin: CardStyle) -> None:
    canvas.drawRRect(sk_rrect(skin.rect, skin.preset.radius), fill(skin.inks.lit.fill))
    canvas.drawRRect(sk_rrect(skin.rect.inset(1.25), skin.preset.radius), stroke(skin.edge, 2.5))
    canvas.drawRect(sk_rect(skin.rect.left_part(10)), fill(skin.edge))


def _sheet(canvas: skia.Canvas, skin: CardStyle) -> None:
    canvas.drawRRect(
        sk_rrect(skin.rect.shift(0, 5), skin.preset.radius),
        blur_paint(skin.inks.ground.text, 8, 0.13),
    )
    canvas.drawRRect(sk_rrect(skin.rect, skin.preset.radius), fill(skin.inks.panel.fill))


def _sheet_lit(canvas: skia.Canvas, skin: CardStyle) -> None:
    radius = skin.preset.radius
    canvas.drawRRect(
        sk_rrect(skin.rect.shift(0, 8), radius), blur_paint(skin.inks.primary, 11, 0.3)
    )
    canvas.drawRRect(sk_rrect(skin.rect, radius), fill(skin.inks.lit.fill))
    canvas.save()
    canvas.clipRRect(sk_rrect(skin.rect, radius), doAntiAlias=True)
    canvas.drawRect(sk_rect(skin.rect.top_part(6)), fill(skin.edge))
    canvas.restore()


def _slab(canvas: skia.Canvas, skin: CardStyle) -> None:
    canvas.drawRect(sk_rect(skin.rect), fill(skin.inks.panel.fill))


def _slab_lit(canvas: skia.Canvas, skin: CardStyle) -> None:
    canvas.drawRect(sk_rect(skin.rect.shift(9, 9)), fill(skin.inks.panel.fill))
    canvas.drawRect(sk_rect(skin.rect), fill(skin.inks.lit.fill))


def _rule(canvas: skia.Canvas, skin: CardStyle) -> None:
    foot = skin.rect.bottom
    canvas.drawLine(skin.rect.x, foot, skin.rect.right, foot, stroke(skin.inks.edge, 1.2))


def _rule_lit(canvas: skia.Canvas, skin: CardStyle) -> None:
    foot = skin.rect.bottom
    canvas.drawLine(skin.rect.x, foot, skin.rect.right, foot, stroke(skin.inks.accent, 1.8))


def _sticker(canvas: skia.Canvas, skin: CardStyle) -> None:
    rect, radius = skin.rect, skin.preset.radius
    canvas.drawRRect(sk_rrect(rect.shift(0, 6), radius), fill(skin.inks.ground.text, 0.22))
    canvas.drawRRect(sk_rrect(rect, radius), fill(skin.inks.panel.fill))


def _sticker_lit(canvas: skia.Canvas, skin: CardStyle) -> None:
    rect, radius = skin.rect, skin.preset.radius
    canvas.drawRRect(sk_rrect(rect.shift(0, 9), radius), fill(skin.inks.panel.text))
    canvas.drawRRect(sk_rrect(rect, radius), fill(skin.inks.panel.fill))
    canvas.drawRRect(sk_rrect(rect.inset(2.5), radius), stroke(skin.inks.panel.accent, 5))


def _sketch(canvas: skia.Canvas, skin: CardStyle) -> None:
    shape = rounded_path(skin.rect, skin.preset.radius)
    canvas.drawPath(shape, fill(skin.inks.panel.fill))
    draw_outline(canvas, shape, skin.inks.edge, 2.2)


def _sketch_lit(canvas: skia.Canvas, skin: CardStyle) -> None:
    shape = rounded_path(skin.rect, skin.preset.radius)
    canvas.drawPath(shape, fill(skin.inks.lit.fill))
    edge = rounded_path(skin.rect.inset(5).left_part(15), 4)
    draw_hachure(canvas, edge, stroke(skin.inks.primary, 5), 8)
    draw_outline(canvas, shape, skin.inks.primary, 3)


_BODIES: Mapping[Card, tuple[Body, Body]] = {
    "glass": (_glass, _glass_lit),
    "paper": (_paper, _paper_lit),
    "sheet": (_sheet, _sheet_lit),
    "slab": (_slab, _slab_lit),
    "rule": (_rule, _rule_lit),
    "sticker": (_sticker, _sticker_lit),
    "sketch": (_sketch, _sketch_lit),
}
