"""Marks and letters of a document's items in the sentences that are made of them."""

import re
from collections.abc import Iterable, Sequence

from callsheet_studio.storyboard.model import Item, Scene
from callsheet_studio.storyboard.outline import Outline
from callsheet_studio.text.punctuation import COLONS
from callsheet_studio.text.sentences import begin_sentence

_BEGINS = 24
"""Characters by which an item's words are known."""
_COLON = re.compile(r"[ \u00a0\u202f]?: ")
_SEMICOLON = re.compile(r"([ \u00a0\u202f]?;) ")


def keep_marks(scenes: Iterable[Scene], outline: Outline) -> tuple[Scene, ...]:
    """Return the scenes of a film with items said as they are written: with a small letter behind
    the colon of the words that introduce them, and with the semicolon at which one was parted.

    Args:
        outline: All that was read.
    """
    written = [e.item.text for part in (outline.opening, *outline.parts) for e in part.entries]
    parted = [text for text in written if ";" in text]
    return tuple(_keep(scene, parted) for scene in scenes)


def _keep(scene: Scene, parted: Sequence[str]) -> Scene:
    said = scene.narration
    for item in scene.items:
        said = _begin_as_written(said, item.text)
        for text in parted if item.detail else ():
            said = _with_semicolon(said, item, text)
    return scene if said == scene.narration else scene.model_copy(update={"narration": said})


def _begin_as_written(said: str, text: str) -> str:
    begun = begin_sentence(text)[:_BEGINS] if text else ""
    at = said.find(begun) if begun and not text.startswith(begun) else -1
    if at < 1 or not said[:at].rstrip().endswith(COLONS):
        return said
    return f"{said[:at]}{text[0]}{said[at + 1 :]}"


def _with_semicolon(said: str, item: Item, text: str) -> str:
    """The narration with the mark that stands in the text between the item and its detail."""
    mark = _SEMICOLON.match(text, len(item.text)) if text.startswith(item.text) else None
    at = said.find(item.text[1:]) if mark and text.startswith(item.detail or "", mark.end()) else -1
    colon = _COLON.match(said, at + len(item.text) - 1) if at > 0 else None
    if not mark or not colon:
        return said
    return f"{said[: colon.start()]}{mark[1]} {said[colon.end() :]}"
