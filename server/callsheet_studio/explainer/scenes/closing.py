"""The closing: what to remember, and the film's last word."""

from callsheet_studio.explainer.scene_context import Layer, SceneContext
from callsheet_studio.explainer.scenes.points import points
from callsheet_studio.explainer.scenes.title import title


def closing(context: SceneContext) -> list[Layer]:
    """Return the layers of a closing scene: its items as cards, or without items its title."""
    return points(context) if context.timed.scene.items else title(context)
