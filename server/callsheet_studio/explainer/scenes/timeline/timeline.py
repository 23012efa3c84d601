"""Timeline: dates and what happened, strung along an axis of the look's own kind."""

from collections.abc import Callable, Mapping

from callsheet_studio.drawing.geometry import Rect
from callsheet_studio.explainer.layers.headline import heading
from callsheet_studio.explainer.scene_context import ItemPage, Layer, SceneContext
from callsheet_studio.explainer.scenes.paging import choose_layout
from callsheet_studio.explainer.scenes.points import points
from callsheet_studio.explainer.scenes.timeline.band import band
from callsheet_studio.explainer.scenes.timeline.ruler import ruler
from callsheet_studio.explainer.scenes.timeline.spine import spine
from callsheet_studio.explainer.scenes.timeline.table import dated_table
from callsheet_studio.explainer.scenes.timeline.trail import trail
from callsheet_studio.explainer.scenes.timeline.wave import wave
from callsheet_studio.explainer.scenes.timeline.zigzag import zigzag
from callsheet_studio.explainer.theme.presets import Timeline

MOST, MOST_TALL = 5, 6
"""Events that are shown together, at most."""


def timeline(context: SceneContext) -> list[Layer]:
    """Return the layers of a headline and events in the layout of the style; as cards if they
    have too much text."""
    return choose_layout(
        context, range(MOST_TALL if context.size.tall else MOST, -1, -1), _timeline
    )


def _timeline(context: SceneContext, most: int) -> list[Layer]:
    """At most so many at once; cards for none."""
    if not most:
        return points(context)
    safe, tall = context.size.safe, context.size.tall
    head = heading(context, safe.top_part(170 if tall else 110), lines=3 if tall else 2)
    room = Rect(safe.x, head.rect.bottom + 18, safe.w, safe.bottom - head.rect.bottom - 18)
    lay, facing = _LAYOUTS[context.theme.preset.timeline], context.mirrored_for_rtl(room)
    layers = [layer for page in context.pages(most) for layer in lay(facing, room, page)]
    return [head.layer, *facing.apply_mirror(layers)]


_LAYOUTS: Mapping[Timeline, Callable[[SceneContext, Rect, ItemPage], list[Layer]]] = {
    "ruler": ruler,
    "zigzag": zigzag,
    "band": band,
    "ledger": dated_table,
    "spine": spine,
    "wave": wave,
    "trail": trail,
}
