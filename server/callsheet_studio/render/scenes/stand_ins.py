"""Scene kinds that are shown as another kind for now, and what to tell about it.

Needs no graphics, since the notes are written where nothing is drawn.
"""

from collections.abc import Iterable, Iterator

from callsheet_studio.script.storyboard import CHARTS, Scene, SceneKind

_HELD: frozenset[SceneKind] = frozenset({"table", "definition"})
_HOLDING: frozenset[SceneKind] = frozenset({"image", "equation", "code"})
"""Kinds that need what they show: a picture, or a content."""
_DRAWN: frozenset[SceneKind] = frozenset({"bars", "line"})
STOOD_IN = _HELD | (CHARTS - _DRAWN)
"""Kinds without a picture of their own; a kind leaves when it gets one."""


def stand_in_notes(scenes: Iterable[Scene]) -> Iterator[str]:
    """A sentence for each scene that is shown as something else than it is."""
    for n, scene in enumerate(scenes, start=1):
        several = scene.kind in CHARTS and scene.content is not None
        held = scene.image if scene.kind == "image" else scene.content
        unread = scene.kind in _HOLDING and not held
        if scene.kind in STOOD_IN or several or unread:
            shown = "points" if scene.elements else "its title"
            yield f"Scene {n} ({scene.title!r}, {scene.kind}) is shown as {shown}."
