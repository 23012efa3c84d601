"""Full stops that end an abbreviation, an initial or a list number, and not a sentence."""

import re

from callsheet_studio.text.theory_labels import is_theory_label
from callsheet_studio.text.word_lists import ABBREVIATIONS, COUNTERS, GERMAN_MONTHS, SHORT_MONTHS


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TITLES = _words(
    """adm bros capt cllr cmdr col cpl dott dra exmo fr gen gov hon hr hrn ing lic lt maj messrs
    mevr mag mgr mlle mme msgr ofc pfr pres rep rev sen sgt sig sra srta supt проф акад"""
)
"""A name always follows them; they have a capital, or are Russian."""
_NUMBERED = _words(
    """abb abs art arts aufl bd blz cap ch chap eq eqs ext fig figs kap lfd mind no nos nr nrn núm
    num pag pagg pág págs pp rn rz sec sect str tbl tel vol vols zl ziff стр рис табл гл кв"""
)
"""Only a number that follows them shows that they are one: `Art. 5`, and `a work of art`."""
_OTHERS = _words(
    """abbr allg aprox avda bijv bsp bspw bzgl dhr dipl ebd ehem einschl engl entspr esp evtl excl
    exkl frz geb gegr gesch gez ggf godz hrsg incl inh inkl jh jhd jährl kompl mio mrd mtl mwst näml
    österr resp sog tägl tsd tzn ul urspr usf vgl viell vorm zzgl напр обл просп руб тыс млн млрд
    ул"""
)
"""Of several languages, that stand within a sentence."""
_DOTTED = re.compile(r"\s*[^\W\d_]\.")
"""The second letter of `e. V.` or `z. B.`."""
_LETTERS = re.compile(r"[^\W\d_](?:\.-?[^\W\d_])+")
"""`u.a`, `S.p.A`, `K.-E`."""
_SECOND = re.compile(r"(?<![^\W_])[^\W\d_]\. ?[^\W\d_]\.\Z")
_NUMBER = re.compile(r"\s*(?:[(\[~–-]?\d|[IVX]{2,}\b)")
_DAY = re.compile(r"\d{1,2}(?:st|nd|rd|th|\.)?")
_CHOICES = _words("option plan variant alternative group type class appendix figure table")
"""Before a letter that names one of several: `We take Option C. It is cheap.`"""
_ALSO_ENGLISH = _words("April August September November")
_ORDINAL = re.compile(r"(?:\d{1,2}\.?[–/-])?\d{1,2}")
"""`9`, `13.–17`."""
_YEAR, _MONTH_AND_YEAR = re.compile(r"[12]\d{3}\b"), re.compile(r"\d{1,2}\. ?[12]\d{3}\b")
_DAY_AND_MONTH = re.compile(r"(?<!\S)\d{1,2}\. ?\d{1,2}\.\Z")
"""`9. 11. 2025`."""
_BEFORE_ORDINALS = _words("das dem den der des die vom zum zur beim")
"""German words between which and a noun a number with a full stop is an ordinal."""
_BEFORE_DAYS = _BEFORE_ORDINALS | _words("ab am bis seit und –")
_QUOTES = "\"'“”‘’()[]"


def goes_on(so_far: str, rest: str) -> bool:
    """Return whether a full stop does not end a sentence.

    Args:
        so_far: The text up to the full stop, or its end, the full stop included.
        rest: The text behind it, or its beginning.
    """
    following = rest.lstrip()
    if not following:
        return False
    if following[0].islower() or is_theory_label(so_far.strip()):
        return True
    last = so_far.split()[-1].strip(_QUOTES)
    word = last.rstrip(".")
    if _YEAR.match(following) and _DAY_AND_MONTH.search(so_far):
        return True
    if _ORDINAL.fullmatch(word):
        return _is_german_ordinal(so_far, following)
    if word.lower() in SHORT_MONTHS and _DAY.fullmatch(" ".join(so_far.split()[-2:-1])):
        return bool(_NUMBER.match(rest))  # `by 21 Oct. 2025`, and `due 21 Oct. Write it down`
    return last.endswith(".") and (_is_abbreviation(word, rest) or _is_initial(word, so_far, rest))


def _is_german_ordinal(so_far: str, following: str) -> bool:
    """Whether a number with a full stop goes on: `am 21. Juli`, `der 3. Zivilkammer`."""
    before, after = so_far.split()[-2:-1], following.split()[0].strip(",.;:!?)")
    if _MONTH_AND_YEAR.match(following):
        return True
    is_led = not before or _BEFORE_DAYS & {*before}
    is_day = after in GERMAN_MONTHS and (after not in _ALSO_ENGLISH or is_led)
    return bool(is_day or _BEFORE_ORDINALS & {*map(str.lower, before)})


def _is_abbreviation(word: str, rest: str) -> bool:
    name = word.lower()
    if name in _NUMBERED and not (name in _TITLES and word[0].isupper()):
        return bool(_NUMBER.match(rest)) or _is_aside(rest.lstrip())
    if name in _TITLES:
        return word[0].isupper() or not word.isascii()
    return name in ABBREVIATIONS or name in _OTHERS or bool(_LETTERS.fullmatch(word))


def _is_aside(following: str) -> bool:
    """Whether a parenthesis in small letters follows, as in `your order no. (on the parcel)`."""
    return following[:1] == "(" and following[1:2].islower()


def _is_initial(word: str, so_far: str, rest: str) -> bool:
    """A single letter that stands for a name, counts a list's item, has a number, or is the first
    of two: `p. 5`, `e. V.`. In "Divide by b. Then" it ends the sentence."""
    if len(word) != 1 or not word.isalpha():
        return False
    before = so_far.split()[-2:-1]
    if word.isupper() and before and before[0].lower() in COUNTERS | _CHOICES:
        return bool(_NUMBER.match(rest))
    is_first = so_far.strip() == f"{word}."
    is_of_two = bool(_DOTTED.match(rest) or _SECOND.search(so_far))
    return not word.islower() or is_first or is_of_two or bool(_NUMBER.match(rest))
