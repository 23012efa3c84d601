"""Pages: fewer items at once rather than words that are cut or too small to read."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.explainer.scene_context import LEAST, ItemPage, Layer, SceneContext

Plan = TypeVar("Plan")


def lay_out(
    stage: SceneContext,
    plans: Iterable[Plan],
    build: Callable[[SceneContext, Plan], list[Layer]],
) -> list[Layer]:
    """The layers of the first plan by which all words but the title's can be read whole.

    Where there is none, of the plan by which the fewest cannot. Nothing is drawn to find out.
    """
    best, layers, fewest = stage, list[Layer](), float("inf")
    for plan in plans:
        trial = replace(stage, boxes=[], notes=[], things=[])
        built, faults = build(trial, plan), _faults(trial)
        if faults < fewest:
            best, layers, fewest = trial, built, faults
        if not faults:
            break
    stage.boxes.extend(best.boxes)
    stage.notes.extend(best.notes)
    stage.things.extend(best.things)
    return layers


def on_page(page: ItemPage, layers: Sequence[Layer]) -> Layer:
    """Layers that are shown as long as their page is."""

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


def _faults(stage: SceneContext) -> int:
    """How many texts are cut or too small."""
    title = stage.timed.scene.title
    return sum(box.cut or box.size < LEAST - 0.01 for box in stage.boxes if box.text != title)
