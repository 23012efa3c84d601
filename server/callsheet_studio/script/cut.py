"""Makes scenes fit a length by leaving out whole sentences and scenes."""

from collections.abc import Sequence
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
    """Scenes by their numbers, growing fewer, and how long each takes."""

    def __init__(self, scenes: Sequence[Scene], seconds: float, pace: Pace) -> None:
        self._all = dict(enumerate(scenes, start=1))
        self._kept = dict(self._all)
        self._seconds, self._pace = seconds, pace
        self._takes = {n: self._time(scene) for n, scene in self._all.items()}

    def fit(self) -> Fit:
        middle = list(self._all)[1:-1]
        while middle and self._room() < 0:
            last = middle.pop()
            self._lose(last)
            if self._room() > 0:
                self._give_back(last)
        self._trim()
        kept = dict(sorted(self._kept.items()))
        trimmed = [n for n, scene in kept.items() if scene != self._all[n]]
        gone = [n for n in self._all if n not in kept]
        return Fit(tuple(kept.values()), tuple(gone), tuple(trimmed))

    def _time(self, scene: Scene) -> float:
        return natural_seconds([scene], self._pace, _COMFORT)

    def _room(self) -> float:
        """Seconds that are still free; negative when the film is too long."""
        return self._seconds - sum(self._takes.values())

    def _lose(self, n: int) -> None:
        del self._kept[n], self._takes[n]

    def _keep(self, n: int, scene: Scene) -> None:
        self._kept[n], self._takes[n] = scene, self._time(scene)

    def _give_back(self, n: int) -> None:
        """As many first sentences of a lost scene as there is room for."""
        said = sentences(self._all[n].narration)
        for count in range(len(said) - 1, 0, -1):
            scene = _first(self._all[n], said[:count])
            if self._time(scene) <= self._room():
                self._keep(n, scene)
                return

    def _trim(self) -> None:
        """Last sentences, always from the scene that takes longest and has one to spare."""
        said = {n: sentences(scene.narration) for n, scene in self._kept.items()}
        while self._room() < 0 and any(len(each) > 1 for each in said.values()):
            n = max((n for n in said if len(said[n]) > 1), key=lambda n: self._takes[n])
            said[n].pop()
            self._keep(n, _first(self._kept[n], said[n]))


def _first(scene: Scene, said: Sequence[str]) -> Scene:
    """The scene with only these sentences, and without items that only the others name."""
    kept = " ".join(said)
    items = tuple(item for item in scene.items if not _lost(item, scene.narration, kept))
    return scene.model_copy(update={"narration": kept, "items": items})


def _lost(item: Item, before: str, after: str) -> bool:
    return item.text in before and item.text not in after
