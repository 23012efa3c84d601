"""Which fields of a form below a title are shown with it, such as what is asked for and how long it
takes."""

import re
from collections.abc import Sequence

from callsheet_studio.storyboard.page_lines import is_event_place, is_metadata
from callsheet_studio.text.function_words import function_words
from callsheet_studio.text.sentence_weight import BINDS, FILES, is_field, weigh_sentence

MOST = 90
"""Characters of what is shown below a title."""
_LEAST_FIELDS, _LEAST_NAMED = 2, 2
"""Fields of a form; times that the text names what a field tells."""
_LASTS = re.compile(
    r"\d ?(?:minutes?|mins?\b|hours?|days?|weeks?|months?|years?|minuten|stunden?|tage|wochen|"
    r"monate|jahre|heures?|jours?|semaines?|mois\b|ans\b|horas?|minutos|días?|semanas?|mes(?:es)?\b|años?|"
    r"minuti|or[ae]\b|giorni|settimane|mesi|anni|dias?\b|anos?\b|uur\b|uren|dagen|weken|maanden|jaar|"
    r"godzin|dni\b|tygodni|miesi[ęą]c|лет\b|час|дн[ейя]|недел|месяц|дакика|saat|gün|hafta|ay\b|"
    r"分|時間|小时|小時|天|个月|個月|시간|일|주|개월)",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_]{5,}")


def main_fields(fields: Sequence[str], title: str, text: str) -> Sequence[str]:
    """Return the fields of a form that tell most, as many as fit below a title: what it costs, how
    long it takes, when and where it is, then names that the text goes on to use. None if not all
    of them are fields.

    Args:
        fields: Each a name and what it is, such as `Duration: 30 months`.
        title: The document's.
        text: All words below the fields.
    """
    if len(fields) < _LEAST_FIELDS or not all(map(is_field, fields)):
        return ()
    ranked = [rank for n, each in enumerate(fields) if (rank := _rank(each, n, title, text))]
    shown, room = list[int](), MOST
    for _, place in sorted(ranked):
        length = len(fields[place]) + 3 * bool(shown)
        if length <= room:
            shown.append(place)
            room -= length
    return [fields[n] for n in sorted(shown)]


def _rank(field: str, place: int, title: str, text: str) -> tuple[int, int] | None:
    """How soon a field is shown, the least first, and its place; None if it isn't."""
    if is_event_place(field) or weigh_sentence(field) == BINDS or _LASTS.search(field):
        return 0, place
    if is_metadata(field) or weigh_sentence(field) == FILES:
        return None
    _, _, value = field.partition(":")
    known = title.casefold()
    names = [n for n in _NAME.findall(value) if n[:1].isupper() and n.casefold() not in known]
    is_named = any(text.count(each) >= _LEAST_NAMED for each in names if not _is_common(each))
    return (1, place) if is_named else None


def _is_common(word: str) -> bool:
    return word.casefold() in function_words("en")
