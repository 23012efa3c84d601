"""What code is for, in words, by its own comment or by what it defines or does."""

import re
from collections.abc import Iterator

from callsheet_studio.text.fixed_words import enumerate_texts

_COMMENT = re.compile(r"[ \t]*+(?:#(?!!)|//|--|/\*|\"\"\")[ \t#/*]*+([^\n]*+)")
_MARKS = re.compile(
    r"[;={}<>()\[\]\\|@$]|https?:|\bcopyright\b|\b(?:todo|noqa|coding|eslint)\b", re.I
)
"""Stand in comments that say something else than what code is for."""
_LEAST, _MOST = 3, 18
"""Words of such a comment."""
_MOST_NAMES = 3
_DEFINES = re.compile(
    r"^(?:export +|pub +|public +|async +|default +|abstract +)*"
    r"(?:def|class|function|func|fn|interface|struct|trait|enum|module) +([A-Za-z_]\w*+)",
    re.MULTILINE,
)
"""A definition that is not below another one."""
_SQL = re.compile(
    r"^[ \t]*+(create|alter|drop|insert into|update|delete from)[ \t]++"
    r"(?:(?:or replace|unique|temporary) +)*"
    r"(?:(table|index|view|schema|trigger|function)[ \t]++(?:concurrently +)?"
    r"(?:if (?:not )?exists +)?)?[\"`]?([A-Za-z_][\w.]*+)",
    re.IGNORECASE | re.MULTILINE,
)
_DOES = {
    "create": "creates",
    "alter": "changes",
    "drop": "removes",
    "insert into": "adds to",
    "update": "changes",
    "delete from": "deletes from",
}


def tell_purpose(name: str, text: str) -> str:
    """Return an English sentence without its full stop on what code is for; empty if it doesn't
    tell: its only comment before the first line, what SQL does, or the names that it defines.

    Args:
        name: The language of the code as it is spoken, such as `Python`.
        text: The code.
    """
    if comment := _first_comment(text):
        return comment
    if name == "SQL":
        done = list(dict.fromkeys(_clauses(text)))
        return f"This SQL {enumerate_texts(done, 'en')}" if 0 < len(done) <= _MOST_NAMES else ""
    names = list(dict.fromkeys(_DEFINES.findall(text)))
    names = [each for each in names if each != "main"]
    if not 0 < len(names) <= _MOST_NAMES:
        return ""
    return f"This {name} defines {enumerate_texts(names, 'en')}"


def _first_comment(text: str) -> str:
    lines = [line for line in text.split("\n") if line.strip()]
    found = [_COMMENT.match(line) for line in lines]
    if len(lines) < 2 or not found[0] or any(found[1:]):
        return ""
    words = found[0][1].removesuffix("*/").strip(' "*').rstrip(".:")
    is_prose = _LEAST <= len(words.split()) <= _MOST and words[:1].isalpha()
    return words if is_prose and not _MARKS.search(words) else ""


def _clauses(text: str) -> Iterator[str]:
    """What each statement of SQL does: `changes the table orders`."""
    for verb, kind, name in _SQL.findall(text):
        thing = f"the {kind.lower()} {name}" if kind else name
        yield f"{_DOES[' '.join(verb.lower().split())]} {thing}"
