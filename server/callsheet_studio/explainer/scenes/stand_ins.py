"""Scenes that lack what their kind shows are shown as something else; what to tell about it.

Needs no graphics, since the notes are written where nothing is drawn.
"""

from collections.abc import Iterable, Iterator

from callsheet_studio.storyboard.model import Scene, SceneKind

_HOLDING: frozenset[SceneKind] = frozenset({"diagram", "equation", "code", "table", "definition"})
"""Kinds that need a content."""


def stand_in_notes(scenes: Iterable[Scene]) -> Iterator[str]:
    """Yield a sentence for the user on each scene that lacks what its kind shows, and is
    therefore shown as another kind."""
    for n, scene in enumerate(scenes, start=1):
        unread = scene.kind == "image" and not scene.image
        if unread or (scene.kind in _HOLDING and not scene.content):
            shown = "points" if scene.elements else "its title"
            shown = "its description" if unread and scene.content else shown
            yield f"Scene {n} ({scene.title!r}, {scene.kind}) is shown as {shown}."
