"""Makes scenes fit a length by leaving out whole sentences and scenes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from callsheet_studio.script.length import FASTEST, Pace, natural_seconds
from callsheet_studio.script.sentences import sentences
from callsheet_studio.script.storyboard import Item, Scene

_COMFORT = 1.1
"""Words are cut until the voice need not be faster than this."""


@dataclass(frozen=True)
class Fit:
    """Scenes that fit, and what had to go."""

    scenes: tuple[Scene, ...]
    dropped: tuple[int, ...] = ()
    """Numbers of the scenes that are gone, from 1, as they stood before."""
    trimmed: tuple[int, ...] = ()
    """Numbers of the scenes that lost their last sentences."""


def fit(scenes: Sequence[Scene], seconds: float, pace: Pace) -> Fit:
    """The scenes as they are when a brisk voice can say them, else fewer of them.

    Scenes go from the end, then sentences; the first and the last scene always stay, at least
    with a sentence each.
    """
    if natural_seconds(scenes, pace, FASTEST) <= seconds:
        return Fit(tuple(scenes))
    return _Cut(scenes, seconds, pace).fit()


class _Cut:
    """Scenes by their numbers, growing fewer."""

    def __init__(self, scenes: Sequence[Scene], seconds: float, pace: Pace) -> None:
        self._all = dict(enumerate(scenes, start=1))
        self._kept = dict(self._all)
        self._seconds, self._pace = seconds, pace

    def fit(self) -> Fit:
        self._drop()
        self._trim()
        trimmed = [n for n, scene in self._kept.items() if scene != self._all[n]]
        gone = [n for n in self._all if n not in self._kept]
        return Fit(tuple(self._kept.values()), tuple(gone), tuple(trimmed))

    def _fits(self, scenes: Iterable[Scene]) -> bool:
        return natural_seconds(list(scenes), self._pace, _COMFORT) <= self._seconds

    def _drop(self) -> None:
        """Scenes before the last one, except for the first sentences that there is room for."""
        middle = list(self._all)[1:-1]
        while middle and not self._fits(self._kept.values()):
            n = middle.pop()
            del self._kept[n]
            if self._fits(self._kept.values()):
                self._give_back(n)

    def _give_back(self, n: int) -> None:
        said = sentences(self._all[n].narration)
        for count in range(len(said) - 1, 0, -1):
            scene = _first(self._all[n], count)
            if self._fits((*self._kept.values(), scene)):
                self._kept = dict(sorted({**self._kept, n: scene}.items()))
                return

    def _trim(self) -> None:
        """Last sentences, always from the scene that has most of them."""
        while not self._fits(self._kept.values()):
            counts = {n: len(sentences(scene.narration)) for n, scene in self._kept.items()}
            longest = max(counts, key=lambda n: counts[n])
            if counts[longest] < 2:
                return
            self._kept[longest] = _first(self._kept[longest], counts[longest] - 1)


def _first(scene: Scene, count: int) -> Scene:
    """The scene with its first `count` sentences, without items that only later ones name."""
    kept = " ".join(sentences(scene.narration)[:count])
    items = tuple(item for item in scene.items if not _lost(item, scene.narration, kept))
    return scene.model_copy(update={"narration": kept, "items": items})


def _lost(item: Item, before: str, after: str) -> bool:
    return item.text in before and item.text not in after
