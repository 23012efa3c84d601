"""How a scene comes and goes, drawn inside its own first and last moments."""

from callsheet_studio.render.geometry import Rect
from callsheet_studio.render.graphics import skia
from callsheet_studio.render.motion import expo, ramp, smooth
from callsheet_studio.render.sprite import box
from callsheet_studio.render.stage import Layer, Stage

SECONDS = 0.4
"""Of the end of a scene that belong to its going."""


def changing(stage: Stage, layers: list[Layer]) -> Layer:
    """The layers as one, which leaves in the look's manner. Parts arrive by themselves."""
    return _lift(stage, layers)


def _lift(stage: Stage, layers: list[Layer]) -> Layer:
    """The content rises and fades; the backdrop stays."""
    end = stage.timed.seconds
    last = stage.timed.index == stage.timed.count - 1

    def draw(canvas: skia.Canvas, t: float) -> None:
        p = ramp(t, end - SECONDS, SECONDS) if not last else 0.0
        if p >= 1:
            return
        if p > 0:
            canvas.saveLayerAlpha(box(stage.size.sheet), round(255 * (1 - smooth(p))))
            canvas.translate(0, -26 * p * p)
        for layer in layers:
            layer(canvas, t)
        if p > 0:
            canvas.restore()

    return draw


_ = (Rect, expo)
