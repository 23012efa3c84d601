"""Makes scenes fit a length: every scene is condensed before any is left out, but none to a
fragment."""

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from callsheet_studio.storyboard.importance import (
    count_facts,
    depth,
    least_sentences,
    stands_aside,
)
from callsheet_studio.storyboard.model import Scene
from callsheet_studio.storyboard.narration import narrate_scene
from callsheet_studio.storyboard.speech_timing import (
    FASTEST,
    SpeechTiming,
    estimate_seconds,
    scene_seconds,
    sentences_that_tell,
)
from callsheet_studio.storyboard.statements import only_speaks, show_said
from callsheet_studio.text.quotations import whole_quotations
from callsheet_studio.text.sentences import WHOLE_ENDS, join_sentences

_COMFORT = 1.1
"""Words are cut until the voice need not be faster than this."""


@dataclass(frozen=True)
class TrimResult:
    """The scenes that fit into a length, and which ones lost words or were left out."""

    scenes: tuple[Scene, ...]
    dropped: tuple[int, ...] = ()
    """The numbers, from 1, of the scenes that were left out."""
    trimmed: tuple[int, ...] = ()
    """The numbers, from 1, of the scenes with fewer words than before."""


def trim(
    scenes: Sequence[Scene],
    seconds: float,
    pace: SpeechTiming,
    levels: Sequence[int] = (),
    language: str = "en",
) -> TrimResult:
    """Return the scenes unchanged if a brisk voice can say them in time, else with fewer words.

    First, narration made of what scenes show loses the details, then half of its sentences. Then
    last sentences go, always from the scene that takes longest, until each scene says no more than
    it must to tell something. Only then scenes go: the deepest first (see `depth`), evenly over the
    film, of neighbors the one with fewer facts a second, never the first or the last. Items stay in
    the picture. Time left over is filled with removed sentences again, written ones first.

    Args:
        scenes: All scenes.
        seconds: The film's length.
        pace: How long words take.
        levels: The heading level of each scene; empty treats all alike.
        language: The language of the narration, a BCP 47 tag.
    """
    if estimate_seconds(scenes, pace, FASTEST) <= seconds:
        return TrimResult(tuple(scenes))
    room = seconds - pace.rests.extra(0)
    return _Cut(scenes, levels or [1] * len(scenes), language, _Budget(room, pace)).fit()


@dataclass(frozen=True)
class _Budget:
    seconds: float
    pace: SpeechTiming

    def times(self, scene: Scene, said: Sequence[str]) -> list[float]:
        """How long the scene takes with none of its sentences, with the first, and so on."""
        spoken = (self.pace.seconds(sentence) / _COMFORT for sentence in said)
        sums = enumerate(accumulate(spoken, initial=0.0))
        told = 0 if only_speaks(scene) else sentences_that_tell(scene, said)
        # With few words, for they are looked through for each number of sentences.
        brief = scene.model_copy(update={"narration": scene.narration[:1] and "…"})
        without = brief.model_copy(update={"items": ()})
        return [
            scene_seconds(brief if n < told else without, self.pace, seconds) for n, seconds in sums
        ]


class _Cut:
    """Scenes by their numbers, saying less and growing fewer, and how long each takes."""

    def __init__(
        self, scenes: Sequence[Scene], levels: Sequence[int], language: str, budget: _Budget
    ) -> None:
        self._all = dict(enumerate(scenes, start=1))
        self._levels = dict(enumerate(levels, start=1))
        self._budget = budget
        briefs = {n: _brief(scene, language) for n, scene in self._all.items()}
        self._made = {n for n, brief in briefs.items() if brief is not None}
        self._full = {
            n: whole_quotations(briefs[n] or scene.narration) for n, scene in self._all.items()
        }
        self._times = {n: budget.times(self._all[n], said) for n, said in self._full.items()}
        self._said = {n: len(said) for n, said in self._full.items()}
        self._least = {
            n: least_sentences(self._all[n], said, budget.pace) for n, said in self._full.items()
        }
        self._takes = {n: self._time(n) for n in self._all}
        self._total = sum(self._takes.values())

    def fit(self) -> TrimResult:
        self._trim({n: max(-(-self._said[n] // 2), self._least[n]) for n in self._made})
        self._trim(self._least)
        self._drop()
        self._regrow()
        kept = {n: self._scene(n) for n in sorted(self._said)}
        trimmed = [n for n, scene in kept.items() if scene != self._all[n]]
        gone = [n for n in self._all if n not in kept]
        return TrimResult(tuple(kept.values()), tuple(gone), tuple(trimmed))

    def _time(self, n: int) -> float:
        return self._times[n][self._said[n]]

    def _say(self, n: int, count: int) -> None:
        self._said[n] = count
        before, self._takes[n] = self._takes[n], self._time(n)
        self._total += self._takes[n] - before

    @property
    def _is_too_long(self) -> bool:
        return self._total > self._budget.seconds

    def _trim(self, least: Mapping[int, int]) -> None:
        """Last sentences, from the scene that takes longest and has more than its least."""
        longest = [(-self._takes[n], n) for n, few in least.items() if self._said[n] > few]
        heapq.heapify(longest)
        while longest and self._is_too_long:
            _, n = heapq.heappop(longest)
            self._say(n, self._said[n] - 1)
            if self._said[n] > least[n]:
                heapq.heappush(longest, (-self._takes[n], n))

    def _drop(self) -> None:
        """The deepest scenes, so that what stays is spread evenly."""
        if not self._is_too_long:
            return
        numbers = list(self._all)
        before, after = dict(pairwise(reversed(numbers))), dict(pairwise(numbers))
        waiting = [(-self._depth(n), 2, self._worth(n), -n) for n in numbers[1:-1]]
        heapq.heapify(waiting)
        while waiting and self._is_too_long:
            level, gap, worth, minus = heapq.heappop(waiting)
            first, last = before[-minus], after[-minus]
            if gap != last - first:  # a neighbor is gone
                heapq.heappush(waiting, (level, last - first, worth, minus))
                continue
            after[first], before[last] = last, first
            self._total -= self._takes.pop(-minus)
            del self._said[-minus]

    def _depth(self, n: int) -> float:
        return depth(self._all[n], self._all[n - 1], self._full[n], self._levels[n])

    def _worth(self, n: int) -> float:
        """Facts a second, with as few sentences as the scene must say."""
        facts = count_facts(self._all[n], self._full[n][: self._said[n]])
        return facts / max(self._takes[n], 1.0)

    def _regrow(self) -> None:
        """Next sentences, first of the scenes that lost most, as long as there is room."""
        if self._is_too_long:
            return
        poorest = [
            (n in self._made, count / len(self._full[n]), n)
            for n, count in self._said.items()
            if count
        ]
        heapq.heapify(poorest)
        while poorest:
            is_made, share, n = heapq.heappop(poorest)
            if share >= 1:
                continue
            self._say(n, self._said[n] + 1)
            if self._is_too_long:
                self._say(n, self._said[n] - 1)
            else:
                heapq.heappush(poorest, (is_made, self._said[n] / len(self._full[n]), n))

    def _scene(self, n: int) -> Scene:
        scene, full, count = self._all[n], self._full[n], self._said[n]
        asks_last = n in self._made and 1 < count < len(full) and full[count - 1].endswith("?")
        count -= asks_last  # nobody answers it
        if count == len(whole_quotations(scene.narration)):
            return scene
        if not only_speaks(scene):
            return scene.model_copy(update={"narration": join_sentences(full[:count])})
        answers = scene.title.endswith(full[0]) and full[0].endswith(("?", "？"))
        ends = scene.kind == "closing" and not (answers or stands_aside(scene))
        said = full[-count:] if ends else full[:count]
        return show_said(scene.model_copy(update={"narration": join_sentences(said)}))


def _brief(scene: Scene, language: str) -> str | None:
    """A narration that was made of what the scene shows, without details of a list of names."""
    for titled in (True, False):
        shows = scene.items or scene.content
        if shows and scene.narration == narrate_scene(scene, language, titled=titled):
            if any(item.detail for item in scene.items) and only_speaks(scene):
                return None  # one sentence, shown in two parts
            if any(not i.detail and i.text.endswith(WHOLE_ENDS) for i in scene.items):
                return scene.narration  # its items are sentences
            items = tuple(item.model_copy(update={"detail": None}) for item in scene.items)
            bare = scene.model_copy(update={"items": items})
            return narrate_scene(bare, language, titled=titled)
    return None
