"""Steps: one thing after the other, laid out as the look leads from one to the next."""

from collections.abc import Callable, Mapping

from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.explainer.layers.headline import heading
from callsheet_studio.explainer.scene_context import ItemPage, Layer, SceneContext
from callsheet_studio.explainer.scenes.paging import choose_layout
from callsheet_studio.explainer.scenes.points import points
from callsheet_studio.explainer.scenes.steps.arrows import arrows
from callsheet_studio.explainer.scenes.steps.chapters import chapters
from callsheet_studio.explainer.scenes.steps.chevrons import chevrons
from callsheet_studio.explainer.scenes.steps.road import road
from callsheet_studio.explainer.scenes.steps.slabs import slabs
from callsheet_studio.explainer.scenes.steps.stairs import stairs
from callsheet_studio.explainer.scenes.steps.stations import stations
from callsheet_studio.explainer.theme.presets import Steps

MOST = 5
"""Steps that are shown together, at most."""


def steps(context: SceneContext) -> list[Layer]:
    """Return the layers of a headline and steps in the layout of the style; as cards if they
    have too much text."""
    return choose_layout(context, range(MOST, -1, -1), _steps)


def _steps(context: SceneContext, most: int) -> list[Layer]:
    """At most so many at once; cards for none."""
    if not most:
        return points(context)
    safe, tall = context.size.safe, context.size.tall
    head = heading(context, safe.top_part(170 if tall else 120), lines=3 if tall else 2)
    room = Rect(safe.x, head.rect.bottom + 24, safe.w, safe.bottom - head.rect.bottom - 24)
    lay, facing = _LAYOUTS[context.theme.preset.steps], context.mirrored_for_rtl(room)
    layers = [layer for page in context.pages(most) for layer in lay(facing, room, page)]
    return [head.layer, *facing.apply_mirror(layers)]


_LAYOUTS: Mapping[Steps, Callable[[SceneContext, Rect, ItemPage], list[Layer]]] = {
    "stairs": stairs,
    "stations": stations,
    "chevrons": chevrons,
    "slabs": slabs,
    "chapters": chapters,
    "road": road,
    "arrows": arrows,
}
