"""Words of a scene that say whether its values rise or fall, compared with the values."""

import re
from collections.abc import Iterator
from itertools import pairwise

from callsheet_studio.storyboard.model import Scene
from callsheet_studio.storyboard.scene_kinds import is_date

_RISING = re.compile(
    r"\b(?:grew|grow(?:s|ing|th)?|r[io]se(?:s|n)?|rising|increas\w+|climb\w*|gain(?:s|ed)?|"
    r"up|higher|doubled|tripled)\b",
    re.IGNORECASE,
)
_FALLING = re.compile(
    r"\b(?:fell|falls?|fall(?:en|ing)|dropp?(?:s|ed|ing)?|declin\w+|decreas\w+|shr[iau]nk\w*|"
    r"halved|came down|down|lower)\b",
    re.IGNORECASE,
)
_EVERY = re.compile(r"\b(?:every|each|steadily|always)\b", re.IGNORECASE)


def disagreements(number: int, scene: Scene) -> Iterator[str]:
    """Yield a sentence for each text of a scene that says the opposite of its values, such as
    "falls" where they rise. None for a scene whose items are no moments in time.

    Args:
        number: The scene's number, for the sentences.
    """
    values = [item.value for item in scene.items if item.value is not None]
    if len(values) < 2 or not all(_is_moment(item.text) for item in scene.items):
        return
    rises, falls = values[-1] > values[0], values[-1] < values[0]
    steps = [b - a for a, b in pairwise(values)]
    for where, words in (("title", scene.title), ("narration", scene.narration)):
        up, down, every = (p.search(words) for p in (_RISING, _FALLING, _EVERY))
        written = f"{scene.items[0].number} to {scene.items[-1].number}"
        if up and not down and falls:
            yield f"Scene {number}: its {where} says {up[0]!r}, but {written} falls."
        elif down and not up and rises:
            yield f"Scene {number}: its {where} says {down[0]!r}, but {written} rises."
        elif up and every and min(steps) < 0 < max(steps):
            yield f"Scene {number}: its {where} says {every[0]!r}, but a value falls between."


def _is_moment(text: str) -> bool:
    return is_date(text) or text.lower() in ("before", "after", "then", "now", "today", "goal")
