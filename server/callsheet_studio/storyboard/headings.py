"""Headings as they are written: `## 4: From sunlight to socket [steps] {sun, 60+}`."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from callsheet_studio.storyboard.inline import Text
from callsheet_studio.storyboard.items import LONGEST_JOINED, read_marks
from callsheet_studio.storyboard.kind_names import SHAPES, find_kind, unknown_kind_note
from callsheet_studio.storyboard.markdown import Token
from callsheet_studio.storyboard.model import SceneKind
from callsheet_studio.storyboard.narration import LANGUAGES
from callsheet_studio.storyboard.section import Section
from callsheet_studio.text.punctuation import QUESTION_ENDS, SENTENCE_ENDS

_LONGEST_UNDERLINED = 80
"""Characters of a heading that is made by the line below it; more is a paragraph and a rule."""
_RULE, _ABOUT = 3, 3
"""Marks of a rule, and how many more or fewer than its letters stand below a heading."""
_BRACKETS = re.compile(r"\[([^\[\]]+)\]\s+(\S.*)", re.DOTALL)
_ORDINAL = re.compile(r"(\d{1,2})(?P<mark>[.)])?\s+(?P<title>\S.*)")
_BELOW = re.compile(r"(\d{1,2})\.(\d{1,2})\.?\s+([^\W\d_a-z].*)")
"""`2.1 Model`."""
_FEWEST = 3
"""Headings that are counted by numbers without a full stop, as in papers: `1 Introduction`."""
_REFERS = re.compile(
    r"\b(?:see|cf\.|go (?:back )?to|back to|in|from|of|as in|after|before|repeat|until|"
    r"siehe|s\.|vgl\.|nach|vor|aus|zu|ab|wie in|voir|cf|vers|après|avant|de|à|véase|ver|vea|en|al|"
    r"del|desde|vedi|dal|nel|veja|no|do|zie|bij|uit|zob\.|patrz|w|см\.|в|из)\s"
    r"(?:the )?(?:step|section|part|point|stage|rule|question|schritt|abschnitt|teil|punkt|frage|"
    r"regel|étape|paso|passo|passaggio|sezione|seção|sección|stap|stappen|deel|krok|krokt?u|шаге?|"
    r"раздел[ае]?|partie|parte|punto|point)s?\s\d",
    re.IGNORECASE,
)
_CODE_NAMES = frozenset(map(str.casefold, LANGUAGES.values()))
_PLACE = re.compile(r"(\d{1,4}):(?:\s+(.*))?", re.DOTALL)


@dataclass(frozen=True)
class SectionHeading:
    """A heading: its title, and what its brackets and braces set. None or 0 where they set
    nothing."""

    title: str
    level: int
    kind: SceneKind | None = None
    shape: str | None = None
    icon: str | None = None
    since: int = 0
    place: int | None = None
    notes: tuple[str, ...] = ()


def read_heading(text: Text, token: Token, *, underline: str = "") -> SectionHeading | None:
    """Return a heading's title, level, kind, icon and marks.

    None for a paragraph that only counts as a heading because of a line of dashes under it.

    Args:
        text: The words of the heading.
        token: Its `heading_open` token.
        underline: The marks below a heading of one line.
    """
    if token.markup in ("=", "-") and not _is_title(text.text, underline):
        return None
    body, marks = read_marks(text)
    start = body.mask.rfind("[") if body.mask.endswith("]") else -1
    words = body.mask[start + 1 : -1].strip().lower() if start >= 0 else ""
    kind, shape = find_kind(words), words if words in SHAPES else None
    if words and not (kind or shape) and start == 0:
        return SectionHeading(body.part(1, -1).text, int(token.tag[1]), icon=marks.icon)
    notes = (unknown_kind_note(words),) if words and not (kind or shape) else ()
    title = _without_brackets(body.part(0, start) if words else body)
    place = _PLACE.fullmatch(title.mask)
    return SectionHeading(
        title.text,
        int(token.tag[1]),
        kind,
        shape,
        marks.icon,
        marks.since,
        int(place[1]) if place else None,
        notes,
    )


def _without_brackets(title: Text) -> Text:
    """`[1.4.0] - 2026-05-01`, whose link is missing, as its text."""
    match = _BRACKETS.fullmatch(title.mask)
    if not match:
        return title
    first, last = title.group(match, 1), title.group(match, 2)
    return Text(f"{first.text} {last.text}", f"{first.mask} {last.mask}")


def strip_places(sections: Sequence[Section]) -> None:
    """Remove scene numbers (`1: …`, `2: …`) from the titles of sections, in place, if they count
    all scenes from the first to the last."""
    numbered = sections[1:]
    counting = [s.place for s in numbered] == list(range(1, len(numbered) + 1))
    for section in numbered:
        if section.place is not None and (section.exact or (counting and len(numbered) > 1)):
            section.title = section.title.partition(":")[2].removeprefix(" ")


def strip_ordinals(sections: Sequence[Section]) -> None:
    """Remove `1.`, `2.1` and so on from the titles of sections, in place, if they count the
    headings of one level from the first on, and no text refers to them."""
    if any(map(_refers_to_number, sections)):
        return
    found = [(s, m) for s in sections if not s.exact and (m := _ORDINAL.fullmatch(s.title))]
    for level in {section.level for section, _ in found}:
        on_level = [(section, m) for section, m in found if section.level == level]
        counted = [(s, m) for s, m in on_level if not (s.goes_on or s.is_quotation)]
        if _count_headings([m for _, m in counted]):
            _retitle(sections, {section.title: m["title"] for section, m in counted})
    below = {s.title: m for s in sections if not s.exact and (m := _BELOW.fullmatch(s.title))}
    if len(below) > 1 and any(m[2] == "1" for m in below.values()):
        _retitle(sections, {title: m[3] for title, m in below.items()})


def _count_headings(found: Sequence[re.Match[str]]) -> bool:
    """Whether numbers before titles count from one on. Without a full stop, or the like, behind
    them, there are at least `_FEWEST`, each before a capital."""
    if [int(each[1]) for each in found] != list(range(1, len(found) + 1)):
        return False
    bare = [each for each in found if not each["mark"]]
    is_paper = len(found) >= _FEWEST and not any(m["title"][0].islower() for m in bare)
    return len(found) > 1 and (is_paper or not bare)


def _retitle(sections: Sequence[Section], titles: Mapping[str, str]) -> None:
    for section in sections:
        section.asked = titles.get(section.asked, section.asked)
        section.title = titles.get(section.title, section.title)


def _refers_to_number(section: Section) -> bool:
    """Whether a section's words name another one by its number: `see step 3`, `s. Schritt 3`."""
    said = (line.text for group in section.groups for line in group.lines)
    items = (entry.item for group in section.groups for entry in group.entries)
    shown = (f"{item.text} {item.detail or ''}" for item in items)
    return any(map(_REFERS.search, (*(line.text for line in section.lines), *said, *shown)))


def join_headings(sections: Iterable[Section]) -> Iterator[Section]:
    """Yield the sections that hold something. The title of a heading with nothing under it is
    put before the title of the next section, and of those after it that others are called too."""
    held = list(sections)
    _complete_names(held)
    names = Counter(s.title for s in held if not (s.goes_on or s.is_note or s.is_quotation))
    above: Section | None = None
    joined: tuple[str, int, int] | None = None
    """The title and level of such a heading, and the level of the sections below it."""
    for section in held:
        if joined and section.level <= joined[1]:
            joined = None
        if above and section.level > above.level:
            joined = above.title, above.level, section.level
            _put_before(above, section)
        elif above and above.title:
            yield above
        elif joined and section.level == joined[2] and names[section.title] > 1:
            section.title = _join_titles(joined[0], section.title)
        above = section if section.is_empty else None
        if not section.is_empty:
            yield section
    if above and above.title:
        yield above


def _complete_names(sections: Sequence[Section]) -> None:
    """Put the heading above before each that is only the name of a language of code."""
    above = dict[int, str]()
    for section in sections:
        if section.title.casefold() in _CODE_NAMES and not section.exact:
            near = [title for level, title in above.items() if level < section.level and title]
            section.title = _join_titles(near[-1], section.title) if near else section.title
        elif not (section.goes_on or section.is_note):
            above = {level: title for level, title in above.items() if level < section.level}
            above[section.level] = section.title


def _put_before(above: Section, section: Section) -> None:
    section.title = _join_titles(above.title, section.title)
    section.level = above.level


def _join_titles(above: str, title: str) -> str:
    joined = f"{above}: {title}" if title else above
    return joined if len(joined) <= LONGEST_JOINED else title


def _is_title(text: str, underline: str) -> bool:
    """Whether a text is a heading by the marks below it, and no paragraph above a rule. Below one
    that ends as a sentence the marks must be as long as it is, or more than a rule has."""
    if len(text) > _LONGEST_UNDERLINED or text.endswith((",", ";")):
        return False
    if not text.endswith(SENTENCE_ENDS):
        return True
    is_long = abs(len(underline) - len(text)) <= _ABOUT or underline.startswith("==")
    return len(underline) > _RULE and (is_long or text.endswith(QUESTION_ENDS))
