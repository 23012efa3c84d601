"""Hints: where things will stand, faintly, until they are spoken of; so no frame looks empty."""

from callsheet_studio.drawing.easing import ramp, smootherstep
from callsheet_studio.drawing.skia_loader import skia
from callsheet_studio.drawing.sprite import stroke
from callsheet_studio.explainer.scene_context import ItemPage, Layer, SceneContext

OPENS, SECONDS = 0.3, 0.7
"""After a page's beginning, and how long a hint takes to be there."""
GOES = 0.35
"""Seconds in which it gives way to the thing itself."""
WIDTH, STRENGTH = 2.0, 0.28
"""Of the outline, and its opacity: enough to be seen, too little to be looked at."""


def placeholder(stage: SceneContext, index: int, page: ItemPage, shape: skia.Path) -> Layer:
    """The outline of an item that has not come yet: a tenth of what drawing its area costs."""
    paint, cue = stroke(stage.look.inks.primary, WIDTH), stage.cues[index]

    def draw(canvas: skia.Canvas, t: float) -> None:
        coming = smootherstep(ramp(t, page.start + OPENS, SECONDS)) * (1 - ramp(t, cue, GOES))
        alpha = STRENGTH * coming * page.alpha(t)
        if alpha > 0:
            paint.setAlphaf(alpha)
            canvas.drawPath(shape, paint)

    return draw
