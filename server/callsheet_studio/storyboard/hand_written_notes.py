"""Makes footnotes of those that are written by hand, as `turnover.¹` and, further down, `¹ Of 24
companies.`"""

import re
from collections.abc import Iterator, Sequence, Set

_NOTE = re.compile(r"([¹²³⁴-⁹]{1,2}) ?(?=[^\W_]|[\"'“(])")
"""The mark at the beginning of a note."""
_REFERENCE = re.compile(r"(?:(?<=[.,;:!?)”\"»])|(?<=[^\W\d_]{4}))([¹²³⁴-⁹]{1,2})(?=[\s.,;:!?)]|$)")
"""A mark after a word or a full stop, and none of a unit such as `km²`."""
_FENCE = re.compile(r" {0,3}(?:```|~~~)")


def link_hand_written_notes(text: str) -> str:
    """Return a Markdown text in which marks such as `¹` refer to the notes that begin with them,
    as many lines as before. Marks without a note, and notes without a mark, stay as they are."""
    if not any(mark in text for mark in "¹²³⁴⁵⁶⁷⁸⁹"):
        return text
    lines = text.split("\n")
    outside = set(_outside_of_code(lines))
    notes = {n: found[1] for n in outside if (found := _begins_note(lines, n))}
    others = (lines[n] for n in outside - notes.keys())
    named = {found[1] for line in others for found in _REFERENCE.finditer(line)}
    known = named & set(notes.values())
    for n in outside:
        if notes.get(n) in known:
            lines[n] = _NOTE.sub(lambda found: f"[^note-{found[1]}]: ", lines[n], count=1)
        lines[n] = _REFERENCE.sub(lambda found: _reference(found, known), lines[n])
    return "\n".join(lines)


def _outside_of_code(lines: Sequence[str]) -> Iterator[int]:
    inside = False
    for n, line in enumerate(lines):
        is_fence = bool(_FENCE.match(line))
        inside ^= is_fence
        if not (inside or is_fence):
            yield n


def _begins_note(lines: Sequence[str], n: int) -> re.Match[str] | None:
    """The mark of a note that begins a paragraph, or a line below the line of another one."""
    above = lines[n - 1].strip() if n else ""
    return _NOTE.match(lines[n]) if not above or _NOTE.match(above) else None


def _reference(found: re.Match[str], known: Set[str]) -> str:
    return f"[^note-{found[1]}]" if found[1] in known else found[0]
