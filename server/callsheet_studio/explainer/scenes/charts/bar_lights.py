"""What bars of one series share: which is lit, which rest dimmed, and how their scale widens."""

from dataclasses import dataclass

from callsheet_studio.explainer.number_format import whole_of
from callsheet_studio.explainer.scene_context import SceneContext
from callsheet_studio.explainer.scenes.charts.data import data_of
from callsheet_studio.explainer.scenes.charts.emphasis import DIM, Emphasis, emphasis_of
from callsheet_studio.explainer.scenes.charts.scale import Widening, plan_widening


@dataclass(frozen=True)
class BarLights:
    """Which bars of a chart of items are highlighted and dimmed over time, and how their scale
    changes."""

    emphasis: Emphasis
    widening: Widening

    def dim(self, index: int, t: float) -> float:
        """Return how far a bar is dimmed at second `t` (0 to 1), because another one is
        highlighted."""
        return DIM * self.emphasis.dim(index, 0, t) if self.emphasis.lights.kept else 0.0


def lights_of(context: SceneContext) -> BarLights:
    """Return which bars of the scene are highlighted and dimmed over time, and when their scale
    changes."""
    items = context.timed.scene.items
    values = [item.value or 0.0 for item in items]
    emphasis = emphasis_of(context, data_of(context.timed.scene), by_cues=True)
    return BarLights(emphasis, plan_widening(values, context.cues, whole_of(items)))
