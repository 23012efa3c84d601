"""Points: a headline and cards that arrive as they are spoken."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.explainer.layers.cards import card
from callsheet_studio.explainer.layers.headline import heading
from callsheet_studio.explainer.layers.icon_emblems import emblem
from callsheet_studio.explainer.scene_context import ItemPage, Layer, SceneContext, TextBox
from callsheet_studio.explainer.scenes.paging import choose_layout
from callsheet_studio.explainer.scenes.statement import draw_statement, lone_statement
from callsheet_studio.explainer.theme.presets import Arrange

EMBLEM, LEAST_EMBLEM = 290.0, 110.0
"""The side of a scene's emblem, at most and at least."""
ALONE = 1.25
"""How much larger a headline is that has the height of the frame to itself."""
AT = 0.05
"""Seconds into a scene at which it begins to come."""
FAR_LARGER, LARGER, MANY_LINES, LEADING = 1.25, 1.1, 4.5, 1.22
"""How much larger the words of cards below each other are to take the place of upright ones, and of
such with more lines than that, which are as many times as high as their letters."""
ROWS = {1: 340.0, 2: 206.0, 3: 176.0}
HIGH, LOW = 390.0, 300.0
"""The height of upright cards, at most: with details, and with less to say."""
LOWEST_ROW = 132.0
"""The height of a card, at most, by how many stand above each other."""
TALL_ROW, TALL_LONE = 230.0, 420.0
"""The same in a tall frame, and that of a scene's only card."""


@dataclass(frozen=True)
class CardLayout:
    """How cards are arranged on a page."""

    room: Rect
    per_page: int
    columns: int = 1
    upright: bool = False
    row: float | None = None
    """The largest height of a card, in design units; None: as many as there are share the room."""


def points(context: SceneContext) -> list[Layer]:
    """Return the layers of a headline and one card for each item, in the arrangement of the
    style; in a tall frame below each other. A lone sentence stands as one."""
    if statement := lone_statement(context):
        facing = context.mirrored_for_rtl(context.size.safe, statement)
        return facing.apply_mirror(draw_statement(facing, statement))
    facing = context.mirrored_for_rtl(context.size.safe)
    arrange = "list" if context.untitled else context.theme.preset.arrange
    build = _stack if context.size.tall else _ARRANGEMENTS[arrange]
    return facing.apply_mirror(build(facing))


def _split(context: SceneContext) -> list[Layer]:
    """The headline and its emblem at the left, cards at the right; without an emblem the headline
    is large."""
    safe, count = context.size.safe, len(context.timed.scene.items)
    left = safe.left_part(safe.w * 0.36)
    if _icon(context):
        head = heading(context, left.top_part(240), 4, None, False)
    else:
        size = context.theme.preset.type.heading_size * ALONE
        head = heading(context, left, 6, size, False, "middle")
    gap = head.rect.bottom + 20
    below = Rect(left.x, gap, left.w, safe.bottom - gap)
    room = safe.right_part(safe.w * 0.58)
    plans = _in_rows(room, 5)
    if count > 5:
        plans.insert(0, CardLayout(room, 10, columns=2))
    return [head.layer, *_emblem(context, below), *choose_layout(context, plans, _cards)]


def _columns(context: SceneContext) -> list[Layer]:
    """The headline above upright cards side by side."""
    safe, count = context.size.safe, len(context.timed.scene.items)
    head = heading(context, safe.top_part(130), lines=2)
    room = Rect(safe.x, head.rect.bottom + 26, safe.w, safe.bottom - head.rect.bottom - 26)
    plans = _in_columns(room, 8)
    if 1 < count <= 4 or context.timed.scene.items[0].icon:
        detailed = any(item.detail for item in context.timed.scene.items)
        high = min(room.h, HIGH if detailed and count > 2 else LOW)
        middle = room.top_part(high).shift(dy=(room.h - high) * 0.35)
        upright = CardLayout(middle, 4, columns=max(count, 2), upright=True)
        plans = _by_text_size(context, upright, plans)
    return [head.layer, *choose_layout(context, plans, _cards)]


def _by_text_size(
    context: SceneContext, upright: CardLayout, others: Sequence[CardLayout]
) -> Sequence[CardLayout]:
    """The plans with upright cards first, or with rows of all cards first, in one column or two,
    where these have far larger words, or larger ones in place of many short lines."""
    room, count = others[0].room, len(context.timed.scene.items)
    rows = [CardLayout(room, count, columns=columns) for columns in (1, 2)]
    sizes = [_smallest_text(_try(context, plan)) for plan in rows]
    largest, narrow = max(sizes), _try(context, upright)
    lines = max((box.rect.h / (LEADING * box.size) for box in narrow), default=0.0)
    larger = LARGER if lines > MANY_LINES else FAR_LARGER
    if count < 3 or largest < larger * _smallest_text(narrow):
        return [upright, *others]
    return [rows[sizes.index(largest)], upright, *others]


def _try(context: SceneContext, plan: CardLayout) -> Sequence[TextBox]:
    """The texts of a plan, as they would be set."""
    trial = context.attempt()
    _cards(trial, plan)
    return trial.boxes


def _smallest_text(boxes: Sequence[TextBox]) -> float:
    """The size of the smallest words; 0 where some are cut."""
    is_cut = any(box.cut for box in boxes)
    return 0.0 if is_cut else min((box.size for box in boxes), default=0.0)


def _list(context: SceneContext) -> list[Layer]:
    """The headline above rows; many items in two columns."""
    safe, count = context.size.safe, len(context.timed.scene.items)
    head = heading(context, safe.top_part(130), lines=2)
    room = Rect(safe.x, head.rect.bottom + 26, safe.w, safe.bottom - head.rect.bottom - 26)
    if count > 4:
        return [head.layer, *choose_layout(context, _in_columns(room, 8), _cards)]
    picture: Sequence[Layer] = ()
    if context.theme.preset.centred or _icon(context) is None:
        room = room.resize(room.w * (0.8 if context.theme.preset.centred else 1.0), room.h)
    else:
        picture = _emblem(context, room.right_part(room.w * 0.28))
        room = room.left_part(room.w * 0.66)
    return [head.layer, *picture, *choose_layout(context, _in_rows(room, 4), _cards)]


def _stack(context: SceneContext) -> list[Layer]:
    """Upright frames: headline, emblem if there is room, cards."""
    safe, count = context.size.safe, len(context.timed.scene.items)
    head = heading(context, safe.top_part(170), lines=3)
    room = Rect(safe.x, head.rect.bottom + 24, safe.w, safe.bottom - head.rect.bottom - 24)
    picture: Sequence[Layer] = ()
    if count <= 2 and _icon(context):
        above = room.top_part(room.h * 0.27)
        picture = _emblem(context, above if context.theme.preset.centred else above.left_part(190))
        room = room.bottom_part(room.h * 0.69)
    plans = _in_rows(room, 6, TALL_ROW if count > 1 else TALL_LONE)
    return [head.layer, *picture, *choose_layout(context, plans, _cards)]


_ARRANGEMENTS: Mapping[Arrange, Callable[[SceneContext], list[Layer]]] = {
    "split": _split,
    "columns": _columns,
    "list": _list,
}


def _emblem(context: SceneContext, room: Rect) -> Sequence[Layer]:
    """The emblem of the scene's icon; nothing where there is no room for what can be seen."""
    icon, side = _icon(context), min(EMBLEM, room.w, room.h)
    if icon is None or side < LEAST_EMBLEM:
        return []
    return [emblem(context, icon, room.resize(side, side), AT)]


def _icon(context: SceneContext) -> str | None:
    """An icon that surely fits the title."""
    return context.find_icon(context.timed.scene.icon, context.timed.scene.title)


def _cards(context: SceneContext, plan: CardLayout) -> list[Layer]:
    """Every page's cards in their cells, filled column by column."""
    layers: list[Layer] = []
    for page in context.pages(plan.per_page):
        cells = _cells(plan, page)
        placed = zip(page.items, cells, strict=True)
        layers += (card(context, n, cell, page, plan.upright) for n, cell in placed)
    return layers


def _in_columns(room: Rect, most: int) -> list[CardLayout]:
    """Plans for many cards: in two columns, then one below the other."""
    pairs = [CardLayout(room, count, columns=2) for count in range(most, 0, -2)]
    return [*pairs, *_in_rows(room, 4)]


def _in_rows(room: Rect, most: int, row: float | None = None) -> list[CardLayout]:
    """Plans for cards below each other: ever fewer, each as high as usual, then as can be."""
    heights = (row, room.h)
    return [CardLayout(room, n, row=high) for n in range(most, 0, -1) for high in heights]


def _cells(plan: CardLayout, page: ItemPage) -> list[Rect]:
    """The cells of a page; rows are no higher than they read well."""
    count = len(page.items)
    columns = min(plan.columns, max(1, count))
    rows = -(-count // columns)
    gap = 18.0 if rows < 5 else 12.0
    highest = rows * ((plan.row or ROWS.get(rows, LOWEST_ROW)) + gap)
    height = plan.room.h if plan.upright else min(plan.room.h, highest)
    room = plan.room.resize(plan.room.w, height)
    cells = [cell for column in room.columns(columns, 20) for cell in column.rows(rows, gap)]
    return cells[:count]
