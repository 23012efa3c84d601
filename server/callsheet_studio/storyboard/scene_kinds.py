"""Chooses a scene's kind from what the scene holds."""

import re
from collections.abc import Callable
from itertools import pairwise

from callsheet_studio.storyboard.content import Content
from callsheet_studio.storyboard.model import CHARTS, SceneKind
from callsheet_studio.storyboard.outline import OutlineSection
from callsheet_studio.text.numbers import Number, is_year, read_number
from callsheet_studio.text.word_lists import MONTH_NAMES

HOLDERS: dict[str, SceneKind] = {
    "diagram": "diagram",
    "equation": "equation",
    "code": "code",
    "table": "table",
    "picture": "image",
    "definition": "definition",
}
"""The kind of scene that shows a type of content; a chart is shown by any of `CHARTS`."""
_VERSUS = re.compile(r"\b(?:vs\.?|versus|compared (?:with|to))\b", re.IGNORECASE)
_CLOSING = re.compile(
    r"\b(?:conclusion|conclud|remember|takeaways?|take-aways?|summary|recap|wrap(?:ping)? up|"
    r"in short|closing|the end|next steps?|over to you|fazit|résumé|resumen)"
    r"|^(?:まとめ|总结|總結|小结|결론|요약)",
    re.IGNORECASE,
)
_DATE = re.compile(
    rf"(?:(?:\d{{1,2}}\.?\s)?(?:{'|'.join(name[:3] for name in MONTH_NAMES)})[a-z]*\.?\s?"
    r"(?:\d{1,2},?\s?)?(?:\d{4})?|q[1-4](?:\s?\d{4})?|\d{4}s|\d{4}-\d{2}(?:-\d{2})?|"
    r"(?:day|week|month|year|hour|minute)\s\d+)",
    re.IGNORECASE,
)


def kind_of(part: OutlineSection, last: bool) -> SceneKind:
    """Return the kind of scene for a section: the kind asked for if its content allows that, else
    the first kind that fits the content.

    Args:
        last: Whether it is the film's last section.
    """
    if part.content:
        return _holding(part.content, part.kind)
    if part.kind and _NEEDS.get(part.kind, _anything)(part):
        return part.kind
    if last and concludes(part.title):
        return "closing"
    return next(kind for kind, suits in _SUITS if suits(part))


def concludes(title: str) -> bool:
    """Return whether a title is that of a conclusion or summary."""
    return bool(_CLOSING.search(title))


def missing_content(part: OutlineSection) -> str | None:
    """Return in words what a section would need for the kind of scene that it asks for; None if
    it has it."""
    if part.content and part.kind in CHARTS and part.content.type != "chart":
        return "what it holds is not numbers of one unit"
    if part.content or part.kind is None or _NEEDS.get(part.kind, _anything)(part):
        return None
    return _MISSING[part.kind]


def is_date(text: str) -> bool:
    """Return whether a text is a year, a date, a quarter, or a text such as `Week 3`."""
    return is_year(text) or _DATE.fullmatch(text.strip()) is not None


def _holding(content: Content, asked: SceneKind | None) -> SceneKind:
    if content.type == "chart":
        return asked if asked in CHARTS else "bars"
    return HOLDERS[content.type]


def _anything(_: OutlineSection) -> bool:
    return True


def _has_items(part: OutlineSection) -> bool:
    return bool(part.entries)


def _has_pairs(part: OutlineSection) -> bool:
    return len(part.entries) > 1


def _has_words(part: OutlineSection) -> bool:
    return bool(part.lines or part.entries)


def _has_values(part: OutlineSection) -> bool:
    return any(entry.item.value is not None for entry in part.entries)


def _chartable(part: OutlineSection) -> bool:
    """At least two numbers."""
    return sum(entry.item.value is not None for entry in part.entries) > 1


def _never(_: OutlineSection) -> bool:
    return False


def _versus(part: OutlineSection) -> bool:
    return len(part.entries) == 2 and _VERSUS.search(part.title) is not None


def _is_chart(part: OutlineSection) -> bool:
    """Numbers only, and of one unit."""
    units = {number.unit for entry in part.entries if (number := _number(entry.item.label))}
    return _chartable(part) and len(units) == 1 and all(e.item.label for e in part.entries)


def _rising_years(part: OutlineSection) -> bool:
    labels = [entry.item.text for entry in part.entries]
    years = all(is_year(label) for label in labels)
    return years and len(labels) > 3 and _is_chart(part) and all(a < b for a, b in pairwise(labels))


def _one_number(part: OutlineSection) -> bool:
    return len(part.entries) == 1 and _has_values(part)


def _has_dates(part: OutlineSection) -> bool:
    return _has_pairs(part) and all(is_date(entry.item.text) for entry in part.entries)


def _is_numbered(part: OutlineSection) -> bool:
    return _has_pairs(part) and all(entry.numbered for entry in part.entries)


def _is_quotation(part: OutlineSection) -> bool:
    return not part.entries and bool(part.lines and part.subtitle)


def _number(label: str | None) -> Number | None:
    return read_number(label) if label else None


_NEEDS: dict[SceneKind, Callable[[OutlineSection], bool]] = {
    "steps": _has_items,
    "timeline": _has_items,
    "bars": _chartable,
    "line": _chartable,
    "number": _has_values,
    "comparison": _has_pairs,
    "quote": _has_words,
    **dict.fromkeys(("pie", "donut", "stacked", "area", "scatter"), _chartable),
    **dict.fromkeys(HOLDERS.values(), _never),
}
_MISSING: dict[SceneKind, str] = {
    "steps": "it lists no steps (`1. item`)",
    "timeline": "it lists no dates (`- 1989: what happened`)",
    "bars": "it has no two numbers (`- label: 42`)",
    "line": "it has no two numbers (`- 2024: 42`)",
    "number": "it has no number (`- label: 42`)",
    "comparison": "it has no two sides (`- item: detail` twice)",
    "quote": "it has no words",
    **dict.fromkeys(
        ("pie", "donut", "stacked", "area", "scatter"), "it has no two numbers (`- label: 42`)"
    ),
    "image": "it has no picture (`![what it shows](address)`)",
    "diagram": "it has no diagram (a fence ```mermaid)",
    "equation": "it has no formula (`$$…$$`)",
    "code": "it has no code (a fence ```python)",
    "table": "it has no table (`| a | b |`)",
    "definition": "it explains no terms (`Term`, and `: meaning` below it)",
}
_SUITS: tuple[tuple[SceneKind, Callable[[OutlineSection], bool]], ...] = (
    ("comparison", _versus),
    ("line", _rising_years),
    ("bars", _is_chart),
    ("number", _one_number),
    ("timeline", _has_dates),
    ("steps", _is_numbered),
    ("quote", _is_quotation),
    ("points", _anything),
)
