"""Phrases for where a scene shall stand: `after scene 2`, `to the end`, `as the third scene`."""

import re
from collections.abc import Callable, Mapping
from re import Match

from callsheet_studio.edits.hand import Hand
from callsheet_studio.edits.vocabulary import phrase, place_of

_SIDE = (
    r"(?P<side>before|after|behind|following|in front of|below|above|ahead of) "
    r"(?P<ref><S>|<Q>|(?!the (?:end|start))[^,;]+?)"
)
_END = (
    r"(?:(?:to|at|in|as) )?(?:the )?(?:very )?"
    r"(?P<end>start|beginning|front|top|end|back|bottom|first|last)"
    r"(?: (?:place|position|scene|slide|one))?(?: of (?:the|this) <FILM>)?"
)
_NTH = (
    r"(?:(?:to|at|in|as|into) )?(?:the )?(?P<nth><ORDINAL>) (?:place|position|"
    r"spot|scene|slide)"
)
_NUMBER = r"(?:(?:to|at|in|as|into) )?(?:place|position|spot|number) (?P<nth>\d{1,2})"
_BEHIND = ("after", "behind", "following", "below")

_ENDS: Mapping[str, Callable[[int], int]] = {
    **dict.fromkeys(("start", "beginning", "front", "top", "first"), lambda _: 0),
    **dict.fromkeys(("end", "back", "bottom", "last"), lambda count: count),
}


def placed(pattern: str) -> tuple[re.Pattern[str], ...]:
    """The pattern with each way of saying where in place of its `<WHERE>`."""
    return tuple(
        phrase(pattern.replace("<WHERE>", f"(?:{where})")) for where in (_SIDE, _END, _NTH, _NUMBER)
    )


def place_asked(hand: Hand, found: Match[str], moved: int | None) -> int | None:
    """The index, counted without the scene that is `moved`; None when the words name none."""
    named = {name: words for name, words in found.groupdict().items() if words}
    count = len(hand.draft.keys) - (moved is not None)
    if "ref" in named:
        return _beside(hand, named["ref"], named["side"].lower() in _BEHIND, moved)
    if "nth" in named:
        return place_of(named["nth"], count + 1)
    if "end" in named:
        return _ENDS[named["end"].lower()](count)
    return None


def _beside(hand: Hand, words: str, behind: bool, moved: int | None) -> int | None:
    other = hand.found(words)
    if other is None or other == moved:
        return None
    place = hand.draft.place(other)
    place -= moved is not None and hand.draft.place(moved) < place
    return place + behind
