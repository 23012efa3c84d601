"""First letters of table cells and of items inside a sentence: small, unless they may begin with a
name."""

import re
from collections.abc import Sequence, Set

from callsheet_studio.storyboard.page_words import DATES
from callsheet_studio.text.function_words import function_words
from callsheet_studio.text.language_names import is_english, primary_subtag
from callsheet_studio.text.word_lists import is_verb

_COMMON = re.compile(r".{2,}(?:tion|sion|ment|ness|able|ible|ous|ful|less|ive|ally|[iy][sz]ed)")
"""Endings of English words that are hardly names."""
_DEGREES = frozenset(
    ("too", "very", "more", "less", "quite", "only", "never", "not", "trop", "très", "plus", "muy")
    + ("más", "menos", "demasiado", "muito", "mais", "pouco", "molto", "più", "troppo", "meno")
    + ("moins", "te", "erg", "zeer", "meer", "слишком", "очень", "более", "bardzo", "zbyt", "çok")
)
"""Stand behind a noun before what it is like, and seldom behind a person's name."""
_ARTICLES = frozenset(
    ("the", "un", "une", "le", "la", "les", "des", "du", "el", "los", "las", "una", "il", "lo")
    + ("gli", "o", "a", "os", "as", "um", "uma", "een", "het")
)
"""The same behind what is to be done."""
_GERMAN_STEMS = (
    "alt|neu|groß|klein|gut|schlecht|falsch|richtig|lang|kurz|hoh|niedrig|frisch|kalt|warm|heiß|"
    "eigen|weiter|ander|wenig|mehrer|einig|schwer|leicht|einfach|schnell|langsam|früh|spät|rot|grün|"
    "gelb|blau|weiß|schwarz|braun|dünn|dick|nass|trocken|stark|schwach|hart|weich|offen|ganz|halb|"
    "erst|zweit|dritt|letzt|nächst|viert|fest|fremd|klar|laut|leer|voll|leis|ruhig|sicher|teur"
)
_GERMAN = re.compile(
    rf"(?:{_GERMAN_STEMS})(?:e[nrsm]?)?|alle[nrsm]?|ge[a-zäöüß]{{3,20}}te[nrsm]?|"
    r"[a-zäöüß]{3,20}(?:lich|bar|los|sam|[^nr]ig)e[nrsm]?"
)
"""German adjectives and adverbs that begin no name in most lists."""
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_SOME = 2
"""Words of an item; one alone may be a term."""


def small_words(text: str) -> Set[str]:
    """Return the words of a text that are written in small letters."""
    return {word for word in _WORD.findall(text) if word.islower()}


def are_prose(cells: Sequence[str]) -> bool:
    """Return whether cells of one column are words of which only the first has a capital in most,
    so that the capital says nothing: `Drop target`, `Write it down`, `Restart`."""
    filled = [words for cell in cells if (words := cell.split())]
    plain = sum(len(words) > 1 and not any(map(_is_name, words[1:])) for words in filled)
    return plain > 1 and 2 * plain > len(filled)


def begin_small(cell: str, language: str, known: Set[str], *, is_prose: bool = False) -> str:
    """Return a cell's words with a small first letter if the first word is surely no name.

    Args:
        language: A BCP 47 tag.
        known: Words that stand in small letters near it.
        is_prose: Whether the cells of its column are; see `are_prose`.
    """
    words = cell.split()
    first = words[0].rstrip(",;:.") if words else ""
    if not (first[:1].isupper() and (first[1:].islower() or first == "A")):
        return cell
    small = first.lower()
    if small == "i" or DATES.get(small):
        return cell
    is_known = small in known or small in function_words(language)
    if is_english(language):
        is_common = _COMMON.fullmatch(small) and not any(map(_is_name, words[1:]))
        is_known |= is_verb(small) or bool(is_common)
    is_known |= is_prose and not _may_be_name(words, language)
    return f"{small[0]}{cell[1:]}" if is_known else cell


def join_small(texts: Sequence[str], language: str) -> Sequence[str]:
    """Return the items of a list that is said in one sentence, those after the first with a small
    first letter if they are several words of which the first is surely no name; single ones too
    if others are.

    Args:
        texts: Two items or more.
        language: A BCP 47 tag.
    """
    known = set[str]() if _is_german(language) else small_words(" ".join(texts))
    is_prose = are_prose(texts)
    joined = [*texts[:1], *(_join_one(text, language, known, is_prose) for text in texts[1:])]
    if joined == list(texts):
        return joined
    singles = (begin_small(t, language, known) if len(_told(t)) < _SOME else t for t in joined[1:])
    return [*joined[:1], *singles]


def _join_one(text: str, language: str, known: Set[str], is_prose: bool) -> str:
    words, is_german = _told(text), _is_german(language)
    is_named = not is_german and any(map(_is_name, words[1:]))
    if len(words) < _SOME or (is_named and words[0].lower() not in _ARTICLES):
        return text
    if is_german and words[0].istitle() and _GERMAN.fullmatch(words[0].lower()):
        return f"{text[0].lower()}{text[1:]}"
    return begin_small(text, language, known, is_prose=is_prose and len(words) > _SOME)


def _told(text: str) -> Sequence[str]:
    return [word for word in text.split() if not word.endswith(".")]


def _is_german(language: str) -> bool:
    return primary_subtag(language) == "de"


def _may_be_name(words: Sequence[str], language: str) -> bool:
    """Whether the first of some words may be a name by what follows it: another capital, a verb or
    a word like `until`; a comma ends a noun of a list."""
    if _is_german(language):
        return True
    if len(words) == 1 or words[0].endswith(","):
        return False
    follows = words[1].strip(",;:.").lower()
    if _is_name(words[1]):
        return True
    if follows in _DEGREES | _ARTICLES:
        return False
    acts = is_english(language) and follows.endswith("s") and is_verb(follows)
    return acts or follows in function_words(language)


def _is_name(word: str) -> bool:
    word = word.strip("(\"'“”«»")
    return word[:1].isupper() and not word.isupper()
