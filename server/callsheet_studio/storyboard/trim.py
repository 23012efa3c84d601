"""Makes scenes fit a length: says of each what an editor would, as far as there is time."""

import heapq
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, takewhile

from callsheet_studio.storyboard.endings import is_bare_closing, show_silently
from callsheet_studio.storyboard.model import Scene
from callsheet_studio.storyboard.named_items import name_pieces
from callsheet_studio.storyboard.said_items import (
    beginning_of,
    introduce_count,
    is_long_list,
    keep_said,
    say_without_number,
)
from callsheet_studio.storyboard.scene_pieces import made_places
from callsheet_studio.storyboard.scene_ranks import SceneRanks
from callsheet_studio.storyboard.section_titles import sums_up
from callsheet_studio.storyboard.sentence_order import (
    gives_reason,
    hangs_on_last,
)
from callsheet_studio.storyboard.sentence_scores import score_sentences, stems_of
from callsheet_studio.storyboard.speech_timing import (
    FASTEST,
    SpeechTiming,
    estimate_seconds,
    scene_seconds,
    sentences_that_tell,
    told_seconds,
)
from callsheet_studio.storyboard.statements import only_speaks, show_again
from callsheet_studio.text.quotations import whole_quotations
from callsheet_studio.text.sentence_weight import FILES, weigh_sentence
from callsheet_studio.text.sentences import as_sentence, join_sentences

_LITTLE_SAID = 0.67
"""Share of the sentences on a list or a table below which all of its items are named instead."""
_COMFORT = 1.1
"""Words are cut until the voice need not be faster than this."""
_SEEN = 0.5
"""What a second is worth in which a table or the like is looked at."""
_OPENS, _ENDS = 0.35, 0.3
"""What the best sentence of the first and of the last scene must score to be said in any case."""
_LEAST_SCORE = 0.1
"""What a sentence of the first scene must score to be said in a film that has no time for all."""
_ABOUT = 0.95
"""Part of what a step was worth when it was last looked at that is as good as that."""


@dataclass(frozen=True)
class TrimResult:
    """The scenes that fit into a length, and which ones lost words or were left out."""

    scenes: tuple[Scene, ...]
    dropped: tuple[int, ...] = ()
    """The numbers, from 1, of the scenes that were left out."""
    trimmed: tuple[int, ...] = ()
    """The numbers, from 1, of the scenes with fewer words than before."""


@dataclass(frozen=True)
class MeasuredScenes:
    """Scenes that can be made to fit several lengths: what is found out about them once."""

    scenes: Sequence[Scene]
    pace: SpeechTiming
    """How long words take."""
    levels: Sequence[float] = ()
    """The heading level of each scene; empty treats all alike."""
    language: str = "en"
    """Of the narration, a BCP 47 tag."""
    remarks: Sequence[str | None] = ()
    """What of each narration stands after what its scene shows; empty if that is not known."""

    def trim(self, seconds: float, whole: Set[int] = frozenset()) -> TrimResult:
        """Return the scenes unchanged if a brisk voice can say them in time, else with fewer
        words.

        What an editor would say is said first (see `score_sentences`), each sentence after those
        that it leans on, for the seconds that it takes; less the more of its section is told, so
        that sections are cut evenly. The first scene stays, and the last one if a film can end on
        it. Lists are told by the names of their items where there is no time for more.

        Args:
            seconds: The film's length.
            whole: The numbers, from 1, of scenes that lose no sentence as long as they stay.
        """
        if estimate_seconds(self.scenes, self.pace, FASTEST) <= seconds:
            return TrimResult(tuple(self.scenes))
        return _Cut(self, seconds - self.pace.rests.extra(0), whole).fit()

    @cached_property
    def ranks(self) -> SceneRanks:
        """The scenes by their numbers, with what they say."""
        levels = self.levels or [1] * len(self.scenes)
        return SceneRanks(self.scenes, levels, self.language, self.remarks)

    @cached_property
    def scores(self) -> Mapping[int, Sequence[float]]:
        """How likely an editor says each sentence."""
        return score_sentences(self.ranks.scenes, self.ranks.pieces, self.ranks.made)

    @cached_property
    def order(self) -> Mapping[int, list[int]]:
        """The places of each scene's sentences, from those that are kept longest."""
        return {n: list(self.ranks.order(n, self.scores[n])) for n in self.ranks.scenes}

    @cached_property
    def times(self) -> Mapping[int, list[float]]:
        """How long each scene takes with none of its sentences, in their order, with the first, and
        so on."""
        scenes = self.ranks.scenes
        return {n: _times(scenes[n], self._ranked[n], self.pace, self._spoken[n]) for n in scenes}

    @cached_property
    def _spoken(self) -> Mapping[int, Sequence[float]]:
        """How long each sentence takes to say, in their order."""
        return {n: _spoken_seconds(said, self.pace) for n, said in self._ranked.items()}

    @cached_property
    def values(self) -> Mapping[int, list[float]]:
        """What each scene is worth with none of its sentences, in their order, with the first, and
        so on: the seconds in which what an editor says is said, or shown as well."""
        return {n: list(accumulate(self._sentence_values(n), initial=0.0)) for n in self.order}

    def _sentence_values(self, n: int) -> Iterator[float]:
        scores = self.scores[n]
        is_shown = self.ranks.scenes[n].content is not None and not self.ranks.decorates(n)
        for rank, at in enumerate(self.order[n]):
            spoken = self._spoken[n][rank]
            looked = max(0.0, self.times[n][1] - spoken) if rank == 0 and is_shown else 0.0
            yield scores[at] * spoken + _SEEN * looked

    @cached_property
    def least(self) -> Mapping[int, int]:
        """How many sentences each scene says at least."""
        return {n: self.ranks.least(n, said, self.pace) for n, said in self._ranked.items()}

    @cached_property
    def sections(self) -> Mapping[int, int]:
        """The number of the section of each scene: neighbors with one title share it."""
        titles = [scene.title for scene in self.scenes]
        begins = (a != b for a, b in zip(titles, ["", *titles], strict=False))
        return dict(enumerate(accumulate(begins), start=1))

    @cached_property
    def _ranked(self) -> Mapping[int, Sequence[str]]:
        pieces = self.ranks.pieces
        return {n: [pieces[n][at] for at in order] for n, order in self.order.items()}


def _spoken_seconds(said: Sequence[str], pace: SpeechTiming) -> Sequence[float]:
    return [pace.seconds(sentence) / _COMFORT for sentence in said]


def _times(
    scene: Scene, said: Sequence[str], pace: SpeechTiming, spoken: Sequence[float]
) -> list[float]:
    """How long the scene takes with none of its sentences, with the first, and so on."""
    waits = told_seconds(scene, pace) - pace.seconds(scene.narration)
    sums = [
        (n, seconds + (waits if n > 1 else 0.0))
        for n, seconds in enumerate(accumulate(spoken, initial=0.0))
    ]
    told = 0 if only_speaks(scene) else sentences_that_tell(scene, said)
    if is_long_list(scene):  # what is not said of it goes
        cuts = (keep_said(scene, join_sentences(said[:n])) for n in range(1, told))
        told = next((n for n, cut in enumerate(cuts, 1) if cut.items != scene.items), told)
    # With few words, for they are looked through for each number of sentences.
    brief = scene.model_copy(update={"narration": scene.narration[:1] and "…"})
    without = brief.model_copy(update={"items": ()})
    return [scene_seconds(brief if n < told else without, pace, seconds) for n, seconds in sums]


class _Cut:
    """Scenes by their numbers, how much each says, and how long it takes."""

    def __init__(self, measured: MeasuredScenes, seconds: float, whole: Set[int]) -> None:
        self._measured, self._ranks = measured, measured.ranks
        ranks = measured.ranks
        self._all, self._full, self._made = ranks.scenes, dict(ranks.pieces), ranks.made
        self._seconds, self._pace, self._language = seconds, measured.pace, ranks.language
        self._places = dict[int, frozenset[int]]()
        """The places of the sentences that say what a scene lists, as far as they are known."""
        self._named = set[int]()
        """Scenes that only name what they list."""
        self._whole_lists = dict[int, int]()
        """What `_whole_list` returns, as far as it is known."""
        self._hanging = dict[tuple[int, str, str], bool]()
        """What `_hangs` returned of scenes, by the words that it looked at."""
        self._parted = set[int]()
        """Lists that there is no time to tell whole."""
        self._order, self._times = dict(measured.order), dict(measured.times)
        self._values = dict(measured.values)
        self._times[1] = [self._title_time(), *self._times[1][1:]]
        self._scores = measured.scores
        self._least = {**measured.least, **{n: len(self._full[n]) for n in whole}}
        self._sections = measured.sections
        self._lengths, self._told = defaultdict[int, float](float), defaultdict[int, float](float)
        """How long each section takes as a whole, and how long of it is told."""
        for n, times in self._times.items():
            self._lengths[self._sections[n]] += times[-1]
        self._said = dict[int, int]()
        self._takes = dict[int, float]()
        self._total = 0.0

    def fit(self) -> TrimResult:
        last = len(self._all)
        self._say(1, self._least[1] if self._opens() else 0)
        ends = last > 1 and self._ranks.ends_film(last, range(2, last))
        concludes = max(self._scores[last], default=0.0) >= _ENDS or sums_up(self._all[last])
        if ends and concludes:
            self._say(last, self._least[last])
        spare = self._ranks.asides | self._ranks.filed
        self._fill(self._all.keys() - spare)
        self._fill(self._all.keys() - self._ranks.filed)
        self._drop_repeated_ending()
        self._shorten_lists()
        for _ in range(2):
            self._name_items()
            self._tell_named()
            self._fill(self._said.keys())
        kept = {n: self._scene(n) for n in sorted(self._said)}
        trimmed = [n for n, scene in kept.items() if scene != self._all[n]]
        gone = [n for n in self._all if n not in kept]
        return TrimResult(tuple(kept.values()), tuple(gone), tuple(trimmed))

    def _title_time(self) -> float:
        said = as_sentence(self._all[1].title, self._language)
        title = self._all[1].model_copy(update={"narration": said})
        return estimate_seconds([title], self._pace, _COMFORT) - self._pace.rests.extra(0)

    def _opens(self) -> bool:
        """Whether the first scene says more than the film's title in any case: something on what
        the title names, or what an editor would say."""
        if self._all[1].kind != "title" or not self._full[1]:
            return True
        title, best = stems_of(self._all[1].title), self._full[1][self._order[1][0]]
        named = title.intersection(stems_of(best))
        is_on_title = len(named) * 2 > len(title) and weigh_sentence(best) > FILES
        return is_on_title or max(self._scores[1]) >= _OPENS

    def _fill(self, numbers: Set[int]) -> None:
        """More sentences of these scenes, as long as there is room: next always those that are
        worth most for their time, less the more of their section is told."""
        waiting, limited = [(-math.inf, _spread(n), n) for n in sorted(numbers)], set[int]()
        while waiting:
            worth, _, n = heapq.heappop(waiting)
            now, count = self._next_step(n, is_limited=n in limited)
            again = set[int]()
            if count and now < -worth * _ABOUT:
                heapq.heappush(waiting, (-now, _spread(n), n))
            elif count and not self._has_room(n, count):
                if self._is_too_long_to_list(n):
                    self._name(n)
                limited.add(n)
                again = {n}
            elif count:
                again = self._tell(n, count)
            for each in numbers & again:
                heapq.heappush(waiting, (-math.inf, _spread(each), each))

    def _tell(self, n: int, count: int) -> Set[int]:
        """A scene says so many sentences, and the further pages of its list with it; return which
        scenes can say more by that."""
        pages = self._pages_after(n, count)
        self._say(n, count)
        for page in pages:
            self._say(page, len(self._full[page]))
        return {n, n + 1, *(page + 1 for page in pages)}

    def _is_too_long_to_list(self, n: int) -> bool:
        """Whether a list cannot be told whole any more."""
        whole = self._whole_list(n)
        is_open = self._said.get(n, 0) < whole and n not in self._parted
        return is_open and not self._has_room(n, whole)

    def _has_room(self, n: int, count: int) -> bool:
        """Whether a scene may say so many sentences, with the further pages of a list."""
        pages = sum(self._times[page][-1] for page in self._pages_after(n, count))
        return self._may_take(n, self._times[n][count] + pages)

    def _may_take(self, n: int, seconds: float) -> bool:
        """Whether a scene may take so long."""
        return self._total - self._takes.get(n, 0.0) + seconds <= self._seconds

    def _pages_after(self, n: int, count: int) -> Sequence[int]:
        """The scenes that go on with a list that is told whole, and are not told yet."""
        if not 0 < self._whole_list(n) <= count:
            return []
        pages = takewhile(self._ranks.later_pages.__contains__, range(n + 1, len(self._all) + 1))
        return [page for page in pages if page not in self._said]

    def _next_step(self, n: int, *, is_limited: bool) -> tuple[float, int]:
        """Of all numbers of sentences that a scene could say next, or of those for which there is
        room, the one that is worth most for its time, behind that worth; 0 if there is none."""
        first = max(self._said.get(n, 0) + 1, self._least[n])
        counts = range(first, self._most(n) + 1)
        held = (more for more in counts if not is_limited or self._has_room(n, more))
        steps = [(self._worth(n, more), -more) for more in held if self._stands(n, more)]
        worth, minus = max(steps, default=(0.0, 0))
        return worth, -minus

    def _most(self, n: int) -> int:
        """How many sentences a scene says at most: none that only files the document."""
        for count, at in enumerate(self._order[n]):
            is_weak = n == 1 and self._scores[n][at] < _LEAST_SCORE
            if is_weak or weigh_sentence(self._full[n][at]) == FILES:
                return count
        return len(self._order[n])

    def _is_parted(self, n: int, count: int) -> bool:
        """Whether a list would be told in part."""
        if n in self._parted or count >= self._whole_list(n):
            return False
        told = " ".join(self._full[n][at] for at in self._order[n][:count]).casefold()
        return any(beginning_of(item.text) in told for item in self._all[n].items)

    def _worth(self, n: int, count: int) -> float:
        """What it is worth a second that a scene says so many sentences."""
        said, times, values = self._said.get(n, 0), self._times[n], self._values[n]
        before = times[said] if said else 0.0
        rate = (values[count] - values[said]) / max(times[count] - before, 0.1)
        section = self._sections[n]
        return rate / (1 + self._told[section] / max(self._lengths[section], 1.0))

    def _stands(self, n: int, count: int) -> bool:
        """Whether a scene with so many sentences says something without scenes that are gone."""
        is_alone = n in self._ranks.later_pages and n - 1 not in self._said
        if is_alone or self._is_parted(n, count) or self._lacks_answer(n):
            return False
        if 0 not in self._order[n][:count] or not self._is_hanging(n):
            return True
        last = len(self._full[n - 1]) - 1
        return n - 1 in self._said and last in self._kept(n - 1)

    def _lacks_answer(self, n: int) -> bool:
        """Whether a scene goes on with an answer of which the beginning is not told."""
        first = self._ranks.begins[n]
        return first != n and first in self._ranks.answers and first not in self._said

    def _name_items(self) -> None:
        """Lists and tables of which little is said say the names of all that they show, if that
        takes no longer, or there is room."""
        for n in sorted(self._said.keys() - self._named):
            if self._says_little(n):
                self._name(n)

    def _name(self, n: int) -> None:
        """A list says the names of all that it shows, if there are some, and room; else it may be
        told in part."""
        scene, full = self._all[n], self._full[n]
        pieces = name_pieces(scene, full, self._language, is_made=n in self._made)
        if not pieces:
            self._parted.add(n)
            return
        told, remarks = pieces
        said = [told, *remarks]
        times = _times(scene, said, self._pace, _spoken_seconds(said, self._pace))
        if times[1] <= self._takes.get(n, 0.0) or self._may_take(n, times[1]):
            self._named.add(n)
            self._full[n], self._order[n], self._times[n] = said, list(range(len(said))), times
            score = max(self._scores[n], default=0.0)
            self._values[n] = [score * seconds for seconds in times]
            self._least[n] = 1
            self._say(n, 1)
            if n + 1 in self._ranks.later_pages and n + 1 not in self._said:
                self._name(n + 1)

    def _tell_named(self) -> None:
        """Lists of which only the names are said are told whole as far as there is room for all,
        those first that take least."""
        times = self._measured.times
        for n in sorted(self._named & self._said.keys(), key=lambda n: times[n][-1]):
            if self._may_take(n, times[n][-1]):
                self._full[n], self._times[n] = self._ranks.pieces[n], times[n]
                self._order[n], self._values[n] = self._measured.order[n], self._measured.values[n]
                self._say(n, len(self._full[n]))
                self._named.remove(n)

    def _says_little(self, n: int) -> bool:
        """Whether a scene says only a small part of what it lists."""
        full = self._full[n]
        if self._said[n] == len(full) or not self._all[n].elements:
            return False
        places = self._made_places(n) or range(len(full))
        return len({*places}.intersection(self._kept(n))) < _LITTLE_SAID * len(places)

    def _made_places(self, n: int) -> Set[int]:
        """The places of the sentences that say what a scene lists."""
        if n not in self._places:
            found = made_places(self._all[n], self._ranks.pieces[n], self._language)
            self._places[n] = frozenset(found)
        return self._places[n]

    def _say(self, n: int, count: int) -> None:
        before = self._takes.get(n, 0.0)
        self._said[n], self._takes[n] = count, self._times[n][count]
        self._total += self._takes[n] - before
        self._told[self._sections[n]] += self._takes[n] - before

    def _leave_out(self, n: int) -> None:
        takes = self._takes.pop(n)
        self._total -= takes
        self._told[self._sections[n]] -= takes
        del self._said[n]

    def _drop_repeated_ending(self) -> None:
        """A last thought that only says again what a film says, which ends as well without it, or
        else shows it without a word."""
        *others, last = sorted(self._said)
        if len(others) < 2 or not (self._is_cut or len(self._said) < len(self._all)):
            return
        told = {self._full[n][at] for n in others for at in self._kept(n)}
        full = self._full[last]
        if told.issuperset(full) and self._ranks.is_good_end(others[-1]):
            self._leave_out(last)
        elif not told.isdisjoint(full[:1]) and is_bare_closing(self._all[last]):
            self._say(last, 0)

    def _is_hanging(self, n: int) -> bool:
        """What `_hangs` returns, found out once for the same words."""
        before = self._full[n - 1][-1] if n > 1 and self._full[n - 1] else ""
        key = (n, self._full[n][0], before)
        if key not in self._hanging:
            self._hanging[key] = self._hangs(n)
        return self._hanging[key]

    def _hangs(self, n: int) -> bool:
        """Whether the first sentence of a scene leans on the last one of the scene before."""
        if n == 1 or (n in self._made and _shows_more(self._all[n])):
            return False
        first, scene, before = self._full[n][0], self._all[n], self._all[n - 1]
        explains = scene.title == before.title and any(
            gives_reason(first, each) for each in self._full[n - 1][-1:]
        )
        return explains or hangs_on_last(first, scene, before, self._all[1].title)

    def _kept(self, n: int) -> Sequence[int]:
        """The places of the sentences that a scene says, in order."""
        return sorted(self._order[n][: self._said[n]])

    @property
    def _is_cut(self) -> bool:
        return any(count < len(self._full[n]) for n, count in self._said.items())

    def _shorten_lists(self) -> None:
        """Lists that their words count and of which only some items are said are told by these
        words alone, so that there is room to tell others whole."""
        for n, count in self._said.items():
            if self._least[n] < count < self._whole_list(n) and self._counts_aloud(n):
                self._say(n, self._least[n])

    def _counts_aloud(self, n: int) -> bool:
        return any(introduce_count(self._all[n], each, self._language) for each in self._full[n])

    def _whole_list(self, n: int) -> int:
        """How many of its sentences a scene says to tell all of its list; 0 if it has none that is
        told as a whole."""
        if n not in self._whole_lists:
            self._whole_lists[n] = self._count_whole(n)
        return 0 if n in self._named else self._whole_lists[n]

    def _count_whole(self, n: int) -> int:
        scene = self._all[n]
        if scene.content or not scene.items or only_speaks(scene) or is_long_list(scene):
            return 0
        listed = self._made_places(n)
        ranks = [rank for rank, at in enumerate(self._order[n], start=1) if at in listed]
        return max(ranks, default=0)

    def _scene(self, n: int) -> Scene:
        scene, full, kept = self._all[n], self._full[n], self._kept(n)
        if not kept and full and is_bare_closing(scene):
            return show_silently(scene)
        is_short = self._least[n] < len(kept) < len(full)
        if n in self._made and is_short and full[kept[-1]].endswith("?"):
            kept = kept[:-1]  # nobody answers it
        if n in self._named:
            said = join_sentences(full[at] for at in kept)
            return scene.model_copy(update={"narration": said})
        if n == 1 and full and not kept:
            return scene.model_copy(update={"narration": as_sentence(scene.title, self._language)})
        if len(kept) == len(full):
            return scene
        left = [_without_filler(full[at]) for at in kept]
        if len(kept) < self._whole_list(n):
            left = [introduce_count(scene, each, self._language) or each for each in left]
        said = join_sentences(say_without_number(scene, left))
        less = keep_said(scene, said)
        return show_again(scene, less)


def _spread(n: int) -> int:
    """A number by which any first few of a sequence are spread evenly over it: its bits turned
    round."""
    return int(f"{n:016b}"[::-1], 2)


def _shows_more(scene: Scene) -> bool:
    """Whether a scene shows something other than its own words."""
    return scene.kind != "quote" and not only_speaks(scene)


def _without_filler(piece: str) -> str:
    """A question with its answer, without a sentence between them that only files."""
    question, *others = whole_quotations(piece) or [piece]
    if len(others) < 2 or not question.endswith("?") or weigh_sentence(others[0]) != FILES:
        return piece
    return join_sentences((question, *others[1:]))
