"""Which words of a title tell most: what it sets against another, its number, its name; or none."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from callsheet_studio.text.function_words import function_words
from callsheet_studio.text.language_names import has_capital_nouns, is_english, primary_subtag
from callsheet_studio.text.number_words import LANGUAGES
from callsheet_studio.text.word_lists import COUNTERS, MONTHS, ONES, SIZES, UNITS
from callsheet_studio.text.word_ties import is_number_part

FEWEST = 3
"""Words of a title in which one can stand out."""
NEAR = 4
"""Words at most on the side of a contrast that is meant."""
MANY = 4
"""Capitals of a title all of whose words may have one."""
_NOT = frozenset(["not", "nicht", "pas", "no", "non", "niet", "não"])
_BUT = frozenset(["but", "sondern", "mais", "sino", "ma", "maar", "mas"])
_RUNNING_TEXT = """
aufgabe brief episode exercise experiment issue kapitel lab lektion lesson meeting module note part
problem quiz release report retro season sheet sprint teil test unit week woche übung annexe
chapitre exercice leçon partie séance semaine unité capítulo ejercicio lección parte semana sesión
tema unidad capitolo esercizio lezione settimana unità aula lição unidade
"""
_RUNNING = frozenset(_RUNNING_TEXT.split())
"""A number after these only counts them, in small letters."""
_COUNTED = re.compile(r"(\w+) \d+(?:\.\d+)*+[.:]?+ +(?=\S)")
_FIGURE = re.compile(r"[^\w\s]{0,2}\d[\d.,:]*(?:[^\w\s]{1,2}|[a-zA-Z]{1,2})?")
_YEAR = re.compile(r"(?:1\d|20)\d\d")


@dataclass(frozen=True)
class _SizeWords:
    """The words of a language that say how much."""

    ones: frozenset[str] = frozenset()
    """Mostly count what follows them."""
    units: frozenset[str] = frozenset()
    """Belong to the number before them."""
    sizes: frozenset[str] = frozenset()


def _size_words(language: str) -> _SizeWords:
    if is_english(language):
        return _SizeWords(ONES, UNITS, SIZES)
    known = LANGUAGES.get(primary_subtag(language))
    if known is None:
        return _SizeWords()
    large = frozenset(known.large)
    return _SizeWords(
        frozenset(known.small[1:10]), large, large.union(known.small[10:], known.tens)
    )


def strip_counter(title: str) -> str:
    """Return a title without the word and number that count it, as in `Lesson 7: Pressure`."""
    found = _COUNTED.match(title)
    return title[found.end() :] if found and found[1].lower() in _RUNNING else title


def find_keywords(title: str, language: str = "en") -> tuple[int, ...]:
    """Return the indexes, in order, of the words of a title that are to be highlighted; empty if
    none stands out. Words are what spaces separate.

    Args:
        language: The title's, as a BCP 47 tag. Its function words are never highlighted, except
            small numbers such as `one`.
    """
    words = title.split()
    if len(words) < FEWEST:
        return ()
    bare = [word.strip(".,:;!?\"'()“”‘’") for word in words]
    if words[0].endswith((".", ")")):
        bare[0] = ""
    for n in _asides(words):
        bare[n] = ""
    small, numbers = function_words(language), _size_words(language)
    has_names = not has_capital_nouns(language)
    found = _find_affirmed(words) or _number(bare, numbers) or _name(bare, small, has_names)
    if any(bare[n].lower() in small - numbers.ones for n in found):
        return ()
    return _with_units(words, found)


def _with_units(words: Sequence[str], found: Sequence[int]) -> tuple[int, ...]:
    """With the units and signs that belong to numbers among the words found."""
    whole = set(found)
    for n in range(1, len(words)):
        if is_number_part(words[n - 1], words[n]) and whole & {n - 1, n}:
            whole |= {n - 1, n}
    for n in reversed(range(1, len(words))):
        if is_number_part(words[n - 1], words[n]) and n in whole:
            whole.add(n - 1)
    return tuple(sorted(whole))


def _asides(words: Sequence[str]) -> Iterator[int]:
    """Words in brackets, and running numbers: `Exercise 2: …`, `Sprint 34`."""
    is_inside = False
    for n, word in enumerate(words):
        is_inside = is_inside or word.startswith(("(", "["))
        ends = n > 0 and word[:-1].isdigit() and word.endswith(":")
        counts = n > 0 and word.rstrip(":.,").isdigit() and words[n - 1].lower() in _RUNNING
        if is_inside or ends or counts or _spans(words, n):
            yield n
        if counts and not is_inside:
            yield n - 1
        is_inside = is_inside and not word.rstrip(".,:;!?").endswith((")", "]"))


def _spans(words: Sequence[str], n: int) -> bool:
    """Whether a number is one of two that count what stands before the colon: `Days 3 to 5: …`."""
    for first in (n - 2, n):
        span = words[first : first + 3] if first > 0 else ()
        if len(span) == 3 and span[0].isdigit() and span[2].endswith(":"):
            return span[2][:-1].isdigit()
    return False


def _find_affirmed(words: Sequence[str]) -> tuple[int, ...]:
    """Of `X, not Y` and `not Y, but X`: the last word of X."""
    small, last = [word.lower() for word in words], len(words) - 1
    for n, word in enumerate(words[:-2]):
        if small[0] != "not" and word.endswith(",") and small[n + 1] == "not" and n < NEAR:
            return (n,)
        turns = word.endswith((":", "–", "—")) or (word.endswith(",") and small[n + 1] == "but")
        if small[0] == "not" and turns and last - n <= NEAR:
            return (last,)
    return ()


def find_denied(title: str) -> range:
    """Return the range of word indexes that a title denies: Y of `X, not Y` and of `not Y, but X`,
    at most `NEAR` words. Empty if it denies nothing."""
    words = title.lower().split()
    if len(words) < FEWEST:
        return range(0)
    if words[0] in _NOT:
        ends = range(1, min(1 + NEAR, len(words) - 1))
        return next((range(1, end + 1) for end in ends if _turns(words, end)), range(0))
    for n in range(1, len(words) - 1):
        if words[n] in _NOT and words[n - 1].endswith(",") and len(words) - n - 1 <= NEAR:
            return range(n + 1, len(words))
    return range(0)


def _turns(words: Sequence[str], at: int) -> bool:
    """Whether what is meant begins after a word."""
    return words[at].endswith((":", "–", "—")) or words[at + 1].strip(",") in _BUT


def _number(bare: Sequence[str], sizes: _SizeWords) -> tuple[int, ...]:
    """The first thing counted; of a change what it leads to; a year when there is no other."""
    groups = list[tuple[int, ...]]()
    for n in range(len(bare)):
        if _is_number(bare, n, sizes):
            follows = groups and groups[-1][-1] == n - 1
            groups.append((*groups.pop(), n) if follows else (n,))
    led_to = [group for group in groups if bare[group[0] - 1].lower() in {"to", "→"} and group[0]]
    counts = [group for group in groups if not _YEAR.fullmatch(bare[group[0]])]
    return next(iter((*led_to, *counts, *groups)), ())


def _is_number(bare: Sequence[str], n: int, sizes: _SizeWords) -> bool:
    word, before = bare[n].lower(), bare[n - 1].lower() if n else ""
    following = bare[n + 1].lower() if n + 1 < len(bare) else ""
    if word in sizes.ones or word == "1":
        return following in sizes.units
    is_figure = bool(_FIGURE.fullmatch(bare[n])) and before not in COUNTERS
    if word.isdigit() and (before in MONTHS or following in MONTHS or _numbers_a_name(bare, n)):
        return False
    belongs = word in sizes.units and n > 0 and _is_number(bare, n - 1, sizes)
    return is_figure or word in sizes.sizes or belongs


def _numbers_a_name(bare: Sequence[str], n: int) -> bool:
    """Whether a bare number only ends a name, as in `moves to Debian 12`; a year tells more."""
    is_named = n > 1 and bare[n - 1][:1].isupper()
    return is_named and n + 1 == len(bare) and not _YEAR.fullmatch(bare[n])


def _name(bare: Sequence[str], plain: frozenset[str], has_names: bool) -> tuple[int, ...]:
    """An abbreviation, else a word that is written with a capital where others are not."""
    if "".join(bare).isupper():
        return ()
    coined = [n for n, word in enumerate(bare) if _is_coined(word)]
    if coined or not has_names:
        return tuple(coined[:1])
    small = [word for word in bare[1:] if word in plain]
    capital = [n for n, word in enumerate(bare) if n and word[:1].isupper() and not _is_i(word)]
    others = [word for word in bare[1:] if word and word not in plain and not word[0].isupper()]
    if len(capital) >= MANY and not any(map(_begins_small, others)):
        return ()  # Every word has a capital, as titles of books do.
    if not small or any(bare[n].lower() in plain for n in capital):
        return ()
    return tuple(n for n in capital if n - capital[0] == capital.index(n))


def _is_i(word: str) -> bool:
    """Whether a word is `I`, or begins with it, as `I'd`."""
    return word == "I" or word.startswith(("I'", "I’"))


def _begins_small(word: str) -> bool:
    return word[:1].islower()


def _is_coined(word: str) -> bool:
    """Such as `DNS`, `Q4` or `PostgreSQL`."""
    capitals = sum(map(str.isupper, word))
    has_figure = any(map(str.isdigit, word))
    return (
        word[:1].isalpha() and "-" not in word and (capitals > 1 or bool(capitals and has_figure))
    )
