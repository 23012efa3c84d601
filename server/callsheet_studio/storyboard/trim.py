"""Makes scenes fit a length: every scene is condensed before any is left out, but none to a
fragment."""

import heapq
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import accumulate, pairwise, takewhile, zip_longest

from callsheet_studio.storyboard.content import Diagram, Picture, Table
from callsheet_studio.storyboard.importance import (
    ASIDE,
    count_facts,
    depth,
    gives_reason,
    hangs_on_last,
    heaviest,
    is_about_maker,
    is_form,
    is_looked_up,
    is_main,
    is_option,
    is_side_matter,
    keep_order,
    least_sentences,
    main_points,
    names_in_title,
    names_title,
    only_files,
    stands_aside,
    sums_up,
)
from callsheet_studio.storyboard.model import Item, Scene
from callsheet_studio.storyboard.named_items import name_items
from callsheet_studio.storyboard.narration import narrate_scene
from callsheet_studio.storyboard.nested_items import is_label_of_item
from callsheet_studio.storyboard.questions import asks, asks_twice, is_asked_by_title
from callsheet_studio.storyboard.said_items import (
    after_number,
    is_long_list,
    keep_said,
    say_without_number,
)
from callsheet_studio.storyboard.speech_timing import (
    FASTEST,
    SpeechTiming,
    estimate_seconds,
    scene_seconds,
    sentences_that_tell,
)
from callsheet_studio.storyboard.statements import only_speaks, show_said
from callsheet_studio.text.punctuation import FULL_STOP_MARKS
from callsheet_studio.text.quotations import (
    is_about_quotation,
    is_without_speaker,
    whole_quotations,
)
from callsheet_studio.text.sentence_weight import (
    BINDS,
    DECIDES,
    FILES,
    PLAIN,
    is_label,
    weigh_sentence,
)
from callsheet_studio.text.sentences import (
    as_sentence,
    ends_bare,
    join_sentences,
    sentences,
    waits,
)

_MOST_MAIN, _SOME_MAIN = 0.25, 15.0
"""Share of a film that its main points may take before others are left out for them; the same in
seconds, if that is more."""
_CONCLUDES = 16.0
"""Seconds of a conclusion that stays whole."""
_CHOSEN = 0.75
"""Levels by which a scene counts as higher if a decision names what it is about."""
_DECORATES = 2.0
"""Levels by which a picture without words of the document counts as deeper."""
_LITTLE = 0.5
"""The same of steps of a document that is summed up."""
_REJECTED = 0.5
"""The same of an alternative that is not marked as chosen."""
_LETTER = 3
"""First scenes that may point at what matters."""
_NAME = 6
"""Words of a name."""
_LITTLE_SAID = 0.67
"""Share of the sentences on a list or a table below which all of its items are named instead."""
_FEW = 3
"""Items of a summary that are all said."""
_SPARE = 0.2
"""Share of a film that is left for more words when scenes come back."""
_LONGER = 1.3
"""Times as long that a scene takes if it names all of its items."""
_WARNING = 3
"""Sentences of a note or a warning that stay together."""
_BEGINS = 24
"""Characters by which an item's words are known."""
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

    First go scenes that say no more than where the document belongs. Then narration made of what
    scenes show loses half of its sentences. Then the sentences that weigh least go (see
    `keep_order`), always from the scene that takes longest, until each scene says no more than it
    must to tell something, and its main points. Only then scenes go: those without main points
    before others, the deepest first (see `depth`), evenly over the film, of neighbors the one with
    fewer facts a second, never the first, and the last only if it says no more than where the
    document belongs. Of a long list, items whose words go leave the picture with them; others stay.
    A scene that begins with words on one that is gone goes too. Time left over is filled with
    removed sentences again, written ones first.

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
        if is_long_list(scene):  # what is not said of it goes
            cuts = (keep_said(scene, join_sentences(said[:n])) for n in range(1, told))
            told = next((n for n, cut in enumerate(cuts, 1) if cut.items != scene.items), told)
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
        self._budget, self._language = budget, language
        if _only_files(scenes[0]) or is_label(scenes[0].narration):
            self._all[1] = _say_title(scenes[0], language)
        self._whole = dict(enumerate(scenes, start=1))
        self._filed = {n for n, scene in self._all.items() if _only_files(scene)}
        self._filed |= {2} if len(scenes) > 2 and is_form(scenes[1], scenes[0]) else set()
        self._made = {n for n, scene in self._all.items() if _is_made(scene, language)}
        self._full = {n: _pieces(scene) for n, scene in self._all.items()}
        self._decided = join_sentences(map(self._decides, self._all))
        self._options = self._find_options()
        self._asides = {n for n, scene in self._all.items() if self._is_aside(scene, n)}
        """Scenes that go before others lose a sentence more than half."""
        self._named = set[int]()
        """Scenes that only name what they list."""
        self._order = {n: self._keep_order(n) for n in self._all}
        """The places of a scene's sentences, from those that are kept longest."""
        ranked = {n: [self._full[n][at] for at in order] for n, order in self._order.items()}
        self._times = {n: budget.times(self._all[n], said) for n, said in ranked.items()}
        self._said = {n: len(said) for n, said in self._full.items()}
        self._least = {
            n: least_sentences(self._all[n], said, budget.pace) for n, said in ranked.items()
        }
        for n in self._options:
            self._least[n] = max(self._least[n], min(2, len(ranked[n])))
        for n, scene in self._all.items():  # a danger with its remedy
            if scene.icon and len(ranked[n]) <= _WARNING:
                self._least[n] = len(ranked[n])
        self._main = {
            n: 0
            if n in self._made and not _is_brief(self._all[n])
            else main_points(self._all[n], said)
            for n, said in ranked.items()
        }
        self._limit_main_points()
        self._takes = {n: self._time(n) for n in self._all}
        self._total = sum(self._takes.values())

    def fit(self) -> TrimResult:
        main = {n: max(few, self._main[n]) for n, few in self._least.items()}
        half = {n: max(-(-self._said[n] // 2), main[n]) for n in self._made}
        self._drop(self._all.keys() - self._filed)
        self._trim_filed()
        self._trim(half)
        self._drop(self._all.keys() - self._asides)
        self._trim(main)
        if any(self._main.values()):
            self._drop({n for n in self._all if self._main[n]})
        self._trim(self._least)
        self._name_items(_LONGER)
        self._drop()
        self._bring_back()
        self._drop_leaning()
        for _ in range(2):
            self._name_items()
            self._regrow()
        kept = {n: self._scene(n) for n in sorted(self._said)}
        trimmed = [n for n, scene in kept.items() if scene != self._whole[n]]
        gone = [n for n in self._all if n not in kept]
        return TrimResult(tuple(kept.values()), tuple(gone), tuple(trimmed))

    def _is_list(self, n: int) -> bool:
        """Whether a narration was made of what its scene shows, which is not its own words."""
        return n in self._made and not only_speaks(self._all[n])

    def _keep_order(self, n: int) -> list[int]:
        scene = self._all[n]
        counts, said = scene.kind in ("steps", "timeline"), self._full[n]
        listed = set[int]() if n in self._made else _list_places(scene, said, self._language)
        if n in self._made and isinstance(scene.content, Diagram):
            return sorted(range(len(said)), key=lambda at: (at > 0, "? " not in said[at], at))
        from_end, below = _says_its_end(scene), _places_below(scene, said)
        order = keep_order(
            said,
            from_end=from_end,
            numbered=counts,
            listed=listed,
            below=below,
            is_made=self._is_list(n),
        )
        if n in self._options:  # what speaks against it stays
            order = list(dict.fromkeys((0, _last_whole(said), *order)))
        return order

    def _is_aside(self, scene: Scene, n: int) -> bool:
        """Whether a scene only decorates, or is about what any document has or one looks up."""
        is_below = self._levels[n] > ASIDE
        return n > 1 and (is_below or self._decorates(n) or is_looked_up(scene))

    def _find_options(self) -> Set[int]:
        """The numbers of scenes that tell an alternative which is not marked as chosen."""
        found = set[int]()
        for n, scene in self._all.items():
            is_said = n not in self._made or only_speaks(scene)
            if is_said and is_option(scene, self._all.get(n - 1), after_option=n - 1 in found):
                found.add(n)
        return found

    def _decides(self, n: int) -> str:
        """What a scene says of decisions."""
        is_summary = sums_up(self._all[n])
        return join_sentences(
            each for each in self._full[n] if is_summary or weigh_sentence(each) == DECIDES
        )

    def _limit_main_points(self) -> None:
        """Fewer main points where they would fill the film: those of later scenes go first, and
        decisions last; a short conclusion at the end stays."""
        end = max(self._all.keys() - self._filed, default=1)
        ends = {end} if self._times[end][self._main[end]] <= _CONCLUDES else set[int]()
        counted = [n for n, count in self._main.items() if count and n not in ends]
        most = max(_SOME_MAIN, _MOST_MAIN * self._budget.seconds)
        takes = {n: self._times[n][self._main[n]] for n in counted}
        decided = {n: heaviest(self._full[n]) == DECIDES for n in counted}
        for n in sorted(counted, key=lambda n: (decided[n], -n)):
            while self._main[n] and sum(takes.values()) > most:
                if decided[n] and not any(self._main[m] for m in counted if m != n):
                    return
                self._main[n] -= 1
                takes[n] = self._times[n][self._main[n]] if self._main[n] else 0.0

    def _name_items(self, longer: float = 1.0) -> None:
        """Lists and tables of which little is said say the names of all that they show, if that
        takes no longer than so many times what they take now, or there is room."""
        for n in sorted(self._said.keys() - self._named):
            if not self._says_little(n) or not (pieces := self._named_pieces(n)):
                continue
            told, remarks = pieces
            scene, said = self._all[n], [told, *remarks]
            order = [0, *(at for at in keep_order(said) if at)]
            times = self._budget.times(scene, [said[at] for at in order])
            room = max(0.0, self._budget.seconds - self._total)
            if times[1] > self._takes[n] * longer + room:
                continue
            self._named.add(n)
            self._full[n], self._order[n], self._times[n] = said, order, times
            self._least[n] = 1
            self._main[n] = min(1, self._main[n])
            self._say(n, 1)

    def _says_little(self, n: int) -> bool:
        """Whether a scene says only a small part of what it lists."""
        scene, full = self._all[n], self._full[n]
        places = set(_made_places(scene, full, self._language) or range(len(full)))
        said = places.intersection(self._kept(n))
        return len(said) < _LITTLE_SAID * len(places)

    def _named_pieces(self, n: int) -> tuple[str, Sequence[str]] | None:
        """The words that introduce what a scene lists, with the names of all of that; and what is
        said after it. None where there is nothing of that kind."""
        scene, full = self._all[n], self._full[n]
        if n in self._made:
            is_titled = scene.narration == narrate_scene(scene, self._language)
            named = name_items(scene, self._language, titled=is_titled)
            return (named, ()) if named else None
        places = _made_places(scene, full, self._language)
        if not places or not (named := name_items(scene, self._language, titled=False)):
            return None
        first, last, begin = places[0], places[-1], scene.elements[0].text[:_BEGINS]
        first = next((n for n in range(first) if begin in full[n]), first)
        start = 0 if after_number(scene, full[first]) else max(full[first].find(begin), 0)
        introduced = join_sentences([*full[:first], full[first][:start].strip()])
        introduced = introduced or as_sentence(scene.title, self._language)
        return join_sentences((introduced, named)), full[last + 1 :]

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
        longest = [(-self._takes[n], n) for n, few in least.items() if self._said.get(n, 0) > few]
        heapq.heapify(longest)
        while longest and self._is_too_long:
            _, n = heapq.heappop(longest)
            self._say(n, self._said[n] - 1)
            if self._said[n] > least[n]:
                heapq.heappush(longest, (-self._takes[n], n))

    def _trim_filed(self) -> None:
        """Sentences that only file the document, where others stand beside them."""
        for n in self._said.keys() - self._filed:
            while self._said[n] > self._least[n] and self._files(n, self._said[n] - 1):
                self._say(n, self._said[n] - 1)

    def _files(self, n: int, rank: int) -> bool:
        """Whether the sentence of this rank only files the document."""
        return weigh_sentence(self._full[n][self._order[n][rank]]) == FILES

    def _drop(self, kept: Set[int] = frozenset()) -> None:
        """The deepest scenes but those given by number, so that what stays is spread evenly."""
        if not self._is_too_long:
            return
        numbers = sorted(self._said)
        before, after = dict(pairwise(reversed(numbers))), dict(pairwise(numbers))
        last = numbers[-1]
        is_aside = last in self._filed or is_side_matter(self._all[last].title)
        is_aside |= is_looked_up(self._all[last]) or self._decorates(last)
        is_aside |= last in self._made and isinstance(self._all[last].content, Table)
        is_deep = self._levels[last] > min(self._levels[n] for n in numbers[1:]) + 1
        is_aside |= last < len(self._all)
        stays = kept if is_aside or is_deep else {*kept, last}
        spare = [n for n in numbers[1:] if n not in stays]
        after[last] = last + 1
        waiting = [(-self._depth(n), after[n] - before[n], self._worth(n), -n) for n in spare]
        heapq.heapify(waiting)
        while waiting and self._is_too_long:
            level, gap, worth, minus = heapq.heappop(waiting)
            first, second = before[-minus], after[-minus]
            if gap != second - first:  # a neighbor is gone
                heapq.heappush(waiting, (level, second - first, worth, minus))
                continue
            after[first], before[second] = second, first
            self._leave_out(-minus)

    def _leave_out(self, n: int) -> None:
        self._total -= self._takes.pop(n)
        del self._said[n]

    def _bring_back(self) -> None:
        """Scenes that were left out before a longer one was, as far as there is room for them and
        for some more words."""
        spare = _SPARE * self._budget.seconds
        gone = [n for n in self._all if n not in self._said and n not in self._asides | self._filed]
        for n in sorted(gone, key=lambda n: (self._depth(n), n)):
            takes = self._times[n][self._least[n]]
            if self._total + takes + spare <= self._budget.seconds:
                self._said[n], self._takes[n] = self._least[n], takes
                self._total += takes

    def _drop_leaning(self) -> None:
        """Scenes that begin with words on the scene before, where that is gone or does not end with
        the sentence that they lean on."""
        if len(self._said) == len(self._all) and not self._is_cut:
            return
        for n in sorted(self._said)[1:-1]:
            if self._hangs(n):
                self._leave_out(n)

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

    def _depth(self, n: int) -> float:
        scene = self._all[n]
        is_chosen = any(map(self._decided.__contains__, names_in_title(scene.title)))
        is_chosen |= self._is_pointed_at(n)
        gain = _CHOSEN if is_chosen else 0.0
        if self._decorates(n):
            gain -= _DECORATES
        if n in self._options:
            gain -= _REJECTED
        if scene.kind == "steps" and is_main(scene) and any(map(sums_up, self._all.values())):
            gain -= _LITTLE
        return depth(scene, self._all[n - 1], self._full[n], self._levels[n]) - gain

    def _decorates(self, n: int) -> bool:
        """Whether a scene is a picture without words of the document."""
        return isinstance(self._all[n].content, Picture) and n in self._made

    def _is_pointed_at(self, n: int) -> bool:
        """Whether a sentence of the film's first scenes names what a later title names, as letters
        do that a newsletter begins with."""
        title, film = self._all[n].title, self._all[1].title
        letter = (m for m in range(1, min(n, _LETTER + 1)) if self._all[m].title != title)
        said = (each for m in letter for each in self._full[m])
        return any(names_title(each, title, film) for each in said)

    def _worth(self, n: int) -> float:
        """Facts a second, with as few sentences as the scene must say."""
        facts = count_facts(self._all[n], [self._full[n][at] for at in self._kept(n)])
        return facts / max(self._takes[n], 1.0)

    def _regrow(self) -> None:
        """Next sentences, main points and duties first, then of the scenes that lost most, as long
        as there is room."""
        if self._is_too_long:
            return
        poorest = [self._need(n) for n, count in self._said.items() if count]
        heapq.heapify(poorest)
        while poorest:
            *_, n = heapq.heappop(poorest)
            said = self._said[n]
            if said >= len(self._full[n]) or (said and self._files(n, said)):
                continue
            self._say(n, self._said[n] + 1)
            if self._is_too_long:
                self._say(n, self._said[n] - 1)
            else:
                heapq.heappush(poorest, self._need(n))

    def _need(self, n: int) -> tuple[bool, int, bool, float, int]:
        """How soon a scene is to say more, the least first."""
        said, full = self._said[n], self._full[n]
        left = [full[at] for at in self._order[n][said:]]
        is_made, share = n in self._made, said / max(len(full), 1)
        weight = PLAIN if self._is_list(n) else min(heaviest(left), BINDS)
        return said >= self._main[n], -weight, is_made, share, n

    def _scene(self, n: int) -> Scene:
        scene, full, kept = self._all[n], self._full[n], self._kept(n)
        is_short = self._least[n] < len(kept) < len(full)
        if n in self._made and is_short and full[kept[-1]].endswith("?"):
            kept = kept[:-1]  # nobody answers it
        if n in self._named:
            said = join_sentences(full[at] for at in kept)
            return scene.model_copy(update={"narration": said})
        if len(kept) == len(full):
            return scene if self._is_cut or len(self._said) < len(self._all) else self._whole[n]
        left = [full[at] for at in kept]
        said = join_sentences(say_without_number(scene, left))
        less = keep_said(scene, said)
        return show_said(less) if only_speaks(scene) else less


def _last_whole(said: Sequence[str]) -> int:
    """The place of the last sentence that does not end in a bare verb, such as `Nobody does.`"""
    return len(said) - 1 - (len(said) > 1 and ends_bare(said[-1]))


def _is_brief(scene: Scene) -> bool:
    """Whether all that a scene shows is a list of few plain items."""
    is_plain = not (scene.content or any(item.second_line for item in scene.items))
    return is_plain and len(scene.items) <= _FEW


def _shows_more(scene: Scene) -> bool:
    """Whether a scene shows something other than its own words."""
    return scene.kind != "quote" and not only_speaks(scene)


def _pieces(scene: Scene) -> list[str]:
    """The sentences of a scene, a name that stands alone together with what is said of it, a
    question with the answer, a quotation with what is asked of it, and both halves of a
    contrast."""
    names = {name for item in scene.items if (name := _name_of(item))}
    pieces, held = list[str](), ""
    said = whole_quotations(scene.narration)
    for sentence, following in zip_longest(said, said[1:], fillvalue=""):
        name = sentence.rstrip(FULL_STOP_MARKS)
        name = name if name in names else name.partition(": ")[2] or name  # behind `Step one: `
        is_name = name in names and len(name.split()) <= _NAME
        is_name |= not pieces and is_asked_by_title(sentence, scene.title)
        is_name |= not pieces and is_about_maker(sentence)
        is_name |= is_without_speaker(sentence) and is_about_quotation(following)
        is_answered = asks(sentence) and following and not asks(following)
        is_half = bool(held) and bool(following) and asks_twice(held)
        if is_name or is_answered or is_half or (waits(sentence) and following):
            held = join_sentences((held, sentence))
        else:
            pieces.append(join_sentences((held, sentence)))
            held = ""
    return [*pieces, held] if held else pieces


def _name_of(item: Item) -> str:
    """The words of an item that say nothing without those behind them: all before its detail, or a
    first sentence that is only a label."""
    first, *others = sentences(item.text) or [""]
    first = item.text if item.detail else first if others and is_label_of_item(first) else ""
    return first.rstrip(FULL_STOP_MARKS)


def _list_places(scene: Scene, said: Sequence[str], language: str) -> set[int]:
    """The places of sentences that only say an item of the scene's list; the first item may stand
    in one with the words that introduce it."""
    if scene.content or not scene.items or only_speaks(scene):
        return set()
    return {*_made_places(scene, said, language)}


def _made_places(scene: Scene, said: Sequence[str], language: str) -> Sequence[int]:
    """The places of sentences that were made of what the scene shows."""
    made = {*sentences(narrate_scene(scene, language, titled=False))}
    return [n for n, piece in enumerate(said) if made.issuperset(sentences(piece))]


def _places_below(scene: Scene, said: Sequence[str]) -> Mapping[int, int]:
    """The places of sentences that tell what stands below an item, or go on with it, each with the
    item's place."""
    found, start, names = dict[int, int](), 0, list[int]()
    for item in scene.items if not only_speaks(scene) else ():
        first = next(iter(sentences(item.text)), item.text).rstrip(FULL_STOP_MARKS)
        places = (n for n, each in enumerate(said) if n >= start and first in each)
        place = next(places, None)
        if place is None:
            continue
        whole = f"{item.text} {item.detail or ''}."
        below = takewhile(whole.__contains__, said[place + 1 :])
        start = place + 1 + len(list(below))
        found |= dict.fromkeys(range(place + 1, start), place)
        names.append(place)
    for place, following in pairwise(names):
        found |= dict.fromkeys(range(place + 1, following), place)
    return found


def _says_its_end(scene: Scene) -> bool:
    first, *others = whole_quotations(scene.narration) or [""]
    answers = is_asked_by_title(first, scene.title)
    answers |= weigh_sentence((others or [first])[-1]) == FILES
    aside = answers or stands_aside(scene) or is_about_maker(scene.narration) or sums_up(scene)
    return scene.kind == "closing" and only_speaks(scene) and not aside


def _only_files(scene: Scene) -> bool:
    return only_files(scene, whole_quotations(scene.narration))


def _say_title(scene: Scene, language: str) -> Scene:
    """A title scene that says what its film is about."""
    return scene.model_copy(update={"narration": as_sentence(scene.title, language)})


def _is_made(scene: Scene, language: str) -> bool:
    """Whether a narration was made of what the scene shows, which is not one sentence in parts."""
    is_parted = any(item.detail for item in scene.items) and only_speaks(scene)
    if is_parted or not (scene.items or scene.content):
        return False
    return any(
        scene.narration == narrate_scene(scene, language, titled=titled) for titled in (True, False)
    )
