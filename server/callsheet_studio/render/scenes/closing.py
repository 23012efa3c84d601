"""The closing: what to remember, and the film's last word."""

from callsheet_studio.render.scenes.points import points
from callsheet_studio.render.scenes.title import title
from callsheet_studio.render.stage import Layer, Stage


def closing(stage: Stage) -> list[Layer]:
    """A title again; with items, their cards beside it."""
    return points(stage) if stage.timed.scene.items else title(stage)
