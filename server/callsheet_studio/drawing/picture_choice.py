"""Which icon or picture goes with a text: the one that is named, or that of a thing it is about.

Sense before sound: a word of several meanings gets a picture only where the words around it, or
the titles of the film and the scene, say which of them is meant.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from callsheet_studio.drawing.icons import is_known, picture_key
from callsheet_studio.drawing.picture_words import (
    ACRONYMS,
    ADJECTIVES,
    CONTRARY,
    DENIALS,
    FIELDS,
    GRAMMARS,
    HOMONYMS,
    IDIOMS,
    MEASURES,
    NOT_BEFORE,
    NOT_THE_THING,
    OBJECTS,
    load_kinds,
    load_things,
)
from callsheet_studio.text.language_names import primary_subtag
from callsheet_studio.text.spoken_numbers import NUMBER_WORDS
from callsheet_studio.text.title_keywords import strip_counter
from callsheet_studio.text.word_lists import FUNCTION_WORDS, is_verb

MOST_WORDS = 9
"""Of a name whose things are looked at: a longer text is about more than one thing."""
LONGEST = 3
"""Words of a thing's name."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|[,;.!?(/–—]|\d+")
_ENGLISH_WORD = re.compile(r"[a-z]+(?:[-'][a-z]+)*|[,;.!?(/–—]|\d+")
_CAPITALS = re.compile(r"\b[A-Z]{3,}\b")
_PERSONS = frozenset(["he", "his", "him", "she", "her", "hers"])
_HEAVENLY = frozenset(["earth", "moon", "sun", "earth's", "moon's", "sun's"])
_NAME_END = re.compile(r" ?: ")
_ASKS = re.compile(
    r"(?:was (?:ist|sind) |qu['’]est-ce qu(?:e |['’])|¿?qué (?:es|son) |(?:che )?cos['’]è |"
    r"o que (?:é|são) )",
    re.IGNORECASE,
)
"""Asks what a thing is, before its name."""


@dataclass(frozen=True)
class Subject:
    """What a film and one of its scenes are about."""

    language: str = "en"
    """A BCP 47 tag."""
    titles: str = ""

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the titles, in lower case, with whatever each may be the plural of (see
        `singulars`), and as well whole numbers and the marks that end a name, such as `,`."""
        words = _split(self.titles, self.tag)
        return frozenset(one for word in words for one in singulars(word, self.tag))

    @property
    def tag(self) -> str:
        """The first part of the language's tag."""
        return primary_subtag(self.language)


def icon_for(wanted: str | None, *texts: str | None, subject: Subject | None = None) -> str | None:
    """Return the name of the icon or picture for something: the wanted one, or else one
    that a text surely names.

    None for most texts. Of `name: detail` only the name is searched; the detail tells a word's
    meaning.

    Args:
        wanted: A name that the user gave, or None.
        texts: Texts to search, in order.
        subject: What the film is about, and in which language; None: nothing is known, in English.
    """
    if wanted and is_known(name := picture_key(wanted)):
        return name
    about = subject or Subject()
    found = (icon for text in texts if text for icon in _icons(text, about))
    return next(found, None)


def keep_deciding_words(title: str, language: str) -> str:
    """Return those words of a title that decide what words of several meanings stand for, in lower
    case, sorted, with spaces between them.

    A film whose title changes in other words keeps its pictures.
    """
    subject = Subject(language, title)
    known = [near for _, near in HOMONYMS.get(subject.tag, {}).values()]
    contrary = CONTRARY.get(subject.tag, {}).values()
    deciding = frozenset[str]().union(*known, *contrary, *(words for _, words in FIELDS))
    return " ".join(sorted(subject.words & deciding))


def _icons(text: str, subject: Subject) -> Iterator[str]:
    """The icons of the things that a text is about, sure matches only."""
    tag = subject.tag
    if tag not in load_things():
        return
    name = _ASKS.sub("", _NAME_END.split(strip_counter(text), 1)[0], count=1)
    plain = name if tag in GRAMMARS else _without_names(_CAPITALS.sub(_shorten, name))
    words = _split(plain, tag)
    denials = GRAMMARS[tag].denials if tag in GRAMMARS else DENIALS
    if len(words) > MOST_WORDS or not denials.isdisjoint(words) or _has_idiom(words):
        return
    words = list(takewhile(lambda word: word not in ",;", words))
    near = subject.words.union(*(singulars(word, tag) for word in _split(text, tag)))
    borrowed = frozenset[str]().union(
        *(kinds for kinds, field in FIELDS if not field.isdisjoint(subject.words))
    )
    for first, last in _spans(words, tag):
        before = words[first - 1] if first else ""
        for icon in _named(words[first : last + 1], before, tag, near):
            if load_kinds().get(icon) not in borrowed:
                yield icon


def _shorten(capitals: re.Match[str]) -> str:
    """A word in capitals if it is a thing's name, else its first letter, which is none."""
    word = capitals[0]
    return word if word.lower() in ACRONYMS else word[0]


def _without_names(text: str) -> str:
    """An English text without the words that a capital shows to be names, unless it has no other
    words, as titles of books do. At the beginning a capital shows nothing, but whoever does
    something with what is his or hers has a name."""
    spaced = text.split()
    starts = [not n or not spaced[n - 1][-1:].isalnum() for n in range(len(spaced))]
    small = [word.strip("\"'()“”‘’.,;:!?") for word in spaced]
    plain = [w for w in small if w[:1].islower() and w not in FUNCTION_WORDS]
    if not plain:
        return text
    is_his = not _PERSONS.isdisjoint(text.lower().split()) and len(spaced) > 1
    acts = is_his and (is_verb(small[1], "x") or small[1] in _PERSONS)
    hidden = [
        word[0] if word[:1].isupper() and (acts if start else _may_be_name(word)) else raw
        for word, raw, start in zip(small, spaced, starts, strict=True)
    ]
    return " ".join(hidden)


def _may_be_name(word: str) -> bool:
    """Whether a word with a capital would name a thing without it, as `Snow`; the Moon and a TV are
    what they are."""
    if word.lower() in ACRONYMS | _HEAVENLY:
        return False
    things, homonyms = load_things()["en"], HOMONYMS["en"]
    return any(one in things or one in homonyms for one in singulars(word.lower(), "en"))


def _has_idiom(words: list[str]) -> bool:
    text = f" {' '.join(word for word in words if word[0].isalnum())} "
    return any(f" {idiom} " in text for idiom in IDIOMS)


def _spans(words: list[str], tag: str) -> Iterator[tuple[int, int]]:
    """The first and last word of what may be the name of a thing that a text is about.

    In English it may stand anywhere, in other languages at the beginning, behind small words.
    """
    if tag not in GRAMMARS:
        for last in range(len(words)):
            if _stands_alone(words, last):
                yield from ((first, last) for first in range(max(0, last - LONGEST + 1), last + 1))
        return
    grammar = GRAMMARS[tag]
    small = (word in grammar.openers or word.isdigit() for word in words)
    first = next((n for n, opens in enumerate(small) if not opens), len(words))
    if first + 1 < len(words) and not grammar.measures.isdisjoint(singulars(words[first], tag)):
        first += 2 if words[first + 1] in grammar.links else 1
    for last in reversed(range(first, min(first + LONGEST, len(words)))):
        if not grammar.links.intersection(words[last + 1 : last + 2]):
            yield first, last


def _named(words: list[str], before: str, tag: str, near: frozenset[str]) -> Iterator[str]:
    """What a name stands for, given the word before it: a blood bank is none."""
    things, homonyms, contrary = load_things()[tag], HOMONYMS[tag], CONTRARY[tag]
    for one in singulars(words[-1], tag):
        name = "-".join([*words[:-1], one])
        if name in homonyms:
            icon, context = homonyms[name]
            is_whole = tag in GRAMMARS or before in context or leaves_sense(before)
            if (near - {name}) & context and is_whole:
                yield icon
        elif name in things and near.isdisjoint(contrary.get(name, ())):
            keeps = load_kinds()[things[name]] in _KEPT and not before.endswith("est")
            if tag in GRAMMARS or keeps or leaves_sense(before):
                yield things[name]


def leaves_sense(before: str) -> bool:
    """Return whether an English noun means what it says behind the word `before` (lower case; empty
    at the beginning): not in `random forest`."""
    plain = FUNCTION_WORDS | ADJECTIVES | NUMBER_WORDS
    said = any(map(is_verb, singulars(before, "en")))
    return before in plain or not before.isalpha() or said


def changes_sense(before: str, name: str) -> bool:
    """Return whether the word `before` an English name of a thing says that another thing is meant:
    a water taxi. Both are in lower case."""
    return any(before in CONTRARY["en"].get(one, ()) for one in singulars(name, "en"))


def _stands_alone(words: list[str], n: int) -> bool:
    """Whether the n-th word of an English text is the thing, and no part of a longer name."""
    ends = n + 1 == len(words) or _ends_a_name(words[n], words[n + 1])
    return ends and NOT_THE_THING.isdisjoint(_before(words, n))


def _before(words: list[str], n: int) -> list[str]:
    """The word before the n-th, and the one before that when an article stands between; none
    where they say how much of the thing there is."""
    if n > 1 and words[n - 1] == "of" and not MEASURES.isdisjoint(singulars(words[n - 2], "en")):
        return []
    article = n > 1 and words[n - 1] in {"a", "an", "the"}
    return words[n - 2 : n] if article else words[max(n - 1, 0) : n]


def _ends_a_name(word: str, following: str) -> bool:
    """Whether a noun before this word is no part of a longer name, as `rain` in `rain checks`, and
    no verb."""
    if following in OBJECTS and word not in HOMONYMS["en"]:
        return False
    is_plural = word.endswith("s")
    said = (is_plural or following.endswith(("s", "ed"))) and is_verb(following)
    if is_plural and (icon := load_things()["en"].get(word.removesuffix("s"))):
        said = said or load_kinds()[icon] == "living"
    small = following in FUNCTION_WORDS and following not in NOT_BEFORE
    return said or small or not following[0].isalpha()


def singulars(word: str, tag: str) -> Iterator[str]:
    """Yield a word, and what it may be the plural of; in English also what it may be the genitive
    of. A language that is not in `GRAMMARS` is taken for English. Not all of them are words.

    Args:
        word: In lower case.
        tag: The first part of the language's tag.
    """
    yield word
    for ending, one in GRAMMARS[tag].plurals if tag in GRAMMARS else _ENGLISH:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            yield word.removesuffix(ending) + one
    if tag == "de" and (plain := word.translate(_PLAIN)) != word:
        yield from singulars(plain, tag)


_KEPT = {"sky", "thing", "person"}
"""Kinds of things that mostly are what their name says, whatever stands before it but a
superlative: it means a single one, and the picture shows any."""
_ENGLISH = (("ies", "y"), ("oes", "o"), ("'s", ""), ("s", ""))
_PLAIN = str.maketrans("äöü", "aou")


def _split(text: str, tag: str) -> list[str]:
    """Words, and marks that end a name, in lower case; `l'eau` is two words."""
    pattern = _WORD if tag in GRAMMARS else _ENGLISH_WORD
    return pattern.findall(text.lower().replace("’", "'"))
