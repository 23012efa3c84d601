"""The number that a sentence is about: `47 days` of `A request takes 47 days, of which it waits for
39.`; or none.

A wrong number is worse than none: of several one is taken only where the others stand in clauses
beside the main one. Years, dates, times of day, versions and numbers that only count chapters or
name things are none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from callsheet_studio.storyboard.units import is_unit
from callsheet_studio.text.language_names import is_english
from callsheet_studio.text.numbers import is_year
from callsheet_studio.text.punctuation import find_clauses
from callsheet_studio.text.word_lists import (
    CLAUSE_OPENERS,
    COUNTERS,
    FUNCTION_WORDS,
    MONTHS,
    is_verb,
)

LONGEST_UNIT = 36
"""Characters of what is counted."""
_AROUND = "([{\"'“”„«»‹›‘’~≈.,;:!?…)]}"
_ENDS = (",", ";", ":", "–", "—")
_NUMBER = re.compile(
    r"[-−+±]?(?P<currency>US\$|R\$|[€£$¥₹])?"
    r"(?:\d{1,3}(?:[.,'’]\d{3})+|\d+)(?:[.,]\d{1,3})?"
    r"(?P<suffix>[%‰€£¥₹]|°[CF]?|[^\W\d_]{1,3}[²³]?)?"
)
_THREE = re.compile(r"\d{3}[%€]?")
_SCALE_TEXT = """
thousand million billion trillion bn mn tausend mio. mrd. millionen milliarde milliarden millions
milliards mille mil millón millones mila milioni miliardi
"""
_SCALES = frozenset(_SCALE_TEXT.split())
_SIGNS = frozenset("%‰€£¥₹$")
_LETTERS = frozenset(["k", "K", "m", "M", "B", "T", "bn", "mn"])
"""A scale behind money: `$5m`."""
_RATE_TEXT = """
second minute hour day night week month year person head patient pupil household home hectare acre
kilometre kilometer mile metre meter litre liter kilo kilogram tonne ton gallon pound piece share
unit user seat
"""
_RATES = frozenset(_RATE_TEXT.split())
"""What something is counted for, as in `£5 a month`."""
_PERSONS = frozenset(["people", "children", "women", "men", "percent", "fish", "sheep", "staff"])
"""Are counted without an `s`."""
_BESIDE_TEXT = """
which who whose that provided including compared against versus wenn weil da obwohl während nachdem
bevor falls bei mit nach si quand lorsque parce dont où avec après avant cuando porque aunque con
después antes mientras
"""
_BESIDE = frozenset(_BESIDE_TEXT.split()) | CLAUSE_OPENERS - {
    *("and", "but", "or", "so", "then", "too", "not", "only")
}
"""Begin a clause beside the main one."""
_AND, _LIST = frozenset(["and", "or", "und", "oder", "et", "ou", "y", "o"]), 5
"""Before the last name of a list, and words within which that stands."""
_DENIES = frozenset(["not", "never", "no", "cannot", "nor", "without"])
_CHANGES = re.compile(
    r"(?:f[ea]ll|dropp?|r[io]s[ei]|rose|gr[eo]w|increas|decreas|declin|reduc|shr[iau]nk|climb|"
    r"improv|slow|sank|sink|jump|lower|rais|went|cut|down|up$|shorten|widen|doubl|halv|"
    r"baiss|tomb|augment|diminu|réduit|passé|baj|cay|subi|aument|redu)"
)
_FROM_TO = {("from", "to"), ("von", "auf"), ("de", "à"), ("de", "a"), ("del", "al"), ("da", "a")}


@dataclass(frozen=True)
class MainNumber:
    """A number as its sentence writes it."""

    figures: tuple[str, ...]
    """The number; of a change the earlier one and the new one."""
    at: tuple[int, ...]
    """Of each, the index of the word with which it begins."""
    unit: str
    """What is counted, as it follows the number; empty where a sign in it says so, as in `£5`."""
    words: range
    """The indexes of all its words."""


@dataclass(frozen=True)
class _Quantity:
    """A number of a sentence, as far as it says how much of something there is."""

    start: int
    end: int
    """The first word after its digits and their scale."""
    figure: str
    unit: str
    is_measured: bool
    """Whether it is known what it counts."""

    @property
    def stop(self) -> int:
        """The first word after its unit."""
        return self.end + len(self.unit.split())

    @property
    def kind(self) -> str:
        """What it has in common with others of the same unit."""
        sign = re.sub(r"[\d.,'’\s+−±-]", "", self.figure)
        return sign or self.unit.split(" ")[0].casefold()


def find_main_number(sentence: str, language: str = "en") -> MainNumber | None:
    """Return the number that a sentence is about; None if it has none, or if that is not sure.

    Args:
        sentence: A single one. Its words are what spaces separate.
        language: Its language, as a BCP 47 tag. In other languages than English only numbers with
            a known unit or a sign are found.
    """
    words = sentence.split()
    if sentence.rstrip().endswith(("?", "？")):
        return None
    found = list(_quantities(words, is_english(language)))
    if change := _find_change(words, found):
        return change
    beside = _words_beside(words)
    main = [each for each in found if each.start not in beside]
    chosen = found if len(found) == 1 else main
    if len(chosen) != 1 or not chosen[0].is_measured:
        return None
    one = chosen[0]
    others = [each for each in found if each is not one]
    is_rival = any(each.is_measured and each.kind == one.kind for each in others)
    after = words[one.stop : one.stop + 1]
    leaves = words[one.start - 1 : one.start] == ["from"] and after in (["to"], ["until"])
    if is_rival or leaves or _is_denied(words, one) or _counts_more(words, one):
        return None
    return MainNumber((one.figure,), (one.start,), one.unit, range(one.start, one.stop))


def _counts_more(words: Sequence[str], one: _Quantity) -> bool:
    """Whether what is counted is only the first of several: `1,286 birches, limes and maples`."""
    after = [word.lower() for word in words[one.stop : one.stop + _LIST]]
    if not one.unit or is_unit(one.unit) or not words[one.stop - 1].endswith(",") or not after:
        return False
    is_named = after[0].strip(_AROUND) not in FUNCTION_WORDS | _BESIDE
    return is_named and not _AND.isdisjoint(after[1:])


def _quantities(words: Sequence[str], english: bool) -> Iterator[_Quantity]:
    """The numbers that count or measure something, in order."""
    bare = [word.strip(_AROUND) for word in words]
    small = [word.lower() for word in bare]
    n, last = 0, -1
    while n < len(words):
        match = _NUMBER.fullmatch(bare[n])
        if not match or _is_name(words, small, n, last):
            last = n if match else last
            n += 1
            continue
        end = n + 1
        while end < len(words) and not match["suffix"] and _joins(words, bare, end):
            end += 1
        if end < len(words) and small[end] in _SCALES and not _stops(words[end - 1]):
            end += 1
        if end < len(words) and bare[end] in _SIGNS and not _stops(words[end - 1]):
            end += 1
        figure = " ".join((*words[n : end - 1], bare[end - 1])).lstrip(_AROUND)
        sign = match["currency"] or match["suffix"] or ("%" if figure[-1] in _SIGNS else "")
        unit = _unit(words, small, (n, end), sign, english and _is_counting(words, small, n))
        known = _is_sign(match) or figure[-1] in _SIGNS or bool(unit)
        yield _Quantity(n, end, figure, unit, known)
        last = n
        n = end


def _joins(words: Sequence[str], bare: Sequence[str], n: int) -> bool:
    """Whether a word is a further group of digits: `000` of `10 000`."""
    return bool(_THREE.fullmatch(bare[n])) and len(bare[n - 1]) < 4 and not _stops(words[n - 1])


def _stops(word: str) -> bool:
    return word.rstrip("\"'”’»)").endswith((",", ";", ":", ".", "!", "?"))


def _is_sign(match: re.Match[str]) -> bool:
    """Whether a sign or unit that is written together with a number says what it counts."""
    suffix = match["suffix"] or ""
    return bool(match["currency"]) or len(suffix) > 1 or suffix in _SIGNS | {"°"}


def _is_name(words: Sequence[str], small: Sequence[str], n: int, last: int) -> bool:
    """Whether a number only names something: a year, a date, a version, a chapter, a second number
    of those, or a word such as `90s` and `5G`."""
    match = _NUMBER.fullmatch(words[n].strip(_AROUND))
    suffix, currency = (match["suffix"] or "", match["currency"]) if match else ("", None)
    if suffix.isalpha() and not is_unit(suffix) and not (currency and suffix in _LETTERS):
        return True
    if len(suffix) == 1 and suffix.isalpha() and not currency:
        return True
    if currency or suffix:
        return False
    return _is_moment(words, small, n) or _numbers_a_name(words, small, n, last)


def _is_moment(words: Sequence[str], small: Sequence[str], n: int) -> bool:
    """Whether a bare number is part of a date or a time of day, or a year."""
    before, after = small[n - 1] if n else "", small[n + 1] if n + 1 < len(small) else ""
    is_dated = before in MONTHS or after in MONTHS or after in {"am", "pm", "a.m", "p.m", "uhr"}
    is_clock = before in {"at", "à", "um"} and after in {"h", "o'clock", "o’clock"}
    is_bare_year = is_year(small[n]) and not is_unit(words[min(n + 1, len(words) - 1)])
    return is_dated or is_clock or is_bare_year


def _numbers_a_name(words: Sequence[str], small: Sequence[str], n: int, last: int) -> bool:
    """Whether a bare number counts chapters, ends a name, or goes on with another number: the one
    at `last`, or one in words, as in `three minutes and 40 seconds`."""
    before, after = small[n - 1] if n else "", small[n + 1] if n + 1 < len(small) else ""
    links = {"to", "and", "or", "bis", "à", "a", "y", "und", "et"}
    is_listed = last == n - 2 >= 0 and before in links and _is_name(words, small, last, -1)
    goes_on = n > 1 and before == "and" and is_unit(small[n - 2])
    counts = before.removesuffix("s") in COUNTERS | {"no", "version", "year"}
    is_capital = n > 1 and words[n - 1][:1].isupper() and words[n - 1][-1:].isalnum()
    begins = n == 1 and words[0].isalpha() and small[0] not in FUNCTION_WORDS
    return is_listed or goes_on or counts or is_capital or (begins and not is_unit(after))


def _is_counting(words: Sequence[str], small: Sequence[str], n: int) -> bool:
    """Whether a noun may follow that an English number counts, and the number is no name of what
    stands before it, such as `port 8080`."""
    before = small[n - 1] if n else ""
    opens = not n or not words[n - 1][-1:].isalnum()
    leads = before.endswith(("ed", "ing", "ly")) or before in FUNCTION_WORDS or is_verb(before)
    return opens or leads


def _unit(
    words: Sequence[str], small: Sequence[str], digits: tuple[int, int], sign: str, english: bool
) -> str:
    """What is counted behind the words of the digits; empty if nothing is."""
    first, start = digits
    if _stops(words[start - 1]) or start == len(words):
        return ""
    before = small[first - 1] if first else ""
    may_say = not (is_verb(before) or before.endswith("ed"))
    is_said = english and may_say and is_verb(small[start], "x")
    end = start if sign else _noun_end(words, small, start, english and not is_said)
    if end is None:
        return ""
    measured = end > start
    if measured and english and small[end : end + 1] == ["of"] and not _stops(words[end - 1]):
        end = _matter_end(words, small, end)
    if end < len(words) and not _stops(words[end - 1]):
        end = _rate_end(small, end)
    unit = " ".join(words[start:end]).rstrip(_AROUND)
    return unit if len(unit) <= LONGEST_UNIT else ""


def _noun_end(words: Sequence[str], small: Sequence[str], start: int, english: bool) -> int | None:
    """Where the unit or the noun that is counted ends."""
    if small[start : start + 2] == ["per", "cent"]:
        return start + 2
    if small[start + 1 : start + 2] == ["ago"]:
        return None
    if is_unit(words[start].rstrip(_AROUND)):
        return start + 1
    return _plural_end(words, small, start) if english else None


def _plural_end(words: Sequence[str], small: Sequence[str], start: int) -> int | None:
    """Where a noun in the plural ends, with up to two words before it."""
    for n in range(start, min(start + 3, len(words))):
        word = small[n]
        if not word.isalpha() or word in FUNCTION_WORDS:
            return None
        if word in _PERSONS or (word.endswith("s") and not word.endswith(("ss", "us", "is"))):
            return n + 1
        if _stops(words[n]) or (n > start and is_verb(word, small[n - 1])):
            return None
    return None


def _matter_end(words: Sequence[str], small: Sequence[str], of: int) -> int:
    """Where the thing ends that is measured: `of carbon dioxide`."""
    end = of + 1
    while end < min(of + 3, len(words)) and _is_plain(small[end]):
        end += 1
        if _stops(words[end - 1]):
            break
    return end if end > of + 1 else of


def _is_plain(word: str) -> bool:
    is_said = word in FUNCTION_WORDS or is_verb(word, "x") or word.endswith(("ing", "ly"))
    return word.isalpha() and not is_said


def _rate_end(small: Sequence[str], end: int) -> int:
    """Where `a year` or `per litre` ends, if it follows."""
    link, noun = (*small[end : end + 2], "", "")[:2]
    if noun in {"cubic", "square"}:
        return end + 3
    is_rate = noun in _RATES if link in {"a", "an", "each", "every"} else link in {"per", "pro"}
    return end + 2 if is_rate and noun[:1].isalpha() and noun != "cent" else end


def _words_beside(words: Sequence[str]) -> set[int]:
    """The words of clauses beside the main one, by index."""
    clauses = find_clauses(words, _ENDS)
    begun = (each for each in clauses if words[each.start].strip(_AROUND).lower() in _BESIDE)
    return {n for clause in begun for n in clause}


def _is_denied(words: Sequence[str], one: _Quantity) -> bool:
    """Whether the number is said not to be so; `no more than` it is no denial."""
    start = max((n + 1 for n in range(one.start) if words[n].endswith(_ENDS)), default=0)
    said = [word.strip(_AROUND).lower() for word in words[start : one.start]]
    denies = any(word in _DENIES or word.endswith(("n't", "n’t")) for word in said)
    return denies and said[-1:] != ["than"]


def _find_change(words: Sequence[str], found: Sequence[_Quantity]) -> MainNumber | None:
    """The only change that the sentence tells: `fell from 14 to 9 percent`."""
    small = [word.strip(_AROUND).lower() for word in words]
    pairs = list[MainNumber]()
    for old, new in pairwise(found):
        links = (small[old.start - 1] if old.start else "", small[new.start - 1])
        is_next = new.start - 1 == (old.stop if old.is_measured else old.end)
        tells = links == ("von", "auf") or any(map(_CHANGES.match, small[: old.start]))
        if links in _FROM_TO and is_next and tells and new.is_measured and new.figure != old.figure:
            pairs.append(_change(old, new))
    return pairs[0] if len(pairs) == 1 else None


def _change(old: _Quantity, new: _Quantity) -> MainNumber:
    is_one_unit = not old.unit or old.unit == new.unit
    figures = (old.figure, new.figure)
    if not is_one_unit:
        figures = (f"{old.figure} {old.unit}", f"{new.figure} {new.unit}".strip())
    unit = new.unit if is_one_unit else ""
    return MainNumber(figures, (old.start, new.start), unit, range(old.start, new.stop))
