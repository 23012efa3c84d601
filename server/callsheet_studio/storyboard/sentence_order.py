"""How much of a scene must be said, and which of its sentences lean on others."""

import re
from collections.abc import Mapping, Sequence, Set
from itertools import accumulate
from statistics import fmean
from types import MappingProxyType

from callsheet_studio.storyboard.model import Scene
from callsheet_studio.storyboard.speech_timing import SpeechTiming
from callsheet_studio.text.definite_nouns import takes_up
from callsheet_studio.text.sentence_weight import (
    BINDS,
    DECIDES,
    FILES,
    is_field,
    states_purpose,
    weigh_sentence,
)
from callsheet_studio.text.sentences import leans_back, refers_back
from callsheet_studio.text.word_lists import FUNCTION_WORDS, is_verb

_LEAST_SECONDS = 2.5
"""Of speech in a scene: less is a fragment."""
_VOTES = re.compile(
    r"\((\d{1,3}) (?:votes?|likes?|stimmen?|punkte|voix|votos?|vot[io]|stemmen|głos\w*|"
    r"голос\w*|oy)\)|"
    r"\b(?-i:P)([0-5])(?=[:)\]]| [–—-] )",
    re.IGNORECASE,
)
_LOWEST, _MOST_VOTES, _FEWEST_VOTED = 6, 1000, 2
_WORD = re.compile(r"[^\W_]+")
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
    r"\binstead[.!]?$|^(?:in fact|mine|ours|hers|theirs|tatsächlich|en fait|de hecho|infatti)\b|"
    r"\b(?:more|less|better|worse|faster|longer|later|sooner) than (?:that|this)\b|"
    r"\b(?:this|that) (?:step|way|question|sentence|list|word|number)\b(?! (?:of|that|in)\b)|"
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
    own = scene.title in scene.narration or before.title in before.narration
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


def _words(text: str) -> Sequence[str]:
    return _WORD.findall(text.casefold())
