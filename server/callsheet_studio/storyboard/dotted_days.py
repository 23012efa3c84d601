"""Days that are written with a full stop, `9. November`, which Markdown reads as the number of a
list."""

import re
from collections.abc import Sequence

from callsheet_studio.text.word_lists import GERMAN_MONTHS

_LAST_DAY = 31
_OTHER = (
    "marts maj december desember februari januari maaliskuuta huhtikuuta toukokuuta "
    "kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta tammikuuta "
    "helmikuuta ledna února března dubna května června července srpna září října listopadu "
    "prosince januára februára apríla mája júna júla augusta septembra októbra novembra decembra "
    "siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna listopada studenoga "
    "studenog prosinca januarja februarja aprila maja junija julija avgusta oktobra janúar febrúar "
    "apríl maí júní júlí ágúst október nóvember desember jaanuar veebruar märts aprill juuni juuli "
    "oktoober detsember"
)
"""Months of Nordic, Finnic and Slavic languages, as they stand behind a day."""
_LONG = "|".join((*GERMAN_MONTHS, *_OTHER.split()))
_SHORT = "jan feb mär mrz mar apr jun jul aug sep sept okt nov dez"
_MONTH = rf"(?P<month>mars|{_LONG}|(?:{'|'.join(_SHORT.split())})\.?(?=[ ,:;]|$))"
_NUMERIC = r"(?P<numeric>\d{1,2}\.(?:[ ]?\d{4}\b|[ ]?[,:–—]))"
_BEFORE = r"(?P<before>[ \t]*+(?:>[ \t]?)?[ \t]*+(?:[-*+•‣◦·][ \t]{1,4})?)"
"""Blanks, the mark of a quotation and that of a bullet."""
_LINE = re.compile(
    rf"{_BEFORE}(?P<day>\d{{1,2}})\. "
    r"(?:(?:[–—-]|bis|und|og|til|a|ja|i) \d{1,2}\. )?"
    rf"(?:{_MONTH}(?![\w’'])|{_NUMERIC})",
    re.IGNORECASE,
)
"""`- 9. November`, `13. bis 17. Januar`, `9. 11. 2025` at the beginning of a line."""
_COUNTED = re.compile(rf"{_BEFORE}(\d{{1,3}})\. ")


def escape_days(lines: Sequence[str]) -> list[str]:
    """Return lines of Markdown with the full stop of days at their beginnings, or those of
    bullets, escaped: `- 9\\. November`. A number that counts on from the numbered line before it,
    or to the next one, is a list's, unless both are days of one month: `1. April`, `2. Mai`."""
    numbered = [n for n, line in enumerate(lines) if _COUNTED.match(line)]
    changed = list(lines)
    for place, n in enumerate(numbered):
        day = _day(lines[n])
        near = [
            lines[m] for m in (*numbered[max(place - 1, 0) : place], *numbered[place + 1 :][:1])
        ]
        if day and not any(_counts_on(lines[n], each) for each in near):
            end = day.end("day")
            changed[n] = f"{lines[n][:end]}\\{lines[n][end:]}"
    return changed


def _day(line: str) -> re.Match[str] | None:
    found = _LINE.match(line)
    return found if found and 0 < int(found["day"]) <= _LAST_DAY else None


def _counts_on(line: str, other: str) -> bool:
    """Whether two numbered lines stand in one list, of which other than days are counted."""
    one, two = _COUNTED.match(line), _COUNTED.match(other)
    if not one or not two or one["before"] != two["before"] or abs(int(one[2]) - int(two[2])) != 1:
        return False
    first, second = _day(line), _day(other)
    if not first or not second:
        return True
    return (first["month"] or "").casefold() != (second["month"] or "").casefold()
