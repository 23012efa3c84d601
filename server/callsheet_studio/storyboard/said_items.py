"""Long lists of which a short film says only some items show those, and no others."""

import re
from collections.abc import Sequence

from callsheet_studio.storyboard.model import Item, Scene

_LISTS = ("points", "steps", "timeline")
_TOLD, _TOUCHED = 0.6, 0.3
"""Share of an item's words from which it is said, and from which some of it is."""
_FEW, _BRIEF = 3, 200
"""Items, and their characters, that are seen whole while some of it is said."""
_MOST, _SHORT = 8, 40
"""The same of a list of short items: how many, and characters of each, on average."""
_WORD = re.compile(r"\w{3,}|\d+")


def is_long_list(scene: Scene) -> bool:
    """Return whether a scene has a list that is too long to be read beside a few words."""
    shown = [len(item.text) + len(item.second_line or "") for item in scene.items]
    is_brief = len(shown) <= _FEW and sum(shown) <= _BRIEF
    is_short = len(shown) <= _MOST and sum(shown) <= _SHORT * len(shown)
    return scene.kind in _LISTS and scene.content is None and not (is_brief or is_short)


def keep_said(scene: Scene, said: str) -> Scene:
    """Return a scene of which only `said` is said. A long list keeps the items that are said, and
    those that the scene's own narration does not say either; of steps, none after the last one that
    is said. It keeps all if none is said.

    Args:
        scene: With its whole narration.
        said: What is left of the narration.
    """
    less = scene.model_copy(update={"narration": said})
    if not is_long_list(scene):
        return less
    whole = _told(scene.items, scene.narration, _TOLD)
    told = _told(scene.items, said, _TOUCHED)
    if not told or whole <= told:
        return less
    last = max(told) if scene.kind == "steps" else len(scene.items)
    kept = (
        item
        for n, item in enumerate(scene.items)
        if n in told or n not in whole or n < last and scene.kind == "steps"
    )
    return less.model_copy(update={"items": tuple(kept)})


def _told(items: Sequence[Item], narration: str, share: float) -> set[int]:
    """The indexes of the items of which a narration says at least this share of the words."""
    known = set(_words(narration))
    own = [set(_words(f"{item.text} {item.second_line or ''}")) for item in items]
    return {n for n, words in enumerate(own) if len(words & known) >= share * len(words)}


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
