"""Formulas inside sentences: heard as words, and shown as formulas."""

import re
from collections.abc import Mapping

from callsheet_studio.storyboard.model import Scene
from callsheet_studio.storyboard.statements import only_speaks, show_said

_MOST = 300
"""Formulas of a document that are looked for, the longest first."""


class FormulaWords:
    """The formulas of a document by the words in which they are spoken."""

    def __init__(self, shown: Mapping[str, str]) -> None:
        """Take the text that shows a formula for each of the words that say it."""
        longest = sorted((said for said in shown if shown[said] != said), key=len, reverse=True)
        self._shown = {said: shown[said] for said in longest[:_MOST]}
        choices = "|".join(map(re.escape, self._shown))
        self._pattern = re.compile(rf"(?<!\w)(?:{choices})(?!\w)") if choices else None

    def show(self, scene: Scene) -> Scene:
        """Return a scene that shows what it says with formulas instead of their words. Any other
        one is returned as it is."""
        narration, title = self._write(scene.narration), self._write(scene.title)
        if (narration, title) == (scene.narration, scene.title) or scene.content:
            return scene
        changes = {"title": title, "narration": narration}
        if not (_is_shown_large(scene) or only_speaks(scene)):
            return scene.model_copy(update={"title": title})
        kind = "closing" if scene.kind == "closing" else "points"
        written = scene.model_copy(update={**changes, "kind": kind, "items": ()})
        shown = {"kind": show_said(written).kind, "items": show_said(written).items}
        return scene.model_copy(update={**shown, "title": title})

    def _write(self, text: str) -> str:
        if not self._pattern:
            return text
        return self._pattern.sub(lambda found: self._shown[found[0]], text)


def _is_shown_large(scene: Scene) -> bool:
    """Whether a scene shows a sentence of its own narration."""
    points = scene.model_copy(update={"kind": "points"})
    large = show_said(points.model_copy(update={"items": ()}))
    return scene.kind == "quote" and large.items == scene.items and not scene.subtitle
