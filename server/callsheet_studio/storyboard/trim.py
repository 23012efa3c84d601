"""Makes scenes fit a length: every scene is condensed before any is left out, but none to a
fragment."""

import heapq
import math
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

from callsheet_studio.storyboard.endings import is_bare_closing, show_silently
from callsheet_studio.storyboard.importance import (
    adds_on,
    count_facts,
    gives_reason,
    hangs_on_last,
    heaviest,
    is_main_point,
    keep_order,
)
from callsheet_studio.storyboard.model import Scene
from callsheet_studio.storyboard.named_items import name_pieces
from callsheet_studio.storyboard.said_items import (
    introduce_count,
    is_long_list,
    keep_said,
    say_without_number,
)
from callsheet_studio.storyboard.scene_pieces import made_places
from callsheet_studio.storyboard.scene_ranks import SceneRanks
from callsheet_studio.storyboard.speech_timing import (
    FASTEST,
    SpeechTiming,
    estimate_seconds,
    scene_seconds,
    sentences_that_tell,
    told_seconds,
)
from callsheet_studio.storyboard.statements import only_speaks, show_again
from callsheet_studio.text.quotations import (
    whole_quotations,
)
from callsheet_studio.text.sentence_weight import (
    BINDS,
    EXPLAINS,
    FILES,
    PLAIN,
    weigh_sentence,
)
from callsheet_studio.text.sentences import (
    join_sentences,
)

_MOST_MAIN, _SOME_MAIN = 0.25, 15.0
"""Share of a film that its main points may take before others are left out for them; the same in
seconds, if that is more."""
_MOST_URGENT = 0.2
"""Share of a film that its urgent duties may take besides."""
_CONCLUDES = 16.0
"""Seconds of a conclusion that stays whole."""
_ENDS = 0.12
"""Share of a film that its last thought may take to stay whole."""
_LITTLE_SAID = 0.67
"""Share of the sentences on a list or a table below which all of its items are named instead."""
_FAR = 1.5
"""Times as long as its length that a film is far too long."""
_WHOLE = 0.67
"""Share of their sentences that scenes say as long as there are minor ones to leave out."""
_MINOR = 6
"""Of so many scenes between the first and the last a minor one may go so that others are told
whole."""
_LONGER, _LIST_LONGER = 1.3, 1.6
"""Times as long that a scene takes if it names all of its items; the same of a list that is not
told whole."""
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

        First go scenes that say no more than where the document belongs. Then narration made of
        what scenes show loses half of its sentences. Then the sentences that weigh least go (see
        `keep_order`), always from the scene that takes longest, until each scene says two thirds of
        them. Then few minor scenes go, so that the others can be told whole, then more sentences,
        until each scene says no more than it must to tell something, and its main points. Then
        scenes go: those without main points before others, the deepest first (see `depth`), evenly
        over the film, of neighbors the one with fewer facts a second, never the first, and the last
        only if it says no more than where the document belongs. Of a long list, items whose words
        go leave the picture with them; others stay. A scene that begins with words on one that is
        gone, or goes on with its list, goes too. Time left over is filled with removed sentences
        again, duties and written ones first; a list is told as a whole where that can be.

        Args:
            seconds: The film's length.
            whole: The numbers, from 1, of scenes that lose no sentence as long as they stay.
        """
        if estimate_seconds(self.scenes, self.pace, FASTEST) <= seconds:
            return TrimResult(tuple(self.scenes))
        return _Cut(self, seconds - self.pace.rests.extra(0), whole).fit()

    @cached_property
    def ranks(self) -> SceneRanks:
        """How much each scene and each of its sentences weighs."""
        levels = self.levels or [1] * len(self.scenes)
        return SceneRanks(self.scenes, levels, self.language, self.remarks)

    @cached_property
    def order(self) -> Mapping[int, list[int]]:
        """The places of each scene's sentences, from those that are kept longest."""
        return {n: list(self.ranks.order(n)) for n in self.ranks.scenes}

    @cached_property
    def times(self) -> Mapping[int, list[float]]:
        """How long each scene takes with none of its sentences, in their order, with the first, and
        so on."""
        scenes = self.ranks.scenes
        return {n: _times(scenes[n], said, self.pace) for n, said in self._ranked.items()}

    @cached_property
    def least(self) -> Mapping[int, int]:
        """How many sentences each scene says at least."""
        return {n: self.ranks.least(n, said, self.pace) for n, said in self._ranked.items()}

    @cached_property
    def main(self) -> Mapping[int, int]:
        """Up to which of its sentences each scene has main points."""
        return {n: self.ranks.main_points(n, said) for n, said in self._ranked.items()}

    @cached_property
    def _ranked(self) -> Mapping[int, Sequence[str]]:
        pieces = self.ranks.pieces
        return {n: [pieces[n][at] for at in order] for n, order in self.order.items()}


def _times(scene: Scene, said: Sequence[str], pace: SpeechTiming) -> list[float]:
    """How long the scene takes with none of its sentences, with the first, and so on."""
    spoken = (pace.seconds(sentence) / _COMFORT for sentence in said)
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
    """Scenes by their numbers, saying less and growing fewer, and how long each takes."""

    def __init__(self, measured: MeasuredScenes, seconds: float, whole: Set[int]) -> None:
        self._ranks = ranks = measured.ranks
        self._all, self._full, self._made = ranks.scenes, dict(ranks.pieces), ranks.made
        self._seconds, self._pace, self._language = seconds, measured.pace, ranks.language
        self._places = dict[int, frozenset[int]]()
        """The places of the sentences that say what a scene lists, as far as they are known."""
        self._named = dict[int, tuple[list[str], list[int], list[float]]]()
        """Scenes that only name what they list, with the sentences, their order and the times in
        which they would tell it."""
        self._whole_lists = dict[int, int]()
        """What `_whole_list` returns, as far as it is known."""
        self._incomplete = set[int]()
        """Scenes with lists for all of which there is no room."""
        self._order, self._times = dict(measured.order), dict(measured.times)
        self._said = {n: len(said) for n, said in self._full.items()}
        self._least = {**measured.least, **{n: self._said[n] for n in whole}}
        self._main = dict(measured.main)
        self._limit_main_points()
        self._keep_ending()
        self._takes = {n: self._time(n) for n in self._all}
        self._total = sum(self._takes.values())

    def fit(self) -> TrimResult:
        main = {n: max(few, self._main[n]) for n, few in self._least.items()}
        made = [n for n in self._made if not self._whole_list(n)]
        half = {n: max(-(-self._said[n] // 2), main[n]) for n in made}
        self._drop(self._all.keys() - self._ranks.filed)
        self._trim_filed()
        self._trim(half)
        self._drop(self._all.keys() - self._ranks.asides)
        self._drop_minor(main)
        self._trim(main)
        if any(self._main.values()):
            self._drop({n for n in self._all if self._main[n]})
        self._trim(self._least)
        self._name_items(_LONGER)
        self._drop()
        self._drop_leaning()
        self._regrow(EXPLAINS)
        self._bring_back()
        self._drop_leaning()
        self._begin_last_section()
        self._drop_repeated_ending()
        self._name_items()
        self._shorten_lists()
        for _ in range(2):
            self._name_items()
            self._tell_named()
            self._regrow()
        kept = {n: self._scene(n) for n in sorted(self._said)}
        trimmed = [n for n, scene in kept.items() if scene != self._all[n]]
        gone = [n for n in self._all if n not in kept]
        return TrimResult(tuple(kept.values()), tuple(gone), tuple(trimmed))

    def _keep_ending(self) -> None:
        """All that a short last thought says is a main point."""
        last = len(self._all)
        count, is_aside = len(self._full[last]), last in self._ranks.filed | self._ranks.asides
        takes = self._times[last][count]
        if not is_aside and self._ranks.concludes(last) and takes <= _ENDS * self._seconds:
            self._main[last] = count

    def _limit_main_points(self) -> None:
        """Fewer main points where they would fill the film: those of later scenes go first, and
        decisions last; a short conclusion at the end stays. Urgent duties have a share of their
        own."""
        end = max(self._all.keys() - self._ranks.filed, default=1)
        ends = {end} if self._times[end][self._main[end]] <= _CONCLUDES else set[int]()
        counted = [n for n, count in self._main.items() if count and n not in ends]
        ranks = self._ranks
        urgent = [n for n in counted if not (ranks.decides(n) or ranks.sums_up(n))]
        most = max(_SOME_MAIN, _MOST_MAIN * self._seconds)
        others = [n for n in counted if n not in urgent]
        self._limit(sorted(others, key=lambda n: (ranks.decides(n), -n)), most)
        self._limit(sorted(urgent, reverse=True), _MOST_URGENT * self._seconds)

    def _limit(self, numbers: Sequence[int], most: float) -> None:
        """Fewer main points of some scenes, of the first ones first, until they take at most so
        many seconds; of decisions the last one stays."""
        takes = {n: self._times[n][self._main[n]] for n in numbers}
        for n in numbers:
            while self._main[n] and sum(takes.values()) > most:
                is_last = not any(self._main[m] for m in numbers if m != n)
                if is_last and self._ranks.decides(n):
                    return
                self._main[n] = self._fewer_points(n)
                takes[n] = self._times[n][self._main[n]] if self._main[n] else 0.0

    def _fewer_points(self, n: int) -> int:
        """Up to which sentence a scene tells one main point less: what stands only for the sake of
        one goes with it."""
        told = [self._full[n][at] for at in self._order[n][: self._main[n] - 1]]
        whole = self._ranks.sums_up(n)
        return next((c for c in range(len(told), 0, -1) if whole or is_main_point(told[c - 1])), 0)

    def _name_items(self, longer: float = 1.0) -> None:
        """Lists and tables of which little is said say the names of all that they show, if that
        takes no longer than so many times what they take now, or there is room."""
        for n in sorted(self._said.keys() - self._named.keys()):
            scene, full, is_made = self._all[n], self._full[n], n in self._made
            if not self._says_little(n) or not (
                pieces := name_pieces(scene, full, self._language, is_made=is_made)
            ):
                continue
            told, remarks = pieces
            said = [told, *remarks]
            order = [0, *(at for at in keep_order(said) if at)]
            times = _times(scene, [said[at] for at in order], self._pace)
            room = max(0.0, self._seconds - self._total)
            more = _LIST_LONGER if longer > 1 and self._whole_list(n) else longer
            if times[1] > self._takes[n] * more + room:
                continue
            self._named[n] = (self._full[n], self._order[n], self._times[n])
            self._full[n], self._order[n], self._times[n] = said, order, times
            self._least[n] = 1
            self._main[n] = min(1, self._main[n])
            self._say(n, 1)

    def _tell_named(self) -> None:
        """Lists of which only the names are said are told whole as far as there is room for all,
        those first that take least."""
        for n in sorted(
            self._named.keys() & self._said.keys(), key=lambda n: self._named[n][2][-1]
        ):
            full, order, times = self._named[n]
            if self._total - self._takes[n] + times[-1] <= self._seconds:
                self._full[n], self._order[n], self._times[n] = full, order, times
                self._say(n, len(full))
                del self._named[n]

    def _says_little(self, n: int) -> bool:
        """Whether a scene says only a small part of what it lists."""
        full = self._full[n]
        if self._said[n] == len(full) or not self._all[n].elements:
            return False
        if n not in self._places:
            found = made_places(self._all[n], full, self._language)
            self._places[n] = frozenset(found or range(len(full)))
        said = self._places[n].intersection(self._kept(n))
        return len(said) < _LITTLE_SAID * len(self._places[n])

    def _time(self, n: int) -> float:
        return self._times[n][self._said[n]]

    def _say(self, n: int, count: int) -> None:
        self._said[n] = count
        before, self._takes[n] = self._takes[n], self._time(n)
        self._total += self._takes[n] - before

    @property
    def _is_too_long(self) -> bool:
        return self._total > self._seconds

    def _trim(self, least: Mapping[int, int]) -> None:
        """Last sentences, from the scene that takes longest and has more than its least; of a list
        that is told whole all that may go."""
        longest = [(-self._takes[n], n) for n, few in least.items() if self._said.get(n, 0) > few]
        heapq.heapify(longest)
        while longest and self._is_too_long:
            _, n = heapq.heappop(longest)
            is_list = self._said[n] == self._whole_list(n)
            self._say(n, least[n] if is_list else self._said[n] - 1)
            if self._said[n] > least[n]:
                heapq.heappush(longest, (-self._takes[n], n))

    def _trim_filed(self) -> None:
        """Sentences that only file the document, where others stand beside them."""
        for n in self._said.keys() - self._ranks.filed:
            while self._said[n] > self._least[n] and self._files(n, self._said[n] - 1):
                self._say(n, self._said[n] - 1)

    def _files(self, n: int, rank: int) -> bool:
        """Whether the sentence of this rank only files the document."""
        return weigh_sentence(self._full[n][self._order[n][rank]]) == FILES

    def _drop(self, kept: Set[int] = frozenset(), most: int | None = None) -> None:
        """The deepest scenes but those given by number, so that what stays is spread evenly; at
        most so many of them."""
        if not self._is_too_long:
            return
        numbers = sorted(self._said)
        before, after = dict(pairwise(reversed(numbers))), dict(pairwise(numbers))
        last = numbers[-1]
        stays = {*kept, last} if self._ranks.ends_film(last, numbers[1:]) else kept
        spare = [n for n in numbers[1:] if n not in stays]
        after[last] = last + 1
        waiting = [(-self._ranks.depth(n), after[n] - before[n], self._worth(n), -n) for n in spare]
        heapq.heapify(waiting)
        least = 0 if most is None else len(self._said) - most
        while waiting and self._is_too_long and len(self._said) > least:
            level, gap, worth, minus = heapq.heappop(waiting)
            first, second = before[-minus], after[-minus]
            if gap != second - first:  # a neighbor is gone
                heapq.heappush(waiting, (level, second - first, worth, minus))
                continue
            after[first], before[second] = second, first
            self._leave_out(-minus)

    def _drop_minor(self, main: Mapping[int, int]) -> None:
        """Of a film that is far too long, a few minor scenes where it is not enough that each says
        less, so that the others are told whole."""
        if sum(times[-1] for times in self._times.values()) < _FAR * self._seconds:
            return
        self._trim({n: max(few, math.ceil(_WHOLE * len(self._full[n]))) for n, few in main.items()})
        minor = {n for n in self._said if self._ranks.is_minor(n) and not self._main[n]}
        self._drop(self._all.keys() - minor, max(0, len(self._said) - 2) // _MINOR)

    def _leave_out(self, n: int) -> None:
        self._total -= self._takes.pop(n)
        del self._said[n]

    def _bring_back(self) -> None:
        """Scenes that were left out before a longer one was, as far as there is room for them and
        for what weighs something in those before."""
        gone = self._all.keys() - self._said.keys() - self._ranks.asides - self._ranks.filed
        for n in sorted(gone, key=lambda n: (self._ranks.depth(n), n)):
            takes = self._times[n][self._least[n]]
            if self._total + takes <= self._seconds:
                self._said[n], self._takes[n] = self._least[n], takes
                self._total += takes
                self._regrow(EXPLAINS)

    def _drop_leaning(self) -> None:
        """Scenes that go on with a list of the scene before, where that is gone, or begin with
        words on it, where it is gone or does not end with the sentence that they lean on."""
        if len(self._said) == len(self._all) and not self._is_cut:
            return
        for n in sorted(self._said)[1:]:
            is_page = n in self._ranks.later_pages and n - 1 not in self._said
            if is_page or (n != max(self._said) and self._hangs(n)):
                self._leave_out(n)

    def _begin_last_section(self) -> None:
        """Instead of a last scene that goes on with one that is gone, that one."""
        last = max(self._said)
        before, kept = last - 1, self._kept(last)
        goes_on = before > 1 and self._all[before].title == self._all[last].title
        if not goes_on or before in self._said or not kept:
            return
        full = self._full[last]
        if adds_on(full[-1]) or (len(full) == 1 and self._hangs(last)):
            self._leave_out(last)
            self._said[before] = self._least[before]
            self._takes[before] = self._time(before)
            self._total += self._takes[before]

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

    def _hangs(self, n: int) -> bool:
        is_list = n in self._made and _shows_more(self._all[n])
        if is_list or not self._kept(n):
            return False
        first, scene, before = self._full[n][0], self._all[n], self._all[n - 1]
        explains = scene.title == before.title and any(
            gives_reason(first, each) for each in self._full[n - 1][-1:]
        )
        if self._kept(n)[0] or not (
            explains or hangs_on_last(first, scene, before, self._all[1].title)
        ):
            return False
        return n - 1 not in self._said or len(self._full[n - 1]) - 1 not in self._kept(n - 1)

    def _kept(self, n: int) -> Sequence[int]:
        """The places of the sentences that a scene says, in order."""
        return sorted(self._order[n][: self._said[n]])

    @property
    def _is_cut(self) -> bool:
        return any(count < len(self._full[n]) for n, count in self._said.items())

    def _worth(self, n: int) -> float:
        """Facts a second, with as few sentences as the scene must say."""
        facts = count_facts(self._all[n], [self._full[n][at] for at in self._kept(n)])
        return facts / max(self._takes[n], 1.0)

    def _shorten_lists(self) -> None:
        """Lists that their words count and of which only some items are said are told by these
        words alone, so that there is room to tell others whole."""
        for n, count in self._said.items():
            if self._least[n] < count < self._whole_list(n) and self._counts_aloud(n):
                self._say(n, max(self._least[n], self._main[n]))

    def _counts_aloud(self, n: int) -> bool:
        return any(introduce_count(self._all[n], each, self._language) for each in self._full[n])

    def _whole_list(self, n: int) -> int:
        """How many of its sentences a scene says to tell all of its list; 0 if it has none that is
        told as a whole."""
        if n not in self._whole_lists:
            self._whole_lists[n] = self._count_whole(n)
        return 0 if n in self._named else self._whole_lists[n]

    def _count_whole(self, n: int) -> int:
        scene, full = self._all[n], self._full[n]
        if scene.content or not scene.items or only_speaks(scene) or is_long_list(scene):
            return 0
        listed = made_places(scene, full, self._language)
        ranks = [rank for rank, at in enumerate(self._order[n], start=1) if at in listed]
        return max(ranks, default=0)

    def _regrow(self, least: int = PLAIN) -> None:
        """Next sentences, main points and duties first, then of the scenes that lost most, as long
        as there is room; of a list all at once, or else as many. Those that weigh less than `least`
        stay away, as does what stands behind them."""
        if self._is_too_long:
            return
        poorest = [self._need(n) for n, count in self._said.items() if count]
        heapq.heapify(poorest)
        while poorest:
            is_spare, minus_weight, *_, n = heapq.heappop(poorest)
            if is_spare and -minus_weight < least:
                return
            said = self._said[n]
            if said >= len(self._full[n]) or (said and self._files(n, said)):
                continue
            is_list = self._is_completed(n)
            self._say(n, self._whole_list(n) if is_list else said + 1)
            if not self._is_too_long:
                heapq.heappush(poorest, self._need(n))
                continue
            self._say(n, said)
            if is_list and not self._counts_aloud(n):
                self._incomplete.add(n)
                heapq.heappush(poorest, self._need(n))

    def _is_completed(self, n: int) -> bool:
        """Whether a scene next tells all of its list."""
        return self._said[n] < self._whole_list(n) and n not in self._incomplete

    def _need(self, n: int) -> tuple[bool, int, bool, float, int]:
        """How soon a scene is to say more, the least first."""
        said, full = self._said[n], self._full[n]
        left = [full[at] for at in self._order[n][said:]]
        is_made, share = n in self._made, said / max(len(full), 1)
        weight = PLAIN if self._ranks.is_list(n) else min(heaviest(left), BINDS)
        if self._is_completed(n):
            is_made, weight = False, max(weight, EXPLAINS)
        return said >= self._main[n], -weight, is_made, share, n

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
        if len(kept) == len(full):
            return scene
        left = [_without_filler(full[at]) for at in kept]
        if len(kept) < self._whole_list(n):
            left = [introduce_count(scene, each, self._language) or each for each in left]
        said = join_sentences(say_without_number(scene, left))
        less = keep_said(scene, said)
        return show_again(scene, less)


def _shows_more(scene: Scene) -> bool:
    """Whether a scene shows something other than its own words."""
    return scene.kind != "quote" and not only_speaks(scene)


def _without_filler(piece: str) -> str:
    """A question with its answer, without a sentence between them that only files."""
    question, *others = whole_quotations(piece) or [piece]
    if len(others) < 2 or not question.endswith("?") or weigh_sentence(others[0]) != FILES:
        return piece
    return join_sentences((question, *others[1:]))
