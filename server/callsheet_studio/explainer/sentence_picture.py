"""The picture of a thing that one clause of a sentence surely names; or none."""

import re

from callsheet_studio.drawing.picture_choice import Subject, icon_for
from callsheet_studio.text.language_names import has_capital_nouns
from callsheet_studio.text.punctuation import find_clauses
from callsheet_studio.text.word_lists import CLAUSE_OPENERS

SHORTEST = 3
"""Words of a clause that says something of a thing."""
BEGINNING = 3
"""Words at the beginning of a clause among which is what it says something of."""
_CLAUSE_ENDS = (",", ";", ":", "–", "—", ".", "!", "?")
_BARE = re.compile(r"^\W+|\W+$")


def find_picture(sentence: str, subject: Subject) -> tuple[str, int] | None:
    """Return the name of the icon or picture of what the first clause of a sentence says something
    of, if it surely names a thing, and the index of the word that names it; None for most.

    A clause that only says when or where, and an entry of a list, say nothing of it.

    Args:
        sentence: Its words are what spaces separate.
        subject: What the film and the scene are about, and in which language.
    """
    words = sentence.split()
    for clause in find_clauses(words, _CLAUSE_ENDS):
        if words[clause.start].lower() in CLAUSE_OPENERS or len(clause) < SHORTEST:
            continue
        start = _skip_name(words, clause, subject)
        text = " ".join(words[start : clause.stop]).rstrip(",;:–—. ")
        icon = icon_for(None, text, subject=subject) if text else None
        first = range(start, min(start + BEGINNING, clause.stop))
        named = (n for n in first if icon and _names(words[n], icon, subject))
        if icon and (place := next(named, None)) is not None:
            return icon, place
    return None


def _skip_name(words: list[str], clause: range, subject: Subject) -> int:
    """Where a clause begins behind a name: inside of a sentence that is a word with a capital."""
    start = clause.start
    if has_capital_nouns(subject.language) or not start:
        return start
    if words[start - 1].endswith((".", "!", "?")):
        return start
    while start < clause.stop and words[start][:1].isupper():
        start += 1
    return start


def _names(word: str, icon: str, subject: Subject) -> bool:
    return icon_for(None, _BARE.sub("", word), subject=subject) == icon
