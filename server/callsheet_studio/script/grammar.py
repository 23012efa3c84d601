"""The outline grammar: Markdown that says what a film shows and speaks.

    # Home solar, honestly            the film's title
    subtitle: What a roof can do      anything above the first scene belongs to the title scene
    > Your roof could pay you back.   narration, spoken word for word; lines join

    ## From sunlight to socket [steps]     a scene; its kind in brackets is optional
    icon: sun                              the scene's icon: a Lucide name
    - Sunlight: photons arrive {sun}       an item, its detail, its icon
    - Solar panel: electrons move {solar-panel}
    > Sunlight falls on the solar panel.
    > There it sets electrons free. {60+}  left out first in a film shorter than 60 s
    hold: 2                                seconds of rest after the narration, at most 10

    ## What you save [bars]
    subtitle: US dollars, illustrative     a unit, a source, a quote's author
    - Year 1: $900                         `label: number` makes a chart
    - Year 20: $24,500

Kinds: title, points, steps, bars, line, number, comparison, timeline, quote, closing. Without one
the content chooses: a numbered list gives steps, numbers a chart, dates a timeline, `A vs B` with
two items a comparison, a lone `> ` with `— Author` a quote, a last scene named like *Takeaways* a
closing. Braces at the end of a heading, an item or a line of narration hold an icon, a mark such as
`60+`, or both: `{sun, 60+}`. `note: ` keeps a sentence for the person who asked, off the film.

Reading is tolerant. In numbers and bars the number may stand first (`- 93%: of all cells`), and a
quote's author at the end of its line. Other bullets, deeper headings and Windows line ends are
fine; an indented bullet adds to the detail of the one above; other text becomes narration; stage
directions such as `Visual: …` are left out, and a note says so. Nothing here raises.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import get_args

from callsheet_studio.script.clean import plain
from callsheet_studio.script.number import is_year, read_number
from callsheet_studio.script.outline import Entry, Line, Outline, Part
from callsheet_studio.script.storyboard import Item, SceneKind

GRAMMAR = """\
# Film title
> Spoken opening line.
## Scene title [kind]   (kind optional: title points steps bars line number comparison timeline \
quote closing)
- Item: detail {icon}   (Lucide icon name, optional)
1. Item   (numbered = steps)
- Label: 24,500   (numbers = chart)
> Narration, spoken word for word, about 3 words a second of film.
icon: sun / subtitle: unit or author / hold: 2   (own lines, optional)
5 to 8 words an item, 2 to 5 items and 15 to 30 spoken words a scene; end with a [closing] scene."""
"""The grammar in a few lines, for a model that reads a tool's description."""

_NAMES: tuple[SceneKind, ...] = get_args(SceneKind)
_KINDS: dict[str, SceneKind] = {
    **{name: name for name in _NAMES},
    "intro": "title",
    "opening": "title",
    "list": "points",
    "bullets": "points",
    "point": "points",
    "step": "steps",
    "flow": "steps",
    "process": "steps",
    "bar": "bars",
    "chart": "bars",
    "bar chart": "bars",
    "line chart": "line",
    "graph": "line",
    "stat": "number",
    "big number": "number",
    "compare": "comparison",
    "versus": "comparison",
    "vs": "comparison",
    "quotation": "quote",
    "outro": "closing",
    "conclusion": "closing",
    "summary": "closing",
    "end": "closing",
}
_HEADING = re.compile(r" {0,3}(#{1,6})(?:\s+|(?<=##))(.*)")
_BULLET = re.compile(r"(\s*)(?:[-*+•‣◦·]|(\d{1,3})[.)])\s+(\S.*)")
_SPOKEN = re.compile(r"\s*>\s?(.*)")
_AUTHOR = re.compile(r"\s*(?:—|―|--)\s*(?P<author>\w.*)")
_CITED = re.compile(r"(.*[.!?…\"'”’»])\s+(?:—|―|–|--)\s*(?P<author>\w.{0,60})")
"""A quote and whose it is, in one line."""
_KEY = re.compile(r"\s*(?:\*\*|__)?([A-Za-z][A-Za-z -]{2,18}?)(?:\*\*|__)?\s*:(?:\*\*|__)?\s*(.*)")
_NOTHING = re.compile(r"\s*+(?:```.*|~~~.*|[-*_=\s]*+|\|?[\s:|-]++\|?|<!--.*--> *+)")
_KIND = re.compile(r"(.*)\[([^\[\]]+)\]")
_BRACES = re.compile(r"(.*)\{([^{}]*)\}")
_MARK = re.compile(r"(\d{1,3})\s*+(?:s\s*+)?\+")
_ICON = re.compile(r"(?:icon:\s*)?([a-z][a-z0-9]*(?:-[a-z0-9]+)*)")
_DETAIL = re.compile(r"(.*?\S) ?(?:: |： ?| [–—] )(\S.*)")
"""Of a text without runs of blanks."""
_COUNTING: set[SceneKind | None] = {"number", "bars"}
_LONGEST_TITLE, _LONGEST_HOLD = 80, 10.0
_VOICES = ("narration", "narrator", "voiceover", "voice-over")
_DIRECTIONS = ("visual", "visuals", "on screen", "onscreen", "camera", "b-roll", "music", "sfx")


def is_outline(text: str) -> bool:
    """Whether `text` has the marks of an outline: a heading, or a list."""
    lines = text.splitlines()
    bullets = sum(1 for line in lines if _BULLET.fullmatch(line))
    return bullets > 1 or any(_HEADING.fullmatch(line) for line in lines)


def read_outline(text: str) -> Outline:
    """The outline that `text` is."""
    reader = _Reader()
    for line in text.splitlines():
        reader.read(line)
    return reader.outline()


class _Reader:
    """Takes an outline line by line; the first part is what stands above the first scene."""

    def __init__(self) -> None:
        self._title = ""
        self._parts = [Part()]
        self._notes: list[str] = []
        self._shapes: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], bool]], ...] = (
            (_NOTHING, lambda _: True),
            (_HEADING, self._heading),
            (_BULLET, self._bullet),
            (_SPOKEN, self._spoken),
            (_AUTHOR, self._author),
            (_KEY, self._key),
        )

    def read(self, line: str) -> None:
        for pattern, take in self._shapes:
            found = pattern.fullmatch(line)
            if found and take(found):
                return
        self._speak(line)

    def outline(self) -> Outline:
        opening, *parts = map(_turned, self._parts)
        title = self._title or _first_line(opening)
        if opening.entries:
            parts.insert(0, Part(title, entries=opening.entries))
            opening = replace(opening, entries=())
        return Outline(title, opening, tuple(parts), tuple(dict.fromkeys(self._notes)))

    def _heading(self, found: re.Match[str]) -> bool:
        text, icon, since = _braces(found[2].rstrip("# "))
        title, kind = self._kind(text)
        if len(found[1]) == 1 and not self._title and len(self._parts) == 1:
            self._title = plain(title)
            self._parts[0] = replace(self._parts[0], icon=icon)
        else:
            self._parts.append(Part(plain(title), kind, icon=icon, since=since))
        return True

    def _kind(self, heading: str) -> tuple[str, SceneKind | None]:
        found = _KIND.fullmatch(heading)
        if not found:
            return heading, None
        kind = _KINDS.get(found[2].strip().lower())
        if kind is None:
            self._notes.append(
                f"There is no scene kind {found[2]!r}; the content chose one. "
                f"Kinds: {', '.join(_NAMES)}."
            )
        return found[1].rstrip(), kind

    def _bullet(self, found: re.Match[str]) -> bool:
        part = self._parts[-1]
        text, icon, since = _braces(found[3])
        if len(found[1]) >= 2 and part.entries and not icon:
            entries = (*part.entries[:-1], _with_more(part.entries[-1], plain(text)))
        elif plain(text):
            entries = (*part.entries, Entry(_item(plain(text), icon), found[2] is not None, since))
        else:
            entries = part.entries
        self._parts[-1] = replace(part, entries=entries)
        return True

    def _spoken(self, found: re.Match[str]) -> bool:
        author = _AUTHOR.fullmatch(found[1])
        if author and self._parts[-1].lines:
            return self._author(author)
        cited = _CITED.fullmatch(found[1]) if self._parts[-1].kind == "quote" else None
        self._speak(cited[1] if cited else found[1])
        return self._author(cited) if cited else True

    def _author(self, found: re.Match[str]) -> bool:
        self._parts[-1] = replace(self._parts[-1], subtitle=plain(found["author"]))
        return True

    def _key(self, found: re.Match[str]) -> bool:
        key, value = found[1].lower(), plain(found[2])
        if key in _SETTINGS:
            self._parts[-1] = _SETTINGS[key](self._parts[-1], value)
        elif key == "note":
            self._notes.append(value)
        elif key in _VOICES:
            self._speak(found[2])
        elif key in _DIRECTIONS:
            self._notes.append("Stage directions (Visual:, Camera:, …) were left out.")
        else:
            return False
        return True

    def _speak(self, line: str) -> None:
        text, _, since = _braces(line)
        part = self._parts[-1]
        if plain(text):
            self._parts[-1] = replace(part, lines=(*part.lines, Line(plain(text), since)))


def _first_line(opening: Part) -> str:
    """What a list without a heading is called."""
    first = opening.lines[0].text.rstrip(":.") if opening.lines else ""
    return first if opening.entries and len(first) <= _LONGEST_TITLE else ""


def _turned(part: Part) -> Part:
    """Numbers that were written before what they count, `- 93%: of all cells`, behind it."""
    entries = part.entries
    if part.kind not in _COUNTING or any(entry.item.value is not None for entry in entries):
        return part
    return replace(part, entries=tuple(map(_counted, entries)))


def _counted(entry: Entry) -> Entry:
    item = entry.item
    number = None if is_year(item.text) or not item.detail else read_number(item.text)
    if number is None or not item.detail:
        return entry
    turned = Item(text=item.detail, icon=item.icon, value=number.value, label=number.label)
    return replace(entry, item=turned)


def _braces(line: str) -> tuple[str, str | None, int]:
    """The line without what stands in its final braces, the icon and the mark found there."""
    found = _BRACES.fullmatch(line.rstrip())
    words = [word.strip() for word in found[2].split(",")] if found else []
    marks = [int(mark[1]) for word in words if (mark := _MARK.fullmatch(word))]
    icons = [icon[1] for word in words if (icon := _ICON.fullmatch(word))]
    if found is None or not words or len(marks) + len(icons) < len(words):
        return line, None, 0
    return found[1].rstrip(), icons[0] if icons else None, max(marks, default=0)


def _item(text: str, icon: str | None) -> Item:
    found = _DETAIL.fullmatch(text)
    if not found:
        return Item(text=text, icon=icon)
    number = read_number(found[2])
    if number is None:
        return Item(text=found[1], detail=found[2], icon=icon)
    return Item(text=found[1], icon=icon, value=number.value, label=number.label)


def _with_more(entry: Entry, more: str) -> Entry:
    detail = f"{entry.item.detail}; {more}" if entry.item.detail else more
    return Entry(entry.item.model_copy(update={"detail": detail}), entry.numbered, entry.since)


def _seconds(written: str) -> float:
    number = read_number(written)
    return min(max(number.value, 0.0), _LONGEST_HOLD) if number else 0.0


_SETTINGS: dict[str, Callable[[Part, str], Part]] = {
    "icon": lambda part, value: replace(part, icon=value.lower()),
    "subtitle": lambda part, value: replace(part, subtitle=value),
    "author": lambda part, value: replace(part, subtitle=value),
    "unit": lambda part, value: replace(part, subtitle=value),
    "hold": lambda part, value: replace(part, hold=_seconds(value)),
}
