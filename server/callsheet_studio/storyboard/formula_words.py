"""Formulas inside sentences: heard as words, and shown as formulas."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from callsheet_studio.storyboard.maths import UNREADABLE
from callsheet_studio.storyboard.model import Scene
from callsheet_studio.storyboard.statements import mute_items, only_speaks, show_said

_MOST = 300
"""Formulas of a document that are looked for, the longest first."""


class FormulaWords:
    """The formulas of a document by the words in which they are spoken."""

    def __init__(self, shown: Mapping[str, str], *, as_shown: bool = False) -> None:
        """Take the text that shows a formula for each of the words that say it.

        Args:
            as_shown: Whether words made of what a scene shows stay as they are, which an outline
                need not hold; voices say most formulas right.
        """
        told = [(said, text) for said, text in shown.items() if said not in (text, UNREADABLE)]
        self._shown = {said: text for said, text in told if any(map(str.isalnum, text))}
        spoken = () if as_shown else told
        self._said = {text: said for said, text in spoken if not _is_word(text)}

    def place(self, scene: Scene) -> Scene:
        """Return a scene in which words made of what it shows say formulas, and what it shows of
        its own words has formulas instead of their names."""
        said = _replace(scene.narration, self._said)
        return self._show(scene).model_copy(update={"narration": said})

    def _show(self, scene: Scene) -> Scene:
        narration, title = (_replace(text, self._shown) for text in (scene.narration, scene.title))
        if (narration, title) == (scene.narration, scene.title) or scene.content:
            return scene
        if not (_is_shown_large(scene) or only_speaks(scene)):
            return scene.model_copy(update={"title": title})
        kind = "closing" if scene.kind == "closing" else "points"
        bare = {"title": title, "narration": narration, "kind": kind, "items": mute_items(scene)}
        written = show_said(scene.model_copy(update=bare))
        return scene.model_copy(
            update={"title": title, "kind": written.kind, "items": written.items}
        )


def _is_word(text: str) -> bool:
    """Whether a formula looks like words, as `$at$` does."""
    return text.isascii() and text.replace(" ", "").isalpha()


def _replace(text: str, words: Mapping[str, str]) -> str:
    pattern = _pattern(tuple(words))
    return pattern.sub(lambda found: words[found[0]], text) if pattern else text


@lru_cache(maxsize=8)
def _pattern(texts: Sequence[str]) -> re.Pattern[str] | None:
    longest = sorted(texts, key=len, reverse=True)[:_MOST]
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)") if texts else None


def _is_shown_large(scene: Scene) -> bool:
    """Whether a scene shows a sentence of its own narration."""
    points = scene.model_copy(update={"kind": "points"})
    large = show_said(points.model_copy(update={"items": ()}))
    return scene.kind == "quote" and large.items == scene.items and not scene.subtitle
