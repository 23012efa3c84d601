"""What a scene is worth to a film without time for all: how much of it must be said, and which
scenes go first."""

import re
from collections.abc import Mapping, Sequence, Set
from itertools import accumulate
from statistics import fmean
from types import MappingProxyType

from callsheet_studio.storyboard.content import Chart, Definition, Table
from callsheet_studio.storyboard.model import Scene
from callsheet_studio.storyboard.section_titles import (
    ASIDE,
    is_main,
    stands_aside,
    sums_up,
)
from callsheet_studio.storyboard.speech_timing import SpeechTiming
from callsheet_studio.text.definite_nouns import takes_up
from callsheet_studio.text.punctuation import COLONS
from callsheet_studio.text.sentence_weight import (
    BINDS,
    DECIDES,
    FILES,
    PLAIN,
    asks_readers,
    is_field,
    is_urgent,
    states_purpose,
    weigh_sentence,
)
from callsheet_studio.text.sentences import join_sentences, leans_back, refers_back
from callsheet_studio.text.word_lists import FUNCTION_WORDS, is_verb

_LEAST_SECONDS = 2.5
"""Of speech in a scene: less is a fragment."""
_LOSES, _GAINS = 0.25, 0.75
"""What a decision loses that tells what was not chosen, and a duty gains that is urgent: it comes
before a scene's first sentence."""
_MOST_NEEDED = 2
"""Sentences, with those that it is not said without, of a duty that comes first."""
_VOTES = re.compile(
    r"\((\d{1,3}) (?:votes?|likes?|stimmen?|punkte|voix|votos?|vot[io]|stemmen|głos\w*|"
    r"голос\w*|oy)\)|"
    r"\b(?-i:P)([0-5])(?=[:)\]]| [–—-] )",
    re.IGNORECASE,
)
_LOWEST, _MOST_VOTES, _FEWEST_VOTED = 6, 1000, 2
_WORD = re.compile(r"[^\W_]+")
_FACT = re.compile(r"\d[\d.,:]*+|(?<=[a-z,] )[A-Z“\"'`]\w*|\w{6,}")
"""A number, a name, something quoted, a long word: short ones mostly join others."""
_WARNING_ICON = "triangle-alert"
_TOP = 2
"""The level of headings below a title."""
_FIRST = (BINDS + DECIDES) / 2
"""What a scene's first sentence weighs at least: only a decision comes before it."""
_MEASURED, _POINT = 0.5, 1.5
"""What a number adds to the weight of a sentence, and the weight of one that may stand without the
first one of its scene, if that is plain."""
_NAME_ENDS = re.compile(r":|[–—]|\s-")
_LEAST_NAME = 6
"""Characters of a name that tells one thing from another."""
_LEAST_WORD, _MOSTLY = 4, 0.6
"""Letters of a word that names something, and the share of a title's that names it."""
_LITTLE = 0.5
"""What a table, a duty and the words below a title count beside a decision."""
_WARNS = 0.8
"""What a warning counts beside a sentence that asks its readers to do something."""
_WHOLE = 4
"""Words of a sentence that may stand alone."""
_NO_COMMANDS = frozenset(
    ("do", "don", "does", "did", "can", "could", "will", "would", "shall", "should", "may", "might")
    + ("must", "has", "have", "had", "is", "are", "was", "were", "be", "been", "no", "not")
)
"""Taken for verbs, but begin questions, or what is forbidden."""
_IN_THAT_CASE = re.compile(
    r"in (?:that|this|such a|either|both) case\b|in (?:diesem|solchem) fall\b|dans ce cas\b|"
    r"en (?:ese|este|tal) caso\b|in (?:tal|questo) caso\b|n(?:esse|este) caso\b|in dat geval\b|"
    r"w (?:takim|tym) (?:wypadku|przypadku)\b|в этом случае|у цьому випадку|bu durumda\b|"
    r"その場合|在这种情况下|在這種情況下|이 경우",
    re.IGNORECASE,
)
_COMPARES = re.compile(
    r"\binstead[.!]?$|"
    r"\b(?:twice|half|times|just) as \w+[.!]?$|\b(?:doppelt|halb|ebenso) so \w+[.!]?$|"
    r"\b(?:deux fois (?:plus|moins)|el doble|il doppio|o dobro|dwa razy (?:więcej|mniej)|"
    r"вдвое (?:больше|меньше)|вдвічі (?:більше|менше))[.!]?$",
    re.IGNORECASE,
)
"""Ends what is compared with the sentence before: `The other costs twice as much.`"""
_ALL_ELSE = re.compile(
    r"(?:all else|everything else|the rest|alles (?:andere|übrige)|der rest|(?:tout )?le reste|"
    r"todo lo demás|el resto|(?:tutto )?il resto|tudo o mais|o resto|al het andere|de rest|reszta|"
    r"вс[её] остальное|решта)\b",
    re.IGNORECASE,
)
_ADDS_ON = re.compile(
    r"\b(?:another|the others?|the second one|except|otra más|un autre|une autre|ein weiterer|"
    r"eine weitere|weitere|un altro|un['’]altra|outr[oa])\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"(?:its?|that|they|their|he|she|these|those|such|this)\b", re.IGNORECASE)
_IS_EVENT = re.compile(
    r"(?:when|where|time|wann|wo|uhrzeit|quand|où|horaires?|cuándo|dónde|horario|quando|dove|orario|"
    r"onde|horário|wanneer|waar|kiedy|gdzie|когда|где|коли|де|何時|いつ|どこ|언제|어디)\W*+$",
    re.IGNORECASE,
)
"""Labels when or where something takes place."""
_THE = re.compile(r"\bthe ([^\W\d_]{4,})")


def least_sentences(scene: Scene, said: Sequence[str], pace: SpeechTiming) -> int:
    """Return how many of its first sentences a scene must say to tell something: more than its
    title, for at least `_LEAST_SECONDS`, a question that its title asks aside; all of them where
    they don't.

    Args:
        scene: Any scene.
        said: Its sentences.
        pace: How long words take.
    """
    title = set(_words(scene.title))
    mute = next((n for n, text in enumerate(said) if not title.issuperset(_words(text))), 0)
    sums = accumulate(pace.seconds(_after_question(text, scene.title)) for text in said)
    told = (n for n, time in enumerate(sums, start=1) if n > mute and time >= _LEAST_SECONDS)
    return next(told, len(said))


def _after_question(text: str, title: str) -> str:
    """A text without the question of the title at its beginning."""
    question, mark, rest = text.partition("?")
    return rest if mark and title.endswith(question + mark) else text


def depth(scene: Scene, before: Scene, said: Sequence[str], level: float) -> float:
    """Return how deep a scene stands in its document: the level of its heading, with a half more
    where it goes on with the words of the scene before, shows further code of the same section,
    asks without an answer, only introduces a table or stands aside, as questions do, and a half
    less where it sums up, warns, tells a decision or is what its document is read for, and a
    quarter less where it is a table or explains terms, tells a duty, asks its readers to do
    something or stands below the title. What only files its document, or is its form, is deeper
    than all else.

    Args:
        scene: Any scene but the first.
        before: The one before it.
        said: The sentences of its narration.
        level: Of its heading, from 1.
    """
    both_code = scene.kind == before.kind == "code"
    warns = scene.icon == _WARNING_ICON
    only_introduces = bool(said) and all(each.endswith(COLONS) for each in said)
    goes_on = scene.title == before.title and (scene.content is None or both_code) and not warns
    is_opening = before.kind == "title" and scene.title == before.title
    asks = bool(said) and said[-1].endswith("?")
    is_raised = is_main(scene) or warns
    height = min(level, _TOP + warns * _LITTLE) if is_raised else level
    decides, is_summary = heaviest(said) == DECIDES, sums_up(scene)
    losses = (goes_on and not (decides or is_opening)) + asks + stands_aside(scene)
    losses += _is_table(scene) and only_introduces
    leads = before.kind == "title" and _is_untitled(scene, before) and not is_opening
    gains = is_summary + is_main(scene) + decides + warns
    is_told = _is_table(scene) and not (stands_aside(scene) or only_introduces)
    asks_to = _WARNS if warns else any(map(asks_readers, said))
    binds = (heaviest(said) == BINDS) + asks_to
    gains += (leads + is_told + binds) * _LITTLE
    files = only_files(scene, said) or is_form(scene, before)
    return height + (losses - gains) / 2 + ASIDE * files


def keep_order(
    said: Sequence[str],
    scores: Sequence[float],
    *,
    numbered: bool = False,
    listed: Set[int] = frozenset(),
    below: Mapping[int, int] = MappingProxyType({}),
) -> list[int]:
    """Return the places of the sentences of a scene in the order in which they are kept: those with
    higher scores first, but each after the one that it leans on.

    Args:
        said: The sentences.
        scores: What each is worth.
        numbered: Whether they count, so that none is left out between others.
        listed: The places of those that are items of a list, if other sentences stand beside
            those. What is said after a list leans on the words that introduce it, and only items
            count.
        below: The places of those that stand below an item, each with the item's, which it is not
            said without.
    """
    places = list(range(len(said)))
    if numbered and not listed:
        return places
    chains = [_chain(n, said, numbered, listed, below) for n in places]
    worth = [fmean(scores[n] for n in chain) for chain in chains]
    if votes := _votes(said, below):
        worth = [_MOST_VOTES if n == 0 and n not in votes else votes.get(n, 0) for n in places]
    order = list[int]()
    for place in sorted(places, key=lambda n: -worth[n]):
        order += [each for each in chains[place] if each not in order]
    return order


def _chain(
    place: int, said: Sequence[str], numbered: bool, listed: Set[int], below: Mapping[int, int]
) -> Sequence[int]:
    """The places of a sentence and of all those that it is not said without, in order."""
    chain = [place]
    while (before := _needed_by(chain[-1], said, numbered, listed, below)) is not None:
        chain.append(before)
    return chain[::-1]


def _votes(said: Sequence[str], below: Mapping[int, int]) -> Mapping[int, int]:
    """How many votes items got, with all that stands below them; empty if fewer than two differ.
    The same of priorities, of which `P0` is the highest."""
    found = dict[int, int]()
    for n, each in enumerate(said):
        if counted := _VOTES.search(each):
            votes, priority = counted.groups()
            found[below.get(n, n)] = int(votes) if votes else _LOWEST - int(priority)
    if len(set(found.values())) < _FEWEST_VOTED:
        return {}
    return {n: votes for n in range(len(said)) if (votes := found.get(below.get(n, n), 0))}


def _needed_by(
    place: int, said: Sequence[str], numbered: bool, listed: Set[int], below: Mapping[int, int]
) -> int | None:
    """The place of the sentence that another one is not said without."""
    is_item = place in listed
    leans = place > 0 and (_leans(said[place]) or _hangs_on(said[place], said[place - 1]))
    if place in below:
        return place - 1 if leans else below[place]
    if not (leans or (numbered and is_item and place)):
        return None
    if is_item:
        return place - 1
    return max((n for n in range(place) if n not in listed), default=None)


def _hangs_on(sentence: str, before: str) -> bool:
    return gives_reason(sentence, before) or takes_up(sentence, before)


def _leans(sentence: str) -> bool:
    """Whether a sentence needs the one before it, as `Carried 5-1.` and the duty `Burn the plants,
    and don't grow others there.` do too."""
    words = _words(sentence)
    commands = bool(words) and words[0] not in _NO_COMMANDS and is_verb(words[0])
    leans = commands and weigh_sentence(sentence) == BINDS
    leans = leans or (sentence[:1].islower() and bool(words) and words[0] in FUNCTION_WORDS)
    leans = leans or (leans_back(sentence) and not states_purpose(sentence))
    leans = leans or bool(_IN_THAT_CASE.match(sentence) or _ALL_ELSE.match(sentence))
    leans = leans or bool(_COMPARES.search(sentence))
    return leans or len(words) < _WHOLE


def hangs_on_last(sentence: str, scene: Scene, before: Scene, title: str) -> bool:
    """Return whether the first sentence of a scene says nothing without the last one of the scene
    before it, with which it shares a section: the film's title, or one made of the words of either,
    stands above it."""
    own = sentence.startswith(scene.title) or before.narration.startswith(before.title)
    goes_on = scene.title in (before.title, title) or own
    begins = bool(_PRONOUN.match(sentence)) or not refers_back(sentence)
    return goes_on and begins and leans_back(sentence)


def adds_on(sentence: str) -> bool:
    """Return whether a sentence adds to the one before it, as `She expects another two.` does."""
    return bool(_ADDS_ON.search(sentence))


def gives_reason(sentence: str, before: str) -> bool:
    """Return whether an English sentence gives a reason that is about what the one before it names:
    `Sales fell because the head office did not know.` after `The head office sent them.`"""
    _, because, reason = sentence.partition(" because ")
    return bool(because) and bool(_named(reason).intersection(_named(before)))


def _named(text: str) -> set[str]:
    return set(_THE.findall(text.casefold()))


def main_points(scene: Scene, said: Sequence[str]) -> int:
    """Return up to which of these sentences, as they are kept, a scene tells a main point of its
    document: decisions, urgent duties, and all of a summary."""
    if sums_up(scene):
        return len([each for each in said if weigh_sentence(each) > FILES])
    return max((n for n, each in enumerate(said, 1) if is_main_point(each)), default=0)


def is_main_point(sentence: str) -> bool:
    """Return whether a sentence tells a decision or an urgent duty."""
    return weigh_sentence(sentence) == DECIDES or is_urgent(sentence)


def _is_untitled(scene: Scene, before: Scene) -> bool:
    """Whether a scene has no heading of its own in the document."""
    return scene.title == before.title or scene.narration.startswith(scene.title)


def is_form(scene: Scene, before: Scene) -> bool:
    """Return whether a scene without a heading of its own, right after the title, only lists names
    and what they are, such as `Applicant: …`: the fields of a form. What tells when or where
    something takes place, or what was decided, is none, nor are fields most of which tell a duty.
    """
    shown = [f"{item.text}: {item.second_line}" for item in scene.items if item.second_line]
    is_list = len(shown) == len(scene.items) > 1 and all(map(is_field, shown))
    is_below = before.kind == "title" and before.title.startswith(scene.title)
    is_below = is_below and scene.content is None
    if not (is_list and is_below) or any(map(tells_event, shown)):
        return False
    weights = [weigh_sentence(each) for each in shown]
    return DECIDES not in weights and weights.count(BINDS) * 2 < len(weights)


def tells_event(text: str) -> bool:
    """Return whether a text is a field that tells when or where something takes place, such as
    `When: Saturday at noon`."""
    label, colon, _ = text.partition(":")
    return bool(colon) and bool(_IS_EVENT.match(label))


def _is_table(scene: Scene) -> bool:
    return isinstance(scene.content, Table | Chart | Definition)


def only_files(scene: Scene, said: Sequence[str]) -> bool:
    """Return whether a scene shows and says no more than where its document belongs, such as its
    date and its authors."""
    more = scene.items if len(scene.items) > len(said) else ()
    is_list_filed = all(weigh_sentence(f"{i.text}: {i.second_line}") == FILES for i in more)
    shown = scene.content is not None or not is_list_filed
    files = [weigh_sentence(each) == FILES for each in said]
    return (
        any(files)
        and not shown
        and all(f or s.endswith("?") for f, s in zip(files, said, strict=True))
    )


def heaviest(said: Sequence[str]) -> int:
    """Return the greatest weight of sentences, from 0."""
    return max((PLAIN, *map(weigh_sentence, said)))


def names_in_title(title: str) -> Sequence[str]:
    """Return what a title names, such as `Option C` in `Options: Option C – a new queue`."""
    names = (part.strip() for part in _NAME_ENDS.split(title))
    return [name for name in names if len(name) >= _LEAST_NAME]


def names_title(sentence: str, title: str, film: str) -> bool:
    """Return whether a sentence names most of what a title names, of at least two words that the
    film's title lacks."""
    named = {w for w in _words(title) if len(w) >= _LEAST_WORD and w not in FUNCTION_WORDS}
    named -= set(_words(film))
    return len(named) > 1 and len(named.intersection(_words(sentence))) >= _MOSTLY * len(named)


def count_facts(scene: Scene, said: Sequence[str]) -> int:
    """Return about how many different facts are shown and said by a scene with these sentences."""
    shown = [f"{item.text} {item.detail or ''}" for item in scene.elements]
    return len(set(_FACT.findall(join_sentences([*shown, *said]))))


def _words(text: str) -> Sequence[str]:
    return _WORD.findall(text.casefold())
