"""What stands in a list or a table, in few words, where a film has no time for all of it: the names
of its items, or its first and its last one."""

import re
from collections.abc import Sequence
from itertools import chain

from callsheet_studio.storyboard.claims import states_claims
from callsheet_studio.storyboard.code_words import is_code
from callsheet_studio.storyboard.content import Chart, Content, Definition, Table
from callsheet_studio.storyboard.content_parts import has_verdicts, only_names, uncounted
from callsheet_studio.storyboard.items import join_parted
from callsheet_studio.storyboard.model import Item, Scene
from callsheet_studio.storyboard.narration import narrate_scene
from callsheet_studio.storyboard.said_items import (
    COUNTS,
    after_number,
    counts_its_items,
    without_count,
)
from callsheet_studio.storyboard.scene_pieces import is_case, made_places
from callsheet_studio.storyboard.spoken_rows import lists_fields
from callsheet_studio.storyboard.step_words import begin_with_dates, counts_steps
from callsheet_studio.storyboard.title_pages import strip_page
from callsheet_studio.text.fixed_words import words_for_ends
from callsheet_studio.text.language_names import is_english
from callsheet_studio.text.numbers import is_year
from callsheet_studio.text.punctuation import FULL_STOP_MARKS, QUESTION_ENDS
from callsheet_studio.text.sentence_weight import is_urgent
from callsheet_studio.text.sentences import as_sentence, join_sentences, sentences
from callsheet_studio.text.spoken_numbers import SMALL_NUMBERS

_FEWEST, _MOST = 3, 7
"""Items of which all names are said."""
_TELLS = 3
"""Words of a name that tells something."""
_COLUMNS = 3
_ENDS = 2
_SPELLED = 13
"""Numbers below are written in letters in English."""
_NUMBERED = re.compile(r"[^\s\d()]*+\d")
"""`M1 (month 4)`, `2nd floor`."""
_YEAR, _DIGITS = re.compile(r"(?<!\d)[12]\d{3}(?!\d)"), re.compile(r"\d{1,9}")
_VERSION = re.compile(r"\d\.\d{1,6}\.\d")
_COUNT = re.compile(r"(\d{1,2})[.)] ")
_OWN_COUNT = re.compile(r"[^\W\d_]+ \d{1,2}(?: \([^()]*\))?(?!\w| [^\W\d_])")
"""Begins an item that counts itself: `Step 1 (Monday): `."""
_BEGINS = 24
"""Characters by which an item's words are known."""
_LISTS = ("points", "steps", "timeline")


def name_items(scene: Scene, language: str = "en", *, titled: bool = True) -> str:
    """Return a narration that touches all of a scene's list or table: the names of its items where
    these say something, the first and the last of what is dated or counted; empty where neither is
    true to it, as no wrong claim is without what is right.

    Args:
        scene: Any scene.
        language: A BCP 47 tag.
        titled: Whether the title is said.
    """
    if states_claims(scene):
        return ""
    if scene.content is not None:
        brief = _brief_content(scene.content)
        less = scene.model_copy(update={"content": brief})
        if brief and isinstance(brief, Table) and len(less.elements) == _ENDS < len(scene.elements):
            return _first_and_last_row(less, language, titled=titled)
    else:
        items = _brief_items(scene, language)
        less = scene.model_copy(update={"items": items, "kind": "points"})
        if items and len(items) < len(scene.items):
            return _first_and_last(scene, language, titled=titled)
    shown = less.content or less.items
    return narrate_scene(less, language, titled=titled) if shown else ""


def name_pieces(
    scene: Scene, pieces: Sequence[str], language: str, *, is_made: bool
) -> tuple[str, Sequence[str]] | None:
    """Return the words that introduce what a scene lists, with the names of all of that (see
    `name_items`), and what is said after it; None where there is nothing of that kind, or it only
    shows its own words.

    Args:
        scene: Any scene.
        pieces: Its sentences.
        language: A BCP 47 tag.
        is_made: Whether they were made of what the scene shows.
    """
    if scene.stated:
        return None
    if is_made:
        is_titled = scene.narration == narrate_scene(scene, language)
        named = name_items(scene, language, titled=is_titled)
        return (named, ()) if named else None
    places = made_places(scene, pieces, language)
    if not places or not (named := name_items(scene, language, titled=False)):
        return None
    first, last, begin = places[0], places[-1], scene.elements[0].text[:_BEGINS]
    first = next((n for n in range(first) if begin in pieces[n]), first)
    start = 0 if after_number(scene, pieces[first]) else max(pieces[first].find(begin), 0)
    introduced = join_sentences([*pieces[:first], without_count(pieces[first][:start].strip())])
    introduced = introduced or as_sentence(strip_page(scene.title), language)
    return join_sentences((introduced, named)), pieces[last + 1 :]


def _brief_content(content: Content) -> Content | None:
    match content:
        case Table(rows=rows) if len(rows) >= _FEWEST:
            table = _uncounted(content)
            if _are_dated([row[0] for row in table.rows]):
                return table.model_copy(update={"rows": (table.rows[0], table.rows[-1])})
            names = only_names(table)
            is_read = lists_fields(table.header) or has_verdicts(table) or _has_values(table)
            tells = names and len(rows) <= _MOST and not is_read
            return names if tells else None
        case Chart(categories=categories, series=series) if len(categories) >= _FEWEST:
            if not _are_dated(categories):
                return None
            ends = [
                each.model_copy(
                    update={
                        "values": (each.values[0], each.values[-1]),
                        "written": (each.written[0], each.written[-1]),
                    }
                )
                for each in series
            ]
            changes = {"categories": (categories[0], categories[-1]), "series": tuple(ends)}
            return content.model_copy(update=changes)
        case Definition(terms=terms) if _FEWEST <= len(terms) <= _MOST:
            names = tuple((term.term,) for term in terms)
            return Table(header=("",), rows=names)
        case _:
            return None


def _uncounted(table: Table) -> Table:
    """A table without a column that only counts its rows, and without such numbers before their
    names: `1. Prepare`."""
    rows, columns = uncounted(table).rows, len(table.header)
    if columns > 2 and [row[0] for row in rows] == [str(n) for n in range(1, len(rows) + 1)]:
        header, rows = table.header[1:], tuple(row[1:] for row in rows)
        return table.model_copy(update={"header": header, "rows": rows, "align": ()})
    counts = [_COUNT.match(row[0]) for row in rows]
    if [found and found[1] for found in counts] == [str(n) for n in range(1, len(rows) + 1)]:
        rows = tuple((_COUNT.sub("", row[0]), *row[1:]) for row in rows)
        return table.model_copy(update={"rows": rows})
    return uncounted(table)


def _are_dated(names: Sequence[str]) -> bool:
    return all(map(is_year, names)) or begin_with_dates([Item(text=name) for name in names])


def _has_values(table: Table) -> bool:
    """Whether a table is read for its values: all columns but the names are numbers, or its only
    other one is of a few words."""
    cells = [cell for row in table.rows for cell in row[1:]]
    numbers = all(any(map(str.isdigit, c)) or not any(map(str.isalnum, c)) for c in cells)
    is_pair = len(table.header) < _COLUMNS
    return numbers or (is_pair and sum(len(c.split()) for c in cells) < _TELLS * len(cells))


def _brief_items(scene: Scene, language: str) -> tuple[Item, ...]:
    """The items by their names alone; the first and the last one where they are dated or counted
    and have no names; none where that would tell nothing."""
    items = scene.items
    if scene.kind not in _LISTS or len(items) < _FEWEST or any(item.label for item in items):
        return ()
    names = [_name_of(item) for item in items]
    is_in_order = _is_ordered(scene)
    if not is_in_order and len(items) <= _MOST and _are_names(scene, names):
        pairs = zip(names, items, strict=True)
        return tuple(_name_with_duty(name, item) if name else _bare(item) for name, item in pairs)
    counts = scene.kind == "steps" and counts_steps(scene.title, items, language)
    return (items[0], items[-1]) if is_in_order or counts else ()


def _bare(item: Item) -> Item:
    return Item(text=item.text, icon=item.icon)


def _name_with_duty(name: str, item: Item) -> Item:
    """An item by its name, with the first sentence behind that that is an urgent duty."""
    told = [] if item.detail else sentences(item.text)[1:]
    duty = next(filter(is_urgent, told), "")
    detail = next(filter(is_urgent, sentences(item.detail or "")), None)
    return Item(text=f"{name}. {duty}" if duty else name, detail=detail, icon=item.icon)


def _is_ordered(scene: Scene) -> bool:
    """Whether most items of a scene begin with a date, or with a name that has a number."""
    items = scene.items
    dated = [begin_with_dates([item, item]) for item in items]
    numbered = (_counts_itself(item) for item in items)
    count = sum(map(any, zip(dated, numbered, strict=True)))
    return scene.kind == "timeline" or count * 2 > len(items)


def _counts_itself(item: Item) -> bool:
    """Whether a name before a detail has a number: `M1 (month 4)`, `Phase 2`."""
    is_counted = _NUMBERED.match(item.text) or _OWN_COUNT.fullmatch(item.text)
    return bool(item.detail and is_counted)


def _are_names(scene: Scene, names: Sequence[str]) -> bool:
    """Whether the names of items tell something without what is said of them: all are steps or as
    many as a title says, or have words enough."""
    named = [name for name in names if name]
    asks = any(name.endswith(QUESTION_ENDS) for name in named)  # and is answered
    if asks or any(map(_OWN_COUNT.fullmatch, named)) or 2 * sum(map(is_code, named)) > len(named):
        return False
    if scene.kind == "steps":
        return len(named) * 2 > len(names)
    cases = sum(map(is_case, scene.items, names))
    if 2 * cases >= len(names) and not counts_its_items(scene):
        return False
    tells = counts_its_items(scene) or all(len(name.split()) >= _TELLS for name in named)
    return len(named) == len(names) and tells


def _name_of(item: Item) -> str:
    """What stands before an item's detail, or its first sentence; empty if that is all of it."""
    first, *others = sentences(item.text) or [""]
    if parted := join_parted(item):
        return parted.rstrip(FULL_STOP_MARKS)
    return (item.text if item.detail else first if others else "").rstrip(FULL_STOP_MARKS)


def _first_and_last(scene: Scene, language: str, *, titled: bool) -> str:
    """The first and the last item, said to be these, of steps with the number of all."""
    told = sentences(narrate_scene(scene, language, titled=titled))
    begins = [next(iter(sentences(item.text)), "").rstrip(FULL_STOP_MARKS) for item in scene.items]
    places = [next((n for n, each in enumerate(told) if begin in each), -1) for begin in begins]
    first, second, *_, last = places
    if not (all(begins) and 0 <= first < second < last):
        return ""
    title = told[:1] if titled and first else []
    ends = (told[first:second], told[last:])
    labels = (scene.items[0].detail, scene.items[-1].detail)
    said = [end[: 2 if label else 1] for end, label in zip(ends, labels, strict=True)]
    count = len(scene.items) if after_number(scene, told[first]) else 0
    names = (scene.items[0].text, scene.items[-1].text)
    if not count and (_goes_down(*names) or all(map(_OWN_COUNT.match, names))):
        return join_sentences(chain(title, *said))
    for end, words in zip(said, _before_ends(count, language), strict=True):
        counted = COUNTS.match(end[0])
        end[0] = f"{words}{end[0][counted.end() if counted else 0 :]}"
    return join_sentences(chain(title, *said))


def _before_ends(count: int, language: str) -> tuple[str, str]:
    """The words before the first and the last of so many steps; of what is dated for 0."""
    words = words_for_ends(language)
    if not count:
        return words.first, words.last
    number = SMALL_NUMBERS[count] if is_english(language) and count < _SPELLED else str(count)
    return words.first_step.format(n=number), words.last_step


def _goes_down(first: str, last: str) -> bool:
    """Whether names count down, as those of versions do where the newest stands first: by their
    years, or else by their first numbers."""
    years = [_YEAR.search(name) for name in (first, last)]
    found = years if all(years) else [_DIGITS.search(name) for name in (first, last)]
    numbers = [int(each[0]) for each in found if each]
    return len(numbers) == _ENDS and (numbers[0] > numbers[1] or _VERSION.search(first) is not None)


def _first_and_last_row(scene: Scene, language: str, *, titled: bool) -> str:
    """The same of the two rows that are left of a table or a chart."""
    told = sentences(narrate_scene(scene, language, titled=titled))
    names = [row.text for row in scene.elements]
    places = [next((n for n, each in enumerate(told) if name in each), -1) for name in names]
    if len(places) != _ENDS or not -1 < places[0] < places[1] or _goes_down(*names):
        return join_sentences(told)
    for place, words in zip(places, _before_ends(0, language), strict=True):
        told[place] = f"{words}{told[place]}"
    return join_sentences(told)
