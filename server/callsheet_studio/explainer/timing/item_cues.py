"""When a scene's items arrive: as their own words are spoken."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from callsheet_studio.storyboard.model import Item
from callsheet_studio.text.language_names import primary_subtag
from callsheet_studio.text.punctuation import ends_sentence
from callsheet_studio.text.spoken_numbers import SMALL_NUMBERS, find_spoken_number
from callsheet_studio.text.timed_word import TimedWord
from callsheet_studio.text.word_lists import STOP_WORDS

EARLY = 0.12
"""Seconds that a thing arrives before its word, so that the eye is there when the ear is."""
WINDOW = 7
"""Words within which an item's own words count as one mention."""
NUMBER = "="
"""Begins the stem of a number."""
LONGEST = 16
"""Figures of a word that is read as a number, at most."""
DETAIL, LEAST_OF_DETAIL = 0.5, 2
"""What an item's detail counts against its name, and words of it that are a mention alone."""
LEAST_GAP = 0.25
_READ = 0.6
"""Share of an item's words from which it is said whole, and of a sentence's words from which it
says no more than the picture."""
_BY_CHANCE = 0.2
"""Share of an item's words that a sentence may say that is not about it."""
_LITTLE = 0.34
"""Share of a mention that may be chance: a word that other items have too."""
TELLING = 100
"""From which a number in a name with other words, such as a year, is that name's alone."""
LATE = 0.5
"""Share of the narration after which a scene's first item comes late."""
PATIENCE = 4.0
"""Seconds in which a viewer wants to see something new while something is said."""
ELSEWHERE = 2.5
"""Seconds for which something else is told, at least, before an item is left for it."""
GOES_ON: Mapping[str, frozenset[str]] = {
    tag: frozenset(words.split())
    for tag, words in {
        "en": "it its it's this that these those they them their he she his her so then there here "
        "because which but and also or such each both all none one once even otherwise",
        "de": "es er sie das dies diese dieser dieses sein seine ihr ihre so dann dort hier weil "
        "denn aber und auch dabei dazu davon dadurch damit sonst oder beide alle",
        "fr": "il elle ils elles cela ça ceci ce c'est cet cette ces son sa ses leur leurs ainsi "
        "alors puis car mais et aussi ici là sinon ou on tous toutes",
        "es": "él ella ello ellos ellas esto eso este esta estos estas su sus así entonces luego "
        "pues pero y también aquí allí si o se todos todas",
        "it": "esso essa essi esse lui lei loro questo questa questi queste suo sua così poi "
        "quindi ma e anche qui lì o si tutti tutte",
        "pt": "ele ela eles elas isto isso este esta estes estas seu sua assim então depois mas e "
        "também aqui ali ou todos todas",
        "nl": "het hij zij ze dit dat deze die zijn haar hun zo dan daar hier want maar en ook of "
        "anders beide alle",
    }.items()
}
"""Words with which a sentence begins that goes on with what the one before was about, by language.
"""
OPENING = "\"'“”„‘’«»(¿¡"
"""Marks before a sentence's first word."""
SETTLED, SEEN = 0.8, 2.0
"""Seconds before a scene's end by which everything has arrived, and all that has no word of its
own."""
_QUARTER = re.compile(r"\bq([1-4])\b")
_ORDINALS = ("first", "second", "third", "fourth")
_LARGE = re.compile(r"(?<![\d.,])[1-9]\d{1,8}+(?![.,]?\d)")
_SMALL = re.compile(r"\b(?:[2-9]|1[0-2])\b(?![.,]\d)")


def item_times(
    items: Sequence[Item],
    words: Sequence[TimedWord],
    lead: float,
    seconds: float,
    in_order: bool = True,
    language: str = "en",
) -> tuple[float, ...]:
    """Return when each item is spoken of, in seconds from the scene's start.

    An item that is never mentioned gets a time between its neighbors, or that of the one before
    where it would come less than `SEEN` seconds before the end; without any mention, items are
    spread evenly over the narration, as they are if all would come late, the last of them without
    a mention, which would have no time to be seen.

    Args:
        words: The narration, timed in the scene.
        lead: The earliest time, in seconds.
        seconds: The scene's length.
        in_order: Whether times always rise; else items that are spoken of in another order come in
            that order.
        language: The language in which numbers are heard, a BCP 47 tag.
    """
    if not items:
        return ()
    last = max(lead, seconds - SETTLED)
    spoken = min(last, words[-1].end) if words else lead + (last - lead) * 0.7
    told, heard = item_words(items), word_stems(items, words, language)
    places = match_mentions(told, heard)
    rising = in_order or None not in places
    if not rising:
        places = [_anywhere(item, heard) for item in told]
    elif in_order:
        places = _when_named(items, heard, places)
    places = _without_echoes(told, words, heard, _in_own_sentence(told, words, heard, places))
    if in_order:
        places = _from_first_sentence(told, words, heard, places)
    known = [None if place is None else words[place].start - EARLY for place in places]
    ends = [_last_said(item, words, heard, at) for item, at in zip(told, places, strict=True)]
    latest = min(spoken, max(lead, seconds - SEEN))
    times = _fill(known, ends, lead, latest)
    if not rising:
        return _within(times, lead, last)
    is_crowded = places[-1] is None and times[0] > lead + LATE * (spoken - lead)
    return _rising(_spread(times, lead, latest) if is_crowded else times, lead, last)


def arrival_times(spoken: Sequence[float], first: float) -> tuple[float, ...]:
    """Return when each item enters the picture: when it is spoken of, or sooner if the viewer would
    wait.

    The item that is spoken of first enters at `first`, with the scene's first word. After a gap of
    more than `PATIENCE` seconds the next one enters early: after `PATIENCE`, or in the middle of a
    gap that is longer than twice as much.

    Args:
        spoken: When each item is spoken of, in seconds.
        first: When the scene's first word is spoken, in seconds.
    """
    order = sorted(range(len(spoken)), key=lambda n: (spoken[n], n))
    arrivals = list(spoken)
    for n in order[:1]:
        arrivals[n] = min(first, spoken[n])
    for place, (before, n) in enumerate(pairwise(order)):
        start, end = spoken[before], spoken[n]
        if not place and start - first > PATIENCE:
            start, end = first, start
        arrivals[n] = min(spoken[n], start + max(PATIENCE, (end - start) / 2))
    return tuple(arrivals)


@dataclass(frozen=True)
class ItemWords:
    """The stems of words and the numbers of an item, in its name and in its detail, each with a
    weight: how well it tells the item from the others."""

    name: Mapping[str, float]
    detail: Mapping[str, float]


def item_words(items: Sequence[Item]) -> list[ItemWords]:
    """Return for each item the stems and numbers of its name and of its detail, with weights."""
    names = [_stems(item.text) | {_mark(value) for value in _values(item)} for item in items]
    details = [
        (_stems(_spell(item.detail or "")) | {_mark(n) for n in _numbers(item)}) - name
        for item, name in zip(items, names, strict=True)
    ]
    counts = Counter(stem for stems in names for stem in stems)
    other = Counter(stem for stems in details for stem in stems)
    return [
        ItemWords(_weights(name, counts, len(items)), _weights(detail, other, len(items)))
        for name, detail in zip(names, details, strict=True)
    ]


def _weights(stems: set[str], counts: Mapping[str, int], items: int) -> dict[str, float]:
    """Of each stem: less the more items have it, nothing where all do; more for a number."""
    return {
        stem: (2.0 if stem.startswith(NUMBER) else 1.0) / counts[stem]
        for stem in stems
        if items == 1 or counts[stem] < items
    }


def name_stems(items: Sequence[Item]) -> list[set[str]]:
    """Return the stems of the words in each item's name, without those that most of the names
    have."""
    return _distinct([_stems(item.text) for item in items])


def words_beside_numbers(items: Sequence[Item], names: Sequence[set[str]]) -> list[set[str]]:
    """Return the stems of the words in each item's name of which only numbers tell it from the
    others, such as `November` in `3 November` and `5 November`; none for other items.

    Args:
        names: What `name_stems` gives of the items.
    """
    return [
        _stems(item.text) - name
        if name and all(map(str.isdecimal, name)) and item.value is None
        else set()
        for item, name in zip(items, names, strict=True)
    ]


def number_marks(items: Sequence[Item]) -> list[set[str]]:
    """Return the numbers of each item, written as in the result of `word_stems`, without those
    that several items have, and small ones that stand in a name with other words."""
    every = [
        {
            _mark(value)
            for value in _values(item)
            if value == item.value or value >= TELLING or _is_number(item.text)
        }
        for item in items
    ]
    counts = Counter(mark for marks in every for mark in marks)
    return [{mark for mark in marks if counts[mark] == 1} for marks in every]


def _is_number(name: str) -> bool:
    return all(map(str.isdecimal, _stems(name)))


def word_stems(
    items: Sequence[Item], words: Sequence[TimedWord], language: str = "en"
) -> list[set[str]]:
    """Return for each spoken word its stem, and the numbers of items that begin to be spoken there.

    Args:
        language: The language in which numbers are heard, a BCP 47 tag.
    """
    heard = [_stems(word.text) for word in words]
    spoken = [word.text for word in words]
    for value in {value for item in items for value in (*_values(item), *_numbers(item))}:
        for place in find_spoken_number(value, spoken, primary_subtag(language)):
            heard[place].add(_mark(value))
    return heard


def sentence_spans(words: Sequence[TimedWord]) -> list[tuple[int, int]]:
    """Return the (first, end) places of the words of each sentence; none is empty."""
    ends = [n + 1 for n, word in enumerate(words) if ends_sentence(word.text)]
    return [(a, b) for a, b in pairwise([0, *ends, len(words)]) if a < b]


def find_mentioned(
    items: Sequence[Item], words: Sequence[TimedWord], language: str = "en"
) -> frozenset[int]:
    """Return the indexes of the items whose name or detail the narration mentions.

    Args:
        language: The language in which numbers are heard, a BCP 47 tag.
    """
    heard = word_stems(items, words, language)
    found = (_anywhere(item, heard) for item in item_words(items))
    return frozenset(n for n, place in enumerate(found) if place is not None)


def find_named(items: Sequence[Item], words: Sequence[TimedWord], least: float) -> frozenset[int]:
    """Return the indexes of the items of whose names the narration says enough in one breath.

    Args:
        least: The share of a name's words, weighted by how well each tells it from the others.
    """
    heard = word_stems(items, words)
    return frozenset(
        n
        for n, item in enumerate(item_words(items))
        if any(
            _share(item.name, set[str]().union(*heard[at : at + WINDOW])) >= least
            for at in range(len(heard))
        )
    )


def find_unsaid(
    items: Sequence[Item], words: Sequence[TimedWord], title: str = "", language: str = "en"
) -> frozenset[int]:
    """Return the indexes of the items that a narration surely leaves out: those of which it says
    little, where it says most of others, and from the first of these on nothing but them and the
    title.

    Args:
        title: The scene's title.
        language: The language in which numbers are heard, a BCP 47 tag.
    """
    heard = word_stems(items, words, language)
    spoken = set[str]().union(*heard)
    own = [{*item.name, *item.detail} for item in item_words(items)]
    said = {n for n, stems in enumerate(own) if len(stems & spoken) >= _READ * len(stems)}
    known = _stems(title).union(*(own[n] | _stems(items[n].text) for n in said))
    every = (set[str]().union(*heard[start:end]) for start, end in sentence_spans(words))
    sentences = [stems for stems in every if stems]
    reads = [any(len(stems & own[n]) >= _READ * len(stems) for n in said) for stems in sentences]
    first = reads.index(True) if any(reads) else 0
    if any(len(stems & known) < _READ * len(stems) for stems in sentences[first:]):
        return frozenset()
    before = [stems - known for stems in sentences[:first]]
    told = {
        n for n, stems in enumerate(own) if any(len(stems & b) * 2 > len(stems) for b in before)
    }
    return frozenset(range(len(items))) - said - told if said else frozenset()


def find_first_read(
    items: Sequence[Item], words: Sequence[TimedWord], language: str = "en"
) -> float:
    """Return the second at which a sentence that says most of the first item begins to do so, where
    it is not the first sentence, and those before say little of the item; else 0.

    Args:
        language: The language in which numbers are heard, a BCP 47 tag.
    """
    heard = word_stems(items, words, language)
    own = {stem for item in item_words(items[:1]) for stem in (*item.name, *item.detail)}
    for start, end in sentence_spans(words):
        said = own & set[str]().union(*heard[start:end])
        if own and len(said) >= _READ * len(own):
            named = next(n for n in range(start, end) if own & heard[n])
            return words[named].start if start else 0.0
        if len(said) > _BY_CHANCE * len(own):
            return 0.0
    return 0.0


def find_elsewhere(
    items: Sequence[Item],
    index: int,
    words: Sequence[TimedWord],
    span: tuple[float, float],
    language: str = "en",
) -> float:
    """Return when the narration leaves an item for something that it does not name; infinity if
    it does not, or not for long, or in a language of which that can't be told.

    That is with the first sentence in the span, after the one that names the item, in which none
    of its words is said, and which does not begin with a word such as `it` or `this`.

    Args:
        span: From when to when the item would be the one being spoken of, in seconds.
        language: The language of the narration, a BCP 47 tag.
    """
    (start, end), item = span, items[index]
    own, heard = (
        _stems(item.text) | _stems(_spell(item.detail or "")),
        word_stems(items, words, language),
    )
    own |= {_mark(value) for value in (*_values(item), *_numbers(item))}
    goes_on = GOES_ON.get(primary_subtag(language), frozenset())
    last = min(end, words[-1].end) if words else 0.0
    for first, stop in sentence_spans(words)[1:]:
        if words[first].start <= start + EARLY or words[first].start >= end:
            continue
        begins = words[first].text.strip(OPENING).casefold()
        said = set[str]().union(*heard[first:stop])
        if goes_on and own.isdisjoint(said) and begins not in goes_on:
            return words[first].start if last - words[first].start >= ELSEWHERE else math.inf
    return math.inf


def match_mentions(items: Sequence[ItemWords], words: Sequence[set[str]]) -> list[int | None]:
    """Return the index of the word at which each item's mention begins; None
    for an item without one.

    It is the best choice that keeps the items' order, found by dynamic programming; or, before
    that, where an item's name is said in full.

    Args:
        items: What each item says, as `item_words` gives it.
        words: What each word says, as `word_stems` gives it.
    """
    best: list[list[float]] = [[0.0] * (len(words) + 1)]
    for item in items:
        above, row = best[-1], [0.0]
        for place in range(len(words)):
            found = above[place] + _score(item, words[place : place + WINDOW])
            row.append(max(row[-1], above[place + 1], found))
        best.append(row)
    return _when_first_named(items, words, _walk_back(best, items, words))


def _when_first_named(
    items: Sequence[ItemWords], words: Sequence[set[str]], places: Sequence[int | None]
) -> list[int | None]:
    """The mentions, moved to where names are said in full before, in the items' order."""
    moved, free = list(places), 0
    for n, (item, place) in enumerate(zip(items, places, strict=True)):
        if place is not None:
            earlier = range(free, place)
            moved[n] = next((at for at in earlier if _is_named(item, words[at:])), place)
            free = (moved[n] or 0) + 1
    return moved


def _is_named(item: ItemWords, words: Sequence[set[str]]) -> bool:
    said = set[str]().union(*words[: len(item.name) + 1])
    return not words[0].isdisjoint(item.name) and item.name.keys() <= said


def _walk_back(
    best: Sequence[Sequence[float]], items: Sequence[ItemWords], words: Sequence[set[str]]
) -> list[int | None]:
    chosen: list[int | None] = []
    end = len(words)
    for above, row, item in zip(best[-2::-1], best[:0:-1], reversed(items), strict=True):
        while end and row[end] == row[end - 1]:
            end -= 1
        place = end - 1
        score = _score(item, words[place : place + WINDOW]) if end else 0.0
        mentioned = score > 0 and row[end] == above[place] + score
        chosen.append(place if mentioned else None)
        end = place if mentioned else end
    return chosen[::-1]


def _when_named(
    items: Sequence[Item], words: Sequence[set[str]], places: Sequence[int | None]
) -> list[int | None]:
    """The mentions with those of numbers moved to where their names are said before: when `Q3 made
    the jump, from 5 to 6` begins, Q3 is looked for. What stands before one comes before it."""
    moved = list(places)
    for n, name in enumerate(name_stems(items)):
        place = moved[n]
        said = [k for k, word in enumerate(words[:place]) if name and name <= word]
        if place is not None and said and items[n].value is not None:
            moved[n] = said[0]
            moved[:n] = [None if at is not None and at >= said[0] else at for at in moved[:n]]
    return moved


def _anywhere(item: ItemWords, words: Sequence[set[str]]) -> int | None:
    """Which word begins an item's best mention, wherever that is."""
    scores = [_score(item, words[place : place + WINDOW]) for place in range(len(words))]
    best = max(scores, default=0.0)
    return scores.index(best) if best else None


def _score(item: ItemWords, window: Sequence[set[str]]) -> float:
    """How much of an item is said in the window; its first word must be one of the item's.

    Where nothing of its name is said, one word of a longer detail is no mention; a number is.
    """
    if not window or window[0].isdisjoint(item.name) and window[0].isdisjoint(item.detail):
        return 0.0
    said = set[str]().union(*window)
    name, detail = _share(item.name, said), _share(item.detail, said)
    found = said & item.detail.keys()
    numbers = sum(stem.startswith(NUMBER) for stem in found)
    if not name and detail < 1 and len(found) + numbers < LEAST_OF_DETAIL:
        return 0.0
    return name + DETAIL * detail


def _share(weights: Mapping[str, float], said: set[str]) -> float:
    """The share of the weights of what is said; 0 without any."""
    return sum(weights[stem] for stem in said & weights.keys()) / (sum(weights.values()) or 1.0)


def _distinct(every: Sequence[set[str]]) -> list[set[str]]:
    """Without what most of them have, or both of two."""
    counts = Counter(stem for stems in every for stem in stems)
    most = max(1 if len(every) == 2 else 2, len(every) / 2)
    return [{stem for stem in stems if counts[stem] <= most} for stems in every]


def _values(item: Item) -> list[float]:
    """What an item measures, and the whole numbers in its name, such as a year."""
    named = [float(word) for word in item.text.split() if word.isdecimal() and len(word) < LONGEST]
    # Nearly every text has a `one` that counts nothing.
    return [*named, *([] if item.value is None or abs(item.value) == 1 else [item.value])]


def _numbers(item: Item) -> list[float]:
    """The whole numbers from ten on in an item's detail; `_spell` has the smaller ones."""
    return [float(number) for number in _LARGE.findall(item.detail or "")]


def _mark(value: float) -> str:
    """A number as a stem."""
    return f"{NUMBER}{value:g}"


def _stems(text: str) -> set[str]:
    """Words cut down to what does not change when they bend: `encrypts`, `encrypted`."""
    words = re.findall(r"\d+(?:[.,:]\d+)+|[^\W_]+", _QUARTER.sub(_in_words, text.lower()))
    plain = {word for word in words if word not in STOP_WORDS and (len(word) > 2 or word.isdigit())}
    return {re.sub(r"(?:ing|ed|es|s|e)$", "", word) if len(word) > 4 else word for word in plain}


def _spell(text: str) -> str:
    """A text with its small numbers as they are spoken."""
    return _SMALL.sub(lambda number: SMALL_NUMBERS[int(number[0])], text)


def _in_words(quarter: re.Match[str]) -> str:
    return f"{_ORDINALS[int(quarter[1]) - 1]} quarter"


def _in_own_sentence(
    items: Sequence[ItemWords],
    words: Sequence[TimedWord],
    heard: Sequence[set[str]],
    places: Sequence[int | None],
) -> list[int | None]:
    """The mentions, those moved to the next sentence that say little of their item in the one in
    which they begin, and no more with it than without."""
    moved = list(places)
    for n, (item, place) in enumerate(zip(items, places, strict=True)):
        if place is None:
            continue
        near = range(place, min(place + WINDOW, len(words)))
        start = next((k + 1 for k in near if ends_sentence(words[k].text)), len(words))
        own = item.name.keys() | item.detail.keys()
        first = next((k for k in range(start, near.stop) if heard[k] & own), None)
        if first is None or first in places:
            continue
        whole = _score(item, heard[place : near.stop])
        before, after = _score(item, heard[place:start]), _score(item, heard[first:][:WINDOW])
        moved[n] = first if before <= _LITTLE * whole and after + before >= whole else place
    return moved


def _without_echoes(
    items: Sequence[ItemWords],
    words: Sequence[TimedWord],
    heard: Sequence[set[str]],
    places: Sequence[int | None],
) -> list[int | None]:
    """The mentions without those that do not say the whole name and nothing but words that the item
    before has too, which was mentioned, as where both end in `Due 21 March`."""
    kept = list(places)
    ends = [n + 1 for n, word in enumerate(words) if ends_sentence(word.text)]
    for n, place in enumerate(places[1:], start=1):
        before = kept[n - 1]
        if place is None or before is None or before > place:
            continue
        end = next((end for end in ends if end > place), len(words))
        said = set[str]().union(*heard[place:end])
        own, other = ({*items[k].name, *items[k].detail} for k in (n, n - 1))
        if own & said <= other and not items[n].name.keys() <= said:
            kept[n] = None
    return kept


def _from_first_sentence(
    items: Sequence[ItemWords],
    words: Sequence[TimedWord],
    heard: Sequence[set[str]],
    places: Sequence[int | None],
) -> list[int | None]:
    """The mentions, those moved back that begin in a later sentence of what the item says, where
    the sentences before are said as they stand in the item as well, and not in the one before."""
    moved, before = list(places), -1
    starts = [start for start, _ in sentence_spans(words)]
    for n, (item, place) in enumerate(zip(items, places, strict=True)):
        if place is None:
            continue
        own = item.name.keys() | item.detail.keys()
        other = items[n - 1].name.keys() | items[n - 1].detail.keys() if n else set[str]()
        for first, stop in reversed([*pairwise(at for at in starts if at <= place)]):
            said = set[str]().union(*heard[first:stop])
            is_own = said and len(said & own) >= _READ * len(said) > len(said & other)
            if first <= before or not is_own:
                break
            moved[n] = next(k for k in range(first, stop) if heard[k] & own)
        before = place
    return moved


def _last_said(
    item: ItemWords, words: Sequence[TimedWord], heard: Sequence[set[str]], place: int | None
) -> float | None:
    """When the last of an item's own words in the sentence of its mention has been said."""
    if place is None:
        return None
    stop = next((n for n in range(place, len(words)) if ends_sentence(words[n].text)), len(words))
    own = item.name.keys() | item.detail.keys()
    said = (n for n in range(min(stop, len(words) - 1), place, -1) if heard[n] & own)
    return words[next(said, place)].end


def _fill(
    known: Sequence[float | None], ends: Sequence[float | None], lead: float, latest: float
) -> list[float]:
    """Items without a time, evenly between the neighbors that have one, until `latest` or together
    with the one before; not while that is still spoken of, if there is time after it."""
    step = (latest - lead) / max(len(known), 1)
    anchors = [(-1, lead - step), *((i, t) for i, t in enumerate(known) if t is not None)]
    anchors.append((len(known), max(latest, anchors[-1][1])))
    times = list[float]()
    for (i, start), (j, end) in pairwise(anchors):
        told, by = min((ends[i] if i >= 0 else None) or start, end), max(start, latest)
        free = told if told + LEAST_GAP * (j - i - 2) <= by else start
        between = (start + (end - start) * k / (j - i) for k in range(1, j - i))
        times += [*(min(max(time, free), by) for time in between), end]
    return times[: len(known)]


def _spread(times: Sequence[float], lead: float, latest: float) -> Sequence[float]:
    """The times, evenly from the beginning, none after its word."""
    step = (latest - lead) / len(times)
    return [min(time, lead + n * step) for n, time in enumerate(times)]


def _within(times: Sequence[float], lead: float, last: float) -> tuple[float, ...]:
    return tuple(round(min(max(time, lead), last), 4) for time in times)


def _rising(times: Sequence[float], lead: float, last: float) -> tuple[float, ...]:
    """At least a small gap apart, from `lead` to `last`; closer together where there is no room."""
    gap = min(LEAST_GAP, (last - lead) / max(len(times), 1))
    forward = list[float]()
    for time in times:
        forward.append(max(time, lead, forward[-1] + gap if forward else lead))
    backward = list[float]()
    for time in reversed(forward):
        backward.append(min(time, last, backward[-1] - gap if backward else last))
    return tuple(round(time, 4) for time in reversed(backward))
