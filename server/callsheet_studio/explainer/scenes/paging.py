"""Chooses a layout in which all words can be read: fewer items at once, on more pages.

Every item has its place from the beginning: nothing moves as others come.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.explainer.scene_context import (
    LEAST,
    ItemPage,
    Layer,
    SceneContext,
)

Plan = TypeVar("Plan")
LEAST_TALL = 30.0
"""The size of the smallest text in a tall frame, which is seen on a phone, where fewer items at
once can give it."""
UNREADABLE, MISSING = 20, 6
"""How many small texts weigh as much as one that can't be read, and as one that is not there."""


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


def _faults(context: SceneContext) -> int:
    """How many texts other than the title are smaller than they should be; one that is cut or too
    small to be read counts as `UNREADABLE` of them, an item that is not shown as `MISSING`."""
    title, least = context.timed.scene.title, LEAST_TALL if context.size.tall else LEAST
    boxes = [box for box in context.boxes if box.text != title]
    small = sum(box.size < least - 0.01 for box in boxes)
    unreadable = sum(box.cut or box.size < LEAST - 0.01 for box in boxes)
    return small + UNREADABLE * unreadable + MISSING * len(context.left_out)
