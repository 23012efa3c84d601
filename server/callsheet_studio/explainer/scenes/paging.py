"""Chooses a layout in which all words can be read: fewer items at once, on more pages.

The items of a page stand in the middle of its room at any time: those that are there make way for
the next one.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from callsheet_studio.drawing.easing import ramp, smootherstep
from callsheet_studio.drawing.geometry import Rect, around
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.explainer.layers.continuity import WAITS
from callsheet_studio.explainer.scene_context import (
    LEAST,
    ItemPage,
    Layer,
    SceneContext,
    icon_key,
    text_key,
)

Plan = TypeVar("Plan")
LEAST_TALL = 30.0
"""The size of the smallest text in a tall frame, which is seen on a phone, where fewer items at
once can give it."""
UNREADABLE, MISSING = 20, 6
"""How many small texts weigh as much as one that can't be read, and as one that is not there."""
MAKE_WAY, BEFORE = 0.5, 0.2
"""Seconds in which items make way for the next one, and before its cue at which they begin to."""


def choose_layout(
    context: SceneContext,
    plans: Iterable[Plan],
    build: Callable[[SceneContext, Plan], list[Layer]],
) -> list[Layer]:
    """Return the layers of the first plan in which no text but the title is cut or too small; if
    there is none, of the plan with the fewest such texts.

    Texts are laid out for that, but nothing is drawn.

    Args:
        plans: What to try, the best first.
        build: Makes the layers of a plan.
    """
    best, layers, fewest = context, list[Layer](), float("inf")
    for plan in plans:
        trial = context.attempt()
        built, faults = build(trial, plan), _faults(trial)
        if faults < fewest:
            best, layers, fewest = trial, built, faults
        if not faults:
            break
    context.boxes.extend(best.boxes)
    context.left_out.extend(best.left_out)
    context.notes.extend(best.notes)
    context.recurring.extend(best.recurring)
    return layers


def on_page(page: ItemPage, layers: Sequence[Layer]) -> Layer:
    """Return the layers as one layer, which is only visible while its page is."""

    def draw(canvas: skia.Canvas, t: float) -> None:
        alpha = page.alpha(t)
        if alpha <= 0:
            return
        if alpha < 1:
            canvas.saveLayerAlpha(None, round(255 * alpha))
        for layer in layers:
            layer(canvas, t)
        if alpha < 1:
            canvas.restore()

    return draw


def keep_centred(
    context: SceneContext, page: ItemPage, cells: Sequence[Rect], layers: Sequence[Layer]
) -> Layer:
    """Return the layers of a page's items as one layer, moved so that the items which have come
    stand in the middle of all cells.

    Nothing moves if something of them comes from the scene before: it waits where it will be.

    Args:
        cells: Where each item of the page stands once all have come, in design units.
    """
    moves = [] if _has_kept(context, page) else _moves(context, page, cells)

    def draw(canvas: skia.Canvas, t: float) -> None:
        dx, dy = 0.0, 0.0
        for n, (cue, x, y) in enumerate(moves):
            share = smootherstep(ramp(t, cue - BEFORE, MAKE_WAY)) if n else 1.0
            dx, dy = dx + (x - dx) * share, dy + (y - dy) * share
        canvas.save()
        if dx or dy:
            canvas.translate(dx, dy)
        for layer in layers:
            layer(canvas, t)
        canvas.restore()

    return draw


def _has_kept(context: SceneContext, page: ItemPage) -> bool:
    """Whether the scene before showed something of these items that can wait for them."""
    items, icons = context.timed.scene.items, context.item_icons.names
    soon = [n for n in page.items if context.cues[n] < WAITS]
    keys = {text_key(items[n].text) for n in soon}
    keys |= {icon_key(name) for n in soon if (name := icons[n])}
    return not keys.isdisjoint(context.kept)


def _moves(
    context: SceneContext, page: ItemPage, cells: Sequence[Rect]
) -> list[tuple[float, float, float]]:
    """When each item comes, and by how much all are moved from then on: by whole pixels."""
    unit, whole = context.size.unit, around(cells)
    came = sorted((context.cues[n], cell) for n, cell in zip(page.items, cells, strict=True))
    moves: list[tuple[float, float, float]] = []
    for n, (cue, _) in enumerate(came):
        shown = around(cell for _, cell in came[: n + 1])
        dx, dy = (round(d * unit) / unit for d in (whole.cx - shown.cx, whole.cy - shown.cy))
        moves.append((cue, dx, dy))
    return moves


def _faults(context: SceneContext) -> int:
    """How many texts other than the title are smaller than they should be; one that is cut or too
    small to be read counts as `UNREADABLE` of them, an item that is not shown as `MISSING`."""
    title, least = context.timed.scene.title, LEAST_TALL if context.size.tall else LEAST
    boxes = [box for box in context.boxes if box.text != title]
    small = sum(box.size < least - 0.01 for box in boxes)
    unreadable = sum(box.cut or box.size < LEAST - 0.01 for box in boxes)
    return small + UNREADABLE * unreadable + MISSING * len(context.left_out)
