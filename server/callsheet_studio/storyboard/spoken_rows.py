"""Rows of a table or a chart as sentences, in which each number has the name of its column."""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from typing import Literal

from callsheet_studio.storyboard.column_words import DESCRIPTIONS, VALUES
from callsheet_studio.storyboard.mute_addresses import gives_address
from callsheet_studio.storyboard.small_letters import are_prose, begin_small, small_words
from callsheet_studio.text.fixed_words import enumerate_texts, fixed_words
from callsheet_studio.text.language_names import is_english, primary_subtag
from callsheet_studio.text.numbers import is_year, read_number
from callsheet_studio.text.sentences import sentences
from callsheet_studio.text.word_lists import is_verb

ColumnKind = Literal["text", "number", "answer"]

_NUMBER = re.compile(r"(?:[~≈<>≤≥±+−–-]|about\b)?\s?(?:US\$|[$€£¥₹])?[+−–-]?\d", re.IGNORECASE)
"""Begins a cell that is a number, a time or a date."""
_DATE = re.compile(
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? (?:\d{1,2},? )?\d{4}"
)
_BARE_NAME = re.compile(r"[−-]?[$€£]?\d[\d.,]*(?: ?[^\W\d]{1,2}| ?%)?")
"""The name of a row that needs its column's heading: `0`, `3.5`, `7 m`."""
_BARE = re.compile(r"[−-]?\d[\d.,]*")
"""A number without a unit."""
_COUNT = re.compile(r"\d+(?:,\d{3})*|\d[\d.,]* (?:thousand|million|billion)")
"""How many there are of something."""
_UNIT = re.compile(
    r"(.*\S) \((%|°[CF]?|[a-zµ]{1,3}[²³]?(?:/[a-z]+[²³]?)?|[kMGT]i?B(?:/s)?|k?W(?:h|att)?|"
    r"[kMm]?(?:Hz|Pa|[NVAJ])|[kM]?Ω|[mcdµ]?L|mol/L|"
    r"thousand|million|billion|seconds|minutes|hours|days|weeks|months|years|percent|points)\)"
)
"""A column's heading with its unit, `Load (s)`."""
_UNIT_AFTER = re.compile(r"(.+\S),? ([kMGT]i?B(?:/s)?|ms|µs|kg|km|k?Wh|%|°[CF])")
"""The same without parentheses, `Memory GB`."""
_SCALE = ("thousand", "million", "billion")
_COUNTS = ("no", "nr", "num", "№", "n°", "nº")
"""Headings of a column that counts rows, besides a single letter or sign."""
_YEAR = ("year", "jahr", "année", "año", "anno", "ano")
_TICK = re.compile(r"(?:([✅✔✓☑])|[❌✖✗✘])\ufe0f?\s*")
_YES_NO = re.compile(r"(?:(yes|true)|no|false)\b,?\s*", re.IGNORECASE)
"""A cell that says whether its row has what its column is about."""
_STATE = re.compile(r"[^\W\d]+(?:ed|able|ible|al|ful|ive|only|en)", re.IGNORECASE)
"""A column that says how its rows are: `Required`, `Nullable`."""
_BELONGS = re.compile(r"(?:per|of|in|on|for|at|by|from|until|since|with)\b")
"""Begins or ends the words that a column's heading counts."""
_SAME = {
    "time": re.compile(r"time|duration|length"),
    "size": re.compile(r"size|memory|storage"),
    "money": re.compile(r"price|costs?|amount"),
    "share": re.compile(r"shares?|percent(?:age)?|%"),
}
"""Headings that say no more than the units of their numbers, by what these measure."""
_MEASURES = {
    **dict.fromkeys(("ns", "µs", "us", "ms", "s", "sec", "min", "h"), "time"),
    **dict.fromkeys(("seconds", "minutes", "hours", "days", "weeks", "months", "years"), "time"),
    **dict.fromkeys(("B", "kB", "KB", "MB", "GB", "TB", "KiB", "MiB", "GiB", "TiB"), "size"),
    **dict.fromkeys(("$", "€", "£", "¥", "₹", "US$"), "money"),
    **dict.fromkeys(("%", "percent", "‰"), "share"),
}
_FIELDS, _CODE = 2, re.compile(r"[A-Z]{1,6}-\d[\w.-]{0,16}")
"""Columns of a form, and a number of a document, a part or the like."""
_WHEN = re.compile(r"before|after|now|today|then", re.IGNORECASE)
"""English headings that say when."""
_ALL = {"unlimited": "unlimited", "all": "all", "none": "no", "several": "several"}
"""English cells that say how many, and how these are said before what is counted."""
_CURRENCY = re.compile(r"US\$|[$€£¥₹]")
_EMPTY = "–—−- "
_DESCRIBING = re.compile(
    r"(?:what|how|was|wie|ce qu[ie']|lo que|che cosa|o que|wat|hoe|cada cuánto)\b", re.IGNORECASE
)
"""Begins a heading of words that explain themselves, `What happens`, `How often`."""
_LONG_CELL = 5
"""Words of cells, on average, that explain themselves."""
_BADGE = re.compile(r"[⭐★☆✨🔥🏆👑💎].*")
"""What is only stuck on a heading: `Studio ⭐ Most popular`."""
_FILLING = " ._"
"""Make a column wider."""
_SEMICOLONS = {"fr": " ; ", "ja": "；", "zh": "；", "th": " ", "ar": "؛ ", "fa": "؛ ", "ur": "؛ "}
"""Between cells that have commas, where it is not a semicolon and a blank."""
_PEOPLE = frozenset(("who", "wer", "qui", "quién", "chi", "quem"))
"""Headings of a column of people."""
_NAME = re.compile(r"[^,()\d]+")
"""The name of a row that can be the subject of a sentence."""
_INNER_ENDS = ".!。！"
_MOST_ROW = 25
"""Words of a row that is told in one sentence whatever its cells are made of."""


def name_rows(header: Sequence[str], rows: Sequence[Sequence[str]], language: str) -> Sequence[str]:
    """Return a sentence for each row: its name, then its cells. Numbers stand with the headings of
    their columns, unless the row's name or their unit says as much: `Build: median 41 s, p99 80 s`.

    Args:
        header: The columns' headings; the first column names the rows.
        rows: As many cells each as the header has.
        language: A BCP 47 tag. In English, numbers that are counted come first: `12 errors`.
    """
    header = _without_field(header)
    if len(header) > 2 and is_counted(header, rows):
        header, rows = header[1:], [row[1:] for row in rows]
    columns = _columns(header, rows, language)
    known = small_words(" ".join((*header[1:], *(cell for row in rows for cell in row))))
    return [_name_row(columns, row, language, known) for row in rows]


def is_counted(header: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Return whether the first column only counts the rows, as one called `#` does."""
    counts = [str(n) for n in range(1, len(rows) + 1)]
    called = header[0].strip(" .:").casefold()
    is_count = len(called) < 2 or called in _COUNTS
    return is_count and [row[0].strip(" .)") for row in rows] == counts


def lists_fields(header: Sequence[str]) -> bool:
    """Return whether a table only has fields with what they are: two columns, the second without a
    heading, or with a field of its own instead, as in `Document no. | EF-07`."""
    return len(header) == _FIELDS and not _without_field(header)[1].strip()


def _without_field(header: Sequence[str]) -> Sequence[str]:
    is_field = len(header) == _FIELDS and _CODE.fullmatch(header[1])
    return (header[0], "") if is_field else header


def unit_in(heading: str) -> str:
    """Return the unit that a column's heading writes: `MB` of `Memory (MB)`, `seconds` of
    `Seconds`; empty without one."""
    unit = _UNIT.fullmatch(heading) or _UNIT_AFTER.fullmatch(heading)
    name = heading.casefold()
    return unit[2] if unit else name if name in _MEASURES else ""


@dataclass(frozen=True)
class _Column:
    heading: str
    kind: ColumnKind
    is_named: bool = False
    """Whether its cells, which are words, are said with its heading."""
    unit: str = ""
    """The unit that the heading writes: `s` of `Load (s)`."""
    is_prose: bool = False
    """Whether the capitals with which its cells begin say nothing."""
    measures: str | None = None
    """What its numbers are, if no other column has such numbers."""


def _columns(
    header: Sequence[str], rows: Sequence[Sequence[str]], language: str
) -> Sequence[_Column]:
    is_german = primary_subtag(language) == "de"
    are_names = any(map(_is_small, header[1:]))
    measured = [_measure([row[n] for row in rows]) for n in range(len(header))]
    found: list[_Column] = []
    for n, heading in enumerate(header):
        heading = _BADGE.sub("", heading).rstrip(_FILLING) or heading
        kind = _kind([row[n] for row in rows], is_english(language))
        keeps = is_german or (n and are_names) or not heading or _is_name(heading)
        keeps = keeps or (not header[0] and kind == "answer")
        is_name = " " not in heading or any(map(str.isdigit, heading))
        keeps = keeps or (not header[0] and len(header) > 2 and is_name)
        heading = heading if keeps else _inside_sentence(heading)
        unit = _UNIT.fullmatch(heading) or _UNIT_AFTER.fullmatch(heading)
        alone = measured[n] if measured.count(measured[n]) == 1 else None
        is_aside = kind == "text" and len(header) > 2 and n > 0
        named = is_aside and _names_cells(header[n], [row[n] for row in rows])
        heading = unit[1] if unit else heading
        is_prose = kind == "text" and are_prose([row[n] for row in rows])
        found.append(_Column(heading, kind, named, unit[2] if unit else "", is_prose, alone))
    return found


def _names_cells(heading: str, cells: Sequence[str]) -> bool:
    """Whether words below a heading say little without it, as `Low` below `Risk` does."""
    name, filled = heading.casefold().strip(" ?:"), [cell for cell in cells if cell.strip(_EMPTY)]
    if name in DESCRIPTIONS - _PEOPLE or _DESCRIBING.match(name) or len(name) < 2:
        return False
    return sum(len(cell.split()) for cell in filled) < _LONG_CELL * len(filled)


def _is_small(heading: str) -> bool:
    """Whether a heading begins with a word in small letters, so that capitals mean something in the
    others."""
    first = heading.partition(" ")[0]
    return first.isalpha() and first.islower() and not _BELONGS.fullmatch(first)


def _is_name(heading: str) -> bool:
    """Whether a word behind the first one of a heading has a capital, and is no abbreviation."""
    return any(word[0].isupper() and word[1:].islower() for word in heading.split()[1:])


def _inside_sentence(heading: str) -> str:
    """The heading without the capital that it has as a heading."""
    first = heading.partition(" ")[0]
    is_word = first[1:].islower() or first == "A"
    return heading[0].lower() + heading[1:] if is_word else heading


def _kind(cells: Sequence[str], english: bool) -> ColumnKind:
    filled = [cell for cell in cells if cell.strip(_EMPTY)]
    numbers = sum(map(_is_number, filled))
    whole = sum(bool(read_number(cell) or _DATE.fullmatch(cell)) for cell in filled)
    if 2 * numbers > len(filled) or 2 * whole >= len(filled) > 0:
        return "number"
    answers = sum(bool(_TICK.match(cell) or _YES_NO.fullmatch(cell)) for cell in filled)
    return "answer" if english and 2 * answers > len(filled) else "text"


def _is_number(cell: str) -> bool:
    return bool(_NUMBER.match(cell) or _DATE.fullmatch(cell))


def _measure(cells: Sequence[str]) -> str | None:
    units = {unit for cell in cells if (unit := _unit_of(cell)) is not None}
    measures = {_MEASURES.get(unit) for unit in units}
    return measures.pop() if len(measures) == 1 else None


def _unit_of(cell: str) -> str | None:
    """The unit of a number, or the currency of a price such as `€4 per month`."""
    currency, number = _CURRENCY.match(cell), read_number(cell)
    return currency[0] if currency else number.unit if number else None


def _name_row(
    columns: Sequence[_Column], row: Sequence[str], language: str, known: Set[str]
) -> str:
    first, *others = columns
    name, *cells = row
    if _BARE_NAME.fullmatch(name) and len(first.heading) > 1 and first.heading[0].isalpha():
        name = name if is_year(name) else _name_number(first, name, language)
    is_short = sum(len(cell.split()) for cell in row) <= _MOST_ROW
    cells = [_in_one_sentence(cell) for cell in cells] if is_short else cells
    filled = [(c, cell.rstrip(".;,")) for c, cell in zip(others, cells, strict=True)]
    filled = [(c, cell) for c, cell in filled if cell.strip(_EMPTY) and not gives_address(cell)]
    leads = bool(filled and first.heading) and _leads(filled[0][0].heading, language)
    if first.heading and (len(filled) > 1 or leads):
        filled = [(c, _inside_row(c, cell, language, known)) for c, cell in filled]
    elif first.heading:
        filled = [(replace(c, is_named=c.is_named and not _asks_who(c)), t) for c, t in filled]
    if not first.heading and len(filled) > 1:
        told = _name_side_by_side(filled, name, language)
    else:
        told = [_name_cell(c, cell, name, language) for c, cell in filled]
    said = _join_cells(told, language)
    colon = fixed_words(language).colon
    begins = bool(filled) and filled[0][0].is_named and told[0] != filled[0][1]
    begins = begins and told[0].startswith(f"{filled[0][0].heading}{colon}")
    joint = _after_name(name, language) if begins and first.heading else colon
    if leads and _acts(filled[0][0].heading) and _NAME.fullmatch(name):
        joint = " "
    return f"{name}{joint}{said}" if name and said else name or said


def _inside_row(column: _Column, cell: str, language: str, known: Set[str]) -> str:
    if column.kind != "text":
        return cell
    return begin_small(cell, language, known, is_prose=column.is_prose)


def _asks_who(column: _Column) -> bool:
    return column.heading.casefold() in _PEOPLE


def _join_cells(told: Sequence[str], language: str) -> str:
    """What a row's cells say, between semicolons if one of them has commas."""
    comma, semicolon = _comma(language), _SEMICOLONS.get(primary_subtag(language), "; ")
    has_clauses = comma != " " and any(mark in each for each in told for mark in (comma, semicolon))
    return (semicolon if has_clauses else comma).join(told)


def _after_name(name: str, language: str) -> str:
    """What stands between a row's name and a cell with its heading: a dash if the name has commas
    of its own."""
    comma = _comma(language)
    return " – " if comma != " " and comma in name else comma


def _comma(language: str) -> str:
    """Between parts of a sentence; that between the names of a list is another one in Chinese."""
    return "，" if primary_subtag(language) == "zh" else fixed_words(language).comma


def _acts(heading: str) -> bool:
    """Whether an English heading begins with what the row does: `Helps with`."""
    first = heading.partition(" ")[0]
    return first.endswith("s") and is_verb(first)


def _leads(heading: str, language: str) -> bool:
    """Whether an English heading goes on in its cells, as `Helps with` does."""
    return is_english(language) and bool(_BELONGS.fullmatch(heading.split(" ")[-1]))


def _in_one_sentence(cell: str) -> str:
    """A cell of several sentences as one, so that none is said without its row."""
    *before, last = sentences(cell) or [cell]
    return "; ".join((*(each.rstrip(_INNER_ENDS) for each in before), last))


def _name_side_by_side(
    filled: Sequence[tuple[_Column, str]], name: str, language: str
) -> Sequence[str]:
    """The cells of things that stand side by side, in English with equal ones together: `no for
    Free and Pro`, `yes for Team`."""
    is_answered = any(_TICK.match(cell) for _, cell in filled)
    if is_answered or not is_english(language):
        return [_name_beside(c, cell, name, language) for c, cell in filled]
    groups = dict[str, list[str]]()
    for column, cell in filled:
        groups.setdefault(cell, []).append(column.heading)
    told = [
        f"{cell} {headings[0].lower()}"
        if _WHEN.fullmatch(headings[0])
        else f"{cell} {'in' if headings[0][0].isdigit() else 'for'} "
        f"{enumerate_texts(headings, language)}"
        for cell, headings in groups.items()
    ]
    is_plain = not any(" and " in cell or ", " in cell for cell in groups)
    is_plain = is_plain and len(groups) == len(filled)
    return [enumerate_texts(told, language)] if is_plain else told


def _name_beside(column: _Column, cell: str, name: str, language: str) -> str:
    is_number = _is_number(cell) or column.kind == "answer" or bool(_TICK.match(cell))
    named = replace(column, kind="number" if column.kind == "text" else column.kind)
    return _name_cell(named, cell, name, language) if is_number else f"{column.heading} {cell}"


def _name_cell(column: _Column, cell: str, name: str, language: str) -> str:
    if not column.heading or column.kind == "text":
        is_named = column.is_named and column.heading.casefold() not in cell.casefold()
        goes_on = _is_number(cell) or _leads(column.heading, language)
        colon = " " if goes_on else fixed_words(language).colon
        return f"{column.heading}{colon}{cell}" if is_named else cell
    if column.kind == "answer" or _TICK.match(cell):
        return _answer(column.heading, cell)
    if is_english(language) and _counts(column.heading) and cell.lower() in _ALL:
        return f"{_ALL[cell.lower()]} {column.heading}"
    if not _is_number(cell):
        belongs = _BELONGS.fullmatch(column.heading.split()[-1])
        return cell if belongs else f"{column.heading}{fixed_words(language).colon}{cell}"
    if is_year(cell) and column.heading.casefold() in _YEAR:
        return cell
    if column.heading.casefold() in VALUES:
        return f"{cell} {column.unit}" if column.unit and _BARE.fullmatch(cell) else cell
    known = f"{name} {cell}".casefold()
    same = column.measures and _SAME[column.measures].fullmatch(column.heading.casefold())
    if same or column.heading.casefold() in known:
        return cell
    return _name_number(column, cell, language)


def _name_number(column: _Column, cell: str, language: str) -> str:
    """A number with what it is: `median 41 s`, `12 errors`, `41 s in 2024`."""
    heading, is_bare = column.heading, bool(_BARE.fullmatch(cell))
    if is_bare and column.unit and (column.unit not in _SCALE or not _counts(heading)):
        return f"{heading} {cell} {column.unit}"
    cell = f"{cell} {column.unit}" if is_bare and column.unit else cell
    if is_english(language):
        if _BELONGS.match(heading):
            return f"{cell} {heading}"
        if is_bare and _counts(heading) and (_COUNT.fullmatch(cell) or heading in _MEASURES):
            return f"{cell} {_one(heading) if cell == '1' else heading}"
        if heading[0].isdigit():
            return f"{cell} in {heading}"
    return f"{heading}{':' if heading[0].isdigit() else ''} {cell}"


def _counts(heading: str) -> bool:
    """Whether a heading is what is counted: `errors`, `lines of code`."""
    last = _counted(heading)
    is_plural = last.endswith("s") and not last.endswith(("ss", "us", "is"))
    return heading[0].islower() and last.isalpha() and is_plural


def _one(heading: str) -> str:
    """What is counted, of which there is one: `line of code`."""
    counted = _counted(heading)
    single = counted.removesuffix("s")
    if counted.endswith("ies"):
        single = f"{counted[:-3]}y"
    elif counted.endswith(("sses", "shes", "ches", "xes")):
        single = counted[:-2]
    return heading.replace(counted, single, 1)


def _counted(heading: str) -> str:
    """The last word of what is counted: `lines` of `lines of code`."""
    words = heading.split()
    ends = (n for n, word in enumerate(words) if n and _BELONGS.fullmatch(word))
    return words[next(ends, len(words)) - 1]


def _answer(heading: str, cell: str) -> str:
    """Whether a row has what the heading says: `async`, `no async`, `not on disk`."""
    if ticked := _TICK.match(cell):
        denies = "not " if _BELONGS.match(heading) or _STATE.fullmatch(heading) else "no "
        return f"{'' if ticked[1] else denies}{heading} {cell[ticked.end() :]}".rstrip()
    said = _YES_NO.fullmatch(cell)
    if said and _STATE.fullmatch(heading):
        return heading if said[1] else f"not {heading}"
    return f"{heading.rstrip('?')}: {cell}"
