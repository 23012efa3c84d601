"""The film's title as the heading of a later scene: its short form, where it has one; and of a
closing that is left with a document's last lines."""

import re
from collections.abc import Sequence

from callsheet_studio.storyboard.model import Scene
from callsheet_studio.storyboard.scene_kinds import concludes
from callsheet_studio.text.clean import shorten
from callsheet_studio.text.sentences import sentences

LONG = 40
"""Characters of a title that is too long to be a heading again."""
_NAME = re.compile(r"(.{4,40}?)(?:: | [–—-] )(?=.*\w)")
"""The name before a colon or a dash."""
_MOST = 90
"""Characters of a heading."""
_LABELED = re.compile(r"[^.:!?]{2,30}: \S")
"""A sentence such as `Next meeting: Thursday`."""


def retitle_last_lines(scenes: Sequence[Scene], whole: Sequence[Scene], title: str) -> list[Scene]:
    """Return scenes whose closing has the film's title if only lines such as `Next meeting:
    Thursday` are left of what its section says, which are about the whole document.

    Args:
        whole: All scenes, before they were fitted to a length.
        title: The film's title.
    """
    if not scenes or not whole:
        return list(scenes)
    *others, last = scenes
    left, said = sentences(last.narration), sentences(whole[-1].narration)
    is_rest = whole[-1].title == last.title and left != said and left == said[-len(left) :]
    named = set(re.findall(r"\w{3,}", last.title.lower()))
    is_named = not named.isdisjoint(re.findall(r"\w{3,}", last.narration.lower()))
    if last.kind != "closing" or not is_rest or is_named or concludes(last.title):
        return list(scenes)
    if not all(map(_LABELED.match, left)):
        return list(scenes)
    return [*others, last.model_copy(update={"title": shorten(title, _MOST)})]


def shorten_repeated_title(scenes: Sequence[Scene], title: str) -> tuple[Scene, ...]:
    """Return scenes with the part before a colon or a dash of the film's title (`Lab Report 6` of
    `Lab Report 6: Determining the …`) as the heading of those after the title scene that repeat
    the whole. A short title, or one without such a part, stays."""
    name = _NAME.match(title)
    if name is None or len(title) <= LONG:
        return tuple(scenes)
    return tuple(
        scene.model_copy(update={"title": name[1].rstrip()})
        if scene.title == title and scene.kind != "title"
        else scene
        for scene in scenes
    )
