"""Chooses what of a marked outline comes into a film of a given length."""

from collections.abc import Iterator, Set
from dataclasses import replace
from typing import TypeAlias

from callsheet_studio.storyboard.outline import Outline, OutlineSection
from callsheet_studio.storyboard.speech_timing import SPOKEN, SpeechTiming

_FULL, _OVERFULL = 0.96, 1.04
"""Shares of the length: from the first a film needs no more, beyond the second it takes no more."""

Place: TypeAlias = tuple[int, int]
"""A part's index, and the index of a line in it; -1 for the part as a whole."""
_WHOLE = -1


def select_for_length(outline: Outline, seconds: int, pace: SpeechTiming = SPOKEN) -> Outline:
    """Return the outline without the parts that are marked for longer films.

    A part marked `30+` belongs into films of 30 seconds and more. If the film is then too short for
    its words, further parts are added while there is time: the lowest mark first, and sentences
    before scenes.

    Args:
        seconds: The film's length.
        pace: How long words take.
    """
    admitted: set[Place] = set()
    now = _admitting(outline, seconds, admitted)
    for place in _left_out(outline, seconds):
        if _fill(now, seconds, pace) >= _FULL:
            break
        more = _admitting(outline, seconds, admitted | {place})
        if _fill(more, seconds, pace) <= _OVERFULL:
            admitted.add(place)
            now = more
    return now


def _left_out(outline: Outline, seconds: int) -> Iterator[Place]:
    parts = list(enumerate((outline.opening, *outline.parts)))
    for level in sorted({since for _, part in parts for since in _marks(part) if since > seconds}):
        for n, part in parts:
            lines = (k for k, line in enumerate(part.lines) if line.since == level)
            yield from ((n, k) for k in lines if part.since <= seconds)
        yield from ((n, _WHOLE) for n, part in parts if part.since == level)


def _marks(part: OutlineSection) -> Iterator[int]:
    yield part.since
    yield from (line.since for line in part.lines)


def _admitting(outline: Outline, seconds: int, admitted: Set[Place]) -> Outline:
    """The outline with what its marks let in, and these places."""
    opening, *parts = (
        _part(part, seconds, {line for m, line in admitted if m == n})
        for n, part in enumerate((outline.opening, *outline.parts))
        if n == 0 or part.since <= seconds or (n, _WHOLE) in admitted
    )
    return replace(outline, opening=opening, parts=tuple(parts))


def _part(part: OutlineSection, seconds: int, admitted: Set[int]) -> OutlineSection:
    upto = max(seconds, part.since)
    lines = (line for k, line in enumerate(part.lines) if line.since <= upto or k in admitted)
    entries = (entry for entry in part.entries if entry.since <= upto)
    return replace(part, lines=tuple(lines), entries=tuple(entries))


def _fill(outline: Outline, seconds: int, pace: SpeechTiming) -> float:
    """Share of the seconds that is spoken or at rest."""
    parts = (outline.opening, *outline.parts)
    around = pace.rests.scene(1) - pace.stop
    return sum(_seconds(part, pace) + around + part.hold for part in parts) / seconds


def _seconds(part: OutlineSection, pace: SpeechTiming) -> float:
    """How long it is spoken; a part without narration speaks its list."""
    said = [line.text for line in part.lines]
    shown = [part.title, *(f"{e.item.text}, {e.item.detail or ''}." for e in part.entries)]
    return pace.seconds(" ".join(said or shown))
