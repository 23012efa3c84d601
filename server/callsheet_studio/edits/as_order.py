"""An edited film as an order of its own, so that what was mended here can be bought elsewhere."""

from callsheet_studio.storyboard.brief import Brief
from callsheet_studio.storyboard.model import Storyboard
from callsheet_studio.storyboard.outline_writer import as_outline
from callsheet_studio.storyboard.picture_files import without_picture_files

LONGEST_TASK = 5000
"""Characters."""
SECONDS = range(30, 301)
"""Lengths that can be ordered."""


def as_order(storyboard: Storyboard, seconds: float) -> Brief | None:
    """The brief of a film that lasts `seconds`; None when a task has no room or words for it."""
    storyboard = without_picture_files(storyboard)
    task = as_outline(storyboard, seeded=False)
    if len(task) > LONGEST_TASK or any(scene.image for scene in storyboard.scenes):
        return None
    return Brief(
        uuid="",
        task=task,
        seconds=min(max(round(seconds), SECONDS[0]), SECONDS[-1]),
        aspect_ratio=storyboard.aspect_ratio,
        style=storyboard.style,
        style_prompt=storyboard.style_prompt,
        palette=storyboard.palette,
        voice=storyboard.voice,
    )
