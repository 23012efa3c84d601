"""The film's title as the heading of a later scene: its short form, where it has one."""

import re
from collections.abc import Sequence

from callsheet_studio.storyboard.model import Scene

LONG = 40
"""Characters of a title that is too long to be a heading again."""
_NAME = re.compile(r"(.{4,40}?)(?:: | [–—-] )(?=.*\w)")
"""The name before a colon or a dash."""


def shorten_repeated_title(scenes: Sequence[Scene], title: str) -> tuple[Scene, ...]:
    """Return scenes with the part before a colon or a dash of the film's title (`Lab Report 6` of
    `Lab Report 6: Determining the …`) as the heading of those after the title scene that repeat
    the whole. A short title, or one without such a part, stays."""
    name = _NAME.match(title)
    if name is None or len(title) <= LONG:
        return tuple(scenes)
    return tuple(
        scene.model_copy(update={"title": name[1]})
        if scene.title == title and scene.kind != "title"
        else scene
        for scene in scenes
    )
