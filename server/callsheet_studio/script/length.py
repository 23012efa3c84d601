"""How long words take, and what is cut when there are too many of them.

The voice planner uses the same numbers: it fits a film first by the rests in its scenes, then by
the voice's speed.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from callsheet_studio.script.sentences import sentences
from callsheet_studio.script.storyboard import Item, Scene

WORDS_PER_SECOND = 3.2
"""The built-in voice at its own speed."""
READ_PER_SECOND = 2.6
"""Captions without a voice, as a viewer reads them."""
REST = 1.4
"""Seconds a scene takes beside its words."""
SLOWEST, FASTEST = 0.9, 1.2
"""The voice's speed may be stretched this far."""
FEWEST = 2.2
"""Spoken words per second of film below which a film gets shorter instead of slower."""
_COMFORT = 1.1
"""Words are cut until the voice need not be faster than this."""
_WIDE = re.compile(r"[\u0e00-\u0fff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_TOKEN = re.compile(r"[^\s–—/]*\w[^\s–—/]*")


def spoken_words(text: str) -> int:
    """About how many English words of average length it takes as long as to speak `text`."""
    wide = len(_WIDE.findall(text))
    tokens = _TOKEN.findall(_WIDE.sub(" ", text))
    return math.ceil(wide / 2) + sum(math.ceil(len(token) / 20) for token in tokens)


def word_budget(seconds: float, scenes: int, pace: float = WORDS_PER_SECOND) -> float:
    """The words that fill `seconds` of film in so many scenes; never negative."""
    return max(0.0, (seconds - REST * scenes) * pace)


def natural_seconds(scenes: Sequence[Scene], pace: float = WORDS_PER_SECOND) -> float:
    """How long the scenes take when nothing is stretched."""
    return sum(spoken_words(s.narration) / pace + REST + s.hold for s in scenes)


def carried_seconds(scenes: Sequence[Scene], pace: float = WORDS_PER_SECOND) -> float:
    """The longest film that the words carry without it dragging."""
    words = sum(spoken_words(s.narration) for s in scenes)
    rests = sum(s.hold for s in scenes)
    return max(words / FEWEST + rests, natural_seconds(scenes, pace))


@dataclass(frozen=True)
class Fit:
    """Scenes that fit, and what had to go."""

    scenes: tuple[Scene, ...]
    dropped: tuple[int, ...] = ()
    """Numbers of the scenes that are gone, from 1, as they stood before."""
    trimmed: tuple[int, ...] = ()
    """Numbers of the scenes that lost their last sentences."""


def fit(scenes: Sequence[Scene], seconds: float, pace: float = WORDS_PER_SECOND) -> Fit:
    """Cuts whole scenes from the end, then whole sentences, until a brisk voice can say the rest.

    The first and the last scene stay, at least with a sentence each.
    """
    if _fits(scenes, seconds, pace * FASTEST):
        return Fit(tuple(scenes))
    return _Cut(scenes, seconds, pace * _COMFORT).fit()


def _fits(scenes: Sequence[Scene], seconds: float, pace: float) -> bool:
    words = sum(spoken_words(s.narration) for s in scenes)
    rests = sum(s.hold for s in scenes)
    return words <= word_budget(seconds - rests, len(scenes), pace)


class _Cut:
    """Scenes by their numbers, growing fewer."""

    def __init__(self, scenes: Sequence[Scene], seconds: float, pace: float) -> None:
        self._all = dict(enumerate(scenes, start=1))
        self._kept = dict(self._all)
        self._seconds, self._pace = seconds, pace

    def fit(self) -> Fit:
        dropped = self._drop()
        if dropped:
            self._give_back(dropped[0])
        self._trim()
        kept = dict(sorted(self._kept.items()))
        trimmed = [n for n, scene in kept.items() if scene != self._all[n]]
        gone = [n for n in self._all if n not in kept]
        return Fit(tuple(kept.values()), tuple(gone), tuple(trimmed))

    def _fits(self) -> bool:
        return _fits(list(self._kept.values()), self._seconds, self._pace)

    def _drop(self) -> list[int]:
        """Numbers of the dropped scenes, rising."""
        middle = list(self._all)[1:-1]
        dropped: list[int] = []
        while middle and not self._fits():
            dropped.insert(0, middle.pop())
            del self._kept[dropped[0]]
        return dropped

    def _give_back(self, n: int) -> None:
        """As many first sentences of a dropped scene as there is room for."""
        said = sentences(self._all[n].narration)
        for count in range(len(said) - 1, 0, -1):
            self._kept[n] = shortened(self._all[n], count)
            if self._fits():
                return
        self._kept.pop(n, None)

    def _trim(self) -> None:
        """Last sentences, always from the scene that speaks longest."""
        while not self._fits():
            longest = max(self._kept, key=lambda n: len(sentences(self._kept[n].narration)))
            count = len(sentences(self._kept[longest].narration))
            if count < 2:
                return
            self._kept[longest] = shortened(self._kept[longest], count - 1)


def shortened(scene: Scene, count: int) -> Scene:
    """The scene with its first `count` sentences, without items that only later ones name."""
    kept = " ".join(sentences(scene.narration)[:count])
    items = tuple(item for item in scene.items if not _lost(item, scene.narration, kept))
    return scene.model_copy(update={"narration": kept, "items": items})


def _lost(item: Item, before: str, after: str) -> bool:
    return item.text in before and item.text not in after
